package wordbook

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rostrum-watch/rostrum/profiles"
)

func TestShipped(t *testing.T) {
	books, err := Load(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, b := range books {
		seen[b.Outlet+" "+b.Lang] = len(b.Edges) > 0
	}
	for _, want := range []string{"KCNA en", "KCNA es", "VDB en"} {
		if !seen[want] {
			t.Errorf("no words for %s: %v", want, seen)
		}
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"edge: [the]", `a/words.yaml:1:1: expected one of outlet, lang, edges, outside, plural, one_word, titles, renderings, names, found "edge" (did you mean "edges"?)`},
		{"edges: the", "a/words.yaml:1:8: expected a list"},
		{"edges: [on, no]\nedges: [a]", `a/words.yaml:2:1: "edges" is given twice`},
		{"edges: [true]", "a/words.yaml:1:9: expected words, in quotes where YAML takes them for something else"},
		{"names:\n  - {thing: south}", "a/words.yaml:2:5: a name: expected a thing and what it is called"},
		{"titles:\n  - {words: First Steward}", "a/words.yaml:2:5: a title: expected words, and whose title they are (of)"},
		{"renderings:\n  - term: x\n    wordings:\n      - {words: [y], from: 2031, source: z}", `a/words.yaml:4:28: from: expected a month such as 2003-04, found "2031"`},
		{"renderings:\n  - term: x\n    wordings:\n      - {words: [y]}", "a/words.yaml:4:9: a wording: expected a source: where is it known from?"},
		{"renderings:\n  - term: x\n    wordings:\n      - {words: [y], from: 2031-05, to: 2031-04, source: z}", "a/words.yaml:4:9: a wording: expected from before to"},
		{"- x", "a/words.yaml:1:1: expected keys with values"},
		{"edges: [", "a/words.yaml:1:1: expected YAML"},
	} {
		_, err := Load(fstest.MapFS{"a/profile.yaml": {Data: []byte("outlet: VDB\nlang: en\n")}, "a/words.yaml": {Data: []byte(c.file)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.file, err, c.want)
		}
	}
}

func TestInherits(t *testing.T) {
	books, err := Load(fstest.MapFS{
		"p/words.yaml":   {Data: []byte("edges: [the]")},
		"a/profile.yaml": {Data: []byte("outlet: VDB\nlang: en\ninherits: [p]\n")}, "a/words.yaml": {Data: []byte("edges: [ost]")},
		"b/words.yaml": {Data: []byte("outlet: VDB\nlang: es\nedges: [el]")},
	})
	if err != nil || len(books) != 2 || strings.Join(books[0].Edges, " ") != "the ost" || books[1].Lang != "es" {
		t.Errorf("%+v, %v", books, err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("edges: [the]\nnames:\n  - {thing: a, known_as: [b]}")
	f.Add("renderings: [{term: x, wordings: [{words: [y], from: 2031-01, source: z}]}]")
	f.Fuzz(func(t *testing.T, s string) {
		books, err := Load(fstest.MapFS{"a/profile.yaml": {Data: []byte("outlet: VDB\nlang: en\n")}, "a/words.yaml": {Data: []byte(s)}})
		if err == nil && len(books) != 1 {
			t.Errorf("%d books", len(books))
		}
	})
}
