package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// planFront returns the noun phrase that stands before its verb: back to the
// start of the clause, over the commas of a list.
func (x *reader) planFront(r grammar.Range) grammar.Range {
	d := x.d
	r = x.beforeAside(r)
	first := r.First
	for k := r.Last - 1; k >= r.First; k-- {
		t := &d.Tokens[k]
		if t.Class.Has(x.c.relative|x.c.subordinator) && !t.Is(text.Capital) {
			first = k + 1
			break
		}
		if t.Mark != ',' {
			continue
		}
		if done := x.behindDone(k+1, r.Last); done > k+1 {
			first = done // "A, the mayor, visited the dam"
			break
		}
		from := k - 1
		verb := false
		for ; from >= r.First && d.Tokens[from].Mark != ','; from-- {
			verb = verb || d.Tokens[from].Class.Has(x.c.verb|x.c.passive|x.c.pronoun)
		}
		if head := &d.Tokens[from+1]; verb || head.Class.Has(x.c.in|x.c.at|x.c.of|x.c.postBreak|x.c.siteStop|x.c.subordinator) || x.participle(from+1) {
			first = k + 1
			break
		}
	}
	first = x.behindDone(x.behindClause(x.behindVerb(first, r.Last), r.Last), r.Last)
	if first+2 < r.Last && d.Tokens[first+1].Mark == ',' && (d.Tokens[first].Class.Has(x.c.manner) || x.opensSentence(first) && d.Tokens[first+2].Class.Has(x.c.article|x.c.possessive) && !d.Tokens[first+2].Is(text.Capital)) {
		first++ // "Meanwhile, the bridge", "Thus, our plan"
	}
	for first < r.Last && (d.Tokens[first].Class.Has(x.c.and|x.c.adverb|x.c.including) || d.Tokens[first].Is(text.Punct) && d.Tokens[first].Mark != '"') {
		first++
	}
	if t := &d.Tokens[min(first, len(d.Tokens)-1)]; first+1 < r.Last && t.Is(text.Capital) && x.opensSentence(first) && t.Class.Has(x.c.subordinator) && !t.Class.Has(x.c.in|x.c.at) && d.Tokens[first+1].Class.Has(x.c.article) {
		first++ // "When a camp was built"
	}
	if t := &d.Tokens[min(first, len(d.Tokens)-1)]; first < r.Last && t.Is(text.Capital) && x.opensSentence(first) && t.Class.Has(x.c.in|x.c.at|x.c.postBreak) && !x.holds(grammar.Range{First: first, Last: min(first+opensPlan, r.Last)}, x.c.planNoun) {
		first = x.behindAdverbial(first, r.Last) // "In Espoo the construction", not "But the plan"
	}
	last := r.Last
	if last > first+2 && d.Tokens[last-2].Class.Has(x.c.passive) && !d.Tokens[last-1].Is(text.Capital) {
		last -= 2 // "the project is likely"
	}
	for last > first && (d.Tokens[last-1].Class.Has(x.c.adverb|x.c.passive|x.c.and) || d.Tokens[last-1].Is(text.Punct) && d.Tokens[last-1].Mark != '"') {
		last--
	}
	first, last = x.besideFinite(first, last)
	if last > first+longPlan {
		first = last - longPlan
	}
	return grammar.Range{First: first, Last: last}
}

// behindDone returns where a noun phrase begins behind what somebody did, of whom the words
// before tell: "gave guidance at | the plant", "visited | the plant".
func (x *reader) behindDone(first, last int) int {
	d := x.d
	if first >= last {
		return first
	}
	doing := x.participle(first)
	if !doing && !d.Tokens[first].Class.Has(x.c.verb) && !x.endsIn(first, x.p.PastEndings) {
		return first
	}
	for k := first + 1; k+1 < last && k < first+opensPlan; k++ {
		switch t := &d.Tokens[k]; {
		case t.Class.Has(x.c.at):
			return k + 1
		case !doing && k == first+1 && t.Class.Has(x.c.article):
			return k
		}
	}
	return first
}

