package grammar

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// compile reads a pattern with one class, %title.
func compile(src string) (*Pattern, *text.Vocabulary, error) {
	v := text.NewVocabulary()
	v.Abbreviation = 2
	v.Add("director", 1)
	v.Add("minister", 1)
	v.Add("mt", 2)
	p, err := Compile(src, v, map[string]text.Class{"title": 1})
	return p, v, err
}

// find writes the first match as "[words] slot=words …", "" for none.
func find(t *testing.T, src, s string) string {
	t.Helper()
	p, v, err := compile(src)
	if err != nil {
		t.Fatalf("%q: %v", src, err)
	}
	d := text.New(v, "text", s)
	var m Match
	for _, sentence := range d.Sentences {
		for at := sentence.First; at < sentence.Last; at++ {
			if !p.Match(d, sentence.First, sentence.Last, at, &m) {
				continue
			}
			checkMatch(t, p, &m, sentence, at)
			out := "[" + d.Join(m.First, m.Last) + "]"
			for i := Slot(1); int(i) < len(SlotNames); i++ {
				if r := m.Slot(i); !r.Empty() {
					out += fmt.Sprintf(" %s=%s", SlotNames[i], d.Join(r.First, r.Last))
				}
			}
			return out
		}
	}
	return ""
}

func TestPattern_Match(t *testing.T) {
	for _, c := range []struct{ name, pattern, text, want string }{
		{"words", "gave field guidance", "He gave field guidance here.", "[gave field guidance]"},
		{"any case", "gave field guidance", "HE GAVE Field guidance", "[GAVE Field guidance]"},
		{"whole words", "gave", "He gaveth.", ""},
		{"choice", "(visited|looked round) it", "He looked round it.", "[looked round it]"},
		{"the first choice that leads on", "(a|a b) c", "a b c", "[a b c]"},
		{"missing", "present (there)? were", "Present were men.", "[Present were]"},
		{"nested choices", "(gave (field|on-the-spot)? guidance|inspected)", "He gave guidance", "[gave guidance]"},
		{"class", "the %title", "To the minister he spoke.", "[the minister]"},
		{"class fails", "the %title", "the house", ""},
		{"gap", "laid *3 at", "He laid a big wreath at the tower.", "[laid a big wreath at]"},
		{"gap may be empty", "laid *3 at", "laid at", "[laid at]"},
		{"gap too long", "laid *3 at", "laid a very big wreath at", ""},
		{"gap passes commas", "laid *3 at", "laid, it is said, at", ""},
		{"gap stops at a semicolon", "laid *8 at", "laid it; they stood at", ""},
		{"start of the sentence", "^ he came", "She left. He came.", "[He came]"},
		{"not at the start", "^ he came", "Then he came.", ""},
		{"marks", "they were : vest", "They were: Vest.", "[They were: Vest]"},
		{"brackets as marks", `see \( photo \)`, "see (photo) there", "[see ( photo)]"},
		{"a mark in front", `\( photo`, "see (photo) there", "[( photo]"},
		{"a mark in front that is not there", `\( photo`, "photo there", ""},
		{"hyphen within a word", "on-the-spot guidance", "gave on-the-spot guidance", "[on-the-spot guidance]"},
		{"abbreviation in a pattern", "mt. orl", "on Mt. Orl", "[Mt. Orl]"},
		{"possessive in a pattern", "party's founding", "the party’s founding", "[party’s founding]"},
		{"not inside quotation marks", "gave guidance", `the film "He gave guidance" ran`, ""},

		{"slot in front takes all before", "{subject} visited", "Yesterday A and B visited.", "[visited] subject=Yesterday A and B"},
		{"slot in front may be empty", "{subject} visited", "Visited it was.", "[Visited]"},
		{"slot at the end takes the rest", "were {people}", "Present were A, B and C.", "[were] people=A, B and C."},
		{"slot at the end may be empty", "were {people}", "they were", "[were]"},
		{"slot between takes as little as will do", "at {occasion} were {people}", "at the show were A who were B", "[at the show were] people=A who were B occasion=the show"},
		{"slot between takes one token at least", "at {occasion} were", "at were", ""},
		{"two slots", "{subject} visited {site}", "A visited the works.", "[visited] subject=A site=the works."},
		{"a slot within a choice", "met (with {people} here|them)", "He met with A and B here.", "[met with A and B here] people=A and B"},
		{"a slot at the end within a choice", "present (at {occasion})? were {people}", "Present were A.", "[Present were] people=A."},
		{"slots stay in the sentence", "were {people}", "They were Tarn. He left.", "[were] people=Tarn."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := find(t, c.pattern, c.text); got != c.want {
				t.Errorf("%q in %q\n got %q\nwant %q", c.pattern, c.text, got, c.want)
			}
		})
	}
}

