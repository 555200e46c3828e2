package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// sentTo gives a message the site that it was sent to: "sent a wreath to the Star
// Tower".
func (x *reader) sentTo(ev *event, to grammar.Range, s text.Sentence) {
	d := x.d
	r := x.siteAt(to)
	if !x.isSite(r) || !x.capitalIn(r) || x.holds(r, x.c.title|x.c.group) {
		return
	}
	head := r.First
	for head+1 < r.Last && !d.Tokens[head+1].Class.Has(x.c.of|x.c.in) {
		head++
	}
	t := &d.Tokens[head]
	if t.Class.Has(x.c.placeNoun) || !t.Class.Has(x.c.siteNoun|x.c.shrine|x.c.monument) {
		return
	}
	ev.site, ev.siteDoc = r, d
	if x.standing(ev, s); x.holds(ev.site, x.c.monument) {
		ev.site = grammar.Range{} // where it stands may yet be told
	} else if ev.site == r {
		ev.site.Last = head + 1
	}
}

// nameOf moves the site from "the camp" to the camp with a name that was told of
// before.
func (x *reader) nameOf(ev *event) {
	d := x.d
	if ev.siteDoc != d || ev.site.Last != ev.site.First+2 || !d.Tokens[ev.site.First].Class.Has(x.c.article) {
		return
	}
	noun := &d.Tokens[ev.site.First+1]
	if noun.Is(text.Capital) || !noun.Class.Has(x.c.siteNoun) {
		return
	}
	for k := ev.site.First - 1; k > 1; k-- {
		t := &d.Tokens[k]
		if t.Word != noun.Word || !t.Is(text.Capital) || t.Is(text.Upper) || !d.Tokens[k-1].Is(text.Capital|text.Possessive) {
			continue
		}
		first := k
		for first > 0 && (d.Tokens[first-1].Is(text.Capital) || d.Tokens[first-1].Is(text.Possessive)) && !d.Tokens[first].Is(text.LineStart) {
			first--
		}
		if first > 0 && d.Tokens[first-1].Class.Has(x.c.article) {
			first--
		}
		if r := (grammar.Range{First: first, Last: k + 1}); x.isSite(r) {
			ev.site = r
		}
		return
	}
}

// standing moves the site from a monument to the site with a name where it stands:
// "the statue of the leader at the Star Tower". Where that is open ground the two are
// one: "the statues of the leaders on Star Hill".
func (x *reader) standing(ev *event, s text.Sentence) {
	d := x.d
	if ev.siteDoc != d || ev.site.Empty() {
		return
	}
	head := ev.site.First
	for head < ev.site.Last && !d.Tokens[head].Class.Has(x.c.monument) && !d.Tokens[head].Class.Has(x.c.of) {
		head++
	}
	if head == ev.site.Last || !d.Tokens[head].Class.Has(x.c.monument) {
		return
	}
	for k := head + 1; k+1 < s.Last && k < ev.site.Last+6 && d.Tokens[k].Mark == 0; k++ {
		t := &d.Tokens[k]
		if !t.Class.Has(x.c.at|x.c.in|x.c.siteStop) || t.Is(text.Capital) || t.Class.Has(x.c.manner) || x.dateAt(k+1) {
			continue
		}
		if t.Class.Has(x.c.in) && x.placeLen(k+1, s.Last) > 0 {
			return // a town is no site
		}
		r := x.siteAt(grammar.Range{First: k + 1, Last: s.Last})
		if !x.isSite(r) || !x.capitalIn(r) || x.holds(r, x.c.monument) || (k < ev.site.Last || t.Class.Has(x.c.in)) && !x.stands(r) {
			continue // "before the bier in the name of the units"
		}
		if k == ev.site.Last && !t.Class.Has(x.c.at|x.c.in) {
			if n := &d.Tokens[k+1]; !n.Is(text.Capital) && !n.Class.Has(x.c.article) {
				continue
			}
			r.First = ev.site.First
		}
		ev.site = r
		return
	}
}

