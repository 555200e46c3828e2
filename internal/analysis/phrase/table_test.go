package phrase

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// inWords is a table in words: what recurs, and the reports that use what is listed.
func inWords(f *field) []string {
	var out []string
	for n := 1; n <= Longest; n++ {
		for id := 1; id < len(f.table[n]); id++ {
			g := &f.table[n][id]
			if !g.listed {
				continue
			}
			var ids []string
			for _, u := range g.uses {
				ids = append(ids, f.reports[u].ID)
			}
			out = append(out, fmt.Sprintf("%s: %s", joinKeys(f.keysOf(n, uint32(id))), strings.Join(ids, " ")))
		}
	}
	slices.Sort(out)
	return out
}

// written are reports of few words, of which many recur; "of" is an edge, and what the
// reports of some days say is said by no other.
func written(rng *rand.Rand, days int) []*Source {
	words := strings.Fields("mill of works dam bridge valley of the guard canal plan of road quota harvest of turbine")
	var out []*Source
	for d := range days {
		for k := range 1 + rng.IntN(3) {
			var text []string
			for range 3 + rng.IntN(12) {
				text = append(text, words[min(len(words)-1, int(rng.ExpFloat64()*6))])
				if rng.IntN(9) == 0 {
					text = append(text, fmt.Sprintf("lot%c", 'a'+d/9%26))
				}
			}
			s := strings.Join(text, " ")
			day := isoOf(int32(15000 + d))
			out = append(out, &Source{Head: Head{ID: fmt.Sprintf("r-%03d-%d", d, k), Version: "1", Published: day, Known: day, Kind: "news", Coverage: "complete"},
				Title: "words", Text: s, Passages: []Passage{{At: rostrum.Span{Field: rostrum.FieldText, End: len(s)}, Voice: rostrum.VoiceOwn}}})
		}
	}
	return out
}

// TestGoOn grows kept tables by new reports, and by late ones that stand between those
// that were counted: they are as if all was counted anew.
func TestGoOn(t *testing.T) {
	w := &Words{Edges: map[string]bool{"of": true, "the": true}}
	late, since := 0, 0
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 1))
		all := written(rng, 150)
		for _, s := range all {
			if rng.IntN(40) == 0 { // it came late, though not in another month
				s.Known = min(isoOf(dayOf(s.Published)+9), isoOf(monthAfter(dayOf(s.Published))-1))
			}
		}
		c := NewCorpus("VDB", "en", w)
		for _, s := range all {
			c.Add(w.Read(s))
		}
		expected := c.OpenLedger(rostrum.FieldText, rostrum.OwnVoices, nil, nil)
		stand := all[rng.IntN(len(all))].Published
		var table, readings pack.Writer
		expected.KeepTable(&table, stand)
		c.Keep(&readings, slices.DeleteFunc(slices.Clone(c.Reports), func(r *Report) bool { return r.KnownOn() > stand }))

		again := NewCorpus("VDB", "en", w)
		heads := map[string]*Head{}
		for _, s := range all {
			if max(s.Published, s.Known) > stand {
				again.Add(w.Read(s))
				if s.Published <= stand {
					late++
				}
				continue
			}
			heads[s.ID] = &Head{ID: s.ID, Version: s.Version, Published: s.Published, Known: s.Known, Kind: s.Kind, Coverage: s.Coverage}
		}
		again.Restore(pack.NewReader(readings.Bytes()), true, func(id string) *Head { return heads[id] })
		again.Order()
		f := again.fieldOf(rostrum.FieldText, rostrum.OwnVoices)
		var old []int32
		for i, r := range f.reports {
			if r.counted {
				old = append(old, int32(i))
			}
		}
		if f.table = again.goOn(f.stream, Least, pack.NewReader(table.Bytes()), old); f.table == nil {
			t.Fatalf("seed %d, %s: the table that was kept does not fit", seed, stand)
		}
		for n := 2; n <= Longest; n++ {
			for id := range f.table[n] {
				if uses := f.table[n][id].uses; len(uses) >= Least && !f.reports[uses[Least-1]].counted {
					since++
				}
			}
		}
		if a, b := inWords(f), inWords(expected.f); !slices.Equal(a, b) {
			for _, x := range a {
				if !slices.Contains(b, x) {
					t.Errorf("seed %d, %s: found %s", seed, stand, x)
				}
			}
			for _, x := range b {
				if !slices.Contains(a, x) {
					t.Errorf("seed %d, %s: missed %s", seed, stand, x)
				}
			}
		}
		// what is cut off, or is of other reports, is no table
		for n := 0; n < len(table.Bytes()); n += 1 + n/3 {
			if again.goOn(f.stream, Least, pack.NewReader(table.Bytes()[:n]), old) != nil {
				t.Errorf("seed %d: %d bytes of %d pass for a table", seed, n, len(table.Bytes()))
			}
		}
		if again.goOn(f.stream, Least, pack.NewReader(table.Bytes()), old[1:]) != nil {
			t.Errorf("seed %d: the table passes for one of fewer reports", seed)
		}
	}
	if late == 0 || since == 0 {
		t.Errorf("%d late reports, %d phrases that recur since: that shows nothing", late, since)
	}
}
