package pack_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// mixed has one of everything that a coder codes.
type mixed struct {
	n      int
	small  int32
	big    uint32
	yes    bool
	f      float64
	s      string
	maybe  *string
	at     rostrum.Span
	words  []string
	table  map[string][]int
	set    map[string]bool
	counts map[string]int
}

func (x *mixed) code(c *pack.Coder) {
	pack.Int(c, &x.n)
	pack.Int(c, &x.small)
	pack.Int(c, &x.big)
	c.Bool(&x.yes)
	c.Float(&x.f)
	c.String(&x.s)
	c.Maybe(&x.maybe)
	c.Span(&x.at)
	pack.Strings(c, &x.words)
	pack.Table(c, &x.table, (*pack.Coder).String, func(c *pack.Coder, n *[]int) { pack.Listed(c, n, pack.Int[int]) })
	pack.Set(c, &x.set)
	pack.Counts(c, &x.counts)
}

func TestCoder(t *testing.T) {
	word := "word"
	for _, x := range []mixed{
		{table: map[string][]int{}, set: map[string]bool{}, counts: map[string]int{}},
		{n: math.MinInt, small: -7, big: math.MaxUint32, yes: true, f: math.Inf(-1), s: word, maybe: &word, at: rostrum.Span{Field: word, Start: 3, End: 9}, words: []string{"", word, ""},
			table: map[string][]int{"b": nil, "a": {1, -2}}, set: map[string]bool{word: true, "x": false}, counts: map[string]int{word: 3}},
	} {
		var w, again pack.Writer
		w.Code(x.code)
		again.Code(x.code)
		if string(w.Bytes()) != string(again.Bytes()) {
			t.Error("the same gives other bytes")
		}
		var y mixed
		r := pack.NewReader(w.Bytes())
		if r.Code(y.code); r.Err() != nil || !reflect.DeepEqual(x, y) {
			t.Errorf("found %+v, %v\nexpected %+v", y, r.Err(), x)
		}
		for n := range w.Bytes() {
			var cut mixed
			r := pack.NewReader(w.Bytes()[:n])
			if r.Code(cut.code); r.Err() == nil {
				t.Errorf("cut after %d of %d bytes: no error", n, len(w.Bytes()))
			}
		}
	}
}

// FuzzCoder reads any bytes: what can be read is written and read again as it is.
func FuzzCoder(f *testing.F) {
	var w pack.Writer
	w.Code((&mixed{s: "a", words: []string{"a", "b"}, counts: map[string]int{"a": 1}}).code)
	f.Add(w.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		var x, y mixed
		r := pack.NewReader(data)
		if r.Code(x.code); r.Err() != nil {
			return
		}
		var w pack.Writer
		w.Code(x.code)
		r = pack.NewReader(w.Bytes())
		if r.Code(y.code); r.Err() != nil || fmt.Sprint(x.n, x.s, x.words, x.table, x.set, x.counts, x.at) != fmt.Sprint(y.n, y.s, y.words, y.table, y.set, y.counts, y.at) {
			t.Errorf("%v: found %+v, expected %+v", r.Err(), y, x)
		}
	})
}