// besideFinite cuts off what stands before a verb the verb of another clause: "Included in it
// are | two halls", "the hall | is a big one". Where no noun phrase is left, both are last.
func (x *reader) besideFinite(first, last int) (int, int) {
	d := x.d
	begins := func(k int) bool {
		return k < last && (d.Tokens[k].Class.Has(x.c.article|x.c.possessive) || d.Tokens[k].Is(text.Capital|text.Number))
	}
	for k := last - 1; k > first; k-- {
		if !x.finite(k, last) {
			continue
		}
		for j := first; j < k; j++ {
			if d.Tokens[j].Class.Has(x.c.relative) || d.Tokens[j].Is(text.Punct) {
				return first, last // "the hall, whose roof is of glass,"
			}
		}
		if d.Tokens[k+1].Class.Has(x.c.article) && begins(first) && !hasEnding(d.Word(first), x.p.PastEndings) {
			return first, k
		}
		for k++; k < last && (x.adverbAt(k) || d.Tokens[k].Class.Has(x.c.relative|x.c.subordinator)); k++ {
		}
		for ; !begins(k) && k < last; k++ {
			if d.Tokens[k].Class.Has(x.c.and) && begins(k+1) {
				return k + 1, last // "the road was laid and the hall"
			}
		}
		return k, last
	}
	return first, last
}

// opensPlan is within how many words a sentence that opens with a plan names it.
const opensPlan = 4

// beforeAside takes off what stands between commas right before the verb and only
// describes: "the dam, with two gates, was opened".
func (x *reader) beforeAside(r grammar.Range) grammar.Range {
	d := x.d
	if r.Empty() || d.Tokens[r.Last-1].Mark != ',' {
		return r
	}
	for k, nearest := r.Last-2, true; k > r.First; k-- {
		if d.Tokens[k].Mark != ',' {
			continue
		}
		t := &d.Tokens[k+1]
		if nearest && (t.Class.Has(x.c.in|x.c.at|x.c.postBreak) || x.describing(k+1, r.Last-1)) && !t.Is(text.Capital) || t.Class.Has(x.c.relative) {
			r.Last = k
			break
		}
		nearest = false
	}
	return r
}

// describing reports whether words between commas say what stood before them is, or what was
// done to it: "a big one", "designed to last".
func (x *reader) describing(k, last int) bool {
	t := &x.d.Tokens[k]
	return k+1 < last && (t.Class.Has(x.c.article) && x.d.Tokens[k-2].Is(text.Capital) && !x.d.Tokens[k+1].Is(text.Capital) || x.pastForm(k) && x.d.Tokens[k+1].Class.Has(x.c.siteStop|x.c.postBreak|x.c.in|x.c.at)) && !x.holds(grammar.Range{First: k, Last: last}, x.c.and)
}

// lastPhrase returns what stands behind the last comma or clause before a verb,
// where all before it belongs to something else: "thanks to the care of the mayor
// and the men of the quarter, new houses".
func (x *reader) lastPhrase(r grammar.Range) grammar.Range {
	for k := r.Last - 2; k > r.First; k-- {
		if t := &x.d.Tokens[k]; t.Mark == ',' || !t.Is(text.Capital) && t.Class.Has(x.c.relative|x.c.subordinator) {
			r.First = k + 1
			break
		}
	}
	for r.First < r.Last && x.d.Tokens[r.First].Class.Has(x.c.and|x.c.adverb) {
		r.First++
	}
	return r
}

// behindVerb returns where a noun phrase begins behind somebody and what he does:
// "the mayor inspected houses".
func (x *reader) behindVerb(first, last int) int {
	d := x.d
	for k := last - 2; k > first; k-- {
		t, before, next := &d.Tokens[k], &d.Tokens[k-1], &d.Tokens[k+1]
		if !t.Class.Has(x.c.verb) || t.Class.Has(x.c.passive) || t.Is(text.Capital|text.Punct) || before.Class.Has(x.c.article) || !before.Is(text.Capital) && !before.Class.Has(x.c.pronoun) {
			continue
		}
		if !next.Is(text.Punct) && !next.Class.Has(x.c.of|x.c.in|x.c.at|x.c.and|x.c.adverb|x.c.postBreak) {
			return max(k+1, x.behindDone(k, last)) // "he gave guidance at | the plant"
		}
	}
	return first
}

// behindClause returns where a noun phrase begins behind another clause and its
// "and": "the work is going on and new houses".
func (x *reader) behindClause(first, last int) int {
	for last > first && x.d.Tokens[last-1].Class.Has(x.c.passive|x.c.verb|x.c.adverb) && !x.d.Tokens[last-1].Is(text.Capital) {
		last-- // its own verb
	}
	for k := last - 1; k >= max(first-1, 1); k-- { // the verb itself may be that of the claim before
		if t := &x.d.Tokens[k]; !t.Class.Has(x.c.passive) || t.Is(text.Capital) || x.d.Tokens[k-1].Class.Has(x.c.siteStop|x.c.relative) && !x.d.Tokens[k-1].Class.Has(x.c.verb) {
			continue
		}
		for j := k + 1; j < last-1; j++ {
			if x.d.Tokens[j].Class.Has(x.c.and) {
				return j + 1
			}
		}
		break
	}
	return first
}

