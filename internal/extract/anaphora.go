package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// mark is a word or phrase of a sentence that tells a side.
type mark struct {
	first, last int
	side        string
	thing       bool // no people, body or place, but a matter of theirs
}

// antecedent is a noun that the report has used of somebody, and whose matter he is.
type antecedent struct {
	noun  text.Word
	whose string
}

// noun reports whether a word names a body, a group, a place, an occasion or a
// text, so that it can stand for one named before. It is asked of the text alone.
func (x *reader) noun(k int) bool {
	t := &x.d.Tokens[k]
	if t.Is(text.Punct) || t.Word == text.Unknown {
		return false
	}
	if t.Class.Has(x.c.orgNoun | x.c.siteNoun | x.c.group | x.c.eventNoun | x.c.workNoun) {
		return true
	}
	if x.cues[k].n == 0 {
		return false // most words
	}
	c, n := x.cueAt(x.d, k, k+1)
	return n > 0 && (c.Sign == profile.CueCrowd || c.Sign == profile.CueDelivered || c.Sign == profile.CueNames || c.Rules)
}

// phraseEnds reports whether a word ends the noun phrase that is being read.
func (x *reader) phraseEnds(k int) bool {
	t := &x.d.Tokens[k]
	if t.Is(text.Punct) {
		return !t.Is(text.Possessive)
	}
	return t.Class.Has(x.c.of|x.c.in|x.c.at|x.c.and|x.c.article|x.c.relative|x.c.pronoun|x.c.possessive) || !t.Is(text.Capital) && t.Class.Has(x.c.verb|x.c.passive|x.c.postBreak|x.c.siteStop|x.c.adverb)
}

// remembers keeps the nouns that a sentence uses of somebody whose side it tells:
// "police" of "the police of Karrow", "Karrowan police".
func (x *reader) remembers(one *said) {
	for i := one.firstMark; i < one.lastMark; i++ {
		m := &x.marks[i]
		if m.thing {
			continue
		}
		last := -1
		for k := m.last; k < one.Last && k < m.last+longPhrase && !x.phraseEnds(k); k++ {
			if x.noun(k) {
				last = k
			}
		}
		if last >= 0 {
			x.keep(last, m.side)
		}
		for k := m.first; k > one.First; {
			if x.d.Tokens[k-1].Class.Has(x.c.article) {
				k--
			}
			if k-2 < one.First || !x.d.Tokens[k-1].Class.Has(x.c.of) || !x.noun(k-2) {
				break
			}
			x.keep(k-2, m.side)
			for k -= 2; k > one.First && !x.phraseEnds(k-1); k-- {
			}
		}
	}
}

// remembersLeaders keeps the nouns of what is a leader's: "work" of "his famous work"
// behind his name.
func (x *reader) remembersLeaders(one *said) {
	d := x.d
	for at := range x.leadersIn(d, one.First, one.Last) {
		if at.Last >= one.Last || !d.Tokens[at.Last].Is(text.Possessive) {
			continue
		}
		for i := at.Last; i < one.Last && i < at.Last-1+longPhrase && !x.phraseEnds(i); i++ {
			if x.noun(i) {
				x.keep(i, d.Join(at.First, at.Last))
			}
		}
	}
}

// longPhrase is how many words at most a noun phrase has behind the name of a side.
const longPhrase = 9

// keep enters a noun, or whom it was used of last.
func (x *reader) keep(k int, whose string) {
	w := x.d.Tokens[k].Word
	for i := range x.nouns {
		if x.nouns[i].noun == w {
			x.nouns[i].whose = whose
			return
		}
	}
	x.nouns = append(x.nouns, antecedent{w, whose})
}

// standsFor tells whose matter the subject of a sentence is that names nobody: by a
// pronoun, that of the sentence before; by a noun behind an article, that of whom
// it was used last.
func (x *reader) standsFor(one *said) (whose, rule string) {
	d := x.d
	k := one.First
	if one.content > one.First {
		if whose, rule := x.ofHimself(one); whose != "" {
			return whose, rule
		}
		if d.Tokens[k].Class.Has(x.c.article) {
			if whose := x.usedOf(k+1, one.Last); x.p.Leader(whose) {
				return whose, "noun" // "the work deals with"
			}
		}
		return "", ""
	}
	for k < one.Last && k < one.First+2 && d.Tokens[k].Class.Has(x.c.and|x.c.adverb|x.c.subordinator) {
		k++
	}
	if k >= one.Last {
		return "", ""
	}
	t := &d.Tokens[k]
	c, n := x.cueAt(d, k, one.Last)
	switch {
	case t.Class.Has(x.c.pronoun | x.c.possessive):
		if n > 0 && c.Sign == profile.CueThird {
			return "", ""
		}
		if x.idle(k+1, one.Last) {
			return "", "" // "it is time to", "it would be"
		}
		return x.prior, "follows"
	case t.Class.Has(x.c.article):
		return x.usedOf(k+1, one.Last), "noun"
	}
	return "", ""
}

