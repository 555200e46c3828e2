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
	both := together(x, y)
	if float64(both) < mostly*float64(len(x)) {
		return false
	}
	return f.share(f.table.wordsOf(a.n, a.id), f.table.wordsOf(b.n, b.id)) || float64(both) >= 0.9*float64(len(x))
}

// together is how many reports use both of two phrases.
func together(x, y []int32) int {
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
	return both
}

// likely reports whether two phrases are the same words but for one that stands in
// one of them, or in each in the place of the other's.
func (f *field) likely(a, b []uint32) bool {
	x, y := f.without(a), f.without(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 2 || len(y) < 3 || len(y) > len(x)+1 {
		return false
	}
	front := 0
	for front < len(x) && x[front] == y[front] {
		front++
	}
	back := 0
	for back < len(x)-front && x[len(x)-1-back] == y[len(y)-1-back] {
		back++
	}
	return front+back >= len(y)-1
}

// without is words without edges.
func (f *field) without(words []uint32) []uint32 {
	return slices.DeleteFunc(slices.Clone(words), func(w uint32) bool { return f.corpus.edge[w] })
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
		if sameTurn(o, c) && abs(o.day-c.day) <= sameAs && l.f.sameWords(o.p, c.p) {
			return true
		}
	}
	return false
}

// sameTurn reports whether a change is of the same kind as an earlier one, or a
// birth (or death) where that was told to be perhaps another wording.
func sameTurn(o, c *Change) bool {
	return o.Kind == c.Kind || (o.Kind == Rendering || o.Kind == Reworded) && (c.Kind == Born && !o.died || c.Kind == Died && o.died)
}

// atOnce is how many days lie between the births (or deaths) of two wordings of one
// thing that come up (or go) side by side, at most.
const atOnce = 60

// toldAtOnce reports whether a phrase that has a word in common with this one, and
// keeps the same company, was told to be born (or dead) at the same time: two
// wordings of one new thing are one birth.
func (l *Ledger) toldAtOnce(c *Change, s *shut) bool {
	f := l.f
	mine := f.table.wordsOf(c.p.n, c.p.id)
	for i := len(l.Changes) - 1; i >= 0; i-- {
		o := l.Changes[i]
		if !sameTurn(o, c) || abs(o.day-c.day) > atOnce || !f.share(o.Phrase.words, mine) {
			continue
		}
		theirs := f.table.wordsOf(o.p.n, o.p.id)
		if f.alike(mine, theirs, c.p.uses[:f.from(c.p.uses, s.reports)], o.p.uses[:f.from(o.p.uses, s.reports)], c.died, s) >= alike {
			return true
		}
	}
	return false
}

// alike tells how alike the company of two phrases is in some of their uses.
func (f *field) alike(mine, theirs []uint32, a, b []int32, fromEnd bool, s *shut) float64 {
	but, common := map[uint32]bool{}, []uint32{}
	for _, w := range slices.Concat(mine, theirs) {
		if !but[w] && !f.corpus.edge[w] && slices.Contains(mine, w) && slices.Contains(theirs, w) {
			common = append(common, w)
		}
		but[w] = true
	}
	return f.like(f.companyOf(mine, a, fromEnd, s), f.companyOf(theirs, b, fromEnd, s), but, common, s)
}

// twin is the phrase most alike of those that came up in the same weeks as one that
// is born, with a word in common and in the same company, whether or not it is born
// by the rules: perhaps the same new thing in other words. None is nil.
func (l *Ledger) twin(c *Change, s *shut) *Phrase {
	f := l.f
	mine := f.table.wordsOf(c.p.n, c.p.id)
	var best *Phrase
	var twin *tracked
	most := alike
	for _, q := range l.tracked {
		uses := q.uses[:q.next]
		if q.next < Least || abs(f.day[uses[0]]-c.day) > atOnce {
			continue
		}
		theirs := f.table.wordsOf(q.n, q.id)
		if !f.share(mine, theirs) || f.partOf(mine, theirs) || f.partOf(theirs, mine) || f.units(mine) != f.units(theirs) || 2*together(c.p.uses[:c.p.next], uses) >= min(c.p.next, len(uses)) {
			continue
		}
		x := f.alike(mine, theirs, c.p.uses[:c.p.next], uses, false, s)
		if f.likely(mine, theirs) {
			x += 1 // they are nearly the same words
		}
		if x > most || x == most && twin != nil && f.compare(q, twin) < 0 {
			most, twin = x, q
			p := f.phrase(theirs, int(uses[0]))
			best = &p
		}
	}
	return best
}

// toldWords reports whether such a change was told not long ago of a
// phrase that, as it is shown, has all the words of this one, or the other way
// round; or one that is seen in the same report.
func (l *Ledger) toldWords(c *Change) bool {
	for i := len(l.Changes) - 1; i >= 0; i-- {
		o := l.Changes[i]
		if sameTurn(o, c) && abs(o.day-c.day) <= sameAs &&
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
