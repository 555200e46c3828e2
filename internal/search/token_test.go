package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"The Lantern Works", "the|lantern|works"},
		{"Halric's hand-written “plan”", "halric|s|hand|written|plan"},
		{"Halric’s", "halric|s"},
		{"118.5 percent, No.4", "118|5|percent|no|4"},
		{"café CAFÉ cafe\u0301", "cafe|cafe|cafe"},
		{"ＷＩＤＥ ﬁre", "wide|fire"},
		{"벨허스트 공장", "벨허스트|공장"},
		{"金正a日", "金|正|a|日"},
		{"a\xffb", "a|b"},
		{"--", ""},
		{"\u0301", ""},
		{"ИСКЕР Ёлка", "искер|елка"},
	} {
		var got []string
		for _, tok := range Tokens(nil, c.text) {
			got = append(got, tok.Word)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
	tokens := Tokens(nil, "é Works!")
	if tok := tokens[1]; tok.Start != 3 || tok.End != 8 {
		t.Errorf("the second word is at %d to %d", tok.Start, tok.End)
	}
}

// FuzzTokens wants words in order and in bounds, folded as they are compared, and
// the same words in documents.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{"The Works", "café\u0301 金a", "a\xffb", "ǅ ŉ ﬃ ½ ㍿", "ไทย"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, tok := range Tokens(nil, text) {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("%+v after %d in %d bytes", tok, end, len(text))
			}
			end = tok.End
			if tok.Word == "" || !utf8.ValidString(tok.Word) || Fold(tok.Word) != tok.Word {
				t.Fatalf("%q: %q is folded to %q", text, tok.Word, Fold(tok.Word))
			}
		}
		r, x, g := &rostrum.Report{Text: text}, &rostrum.Extraction{}, NewGatherer()
		words := Words(text)
		for range 2 { // once of words that are new to it, once of those it knows
			if got := wordsOf(g.Document(r, x)); !slices.Equal(got, words) {
				t.Fatalf("%q: the document has %q, the text %q", text, got, words)
			}
		}
	})
}

// wordsOf are the words of a document's text, in order.
func wordsOf(d *Document) []string {
	words := []string{}
	from := int32(0)
	for i, term := range d.Terms {
		for _, at := range d.Positions[from:d.Ends[i]] {
			if term[0] < ' ' {
				continue // of a field
			}
			if missing := int(at) - fieldGap + 1 - len(words); missing > 0 {
				words = append(words, make([]string, missing)...)
			}
			words[at-fieldGap] = term
		}
		from = d.Ends[i]
	}
	return words
}

