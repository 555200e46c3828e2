package weigh

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	terms := new(Terms)
	table, err := Parse([]byte("# a comment\nwithin:weir\t10 -20 0 3\ntitle pair:old weir\t-1 1 0 0\n\nshape three:<own> weir ,\t0 0 999 -999\n"), Columns, terms)
	if err != nil {
		t.Fatal(err)
	}
	of := func(word string) Term { return terms.Of(Hash(word)) }
	weir, old, comma := of("weir"), of("old"), of(",")
	for _, c := range []struct {
		name string
		key  Key
		want *Points
	}{
		{"a word", Word.Of(weir), &Points{10, -20, 0, 3}},
		{"a word in another case", Word.Of(of("WEIR")), &Points{10, -20, 0, 3}},
		{"a word in another role", Title.Of(weir), nil},
		{"two", TitlePair.OfTwo(old, weir), &Points{-1, 1, 0, 0}},
		{"two in another order", TitlePair.OfTwo(weir, old), nil},
		{"three", ShapeThree.OfThree(of("<own>"), weir, comma), &Points{0, 0, 999, -999}},
		{"a sign without points", Word.Of(old), nil},
		{"a word of no sign", Word.Of(of("sluice")), nil},
		{"two, one of no sign", TitlePair.OfTwo(of("sluice"), weir), nil},
		{"three, one of no sign", ShapeThree.OfThree(of("<own>"), of("sluice"), comma), nil},
	} {
		got := table.Of(c.key)
		if (got == nil) != (c.want == nil) || got != nil && got.Points() != *c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestParse_mistakes(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"no tab", "within:weir 1 2 3 4\n", "1:1: expected a sign, a tab and 4 numbers"},
		{"no colon", "# x\nweir\t1 2 3 4\n", "2:1: expected a sign such as within:peace"},
		{"no such role", "wthin:weir\t1 2 3 4\n", `1:1: "wthin" is no sort of sign; expected one of within, opens`},
		{"no word", "within:\t1 2 3 4\n", "1:1: expected one to three words"},
		{"four words", "within:a b c d\t1 2 3 4\n", "1:1: expected one to three words"},
		{"two blanks", "title pair:a  b\t1 2 3 4\n", "1:1: expected one to three words"},
		{"three numbers", "within:weir\t1 2 3\n", "1:13: expected 4 whole numbers from -999 to 999"},
		{"five numbers", "within:weir\t1 2 3 4 5\n", "1:13: expected 4 whole numbers"},
		{"no number", "within:weir\t1 2 x 4\n", "1:13: expected 4 whole numbers"},
		{"too large", "within:weir\t1 2 3 1000\n", "1:13: expected 4 whole numbers"},
		{"twice", "within:weir\t1 2 3 4\nwithin:Weir\t1 2 3 4\n", `2:1: the sign "within:Weir" is given twice`},
		{"too many", strings.Repeat("\n", maxSigns), fmt.Sprintf("more than %d signs", maxSigns)},
	} {
		_, err := Parse([]byte(c.file), Columns, new(Terms))
		var m *Mistake
		if !errors.As(err, &m) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func TestLine(t *testing.T) {
	terms := new(Terms)
	table, err := Parse([]byte(Line("opens:weir", Points{1, -2, 3, -4}, Columns)), Columns, terms)
	if err != nil {
		t.Fatal(err)
	}
	if got := table.Of(Opens.Of(terms.Of(Hash("weir")))); got == nil || got.Points() != (Points{1, -2, 3, -4}) {
		t.Errorf("%v", got)
	}
}

// TestTable_many: whatever stands in a file that is as long as one may be is found, each
// by its own key, and so in a second file that shares terms.
func TestTable_many(t *testing.T) {
	terms := new(Terms)
	var file strings.Builder
	var names []string
	for k := range maxSigns - 1 {
		role, name := Shape, fmt.Sprintf("a%d b%d", k%251, k/251)
		if k%3 == 0 {
			role, name = Word, fmt.Sprintf("w%d", k)
		}
		names = append(names, role.String()+":"+name)
		file.WriteString(Line(names[k], Points{int16(k % 999), 1}, Columns))
	}
	for range 2 {
		table, err := Parse([]byte(file.String()), Columns, terms)
		if err != nil {
			t.Fatal(err)
		}
		for k, name := range names {
			role, words, why := ReadSign([]byte(name))
			got := table.Of(role.key(words, terms.Of))
			if why != "" || got == nil || got.In(0) != k%999 {
				t.Fatalf("%s: %v %s", name, got, why)
			}
			if other := table.Of(Title.key(words, terms.Of)); other != nil {
				t.Fatalf("%s as a title's: %v", name, other)
			}
		}
	}
	var err error
	for _, other := range []string{":u", ":v", ":x"} { // a third of the signs has a word of its own
		_, err = Parse([]byte(strings.ReplaceAll(file.String(), ":w", other)), Columns, terms)
	}
	if err == nil || !strings.Contains(err.Error(), "more than 65535 words and values") {
		t.Errorf("more words than have a number: %v", err)
	}
}

func TestHash(t *testing.T) {
	for _, c := range []struct{ a, b string }{{"Weir", "weir"}, {"ÉTÉ", "été"}, {"ÉTé", "Été"}} {
		if Hash(c.a) != Hash(c.b) || Hash([]byte(c.a)) != Hash(c.b) {
			t.Errorf("%q and %q differ", c.a, c.b)
		}
	}
	if Hash("weir") == Hash("weirs") {
		t.Error("two words are one")
	}
}

// FuzzParse: what is read can be written and read again; what cannot is told with its
// line.
func FuzzParse(f *testing.F) {
	f.Add([]byte("within:weir\t10 -20 0 3\n"))
	f.Add([]byte("# x\ntitle pair:a b\t1 2 3 4\nshape three:a b c\t0 0 0 1"))
	f.Add([]byte("within:\t1 2 3 4"))
	f.Fuzz(func(t *testing.T, data []byte) {
		terms := new(Terms)
		table, err := Parse(data, Columns, terms)
		if err != nil {
			var m *Mistake
			if !errors.As(err, &m) || m.Line < 1 || m.Column < 1 || m.Line > strings.Count(string(data), "\n")+1 {
				t.Errorf("%v: no line of the file", err)
			}
			return
		}
		for line := range strings.SplitSeq(string(data), "\n") {
			sign, figures, ok := strings.Cut(line, "\t")
			if !ok || strings.HasPrefix(line, "#") {
				continue
			}
			role, words, _ := ReadSign([]byte(sign))
			want, _ := readPoints([]byte(figures), Columns)
			if got := table.Of(role.key(words, terms.Of)); got == nil || got.Points() != want {
				t.Errorf("%q: %v, want %v", line, got, want)
			}
		}
	})
}
