package grammar

import "github.com/rostrum-watch/rostrum/internal/text"

// Follow tells which tokens may stand behind the word that a pattern begins
// with, so that most places can be passed over without trying the pattern.
type Follow struct {
	any   bool // a slot, a gap, a mark or the end may come next
	class text.Class
	words []text.Word
}

// Allows reports whether the token may follow; nil stands for the end of the
// sentence.
func (f *Follow) Allows(t *text.Token) bool {
	if f.any {
		return true
	}
	if t == nil {
		return false
	}
	if t.Class.Has(f.class) {
		return true
	}
	for _, w := range f.words {
		if w == t.Word {
			return true
		}
	}
	return false
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
			f.next(n.next)
		}
	case class:
		if n.set.Has(set) {
			f.next(n.next)
		}
	}
}

// next adds what a node may begin with.
func (f *Follow) next(n *node) {
	switch n.kind {
	case word:
		for _, w := range f.words {
			if w == n.word {
				return
			}
		}
		f.words = append(f.words, n.word)
	case class:
		f.class |= n.set
	case fork:
		for _, r := range n.rows {
			f.next(r)
		}
	default:
		f.any = true
	}
}
