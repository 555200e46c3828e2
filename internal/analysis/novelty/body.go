package novelty

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

const (
	leading   = 2  // sentences at the head of a report, in which it says what it is about
	mostName  = 12 // words
	fromBody  = 16 // words from a body to the word that it is formed
	againTold = 60 // days within which one founding is told
)

// readBodies notes bodies that the head of a report tells as founded, or names, and
// that were not named before.
func (l *Ledger) readBodies(r *holding.Report) {
	for _, at := range sentences(r.Text, leading) {
		passage := r.Text[at[0]:at[1]]
		words := l.r.Words(passage)
		l.foundings(r, words, passage, at)
		l.named(r, words, passage, at)
	}
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if raw := text(r, m.At.Field); m.Kind == rostrum.MentionOrganisation && m.At.End <= len(raw) {
			words := l.r.Words(m.Name)
			if key := joined(words); len(words) > 1 && !l.bodies[key] {
				l.bodies[key] = true
				from, to := ledger.Sentence(raw, m.At.Start, m.At.End)
				sentence := l.r.Words(raw[from:to])
				if !l.foreign(sentence, position(sentence, m.At.Start-from)) && m.At.Field != rostrum.FieldTitle {
					l.first(r, m.Name, m.At.Field, from, to)
				}
			}
		}
	}
}

func position(words []ledger.Word, at int) int {
	for i, w := range words {
		if w.Start >= at {
			return i
		}
	}
	return len(words)
}

func (l *Ledger) first(r *holding.Report, name, field string, from, to int) {
	l.note(fresh{kind: Body, held: BodyHeld, subject: strings.Join(strings.Fields(name), " "),
		says: fmt.Sprintf("%s is named, %%s on %s.", strings.ReplaceAll(name, "%", "%%"), r.Published), over: "names of bodies in the reports held of this stretch"}, r, field, from, to)
}

// named notes names in large letters that end in the noun of a body.
func (l *Ledger) named(r *holding.Report, words []ledger.Word, passage string, at [2]int) {
	for i, w := range words {
		if !w.Big || !l.k.bodies[w.Word] {
			continue
		}
		from := i
		for from > 0 && words[from-1].Big && !l.k.Empty[words[from-1].Word] && passage[words[from-1].End:words[from].Start] == " " {
			from--
		}
		for from < i && (l.k.Home[words[from].Word] || l.k.Lands[words[from].Word]) {
			from++
		}
		if i-from < 2 { // a word beside the noun is any body of its sort
			continue
		}
		key := joined(words[from : i+1])
		if l.bodies[key] {
			continue
		}
		l.bodies[key] = true
		if l.foreign(words, i) {
			continue
		}
		l.first(r, passage[words[from].Start:w.End], rostrum.FieldText, at[0], at[1])
	}
}

// foundings notes bodies that a sentence tells as founded in the state.
func (l *Ledger) foundings(r *holding.Report, words []ledger.Word, passage string, at [2]int) {
	if slices.ContainsFunc(words, func(w ledger.Word) bool {
		return w.Number && len(w.Word) == len("2006") && r.Published[:len("2006")] > w.Word
	}) {
		return // it tells of an earlier year
	}
	for i := range words {
		from, to := -1, -1
		switch {
		case ledger.OpenedBy(l.k.founded, words[i:]):
			from, to = l.behind(words, passage, i)
		case ledger.OpenedBy(l.k.formed, words[i:]):
			from, to = l.ahead(words, passage, i)
		}
		if from < 0 {
			continue
		}
		if from+1 == to || l.foreign(words, from) {
			continue
		}
		key := joined(words[from:to])
		if day, ok := l.founded[key]; ok && holding.Between(day, r.Published) <= againTold {
			continue
		}
		l.founded[key] = r.Published
		name := strings.Join(strings.Fields(passage[words[from].Start:words[to-1].End]), " ")
		l.note(fresh{kind: Founded, subject: name, says: fmt.Sprintf("A report says that something is founded: “%s”.", name), over: "reports held of this stretch"}, r, rostrum.FieldText, at[0], at[1])
	}
}

// breaks tells whether a mark parts two words.
func breaks(passage string, a, b ledger.Word) bool {
	return strings.ContainsAny(passage[a.End:b.Start], ",;:.()\n")
}

// behind is the name of a body that begins behind a word that somebody founds it.
func (l *Ledger) behind(words []ledger.Word, passage string, i int) (from, to int) {
	from = i + 1
	for from < len(words) && !words[from].Big && (l.k.Empty[words[from].Word] || len(words[from].Word) < 2 || from-i < 2 && ledger.OpenedBy(l.k.founded, words[i:])) && from-i < 4 {
		from++
	}
	noun := -1
	for j := from; j < len(words) && j-from < mostName && (j == from || !breaks(passage, words[j-1], words[j])); j++ {
		if l.k.bodies[words[j].Word] {
			noun = j
			break
		}
	}
	if noun < 0 {
		return -1, -1
	}
	return from, l.end(words, passage, noun)
}

// ahead is the name of a body that stands before a word that it is formed.
func (l *Ledger) ahead(words []ledger.Word, passage string, i int) (from, to int) {
	noun := -1
	for j := i - 1; j >= 0 && i-j <= fromBody; j-- {
		if l.k.bodies[words[j].Word] {
			noun = j
		}
	}
	if noun < 0 {
		return -1, -1
	}
	from = noun
	for from > 0 && noun-from < mostName/2 && !l.k.Empty[words[from-1].Word] && len(words[from-1].Word) > 1 && !breaks(passage, words[from-1], words[from]) {
		from--
	}
	if from == noun && !words[noun].Big && (noun+1 >= i || !l.k.Empty[words[noun+1].Word]) {
		return -1, -1
	}
	return from, min(l.end(words, passage, noun), i)
}

// end is where a name ends whose noun stands at a place: behind what it is for or of.
func (l *Ledger) end(words []ledger.Word, passage string, noun int) int {
	to := noun + 1
	for to < len(words) && to-noun < mostName/2 && !breaks(passage, words[to-1], words[to]) && !ledger.OpenedBy(l.k.formed, words[to:]) {
		to++
	}
	for to > noun+1 && l.k.Empty[words[to-1].Word] {
		to--
	}
	return to
}
