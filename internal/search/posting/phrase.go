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

// phrase finds slots in a row, and counts how often.
func (e *evaluation) phrase(slots []slot, times []uint16) (set, error) {
	within, err := e.all(slots)
	if err != nil {
		return nil, err
	}
	p, err := e.row(slots, within)
	if err != nil {
		return nil, err
	}
	found := newSet(e.s.Docs())
	for i, doc := range p.docs {
		found.add(doc)
		times[doc] = more(0, uint32(len(p.of(i))))
	}
	return found, nil
}

// all are the documents that have something for each slot.
func (e *evaluation) all(slots []slot) (set, error) {
	var within set
	scratch := make([]uint16, e.s.Docs())
	for _, s := range slots {
		one, err := e.count(s, scratch)
		if err != nil {
			return nil, err
		}
		if within == nil {
			within = one
		} else {
			within.and(one)
		}
	}
	return within, nil
}

// row are the places where slots stand in a row, in documents of a set: those of
// the first.
func (e *evaluation) row(slots []slot, within set) (*places, error) {
	row, err := e.places(slots[0], within)
	for k := 1; k < len(slots) && err == nil && len(row.docs) > 0; k++ {
		var next *places
		if next, err = e.places(slots[k], within); err == nil {
			row = follow(row, next, uint32(k))
		}
	}
	return row, err
}

// follow keeps the places of a that one of b follows at a distance.
func follow(a, b *places, distance uint32) *places {
	out := &places{}
	j := 0
	for i, doc := range a.docs {
		for j < len(b.docs) && b.docs[j] < doc {
			j++
		}
		if j == len(b.docs) {
			break
		}
		if b.docs[j] != doc {
			continue
		}
		from, next := len(out.at), b.of(j)
		k := 0
		for _, p := range a.of(i) {
			for k < len(next) && next[k] < p+distance {
				k++
			}
			if k == len(next) {
				break
			}
			if next[k] == p+distance {
				out.at = append(out.at, p)
			}
		}
		if len(out.at) > from {
			out.end(doc)
		}
	}
	return out
}

// places are where the terms of a slot stand, in documents of a set.
func (e *evaluation) places(s slot, within set) (*places, error) {
	var all []*places
	err := e.terms(s, func(t *entry, langs uint8) error {
		if t.docs == 0 {
			return nil
		}
		b, err := e.s.read(e.blocks, t.from, t.size)
		if err != nil {
			return err
		}
		p, at := &places{}, 0
		l := listReader{b: t.list, docs: e.s.Docs()}
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
	parts := make([][]slot, len(n.Of))
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
		one, err := e.all(parts[i])
		if err != nil {
			return nil, err
		}
		if within == nil {
			within = one
		} else {
			within.and(one)
		}
	}
	rows := make([]*places, len(parts))
	for i, slots := range parts {
		row, err := e.row(slots, within)
		if err != nil {
			return nil, err
		}
		rows[i] = row
	}
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
		search.Windows(lists, n.Within, func([]int) {
			found.add(doc)
			times[doc] = more(times[doc], 1)
		})
	}
	return found, nil
}
