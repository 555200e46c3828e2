package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// performer returns the noun phrase of who carries out what a claim of a status tells. Who only
// sets the plan does not.
func (x *reader) performer(h *hit, np grammar.Range, front bool, status string, s text.Sentence, hits []hit) grammar.Range {
	var who grammar.Range
	if front {
		who = x.doneBy(h.m.Last, s.Last)
	} else {
		who = x.doingIt(h, s, hits)
	}
	if who.Empty() {
		who = x.builder(np, s)
	}
	if who.Empty() || x.setsOnly(h, who, status) {
		return grammar.Range{}
	}
	return who
}

// doingIt returns who stands before the verb of a claim, or whom a pronoun there stands for, a
// few sentences back.
func (x *reader) doingIt(h *hit, s text.Sentence, hits []hit) grammar.Range {
	d := x.d
	if d.Tokens[h.m.First].Class.Has(x.c.subordinator) {
		return grammar.Range{} // "if it is built"
	}
	if sub := x.subjectOf(h); !sub.Empty() {
		np := x.subjectNoun(h, s.First)
		if !np.Empty() && !x.pronounAlone(np) && !x.signs(np.First, profile.CueFirst) && (x.speaks(np) || x.actsAlone(np, sub.Last)) {
			return np
		}
		return x.performs(np, s)
	}
	if x.asks(h.m.First, h.m.Last, hits) {
		return grammar.Range{} // whoever asks for it
	}
	verb := x.firstOfVerb(h.m.First, s.First)
	if verb == s.First {
		return x.performs(x.nounPhrase(x.agent(s)), s) // "Speeding up the work, they"
	}
	before := &d.Tokens[verb-1]
	switch {
	case before.Class.Has(x.c.and), before.Mark == ',', before.Class.Has(x.c.subordinator|x.c.manner) && x.participle(verb):
		return x.performs(x.clauseAgent(verb, s), s)
	case before.Is(text.Punct), !before.Is(text.Capital) && before.Class.Has(x.c.of|x.c.in|x.c.at|x.c.article|x.c.possessive|x.c.siteStop|x.c.postBreak) && !before.Class.Has(x.c.relative):
		return grammar.Range{}
	}
	np := x.beforeVerb(grammar.Range{First: s.First, Last: verb})
	if !np.Empty() && x.actsAlone(np, verb) {
		return np
	}
	return x.performs(np, s)
}

// subjectNoun returns the noun phrase of the subject of a claim. Of a plan that another verb
// stands before, "A urged to drop the city's plan to build it", it is whose plan that is.
func (x *reader) subjectNoun(h *hit, first int) grammar.Range {
	np, at := x.ownSubject(x.subjectOf(h), first), h.m.First
	if !x.d.Tokens[at].Class.Has(x.c.planNoun) {
		return np
	}
	for k := np.Last; k < at; k++ {
		if x.pastForm(k) || x.d.Tokens[k].Class.Has(x.c.verb) && !x.d.Tokens[k].Is(text.Capital) && !x.auxiliary(k) {
			if np = x.bareNoun(x.nounBefore(at, np.Last)); !np.Empty() && !x.works(np) {
				return grammar.Range{}
			}
			break
		}
	}
	return np
}

// builder returns by whom something is built, as its noun phrase says: "the building of the
// hall by soldiers", not "the goal set by".
func (x *reader) builder(np grammar.Range, s text.Sentence) grammar.Range {
	for k := np.First + 1; k < np.Last; k++ {
		if x.d.Tokens[k].Class.Has(x.c.manner) && !x.pastForm(k-1) && !x.participle(k-1) {
			return x.doneBy(k, s.Last)
		}
	}
	return grammar.Range{}
}

// ownSubject returns the noun phrase of a subject that may hold more than its clause: behind
// "that", or what a relative pronoun which ends it stands for in a sentence that begins at
// first.
func (x *reader) ownSubject(sub grammar.Range, first int) grammar.Range {
	if np := x.relatedTo(sub.Last-1, first); !np.Empty() {
		return np
	}
	for k := sub.Last - 2; k > sub.First; k-- {
		if t := &x.d.Tokens[k]; t.Is(text.Capital) || !t.Class.Has(x.c.relative|x.c.subordinator) {
			continue
		}
		if !x.relatedTo(k, first).Empty() {
			break // "the mill, which lies there,"
		}
		from := k + 1
		if x.d.Tokens[k].Class.Has(x.c.subordinator) {
			from = x.behindIdle(from, sub.Last)
		}
		if np := x.nounPhrase(grammar.Range{First: from, Last: sub.Last}); !np.Empty() {
			return np
		}
	}
	return x.nounPhrase(sub)
}

