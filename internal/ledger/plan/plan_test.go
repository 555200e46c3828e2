package plan_test

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
	"github.com/rostrum-watch/rostrum/internal/ledger/ledgertest"
	"github.com/rostrum-watch/rostrum/internal/ledger/plan"
)

// archive makes reports of lines "day status [horizon] subject: plan", one report
// each; a line with only a day is a report without claims.
func archive(coverage string, lines ...string) *holding.Series {
	var all []*holding.Report
	for i, line := range lines {
		day, rest, _ := strings.Cut(line, " ")
		r := &holding.Report{ID: fmt.Sprintf("%s-%03d", day, i), Outlet: "VDB", Lang: "en", Published: day, Known: day, Version: fmt.Sprintf("sha256:%03d", i), Coverage: coverage}
		if rest != "" {
			status, said, _ := strings.Cut(rest, " ")
			p := rostrum.Plan{Status: status, Voice: rostrum.VoiceOwn, Referent: rostrum.ReferentOwn}
			if strings.HasPrefix(said, "[") {
				h, after, _ := strings.Cut(said[1:], "] ")
				p.Horizon, said = &h, after
			}
			subject, what, ok := strings.Cut(said, ": ")
			if ok {
				p.Subject = &subject
			} else {
				what = said
			}
			p.Plan, p.Evidence = what, strings.TrimSpace(subject+" "+status+" "+what)
			if !ok {
				p.Evidence = status + " " + what
			}
			p.At = rostrum.Span{Field: rostrum.FieldText, Start: 0, End: len(p.Evidence)}
			r.Text, r.Plans = p.Evidence, []rostrum.Plan{p}
		}
		all = append(all, r)
	}
	return holding.SeriesOf(all)[0]
}

// entries words the entries of a ledger: name=claims as numbers of reports/state.
func entries(l *plan.Ledger) string {
	var all []string
	for _, e := range l.Entries() {
		var of []string
		for _, c := range e.Claims {
			of = append(of, strings.TrimLeft(c.Report[11:], "0")+"")
		}
		all = append(all, fmt.Sprintf("%s=%s/%s", e.Name, strings.Join(of, ","), e.State))
	}
	return strings.Join(all, "; ")
}

func TestRead_links(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"a-thing-that-is-built", []string{"2031-01-01", "2031-01-02 assigned the construction of the Corrand Ford Power House", "2031-03-02 under_way the Corrand Ford Power House", "2031-05-02 fulfilled The Corrand Ford Power House"},
			"Corrand Ford Power House=1,2,3/fulfilled"},
		{"a-part-of-it", []string{"2031-01-01", "2031-01-02 under_way the Corrand Ford Power House", "2031-03-02 fulfilled the spillway of the Corrand Ford Power House"},
			"Corrand Ford Power House=1,2/under_way"},
		{"another-place", []string{"2031-01-01", "2031-01-02 under_way the Corrand Ford Power House", "2031-01-03 under_way the Oranmar Power House"},
			"Corrand Ford Power House=1/under_way; Oranmar Power House=2/under_way"},
		{"another-number", []string{"2031-01-01", "2031-01-02 under_way Corrand Ford Power House No. 1", "2031-01-03 fulfilled Corrand Ford Power House No. 2"},
			"Corrand Ford Power House No. 1=1/under_way; Corrand Ford Power House No. 2=2/fulfilled"},
		{"several-in-a-row", []string{"2031-01-01", "2031-01-02 under_way the Oranmar Power House", "2031-06-02 fulfilled the Bellhurst Tractor Works, the Greyfell Colliery and the Oranmar Power House"},
			"Oranmar Power House=1,2/fulfilled; Bellhurst Tractor Works=2/fulfilled; Greyfell Colliery=2/fulfilled"},
		{"two-works-at-one-place", []string{"2031-01-01", "2031-01-02 under_way a drying kiln at the Bellhurst Tractor Works", "2031-01-03 under_way tinsmith lathes at the Bellhurst Tractor Works"},
			"Bellhurst Tractor Works=1/under_way; Bellhurst Tractor Works=2/under_way"},
		{"a-quota", []string{"2031-01-01", "2031-01-02 assigned [2031] Greyfell Colliery: its yearly plan", "2031-09-02 fulfilled [2031] Greyfell Colliery: the plan for the year", "2031-09-03 fulfilled [2031] Haldrun Colliery: its yearly plan"},
			"its yearly plan=1,2/fulfilled; its yearly plan=3/fulfilled"},
		{"a-quota-of-another-time", []string{"2031-01-01", "2031-01-02 fulfilled [2031-02] Greyfell Colliery: its plan", "2031-02-02 fulfilled [2031-03] Greyfell Colliery: its plan"},
			"its plan=1/fulfilled; its plan=2/fulfilled"},
		{"words", []string{"2031-01-01", "2031-01-02 assigned the sowing of winter barley on terraces", "2031-02-02 fulfilled sowing of barley for winter on all terraces", "2031-02-03 under_way the sowing of clover"},
			"the sowing of winter barley on terraces=1,2/fulfilled; the sowing of clover=3/under_way"},
		{"of-two-that-it-fits-alike-what-more-was-told-of", []string{"2031-01-01", "2031-01-02 under_way the sowing of winter barley on terraces", "2031-01-03 under_way the sowing of winter barley on terraces", "2031-01-04 under_way Saltcoast: the sowing of winter barley on terraces", "2031-01-05 under_way Iskerland: the sowing of winter barley on terraces", "2031-01-06 fulfilled the sowing of winter barley on terraces"},
			"the sowing of winter barley on terraces=1,2,3,5/fulfilled; the sowing of winter barley on terraces=4/under_way"},
		{"told-as-late", []string{"2031-01-01", "2031-01-02 assigned the Oranmar Power House", "2031-03-02 behind the Oranmar Power House"}, "Oranmar Power House=1,2/behind"},
		{"a-look-back-reopens-nothing", []string{"2031-01-01", "2031-01-02 fulfilled the Oranmar Power House", "2031-01-04 under_way the Oranmar Power House"}, "Oranmar Power House=1,2/fulfilled"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := entries(plan.Read(ledgertest.Terms(t), archive("unknown", c.lines...))); got != c.want {
				t.Errorf("\nfound    %s\nexpected %s", got, c.want)
			}
		})
	}
}

