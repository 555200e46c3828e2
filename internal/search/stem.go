package search

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/spanish"
)

// Lang is a language as far as stems go. A report of a language without a
// stemmer has NoStems.
type Lang uint8

// The languages that words are stemmed in.
const (
	NoStems Lang = iota
	English
	Spanish
	langs // how many there are
)

// LangOf is the language of a code such as "en".
func LangOf(code string) Lang {
	switch code {
	case "en":
		return English
	case "es":
		return Spanish
	}
	return NoStems
}

// Stemmed are the languages that have stems.
func Stemmed() []Lang { return []Lang{English, Spanish} }

// Stem is what a word, as Fold leaves it, has in common with its other forms;
// "" where the language tells of none, as for numbers. It depends on nothing but
// the two.
func Stem(lang Lang, word string) string {
	if lang == NoStems {
		return ""
	}
	for i := range len(word) {
		if c := word[i]; c >= utf8.RuneSelf || c >= '0' && c <= '9' {
			return ""
		}
	}
	if lang == Spanish {
		return spanish.Stem(word, true)
	}
	return english.Stem(word, true)
}

// known remembers what words have for a stem, up to a bound: texts repeat their
// words, and stemming one costs more than looking it up. Kept are the terms by
// which an index tells it: StemTerm with the word.
var known struct {
	sync.RWMutex
	of [langs]map[string]string
}

// mostKnown is how many words of a language are remembered.
const mostKnown = 1 << 17

// StemTermOf is the term that tells the stem of a word, as Fold leaves it; "" where it
// has none.
func StemTermOf(lang Lang, word string) string {
	if lang == NoStems {
		return ""
	}
	known.RLock()
	term, ok := known.of[lang][word]
	known.RUnlock()
	if ok {
		return term
	}
	word = strings.Clone(word) // it may be part of a long text
	if stem := Stem(lang, word); stem != "" {
		term = StemTerm(lang, stem) + word
	}
	known.Lock()
	defer known.Unlock()
	if known.of[lang] == nil || len(known.of[lang]) >= mostKnown {
		known.of[lang] = make(map[string]string, mostKnown/4)
	}
	known.of[lang][word] = term
	return term
}

// stemTerm is that of one word without the word itself, by which words of one
// stem are told.
func stemTerm(lang Lang, word string) string { return strings.TrimSuffix(StemTermOf(lang, word), word) }
