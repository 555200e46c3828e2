package extract

import (
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// Evidence has at most evidenceWords words, or goes on for behindCore words behind the
// verb.
const (
	evidenceWords = 28
	behindCore    = 6
)

// A subject of more than longSubject words is not quoted, unless the verb has hardly
// any words behind it and would be quoted alone; one of more than longestSubject never.
const (
	longSubject    = 24
	longestSubject = 36
	fewEvidence    = 10
)

// evidence chooses the clause that tells of the event.
func (x *reader) evidence(ev *event, s text.Sentence, sub grammar.Range) {
	s = behindBullet(x.d, s)
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
	if n := ev.core.First - first; n > longestSubject || n > longSubject && s.Last-ev.core.First > fewEvidence {
		// too much to quote: begin at the verb, with its adverbs and day
		for first = ev.core.First; first > s.First && (x.d.Tokens[first-1].Class.Has(x.c.adverb) || x.dateWord(first-1)); first-- {
		}
		if s.Last-first < fewEvidence {
			first = x.lastly(first, s.First, s.Last)
		}
	}
	for first > s.First && x.d.Tokens[first].Is(text.Possessive|text.Punct) && x.d.Tokens[first].Mark != '"' {
		first--
	}
	last := max(ev.core.Last, min(s.Last, max(first+evidenceWords, ev.core.Last+behindCore)))
	ev.ev = grammar.Range{First: first, Last: x.wholeWords(first, max(first+1, ev.core.Last), last, s.Last)}
}

// lastly returns where the clause begins that ends a long sentence with its verb, which else
// would be quoted alone: behind the comma, "…, | the ministry said on Tuesday".
func (x *reader) lastly(verb, first, last int) int {
	d := x.d
	if d.Tokens[verb-1].Mark == ',' && last-verb > tooFew {
		return verb // "…, says the paper in an article"
	}
	for k := verb - 2; k > max(first, verb-longSubject); k-- {
		if d.Tokens[k].Mark != ',' {
			continue
		}
		if k++; d.Tokens[k].Mark == '"' && k+1 < verb {
			k++
		}
		return k
	}
	return verb
}

// tooFew words tell of no event by themselves: "made a speech".
const tooFew = 4

// wholeWords returns where a quotation from token first on ends that would break off at
// token last of a sentence that goes on to end: behind the name or the date that stands
// there, and not behind what only leads on, as long as what must be quoted is.
func (x *reader) wholeWords(first, least, last, end int) int {
	d := x.d
	if last < end && d.Tokens[last].Is(text.Possessive) {
		// not "… of the Workers" for "… of the Workers' Party"
		for last < end && d.Tokens[last].Is(text.Possessive) {
			last++
		}
		last = min(last+1, end)
	}
	for n := 0; n < restOfName && last < end && d.Tokens[last-1].Is(text.Capital) && d.Tokens[last].Is(text.Capital|text.Number); n++ {
		last++ // not "of leader Kim", nor "on Oct."
	}
	for last < end && last > least {
		t := &d.Tokens[last-1]
		leadsOn := t.Class.Has(x.c.article|x.c.possessive|x.c.of|x.c.in|x.c.at|x.c.and|x.c.postBreak) || t.Class.Has(x.c.siteStop) && t.End-t.Start <= leading // "to"
		if t.Is(text.Capital|text.Punct|text.Period) || !leadsOn {
			break
		}
		last-- // not "on the occasion of the"
	}
	for last > first+1 && d.Tokens[last-1].Is(text.Punct) && strings.IndexByte(`")%`, d.Tokens[last-1].Mark) < 0 {
		last--
	}
	return last
}

// leading is of how many letters at most a word is that only leads on to a verb.
const leading = 2

// restOfName is how many words of a name that evidence would end in are quoted beyond it.
const restOfName = 4

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
		if x.sameChange(old, ev) {
			x.join(old, ev)
			old.until = ev.sentence
			return
		}
		if x.same(old, ev) {
			if old.typ != rostrum.TypeStatement && x.strangers(old.people, ev.people) {
				continue // others did the like
			}
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

// sameChange reports whether an appointment told right behind another belongs to
// the same list of changes: "A was recalled. B was elected to fill the vacancy."
func (x *reader) sameChange(old, ev *event) bool {
	return ev.typ == rostrum.TypeAppointment && old.typ == ev.typ && x.kind != kindDigest && ev.f.Object != "" &&
		(ev.date == "" || old.date == "" || ev.date == old.date) && ev.sentence <= max(old.sentence, old.until)+1
}

// strangers reports whether two lists name people and share none.
func (x *reader) strangers(a, b []appearance) bool {
	if !named(a) || !named(b) {
		return false
	}
	for i := range a {
		for j := range b {
			if a[i].key == b[j].key && a[i].key != "" {
				return false
			}
		}
	}
	return true
}

// same reports whether two matches tell of one occasion.
func (x *reader) same(old, ev *event) bool {
	if old.typ != ev.typ {
		return false
	}
	if ev.listed || ev.typ == rostrum.TypeDiplomacy && ev.visit != old.visit {
		return false // guests arrive and leave, and are shown round between
	}
	if x.kind == kindDigest {
		return ev.sentence == old.sentence
	}
	apart := ev.date != "" && old.date != "" && ev.date != old.date
	if ev.f.Again {
		if apart {
			return false
		}
		if ev.pronoun && len(old.people) == 0 {
			return true
		}
		if len(ev.people) > 0 && len(old.people) > 0 {
			return overlap(old.people, ev.people)
		}
		if ev.typ == rostrum.TypeStatement && ev.f.Subject != "" {
			return ev.sentence == old.sentence // of another, or it would not be told again
		}
		return ev.sentence == old.sentence || !named(ev.people) && ev.f.Subject != "" && !ev.f.Nested && ev.f.Needs == ""
	}
	return !apart
}

// overlap reports whether two lists tell of one occasion: somebody stands in
// both in the same role, and no central role is filled by others.
func overlap(a, b []appearance) bool {
	shared := false
	for _, role := range []string{rostrum.RolePrincipal, rostrum.RoleRecipient, rostrum.RoleCounterpart, ""} {
		inA, both := false, false
		for i := range a {
			if role != "" && a[i].role != role || a[i].key == "" {
				continue
			}
			inA = true
			for j := range b {
				if a[i].key == b[j].key && a[i].role == b[j].role {
					both = true
				}
			}
		}
		if role != "" && inA && !both && has(b, role) {
			return false
		}
		shared = shared || both
	}
	return shared
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
					if len(list[i].posts) == 0 && list[i].d == a.d {
						list[i].posts = a.posts
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

func precedence(role string) int {
	for i, r := range rostrum.Roles {
		if r == role {
			return i
		}
	}
	return len(rostrum.Roles)
}
