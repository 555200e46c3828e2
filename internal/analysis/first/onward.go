package first

import (
	"cmp"
	"maps"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Begin begins to go through a book: after the appearances of which Keep wrote what is
// read here, or from the first on.
func Begin(b *lineup.Book, s Settings, kept *pack.Reader) *Finder {
	f := &Finder{b: b, s: s, people: pack.NewShelf[known](), since: map[int]string{}}
	if kept == nil {
		return f
	}
	for range kept.Count() {
		leader := kept.Count()
		f.since[leader] = kept.String()
	}
	f.people = pack.ReadShelf(kept, func(kept *pack.Reader) *known {
		k := &known{seen: kept.Count(), lists: kept.Count(), longest: kept.Count(), with: map[int]bool{}}
		k.last = place{kept.String(), kept.String(), b.ReadEvidence(kept)}
		k.offices = pack.ReadList(kept, func(o *office) {
			o.text, o.words = kept.Word(), pack.ReadList(kept, func(s *string) { *s = kept.Word() })
		})
		for _, p := range kept.Ints() {
			k.with[p] = true
		}
		for _, s := range kept.Strings() {
			if k.told == nil {
				k.told = map[string]bool{}
			}
			k.told[s] = true
		}
		return k
	})
	return f
}

// person is what was known of somebody.
func (f *Finder) person(p int) *known {
	k := f.people.At(p)
	if k == nil {
		k = &known{with: map[int]bool{}}
		f.people.Set(p, k)
	}
	return k
}

// Until goes through the appearances that the book has by now and that became known up
// to a day, and gives what they show.
func (f *Finder) Until(day string) []finding.Finding {
	f.out = nil
	var all []entry
	for p, list := range f.b.Seen {
		if p == len(f.taken) {
			f.taken = append(f.taken, 0)
		}
		for ; f.taken[p] < len(list) && list[f.taken[p]].Known <= day; f.taken[p]++ {
			all = append(all, entry{p, list[f.taken[p]]})
		}
	}
	slices.SortStableFunc(all, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.Known, y.Known), holding.Compare(x.Report, y.Report), cmp.Compare(x.Event, y.Event), cmp.Compare(x.At, y.At))
	})
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j].Known == all[i].Known {
			j++
		}
		// what is told on one day is new to that day alike
		for _, e := range all[i:j] {
			f.look(e)
		}
		for _, e := range all[i:j] {
			f.take(e)
		}
		i = j
	}
	return f.out
}

// Keep writes what Begin needs to go on.
func (f *Finder) Keep(w *pack.Writer) {
	w.Count(len(f.since))
	for _, leader := range slices.Sorted(maps.Keys(f.since)) {
		w.Count(leader)
		w.String(f.since[leader])
	}
	places := f.b.Places()
	f.people.Write(w, func(w *pack.Writer, k *known) {
		for _, n := range []int{k.seen, k.lists, k.longest} {
			w.Count(n)
		}
		w.String(k.last.known)
		w.String(k.last.day)
		lineup.WriteEvidence(w, &k.last.at, places)
		pack.List(w, k.offices, func(o *office) {
			w.Word(o.text)
			pack.List(w, o.words, func(s *string) { w.Word(*s) })
		})
		w.Ints(slices.Sorted(maps.Keys(k.with)))
		w.Strings(slices.Sorted(maps.Keys(k.told)))
	})
}
