package extract

import (
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// who reads a noun phrase as somebody who speaks: people by name, a pronoun, an
// institution or a group as worded.
func (x *reader) who(r grammar.Range, subject bool) (source, bool) {
	d := x.d
	if r.Empty() {
		return source{}, false
	}
	if subject {
		r = x.behindOpening(x.inverted(r))
	}
	if out, ok := x.byNames(r, subject); ok {
		return out, true
	}
	np := x.nounPhrase(r)
	if np.Empty() || np.Last > np.First+1 && x.unspoken(np) {
		return source{}, false
	}
	if np.Last == np.First+1 {
		if out, ok, told := x.byWord(np, r, subject); told {
			return out, ok
		}
	}
	if t := &d.Tokens[np.First]; t.Class.Has(x.c.pronoun|x.c.relative) || !t.Is(text.Capital) && t.Class.Has(x.c.siteStop|x.c.postBreak) || x.d.Tokens[np.Last-1].Class.Has(x.c.pronoun) || x.aThing(np) || !x.speaks(np) && !(subject && x.apposedBody(np, r.Last)) {
		return source{}, false
	}
	if out, ok, told := x.byNoun(np); told {
		return out, ok
	}
	return x.asWorded(np, r, subject), true
}

// unspoken reports whether a noun phrase is no more than somebody's words, and goes on with
// a verb that is not known, or with a participle: "his speech serves", "Now standing".
func (x *reader) unspoken(np grammar.Range) bool {
	d := x.d
	if d.Tokens[np.First].Class.Has(x.c.possessive) && x.signs(np.First+1, profile.CueDelivered) && !x.holds(np, x.c.title) {
		return np.Last > np.First+2
	}
	last := &d.Tokens[np.Last-1]
	return !last.Class.Has(x.c.orgNoun|x.c.eventNoun|x.c.group|x.c.title|x.c.cue) && !last.Is(text.Capital|text.Punct) && x.participle(np.Last-1) && !x.capitalIn(grammar.Range{First: np.First + 1, Last: np.Last})
}

// byNames reads people whom a range names.
func (x *reader) byNames(r grammar.Range, subject bool) (source, bool) {
	var list []person
	if subject {
		list = x.lead(r)
	} else {
		list = x.people(r.First, r.Last)
	}
	var names []string
	var posts []grammar.Range
	var at grammar.Range
	for _, p := range list {
		if p.null || x.namesNoSpeaker(r, p, subject) {
			continue
		}
		if len(names) == 0 {
			at = grammar.Range{First: p.name.first, Last: p.name.last}
			posts = p.posts
		}
		key := x.key(p.name)
		if p.name.last == p.name.first+1 {
			if full, ok := x.fullName(key); ok {
				key = full.key
			}
		}
		names = append(names, key)
	}
	if len(names) == 0 || len(names) > mostSpeakers {
		return source{}, false
	}
	out := source{speaker: join(names), person: true, several: len(names) > 1, words: true, side: x.sideOfPerson(x.d, at, x.knownPosts(names[0], posts))}
	out.voice = x.voiceOfPerson(out.side, at, posts)
	return out, true
}

// namesNoSpeaker reports whether a name within a range is none of who speaks: of a paper, of a
// group, of two lands, of a leader who is honoured, or told of behind the words that an object
// begins with.
func (x *reader) namesNoSpeaker(r grammar.Range, p person, subject bool) bool {
	k := p.name.first
	return x.namesPaper(r, k) || x.namesGroup(p.name.last, r.Last) || p.name.last == k+1 && x.joint(k) != 0 ||
		k > r.First && x.honoured(k, r.First) && x.p.Leader(x.key(p.name)) || !subject && x.behindComma(r.First, p)
}

// behindComma reports whether somebody is named behind the comma that ends the words which
// an object begins with, and not with them: "according to the decree, Laine …".
func (x *reader) behindComma(first int, p person) bool {
	at := p.name.first
	if len(p.posts) > 0 {
		at = min(at, p.posts[0].First)
	}
	for k := first; k < at; k++ {
		if x.d.Tokens[k].Mark == ',' {
			return true
		}
	}
	return false
}

// byWord reads a noun phrase of one word that is a name or a pronoun. It tells whether it
// is any, and whose it is may still be unknown.
func (x *reader) byWord(np, r grammar.Range, subject bool) (out source, ok, told bool) {
	d := x.d
	t, word := &d.Tokens[np.First], d.Word(np.First)
	if t.Is(text.Capital) && !x.signed(np, profile.CueFirst) {
		if full, ok := x.fullName(word); ok {
			return x.sourceOf(&full), true, true
		}
		for _, one := range [...]*source{&x.latest, &x.him} {
			if one.person && !one.several && x.nameWord(np.First) && calls(one.speaker, word) {
				return *one, true, true // by surname
			}
		}
		if subject && len(word) > 1 && x.nameWord(np.First) && !t.Is(text.Quoted) && (x.around == rostrum.ReferentForeign || x.around == rostrum.ReferentAdversary && !d.Tokens[max(np.First-1, 0)].Class.Has(x.c.article)) {
			return source{speaker: word, person: true, words: true, voice: rostrum.VoiceAbroad, side: x.around}, true, true
		}
		if k := np.Last + 1; subject && k < r.Last && d.Tokens[np.Last].Mark == ',' && x.nameWord(np.First) && x.postStart(k, r.Last) {
			post := []grammar.Range{{First: k, Last: x.postEnd(k, r.Last, false)}} // "Laine, director of a bank, said"
			out := source{speaker: word, person: true, words: true, side: x.sideOfPerson(d, np, post)}
			out.voice = x.voiceOfPerson(out.side, np, post)
			return out, true, true
		}
	}
	if t.Class.Has(x.c.pronoun) {
		if subject && np.Last+1 < r.Last && d.Tokens[np.Last].Class.Has(x.c.passive) && !x.signed(np, profile.CueThird) {
			return source{}, false, true // "It is reported that the police …"
		}
		if subject && x.block && x.opensSentence(np.First) && x.inner.speaker != "" && x.inSaid+1 == x.at && !x.signed(np, profile.CueThird) {
			return x.inner, true, true // "The Finnish side noted … It stressed …", within a statement
		}
		out, ok := x.pronounSource(np.First, np.Last)
		out.words = true
		return out, ok, true
	}
	if t.Is(text.Capital) && calls(x.latest.speaker, word) {
		return x.latest, true, true // by surname or initials
	}
	return source{}, false, false
}

// byNoun reads a noun that stands for somebody told of before: the words he gave, his
// office, what a body is. It tells whether it is any.
func (x *reader) byNoun(np grammar.Range) (out source, ok, told bool) {
	if np.Last == np.First+1 {
		c, _ := x.cueAt(x.d, np.First, np.Last)
		switch {
		case c.Sign != profile.CueOwnSide && c.Sign != profile.CueFirst:
		case x.floor.words:
			return x.floor, true, true
		default:
			return x.lastSource(), x.lastSource().speaker != "", true
		}
	}
	if np.Last > np.First+1 && x.d.Tokens[np.First].Class.Has(x.c.possessive) && x.signs(np.First, profile.CueOwnSide) {
		if x.floor.words {
			return x.floor, true, true // "our army", who speaks for it
		}
		return x.latest, x.latest.speaker != "", x.latest.speaker != ""
	}
	if k := np.Last - 2; k > np.First && x.d.Tokens[k].Is(text.Possessive) && x.signs(k+1, profile.CueDelivered) {
		if out, ok := x.byOffice(grammar.Range{First: np.First, Last: k}); ok {
			return out, true, true // "the spokesman's statement"
		}
	}
	if out, ok := x.byWords(np); ok {
		return out, true, true
	}
	if out, ok := x.byOffice(np); ok {
		return out, true, true
	}
	out, ok = x.again(np)
	return out, ok, ok
}

// byWords finds whoever gave the words that a noun names: "the message", "the article",
// "the reporter". Where a paper stands above a list of articles, it is not whoever spoke
// last.
func (x *reader) byWords(np grammar.Range) (source, bool) {
	d := x.d
	listed := x.out.Kind == rostrum.KindDigest
	switch n := np.Last - np.First; n {
	case 1:
		if c, _ := x.cueAt(d, np.First, np.Last); c.Sign != profile.CueDelivered || x.plural(np) {
			return source{}, false // "Speakers" at a gathering are not the body that called it
		}
		titled := x.holds(np, x.c.title)
		switch {
		case titled && x.latest.person && x.latest.voice == rostrum.VoiceOfficial:
			return x.latest, true // "the reporter"
		case titled && x.him.person && x.him.voice == rostrum.VoiceOfficial && !x.p.Leader(x.him.speaker):
			return x.him, true
		case listed:
		case x.them.speaker != "":
			return x.them, true
		case x.latest.speaker != "" && x.latest.side == rostrum.ReferentForeign:
			return x.latest, true // one person abroad, who issued it
		case !titled:
			told, ok := x.justTold(1)
			return told, ok && told.body // "The league carried an article. The article said"
		}
	case 2, 3:
		if listed || x.them.speaker == "" {
			return source{}, false
		}
		if c, m := x.cueAt(d, np.First, np.Last); m == n && c.Sign == profile.CueDelivered {
			return x.them, true // "the news analyst"
		}
		if c, m := x.cueAt(d, np.Last-1, np.Last); m > 0 && c.Sign == profile.CueDelivered && !d.Tokens[np.First].Is(text.Capital) && !x.holds(np, x.c.demonym|x.c.country|x.c.home|x.c.title) {
			return x.them, true // "the information bulletin"
		}
	}
	return source{}, false
}

// byOffice finds who holds an office that stands for him.
func (x *reader) byOffice(np grammar.Range) (source, bool) {
	if x.plural(np) || !x.holds(np, x.c.title) {
		return source{}, false
	}
	t := &x.d.Tokens[np.First]
	his := np.Last == np.First+1 && !t.Is(text.Capital) && x.him.person && x.him.words && (t.Class.Has(x.c.style) || !x.p.Leader(x.him.speaker))
	if his && x.calledSo(x.him.speaker, np) {
		return x.him, true
	}
	if his || !x.titledBody(np) {
		if a, ok := x.holder(np); ok {
			return x.sourceOf(&a), true
		}
		if who, ok := x.bearer(np); ok {
			return who, true
		}
	}
	return x.him, his // "the minister", named before
}

// asWorded makes a source of a body or a group as it is worded, on the side that its words
// or what is around it tell.
func (x *reader) asWorded(np, r grammar.Range, subject bool) source {
	d := x.d
	full := np
	if cut := x.ownState(np); x.holds(cut, x.c.title|x.c.organisation|x.c.orgNoun|x.c.postWord) {
		full = cut
	}
	full = x.paperAlone(full)
	if full.Last > full.First+1 && d.Tokens[full.First].Class.Has(x.c.possessive) {
		full.First++ // "its spokesman"
	}
	if full.Last > full.First+1 && d.Tokens[full.First].Mark == '"' {
		full.First++ // a name within quotation marks
	}
	out := source{speaker: x.worded(full), words: true, voice: rostrum.VoiceOwn, side: x.side(x.withPlace(x.withoutFriends(np), r.Last))}
	if out.side == "" && subject && np.Last+1 < r.Last && d.Tokens[np.Last].Mark == ',' {
		if side := x.side(grammar.Range{First: np.Last + 1, Last: r.Last}); side == rostrum.ReferentForeign {
			out.side = side // "A, a paper of Finland, said"
		}
	}
	if out.side == rostrum.ReferentOwn {
		if side := x.landOf(np); side != "" {
			out.side = side
		}
	}
	out.allied = x.signed(np, profile.CueAllied)
	out.office = x.holds(np, x.c.title) && !x.plural(np)
	people := !x.holds(np, x.c.title|x.c.organisation|x.c.orgNoun|x.c.postWord) && !x.signed(np, profile.CueDelivered) && !x.ownName(np)
	counted := x.counted(np.First, np.Last) > 0
	out.general = people && !counted
	out.body = !out.office && !out.general && x.holds(np, x.c.organisation|x.c.orgNoun) && x.ownBody(np)
	abroad := out.side == rostrum.ReferentForeign || out.side == rostrum.ReferentAdversary
	if out.side == "" {
		out.side, out.vague = rostrum.ReferentOwn, !out.office && (people || counted)
		switch where := x.eventSide(); {
		case x.block && x.floor.words:
			out.side, out.lent = x.floor.side, true
		case x.them.speaker != "" && x.them.side != "" && !(x.out.Kind == rostrum.KindCommentary && x.them.speaker == x.floor.speaker && !x.signed(np, profile.CueDelivered)):
			out.side = x.them.side // "The radio", "the participants", told of before
		case where != "":
			out.side = where
		default:
			x.assume(&out, np)
		}
	}
	if out.side == rostrum.ReferentAdversary && x.around == rostrum.ReferentAdversary && x.signed(np, profile.CueAbroad) {
		out.side = rostrum.ReferentForeign
	}
	if calls(out.speaker, x.p.Credit) {
		out.speaker = x.p.Credit // by its full name
	}
	switch {
	case out.speaker == x.p.Credit:
		out.side, out.voice = rostrum.ReferentOwn, rostrum.VoiceOwn
	case x.signed(np, profile.CuePaper) && !abroad:
		out.voice, out.side = rostrum.VoiceHome, rostrum.ReferentOwn
	case x.out.Kind == rostrum.KindDigest && x.signed(np, profile.CueDelivered):
		out.voice, out.side = rostrum.VoiceHome, rostrum.ReferentOwn
		if paper := x.headedBy(np.First); paper != "" && !x.capitalIn(grammar.Range{First: np.First + 1, Last: np.Last}) {
			out.speaker = paper // "An article says", under the paper's name
		}
	case out.side != rostrum.ReferentOwn:
		out.voice = rostrum.VoiceAbroad
	}
	return out
}

// landOf returns the side of the land that a body's name ends in, where nothing of its own
// names the own state: "the chairman of the Party for Boots of Finland".
func (x *reader) landOf(np grammar.Range) string {
	k, side := x.landAtEnd(np, x.c.of)
	if side == rostrum.ReferentOwn || x.holds(grammar.Range{First: np.First, Last: k}, x.c.home) {
		return ""
	}
	return side
}

// landAtEnd returns the side of the land that a range ends in behind a word of a class, and
// where that word stands: "" and the beginning where it ends in none.
func (x *reader) landAtEnd(r grammar.Range, before text.Class) (at int, side string) {
	for k := r.Last - 1; k > r.First && k >= r.Last-longLand; k-- {
		if x.d.Tokens[k].Class.Has(before) {
			return k, x.side(grammar.Range{First: k + 1, Last: r.Last})
		}
	}
	return r.First, ""
}

// longLand is how many words the name of a land has at most, with "of" before it.
const longLand = 4

// worded is a body or a group as it is worded, but for the large letter of a common word
// that opens a sentence.
func (x *reader) worded(np grammar.Range) string {
	d := x.d
	s, t := d.Join(np.First, np.Last), &d.Tokens[np.First]
	if s == "" || s[0] < 'A' || s[0] > 'Z' || t.Is(text.Upper) || t.Class.Has(x.c.home|x.c.country|x.c.demonym|x.c.adversary|x.c.organisation|x.c.place) {
		return s
	}
	common := x.signs(np.First, profile.CueCrowd) || x.signs(np.First, profile.CueDelivered) || t.Class.Has(x.c.title|x.c.group) && x.pluralWord(np.First)
	if np.Last > np.First+1 {
		common = x.opensSentence(np.First) && !d.Tokens[np.First+1].Is(text.Capital) && (common || !x.nameWord(np.First))
	}
	if !common {
		return s
	}
	return string(s[0]|0x20) + s[1:]
}

// ownName reports whether a noun phrase ends in a name that is no state's: "the Finnish
// paper Uutiset", but not "the Finnish people".
func (x *reader) ownName(np grammar.Range) bool {
	state := false
	for k := np.Last - 1; k >= np.First; k-- {
		t := &x.d.Tokens[k]
		if state && !t.Is(text.Capital|text.Punct) {
			continue // "south" of "south Korea"
		}
		state = t.Class.Has(x.c.country | x.c.demonym | x.c.home | x.c.adversary)
		switch {
		case t.Is(text.Quoted) || !t.Is(text.Capital) && !state && !t.Class.Has(x.c.of|x.c.and|x.c.article):
			return false
		case t.Is(text.Capital) && !state && !t.Class.Has(x.c.in|x.c.at) && x.joint(k) == 0 && !x.opensSentence(k):
			return true
		}
	}
	return false
}

// ownBody reports whether a noun phrase is more than what a body is: "the Youth
// Solidarity", but not "the organization".
func (x *reader) ownBody(np grammar.Range) bool { return np.Last > np.First+1 && x.capitalIn(np) }

// namesPaper reports whether what looks like a person's name stands behind a word for
// those that speak as one: "the paper Uutiset Suomi".
func (x *reader) namesPaper(r grammar.Range, name int) bool {
	if name == r.First || x.d.Tokens[name-1].Is(text.Capital) || x.plural(grammar.Range{First: name - 1, Last: name}) {
		return false
	}
	return x.signs(name-1, profile.CueCrowd)
}

// honoured reports whether a name only tells in whose honour something is called so: "the
// chairman of the Centenary Committee of President A", "the Committee for Mourning A".
func (x *reader) honoured(name, first int) bool {
	k := name - 1
	for k > first && x.d.Tokens[k].Is(text.Capital) && x.d.Tokens[k].Class.Has(x.c.title|x.c.style|x.c.rank|x.c.honorific) {
		k--
	}
	if k > first && x.d.Tokens[k].Is(text.Capital) && x.participle(k) {
		k--
	}
	return k > first && x.d.Tokens[k].Class.Has(x.c.of)
}

// namesGroup reports whether what stands behind a name makes it that of those who follow
// its bearer: "the Laine group".
func (x *reader) namesGroup(k, last int) bool {
	if k >= last {
		return false
	}
	t := &x.d.Tokens[k]
	return !t.Is(text.Capital|text.Punct) && (t.Class.Has(x.c.orgNoun) || x.signs(k, profile.CueCrowd))
}

// paperAlone cuts off the front of a paper's name what it is, or what of it is meant: "the
// Finnish paper Uutiset", "a commentary of Uutiset".
func (x *reader) paperAlone(np grammar.Range) grammar.Range {
	for k := np.First; k+1 < np.Last; k++ {
		if c, n := x.cueAt(x.d, k+1, np.Last); n == np.Last-k-1 && c.Sign == profile.CuePaper && x.d.Tokens[k].Class.Has(x.c.of) && x.signed(grammar.Range{First: np.First, Last: k}, profile.CueDelivered) {
			np.First = k + 1
			break
		}
		if d := x.d; d.Tokens[k+1].Is(text.Capital) && !d.Tokens[k+1].Is(text.Quoted) && x.namesPaper(np, k+1) {
			np.First = k + 1
			break
		}
	}
	return np
}

// aThing reports whether a noun phrase is of what cannot speak, whosever it is: "Finland's
// missile programme", "the noble sense of mission".
func (x *reader) aThing(np grammar.Range) bool {
	d := x.d
	owned := false
	for k := np.First + 1; k+1 < np.Last; k++ {
		if d.Tokens[k].Is(text.Possessive) && !d.Tokens[k+1].Is(text.Capital) {
			np.First, owned = k+1, true // "missile programme" is what is Finland's
		}
	}
	np.First = max(np.First, x.counted(np.First, np.Last))
	head := x.headOf(np)
	k := head.Last - 1
	t := &d.Tokens[k]
	if t.Is(text.Punct) || t.Class.Has(x.c.postWord) || x.speaks(grammar.Range{First: k, Last: k + 1}) {
		return false
	}
	if t.Is(text.Capital) && !(x.opensSentence(k) && np.Last > head.Last+1 && !d.Tokens[head.Last+1].Is(text.Capital) && !x.nameWord(k)) {
		return false // a name, and not "Celebration of the day"
	}
	if x.pluralWord(k) && !owned && x.firstLeader(d, head.Last, np.Last).Empty() {
		return false // they may be people
	}
	return !x.signed(head, profile.CueCrowd) && !x.signed(head, profile.CueDelivered) && !x.holds(head, x.c.title|x.c.group|x.c.orgNoun|x.c.organisation)
}

// apposedBody reports whether a name of one word is told behind a comma to be that of a
// body: "Uutiset, the organ of the party,".
func (x *reader) apposedBody(np grammar.Range, last int) bool {
	d := x.d
	if np.Last != np.First+1 || np.Last+2 >= last || d.Tokens[np.Last].Mark != ',' || !d.Tokens[np.Last+1].Class.Has(x.c.article) || !x.nameWord(np.First) {
		return false
	}
	return x.speaks(x.nounPhrase(grammar.Range{First: np.Last + 1, Last: last}))
}

// calls reports whether a word is one of a speaker's own, as his surname is, or the
// initials of a body's name.
func calls(speaker, word string) bool {
	initials := ""
	for w := range strings.FieldsSeq(speaker) {
		if w == word {
			return true
		}
		if 'A' <= w[0] && w[0] <= 'Z' {
			initials += w[:1]
		}
	}
	return len(word) > 1 && word == initials
}

// assume gives a side to somebody of whom neither his name nor what was told before
// says on which he stands.
func (x *reader) assume(out *source, np grammar.Range) {
	if np.Last == np.First+1 && (!x.d.Tokens[np.First].Is(text.Capital) || x.signed(np, profile.CueCrowd) || x.signed(np, profile.CueDelivered)) {
		if side := x.openerSide(); side != "" {
			out.side = side // "the organizations", whom the text opens with
			return
		}
	}
	switch {
	case x.titleEndsAbroad(), x.out.Kind == rostrum.KindPressEcho, x.hint == rostrum.KindPressEcho && x.titleAbroad():
		out.side = rostrum.ReferentForeign
	case x.around == rostrum.ReferentAdversary:
		out.unsure = true
		if !x.ownThere(out, np) {
			out.side = rostrum.ReferentForeign // those who attack it from among its people
		}
		if out.office && x.out.Kind == rostrum.KindCommentary && !x.capitalIn(grammar.Range{First: np.First + 1, Last: np.Last}) {
			out.side = rostrum.ReferentAdversary // "the defence minister", in a comment on it
		}
	case x.around != "":
		out.side = x.around
	}
}

// ownThere reports whether somebody whom no list holds is the own side's though an adversary
// is told of: an office that issues a statement, words by themselves ("the appeal"), whoever
// is "here".
func (x *reader) ownThere(out *source, np grammar.Range) bool {
	if out.office && x.out.Kind == rostrum.KindStatement || x.d == &x.body && x.saysHere(x.start, x.leadEnd()) {
		return true
	}
	return !out.office && !out.vague && x.signed(np, profile.CueDelivered)
}

// calledSo reports whether a post of somebody named at an event holds the words of
// an office that stands alone.
func (x *reader) calledSo(key string, np grammar.Range) bool {
	word := strings.ToLower(x.d.Join(np.First, np.Last))
	for _, e := range x.events {
		for i := range e.people {
			a := &e.people[i]
			if a.key != key {
				continue
			}
			for _, p := range a.posts {
				if strings.Contains(strings.ToLower(a.d.Join(p.First, p.Last)), word) {
					return true
				}
			}
		}
	}
	return false
}

// titleAbroad reports whether the title names anything abroad.
func (x *reader) titleAbroad() bool {
	was := x.d
	x.d = &x.title
	defer func() { x.d = was }()
	return x.holds(x.whole(), x.c.country|x.c.demonym) || x.compatriots()
}

// titleEndsAbroad reports whether the title ends in where abroad what it tells took place:
// "Support to Korean Schools Demanded in Japan".
func (x *reader) titleEndsAbroad() bool {
	was := x.d
	x.d = &x.title
	defer func() { x.d = was }()
	_, side := x.landAtEnd(x.whole(), x.c.in)
	return side != "" && side != rostrum.ReferentOwn
}

// mostSpeakers is how many people speak as one.
const mostSpeakers = 3

// join puts names in a row: "A, B and C" as an article would.
func join(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// bodyInitials reports whether a word is the initials of a body, and not of what the text says
// is none: "the Boot Law (BL)".
func (x *reader) bodyInitials(k int) bool {
	d := x.d
	t := &d.Tokens[k]
	if !t.Is(text.Upper) || t.End-t.Start <= shortest || t.Is(text.Quoted) || !x.cuesNothing(k) || d.Word(k) == x.p.Outlet {
		return false
	}
	for i := k - 2; i > max(x.start, k-farBack); i-- {
		if d.Tokens[i].Mark == '(' && d.Tokens[i+1].Word == t.Word && d.Word(i+1) == d.Word(k) {
			return d.Tokens[i-1].Class.Has(x.c.orgNoun | x.c.organisation)
		}
	}
	return true
}

// speaks reports whether a noun phrase names somebody who can speak: it holds a
// capital, a title, a group, an organisation or one of the words for people.
func (x *reader) speaks(r grammar.Range) bool {
	for k := r.First; k < r.Last; k++ {
		t := &x.d.Tokens[k]
		if t.Class.Has(x.c.title|x.c.group|x.c.orgNoun|x.c.organisation|x.c.country|x.c.demonym|x.c.home|x.c.adversary|x.c.kin|x.c.pronoun) || t.Class.Has(x.c.postWord) && k+1 == r.Last || t.Is(text.Capital) && (k > r.First || k+1 == r.Last && x.bodyInitials(k)) {
			return true
		}
		if c, n := x.cueAt(x.d, k, r.Last); n > 0 && (c.Rules || c.Sign == profile.CueCrowd || c.Sign == profile.CueDelivered || c.Sign == profile.CuePaper || c.Sign == profile.CueAbroad || c.Sign == profile.CueAllied || c.Sign == profile.CueOwnSide || c.Sign == profile.CueFirst || c.Sign == profile.CueExpert) {
			return true
		}
	}
	return false
}
