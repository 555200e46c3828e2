package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// ofLeader tells by which rule a sentence is a leader's matter, or that of those who
// stand around him or of whom he speaks; "" where it is none. who is the leader
// whom it names, at a token.
func (x *reader) ofLeader(one *said, act, who string, at int) (referent, rule string) {
	led := x.p.Leader(x.about)
	if act == "" && (who != "" || led) {
		if side := x.attended(one, who, at); side != "" {
			return side, "lineup"
		}
	}
	if led && who != "" && act == "" && who != x.about && x.about != x.receiver && one.content == one.First && x.possessedBefore(one, at) {
		who, at = x.about, one.First // "she performed for the President"
	}
	if led && who == x.about && x.remarks(one, at) {
		switch {
		case one.named == rostrum.ReferentOwn || one.named == rostrum.ReferentForeign:
			return one.named, "remark"
		case one.named == "" && x.otherwise != "":
			return x.otherwise, "remark"
		}
	}
	praise := one.sums[actIndex(rostrum.ActPraise)]
	switch {
	case x.receiver != "" && x.addresses(one.Sentence):
		return x.receiver, "addressed"
	case who == "":
	case act == rostrum.ActPraise, at-one.First < headOfSentence, one.voice == rostrum.VoiceAbroad && act == "" && !x.others(one), praise > 0 && act == "":
		return who, "leader"
	case who == x.about && act == "":
		return who, "topic"
	}
	return "", ""
}

// pronounMeans returns the leader whom a pronoun stands for in a report about one: him whom
// the sentence names too, him at the head of one before, or the report's. In a
// message "you" is he who gets it, and "he" somebody else.
func (x *reader) pronounMeans(who string) string {
	switch {
	case who != "":
		return who
	case x.about == x.receiver:
		return x.lastLeader
	case x.headLeader != "":
		return x.headLeader
	}
	return x.about
}

// leaderOf returns the leader whom a sentence of the text names, and where, and
// remembers him for those behind. It is looked for once, and only where some word
// could name one.
func (x *reader) leaderOf(one *said) (string, int) {
	if x.led.sentence != one.First {
		x.led.sentence, x.led.who, x.led.at = one.First, "", 0
		if one.leads || x.p.Leader(x.him.speaker) {
			x.led.who, x.led.at = x.leaderAt(one.Sentence)
			if x.led.who != "" && x.led.at < one.First+headOfSentence {
				x.headLeader = x.led.who
			}
		}
	}
	return x.led.who, x.led.at
}

// led is the leader whom a sentence names.
type led struct {
	sentence int // its first token
	who      string
	at       int
}

// leaderAt returns the leader whom a sentence names, by name, by title or by a
// pronoun, and where; names that others bear ("… University") are none, nor those
// told in passing.
func (x *reader) leaderAt(s text.Sentence) (string, int) {
	d := x.d
	passing := 0 // the token up to which leaders are named in passing
	for k := s.First; k < s.Last; k++ {
		t := &d.Tokens[k]
		if t.Is(text.Punct) {
			continue
		}
		if c, n := x.cueAt(d, k, s.Last); n > 0 && c.Sign == profile.CuePassing {
			passing = k + n + inPassing
			k += n - 1
			continue
		}
		n, class, value, _ := x.styleAt(k, s.Last, x.c.leader|x.c.style|x.c.organisation|x.c.site|x.c.shrine|x.c.eponym)
		switch {
		case n > 0 && class.Has(x.c.organisation|x.c.site|x.c.shrine),
			n > 0 && t.Is(text.Quoted) && d == &x.body && !class.Has(x.c.leader): // "the Commander's Colours", a song
			k += n - 1
		case n > 0 && k < passing && class.Has(x.c.leader|x.c.style):
			passing = k + n + besideName // his name behind his title, or the next
			k += n - 1
		case n > 0 && class.Has(x.c.leader):
			if !x.borne(k+n, s.Last) {
				x.lastLeader = d.Join(k, k+n)
				return x.lastLeader, k
			}
			k += n - 1
		case n > 1 && class.Has(x.c.style) && value != "":
			return value, k
		case n == 1 && value != "" && class.Has(x.c.style) && t.Is(text.Capital) && x.lastLeader != "" && x.namesLeader(value) && !(k+1 < s.Last && d.Tokens[k+1].Is(text.Capital)) && !x.anothers(k+1, s.Last):
			return value, k
		case n > 0 && class.Has(x.c.style) && (n > 1 || t.Is(text.Capital) && k > s.First && d.Tokens[k-1].Class.Has(x.c.article)) && x.lastLeader != "" && !(k+n < s.Last && d.Tokens[k+n].Is(text.Capital)) && !x.anothers(k+n, s.Last):
			return x.lastLeader, k
		default:
			if k < s.First+2 && x.p.Leader(x.him.speaker) && x.pronounFor(k, s.Last, x.him.speaker) {
				return x.him.speaker, k
			}
		}
	}
	return "", 0
}

