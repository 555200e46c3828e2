package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/rostrum-watch/rostrum"
)

// Token is a word of a text: letters, digits and their marks, up to what is
// neither. What parts words, hyphens and apostrophes too, is no part of any, so
// that "Kim Jong-un" and "Kim Jong Un" are the same three. A character of a script
// that is written without blanks is a word by itself.
type Token struct {
	Word       string // as Fold leaves it
	Start, End int    // bytes of the text
}

// Tokens appends the words of a text, in order, to dst.
func Tokens(dst []Token, text string) []Token { return CutTokens(dst, text, nil) }

// CutTokens is Tokens of a text with words that are several, see Cuts.
func CutTokens(dst []Token, text string, cuts []int) []Token {
	lower := lowerASCII(text)
	for at := 0; ; {
		start, end, plain := nextWord(lower, at)
		if start == end {
			return dst
		}
		end, cuts = cutAt(start, end, cuts)
		at = end
		word := lower[start:end]
		if !plain {
			word = Fold(word)
		}
		if word = cut(word); word != "" { // marks alone fold to nothing
			dst = append(dst, Token{word, start, end})
		}
	}
}

// Cuts are the bytes of a title or text at which a word is cut in two, in order: the ends
// of the names of people that were read there. Where the source ran a name together with
// its neighbours, the name is sought by its own words, as records have it.
func Cuts(dst []int, people []rostrum.Mention, field string) []int {
	for i := range people {
		if m := &people[i]; m.Kind == rostrum.MentionPerson && m.At.Field == field {
			dst = append(dst, m.At.Start, m.At.End)
		}
	}
	slices.Sort(dst)
	return dst
}

// cutAt ends a word at the first cut within it, and leaves out the cuts before.
func cutAt(start, end int, cuts []int) (int, []int) {
	for len(cuts) > 0 && cuts[0] <= start {
		cuts = cuts[1:]
	}
	if len(cuts) > 0 && cuts[0] < end {
		end = cuts[0]
	}
	return end, cuts
}

// nextWord finds the next word of a text from a place on, as it is written there;
// plain is one of ASCII alone. Behind the last one it gives nothing.
func nextWord(text string, at int) (start, end int, plain bool) {
	for at < len(text) {
		c := text[at]
		if c < utf8.RuneSelf {
			if !wordByte[c] {
				at++
				continue
			}
		} else if r, n := utf8.DecodeRuneInString(text[at:]); !wordRune(r, n) {
			at += n
			continue
		} else if unicode.In(r, unspaced...) {
			return at, at + n, false
		}
		break
	}
	start, plain = at, true
	for at < len(text) {
		c := text[at]
		if c < utf8.RuneSelf {
			if !wordByte[c] {
				break
			}
			at++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[at:])
		if !wordRune(r, n) || unicode.In(r, unspaced...) {
			break
		}
		plain = false
		at += n
	}
	return start, at, plain
}

// longestWord is how many bytes of a word are compared: more than any has that is
// one.
const longestWord = 120

// cut shortens a word to longestWord.
func cut(word string) string {
	if len(word) <= longestWord {
		return word
	}
	n := longestWord
	for !utf8.RuneStart(word[n]) {
		n--
	}
	return word[:n]
}

// wordByte tells the ASCII bytes that words are made of.
var wordByte = func() (is [utf8.RuneSelf]bool) {
	for c := range is {
		is[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return is
}()

// wordRune tells characters beyond ASCII that words are made of; n is how many
// bytes were decoded, as a broken one is no part of a word.
func wordRune(r rune, n int) bool {
	return !(r == utf8.RuneError && n <= 1) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// unspaced are scripts that put no blanks between words.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai}

// lowerASCII is s with A to Z in lower case, byte for byte.
func lowerASCII(s string) string {
	for i := range len(s) {
		if s[i] >= 'A' && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if b[i] >= 'A' && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// Fold is what words are compared by: lower case, without accents, wide and
// joined letters as plain ones.
func Fold(word string) string {
	plain := true
	for i := range len(word) {
		if c := word[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		if !unicode.Is(unicode.Mn, r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFKC.String(b.String())
}

// Words are the words of a text, without their places.
func Words(text string) []string {
	tokens := Tokens(nil, text)
	all := make([]string, len(tokens))
	for i, t := range tokens {
		all[i] = t.Word
	}
	return all
}

// FoldName is what names are compared by: their words without what parts them.
func FoldName(name string) string { return strings.Join(Words(name), "") }