// leadSite gives the gatherings of a report, none of which has a site or a day of its own
// sentence, those of the report's first sentence, where that tells what they were about and
// no occasion: "New houses have appeared at the Star Farm in Aland County. … A ceremony for
// moving into them took place. … There was a dancing party."
func (x *reader) leadSite() {
	var all [mostAtLead]*event
	n, dated := 0, false
	for _, e := range x.events {
		switch {
		case e.d == &x.body && e.sentence == 0:
			return // the first sentence tells of an occasion
		case !gathering(e.typ):
		case n == len(all) || e.d != &x.body || !e.site.Empty():
			return
		default:
			all[n], dated = e, dated || e.date != ""
			n++
		}
	}
	if n > 1 && dated || len(x.d.Sentences) == 0 {
		return
	}
	for _, one := range all[:n] {
		if !x.siteOfLead(one, x.c.at) && one.typ == rostrum.TypeCeremony && !x.siteOpens(one) && one.place.Empty() {
			x.siteOfLead(one, x.c.of)
		}
	}
}

// mostAtLead is how many gatherings are told of what a first sentence tells at most.
const mostAtLead = 2

// siteOfLead gives an event the site behind a word of a class in the first sentence, and
// reports whether there is one: behind "of" where the place follows, as in "workers of
// the Star Farm in Aland County have moved".
func (x *reader) siteOfLead(one *event, class text.Class) bool {
	d, s := x.d, x.d.Sentences[0]
	for k := s.First; k+1 < s.Last; k++ {
		t := &d.Tokens[k]
		if t.Class.Has(class) && !t.Is(text.Quoted) && x.siteFrom(one, k+1, class == x.c.of) {
			return true
		}
	}
	return false
}

// siteOpens gives an event the site that opens the first sentence and has its place behind
// it: "The Star Farm in Aland County has been rebuilt".
func (x *reader) siteOpens(one *event) bool {
	first := max(x.d.Sentences[0].First, x.start)
	return first < len(x.d.Tokens) && x.d.Tokens[first].Class.Has(x.c.article) && x.siteFrom(one, first, true)
}

// siteFrom gives an event the site that begins at a token of the first sentence, and its
// place, without which it may be none.
func (x *reader) siteFrom(one *event, first int, placed bool) bool {
	d, last := x.d, x.d.Sentences[0].Last
	r := x.siteAt(grammar.Range{First: first, Last: last})
	if !x.isSite(r) || !x.capitalIn(r) {
		return false
	}
	p, ok := x.placeIn(r.Last, last)
	beside := ok && p.First <= r.Last+2
	if placed && !(beside && x.stands(r)) {
		return false
	}
	one.site, one.siteDoc = r, d
	if beside && (one.place.Empty() || one.placeDoc == d) {
		one.place, one.placeDoc = p, d
	}
	return true
}

// siteIn looks for a hall that people were in: "in the theatre", "in Star Stadium".
func (x *reader) siteIn(ev *event, last int) {
	d := x.d
	for k := max(ev.core.First, ev.core.Last-1); k+2 < last && k < ev.core.Last+25; k++ {
		t := &d.Tokens[k]
		if !t.Class.Has(x.c.in) || t.Is(text.Quoted) {
			continue
		}
		named := d.Tokens[k+1].Is(text.Capital)
		if !named && !d.Tokens[k+1].Class.Has(x.c.article) {
			continue
		}
		r := x.siteAt(grammar.Range{First: k + 1, Last: last})
		if r.Empty() || x.occasionNoun(r) || x.placeLen(k+1, r.Last) == r.Last-r.First {
			continue
		}
		large := named || ev.typ == rostrum.TypeDiplomacy // else as in "cooperate in the field of trade"
		for i := r.First; i < r.Last && !d.Tokens[i].Class.Has(x.c.of); i++ {
			if t := &d.Tokens[i]; t.Class.Has(x.c.siteNoun) && !t.Class.Has(x.c.placeNoun) && (!large || t.Is(text.Capital)) {
				ev.site, ev.siteDoc = r, d
				return
			}
		}
	}
}

