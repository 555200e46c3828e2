package extract

import (
	"slices"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// settle joins what was found: it drops what the title only repeats and what a
// fuller telling replaces, attaches the line-ups to the events, and gives each
// person one post.
func (x *reader) settle() {
	told, titles := x.events[:0:0], []*event(nil)
	for _, e := range x.events {
		if e.d == &x.title {
			titles = append(titles, e)
		} else {
			told = append(told, e)
		}
	}
	x.d = &x.body
	x.events = told
	x.yield()
	if len(x.events) == 0 && x.kind != kindAnecdote && x.kind != kindBackground && !x.madeLater() {
		for _, t := range titles {
			if t.f.In == "title" && t.f.Needs == "" {
				x.events = append(x.events, t)
				break
			}
		}
	}
	for _, t := range titles {
		x.crown(x.events, t)
		if x.onlyInTitle(t) {
			x.events = append(x.events, t)
		}
	}
	for i := range x.lineups {
		x.attach(&x.lineups[i])
	}
	for _, e := range x.events {
		x.inOrder(e)
	}
	x.accompany()
	x.keepPosts()
	x.leadSite()
	for _, e := range x.events {
		x.titlePlace(e)
	}
}

// passOver drops the drills and tests at which nobody is named of a report that gives
// somebody's statement: they are what it is about.
func (x *reader) passOver() {
	if x.kind == kindDigest || !slices.ContainsFunc(x.events, func(e *event) bool { return e.typ == rostrum.TypeStatement }) {
		return
	}
	x.events = slices.DeleteFunc(x.events, func(e *event) bool {
		return (e.typ == rostrum.TypeDrill || e.typ == rostrum.TypeWeaponsTest) && !named(e.people)
	})
}

// onlyInTitle reports whether a title puts a leader at the centre of an occasion
// and the text names him at none.
func (x *reader) onlyInTitle(t *event) bool {
	if t.f.In != "title" || t.typ == rostrum.TypeStatement || len(x.events) == 0 {
		return false
	}
	for _, e := range x.events {
		if e == t {
			return false
		}
	}
	for i := range t.people {
		if a := &t.people[i]; !a.null && x.leading(a) && !x.taken(a.key) {
			return true
		}
	}
	return false
}

// madeLater reports whether a line-up will make an event of its own.
func (x *reader) madeLater() bool {
	for i := range x.lineups {
		if x.lineups[i].f.Else != "" && x.lineups[i].f.Else != rostrum.TypeStatement {
			return true
		}
	}
	return false
}

// attach gives the people of a line-up to the event they were at.
func (x *reader) attach(l *lineup) {
	x.d = &x.body
	if l.f.Lineup == rostrum.RoleSpeaker && l.occasion.Empty() {
		for i := range l.people {
			x.speak(l, &l.people[i])
		}
		return
	}
	l.ev = x.eventOf(l)
	if l.ev == nil {
		l.ev = x.make(l)
	}
	if l.ev == nil {
		return
	}
	if l.f.Lineup == rostrum.RoleCounterpart && l.ev.typ != rostrum.TypeDiplomacy {
		for k := range l.people {
			l.people[k].role = rostrum.RoleAttendee
		}
	}
	if l.f.Lineup == rostrum.RolePrincipal && l.ev.typ == rostrum.TypeDiplomacy && l.ev.subject && l.ev.f.Object == rostrum.RoleCounterpart {
		for k := range l.people {
			l.people[k].role = rostrum.RoleCounterpart // "The delegation is led by B", whom A met
		}
	}
	if l.f.Lineup == rostrum.RolePrincipal && l.f.To == "" && l.ev.f.Subject != rostrum.RolePrincipal && present(l.ev.typ) && !visited(l.ev.typ) {
		for k := range l.people {
			l.people[k].role = rostrum.RoleAttendee // the occasion is nobody's
		}
	}
	if l.f.Lineup == rostrum.RolePrincipal && present(l.ev.typ) && len(l.ev.people) > 0 && l.ev.people[0].role == rostrum.RolePrincipal && !l.ev.people[0].null && x.leading(&l.ev.people[0]) {
		for k := range l.people {
			l.people[k].role = rostrum.RoleAttendee // "A saw the show with officials. They included …"
		}
	}
	l.ev.people = merge(l.ev.people, l.people)
	x.venue(l)
}

// speak gives somebody whose words are told to the gathering where they were
// said; where there was none the words are a statement.
func (x *reader) speak(l *lineup, a *appearance) {
	e := x.hearing(l, a)
	if l.again && (e == nil || e.typ == rostrum.TypeStatement || !holds(e.people, a.key)) {
		return // what was said by whoever was there makes no occasion of its own
	}
	if e != nil && e.typ == rostrum.TypeStatement && e.date != "" {
		// told with another day it is another statement
		if day, ok := x.nearestDate(l.sentence, l.core); ok && day.From != e.date {
			e = nil
		}
	}
	if e == nil {
		if e = x.make(l); e == nil {
			return
		}
		l.ev = e
	}
	if x.leading(a) && !holds(e.people, a.key) {
		return // named by the speaker rather than speaking
	}
	one := *a
	if e.typ == rostrum.TypeStatement {
		one.role = rostrum.RolePrincipal
	}
	e.people = merge(e.people, []appearance{one})
}

// met reports whether an event was told before the end of a sentence at which people
// were present.
func (x *reader) met(sentence int) bool {
	for _, e := range x.events {
		if present(e.typ) && e.sentence <= sentence {
			return true
		}
	}
	return false
}

// hearing returns the event at which somebody spoke: that in the country his
// post names, else the last gathering told before, else the statement.
func (x *reader) hearing(l *lineup, a *appearance) *event {
	var best, statement *event
	home := ""
	for _, p := range a.posts {
		if home = x.country(a.d, p); home != "" {
			break
		}
	}
	matched := false
	for _, e := range x.events {
		if e.d != &x.body || e.sentence > l.sentence && best != nil {
			continue
		}
		switch {
		case e.typ == rostrum.TypeStatement:
			if statement == nil && l.f.Else == rostrum.TypeStatement {
				statement = e
			}
		case !present(e.typ) || l.f.Else == rostrum.TypeStatement && !gathering(e.typ):
		case matched:
		case home != "" && !e.place.Empty() && x.country(e.placeDoc, e.place) == home:
			best, matched = e, true
		default:
			best = e
		}
	}
	if best == nil {
		return statement
	}
	return best
}

// gathering reports whether people speak before others at events of a type.
func gathering(typ string) bool {
	switch typ {
	case rostrum.TypeMeeting, rostrum.TypeCeremony, rostrum.TypeBanquet, rostrum.TypePerformance:
		return true
	}
	return false
}

// country returns the country that a range names, by itself or by its
// adjective; "" where none is named. The own state counts as none.
func (x *reader) country(d *text.Doc, r grammar.Range) string {
	for k := r.First; k < r.Last; k++ {
		t := &d.Tokens[k]
		if n, class, _ := x.p.Phrases.Longest(d, k, r.Last, x.c.country); n > 1 && class.Has(x.c.country) {
			return strings.ToLower(d.Join(k, k+n))
		}
		switch {
		case t.Class.Has(x.c.home):
		case t.Class.Has(x.c.demonym) && t.Is(text.Capital):
			return strings.ToLower(x.p.Value(x.c.demonym, t.Word))
		case t.Class.Has(x.c.country) && t.Is(text.Capital):
			return strings.ToLower(d.Word(k))
		}
	}
	return ""
}

// make makes the event that a line-up tells of where nothing else does.
func (x *reader) make(l *lineup) *event {
	typ := l.f.Else
	if typ == "noun" {
		typ = x.nounType(l.occasion)
	}
	if typ == rostrum.TypePerformance && l.sentence >= leadSentences {
		return nil // a career told, not an occasion
	}
	if present(typ) && l.f.Lineup == rostrum.RoleSpeaker && slices.ContainsFunc(l.people, func(a appearance) bool { return x.leading(&a) }) {
		return nil // where a leader spoke is told by the report of the occasion
	}
	if typ == "" || typ == rostrum.TypeStatement && (x.kind == kindAnecdote || x.kind == kindBackground || x.kind == kindObituary) {
		return nil
	}
	e := &event{typ: typ, f: l.f, d: &x.body, sentence: l.sentence, core: l.core}
	s := x.body.Sentences[l.sentence]
	if day, ok := x.nearestDate(e.sentence, e.core); ok && x.longBefore(day.From) {
		return nil
	}
	if typ == rostrum.TypeStatement {
		for i := range l.people {
			a := &l.people[i]
			if len(a.posts) == 0 || a.null || x.leading(a) {
				return nil
			}
		}
	}
	e.people = append(e.people, l.people...)
	x.where(e, s, &grammar.Match{})
	x.evidence(e, s, grammar.Range{})
	x.asBefore(e)
	e.people = e.people[:0:0]
	x.events = append(x.events, e)
	return e
}

// asBefore gives an occasion that only a line-up tells of, "Present there were A and B",
// the day and the site of the sentence before, where "there" was.
func (x *reader) asBefore(e *event) {
	if !gathering(e.typ) || e.date != "" || !e.site.Empty() || e.sentence == 0 || !x.holds(e.core, x.c.notHere) {
		return
	}
	if day, ok := x.nearestDate(e.sentence-1, e.core); ok && !x.longBefore(day.From) {
		e.date, e.dateTo = day.From, day.To
	}
	s := x.d.Sentences[e.sentence-1]
	if r, ok := x.siteAmong(s.First, s.Last); ok {
		e.site, e.siteDoc = r, x.d
	}
}

// yield drops the events that only announce what another event of the report
// tells in full, and hands what they know to it.
func (x *reader) yield() {
	kept, gone := x.events[:0:0], []*event(nil)
	for _, e := range x.events {
		if x.saidAt(e) || slices.Contains(gone, e) {
			continue
		}
		to := x.fuller(e)
		if to != nil && e.typ == rostrum.TypeStatement && to.typ != e.typ {
			continue // who speaks through others was not there himself
		}
		if to != nil {
			e.place = grammar.Range{} // that of the announcement is wider
			x.announced = append(x.announced, e)
			if !x.onlyListed(to) || to.typ != e.typ || to.d != e.d {
				x.join(to, e)
				continue
			}
			x.join(e, to) // what the events included is told of them all
			gone = append(gone, to)
		}
		kept = append(kept, e)
	}
	x.events = kept
}

// onlyListed reports whether an event is all that a list of occasions made.
func (x *reader) onlyListed(e *event) bool {
	if !e.listed {
		return false
	}
	for _, o := range x.events {
		if o != e && o.listed {
			return false
		}
	}
	return true
}

// saidAt reports whether a statement was made at talks that its sentence tells of
// behind it, "A said this when he met B", or that the next one tells of in passing:
// "A hailed the harvest. He said this when he met B".
func (x *reader) saidAt(e *event) bool {
	if e.typ != rostrum.TypeStatement || len(e.people) == 0 || e.people[0].key == "" {
		return false
	}
	for _, o := range x.events {
		if o.typ != rostrum.TypeDiplomacy || o.d != e.d || len(o.people) < 2 || o.people[0].key != e.people[0].key {
			continue
		}
		if o.sentence == e.sentence && o.core.First > e.core.First || o.sentence == e.sentence+1 && x.toldAside(o) {
			return true
		}
	}
	return false
}

// toldAside reports whether the words of an event's formula stand in a clause told in
// passing, or hold one: "said this when meeting".
func (x *reader) toldAside(e *event) bool {
	first := x.d.Sentences[e.sentence].First
	return x.subordinate(e.core.First, first) || x.holds(e.core, x.c.subordinator)
}

// fuller returns the event that a yielding event gives way to: the first of its
// type, else the first at which people meet.
func (x *reader) fuller(e *event) *event {
	if !e.f.Yields || x.kind == kindDigest {
		return nil
	}
	var found *event
	for _, o := range x.events {
		if o == e || o.f.Yields {
			continue
		}
		if o.typ == e.typ {
			return o
		}
		if found == nil && present(o.typ) && !(o.typ == rostrum.TypePerformance && o.f.Again && o.sentence > e.sentence) {
			found = o // but not a show that came after
		}
	}
	return found
}

// present reports whether people are present at events of a type.
func present(typ string) bool {
	return typ != rostrum.TypeMessage && typ != rostrum.TypeStatement && typ != rostrum.TypeAppointment
}

// venue looks for the site of an event in the sentence of its line-up, before
// the people: "He was greeted at a firing range by …"; of guests, behind them too.
func (x *reader) venue(l *lineup) {
	e := l.ev
	if !e.site.Empty() || e.d != &x.body || !present(e.typ) || len(l.people) == 0 {
		return
	}
	x.d = &x.body
	s := x.body.Sentences[l.sentence]
	last := min(s.Last, l.people[0].name.First)
	if r, ok := x.siteAmong(s.First, last); ok {
		e.site, e.siteDoc = r, x.d
	} else if r, ok := x.siteAmong(e.peopleEnd(last), s.Last); ok && e.typ == rostrum.TypeDiplomacy {
		e.site, e.siteDoc = r, x.d // "They were seen off by A at the airport"
	}
}

// siteAmong finds the first site behind "at" in tokens [first, last).
func (x *reader) siteAmong(first, last int) (grammar.Range, bool) {
	for k := first; k < last; k++ {
		if r, ok := x.siteBehind(k, last); ok {
			return r, true
		}
	}
	return grammar.Range{}, false
}

func holds(list []appearance, key string) bool {
	for i := range list {
		if list[i].key == key {
			return true
		}
	}
	return false
}

func has(list []appearance, role string) bool {
	for i := range list {
		if list[i].role == role {
			return true
		}
	}
	return false
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
				a.d, a.posts = &x.body, nil
				if p, ok := x.firstMention(a.key); ok {
					a.name, a.posts = grammar.Range{First: p.name.first, Last: p.name.last}, p.posts
				} else {
					continue
				}
				e.people = merge([]appearance{a}, e.people)
			}
		}
		return
	}
}

