package rank

import (
	"maps"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Begin begins to go through the lists of a book: after those of which Keep wrote what
// is read here, or from the first on.
func Begin(b *lineup.Book, s Settings, kept *pack.Reader) *Finder {
	f := &Finder{b: b, s: s, orders: map[string]*protocol{}, any: newPairs[last](), stretch: -1}
	if kept == nil {
		return f
	}
	f.stretch = kept.Int()
	f.any = readPairs(kept, func(kept *pack.Reader) *last { return &last{kept.Bool(), list(kept.Count())} })
	for range kept.Count() {
		o := &protocol{}
		f.orders[kept.String()] = o
		o.runs = readPairs(kept, func(kept *pack.Reader) *run {
			return &run{first: kept.Bool(), length: kept.Count(), since: list(kept.Count()), before: kept.Count(), ended: list(kept.Count()),
				against: kept.Count(), as: kept.Count(), recent: uint8(kept.Count()), lists: uint8(kept.Count())}
		})
		o.places, o.lists, o.slips = kept.Ints(), kept.Float(), kept.Float()
		o.moves = pack.ReadList(kept, func(m *moved) {
			m.balance, m.person, m.others, m.stay, m.back = kept.Int(), kept.Count(), kept.Ints(), kept.Count(), kept.Count()
		})
	}
	return f
}

// Until goes through the lists that the book has by now and that became known up to a
// day, and gives what they show.
func (f *Finder) Until(day string) []finding.Finding {
	n := len(f.out.Findings)
	f.next = f.b.EachDay(f.next, day, f.day)
	return slices.Clone(f.out.Findings[n:])
}

// Keep writes what Begin needs to go on.
func (f *Finder) Keep(w *pack.Writer) {
	w.Int(f.stretch)
	f.any.write(w, func(w *pack.Writer, x *last) {
		w.Bool(x.first)
		w.Count(int(x.l))
	})
	w.Count(len(f.orders))
	for _, name := range slices.Sorted(maps.Keys(f.orders)) {
		o := f.orders[name]
		w.String(name)
		o.runs.write(w, func(w *pack.Writer, r *run) {
			w.Bool(r.first)
			for _, n := range []int{r.length, int(r.since), r.before, int(r.ended), r.against, r.as, int(r.recent), int(r.lists)} {
				w.Count(n)
			}
		})
		w.Ints(o.places)
		w.Float(o.lists)
		w.Float(o.slips)
		pack.List(w, o.moves, func(m *moved) {
			w.Int(m.balance)
			w.Count(m.person)
			w.Ints(m.others)
			w.Count(m.stay)
			w.Count(m.back)
		})
	}
}

// pairs is something of each pair of people, by the smaller number: of what was kept,
// that of those is read who stand in a list again.
type pairs[T any] struct {
	by *pack.Shelf[map[int]*T]
}

func newPairs[T any]() pairs[T] { return pairs[T]{pack.NewShelf[map[int]*T]()} }

func (p pairs[T]) get(key pair) *T {
	if of := p.by.At(key[0]); of != nil {
		return (*of)[key[1]]
	}
	return nil
}

func (p pairs[T]) set(key pair, x *T) {
	of := p.by.At(key[0])
	if of == nil {
		of = &map[int]*T{}
		p.by.Set(key[0], of)
	}
	(*of)[key[1]] = x
}

func (p pairs[T]) write(w *pack.Writer, write func(*pack.Writer, *T)) {
	p.by.Write(w, func(w *pack.Writer, of *map[int]*T) {
		w.Count(len(*of))
		for _, other := range slices.Sorted(maps.Keys(*of)) {
			w.Count(other)
			write(w, (*of)[other])
		}
	})
}

func readPairs[T any](kept *pack.Reader, read func(*pack.Reader) *T) pairs[T] {
	return pairs[T]{pack.ReadShelf(kept, func(kept *pack.Reader) *map[int]*T {
		n := kept.Count()
		of := make(map[int]*T, min(n, 1<<16))
		for range n {
			if kept.Err() != nil {
				break
			}
			other := kept.Count()
			of[other] = read(kept)
		}
		return &of
	})}
}
