package extract

import (
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// inverted cuts a subject down to who speaks where the words come first: "…, he
// earnestly", "…, the ministry".
func (x *reader) inverted(r grammar.Range) grammar.Range {
	d := x.d
	if r.Empty() || d.Tokens[r.Last-1].Mark == ',' {
		return r // an apposition closes: "A, the minister, said"
	}
	for k := r.Last - 1; k > r.First && k >= r.Last-longInverted; k-- {
		t := &d.Tokens[k]
		if k >= r.Last-3 && t.Class.Has(x.c.pronoun) && (d.Tokens[k-1].Mark == ',' || d.Tokens[k-1].Mark == '"' || !t.Is(text.Capital)) && x.adverbs(k+1, r.Last) {
			r.First = k
			return r
		}
		if t.Mark != ',' || t.Is(text.Quoted) || k+1 >= r.Last {
			continue
		}
		if d.Tokens[k+1].Mark == '"' && k+2 < r.Last {
			k++
		}
		next, first := &d.Tokens[k+1], &d.Tokens[r.First]
		if x.listOfNames(k, r.Last) || x.shortBody(k) {
			return r // "the Front of Workers, Peasants and Students"
		}
		if x.dateWord(k + 1) {
			return r // an apposition closes before the day: "A, the minister, Monday said"
		}
		counted := next.Is(text.Number) && k+2 < r.Last && x.pluralWord(k+2) // "…, 24 cities"
		if !(counted || next.Is(text.Capital) || next.Class.Has(x.c.article|x.c.possessive) || x.crowdAlone(k+1, r.Last)) || next.Class.Has(x.c.family) && !(k+2 == r.Last && x.bySurname(k+1)) || first.Class.Has(x.c.in|x.c.at|x.c.postBreak|x.c.subordinator) || x.participle(r.First) ||
			k-r.First < fewWords || x.holds(grammar.Range{First: k + 1, Last: r.Last}, x.c.passive) {
			return r
		}
		if x.officeAt(grammar.Range{First: r.First, Last: k}, k+1) || x.locates(r.First, k, r.Last) {
			return r // "the mayor of the city, a province of Finland", "builders in Espoo, Finland"
		}
		r.First = k + 1
		return r
	}
	return r
}

// officeAt reports whether before a comma stands an office, and behind it no more than
// where it is: "the mayor of Espoo, Uusimaa Province of Finland".
func (x *reader) officeAt(r grammar.Range, behind int) bool {
	d := x.d
	k := r.First
	for k < r.Last && d.Tokens[k].Class.Has(x.c.article) {
		k++
	}
	return k+1 < r.Last && r.Last-k <= longOffice && d.Tokens[k].Class.Has(x.c.title) && d.Tokens[k+1].Class.Has(x.c.of) &&
		d.Tokens[behind].Is(text.Capital) && !d.Tokens[behind].Class.Has(x.c.article|x.c.pronoun) && !x.holds(r, x.c.verb|x.c.passive|x.c.relative)
}

// locates reports whether those who open a range stand in a place that ends at token k:
// what follows a comma there, up to last, is where that is.
func (x *reader) locates(first, k, last int) bool {
	d := x.d
	for i := k - 1; i > first && i >= k-longPlace; i-- {
		if t := &d.Tokens[i]; t.Class.Has(x.c.in) && !t.Is(text.Capital) {
			return !d.Tokens[k+1].Class.Has(x.c.article) && x.holds(grammar.Range{First: k + 1, Last: last}, x.c.country|x.c.place|x.c.placeNoun|x.c.home) && x.speaks(grammar.Range{First: first, Last: i})
		} else if !t.Is(text.Capital) || t.Is(text.Punct) {
			return false
		}
	}
	return false
}

// listOfNames reports whether the comma at token k stands within a list of words with
// large letters that "and" closes.
func (x *reader) listOfNames(k, last int) bool {
	d := x.d
	if !d.Tokens[k-1].Is(text.Capital) || !d.Tokens[k+1].Is(text.Capital) || d.Tokens[k+1].Class.Has(x.c.pronoun|x.c.article) {
		return false
	}
	for i := k + 2; i+1 < last && i < k+longListed; i++ {
		t := &d.Tokens[i]
		if t.Class.Has(x.c.and) {
			return d.Tokens[i+1].Is(text.Capital)
		}
		if !t.Is(text.Capital|text.Possessive) && t.Mark != ',' {
			return false
		}
	}
	return false
}

// longListed is how many words stand at most from such a comma to "and".
const longListed = 12

// behindOpening cuts a subject down to who speaks where a long adverbial stands before
// one who is named in a word: "In a talk with Director A, who is on a visit, B".
func (x *reader) behindOpening(r grammar.Range) grammar.Range {
	d := x.d
	if r.Empty() || !d.Tokens[r.First].Class.Has(x.c.in|x.c.at|x.c.postBreak|x.c.subordinator) && !x.participle(r.First) {
		return r
	}
	k := r.Last - 1
	for k > r.First && d.Tokens[k].Mark != ',' && d.Tokens[k].Mark != '"' {
		k--
	}
	if k == r.First || k+1 == r.Last {
		return r
	}
	if d.Tokens[k].Mark == '"' {
		if d.Tokens[k+1].Class.Has(x.c.article) && !d.Tokens[k+1].Is(text.Quoted) {
			r.First = k + 1 // 'In an article titled "Boots" the paper'
		}
		return r
	}
	end := r.Last
	for end > k+2 && x.adverbAt(end-1) {
		end-- // "…, the speaker ardently"
	}
	switch t := &d.Tokens[k+1]; end - k {
	case 2:
		if t.Is(text.Capital) && x.bySurname(k+1) {
			r.First = k + 1
		}
	case 3, 4:
		last := &d.Tokens[end-1]
		several := x.pluralWord(end - 1)
		switch {
		case last.Is(text.Capital):
		case t.Class.Has(x.c.article) && (several || last.Class.Has(x.c.title|x.c.postWord|x.c.group) || x.signs(end-1, profile.CueCrowd)),
			!t.Is(text.Capital) && !t.Class.Has(x.c.and|x.c.of) && several && last.Class.Has(x.c.orgNoun|x.c.group): // "…, opposition parties said"
			r.First = k + 1
		}
	}
	return r
}

// bySurname reports whether a word alone calls somebody who spoke or was told of before.
func (x *reader) bySurname(k int) bool {
	w := x.d.Word(k)
	if calls(x.latest.speaker, w) || calls(x.him.speaker, w) {
		return true
	}
	_, ok := x.fullName(w)
	return ok
}

// crowdAlone reports whether a range is no more than a word or two for people or
// papers that speak as one: "local media".
func (x *reader) crowdAlone(first, last int) bool {
	if last-first < 1 || last-first > 2 {
		return false
	}
	return x.signs(last-1, profile.CueCrowd)
}

// fewWords is how many words at least a clause has that stands before who says it.
const fewWords = 4

// longInverted is how many words at most stand between the comma and the verb.
const longInverted = 14

// adverbs reports whether nothing but words without a class of their own or
// adverbs stands in a range.
func (x *reader) adverbs(first, last int) bool {
	for k := first; k < last; k++ {
		if t := &x.d.Tokens[k]; t.Is(text.Capital|text.Punct|text.Number) || t.Class.Has(x.c.article|x.c.title|x.c.group|x.c.pronoun|x.c.possessive) {
			return false
		}
	}
	return true
}
