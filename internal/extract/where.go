package extract

import (
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// where finds the date, site and place of an event in its sentence.
func (x *reader) where(ev *event, s text.Sentence, m *grammar.Match) {
	o := x.dayOf(ev, s)
	x.siteOf(ev, s, m)
	// of a message that no occasion adopted and that went to no site a place is a sender's
	if ev.typ != rostrum.TypeMessage || ev.f.Date == "event" || !ev.site.Empty() || x.holds(m.Slot(grammar.Object), x.c.monument) {
		x.placeFor(ev, s, m)
		x.notWhereFrom(ev, s)
	}
	if o != nil && ev.site.Empty() {
		ev.site, ev.siteDoc = o.site, o.siteDoc
		if ev.place.Empty() {
			ev.place, ev.placeDoc = o.place, o.placeDoc
		}
	}
}

// siteOf finds the site of an event in its sentence.
func (x *reader) siteOf(ev *event, s text.Sentence, m *grammar.Match) {
	d := x.d
	if ev.site.Empty() {
		for k := ev.core.First; k < s.Last && k < ev.core.Last+40; k++ {
			t := &d.Tokens[k]
			if t.Is(text.Quoted) || t.Is(text.Punct) && (t.Mark == ';' || t.Mark == ':') {
				continue
			}
			if r, ok := x.siteBehind(k, s.Last); ok && !(ev.typ == rostrum.TypeWeaponsTest && x.madeAt(k)) {
				ev.site, ev.siteDoc = r, d
				break
			}
		}
	}
	if ev.site.Empty() && (gathering(ev.typ) || ev.typ == rostrum.TypeDiplomacy || ev.typ == rostrum.TypeDrill) {
		last := s.Last
		if r := m.Slot(grammar.People); !r.Empty() && r.First >= ev.core.First {
			last = r.First // what follows tells of the people
		}
		x.siteIn(ev, last)
	}
	if ev.site.Empty() && ev.f.Family == Points && (ev.typ == rostrum.TypeInspection || ev.typ == rostrum.TypeCeremony) {
		x.siteSeen(ev, s.Last)
	}
	if ev.site.Empty() && gathering(ev.typ) && ev.core.First > s.First {
		if r, ok := x.siteAmong(s.First, ev.core.First); ok && (x.capitalIn(r) || x.stands(r)) { // "At the Star Hall they gave a concert"
			ev.site, ev.siteDoc = r, d
		}
	}
	x.siteList(ev, s.Last)
	x.standing(ev, s)
	x.nameOf(ev)
}

// placeFor finds the place of an event in its sentence.
func (x *reader) placeFor(ev *event, s text.Sentence, m *grammar.Match) {
	d := x.d
	if r := m.Slot(grammar.Place); !r.Empty() {
		if n := x.placeLen(r.First, r.Last); n > 0 {
			ev.place, ev.placeDoc = grammar.Range{First: r.First, Last: r.First + n}, d
		}
	}
	if !ev.place.Empty() {
		return
	}
	if r := m.Slot(grammar.Site); !r.Empty() && r.First >= ev.core.First {
		if n := x.placeLen(r.First, r.Last); n > 0 && ev.site.Empty() { // "visited Aland"
			ev.place, ev.placeDoc = grammar.Range{First: r.First, Last: r.First + n}, d
			return
		}
		if r, ok := x.placeIn(r.First, r.Last); ok {
			ev.place, ev.placeDoc = r, d
			return
		}
	}
	if k := ev.core.Last - 1; ev.typ == rostrum.TypeDiplomacy && k > ev.core.First && !d.Tokens[k-1].Class.Has(x.c.in|x.c.of) {
		if n := x.placeLen(k, s.Last); n > 0 { // "left Bellhurst"
			ev.place, ev.placeDoc = grammar.Range{First: k, Last: k + n}, d
			return
		}
	}
	here := x.datePlace[1] > 0 && d == &x.body
	end := s.Last
	if ev.typ == rostrum.TypeDiplomacy {
		if x.saysHere(ev.core.First, min(ev.core.Last+1, s.Last)) { // "left here"
			if here {
				ev.place, ev.placeDoc = grammar.Range{First: x.datePlace[0], Last: x.datePlace[1]}, d
			}
			return
		}
		if ev.f.Object == "" {
			end = x.errand(ev.core.Last, s.Last)
		}
	}
	last, rest := end, end
	if r := m.Slot(grammar.People); !r.Empty() && r.First >= ev.core.First {
		last, rest = min(end, r.First), ev.peopleEnd(r.First) // the places between belong to posts
	}
	if ev.siteDoc == d && !ev.site.Empty() && ev.site.Last < last {
		if r, ok := x.placeIn(ev.site.Last, last); ok && r.First <= ev.site.Last+2 {
			ev.place, ev.placeDoc = r, d
			return
		}
		if n := x.placeLen(ev.site.Last+1, last); n > 0 && x.besideSite(ev.site, n, last) {
			ev.place, ev.placeDoc = grammar.Range{First: ev.site.Last + 1, Last: ev.site.Last + 1 + n}, d
			return
		}
	}
	if r, ok := x.placeIn(max(ev.core.First, ev.core.Last-1), x.saidThere(ev.core.Last, last)); ok {
		ev.place, ev.placeDoc = r, d
	} else if r, ok := x.placeIn(rest, end); ok {
		ev.place, ev.placeDoc = r, d
	} else if !ev.site.Empty() && d.Tokens[ev.site.Last-1].Class.Has(x.c.placeNoun) && d.Tokens[ev.site.Last-1].Is(text.Capital) {
		ev.place, ev.placeDoc = x.placeNamed(ev.site), d
	} else if here && x.saysHere(ev.core.First, s.Last) {
		ev.place, ev.placeDoc = grammar.Range{First: x.datePlace[0], Last: x.datePlace[1]}, d
	} else if r, ok := x.placeIn(s.First, ev.core.First); ok && ev.typ != rostrum.TypeStatement {
		ev.place, ev.placeDoc = r, d
	} else if r, ok := x.placeIn(ev.core.First, ev.core.Last); ok && (gathering(ev.typ) || ev.typ == rostrum.TypeDiplomacy) { // "A meeting of Finns in Aland was held"
		ev.place, ev.placeDoc = r, d
	} else if r, ok := x.placeWithin(ev); ok {
		ev.place, ev.placeDoc = r, d
	} else if r, ok := x.placeOf(s.First, ev.core); ok && gathering(ev.typ) {
		ev.place, ev.placeDoc = r, d
	}
}

// notWhereFrom takes from an event the place that only tells where those come from who take
// part, and gives it the next: "a group of Finns in Sweden visited the statue". Where they
// meet by themselves, and are no body by its name, it is that place.
func (x *reader) notWhereFrom(ev *event, s text.Sentence) {
	d, r := x.d, ev.place
	if r.Empty() || ev.placeDoc != d || !x.comeFrom(ev) || ev.siteDoc == d && !ev.site.Empty() && ev.site.Last+1 == r.First {
		return
	}
	if next, ok := x.placeIn(r.Last, x.saidThere(r.Last, s.Last)); ok && next.First < ev.core.Last+nearPlace {
		ev.place = next
	} else if !ev.site.Empty() && ev.typ == rostrum.TypeCeremony || ev.typ == rostrum.TypeMessage || ev.typ == rostrum.TypeDiplomacy || r.First < ev.core.First && x.ofBody(r.First) {
		ev.place = grammar.Range{}
	}
}

// nearPlace is within how many words behind what tells of an event its place follows.
const nearPlace = 12

// comeFrom reports whether the place of an event is that of people who live there: "Finnish
// Residents in Sweden", "Finns in the United States", "guests staying in Finland".
func (x *reader) comeFrom(ev *event) bool {
	d, r := x.d, ev.place
	k := r.First - 1
	if k > 0 && d.Tokens[k].Class.Has(x.c.article) {
		k--
	}
	if k > 1 && k < ev.core.First && d.Tokens[k].Class.Has(x.c.in) && x.participle(k-1) && x.pluralWord(k-2) && x.holds(r, x.c.home) {
		return true // "foreigners staying in" the own state
	}
	return k > 1 && d.Tokens[k].Class.Has(x.c.in) && x.pluralWord(k-1) && !d.Tokens[k-1].Class.Has(x.c.orgNoun|x.c.siteNoun) && (d.Tokens[k-1].Class.Has(x.c.demonym|x.c.home) || d.Tokens[k-2].Class.Has(x.c.demonym|x.c.home))
}

// ofBody reports whether a place is part of a body's name: "the Association of Finns in
// Sweden".
func (x *reader) ofBody(place int) bool {
	d := x.d
	for k := place - 2; k > 1 && k > place-longPhrase && (d.Tokens[k].Is(text.Capital) || d.Tokens[k].Class.Has(x.c.of)) && !d.Tokens[k].Is(text.Punct); k-- {
		if d.Tokens[k].Class.Has(x.c.of) && d.Tokens[k-1].Is(text.Capital) && d.Tokens[k-1].Class.Has(x.c.orgNoun) {
			return true
		}
	}
	return false
}

// saidThere returns where what was said at an occasion begins, "at which they called for",
// else last: the places behind it are spoken of.
func (x *reader) saidThere(first, last int) int {
	for k := first + 1; k < last; k++ {
		if x.d.Tokens[k].Class.Has(x.c.relative) && x.d.Tokens[k-1].Class.Has(x.c.at|x.c.in) {
			return k - 1
		}
	}
	return last
}

// placeNamed returns the place that the name of a site ends in, the whole name where it is
// one: "Star County" of "the Moon Theatre of Star County".
func (x *reader) placeNamed(site grammar.Range) grammar.Range {
	for k := site.Last - 1; k > site.First; k-- {
		if t := &x.d.Tokens[k]; !t.Is(text.Capital) && t.Class.Has(x.c.of|x.c.in) && x.placeLen(k+1, site.Last) == site.Last-k-1 {
			return grammar.Range{First: k + 1, Last: site.Last}
		}
	}
	return site
}

// errand returns where it begins to be told what somebody who came or left did elsewhere or
// came for, else last: "came home | after attending", "left home | to attend".
func (x *reader) errand(first, last int) int {
	d := x.d
	for k := first; k+1 < last; k++ {
		t, next := &d.Tokens[k], &d.Tokens[k+1]
		if t.Is(text.Capital|text.Punct) || next.Is(text.Capital|text.Number) || next.Class.Has(x.c.article|x.c.possessive) {
			continue
		}
		if t.Class.Has(x.c.sequel) || t.Class.Has(x.c.siteStop) && !t.Class.Has(x.c.postBreak|x.c.passive|x.c.here) {
			return k
		}
	}
	return last
}

// besideSite reports whether a place of n words is told right behind a site: "in the Star
// Hall, Bellhurst", but not "the Star Hall, the Bellhurst Theatre".
func (x *reader) besideSite(site grammar.Range, n, last int) bool {
	d, k := x.d, site.Last+1
	if d.Tokens[site.Last].Mark != ',' || d.Tokens[site.Last-1].Class.Has(x.c.placeNoun|x.c.place) || d.Tokens[k].Class.Has(x.c.article) {
		return false
	}
	k += n
	return k == last || !d.Tokens[k].Is(text.Capital) || x.dateWord(k)
}

// placeWithin finds the town that a visited site is named by: "the construction
// site of Tanchon Port".
func (x *reader) placeWithin(ev *event) (grammar.Range, bool) {
	if ev.typ != rostrum.TypeInspection || ev.siteDoc != ev.d {
		return grammar.Range{}, false
	}
	d := ev.d
	for k := ev.site.First + 1; k+1 < ev.site.Last; k++ {
		if d.Tokens[k-1].Class.Has(x.c.of) && d.Tokens[k].Is(text.Capital) && d.Tokens[k].Class.Has(x.c.place) && d.Tokens[k+1].Class.Has(x.c.siteNoun) {
			return grammar.Range{First: k, Last: k + 1}, true
		}
	}
	return grammar.Range{}, false
}

// saysHere reports whether "here", the place of the dateline, stands in a range.
func (x *reader) saysHere(first, last int) bool {
	for k := first; k < last; k++ {
		t := &x.d.Tokens[k]
		if t.Class.Has(x.c.here) && !t.Is(text.Quoted) && !t.Class.Has(x.c.notHere) {
			return true
		}
	}
	return false
}

// placeOf finds the foreign country that an occasion is of: "the session of the
// National Assembly of Aland was held".
func (x *reader) placeOf(first int, core grammar.Range) (grammar.Range, bool) {
	d := x.d
	for k := core.First - 1; k > first && k > core.First-8; k-- {
		if !d.Tokens[k].Class.Has(x.c.of) {
			continue
		}
		n := x.placeLen(k+1, core.First)
		r := grammar.Range{First: k + 1, Last: k + 1 + n}
		if n == 0 || x.country(d, r) == "" {
			return grammar.Range{}, false
		}
		return r, true
	}
	return grammar.Range{}, false
}

// titlePlace gives an event without a place the foreign one that the title names
// at its end: "Demanded in Aland".
func (x *reader) titlePlace(ev *event) {
	d := &x.title
	if !ev.place.Empty() || !present(ev.typ) || len(d.Tokens) == 0 {
		return
	}
	x.d = d
	last := len(d.Tokens)
	for k := last - 1; k >= 0 && k > last-6; k-- {
		if !d.Tokens[k].Class.Has(x.c.in) {
			continue
		}
		if n := x.placeLen(k+1, last); n > 0 && k+1+n >= last-1 {
			if r := (grammar.Range{First: k + 1, Last: k + 1 + n}); x.country(d, r) != "" {
				ev.place, ev.placeDoc = r, d
			}
		}
		return
	}
}

// peopleEnd returns the token after the people that the event names behind
// token k and their posts.
func (e *event) peopleEnd(k int) int {
	for i := range e.people {
		a := &e.people[i]
		if a.d != e.d || a.name.First < k {
			continue
		}
		k = max(k, a.name.Last)
		for _, p := range a.posts {
			k = max(k, p.Last)
		}
	}
	return k
}

// placeIn finds "in PLACE" in tokens [first, last).
func (x *reader) placeIn(first, last int) (grammar.Range, bool) {
	d := x.d
	for k := first; k+1 < last; k++ {
		t := &d.Tokens[k]
		if !t.Class.Has(x.c.in) || t.Is(text.Quoted) || t.Is(text.Capital) && k > 0 && d.Tokens[k-1].Is(text.Capital) {
			continue // as "In" is in names
		}
		if n := x.placeLen(k+1, last); n > 0 && !x.ofThing(k+1, k+1+n, last) {
			end := x.placePair(k+1+n, last)
			// "Phyongsong City, South Phyongan Province"
			if end+1 < last && d.Tokens[end].Class.Has(x.c.and) && x.village(end-1) && x.village(end+1) {
				end += 2 // "Star-ri and Moon-ri"
			}
			for end+1 < last && (d.Tokens[end].Mark == ',' || d.Tokens[end].Class.Has(x.c.of)) {
				n := x.placeLen(end+1, last)
				if n == 0 || x.kindOfPlace(end+2, last) > end+2 || d.Tokens[end].Mark != ',' && d.Tokens[end+n].Class.Has(x.c.home) {
					break // "Bellhurst, the capital of Aland"; the own state goes without saying
				}
				end += 1 + n
				// the last of a list: "Aland, Bland and Cland"
				if end+1 < last && d.Tokens[end].Class.Has(x.c.and) {
					if n := x.placeLen(end+1, last); n > 0 {
						end += 1 + n
						break
					}
				}
			}
			return grammar.Range{First: k + 1, Last: max(end, x.placeRow(k+1, last))}, true
		}
		if end := x.placeRow(k+1, last); end > 0 {
			return grammar.Range{First: k + 1, Last: end}, true
		}
		if n := x.townLen(k+1, last); n > 0 {
			return grammar.Range{First: k + 1, Last: k + 1 + n}, true
		}
	}
	return grammar.Range{}, false
}

// placePair returns where the second of two places ends that "and" joins, the first ending
// at a token: that token where none follows, or what follows is somebody who does something.
func (x *reader) placePair(end, last int) int {
	d := x.d
	if end+1 >= last || !d.Tokens[end].Class.Has(x.c.and) {
		return end
	}
	n := x.placeLen(end+1, last)
	if n == 0 {
		return end
	}
	next := end + 1 + n
	if next < last {
		if t := &d.Tokens[next]; !t.Is(text.Punct) && !x.dateAt(next) && !x.dateWord(next) && !t.Class.Has(x.c.siteStop|x.c.in|x.c.at) {
			return end
		}
	}
	return next
}

// placeRow returns where names end that share what they are, one of which is known, or 0:
// "North and South Star provinces", "Star, Moon and Sun counties".
func (x *reader) placeRow(first, last int) int {
	d := x.d
	known, joined := false, false
	for k := first; k < last && k < first+longRow; k++ {
		t := &d.Tokens[k]
		switch {
		case t.Class.Has(x.c.and):
			joined = true
		case t.Mark == ',':
		case t.Is(text.Capital) && !t.Is(text.Punct):
			known = known || x.placeLen(k, last) > 0
		case joined && known && t.Class.Has(x.c.placeNoun) && x.pluralWord(k):
			return x.placePair(k+1, last)
		default:
			return 0
		}
	}
	return 0
}

// longRow is how many tokens such names have at most.
const longRow = 16

// townLen returns the length of the name of a town that nobody listed at token i, with
// neither country nor province behind it, or 0: a word that is known for nothing else,
// before a day or the end of the sentence.
func (x *reader) townLen(i, last int) int {
	d := x.d
	k := i
	for k < last && k < i+2 && x.unknown(k) {
		k++
	}
	if k > i && k+1 < last && d.Tokens[k].Mark == ',' && x.unknown(k+1) {
		k += 2 // "Bellhurst, Ostmark"
	}
	if k == i || k >= last {
		return 0
	}
	if t := &d.Tokens[k]; t.Mark == '.' && k+1 == last || x.dateAt(k) || t.Class.Has(x.c.siteStop) && k+1 < last && x.dateAt(k+1) {
		return k - i
	}
	return 0
}

// unknown reports whether a token is a name of which no list knows anything.
func (x *reader) unknown(k int) bool {
	t := &x.d.Tokens[k]
	return t.Is(text.Capital) && !t.Is(text.Punct|text.Quoted|text.Upper|text.Number) && t.Class == 0 && !x.dateWord(k)
}

// ofThing reports whether a country's name only says whose a thing is: "in the U.S. air
// base".
func (x *reader) ofThing(first, k, last int) bool {
	d := x.d
	if k >= last || !d.Tokens[k-1].Class.Has(x.c.country|x.c.home) || d.Tokens[k].Is(text.Punct|text.LineStart) || x.dateWord(k) {
		return false
	}
	t := &d.Tokens[k]
	return d.Tokens[first].Class.Has(x.c.article) && (t.Is(text.Capital) || t.Class.Has(x.c.siteNoun))
}

// placeLen returns the length of a place name at token i, or 0.
func (x *reader) placeLen(i, last int) int {
	d := x.d
	start := i
	if i < last && d.Tokens[i].Class.Has(x.c.article) {
		i++
	}
	if i >= last {
		return 0
	}
	if x.village(i) {
		return i + 1 - start
	}
	if k := x.kindOfPlace(i, last); k > i {
		if n := x.placeLen(k, last); n > 0 {
			return k + n - start
		}
		if d.Tokens[k].Is(text.Capital) && d.Tokens[k].Class == 0 {
			return k + 1 - start
		}
	}
	if n, _, _ := x.p.Phrases.Longest(d, i, last, x.c.place|x.c.country|x.c.home); n > 0 {
		if n > 1 || d.Tokens[i].Is(text.Capital) {
			return i + n - start + x.placeTail(i+n, last)
		}
	}
	if d.Tokens[i].Is(text.Capital) && d.Tokens[i].Class.Has(x.c.place|x.c.country|x.c.home) {
		return i + 1 - start + x.placeTail(i+1, last)
	}
	// "Xyz County"
	k := i
	for k < last && k < i+longPlace && d.Tokens[k].Is(text.Capital) && !d.Tokens[k].Is(text.Punct) {
		if k > i && d.Tokens[k].Class.Has(x.c.placeNoun) {
			return k + 1 - start
		}
		k++
	}
	if i == start && x.townOf(i, k, last) {
		return k - start
	}
	return 0
}

// village reports whether a name ends, behind a hyphen, in what it is: "Star-ri".
func (x *reader) village(k int) bool {
	if !x.d.Tokens[k].Is(text.Capital) || x.d.Tokens[k].Is(text.Punct|text.Quoted) {
		return false
	}
	_, tail, ok := strings.Cut(x.d.Word(k), "-")
	return ok && x.p.Vocabulary.Class(x.p.Vocabulary.Find(tail)).Has(x.c.placeNoun)
}

// kindOfPlace returns where the name of a place begins that is told with what it is:
// "the city of Bellhurst", "the provincial capital of Moran"; token i where it is not.
func (x *reader) kindOfPlace(i, last int) int {
	d := x.d
	for k := i; k+2 < last && k < i+longPlace && !d.Tokens[k].Is(text.Capital|text.Punct); k++ {
		if d.Tokens[k].Class.Has(x.c.placeNoun) && d.Tokens[k+1].Class.Has(x.c.of) {
			return k + 2
		}
	}
	return i
}

// longPlace is how many words the name of a place has at most.
const longPlace = 4

// townOf reports whether tokens [first, k), written large, are the name of a town that
// nobody listed: the name of a country or a province follows, behind a comma.
func (x *reader) townOf(first, k, last int) bool {
	d := x.d
	if k == first || k+1 >= last || d.Tokens[k].Mark != ',' && !d.Tokens[k].Class.Has(x.c.of) || !d.Tokens[k+1].Is(text.Capital) && !d.Tokens[k+1].Class.Has(x.c.article) {
		return false
	}
	for i := first; i < k; i++ {
		if d.Tokens[i].Class.Has(x.c.siteNoun|x.c.orgNoun|x.c.title|x.c.demonym|x.c.family) || x.dateWord(i) {
			return false
		}
	}
	return x.placeLen(k+1, last) > 0
}

func (x *reader) placeTail(i, last int) int {
	if i < last && x.d.Tokens[i].Class.Has(x.c.placeNoun) && x.d.Tokens[i].Is(text.Capital) {
		return 1
	}
	return 0
}
