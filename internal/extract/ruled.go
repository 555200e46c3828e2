package extract

import (
	"slices"

	rostrum "github.com/rostrum-watch/rostrum"
)

// ruled is what rules found of a report before points decide: its events and line-ups by
// sentence, so that a text with many of them takes no longer than its length warrants.
type ruled struct {
	all       []*event // in no order
	title     []*event // those of the title
	events    []*event // those of the text, by sentence
	announced []*event // and told in full by another, by sentence
	lineups   []*lineup
	// types as bits, in the order of rostrum.EventTypes: of the title, and by event of
	// those before it, listed before it, and from it on
	inTitle               uint16
	before, lists, behind []uint16
}

// see takes what the report has so far.
func (w *ruled) see(x *reader) {
	w.all = append(w.all[:0], x.events...)
	w.title, w.events, w.lineups, w.announced, w.inTitle = w.title[:0], w.events[:0], w.lineups[:0], w.announced[:0], 0
	for _, e := range w.all {
		if e.d == &x.title {
			w.title, w.inTitle = append(w.title, e), w.inTitle|typeBit(e)
		} else {
			w.events = append(w.events, e)
		}
	}
	for i := range x.lineups {
		w.lineups = append(w.lineups, &x.lineups[i])
	}
	for _, e := range x.announced {
		if e.d == &x.body {
			w.announced = append(w.announced, e)
		}
	}
	bySentence := func(a, b *event) int { return a.sentence - b.sentence }
	slices.SortStableFunc(w.events, bySentence)
	slices.SortStableFunc(w.announced, bySentence)
	slices.SortStableFunc(w.lineups, func(a, b *lineup) int { return a.sentence - b.sentence })
	n := len(w.events)
	w.before, w.lists, w.behind = append(w.before[:0], 0), append(w.lists[:0], 0), slices.Grow(w.behind[:0], n+1)[:n+1]
	for k, e := range w.events {
		listed := w.lists[k]
		if e.listed {
			listed |= typeBit(e)
		}
		w.before, w.lists = append(w.before, w.before[k]|typeBit(e)), append(w.lists, listed)
	}
	w.behind[n] = 0
	for k := n - 1; k >= 0; k-- {
		w.behind[k] = w.behind[k+1] | typeBit(w.events[k])
	}
}

// forget keeps nothing of the report.
func (w *ruled) forget() {
	clear(w.all)
	clear(w.title)
	clear(w.events)
	clear(w.announced)
	clear(w.lineups)
}

func typeBit(e *event) uint16 { return 1 << max(0, slices.Index(rostrum.EventTypes, e.typ)) }

// from returns which of the text's events is the first of a sentence or behind it.
func (w *ruled) from(sentence int) int { return firstOf(w.events, sentence) }

func firstOf(list []*event, sentence int) int {
	k, _ := slices.BinarySearchFunc(list, sentence, func(e *event, i int) int { return e.sentence - i })
	return k
}

// in returns the events of sentences [first, last) of the text.
func (w *ruled) in(first, last int) []*event { return w.events[w.from(first):w.from(last)] }

// lineupsIn returns the line-ups of a sentence.
func (w *ruled) lineupsIn(sentence int) []*lineup {
	from := func(i int) int {
		k, _ := slices.BinarySearchFunc(w.lineups, i, func(l *lineup, i int) int { return l.sentence - i })
		return k
	}
	return w.lineups[from(sentence):from(sentence+1)]
}

// announces reports whether a sentence announces what another tells in full.
func (w *ruled) announces(sentence int) bool {
	k := firstOf(w.announced, sentence)
	return k < len(w.announced) && w.announced[k].sentence == sentence
}

// listed reports whether a list before a sentence tells of an event of a type.
func (w *ruled) listed(sentence int, typ string) bool {
	return w.lists[w.from(sentence)]>>max(0, slices.Index(rostrum.EventTypes, typ))&1 != 0
}