// daily is reports without claims of so many days from one on.
func daily(from string, days int) []string {
	var lines []string
	for d := range days {
		lines = append(lines, holding.Plus(from, d))
	}
	return lines
}

func kinds(found []finding.Finding) string {
	var all []string
	for _, f := range found {
		all = append(all, f.Kind+" "+f.Known)
	}
	return strings.Join(all, "; ")
}

// turn tells whether a finding says what a claim makes of its plan.
func turn(f finding.Finding) bool {
	return slices.Contains([]string{plan.Set, plan.Begun, plan.Met}, f.Kind)
}

func TestRead_turns(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"set-begun-before-and-met", []string{"2031-01-01", "2031-01-02 assigned the Oranmar Power House", "2031-02-02 under_way the Oranmar Power House", "2031-03-02 fulfilled the Oranmar Power House"}, "plan_set 2031-01-02; plan_met 2031-03-02"},
		{"begun", []string{"2031-01-01", "2031-01-02 under_way the Oranmar Power House", "2031-01-09 under_way the Oranmar Power House"}, "plan_begun 2031-01-02"},
		{"met-once", []string{"2031-01-01", "2031-01-02 fulfilled the Oranmar Power House", "2031-01-09 fulfilled the Oranmar Power House"}, "plan_met 2031-01-02"},
		{"set-for-later", []string{"2031-01-01", "2031-01-02 assigned [2031-03] the Oranmar Power House", "2031-02-02 assigned [2031-05] the Oranmar Power House"}, "plan_set 2031-01-02; plan_set 2031-02-02"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := slices.DeleteFunc(plan.Read(ledgertest.Terms(t), archive("unknown", c.lines...)).Findings(), func(f finding.Finding) bool { return !turn(f) })
			if got := kinds(found); got != c.want {
				t.Errorf("found %q, expected %q", got, c.want)
			}
		})
	}
}

