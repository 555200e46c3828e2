package extract

import (
	"slices"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// inOrder puts the people of an event into the order in which the text lists them there,
// as line-ups are joined to their events behind what a later sentence told of it. At the
// centre, and told of by what was said before, is who stands where he was put.
func (x *reader) inOrder(e *event) {
	var at []int
	var list []appearance
	for i := range e.people {
		if a := &e.people[i]; a.role != rostrum.RolePrincipal && a.d == &x.body && e.d == a.d && a.name.First >= x.body.Sentences[e.sentence].First {
			at, list = append(at, i), append(list, *a)
		}
	}
	slices.SortStableFunc(list, func(a, b appearance) int { return a.name.First - b.name.First })
	for k, i := range at {
		e.people[i] = list[k]
	}
}

// accompany gives the companions that are listed once for a whole report to
// each of its events with the same person at the centre that lists none.
func (x *reader) accompany() {
	for i := range x.lineups {
		l := &x.lineups[i]
		if l.ev == nil || l.f.Lineup != rostrum.RoleCompanion || l.f.Nested {
			continue
		}
		who := centre(l.ev)
		if who == "" {
			continue
		}
		for _, e := range x.events {
			if e != l.ev && present(e.typ) && (e.date == l.ev.date || e.date == "") && centre(e) == who && !has(e.people, rostrum.RoleCompanion) {
				e.people = merge(e.people, l.people)
			}
		}
	}
}

// centre returns the key of the first principal of an event, or "".
func centre(e *event) string {
	for i := range e.people {
		if e.people[i].role == rostrum.RolePrincipal {
			return e.people[i].key
		}
	}
	return ""
}

// earliest returns the first event told with the same person at the centre.
func (x *reader) earliest(e *event) *event {
	who := centre(e)
	for _, o := range x.events {
		if who != "" && o.d == e.d && present(o.typ) && centre(o) == who && !has(o.people, rostrum.RoleCompanion) {
			return o
		}
	}
	return e
}

// keepPosts gives a person who has no post at one event the post that was given
// at an earlier one, or where he was named before.
func (x *reader) keepPosts() {
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
			if len(a.posts) == 0 && !a.null && a.d == &x.body && x.p.Leader(a.key) {
				a.posts = x.namedBefore(a)
			}
		}
	}
}

// namedBefore returns the post that stands before a name the first time that a report
// has it before somebody takes part by it.
func (x *reader) namedBefore(a *appearance) []grammar.Range {
	d := x.d
	n := a.name.Last - a.name.First
	for k := 0; k+n <= a.name.First; k++ {
		if !d.Tokens[k].Opens.Has(x.c.leader) || !slices.EqualFunc(d.Tokens[k:k+n], d.Tokens[a.name.First:a.name.Last], func(s, t text.Token) bool { return s.Word == t.Word }) {
			continue
		}
		if i, ok := sentenceOf(d, k); ok {
			if pre, _ := x.prePost(d.Sentences[i].First, k); !pre.Empty() && d.Tokens[pre.First].Is(text.Capital) {
				return []grammar.Range{pre}
			}
		}
		return nil
	}
	return nil
}
