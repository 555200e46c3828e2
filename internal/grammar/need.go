package grammar

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// need is a set of words of which one must stand where a pattern matches.
type need struct {
	words   []text.Word
	letters int // of the shortest
}

// rarer reports whether texts are likely to lack n more often than o. What a
// language says often it says in short words, so no figures are wanted.
func (n *need) rarer(o *need) bool {
	if n.letters != o.letters {
		return n.letters > o.letters
	}
	return len(n.words) < len(o.words)
}

// fewLetters is how many letters a word has at least that is worth looking for:
// shorter ones stand in nearly every sentence.
const fewLetters = 4

// needBehind returns what must stand behind the word that items begin with,
// without words where nothing must.
func needBehind(items []*node, v *text.Vocabulary) need {
	for len(items) > 0 && !taken(items[0]) {
		items = items[1:]
	}
	if len(items) == 0 {
		return need{}
	}
	return needOf(items[1:], v)
}

// taken reports whether an item, as the parser leaves it, takes a word wherever it
// matches.
func taken(n *node) bool {
	switch n.kind {
	case word, class:
		return true
	case fork:
		for k := range n.rows {
			if !slices.ContainsFunc(n.items(k), taken) {
				return false
			}
		}
		return true
	}
	return false
}

// needOf returns what must stand where items match: the rarest that is worth
// looking for.
func needOf(items []*node, v *text.Vocabulary) need {
	var out need
	for _, n := range items {
		var one need
		switch n.kind {
		case word:
			one = need{[]text.Word{n.word}, len(v.String(n.word))}
		case fork:
			one = n.needOfRows(v)
		}
		if one.letters >= fewLetters && (len(out.words) == 0 || one.rarer(&out)) {
			out = one
		}
	}
	return out
}

// needOfRows joins what the rows of a fork need each.
func (n *node) needOfRows(v *text.Vocabulary) need {
	var out need
	for k := range n.rows {
		one := needOf(n.items(k), v)
		if len(one.words) == 0 {
			return need{}
		}
		if out.letters == 0 || one.letters < out.letters {
			out.letters = one.letters
		}
		out.words = append(out.words, one.words...)
	}
	slices.Sort(out.words)
	out.words = slices.Compact(out.words)
	return out
}
