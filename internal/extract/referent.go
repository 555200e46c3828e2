package extract

import (
	"slices"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// settleReferent finds whose matter the report is as a whole: that of the leader
// whom its title names, else that of whom most of its sentences name.
func (x *reader) settleReferent() {
	x.lastLeader, x.headLeader, x.otherwise = "", "", ""
	x.d = &x.title
	title := x.whole()
	who, _ := x.leaderAt(text.Sentence{First: title.First, Last: title.Last})
	ruled := x.rulers(text.Sentence{First: title.First, Last: title.Last})
	says, around := x.titleSays, x.around
	if says == rostrum.ReferentAdversary && x.mild(title) {
		says, around = rostrum.ReferentForeign, rostrum.ReferentForeign
	}
	weakly := says == rostrum.ReferentAdversary && !x.sworn(title)
	south := says == rostrum.ReferentForeign && x.signed(title, profile.CueAbroad)
	x.d = &x.body
	x.blaming = x.blames(ruled, around)
	x.receiver = x.received()
	if x.sentAbroad() {
		x.about = rostrum.ReferentForeign
		return
	}
	own, foreign, adversary, blame := 0, 0, 0, 0
	for i := range x.said {
		one := &x.said[i]
		blame += one.sums[actIndex(rostrum.ActCriticism)]
		if one.byCue && one.named == rostrum.ReferentForeign {
			continue
		}
		switch one.named {
		case rostrum.ReferentAdversary:
			adversary++
		case rostrum.ReferentForeign:
			foreign++
		case rostrum.ReferentOwn:
			own++
		}
	}
	if who != "" && says != rostrum.ReferentAdversary {
		x.about, x.otherwise = who, rostrum.ReferentOwn
		if foreign > own {
			x.otherwise = rostrum.ReferentForeign
		}
		return
	}
	switch {
	case south && adversary > 0 && blame >= len(x.said):
		x.about = rostrum.ReferentAdversary // compatriots who attack their rulers
	case x.out.Kind == rostrum.KindDigest:
		x.about = rostrum.ReferentOwn
	case adversary > 0 && blame >= enoughInWords && (adversary >= 2 && adversary >= own+foreign || says == rostrum.ReferentAdversary && (!weakly || blame >= len(x.said)) || blame >= len(x.said) && x.polemic()):
		x.about = rostrum.ReferentAdversary
	case foreign+adversary > own && !(around == "" && own > 0 && foreign+adversary < 2*own+2):
		x.about = rostrum.ReferentForeign
	case own > 0 || around == "":
		x.about = rostrum.ReferentOwn
	default:
		x.about = around
	}
}

// blames reports whether the report as a whole blames an adversary, by name or as
// those who rule where compatriots or other peoples speak.
func (x *reader) blames(ruled bool, around string) bool {
	ruled = ruled || len(x.said) > 0 && x.rulers(x.said[0].Sentence)
	blame, against := 0, around == rostrum.ReferentAdversary || ruled && x.compatriots()
	for i := range x.said {
		blame += x.said[i].sums[actIndex(rostrum.ActCriticism)]
		against = against || x.said[i].sworn
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

// referent tells whose matter a sentence is, and by which rule: a leader's where he
// stands at its head or is praised; the adversary's where he is blamed or
// threatened; else his whom it names first; and where it names nobody, that of
// those whom its subject stands for, or the report's.
func (x *reader) referent(one *said, act string) (referent, rule string) {
	who, at := x.leaderOf(one)
	if who != "" && act == "" && x.wishes(one, at) {
		who = "" // "wished the people success under his leadership"
	}
	if referent, rule = x.ofLeader(one, act, who, at); referent != "" {
		return referent, rule
	}
	if referent, rule = x.ofAdversary(one, act); referent != "" {
		return referent, rule
	}
	stands, by := x.standsFor(one)
	s, sums := one.Sentence, &one.sums
	blame := sums[actIndex(rostrum.ActCriticism)]
	led := x.p.Leader(x.about) // the report is about a leader
	switch {
	case x.p.Leader(stands) && blame == 0:
		return stands, by
	case led && x.lastLeader != "" && x.possessed(one):
		return x.pronounMeans(who), "pronoun"
	case x.blaming && (one.named != rostrum.ReferentOwn || one.byCue) && !one.elsewhere && !led && x.titleSays != rostrum.ReferentOwn && x.rulers(s):
		return rostrum.ReferentAdversary, "rulers"
	case stands != "" && !led && (one.content > one.First || !x.sourced(one)) && (one.named == "" || one.namedAt > one.First+wordsOfSubject):
		return stands, by
	case led && one.named == "" && one.words && one.voice == rostrum.VoiceOfficial && x.p.Leader(one.speaker):
		return rostrum.ReferentOwn, "spoken" // a leader's speech is about other things than himself
	case x.about == rostrum.ReferentAdversary && one.named == "" && blame == 0 && one.voice != rostrum.VoiceAdversary && !x.polemic():
		return rostrum.ReferentForeign, "unblamed" // those who rally against it
	case led && x.out.Kind == rostrum.KindFullReport && one.named == "" && one.voice == rostrum.VoiceOwn && x.otherwise != "":
		return x.otherwise, "scene" // what else is seen and told at an occasion of his
	case x.lastLeader != "" && x.thirdAt(s) && (!x.him.person || x.p.Leader(x.him.speaker)):
		return x.lastLeader, "subject"
	case x.lastLeader != "" && one.voice == rostrum.VoiceAbroad && one.content > one.First && sums[actIndex(rostrum.ActPraise)] >= enoughInWords && x.hisIn(one):
		return x.lastLeader, "pronoun"
	case one.named == "" && x.about == rostrum.ReferentOwn && x.titleSays == rostrum.ReferentForeign && one.voice == rostrum.VoiceOwn:
		return rostrum.ReferentForeign, "occasion" // what foreigners do is told, though most of what they say is of the own state
	case one.named == "", led && one.byCue, led && one.named == rostrum.ReferentForeign && one.voice == rostrum.VoiceOwn:
		return x.about, "whole"
	}
	return one.named, "named"
}

// wordsOfSubject is within how many words of its start the subject of a sentence
// names whom it is about itself.
const wordsOfSubject = 3

// ofAdversary tells by which rule a sentence is the adversary's matter, or that of those
// who stood against him; "" where it is not.
func (x *reader) ofAdversary(one *said, act string) (referent, rule string) {
	blame := one.sums[actIndex(rostrum.ActCriticism)]
	threat := act == rostrum.ActThreat
	charged := threat || act == rostrum.ActCriticism
	if one.foe && act == "" && one.sums[actIndex(rostrum.ActPraise)] >= enoughInWords {
		if side := x.stood(one); side != "" {
			return side, "stood" // who stood against the adversary
		}
	}
	switch {
	case one.foe && one.named != "" && (one.sworn || one.named != rostrum.ReferentOwn || threat) && (charged || blame > enoughInWords):
		return rostrum.ReferentAdversary, "enmity" // but enemies at large may only be what the own state stands against
	case one.enemies && (blame > enoughInWords || blame > 0 && x.polemic()) && act != rostrum.ActPraise && act != rostrum.ActPledge:
		return rostrum.ReferentAdversary, "at large"
	case x.about == rostrum.ReferentAdversary && x.polemic() && blame > 0:
		return rostrum.ReferentAdversary, "polemic"
	case x.about == rostrum.ReferentAdversary && (blame >= enoughInWords || charged):
		return rostrum.ReferentAdversary, "blamed" // whose deeds else
	case one.named == rostrum.ReferentAdversary && !one.sworn && x.about != rostrum.ReferentAdversary && blame == 0:
		return rostrum.ReferentForeign, "peaceful" // a state that is an enemy, in no enmity
	}
	return "", ""
}

// others reports whether what a sentence says begins with the own state or an
// adversary.
func (x *reader) others(one *said) bool {
	side := x.subjectSide(one, one.content)
	return side == rostrum.ReferentOwn || side == rostrum.ReferentAdversary
}

// whose tells whose matter an act is, and in a trace by which rule.
func (x *reader) whose(one *said, act, formula string) string {
	referent, rule := x.referent(one, act)
	waits := acted{said: x.at, rule: rule, step: -1}
	if x.trace != nil {
		waits.step = len(x.trace.Steps)
		x.stepSentence(one.Sentence, formula, act+", referent "+referent+" ("+rule+")")
	}
	x.acted = append(x.acted, waits)
	return referent
}

// sourced reports whether a sentence tells that somebody speaks or publishes, other
// than behind his words: "…, the paper said".
func (x *reader) sourced(one *said) bool {
	hits := x.hits[one.first:one.last]
	for k := range hits {
		h := &hits[k]
		behind := func(o hit) bool {
			return o.f.Free && x.d.Tokens[o.m.First].Mark == ',' && o.m.First <= h.m.First && h.m.First < o.m.Last
		}
		if h.f.Source == "subject" && !x.passing(h.m.First, one.First) && !slices.ContainsFunc(hits, behind) {
			return true
		}
	}
	return false
}

// stood returns the side that stands against an adversary whom the sentence names
// behind it: own or foreign, or "".
func (x *reader) stood(one *said) string {
	side := x.subjectSide(one, one.content)
	if side == rostrum.ReferentAdversary {
		return ""
	}
	return side
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

// mild reports whether the first adversary that a range names is one that a cue calls
// another's matter.
func (x *reader) mild(r grammar.Range) bool {
	for k := r.First; k < r.Last; k++ {
		if n, _ := x.adversaryAt(k, r.Last); n > 0 {
			c, m := x.cueAt(x.d, k, r.Last)
			return m >= n && c.Whose != "" && c.Whose != rostrum.ReferentAdversary
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

// planReferent tells whose plan it is.
func (x *reader) planReferent(ev grammar.Range, s text.Sentence) string {
	if side := x.side(ev); side != "" {
		return side
	}
	if side := x.side(over(s)); side != "" {
		return side
	}
	switch side := x.titleSide(); {
	case x.out.Kind == rostrum.KindPressEcho && side != rostrum.ReferentOwn:
		return rostrum.ReferentForeign
	case side != "":
		return side
	}
	return rostrum.ReferentOwn
}

// titleSide tells whose matter the report is by its title.
func (x *reader) titleSide() string {
	was := x.d
	x.d = &x.title
	side := x.side(x.whole())
	x.d = was
	return side
}
