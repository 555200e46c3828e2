package posting

import (
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// places are where something stands in some documents, which are in order.
type places struct {
	docs []uint32
	ends []int // of each document, in at
	at   []uint32
}

func (p *places) of(i int) []uint32 {
	from := 0
	if i > 0 {
		from = p.ends[i-1]
	}
	return p.at[from:p.ends[i]]
}

func (p *places) end(doc uint32) {
	p.docs = append(p.docs, doc)
	p.ends = append(p.ends, len(p.at))
}

// room gives places for so many documents and positions, and give takes those back
// that are done with: a query over many segments would else leave a lot to clear up.
func (e *evaluation) room(docs, at int) *places {
	p := &places{}
	if n := len(e.free); n > 0 {
		p, e.free = e.free[n-1], e.free[:n-1]
	}
	p.docs, p.ends, p.at = slices.Grow(p.docs[:0], docs), slices.Grow(p.ends[:0], docs), slices.Grow(p.at[:0], at)
	return p
}

func (e *evaluation) give(p *places) {
	if len(e.free) < 4 {
		e.free = append(e.free, p)
	}
}

// set is the set of the documents.
func (p *places) set(docs int) set {
	all := newSet(docs)
	for _, doc := range p.docs {
		all.add(doc)
	}
	return all
}

// phrase finds slots in a row, and counts how often.
func (e *evaluation) phrase(slots []slot, times []uint16) (set, error) {
	within, counts, err := e.all(slots)
	if err != nil {
		return nil, err
	}
	p, err := e.row(slots, counts, within)
	if err != nil {
		return nil, err
	}
	for i, doc := range p.docs {
		times[doc] = more(0, uint32(len(p.of(i))))
	}
	found := p.set(e.s.Docs())
	e.give(p)
	return found, nil
}

// all are the documents that have something for each slot; counts tells how many
// have something for each one.
func (e *evaluation) all(slots []slot) (within set, counts []int, err error) {
	counts = make([]int, len(slots))
	for i, s := range slots {
		one, err := e.count(s, nil)
		if err != nil {
			return nil, nil, err
		}
		counts[i] = one.count()
		if within == nil {
			within = one
		} else {
			within.and(one)
		}
	}
	return within, counts, nil
}

// row are the places where slots stand in a row, in documents of a set: where the
// first of them stands. The rarest is looked up first, and what it leaves over
// spares most of the places of the others.
func (e *evaluation) row(slots []slot, counts []int, within set) (*places, error) {
	order := make([]int, len(slots))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return counts[a] - counts[b] })
	var row *places
	for _, k := range order {
		if s := slots[k]; row != nil && !s.prefix && s.stem == "" {
			left, err := e.followed(row, s.term, uint32(k))
			if err != nil {
				return nil, err
			}
			e.give(row)
			row = left
		} else {
			next, err := e.places(s, within)
			if err != nil {
				return nil, err
			}
			if row == nil {
				row = next.before(uint32(k))
			} else {
				left := e.follow(row, next, uint32(k))
				e.give(row)
				e.give(next)
				row = left
			}
		}
		if len(row.docs) == 0 {
			break
		}
		within = row.set(e.s.Docs())
	}
	return row, nil
}

// before makes places those at a distance before them.
func (p *places) before(distance uint32) *places {
	if distance == 0 {
		return p
	}
	from, kept, docs := 0, 0, 0
	for i, doc := range p.docs {
		begin := kept
		for _, at := range p.at[from:p.ends[i]] {
			if at >= distance {
				p.at[kept] = at - distance
				kept++
			}
		}
		if from = p.ends[i]; kept > begin {
			p.docs[docs], p.ends[docs] = doc, kept
			docs++
		}
	}
	p.docs, p.ends, p.at = p.docs[:docs], p.ends[:docs], p.at[:kept]
	return p
}

// follow keeps the places of a that one of b follows at a distance.
func (e *evaluation) follow(a, b *places, distance uint32) *places {
	out := e.room(len(a.docs), len(a.at))
	j := 0
	for i, doc := range a.docs {
		for j < len(b.docs) && b.docs[j] < doc {
			j++
		}
		if j == len(b.docs) {
			break
		}
		if b.docs[j] == doc {
			out.follow(doc, a.of(i), b.of(j), distance)
		}
	}
	return out
}

// follow adds the places of a document that one of others follows at a distance.
func (p *places) follow(doc uint32, at, others []uint32, distance uint32) {
	from, k := len(p.at), 0
	for _, a := range at {
		for k < len(others) && others[k] < a+distance {
			k++
		}
		if k == len(others) {
			break
		}
		if others[k] == a+distance {
			p.at = append(p.at, a)
		}
	}
	if len(p.at) > from {
		p.end(doc)
	}
}

