package search

import (
	"slices"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

// Excerpt is the part of a report that is shown of a hit. Spans count in the
// report's own title and text.
type Excerpt struct {
	// At is where the hit opens: the words that were sought, as far as they stand
	// together, else the beginning of what is shown.
	At    rostrum.Span   `json:"at"`
	Shown rostrum.Span   `json:"shown"` // of the text
	Quote string         `json:"quote"` // the bytes of Shown
	Marks []rostrum.Span `json:"marks"` // words that were sought, in the title and in what is shown of the text
}

// How much of a text is shown, in bytes.
const (
	excerptBytes = 260
	before       = 60 // of them at most before the first word that was sought
)

// mark is a place of a word that was sought.
type mark struct {
	start, end int // bytes
	of         int // which of the query's words or phrases
}

// Excerpt chooses what is shown of a report: where most of what was sought
// stands together, the first of several such places. people are those that are
// mentioned in it, by whose names words are cut as in the index.
func (q *Query) Excerpt(lang Lang, title, text string, people []rostrum.Mention) Excerpt {
	var leaves []Node
	Walk(q.Root, func(n Node, negated bool) {
		switch n.(type) {
		case Word, Phrase, Near:
			if !negated {
				leaves = append(leaves, n)
			}
		}
	})
	inTitle, inText := marks(leaves, lang, title, Cuts(nil, people, rostrum.FieldTitle)), marks(leaves, lang, text, Cuts(nil, people, rostrum.FieldText))
	e := Excerpt{Marks: []rostrum.Span{}}
	for _, m := range inTitle {
		e.mark(rostrum.FieldTitle, m)
	}
	first, last := together(inText)
	start, from, to := 0, 0, 0
	if first < last {
		from, to = inText[first].start, 0
		for _, m := range inText[first:last] {
			to = max(to, m.end)
		}
		start = opening(text, from)
	}
	e.shown(text, start, max(start+excerptBytes, to))
	for _, m := range inText {
		if m.start >= e.Shown.Start && m.end <= e.Shown.End {
			e.mark(rostrum.FieldText, m)
		}
	}
	switch {
	case first < last:
		e.At = rostrum.Span{Field: rostrum.FieldText, Start: from, End: to}
	case len(inTitle) > 0:
		e.At = rostrum.Span{Field: rostrum.FieldTitle, Start: inTitle[0].start, End: inTitle[len(inTitle)-1].end}
	default:
		e.At = e.Shown
	}
	return e
}

// ExcerptAt is what is shown of a report whose record at a place was sought.
func ExcerptAt(at rostrum.Span, text string) Excerpt {
	e := Excerpt{Marks: []rostrum.Span{at}}
	start, to := 0, 0
	if at.Field == rostrum.FieldText {
		start, to = opening(text, min(at.Start, len(text))), min(at.End, len(text))
	}
	e.shown(text, start, max(start+excerptBytes, to))
	e.At = at
	return e
}

// mark marks a place, unless another covers it.
func (e *Excerpt) mark(field string, m mark) {
	if n := len(e.Marks); n > 0 && e.Marks[n-1].Field == field && m.end <= e.Marks[n-1].End {
		return
	}
	e.Marks = append(e.Marks, rostrum.Span{Field: field, Start: m.start, End: m.end})
}

// shown sets what is shown: from start up to a word's end not beyond upto.
func (e *Excerpt) shown(text string, start, upto int) {
	stop := len(text)
	if upto < len(text) {
		stop = wordStart(text, upto)
		for stop > start && blank(text[stop-1]) {
			stop--
		}
		if stop <= start { // one long word
			for stop = upto; stop > start && !utf8.RuneStart(text[stop]); stop-- {
			}
		}
	}
	e.Shown = rostrum.Span{Field: rostrum.FieldText, Start: start, End: stop}
	e.Quote = text[start:stop]
}

// opening is where what is shown begins for something at a place: a few words
// before it, or with the text.
func opening(text string, at int) int {
	if at < before+before/2 {
		return 0
	}
	return wordStart(text, at-before)
}

// wordStart is the last place up to at, not more than a few bytes away, at which
// a word begins.
func wordStart(text string, at int) int {
	if at >= len(text) {
		return len(text)
	}
	const far = 40
	for i := at; i > 0 && at-i < far; i-- {
		if blank(text[i-1]) && !blank(text[i]) {
			return i
		}
	}
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// marks finds the places of words and phrases, by their beginning.
func marks(leaves []Node, lang Lang, text string, cuts []int) []mark {
	tokens := CutTokens(nil, text, cuts)
	var all []mark
	for i, n := range leaves {
		for _, r := range Occurrences(n, lang, tokens) {
			all = append(all, mark{tokens[r.Start].Start, tokens[r.End-1].End, i})
		}
	}
	slices.SortStableFunc(all, func(a, b mark) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	return all
}

// together chooses the marks that are shown: as many of what was sought as fit,
// then as many places.
func together(all []mark) (first, last int) {
	best := 0
	for i := range all {
		var seen [MaxTerms/64 + 1]uint64
		kinds, n := 0, 0
		for n = i; n < len(all) && all[n].end-all[i].start <= excerptBytes-before; n++ {
			if bit := uint64(1) << (all[n].of % 64); seen[all[n].of/64]&bit == 0 {
				seen[all[n].of/64] |= bit
				kinds++
			}
		}
		n = max(n, i+1) // a phrase that is longer by itself
		if score := max(kinds, 1)<<16 + n - i; score > best {
			best, first, last = score, i, n
		}
	}
	return first, last
}
