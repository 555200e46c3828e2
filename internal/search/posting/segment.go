package posting

import (
	"encoding/binary"
	"math/bits"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Part is one of the two sorts of blocks.
type Part int

// The sorts of blocks.
const (
	Terms Part = iota
	Places
)

// Sizes of blocks, in bytes. One of terms is longer where a single term is.
const (
	termBytes  = 8 << 10
	placeBytes = 64 << 10
)

// Blocks reads the blocks of segments. What it returns is not changed.
type Blocks interface {
	Block(segment int64, part Part, number int) ([]byte, error)
}

// Put keeps one block of a segment that is being made. The bytes are written over
// afterwards.
type Put func(part Part, number int, data []byte) error

// Segment is the documents of a stretch of numbers.
type Segment struct {
	Key  int64  // the store's
	Base uint32 // number of the first document

	// of each document
	reports []uint32 // 0 is one that was dead from the beginning
	days    []uint32
	lengths []uint32
	langs   []byte

	firsts []string // of each block of terms, its first one
	terms  int
	places int // bytes in all

	dead    set // nil where none is
	deadNum int
	purged  int // of the dead, those that no term knows any more

	words  uint64 // of all that are not dead
	newest uint32 // day

	known *known // shared by those that differ in who is dead
}

// Docs is how many documents a segment has, dead ones too.
func (s *Segment) Docs() int { return len(s.days) }

// Dead is how many of them are dead.
func (s *Segment) Dead() int { return s.deadNum }

// end is the number after that of the last document.
func (s *Segment) end() uint32 { return s.Base + uint32(len(s.days)) }

// settle works out what follows from the rest.
func (s *Segment) settle() *Segment {
	s.words, s.newest = 0, 0
	if s.known == nil {
		s.known = &known{}
	}
	s.live().each(func(doc uint32) {
		s.words += uint64(s.lengths[doc])
		s.newest = max(s.newest, s.days[doc])
	})
	return s
}

// live are the documents that count.
func (s *Segment) live() set {
	all := newSet(s.Docs())
	all.fill(s.Docs())
	if s.dead != nil {
		all.without(s.dead)
	}
	return all
}

// Kill is the segment with more documents dead, by number. The segment itself
// stays as it is, as it may be in use.
func (s *Segment) Kill(docs []uint32) (*Segment, error) {
	k := *s
	k.dead = newSet(s.Docs())
	copy(k.dead, s.dead)
	for _, n := range docs {
		if n < s.Base || n >= s.end() {
			return nil, rostrum.Errorf(rostrum.CodeInternal, "search index: document %d is not in the segment of %d", n, s.Base)
		}
		k.dead.add(n - s.Base)
	}
	k.deadNum = k.dead.count()
	return k.settle(), nil
}

// Marks are the marks of the dead, for the store to keep; nil where none is.
func (s *Segment) Marks() []byte {
	if s.dead == nil {
		return nil
	}
	var b []byte
	for _, w := range s.dead {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	return b
}

// Header is a segment but for its blocks and its marks of the dead.
func (s *Segment) Header() []byte {
	b := binary.AppendUvarint(nil, uint64(s.Docs()))
	for _, column := range [][]uint32{s.reports, s.days, s.lengths} {
		for _, v := range column {
			b = binary.LittleEndian.AppendUint32(b, v)
		}
	}
	b = append(b, s.langs...)
	b = binary.AppendUvarint(b, uint64(s.purged))
	b = binary.AppendUvarint(b, uint64(s.terms))
	b = binary.AppendUvarint(b, uint64(s.places))
	b = binary.AppendUvarint(b, uint64(len(s.firsts)))
	for _, f := range s.firsts {
		b = binary.AppendUvarint(b, uint64(len(f)))
		b = append(b, f...)
	}
	return b
}

// Load reads a segment back: its header and its marks of the dead.
func Load(key int64, base uint32, header, marks []byte) (*Segment, error) {
	s := &Segment{Key: key, Base: base}
	c := cursor{b: header}
	docs := c.size(13)
	for _, column := range []*[]uint32{&s.reports, &s.days, &s.lengths} {
		*column = make([]uint32, docs)
		for i := range *column {
			(*column)[i] = binary.LittleEndian.Uint32(c.take(4))
		}
	}
	s.langs = c.take(docs)
	s.purged, s.terms, s.places = int(c.uvarint()), int(c.uvarint()), int(c.uvarint())
	blocks := c.size(1)
	s.firsts = make([]string, blocks)
	for i := range s.firsts {
		s.firsts[i] = string(c.take(int(c.uvarint())))
	}
	if c.broken || len(c.b) > 0 {
		return nil, damaged(s, "header")
	}
	if len(marks) > 0 {
		s.dead = newSet(docs)
		if len(marks) != 8*len(s.dead) {
			return nil, damaged(s, "marks of the dead")
		}
		for i := range s.dead {
			s.dead[i] = binary.LittleEndian.Uint64(marks[8*i:])
		}
		s.deadNum = s.dead.count()
	}
	for _, l := range s.langs {
		if search.Lang(l) > search.Spanish {
			return nil, damaged(s, "languages")
		}
	}
	return s.settle(), nil
}

func damaged(s *Segment, what string) error {
	return rostrum.Errorf(rostrum.CodeInvalid, "search index: the %s of segment %d cannot be read; the file is damaged", what, s.Key)
}

// cursor reads numbers and bytes; where they end too soon it gives zeros and is
// broken.
type cursor struct {
	b      []byte
	broken bool
}

func (c *cursor) uvarint() uint64 {
	if len(c.b) > 0 && c.b[0] < 0x80 { // most are
		v := uint64(c.b[0])
		c.b = c.b[1:]
		return v
	}
	v, n := binary.Uvarint(c.b)
	if n <= 0 {
		c.broken, c.b = true, nil
		return 0
	}
	c.b = c.b[n:]
	return v
}

// zeros are what a broken cursor gives; nothing longer is asked of it.
var zeros [8]byte

func (c *cursor) take(n int) []byte {
	if n < 0 || n > len(c.b) {
		c.broken, c.b = true, nil
		if n >= 0 && n <= len(zeros) {
			return zeros[:n]
		}
		return nil
	}
	out := c.b[:n:n]
	c.b = c.b[n:]
	return out
}

// size reads how many things of at least each bytes follow.
func (c *cursor) size(each int) int {
	n := c.uvarint()
	if n > uint64(len(c.b)/each) {
		c.broken, c.b = true, nil
		return 0
	}
	return int(n)
}

// set is a set of documents of a segment.
type set []uint64

func newSet(docs int) set { return make(set, (docs+63)/64) }

func (s set) add(doc uint32) { s[doc>>6] |= 1 << (doc & 63) }

func (s set) has(doc uint32) bool { return s[doc>>6]&(1<<(doc&63)) != 0 }

// fill adds all documents.
func (s set) fill(docs int) {
	for i := range s {
		s[i] = ^uint64(0)
	}
	if rest := docs & 63; rest != 0 {
		s[len(s)-1] = 1<<rest - 1
	}
}

func (s set) and(o set) {
	for i := range s {
		s[i] &= o[i]
	}
}

func (s set) or(o set) {
	for i := range s {
		s[i] |= o[i]
	}
}

func (s set) without(o set) {
	for i := range s {
		s[i] &^= o[i]
	}
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// countBoth is how many documents two sets have in common.
func (s set) countBoth(o set) int {
	n := 0
	for i, w := range s {
		n += bits.OnesCount64(w & o[i])
	}
	return n
}

// each calls f for each document, in order.
func (s set) each(f func(doc uint32)) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			f(uint32(i<<6 + bits.TrailingZeros64(w)))
		}
	}
}