// Within how many words a leader is named in passing behind what says so, and
// another behind him.
const (
	inPassing  = 8
	besideName = 3
)

// anothers reports whether a title goes on with a body or a state, so that it is
// another's: "the President of the club".
func (x *reader) anothers(k, last int) bool {
	if k >= last || !x.d.Tokens[k].Class.Has(x.c.of) {
		return false
	}
	return k+1 < last && (x.d.Tokens[k+1].Is(text.Capital) || x.d.Tokens[k+1].Class.Has(x.c.article))
}

// borne reports whether the leader's name that ends at token k is that of a thing
// which bears it. In a title, where every word is large, only a noun of
// organisations or sites tells.
func (x *reader) borne(k, last int) bool {
	if x.d != &x.title {
		return x.eponym(k, last)
	}
	return k < last && x.d.Tokens[k].Class.Has(x.c.orgNoun|x.c.siteNoun|x.c.placeNoun|x.c.group)
}

// namesLeader reports whether the report names a leader.
func (x *reader) namesLeader(who string) bool {
	for _, d := range []*text.Doc{&x.title, &x.body} {
		for at := range x.leadersIn(d, 0, len(d.Tokens)) {
			if d.Join(at.First, at.Last) == who {
				return true
			}
		}
	}
	return false
}

// headOfSentence is within how many words of its start a sentence names what it
// is about.
const headOfSentence = 10

// pronounFor reports whether at a token stands a pronoun for a person that can stand for
// a leader.
func (x *reader) pronounFor(k, last int, who string) bool {
	return x.signAt(k, last, profile.CueThird) > 0 && x.p.StandsFor(x.d.Tokens[k].Word, who)
}

// thirdAt reports whether a pronoun for a person is the subject of a sentence.
func (x *reader) thirdAt(s text.Sentence) bool {
	for k := s.First; k < min(s.First+3, s.Last); k++ {
		if x.pronounFor(k, s.Last, x.lastLeader) {
			return true
		}
	}
	return false
}

// possessed reports whether a sentence speaks of somebody by pronoun alone, other
// than of him who says it.
func (x *reader) possessed(one *said) bool {
	s := one.Sentence
	for k := s.First; k < s.Last; k++ {
		for i := one.first; x.out.Kind == rostrum.KindFullReport && i < one.last; i++ {
			if h := &x.hits[i]; h.f.Source == "pronoun" && h.f.Free && h.m.First <= k && k < h.m.Last {
				k = h.m.Last
			}
		}
		if k >= s.Last {
			break
		}
		if x.pronounFor(k, s.Last, x.about) {
			return true
		}
	}
	return false
}

// possessedBefore reports whether a pronoun for the leader whom the report is about
// stands before another leader's name.
func (x *reader) possessedBefore(one *said, at int) bool {
	for k := one.First; k < at; k++ {
		if t := &x.d.Tokens[k]; t.Class.Has(x.c.pronoun) && !t.Is(text.Upper) && x.pronounFor(k, at, x.about) {
			return true
		}
	}
	return false
}