// planPhrase returns the noun phrase that a plan claim is about, from where its
// slot begins to the comma or verb that ends it.
func (x *reader) planPhrase(r grammar.Range) grammar.Range {
	d := x.d
	first := r.First
	if first < r.Last && d.Tokens[first].Class.Has(x.c.in|x.c.at|x.c.of|x.c.postBreak|x.c.and|x.c.pronoun) && !d.Tokens[first].Is(text.Capital) {
		return grammar.Range{}
	}
	for first < r.Last && !d.Tokens[first].Is(text.Punct) && (d.Tokens[first].Class.Has(x.c.adverb) || first+1 < r.Last && d.Tokens[first+1].Class.Has(x.c.article|x.c.possessive) && x.endsIn(first, x.p.AdverbEndings)) {
		first++
	}
	if first+1 < r.Last && x.dateWord(first) && d.Tokens[first].Is(text.Capital) && !d.Tokens[first+1].Is(text.Number) {
		return grammar.Range{} // "strikes launched Monday in"
	}
	last, comma := first, 0
	for last < r.Last && last < first+longPlan {
		t := &d.Tokens[last]
		if x.finite(last, r.Last) {
			break
		}
		if t.Mark == ',' && comma == 0 && last > first {
			if and := x.itemsBehind(first, last, r.Last); and > last {
				comma, last = last, and
				continue
			}
		}
		if t.Mark == ',' || t.Mark == ';' || t.Mark == ':' || t.Mark == '.' || t.Mark == '(' {
			break
		}
		if last > first && (t.Class.Has(x.c.relative|x.c.subordinator) && !t.Is(text.Capital) || x.anotherVerb(last) || x.goesOnWith(last, r.Last)) {
			break
		}
		last++
	}
	if comma > 0 && last < r.Last && (x.finite(last, r.Last) || d.Tokens[last].Class.Has(x.c.verb)) {
		last = comma // "the hall, pupils and teachers are"
	}
	for last > first && (d.Tokens[last-1].Class.Has(x.c.and|x.c.of|x.c.adverb|x.c.in|x.c.at|x.c.article|x.c.possessive|x.c.siteStop|x.c.postBreak) && !d.Tokens[last-1].Is(text.Capital) || d.Tokens[last-1].Is(text.Punct) && d.Tokens[last-1].Mark != '"' && d.Tokens[last-1].Mark != '%') {
		last-- // what the words of a long plan end in, too
	}
	return grammar.Range{First: first, Last: last}
}

// itemsBehind returns the token behind the "and" of a list whose first item a comma ends: "a dam, two
// bridges and | a road". It is the comma where what follows is no list of nouns.
func (x *reader) itemsBehind(first, comma, last int) int {
	d := x.d
	marked := false // behind an infinitive only what begins with an article, a name or a number is surely a noun
	for k := max(first-2, 0); k < comma; k++ {
		t, next := &d.Tokens[k], &d.Tokens[k+1]
		marked = marked || t.Class.Has(x.c.siteStop) && !t.Class.Has(x.c.postBreak) && !x.participle(k) && !x.adverbAt(k) &&
			!next.Is(text.Capital|text.Number) && !next.Class.Has(x.c.article|x.c.possessive)
	}
	from := comma + 1
	for k := from; k < last && k < comma+longListed; k++ {
		t := &d.Tokens[k]
		switch {
		case t.Mark == ',' || t.Class.Has(x.c.and):
			if k == from && !(t.Class.Has(x.c.and) && from > comma+1) || k > from && !x.item(from, k, marked) {
				return comma
			}
			if t.Class.Has(x.c.and) {
				if x.anotherVerb(k) || k+1 >= last || !x.item(k+1, k+2, marked) {
					return comma
				}
				return k + 1
			}
			from = k + 1
		case t.Is(text.Punct) && !t.Is(text.Possessive) && t.Mark != '-' && t.Mark != '\'':
			return comma
		case !t.Is(text.Capital) && (t.Class.Has(x.c.relative|x.c.subordinator|x.c.pronoun|x.c.passive|x.c.postBreak) || k > from && t.Class.Has(x.c.article|x.c.possessive) && !d.Tokens[k-1].Class.Has(x.c.of|x.c.in|x.c.at)):
			return comma
		}
	}
	return comma
}

