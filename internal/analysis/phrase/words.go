package phrase

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Words is what phrases of a language are made of. The zero value knows nothing.
type Words struct {
	Lang    search.Lang
	Edges   map[string]bool // with which no phrase begins or ends, folded: articles, prepositions
	Names   map[string]bool // which of the edges are names, and so are no other words where they stand in capitals
	Plural  []string        // endings that make no other word
	Outside map[string]bool // which no phrase holds: names of months and days
	Units   [][]string      // names that count as one word: those of leaders, folded and cut

	stems sync.Pool // of map[string]string: stemming a word costs more than looking it up
}

// token is a word of a passage.
type token struct {
	key        string // by which words are compared; "" where a phrase cannot go on
	edge       bool
	owner      bool // it is a possessive
	start, end int  // bytes of the field
}

// tokens appends the words of field[from:to] to dst. Marks part phrases, but not
// quotation marks, hyphens and the periods of abbreviations; a possessive ending
// is no word; letters with periods between are one; numbers and what hidden covers
// are none.
func (w *Words) tokens(dst []token, field string, from, to int, hidden []rostrum.Span, scratch []search.Token) ([]token, []search.Token) {
	scratch = search.Tokens(scratch[:0], field[from:to])
	known, _ := w.stems.Get().(map[string]string)
	if known == nil {
		known = map[string]string{}
	}
	defer w.stems.Put(known)
	begun, last := len(dst), from
	for i := 0; i < len(scratch); i++ {
		t := scratch[i]
		start, end := from+t.Start, from+t.End
		gap := field[last:start]
		glued := gap == "" || strings.TrimLeft(gap, "'’`") == ""
		if glued && len(dst) > begun && end-start == 1 {
			dst[len(dst)-1].owner = true // "'s"
			last = end
			continue
		}
		if gap == "." && end-start == 1 && len(dst) > begun && letters(field, &dst[len(dst)-1]) {
			p := &dst[len(dst)-1]
			p.key, p.end, p.edge = strings.TrimSuffix(p.key, ".")+t.Word+".", end, false
			last = end
			if last < to && field[last] == '.' && (last+1 == to || field[last+1] == ' ') {
				p.end++ // it is written with one
			}
			continue
		}
		if len(dst) > begun && parts(gap) {
			dst = append(dst, token{start: last, end: last})
		}
		last = end
		if n := w.unit(scratch[i:]); n > 0 {
			last = from + scratch[i+n-1].End
			name := strings.Join(wordsOf(scratch[i:i+n]), " ")
			dst = append(dst, token{key: name, edge: w.Edges[name], start: start, end: last})
			i += n - 1
			continue
		}
		if covered(hidden, start, end) || digits(t.Word) || w.Outside[t.Word] {
			dst = append(dst, token{start: start, end: end})
			continue
		}
		one := token{key: t.Word, edge: w.Edges[t.Word], start: start, end: end}
		switch {
		case one.edge && !w.Names[t.Word] && capitals(field[start:end]):
			one.key, one.edge = t.Word+".", false // "US" is not "us"
		case !one.edge:
			one.key = w.stem(known, t.Word)
		}
		dst = append(dst, one)
	}
	return dst, scratch
}

// ending is how many letters a form of a word has more than its stem at most: beyond
// that lie other words, "successful" and "success".
const ending = 3

// stem is what a word is compared by.
func (w *Words) stem(known map[string]string, word string) string {
	if s, ok := known[word]; ok {
		return s
	}
	s := search.Stem(w.Lang, word)
	word = strings.Clone(word) // it may be part of a long text
	if s == "" || len(word)-len(s) > ending {
		s = word
		for _, p := range w.Plural {
			if cut := strings.TrimSuffix(word, p); len(cut) >= len(word)/2 && cut != word {
				s = cut
				break
			}
		}
	}
	known[word] = s
	return s
}

// unit is how many words at the head of a list are a name that counts as one.
func (w *Words) unit(list []search.Token) int {
	for _, u := range w.Units {
		if len(u) == 0 || len(u) > len(list) || u[0] != list[0].Word {
			continue
		}
		n := 0
		for n < len(u) && u[n] == list[n].Word {
			n++
		}
		if n == len(u) {
			return n
		}
	}
	return 0
}

func wordsOf(list []search.Token) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = list[i].Word
	}
	return out
}

// letters reports whether a token is letters with periods between them so far.
func letters(field string, t *token) bool {
	return t.key != "" && (t.end-t.start == 1 || strings.HasSuffix(t.key, "."))
}

// parts reports whether what stands between two words parts phrases.
func parts(gap string) bool {
	for i, r := range gap {
		switch {
		case r == '-' && i > 0 && i+1 < len(gap): // a dash between blanks
			return true
		case r == ' ', r == '-', r == '.', r == '\'', r == '"', r == '`', r == '’', r == '‘', r == '“', r == '”', r == '\u00a0':
		default:
			return true
		}
	}
	return false
}

func covered(hidden []rostrum.Span, start, end int) bool {
	for i := range hidden {
		if start < hidden[i].End && end > hidden[i].Start {
			return true
		}
	}
	return false
}

func digits(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsDigit(r)
}

// capitals reports whether a word is written in capitals alone.
func capitals(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n > 1
}
