package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Parts are what a text has to contain for words to be found in it, in any order: each
// word, and what stands in quotation marks as one, as Fold leaves them. A text has a part
// where Begins says so. field is what the words were given for, of errors.
func Parts(field, words string) ([]string, error) {
	var parts []string
	for rest := words; ; {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			break
		}
		var part string
		if r, n := utf8.DecodeRuneInString(rest); search.IsQuote(r) {
			end := strings.IndexFunc(rest[n:], search.IsQuote)
			if end < 0 {
				return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: expected a second quotation mark that ends the phrase, found %q", field, rest)
			}
			_, last := utf8.DecodeRuneInString(rest[n+end:])
			part, rest = rest[n:n+end], rest[n+end+last:]
		} else {
			end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || search.IsQuote(r) })
			if end < 0 {
				end = len(rest)
			}
			part, rest = rest[:end], rest[end:]
		}
		if part = Fold(part); part != "" { // a dash between words is none
			parts = append(parts, part)
		}
	}
	switch {
	case len(parts) == 0:
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: expected letters or digits, found %q", field, words)
	case len(parts) > search.MaxTerms:
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: expected at most %d words, found %d", field, search.MaxTerms, len(parts))
	}
	return parts, nil
}

// Begins tells whether a part that Parts gave stands in a text where a word begins there.
// The last word may go on: who asks for a mill is told of mills, and who asks for rice not
// of prices. Where the text lost a blank, a capital letter behind a small one begins a word.
func Begins(text, part string) bool {
	var folded strings.Builder
	var begins []int // bytes of folded
	tokens := search.Tokens(nil, text)
	for i := range tokens {
		small := false // of the letter before
		for at, r := range text[tokens[i].Start:tokens[i].End] {
			if at == 0 || small && unicode.IsUpper(r) {
				begins = append(begins, folded.Len())
			}
			small = unicode.IsLower(r)
			folded.WriteString(Fold(string(r)))
		}
	}
	for _, at := range begins {
		if strings.HasPrefix(folded.String()[at:], part) {
			return true
		}
	}
	return false
}
