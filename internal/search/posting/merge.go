package posting

import (
	"bytes"
	"encoding/binary"
	"iter"
)

// Sizes of segments, in documents. Segments of one level are merged when there are
// so many in a row; those of the last level stay, so that no single merge takes
// long.
const (
	mergeFrom  = 8
	levelDocs  = 2048 // up to here is level 0
	levelTimes = 8    // that of each further level
	lastLevel  = 3    // from 131,072 documents on
)

func level(docs int) int {
	l := 0
	for most := levelDocs; docs >= most && l < lastLevel; most *= levelTimes {
		l++
	}
	return l
}

// Plan says which segments to merge next, as [from, to), of all in the order of
// their documents; none where from is to. A single segment is rewritten where half
// of it is dead.
func Plan(segments []*Segment) (from, to int) {
	run, at := 0, -1
	for i := len(segments) - 1; i >= 0; i-- {
		l := level(segments[i].Docs())
		if l == lastLevel {
			break
		}
		if run++; l > at { // a smaller one that stands before counts as its larger neighbour
			run, at = 1, l
		}
		if run == mergeFrom {
			return i, len(segments)
		}
	}
	for i, s := range segments {
		if fresh := s.deadNum - s.purged; fresh > 0 && 2*fresh >= s.Docs()-s.purged {
			return i, i + 1
		}
	}
	return 0, 0
}

// Merge makes one segment of several that follow one another, without what is
// dead. It puts the blocks; the header, and the marks of the dead, which keep
// their numbers, are left to the caller.
func Merge(key int64, parts []*Segment, blocks Blocks, put Put) (*Segment, error) {
	first, last := parts[0], parts[len(parts)-1]
	docs := int(last.end() - first.Base)
	s := &Segment{Key: key, Base: first.Base, reports: make([]uint32, docs), days: make([]uint32, docs), lengths: make([]uint32, docs), langs: make([]byte, docs)}
	s.dead = newSet(docs)
	s.dead.fill(docs) // what lies between the parts too
	for _, p := range parts {
		from := p.Base - s.Base
		p.live().each(func(doc uint32) {
			at := from + doc
			s.reports[at], s.days[at], s.lengths[at], s.langs[at] = p.reports[doc], p.days[doc], p.lengths[doc], p.langs[doc]
			s.dead[at>>6] &^= 1 << (at & 63)
		})
	}
	if s.deadNum = s.dead.count(); s.deadNum == 0 {
		s.dead = nil
	}
	s.purged = s.deadNum
	m := merger{w: &writer{s: s, put: put}, blocks: blocks}
	if err := m.run(parts); err != nil {
		return nil, err
	}
	return s.settle(), m.w.close()
}

type merger struct {
	w      *writer
	blocks Blocks

	// of the term at hand
	docs         int
	last         uint32
	list, places []byte
	buffer       []byte
}

// source is one of the segments that are merged, at a term.
type source struct {
	s    *Segment
	live set // nil where all are
	from uint32
	next func() (*entry, error, bool)
	e    *entry
	lastPlaces
}

// lastPlaces remembers the block of places that was read last, as the next term's
// mostly begin there.
type lastPlaces struct {
	blocks Blocks
	number int
	data   []byte
}

func (l *lastPlaces) Block(segment int64, part Part, number int) ([]byte, error) {
	if part != Places {
		return l.blocks.Block(segment, part, number)
	}
	if l.data == nil || l.number != number {
		b, err := l.blocks.Block(segment, part, number)
		if err != nil {
			return nil, err
		}
		l.number, l.data = number, b
	}
	return l.data, nil
}

// entries are the terms of a segment in order, as something that can be pulled.
func (s *Segment) entries(blocks Blocks) iter.Seq2[*entry, error] {
	return func(yield func(*entry, error) bool) {
		if err := s.scan(blocks, "", func(e *entry) (bool, error) { return yield(e, nil), nil }); err != nil {
			yield(nil, err)
		}
	}
}

func (m *merger) run(parts []*Segment) error {
	var open []*source
	for _, p := range parts {
		next, stop := iter.Pull2(p.entries(m.blocks))
		defer stop()
		src := &source{s: p, from: p.Base - m.w.s.Base, next: next, lastPlaces: lastPlaces{blocks: m.blocks}}
		if p.dead != nil {
			src.live = p.live()
		}
		more, err := src.advance()
		if err != nil {
			return err
		}
		if more {
			open = append(open, src)
		}
	}
	var term []byte
	for len(open) > 0 {
		least := open[0]
		for _, o := range open[1:] {
			if bytes.Compare(o.e.term, least.e.term) < 0 {
				least = o
			}
		}
		term = append(term[:0], least.e.term...)
		stem := false
		m.docs, m.last, m.list, m.places = 0, 0, m.list[:0], m.places[:0]
		left := open[:0]
		for _, o := range open { // in the order of documents
			if !bytes.Equal(o.e.term, term) {
				left = append(left, o)
				continue
			}
			if o.e.docs == 0 {
				stem = true
			} else if err := m.take(o); err != nil {
				return err
			}
			more, err := o.advance()
			if err != nil {
				return err
			}
			if more {
				left = append(left, o)
			}
		}
		open = left
		if m.docs == 0 && !stem {
			continue // all that had it are dead
		}
		if err := m.w.term(string(term), m.docs, m.last, m.list, m.places); err != nil {
			return err
		}
	}
	return nil
}

func (s *source) advance() (bool, error) {
	e, err, more := s.next()
	s.e = e
	return more && err == nil, err
}

// take adds the documents that a source has of the term at hand.
func (m *merger) take(o *source) error {
	places, err := o.s.read(o, &m.buffer, o.e.from, o.e.size)
	if err != nil {
		return err
	}
	if o.live == nil {
		// All of it, but for the distance from the document before the first.
		v, n := binary.Uvarint(o.e.list)
		if n <= 0 {
			return damaged(o.s, "terms")
		}
		first := uint32(v>>1) + o.from - m.last
		m.list = binary.AppendUvarint(m.list, uint64(first)<<1|v&1)
		m.list = append(m.list, o.e.list[n:]...)
		m.places = append(m.places, places...)
		m.docs += o.e.docs
		m.last = o.e.last + o.from
		return nil
	}
	l, at := listReader{b: o.e.list, docs: uint32(o.s.Docs())}, 0
	for l.next() {
		end := skip(places, at, l.times)
		if end < 0 {
			return damaged(o.s, "places")
		}
		if o.live.has(l.doc) {
			m.list = appendDoc(m.list, l.doc+o.from-m.last, l.times)
			m.places = append(m.places, places[at:end]...)
			m.docs++
			m.last = l.doc + o.from
		}
		at = end
	}
	if l.broken {
		return damaged(o.s, "terms")
	}
	return nil
}
