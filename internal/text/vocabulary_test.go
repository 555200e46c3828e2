package text

import (
	"strings"
	"testing"
)

// TestVocabulary_find: words that share their beginning, their length or both are
// kept apart, however long they are, and a byte that is zero counts.
func TestVocabulary_find(t *testing.T) {
	words := []string{
		"a", "a\x00", "ab", "ab\x00", "sevenly", "seventy", "seventh", "seventyone", "seventytwo",
		"eightlong", "eightlon", "a-word-of-twenty-bytes", "a-word-of-twenty-bytez", "é", "ée",
	}
	v := NewVocabulary()
	ids := make([]Word, len(words))
	for i, w := range words {
		if i == 3 {
			v.Reserve(5000) // the words before keep their places
		}
		ids[i] = v.Add(w, 1<<i)
	}
	for i, w := range words {
		if got := v.Find(w); got != ids[i] || v.Class(got) != 1<<i || v.String(got) != w {
			t.Errorf("Find(%q) = %d (%q), want %d", w, got, v.String(got), ids[i])
		}
		if got := find(v, []byte(w)); got != ids[i] {
			t.Errorf("find of the bytes of %q = %d, want %d", w, got, ids[i])
		}
	}
	for _, w := range []string{"", "b", "a\x00\x00", "seven", "seventytwos", "a-word-of-twenty-byte"} {
		if got := v.Find(w); got != Unknown {
			t.Errorf("Find(%q) = %q, want none", w, v.String(got))
		}
	}
}

// TestPlain: what is plain is read as one word that stands as it is.
func TestPlain(t *testing.T) {
	v := vocabulary()
	for s, want := range map[string]bool{"works": true, "a": true, "": false, "Works": false, "of works": false, "works.": false, "4th": false, "é": false} {
		if got := Plain(s); got != want {
			t.Errorf("Plain(%q) = %v", s, got)
		}
		if d := New(v, "", s); want && (len(d.Tokens) != 1 || d.Word(0) != s || d.Tokens[0].Word != v.Find(s)) {
			t.Errorf("%q is read as %+v", s, d.Tokens)
		}
	}
}

// TestDoc_plain: a plain word is read as word reads any, wherever it ends.
func TestDoc_plain(t *testing.T) {
	v := vocabulary()
	v.Add("fourteenletter", 1<<5)
	v.Open(v.Add("elevenbytes", 1<<6), 1<<7)
	for _, c := range []struct {
		text  string
		plain bool
	}{
		{"works", true}, {"Works", true}, {"a", true}, {"A", true}, {"works,", true}, {"works;", true}, {"works\n", true}, {"Works)", true},
		{"Un", true}, {"un\"", true}, {"works of", true}, {"works.", true}, {"square's", true}, {"workers'", true}, {"works--", true},
		{"visited", true}, {"comrades", true}, {"Elevenbytes", true}, {"Fourteenletter", true}, {strings.Repeat("comrade", 50), true},
		{"WPK", false}, {"atKim", false}, {"4th", false}, {"well-known", false}, {"it'll", false}, {"No.", false}, {"U.", false},
		{"word\u00ad", false}, {"workers’", false}, {"é", false}, {"a1", false},
	} {
		for _, s := range []string{c.text + " more than eight", c.text} {
			got, want := &Doc{Raw: s}, &Doc{Raw: s}
			a := got.plain(v, 0, LineStart)
			if a == 0 {
				if c.plain && s != c.text { // there is room for eight bytes
					t.Errorf("%q is no plain word", s)
				}
				continue
			}
			if !c.plain {
				t.Errorf("%q is taken for a plain word up to byte %d", s, a)
			}
			if b := want.word(v, 0, LineStart); a != b || got.Tokens[0] != want.Tokens[0] {
				t.Errorf("%q: %+v to %d, want %+v to %d", s, got.Tokens[0], a, want.Tokens[0], b)
			}
		}
	}
}

// TestDoc_Join_stored: what stands in the text as it is to be given, and what does not.
func TestDoc_Join_stored(t *testing.T) {
	v := vocabulary()
	for _, c := range []struct{ text, want string }{
		{"works of  light", "works of light"},
		{"works of\nlight", "works of light"},
		{"works, light", "works, light"},
		{"works , light", "works , light"},
		{"ComradeKim Jong Un", "Comrade Kim Jong Un"},
		{"workers' hall", "workers' hall"},
		{"the works's hall", "the works's hall"},
		{"Ｗorks hall", "Works hall"},
	} {
		d := New(v, "text", c.text)
		if got := d.Join(0, len(d.Tokens)); got != c.want {
			t.Errorf("Join of %q = %q, want %q", c.text, got, c.want)
		}
	}
	if d := New(v, "text", "works"); d.Join(1, 1) != "" {
		t.Error("Join of no token is not empty")
	}
}