// siteSeen looks for the site of an event that points alone tell: what was visited,
// right behind the verb, else before what people mourned.
func (x *reader) siteSeen(ev *event, last int) {
	d, typ := x.d, ev.typ
	for k := ev.core.Last; k+1 < last; k++ {
		t := &d.Tokens[k]
		if t.Is(text.Quoted) || !t.Class.Has(x.c.article) && (!t.Is(text.Capital) || d.Tokens[k-1].Class.Has(x.c.article) || d.Tokens[k-1].Is(text.Capital)) {
			continue
		}
		near := k < ev.core.Last+nearSite
		if typ == rostrum.TypeInspection && !near {
			return
		}
		r := x.siteAt(grammar.Range{First: k, Last: last})
		if typ == rostrum.TypeInspection && x.seen(r) || typ == rostrum.TypeCeremony && x.isSite(r) && (x.holds(r, x.c.monument|x.c.shrine) || near && x.stands(r) && !d.Tokens[k-1].Class.Has(x.c.manner)) {
			ev.site, ev.siteDoc = r, d
			return
		}
	}
}

// stands reports whether the head of a noun phrase is what stands somewhere, no body and
// no town.
func (x *reader) stands(r grammar.Range) bool {
	head := r.First
	for head+1 < r.Last && !x.d.Tokens[head+1].Class.Has(x.c.of|x.c.in) {
		head++
	}
	t := &x.d.Tokens[head]
	return t.Class.Has(x.c.siteNoun|x.c.site|x.c.shrine) && !t.Class.Has(x.c.placeNoun)
}

// seen reports whether a noun phrase names what may be visited: a site, or a show there,
// rather than the work that is going on.
func (x *reader) seen(r grammar.Range) bool {
	if !x.capitalIn(r) || !x.isSite(r) && !(x.occasionNoun(r) && x.nounType(r) == rostrum.TypePerformance) {
		return false
	}
	for k := r.First; k+1 < r.Last; k++ {
		if t := &x.d.Tokens[k]; x.d.Tokens[k+1].Class.Has(x.c.of | x.c.in) {
			return t.Is(text.Capital) || !t.Class.Has(x.c.workNoun) || t.Class.Has(x.c.siteNoun)
		}
	}
	return true
}

// siteList takes into the site of an event the further ones of a list that it begins:
// "visited the Star Works, the Moon Mine and the Sun Farm". What is said of the first
// opens with a small letter or is a place.
func (x *reader) siteList(ev *event, last int) {
	d := x.d
	if ev.siteDoc != d || ev.site.Empty() {
		return
	}
	end, closed := ev.site.Last, false
	for end+2 < last && !closed {
		next := end
		if ev.typ != rostrum.TypeCeremony { // where wreaths are laid the first stands for all
			next = x.behindWhere(end, last)
		}
		if d.Tokens[next].Mark != ',' && !d.Tokens[next].Class.Has(x.c.and) {
			break
		}
		for next+2 < last && (d.Tokens[next].Mark == ',' || d.Tokens[next].Class.Has(x.c.and)) {
			closed = closed || d.Tokens[next].Class.Has(x.c.and)
			next++
		}
		if t := &d.Tokens[next]; !t.Is(text.Capital) && !(t.Class.Has(x.c.article) && d.Tokens[next+1].Is(text.Capital)) {
			break
		}
		r := x.siteAt(grammar.Range{First: next, Last: last})
		if !x.isSite(r) || x.placeLen(r.First, r.Last) == r.Last-r.First {
			closed = false
			break
		}
		closed = closed || x.holds(r, x.c.and) && (r.Last == last || d.Tokens[r.Last].Mark != ',')
		end = r.Last
	}
	if closed {
		ev.site.Last = end
	}
}

