package eval

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/extract"
)

// TestSample_claimsWhole holds what acts and plan claims are worth on the fifth of the
// reports read for them that nothing was learned from: by the sentence, acts by their
// kind. What could be defended either way counts for nothing.
func TestSample_claimsWhole(t *testing.T) {
	whole.Only(t)
	all, err := ReadClaims("samples/acts-read.verdicts.txt")
	if err != nil {
		t.Fatal(err)
	}
	ids := idsOf(all, HeldClaims)
	reports := drawn(t, ids)
	engine, _ := reading(t)
	const plan = "plan"
	tallies := map[string]*Count{}
	for _, kind := range append(slices.Clone(rostrum.Acts), plan) {
		tallies[kind] = &Count{}
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		x := &rostrum.Extraction{Title: reports[id].Title, Published: reports[id].Published}
		trace := engine.Explain(reports[id], x)
		found := map[int]map[string]bool{}
		enter := func(at rostrum.Span, kind string) {
			k := passageAt(trace, at.Start)
			if found[k] == nil {
				found[k] = map[string]bool{}
			}
			found[k][kind] = true
		}
		for _, a := range x.Acts {
			enter(a.At, a.Act)
		}
		for _, p := range x.Plans {
			enter(p.At, plan)
		}
		read := map[int]Claimed{}
		for _, start := range slices.Sorted(maps.Keys(all[id])) { // two of one passage: the last
			read[passageAt(trace, start)] = all[id][start]
		}
		for k := range trace.Passages {
			v := read[k]
			if len(v.Plans) > 0 {
				v.Acts = append(slices.Clone(v.Acts), plan)
			}
			for kind, n := range tallies {
				if !slices.Contains(v.Either, kind) {
					n.tell(found[k][kind], slices.Contains(v.Acts, kind))
				}
			}
		}
	}
	acts := Count{}
	for _, kind := range append(slices.Clone(rostrum.Acts), plan) {
		n := tallies[kind]
		t.Logf("%-9s F1 %.3f, precision %.3f, recall %.3f of %d", kind, n.F1(), n.precision(), n.recall(), n.Both+n.Missing)
		if kind != plan {
			acts.add(*n)
		}
	}
	t.Logf("%d reports: acts F1 %.3f, precision %.3f, recall %.3f of %d", len(ids), acts.F1(), acts.precision(), acts.recall(), acts.Both+acts.Missing)
	if acts.precision() < leastActs.precision || acts.recall() < leastActs.recall {
		t.Errorf("acts: precision %.3f, recall %.3f; want at least %.3f and %.3f", acts.precision(), acts.recall(), leastActs.precision, leastActs.recall)
	}
	if n := tallies[plan]; n.precision() < leastPlans.precision || n.recall() < leastPlans.recall {
		t.Errorf("plan claims: precision %.3f, recall %.3f; want at least %.2f and %.2f", n.precision(), n.recall(), leastPlans.precision, leastPlans.recall)
	}
}

type least struct{ precision, recall float64 }

var leastActs, leastPlans = least{0.87, 0.805}, least{0.63, 0.66}

// tell counts a sentence.
func (c *Count) tell(found, is bool) {
	switch {
	case found && is:
		c.Both++
	case found:
		c.Extra++
	case is:
		c.Missing++
	}
}

func (c Count) precision() float64 { return float64(c.Both) / float64(max(1, c.Both+c.Extra)) }
func (c Count) recall() float64    { return float64(c.Both) / float64(max(1, c.Both+c.Missing)) }

// passageAt returns which sentence of a trace a place of the text lies in.
func passageAt(trace *extract.Trace, at int) int {
	return slices.IndexFunc(trace.Passages, func(p extract.Passage) bool { return p.At.Start <= at && at < p.At.End })
}

// verdictsFile writes a file of verdicts.
func verdictsFile(t *testing.T, data string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "verdicts.txt")
	if err := os.WriteFile(name, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestReadClaims(t *testing.T) {
	read := func(data string) (Claims, error) { return ReadClaims(verdictsFile(t, data)) }
	got, err := read("# d directive, p praise\nweir-1\nweir-2 12dP 90:under_way:fulfilled\n")
	if err != nil {
		t.Fatal(err)
	}
	if v, ok := got["weir-1"]; !ok || len(v) != 0 {
		t.Errorf("a report without any: %v", got)
	}
	if v := got["weir-2"][12]; !slices.Equal(v.Acts, []string{"directive"}) || !slices.Equal(v.Either, []string{"praise"}) || v.Plans != nil {
		t.Errorf("acts: %+v", v)
	}
	if v := got["weir-2"][90]; v.Acts != nil || !slices.Equal(v.Plans, []string{rostrum.StatusUnderWay, rostrum.StatusFulfilled}) {
		t.Errorf("plan claims: %+v", v)
	}
	for _, line := range []string{"weir-1 d", "weir-1 12x", "weir-1 12d:begun", "weir-1 12:"} {
		if _, err := read("# d directive\n" + line + "\n"); err == nil || !strings.Contains(err.Error(), ":2:") {
			t.Errorf("%q: %v, want an error with its line", line, err)
		}
	}
}
