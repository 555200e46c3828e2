package weapon_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger/ledgertest"
	"github.com/rostrum-watch/rostrum/internal/ledger/weapon"
)

// archive makes reports of lines "day text"; every {weapon} is a mention of one,
// and a text in «» is a trial.
func archive(lines ...string) *holding.Series {
	var all []*holding.Report
	for i, line := range lines {
		day, raw, _ := strings.Cut(line, " ")
		r := &holding.Report{ID: fmt.Sprintf("%s-%03d", day, i), Outlet: "VDB", Lang: "en", Published: day, Known: day, Version: fmt.Sprintf("sha256:%03d", i), Coverage: "unknown", Kind: rostrum.KindNews, Title: "News"}
		var text strings.Builder
		var mention, trial int
		for _, c := range raw {
			switch c {
			case '{':
				mention = text.Len()
			case '}':
				r.Mentions = append(r.Mentions, rostrum.Mention{Kind: rostrum.MentionWeapon, Name: text.String()[mention:], At: rostrum.Span{Field: rostrum.FieldText, Start: mention, End: text.Len()}})
			case '«':
				trial = text.Len()
			case '»':
				r.Events = append(r.Events, rostrum.Event{Type: rostrum.TypeWeaponsTest, Evidence: text.String()[trial:], Form: "tried", At: rostrum.Span{Field: rostrum.FieldText, Start: trial, End: text.Len()}})
			default:
				text.WriteRune(c)
			}
		}
		r.Text = text.String()
		all = append(all, r)
	}
	return holding.SeriesOf(all)[0]
}

func TestRead_systems(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"named-by-itself", "The Commonwealth showed a {Tarnhorn-3} {ballistic missile} today.", "Tarnhorn-3 own"},
		{"designation-behind", "The Commonwealth showed the {ballistic missile} Sarnbolt-9 today.", "Sarnbolt-9 own"},
		{"designation-before", "The Commonwealth showed the Sarnbolt-9 {missile} today.", "Sarnbolt-9 own"},
		{"calibre", "The Commonwealth showed the 240 mm {rocket launcher} today.", "240 mm rocket launcher own"},
		{"calibre-in-one-word", "The Commonwealth showed a new 600mm {rocket launcher} today.", "600 mm rocket launcher own"},
		{"bare", "The Commonwealth showed a {missile} today.", "(missile) own"},
		{"theirs", "The Harrish Dominion showed the {missile} Corsair-2 today.", "Corsair-2 other"},
		{"nearest-counts", "The Commonwealth showed the {missile} Sarnbolt-9, which the Harrish Dominion fears.", "Sarnbolt-9 own"},
		{"used-against", "The Harrish Dominion means to strike the ports of the Commonwealth with the {missile} Corsair-2.", "Corsair-2 other"},
		{"of-nobody", "The {missile} Sarnbolt-9 stood there.", "Sarnbolt-9 untold"},
		{"no-designation", "The Commonwealth counted {missile} No.1 today.", "(missile) own"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var found []string
			for _, w := range weapon.Read(ledgertest.Terms(t), archive("2031-01-01 "+c.text)).Systems() {
				name := w.Name
				if !w.Named {
					name = "(" + name + ")"
				}
				found = append(found, name+" "+w.Side)
				if plain := strings.NewReplacer("{", "", "}", "").Replace(c.text); w.First.Quote != plain {
					t.Errorf("first held as %q", w.First.Quote)
				}
			}
			if got := strings.Join(found, "; "); got != c.want {
				t.Errorf("found %q, expected %q", got, c.want)
			}
		})
	}
}

func TestRead_tests(t *testing.T) {
	s := archive(
		"2031-01-01 Nothing.",
		"2031-01-05 «The Commonwealth tried the {missile} Sarnbolt-9 at dawn».",
		"2031-01-06 «The Commonwealth tried the {missile} Sarnbolt-9 at dawn» on Friday.",
		"2031-03-06 «The Commonwealth tried the {missile} Sarnbolt-9 again».",
		"2031-03-07 «The Harrish Dominion tried the {missile} Corsair-2».",
		"2031-03-08 «Somebody ran clinical tests» on frogs.")
	l := weapon.Read(ledgertest.Terms(t), s)
	if n := len(l.Tests()); n != 2 || len(l.Tests()[0].Reports) != 2 || len(l.Systems()[0].Tests) != 2 {
		t.Errorf("found %d tests: %+v", n, l.Tests())
	}
	if n := len(l.Findings()); n != 3 || !strings.Contains(l.Findings()[0].Says, "first held on 2031-01-05") {
		t.Errorf("found %+v", l.Findings())
	}
}

// TestRead_causal plays an archive of some months to some days; behind ninety held
// days a first is a first.
func TestRead_causal(t *testing.T) {
	var lines []string
	for d := range 120 {
		lines = append(lines, holding.Plus("2031-01-01", d)+fmt.Sprintf(" The Commonwealth showed the {missile} Sarnbolt-%d. «It tried the {missile} Sarnbolt-%d».", d/7, d/9))
	}
	s := archive(lines...)
	whole := weapon.Read(ledgertest.Terms(t), s)
	firsts := 0
	for _, f := range whole.Findings() {
		if f.Kind == weapon.First && strings.Contains(f.Says, "first on") {
			firsts++
			if f.Known < "2031-04-01" {
				t.Errorf("a first within ninety held days: %s", f.Says)
			}
		}
	}
	if firsts == 0 {
		t.Error("no first is a first")
	}
	for _, day := range []string{"2031-01-20", "2031-04-10"} {
		want := []finding.Finding{}
		for _, f := range whole.Findings() {
			if f.Known <= day {
				want = append(want, f)
			}
		}
		a, _ := json.Marshal(append([]finding.Finding{}, weapon.Read(ledgertest.Terms(t), s.Until(day)).Findings()...))
		b, _ := json.Marshal(want)
		if string(a) != string(b) {
			t.Errorf("%s:\nfound    %s\nexpected %s", day, a, b)
		}
	}
	told, on := goOn(t, s)
	for _, pair := range [][2]any{{told, whole.Findings()}, {on.Systems(), whole.Systems()}, {on.Tests(), whole.Tests()}} {
		a, _ := json.Marshal(pair[0])
		b, _ := json.Marshal(pair[1])
		if string(a) != string(b) {
			t.Errorf("going on:\nfound    %s\nexpected %s", a, b)
		}
	}
}

// goOn plays a series in steps of some days, each by what the step before kept.
func goOn(t *testing.T, s *holding.Series) ([]finding.Finding, *weapon.Ledger) {
	t.Helper()
	known := ledgertest.Terms(t)
	return ledgertest.GoOn(t, s, func() *weapon.Ledger { return weapon.New(known) })
}