// behindWhere returns where what tells where a site of a list is ends, before the comma or
// the "and" of the next: "the Star Mine under the Moon Complex and"; else its own place.
func (x *reader) behindWhere(k, last int) int {
	d := x.d
	if t := &d.Tokens[k]; t.Is(text.Capital|text.Punct) || !t.Class.Has(x.c.siteStop|x.c.in|x.c.at|x.c.of) || t.Class.Has(x.c.manner) || x.dateAt(k+1) {
		return k
	}
	for i := k + 1; i < last && i <= k+longTail; i++ {
		t := &d.Tokens[i]
		switch {
		case i > k+1 && (t.Mark == ',' || t.Class.Has(x.c.and)):
			return i
		case x.dateWord(i) || !t.Is(text.Capital) && !t.Class.Has(x.c.article|x.c.of) && !(t.Mark == '.' && i+1 < last && d.Tokens[i+1].Is(text.Capital)):
			return k
		}
	}
	return k
}

// longTail is how many tokens such words have at most.
const longTail = 8

// nearSite is how many words behind the verb the name of what was visited begins at most.
const nearSite = 8

// isSite reports whether a noun phrase can be a site or venue.
func (x *reader) isSite(r grammar.Range) bool {
	if r.Empty() || x.occasionNoun(r) {
		return false
	}
	d := x.d
	// "at home", "at school": a noun without an article names no one place
	if r.Last == r.First+1 && !d.Tokens[r.First].Is(text.Capital) {
		return false
	}
	for k := r.First; k < r.Last; k++ {
		t := &d.Tokens[k]
		if t.Class.Has(x.c.siteNoun | x.c.site | x.c.shrine) {
			return true
		}
		if n, _, _ := x.p.Phrases.Longest(d, k, r.Last, x.c.site|x.c.shrine); n > 0 {
			return true
		}
	}
	// an organisation is where people work, not where they meet
	if n, class, _ := x.p.Phrases.Longest(d, r.First, r.Last, x.c.organisation); n > 0 && class.Has(x.c.organisation) {
		return false
	}
	if d.Tokens[r.First].Class.Has(x.c.article) && r.First+1 < r.Last {
		if n, class, _ := x.p.Phrases.Longest(d, r.First+1, r.Last, x.c.organisation); n > 0 && class.Has(x.c.organisation) {
			return false
		}
	}
	// else a proper name: written large from its first noun on
	first := r.First
	if d.Tokens[first].Class.Has(x.c.article | x.c.possessive) {
		first++
	}
	return first < r.Last && d.Tokens[first].Is(text.Capital) && !x.dateWord(first) && x.holds(r, x.c.orgNoun|x.c.placeNoun)
}

// occasionNoun reports whether a noun phrase names an occasion, not a place: its
// head, written small or counted ("the Fourth Session"), is such a noun.
func (x *reader) occasionNoun(r grammar.Range) bool {
	first := r.First
	if first < r.Last && x.d.Tokens[first].Class.Has(x.c.article) {
		first++
	}
	counted := false
	if first < r.Last {
		_, spelled := x.p.Calendar.Number(x.d.Tokens[first].Word)
		counted = spelled || x.d.Tokens[first].Is(text.Number)
	}
	found := false
	for k := first; k < r.Last; k++ {
		t := &x.d.Tokens[k]
		if t.Class.Has(x.c.of | x.c.in | x.c.at) {
			break
		}
		found = t.Class.Has(x.c.eventNoun) && (counted || !t.Is(text.Capital)) || found && t.Is(text.Punct)
	}
	return found
}

