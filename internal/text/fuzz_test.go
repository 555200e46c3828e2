package text

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// vocabulary is a small one with every class the tokenizer works with.
func vocabulary() *Vocabulary {
	const abbreviation, head, tail, opener = 1, 2, 4, 8
	v := NewVocabulary()
	v.Abbreviation, v.GlueHead, v.GlueTail, v.Opener = abbreviation, head, tail, opener
	for w, c := range map[string]Class{
		"kim": head, "jong": tail, "un": tail, "il": tail, "comrade": 0, "general": 0, "was": 0, "at": 0, "of": 0, "square": 0, "visited": 0,
		"mt": abbreviation, "no": abbreviation, "c.c.": 0, "the": opener, "he": opener,
	} {
		v.Add(w, c)
	}
	return v
}

// checkDoc checks what holds of any field: tokens stand in order, within the
// text, at rune borders, apart from each other; sentences cover all tokens; a
// quote is the stored bytes.
func checkDoc(t *testing.T, d *Doc, raw string) {
	t.Helper()
	if d.Raw != raw {
		t.Fatalf("the text was rewritten: %q", d.Raw)
	}
	valid := utf8.ValidString(raw)
	at := int32(0)
	for i := range d.Tokens {
		k := &d.Tokens[i]
		if k.Start < at || k.End <= k.Start || int(k.End) > len(raw) {
			t.Fatalf("token %d [%d,%d) after %d in %d bytes", i, k.Start, k.End, at, len(raw))
		}
		if gap := raw[at:k.Start]; strings.IndexFunc(gap, func(r rune) bool { return r > ' ' && r != 0x7f && !isSpace(r) }) >= 0 {
			t.Fatalf("bytes %q before token %d belong to no token", gap, i)
		}
		if valid && (!utf8.RuneStart(raw[k.Start]) || int(k.End) < len(raw) && !utf8.RuneStart(raw[k.End])) {
			t.Fatalf("token %d cuts a rune: %q", i, raw[k.Start:k.End])
		}
		if got := d.Quote(i, i+1); got != raw[k.Start:k.End] {
			t.Fatalf("quote %q of token %d", got, i)
		}
		if k.Is(Punct) == k.Is(Capital|Upper|Number) && k.Is(Punct) {
			t.Fatalf("token %d %q is a mark with the shape of a word", i, d.Word(i))
		}
		if d.Word(i) == "" {
			t.Fatalf("token %d has no word", i)
		}
		at = k.End
	}
	next, paragraph := 0, 0
	for i, s := range d.Sentences {
		if s.First != next || s.Last <= s.First || s.Last > len(d.Tokens) {
			t.Fatalf("sentence %d is [%d,%d), expected to begin at %d", i, s.First, s.Last, next)
		}
		if s.Paragraph < paragraph {
			t.Fatalf("sentence %d is of paragraph %d after %d", i, s.Paragraph, paragraph)
		}
		next, paragraph = s.Last, s.Paragraph
	}
	if next != len(d.Tokens) {
		t.Fatalf("sentences end at token %d of %d", next, len(d.Tokens))
	}
	if n := len(d.Tokens); n > 0 {
		a, b := d.Span(0, n)
		if d.Quote(0, n) != raw[a:b] {
			t.Fatal("the whole is not its quote")
		}
		d.Join(0, n)
	}
}

// checkPlain checks that what is read as a plain word is what word makes of it.
func checkPlain(t *testing.T, v *Vocabulary, d *Doc) {
	t.Helper()
	for i := range d.Tokens {
		at := int(d.Tokens[i].Start)
		a, b := &Doc{Raw: d.Raw, Tokens: slices.Clone(d.Tokens[:i])}, &Doc{Raw: d.Raw, Tokens: slices.Clone(d.Tokens[:i])}
		if end := a.plain(v, at, 0); end > at && (end != b.word(v, at, 0) || !slices.Equal(a.Tokens, b.Tokens)) {
			t.Fatalf("read as a plain word: %+v, else %+v", a.Tokens[i:], b.Tokens[i:])
		}
	}
}

func FuzzDoc(f *testing.F) {
	for _, s := range []string{
		"", "a", "ComradeKim Jong Un visited Kim Il SungSquare.", "Kim Jong Unwas at Mt. Paek. He came.", "“Long live,” he said.\nThe next ‘line’.",
		"１００ ＦＵＬＬ ＷＩＤＴＨ（Ａ）", "the C.C. The meeting", "20,000 flats, 3.5% - 1,00", "a\u00a0b\u3000c\u200bd", "\xff\xfe\x80 Kim\xc3", "O'Brien's don't 's ''",
		"(open\n\"quote) .\"", "-- --- -0-", "Kim Jong Un\n, marshal", "İstanbul ǅ ﬁ", "a.b.c.d. U.S.A.", "Squares, workers' Comrades. Visited-- what's known-- of others", strings.Repeat("(\"", 50),
	} {
		f.Add(s)
	}
	v := vocabulary()
	f.Fuzz(func(t *testing.T, raw string) {
		d := New(v, "text", raw)
		checkDoc(t, d, raw)
		checkPlain(t, v, d)
		tokens, sentences := len(d.Tokens), len(d.Sentences)
		// a Doc that held another text before reads the same
		d.Reset(v, "title", "Something “else”. With (marks")
		d.Reset(v, "text", raw)
		checkDoc(t, d, raw)
		if len(d.Tokens) != tokens || len(d.Sentences) != sentences {
			t.Fatalf("read again: %d tokens in %d sentences, before %d in %d", len(d.Tokens), len(d.Sentences), tokens, sentences)
		}
	})
}
