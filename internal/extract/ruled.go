package extract

import (
	"slices"

	rostrum "github.com/rostrum-watch/rostrum"
)

// ruled is what rules found of a report before points decide: its events and line-ups by
// sentence, so that a text with many of them takes no longer than its length warrants.
type ruled struct {
	all       []*event // as they were settled
	title     []*event // those of the title
	events    []*event // those of the text, by sentence
	announced []*event // and told in full by another, by sentence
	lineups   []*lineup
	// types as bits, in the order of rostrum.EventTypes: of the title, and by event of
	// those before it, listed before it, and from it on
	inTitle               uint16
	before, lists, behind []uint16
}

// file files them by sentence.
func (w *ruled) file(x *reader) {
	w.title, w.events, w.lineups, w.announced, w.inTitle = w.title[:0], w.events[:0], w.lineups[:0], w.announced[:0], 0
	for _, e := range w.all {
		if e.d == &x.title {
			w.title, w.inTitle = append(w.title, e), w.inTitle|typeBit(e.typ)
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
	bySentence(w.events)
	bySentence(w.announced)
	bySentence(w.lineups)
	n := len(w.events)
	w.before, w.lists, w.behind = append(w.before[:0], 0), append(w.lists[:0], 0), slices.Grow(w.behind[:0], n+1)[:n+1]
	for k, e := range w.events {
		listed := w.lists[k]
		if e.listed {
			listed |= typeBit(e.typ)
		}
		w.before, w.lists = append(w.before, w.before[k]|typeBit(e.typ)), append(w.lists, listed)
	}
	w.behind[n] = 0
	for k := n - 1; k >= 0; k-- {
		w.behind[k] = w.behind[k+1] | typeBit(w.events[k].typ)
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

func typeBit(typ string) uint16 { return 1 << max(0, slices.Index(rostrum.EventTypes, typ)) }

// from returns which of the text's events is the first of a sentence or behind it.
func (w *ruled) from(sentence int) int { return firstOf(w.events, sentence) }

// firstOf returns which of a list by sentence is the first of a sentence or behind it.
func firstOf[T interface{ in() int }](list []T, sentence int) int {
	k, _ := slices.BinarySearchFunc(list, sentence, func(one T, i int) int { return one.in() - i })
	return k
}

// bySentence sorts a list, those of one sentence as they stand.
func bySentence[T interface{ in() int }](list []T) {
	slices.SortStableFunc(list, func(a, b T) int { return a.in() - b.in() })
}

func (e *event) in() int { return e.sentence }

func (l *lineup) in() int { return l.sentence }

// in returns the events of sentences [first, last) of the text.
func (w *ruled) in(first, last int) []*event { return w.events[w.from(first):w.from(last)] }

// lineupsIn returns the line-ups of a sentence.
func (w *ruled) lineupsIn(sentence int) []*lineup {
	return w.lineups[firstOf(w.lineups, sentence):firstOf(w.lineups, sentence+1)]
}

// announces reports whether a sentence announces what another tells in full.
func (w *ruled) announces(sentence int) bool {
	k := firstOf(w.announced, sentence)
	return k < len(w.announced) && w.announced[k].sentence == sentence
}

// listed reports whether a list before a sentence tells of an event of a type.
func (w *ruled) listed(sentence int, typ string) bool {
	return w.lists[w.from(sentence)]&typeBit(typ) != 0
}