// followed is follow for a single term, whose places are read as they are needed.
func (e *evaluation) followed(a *places, term string, distance uint32) (*places, error) {
	out := e.room(len(a.docs), len(a.at))
	err := e.s.find(e.blocks, term, func(t *entry) error {
		b, err := e.s.read(e.blocks, &e.bytes, t.from, t.size)
		if err != nil {
			return err
		}
		i, at := 0, 0
		l := listReader{b: t.list, docs: uint32(e.s.Docs())}
		for i < len(a.docs) && l.next() {
			for i < len(a.docs) && a.docs[i] < l.doc {
				i++
			}
			if i == len(a.docs) {
				break
			}
			if a.docs[i] > l.doc {
				at = skip(b, at, l.times)
			} else if e.others, at = positions(e.others[:0], b, at, l.times); at >= 0 {
				out.follow(l.doc, a.of(i), e.others, distance)
			}
			if at < 0 {
				return damaged(e.s, "places")
			}
		}
		if l.broken {
			return damaged(e.s, "terms")
		}
		return nil
	})
	return out, err
}

// places are where the terms of a slot stand, in documents of a set.
func (e *evaluation) places(s slot, within set) (*places, error) {
	var all []*places
	err := e.terms(s, func(t *entry, langs uint8) error {
		if t.docs == 0 {
			return nil
		}
		b, err := e.s.read(e.blocks, &e.bytes, t.from, t.size)
		if err != nil {
			return err
		}
		n := min(t.docs, within.count())
		room := t.size // each place takes a byte at least
		if n < t.docs/2 {
			room = t.size/t.docs*n + n
		}
		p, at := e.room(n, room), 0
		l := listReader{b: t.list, docs: uint32(e.s.Docs())}
		for l.next() {
			if !within.has(l.doc) || langs&(1<<e.s.langs[l.doc]) == 0 {
				at = skip(b, at, l.times)
			} else if p.at, at = positions(p.at, b, at, l.times); at >= 0 {
				p.end(l.doc)
			}
			if at < 0 {
				return damaged(e.s, "places")
			}
		}
		if l.broken {
			return damaged(e.s, "terms")
		}
		if len(p.docs) > 0 {
			all = append(all, p)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return merged(all), nil
}

// merged are the places of several terms as those of one.
func merged(all []*places) *places {
	switch len(all) {
	case 0:
		return &places{}
	case 1:
		return all[0]
	}
	total := 0
	for _, p := range all {
		total += len(p.at)
	}
	pairs := make([]uint64, 0, total)
	for _, p := range all {
		for i, doc := range p.docs {
			for _, at := range p.of(i) {
				pairs = append(pairs, uint64(doc)<<32|uint64(at))
			}
		}
	}
	slices.Sort(pairs)
	out := &places{at: make([]uint32, 0, total)}
	for i, pair := range pairs {
		if i > 0 && uint32(pairs[i-1]>>32) != uint32(pair>>32) {
			out.end(uint32(pairs[i-1] >> 32))
		}
		out.at = append(out.at, uint32(pair))
	}
	out.end(uint32(pairs[len(pairs)-1] >> 32))
	return out
}

// near finds words and phrases that stand together, and counts how often.
func (e *evaluation) near(n search.Near, times []uint16) (set, error) {
	parts, counts, found := make([][]slot, len(n.Of)), make([][]int, len(n.Of)), make([]int, len(n.Of))
	var within set
	for i, o := range n.Of {
		switch o := o.(type) {
		case search.Word:
			parts[i] = []slot{e.word(o)}
		case search.Phrase:
			parts[i] = phraseSlots(o, "")
		default:
			return nil, rostrum.Errorf(rostrum.CodeInternal, "search: a %T has no place", o)
		}
		one, each, err := e.all(parts[i])
		if err != nil {
			return nil, err
		}
		counts[i], found[i] = each, one.count()
		if within == nil {
			within = one
		} else {
			within.and(one)
		}
	}
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return found[a] - found[b] })
	rows := make([]*places, len(parts))
	for _, i := range order {
		row, err := e.row(parts[i], counts[i], within)
		if err != nil {
			return nil, err
		}
		rows[i], within = row, row.set(e.s.Docs())
	}
	return e.together(rows, parts, n.Within, times), nil
}

// together finds where places of several things stand together.
func (e *evaluation) together(rows []*places, parts [][]slot, within int, times []uint16) set {
	found := newSet(e.s.Docs())
	lists, at := make([][]search.Range, len(rows)), make([]int, len(rows))
	for _, doc := range rows[0].docs {
		for i, row := range rows {
			for at[i] < len(row.docs) && row.docs[at[i]] < doc {
				at[i]++
			}
			lists[i] = lists[i][:0]
			if at[i] < len(row.docs) && row.docs[at[i]] == doc {
				for _, p := range row.of(at[i]) {
					lists[i] = append(lists[i], search.Range{Start: int(p), End: int(p) + len(parts[i])})
				}
			}
		}
		search.Windows(lists, within, func([]int) {
			found.add(doc)
			times[doc] = more(times[doc], 1)
		})
	}
	return found
}
