package phrase

import (
	"hash/crc32"
	"maps"
	"slices"
	"strings"
)

// lexicon numbers words from 1, as they are met; 0 is none.
type lexicon struct {
	number map[string]uint32
	keys   []string // by number; of 0 none
	edge   []bool
	sums   []uint32 // of the first so many
}

func newLexicon() lexicon {
	return lexicon{number: map[string]uint32{}, keys: []string{""}, edge: []bool{true}}
}

// clone is a lexicon that knows the same and learns for itself.
func (x *lexicon) clone() lexicon {
	return lexicon{number: maps.Clone(x.number), keys: slices.Clone(x.keys), edge: slices.Clone(x.edge)}
}

// written is what a word is found by: the same letters may be an edge and a stem.
func (t *token) written() string {
	if t.edge {
		return "\x00" + t.key
	}
	return t.key
}

// find is the number of a word that was met.
func (x *lexicon) find(t *token) (uint32, bool) {
	if t.key == "" {
		return 0, true
	}
	n, ok := x.number[t.written()]
	return n, ok
}

// numberOf is the number of a word.
func (x *lexicon) numberOf(t *token) uint32 {
	if t.key == "" {
		return 0
	}
	return x.numberFor(t.written())
}

// numberFor is the number of what a word is found by.
func (x *lexicon) numberFor(key string) uint32 {
	n, ok := x.number[key]
	if !ok {
		n = uint32(len(x.keys))
		key = strings.Clone(key)
		x.number[key] = n
		x.keys = append(x.keys, strings.TrimPrefix(key, "\x00"))
		x.edge = append(x.edge, strings.HasPrefix(key, "\x00"))
	}
	return n
}

// keyOf is what a word is found by.
func (x *lexicon) keyOf(n uint32) string {
	if x.edge[n] {
		return "\x00" + x.keys[n]
	}
	return x.keys[n]
}

// wordsIn gives the numbers of the words of a phrase as somebody writes it; nil
// where one of them was never met, or where marks part it.
func (x *lexicon) wordsIn(w *Words, phrase string) []uint32 {
	tokens, _ := w.tokens(nil, phrase, 0, len(phrase), nil, nil)
	var out []uint32
	for i := range tokens {
		n, ok := x.find(&tokens[i])
		if n == 0 || !ok {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// sum tells the first words of a lexicon, so many of them, from others.
func (x *lexicon) sum(words int) uint32 {
	if len(x.sums) == 0 {
		x.sums = []uint32{0}
	}
	for n := len(x.sums); n <= words; n++ {
		x.sums = append(x.sums, crc32.Update(x.sums[n-1], crc32.IEEETable, []byte(x.keyOf(uint32(n-1))+"\n")))
	}
	return x.sums[words]
}