// behindIdle returns where the subject stands behind words of time that have no verb and end
// in a comma: "after the flood, | the mayor". It is where they begin where they have one.
func (x *reader) behindIdle(first, last int) int {
	for k := first; k+1 < last; k++ {
		switch t := &x.d.Tokens[k]; {
		case t.Mark == ',':
			return k + 1
		case !t.Is(text.Capital) && (t.Class.Has(x.c.verb|x.c.passive) || x.pastForm(k)):
			return first
		}
	}
	return first
}

// firstOfVerb returns where the verb begins whose last word stands at a token: with its
// adverbs and auxiliaries, and with what goes before it behind a modal ("should continue").
func (x *reader) firstOfVerb(verb, first int) int {
	d := x.d
	for main := verb; verb > first; verb-- {
		switch t := &d.Tokens[verb-1]; {
		case x.adverbAt(verb - 1), t.Class.Has(x.c.passive), x.finite(verb-1, verb):
		case x.pastForm(main) && x.auxiliary(verb-1):
		case verb-2 > first && !t.Is(text.Capital|text.Punct) && x.participle(verb) && x.finite(verb-2, verb):
		default:
			return verb
		}
	}
	return verb
}

// auxiliary reports whether a word is a verb that ends a post, as those do which only help
// another: "has".
func (x *reader) auxiliary(k int) bool {
	t := &x.d.Tokens[k]
	return t.Class.Has(x.c.verb) && t.Class.Has(x.c.postBreak)
}

// beforeVerb returns the noun phrase right before the verb that ends a range, in its clause;
// behind a relative pronoun, what that stands for: "the builders who".
func (x *reader) beforeVerb(r grammar.Range) grammar.Range {
	if np := x.relatedTo(r.Last-1, r.First); !np.Empty() {
		return np
	}
	for _, r := range [...]grammar.Range{r, x.lastClause(r)} {
		if np := x.nounPhrase(r); x.reaches(np.Last, r.Last) {
			return np
		}
	}
	return grammar.Range{}
}

// reaches reports whether no other verb, clause or comma stands between a noun phrase and a
// verb behind it.
func (x *reader) reaches(k, verb int) bool {
	for ; k < verb; k++ {
		t := &x.d.Tokens[k]
		if x.auxiliary(k) && k+shortAside >= verb {
			return true // "have so far"
		}
		if !t.Is(text.Capital) && t.Class.Has(x.c.verb|x.c.relative|x.c.subordinator) || t.Is(text.Punct) && !t.Is(text.Possessive) {
			return false
		}
	}
	return true
}

// shortAside is how many words stand at most between an auxiliary and its verb.
const shortAside = 4

// clauseAgent returns who does what a clause tells whose later verb stands at a token: the
// noun phrase behind the word that opens it or before a relative pronoun, else the agent of
// the sentence.
func (x *reader) clauseAgent(verb int, s text.Sentence) grammar.Range {
	d := x.d
	for k := verb - 2; k >= s.First; k-- {
		t := &d.Tokens[k]
		if t.Mark == ';' || t.Mark == ':' || t.Is(text.Quoted) {
			return grammar.Range{}
		}
		if t.Is(text.Capital) || !t.Class.Has(x.c.relative|x.c.subordinator) {
			continue
		}
		if np := x.relatedTo(k, s.First); !np.Empty() {
			return np
		}
		return x.nounPhrase(grammar.Range{First: k + 1, Last: verb})
	}
	sub := x.agent(s)
	if sub.Last < verb && x.d.Tokens[sub.Last].Class.Has(x.c.passive) && !x.participle(verb) {
		return grammar.Range{} // "houses were built and progress was made"
	}
	return x.nounPhrase(sub)
}

// actsAlone reports whether a noun phrase behind an article opens its clause and is all that
// stands before its verb, so that it acts whatever it is: "the sector", no plan nor occasion.
func (x *reader) actsAlone(np grammar.Range, verb int) bool {
	d := x.d
	k := np.First - 1
	if k < 0 || !d.Tokens[k].Class.Has(x.c.article) || !x.reaches(np.Last, verb) || x.holds(x.headOf(np), x.c.planNoun|x.c.workNoun|x.c.eventNoun) {
		return false
	}
	for i := np.First + 1; i < np.Last; i++ {
		if x.pastForm(i) {
			return false // "the county tilled land and"
		}
	}
	return x.opensSentence(k) || d.Tokens[k-1].Class.Has(x.c.relative|x.c.subordinator) || d.Tokens[k-1].Mark == ','
}