// siteAt reads the noun phrase at the start of a range: what is visited, or a
// venue.
func (x *reader) siteAt(r grammar.Range) grammar.Range {
	d := x.d
	i := r.First
	for i < r.Last && (d.Tokens[i].Class.Has(x.c.adverb) && !d.Tokens[i].Is(text.Capital)) {
		i++
	}
	if i < r.Last && d.Tokens[i].Class.Has(x.c.siteStop) && !d.Tokens[i].Is(text.Capital) {
		return grammar.Range{} // "is visited by soldiers"
	}
	start, opened := i, i+1
	for i < r.Last {
		t := &d.Tokens[i]
		if t.Is(text.Punct) {
			switch {
			case t.Mark == '\'' || t.Mark == '-' && i > start || t.Mark == '"' || t.Mark == '.' && i+1 < r.Last && d.Tokens[i+1].Is(text.Glued) || t.Is(text.Parenthesis) && i > start && d.Tokens[i-1].Is(text.Parenthesis):
				i++
				continue
			case t.Is(text.Quoted):
				i++
				continue
			}
			break
		}
		if t.Is(text.Quoted) {
			i++
			continue
		}
		if i == opened && i < start+4 && d.Tokens[start].Class.Has(x.c.article) && t.Class.Has(x.c.siteStop|x.c.adverb) && !t.Is(text.Capital) {
			opened++ // "the newly built …"
		}
		bare := i < opened
		if i > start && !bare && (t.Class.Has(x.c.siteStop|x.c.pronoun|x.c.here|x.c.relative) && !t.Is(text.Capital) || t.Class.Has(x.c.verb) && !t.Is(text.Capital)) {
			break
		}
		if i > start && t.Class.Has(x.c.article) && !t.Is(text.Capital) && (d.Tokens[i-1].Is(text.Capital) || d.Tokens[i-1].Class.Has(x.c.siteNoun)) {
			break // "the Star Hotel the same day"
		}
		if i > start && (x.dateAt(i) || !t.Is(text.Capital) && !t.Class.Has(x.c.siteNoun|x.c.eventNoun) && x.participle(i) && (x.capitalIn(grammar.Range{First: start, Last: i}) || d.Tokens[i-1].Class.Has(x.c.siteNoun) && i+1 < r.Last && d.Tokens[i+1].Class.Has(x.c.article)) || !bare && x.describes(i)) {
			break // "the Star Works making a leap forward", "the square calling the world", "a hall associated with"
		}
		if i > start && t.Class.Has(x.c.in) && !t.Is(text.Capital) {
			if _, ok := x.placeIn(i, min(i+8, r.Last)); ok {
				// "factories in Kanggye City": the place names the site where it
				// has no name of its own
				if x.capitalIn(grammar.Range{First: start, Last: i}) {
					break
				}
				n := x.placeLen(i+1, r.Last)
				i += 1 + n
				break
			}
			if d.Tokens[i-1].Class.Has(x.c.monument) || x.atLarge(i+1, r.Last) {
				break // "the bier in humble reverence", "statues across the country"
			}
			if n := i + 1; n < r.Last && x.capitalIn(grammar.Range{First: start, Last: i}) && !d.Tokens[n].Is(text.Capital) && !d.Tokens[n].Class.Has(x.c.article) {
				break // "the Star Hotel in welcome of"
			}
		}
		if i > start && t.Class.Has(x.c.and) && i+1 < r.Last {
			n := &d.Tokens[i+1]
			if n.Class.Has(x.c.verb) || !n.Is(text.Capital) && !n.Class.Has(x.c.article|x.c.siteNoun|x.c.common) {
				break
			}
			if !n.Is(text.Capital) && !n.Class.Has(x.c.article) && !x.holds(grammar.Range{First: i + 1, Last: min(i+5, r.Last)}, x.c.siteNoun) {
				break
			}
		}
		if i > start+30 {
			break
		}
		i++
	}
	end := i
	for end > start {
		t := &d.Tokens[end-1]
		if t.Is(text.Punct) && t.Mark != '"' && !(t.Mark == ')' && t.Is(text.Parenthesis)) || (t.Class.Has(x.c.at|x.c.of|x.c.and|x.c.article|x.c.adverb|x.c.in) || end > start+1 && x.endsIn(end-1, x.p.AdverbEndings)) && !t.Is(text.Capital) {
			end--
			continue
		}
		break
	}
	start = x.properName(start, end)
	if end <= start || end == start+1 && d.Tokens[start].Class.Has(x.c.pronoun|x.c.possessive|x.c.article) {
		return grammar.Range{}
	}
	return grammar.Range{First: start, Last: end}
}

// atLarge reports whether a range begins with no place by its name but what it is: "the
// country", "the prefecture".
func (x *reader) atLarge(k, last int) bool {
	d := x.d
	return k+1 < last && d.Tokens[k].Class.Has(x.c.article) && d.Tokens[k+1].Class.Has(x.c.placeNoun) && !d.Tokens[k+1].Is(text.Capital) && !(k+2 < last && d.Tokens[k+2].Class.Has(x.c.of))
}

