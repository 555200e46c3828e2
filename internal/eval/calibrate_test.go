package eval

import (
	"fmt"
	"math"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/confidence"
)

// verdicts makes n records of one sort, the first wrong of them wrong, each in a
// report of its own.
func verdicts(kind, typ, family string, n, wrong int) []Verdict {
	var out []Verdict
	for i := range n {
		out = append(out, Verdict{fmt.Sprintf("%s-%s-%d", typ, family, i), kind, typ, family, i >= wrong})
	}
	return out
}

func TestCalibrate(t *testing.T) {
	all := append(verdicts("event", "meeting", "many", 40, 4), verdicts("event", "banquet", "few", 10, 6)...)
	all = append(all, verdicts("appearance", "host", "lists", 1, 0)...)
	table, err := confidence.Parse(Calibrate(all).Format())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, kind, typ, family string
		value                   float64
		n                       int
		basis                   string
	}{
		{"a family with enough", "event", "meeting", "many", 0.9, 40, confidence.ByFamily},
		{"a type with enough", "event", "meeting", "other", 0.9, 40, confidence.ByType},
		{"too few takes the kind's", "event", "banquet", "few", 0.8, 50, confidence.ByKind},
		{"a kind may be small", "appearance", "host", "lists", 1, 1, confidence.ByKind},
	} {
		t.Run(c.name, func(t *testing.T) {
			if f := table.Lookup(c.kind, c.typ, c.family); f.Value != c.value || f.N != c.n || f.Basis != c.basis {
				t.Errorf("got %+v", f)
			}
		})
	}
	for _, f := range table.Figures {
		if f.Type == "banquet" && (f.N != 10 || f.Basis != confidence.ByKind) {
			t.Errorf("a type below %d must be marked, and keep its own number: %+v", confidence.Least, f)
		}
		if f.Kind == "event" && f.Type+f.Family == "" && (f.Low >= f.Value || f.High <= f.Value) {
			t.Errorf("bounds do not hold the figure: %+v", f)
		}
	}
}

// TestCalibrate_leavesOneOut: a sort whose only errors stand in one report must
// not be excused by them when that report is judged.
func TestCalibrate_leavesOneOut(t *testing.T) {
	all := verdicts("event", "meeting", "", 60, 0)
	for i := range 30 {
		all[i].Report = "one"
		all[i].Right = false
	}
	table := Calibrate(all)
	// without "one" the others are all right: figure 1, error 1 for each of the
	// 30; with it, each of the others meets the figure 29/59.
	want := (30*1 + 30*math.Pow(1-29.0/59, 2)) / 60
	if math.Abs(table.BrierOut-want) > 1e-9 {
		t.Errorf("got %v, want %v", table.BrierOut, want)
	}
}
