package novelty

import (
	"fmt"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

const (
	ahead  = 14 // words between a name and the words that its bearer leaves a post
	behind = 3
)

// readLeft notes people of whom a report says that they give a post up.
func (l *Ledger) readLeft(r *holding.Report) {
	for _, at := range sentences(r.Text, len(r.Text)) {
		passage := r.Text[at[0]:at[1]]
		words := l.r.Words(passage)
		for i := range words {
			if !ledger.OpenedBy(l.k.left, words[i:]) {
				continue
			}
			if l.foreign(words, i) {
				continue
			}
			name, nearest := "", ahead+1
			for _, p := range people(r, at) {
				from := position(words, p.at-at[0])
				d := i - from
				if d < 0 {
					if d = from - i; d > behind {
						continue
					}
				}
				if d < nearest {
					name, nearest = p.name, d
				}
			}
			if day, ok := l.left[name]; name == "" || ok && holding.Between(day, r.Published) <= againTold {
				continue
			}
			l.left[name] = r.Published
			l.note(fresh{kind: Left, subject: name, says: fmt.Sprintf("A report says that a post of %s ends; its words are quoted.", name), over: "reports held of this stretch"}, r, rostrum.FieldText, at[0], at[1])
		}
	}
}

// person is who is named at a place of a text.
type person struct {
	name string
	at   int
}

// people are those whom a sentence of the text names, at an event or otherwise.
func people(r *holding.Report, at [2]int) []person {
	var all []person
	add := func(name string, s rostrum.Span) {
		if s.Field == rostrum.FieldText && s.Start >= at[0] && s.End <= at[1] {
			all = append(all, person{name, s.Start})
		}
	}
	for i := range r.Events {
		for j := range r.Events[i].Participants {
			if a := &r.Events[i].Participants[j]; a.Name != nil {
				add(*a.Name, a.At)
			}
		}
	}
	for i := range r.Mentions {
		if m := &r.Mentions[i]; m.Kind == rostrum.MentionPerson {
			add(m.Name, m.At)
		}
	}
	return all
}
