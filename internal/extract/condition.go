package extract

import (
	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// condition returns the clause that a sentence's act hangs on: "if …", "as long as …", to
// the comma behind which the rest of the sentence goes on, or its end.
func (x *reader) condition(s text.Sentence) grammar.Range {
	d := x.d
	for k := s.First; k < s.Last; k++ {
		c, n := x.cueAt(d, k, s.Last)
		if n == 0 || c.Sign != profile.CueCondition || d.Tokens[k].Is(text.Quoted) || k+n < s.Last && d.Tokens[k+n].Mark == ',' {
			continue
		}
		if k > s.First && n == 1 && d.Tokens[k-1].Class.Has(x.c.subordinator) && !d.Tokens[k-1].Is(text.Capital) {
			continue // "as if", and not "if"
		}
		if last := x.conditionEnd(k+n, s.Last); last > k+n {
			return grammar.Range{First: k, Last: last}
		}
	}
	return grammar.Range{}
}

// conditionEnd returns where a condition that is told from token first on ends: at a comma
// behind which neither a row of words nor what is told in passing goes on.
func (x *reader) conditionEnd(first, last int) int {
	d := x.d
	for k := first; k < last; k++ {
		switch t := &d.Tokens[k]; {
		case !t.Is(text.Punct):
		case t.Mark == ';', t.Mark == '.':
			return k
		case t.Mark == ',' && k+1 < last:
			switch {
			case x.participle(k+1) && !d.Tokens[k+1].Is(text.Capital) && x.comma(k+1, last) < last:
			case x.listOfWords(k-1, k, last) && (k-first < shortCondition || d.Tokens[k-2].Class.Has(x.c.article|x.c.possessive|x.c.of) || x.verbless(first, k)):
				for k++; !d.Tokens[k].Class.Has(x.c.and); k++ { // "its dignity, sovereignty and interests", "a breach of foreign ground, air and water"
				}
			case x.inserted(k, last):
				k = x.comma(k+1, last) - 1 // "this time, too,", "their worn-out, half-baked bluff,"
			case d.Tokens[k+1].Mark == '"' && d.Tokens[k].Is(text.Quoted):
				return k + 2 // "under the heading of "if,""
			case x.apposedWithin(k, last):
				k = x.comma(k+1, last) // "if the Dominion, the root cause of war, stays"
			default:
				return k
			}
		case t.Mark == ',':
			return k
		}
	}
	return last
}

// verbless reports whether no word of a range can be a verb.
func (x *reader) verbless(first, last int) bool {
	for k := first; k < last; k++ {
		t := &x.d.Tokens[k]
		if t.Is(text.Punct|text.Capital) || t.Class.Has(x.c.article|x.c.of|x.c.in|x.c.at|x.c.and|x.c.possessive) {
			continue
		}
		if x.verbLike(k) || x.pluralWord(k) || t.Class.Has(x.c.pronoun) || x.signAt(k, last, profile.CueModal) > 0 {
			return false
		}
	}
	return true
}

// shortCondition is how many words stand at most in what opens a condition with a row.
const shortCondition = 4

// comma returns the next comma from token k on, or last.
func (x *reader) comma(k, last int) int {
	for ; k < last && x.d.Tokens[k].Mark != ','; k++ {
	}
	return k
}

// inserted reports whether no more than a few words of small letters, and no verb, stand
// between a comma and the next, behind which a clause begins.
func (x *reader) inserted(comma, last int) bool {
	d := x.d
	next := x.comma(comma+1, last)
	if next+1 >= last || next-comma > shortCondition || next == comma+1 {
		return false
	}
	for k := comma + 1; k < next; k++ {
		if t := &d.Tokens[k]; t.Is(text.Capital|text.Punct|text.Number) || t.Class.Has(x.c.verb|x.c.passive|x.c.article|x.c.pronoun|x.c.possessive|x.c.relative|x.c.and) || !x.cuesNothing(k) && next == comma+2 {
			return false
		}
	}
	t := &d.Tokens[next+1]
	return t.Is(text.Capital) || t.Class.Has(x.c.article|x.c.pronoun|x.c.possessive)
}

// apposedWithin reports whether behind a comma no more is told than who somebody is: an
// article follows, and behind the next comma a verb that has no subject there.
func (x *reader) apposedWithin(comma, last int) bool {
	d := x.d
	next := x.comma(comma+1, last)
	if !d.Tokens[comma+1].Class.Has(x.c.article) || next+1 >= last || next-comma > longApposition+4 {
		return false
	}
	for k := comma + 1; k < next; k++ {
		if d.Tokens[k].Class.Has(x.c.verb|x.c.passive) || x.signAt(k, next, profile.CueModal) > 0 {
			return false // "the army, together with the people, will", a clause of its own
		}
	}
	t := &d.Tokens[next+1]
	return !t.Is(text.Capital|text.Punct) && (t.Class.Has(x.c.verb|x.c.passive) || t.Class&^(x.c.common|x.c.cue) == 0 && x.pluralWord(next+1))
}

// conditional reports whether the own side says what it will do if an adversary
// does something.
func (x *reader) conditional(s text.Sentence, cur source, found []act) bool {
	if !holdsAct(found, rostrum.ActPledge) || !cur.words || cur.side != rostrum.ReferentOwn {
		return false
	}
	c := x.condition(s)
	return !c.Empty() && x.side(c) == rostrum.ReferentAdversary
}
