// Package pack writes what is kept between two runs of the program in few bytes, and
// reads of it only what is asked for.
//
// Key types: Writer and Reader (numbers, words, lists, one after the other), Shelf
// (entries by number, each read when it is first asked for and copied as it is where
// nobody asked), Index (the same by name).
//
// Nothing says what was written: who reads must read what was written, in the same
// order, by the same program. A Reader that comes to the end early gives zeros from
// there on and says so by Err; what is kept is a cache, so that whoever finds an error
// works it out anew.
//
// What it does not do: it compresses nothing, and knows no version of a format.
package pack

import (
	"encoding/binary"
	"math"
	"unsafe"

	"github.com/rostrum-watch/rostrum"
)

// Writer appends.
type Writer struct {
	b     []byte
	words map[string]int // that were written, from 1
}

// Bytes is what was written.
func (w *Writer) Bytes() []byte { return w.b }

// Count writes a number that is not negative.
func (w *Writer) Count(n int) { w.b = binary.AppendUvarint(w.b, uint64(n)) }

// Int writes a number.
func (w *Writer) Int(n int) { w.b = binary.AppendVarint(w.b, int64(n)) }

// Float writes a number.
func (w *Writer) Float(f float64) { w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(f)) }

// Fixed writes a number in four bytes.
func (w *Writer) Fixed(n uint32) { w.b = binary.LittleEndian.AppendUint32(w.b, n) }

// Bool writes whether.
func (w *Writer) Bool(b bool) {
	if b {
		w.b = append(w.b, 1)
		return
	}
	w.b = append(w.b, 0)
}

// String writes a text.
func (w *Writer) String(s string) {
	w.Count(len(s))
	w.b = append(w.b, s...)
}

// Word writes a text that is likely to come again in this part: then it takes a number.
func (w *Writer) Word(s string) {
	n := w.words[s]
	w.Count(n)
	if n > 0 {
		return
	}
	if w.words == nil {
		w.words = map[string]int{}
	}
	w.words[s] = len(w.words) + 1
	w.String(s)
}

// Span writes a place in a report.
func (w *Writer) Span(at rostrum.Span) {
	w.Word(at.Field)
	w.Int(at.Start)
	w.Int(at.End - at.Start)
}

// Strings writes a list of texts.
func (w *Writer) Strings(all []string) { List(w, all, func(s *string) { w.String(*s) }) }

// Ints writes a list of numbers.
func (w *Writer) Ints(all []int) { List(w, all, func(n *int) { w.Int(*n) }) }

// Part writes something that is read by itself.
func (w *Writer) Part(write func(*Writer)) {
	var part Writer
	write(&part)
	w.Raw(part.b)
}

// Raw writes bytes.
func (w *Writer) Raw(b []byte) {
	w.Count(len(b))
	w.b = append(w.b, b...)
}

// Rising writes numbers of which none is less than the one before, nor than 0, by how
// much each is more.
func Rising[T ~int | ~int32](w *Writer, all []T) {
	last := T(0)
	List(w, all, func(n *T) {
		w.Count(int(*n - last))
		last = *n
	})
}

// List writes a list; nil comes back as nil.
func List[T any](w *Writer, all []T, write func(*T)) {
	w.Count(len(all))
	for i := range all {
		write(&all[i])
	}
}

// Reader reads what a Writer wrote. The texts it gives share its bytes, which nobody
// may change.
type Reader struct {
	s     string
	at    int
	words []string
	bad   bool
}

// NewReader reads bytes, which nobody may change any more.
func NewReader(b []byte) *Reader { return &Reader{s: unsafe.String(unsafe.SliceData(b), len(b))} }

// Err says whether more was asked for than there is.
func (r *Reader) Err() error {
	if r.bad {
		return rostrum.Errorf(rostrum.CodeInternal, "what was kept ends after %d bytes, where more was expected", len(r.s))
	}
	return nil
}

// Count reads what Writer.Count wrote.
func (r *Reader) Count() int {
	n := r.number()
	if n > math.MaxInt {
		r.end()
		return 0
	}
	return int(n)
}

// Int reads what Writer.Int wrote.
func (r *Reader) Int() int {
	n := r.number()
	return int(int64(n>>1) ^ -int64(n&1))
}

// number reads a number as encoding/binary writes it.
func (r *Reader) number() uint64 {
	n, shift := uint64(0), 0
	for r.at < len(r.s) && shift < 64 {
		c := r.s[r.at]
		r.at++
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
		shift += 7
	}
	r.end()
	return 0
}

// end is where nothing more can be read.
func (r *Reader) end() { r.at, r.bad = len(r.s), true }

// Float reads what Writer.Float wrote.
func (r *Reader) Float() float64 {
	s := r.take(8)
	if s == "" {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(s)))
}

// Fixed reads what Writer.Fixed wrote.
func (r *Reader) Fixed() uint32 {
	s := r.take(4)
	if s == "" {
		return 0
	}
	return binary.LittleEndian.Uint32([]byte(s))
}

// Bool reads what Writer.Bool wrote.
func (r *Reader) Bool() bool { return r.take(1) == "\x01" }

// String reads what Writer.String wrote.
func (r *Reader) String() string { return r.take(r.Count()) }

// Raw reads what Writer.Raw wrote: bytes that nobody may change.
func (r *Reader) Raw() []byte {
	s := r.String()
	return unsafe.Slice(unsafe.StringData(s), len(s))
}

// Word reads what Writer.Word wrote.
func (r *Reader) Word() string {
	switch n := r.Count(); {
	case n == 0:
		s := r.String()
		r.words = append(r.words, s)
		return s
	case n <= len(r.words):
		return r.words[n-1]
	}
	r.end()
	return ""
}

// take is the next bytes.
func (r *Reader) take(n int) string {
	if n < 0 || n > len(r.s)-r.at {
		r.end()
		return ""
	}
	s := r.s[r.at : r.at+n]
	r.at += n
	return s
}

// Span reads what Writer.Span wrote.
func (r *Reader) Span() rostrum.Span {
	at := rostrum.Span{Field: r.Word(), Start: r.Int()}
	at.End = at.Start + r.Int()
	return at
}

// Strings reads what Writer.Strings wrote.
func (r *Reader) Strings() []string { return ReadList(r, func(s *string) { *s = r.String() }) }

// Ints reads what Writer.Ints wrote.
func (r *Reader) Ints() []int { return ReadList(r, func(n *int) { *n = r.Int() }) }

// ReadRising reads what Rising wrote.
func ReadRising[T ~int | ~int32](r *Reader) []T {
	last := T(0)
	return ReadList(r, func(n *T) {
		last += T(r.Count())
		*n = last
	})
}

// Part reads what Writer.Part wrote.
func (r *Reader) Part() *Reader { return &Reader{s: r.String(), bad: r.bad} }

// ReadList reads what List wrote.
func ReadList[T any](r *Reader, read func(*T)) []T {
	n := r.Count()
	if n > len(r.s)-r.at { // each takes a byte at least
		r.end()
	}
	if n == 0 || r.bad {
		return nil
	}
	all := make([]T, n)
	for i := range all {
		read(&all[i])
	}
	return all
}