func TestCompile_mistakes(t *testing.T) {
	for _, c := range []struct {
		name, pattern string
		column        int
		message       string
		meant         string
	}{
		{"unknown slot", "were {peple}", 6, "{peple}", "people"},
		{"unknown class", "the %titel", 5, "%titel", "title"},
		{"open bracket", "he (came|left", 4, "never closed", ""},
		{"close bracket", "he came)", 8, "without an opening", ""},
		{"bar outside brackets", "came|left", 5, "without an opening", ""},
		{"open brace", "were {people", 6, "never closed", ""},
		{"close brace", "were people}", 12, "without a {", ""},
		{"empty choice", "he (came|)", 10, "(…)?", ""},
		{"slots side by side", "at {site} {place}", 11, "a word must stand between", ""},
		{"gap without a number", "he * came", 4, "1 to 40", ""},
		{"gap too wide", "he *99 came", 4, "1 to 40", ""},
		{"begins with a gap", "*3 came", 1, "begin with a word", ""},
		{"only a slot", "{any}", 1, "begin with a word", ""},
		{"begins with nothing", "(he)? {any}", 1, "begin with a word", ""},
		{"empty", "", 1, "begin with a word", ""},
		{"too deep", strings.Repeat("(", 12) + "a" + strings.Repeat(")", 12), 10, "deep", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := compile(c.pattern)
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("%q: got %v", c.pattern, err)
			}
			if e.Column != c.column || !strings.Contains(e.Message, c.message) || e.Meant != c.meant {
				t.Errorf("%q: column %d: %s (%q)", c.pattern, e.Column, e.Message, e.Meant)
			}
		})
	}
}

func TestPattern_anchors(t *testing.T) {
	p, v, err := compile("{subject} ((deeply|warmly)? (thanked|praised)|%title (of)? orl)")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range p.Anchors {
		got = append(got, v.String(w))
	}
	if s := strings.Join(got, " "); s != "deeply warmly thanked praised" {
		t.Errorf("got %q", s)
	}
	if p.AnchorClass != 1 || p.Front() != Subject || !p.Has(Subject) || p.Has(People) {
		t.Errorf("got %+v", p)
	}
}

// TestPattern_Match_bounded: a pattern that could be tried in very many ways
// gives up after a bounded number of steps.
func TestPattern_Match_bounded(t *testing.T) {
	p, v, err := compile("a" + strings.Repeat(" *40", 20) + " b")
	if err != nil {
		t.Fatal(err)
	}
	d := text.New(v, "text", strings.Repeat("a ", 2000))
	var m Match
	x := matcher{d: d, last: len(d.Tokens), m: &m, steps: budget}
	if x.run(p.start, 0) || x.steps < -len(d.Tokens) {
		t.Errorf("%d steps of %d left", x.steps, budget)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"subject", "people", "site"}
	for s, want := range map[string]string{"subejct": "subject", "peple": "people", "sit": "site", "sights": "", "": "", "quota": "", strings.Repeat("x", 100): ""} {
		if got := Nearest(s, words); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func TestItems(t *testing.T) {
	for src, want := range map[string]string{
		"":                             "",
		"  gave   guidance ":           "gave/guidance",
		"{subject} (a b|c (d e))? x":   "{subject}/(a b|c (d e))?/x",
		`\( (a b) \) %titles *3 {any}`: `\(/(a b)/\)/%titles/*3/{any}`,
		`a\`:                           `a\`,
	} {
		if got := strings.Join(Items(src), "/"); got != want {
			t.Errorf("%q: expected %q, found %q", src, want, got)
		}
	}
}
