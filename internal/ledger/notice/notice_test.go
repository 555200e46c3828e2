package notice_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/ledger/ledgertest"
	"github.com/rostrum-watch/rostrum/internal/ledger/notice"
)

// archive makes reports of lines "day kind act speaker: sentence", or "day event
// type: sentence"; a line with only a day tells of nothing. "+" before a line adds
// to the report before.
func archive(lines ...string) *holding.Series {
	var all []*holding.Report
	for i, line := range lines {
		more := strings.HasPrefix(line, "+")
		day, rest, _ := strings.Cut(strings.TrimPrefix(line, "+"), " ")
		r := &holding.Report{ID: fmt.Sprintf("%s-%03d", day, i), Outlet: "VDB", Lang: "en", Published: day, Known: day, Version: fmt.Sprintf("sha256:%03d", i), Coverage: "unknown"}
		if more {
			r = all[len(all)-1]
		} else {
			all = append(all, r)
		}
		if rest == "" {
			continue
		}
		f := strings.SplitN(rest, " ", 3)
		at := rostrum.Span{Field: rostrum.FieldText, Start: len(r.Text)}
		if f[0] == "event" {
			typ, says := strings.TrimSuffix(f[1], ":"), f[2]
			r.Text += says + "\n"
			at.End = at.Start + len(says)
			r.Events = append(r.Events, rostrum.Event{Type: typ, Evidence: says, At: at})
			continue
		}
		r.Kind = f[0]
		speaker, says, _ := strings.Cut(f[2], ": ")
		r.Text += says + "\n"
		at.End = at.Start + len(says)
		referent := rostrum.ReferentAdversary
		if f[1] == rostrum.ActDirective {
			referent = rostrum.ReferentOwn
		}
		r.Acts = append(r.Acts, rostrum.Act{Act: f[1], Speaker: speaker, Voice: rostrum.VoiceOfficial, Referent: referent, Evidence: says, At: at})
		for _, body := range []string{"War Chancery", "Council of Works", "Long Arm Corps"} {
			if j := strings.Index(says, body); j >= 0 {
				r.Mentions = append(r.Mentions, rostrum.Mention{Kind: rostrum.MentionOrganisation, Name: body, At: rostrum.Span{Field: rostrum.FieldText, Start: at.Start + j, End: at.Start + j + len(body)}})
			}
		}
	}
	return holding.SeriesOf(all)[0]
}

const (
	given    = "statement threat War Chancery: Should one mast of the squadron show above the lamps, the shore batteries will sink the ship beneath it without a hail."
	repeated = "commentary threat VDB: The shore batteries will sink the ship beneath it should one mast of the squadron show above the lamps."
	leaning  = "commentary threat Common Banner: As the statement of the War Chancery warned, the reckless captain will find his grave on our sands."
	another  = "commentary threat VDB: Whoever burns the barns of our farmers will pay with his own orchards and vineyards in the autumn."
)

func entries(l *notice.Ledger) string {
	var all []string
	for _, e := range l.Entries() {
		var of []string
		for _, v := range e.Vehicles {
			of = append(of, fmt.Sprintf("%s%s", strings.TrimLeft(v.Report[11:], "0"), map[string]string{"": "", "words": "w", "cited": "c"}[v.Joined]))
		}
		all = append(all, strings.Join(of, ","))
	}
	return strings.Join(all, "; ")
}

