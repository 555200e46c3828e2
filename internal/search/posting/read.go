package posting

import (
	"encoding/binary"
	"slices"
	"sort"
)

// entry is a term as it stands in a block. Its bytes are valid until the scan
// goes on.
type entry struct {
	term       []byte
	docs       int
	last       uint32
	list       []byte // documents and how often
	from, size int    // of its places
}

// scan calls f for each term from a given one on, until it returns false.
func (s *Segment) scan(blocks Blocks, from string, f func(*entry) (bool, error)) error {
	// The term may stand in the block before the first that begins behind it.
	n := sort.Search(len(s.firsts), func(i int) bool { return s.firsts[i] > from })
	for n = max(n-1, 0); n < len(s.firsts); n++ {
		b, err := blocks.Block(s.Key, Terms, n)
		if err != nil {
			return err
		}
		c := cursor{b: b}
		var e entry
		for len(c.b) > 0 {
			shared := c.uvarint()
			rest := c.take(int(c.uvarint()))
			if c.broken || shared > uint64(len(e.term)) {
				return damaged(s, "terms")
			}
			e.term = append(e.term[:shared], rest...)
			e.docs, e.last, e.list, e.from, e.size = int(c.uvarint()), 0, nil, 0, 0
			if e.docs > 0 {
				e.last, e.from, e.size = uint32(c.uvarint()), int(c.uvarint()), int(c.uvarint())
				e.list = c.take(int(c.uvarint()))
			}
			if c.broken || e.docs > s.Docs() || e.from < 0 || e.size < 0 || e.from+e.size > s.places {
				return damaged(s, "terms")
			}
			if string(e.term) < from {
				continue
			}
			if more, err := f(&e); err != nil || !more {
				return err
			}
		}
	}
	return nil
}

// find calls f for a term, if the segment has it.
func (s *Segment) find(blocks Blocks, term string, f func(*entry) error) error {
	return s.scan(blocks, term, func(e *entry) (bool, error) {
		if string(e.term) == term {
			return false, f(e)
		}
		return false, nil
	})
}

// begun calls f for each term that begins so.
func (s *Segment) begun(blocks Blocks, prefix string, f func(*entry) error) error {
	return s.scan(blocks, prefix, func(e *entry) (bool, error) {
		if len(e.term) < len(prefix) || string(e.term[:len(prefix)]) != prefix {
			return false, nil
		}
		return true, f(e)
	})
}

// read returns the places of a term. It may put them into a buffer, which is made
// longer where it has to be.
func (s *Segment) read(blocks Blocks, buffer *[]byte, from, size int) ([]byte, error) {
	first, last := from/placeBytes, (from+size-1)/placeBytes
	all := (*buffer)[:0]
	for n := first; n <= last && size > 0; n++ {
		b, err := blocks.Block(s.Key, Places, n)
		if err != nil {
			return nil, err
		}
		lo, hi := max(from-n*placeBytes, 0), min(from+size-n*placeBytes, placeBytes)
		if hi > len(b) || lo > hi {
			return nil, damaged(s, "places")
		}
		if first == last {
			return b[lo:hi], nil
		}
		all = append(slices.Grow(all, size-len(all)), b[lo:hi]...)
	}
	*buffer = all
	return all, nil
}

// listReader reads the documents of a term, one after the other.
type listReader struct {
	b          []byte
	at         int
	doc, times uint32
	docs       uint32 // of the segment
	broken     bool
}

// next goes to the next document; false after the last.
func (l *listReader) next() bool {
	if l.at < len(l.b) && l.b[l.at]&0x81 == 1 { // one byte, once: most are
		l.doc += uint32(l.b[l.at] >> 1)
		l.at++
		l.times = 1
		return l.doc < l.docs || l.refuse()
	}
	return l.far()
}

// refuse marks the list as broken.
func (l *listReader) refuse() bool {
	l.broken = true
	return false
}

// far is next for what takes more bytes, and for the end.
func (l *listReader) far() bool {
	if l.at >= len(l.b) {
		return false
	}
	v, n := binary.Uvarint(l.b[l.at:])
	if n <= 0 {
		return l.refuse()
	}
	l.at += n
	l.doc += uint32(v >> 1)
	if l.times = 1; v&1 == 0 {
		t, n := binary.Uvarint(l.b[l.at:])
		if n <= 0 {
			return l.refuse()
		}
		l.at += n
		l.times = uint32(t)
	}
	return l.doc < l.docs || l.refuse()
}

// skip goes over so many numbers; -1 where there are not so many.
func skip(b []byte, at int, numbers uint32) int {
	for ; numbers > 0; at++ {
		if at >= len(b) {
			return -1
		}
		if b[at] < 0x80 {
			numbers--
		}
	}
	return at
}

// positions appends so many positions to dst and returns where they end in b; -1
// where there are not so many.
func positions(dst []uint32, b []byte, at int, numbers uint32) ([]uint32, int) {
	p := uint32(0)
	for ; numbers > 0; numbers-- {
		if at >= len(b) {
			return dst, -1
		}
		v := uint64(b[at])
		if v < 0x80 {
			at++
		} else {
			var n int
			if v, n = binary.Uvarint(b[at:]); n <= 0 {
				return dst, -1
			}
			at += n
		}
		p += uint32(v)
		dst = append(dst, p)
	}
	return dst, at
}