// firstMention finds somebody where the text first names him.
func (x *reader) firstMention(key string) (person, bool) {
	for _, s := range x.body.Sentences {
		for _, p := range x.people(s.First, s.Last) {
			if !p.null && x.key(p.name) == key {
				return p, true
			}
		}
	}
	return person{}, false
}

// leading reports whether a person is one whose every word is told: what he
// says in passing is no statement of its own.
func (x *reader) leading(a *appearance) bool {
	n, _, _ := x.p.Phrases.Longest(a.d, a.name.First, a.name.Last, x.c.leader)
	return n > 0
}

// eventOf finds the event that a line-up belongs to: one of the type that its
// words name, else the last told before it, else the first.
func (x *reader) eventOf(l *lineup) *event {
	typ := l.f.To
	if !l.occasion.Empty() {
		typ = x.nounType(l.occasion)
	}
	if typ != "" {
		var found *event
		for _, e := range x.events {
			if e.typ == typ && e.d == &x.body && (found == nil || e.sentence <= l.sentence) {
				found = e
			}
		}
		if found != nil || l.f.Else == "noun" && !x.met(l.sentence) {
			return found
		}
	}
	atHand := l.f.Lineup == rostrum.RolePrincipal || l.f.Lineup == rostrum.RoleRecipient || l.f.Nested
	var before, first, any *event
	for _, e := range x.events {
		if any == nil {
			any = e
		}
		if e.d != &x.body || !atHand && !present(e.typ) {
			continue
		}
		if first == nil {
			first = e
		}
		if e.sentence <= l.sentence {
			before = e
		}
	}
	switch {
	case before != nil && l.f.Lineup == rostrum.RoleCompanion:
		return x.earliest(before) // its other events get them too, see accompany
	case before != nil:
		return before
	case first != nil && l.sentence < leadSentences:
		return first
	case first == nil && any != nil && (any.d == &x.title || any.sentence <= l.sentence) && (present(any.typ) || l.f.Lineup != rostrum.RoleAttendee):
		return any
	}
	return nil
}