func TestRead_vehicles(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"repeated-in-its-words", []string{"2031-01-01", "2031-01-02 " + given, "2031-01-04 " + repeated}, "1,2w"},
		{"leant-on-by-name", []string{"2031-01-01", "2031-01-02 " + given, "2031-01-04 " + leaning}, "1,2c"},
		{"leant-on-too-late", []string{"2031-01-01", "2031-01-02 " + given, "2031-03-04 " + leaning}, "1; 2"},
		{"another-threat", []string{"2031-01-01", "2031-01-02 " + given, "2031-01-04 " + another}, "1; 2"},
		{"all-of-one-statement", []string{"2031-01-01", "2031-01-02 " + given, "+2031-01-02 statement threat War Chancery: Its crew will have the river for a grave and their chancellor for a mourner.", "2031-01-04 " + repeated}, "1,3w"},
		{"two-of-one-commentary", []string{"2031-01-01", "2031-01-02 " + given, "2031-01-03 " + another, "2031-01-05 " + repeated, "+2031-01-05 " + another}, "1,3w; 2,3w"},
		{"a-greeting-gives-none", []string{"2031-01-01", "2031-01-02 message pledge First Steward: We shall keep the old friendship of our peoples for ever."}, ""},
		{"an-order-at-another-place", []string{"2031-01-01", "2031-01-02 report directive First Steward: He told the overseers to bring in the presses and to halve the waste of pig iron before the autumn storms.",
			"2031-01-09 report directive First Steward: He told the overseers to bring in the presses and to halve the waste of pig iron before the autumn storms."}, "1; 2"},
		{"an-order-told-again", []string{"2031-01-01", "2031-01-02 report directive First Steward: He told the overseers to bring in the presses and to halve the waste of pig iron before the autumn storms.",
			"2031-01-03 report directive First Steward: He told the overseers to bring in the presses and to halve the waste of pig iron before the autumn storms."}, "1,2w"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := entries(notice.Read(ledgertest.Terms(t), nil, archive(c.lines...))); got != c.want {
				t.Errorf("found %q, expected %q", got, c.want)
			}
		})
	}
}

const sunk = "event drill: The shore batteries sank a target ship beneath the lamps without a hail, mast and all."

func TestRead_outcomes(t *testing.T) {
	s := archive("2031-01-01", "2031-01-02 "+given, "2031-02-04 "+sunk, "2031-02-05 event drill: The choir of the pit sang in the rain.", "2031-02-06 event drill: The Harrish Dominion sank a target ship beneath the lamps without a hail, mast and all.")
	read := func(said ...rostrum.NoticeOutcome) *notice.Entry {
		l := notice.Read(ledgertest.Terms(t), nil, s)
		l.Settle(s, said)
		return l.Entries()[0]
	}
	e := read()
	if e.Outcome != notice.OutcomeNone || e.Days != 3 || len(e.Proposals) != 1 || e.Proposals[0].Report != "2031-02-04-002" || e.Proposals[0].Score <= 0.3 || len(e.Proposals[0].Shared) < 3 {
		t.Fatalf("found %+v", e)
	}
	word := func(id int64, outcome, by, report, source string) rostrum.NoticeOutcome {
		return rostrum.NoticeOutcome{ID: id, Outcome: outcome, By: by, Report: report, Source: source, Notice: rostrum.Passage{Report: e.Vehicles[0].Report, Quote: e.Vehicles[0].Sentences[0].Quote}}
	}
	back := word(9, rostrum.VerdictWithdrawn, "Ann", "", "")
	back.Withdraws = 1
	elsewhere := word(1, rostrum.OutcomeReported, "Ann", "2031-02-04-002", "")
	elsewhere.Notice.Quote = "words that stand there no more"
	for _, c := range []struct {
		name      string
		said      []rostrum.NoticeOutcome
		want      string
		proposals int
		confirmed int
	}{
		{"reported", []rostrum.NoticeOutcome{word(1, rostrum.OutcomeReported, "Ann", "2031-02-04-002", "")}, rostrum.OutcomeReported, 1, 1},
		{"outside", []rostrum.NoticeOutcome{word(1, rostrum.OutcomeOutside, "Ann", "", "Compact")}, rostrum.OutcomeOutside, 1, 1},
		{"reported-before-outside", []rostrum.NoticeOutcome{word(1, rostrum.OutcomeReported, "Ann", "2031-02-04-002", ""), word(2, rostrum.OutcomeOutside, "Bo", "", "Compact")}, rostrum.OutcomeReported, 1, 2},
		{"not-this-one", []rostrum.NoticeOutcome{word(1, rostrum.OutcomeNot, "Ann", "2031-02-04-002", "")}, notice.OutcomeNone, 0, 1},
		{"the-last-word-counts", []rostrum.NoticeOutcome{word(1, rostrum.OutcomeReported, "Ann", "2031-02-04-002", ""), word(2, rostrum.OutcomeNot, "ann", "2031-02-04-002", "")}, notice.OutcomeNone, 0, 1},
		{"withdrawn", []rostrum.NoticeOutcome{word(1, rostrum.OutcomeReported, "Ann", "2031-02-04-002", ""), back}, notice.OutcomeNone, 1, 0},
		{"text-that-is-gone", []rostrum.NoticeOutcome{elsewhere}, notice.OutcomeNone, 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if e := read(c.said...); e.Outcome != c.want || len(e.Proposals) != c.proposals || len(e.Confirmed) != c.confirmed {
				t.Errorf("found %s, %d proposals, %d words", e.Outcome, len(e.Proposals), len(e.Confirmed))
			}
		})
	}
}

