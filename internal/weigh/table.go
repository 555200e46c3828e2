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

// Events is how many columns a file of points for events has: one for each type that
// readers often find.
const Events = 8

// Points are what a sign counts in each column of its file, in hundredths of the
// logit; columns that the file has not are 0.
type Points [most]int16

// most is how many columns a file may have.
const most = 8

// Table is a file of points; nil has none.
//
// Signs of one term are the most asked for: the number of each stands in a row for its
// role, by its term.
type Table struct {
	single [roles][]uint16
	index  index  // of the others, by their keys
	signs  []sign // in the order of the file
}

// sign is a sign of a table.
type sign struct {
	key    Key
	points Packed
}

// Mistake is a line that cannot be read.
type Mistake struct {
	Line, Column int // from 1
	Message      string
}

// Error says where and what, without the file.
func (m *Mistake) Error() string { return fmt.Sprintf("%d:%d: %s", m.Line, m.Column, m.Message) }

const (
	maxSigns  = 1<<16 - 1
	MaxPoints = 999 // of a sign in a column, either way
)

// Parse reads a file of points: lines of a sign ("within:peace", "title pair:joint
// statement"), a tab, and a whole number for each column with blanks between. Lines
// that begin with # are passed over. There are eight columns at most. The words and
// values of the signs are entered among terms, which all tables of a profile share.
// Its error is a *Mistake.
func Parse(data []byte, columns int, terms *Terms) (*Table, error) {
	n := bytes.Count(data, []byte{'\n'}) + 1
	if n > maxSigns {
		return nil, &Mistake{Line: maxSigns, Column: 1, Message: fmt.Sprintf("more than %d signs", maxSigns)}
	}
	t := &Table{index: sized(n), signs: make([]sign, 0, n)}
	for number := 1; len(data) > 0; number++ {
		line, rest, _ := bytes.Cut(data, []byte{'\n'})
		data = rest
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		name, figures, ok := bytes.Cut(line, []byte{'\t'})
		if !ok {
			return nil, &Mistake{number, 1, fmt.Sprintf("expected a sign, a tab and %d numbers", columns)}
		}
		role, words, why := ReadSign(name)
		if why != "" {
			return nil, &Mistake{number, 1, why}
		}
		key := role.key(words, terms.enter)
		if key == 0 {
			return nil, &Mistake{number, 1, fmt.Sprintf("more than %d words and values", maxTerms)}
		}
		if t.Of(key) != nil {
			return nil, &Mistake{number, 1, "the sign " + strconv.Quote(string(name)) + " is given twice"}
		}
		p, ok := readPoints(figures, columns)
		if !ok {
			return nil, &Mistake{number, len(name) + 2, fmt.Sprintf("expected %d whole numbers from %d to %d with blanks between", columns, -MaxPoints, MaxPoints)}
		}
		t.enter(role, key, p.pack())
	}
	return t, nil
}

// Words are the words or values of a sign, by their hashes: one to three.
type Words struct {
	hashes [3]uint64
	n      int
}

// key is the key of a sign whose words have the terms that are given.
func (r Role) key(w Words, term func(uint64) Term) Key {
	switch a := term(w.hashes[0]); w.n {
	case 1:
		return r.Of(a)
	case 2:
		return r.OfTwo(a, term(w.hashes[1]))
	default:
		b := term(w.hashes[1])
		return r.OfThree(a, b, term(w.hashes[2]))
	}
}

// ReadSign reads a sign as a file has it. What is wrong with it is told in why, which
// is "" where it can be read.
func ReadSign(sign []byte) (r Role, words Words, why string) {
	name, value, ok := bytes.Cut(sign, []byte{':'})
	if !ok {
		return 0, words, "expected a sign such as within:peace"
	}
	role := slices.IndexFunc(roleNames[:], func(s string) bool { return s == string(name) })
	if role < 0 {
		return 0, words, strconv.Quote(string(name)) + " is no sort of sign; expected one of " + strings.Join(roleNames[:], ", ")
	}
	for word := range bytes.SplitSeq(value, []byte{' '}) {
		if words.n == len(words.hashes) || len(word) == 0 {
			return 0, words, "expected one to three words with one blank between behind the colon"
		}
		words.hashes[words.n] = Hash(word)
		words.n++
	}
	return Role(role), words, ""
}

