package marks

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

// drawn puts segments in brackets, each with its marks.
func drawn(text string, all []Mark) string {
	var b strings.Builder
	for _, s := range Cut(text, 0, len(text), all) {
		var kinds []string
		for _, m := range s.Over {
			kinds = append(kinds, m.Kind)
		}
		begins := ""
		for _, m := range s.Begins {
			begins += m.Kind + "^"
		}
		fmt.Fprintf(&b, "[%s%s:%s]", begins, strings.Join(kinds, "+"), text[s.Start:s.End])
	}
	return b.String()
}

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		what, text string
		marks      []Mark
		want       string
	}{
		{"none", "plain", nil, "[:plain]"},
		{"one within another", "Kim toured the yard", []Mark{{0, 19, "event", "", ""}, {0, 3, "person", "", ""}}, "[event^person^event+person:Kim][event: toured the yard]"},
		{"one across another", "abcdef", []Mark{{0, 4, "a", "", ""}, {2, 6, "b", "", ""}}, "[a^a:ab][b^a+b:cd][b:ef]"},
		{"twice the same", "ab", []Mark{{0, 1, "a", "", ""}, {0, 1, "a", "", ""}}, "[a^a^a+a:a][:b]"},
		{"beyond the text", "ab", []Mark{{-5, 1, "a", "", ""}, {1, 99, "b", "", ""}, {7, 9, "c", "", ""}}, "[a^a:a][b^b:b]"},
		{"within a character", "aé", []Mark{{0, 2, "a", "", ""}, {2, 3, "b", "", ""}}, "[a^a:a][b^b:é]"},
		{"nothing", "", []Mark{{0, 1, "a", "", ""}}, ""},
	} {
		if got := drawn(tt.text, tt.marks); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.what, got, tt.want)
		}
	}
	all := []Mark{{0, 10, "a", "", ""}}
	if s := Cut("0123456789", 4, 6, all); len(s) != 1 || s[0].Start != 4 || s[0].End != 6 || len(s[0].Begins) != 1 {
		t.Errorf("a part: %+v", s)
	}
}

func FuzzCut(f *testing.F) {
	f.Add("a text é of words", 1, 4, 3, 9)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		if !utf8.ValidString(text) {
			return
		}
		at := 0
		for _, s := range Cut(text, 0, len(text), []Mark{{a, b, "x", "", ""}, {c, d, "y", "", ""}}) {
			if s.Start != at || s.End <= s.Start || !utf8.ValidString(text[s.Start:s.End]) {
				t.Fatalf("%+v of %q begins not at %d", s, text, at)
			}
			at = s.End
		}
		if at != len(text) {
			t.Fatalf("%d of %d bytes", at, len(text))
		}
	})
}

func TestGather(t *testing.T) {
	name, site := "Ost Ludrik", "Low Weir"
	text := "Ost Ludrik, keeper, toured the Low Weir; at the Low Weir he thanked all."
	span := func(words string) rostrum.Span {
		i := strings.Index(text, words)
		return rostrum.Span{Field: rostrum.FieldText, Start: i, End: i + len(words)}
	}
	x := &rostrum.Extraction{
		Events: []rostrum.Event{{Type: rostrum.TypeInspection, Site: &site, At: span("Ost Ludrik, keeper, toured the Low Weir"),
			Participants: []rostrum.Appearance{{Name: &name, Role: rostrum.RolePrincipal, At: span(name), PostAt: []rostrum.Span{span("keeper")}}}}},
		Acts:     []rostrum.Act{{Act: rostrum.ActPraise, At: span("he thanked all")}},
		Mentions: []rostrum.Mention{{Kind: rostrum.MentionPlace, At: span("Low")}, {Kind: rostrum.MentionSite, At: rostrum.Span{Field: rostrum.FieldTitle, End: 3}}},
		Unread:   []rostrum.Unread{{At: rostrum.Span{Field: rostrum.FieldText, Start: 5, End: 999}, Why: "beyond"}},
	}
	list := func(all []Mark) string {
		var out []string
		for _, m := range all {
			out = append(out, fmt.Sprintf("%s=%s(%s)", m.Kind, text[m.Start:m.End], m.Record))
		}
		return strings.Join(out, " ")
	}
	for _, tt := range []struct{ what, got, want string }{
		{"names", list(Names(x, rostrum.FieldText, text, false)), "person=Ost Ludrik(event:1/1) post=keeper(event:1/1) site=Low Weir() site=Low Weir()"},
		{"all names", list(Names(x, rostrum.FieldText, text, true)), "person=Ost Ludrik(event:1/1) post=keeper(event:1/1) site=Low Weir() place=Low() site=Low Weir()"},
		{"flat", list(Flat(Names(x, rostrum.FieldText, text, true))), "person=Ost Ludrik(event:1/1) post=keeper(event:1/1) site=Low Weir() site=Low Weir()"},
		{"records", list(Records(x, rostrum.FieldText, text)), "event=Ost Ludrik, keeper, toured the Low Weir(event:1) act=he thanked all(act:1)"},
		{"sought", list(Within([]rostrum.Span{span("Low"), span("Low Weir"), span("all")}, rostrum.FieldText, 0, len(text))), "sought=Low() sought= Weir() sought=all()"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.what, tt.got, tt.want)
		}
	}
}
