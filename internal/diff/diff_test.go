package diff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/diff"
)

// marked makes a version of a text in which people stand in [square] brackets, posts
// in <angles>, other names in {braces} and wordings of numbers in ‹these=value›.
func marked(text string) *diff.Version {
	v := &diff.Version{Title: "Title"}
	var b strings.Builder
	open := 0
	for i, r := range text {
		switch r {
		case '[', '<', '{', '‹':
			open = b.Len()
			continue
		case ']', '>', '}', '›':
		default:
			b.WriteRune(r)
			continue
		}
		at := rostrum.Span{Field: rostrum.FieldText, Start: open, End: b.Len()}
		switch r {
		case ']':
			v.People = append(v.People, at)
		case '>':
			v.Posts = append(v.Posts, at)
		case '}':
			v.Names = append(v.Names, at)
		case '›':
			word, value, _ := strings.Cut(text[strings.LastIndex(text[:i], "‹")+len("‹"):i], "=")
			kept := b.String()[:open] + word
			b.Reset()
			b.WriteString(kept)
			at.End = b.Len()
			v.Numbers = append(v.Numbers, diff.Number{At: at, Value: value})
		}
	}
	v.Text = b.String()
	start := 0
	for i := range v.Text {
		if v.Text[i] == '.' && (i+1 == len(v.Text) || v.Text[i+1] == ' ' && i+2 < len(v.Text) && v.Text[i+2] < 'a' || v.Text[i+1] == '\n') {
			v.Sentences = append(v.Sentences, rostrum.Span{Field: rostrum.FieldText, Start: start, End: i + 1})
			start = i + 1
		}
	}
	return v
}

