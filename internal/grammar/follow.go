package grammar

import "github.com/rostrum-watch/rostrum/internal/text"

// Follow tells which tokens may stand somewhere, so that most places can be passed
// over without trying what would come there. It may allow a token that does not
// fit, never the other way round.
type Follow struct {
	class text.Class
	words uint64 // for each word, the bit of its number modulo 64
}

// anything is what a slot, a gap, a mark or the end allows.
const anything = ^uint64(0)

// Allows reports whether the token may stand there; nil stands for the end of the
// sentence.
func (f *Follow) Allows(t *text.Token) bool {
	if t == nil {
		return f.words == anything
	}
	return f.words>>(t.Word&63)&1 != 0 || t.Class.Has(f.class)
}

// or adds what another allows.
func (f *Follow) or(g Follow) {
	f.class |= g.class
	f.words |= g.words
}

// Opens reports whether the pattern stands only where a sentence begins.
func (p *Pattern) Opens() bool { return p.anchor.kind == begin }

// Follow returns what may follow where the pattern begins with word w of the
// given classes.
func (p *Pattern) Follow(w text.Word, class text.Class) Follow {
	var f Follow
	f.from(p.anchor, w, class)
	return f
}

// from walks to the nodes that the word matches.
func (f *Follow) from(n *node, w text.Word, set text.Class) {
	switch n.kind {
	case begin:
		f.from(n.next, w, set)
	case fork:
		for _, r := range n.rows {
			f.from(r, w, set)
		}
	case word:
		if n.word == w {
			f.or(n.next.begins)
		}
	case class:
		if n.begins.class.Has(set) {
			f.or(n.next.begins)
		}
	}
}

// opening returns what a linked node may begin with.
func (n *node) opening() Follow {
	switch n.kind {
	case word:
		return Follow{words: 1 << (n.word & 63)}
	case class:
		return n.begins
	case fork:
		var f Follow
		for _, r := range n.rows {
			f.or(r.begins)
		}
		return f
	}
	return Follow{words: anything}
}
