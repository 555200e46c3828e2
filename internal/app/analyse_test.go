package app

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// series is one report a day in March 2031.
func series(days int) []*holding.Series {
	var all []*holding.Report
	for i := range days {
		day := fmt.Sprintf("2031-03-%02d", i+1)
		all = append(all, &holding.Report{ID: "r" + day, Outlet: "VDB", Lang: "en", Published: day, Known: day})
	}
	return holding.SeriesOf(all)
}

// each finds something in every report; with ahead, it counts those that come later too.
func each(kind string, ahead bool) Analysis {
	return OverSeries([]Kind{{Name: kind, Alarm: true, Least: 2}}, false, func(series []*holding.Series) []finding.Finding {
		var all []finding.Finding
		for i, r := range series[0].Reports {
			n := i + 1
			if ahead {
				n = len(series[0].Reports)
			}
			all = append(all, finding.Finding{Kind: kind, Subject: r.ID, Known: r.Known, Value: float64(n), Says: fmt.Sprintf("%d reports", n)})
		}
		return all
	})
}

// TestPlayed catches an analysis that looks ahead.
func TestPlayed(t *testing.T) {
	analyses := []Analysis{each("causal", false), each("ahead", true)}
	h := &Holdings{Series: series(10)}
	all := analysed(h, analyses)
	if len(all) != 20 || all[0].Known > all[19].Known {
		t.Fatalf("found %+v", all)
	}
	for _, c := range []struct{ day, want string }{{"2031-03-04", "map[ahead:8]"}, {"2031-03-10", "map[]"}} {
		p, err := played(h, analyses, all, c.day)
		if err != nil || fmt.Sprint(p.Differ) != c.want {
			t.Errorf("%s: found %v, %v, expected %s", c.day, p.Differ, err, c.want)
		}
	}
	if got := strings.Join(spread(h.Series, 3), " "); got != "2031-03-03 2031-03-06 2031-03-08" {
		t.Errorf("spread: found %s", got)
	}
	if n := len(spread(h.Series, 99)); n != 10 {
		t.Errorf("spread over fewer: found %d", n)
	}
}

func TestFindingFilter(t *testing.T) {
	analyses := []Analysis{each("one", false)}
	all := analysed(&Holdings{Series: series(5)}, analyses)
	for _, c := range []struct {
		name string
		f    FindingFilter
		want int
	}{
		{"all", FindingFilter{}, 5}, {"kind", FindingFilter{Kinds: []string{"one"}}, 5}, {"another-kind", FindingFilter{Kinds: []string{"two"}}, 0},
		{"from", FindingFilter{From: "2031-03-02"}, 4}, {"to-a-month", FindingFilter{To: "2031-03"}, 5}, {"to", FindingFilter{To: "2031-03-02"}, 2},
		{"about", FindingFilter{Subject: "R2031 03-04"}, 1}, {"alarms", FindingFilter{Alarms: true}, 4},
	} {
		n := 0
		for i := range all {
			if c.f.selects(&all[i], analyses) {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s: found %d, expected %d", c.name, n, c.want)
		}
	}
	if chosen := choose([]Analysis{each("a", false), each("b", false)}, []string{"b"}); len(chosen) != 1 {
		t.Errorf("found %v", chosen)
	}
}

func TestFindingKind(t *testing.T) {
	analyses := []Analysis{each("first-post", false), each("name_removed", false)}
	for word, want := range map[string]string{"first_post": "first-post", "First-Post": "first-post", "name-removed": "name_removed", "name_removed": "name_removed"} {
		if got, err := FindingKind(analyses, word); got != want || err != nil {
			t.Errorf("%s: found %s, %v", word, got, err)
		}
	}
	if _, err := FindingKind(analyses, "first-posts"); err == nil || !strings.Contains(err.Error(), `did you mean "first-post"?`) {
		t.Errorf("found %v", err)
	}
}

func TestCutAt(t *testing.T) {
	all := []int{1, 2, 3, 4, 5}
	got, cursor := []int{}, ""
	for {
		page, next, err := cutAt(all, "numbers", cursor, 2)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, page...)
		if cursor = next; cursor == "" {
			break
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(all) {
		t.Errorf("found %v", got)
	}
	for _, cursor := range []string{"numbers", "numbers:-1", "letters:2", "numbers:x"} {
		if _, _, err := cutAt(all, "numbers", cursor, 2); err == nil {
			t.Errorf("%s: expected a mistake", cursor)
		}
	}
	if page, next, err := cutAt(all, "numbers", "numbers:99", 0); err != nil || len(page) != 0 || next != "" {
		t.Errorf("behind the end: found %v %q %v", page, next, err)
	}
}