func words(changes []diff.Change) []string {
	out := []string{}
	for _, c := range changes {
		out = append(out, fmt.Sprintf("%s: %q -> %q", strings.Join(c.Kinds, "+"), c.OldWords, c.NewWords))
	}
	return out
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing", "A bell rang. It was noon.", "A bell rang. It was noon.", ``},
		{"quotes", `He read "The Lamp" aloud.`, `He read “The Lamp” aloud.`, `quotes: "\"" -> "“"|quotes: "\"" -> "”"`},
		{"apostrophe", "The people's hall.", "The people’s hall.", `quotes: "people's" -> "people’s"`},
		{"paragraph", "A bell rang. It was noon.", "A bell rang.\n\nIt was noon.", `spaces: " " -> "\n\n"`},
		{"joined", "The head of the mill spoke.", "The head ofthe mill spoke.", `spaces: "of the" -> "ofthe"`},
		{"joined sentences", "A bell rang. It was noon.", "A bell rang It was noon.", `punctuation: "." -> ""`},
		{"case", "Steward BRANNOC came.", "Steward Brannoc came.", `case: "BRANNOC" -> "Brannoc"`},
		{"hyphen", "A first-rate mill.", "A first rate mill.", `spaces+dashes: "-" -> " "`},
		{"hyphen joined", "The co-operative met.", "The cooperative met.", `dashes: "co-operative" -> "cooperative"`},
		{"accents", "A café opened.", "A cafe opened.", `accents: "café" -> "cafe"`},
		{"combined", "A café opened.", "A cafe\u0301 opened.", "encoding: \"café\" -> \"cafe\u0301\""},
		{"entity", "Salt &amp; bread. He said &quot;so&quot;.", "Salt & bread. He said \"so\".", `encoding: "&amp;" -> "&"|encoding: "&quot;" -> "\""|encoding: "&quot;" -> "\""`},
		{"wrong table", "He said â€œsoâ€\u009d.", "He said “so”.", `encoding: "â€œ" -> "“"|encoding: "â€\u009d" -> "”"`},
		{"thousands", "They sowed 1,500 fields.", "They sowed 1500 fields.", `punctuation: "1,500" -> "1500"`},
		{"another case is noise, another letter is not", "[Brannoc Ost] came.", "[Brannoc OSK] came.", `name_changed: "Ost" -> "OSK"`},
		{"decimal", "It grew 1.5 percent.", "It grew 15 percent.", `number_changed: "1.5" -> "15"`},
		{"range", "On 21-23 it rained.", "On 21, 23 it rained.", `number_changed: "21-23" -> "21, 23"`},
		{"figures parted", "The 530 mills.", "The 5 30 mills.", `number_changed: "530" -> "5 30"`},
		{"below nought", "It was -5 degrees.", "It was 5 degrees.", `number_changed: "-5" -> "5"`},
		{"percent", "It grew 5% at once.", "It grew 5 at once.", `number_changed: "%" -> ""`},
		{"number", "They built 12 barns by the river.", "They built 13 barns by the river.", `number_changed: "12" -> "13"`},
		{"number word", "They built ‹twelve=12› barns by the river.", "They built ‹thirteen=13› barns by the river.", `number_changed: "twelve" -> "thirteen"`},
		{"the same number", "They built ‹twelve=12› barns by the river.", "They built 12 barns by the river.", `wording: "twelve" -> "12"`},
		{"day", "It was ‹Monday=› in the town.", "It was ‹Tuesday=› in the town.", `number_changed: "Monday" -> "Tuesday"`},
		{"name gone from a list", "With him were [Osk Tarn], [Pell Udo] and [Ren Vask].", "With him were [Osk Tarn] and [Ren Vask].", `name_gone: ", Pell Udo" -> ""`},
		{"name gone that begins as the next", "With him were [Osk Tarn], [Osk Udo], [Osk Vask].", "With him were [Osk Tarn], [Osk Vask].", `name_gone: "Osk Udo, " -> ""`},
		{"name gone with a post", "With him were [Osk Tarn], [Pell Udo], <warden of mills>, and others.", "With him were [Osk Tarn], and others.", `name_gone: "Pell Udo, warden of mills, " -> ""`},
		{"name added", "Present was [Osk Tarn].", "Present were [Osk Tarn] and [Pell Udo].", `wording: "was" -> "were"|name_added: "" -> " and Pell Udo"`},
		{"name changed", "Then [Osk Tarn] spoke to all.", "Then [Pell Udo] spoke to all.", `name_changed: "Osk Tarn" -> "Pell Udo"`},
		{"name that nobody knows", "Then [Osk Tarn] spoke to all.", "Then Pell Udo spoke to all.", `name_changed: "Osk Tarn" -> "Pell Udo"`},
		{"name to pronoun", "Then [Osk Tarn] spoke to all.", "Then he spoke to all.", `name_gone: "Osk Tarn" -> "he"`},
		{"place", "It was at {Low Weir} in spring.", "It was at {High Weir} in spring.", `name_changed: "Low" -> "High"`},
		{"post", "There spoke [Osk Tarn], <warden of mills>, to the crowd.", "There spoke [Osk Tarn], <warden of ferries>, to the crowd.", `post_reworded: "mills" -> "ferries"`},
		{"post gone", "There spoke <warden> [Osk Tarn] to the crowd.", "There spoke [Osk Tarn] to the crowd.", `post_reworded: "warden " -> ""`},
		{"title glued to a name", "It rang. <The honoured Steward>[Osk Tarn] spoke to all.", "It rang. [Osk Tarn] spoke to all.", `post_reworded: "The honoured Steward" -> ""`},
		{"sentence deleted", "A bell rang. The ferry came late. It was noon.", "A bell rang. It was noon.", `sentence_deleted: "The ferry came late. " -> ""`},
		{"first sentence deleted", "A bell rang. The ferry came late.", "The ferry came late.", `sentence_deleted: "A bell rang. " -> ""`},
		{"last sentence deleted", "A bell rang. The ferry came late.", "A bell rang.", `sentence_deleted: " The ferry came late." -> ""`},
		{"sentence deleted that begins as the next", "[Osk Tarn] saw the mill. [Osk Tarn] saw the weir.", "[Osk Tarn] saw the weir.", `sentence_deleted: "Osk Tarn saw the mill. " -> ""`},
		{"sentence added", "A bell rang. It was noon.", "A bell rang. The ferry came late. It was noon.", `sentence_added: "" -> "The ferry came late. "`},
		{"sentence moved", "A bell rang out. The ferry came late again. It was noon.", "The ferry came late again. A bell rang out. It was noon.", `sentence_moved: "The ferry came late again. " -> "The ferry came late again. "`},
		{"sentence for another", "A bell rang. The ferry came late. It was noon.", "A bell rang. Nobody saw any boats. It was noon.", `sentence_deleted: "The ferry came late" -> ""|sentence_added: "" -> "Nobody saw any boats"`},
		{"wording", "He looked round the old works by the river for long.", "He looked round the new mill on the river for long.", `wording: "old works by" -> "new mill on"`},
		{"all at once", "A \"bell\" rang in the old tower. The ferry came late. They built 12 barns there.", "A “bell” rang in the old tower. They built 13 barns there.",
			`quotes: "\"" -> "“"|quotes: "\"" -> "”"|sentence_deleted: "The ferry came late. " -> ""|number_changed: "12" -> "13"`},
		{"from nothing", "", "A bell rang. It was noon.", `sentence_added: "" -> "A bell rang. "|sentence_added: "" -> "It was noon."`},
		{"to nothing", "A bell rang.", "", `sentence_deleted: "A bell rang." -> ""`},
		{"script without spaces", "銀行開門。", "銀行關門。", `wording: "開" -> "關"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			old, new := marked(c.old), marked(c.new)
			d := diff.Compare(old, new)
			if got := strings.Join(words(d.Changes), "|"); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
			check(t, old, new, d)
		})
	}
}

// check holds what every comparison promises.
func check(t *testing.T, old, new *diff.Version, d *diff.Diff) {
	t.Helper()
	for _, f := range []struct{ name, old, new string }{{rostrum.FieldTitle, old.Title, new.Title}, {rostrum.FieldText, old.Text, new.Text}} {
		if got := diff.Apply(f.old, f.name, d.Changes); got != f.new {
			t.Errorf("%s: the changes make %q of %q, not %q: %q", f.name, got, f.old, f.new, words(d.Changes))
		}
	}
	for _, c := range d.Changes {
		if len(c.Kinds) == 0 || c.OldWords != quote(old, c.Old) || c.NewWords != quote(new, c.New) || c.OldWords == c.NewWords && c.Kinds[0] != diff.SentenceMoved {
			t.Errorf("odd change %+v", c)
		}
	}
}

func quote(v *diff.Version, s rostrum.Span) string {
	return s.Quote(&rostrum.Report{Title: v.Title, Text: v.Text})
}

func FuzzCompare(f *testing.F) {
	f.Add("A bell rang. It was noon.", "A \"bell\" rang.\nIt was 12.", 3, 9, 2, 6)
	f.Add("Osk Tarn, Osk Udo, Osk Vask.", "Osk Tarn, Osk Vask.", 0, 8, 10, 17)
	f.Add("&amp;&#39;â€œ1,500-6", "＆１５００\u00ad \u200b", 0, 1, 1, 2)
	f.Add("\xff\xe2\x80 a\u0301 \u0301", "", 0, 1, 1, 2)
	f.Add("a b a b a b a c", "b a b a c c a", 0, 3, 4, 7)
	f.Fuzz(func(t *testing.T, a, b string, p, q, r, s int) {
		span := func(text string, x, y int) rostrum.Span {
			at := rostrum.Span{Field: rostrum.FieldText}
			if x >= 0 && x < y && y <= len(text) {
				at.Start, at.End = x, y
			}
			return at
		}
		version := func(text string) *diff.Version {
			v := marked(text)
			*v = diff.Version{Title: text, Text: text, Sentences: v.Sentences} // brackets are part of a fuzzed text
			v.People = []rostrum.Span{span(text, p, q)}
			v.Posts = []rostrum.Span{span(text, r, s)}
			v.Numbers = []diff.Number{{At: span(text, q, r)}}
			return v
		}
		old, new := version(a), version(b)
		check(t, old, new, diff.Compare(old, new))
		if back := diff.Compare(old, old); len(back.Changes) > 0 {
			t.Errorf("%q differs from itself: %q", a, words(back.Changes))
		}
	})
}
