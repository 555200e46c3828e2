package pack_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/pack"
)

type thing struct {
	n    int
	name string
}

func write(w *pack.Writer, x *thing) {
	w.Int(x.n)
	w.Word(x.name)
}

func read(r *pack.Reader) *thing { return &thing{r.Int(), r.Word()} }

func TestRoundTrip(t *testing.T) {
	var w pack.Writer
	for _, n := range []int{0, 1, 127, 128, 1 << 40, math.MaxInt} {
		w.Count(n)
		w.Int(-n)
		w.Float(float64(n) / 3)
		w.Bool(n > 1)
		w.Fixed(uint32(n))
	}
	w.Int(math.MinInt)
	for _, s := range []string{"", "one", "two", "one", "", "two"} {
		w.String(s)
		w.Word(s)
	}
	w.Strings([]string{"a", ""})
	w.Ints([]int{-1, 0, 300})
	w.Ints(nil)
	pack.Rising(&w, []int32{0, 3, 3, 500})
	pack.Rising[int](&w, nil)
	w.Raw([]byte("bytes"))
	w.Part(func(w *pack.Writer) { w.Word("one") })
	r := pack.NewReader(w.Bytes())
	for _, n := range []int{0, 1, 127, 128, 1 << 40, math.MaxInt} {
		if a, b, c, d, e := r.Count(), r.Int(), r.Float(), r.Bool(), r.Fixed(); a != n || b != -n || c != float64(n)/3 || d != (n > 1) || e != uint32(n) {
			t.Errorf("%d: found %d %d %g %v %d", n, a, b, c, d, e)
		}
	}
	if n := r.Int(); n != math.MinInt {
		t.Errorf("found %d", n)
	}
	for _, s := range []string{"", "one", "two", "one", "", "two"} {
		if a, b := r.String(), r.Word(); a != s || b != s {
			t.Errorf("%q: found %q and %q", s, a, b)
		}
	}
	if a, b, c := r.Strings(), r.Ints(), r.Ints(); !reflect.DeepEqual(a, []string{"a", ""}) || !reflect.DeepEqual(b, []int{-1, 0, 300}) || c != nil {
		t.Errorf("found %q %d %d", a, b, c)
	}
	if a, b, c := pack.ReadRising[int32](r), pack.ReadRising[int](r), r.Raw(); !reflect.DeepEqual(a, []int32{0, 3, 3, 500}) || b != nil || string(c) != "bytes" {
		t.Errorf("found %d %d %q", a, b, c)
	}
	if s := r.Part().Word(); s != "one" || r.Err() != nil {
		t.Errorf("found %q, %v", s, r.Err())
	}
	if n := r.Count(); n != 0 || r.Err() == nil {
		t.Errorf("behind the end: found %d, %v", n, r.Err())
	}
}

// TestShelf copies entries that nobody asked for, and writes those that were changed.
func TestShelf(t *testing.T) {
	x := pack.NewIndex[thing]()
	x.Put("a", &thing{1, "one"})
	x.Put("b", &thing{2, "two"})
	for i := range 3 {
		var w pack.Writer
		x.Write(&w, write)
		asked := 0
		x = pack.ReadIndex(pack.NewReader(w.Bytes()), func(r *pack.Reader) *thing { asked++; return read(r) })
		b := x.Get("b")
		if b == nil || b.n != 2+i || b.name != "two" || asked != 1 || x.Get("c") != nil {
			t.Fatalf("round %d: found %+v after %d were read", i, b, asked)
		}
		b.n++
	}
	if a := x.Get("a"); a == nil || *a != (thing{1, "one"}) {
		t.Errorf("found %+v", a)
	}
	s := pack.NewShelf[thing]()
	s.Set(3, &thing{3, ""})
	s.Set(1, &thing{1, ""})
	var w pack.Writer
	s.WriteSome(&w, func(x *thing) bool { return x.n > 1 }, write)
	s = pack.ReadShelf(pack.NewReader(w.Bytes()), read)
	if s.Len() != 4 || s.At(1) != nil || s.At(3) == nil || s.At(9) != nil {
		t.Errorf("found %d, %v %v", s.Len(), s.At(1), s.At(3))
	}
}

// FuzzReader reads what nobody wrote, to the end and without harm.
func FuzzReader(f *testing.F) {
	var w pack.Writer
	x := pack.NewIndex[thing]()
	x.Put("a", &thing{1, "one"})
	x.Write(&w, write)
	w.Strings([]string{"a", "b"})
	w.Float(1)
	f.Add(w.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		r := pack.NewReader(b)
		x := pack.ReadIndex(r, read)
		x.Get("a")
		for range r.Ints() {
			_ = r.Word()
		}
		r.Strings()
		r.Part().Count()
		r.Float()
		r.Fixed()
		for range 4 {
			_ = r.String()
		}
		for i := 0; i < 1<<20 && r.Err() == nil; i++ {
			r.Int()
		}
		if r.Err() == nil {
			t.Error("there is no end")
		}
	})
}
