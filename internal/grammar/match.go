package grammar

import "github.com/rostrum-watch/rostrum/internal/text"

// Range is a half-open range of tokens.
type Range struct{ First, Last int }

// Empty reports whether the range holds no token.
func (r Range) Empty() bool { return r.Last <= r.First }

// Match is where a pattern stood.
type Match struct {
	First, Last int // tokens of the pattern without its outer slots
	Slots       [slots]Range
	tail        Slot // slot at the end, whose range runs to the end of the sentence
}

// Slot returns the tokens of a slot; empty where the pattern lacks it.
func (m *Match) Slot(s Slot) Range { return m.Slots[s] }

// most steps one match may take; enough for every sane pattern, and a bound on
// hostile ones.
const budget = 4000

type matcher struct {
	d           *text.Doc
	first, last int // the sentence
	at          int // where the pattern begins
	m           *Match
	steps       int
}

// Match tries the pattern with its first word at token at, within the sentence
// [first, last). It fills m where it stands there.
func (p *Pattern) Match(d *text.Doc, first, last, at int, m *Match) bool {
	at -= p.lead
	if at < first {
		return false
	}
	return p.try(p.start, at, &matcher{d: d, first: first, last: last, at: at, m: m, steps: budget})
}

// MatchRest does what Match does where the pattern's first word is known to stand
// at token at: r is the pattern's Rest for that word.
func (p *Pattern) MatchRest(r *Rest, d *text.Doc, first, last, at int, m *Match) bool {
	if r.node == nil {
		return p.Match(d, first, last, at, m)
	}
	if d.Tokens[at].Is(text.Quoted) || r.opens && at != first {
		return false
	}
	return p.try(r.node, at+1, &matcher{d: d, first: first, last: last, at: at, m: m, steps: budget})
}

// try runs the pattern from a node on, at token i, and fills the outer slots.
func (p *Pattern) try(n *node, i int, x *matcher) bool {
	if !x.run(n, i) {
		return false
	}
	if p.front != NoSlot {
		x.m.Slots[p.front] = Range{x.first, x.at}
	}
	if x.m.tail != NoSlot {
		x.m.Slots[x.m.tail].Last = x.last
	}
	return true
}

func (x *matcher) run(n *node, i int) bool {
	for {
		if x.steps--; x.steps < 0 {
			return false
		}
		switch n.kind {
		case done:
			x.found(i)
			return true
		case begin:
			if i != x.first {
				return false
			}
			n = n.next
		case fork:
			if !x.may(n, i) {
				return false
			}
			w := text.Unknown
			if i < x.last {
				w = x.d.Tokens[i].Word
			}
			for _, r := range n.rowsOf(w) {
				if x.run(r, i) {
					return true
				}
			}
			return false
		case word:
			if i >= x.last || x.d.Tokens[i].Word != n.word || x.d.Tokens[i].Is(text.Quoted) {
				return false
			}
			i++
			n = n.next
		case class:
			if i >= x.last || !x.d.Tokens[i].Class.Has(n.begins.class) || x.d.Tokens[i].Is(text.Quoted) {
				return false
			}
			i++
			n = n.next
		case mark:
			if i >= x.last || x.d.Tokens[i].Mark != n.mark {
				return false
			}
			i++
			n = n.next
		case gap:
			for k := 0; k <= int(n.max) && i+k <= x.last; k++ {
				if x.may(n.next, i+k) && x.run(n.next, i+k) {
					return true
				}
				if i+k < x.last && closes(&x.d.Tokens[i+k]) {
					return false
				}
			}
			return false
		case slot:
			if n.next.kind == done {
				x.found(i)
				x.m.Slots[n.slot] = Range{i, x.last}
				x.m.tail = n.slot
				return true
			}
			for k := i + 1; k <= x.last && k <= i+60; k++ {
				if x.may(n.next, k) && x.run(n.next, k) {
					x.m.Slots[n.slot] = Range{i, k}
					return true
				}
			}
			return false
		}
	}
}

// found notes that the pattern stands up to token i; its slots are filled on the
// way back.
func (x *matcher) found(i int) { *x.m = Match{First: x.at, Last: i} }

// may reports whether a node is worth trying at token i.
func (x *matcher) may(n *node, i int) bool {
	if i >= x.last {
		return n.begins.Allows(nil)
	}
	return n.begins.Allows(&x.d.Tokens[i])
}

// closes reports whether a gap may not pass over the token.
func closes(t *text.Token) bool {
	return t.Is(text.Punct) && (t.Mark == '.' || t.Mark == ';' || t.Mark == ':' || t.Mark == '!' || t.Mark == '?')
}