// item reports whether words may be one of a list of what is built or done: they begin with no
// verb and name no people nor body. Behind an infinitive they must begin as only nouns do.
func (x *reader) item(first, last int, marked bool) bool {
	d := x.d
	t := &d.Tokens[first]
	if t.Is(text.Punct) || !t.Is(text.Capital) && (t.Class.Has(x.c.verb|x.c.in|x.c.at|x.c.of|x.c.adverb) || x.pastForm(first) || x.participle(first)) {
		return false
	}
	if marked && !t.Is(text.Capital|text.Number) && !t.Class.Has(x.c.article|x.c.possessive) {
		return false // "widen the streets"
	}
	for k := first; k < last; k++ {
		if c := d.Tokens[k].Class; c.Has(x.c.group|x.c.title|x.c.kin) || c.Has(x.c.orgNoun) && !c.Has(x.c.siteNoun|x.c.workNoun) {
			return false // "the dam, officials and workers"
		}
	}
	return true
}

// goesOnWith reports whether a noun phrase ends at its own verb in the past, which has an
// object: "the project | made it possible", not "the newly built".
func (x *reader) goesOnWith(k, last int) bool {
	return k+1 < last && x.toldPast(k) && x.d.Tokens[k+1].Class.Has(x.c.article|x.c.pronoun) && !x.d.Tokens[k-1].Class.Has(x.c.adverb|x.c.passive)
}

// manner reports whether words at token k tell how or when something is done, and no
// more what: "without fail", "by felling".
func (x *reader) manner(k, last int) bool {
	d := x.d
	n, _, _ := x.p.Phrases.Longest(d, k, last, x.c.manner)
	return n > 0 || d.Tokens[k].Class.Has(x.c.manner) && k+1 < last && x.participle(k+1)
}

// bare returns where a plan ends without how it is carried out, and, where it is met,
// without the figure by which: "its plan by more than 12 percent".
func (x *reader) bare(np grammar.Range, status string) int {
	met := done(status)
	for k := np.First + 1; k < np.Last; k++ {
		before := &x.d.Tokens[k-1]
		switch {
		case x.manner(k, np.Last) && !before.Class.Has(x.c.of|x.c.and), status == rostrum.StatusAhead && x.sooner(k, np.Last):
			return k
		case (met || status == rostrum.StatusUnderWay) && k+1 < np.Last && x.d.Tokens[k].Class.Has(x.c.postBreak) && x.dateAt(k+1):
			return k // the day on which somebody spoke of it
		case x.d.Tokens[k].Class.Has(x.c.article) && !x.d.Tokens[k].Is(text.Capital) && !before.Is(text.Capital|text.Punct) && !before.Class.Has(x.c.verb|x.c.passive|x.c.of|x.c.in|x.c.at|x.c.and|x.c.postBreak|x.c.siteStop|x.c.adverb) && x.pluralWord(k-1):
			return k // "the campaign for wells | the pupils carried sand"
		}
		if !met || x.figure(k, np.Last) == k {
			continue
		}
		for n := k; n > max(np.First, k-beforeFigure); n-- {
			if x.d.Tokens[n-1].Class.Has(x.c.at) && n-1 > np.First {
				return n - 1 // "at an average of 120 percent"
			}
		}
		for n := k; n > max(np.First, k-beforeFigure) && !x.d.Tokens[n-1].Class.Has(x.c.of); n-- {
			if x.d.Tokens[n-1].Class.Has(x.c.planNoun) {
				return n
			}
		}
	}
	return np.Last
}

// sooner reports whether words at token k count time behind a noun, which is told of no noun
// before: "the bridge | more than six months earlier", not "houses for more than six families".
func (x *reader) sooner(k, last int) bool {
	n := x.signAt(k, last, profile.CueCount)
	before := &x.d.Tokens[k-1]
	return n > 0 && !before.Is(text.Punct|text.Number) &&
		(before.Class.Has(x.c.workNoun|x.c.planNoun|x.c.siteNoun) || before.Is(text.Capital)) && k+n < last
}

// beforeFigure is how many words may stand between a plan and the figure by which it
// is met.
const beforeFigure = 4