// describes reports whether behind the noun of a site begins what is told of it: "a hall
// associated with", "a farm technologically updated".
func (x *reader) describes(k int) bool {
	if !x.d.Tokens[k-1].Class.Has(x.c.siteNoun | x.c.site | x.c.orgNoun) {
		return false
	}
	if t := &x.d.Tokens[k]; k+1 < len(x.d.Tokens) && t.Class&^x.c.common == 0 && !t.Is(text.Capital|text.Punct|text.Number) && !x.pluralWord(k) && x.relates(k+1) {
		return true // "a company active in", "a hall alive with"
	}
	return x.toldPast(k) || x.endsIn(k, x.p.AdverbEndings) && k+1 < len(x.d.Tokens) && x.toldPast(k+1)
}

// properName returns where the name itself begins in a noun phrase whose article
// and adjectives stand before it: "the newly rebuilt Star Theatre".
func (x *reader) properName(start, end int) int {
	d := x.d
	k := start
	if k < end && d.Tokens[k].Class.Has(x.c.article) {
		k++
	}
	first := k
	for k < end && !d.Tokens[k].Is(text.Capital|text.Punct|text.Number|text.Quoted) && !d.Tokens[k].Class.Has(x.c.siteNoun|x.c.orgNoun|x.c.eventNoun|x.c.of|x.c.and|x.c.placeNoun) {
		k++
	}
	if k == first || k >= end || !d.Tokens[k].Is(text.Capital) {
		return start
	}
	return k
}

// madeAt reports whether "at" at token k tells where something is made that is told of: "the
// boots in production at works".
func (x *reader) madeAt(k int) bool {
	d := x.d
	if k < 2 || !d.Tokens[k].Class.Has(x.c.at) || d.Tokens[k-1].Is(text.Capital|text.Punct) || d.Tokens[k-2].Is(text.Capital) {
		return false
	}
	return x.relates(k-2) && d.Tokens[k-1].Class.Has(x.c.workNoun)
}

// relates reports whether a word relates what stands before it to what follows: "in", or one
// that ends sites and posts alike, as "under" and "with" do.
func (x *reader) relates(k int) bool {
	t := &x.d.Tokens[k]
	return t.Class.Has(x.c.in) || t.Class.Has(x.c.siteStop) && t.Class.Has(x.c.postBreak)
}

// peopleOf reports whether a noun phrase is of people and not of the site or body that they
// are of: "graduates of the Star Academy".
func (x *reader) peopleOf(r grammar.Range) bool {
	head := x.headOf(r)
	k := head.Last - 1
	return head.Last < r.Last && x.pluralWord(k) && !x.d.Tokens[k].Is(text.Capital) && !x.d.Tokens[k].Class.Has(x.c.siteNoun|x.c.site|x.c.orgNoun|x.c.placeNoun)
}

// siteBehind reads the site behind "at" at token k. Before a body's seat one gathers
// without being in it, which a word that ends no site tells: "outside the Ministry".
func (x *reader) siteBehind(k, last int) (grammar.Range, bool) {
	n := x.atLen(k, last)
	if n == 0 {
		return grammar.Range{}, false
	}
	r := x.siteAt(grammar.Range{First: k + n, Last: last})
	before := !x.d.Tokens[k].Class.Has(x.c.siteStop) && x.capitalIn(r) && x.holds(r, x.c.orgNoun)
	return r, before || x.isSite(r)
}

// atLen returns the length of the word or phrase at token k that a site may
// follow ("at", "in front of"), or 0.
func (x *reader) atLen(k, last int) int {
	t := &x.d.Tokens[k]
	if t.Class.Has(x.c.at) {
		return 1
	}
	if t.Class.Has(x.c.in) {
		if n, _, _ := x.p.Phrases.Longest(x.d, k, last, x.c.at); n > 0 {
			return n
		}
	}
	return 0
}
