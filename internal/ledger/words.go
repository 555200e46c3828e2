package ledger

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum/internal/search"
)

// Word is a word of a passage.
type Word struct {
	Word       string // folded
	Stem       string // what it has in common with its other forms
	Big        bool   // begins with a large letter
	Number     bool   // begins with a digit
	Start, End int    // bytes of the passage
}

// Reader cuts passages into words and names. It remembers stems, so that it is
// for one goroutine.
type Reader struct {
	*Terms
	lang   search.Lang
	stems  map[string]string
	tokens []search.Token
}

// NewReader returns a reader by the terms of one profile.
func NewReader(t *Terms) *Reader {
	return &Reader{Terms: t, lang: search.LangOf(t.Lang), stems: map[string]string{}}
}

// Words cuts a passage.
func (r *Reader) Words(s string) []Word {
	r.tokens = search.Tokens(r.tokens[:0], s)
	words := make([]Word, len(r.tokens))
	for i, t := range r.tokens {
		first, _ := utf8.DecodeRuneInString(s[t.Start:])
		words[i] = Word{Word: t.Word, Stem: r.stem(t.Word), Big: unicode.IsUpper(first), Number: unicode.IsDigit(first), Start: t.Start, End: t.End}
	}
	return words
}

func (r *Reader) stem(word string) string {
	s, ok := r.stems[word]
	if !ok {
		if s = search.Stem(r.lang, word); s == "" {
			s = word
		}
		s = strings.Clone(s)
		r.stems[strings.Clone(word)] = s
	}
	return s
}

// Bag is the different stems of a passage, sorted.
type Bag []string

// Content keeps of words those that say something of what a passage is about:
// without the empty ones and, where general is set, those that plans have in
// common.
func (r *Reader) Content(words []Word, general bool) Bag {
	var b Bag
	for _, w := range words {
		if len(w.Word) < 2 || r.Empty[w.Word] || general && (r.General[w.Word] || r.Quota[w.Word]) {
			continue
		}
		b = append(b, w.Stem)
	}
	return newBag(b)
}

func newBag(words []string) Bag {
	slices.Sort(words)
	return slices.Compact(words)
}

// Without is a bag less what another has.
func (b Bag) Without(other Bag) Bag {
	var left Bag
	for _, w := range b {
		if _, in := slices.BinarySearch(other, w); !in {
			left = append(left, w)
		}
	}
	return left
}

// Common is what two bags share.
func (b Bag) Common(other Bag) Bag {
	var both Bag
	for i, j := 0, 0; i < len(b) && j < len(other); {
		switch c := strings.Compare(b[i], other[j]); {
		case c == 0:
			both = append(both, b[i])
			i, j = i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return both
}

// Weights counts in how many of the passages read so far a word stands.
type Weights struct {
	of       map[string]int
	passages int
}

// NewWeights returns weights before anything was read.
func NewWeights() *Weights { return &Weights{of: map[string]int{}} }

// Add counts a passage.
func (w *Weights) Add(b Bag) {
	w.passages++
	for _, s := range b {
		w.of[s]++
	}
}

// seenBefore is how many passages are taken as read before the first, so that
// the first days do not find every word rare.
const seenBefore = 200

// Of is how much a word tells: the rarer, the more.
func (w *Weights) Of(stem string) float64 {
	return math.Log(float64(w.passages+seenBefore) / float64(w.of[stem]+1))
}

// Sum is how much the words of a bag tell.
func (w *Weights) Sum(b Bag) (sum float64) {
	for _, s := range b {
		sum += w.Of(s)
	}
	return sum
}

// Alike is the weighted share of words that two bags have in common, of those of
// either (the Dice coefficient), and the weight of these.
func (w *Weights) Alike(a, b Bag) (share, weight float64) {
	if len(a) == 0 || len(b) == 0 {
		return 0, 0
	}
	weight = w.Sum(a.Common(b))
	return 2 * weight / (w.Sum(a) + w.Sum(b)), weight
}