// relatedTo returns the noun phrase that a relative pronoun at a token stands for as the
// subject of its clause: "the builders" of "the builders, who had finished".
func (x *reader) relatedTo(k, first int) grammar.Range {
	d := x.d
	if k <= first || k+1 >= len(d.Tokens) || !d.Tokens[k].Class.Has(x.c.relative) {
		return grammar.Range{}
	}
	next := k + 1
	for next+1 < len(d.Tokens) && x.adverbAt(next) {
		next++
	}
	if t := &d.Tokens[next]; t.Is(text.Capital|text.Punct) || !t.Class.Has(x.c.verb|x.c.passive) && !x.pastForm(next) && !x.finite(next, next+1) {
		return grammar.Range{}
	}
	if d.Tokens[k-1].Mark == ',' {
		k--
	}
	np := x.nounBefore(k, first)
	for np.First-1 > first && np.First < k && d.Tokens[np.First-1].Class.Has(x.c.of) {
		np.First = x.nounBefore(np.First-1, first).First
	}
	return x.bareNoun(np)
}

// bareNoun returns a noun phrase without its article.
func (x *reader) bareNoun(np grammar.Range) grammar.Range {
	for !np.Empty() && x.d.Tokens[np.First].Class.Has(x.c.article|x.c.and) {
		np.First++
	}
	return np
}

// performs returns a noun phrase that can carry something out, or for whom a pronoun stands
// that is all of it; an empty range where there is none.
func (x *reader) performs(np grammar.Range, s text.Sentence) grammar.Range {
	if np.Empty() {
		return np
	}
	if x.d.Tokens[np.First].Class.Has(x.c.pronoun) {
		np.Last = np.First + 1 // with a verb that is not known behind it
	}
	if !x.pronounAlone(np) {
		if next := np.First + 1; next < np.Last && x.opensSentence(np.First) && x.d.Tokens[next].Class.Has(x.c.possessive) && !x.d.Tokens[np.First].Class.Has(x.c.title|x.c.group) {
			np.First = next // "Today our side"
		}
		if x.signs(np.First, profile.CueFirst) && !x.d.Tokens[np.First].Class.Has(x.c.possessive) || !x.works(np) {
			return grammar.Range{}
		}
		return np
	}
	if x.d != &x.body || x.signs(np.First, profile.CueThird) {
		return grammar.Range{}
	}
	several := x.signs(np.First, profile.CueSeveral)
	for back := 1; back <= mostBefore && back <= x.at; back++ {
		before := x.sentenceBefore(back)
		np := x.nounPhrase(x.teller(before))
		if np.Empty() || x.pronounAlone(np) {
			continue
		}
		if !x.works(np) || x.signs(np.First, profile.CueFirst) || several != x.many(np) {
			break
		}
		return np
	}
	return grammar.Range{}
}

// teller returns what stands before the verb of a sentence, be that a verb in the past that
// is not known and has no article behind it: "The complex produced electrodes".
func (x *reader) teller(s text.Sentence) grammar.Range {
	sub := x.agent(s)
	for k := s.First + 2; k < sub.Last; k++ {
		if t := &x.d.Tokens[k-1]; x.pastForm(k) && (t.Is(text.Capital) || t.Class.Has(x.c.orgNoun|x.c.siteNoun|x.c.placeNoun)) {
			return grammar.Range{First: sub.First, Last: k}
		}
	}
	return sub
}

// works reports whether the head of a noun phrase names people, a body, a place or a works:
// who can carry something out.
func (x *reader) works(np grammar.Range) bool {
	np = x.headOf(np)
	for k := np.First + 1; k < np.Last; k++ {
		if !x.d.Tokens[k].Is(text.Capital) && x.participle(k) && (k+1 == np.Last || x.d.Tokens[k+1].Is(text.Capital) || x.d.Tokens[k+1].Class.Has(x.c.article)) {
			np.Last = k // "builders involved", "the pipe linking Espoo"
		}
	}
	last := grammar.Range{First: np.Last - 1, Last: np.Last}
	return !np.Empty() && (x.speaks(last) || x.holds(last, x.c.siteNoun|x.c.site|x.c.placeNoun) || x.d.Tokens[last.First].Is(text.Capital) && x.speaks(np))
}

// many reports whether a noun phrase names several.
func (x *reader) many(np grammar.Range) bool {
	np = x.headOf(np)
	if np.Empty() || x.pluralWord(np.Last-1) {
		return !np.Empty()
	}
	return x.holds(np, x.c.and) && !(x.d.Tokens[np.Last-1].Is(text.Capital) && x.holds(grammar.Range{First: np.Last - 1, Last: np.Last}, x.c.orgNoun|x.c.siteNoun))
}