// idle reports whether a form of "to be" stands at a token or behind the verb there.
func (x *reader) idle(k, last int) bool {
	if k+1 < last && x.signs(k, profile.CueModal) || k+1 < last && x.d.Tokens[k].Class.Has(x.c.verb) && !x.d.Tokens[k].Class.Has(x.c.passive) {
		k++
	}
	return k < last && x.d.Tokens[k].Class.Has(x.c.passive) && !(k+1 < last && x.participle(k+1))
}

// ofHimself tells on which side those stand who say something of themselves: "those
// of the other side said that they would go".
func (x *reader) ofHimself(one *said) (whose, rule string) {
	k := one.content
	for k < one.Last && x.d.Tokens[k].Class.Has(x.c.relative) {
		k++
	}
	if k+1 >= one.Last || !x.d.Tokens[k].Class.Has(x.c.pronoun) || x.d.Tokens[k+1].Class.Has(x.c.passive) || x.signs(k, profile.CueThird) {
		return "", ""
	}
	if m := one.firstMark; m < one.lastMark && x.marks[m].first < one.content && x.marks[m].side == rostrum.ReferentAdversary {
		return rostrum.ReferentAdversary, "follows"
	}
	if one.words && one.side != "" {
		return one.side, "follows"
	}
	return "", ""
}

// usedOf tells of whom the noun was used last that ends the phrase which begins at a
// token: "police" of "the local police", not of "the police of Karrow" nor of a name.
func (x *reader) usedOf(k, last int) string {
	whose, capitals := "", 0
	for i := k; i < last; i++ {
		t := &x.d.Tokens[i]
		if x.phraseEnds(i) || i == k+longPhrase {
			if t.Class.Has(x.c.of | x.c.and) {
				return ""
			}
			break
		}
		if t.Is(text.Capital) {
			if capitals++; capitals > 1 {
				return ""
			}
		}
		for j := range x.nouns {
			if a := &x.nouns[j]; a.noun == t.Word && x.noun(i) {
				whose = a.whose
			}
		}
	}
	return whose
}

// follow keeps for the second of some sentences whose matter the subject of the first
// was: of what was said where somebody's words go on, else of who said it.
func (x *reader) follow(said []said) {
	one := &said[0]
	x.remembers(one)
	if one.leads {
		x.remembersLeaders(one)
	}
	whose := ""
	if len(said) > 1 && x.theyAt(said[1].First) {
		whose, _ = x.standsFor(one) // by whose was the subject before this one
		if from := one.First; whose == "" {
			if x.saidBehind(&said[1]) {
				from = one.content
			}
			whose = x.subjectSide(one, from)
		}
	}
	x.prior = whose
}

// theyAt reports whether a sentence that begins at a token opens with a pronoun.
func (x *reader) theyAt(k int) bool {
	for i := k; i < len(x.d.Tokens) && i < k+3; i++ {
		if x.d.Tokens[i].Class.Has(x.c.pronoun | x.c.possessive) {
			return true
		}
	}
	return false
}

// subjectSide tells the side that the noun phrase names which opens a sentence, or
// what is said in it from a token on.
func (x *reader) subjectSide(one *said, first int) string {
	if first >= one.Last {
		return "" // nothing stands behind the verb of saying
	}
	first = x.behindAside(first, one.Last)
	for i := one.firstMark; i < one.lastMark; i++ {
		if m := &x.marks[i]; m.first >= first {
			if !m.thing && x.heads(first, m.first) {
				return m.side
			}
			return ""
		}
	}
	return ""
}

// heads reports whether nothing between two tokens ends the noun phrase that begins
// with the first.
func (x *reader) heads(first, k int) bool {
	for ; first < k; first++ {
		t := &x.d.Tokens[first]
		if x.d.Tokens[max(first-1, 0)].Class.Has(x.c.article) {
			continue // "the present authorities"
		}
		if t.Mark == ',' || !t.Is(text.Capital) && x.participle(first) || !t.Is(text.Capital) && !t.Class.Has(x.c.of) && t.Class.Has(x.c.verb|x.c.passive|x.c.postBreak|x.c.siteStop|x.c.adverb|x.c.relative|x.c.in|x.c.at) {
			return false
		}
	}
	return true
}
