package extract

import (
	"slices"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// bearer resolves an office that a noun phrase names to the person whom the text before
// names with it: "the ambassador", "the Finnish president", "the head of the delegation".
func (x *reader) bearer(np grammar.Range) (source, bool) {
	d := x.d
	if d != &x.body || np.First == 0 || !d.Tokens[np.First-1].Class.Has(x.c.article) || d.Tokens[np.First].Is(text.Capital) && np.Last == np.First+1 {
		return source{}, false
	}
	if a, ok := x.leadsThem(np); ok {
		return x.sourceOf(&a), true
	}
	title := np.First
	for title < np.Last && !d.Tokens[title].Class.Has(x.c.title) {
		title++
	}
	if title == np.Last || np.Last-np.First > longOffice {
		return source{}, false
	}
	for k, tried := np.First-1, 0; k >= max(x.start, np.First-farBack) && tried < mostBearers; k-- {
		if d.Tokens[k].Word != d.Tokens[title].Word || d.Tokens[k].Word == text.Unknown {
			continue
		}
		tried++
		if p, ok := x.bearing(k); ok && x.sameOffice(np, p) {
			return x.sourceOfPerson(p), true
		}
	}
	return source{}, false
}

// How many words an office has at most that stands for its bearer, and at how many places
// before it he is looked for.
const (
	longOffice  = 8
	mostBearers = 8
)

// leadsThem finds who leads the guests whom an occasion with one named guest tells of:
// "the head of the delegation".
func (x *reader) leadsThem(np grammar.Range) (appearance, bool) {
	d := x.d
	if np.Last-np.First < 3 || !d.Tokens[np.First].Class.Has(x.c.title) || !d.Tokens[np.First+1].Class.Has(x.c.of) || !d.Tokens[np.Last-1].Class.Has(x.c.group) || x.holds(np, x.c.country|x.c.demonym|x.c.home|x.c.organisation) {
		return appearance{}, false
	}
	return x.onlyOne(func(a *appearance) bool { return a.role == rostrum.RoleCounterpart })
}

// onlyOne returns the one person with a name who takes part in an event of the field at
// hand as is wanted: none where two do.
func (x *reader) onlyOne(wanted func(*appearance) bool) (appearance, bool) {
	var found *appearance
	for _, e := range x.events {
		for i := range e.people {
			a := &e.people[i]
			if a.null || a.d != x.d || !wanted(a) {
				continue
			}
			if found != nil && found.key != a.key {
				return appearance{}, false
			}
			found = a
		}
	}
	if found == nil {
		return appearance{}, false
	}
	return *found, true
}

// bearing finds the person whose post holds the word at a token.
func (x *reader) bearing(k int) (person, bool) {
	i, ok := sentenceOf(x.d, k)
	if !ok {
		return person{}, false
	}
	s := x.d.Sentences[i]
	for _, n := range x.find(s.First, s.Last, nil) {
		if n.first > k+longOffice {
			break
		}
		if p, ok := x.personAt(n.first, s); ok && !x.p.Leader(x.key(p.name)) && slices.ContainsFunc(p.posts, func(r grammar.Range) bool { return r.First <= k && k < r.Last }) {
			return p, true
		}
	}
	return person{}, false
}

// sameOffice reports whether every word of an office with a meaning of its own stands in
// the posts of a person: the state as a noun or as an adjective.
func (x *reader) sameOffice(np grammar.Range, p person) bool {
	d := x.d
	for k := np.First; k < np.Last; k++ {
		t := &d.Tokens[k]
		if t.Is(text.Punct) || t.Class.Has(x.c.of|x.c.article|x.c.and|x.c.in|x.c.at) {
			continue
		}
		stem := d.Word(k)
		if t.Class.Has(x.c.demonym | x.c.country) {
			stem = stem[:min(len(stem), sameState)]
		}
		if !slices.ContainsFunc(p.posts, func(r grammar.Range) bool { return x.hasWord(r, stem) }) {
			return false
		}
	}
	return true
}

// sameState is how many letters the name of a state and the adjective of it share.
const sameState = 4

// hasWord reports whether a word of a range begins with a stem, in letters of whatever case.
func (x *reader) hasWord(r grammar.Range, stem string) bool {
	for k := r.First; k < r.Last; k++ {
		if w := x.d.Word(k); len(w) >= len(stem) && strings.EqualFold(w[:len(stem)], stem) {
			return true
		}
	}
	return false
}

// justNamed returns the person whom the sentence before names, where nobody has spoken
// yet whom "he" could stand for.
func (x *reader) justNamed() (source, bool) {
	if x.d != &x.body || x.at == 0 {
		return source{}, false
	}
	s := x.sentenceBefore(1)
	for _, n := range x.find(s.First, s.Last, nil) {
		if p, ok := x.personAt(n.first, s); ok && !x.p.Leader(x.key(p.name)) {
			return x.sourceOfPerson(p), true
		}
	}
	return source{}, false
}

// justTold returns those who are the subject of the sentence before, or of one up to so many
// back, where nobody has spoken yet whom "they" could stand for.
func (x *reader) justTold(most int) (source, bool) {
	if x.d != &x.body || x.opening {
		return source{}, false
	}
	x.opening = true
	defer func() { x.opening = false }()
	for back := 1; back <= most && back <= x.at; back++ {
		before := x.sentenceBefore(back)
		sub := x.agent(before)
		out, ok := x.who(sub, true)
		np := x.nounPhrase(sub)
		if ok && !x.holds(x.headOf(np), x.c.eventNoun) {
			return out, !out.person && !out.office && !x.signed(np, profile.CueOwnSide) && !x.signed(np, profile.CueFirst)
		}
		if behind := x.behindVerbOf(before); !behind.Empty() {
			if who, known := x.who(behind, true); known && !who.person && !who.office {
				return who, true
			}
		}
		if ok {
			return out, true
		}
	}
	return source{}, false
}

// behindVerbOf returns those of whom a sentence tells behind its verb that they did something: "Taking
// part in the march were | students", "The march was staged by | students".
func (x *reader) behindVerbOf(s text.Sentence) grammar.Range {
	d := x.d
	for k := s.First + 1; k+1 < s.Last && k < s.First+longOpened; k++ {
		t := &d.Tokens[k]
		if t.Is(text.Quoted|text.Capital) || !t.Class.Has(x.c.passive) {
			continue
		}
		if opens := &d.Tokens[s.First]; x.participle(s.First) || opens.Class.Has(x.c.postBreak) && d.Tokens[s.First+1].Class.Has(x.c.at|x.c.in) {
			return x.nounPhrase(grammar.Range{First: k + 1, Last: s.Last})
		}
		return x.doneBy(k+1, s.Last)
	}
	return grammar.Range{}
}

// mostBefore is how many sentences back those may be told of whom a pronoun stands for.
const mostBefore = 3

// sentenceBefore returns a sentence so many before the one at hand, or as much of it as any
// report's has.
func (x *reader) sentenceBefore(back int) text.Sentence {
	s := x.said[x.at-back].Sentence
	s.Last = min(s.Last, s.First+longestSentence)
	return s
}

// longestSentence is how many words of a sentence are looked at for whom a pronoun of the
// next stands for.
const longestSentence = 256