// dates finds one day that is written as one.
func dates(passage, _ string) []ledger.Dated {
	i := strings.Index(passage, "2031-")
	if i < 0 {
		return nil
	}
	return []ledger.Dated{{Start: i, End: i + 10, From: passage[i : i+10]}}
}

func TestRead_due(t *testing.T) {
	lines := []string{"2031-01-01", "2031-01-02 report directive Council of Works: Every canton shall mend its millrace by 2031-01-20, the council told the stewards."}
	for d := range 40 {
		lines = append(lines, holding.Plus("2031-01-03", d))
	}
	l := notice.Read(ledgertest.Terms(t), dates, archive(lines...))
	if e := l.Entries()[0]; e.Due != "2031-01-20" {
		t.Errorf("due %q", e.Due)
	}
	found := l.Findings()
	if len(found) != 1 || found[0].Kind != notice.Due || found[0].Known != "2031-02-03" || !strings.Contains(found[0].Says, "nothing in the reports of the 14 held days since is like it") {
		t.Errorf("found %+v", found)
	}
}

// TestRead_causal plays an archive to some days, and mixes the order in which its
// reports came in.
func TestRead_causal(t *testing.T) {
	lines := []string{"2031-01-01"}
	for i, what := range []string{given, repeated, leaning, another, sunk, given} {
		for d := range 5 {
			lines = append(lines, holding.Plus("2031-01-02", 11*d+3*i)+" "+what)
		}
	}
	s := archive(lines...)
	whole := notice.Read(ledgertest.Terms(t), dates, s)
	if len(whole.Findings()) < 3 {
		t.Fatalf("too little is found: %+v", whole.Findings())
	}
	for _, day := range []string{"2031-01-06", "2031-01-20", "2031-02-10"} {
		want := []finding.Finding{}
		for _, f := range whole.Findings() {
			if f.Known <= day {
				want = append(want, f)
			}
		}
		read := notice.Read(ledgertest.Terms(t), dates, s.Until(day))
		same(t, day, append([]finding.Finding{}, read.Findings()...), want)
	}
	told, on := goOn(t, s)
	same(t, "going on", told, whole.Findings())
	same(t, "going on", on.Entries(), whole.Entries())
	for seed := range uint64(3) {
		reports := slices.Clone(s.Reports)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		again := notice.Read(ledgertest.Terms(t), dates, holding.SeriesOf(reports)[0])
		same(t, "shuffled", again.Findings(), whole.Findings())
		same(t, "shuffled", again.Entries(), whole.Entries())
	}
}