// doneBy returns by whom something is done behind a verb that is passive: "were built by
// soldiers", not "by felling" nor "by May".
func (x *reader) doneBy(first, last int) grammar.Range {
	d := x.d
	for k := first; k < last && k < first+reachOfBy; k++ {
		t := &d.Tokens[k]
		if t.Is(text.Punct) || t.Class.Has(x.c.and|x.c.relative|x.c.subordinator) {
			break
		}
		if !t.Class.Has(x.c.manner) {
			continue
		}
		np := x.nounPhrase(grammar.Range{First: k + 1, Last: x.endOfBy(k+1, last)})
		if np.Empty() || x.dateAt(np.First) || x.pronounAlone(np) || !x.works(np) {
			break
		}
		return np
	}
	return grammar.Range{}
}

// endOfBy returns where the noun phrase behind "by" ends at the latest.
func (x *reader) endOfBy(k, last int) int {
	for end := k; end < last; end++ {
		if n := x.signAt(end, last, profile.CueCount); n > 1 {
			end += n - 1 // "by more than 40 guilds"
			continue
		}
		t := &x.d.Tokens[end]
		if t.Is(text.Punct) && !t.Is(text.Possessive) && t.Mark != '\'' || !t.Is(text.Capital) && t.Class.Has(x.c.relative|x.c.subordinator|x.c.siteStop|x.c.postBreak|x.c.in|x.c.at) {
			return end
		}
	}
	return last
}

// reachOfBy is within how many words behind a verb it is said who did what it tells.
const reachOfBy = 6

// assigner returns who set what a claim tells: by whom or at which congress it was decided,
// as the claim itself says, who sets it in the sentence, who asks for it, or whose words it is.
func (x *reader) assigner(h *hit, np grammar.Range, told int, status string, s text.Sentence, hits []hit, cur source) *string {
	d := x.d
	for k := np.First; k < min(max(np.Last, told)+reachOfBy, s.Last); k++ {
		if n := x.signAt(k, s.Last, profile.CueDecided); n > 0 {
			by := x.nounPhrase(grammar.Range{First: k + n, Last: x.endOfBy(k+n, s.Last)})
			if !by.Empty() && !x.pronounAlone(by) && (x.speaks(by) || x.holds(by, x.c.eventNoun)) && !x.dateAt(by.First) {
				return quote(d, by)
			}
		}
	}
	if status != rostrum.StatusAssigned {
		return nil
	}
	var sub grammar.Range
	switch slot := x.subjectOf(h); {
	case !slot.Empty():
		if sub = x.subjectNoun(h, s.First); sub.First == slot.First {
			sub = slot // with the posts behind a name
		}
	case d.Tokens[h.m.First].Class.Has(x.c.planNoun):
		return nil // "the plan to build it", whoever speaks of it
	case cur.words && (cur.person || cur.body):
		return pointer(cur.speaker)
	case h.f.Subject != profile.SubjectAssigner && !x.asks(s.First, h.m.Last, hits):
		return nil
	default:
		sub = x.agent(s)
	}
	if sub.Empty() {
		return nil
	}
	np = x.nounPhrase(sub)
	if out, ok := x.who(sub, true); ok && !(x.pronounAlone(np) && !x.signs(np.First, profile.CueThird)) && out.person && !out.unsure {
		return pointer(out.speaker)
	}
	return quote(d, x.performs(np, s))
}

// asks reports whether somebody asks for something or promises it between two tokens.
func (x *reader) asks(first, last int, hits []hit) bool {
	binds := func(act string) bool { return act == rostrum.ActDirective || act == rostrum.ActPledge }
	for i := range hits {
		if h := &hits[i]; binds(h.f.Act) && h.m.First >= first && h.m.First < last {
			return true
		}
	}
	for k := first; k < last; k++ {
		if c, n := x.cueAt(x.d, k, last); n > 0 && binds(c.Act) {
			return true
		}
	}
	return false
}

// setsOnly reports whether who stands as the subject of a claim sets a plan that others carry
// out: a person, or the body that rules.
func (x *reader) setsOnly(h *hit, who grammar.Range, status string) bool {
	if status != rostrum.StatusAssigned {
		return false
	}
	out, ok := x.who(who, true)
	return ok && (out.person || h.f.Subject == profile.SubjectAssigner && out.side == rostrum.ReferentOwn)
}
