package profile

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// FuzzLoad loads a profile whose files may hold anything, with a parent of the
// same sort. It never panics; what it refuses, it refuses with a file that
// exists and an identifier; what it accepts can be asked.
func FuzzLoad(f *testing.F) {
	good := [...]string{
		"outlet: VDB\nlang: en\nhosts: [vdb.example]\ninherits: [base]\nplural: [s]\n",
		"articles: [the, a]\nand: [and]\nopeners: [he]\n",
		"director = x\nhead of the bureau\nSt. # a saint\n",
		"- id: visit\n  event: inspection\n  subject: principal\n  patterns:\n    - \"{subject} (visited|looked round) {site}\"\n  when:\n    - {site: titles, event: ceremony}\n  example: \"He visited the works.\"\n",
		"months: {may: 5}\nlinks: [to]\n",
	}
	f.Add(good[0], good[1], good[2], good[3], good[4])
	for i, bad := range []string{"inherits: [mine]\noutlet: x\nlang: en", "articles: the", "= x\n x =\n\xff\n#\n a = b = c", "- id: a\n  pattern: \"(\"\n- id: a\n  patterns: []\n", "months: {may: 50}\n[", "outlet: [", "? a", "\n\n - &a [*a]", "- id: x\n  lineup: host\n  pattern: \"a %none {peple}\"\n  example: b", "{}"} {
		files := good
		files[i%len(files)] = bad
		f.Add(files[0], files[1], files[2], files[3], files[4])
	}
	f.Fuzz(func(t *testing.T, head, syntax, lexicon, formulas, calendar string) {
		for _, s := range []string{head, syntax, lexicon, formulas, calendar} {
			if len(s) > 1<<14 || strings.Count(s, "*") > 200 { // aliases of aliases are the YAML reader's to bound
				return
			}
		}
		fsys := fstest.MapFS{
			"base/profile.yaml":         {Data: []byte("lang: en\n")},
			"base/calendar.yaml":        {Data: []byte(good[4])},
			"mine/profile.yaml":         {Data: []byte(head)},
			"mine/syntax.yaml":          {Data: []byte(syntax)},
			"mine/lexicon/titles.txt":   {Data: []byte(lexicon)},
			"mine/formulas/10-all.yaml": {Data: []byte(formulas)},
			"mine/calendar.yaml":        {Data: []byte(calendar)},
		}
		p, err := Load(fsys, "mine")
		if err != nil {
			var ds Diagnostics
			if !errors.As(err, &ds) || len(ds) == 0 {
				t.Fatalf("expected diagnostics, found %v", err)
			}
			for _, d := range ds {
				if _, err := fs.Stat(fsys, d.File); err != nil && d.ID != idMissing {
					t.Errorf("%s: there is no such file", d)
				}
				if d.ID == "" || d.Message == "" || d.Line < 0 || d.Column < 0 {
					t.Errorf("%+v", d)
				}
			}
			return
		}
		if p.Outlet == "" || p.Lang == "" || p.Digest == "" || p.Calendar == nil {
			t.Fatalf("accepted without outlet, language, digest or calendar: %+v", p)
		}
		again, err := Load(fsys, "mine")
		if err != nil || again.Digest != p.Digest || len(again.Formulas) != len(p.Formulas) {
			t.Fatalf("loaded again: %v", err)
		}
		d := text.New(p.Vocabulary, "text", "The director visited the works, and he looked round. St. May 5.")
		var ahead [Uses]Ahead
		for u := range Uses {
			ahead[u] = p.Ahead(u, nil)
			p.Look(u, d, 0, len(d.Tokens), ahead[u])
		}
		for i := range d.Tokens {
			var next *text.Token
			if i+1 < len(d.Tokens) {
				next = &d.Tokens[i+1]
			}
			var m grammar.Match
			for u := range Uses {
				tries := p.At(u, &d.Tokens[i], i == 0)
				for k := range tries {
					y := &tries[k]
					if !slices.Contains(p.Formulas, y.Formula) || !slices.Contains(y.Formula.Patterns, y.Pattern) {
						t.Fatalf("token %d: a pattern that is not the profile's", i)
					}
					if y.Pattern.Match(d, 0, len(d.Tokens), i, &m) && !(y.Fits(i, ahead[u], next) && y.Match(d, 0, len(d.Tokens), i, &m)) {
						t.Fatalf("%q matches at token %d, where it was said not to fit", y.Pattern.Source, i)
					}
				}
			}
			p.Phrases.Longest(d, i, len(d.Tokens), ^text.Class(0))
		}
	})
}