// readPoints reads a number for each column.
func readPoints(figures []byte, columns int) (p Points, ok bool) {
	for c := range columns {
		if c > 0 {
			if len(figures) == 0 || figures[0] != ' ' {
				return p, false
			}
			figures = figures[1:]
		}
		n, digits, minus := 0, 0, len(figures) > 0 && figures[0] == '-'
		if minus {
			figures = figures[1:]
		}
		for len(figures) > digits && figures[digits] >= '0' && figures[digits] <= '9' && n <= MaxPoints {
			n = 10*n + int(figures[digits]-'0')
			digits++
		}
		if digits == 0 || n > MaxPoints {
			return p, false
		}
		if figures = figures[digits:]; minus {
			n = -n
		}
		p[c] = int16(n)
	}
	return p, len(figures) == 0
}

// enter adds a sign.
func (t *Table) enter(r Role, k Key, p Packed) {
	t.signs = append(t.signs, sign{k, p})
	a := k.single()
	if a == 0 {
		t.index.put(uint64(k), len(t.signs))
		return
	}
	for len(t.single[r]) <= int(a) {
		t.single[r] = append(t.single[r], 0)
	}
	t.single[r][a] = uint16(len(t.signs))
}

// Of returns the points of a sign, nil where it has none.
func (t *Table) Of(k Key) *Packed {
	if t == nil || k == 0 {
		return nil
	}
	if a := k.single(); a != 0 {
		return t.OfOne(k.role(), a)
	}
	for at, tag := t.index.start(uint64(k)); ; at++ {
		b := t.index.bucket(at)
		for like := b.like(tag); like != 0; like &= like - 1 {
			if n := b.number(like); n != 0 && t.signs[n-1].key == k {
				return &t.signs[n-1].points
			}
		}
		if !b.full() {
			return nil
		}
	}
}

// OfOne returns the points of a sign of one term, nil where it has none.
func (t *Table) OfOne(r Role, a Term) *Packed {
	if t == nil {
		return nil
	}
	row := t.single[r]
	if int(a) >= len(row) || row[a] == 0 {
		return nil
	}
	return &t.signs[row[a]-1].points
}

// Lot is how many signs are best added at once.
const Lot = 64

// AddWords adds the points of signs of one term each, which all have a role: those of
// the words at some places. As with AddAll, which have any is told first.
func (t *Table) AddWords(r Role, words []Term, places []int32, s *Sum) {
	if t == nil {
		return
	}
	row := t.single[r]
	var found [Lot]uint16
	n := 0
	for _, k := range places {
		if a := words[k]; int(a) < len(row) {
			found[n%Lot] = row[a]
			if row[a] != 0 {
				n++
			}
		}
		if n == Lot {
			t.addFound(found[:], s)
			n = 0
		}
	}
	t.addFound(found[:n], s)
}

func (t *Table) addFound(found []uint16, s *Sum) {
	for _, at := range found {
		s.Add(&t.signs[at-1].points)
	}
}

// AddAll adds the points of those of a lot of signs that have any. Which are likely to
// is told of one after the other without a branch, so that the machine does not wait
// for the memory of each before it asks for that of the next.
func (t *Table) AddAll(keys []Key, s *Sum) {
	if t == nil {
		return
	}
	var likely [Lot]Key
	n := uint(0)
	for _, k := range keys[:min(Lot, len(keys))] {
		at, tag := t.index.start(uint64(k))
		b := t.index.bucket(at)
		likely[n%Lot] = k
		if b.like(tag)|uint64(b.numbers[perBucket-1]) != 0 {
			n++
		}
	}
	for _, k := range likely[:n] {
		if p := t.Of(k); p != nil {
			s.Add(p)
		}
	}
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
