package profile

import "github.com/rostrum-watch/rostrum/internal/text"

// Phrases is a trie of multi-word entries over Words, matched longest first at
// whole words.
type Phrases struct {
	next  map[edge]int32
	nodes []phrase
	first []bool // a phrase begins with this word
}

type edge struct {
	node int32
	word text.Word
}

type phrase struct {
	class text.Class
	value string
	more  bool // the node has children
}

func newPhrases() *Phrases {
	return &Phrases{next: map[edge]int32{}, nodes: make([]phrase, 1)}
}

// mark stands in the trie for punctuation, by its byte.
func mark(t *text.Token) text.Word { return -1 - text.Word(t.Mark) }

func key(t *text.Token) text.Word {
	if t.Is(text.Punct) {
		return mark(t)
	}
	return t.Word
}

func (p *Phrases) add(words []text.Word, class text.Class, value string) {
	if w := words[0]; w >= 0 {
		for len(p.first) <= int(w) {
			p.first = append(p.first, false)
		}
		p.first[w] = true
	}
	n := int32(0)
	for _, w := range words {
		e := edge{n, w}
		k, ok := p.next[e]
		if !ok {
			k = int32(len(p.nodes))
			p.nodes = append(p.nodes, phrase{})
			p.next[e] = k
			p.nodes[n].more = true
		}
		n = k
	}
	p.nodes[n].class |= class
	if value != "" {
		p.nodes[n].value = value
	}
}

// Longest returns the length in tokens of the longest entry that begins at
// token i and has one of the wanted classes, its classes and its value; 0 where
// there is none.
func (p *Phrases) Longest(d *text.Doc, i, last int, want text.Class) (n int, class text.Class, value string) {
	if t := &d.Tokens[i]; !t.Is(text.Punct) && (int(t.Word) >= len(p.first) || !p.first[t.Word]) {
		return 0, 0, ""
	}
	node := int32(0)
	for k := i; k < last; k++ {
		t := &d.Tokens[k]
		w := key(t)
		if w == text.Unknown || !p.nodes[node].more {
			break
		}
		next, ok := p.next[edge{node, w}]
		if !ok {
			break
		}
		node = next
		if ph := &p.nodes[node]; ph.class.Has(want) {
			n, class, value = k-i+1, ph.class, ph.value
		}
	}
	return n, class, value
}
