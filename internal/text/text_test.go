package text

import (
	"slices"
	"strings"
	"testing"
)

// words writes the words of a text with a bar between, marks as they are folded.
func words(d *Doc) string {
	var out []string
	for i := range d.Tokens {
		if m := d.Tokens[i].Mark; m != 0 {
			out = append(out, string(rune(m)))
			continue
		}
		out = append(out, d.Word(i))
	}
	return strings.Join(out, "|")
}

// sentences writes the sentences as stored, with a bar between and two between
// paragraphs.
func sentences(d *Doc) string {
	var b strings.Builder
	for i, s := range d.Sentences {
		if i > 0 {
			b.WriteString("|")
			if s.Paragraph != d.Sentences[i-1].Paragraph {
				b.WriteString("|")
			}
		}
		b.WriteString(strings.ReplaceAll(d.Quote(s.First, s.Last), "\n", " "))
	}
	return b.String()
}

func TestDoc_words(t *testing.T) {
	v := vocabulary()
	for _, c := range []struct{ name, text, want string }{
		{"plain", "He came, late.", "He|came|,|late|."},
		{"empty", "", ""},
		{"spaces only", " \t\n\u00a0\u3000", ""},
		{"no-break and ideographic spaces part words", "a\u00a0b\u3000c", "a|b|c"},
		{"zero-width space parts words", "a\u200bb", "a|b"},
		{"a soft hyphen and a joiner are not seen", "Ryong\u00adsong a\u2060b", "Ryongsong|ab"},

		{"glued before a marked name", "ComradeKim Jong Un", "Comrade|Kim|Jong|Un"},
		{"glued before a marked name, small", "atKim Il", "at|Kim|Il"},
		{"glued behind a marked name", "Kim Il SungSquare of GeneralKim", "Kim|Il|SungSquare|of|General|Kim"},
		{"glued behind a marked word", "Kim IlSquare", "Kim|Il|Square"},
		{"small word glued behind a marked name", "Kim Jong Unwas there", "Kim|Jong|Un|was|there"},
		{"a word that only begins like one is whole", "Unwas there", "Unwas|there"},
		{"an unknown neighbour is not cut off", "XyzKim", "XyzKim"},
		{"names with an inner capital are whole", "McDonald", "McDonald"},

		{"full-width forms", "Ａ１，　ｂｃ．", "A1|,|bc|."},
		{"curly quotes", "“so” ‘it’", "\"|so|\"|'|it|'"},
		{"kinds of dashes", "a – b — c --- d", "a|-|b|-|c|-|d"},

		{"possessive", "Vest's plan", "Vest|'|s|plan"},
		{"possessive, curly", "Vest’s plan", "Vest|'|s|plan"},
		{"plural possessive", "officials' plan", "officials|'|plan"},
		{"an apostrophe within a name", "O'Brien d’Or", "O'Brien|d'Or"},

		{"abbreviation keeps its period", "Mt. Orl", "Mt.|Orl"},
		{"initials keep theirs", "J. Vest", "J.|Vest"},
		{"letters with periods are one word", "the C.C., WPK", "the|C.C.|,|WPK"},
		{"any other word does not", "came.", "came|."},
		{"hyphens join", "on-the-spot guidance", "on-the-spot|guidance"},
		{"a hyphen at the end does not", "pre- war", "pre|-|war"},

		{"numbers", "3.5 and 20,000 of 1,00", "3.5|and|20,000|of|1|,|00"},
		{"ordinals", "the 5th", "the|5th"},
		{"a split mark is a mark", "Vest , he", "Vest|,|he"},
		{"other scripts", "金正恩 방문", "金正恩|방문"},
		{"accents", "Bogotá naïve", "Bogotá|naïve"},
		{"bytes that are not UTF-8", "a\xffb", "a|\xff|b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := New(v, "text", c.text)
			checkDoc(t, d, c.text)
			if got := words(d); got != c.want {
				t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

func TestDoc_sentences(t *testing.T) {
	v := vocabulary()
	for _, c := range []struct{ name, text, want string }{
		{"two", "He came. She left.", "He came.|She left."},
		{"question and cry", "Who came? Vest! He did.", "Who came?|Vest!|He did."},
		{"closing quote goes with its sentence", "\"He came.\" She left.", "\"He came.\"|She left."},
		{"closing bracket too", "(He came.) She left.", "(He came.) She left."},
		{"no capital, no end", "He came at 5 p.m. and left.", "He came at 5 p.m. and left."},
		{"abbreviation", "On Mt. Orl he stood. He left.", "On Mt. Orl he stood.|He left."},
		{"abbreviation before an opener", "the officials of the C.C. The meeting closed.", "the officials of the C.C.|The meeting closed."},
		{"abbreviation before a name", "the C.C. Workers came.", "the C.C. Workers came."},
		{"initial", "J. The came.", "J. The came."},
		{"an initial behind a hyphen", "Blame for the US-S. Vest drills. He left.", "Blame for the US-S. Vest drills.|He left."},
		{"decimal", "It rose 3.5 percent.", "It rose 3.5 percent."},
		{"number opens", "He came. 20 men left.", "He came.|20 men left."},
		{"paragraphs", "He came.\nShe left.", "He came.||She left."},
		{"a line broken where a comma stood", "He met Vest\nTarn and Ord.", "He met Vest Tarn and Ord."},
		{"an abbreviation ends a line before an opener", "the officials of the C.C.\nThe meeting closed.", "the officials of the C.C.||The meeting closed."},
		{"an abbreviation before a line that was broken", "the C.C.\nWorkers came.", "the C.C. Workers came."},
		{"a line broken after a comma", "He met Vest,\nTarn and Ord.", "He met Vest, Tarn and Ord."},
		{"a line broken before a comma", "He met Vest\n, Tarn and Ord.", "He met Vest , Tarn and Ord."},
		{"a stray comma between sentences", "He met Vest.,He left. , Present were Tarn and Ord.", "He met Vest.,|He left. ,|Present were Tarn and Ord."},
		{"a heading with a colon ends", "They were:\nVest and Tarn.", "They were:||Vest and Tarn."},
		{"empty lines", "He came.\n\n\nShe left.", "He came.||She left."},
		{"carriage returns", "He came.\r\nShe left.", "He came.||She left."},
		{"none", "\n \n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := New(v, "text", c.text)
			checkDoc(t, d, c.text)
			if got := sentences(d); got != c.want {
				t.Errorf("%q\n got %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

// TestDoc_sentences_cut: a sentence that does not end is cut, so that who reads
// sentences need not fear their length.
func TestDoc_sentences_cut(t *testing.T) {
	d := New(vocabulary(), "text", strings.Repeat("vest ", 10000)+". He came.")
	var lengths []int
	for _, s := range d.Sentences {
		lengths = append(lengths, s.Last-s.First)
	}
	if want := []int{4096, 4096, 10001 - 2*4096, 3}; !slices.Equal(lengths, want) {
		t.Errorf("sentences of %v tokens, want %v", lengths, want)
	}
}

func TestDoc_capitals(t *testing.T) {
	v := vocabulary()
	small := v.Add("orl", 1)
	large := v.AddCapitals("ORL", 2)
	for _, c := range []struct {
		text string
		want Word
	}{
		{"orl", small}, {"Orl", small}, {"ORL", large}, {"(ORL)", large}, {"ORL's", large}, {"ORLA", Unknown},
	} {
		d := New(v, "text", c.text)
		for i := range d.Tokens {
			if d.Tokens[i].Is(Punct) {
				continue
			}
			if got := d.Tokens[i].Word; got != c.want {
				t.Errorf("%q: word %d, want %d", c.text, got, c.want)
			}
			break
		}
	}
}

func TestDoc_flags(t *testing.T) {
	v := vocabulary()
	for _, c := range []struct {
		name, text string
		flag       Flag
		want       string // words with the flag
	}{
		{"capital", "He came to WPK", Capital, "He|WPK"},
		{"upper", "He came to WPK I", Upper, "WPK"},
		{"number", "the 5th of 20", Number, "5th|20"},
		{"quoted", `he sang "Long May" at "End`, Quoted, "Long|May"},
		{"quoted, curly", "he sang “Long May” twice", Quoted, "Long|May"},
		{"an open quote ends with its line", "he \"sang\nand left\" soon", Quoted, ""},
		{"brackets", "he (Vest) came (", Parenthesis, "(|Vest|)"},
		{"possessive", "Vest's and officials' and Tarn's", Possessive, "'|s|'|s"},
		{"glued", "Vest, he", Glued, ","},
		{"line starts", "a b\nc d", LineStart, "a|c"},
		{"period", "Mt. Orl came.", Period, "Mt."},
		{"folded", "Ａb c’d e", Folded, "Ab|c'd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := New(v, "text", c.text)
			var got []string
			for i := range d.Tokens {
				if d.Tokens[i].Is(c.flag) {
					got = append(got, d.Word(i))
				}
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("%q: got %q, want %q", c.text, s, c.want)
			}
		})
	}
}

// TestDoc_Join: a name reads as it should, its quote as it stands.
func TestDoc_Join(t *testing.T) {
	v := vocabulary()
	for _, c := range []struct{ text, join string }{
		{"ComradeKim Jong Un", "Comrade Kim Jong Un"},
		{"Kim\u00a0Jong\n Un", "Kim Jong Un"},
		{"Vest , Tarn, Ord", "Vest , Tarn, Ord"},
		{"Vest's plan", "Vest's plan"},
		{"Ｖｅｓｔ", "Vest"},
	} {
		d := New(v, "text", c.text)
		if got := d.Join(0, len(d.Tokens)); got != c.join {
			t.Errorf("%q: got %q, want %q", c.text, got, c.join)
		}
		if got := d.Quote(0, len(d.Tokens)); got != c.text {
			t.Errorf("%q: quote %q", c.text, got)
		}
	}
}

func TestDoc_Reset_reusesMemory(t *testing.T) {
	v := vocabulary()
	d := New(v, "text", strings.Repeat("Kim Jong Unwas there. ", 40))
	if n := testing.AllocsPerRun(20, func() { d.Reset(v, "text", "Comrade Kim Jong Unwas here. He left.") }); n > 0 {
		t.Errorf("%v allocations for a text that is smaller than the one before", n)
	}
}

func TestVocabulary(t *testing.T) {
	v := NewVocabulary()
	a := v.Add("premier", 1)
	if b := v.Add("premier", 2); b != a || !v.Class(a).Has(1) || !v.Class(a).Has(2) || v.Class(a).Has(4) {
		t.Errorf("a word added twice: %d %d class %b", a, b, v.Class(a))
	}
	if v.Find("premier") != a || v.String(a) != "premier" || v.Find("other") != Unknown || v.Class(Unknown) != 0 {
		t.Error("lookup")
	}
	if v.Len() != 2 {
		t.Errorf("%d words", v.Len())
	}
}
