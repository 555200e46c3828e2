package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// settleReferent finds whose matter the report is as a whole: that of the leader
// whom its title names, else that of whom most of its sentences name.
func (x *reader) settleReferent() {
	x.lastLeader = ""
	x.d = &x.title
	title := x.whole()
	who, _ := x.leaderAt(text.Sentence{First: title.First, Last: title.Last})
	x.blaming = x.blames()
	weakly := x.titleSays == rostrum.ReferentAdversary && !x.sworn(title)
	south := x.titleSays == rostrum.ReferentForeign && x.signed(title, profile.CueAbroad)
	x.d = &x.body
	if x.sentAbroad() {
		x.about = rostrum.ReferentForeign
		return
	}
	if who != "" && x.titleSays != rostrum.ReferentAdversary {
		x.about = who
		return
	}
	own, foreign, adversary, blame := 0, 0, 0, 0
	for i := range x.said {
		one := &x.said[i]
		blame += one.sums[actIndex(rostrum.ActCriticism)]
		switch one.named {
		case rostrum.ReferentAdversary:
			adversary++
		case rostrum.ReferentForeign:
			foreign++
		case rostrum.ReferentOwn:
			own++
		}
	}
	switch {
	case south && adversary > 0 && blame >= len(x.said):
		x.about = rostrum.ReferentAdversary // compatriots who attack their rulers
	case x.out.Kind == rostrum.KindDigest:
		x.about = rostrum.ReferentOwn
	case adversary > 0 && blame >= enoughInWords && (adversary >= 2 && adversary >= own+foreign || x.titleSays == rostrum.ReferentAdversary && (!weakly || blame >= len(x.said)) || blame >= len(x.said) && x.polemic()):
		x.about = rostrum.ReferentAdversary
	case foreign+adversary > own:
		x.about = rostrum.ReferentForeign
	case own > 0 || x.around == "":
		x.about = rostrum.ReferentOwn
	default:
		x.about = x.around
	}
}

// blames reports whether the report as a whole blames an adversary.
func (x *reader) blames() bool {
	blame, against := 0, x.around == rostrum.ReferentAdversary
	for i := range x.said {
		blame += x.said[i].sums[actIndex(rostrum.ActCriticism)]
		against = against || x.said[i].against
	}
	return against && blame >= enoughInWords
}

// rulers reports whether a sentence speaks of those who rule somewhere.
func (x *reader) rulers(s text.Sentence) bool {
	for k := s.First; k < s.Last; k++ {
		if c, n := x.cueAt(x.d, k, s.Last); n > 0 && c.Rules {
			return true
		}
	}
	return false
}

// sentAbroad reports whether the report is a message that somebody of the own state
// sent to somebody of another: that is about him who gets it.
func (x *reader) sentAbroad() bool {
	if x.out.Kind != rostrum.KindMessage {
		return false
	}
	for _, e := range x.events {
		if e.typ != rostrum.TypeMessage || e.d != &x.body {
			continue
		}
		from, to := "", ""
		for i := range e.people {
			a := &e.people[i]
			switch {
			case a.role == rostrum.RolePrincipal && from == "":
				from = x.sideOfPerson(a.d, a.name, a.posts)
			case a.role == rostrum.RoleRecipient && to == "":
				to = x.sideOfPerson(a.d, a.name, a.posts)
			}
		}
		return from == rostrum.ReferentOwn && to == rostrum.ReferentForeign
	}
	return false
}

// polemic reports whether the report is of a kind that argues.
func (x *reader) polemic() bool {
	return x.out.Kind == rostrum.KindCommentary || x.out.Kind == rostrum.KindStatement
}

// referent tells whose matter a sentence is: a leader's where he stands at its
// head or is praised; the adversary's where he is blamed or threatened; else his
// whom it names first; and where it names nobody, the report's. It says by which
// rule.
func (x *reader) referent(one *said, act string) (referent, rule string) {
	s, sums := one.Sentence, &one.sums
	who, at := x.leaderOf(one)
	led := x.p.Leader(x.about) // the report is about a leader
	blame := sums[actIndex(rostrum.ActCriticism)]
	switch {
	case led && x.signed(over(s), profile.CueSecond):
		return x.about, "addressed"
	case who == "":
	case act == rostrum.ActPraise, at-s.First < headOfSentence, one.voice == rostrum.VoiceAbroad && act == "", sums[actIndex(rostrum.ActPraise)] > 0 && act == "":
		return who, "leader"
	case who == x.about && act == "":
		return who, "topic"
	}
	switch {
	case one.hostile && one.named != "" && (one.against || one.named != rostrum.ReferentOwn || act == rostrum.ActThreat) && (act == rostrum.ActThreat || act == rostrum.ActCriticism || blame > enoughInWords):
		return rostrum.ReferentAdversary, "enmity" // but enemies at large may only be what the own state stands against
	case x.about == rostrum.ReferentAdversary && x.polemic() && blame > 0:
		return rostrum.ReferentAdversary, "polemic"
	case x.about == rostrum.ReferentAdversary && (blame >= enoughInWords || act == rostrum.ActThreat || act == rostrum.ActCriticism):
		return rostrum.ReferentAdversary, "blamed" // whose deeds else
	case one.named == rostrum.ReferentAdversary && !one.against && x.about != rostrum.ReferentAdversary && blame == 0:
		return rostrum.ReferentForeign, "peaceful" // a state that is an enemy, in no enmity
	case led && x.lastLeader != "" && x.possessed(s):
		return x.lastLeader, "pronoun"
	case x.blaming && one.named != rostrum.ReferentOwn && !one.elsewhere && !led && x.titleSays != rostrum.ReferentOwn && x.rulers(s):
		return rostrum.ReferentAdversary, "rulers"
	case led && one.named == "" && one.words && one.voice == rostrum.VoiceOfficial && x.p.Leader(one.speaker):
		return rostrum.ReferentOwn, "spoken" // a leader's speech is about other things than himself
	case x.about == rostrum.ReferentAdversary && one.named == "" && blame == 0 && one.voice != rostrum.VoiceAdversary && !x.polemic():
		return rostrum.ReferentForeign, "unblamed" // those who rally against it
	case x.lastLeader != "" && x.thirdAt(s) && (!x.him.person || x.p.Leader(x.him.speaker)):
		return x.lastLeader, "subject"
	case one.named == "", led && one.named == rostrum.ReferentForeign && one.voice == rostrum.VoiceOwn:
		return x.about, "whole"
	}
	return one.named, "named"
}

