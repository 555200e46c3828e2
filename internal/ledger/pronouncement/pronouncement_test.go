package pronouncement_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/ledger/ledgertest"
	"github.com/rostrum-watch/rostrum/internal/ledger/pronouncement"
)

// report is what a body gives out on a day.
func report(day, kind, speaker, text string) *holding.Report {
	at := rostrum.Span{Field: rostrum.FieldText, End: len(text)}
	return &holding.Report{ID: day + "-" + strings.ReplaceAll(speaker, " ", "-"), Outlet: "VDB", Lang: "en", Published: day, Known: day, Version: "sha256:" + day + speaker, Coverage: "unknown", Kind: kind, Title: "Word", Text: text,
		Acts: []rostrum.Act{{Act: rostrum.ActCriticism, Speaker: speaker, Voice: rostrum.VoiceOfficial, Referent: rostrum.ReferentAdversary, Evidence: text, At: at}}}
}

// dates finds the days that are written as ones.
func dates(passage, _ string) []ledger.Dated {
	var all []ledger.Dated
	for i := range passage {
		if strings.HasPrefix(passage[i:], "2031-") {
			all = append(all, ledger.Dated{Start: i, End: i + 10, From: passage[i : i+10]})
		}
	}
	return all
}

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, kind, speaker, text, want string }{
		{"answers-the-latest-day", rostrum.KindStatement, "War Chancery", "Boats of the Harrish Dominion came on 2031-01-03. Others of the Dominion came on 2031-01-07. We saw them.", "ministry 3 Others of the Dominion came on 2031-01-07."},
		{"another-country", rostrum.KindStatement, "War Chancery", "Ships of Karrow came on 2031-01-08.", "ministry 2 Ships of Karrow came on 2031-01-08."},
		{"a-day-at-home", rostrum.KindStatement, "War Chancery", "Our mill was opened on 2031-01-08.", "ministry"},
		{"what-it-says-it-answers", rostrum.KindStatement, "War Chancery", "In reply to a letter of 2031-01-08 we say this.", "ministry 2 In reply to a letter of 2031-01-08 we say this."},
		{"its-own-day", rostrum.KindStatement, "War Chancery", "To the Dominion we say on 2031-01-10 this.", "ministry"},
		{"long-ago", rostrum.KindStatement, "War Chancery", "Boats of the Dominion came on 2030-01-03.", "ministry"},
		{"commentary", rostrum.KindCommentary, "Common Banner", "A fence is a fence.", "commentary"},
		{"news-is-none", rostrum.KindNews, "War Chancery", "It is said.", ""},
		{"nobody-of-the-state", rostrum.KindStatement, "a fisherman", "It is said.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			for _, p := range pronouncement.Read(ledgertest.Terms(t), dates, holding.SeriesOf([]*holding.Report{report("2031-01-10", c.kind, c.speaker, c.text)})[0]).All() {
				got = p.Rung
				if a := p.Answered; a != nil {
					got += fmt.Sprintf(" %d %s", a.Days, a.Quote)
					if c.text[a.At.Start:a.At.End] != a.Quote {
						t.Errorf("opens %q", a.Quote)
					}
				}
			}
			if got != c.want {
				t.Errorf("found %q, expected %q", got, c.want)
			}
		})
	}
}

// TestRead_causal plays an archive to some days: a higher voice about a country is
// found on the day when it speaks.
func TestRead_causal(t *testing.T) {
	var all []*holding.Report
	for d := range 40 {
		speaker := "Common Banner"
		if d == 30 {
			speaker = "Council of Works"
		}
		all = append(all, report(holding.Plus("2031-01-01", d), rostrum.KindStatement, speaker, "The talk of Esterlund is a brazen tale."))
	}
	s := holding.SeriesOf(all)[0]
	whole := pronouncement.Read(ledgertest.Terms(t), nil, s).Findings()
	if len(whole) != 1 || whole[0].Known != "2031-01-31" || !strings.Contains(whole[0].Says, "nobody stood higher than commentary") || whole[0].Coverage.Denominator != "pronouncements about Esterlund: 31" {
		t.Fatalf("found %+v", whole)
	}
	for _, day := range []string{"2031-01-30", "2031-01-31"} {
		want := []finding.Finding{}
		if day == "2031-01-31" {
			want = whole
		}
		// what is known of a day does not depend on what comes later
		a, _ := json.Marshal(append([]finding.Finding{}, pronouncement.Read(ledgertest.Terms(t), nil, s.Until(day)).Findings()...))
		b, _ := json.Marshal(want)
		if string(a) != string(b) {
			t.Errorf("%s:\nfound    %s\nexpected %s", day, a, b)
		}
	}
	told, on := goOn(t, s)
	for _, pair := range [][2]any{{told, whole}, {on.All(), pronouncement.Read(ledgertest.Terms(t), nil, s).All()}} {
		a, _ := json.Marshal(pair[0])
		b, _ := json.Marshal(pair[1])
		if string(a) != string(b) {
			t.Errorf("going on:\nfound    %s\nexpected %s", a, b)
		}
	}
	again := report("2031-02-20", rostrum.KindStatement, "War Chancery", "Once.")
	other := report("2031-02-20", rostrum.KindStatement, "War Chancery", "Once.")
	other.ID = "other"
	if found := pronouncement.Read(ledgertest.Terms(t), nil, holding.SeriesOf([]*holding.Report{again, other})[0]).All(); len(found) != 1 || len(found[0].Also) != 1 {
		t.Errorf("one text is told as %d pronouncements", len(found))
	}
}

// goOn plays a series in steps of some days, each by what the step before kept.
func goOn(t *testing.T, s *holding.Series) ([]finding.Finding, *pronouncement.Ledger) {
	t.Helper()
	known := ledgertest.Terms(t)
	return ledgertest.GoOn(t, s, func() *pronouncement.Ledger { return pronouncement.New(known, nil) })
}
