package extract

import (
	"slices"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/calendar"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// tell makes an event of a match, or refuses.
func (x *reader) tell(f *profile.Formula, m *grammar.Match, sentence int, title bool) bool {
	d := x.d
	s := d.Sentences[sentence]
	typ := f.Event
	ev := &event{f: f, d: d, sentence: sentence, core: grammar.Range{First: m.First, Last: m.Last}}
	sub := m.Slot(grammar.Subject)
	beside := "" // the type of another occasion told with the same verb
	if typ == "noun" {
		oc := m.Slot(grammar.Occasion)
		if oc.First < m.First {
			oc = x.afterAdverbial(oc)
		} else {
			oc = x.upToPreposition(oc)
		}
		typ = x.nounType(oc)
		if typ == "" || !oc.Empty() && x.preposition(oc.First) {
			return false
		}
		if sub.Empty() && oc.First < m.First {
			sub = oc
		}
		together := false
		beside, together = x.besideType(oc, typ)
		if more, other := x.elsewhere(grammar.Range{First: m.Last - 1, Last: s.Last}, typ); more && (other || beside != "") {
			beside, together, ev.listed = "", true, true
		}
		if together {
			typ = rostrum.TypeCeremony
		}
	}
	if f.Object == "" && !m.Slot(grammar.Site).Empty() {
		ev.site = x.siteAt(m.Slot(grammar.Site))
		ev.siteDoc, ev.visit = d, true
	}
	var objects []appearance
	if f.Object != "" {
		r := m.Slot(grammar.Object)
		list := x.people(r.First, r.Last)
		if len(list) > 0 && r.First >= m.First && f.Needs == "object" && !x.opens(r.First, &list[0]) {
			list = nil
		}
		objects = x.appearances(list, f.Object, f)
		if ev.site.Empty() && len(objects) == 0 && typ == rostrum.TypeMessage && f.Object == rostrum.RoleRecipient {
			x.sentTo(ev, r, s)
		}
	}
	if !title && typ == rostrum.TypeMessage && f.Object == rostrum.RolePrincipal && !named(objects) && x.sender.Empty() {
		x.sender, x.senderDoc = m.Slot(grammar.Object), d // a body, not a person
	}
	for _, w := range f.When {
		if w.Site != 0 && x.holds(m.Slot(grammar.Site), w.Site) || w.Subject != 0 && x.holds(sub, w.Subject) ||
			w.Object != 0 && !named(objects) && x.holds(m.Slot(grammar.Object), w.Object) {
			if w.Event == "none" {
				return false
			}
			typ = w.Event
			break
		}
	}
	var subjects []appearance
	if f.Subject != "" {
		r := x.clause(sub)
		list := x.lead(r)
		for len(list) > 0 && typ == rostrum.TypeStatement && x.toldByOthers(&list[0], r.First, r.Last) {
			list = list[1:]
		}
		subjects = x.appearances(list, f.Subject, f)
		ev.subject = len(subjects) > 0
		ev.pronoun = !ev.subject && x.pronounIn(r)
		if !ev.subject && !ev.pronoun && len(list) == 0 {
			if a, ok := x.recalled(r); ok {
				a.role, a.f = f.Subject, f
				subjects, ev.subject = append(subjects, a), true
			}
		}
		if !ev.subject && !ev.pronoun {
			if a, ok := x.officeAlone(r, f.Subject, f); ok {
				subjects = append(subjects, a)
			}
		}
		if !ev.subject && ev.pronoun {
			if a, ok := x.lastPrincipal(); ok {
				a.role, a.f = f.Subject, f
				subjects = append(subjects, a)
			}
		}
	}
	if typ == rostrum.TypeInspection && ev.visit && ev.pronoun && !ev.subject && x.shownRound() {
		typ = rostrum.TypeDiplomacy // "They also visited", of guests
	}
	var line []appearance
	if f.Lineup != "" {
		r := m.Slot(grammar.People)
		list := x.people(r.First, r.Last)
		if f.Roster {
			list = append(list, x.roster(sentence, len(list) > 0)...)
		}
		line = x.appearances(list, f.Lineup, f)
		for i := range line {
			if i > 0 && f.Others != "" {
				line[i].role = f.Others
			}
		}
	}
	switch f.Needs {
	case "person":
		if !named(subjects) {
			return false
		}
	case "people":
		if !named(subjects) && !named(objects) && !named(line) {
			return false
		}
	case "object":
		if !named(objects) {
			return false
		}
	case "site":
		if ev.site.Empty() {
			return false
		}
	case "site_noun":
		if ev.site.Empty() || !x.holds(ev.site, x.c.siteNoun|x.c.site|x.c.shrine|x.c.orgNoun) {
			return false
		}
	case "date":
		if len(x.datesOf(sentence)) == 0 {
			return false
		}
	}
	if !ev.site.Empty() && (!x.isSite(ev.site) && !(visited(typ) && x.capitalIn(ev.site)) || typ == rostrum.TypeDrill && x.peopleOf(ev.site)) {
		ev.site = grammar.Range{}
	}
	ev.typ = typ
	ev.people = merge(subjects[:len(subjects):len(subjects)], objects) // each in one role
	if f.Roster {
		ev.people = append(ev.people, line...) // where two may bear one name
	} else {
		ev.people = merge(ev.people, line)
	}
	if typ == rostrum.TypeStatement && (ev.subject || f.Object != "") {
		x.gathered(ev, s, x.c.at|x.c.addressing)
	} else if typ == rostrum.TypeStatement && f.Date == "" && !sub.Empty() && len(ev.people) == 0 {
		x.gathered(ev, s, x.c.at) // a body, whose people met
	}
	if k := m.First; !title && typ == rostrum.TypeStatement && sub.Last == k && k > s.First && d.Tokens[k].Is(text.Capital) && d.Tokens[k-1].Is(text.Capital) && !x.dateWord(k) {
		x.step(f, m, "refused: part of a name")
		return false
	}
	if !title {
		if why := x.refuse(ev, s, f); why != "" {
			x.step(f, m, "refused: "+why)
			return false
		}
	}
	if post := m.Slot(grammar.Post); !post.Empty() {
		gets := ev.people
		if len(objects) > 0 { // who sends congratulations on an office does not get it
			gets = gets[len(subjects):]
		}
		x.becomes(gets, post)
	}
	x.where(ev, s, m)
	if f.Needs == "when_or_where" && ev.date == "" && ev.site.Empty() && ev.place.Empty() {
		x.step(f, m, "refused: neither day nor place")
		return false
	}
	if f.Nested && f.Needs == "when_or_where" && !slices.ContainsFunc(x.events, func(o *event) bool { return o.d == d }) {
		x.step(f, m, "refused: no occasion before")
		return false
	}
	if f.Subject != "" && len(ev.people) == 0 {
		if a, ok := x.ledBy(x.clause(sub)); ok {
			a.role, a.f = f.Subject, f
			ev.people = append(ev.people, a)
		}
	}
	x.evidence(ev, s, sub)
	x.add(ev, f, title)
	x.step(f, m, "event "+typ)
	if beside != "" && !title && len(ev.people) == 0 {
		other := *ev
		other.typ, other.listed = beside, true
		x.add(&other, f, false)
		x.step(f, m, "event "+beside)
	}
	if f.Speech {
		x.speech = true
	}
	return true
}

// shownRound reports whether guests were told of and no visit of one's own people.
func (x *reader) shownRound() bool {
	guests := false
	for _, e := range x.events {
		if e.d != x.d || e.typ == rostrum.TypeInspection {
			return false
		}
		guests = guests || e.typ == rostrum.TypeDiplomacy
	}
	return guests
}

// holder finds the person told of before whose post holds the words of an office
// that now stands alone: "The foreign minister gave a reception".
func (x *reader) holder(o grammar.Range) (appearance, bool) {
	words := strings.ToLower(x.d.Join(o.First, o.Last))
	for a := range x.everybody {
		if a.null || a.d != x.d {
			continue
		}
		for _, p := range a.posts {
			if p.First != o.First && strings.Contains(strings.ToLower(a.d.Join(p.First, p.Last)), words) {
				return a, true
			}
		}
	}
	return appearance{}, false
}

// gathered turns a statement into the gathering where it was made, if the
// sentence says so outside the words that are told: "Director A, addressing a
// meeting, said …". by are the words that may stand before it.
func (x *reader) gathered(ev *event, s text.Sentence, by text.Class) {
	d := x.d
	last := ev.core.First
	if ev.f.Object != "" {
		last = s.Last // the words come first
	}
	for k := s.First; k < last; k++ {
		t := &d.Tokens[k]
		if len(ev.people) == 0 && (x.verbLike(k) || t.Class.Has(x.c.title) && !x.pluralWord(k)) {
			return // what else happened, or an office, which speaks for itself wherever it is
		}
		if !t.Class.Has(by) || t.Is(text.Quoted) || k >= ev.core.First && k < ev.core.Last {
			continue
		}
		first := k + 1
		if first < last && d.Tokens[first].Class.Has(x.c.at) {
			first++
		}
		typ := x.nounType(x.upToPreposition(grammar.Range{First: first, Last: min(first+14, last)}))
		if typ != rostrum.TypeMeeting && typ != rostrum.TypeBanquet && typ != rostrum.TypeDiplomacy && !(typ == rostrum.TypeCeremony && len(ev.people) == 0) {
			continue
		}
		ev.typ = typ
		for i := range ev.people {
			ev.people[i].role = rostrum.RoleSpeaker
		}
		ev.core = grammar.Range{First: k, Last: first}
		return
	}
}

// becomes gives those who get a post in a sentence that post, if they have none.
func (x *reader) becomes(people []appearance, r grammar.Range) {
	for r.First < r.Last && x.d.Tokens[r.First].Class.Has(x.c.article) {
		r.First++
	}
	end := x.postEnd(r.First, r.Last, false)
	if end <= r.First || !x.hasTitle(r.First, end) {
		return
	}
	for i := range people {
		// who has an office is told to keep it; "Deputy" alone says who is meant
		if a := &people[i]; !a.null && a.d == x.d && (len(a.posts) == 0 || len(a.posts) == 1 && a.posts[0].Last == a.posts[0].First+1) {
			a.posts = append(a.posts, grammar.Range{First: r.First, Last: end})
		}
	}
}

// named reports whether a list holds somebody with a name.
func named(list []appearance) bool {
	for i := range list {
		if !list[i].null {
			return true
		}
	}
	return false
}

// officeAlone reads a subject that is an office without a name: "A spokesman for
// the ministry". It opens the clause and goes on to its end.
func (x *reader) officeAlone(r grammar.Range, role string, f *profile.Formula) (appearance, bool) {
	d := x.d
	i := r.First
	for i < r.Last && (d.Tokens[i].Class.Has(x.c.article) || d.Tokens[i].Is(text.Punct)) {
		i++
	}
	if i == r.First || i >= r.Last || !x.postStart(i, r.Last) || !x.officeOf(i, r.Last) || x.plural(grammar.Range{First: i, Last: r.Last}) {
		return appearance{}, false
	}
	end := x.postEnd(i, r.Last, false)
	if end <= i {
		return appearance{}, false
	}
	o := grammar.Range{First: i, Last: end}
	if a, ok := x.holder(o); ok {
		a.role, a.f = role, f
		return a, true
	}
	return appearance{name: o, null: true, posts: []grammar.Range{o}, role: role, f: f, d: d}, true
}

// visited reports whether an event of this type is about its site, whatever that
// is; elsewhere a site must be a place where one can meet.
func visited(typ string) bool {
	return typ == rostrum.TypeInspection || typ == rostrum.TypeDiplomacy
}

// lead reads the people that are the subject of a clause: the list that begins
// the clause, after adverbials, or the last one in it.
func (x *reader) lead(r grammar.Range) []person {
	list := x.people(r.First, r.Last)
	if len(list) == 0 {
		return nil
	}
	out := list[:0:0]
	for i, p := range list {
		if i == 0 && len(p.posts) == 0 {
			// "The president of the fund, A, said"
			if o, ok := x.officeBefore(r.First, p.name.first); ok {
				p.posts = append(p.posts, o)
			}
		}
		k := x.named(&p, r.First)
		if k > r.First && x.d.Tokens[k-1].Class.Has(x.c.of|x.c.in|x.c.at) || i > 0 && x.byTheWay(list[i-1].last, k) {
			continue
		}
		out = append(out, p)
	}
	if n := len(out); n > 0 && (x.otherSubject(out[n-1].last, r.Last) || x.anotherSubject(out[n-1].last, r.Last)) {
		return nil
	}
	return out
}

// named returns where a person begins to be named in a clause: with a post before the name, an
// honorific, an article.
func (x *reader) named(p *person, first int) int {
	k := p.name.first
	if len(p.posts) > 0 {
		k = min(k, p.posts[0].First)
	}
	for k > first && x.d.Tokens[k-1].Class.Has(x.c.honorific|x.c.article) {
		k--
	}
	return k
}

// otherSubject reports whether behind the people of a clause its real subject
// follows: "As regards what Minister A said, the Headquarters …".
func (x *reader) otherSubject(first, last int) bool {
	d := x.d
	for k := first; k+2 < last; k++ {
		if d.Tokens[k].Mark == ',' && d.Tokens[k+1].Class.Has(x.c.article) && d.Tokens[k+2].Is(text.Capital) && !x.postStart(k+1, last) {
			return true
		}
	}
	return false
}

// officeBefore returns the office that opens a clause with its article and is
// parted by a comma from the name at token k.
func (x *reader) officeBefore(first, k int) (grammar.Range, bool) {
	d := x.d
	if k-2 <= first || d.Tokens[k-1].Mark != ',' || !d.Tokens[first].Class.Has(x.c.article) || !x.officeOf(first+1, k-1) {
		return grammar.Range{}, false
	}
	if x.postEnd(first+1, k-1, false) != k-1 {
		return grammar.Range{}, false
	}
	return grammar.Range{First: first + 1, Last: k - 1}, true
}

// upToPreposition cuts an object down to the noun phrase before its first
// preposition, "of" aside.
func (x *reader) upToPreposition(r grammar.Range) grammar.Range {
	for k := r.First + 1; k < r.Last; k++ {
		t := &x.d.Tokens[k]
		if !t.Is(text.Capital|text.Quoted) && t.Class.Has(x.c.at|x.c.in|x.c.postBreak|x.c.relative|x.c.siteStop) && !t.Class.Has(x.c.of) {
			r.Last = k
			break
		}
	}
	return r
}

// afterAdverbial drops the adverbial phrase that opens a clause: "In celebration
// of the day, a meeting".
func (x *reader) afterAdverbial(r grammar.Range) grammar.Range {
	d := x.d
	if r.Empty() || !d.Tokens[r.First].Class.Has(x.c.in|x.c.at|x.c.of|x.c.postBreak) {
		return r
	}
	for k := r.First; k+1 < r.Last; k++ {
		if d.Tokens[k].Mark == ',' && (d.Tokens[k+1].Class.Has(x.c.article|x.c.possessive) || d.Tokens[k+1].Is(text.Capital)) {
			r.First = k + 1
			break
		}
	}
	return r
}

// preposition reports whether a preposition stands at token k.
func (x *reader) preposition(k int) bool {
	t := &x.d.Tokens[k]
	return t.Class.Has(x.c.at|x.c.in|x.c.of|x.c.postBreak) && !t.Is(text.Capital)
}

// pronounIn reports whether the subject is a pronoun.
func (x *reader) pronounIn(r grammar.Range) bool {
	for k := r.First; k < r.Last; k++ {
		if x.d.Tokens[k].Class.Has(x.c.pronoun) {
			return true
		}
	}
	return false
}

// lastPrincipal returns the person a pronoun stands for: the principal of the
// first event.
func (x *reader) lastPrincipal() (appearance, bool) {
	if n := len(x.events); n > 0 && x.kind == kindDigest && len(x.events[n-1].people) > 0 {
		return x.events[n-1].people[0], true
	}
	if a := x.firstIn(func(_ *event, a *appearance) bool { return a.role == rostrum.RolePrincipal }); a != nil {
		return *a, true
	}
	return appearance{}, false
}

// nounType returns the type of the noun that names an occasion: the last event
// noun before the first preposition.
func (x *reader) nounType(r grammar.Range) string {
	if typ := x.nounOf(r, false); typ != "" {
		return typ
	}
	return x.nounOf(r, true) // an occasion that has a title: "Forum of Our Nation"
}

func (x *reader) nounOf(r grammar.Range, quoted bool) string {
	d := x.d
	typ := ""
	for k := r.First; k < r.Last; {
		t := &d.Tokens[k]
		if t.Is(text.Quoted) && (!quoted || !t.Is(text.Capital)) {
			k++
			continue
		}
		n, noun := x.eventNoun(k, r.Last)
		if noun != "" {
			typ = noun
		} else if typ != "" && (t.Class.Has(x.c.of|x.c.at|x.c.in|x.c.postBreak|x.c.siteStop|x.c.relative) || t.Is(text.Punct) && t.Mark == ',') {
			break
		}
		k += n
	}
	return typ
}

// holds reports whether a range holds a word or phrase of a class.
func (x *reader) holds(r grammar.Range, class text.Class) bool {
	for k := r.First; k < r.Last; k++ {
		if x.d.Tokens[k].Class.Has(class) {
			return true
		}
		if n, c, _ := x.p.Phrases.Longest(x.d, k, r.Last, class); n > 0 && c.Has(class) {
			return true
		}
	}
	return false
}

// refuse says why a match tells of no event of this report: background of
// earlier years, a plan for the future, words of somebody else.
func (x *reader) refuse(ev *event, s text.Sentence, f *profile.Formula) string {
	if k := ev.core.First - 1; k >= s.First && x.d.Tokens[k].Class.Has(x.c.relative) && f.Subject != "" {
		return "told in passing"
	}
	if f.Subject != "" && x.subordinate(ev.core.First, s.First) {
		// "A met B when he paid a call"; but "He said this when he met B"
		for _, old := range x.events {
			if old.d == ev.d && old.sentence == ev.sentence && old.typ != rostrum.TypeStatement {
				return "told in passing"
			}
		}
	}
	if k := ev.core.First - 1; ev.typ == rostrum.TypeStatement && k >= s.First && x.d.Tokens[k].Class.Has(x.c.passive) {
		return "it was done to them"
	}
	if x.kind == kindCommentary && ev.f.Kind == "" && !(ev.typ == rostrum.TypeStatement && f.Date != "" && x.country(x.d, grammar.Range{First: s.First, Last: ev.core.First}) == "") {
		return "a commentary only mentions it"
	}
	if ev.pronoun && (ev.typ == rostrum.TypeStatement || ev.typ == rostrum.TypeMessage && x.kind != kindDigest) {
		return "its subject is a pronoun"
	}
	if ev.pronoun && !f.Again && x.kind != kindDigest {
		for _, old := range x.events {
			if old.typ == ev.typ && old.d == ev.d {
				return ""
			}
		}
		return "its subject is a pronoun"
	}
	if ev.typ == rostrum.TypeStatement && x.kind != kindDigest {
		for _, old := range x.events {
			if old.d == ev.d && old.typ != rostrum.TypeStatement && !f.Again {
				return "said at another occasion"
			}
		}
	}
	switch x.kind {
	case kindAnecdote, kindBackground, kindObituary:
		if ev.typ != rostrum.TypeStatement && !(f.Roster && x.kind == kindObituary) || x.kind == kindAnecdote {
			return "the report is " + x.kind
		}
	}
	day, ok := x.nearestDate(ev.sentence, ev.core)
	from := day.From
	dated := calendar.IsDay(from)
	for k := s.First; k < s.Last; k++ {
		if n, _, _ := x.p.Phrases.Longest(x.d, k, s.Last, x.c.recentPast); n > 0 {
			k += n - 1
			continue
		}
		t := &x.d.Tokens[k]
		if t.Is(text.Quoted) || abs(k-ev.core.First) >= 25 {
			continue
		}
		// what is said on a named day may look back: "fell from a year ago, it said Monday"
		if t.Class.Has(x.c.background) && !(dated && ev.typ == rostrum.TypeStatement) || t.Class.Has(x.c.era) && !dated && x.holds(grammar.Range{First: max(s.First, k-3), Last: k}, x.c.in) {
			return "background"
		}
	}
	if ok && x.longBefore(from) {
		return "long before the report"
	}
	if !ok && present(ev.typ) && x.r.Published != "" && len(x.events) == 0 {
		for i := range ev.sentence {
			for _, day := range x.datesOf(i) {
				if calendar.IsDay(day.From) && earlier(day.From, x.r.Published, longAgo) {
					return "goes on from long before the report"
				}
			}
		}
	}
	return ""
}

// subordinate reports whether the verb at token k stands in a clause told in
// passing: "when he", "when the latter".
func (x *reader) subordinate(k, first int) bool {
	for j := k - 1; j >= first && j > k-4; j-- {
		t := &x.d.Tokens[j]
		if t.Class.Has(x.c.subordinator) {
			return j < k-1
		}
		if t.Is(text.Capital | text.Punct) {
			return false
		}
	}
	return false
}

// longBefore reports whether a day lies so far before publication that what was on it is
// background; a year alone does.
func (x *reader) longBefore(day string) bool {
	return day != "" && x.r.Published != "" && (len(day) == 4 || earlier(day, x.r.Published, longAgo))
}

// longAgo is how many days before publication an occasion is background.
const longAgo = 100

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
