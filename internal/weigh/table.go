package weigh

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The columns of a file of points for referents.
const (
	Own = iota
	Foreign
	Adversary
	ALeader // whichever leader
	Columns
)

// Claims is how many columns a file of points for claims has: one for each act, in the
// order of rostrum.Acts, and then Plan.
const (
	Plan   = 6
	Claims = Plan + 1
)

// Points are what a sign counts in each column of its file, in hundredths of the
// logit; columns that the file has not are 0.
type Points [most]int16

// most is how many columns a file may have.
const most = 8

// Table is a file of points.
//
// Most signs of a text have no points. A bit tells of nearly all of them, so that
// they are passed over on a look at what fits in a small cache (Bloom, "Space/time
// trade-offs in hash coding with allowable errors", 1970, with one hash).
type Table struct {
	some   [1 << (someBits - 6)]uint64
	places []place
	points []Packed // of each sign, in the order of the file
	mask   uint64
}

// place is a sign of the table: half of its key, 0 where there is none, and which of
// the points are its.
type place struct{ half, points uint32 }

// someBits is of how many bits the number of a sign's bit is.
const someBits = 18

// bit is where a key's bit stands.
func bit(k Key) (word, shift uint64) {
	k >>= 64 - someBits
	return uint64(k >> 6), uint64(k & 63)
}

// half is the half of a key that its place is known by, never 0.
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
	MaxPoints = 999 // of a sign in a column, either way
)

// Parse reads a file of points: lines of a sign ("within:peace", "title pair:joint
// statement"), a tab, and a whole number for each column with blanks between. Lines
// that begin with # are passed over. There are eight columns at most. Its error is a
// *Mistake.
func Parse(data []byte, columns int) (*Table, error) {
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
			return nil, &Mistake{number, 1, fmt.Sprintf("expected a sign, a tab and %d numbers", columns)}
		}
		_, key, why := ReadSign(sign)
		if why != "" {
			return nil, &Mistake{number, 1, why}
		}
		at := t.place(key)
		if at.half != 0 {
			return nil, &Mistake{number, 1, "the sign " + strconv.Quote(string(sign)) + " is given twice"}
		}
		word, shift := bit(key)
		t.some[word] |= 1 << shift
		p, ok := readPoints(figures, columns)
		if !ok {
			return nil, &Mistake{number, len(sign) + 2, fmt.Sprintf("expected %d whole numbers from %d to %d with blanks between", columns, -MaxPoints, MaxPoints)}
		}
		*at = place{half(key), uint32(len(t.points))}
		t.points = append(t.points, p.pack())
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

// readPoints reads a number for each column.
func readPoints(figures []byte, columns int) (p Points, ok bool) {
	n := 0
	for f := range bytes.SplitSeq(figures, []byte{' '}) {
		v, err := strconv.Atoi(string(f))
		if err != nil || n == columns || v < -MaxPoints || v > MaxPoints {
			return p, false
		}
		p[n] = int16(v)
		n++
	}
	return p, n == columns
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
func (t *Table) Of(k Key) *Packed {
	if word, shift := bit(k); t.some[word]>>shift&1 == 0 {
		return nil
	}
	if at := t.place(k); at.half != 0 {
		return &t.points[at.points]
	}
	return nil
}

// Line is a sign with its points, as a file of so many columns has it.
func Line(sign string, p Points, columns int) string {
	b := append([]byte(sign), '\t')
	for k, v := range p[:columns] {
		if k > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(v), 10)
	}
	return string(append(b, '\n'))
}
