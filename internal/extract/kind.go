package extract

import (
	"slices"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// How long a full account is in sentences, that of a leader's doings and that of
// others, and a flash.
const (
	fullOfLeader = 7
	fullOfOthers = 10
	flashes      = 2
	shortFact    = 2 // sentences of a report that opens with a fact and adds who said so
	enoughSpoken = 4 // sentences in the first person that make the text of a speech
	enoughArgued = 5 // sentences that an argument of the outlet's own has at least
	yearDigits   = 4 // a number of so many digits alone may be a year
	manyMouths   = 3 // so many of the own side who are quoted one after the other are asked, and issue nothing
)

// survey is what a report's sentences are made of.
type survey struct {
	sentences int
	abroad    int  // give words of foreigners, told by who says them
	official  int  // of the own state's bodies and office holders
	home      int  // of papers and citizens
	hostile   int  // attack an adversary in the outlet's own narration
	fact      bool // the first tells a fact, whoever says so
	spoken    int  // in the first person, behind the colon that opens an office holder's words
	leader    bool // who holds the office leads the state
	we        int  // in the first person
	papers    bool
	office    bool     // the lead gives the words of an own office or body
	issued    *hit     // the first that tells of words being issued
	early     bool     // it stands near the beginning
	opens     bool     // it is the first sentence
	whole     bool     // the report opens with who issued what, and a colon
	mouths    []string // people of the own side who are quoted
	side      string
}

// settleKind gives the report its kind: what a formula of its title or lead says,
// else what its events and its words make of it. docs/KINDS.md states the order
// of precedence.
func (x *reader) settleKind() {
	x.out.Kind = rostrum.KindNews
	x.cast()
	x.out.Kind = x.reportKind()
	x.settleReferent()
}

// context tells whose matters a report is about: by its title, else its first
// sentence. A report that names no side is about the own state.
func (x *reader) context() string {
	if x.titleSays != "" {
		return x.titleSays
	}
	for i := range x.body.Sentences {
		if s := x.body.Sentences[i]; s.Last > x.start {
			return x.firstSide(over(s))
		}
	}
	return ""
}

// look surveys the sentences of a report.
func (x *reader) look() survey {
	var out survey
	var opened *int // what the words behind a colon count as
	mouth, speech := "", false
	for i := range x.said {
		one := &x.said[i]
		out.sentences++
		hits := x.hits[one.first:one.last]
		told := false
		for h := range outerFirst(hits) {
			if !x.tellsWho(h, hits, one.Sentence) {
				continue
			}
			who, ok := x.toldBy(h, one.Sentence)
			if !ok || who.assumed && x.around != "" && x.around != rostrum.ReferentOwn {
				continue
			}
			told = true
			if h.f.Speech && out.issued == nil {
				out.issued, out.side = h, who.side
				if who.issuing() {
					out.side = rostrum.ReferentOwn
				}
				out.early, out.opens = i <= leadSentences, i == 0
				out.whole = i == 0 && out.side == rostrum.ReferentOwn && x.speechOpens(one.Sentence)
			}
			if x.factOf(h, &who, one.Sentence, out.abroad > 0) {
				x.remember(who)
				out.fact = out.fact || i == 0
				break // a fact, and who says so
			}
			if i == 0 && h.f.Source == "subject" && !h.f.Speech && x.hint != rostrum.KindPressEcho && (x.countsIn(one.Sentence) || x.plain(h, one.Sentence)) {
				out.fact = true // a number, or what is announced, and who gives it
			}
			x.remember(who)
			out.office = out.office || i < 2 && !who.unsure && who.issuing() && who.voice != rostrum.VoiceHome && !who.general && !who.person
			if who.person && who.side == rostrum.ReferentOwn && !slices.Contains(out.mouths, who.speaker) {
				out.mouths = append(out.mouths, who.speaker)
			}
			count := &out.official
			switch {
			case who.voice == rostrum.VoiceHome:
				count = &out.home
				out.papers = out.papers || x.paperIn(one.Sentence) && (i < leadSentences+2 || out.hostile > 0)
			case !who.issuing(), out.opens && out.side != rostrum.ReferentOwn && !who.person && !h.f.Speech && who.voice == rostrum.VoiceOwn:
				count = &out.abroad // one of those abroad whom the report opens with
			}
			if opened == &out.official && out.issued != nil && out.side == rostrum.ReferentOwn {
				count = opened // what others are quoted for within a text that is issued goes with it
			} else if who.speaker != mouth {
				opened = nil
			}
			*count++
			mouth = who.speaker
			one.echo = count == &out.abroad
			if x.speechOpens(one.Sentence) || x.colonBehind(h, one.Sentence) {
				opened = count
				speech = who.person && who.side == rostrum.ReferentOwn && who.voice != rostrum.VoiceHome
				out.leader = out.leader || speech && x.p.Leader(who.speaker)
			}
			break
		}
		if i == 0 && !told {
			out.fact = true
		}
		if one.we {
			out.we++
			if speech {
				out.spoken++
			}
		}
		if !told && opened == nil && out.issued != nil && x.speechOpens(one.Sentence) && x.signed(over(one.Sentence), profile.CueDelivered) {
			opened, told = &out.abroad, true // "The text of the indictment reads:"
			if out.side == rostrum.ReferentOwn {
				opened = &out.official
			}
		}
		if !told && opened != nil {
			*opened++
			told, one.echo = true, opened == &out.abroad
		}
		out.papers = out.papers || i < leadSentences && x.paperIn(one.Sentence) && (told || i == 0 || x.signed(over(one.Sentence), profile.CueDelivered))
		if !told && one.hostile && one.sums[actIndex(rostrum.ActCriticism)] >= enoughInWords {
			out.hostile++
		}
	}
	return out
}

// factOf reports whether a sentence tells a fact and behind it who says so, and so
// gives nobody's words. What somebody from abroad says in person, or goes on saying, is
// words though he is named behind them, unless it is a figure.
func (x *reader) factOf(h *hit, who *source, s text.Sentence, abroad bool) bool {
	switch sub := x.subjectOf(h); {
	case h.f.Source == "object":
		if x.d.Tokens[h.m.First].Mark != ',' || x.countsIn(s) {
			return true
		}
		if who.speaker == x.latest.speaker && x.signed(h.m.Slot(grammar.Object), profile.CueDelivered) {
			return false // "…, declared the statement"
		}
		return who.issuing() && !x.inText(h.m.Last, s.Last) || !who.issuing() && !who.person && !who.office
	case sub.Empty() || x.inverted(sub) == sub || who.speaker == x.him.speaker || who.speaker == x.them.speaker:
		return x.figureOf(h, who, s)
	}
	return !abroad || x.latest.side != who.side || x.countsIn(s)
}

// figureOf reports whether a body abroad makes known a figure: "The Laine works reported a
// loss of two millions".
func (x *reader) figureOf(h *hit, who *source, s text.Sentence) bool {
	s.First = h.m.Last // how many those are who speak is none
	return !who.person && !who.office && !who.issuing() && !h.f.Speech && h.f.Source == "subject" && x.countsIn(s)
}

// inText reports whether a range says in what text something is said: "in a statement".
func (x *reader) inText(first, last int) bool {
	for k := first; k < last; k++ {
		if x.d.Tokens[k].Class.Has(x.c.in) && x.signed(grammar.Range{First: k, Last: min(k+inSpeech, last)}, profile.CueDelivered) {
			return true
		}
	}
	return false
}

// colonBehind reports whether behind a hit a colon opens words within its sentence:
// "The statement said: The harvest is good."
func (x *reader) colonBehind(h *hit, s text.Sentence) bool {
	return h.m.Last+1 < s.Last && x.d.Tokens[h.m.Last].Mark == ':'
}

// plain reports whether a hit only makes known a fact elsewhere: "it was announced".
func (x *reader) plain(h *hit, s text.Sentence) bool {
	return x.around != rostrum.ReferentOwn && x.signs(h.m.First, profile.CuePlain) && x.firstSide(grammar.Range{First: h.m.Last, Last: s.Last}) != rostrum.ReferentOwn
}

// countsIn reports whether a sentence counts or measures something.
func (x *reader) countsIn(s text.Sentence) bool {
	for k := s.First; k < s.Last; k++ {
		t := &x.d.Tokens[k]
		if !t.Is(text.Number) || t.Is(text.Quoted) || x.dateAt(k) || x.dateWord(k) || k > s.First && x.dateWord(k-1) {
			continue
		}
		w := x.d.Raw[t.Start:t.End]
		if c := w[len(w)-1]; c < '0' || c > '9' {
			continue // one in a row: "63rd"
		}
		if len(w) != yearDigits || x.figure(k, s.Last) > k {
			return true
		}
	}
	return false
}

// paperIn reports whether a sentence names a domestic paper.
func (x *reader) paperIn(s text.Sentence) bool {
	return x.signed(over(s), profile.CuePaper)
}

func (x *reader) reportKind() string {
	switch x.kind {
	case "", kindBackground:
	default:
		return x.kind
	}
	v := x.look()
	x.d = &x.title
	paper, delivered := x.signed(x.whole(), profile.CuePaper), x.signed(x.whole(), profile.CueDelivered)
	x.d = &x.body
	var first, statement *event
	met, leader := false, false
	for _, e := range x.ruled.all { // what points add has no words by which a kind is told
		if first == nil {
			first = e
		}
		if e.typ == rostrum.TypeStatement && statement == nil {
			statement = e
		}
		if present(e.typ) && e.typ != rostrum.TypeAppointment && !x.blamed(e) && !x.echoed(e) {
			met = true
			leader = leader || x.highest(e)
		}
	}
	words := v.abroad + v.official + v.home
	asked := len(v.mouths) >= manyMouths || statement != nil && (v.issued == nil || len(v.mouths) > 1) && x.toldOutlet(statement)
	argued := !met && !v.early && v.sentences >= enoughArgued
	switch {
	case first != nil && first.typ == rostrum.TypeAppointment && len(first.people) >= 5 && v.sentences <= 4+len(first.people):
		return rostrum.KindList
	case first != nil && first.typ == rostrum.TypeMessage && !met && x.ownMatter(first) && (first.d != &x.body || first.sentence == 0 || v.issued != nil || v.sentences < enoughArgued):
		return rostrum.KindMessage
	case x.hint == rostrum.KindMessage && x.hintAt == 0 && (first == nil || !present(first.typ) || first.sentence > 0):
		return rostrum.KindMessage
	case x.hint == rostrum.KindSpeech && !x.sender.Empty() && x.senderDoc == &x.title && v.we >= enoughSpoken && 4*v.we >= v.sentences:
		return rostrum.KindSpeech
	case v.spoken >= enoughSpoken && 4*v.spoken >= v.sentences && (x.hint == rostrum.KindSpeech || v.leader && statement == nil):
		return rostrum.KindSpeech
	case x.hint == rostrum.KindDocument && 2*words >= v.sentences && !(v.opens && v.side != rostrum.ReferentOwn && x.titleSays == rostrum.ReferentForeign):
		return rostrum.KindDocument
	case paper && !(met && words == 0), v.papers && (!met || 2*v.home >= v.sentences):
		return rostrum.KindCommentary
	case v.whole && !met:
		return rostrum.KindStatement
	case v.office && statement != nil && !met && !asked && v.abroad <= v.official+1 && (2*v.official >= v.sentences || v.issued != nil || delivered):
		return rostrum.KindStatement
	case x.hint == rostrum.KindCommentary && v.hostile > 0 && v.abroad <= 1 && argued:
		return rostrum.KindCommentary
	case x.hint == rostrum.KindPressEcho && (v.abroad > 0 || statement != nil) && v.official <= v.abroad:
		return rostrum.KindPressEcho
	case (v.hostile >= 3 && 3*v.hostile >= v.sentences || v.hostile >= 2 && x.titleSays == rostrum.ReferentAdversary) && argued && 2*v.abroad <= v.sentences:
		return rostrum.KindCommentary
	case (statement != nil || 2*v.official >= v.sentences) && !asked && !met && v.issued != nil && v.side == rostrum.ReferentOwn && v.abroad <= v.official+1:
		return rostrum.KindStatement
	case statement != nil && !asked && statement.sentence < leadSentences && !met && x.statementSide(statement) == rostrum.ReferentOwn && v.official > v.abroad && 2*v.official >= v.sentences:
		return rostrum.KindStatement
	case v.fact && v.sentences <= shortFact && v.issued == nil && v.abroad > 0:
		return rostrum.KindNews
	case (v.abroad > v.official+v.home || v.opens && v.side != rostrum.ReferentOwn && v.abroad >= v.official && v.home == 0 && v.sentences > shortFact) && (2*v.abroad >= v.sentences || v.early && v.side != rostrum.ReferentOwn) && !(leader && 3*v.abroad <= 2*v.sentences) && !(met && x.ownSides(first, &v)):
		return rostrum.KindPressEcho
	case leader && v.sentences >= fullOfLeader, met && v.sentences >= fullOfOthers && 2*words <= v.sentences+words && x.ownOccasion():
		return rostrum.KindFullReport
	case v.sentences <= flashes && (first != nil && x.highest(first) || x.leaderOpens()):
		return rostrum.KindFlash
	}
	return rostrum.KindNews
}

// ownSides reports whether an event is the own side's, though words from abroad
// are given: not where they are most of the report, its title is of abroad, and does not
// name who stands first.
func (x *reader) ownSides(e *event, v *survey) bool {
	switch {
	case x.allied(e) || x.homage(e) || e != nil && e.typ == rostrum.TypeBanquet:
		return true
	case !x.ownDoing(e):
		return false
	}
	return x.titleSays != rostrum.ReferentForeign || 3*v.abroad < 2*v.sentences || strings.Contains(x.r.Title, e.people[0].key)
}

// toldOutlet reports whether a statement was made to the outlet that reports it.
func (x *reader) toldOutlet(e *event) bool {
	s := e.d.Sentences[e.sentence]
	for k := e.core.First; k < min(e.core.Last+1, s.Last); k++ {
		if e.d.Join(k, k+1) == x.p.Credit {
			return true
		}
	}
	return false
}

// ownMatter reports whether somebody of the own state sends or gets what an event
// tells of: its sentence names the own state, a leader or a person of its own.
func (x *reader) ownMatter(e *event) bool {
	for i := range e.people {
		if a := &e.people[i]; !a.null && x.sideOfPerson(a.d, a.name, a.posts) == rostrum.ReferentOwn {
			return true
		}
	}
	if e.d != &x.body {
		return true
	}
	s := over(e.d.Sentences[e.sentence])
	return x.holds(s, x.c.home|x.c.leader) || x.signed(s, profile.CueOwnSide) || x.around == "" || x.around == rostrum.ReferentOwn
}

// allied reports whether an occasion is one of a body abroad that speaks for the
// own state.
func (x *reader) allied(e *event) bool {
	return e != nil && e.d == &x.body && x.signed(over(e.d.Sentences[e.sentence]), profile.CueAllied)
}

// homage reports whether an event is a visit to a place of honour or to one of the own
// state's, such as an embassy: what the visitors say there goes with it.
func (x *reader) homage(e *event) bool {
	if e == nil || e.f.Subject == "" || e.d != &x.body {
		return false
	}
	own := x.holds(e.site, x.c.home)
	switch e.typ {
	case rostrum.TypeDiplomacy:
		return own && e.f.Event == rostrum.TypeInspection
	case rostrum.TypeCeremony:
		return own || !e.site.Empty() && (x.holds(e.site, x.c.shrine) || !x.compatriots())
	}
	return false
}

// blamed reports whether an event is told only to attack an adversary for it.
func (x *reader) blamed(e *event) bool {
	if e.d != &x.body || len(e.people) > 0 {
		return false
	}
	for i := range x.said {
		if one := &x.said[i]; e.core.First >= one.First && e.core.First < one.Last {
			return x.around == rostrum.ReferentAdversary || one.hostile && one.sums[actIndex(rostrum.ActCriticism)] > 0
		}
	}
	return false
}

// echoed reports whether an event is told behind the lead in words from abroad: it
// is none of the report's own.
func (x *reader) echoed(e *event) bool {
	if e.d != &x.body {
		return false
	}
	for i := range x.said {
		if one := &x.said[i]; i > 0 && e.core.First >= one.First && e.core.First < one.Last {
			return one.echo
		}
	}
	return false
}

// statementSide tells whose statement it is.
func (x *reader) statementSide(e *event) string {
	for i := range e.people {
		a := &e.people[i]
		return x.sideOfPerson(a.d, a.name, a.posts)
	}
	x.d = e.d
	defer func() { x.d = &x.body }()
	s := e.d.Sentences[e.sentence]
	if side := x.side(grammar.Range{First: s.First, Last: max(e.core.First, s.First)}); side != "" {
		return side
	}
	if x.around != "" {
		return x.around
	}
	return rostrum.ReferentOwn
}

// highest reports whether a leader takes part in an event.
func (x *reader) highest(e *event) bool {
	for i := range e.people {
		if !e.people[i].null && x.leading(&e.people[i]) {
			return true
		}
	}
	return false
}

// leaderOpens reports whether the text begins with a leader, and not with his
// works or with what bears his name.
func (x *reader) leaderOpens() bool {
	d, last := &x.body, min(x.start+headOfSentence, len(x.body.Tokens))
	at := x.firstLeader(d, x.start, last)
	behind := at.Last
	return !at.Empty() && (behind >= len(d.Tokens) || !d.Tokens[behind].Is(text.Possessive) && !x.eponym(behind, len(d.Tokens)))
}

// ownDoing reports whether somebody of the own state stands first at an event.
func (x *reader) ownDoing(e *event) bool {
	return len(e.people) > 0 && x.sideOfPerson(e.people[0].d, e.people[0].name, e.people[0].posts) == rostrum.ReferentOwn
}

// ownOccasion reports whether the first who is named at an occasion is of the own
// state, or nobody is and the report is of no other.
func (x *reader) ownOccasion() bool {
	for _, e := range x.events {
		if present(e.typ) && len(e.people) > 0 {
			return x.ownDoing(e)
		}
	}
	return x.around == "" || x.around == rostrum.ReferentOwn
}
