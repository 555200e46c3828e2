package profile

import "github.com/rostrum-watch/rostrum/internal/text"

// Phrases is a trie of entries of two words or more over Words, matched longest first
// at whole words.
type Phrases struct {
	nodes []phrase
	first []opening // by the word that an entry begins with
	marks []edge    // entries that begin with punctuation
}

// opening is the node behind a first word, and what may follow there: a bit for each
// second word, which others share. Nearly everywhere it tells that no entry begins,
// without a look at the node.
type opening struct {
	follow uint64
	node   int32
}

func followBit(w text.Word) uint64 { return 1 << (uint(w) & 63) }

type edge struct {
	word text.Word
	node int32
}

type phrase struct {
	class text.Class
	value string
	next  []edge // few: a list is faster than a map
}

func newPhrases() *Phrases { return &Phrases{nodes: make([]phrase, 1)} }

// mark stands in the trie for punctuation, by its byte.
func mark(t *text.Token) text.Word { return -1 - text.Word(t.Mark) }

func key(t *text.Token) text.Word {
	if t.Is(text.Punct) {
		return mark(t)
	}
	return t.Word
}

func (p *Phrases) add(words []text.Word, class text.Class, value string) {
	n := int32(0)
	for i, w := range words {
		k := p.child(n, w, i == 0)
		if k == 0 {
			k = int32(len(p.nodes))
			p.nodes = append(p.nodes, phrase{})
			switch {
			case i == 0 && w >= 0:
				if more := int(w) + 1 - len(p.first); more > 0 {
					p.first = append(p.first, make([]opening, more)...)
				}
				p.first[w].node = k
			case i == 0:
				p.marks = append(p.marks, edge{w, k})
			default:
				p.nodes[n].next = append(p.nodes[n].next, edge{w, k})
			}
		}
		n = k
	}
	if w := words[0]; w >= 0 {
		p.first[w].follow |= followBit(words[1])
	}
	p.nodes[n].class |= class
	if value != "" {
		p.nodes[n].value = value
	}
}

// child returns the node behind a word, 0 where there is none.
func (p *Phrases) child(n int32, w text.Word, first bool) int32 {
	list := p.nodes[n].next
	if first {
		if w >= 0 {
			if int(w) < len(p.first) {
				return p.first[w].node
			}
			return 0
		}
		list = p.marks
	}
	for i := range list {
		if list[i].word == w {
			return list[i].node
		}
	}
	return 0
}

// Longest returns the length in tokens of the longest entry that begins at
// token i and has one of the wanted classes, its classes and its value; 0 where
// there is none.
func (p *Phrases) Longest(d *text.Doc, i, last int, want text.Class) (n int, class text.Class, value string) {
	if t := &d.Tokens[i]; !t.Opens.Has(want) && !t.Is(text.Punct) {
		return 0, 0, "" // as nearly everywhere
	}
	return p.longest(d, i, last, want)
}

func (p *Phrases) longest(d *text.Doc, i, last int, want text.Class) (n int, class text.Class, value string) {
	if w := key(&d.Tokens[i]); i+1 >= last || w >= 0 && (int(w) >= len(p.first) || p.first[w].follow&followBit(key(&d.Tokens[i+1])) == 0) {
		return 0, 0, ""
	}
	node := int32(0)
	for k := i; k < last; k++ {
		w := key(&d.Tokens[k])
		if w == text.Unknown {
			break
		}
		if node = p.child(node, w, k == i); node == 0 {
			break
		}
		if ph := &p.nodes[node]; ph.class.Has(want) {
			n, class, value = k-i+1, ph.class, ph.value
		}
	}
	return n, class, value
}
