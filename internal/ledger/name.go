package ledger

import (
	"slices"
	"strings"
)

// Name is a name in a passage: words with large letters that stand together, and
// those of its sort behind it.
type Name struct {
	Text   string // as worded
	Own    Bag    // its own words, folded
	Sort   Bag    // words that say what sort of a thing it is of: power station
	Head   string // the last of these, or ""
	Number string // "No. 2"
	Thing  bool   // the last word says that it is something that is built

	Start, End int // bytes of the passage
}

// Names finds the names of a passage whose words are given. skip tells of places,
// in bytes of the passage, that are no part of any: names of people, titles.
func (r *Reader) Names(s string, words []Word, skip func(start, end int) bool) []Name {
	var names []Name
	for i := 0; i < len(words); {
		if !r.opens(words, i) || skip != nil && skip(words[i].Start, words[i].End) {
			i++
			continue
		}
		last := i + 1
		for last < len(words) && r.goesOn(s, words, last, skip) {
			last++
		}
		// Behind the name may stand what it is of, in small letters.
		for last < len(words) && !words[last].Big && (r.Kinds[words[last].Word] || r.General[words[last].Word] && last+1 < len(words) && r.Kinds[words[last+1].Word]) && beside(s, words[last-1], words[last]) {
			last++
		}
		if n := r.name(s, words[i:last]); len(n.Own) > 0 {
			names = append(names, n)
		}
		i = last
	}
	return names
}

// opens tells whether a name may begin with a word: one with a large letter that
// is not the language's own in first place.
func (r *Reader) opens(words []Word, i int) bool {
	w := words[i]
	if w.Big && r.Empty[w.Word] && i+2 < len(words) && words[i+1].Number && words[i+2].Big {
		return true // a name that begins with a day
	}
	if !w.Big || r.Empty[w.Word] || r.Quota[w.Word] {
		return false
	}
	return i > 0 || !r.Common[w.Word] || len(words) > 1 && words[1].Big
}

func (r *Reader) goesOn(s string, words []Word, i int, skip func(start, end int) bool) bool {
	w := words[i]
	if !beside(s, words[i-1], w) || skip != nil && skip(w.Start, w.End) {
		return false
	}
	if w.Big {
		return !r.Quota[w.Word]
	}
	return w.Number && (words[i-1].Big || i+1 < len(words) && words[i+1].Big && beside(s, w, words[i+1]))
}

// beside tells whether nothing but blanks, a hyphen or the point of an
// abbreviation parts two words.
func beside(s string, a, b Word) bool {
	switch gap := s[a.End:b.Start]; gap {
	case " ", "-", "'", "’", ". ", ".":
		return gap != ". " || a.End-a.Start <= 3
	}
	return false
}

func (r *Reader) name(s string, words []Word) Name {
	n := Name{Start: words[0].Start, End: words[len(words)-1].End}
	n.Text = s[n.Start:n.End]
	for i, w := range words {
		switch {
		case w.Number && i == len(words)-1:
			n.Number = w.Word
		case r.Kinds[w.Word]:
			n.Sort, n.Head, n.Thing = append(n.Sort, w.Stem), w.Stem, r.Things[w.Word]
		case len(w.Word) < 2 || r.Empty[w.Word] || r.Quota[w.Word] || r.Lands[w.Word]:
		case r.General[w.Word] && i > 0:
			n.Sort = append(n.Sort, w.Stem)
		default:
			n.Own = append(n.Own, w.Word)
		}
	}
	n.Own, n.Sort = newBag(n.Own), newBag(n.Sort)
	return n
}

// Bag is all words of a name, as stems.
func (n *Name) Bag(r *Reader) Bag {
	b := slices.Clone(n.Sort)
	for _, w := range n.Own {
		b = append(b, r.stem(w))
	}
	return newBag(b)
}

// How well two names agree.
type Agreement int

// The grades of agreement.
const (
	Apart Agreement = iota
	Place           // own words in common, but one or both do not say what they are of
	Same            // own words in common, and the sort of thing
)

// Agree tells whether two names can be of one thing: the own words of one are
// among those of the other, and neither has a sort of thing, or a number, in the
// place of the other's.
func Agree(a, b *Name) Agreement {
	common := len(a.Own.Common(b.Own))
	if common == 0 || common < min(len(a.Own), len(b.Own)) {
		return Apart
	}
	if a.Number != "" && b.Number != "" && a.Number != b.Number {
		return Apart
	}
	switch {
	case a.Head == "" || b.Head == "":
		if len(a.Own) > 1 && common == len(a.Own) && common == len(b.Own) {
			return Same
		}
		return Place
	case a.Head == b.Head:
		return Same
	case len(a.Sort.Common(b.Sort)) == min(len(a.Sort), len(b.Sort)):
		return Same
	}
	return Apart
}

// Key is what a name is filed under.
func (n *Name) Key() string { return strings.Join(n.Own, " ") + "/" + strings.Join(n.Sort, " ") }
