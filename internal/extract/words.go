package extract

import (
	"slices"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// hit is a match of a formula that tells of words, an act or a plan.
type hit struct {
	f *profile.Formula
	m grammar.Match
}

// words reads what a report says, after its occasions are known: whose words
// each sentence gives, the acts and the plan claims.
func (x *reader) words() {
	x.dated = -1
	x.openQuotes()
	x.d = &x.title
	x.titleSays = x.firstSide(x.whole())
	x.d = &x.body
	x.around = x.context()
	x.markCues()
	x.collect()
	x.settleKind()
	x.cast()
	x.callUp()
	x.led.sentence, x.weighing.ready, x.acted, x.planned = -1, false, x.acted[:0], x.planned[:0]
	for i := range x.said {
		x.at = i
		x.saying(&x.said[i])
		x.follow(x.said[i:])
	}
	if x.p.Points != nil {
		x.decideActs()
		x.decidePlans()
		x.tracePassages()
	}
	x.traceHeadings()
	x.styles()
	x.armFigures()
}

// said is a sentence with what formulas of words, acts and plans find in it.
type said struct {
	text.Sentence
	index       int    // its number in the text
	from        int    // its first token, with the dash before an item of a list
	head        int    // where the number before it stands, else the same
	first, last int    // of reader.hits
	sums        [6]int // weights of its cues, by act in the order of rostrum.Acts
	named       string // the side that what it says names first
	elsewhere   bool   // it names another state
	against     bool   // it names an adversary
	hostile     bool   // it names one, or enemies at large
	we          bool   // it is in the first person
	leads       bool   // a leader may be named in it
	enemies     bool   // it names enemies at large before any side
	byCue       bool   // what it names first is no name, but tells whose matter it is
	foe, sworn  bool   // the same two, as far as referents go
	content     int    // where what it says begins, behind the verb of saying
	namedAt     int    // where it names a side first
	firstMark   int    // of reader.marks
	lastMark    int
	echo        bool  // it gives words from abroad, as the survey for the report's kind has it
	source            // whose words it gives
	matter            // whose matter it is
	told        uint8 // bits of what rules find in it: the columns of weigh.Claims
}

// collect matches the formulas of words, acts and plans, once for every sentence.
func (x *reader) collect() {
	x.hits, x.said, x.marks, x.nouns, x.prior = x.hits[:0], x.said[:0], x.marks[:0], x.nouns[:0], ""
	number := -1 // where the number of the next sentence stands
	for i, s := range x.body.Sentences {
		if s.Last <= x.start {
			continue
		}
		if s.Last-s.First <= 2 {
			number = -1
			if x.body.Tokens[s.First].Is(text.Number) {
				number = s.First
			}
			continue
		}
		one := said{Sentence: behindBullet(&x.body, s), index: i, from: s.First, head: s.First, first: len(x.hits)}
		s = one.Sentence
		if number >= 0 {
			one.head, number = number, -1
		}
		one.leads = x.match(s).Has(x.c.leader | x.c.style)
		one.last = len(x.hits)
		x.weigh(&one)
		x.said = append(x.said, one)
	}
}

// over is the range of a sentence's tokens.
func over(s text.Sentence) grammar.Range { return grammar.Range{First: s.First, Last: s.Last} }

// whole is the range of all tokens of the current field.
func (x *reader) whole() grammar.Range { return grammar.Range{First: 0, Last: len(x.d.Tokens)} }

// cueMark is a cue that begins at a token.
type cueMark struct {
	cue *profile.Cue // nil where none begins
	n   int
}

// markCues finds the cues of the text once.
func (x *reader) markCues() {
	d := &x.body
	x.cues = x.cues[:0]
	if cap(x.cues) < len(d.Tokens) {
		x.cues = make([]cueMark, 0, 2*len(d.Tokens))
	}
	x.cues = x.cues[:len(d.Tokens)]
	clear(x.cues)
	for k := range d.Tokens {
		if t := &d.Tokens[k]; !t.Is(text.Punct) && t.Word != text.Unknown {
			if c, n := x.p.CueAt(d, k, len(d.Tokens), x.c.cue); n > 0 {
				x.cues[k] = cueMark{c, n}
			}
		}
	}
}

// match adds the hits of a sentence, and returns the classes of its words and of the
// phrases that may begin with them.
func (x *reader) match(s text.Sentence) text.Class {
	d := x.d
	var all, opens text.Class
	for t := s.First; t < s.Last; t++ {
		all |= d.Tokens[t].Class
		opens |= d.Tokens[t].Opens
	}
	ahead := x.ahead[profile.Saying]
	x.p.Look(profile.Saying, d, s.First, s.Last, ahead)
	for t := s.First; t < s.Last; t++ {
		list := x.p.At(profile.Saying, &d.Tokens[t], t == s.First)
		if len(list) == 0 {
			continue
		}
		next := x.next(t, s.Last)
		for k := range list {
			y := &list[k]
			if !y.Fits(t, ahead, next) {
				continue
			}
			if needs := y.Formula.Needs; needs != "" && !all.Has(x.needed(needs)) {
				continue
			}
			if !y.Match(d, s.First, s.Last, t, &x.m) {
				continue
			}
			if y.Formula.Veto {
				// nothing that this sentence says by these words counts
				x.step(y.Formula, &x.m, "veto")
				t = max(t, x.m.Last-1)
				break
			}
			x.hits = append(x.hits, hit{f: y.Formula, m: x.m})
		}
	}
	return all | opens
}

// needed returns the classes of which a plan's noun must have one.
func (x *reader) needed(needs string) text.Class {
	if needs == "plan" {
		return x.c.planNoun
	}
	return x.c.planNoun | x.c.workNoun | x.c.siteNoun | x.c.site
}

// openQuotes makes quoted clauses readable: a title or slogan within quotation
// marks is nobody's act, a sentence within them is.
func (x *reader) openQuotes() {
	d := &x.body
	before, list := -maxListGap, false // where the quotation before ends, and whether it was a title
	for i := 0; i < len(d.Tokens); i++ {
		if !d.Tokens[i].Is(text.Quoted) {
			continue
		}
		end, verb := i, false
		for end < len(d.Tokens) && d.Tokens[end].Is(text.Quoted) {
			verb = verb || d.Tokens[end].Class.Has(x.c.verb|x.c.passive)
			end++
		}
		last := &d.Tokens[end-1]
		closed := last.Is(text.Punct) && (last.Mark == '.' || last.Mark == ',' || last.Mark == '!' || last.Mark == '?')
		named := list && i-before < maxListGap // a title, a slogan, or the next of a list of them
		for k := max(0, i-4); k < i; k++ {
			named = named || x.signAt(k, i, profile.CueNames) > 0
		}
		if !named && end-i >= longQuote || !named && end-i >= shortQuote && (closed && last.Mark != '!' || verb) {
			for k := i; k < end; k++ {
				d.Tokens[k].Flags &^= text.Quoted
			}
		}
		before, list = end, named
		i = end
	}
}

// maxListGap is within how many tokens the next of a list of titles follows.
const maxListGap = 8

// How many words within quotation marks are a sentence however they end, and how
// many where they hold a verb or end in a full stop.
const (
	longQuote  = 14
	shortQuote = 6
)

// saying reads one sentence.
func (x *reader) saying(one *said) {
	d, s, head, hits := x.d, one.Sentence, one.head, x.hits[one.first:one.last]
	if x.block && x.blockEnds(one) {
		x.block, x.floor = false, x.narrator()
	}
	x.issuer = source{}
	cur := x.speaking(one, hits)
	one.source = cur
	if cur.nested && !cur.person && !cur.office {
		x.inner, x.inSaid = cur, x.at
	}
	plans := len(x.out.Plans)
	x.findActs(one, hits, cur)
	x.plans(s, hits, cur)
	plans = min(plans, len(x.out.Plans)) // one that yields is told no more
	x.noteTold(one, plans)
	if x.p.ClaimPoints != nil {
		x.weighClaims(plans)
	}
	x.tellActs(one)
	for x.planned = x.planned[:plans]; len(x.planned) < len(x.out.Plans); {
		x.planned = append(x.planned, x.at)
	}
	if x.trace != nil || x.p.Points != nil && (len(x.found) > 0 || len(x.planned) > plans) {
		x.knows(one)
	} else {
		x.leaderOf(one) // for the sentences behind, whether or not this one holds an act
	}
	if x.trace != nil {
		p := Passage{At: span(d, grammar.Range{First: head, Last: s.Last}), Voice: cur.voice, Referent: one.ruled}
		if cur.words {
			p.Speaker = cur.speaker
		}
		x.trace.Passages = append(x.trace.Passages, p)
	}
	x.takeFloor(s)
	x.tellOf(s, cur)
	x.brief = source{}
	if x.speechOpens(s) && cur.nested {
		x.brief = cur // a quotation within somebody's words is short
	} else if x.speechOpens(s) && x.out.Kind != rostrum.KindDigest {
		x.block, x.blockAt = true, max(s.Paragraph+1, x.spokenUntil(one))
		x.floor = cur
		switch {
		case x.issuer.speaker != "":
			x.floor = x.issuer
		case !cur.words && x.them.speaker != "" && x.signed(over(s), profile.CueDelivered):
			x.floor = x.them // "The text of the indictment reads:"
			x.floor.words, x.floor.voice = true, x.issued(x.them.side)
		}
		if x.floor.voice == rostrum.VoiceOwn && x.floor.side == rostrum.ReferentOwn && x.out.Kind != rostrum.KindCommentary && x.floor.words && x.floor.speaker != x.p.Credit {
			x.floor.voice = rostrum.VoiceOfficial
		}
	}
}

// firstWords returns the first six words of a sentence as they stand.
func firstWords(s string) string {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		space := s[i] <= ' '
		if in && space {
			if n++; n == headWords {
				return s[:i]
			}
		}
		in = !space
	}
	return strings.TrimRight(s, " \n\t")
}

