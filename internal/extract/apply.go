package extract

import (
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// apply turns one match into what its formula says; false where the formula
// refuses after all, so that the next may be tried.
func (x *reader) apply(f *profile.Formula, m *grammar.Match, sentence int, title bool) bool {
	if f.Words {
		return false // see tells
	}
	if f.Veto {
		x.step(f, m, "veto")
		return true
	}
	if f.Weak {
		if title || x.hint == "" || sentence == 0 {
			x.hint, x.hintAt = f.Kind, sentence
		}
		if title && x.sender.Empty() {
			x.sender, x.senderDoc = m.Slot(grammar.Object), &x.title
		}
		x.step(f, m, "perhaps kind "+f.Kind)
		return false
	}
	if f.Kind != "" {
		if x.kind == "" {
			x.kind = f.Kind
		}
		if title && x.kind == f.Kind && x.sender.Empty() {
			x.sender, x.senderDoc = m.Slot(grammar.Object), &x.title
		}
		x.step(f, m, "kind "+f.Kind)
		if f.Event == "" && f.Lineup == "" {
			return f.Speech // or the same words may tell of an occasion too
		}
	}
	if f.Event == "nouns" {
		return x.list(f, m, sentence)
	}
	if f.Event != "" {
		return x.tell(f, m, sentence, title)
	}
	if f.Lineup != "" {
		return x.line(f, m, sentence)
	}
	if f.Speech {
		x.speech = true
	}
	return true
}

// line reads a line-up that belongs to an event told elsewhere.
func (x *reader) line(f *profile.Formula, m *grammar.Match, sentence int) bool {
	r := m.Slot(grammar.People)
	if r.Last <= m.First {
		r = x.clause(r)
	}
	if m.First <= r.First && x.doneTo(r) {
		return false // "They were greeted by A" lists nobody
	}
	list := x.people(r.First, r.Last)
	if m.First > r.First && !r.Empty() && r.Last <= m.First {
		if before := &x.d.Tokens[m.First-1]; before.Class.Has(x.c.relative) || f.Lineup == rostrum.RoleSpeaker && before.Class.Has(x.c.passive) {
			return false // told in passing, or of what was done to them
		}
		list = x.adjacent(list, r.Last)
		if f.Lineup == rostrum.RoleSpeaker && len(list) > 0 && !(x.opens(r.First, &list[0]) && x.outside(sentence, &list[0])) {
			list = nil
		}
	}
	if r.First >= m.First && f.Lineup == rostrum.RoleAttendee {
		list = x.themselves(r.First, list)
	}
	if len(list) == 0 && f.Lineup == rostrum.RoleAttendee && f.Event == "" && f.To == "" && f.Else == "" && r.Last == r.First+1 && r.Last <= m.First && x.pronounIn(r) {
		list = x.meant(sentence)
	}
	if f.Roster {
		list = append(list, x.roster(sentence, len(list) > 0)...)
	}
	people := x.appearances(list, f.Lineup, f)
	again := false
	if len(list) == 0 && f.Lineup == rostrum.RoleSpeaker && !x.speech && r.Last <= m.First {
		var a appearance
		if a, again = x.recalled(r); again {
			a.role, a.f = f.Lineup, f
			people = append(people, a)
		}
	}
	if len(people) == 0 && f.Else != "noun" && !f.Roster || f.Needs == "people" && !named(people) {
		x.step(f, m, "no named people")
		return f.Needs == ""
	}
	if post := m.Slot(grammar.Post); !post.Empty() {
		x.becomes(people, post)
	}
	x.lineups = append(x.lineups, lineup{f: f, sentence: sentence, core: grammar.Range{First: m.First, Last: m.Last}, occasion: m.Slot(grammar.Occasion),
		people: people, again: again, events: len(x.events)})
	x.step(f, m, "line-up "+f.Lineup)
	return true
}

// doneTo reports whether a verb and not a list begins a range: what was done to those
// before it.
func (x *reader) doneTo(r grammar.Range) bool {
	if r.Empty() || x.d.Tokens[r.First].Is(text.Capital|text.Punct) {
		return false
	}
	t := &x.d.Tokens[r.First]
	if next := r.First + 1; next < r.Last && x.participle(r.First) && !t.Class.Has(x.c.including) && !x.d.Tokens[next].Is(text.Capital) && !x.d.Tokens[next].Class.Has(x.c.title|x.c.group) {
		return true // "They are waging a struggle, holding A in esteem"
	}
	if t.Class.Has(x.c.verb) {
		return !t.Class.Has(x.c.adverb | x.c.title)
	}
	return t.Class&^x.c.common == 0 && r.First+1 < r.Last && x.d.Tokens[r.First+1].Class.Has(x.c.postBreak|x.c.at) // "seen off"
}

// meant gives the leader whom a sentence calls by a pronoun: the last whom the
// sentence before names, where a show is given for him and he is there.
func (x *reader) meant(sentence int) []person {
	if sentence == 0 {
		return nil
	}
	s := x.d.Sentences[sentence-1]
	all := x.people(s.First, s.Last)
	for i := len(all) - 1; i >= 0; i-- {
		if !all[i].null && x.p.Leader(x.key(all[i].name)) {
			return all[i : i+1]
		}
	}
	return nil
}

// themselves keeps those of a list, which begins at token first, who were there
// themselves: not whom others of the list are only said to have to do with, as in
// "those who were received by A and B".
func (x *reader) themselves(first int, list []person) []person {
	kept := list[:0:0]
	aside := false
	for i := range list {
		last := first
		if i > 0 {
			last = list[i-1].name.last
		}
		joined := true // only "and" and a post stand between it and the one before
		was := aside
		aside = false
		for k := list[i].name.first - 1; k >= last; k-- {
			t := &x.d.Tokens[k]
			if t.Mark == ',' || t.Mark == ';' {
				joined = false
				break
			}
			if t.Class.Has(x.c.and) && !(k > last && x.d.Tokens[k-1].Class.Has(x.c.title)) {
				break // but "the Premier and A" are of one clause
			}
			if t.Class.Has(x.c.relative) {
				aside, joined = true, false
				break
			}
		}
		if aside = aside || was && joined && i > 0; !aside {
			kept = append(kept, list[i])
		}
	}
	return kept
}

// opens reports whether a person opens a clause that begins at token first: only
// honorifics, "and" or an adverbial phrase may stand before.
func (x *reader) opens(first int, p *person) bool {
	d := x.d
	k := p.name.first
	if len(p.posts) > 0 && p.posts[0].First < k {
		k = p.posts[0].First
	}
	for k > first && d.Tokens[k-1].Class.Has(x.c.honorific|x.c.article|x.c.adverb|x.c.possessive|x.c.and) {
		k--
	}
	if k == first {
		return true
	}
	t := &d.Tokens[k-1]
	if k-first <= 3 && d.Tokens[first].Class.Has(x.c.in|x.c.at) && !t.Is(text.Capital|text.Punct) {
		return true // "In this regard Minister A said"
	}
	return t.Mark == ',' && (d.Tokens[first].Class.Has(x.c.in|x.c.at|x.c.of|x.c.postBreak|x.c.addressing|x.c.adverb) || d.Tokens[first].Class.Has(x.c.verb)) || t.Mark == '-'
}

// outside reports whether a speaker can be told of here: within quoted words only
// where a line opens with somebody who is given a post, or who is no leader and was told
// of before.
func (x *reader) outside(sentence int, p *person) bool {
	if !x.speech {
		return true
	}
	key := x.key(p.name)
	return x.d.Tokens[x.d.Sentences[sentence].First].Is(text.LineStart) && (len(p.posts) > 0 || !p.null && !x.p.Leader(key) && x.toldOf(key))
}

// mostRoster bounds how many sentences a list of names may go on for.
const mostRoster = 400

// roster reads the people of the sentences that follow one, as long as they name
// any: a list of names, one a line. Where the sentence itself has begun the list,
// it ends with the first sentence that does not go on with it.
func (x *reader) roster(sentence int, begun bool) []person {
	var out []person
	d := x.d
	for i := sentence + 1; i < len(d.Sentences) && i < sentence+mostRoster; i++ {
		s := d.Sentences[i]
		list := x.people(s.First, s.Last)
		if len(list) == 0 && (begun || len(out) > 0) {
			break
		}
		out = append(out, list...)
	}
	return out
}

// clause cuts a front slot down to its last clause.
func (x *reader) clause(r grammar.Range) grammar.Range {
	d := x.d
	for k := r.Last - 1; k >= r.First; k-- {
		t := &d.Tokens[k]
		if t.Mark == ';' || t.Mark == ':' {
			r.First = k + 1
			break
		}
		if t.Is(text.LineStart) && k > r.First && t.Class.Has(x.c.article) && !d.Tokens[k-1].Is(text.Punct|text.Period|text.Capital) {
			r.First = k // the line before ends without a period
			break
		}
	}
	return r
}

// adjacent keeps the people whose list ends right at token end, give or take
// adverbs and dates.
func (x *reader) adjacent(list []person, end int) []person {
	if len(list) == 0 {
		return nil
	}
	last := list[len(list)-1].last
	if x.anotherSubject(last, end) {
		return nil
	}
	for k := last; k < end; k++ {
		t := &x.d.Tokens[k]
		if t.Mark == ',' || t.Is(text.Possessive) || t.Class.Has(x.c.adverb|x.c.other|x.c.and|x.c.group) || x.dateWord(k) || t.Class.Has(x.c.at|x.c.in|x.c.postBreak|x.c.here|x.c.of|x.c.article|x.c.possessive|x.c.title|x.c.postWord|x.c.common) || t.Is(text.Capital|text.Number|text.Punct) {
			continue
		}
		return nil
	}
	return list
}

// anotherSubject reports whether between people and a verb a clause of their own goes on, and
// the verb is that of a noun behind its comma, or of a body: "A facing much ado, the appeal |
// called", "A is to blame, it | said".
func (x *reader) anotherSubject(k, verb int) bool {
	d := x.d
	before := &d.Tokens[verb-1]
	if k < verb-1 && before.Mark == ',' {
		for i := k; i < verb-1; i++ {
			if t := &d.Tokens[i]; t.Class.Has(x.c.relative) && !t.Is(text.Capital) {
				break // "A, who is the mayor, said"
			} else if t.Class.Has(x.c.passive) && !t.Is(text.Capital) {
				return true // "A is the mayor, | said B"
			}
		}
	}
	if k >= verb || before.Is(text.Punct) {
		return false
	}
	if before.Class.Has(x.c.pronoun) && !before.Is(text.Capital) {
		return !x.signs(verb-1, profile.CueThird)
	}
	for i := verb - 2; i >= k; i-- {
		if d.Tokens[i].Mark != ',' {
			continue
		}
		if !d.Tokens[i+1].Class.Has(x.c.article | x.c.possessive) {
			return false
		}
		for ; i > k; i-- {
			if d.Tokens[i-1].Class.Has(x.c.passive) && !d.Tokens[i-1].Is(text.Capital) {
				return true
			}
		}
		return !d.Tokens[k].Is(text.Punct | text.Capital)
	}
	return false
}

// byTheWay reports whether a person at a token is named within a clause of another's, whom a list
// that ends at from names: "A, who was received by B, said", "A said that B is well".
func (x *reader) byTheWay(from, k int) bool {
	d := x.d
	if d.Tokens[k-1].Class.Has(x.c.and) || d.Tokens[k-1].Is(text.Punct) {
		return false
	}
	verb := func(i int) bool {
		return !d.Tokens[i].Is(text.Capital) && (d.Tokens[i].Class.Has(x.c.verb|x.c.passive) || x.pastForm(i))
	}
	for i := k - 1; i >= from && d.Tokens[i].Mark != ','; i-- {
		if t := &d.Tokens[i]; t.Is(text.Capital) || !t.Class.Has(x.c.relative) {
			continue
		}
		if verb(i + 1) {
			return true
		}
		for i--; i >= from && d.Tokens[i].Mark != ','; i-- {
			if verb(i) {
				return true
			}
		}
		return false
	}
	return false
}

// toldByOthers reports whether what a person said, by a verb at a token, is only told by others:
// as a noun's matter, "in connection with the fact that A answered", or, of a leader, as what
// somebody says of him, "B said that A made it clear", "A made it clear, he said".
func (x *reader) toldByOthers(p *person, first, verb int) bool {
	k := x.named(p, first)
	leader := !p.null && x.p.Leader(x.key(p.name))
	if verb-1 > p.name.last && leader && x.d.Tokens[verb-1].Class.Has(x.c.pronoun) {
		return true
	}
	if k-1 < first || !x.d.Tokens[k-1].Class.Has(x.c.relative) {
		return false
	}
	return leader || k-3 >= first && x.d.Tokens[k-3].Class.Has(x.c.article) && !x.speaks(grammar.Range{First: k - 2, Last: k - 1})
}

// appearances gives the people of a list a role.
func (x *reader) appearances(list []person, role string, f *profile.Formula) []appearance {
	out := make([]appearance, 0, len(list))
	for _, p := range list {
		a := appearance{name: grammar.Range{First: p.name.first, Last: p.name.last}, null: p.null, posts: p.posts, role: role, f: f, d: x.d}
		if !p.null {
			a.key = x.key(p.name)
			if p.name.last == p.name.first+1 {
				if full, ok := x.fullName(a.key); ok && full.key != a.key {
					a.key, a.name, a.d = full.key, full.name, full.d
					a.posts = nil
				}
			}
			// a list of members holds the living: who bears the name of one long dead
			// is a namesake
			if !f.Roster && x.gone(p) && !x.toldOf(a.key) {
				continue
			}
		}
		out = append(out, a)
	}
	return out
}

// toldOf reports whether somebody of a name was told of before.
func (x *reader) toldOf(key string) bool {
	for a := range x.everybody {
		if a.key == key {
			return true
		}
	}
	return false
}

// mostTold bounds how many people of a text are looked through for whoever is meant: no
// report has so many, and a text that is made to could take forever.
const mostTold = 500

// everybody yields the people who were found in the text so far, at occasions and in
// line-ups that have yet to be joined to theirs.
func (x *reader) everybody(yield func(appearance) bool) {
	n := 0
	each := func(list []appearance) bool {
		for i := range list {
			if n++; n > mostTold || list[i].d == &x.body && !yield(list[i]) {
				return false
			}
		}
		return true
	}
	for _, e := range x.events {
		if !each(e.people) {
			return
		}
	}
	for i := range x.lineups {
		if !each(x.lineups[i].people) {
			return
		}
	}
}

// fullName finds the person told of before whose name begins or ends with a
// word that now stands alone: "Zhang, who is vice-director".
func (x *reader) fullName(word string) (appearance, bool) {
	for a := range x.everybody {
		first, rest, ok := strings.Cut(a.key, " ")
		if a.key == word || ok && (first == word || rest[strings.LastIndexByte(rest, ' ')+1:] == word) {
			return a, true
		}
	}
	return appearance{}, false
}

// recalled finds who was told of before and is called only by the last of his names, or
// by his office, at the end of what stands before a verb: "A in his speech", "Earlier
// the premier".
func (x *reader) recalled(r grammar.Range) (appearance, bool) {
	d := x.d
	for r.Last > r.First && d.Tokens[r.Last-1].Class.Has(x.c.adverb) {
		r.Last--
	}
	k := r.Last - 1
	if k < r.First {
		return appearance{}, false
	}
	if t := &d.Tokens[k]; t.Is(text.Capital) && !t.Is(text.Possessive) && (k == r.First || x.opensSubject(k-1)) {
		return x.fullName(d.Word(k))
	}
	for ; k >= r.First && k > r.Last-8; k-- {
		if d.Tokens[k].Class.Has(x.c.article) {
			if (k == r.First || x.opensSubject(k-1)) && x.officeOf(k+1, r.Last) && x.postEnd(k+1, r.Last, false) == r.Last {
				return x.holder(grammar.Range{First: k + 1, Last: r.Last})
			}
			break
		}
	}
	return appearance{}, false
}

// ledBy finds who leads the group that stands before a verb and is told of before: "The
// delegation visited", of the one person who came with it or was met.
func (x *reader) ledBy(r grammar.Range) (appearance, bool) {
	d, k := x.d, r.Last-1
	for k > r.First && d.Tokens[k].Class.Has(x.c.adverb) {
		k--
	}
	if k <= r.First || x.kind == kindDigest || !d.Tokens[k].Class.Has(x.c.group) || d.Tokens[k].Is(text.Capital) || !d.Tokens[k-1].Class.Has(x.c.article) || k-1 > r.First && !x.opensSubject(k-2) {
		return appearance{}, false
	}
	return x.onlyOne(func(a *appearance) bool { // own people do not come
		return (a.role == rostrum.RolePrincipal || a.role == rostrum.RoleCounterpart) && !d.Tokens[a.name.First].Class.Has(x.c.family)
	})
}

// opensSubject reports whether a subject may begin behind token k: a comma, an adverb or
// the end of an adverbial stands there.
func (x *reader) opensSubject(k int) bool {
	t := &x.d.Tokens[k]
	return t.Mark == ',' || t.Class.Has(x.c.adverb|x.c.manner) || !t.Is(text.Capital|text.Punct) && !t.Class.Has(x.c.of|x.c.in|x.c.at|x.c.and|x.c.article|x.c.title|x.c.postBreak|x.c.verb|x.c.siteStop)
}

// gone reports whether a person is somebody dead when the report was published,
// who can take no part. Who died long ago may have a namesake: a post that is no
// word of praise tells that one.
func (x *reader) gone(p person) bool {
	k, class, day := x.p.Phrases.Longest(x.d, p.name.first, p.name.last, x.c.dead)
	if k == 0 || !class.Has(x.c.dead) {
		return false
	}
	if day != "" {
		return x.r.Published == "" || day < x.r.Published
	}
	for _, r := range p.posts {
		for i := r.First; i < r.Last; i++ {
			if t := &x.d.Tokens[i]; t.Class.Has(x.c.title|x.c.rank) && !t.Class.Has(x.c.praise) {
				return false
			}
		}
	}
	return true
}