func TestRead_findings(t *testing.T) {
	told := func(from string, every, times int) []string {
		var lines []string
		for i := range times {
			lines = append(lines, holding.Plus(from, i*every)+" under_way the Oranmar Power House")
		}
		return lines
	}
	for _, c := range []struct {
		name, coverage string
		lines          []string
		want, says     string
	}{
		{"overdue", "complete", append(daily("2031-01-01", 140), "2031-01-02 assigned [2031-Q1] Greyfell Colliery: its plan"), "plan_overdue 2031-05-05", "in the reports held up to 2031-05-05, of 35 held days behind its end, it is not told as fulfilled"},
		{"overdue-but-fulfilled", "complete", append(daily("2031-01-01", 140), "2031-01-02 assigned [2031-Q1] Greyfell Colliery: its plan", "2031-04-20 fulfilled [2031-Q1] Greyfell Colliery: the plan"), "", ""},
		{"overdue-but-not-looked-at", "unknown", append(append(daily("2031-01-01", 80), "2031-01-02 assigned [2031-Q1] Greyfell Colliery: its plan"), daily("2031-05-25", 30)...), "", ""},
		{"contradicted", "unknown", []string{"2031-01-01", "2031-01-02 fulfilled the Oranmar Power House", "2031-03-02 under_way the Oranmar Power House"}, "plan_contradicted 2031-03-02", "is told as under way; it was told as done on 2031-01-02"},
		{"contradicted-by-nobody", "unknown", []string{"2031-01-01", "2031-01-02 fulfilled the spillway of the Oranmar Power House", "2031-03-02 under_way the Oranmar Power House"}, "", ""},
		{"recycled", "unknown", []string{"2031-01-01", "2031-01-02 fulfilled the Oranmar Power House", "2031-09-02 fulfilled the Oranmar Power House"}, "plan_recycled 2031-09-02", "is told as done, as it was on 2031-01-02"},
		{"told-again-soon", "unknown", []string{"2031-01-01", "2031-01-02 fulfilled the Oranmar Power House", "2031-03-02 fulfilled the Oranmar Power House"}, "", ""},
		{"silent", "complete", append(daily("2031-01-01", 150), told("2031-01-03", 7, 6)...), "plan_silent 2031-03-17", "was told of on 6 of 36 held days, last on 2031-02-07, and on none of the 38 held days since; at that rate, a silence so long has a chance of 0.0044"},
		{"silent-in-a-sample", "sample", append(daily("2031-01-01", 150), told("2031-01-03", 7, 6)...), "plan_silent 2031-03-17", "and on none of the 38 held days since."},
		{"silence-over-a-gap", "unknown", append(append(daily("2031-01-01", 40), told("2031-01-03", 7, 6)...), daily("2031-06-01", 90)...), "", ""},
		{"seldom-told-of", "complete", append(daily("2031-01-01", 150), told("2031-01-03", 7, 3)...), "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := slices.DeleteFunc(plan.Read(ledgertest.Terms(t), archive(c.coverage, c.lines...)).Findings(), turn)
			if got := kinds(found); got != c.want {
				t.Fatalf("found %q, expected %q", got, c.want)
			}
			for _, f := range found {
				if !strings.Contains(f.Says, c.says) || strings.Contains(f.Says, "chance") != (c.coverage == "complete" && f.Kind == plan.Silent) {
					t.Errorf("says %q, expected %q", f.Says, c.says)
				}
				if f.Rule == "" || f.Coverage.Denominator == "" || f.Coverage.Coverage != c.coverage || f.Coverage.HeldDays == 0 || f.Coverage.Reports == 0 {
					t.Errorf("rests on nothing: %+v", f)
				}
				for _, e := range f.Evidence {
					if e.Quote == "" || e.Report == "" || e.At.End-e.At.Start != len(e.Quote) {
						t.Errorf("opens nothing: %+v", e)
					}
				}
			}
		})
	}
}

// story is an archive with some of everything.
func story() []string {
	lines := daily("2031-01-01", 200)
	for i, what := range []string{"under_way the Oranmar Power House", "fulfilled the spillway of the Oranmar Power House", "assigned [2031-Q1] Greyfell Colliery: its plan", "fulfilled the Bellhurst Weaving Mill",
		"under_way the Bellhurst Weaving Mill", "under_way the sowing of winter barley on terraces", "fulfilled sowing of barley for winter on terraces"} {
		for d := range 6 {
			lines = append(lines, holding.Plus("2031-01-02", 9*d+2*i)+" "+what)
		}
	}
	return lines
}

// TestRead_causal plays an archive to some days: what was found by then is what is
// found up to then in the whole, and the order in which reports came in shows
// nowhere.
func TestRead_causal(t *testing.T) {
	s := archive("complete", story()...)
	whole := plan.Read(ledgertest.Terms(t), s)
	if len(whole.Findings()) < 3 {
		t.Fatalf("too little is found: %s", kinds(whole.Findings()))
	}
	for _, day := range []string{"2031-01-20", "2031-03-01", "2031-04-10", "2031-05-30"} {
		var want []finding.Finding
		for _, f := range whole.Findings() {
			if f.Known <= day {
				want = append(want, f)
			}
		}
		read := plan.Read(ledgertest.Terms(t), s.Until(day))
		same(t, day, read.Findings(), want)
	}
	told, on := goOn(t, s)
	same(t, "going on", told, whole.Findings())
	same(t, "going on", on.Entries(), whole.Entries())
	for seed := range uint64(3) {
		reports := slices.Clone(s.Reports)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		again := plan.Read(ledgertest.Terms(t), holding.SeriesOf(reports)[0])
		same(t, "shuffled", again.Findings(), whole.Findings())
		same(t, "shuffled", again.Entries(), whole.Entries())
	}
}

// goOn plays a series in steps of some days, each by what the step before kept.
func goOn(t *testing.T, s *holding.Series) ([]finding.Finding, *plan.Ledger) {
	t.Helper()
	known := ledgertest.Terms(t)
	return ledgertest.GoOn(t, s, func() *plan.Ledger { return plan.New(known) })
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
	if string(a) != string(b) && !(string(a) == "[]" && string(b) == "null") {
		t.Errorf("%s:\nfound    %s\nexpected %s", what, a, b)
	}
}

func TestEnd(t *testing.T) {
	for of, want := range map[string]string{"2024": "2024-12-31", "2024-H1": "2024-06-30", "2024-H2": "2024-12-31", "2011-Q1": "2011-03-31", "2011-Q4": "2011-12-31", "2012-02": "2012-02-29", "2012-02-03": "2012-02-03",
		"2021/2025": "2025-12-31", "": "", "soon": "", "2012-13": ""} {
		if got, ok := plan.End(of); got != want || ok != (want != "") {
			t.Errorf("%q: found %q, expected %q", of, got, want)
		}
	}
}
