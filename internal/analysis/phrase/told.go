package phrase

import (
	"slices"
)

// sameWords reports whether two phrases are one, longer and shorter: the one has all
// the words of the other, or they have a word in common and most uses of the rarer
// are uses of the other.
func (f *field) sameWords(a, b *tracked) bool {
	if f.holds(a, b) || f.holds(b, a) {
		return true
	}
	x, y := a.uses[:a.next], b.uses[:b.next]
	if len(x) > len(y) {
		x, y = y, x
	}
	both := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			both++
			i++
			j++
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	if float64(both) < mostly*float64(len(x)) {
		return false
	}
	return f.share(f.table.wordsOf(a.n, a.id), f.table.wordsOf(b.n, b.id)) || float64(both) >= 0.9*float64(len(x))
}

// holds reports whether a phrase has all the words of another, edges aside.
func (f *field) holds(a, b *tracked) bool {
	return f.hold(f.table.wordsOf(a.n, a.id), f.table.wordsOf(b.n, b.id))
}

func (f *field) hold(a, b []uint32) bool {
	for _, w := range b {
		if !f.corpus.edge[w] && !slices.Contains(a, w) {
			return false
		}
	}
	return true
}

// share reports whether two phrases have a word in common, edges aside.
func (f *field) share(a, b []uint32) bool {
	return slices.ContainsFunc(a, func(w uint32) bool { return !f.corpus.edge[w] && slices.Contains(b, w) })
}

const (
	mostly = 0.5 // part of the uses of a phrase in which it is another's part, from which on one is told
	sameAs = 200 // days between changes of such phrases that are one
)

// told reports whether the same change of a phrase that this one is part of, or the
// other way round, was told not long ago.
func (l *Ledger) told(c *Change) bool {
	for i := len(l.Changes) - 1; i >= 0; i-- {
		o := l.Changes[i]
		same := o.Kind == c.Kind || (o.Kind == Rendering || o.Kind == Reworded) && (c.Kind == Born && !o.died || c.Kind == Died && o.died)
		if same && abs(o.day-c.day) <= sameAs && l.f.sameWords(o.p, c.p) {
			return true
		}
	}
	return false
}

// toldWords reports whether a change of the same kind was told not long ago of a
// phrase that, as it is shown, has all the words of this one, or the other way
// round; or one that is seen in the same report.
func (l *Ledger) toldWords(c *Change) bool {
	for i := len(l.Changes) - 1; i >= 0; i-- {
		o := l.Changes[i]
		if o.Kind == c.Kind && abs(o.day-c.day) <= sameAs &&
			(l.f.hold(o.Phrase.words, c.Phrase.words) || l.f.hold(c.Phrase.words, o.Phrase.words) || o.Phrase.shown == c.Phrase.shown && l.f.share(o.Phrase.words, c.Phrase.words)) {
			return true
		}
	}
	return false
}

// toldOther reports whether a rendering was told from the other side.
func (l *Ledger) toldOther(c *Change) bool {
	for i := len(l.Changes) - 1; i >= 0; i-- {
		o := l.Changes[i]
		if o.Kind != Rendering || o.Other == nil || c.Other == nil || abs(o.day-c.day) > 2*sameAs || o.died == c.died {
			continue
		}
		mine := l.f.table.wordsOf(c.p.n, c.p.id)
		theirs := o.Other.words
		if l.f.partOf(mine, theirs) || l.f.partOf(theirs, mine) {
			return true
		}
	}
	return false
}