// TestGatherer_remembers has more words come than a table has room for at first,
// and looks whether each document has its own.
func TestGatherer_remembers(t *testing.T) {
	g := NewGatherer()
	for n := range 6000 {
		text := fmt.Sprintf("W%d works caf\u00e9 cafe %s%d and %d", n, strings.Repeat("long", 4), n, n%7)
		if n == 3000 {
			g.forget()
		}
		if got, want := wordsOf(g.Document(&rostrum.Report{Text: text}, &rostrum.Extraction{Lang: "en"})), Words(text); !slices.Equal(got, want) {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, c := range []struct {
		lang Lang
		a, b string
		same bool
	}{
		{English, "inspected", "inspection", true},
		{English, "worker", "workers", true},
		{English, "worker", "works", false},
		{Spanish, "fabricas", "fabrica", true},
		{NoStems, "worker", "workers", false},
		{English, "2011", "2011", false}, // a number has none
		{English, "искер", "искера", false},
	} {
		a, b := Stem(c.lang, c.a), Stem(c.lang, c.b)
		if got := a != "" && a == b; got != c.same {
			t.Errorf("%d: %q has %q, %q has %q", c.lang, c.a, a, c.b, b)
		}
	}
}

func TestOccurrences(t *testing.T) {
	text := "The workers inspected the new hall, and an inspection of the old hall by a worker followed"
	for _, c := range []struct {
		query string
		lang  Lang
		want  string
	}{
		{"worker", English, "workers worker"},
		{"worker", NoStems, "worker"},
		{`"worker"`, English, "worker"},
		{"inspect*", NoStems, "inspected inspection"},
		{`"old hall"`, English, "old hall"},
		{`"old ha*"`, English, "old hall"},
		{`"the hall"`, English, ""},
		{"hall NEAR/1 old", English, "old hall"},
		{"NEAR(hall new, 0)", English, "new hall"},
		{`NEAR("the new hall" inspection, 2)`, English, "the new hall inspected inspection"}, // the stem, on both sides
		{"NEAR(hall missing, 9)", English, ""},
		{"NEAR(workers followed, 5)", English, "worker followed"},
	} {
		q, err := Parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		tokens := Tokens(nil, text)
		var got []string
		for _, r := range Occurrences(q.Root, c.lang, tokens) {
			for _, tok := range tokens[r.Start:r.End] {
				got = append(got, tok.Word)
			}
		}
		if want := strings.Fields(c.want); !sameWords(got, want) {
			t.Errorf("%s: got %q, want %q", c.query, got, want)
		}
	}
}

// sameWords compares words whatever their order.
func sameWords(a, b []string) bool {
	n := map[string]int{}
	for _, w := range a {
		n[w]++
	}
	for _, w := range b {
		n[w]--
	}
	for _, v := range n {
		if v != 0 {
			return false
		}
	}
	return true
}

func TestExcerpt(t *testing.T) {
	filler := strings.Repeat("Nothing of note is told in this sentence. ", 12)
	text := "A plough was shown. " + filler + "The hands of the colliery took the plough and the sickle in hand. " + filler
	title := "Plough Shown"
	for _, c := range []struct{ query, field, at, marks string }{
		{"plough", "text", "plough", "Plough|plough"},
		{"plough sickle", "text", "plough and the sickle", "Plough|plough|sickle"},
		{`"took the plough"`, "text", "took the plough", "took the plough"},
		{"shown", "text", "shown", "Shown|shown"},
		{"type:drill", "text", "A plough was shown.", ""},
		{"-missing", "text", "A plough was shown.", ""},
	} {
		q, err := Parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		e := q.Excerpt(English, title, text, nil)
		r := &rostrum.Report{Title: title, Text: text}
		var marks []string
		for _, m := range e.Marks {
			marks = append(marks, m.Quote(r))
		}
		if got := strings.Join(marks, "|"); got != c.marks {
			t.Errorf("%s: marks %q, want %q", c.query, got, c.marks)
		}
		if got := e.At.Quote(r); e.At.Field != c.field || !strings.HasPrefix(got, c.at) {
			t.Errorf("%s: opens at %q of the %s, want %q", c.query, got, e.At.Field, c.at)
		}
		if e.Quote != text[e.Shown.Start:e.Shown.End] || len(e.Quote) > 2*excerptBytes || strings.HasPrefix(e.Quote, " ") || strings.HasSuffix(e.Quote, " ") {
			t.Errorf("%s: shows %q", c.query, e.Quote)
		}
		if !strings.Contains(e.Quote, c.at) {
			t.Errorf("%s: shows %q without %q", c.query, e.Quote, c.at)
		}
	}
	q, _ := Parse("headline")
	if e := q.Excerpt(English, "A Headline", "", nil); e.At != (rostrum.Span{Field: rostrum.FieldTitle, Start: 2, End: 10}) || e.Quote != "" {
		t.Errorf("a title alone: %+v", e)
	}
	e := ExcerptAt(rostrum.Span{Field: rostrum.FieldText, Start: strings.Index(text, "hands"), End: strings.Index(text, "hands") + 5}, text)
	if !strings.Contains(e.Quote, "The hands of the colliery") || len(e.Marks) != 1 {
		t.Errorf("a record: %+v", e)
	}
}

// A name that the source ran together with its neighbours is sought by its own words.
func TestCuts(t *testing.T) {
	title, text := "SecretaryKim Chol Speaks", "The secretaryKim Cholsaid so. ÉKim Jongé and Kim Ilspoke."
	person := func(field, in, name string) rostrum.Mention {
		at := strings.Index(in, name)
		return rostrum.Mention{Kind: rostrum.MentionPerson, Name: name, At: rostrum.Span{Field: field, Start: at, End: at + len(name)}}
	}
	x := &rostrum.Extraction{Lang: "en", Mentions: []rostrum.Mention{
		person(rostrum.FieldText, text, "Kim Jong"), person(rostrum.FieldTitle, title, "Kim Chol"), person(rostrum.FieldText, text, "Kim Chol"),
		{Kind: rostrum.MentionSite, At: rostrum.Span{Field: rostrum.FieldText, Start: 1, End: 2}}, // cuts nothing
		{Kind: rostrum.MentionPerson, At: rostrum.Span{Field: rostrum.FieldText, Start: len(text), End: len(text) + 9}},
	}}
	words := func(text, field string) string {
		var all []string
		for _, tok := range CutTokens(nil, text, Cuts(nil, x.Mentions, field)) {
			if !strings.EqualFold(Fold(text[tok.Start:tok.End]), tok.Word) {
				t.Errorf("%q stands at %q", tok.Word, text[tok.Start:tok.End])
			}
			all = append(all, tok.Word)
		}
		return strings.Join(all, " ")
	}
	if got, want := words(title, rostrum.FieldTitle), "secretary kim chol speaks"; got != want {
		t.Errorf("title: got %s, want %s", got, want)
	}
	if got, want := words(text, rostrum.FieldText), "the secretary kim chol said so e kim jong e and kim ilspoke"; got != want {
		t.Errorf("text: got %s, want %s", got, want)
	}
	d := NewGatherer().Document(&rostrum.Report{Title: title, Text: text}, x)
	at := map[string][]uint32{}
	for i, term := range d.Terms[:d.Words] {
		from := int32(0)
		if i > 0 {
			from = d.Ends[i-1]
		}
		at[term] = d.Positions[from:d.Ends[i]]
	}
	second := 4 + uint32(fieldGap)
	for term, want := range map[string][]uint32{"secretary": {0, second + 1}, "kim": {1, second + 2, second + 7, second + 11}, "chol": {2, second + 3}, "said": {second + 4}} {
		if !slices.Equal(at[term], want) {
			t.Errorf("%s stands at %v, want %v", term, at[term], want)
		}
	}
	if d.Length != 17 {
		t.Errorf("%d words", d.Length)
	}
	q, _ := Parse(`"kim chol said"`)
	if e := q.Excerpt(English, title, text, x.Mentions); e.At.Quote(&rostrum.Report{Title: title, Text: text}) != "Kim Cholsaid" {
		t.Errorf("opens at %+v", e)
	}
}

func TestRanking(t *testing.T) {
	r := Ranking{Reports: 1000, Length: 100, In: []int{10, 500}}
	score := func(length uint32, times ...uint16) float64 { return r.Score(times, length) }
	for name, ok := range map[string]bool{
		"a rare word counts for more":           score(100, 1, 0) > score(100, 0, 1),
		"more often counts for more":            score(100, 2, 0) > score(100, 1, 0),
		"but less and less":                     score(100, 2, 0)-score(100, 1, 0) > score(100, 3, 0)-score(100, 2, 0),
		"a short report says it more":           score(50, 1, 0) > score(200, 1, 0),
		"a word of most reports still adds":     score(100, 1, 1) > score(100, 1, 0),
		"nothing is nothing":                    score(100, 0, 0) == 0,
		"reports without a word have no length": (&Ranking{Reports: 1, In: []int{1}}).Score([]uint16{1}, 0) > 0,
	} {
		if !ok {
			t.Error(name)
		}
	}
}

func TestGatherer_Document(t *testing.T) {
	name, post, site, place := "Torvane Ost Halric", "First Steward | Keeper of State", "Bellhurst Works", "Lower Sarn"
	x := &rostrum.Extraction{Outlet: "VDB", Lang: "en", Published: "2031-03-01", Status: rostrum.StatusExtracted,
		Events: []rostrum.Event{{Type: rostrum.TypeInspection, Site: &site, Place: &place, Participants: []rostrum.Appearance{{Name: &name, Role: rostrum.RolePrincipal, Post: &post}, {Role: rostrum.RoleHost}}}},
		Plans:  []rostrum.Plan{{Status: rostrum.StatusFulfilled}, {Status: rostrum.StatusFulfilled}}, Acts: []rostrum.Act{{Act: rostrum.ActPraise}}}
	d := NewGatherer().Document(&rostrum.Report{Title: "The Works", Text: "The works work."}, x)
	got := map[string][]uint32{}
	from := int32(0)
	for i, term := range d.Terms {
		got[term] = d.Positions[from:d.Ends[i]]
		from = d.Ends[i]
	}
	const gap = fieldGap
	want := map[string][]uint32{"the": {0, 2 + gap}, "works": {1, 3 + gap}, "work": {4 + gap},
		FieldTerm(FieldOutlet, "vdb"): {0}, FieldTerm(FieldLang, "en"): {0}, FieldTerm(StatusName, "extracted"): {0}, FieldTerm(OutletName, "VDB"): {0}, FieldTerm(LangName, "en"): {0}, FieldTerm(FieldType, "inspection"): {0},
		FieldTerm(FieldRole, "principal"): {0}, FieldTerm(FieldRole, "host"): {0}, FieldTerm(FieldPerson, "torvaneosthalric"): {0},
		FieldTerm(FieldPost, "first"): {0}, FieldTerm(FieldPost, "steward"): {1}, FieldTerm(FieldPost, "keeper"): {2 + gap}, FieldTerm(FieldPost, "of"): {3 + gap},
		FieldTerm(FieldPost, "state"): {4 + gap}, FieldTerm(FieldSite, "bellhurst"): {0}, FieldTerm(FieldSite, "works"): {1}, FieldTerm(FieldSite, "lower"): {2 + gap},
		FieldTerm(FieldSite, "sarn"): {3 + gap}, FieldTerm(FieldPlan, "fulfilled"): {0}, FieldTerm(FieldAct, "praise"): {0}}
	for term, at := range want {
		if len(got[term]) != len(at) {
			t.Errorf("%q: at %v, want %v", term, got[term], at)
			continue
		}
		for i := range at {
			if got[term][i] != at[i] {
				t.Errorf("%q: at %v, want %v", term, got[term], at)
			}
		}
	}
	if len(got) != len(want) || d.Day != 20310301 || d.Lang != English || d.Length != 5 {
		t.Errorf("got %d terms, want %d: %+v", len(got), len(want), d)
	}
}

func BenchmarkGatherer_Document(b *testing.B) {
	text := strings.Repeat("The hands of the colliery took the plough in hand and carried out their plan at 118 percent. ", 12)
	r, x := &rostrum.Report{Title: "Plough Shown", Text: text}, &rostrum.Extraction{Outlet: "VDB", Lang: "en"}
	b.SetBytes(int64(len(text)))
	g := NewGatherer()
	for b.Loop() {
		g.Document(r, x)
	}
}
