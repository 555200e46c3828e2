package cli

import (
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/prose"
)

// TestFindingsWorded wants words for every kind that an analysis finds: where it is
// told, by what rule, and what else it may come from.
func TestFindingsWorded(t *testing.T) {
	analyses, err := (&Program{}).analyses()
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, x := range analyses {
		for _, k := range x.Kinds {
			kinds[k.Name] = true
			of := prose.OfFinding(k.Name)
			if of.Page == "" || of.Otherwise == "" || !slices.ContainsFunc(prose.FindingSections, func(h prose.Heading) bool { return h.Name == of.Section }) {
				t.Errorf("%s: is not worded in internal/prose", k.Name)
			}
			if k.Alarm && (of.Held || of.Told || of.Weight == 0) {
				t.Errorf("%s: raises an alarm and has no weight", k.Name)
			}
		}
	}
	for _, s := range prose.FindingSections {
		for _, name := range append(prose.FindingKinds(s.Name, false), prose.FindingKinds(s.Name, true)...) {
			if !kinds[name] {
				t.Errorf("%s: is worded, and nothing finds it", name)
			}
		}
	}
}