// hisIn reports whether what somebody says speaks of a leader by pronoun.
func (x *reader) hisIn(one *said) bool {
	for k := one.content; k < one.Last; k++ {
		if one.person && !x.d.Tokens[k].Class.Has(x.c.possessive) {
			if c, n := x.cueAt(x.d, k-1, k); n == 0 || c.Act != rostrum.ActPraise {
				continue // "he said that he": of himself; but "the feats he performed"
			}
		}
		if x.pronounFor(k, one.Last, x.lastLeader) {
			return true
		}
	}
	return false
}

// wishes reports whether a sentence wishes the own state something before it names
// a leader at a token.
func (x *reader) wishes(one *said, at int) bool {
	if one.voice != rostrum.VoiceAbroad {
		return false
	}
	for i := one.firstMark; i < one.lastMark && x.marks[i].first < at; i++ {
		if m := &x.marks[i]; m.side == rostrum.ReferentOwn && x.signed(grammar.Range{First: one.First, Last: m.first}, profile.CueWish) {
			return true
		}
	}
	return false
}

// remarks reports whether a sentence gives a leader's words at an occasion of his, in
// which neither he nor another leader is spoken of.
func (x *reader) remarks(one *said, at int) bool {
	if x.out.Kind != rostrum.KindFullReport && x.out.Kind != rostrum.KindSpeech || !x.p.Leader(one.speaker) || one.content <= at || at >= one.First+headOfSentence {
		return false
	}
	for k := one.first; k < one.last; k++ {
		if x.hits[k].f.Act == rostrum.ActPraise {
			return false // whom he praises is told of him
		}
	}
	for k := one.content; k < one.Last; k++ {
		if x.d.Tokens[k].Is(text.Punct) {
			continue
		}
		if x.signAt(k, one.Last, profile.CueThird) > 0 {
			return false
		}
		if n, _, _ := x.p.Phrases.Longest(x.d, k, one.Last, x.c.leader); n > 0 {
			return false
		}
	}
	return true
}

// attended tells on which side those stand whom a sentence lists as present, where it
// tells of nobody's doings, nor of a leader before them: on that of the first.
func (x *reader) attended(one *said, who string, at int) string {
	if x.thirdAt(one.Sentence) {
		return "" // "he was accompanied by"
	}
	side, listed := "", false
	for _, e := range x.events {
		if e.core.First >= one.First && e.core.First < one.Last && e.d == x.d && e.subject {
			return ""
		}
		for i := range e.people {
			a := &e.people[i]
			if a.d != x.d || a.name.First < one.First || a.name.First >= one.Last {
				continue
			}
			if a.role != rostrum.RoleAttendee && a.role != rostrum.RoleCompanion {
				return ""
			}
			listed = listed || at == a.name.First
			if who != "" && at < a.name.First && !listed || x.possessedBefore(one, a.name.First) {
				return ""
			}
			if side == "" && !x.p.Leader(a.key) {
				side = x.sideOfPerson(a.d, a.name, a.posts)
			}
		}
	}
	return side
}

// received returns the leader who gets the message that the report gives, or "".
func (x *reader) received() string {
	if x.out.Kind != rostrum.KindMessage {
		return ""
	}
	for _, e := range x.events {
		if e.typ != rostrum.TypeMessage {
			continue
		}
		for i := range e.people {
			if a := &e.people[i]; a.role == rostrum.RoleRecipient && x.p.Leader(a.key) {
				return a.key
			}
		}
	}
	return ""
}

// addresses reports whether a sentence speaks to somebody, but of him in passing.
func (x *reader) addresses(s text.Sentence) bool {
	for k := s.First; k < s.Last; k++ {
		switch c, n := x.cueAt(x.d, k, s.Last); {
		case n > 0 && c.Sign == profile.CuePassing:
			k += n
		case n > 0 && c.Sign == profile.CueSecond && !x.d.Tokens[k].Is(text.Quoted):
			return true
		}
	}
	return false
}