// whose tells whose matter an act is, and in a trace by which rule.
func (x *reader) whose(one *said, act, formula string) string {
	referent, rule := x.referent(one, act)
	if x.trace != nil {
		a, b := x.d.Span(one.First, min(one.First+headWords, one.Last))
		x.trace.Steps = append(x.trace.Steps, Step{At: rostrum.Span{Field: x.d.Field, Start: a, End: b}, Formula: formula, Outcome: act + ", referent " + referent + " (" + rule + ")"})
	}
	return referent
}

// headOfSentence is within how many words of its start a sentence names what it
// is about.
const headOfSentence = 10

// thirdAt reports whether a pronoun for a person is the subject of a sentence.
func (x *reader) thirdAt(s text.Sentence) bool {
	return x.signed(grammar.Range{First: s.First, Last: min(s.First+3, s.Last)}, profile.CueThird)
}

// possessed reports whether a sentence speaks of somebody by pronoun alone.
func (x *reader) possessed(s text.Sentence) bool {
	for k := s.First; k < s.Last; k++ {
		if c, n := x.cueAt(x.d, k, s.Last); n > 0 && c.Sign == profile.CueThird {
			return true
		}
	}
	return false
}

// leaderOf returns the leader whom a sentence of the text names, and where, and
// remembers him for those behind. It is looked for once, and only where some word
// could name one.
func (x *reader) leaderOf(one *said) (string, int) {
	if x.led.sentence != one.First {
		x.led.sentence, x.led.who, x.led.at = one.First, "", 0
		if one.leads || x.p.Leader(x.him.speaker) {
			x.led.who, x.led.at = x.leaderAt(one.Sentence)
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
		n, class, value := x.p.Phrases.Longest(d, k, s.Last, x.c.leader|x.c.style|x.c.organisation|x.c.site|x.c.shrine|x.c.eponym)
		if n == 0 && t.Class.Has(x.c.style) {
			n, class, value = 1, x.c.style, x.p.Value(x.c.style, t.Word)
		}
		switch {
		case n > 0 && class.Has(x.c.organisation|x.c.site|x.c.shrine):
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
		case n == 1 && value != "" && class.Has(x.c.style) && t.Is(text.Capital) && x.lastLeader != "" && x.namesLeader(value) && !(k+1 < s.Last && (d.Tokens[k+1].Is(text.Capital) || d.Tokens[k+1].Class.Has(x.c.of))):
			return value, k
		case n > 0 && class.Has(x.c.style) && (n > 1 || t.Is(text.Capital) && k > s.First && d.Tokens[k-1].Class.Has(x.c.article)) && x.lastLeader != "" && !(k+n < s.Last && (d.Tokens[k+n].Is(text.Capital) || d.Tokens[k+n].Class.Has(x.c.of))):
			return x.lastLeader, k
		default:
			if c, m := x.cueAt(d, k, s.Last); m > 0 && c.Sign == profile.CueThird && k < s.First+2 && x.p.Leader(x.him.speaker) {
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
		for k := range d.Tokens {
			if d.Tokens[k].Is(text.Punct) {
				continue
			}
			if n, _, _ := x.p.Phrases.Longest(d, k, len(d.Tokens), x.c.leader); n > 0 && d.Join(k, k+n) == who {
				return true
			}
		}
	}
	return false
}

// sworn reports whether a range names an adversary that is one even where nobody
// blames it.
func (x *reader) sworn(r grammar.Range) bool {
	for k := r.First; k < r.Last; k++ {
		if n, value := x.adversaryAt(k, r.Last); n > 0 && value == "" {
			return true
		}
	}
	return false
}

// adversaryAt returns how many words of an adversary's name begin at token k, 0
// where none does, and the name's value.
func (x *reader) adversaryAt(k, last int) (int, string) {
	d := x.d
	if n, _, value := x.p.Phrases.Longest(d, k, last, x.c.adversary); n > 0 {
		return n, value
	}
	if t := &d.Tokens[k]; t.Class.Has(x.c.adversary) {
		return 1, x.p.Value(x.c.adversary, t.Word)
	}
	return 0, ""
}