// headWords is how many words name a sentence.
const headWords = 6

// blockEnds reports whether a sentence lies beyond the words that a colon opened:
// in a report that is not itself a text of somebody's, they last a paragraph.
func (x *reader) blockEnds(one *said) bool {
	switch x.out.Kind {
	case rostrum.KindNews, rostrum.KindFullReport, rostrum.KindFlash, rostrum.KindAnecdote, rostrum.KindList:
		return x.floor.side == rostrum.ReferentOwn && one.Paragraph > x.blockAt && !one.we
	}
	return false
}

// callUp lists who is told to make a speech in the text, in its order.
func (x *reader) callUp() {
	x.called = x.called[:0]
	for _, e := range x.events {
		if e.d != &x.body {
			continue
		}
		for i := range e.people {
			if a := &e.people[i]; a.role == rostrum.RoleSpeaker && !a.null && a.d == e.d {
				x.called = append(x.called, a)
			}
		}
	}
	slices.SortStableFunc(x.called, func(a, b *appearance) int { return a.name.First - b.name.First })
}

// takeFloor remembers who is told to make a speech, for the "he said" that follows, or
// the "they said" behind two or three.
func (x *reader) takeFloor(s text.Sentence) {
	var names []string
	for len(x.called) > 0 && x.called[0].name.First < s.Last {
		if a := x.called[0]; a.name.First >= s.First {
			x.him = x.sourceOf(a)
			x.him.voice = x.issued(x.him.side)
			names = append(names, x.him.speaker)
		}
		x.called = x.called[1:]
	}
	if 1 < len(names) && len(names) <= mostSpeakers {
		x.took = x.him
		x.took.speaker = join(names)
	}
}

// spokenUntil returns the paragraph up to which the words that a sentence opens
// go on: that of the last "we" or "I" before somebody is told to speak again.
func (x *reader) spokenUntil(one *said) int {
	last := one.Paragraph
	for i := range x.said {
		next := &x.said[i]
		if next.First <= one.First {
			continue
		}
		if next.we {
			last = next.Paragraph
			continue
		}
		for k := next.first; k < next.last; k++ {
			if h := &x.hits[k]; h.f.Source == "pronoun" || h.f.Source == "same" {
				return last
			}
		}
	}
	return last
}