// TestRead_given finds who threatens first, on the day of the report, and nobody who
// carries the threat on; what a paper writes is none.
func TestRead_given(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  []string
	}{
		{"a-body-in-its-own-statement", []string{"2031-01-02 " + given},
			[]string{"2031-01-02 War Chancery: War Chancery gives notice of a threat, in a report headed “The Lamps”."}},
		{"a-person-whom-the-report-names", []string{"2031-01-02 report threat Joss Ost Tern: Whoever lands on our sands will never sail again."},
			[]string{"2031-01-02 Joss Ost Tern: Joss Ost Tern gives notice of a threat, in a report headed “The Lamps”."}},
		{"told-again-by-nobody-else", []string{"2031-01-02 " + given, "2031-01-04 " + repeated},
			[]string{"2031-01-02 War Chancery: War Chancery gives notice of a threat, in a report headed “The Lamps”."}},
		{"another-one", []string{"2031-01-02 " + given, "2031-01-04 statement threat Council of Works: Whoever burns the barns of our farmers will pay with his own orchards and vineyards."},
			[]string{"2031-01-02 War Chancery: War Chancery gives notice of a threat, in a report headed “The Lamps”.",
				"2031-01-04 Council of Works: Council of Works gives notice of a threat, in a report headed “The Lamps”."}},
		{"twice-in-a-statement", []string{"2031-01-02 " + given, "+2031-01-02 statement threat War Chancery: Its crew will have the river for a grave and their chancellor for a mourner."},
			[]string{"2031-01-02 War Chancery: War Chancery gives notice of a threat, in a report headed “The Lamps”."}},
		{"nobody-of-the-state", []string{"2031-01-02 statement threat a fisherman: Whoever lands on our sands will never sail again."}, nil},
		{"a-pledge", []string{"2031-01-02 statement pledge War Chancery: We shall mend the lamps of every harbour before the frost."}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := archive(append([]string{"2031-01-01"}, c.lines...)...)
			for _, r := range s.Reports {
				r.Title = "The Lamps"
				r.Mentions = append(r.Mentions, rostrum.Mention{Kind: rostrum.MentionPerson, Name: "Joss Ost Tern"})
			}
			var found []string
			for _, f := range notice.Read(ledgertest.Terms(t), nil, s).Findings() {
				if f.Kind != notice.Given {
					continue
				}
				found = append(found, f.Known+" "+f.Subject+": "+f.Says)
				e := f.Evidence[0]
				if r := s.Reports[slices.IndexFunc(s.Reports, func(r *holding.Report) bool { return r.ID == e.Report })]; e.At.Quote(&rostrum.Report{Text: r.Text}) != e.Quote || e.Quote == "" || f.Day != r.Published {
					t.Errorf("rests on %+v", e)
				}
				if f.Coverage.Coverage != "unknown" || f.Coverage.Denominator != "vehicles of this notice: 1" || f.Coverage.HeldDays != 1 || f.Rule != notice.Given {
					t.Errorf("counted over %+v, by rule %s", f.Coverage, f.Rule)
				}
			}
			if !slices.Equal(found, c.want) {
				t.Errorf("\nfound    %q\nexpected %q", found, c.want)
			}
		})
	}
	// in another voice it is no threat of the state, and in the report of a paper neither
	for _, voice := range []string{rostrum.VoiceHome, rostrum.VoiceAbroad, rostrum.VoiceAdversary} {
		s := archive("2031-01-01", "2031-01-02 "+given)
		s.Reports[1].Acts[0].Voice = voice
		for _, f := range notice.Read(ledgertest.Terms(t), nil, s).Findings() {
			if f.Kind == notice.Given {
				t.Errorf("in the voice %s: found %+v", voice, f)
			}
		}
	}
	// with whom it is addressed to
	s := archive("2031-01-01", "2031-01-02 "+given)
	to := "the Harrish Dominion"
	s.Reports[1].Acts[0].Addressee = &to
	if found := notice.Read(ledgertest.Terms(t), nil, s).Findings(); len(found) != 1 || !strings.Contains(found[0].Says, "a threat to the Harrish Dominion") {
		t.Errorf("found %+v", found)
	}
}

// goOn plays a series in steps of some days, each by what the step before kept.
func goOn(t *testing.T, s *holding.Series) ([]finding.Finding, *notice.Ledger) {
	t.Helper()
	known := ledgertest.Terms(t)
	return ledgertest.GoOn(t, s, func() *notice.Ledger { return notice.New(known, dates) })
}

func same(t *testing.T, what string, found, want any) {
	t.Helper()
	a, err := json.Marshal(found)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if string(a) != string(b) {
		t.Errorf("%s:\nfound    %s\nexpected %s", what, a, b)
	}
}
