package search

import (
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

// stems remembers stems that were asked for, up to a bound: texts repeat their
// words, and stemming one costs more than looking it up.
type stems struct {
	of [langs]map[string]string
}

const mostStems = 1 << 16

var stemsPool = sync.Pool{New: func() any { return &stems{} }}

func (s *stems) stem(lang Lang, word string) string {
	if lang == NoStems {
		return ""
	}
	if st, ok := s.of[lang][word]; ok {
		return st
	}
	if s.of[lang] == nil || len(s.of[lang]) >= mostStems {
		s.of[lang] = map[string]string{}
	}
	// A copy, as the word may be part of a long text.
	word = string([]byte(word))
	st := Stem(lang, word)
	s.of[lang][word] = st
	return st
}
