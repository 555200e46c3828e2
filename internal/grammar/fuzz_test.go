package grammar

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// FuzzCompile compiles any pattern and matches it against any text: neither may
// panic, a match lies within its sentence, and a mistake names a column of the
// pattern.
func FuzzCompile(f *testing.F) {
	for _, s := range [][2]string{
		{"{subject} (visited|looked round) {site}", "Vest visited the works."},
		{"present (there|at {occasion})? (was|were) {people}", "Present at the show were A and B."},
		{"^ (he|she) (met)? *4 %title", "He met the old director."},
		{`\( x \) , : ; "`, "( x ) , : ; \""},
		{"((((((((((a))))))))))", "a"}, {"a *40 *40 *40 *40 b", strings.Repeat("a ", 60)},
		{"(a)? (a)? (a)? (a)? (a)? b", "a a a a a"}, {"(a|b {site}|c)(d|e)", "b x e"}, {"{site} {any}", "x"}, {"", ""}, {"\xff{", "\xff"}, {"a\\", "a"}, {"%", "%"}, {"*0 a", "a"},
	} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, src, raw string) {
		if len(src) > 400 || len(raw) > 2000 {
			return // a pattern is a line; bounds on files are the loader's
		}
		v := text.NewVocabulary()
		v.Add("director", 1)
		p, err := Compile(src, v, map[string]text.Class{"title": 1})
		if err != nil {
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("%T: %v", err, err)
			}
			if e.Column < 1 || e.Column > len(src)+1 || e.Message == "" {
				t.Fatalf("%q: %+v", src, e)
			}
			return
		}
		if p.Source != src || len(p.Anchors) == 0 && p.AnchorClass == 0 {
			t.Fatalf("%+v", p)
		}
		d := text.New(v, "text", raw)
		var m Match
		for _, s := range d.Sentences {
			for at := s.First; at < s.Last; at++ {
				if !p.Match(d, s.First, s.Last, at, &m) {
					continue
				}
				checkMatch(t, p, &m, s, at)
				checkRest(t, p, &m, d, s, at)
			}
		}
	})
}

// checkMatch checks that a match and its slots lie within the sentence.
func checkMatch(t *testing.T, p *Pattern, m *Match, s text.Sentence, at int) {
	t.Helper()
	if m.First != at-p.lead || m.First < s.First || m.Last < m.First || m.Last > s.Last {
		t.Fatalf("%q: match [%d,%d) at %d of [%d,%d)", p.Source, m.First, m.Last, at, s.First, s.Last)
	}
	for i := Slot(1); int(i) < len(SlotNames); i++ {
		r := m.Slot(i)
		if r == (Range{}) {
			continue
		}
		if !p.Has(i) {
			t.Fatalf("%q: slot %s was never asked for", p.Source, SlotNames[i])
		}
		if r.First < s.First || r.Last > s.Last || r.Last < r.First {
			t.Fatalf("%q: slot %s [%d,%d) of [%d,%d)", p.Source, SlotNames[i], r.First, r.Last, s.First, s.Last)
		}
	}
}

// checkRest checks that a place where the pattern matches is none that the engine
// would have passed over, and that it finds the same there by the pattern's rest.
func checkRest(t *testing.T, p *Pattern, m *Match, d *text.Doc, s text.Sentence, at int) {
	t.Helper()
	var next *text.Token
	if at+1 < s.Last {
		next = &d.Tokens[at+1]
	}
	k := &d.Tokens[at]
	rest := p.Rest(k.Word, k.Class)
	if !rest.Allows(next) || p.Opens() && at != s.First {
		t.Fatalf("%q matches at token %d (%s), where it would not be tried", p.Source, at, d.Word(at))
	}
	meets := func(t text.Token) bool { return slices.Contains(p.Need, t.Word) }
	if len(p.Need) > 0 && !slices.ContainsFunc(d.Tokens[at+1:s.Last], meets) {
		t.Fatalf("%q matches at token %d (%s) without what it needs behind it", p.Source, at, d.Word(at))
	}
	var again Match
	if !p.MatchRest(&rest, d, s.First, s.Last, at, &again) || again != *m {
		t.Fatalf("%q at token %d (%s): %+v, by its rest %+v", p.Source, at, d.Word(at), *m, again)
	}
}
