package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// most words of evidence.
const evidenceWords = 28

// evidence chooses the clause that tells of the event.
func (x *reader) evidence(ev *event, s text.Sentence, sub grammar.Range) {
	first := s.First
	if !sub.Empty() && sub.First > first && sub.First < ev.core.First {
		first = sub.First
	}
	if n := len(ev.people); n > 0 && ev.people[0].d == x.d && ev.people[0].name.First < ev.core.First && ev.people[0].name.First >= s.First {
		f := ev.people[0].name.First
		if len(ev.people[0].posts) > 0 && ev.people[0].posts[0].First < f {
			f = ev.people[0].posts[0].First
		}
		if f > first {
			first = f
		}
	}
	if ev.core.First-first > 14 {
		first = ev.core.First - 8
	}
	last := s.Last
	if ev.core.Last > first+evidenceWords {
		last = min(last, ev.core.Last+6)
	} else if last > first+evidenceWords {
		last = first + evidenceWords
	}
	if last < ev.core.Last {
		last = ev.core.Last
	}
	for last > first+1 && x.d.Tokens[last-1].Is(text.Punct) && x.d.Tokens[last-1].Mark != '"' && x.d.Tokens[last-1].Mark != ')' {
		last--
	}
	ev.ev = grammar.Range{First: first, Last: last}
}

// add enters an event, or joins it to one that was told before.
func (x *reader) add(ev *event, f *profile.Formula, title bool) {
	if title {
		// the title tells of an event only where the text does not; settle decides
		x.events = append(x.events, ev)
		return
	}
	for _, old := range x.events {
		if old.d != ev.d {
			continue
		}
		if x.same(old, ev) {
			x.join(old, ev)
			return
		}
	}
	if f.Nested {
		for _, old := range x.events {
			if old.d == ev.d {
				x.join(old, ev)
				return
			}
		}
	}
	x.events = append(x.events, ev)
}

// same reports whether two matches tell of one occasion.
func (x *reader) same(old, ev *event) bool {
	if old.typ != ev.typ {
		return false
	}
	if ev.f.Again {
		if ev.date != "" && old.date != "" && ev.date != old.date {
			return false
		}
		if len(ev.people) > 0 && len(old.people) > 0 {
			return overlap(old.people, ev.people)
		}
		return ev.sentence == old.sentence
	}
	return true
}

func overlap(a, b []appearance) bool {
	for i := range a {
		for j := range b {
			if a[i].key == b[j].key && a[i].key != "" {
				return true
			}
		}
	}
	return false
}

// join adds what a second telling knows.
func (x *reader) join(old, ev *event) {
	if old.date == "" && ev.date != "" {
		old.date, old.dateTo = ev.date, ev.dateTo
	}
	if old.site.Empty() {
		old.site, old.siteDoc = ev.site, ev.siteDoc
	}
	if old.place.Empty() {
		old.place, old.placeDoc = ev.place, ev.placeDoc
	}
	old.people = merge(old.people, ev.people)
}

// merge adds people to a list; one named twice keeps the first place, the
// first of the roles by precedence, and a post where he had none.
func merge(list, more []appearance) []appearance {
next:
	for _, a := range more {
		if a.key != "" {
			for i := range list {
				if list[i].key == a.key {
					if len(list[i].posts) == 0 {
						list[i].posts, list[i].d = a.posts, pick(list[i], a)
					}
					if precedence(a.role) < precedence(list[i].role) {
						list[i].role = a.role
					}
					continue next
				}
			}
		}
		list = append(list, a)
	}
	return list
}

// pick keeps the document of the name when its posts come from the same one.
func pick(old, a appearance) *text.Doc {
	return old.d
}

func precedence(role string) int {
	for i, r := range rostrum.Roles {
		if r == role {
			return i
		}
	}
	return len(rostrum.Roles)
}

// settle attaches the line-ups to the events, drops what the title only
// repeats, and gives each person one post.
func (x *reader) settle() {
	// titles
	text, titles := x.events[:0:0], []*event(nil)
	for _, e := range x.events {
		if e.d == &x.title {
			titles = append(titles, e)
		} else {
			text = append(text, e)
		}
	}
	if len(text) == 0 && x.kind != "anecdote" && x.kind != "background" {
		for _, t := range titles {
			if t.f.In == "title" && t.f.Needs == "" {
				text = append(text, t)
				break
			}
		}
	}
	for _, t := range titles {
		x.crown(text, t)
	}
	x.events = text
	for i := range x.lineups {
		l := &x.lineups[i]
		ev := x.eventOf(l)
		if ev == nil {
			continue
		}
		l.ev = ev
		ev.people = merge(ev.people, l.people)
	}
	x.keepPosts()
}

// crown gives an event the person that the title puts at its centre, where the
// text tells of it without a subject: "A concert was given to congratulate …".
func (x *reader) crown(events []*event, title *event) {
	for _, e := range events {
		if e.typ != title.typ {
			continue
		}
		for _, a := range e.people {
			if a.role == rostrum.RolePrincipal {
				return
			}
		}
		for _, a := range title.people {
			if a.role == rostrum.RolePrincipal && a.key != "" {
				x.d = &x.body
				for _, n := range x.find(0, len(x.body.Tokens), nil) {
					if x.key(n) == a.key {
						a.name, a.d, a.posts = grammar.Range{First: n.first, Last: n.last}, &x.body, nil
						if p, _ := x.prePost(x.sentenceOf(n.first), n.first); !p.Empty() {
							a.posts = append(a.posts, p)
						}
						break
					}
				}
				e.people = merge([]appearance{a}, e.people)
			}
		}
		return
	}
}

// sentenceOf returns the first token of the sentence that holds token k.
func (x *reader) sentenceOf(k int) int {
	for _, s := range x.d.Sentences {
		if k >= s.First && k < s.Last {
			return s.First
		}
	}
	return k
}

// eventOf finds the event that a line-up belongs to: one of the type that its
// words name, else the last told before it, else the first.
func (x *reader) eventOf(l *lineup) *event {
	if len(x.events) == 0 {
		return nil
	}
	if !l.occasion.Empty() {
		x.d = &x.body
		if typ := x.nounType(l.occasion); typ != "" {
			var found *event
			for _, e := range x.events {
				if e.typ == typ && (found == nil || e.sentence <= l.sentence) {
					found = e
				}
			}
			if found != nil {
				return found
			}
		}
	}
	var best *event
	for _, e := range x.events {
		if e.typ == rostrum.TypeMessage || e.typ == rostrum.TypeStatement {
			if best == nil && len(x.events) == 1 {
				best = e
			}
			continue
		}
		if e.sentence <= l.sentence || best == nil {
			best = e
		}
	}
	if best == nil {
		best = x.events[0]
	}
	return best
}

// keepPosts gives a person who has no post at one event the post that was given
// at an earlier one.
func (x *reader) keepPosts() {
	if len(x.events) < 2 {
		return
	}
	for i, e := range x.events {
		for j := range e.people {
			a := &e.people[j]
			if len(a.posts) > 0 || a.key == "" {
				continue
			}
			for _, o := range x.events[:i] {
				for _, b := range o.people {
					if b.key == a.key && len(b.posts) > 0 && b.d == a.d {
						a.posts = b.posts
					}
				}
			}
		}
	}
}
