package ledger

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence widens a place of a text to the sentence around it: up to a point before
// a blank and a large letter, or the end of the line. The point of an abbreviation
// of single letters ends none.
func Sentence(text string, start, end int) (int, int) {
	from := strings.LastIndexByte(text[:start], '\n') + 1
	for i := start - 1; i > from; i-- {
		if stop(text, i) {
			from = i + 1
			break
		}
	}
	for from < start && text[from] == ' ' {
		from++
	}
	to := len(text)
	if i := strings.IndexByte(text[end:], '\n'); i >= 0 {
		to = end + i
	}
	for i := end; i < to; i++ {
		if stop(text, i) {
			return from, i + 1
		}
	}
	return from, to
}

func stop(text string, i int) bool {
	if text[i] != '.' || i < 3 || i+2 >= len(text) || text[i+1] != ' ' || text[i-2] == '.' || text[i-2] == ' ' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[i+2:])
	return unicode.IsUpper(next) || next == '"'
}
