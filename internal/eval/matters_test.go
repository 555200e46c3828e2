package eval

import (
	"maps"
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// TestSample_readWhole holds the share of the paragraphs of the great reading whose
// referent its reader would accept, on the fifth of its reports that nothing was
// learned from.
func TestSample_readWhole(t *testing.T) {
	whole.Only(t)
	all, err := ReadMatters("samples/referent-read.verdicts.txt")
	if err != nil {
		t.Fatal(err)
	}
	ids := idsOf(all, Held)
	reports := drawn(t, ids)
	engine, _ := reading(t)
	right, n := 0, 0
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		r := reports[id]
		trace := engine.Explain(r, &rostrum.Extraction{Title: r.Title, Published: r.Published})
		paragraphs := Paragraphs(r.Text)
		for k, want := range all[id] {
			n++
			if _, referent := paragraphOf(trace, paragraphs[k]); slices.Contains(want, referent) {
				right++
			}
		}
	}
	share := float64(right) / float64(max(n, 1))
	t.Logf("referent: %d of %d paragraphs of %d reports right (%.4f)", right, n, len(ids), share)
	if share < 0.91 {
		t.Errorf("referent: %.4f right, want at least 0.91", share)
	}
}

// TestSample_referentActsWhole holds the share of the drawn acts whose referent a reader
// would accept, among those that the engine still finds. They are of reports that
// nothing was learned from.
func TestSample_referentActsWhole(t *testing.T) {
	whole.Only(t)
	var want map[string]struct{ Referent []string }
	readVerdicts(t, "referent-acts-420", &want)
	right, n := 0, 0
	eachDrawnAct(t, slices.Collect(maps.Keys(want)), func(key string, a *rostrum.Act) {
		v := want[key]
		if v.Referent[0] == "none" {
			return // no such act at all
		}
		n++
		if slices.Contains(v.Referent, a.Referent) {
			right++
		} else {
			t.Logf("%s: referent %q, the reader said %q", key, a.Referent, v.Referent)
		}
	})
	share := float64(right) / float64(max(n, 1))
	t.Logf("referent of acts: %d of %d right (%.3f)", right, n, share)
	if share < 0.92 || 4*n < 3*len(want) {
		t.Errorf("referent of acts: %.3f of %d right, want at least 0.92 of %d", share, n, 3*len(want)/4)
	}
}

// TestSample_referentPlansWhole holds the share of the plan claims whose referent is what the
// reader of the great reading said of their paragraph, on the fifth of its reports that
// nothing was learned from. What is a leader's matter is the own state's plan.
func TestSample_referentPlansWhole(t *testing.T) {
	whole.Only(t)
	all, err := ReadMatters("samples/referent-read.verdicts.txt")
	if err != nil {
		t.Fatal(err)
	}
	reports := drawn(t, idsOf(all, Held))
	engine, _ := reading(t)
	right, n := 0, 0
	for _, id := range slices.Sorted(maps.Keys(reports)) {
		r := reports[id]
		x := &rostrum.Extraction{Title: r.Title, Published: r.Published}
		engine.Extract(r, x)
		paragraphs := Paragraphs(r.Text)
		for _, p := range x.Plans {
			k := slices.IndexFunc(paragraphs, func(at [2]int) bool {
				return p.At.Field == rostrum.FieldText && at[0] <= p.At.Start && p.At.Start < at[1]
			})
			want := all[id][k]
			if len(want) == 0 {
				continue // nobody's matter, or no passage
			}
			n++
			if slices.ContainsFunc(want, func(referent string) bool {
				return referent == p.Referent || p.Referent == rostrum.ReferentOwn && engine.Profile().Leader(referent)
			}) {
				right++
			}
		}
	}
	share := float64(right) / float64(max(n, 1))
	t.Logf("referent of plan claims: %d of %d right (%.3f)", right, n, share)
	if share < 0.97 || n < 300 {
		t.Errorf("referent of plan claims: %.3f of %d right, want at least 0.97 of 300", share, n)
	}
}
