package search

import (
	"cmp"
	"slices"
)

// Range is a half-open range of positions.
type Range struct{ Start, End int }

// Windows finds, among the places of several things, those that stand together:
// at most within words lie between the end of the first and the beginning of the
// last. Each list is in order; found is called with the place in each list, once
// for each place that may come first.
func Windows(lists [][]Range, within int, found func(at []int)) {
	at := make([]int, len(lists))
	for _, l := range lists {
		if len(l) == 0 {
			return
		}
	}
	for {
		first, last := 0, 0
		for i := range lists {
			if lists[i][at[i]].Start < lists[first][at[first]].Start {
				first = i
			}
			if lists[i][at[i]].Start > lists[last][at[last]].Start {
				last = i
			}
		}
		if lists[last][at[last]].Start-lists[first][at[first]].End <= within {
			found(at)
		}
		if at[first]++; at[first] == len(lists[first]) {
			return
		}
	}
}

// Occurrences are the places of a Word, Phrase or Near in the words of a text of
// some language, in order; of a Near, the places of its parts. Other nodes have
// none.
func Occurrences(n Node, lang Lang, tokens []Token) []Range {
	var found []Range
	switch n := n.(type) {
	case Word:
		stem := ""
		if !n.Prefix {
			stem = stemTerm(lang, n.Text)
		}
		for i := range tokens {
			w := tokens[i].Word
			if same(w, n.Text, n.Prefix) || stem != "" && stemTerm(lang, w) == stem {
				found = append(found, Range{i, i + 1})
			}
		}
	case Phrase:
		last := len(n.Words) - 1
	places:
		for i := 0; i+last < len(tokens); i++ {
			for k, w := range n.Words {
				if !same(tokens[i+k].Word, w, n.Prefix && k == last) {
					continue places
				}
			}
			found = append(found, Range{i, i + len(n.Words)})
		}
	case Near:
		lists := make([][]Range, len(n.Of))
		for i, o := range n.Of {
			lists[i] = Occurrences(o, lang, tokens)
		}
		Windows(lists, n.Within, func(at []int) {
			for i, k := range at {
				found = append(found, lists[i][k])
			}
		})
		slices.SortFunc(found, func(a, b Range) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
		found = slices.Compact(found)
	}
	return found
}

func same(word, sought string, prefix bool) bool {
	if prefix {
		return len(word) >= len(sought) && word[:len(sought)] == sought
	}
	return word == sought
}