// anotherVerb reports whether a clause goes on at token k with another verb of its
// subject: "and has", "and thereby cut the", not "and the". Two verbs of one object
// belong to it: "for felling and carting the logs", "to fell and cart the logs".
func (x *reader) anotherVerb(k int) bool {
	d := x.d
	if k < 2 || !d.Tokens[k].Class.Has(x.c.and) {
		return false
	}
	paired, infinitives := x.participle(k-1), d.Tokens[k-2].Class.Has(x.c.siteStop) && !d.Tokens[k-2].Class.Has(x.c.postBreak)
	k++
	how := k
	for k < len(d.Tokens) && x.adverbAt(k) {
		k++
	}
	if k+1 >= len(d.Tokens) {
		return false
	}
	t, next := &d.Tokens[k], &d.Tokens[k+1]
	switch {
	case t.Is(text.Punct | text.Capital | text.Number | text.Quoted):
		return false
	case t.Class.Has(x.c.verb):
		return !next.Class.Has(x.c.of)
	case t.Class.Has(x.c.article | x.c.possessive | x.c.of | x.c.in | x.c.at | x.c.postBreak | x.c.relative | x.c.subordinator):
		return false
	case infinitives, paired && x.participle(k):
		return false
	case k > how && !x.participle(k):
		return true
	case x.pastForm(k) && (d.Tokens[how-2].Class.Has(x.c.siteNoun|x.c.workNoun|x.c.planNoun|x.c.orgNoun) || x.pluralWord(how-2) || d.Tokens[how-2].Is(text.Capital)):
		return true // "a furnace and updated the plant", not "new and updated plants"
	}
	return next.Class.Has(x.c.article|x.c.possessive|x.c.pronoun) && !next.Is(text.Capital)
}

// adverbAt reports whether a word is an adverb by class or ending.
func (x *reader) adverbAt(k int) bool {
	t := &x.d.Tokens[k]
	return !t.Is(text.Punct|text.Capital) && (t.Class.Has(x.c.adverb) || x.endsIn(k, x.p.AdverbEndings))
}

// withNoun adds the noun to a plan that a formula finds behind it: "the plan" to
// "to build a bridge".
func (x *reader) withNoun(np grammar.Range, first int) grammar.Range {
	d := x.d
	if np.Empty() || np.First <= first || !d.Tokens[np.First-1].Class.Has(x.c.planNoun) || np.First-2 >= first && d.Tokens[np.First-2].Class.Has(x.c.of) {
		return np // "ahead of schedule the bridge" tells of no schedule
	}
	for k, n := np.First-1, 0; k >= first && n < nounWords; k, n = k-1, n+1 {
		t := &d.Tokens[k]
		if t.Is(text.Punct) || t.Class.Has(x.c.of|x.c.in|x.c.at|x.c.postBreak|x.c.passive|x.c.and) {
			break
		}
		np.First = k
		if t.Class.Has(x.c.article | x.c.possessive) {
			break
		}
	}
	return np
}

// withHead adds to the words of a plan the noun that says what is done to them, or what plan it
// is, where a formula finds only those behind it: "the repair of" to "the bridge", "the plan to
// build" to "a bridge".
func (x *reader) withHead(np grammar.Range, verbless bool, first int) grammar.Range {
	d := x.d
	noun := np.First - 2
	if noun < first {
		return np
	}
	switch link := &d.Tokens[np.First-1]; {
	case link.Class.Has(x.c.of):
		if !d.Tokens[noun].Class.Has(x.c.workNoun | x.c.planNoun) {
			return np
		}
	case verbless && noun-2 >= first && d.Tokens[noun].Class.Has(x.c.siteStop) && !d.Tokens[noun].Class.Has(x.c.postBreak) && d.Tokens[noun-1].Class.Has(x.c.planNoun):
		noun--
		if before := &d.Tokens[noun-1]; x.pluralWord(noun) && !before.Class.Has(x.c.article|x.c.possessive|x.c.verb|x.c.of) {
			return np // "the council plans to build"
		}
	default:
		return np
	}
	if d.Tokens[noun].Is(text.Capital) {
		return np
	}
	np.First = noun
	for k, n := noun-1, 1; k >= first && n < nounWords; k, n = k-1, n+1 {
		t := &d.Tokens[k]
		if t.Class.Has(x.c.article | x.c.possessive) {
			np.First = k
			break
		}
		if t.Is(text.Punct) && !t.Is(text.Possessive) || t.Class.Has(x.c.of|x.c.in|x.c.at|x.c.postBreak|x.c.passive|x.c.and|x.c.siteStop|x.c.verb) {
			break
		}
	}
	return np
}

// nounWords is how many words stand before a plan's own noun, itself included.
const nounWords = 5

// finite reports whether a clause goes on to its verb at token k: at an auxiliary
// or a modal.
func (x *reader) finite(k, last int) bool {
	t := &x.d.Tokens[k]
	if t.Is(text.Capital) || t.Is(text.Quoted) {
		return false
	}
	if t.Class.Has(x.c.passive) && !(k > 0 && x.d.Tokens[k-1].Class.Has(x.c.siteStop)) {
		return true
	}
	return x.signAt(k, last, profile.CueModal) > 0
}

// longPlan is how many words of a plan are quoted.
const longPlan = 22
