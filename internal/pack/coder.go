package pack

import (
	"cmp"
	"maps"
	"slices"

	"github.com/rostrum-watch/rostrum"
)

// Coder writes values, or reads them in the same order: a type says once, in one
// function, of what it consists, and this does for both ways. A text is written once,
// and by its number after that; those of one reading share their bytes.
type Coder struct {
	w       *Writer        // nil while reading
	numbers map[string]int // of texts that were written
	r       *Reader
	texts   []string // that were read
}

// Code writes what code hands to a coder.
func (w *Writer) Code(code func(*Coder)) { code(&Coder{w: w, numbers: map[string]int{}}) }

// Code fills in what code hands to a coder, as Writer.Code wrote it.
func (r *Reader) Code(code func(*Coder)) { code(&Coder{r: r}) }

// Reading tells whether values are read.
func (c *Coder) Reading() bool { return c.w == nil }

// count is a number of things that take a byte or more each.
func (c *Coder) count(n int) int {
	if c.w != nil {
		c.w.Count(n)
		return n
	}
	if n = c.r.Count(); n > len(c.r.s)-c.r.at {
		c.r.end()
		return 0
	}
	return n
}

// Int is a whole number.
func Int[T ~int | ~int32 | ~int64 | ~uint32](c *Coder, n *T) {
	if c.w != nil {
		c.w.Int(int(*n))
		return
	}
	*n = T(c.r.Int())
}

// Bool is true or false.
func (c *Coder) Bool(b *bool) {
	if c.w != nil {
		c.w.Bool(*b)
		return
	}
	*b = c.r.Bool()
}

// Float is a number to the last bit.
func (c *Coder) Float(f *float64) {
	if c.w != nil {
		c.w.Float(*f)
		return
	}
	*f = c.r.Float()
}

// String is a text.
func (c *Coder) String(s *string) {
	if c.w != nil {
		if n, ok := c.numbers[*s]; ok {
			c.w.Count(n)
			return
		}
		c.numbers[*s] = len(c.numbers) + 1
		c.w.Count(0)
		c.w.String(*s)
		return
	}
	n := c.r.Count()
	switch {
	case c.r.bad:
		*s = ""
	case n == 0:
		*s = c.r.String()
		c.texts = append(c.texts, *s)
	case n <= len(c.texts):
		*s = c.texts[n-1]
	default:
		*s = ""
		c.r.end()
	}
}

// Span is a place in a report.
func (c *Coder) Span(s *rostrum.Span) {
	c.String(&s.Field)
	Int(c, &s.Start)
	Int(c, &s.End)
}

// Listed is values in a row; none are nil.
func Listed[S ~[]T, T any](c *Coder, list *S, code func(*Coder, *T)) {
	n := c.count(len(*list))
	if c.Reading() {
		*list = nil
		if n > 0 {
			*list = make(S, n)
		}
	}
	for i := range *list {
		if c.Reading() && c.r.bad {
			return
		}
		code(c, &(*list)[i])
	}
}

// Strings is texts in a row.
func Strings[S ~[]string](c *Coder, list *S) { Listed(c, list, (*Coder).String) }

// Table is a map, in the order of its keys; an empty one is no nil.
func Table[M ~map[K]V, K cmp.Ordered, V any](c *Coder, table *M, key func(*Coder, *K), value func(*Coder, *V)) {
	n := c.count(len(*table))
	if !c.Reading() {
		for _, k := range slices.Sorted(maps.Keys(*table)) {
			v := (*table)[k]
			key(c, &k)
			value(c, &v)
		}
		return
	}
	*table = make(M, n)
	for range n {
		if c.Reading() && c.r.bad {
			return
		}
		var k K
		var v V
		key(c, &k)
		value(c, &v)
		(*table)[k] = v
	}
}

// Set is the keys of a map that are in it.
func Set[M ~map[string]bool](c *Coder, set *M) {
	Table(c, set, (*Coder).String, (*Coder).Bool)
}

// Counts is a map of numbers.
func Counts[M ~map[string]int](c *Coder, counts *M) {
	Table(c, counts, (*Coder).String, Int[int])
}

// Maybe is a text that may not be there.
func (c *Coder) Maybe(s **string) {
	there := *s != nil
	c.Bool(&there)
	if c.Reading() { // what is written may be read by others meanwhile
		if *s = nil; there {
			*s = new(string)
		}
	}
	if there {
		c.String(*s)
	}
}
