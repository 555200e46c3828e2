package weigh

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The columns of Points.
const (
	Own = iota
	Foreign
	Adversary
	ALeader // whichever leader
	Columns
)

// Points are what a sign counts for each candidate, in hundredths of the logit.
type Points [Columns]int8

// Table is a file of points.
//
// Most signs of a text have no points. A bit tells of nearly all of them, so that
// they are passed over on a look at what fits in a small cache (Bloom, "Space/time
// trade-offs in hash coding with allowable errors", 1970, with one hash).
type Table struct {
	some   [1 << (someBits - 6)]uint64
	places []place
	mask   uint64
}

// someBits is of how many bits the number of a sign's bit is.
const someBits = 18

// bit is where a key's bit stands.
func bit(k Key) (word, shift uint64) {
	k >>= 64 - someBits
	return uint64(k >> 6), uint64(k & 63)
}

// place is a sign of the table: half of its key, never 0, and its points.
type place struct {
	half   uint32
	points Points
}

// half is the half of a key that its place is known by.
func half(k Key) uint32 { return max(uint32(k>>20), 1) }

// Mistake is a line that cannot be read.
type Mistake struct {
	Line, Column int // from 1
	Message      string
}

// Error says where and what, without the file.
func (m *Mistake) Error() string { return fmt.Sprintf("%d:%d: %s", m.Line, m.Column, m.Message) }

const (
	maxSigns  = 1 << 18
	MaxPoints = 127 // of a sign for a candidate, either way
)

// Parse reads a file of points: lines of a sign ("within:peace", "title pair:joint
// statement"), a tab, and four whole numbers with blanks between, for own, foreign,
// adversary and a leader. Lines that begin with # are passed over. Its error is a
// *Mistake.
func Parse(data []byte) (*Table, error) {
	n := bytes.Count(data, []byte{'\n'}) + 1
	if n > maxSigns {
		return nil, &Mistake{Line: maxSigns, Column: 1, Message: fmt.Sprintf("more than %d signs", maxSigns)}
	}
	size := 16
	for 2*size < 3*n {
		size *= 2
	}
	t := &Table{places: make([]place, size), mask: uint64(size - 1)}
	for number := 1; len(data) > 0; number++ {
		line, rest, _ := bytes.Cut(data, []byte{'\n'})
		data = rest
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		sign, figures, ok := bytes.Cut(line, []byte{'\t'})
		if !ok {
			return nil, &Mistake{number, 1, "expected a sign, a tab and four numbers"}
		}
		_, key, why := ReadSign(sign)
		if why != "" {
			return nil, &Mistake{number, 1, why}
		}
		p, ok := pointsOf(figures)
		if !ok {
			return nil, &Mistake{number, len(sign) + 2, fmt.Sprintf("expected four whole numbers from %d to %d with blanks between", -MaxPoints, MaxPoints)}
		}
		at := t.place(key)
		if at.half != 0 {
			return nil, &Mistake{number, 1, "the sign " + strconv.Quote(string(sign)) + " is given twice"}
		}
		word, shift := bit(key)
		t.some[word] |= 1 << shift
		*at = place{half(key), p}
	}
	return t, nil
}

// ReadSign reads a sign as a file has it. What is wrong with it is told in why, which
// is "" where it can be read.
func ReadSign(sign []byte) (r Role, k Key, why string) {
	name, value, ok := bytes.Cut(sign, []byte{':'})
	if !ok {
		return 0, 0, "expected a sign such as within:peace"
	}
	role := slices.IndexFunc(roleNames[:], func(s string) bool { return s == string(name) })
	if role < 0 {
		return 0, 0, strconv.Quote(string(name)) + " is no sort of sign; expected one of " + strings.Join(roleNames[:], ", ")
	}
	r = Role(role)
	var words [3]uint64
	n := 0
	for word := range bytes.SplitSeq(value, []byte{' '}) {
		if n == len(words) || len(word) == 0 {
			return 0, 0, "expected one to three words with one blank between behind the colon"
		}
		words[n] = Hash(word)
		n++
	}
	switch n {
	case 1:
		return r, r.Of(words[0]), ""
	case 2:
		return r, r.OfTwo(words[0], words[1]), ""
	}
	return r, r.OfThree(words[0], words[1], words[2]), ""
}

func pointsOf(figures []byte) (p Points, ok bool) {
	n := 0
	for f := range bytes.SplitSeq(figures, []byte{' '}) {
		v, err := strconv.Atoi(string(f))
		if err != nil || n == Columns || v < -MaxPoints || v > MaxPoints {
			return p, false
		}
		p[n] = int8(v)
		n++
	}
	return p, n == Columns
}

// place is where a key stands, or would.
func (t *Table) place(k Key) *place {
	half := half(k)
	for i := uint64(k) & t.mask; ; i = (i + 1) & t.mask {
		if at := &t.places[i]; at.half == 0 || at.half == half {
			return at
		}
	}
}

// Of returns the points of a sign, nil where it has none.
func (t *Table) Of(k Key) *Points {
	if word, shift := bit(k); t.some[word]>>shift&1 == 0 {
		return nil
	}
	if at := t.place(k); at.half != 0 {
		return &at.points
	}
	return nil
}

// Line is a sign with its points, as a file has it.
func Line(sign string, p Points) string {
	return fmt.Sprintf("%s\t%d %d %d %d\n", sign, p[Own], p[Foreign], p[Adversary], p[ALeader])
}
