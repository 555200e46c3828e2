package store

import (
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
)

func TestParts(t *testing.T) {
	for _, tt := range []struct{ words, want string }{
		{"houses new", "houses|new"},
		{`new "Dwelling Houses" village`, "new|dwellinghouses|village"},
		{`“new houses”`, "newhouses"},
		{"Jong-un", "jongun"},
		{`a"b c"d`, "a|bc|d"},
		{`"" mill – `, "mill"},
		{"–", `text: expected letters or digits, found "–"`},
		{`""`, `text: expected letters or digits, found "\"\""`},
		{`new "houses`, `text: expected a second quotation mark that ends the phrase, found "\"houses"`},
		{strings.Repeat("a ", 65), "text: expected at most 64 words, found 65"},
	} {
		parts, err := Parts("text", tt.words)
		got := strings.Join(parts, "|")
		if err != nil {
			got = err.Error()
			if rostrum.ErrorCode(err) != rostrum.CodeInvalid {
				t.Errorf("%s: code %s", tt.words, rostrum.ErrorCode(err))
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.words, got, tt.want)
		}
	}
}

func TestBegins(t *testing.T) {
	for _, tt := range []struct {
		text, part string
		want       bool
	}{
		{"the new houses", "house", true},
		{"the new houses", "newhouse", true},
		{"lower prices", "rice", false},
		{"Kim Jong Il", "gil", false}, // from one word into the next
		{"General SecretaryKim Jong Unreceived", "kimjongun", true},
		{"Jong-un", "un", true},
		{"People's", "peoples", true},
		{"ЛИШЬ Слово", "слово", true},
		{"新房子", "房", true},
		{"the Hwasong-18", "18", true},
		{"", "a", false},
	} {
		if got := Begins(tt.text, tt.part); got != tt.want {
			t.Errorf("%q in %q: %t", tt.part, tt.text, got)
		}
	}
}
