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

// Rest is what of a pattern stands behind the word that it begins with.
type Rest struct {
	begins Follow
	node   *node // nil where the pattern must be tried from its start
	opens  bool  // the pattern stands only where a sentence begins
}

// Allows reports whether the token may stand behind the pattern's first word; nil
// stands for the end of the sentence.
func (r *Rest) Allows(t *text.Token) bool { return r.begins.Allows(t) }

// Rest returns what follows where the pattern begins with word w of the given
// classes.
func (p *Pattern) Rest(w text.Word, set text.Class) Rest {
	whole := p.lead > 0 // what stands before the word must be looked at as well
	n := p.anchor
	if p.Opens() {
		n = n.next
	}
	var behind []*node
	var walk func(n *node)
	walk = func(n *node) {
		switch {
		case n.kind == fork:
			for _, r := range n.rows {
				walk(r)
			}
		case n.kind == begin:
			whole = true
			walk(n.next)
		case n.kind == word && n.word == w, n.kind == class && n.begins.class.Has(set):
			behind = append(behind, n.next)
		}
	}
	walk(n)
	rest := Rest{opens: p.Opens()}
	for _, n := range behind {
		rest.begins.or(n.begins)
	}
	switch {
	case whole:
	case len(behind) == 1:
		rest.node = behind[0]
	default:
		rest.node = &node{kind: fork, begins: rest.begins, rows: behind}
	}
	return rest
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
