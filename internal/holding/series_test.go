package holding

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// days makes reports: "2024-01-01*4 2024-01-02*1/sample", "h" for a headline.
func days(spec string) []*Report {
	var all []*Report
	for _, f := range strings.Fields(spec) {
		f, coverage, _ := strings.Cut(f, "/")
		day, times, _ := strings.Cut(f, "*")
		n := 1
		headline := times == "h"
		if !headline && times != "" {
			fmt.Sscan(times, &n)
		}
		if coverage == "" {
			coverage = "unknown"
		}
		for i := range n {
			all = append(all, &Report{ID: fmt.Sprintf("%s-%03d", day, i), Outlet: "Gazette", Lang: "en", Published: day, Known: day, Coverage: coverage, Headline: headline})
		}
	}
	return all
}

func TestSeries_Stretches(t *testing.T) {
	for _, c := range []struct{ name, reports, stretches, held string }{
		{"one", "2024-01-01*4 2024-01-02*4 2024-01-03*1", "2024-01-01..2024-01-03 unknown 9", "2024-01-01 2024-01-02 2024-01-03"},
		{"below-a-quarter", "2024-01-01*8 2024-01-02*8 2024-01-03*1", "2024-01-01..2024-01-03 unknown 17", "2024-01-01 2024-01-02"},
		{"gap-of-a-fortnight", "2024-01-01 2024-01-15", "2024-01-01..2024-01-15 unknown 2", "2024-01-01 2024-01-15"},
		{"longer-gap", "2024-01-01 2024-01-16", "2024-01-01..2024-01-01 unknown 1; 2024-01-16..2024-01-16 unknown 1", "2024-01-01 2024-01-16"},
		{"coverage-changes", "2024-01-01 2024-01-02/sample", "2024-01-01..2024-01-01 unknown 1; 2024-01-02..2024-01-02 sample 1", "2024-01-01 2024-01-02"},
		{"strongest-of-a-day", "2024-01-01/sample 2024-01-01*2 2024-01-02/sample", "2024-01-01..2024-01-02 sample 4", "2024-01-01 2024-01-02"},
		{"each-day-of-a-complete-one", "2024-01-01*8/complete 2024-01-03*8/complete", "2024-01-01..2024-01-03 complete 16", "2024-01-01 2024-01-02 2024-01-03"},
		{"a-year-of-nothing", "2022-01-01/complete 2024-01-01/complete", "2022-01-01..2022-01-01 complete 1; 2024-01-01..2024-01-01 complete 1", "2022-01-01 2024-01-01"},
		{"headlines-hold-nothing", "2024-01-01*2 2024-01-02*h 2024-01-03", "2024-01-01..2024-01-03 unknown 3", "2024-01-01 2024-01-03"},
	} {
		t.Run(c.name, func(t *testing.T) {
			reports := days(c.reports)
			rand.New(rand.NewPCG(1, 2)).Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
			s := SeriesOf(reports)[0]
			var stretches, held []string
			for _, x := range s.Stretches {
				stretches = append(stretches, fmt.Sprintf("%s..%s %s %d", x.From, x.To, x.Coverage, x.Reports))
			}
			for _, d := range s.Days {
				if d.Held {
					held = append(held, d.Day)
				}
				if s.Held(d.Day) != d.Held {
					t.Errorf("Held(%s) is not %v", d.Day, d.Held)
				}
			}
			if got := strings.Join(stretches, "; "); got != c.stretches {
				t.Errorf("stretches\nfound    %s\nexpected %s", got, c.stretches)
			}
			if got := strings.Join(held, " "); got != c.held {
				t.Errorf("held\nfound    %s\nexpected %s", got, c.held)
			}
			if n := s.HeldDays(held[1], held[len(held)-1]); n != len(held)-1 {
				t.Errorf("HeldDays after the first: found %d, expected %d", n, len(held)-1)
			}
		})
	}
}

func TestSeries_Coverage(t *testing.T) {
	s := SeriesOf(days("2024-01-01/complete 2024-02-01*2/sample 2024-03-01"))[0]
	for _, c := range []struct{ from, to, want string }{
		{"2024-01-01", "2024-01-01", "complete"}, {"2024-01-01", "2024-02-01", "sample"}, {"2024-01-01", "2024-12-01", "unknown"}, {"2023-01-01", "2023-02-01", ""},
	} {
		if got := s.Coverage(c.from, c.to); got != c.want {
			t.Errorf("Coverage(%s, %s): found %q, expected %q", c.from, c.to, got, c.want)
		}
	}
	if x, ok := s.StretchOf("2024-02-01"); !ok || x.Coverage != "sample" {
		t.Errorf("StretchOf: found %+v, %v", x, ok)
	}
	if x, ok := s.StretchOf("2024-02-02"); ok {
		t.Errorf("StretchOf a day between: found %+v", x)
	}
}

func TestSeries_Until(t *testing.T) {
	reports := days("2024-01-01*2 2024-01-02*2 2024-01-03")
	reports[0].Known = "2024-01-03" // another text, captured then
	u := SeriesOf(reports)[0].Until("2024-01-02")
	if len(u.Reports) != 3 || u.Reports[0].ID != "2024-01-01-001" || len(u.Days) != 2 {
		t.Errorf("found %d reports on %d days, the first %s", len(u.Reports), len(u.Days), u.Reports[0].ID)
	}
}

func TestSeriesOf(t *testing.T) {
	reports := days("2024-01-01 2024-01-02")
	reports[1].Lang = "es"
	undated := &Report{ID: "u", Outlet: "gazette", Lang: "en"}
	all := SeriesOf(append(reports, undated))
	if len(all) != 2 || all[0].Lang != "en" || all[0].Outlet != "Gazette" || all[0].Reports[0] != undated || len(all[0].Days) != 1 || all[1].Lang != "es" {
		t.Errorf("found %+v", all)
	}
}

func TestBetween(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{{"2024-02-28", "2024-03-01", 2}, {"2011-12-31", "2012-01-01", 1}, {"", "2012-01-01", 0}, {"2012-01-01", "x", 0}} {
		if got := Between(c.from, c.to); got != c.want {
			t.Errorf("Between(%q, %q): found %d, expected %d", c.from, c.to, got, c.want)
		}
	}
	if got := Plus("2024-02-28", 2); got != "2024-03-01" {
		t.Errorf("Plus: found %s", got)
	}
}
