package extract

import (
	"fmt"
	"slices"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// EventNames are the columns of a file of points for events: the types that are often
// told. The others are rules' alone.
var EventNames = [weigh.Events]string{rostrum.TypeStatement, rostrum.TypeCeremony, rostrum.TypeMeeting, rostrum.TypeMessage,
	rostrum.TypePerformance, rostrum.TypeDiplomacy, rostrum.TypeInspection, rostrum.TypeBanquet}

// eventColumn is the column of a type, -1 where it has none.
func eventColumn(typ string) int { return slices.Index(EventNames[:], typ) }

// subjectRoles are the roles of who is the subject of a sentence that by points tells
// of an event, by column.
var subjectRoles = [weigh.Events]string{rostrum.RolePrincipal, rostrum.RoleAttendee, rostrum.RoleAttendee, rostrum.RolePrincipal,
	rostrum.RoleAttendee, rostrum.RolePrincipal, rostrum.RolePrincipal, rostrum.RoleAttendee}

// weighedFormulas stand for the formulas of events that points alone tell.
func weighedFormulas() (out [weigh.Events]profile.Formula) {
	for c, typ := range EventNames {
		out[c] = profile.Formula{ID: Points, Family: Points, Event: typ, Subject: subjectRoles[c], Again: true}
		if typ == rostrum.TypeStatement || typ == rostrum.TypeMessage {
			out[c].Date = "dateline"
		}
	}
	return out
}

// weighEvents lets points decide, sentence by sentence, of which events the text
// tells: what rules find is a sign like others. An event that no rule found has the
// people who are the subject of its sentence, and the line-ups that had none.
func (x *reader) weighEvents() {
	x.ruled.all = append(x.ruled.all[:0], x.events...)
	listing := x.trace != nil && x.trace.lists
	if x.p.EventPoints == nil && !listing || x.kind == kindAnecdote {
		return
	}
	x.d = &x.body
	x.ruled.file(x)
	x.hear()
	x.weighing.titleTells.added = false
	added := false
	for i := range x.body.Sentences {
		s := behindBullet(&x.body, x.body.Sentences[i])
		if s.Last <= x.start || s.Last-s.First <= 2 {
			continue
		}
		if listing {
			x.listEvents(i, s)
			continue
		}
		if x.kind == kindDigest && x.speechOpens(s) {
			continue // "Following are the major news items in leading newspapers:"
		}
		g := signer{table: x.p.EventPoints}
		x.eventSigns(i, s, &g)
		sums := g.total()
		added = x.decideEvents(i, s, sums) || added
	}
	x.events = slices.DeleteFunc(x.events, func(e *event) bool { return e.gone })
	if added {
		for i := range x.lineups {
			if l := &x.lineups[i]; l.ev == nil && !(l.f.Lineup == rostrum.RoleSpeaker && l.occasion.Empty()) {
				x.attach(l)
			}
		}
	}
}

// listEvents keeps the signs of a sentence, for who learns points.
func (x *reader) listEvents(i int, s text.Sentence) {
	one := SignedEvents{At: span(&x.body, grammar.Range{First: x.body.Sentences[i].First, Last: s.Last})}
	x.eventSigns(i, s, &signer{list: &one.Signs})
	x.trace.events = append(x.trace.events, one)
}

// decideEvents takes back, changes and adds events of a sentence as points have it, and
// reports whether it added any. What rules read out of a list stays, and its sentence and
// the one before, which announces it, tell of nothing else; an event that names people is
// changed, but not taken back.
func (x *reader) decideEvents(i int, s text.Sentence, sums [len(weigh.Points{})]int32) bool {
	here := x.ruled.in(i, i+1)
	columns := columnsOf(here)
	var more []int
	for c := range EventNames {
		if sums[c] > 0 && columns>>c&1 == 0 {
			more = append(more, c)
		}
	}
	if slices.ContainsFunc(x.ruled.in(i, i+2), func(e *event) bool { return e.listed }) {
		more = nil
	}
	for _, e := range here {
		c := eventColumn(e.typ)
		switch {
		case c < 0 || sums[c] > 0 || e.listed:
		case len(more) > 0:
			x.retype(i, s, e, more[0])
			more = more[1:]
		case otherVisit(e) >= 0 && sums[otherVisit(e)] > -farOff/2:
			x.retype(i, s, e, otherVisit(e))
		case !named(e.people):
			x.stepEvent(i, s, e.f.ID, "no "+e.typ, -c-1)
			e.gone = true
		}
	}
	n := len(x.events)
	least := int32(0)
	if columnsOf(here) != 0 {
		least = besideOne
	}
	for _, c := range more {
		if sums[c] > least && !x.implied(i, EventNames[c], x.events[n:]) {
			x.tellWeighed(i, s, c)
		}
	}
	return len(x.events) > n
}

// columnsOf returns the columns of some events that stay, as bits.
func columnsOf(list []*event) (columns uint) {
	for _, e := range list {
		if c := eventColumn(e.typ); c >= 0 && !e.gone {
			columns |= 1 << c
		}
	}
	return columns
}

// besideOne is how far above the bar the sum must be for an event of another type than
// one that a rule finds in the same sentence, in hundredths.
const besideOne = 100

// implied reports whether a sentence tells of an event of a type only by telling of
// another: a contest by its opening, a decree by what it confers, what was listed by what
// was seen there, words by the gathering where they were spoken.
func (x *reader) implied(i int, typ string, added []*event) bool {
	other := map[string]string{rostrum.TypePerformance: rostrum.TypeCeremony, rostrum.TypeStatement: rostrum.TypeAppointment}[typ]
	is := func(e *event) bool { return e.typ == other && !e.gone }
	ruled := func(e *event) bool {
		return is(e) || typ == rostrum.TypeStatement && e.f.Event == typ && e.typ != typ // spoken there
	}
	return x.ruled.announces(i) || x.ruled.listed(i, typ) || slices.ContainsFunc(x.ruled.in(i, i+1), ruled) || slices.ContainsFunc(added, is)
}

// otherVisit is the column of the other type of a visit, by guests or by one's own
// people; -1 where an event is none.
func otherVisit(e *event) int {
	switch {
	case e.visit && e.typ == rostrum.TypeDiplomacy:
		return eventColumn(rostrum.TypeInspection)
	case e.visit && e.typ == rostrum.TypeInspection:
		return eventColumn(rostrum.TypeDiplomacy)
	}
	return -1
}

// retype makes an event that rules found one of another type.
func (x *reader) retype(i int, s text.Sentence, e *event, column int) {
	was := e.typ
	e.typ = EventNames[column]
	x.stepEvent(i, s, e.f.ID, e.typ+", no "+was, column)
	for k := range e.people {
		switch a := &e.people[k]; {
		case e.typ == rostrum.TypeStatement:
			a.role = rostrum.RolePrincipal
		case was == rostrum.TypeStatement && gathering(e.typ):
			a.role = rostrum.RoleSpeaker
		}
	}
}

// tellWeighed adds an event that points alone tell.
func (x *reader) tellWeighed(i int, s text.Sentence, column int) {
	f := &x.e.weighed[column]
	sub, core := x.happens(s)
	ev := &event{typ: f.Event, f: f, d: &x.body, sentence: i, core: core}
	ev.people = x.appearances(x.lead(x.clause(sub)), f.Subject, f)
	if len(ev.people) == 0 {
		if a, ok := x.recalled(sub); ok {
			a.role, a.f = f.Subject, f
			ev.people = append(ev.people, a)
		}
	}
	leader := func(a appearance) bool { return !a.null && x.leading(&a) }
	if present(ev.typ) && slices.ContainsFunc(ev.people, leader) {
		return // where a leader was is told in words that rules know
	}
	if ev.typ == rostrum.TypeDiplomacy && !named(ev.people) {
		ev.people = x.guests(s, f)
	}
	ev.people = slices.DeleteFunc(ev.people, leader) // he may send a message as well as get it
	ev.subject = len(ev.people) > 0
	x.where(ev, s, &grammar.Match{})
	if x.longBefore(ev.date) {
		ev.date, ev.dateTo = "", "" // of something else that the sentence tells
	}
	x.evidence(ev, s, sub)
	for _, old := range x.ruled.title {
		if old.typ == ev.typ && !old.gone {
			x.join(ev, old) // the text tells it after all
			old.gone = true
		}
	}
	x.events = append(x.events, ev)
	x.stepEvent(i, s, Points, "event "+ev.typ, column)
}

// guests gives a sentence that tells of guests the people it names: who leads a
// delegation, or whom somebody met.
func (x *reader) guests(s text.Sentence, f *profile.Formula) []appearance {
	list := x.people(s.First, s.Last)
	if len(list) == 0 {
		return nil
	}
	k := list[0].name.first
	if posts := list[0].posts; len(posts) > 0 {
		k = min(k, posts[0].First)
	}
	for k > s.First && x.d.Tokens[k-1].Class.Has(x.c.article|x.c.possessive) {
		k--
	}
	role := rostrum.RoleCounterpart
	if k == s.First || x.d.Tokens[k-1].Class.Has(x.c.manner|x.c.passive) {
		role = rostrum.RolePrincipal // "led by A", "Arriving were A and B"
	}
	return slices.DeleteFunc(x.appearances(list, role, f), func(a appearance) bool { return a.null })
}

// happens returns the subject and the verb of a sentence that tells of an event: the
// first word that may be a verb, else that looks like one, else its first.
func (x *reader) happens(s text.Sentence) (sub, core grammar.Range) {
	sub = x.mainSubject(s)
	if sub.Empty() {
		k := s.First
		for k < s.Last && !x.verbLike(k) {
			k++
		}
		if k == s.Last {
			return grammar.Range{}, grammar.Range{First: s.First, Last: s.First + 1}
		}
		sub = grammar.Range{First: s.First, Last: k}
	}
	core = grammar.Range{First: sub.Last, Last: sub.Last + 1}
	for core.Last < s.Last && x.d.Tokens[core.First].Class.Has(x.c.passive) && (x.verbLike(core.Last) || x.d.Tokens[core.Last].Class.Has(x.c.adverb)) {
		core.Last++ // "was also held"
	}
	return sub, core
}

// verbLike reports whether token k is a verb or looks like one.
func (x *reader) verbLike(k int) bool {
	t := &x.d.Tokens[k]
	return !t.Is(text.Capital) && (t.Class.Has(x.c.verb|x.c.passive) || x.endsIn(k, x.p.PastEndings))
}

// stepEvent notes in a trace what points decided of an event, and by which signs: those
// for a column, or against it where it is given as its complement.
func (x *reader) stepEvent(i int, s text.Sentence, formula, outcome string, column int) {
	if x.trace == nil {
		return
	}
	var list []Sign
	x.eventSigns(i, s, &signer{table: x.p.EventPoints, list: &list})
	against := column < 0
	if against {
		column = -column - 1
	}
	x.stepSentence(s, formula, fmt.Sprintf("%s by points (%s)", outcome, reasonsIn(list, column, against)))
}

// eventSigns gives the signs by which points tell of which events a sentence tells.
func (x *reader) eventSigns(i int, s text.Sentence, g *signer) {
	w, d, v := &x.weighing, &x.body, x.v
	x.isEach(g, weigh.Word, d, w.words, x.wordsIn(i, s))
	g.is(weigh.Opens, x.token(g, d, w.words, s.First))
	g.is(weigh.Report, v.all)
	kind := x.kind
	if kind == "" {
		kind = x.hint
	}
	if kind == "" {
		g.is(weigh.Report, v.none)
	} else {
		g.is(weigh.Report, x.valued(dashed(kind)))
	}
	x.placeSigns(i, s, g)
	if !x.toldSigns(i, g) && g.below(len(EventNames)) {
		return
	}
	x.rowSigns(s, g)
	g.once(&w.titleTells, func() {
		x.isEach(g, weigh.Title, &x.title, w.title, w.titleOnce)
	})
}

// placeSigns gives the signs of where in the text a sentence stands, and whether it
// names a day.
func (x *reader) placeSigns(i int, s text.Sentence, g *signer) {
	v := x.v
	at := v.step(i, 0, 1, 2, 4, 8)
	dated := v.none
	for k := s.First; k < heard(s); k++ {
		if x.dateWord(k) {
			dated = v.many
			break
		}
	}
	g.are(weigh.State, v.at, at)
	g.all(weigh.State, v.at, at, dated)
	g.are(weigh.State, v.of, v.step(len(x.body.Sentences), 1, 2, 5, 10, 20))
}

// toldSigns gives the signs of the events and line-ups that rules find in a sentence and
// around it, and reports whether they find an event there.
func (x *reader) toldSigns(i int, g *signer) bool {
	v, w := x.v, &x.ruled
	here := w.in(i, i+1)
	for _, e := range here {
		typ := x.valued(e.typ)
		g.is(weigh.Found, typ)
		g.are(weigh.Found, typ, x.valued(e.f.ID))
		if named(e.people) {
			g.are(weigh.Found, typ, v.named)
		}
	}
	for _, e := range w.in(i-1, i) {
		g.are(weigh.Before, v.next, x.valued(e.typ))
	}
	for _, l := range w.lineupsIn(i) {
		g.are(weigh.Found, v.by, x.valued(l.f.Lineup))
	}
	before, behind, title := w.before[w.from(i)], w.behind[w.from(i+1)], w.inTitle
	if before == 0 {
		g.is(weigh.Before, v.nothing)
	}
	if before|behind|title == 0 && len(here) == 0 {
		g.is(weigh.Before, v.nobody)
	}
	for c, typ := range rostrum.EventTypes {
		if before>>c&1 != 0 {
			g.is(weigh.Before, x.valued(typ))
		}
		if behind>>c&1 != 0 {
			g.are(weigh.Before, v.behind, x.valued(typ))
		}
		if title>>c&1 != 0 {
			g.are(weigh.Before, v.title, x.valued(typ))
		}
	}
	return len(here) > 0
}

// rowSigns gives the signs of a sentence's words in a row, with one form for names.
func (x *reader) rowSigns(s text.Sentence, g *signer) {
	w, d, v := &x.weighing, &x.body, x.v
	shape := w.shape[:0]
	for k := s.First; k < heard(s); k++ {
		t := &d.Tokens[k]
		if t.Is(text.Capital) && k > s.First && !x.dateWord(k) {
			if shape[len(shape)-1] != v.formName {
				shape = append(shape, v.formName)
			}
			continue
		}
		shape = append(shape, x.token(g, d, w.words, k))
	}
	w.shape = shape
	inARow(shape, false, g)
}
