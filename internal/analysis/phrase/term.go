package phrase

import (
	"slices"
	"time"
)

// Term is a term with the wordings that are known to render it.
type Term struct {
	Name     string
	Wordings []Wording
}

// Wording is one of them.
type Wording struct {
	Words    string
	From, To string // months, "" where open
}

// term is a term as a field compares it.
type term struct {
	name     string
	wordings []wording
}

type wording struct {
	words    []uint32 // in the numbers of a table's grams
	from, to int32    // days; 0 where open
	said     string
}

func (f *field) term(t *Term) term {
	out := term{name: t.Name}
	for _, w := range t.Wordings {
		words := f.corpus.wordsIn(f.corpus.words, w.Words)
		if len(words) == 0 {
			continue
		}
		one := wording{words: words, said: w.Words}
		if m, err := time.Parse("2006-01", w.From); err == nil {
			one.from = dayOf(m.Format(time.DateOnly))
		}
		if m, err := time.Parse("2006-01", w.To); err == nil {
			one.to = monthAfter(dayOf(m.Format(time.DateOnly)))
		}
		out.wordings = append(out.wordings, one)
	}
	return out
}

// listed tells whether a list says that a phrase which was born, or died, holds one
// of several wordings of a term, and that its time began, or ended, then; and keeps
// the other with the change.
func (l *Ledger) listed(c *Change, s *shut) bool {
	f := l.f
	mine := f.table.wordsOf(c.p.n, c.p.id)
	for _, t := range l.terms {
		for _, w := range t.wordings {
			if !f.partOf(w.words, mine) {
				continue
			}
			for _, o := range t.wordings {
				if slices.Equal(o.words, w.words) {
					continue
				}
				switch {
				case !c.died && w.from > 0 && c.day >= w.from-sameAs && c.day <= w.from+aftermath && (w.to == 0 || c.day < w.to) && o.to > 0 && abs(o.to-w.from) <= sameAs,
					c.died && w.to > 0 && abs(c.day-w.to) <= sameAs && o.from > 0 && abs(o.from-w.to) <= sameAs:
					c.Term, c.Other = t.name, f.said(o.words, o.said, c.died, c.day, s)
					return true
				}
			}
		}
	}
	return false
}

// said is a wording, as it is used nearest to a day: behind it, or before.
func (f *field) said(words []uint32, as string, behind bool, day int32, s *shut) *Phrase {
	p := &Phrase{Words: as, words: words, shown: -1}
	uses := f.find(words)
	uses = uses[:f.from(uses, s.reports)]
	for _, u := range uses {
		if behind && f.day[u] >= day-sameAs {
			p.shown = int(u)
			break
		}
		if !behind && f.day[u] <= day+sameAs {
			p.shown = int(u)
		}
	}
	for _, u := range uses {
		switch d := f.day[u] - day; {
		case d > -around && d < 0:
			p.Before++
		case d >= 0 && d < around:
			p.After++
		}
	}
	return p
}

// find gives the reports of a field that have words in a row.
func (f *field) find(words []uint32) []int32 {
	var out []int32
	if len(words) == 0 {
		return nil
	}
	for d := 0; d+1 < len(f.stream.from); d++ {
		list := f.stream.words[f.stream.from[d]:f.stream.from[d+1]]
		for i := 0; i+len(words) <= len(list); i++ {
			if list[i] == words[0] && slices.Equal(list[i:i+len(words)], words) {
				out = append(out, int32(d))
				break
			}
		}
	}
	return out
}

// aftermath is for how many days a new wording spreads to other phrases.
const aftermath = 1096

// sureAlike is from which company on a new rendering is taken to run through other
// phrases too.
const sureAlike = 0.6

// follows tells whether a phrase that was born holds a wording that took the place
// of another before: it is that wording in one more phrase.
func (l *Ledger) follows(c *Change) bool {
	if c.died {
		return false
	}
	f := l.f
	mine := f.table.wordsOf(c.p.n, c.p.id)
	for i := len(l.Changes) - 1; i >= 0; i-- {
		o := l.Changes[i]
		if o.Kind != Rendering || o.Other == nil || o.Alike < sureAlike && o.Term == "" {
			continue
		}
		fresh, old := f.table.wordsOf(o.p.n, o.p.id), o.Other
		if o.died {
			fresh, old = o.Other.words, &o.Phrase
		}
		if f.units(fresh) == "" && f.partOf(fresh, mine) && c.day >= o.day-sameAs && c.day <= o.day+aftermath {
			other := *old
			c.Other, c.Term = &other, o.Term
			return true
		}
	}
	return false
}
