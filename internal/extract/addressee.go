package extract

import (
	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// How far into what an act's formula takes as object its addressee is sought.
const (
	mostWords = 24 // words
	shortest  = 2  // letters of a party in small letters, at least one more
	mostParts = 3  // parts, each of another: "the incompetence | of the government"
)

// addressee returns to or about whom an act is: the first party in what its formula
// takes as object; for hostile acts without one, the first adversary that the
// sentence names. What is no party, a thing, a deed or a pronoun, is nobody, nor is
// whoever speaks.
func (x *reader) addressee(a *act, s text.Sentence) grammar.Range {
	if !a.object.Empty() {
		party := x.partyIn(a.object, a.kind)
		if x.d.Join(party.First, party.Last) == a.speaker.speaker {
			return grammar.Range{} // "The meeting stressed that the meeting …"
		}
		return party
	}
	if a.kind != rostrum.ActThreat && a.kind != rostrum.ActCriticism {
		return grammar.Range{}
	}
	for k := s.First; k < s.Last; k++ {
		if n, _ := x.adversaryAt(k, s.Last); n > 0 {
			if party := x.partyFrom(k, s.Last, s.Last); x.d.Join(party.First, party.Last) != a.speaker.speaker {
				return party
			}
			k += n - 1
		}
	}
	return grammar.Range{}
}

// partyIn is the party that an object names: its head, or, where an act is about
// what somebody did, the one who did it.
func (x *reader) partyIn(r grammar.Range, kind string) grammar.Range {
	d := x.d
	about := kind == rostrum.ActPraise || kind == rostrum.ActCriticism || kind == rostrum.ActThreat
	k, end := r.First, min(r.Last, r.First+mostWords)
	for k < end && (d.Tokens[k].Mark == '"' || d.Tokens[k].Mark == '\'' || d.Tokens[k].Class.Has(x.c.article|x.c.adverb|x.c.and)) {
		k++
	}
	if k < end && d.Tokens[k].Class.Has(x.c.relative) {
		if kind != rostrum.ActDirective {
			return grammar.Range{} // what is said or felt, and not to whom
		}
		k++ // "demanded that the other side withdraw"
	}
	for range mostParts {
		for k < end && (d.Tokens[k].Mark == '"' || d.Tokens[k].Class.Has(x.c.article)) {
			k++
		}
		last := x.partEnd(k, end)
		if k < end && (d.Tokens[k].Class.Has(x.c.pronoun) && !(k+1 < end && d.Tokens[k+1].Class.Has(x.c.article)) || k > 0 && kind == rostrum.ActDirective && x.participle(k) && d.Tokens[k-1].Class.Has(x.c.of)) {
			return grammar.Range{} // "accused them of", "called for mending the boots of the people"
		}
		if about && k < last && last+1 < end && d.Tokens[last].Class.Has(x.c.of) && x.participle(last+1) && !d.Tokens[last+1].Is(text.Capital) {
			end = last // "accused the chief of breaking his word"
		}
		for i := k; i < last; i++ {
			if !x.isParty(i, end) {
				continue
			}
			if kind == rostrum.ActDirective && x.participle(k) && k+1 < last && d.Tokens[k+1].Class.Has(x.c.article) {
				return grammar.Range{} // "called for reuniting the country": what is to be done
			}
			for j := i; j > k; j-- {
				if d.Tokens[j-1].Class.Has(x.c.article) {
					k = j
					break
				}
			}
			party := x.partyFrom(k, last, end)
			if !party.Empty() && d.Word(party.First) == x.p.Outlet {
				return grammar.Range{} // who is told something for publication
			}
			if party.Last < last && !about && !x.holds(party, x.c.adversary) {
				return grammar.Range{} // "the people's living"
			}
			return party
		}
		if !about || last >= end || !d.Tokens[last].Class.Has(x.c.of) && !x.passiveOf(last) {
			return grammar.Range{}
		}
		k = last + 1
	}
	return grammar.Range{}
}

// partEnd is where a part of a noun phrase ends, that begins at k.
func (x *reader) partEnd(k, end int) int {
	d := x.d
	for i := k; i < end; i++ {
		t := &d.Tokens[i]
		switch {
		case t.Is(text.Punct) && t.Mark != '"' && !t.Is(text.Period):
			return i
		case i > k && t.Is(text.LineStart) && d.Tokens[i-1].Is(text.Period):
			return i
		case t.Is(text.Capital):
		case t.Class.Has(x.c.of | x.c.at | x.c.in | x.c.relative | x.c.postBreak | x.c.siteStop | x.c.verb | x.c.subordinator):
			return i
		case i > k && (x.endsIn(i, x.p.AdverbEndings) || x.toldPast(i) || i+1 < end && x.opensObject(i+1)):
			return i // "the authorities allowed", "the authorities drop their"
		}
		if i > k && !t.Is(text.Capital) && x.signAt(i, end, profile.CueModal) > 0 {
			return i
		}
	}
	return end
}

// passiveOf reports whether a word says who did what stands before it: "performed
// by".
func (x *reader) passiveOf(k int) bool {
	return x.d.Tokens[k].Class.Has(x.c.postBreak) && k > 0 && x.participle(k-1)
}

// isParty reports whether a word is of somebody who can be spoken to.
func (x *reader) isParty(k, end int) bool {
	t := &x.d.Tokens[k]
	if t.End-t.Start <= shortest && !t.Is(text.Capital) {
		return false // what is short is a party in capitals alone: "U.S.", and not "us"
	}
	if t.Class.Has(x.c.title | x.c.group | x.c.orgNoun | x.c.organisation | x.c.country | x.c.demonym | x.c.home | x.c.kin | x.c.adversary) {
		return true
	}
	if t.Is(text.Capital) && t.Class.Has(x.c.family) && k+1 < end && x.d.Tokens[k+1].Is(text.Capital) {
		return true
	}
	if n, _ := x.adversaryAt(k, end); n > 0 {
		return true
	}
	c, n := x.cueAt(x.d, k, end)
	return n > 0 && (c.Sign == profile.CueCrowd || c.Sign == profile.CueAllied || c.Sign == profile.CueOwnSide)
}

// partyFrom is a party that begins at k and ends with the last word of it in a part.
func (x *reader) partyFrom(k, last, end int) grammar.Range {
	d := x.d
	last = x.partEnd(k, last)
	to := k
	for i := k; i < last; i++ {
		if n, _ := x.adversaryAt(i, end); n > 0 {
			to = max(to, i+n)
		}
		if i < to || x.isParty(i, end) || i == to && i > k && x.hostile(i) || d.Tokens[i].Is(text.Capital) && (i == to || i == k) {
			to = max(to, i+1)
		}
	}
	for k < to && (d.Tokens[k].Mark == '"' || d.Tokens[k].Class.Has(x.c.article|x.c.adverb)) {
		k++
	}
	if to > k && to+1 < end && d.Tokens[to-1].Class.Has(x.c.title) && !d.Tokens[to-1].Is(text.Capital) && d.Tokens[to].Class.Has(x.c.of) {
		to = x.partEnd(to+1, end) // "the head of the office"
	}
	if to > k && to+1 < end && d.Tokens[to-1].Is(text.Capital) && d.Tokens[to-1].Class.Has(x.c.orgNoun) && d.Tokens[to].Class.Has(x.c.of) && d.Tokens[to+1].Is(text.Capital) {
		for to++; to < end && d.Tokens[to].Is(text.Capital) && !d.Tokens[to].Is(text.Punct); to++ {
			continue // "the Ministry of Waters"
		}
	}
	return grammar.Range{First: k, Last: to}
}

// hostile reports whether a word is of enemies, as behind a state's name: "the Dominion's
// aggressors".
func (x *reader) hostile(k int) bool {
	c, n := x.cueAt(x.d, k, k+1)
	return n > 0 && (c.Sign == profile.CueEnemy || c.Rules)
}
