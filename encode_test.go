package rostrum_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/rostrum-watch/rostrum"
)

// reference is what AppendJSON has to equal.
func reference(t testing.TB, x *rostrum.Extraction) []byte {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(x); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// fill gives every field below v a random value, whatever fields there are, so
// that a new one which AppendJSON does not know makes the test fail.
func fill(rng *rand.Rand, v reflect.Value, depth int) {
	if v.Type() == reflect.TypeFor[rostrum.Span]() {
		v.Set(reflect.ValueOf(rostrum.Span{Field: []string{"title", "text", ""}[rng.IntN(3)], Start: rng.IntN(1 << 20), End: rng.IntN(1<<20) - 5}))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(rng, v.Field(i), depth+1)
		}
	case reflect.Pointer:
		if rng.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(rng, v.Elem(), depth+1)
		}
	case reflect.Slice:
		n := rng.IntN(5) - 1
		if n < 0 {
			return // nil
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(rng, v.Index(i), depth+1)
		}
	case reflect.String:
		v.SetString(randomString(rng))
	case reflect.Int:
		v.SetInt(rng.Int64N(1<<40) - 1<<39)
	case reflect.Float64:
		v.SetFloat([]float64{0, 1, rng.Float64(), rng.NormFloat64() * 1e-9, rng.ExpFloat64() * 1e25, float64(rng.IntN(100)) / 100}[rng.IntN(6)])
	case reflect.Bool:
		v.SetBool(rng.IntN(2) == 0)
	default:
		panic(fmt.Sprintf("fill: no value for a %s", v.Type()))
	}
}

func randomString(rng *rand.Rand) string {
	pieces := []string{"Kim", " ", "\"", "\\", "/", "<&>", "\n", "\t", "\r", "\b", "\f", "\x00", "\x1f", "\x7f", "é", "조선", "\u2028", "\u2029", "\u202a",
		"\xff", "\xe2\x80", "\ufffd", "😀", "'", "“rostrum”"}
	var b []byte
	for range rng.IntN(12) {
		if rng.IntN(4) == 0 {
			b = append(b, byte(rng.UintN(256)))
			continue
		}
		b = append(b, pieces[rng.IntN(len(pieces))]...)
	}
	return string(b)
}

func TestExtraction_AppendJSON(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 3000 {
		var x rostrum.Extraction
		fill(rng, reflect.ValueOf(&x).Elem(), 0)
		if got, want := x.AppendJSON(nil), reference(t, &x); !bytes.Equal(got, want) {
			t.Fatalf("record %d:\n got %s\nwant %s", i, got, want)
		}
	}
	if got, want := new(rostrum.Extraction).AppendJSON([]byte("x")), reference(t, new(rostrum.Extraction)); string(got) != "x"+string(want) {
		t.Errorf("the empty extraction, appended:\n got %s\nwant x%s", got, want)
	}
}

func FuzzExtraction_AppendJSON(f *testing.F) {
	f.Add("plain", 0.5, uint64(1))
	f.Add("\u2028\xff\"\\\x00", 1e-7, uint64(2))
	f.Fuzz(func(t *testing.T, s string, c float64, seed uint64) {
		if c != c || c > 1e300 || c < -1e300 {
			return
		}
		var x rostrum.Extraction
		fill(rand.New(rand.NewPCG(seed, 7)), reflect.ValueOf(&x).Elem(), 0)
		x.Title = s
		x.Events = append(x.Events, rostrum.Event{Site: &s, Confidence: c})
		if got, want := x.AppendJSON(nil), reference(t, &x); !bytes.Equal(got, want) {
			t.Fatalf("\n got %s\nwant %s", got, want)
		}
	})
}

func BenchmarkExtraction_AppendJSON(b *testing.B) {
	rng := rand.New(rand.NewPCG(3, 4))
	var x rostrum.Extraction
	fill(rng, reflect.ValueOf(&x).Elem(), 0)
	buf := x.AppendJSON(nil)
	b.SetBytes(int64(len(buf)))
	b.ReportAllocs()
	for b.Loop() {
		buf = x.AppendJSON(buf[:0])
	}
}
