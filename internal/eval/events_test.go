package eval

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// TestSample_occasionsWhole holds what events are worth on the fifth of the reports read
// for them that nothing was learned from: how many of each type a report tells of. What
// could be defended either way counts for nothing.
func TestSample_occasionsWhole(t *testing.T) {
	whole.Only(t)
	all, err := ReadOccasions("samples/events-read.verdicts.txt")
	if err != nil {
		t.Fatal(err)
	}
	ids := idsOf(all, HeldOccasions)
	reports := drawn(t, ids)
	engine, _ := reading(t)
	tallies := map[string]*Count{}
	for _, typ := range rostrum.EventTypes {
		tallies[typ] = &Count{}
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		x := &rostrum.Extraction{Title: reports[id].Title, Published: reports[id].Published}
		engine.Extract(reports[id], x)
		found, read, either := map[string]int{}, map[string]int{}, map[string]int{}
		for i := range x.Events {
			found[x.Events[i].Type]++
		}
		for _, told := range all[id] {
			for _, o := range told {
				if o.Either {
					either[o.Type]++
				} else {
					read[o.Type]++
				}
			}
		}
		for typ, n := range tallies {
			both := min(found[typ], read[typ])
			n.add(Count{both, max(0, found[typ]-both-either[typ]), read[typ] - both})
		}
	}
	sum := Count{}
	for _, typ := range rostrum.EventTypes {
		n := tallies[typ]
		t.Logf("%-13s F1 %.3f, precision %.3f, recall %.3f of %d", typ, n.F1(), n.precision(), n.recall(), n.Both+n.Missing)
		sum.add(*n)
	}
	t.Logf("%d reports: events F1 %.3f, precision %.3f, recall %.3f of %d", len(ids), sum.F1(), sum.precision(), sum.recall(), sum.Both+sum.Missing)
	if want := (least{0.85, 0.83}); sum.precision() < want.precision || sum.recall() < want.recall {
		t.Errorf("events: precision %.3f, recall %.3f; want at least %.2f and %.2f", sum.precision(), sum.recall(), want.precision, want.recall)
	}
}

func TestReadOccasions(t *testing.T) {
	read := func(data string) (Occasions, error) { return ReadOccasions(verdictsFile(t, data)) }
	got, err := read("# m meeting, b banquet, s statement\nweir-1\nweir-2 s 12mB 90b\n")
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := got["weir-1"]; !ok || len(v) != 0 {
		t.Errorf("a report without any: %v", got)
	}
	for start, want := range map[int][]Occasion{InTitle: {{"statement", false}}, 12: {{"meeting", false}, {"banquet", true}}, 90: {{"banquet", false}}} {
		if v := got["weir-2"][start]; !slices.Equal(v, want) {
			t.Errorf("at %d: %v, want %v", start, v, want)
		}
	}
	for _, line := range []string{"weir-1 12", "weir-1 12x", "weir-1 99999999999999999999m", "weir-1 12m3"} {
		if _, err := read("# m meeting\n" + line + "\n"); err == nil || !strings.Contains(err.Error(), ":2:") {
			t.Errorf("%q: %v, want an error with its line", line, err)
		}
	}
}
