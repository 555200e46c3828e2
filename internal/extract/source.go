package extract

import (
	"iter"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// source is whoever's words a sentence gives.
type source struct {
	speaker string // resolved; "" where nobody speaks but the outlet
	voice   string
	side    string // own, foreign, adversary
	words   bool   // somebody's words, not the outlet's narration
	person  bool   // one with a name
	nested  bool   // quoted within another's words
	office  bool   // one person, named by office alone
	vague   bool   // on no side that its words tell
	general bool   // a people or state at large, no body of its own
	unsure  bool   // on the own side only because no word tells of another
	allied  bool   // of a body abroad that speaks for the own state
	body    bool   // an organisation, by its name
	assumed bool   // a leader named in the title or the lead, who has not spoken yet
	several bool   // more than one with a name
	loaded  bool   // whose words are given in order to refute them
	retold  bool   // whom a pronoun stands for that only told of him before
	lent    bool   // on the side of those whose words tell of it, as no word tells of another
}

// turn is whose turn it is to speak, and who spoke before.
type turn struct {
	floor  source // who speaks where a sentence does not say
	latest source // who spoke last
	them   source // whom a pronoun for a body stands for
	org    source // the organisation that spoke last
	inner  source // the body whose words stood last within somebody's
	inSaid int    // in which sentence they stood

	took source // the two or three who were told of as speakers last

	// whom somebody's words told of last, for the pronouns in them
	toldOne, toldMany source
}

// issuing reports whether somebody's words are such as the own state issues.
func (s *source) issuing() bool { return s.side == rostrum.ReferentOwn || s.allied }

// cast sets up who speaks where a report begins.
func (x *reader) cast() {
	x.block, x.brief = false, source{}
	x.him, x.turn = source{}, turn{floor: x.narrator()}
	if x.out.Kind == rostrum.KindCommentary {
		x.floor.words = true
		if paper := x.paperNamed(); paper != "" {
			x.floor.speaker, x.floor.voice = paper, rostrum.VoiceHome
			x.them = x.floor
		}
	}
	if a := x.firstIn(func(_ *event, a *appearance) bool { return a.role == rostrum.RolePrincipal && !a.null && a.key != "" }); a != nil {
		x.him = x.sourceOf(a)
	}
	if (x.him.speaker == "" || x.kind == kindAnecdote) && x.out.Kind != rostrum.KindMessage { // who writes to a leader is not him
		who := x.leaderIn(&x.title, 0, len(x.title.Tokens))
		if who == "" {
			who = x.leaderIn(&x.body, 0, x.leadEnd())
		}
		if who != "" {
			x.him = source{speaker: who, voice: rostrum.VoiceOwn, side: rostrum.ReferentOwn, person: true, assumed: true}
		}
	}
	if !x.sender.Empty() && (x.senderDoc == &x.title || x.out.Kind == rostrum.KindMessage) {
		x.d = x.senderDoc
		r := x.nounPhrase(x.sender) // "from the corps here over the demise of A"
		if r.Empty() {
			r = x.sender
		}
		who, ok := x.who(r, false)
		if !ok && r.Last == r.First+1 {
			who, ok = x.inLead(x.d.Word(r.First))
		}
		if ok {
			if x.out.Kind == rostrum.KindMessage {
				if a := x.firstIn(func(e *event, a *appearance) bool {
					return e.typ == rostrum.TypeMessage && a.role == rostrum.RolePrincipal && !a.null && (!who.person || a.key == who.speaker && len(a.posts) > 0)
				}); a != nil {
					who = x.sourceOf(a) // "a message from the minister", whom the text names
				}
			}
			who.voice = x.issued(who.side)
			x.them = who
			if x.out.Kind == rostrum.KindSpeech {
				x.floor, x.him = who, who
			}
		}
		x.d = &x.body
		return
	}
	switch x.out.Kind {
	case rostrum.KindStatement, rostrum.KindSpeech, rostrum.KindDocument, rostrum.KindMessage:
		if a := x.firstIn(func(e *event, a *appearance) bool {
			return (e.typ == rostrum.TypeStatement || e.typ == rostrum.TypeMeeting || e.typ == rostrum.TypeMessage) && e.d == &x.body &&
				(a.role == rostrum.RolePrincipal || a.role == rostrum.RoleSpeaker)
		}); a != nil {
			x.them = x.sourceOf(a)
			x.them.voice = x.issued(x.them.side)
		}
	}
}

// inLead returns whom the lead of the text names in full whose surname a title has alone:
// "Speech Made by Laine at Banquet".
func (x *reader) inLead(surname string) (source, bool) {
	x.d = &x.body
	for _, p := range x.people(x.start, x.leadEnd()) {
		if calls(x.key(p.name), surname) {
			return x.sourceOfPerson(p), true
		}
	}
	return source{}, false
}

// firstIn returns the first who takes part in an event as is wanted, nil for nobody.
func (x *reader) firstIn(wanted func(*event, *appearance) bool) *appearance {
	for _, e := range x.events {
		for i := range e.people {
			if wanted(e, &e.people[i]) {
				return &e.people[i]
			}
		}
	}
	return nil
}

// narrator is the outlet itself.
func (x *reader) narrator() source {
	return source{speaker: x.p.Credit, voice: rostrum.VoiceOwn, side: rostrum.ReferentOwn}
}

// issued is the voice of what a side formally issues.
func (x *reader) issued(side string) string {
	if side == rostrum.ReferentOwn {
		return rostrum.VoiceOfficial
	}
	return rostrum.VoiceAbroad
}

// sourceOf makes somebody who takes part in an event a source.
func (x *reader) sourceOf(a *appearance) source {
	out := source{speaker: a.key, person: !a.null, words: true, side: x.sideOfPerson(a.d, a.name, a.posts)}
	if a.null {
		out.speaker = a.d.Join(a.name.First, a.name.Last)
	}
	was := x.d
	x.d = a.d
	out.voice = x.voiceOfPerson(out.side, a.name, a.posts)
	x.d = was
	return out
}

// sourceOfPerson makes somebody whom the text names a source.
func (x *reader) sourceOfPerson(p person) source {
	return x.sourceOf(&appearance{d: x.d, key: x.key(p.name), name: grammar.Range{First: p.name.first, Last: p.name.last}, posts: p.posts})
}

// voiceOfPerson is the voice of somebody's words told in passing: by the side
// that he stands on, and whether he is asked as a witness.
func (x *reader) voiceOfPerson(side string, name grammar.Range, posts []grammar.Range) string {
	switch {
	case side != rostrum.ReferentOwn:
		return rostrum.VoiceAbroad
	case x.witness(name, posts):
		return rostrum.VoiceHome
	}
	return rostrum.VoiceOwn
}

// speaking tells whose words a sentence is.
func (x *reader) speaking(one *said, hits []hit) source {
	s := one.Sentence
	for h := range outerFirst(hits) {
		if !x.tellsWho(h, hits, s) {
			continue
		}
		told, ok := x.toldBy(h, s)
		if h.f.Source == "pronoun" && h.f.Free && (!ok || told.assumed) {
			if who, named := x.saidBefore(h, hits, s); named {
				told, ok = who, true
			}
		}
		if !ok {
			continue
		}
		abroad := x.out.Kind == rostrum.KindPressEcho || !x.floor.issuing() && !told.issuing()
		another := abroad && (!x.block || x.opensLine(s)) && told.speaker != x.floor.speaker
		if h.f.Speech && (!x.floor.words || another || x.floor.speaker == x.p.Credit && told.side == rostrum.ReferentOwn) {
			// it only tells that words were issued: they follow
			told = x.within(told, h, s)
			x.issuer = told
			if !x.gives(h, s) {
				told.words, told.voice = false, rostrum.VoiceOwn
			}
			return told
		}
		return x.within(told, h, s)
	}
	if x.brief.speaker != "" {
		return x.brief
	}
	if !x.floor.words && one.we {
		if last := x.lastSource(); last.speaker != "" {
			last.words = true
			if last.voice == rostrum.VoiceOwn {
				last.voice = x.issued(last.side)
			}
			x.floor, x.block, x.blockAt = last, true, s.Paragraph+1
			return last
		}
	}
	if x.floor.words && !x.block && x.out.Kind == rostrum.KindPressEcho && x.happened(one) {
		return x.narrator()
	}
	if !x.floor.words && x.goesOn(one) {
		return x.latest
	}
	if x.out.Kind == rostrum.KindDigest && !x.floor.words {
		if paper := x.headedBy(s.First); paper != "" {
			return source{speaker: paper, voice: rostrum.VoiceHome, side: rostrum.ReferentOwn} // what stands under its name
		}
	}
	return x.floor
}

// nextQuoted reports whether somebody who is told of as a speaker, though another has the
// floor, takes it for what follows. In a press echo it is taken by whoever opens a line with
// his words within the block of another's, but neither by the own side nor by an adversary who
// is only told of.
func (x *reader) nextQuoted(told source, h *hit, s text.Sentence) bool {
	if h.f.Source == "object" || told.voice == rostrum.VoiceAdversary {
		return false
	}
	switch x.out.Kind {
	case rostrum.KindCommentary:
		return false
	case rostrum.KindPressEcho:
		if told.side == rostrum.ReferentOwn || x.block && !(x.opensLine(s) && x.speechOpens(s)) {
			return false
		}
		sub := x.subjectOf(h)
		return told.side != rostrum.ReferentAdversary || x.floor.side == rostrum.ReferentAdversary || x.signed(sub, profile.CueAllied) || x.signed(sub, profile.CueAbroad)
	}
	return !x.block && (told.person || told.office || told.body)
}

// opensLine reports whether a sentence is the first of its line.
func (x *reader) opensLine(s text.Sentence) bool { return x.d.Tokens[s.First].Is(text.LineStart) }

// happened reports whether a sentence tells of an occasion.
func (x *reader) happened(one *said) bool {
	for _, e := range x.events {
		if e.d == &x.body && e.core.First >= one.First && e.core.First < one.Last && present(e.typ) {
			return true
		}
	}
	return false
}

// lastSource returns who spoke last, or sent the message.
func (x *reader) lastSource() source {
	if x.latest.speaker != "" {
		return x.latest
	}
	if x.them.speaker != "" {
		return x.them
	}
	if x.him.assumed && x.around != "" && x.around != rostrum.ReferentOwn {
		return source{} // a leader who is only told of abroad
	}
	return x.him
}

// gives reports whether a sentence that tells of words being issued gives some:
// behind the verb it goes on with a participle or a clause.
func (x *reader) gives(h *hit, s text.Sentence) bool {
	d := x.d
	for k := h.m.Last; k < s.Last; k++ {
		if t := &d.Tokens[k]; t.Class.Has(x.c.relative) || !t.Is(text.Capital) && x.participle(k) && !t.Class.Has(x.c.siteStop) && !d.Tokens[k-1].Class.Has(x.c.of|x.c.article) {
			return true
		}
	}
	return false
}

// passing reports whether the verb at token k stands behind a relative pronoun,
// and so is told in passing, or is passive.
func (x *reader) passing(k, first int) bool {
	for k--; k >= first && x.adverbAt(k); k-- {
	}
	return k >= first && x.d.Tokens[k].Class.Has(x.c.relative|x.c.passive)
}

// noVerb reports whether what could be a verb at token k is none that tells: "the
// continued decline", "the United States", "everybody should read".
func (x *reader) noVerb(k, first int) bool {
	if k <= first {
		return false
	}
	if x.d.Tokens[k].Is(text.Capital) || x.d.Tokens[k-1].Class.Has(x.c.article) {
		return true
	}
	return x.signs(k-1, profile.CueModal)
}

// toldBy resolves whose words a formula says that a sentence is.
func (x *reader) toldBy(h *hit, s text.Sentence) (source, bool) {
	switch h.f.Source {
	case "pronoun":
		return x.pronounSource(h.m.First, h.m.Last)
	case "same":
		return x.oneOf()
	case "object":
		r := h.m.Slot(grammar.Object)
		for k := r.First + 1; k < r.Last; k++ {
			if t := &x.d.Tokens[k]; t.Class.Has(x.c.subordinator) && !t.Is(text.Capital) {
				r.Last = k // "said A when meeting B"
			}
		}
		if np := x.nounPhrase(r); h.f.Speech && np.Last == np.First+1 && x.d.Tokens[np.First].Class.Has(x.c.eventNoun) {
			return source{}, false // "a letter was read out at the meeting"
		}
		return x.who(r, false)
	}
	sub := x.subjectOf(h)
	if !sub.Empty() && x.signs(sub.First, profile.CueCondition) && x.conditionEnd(sub.First+1, s.Last) > h.m.First {
		return source{}, false // "If the Dominion, that den of thieves, demands it"
	}
	if x.floor.words && sub.Last > sub.First+1 && x.signed(sub, profile.CueFirst) {
		return x.floor, true // "Your Excellency, I … wishes"
	}
	who, ok := x.who(sub, true)
	return who, ok && !(who.retold && x.elsewhereTold(h.m.First, s))
}

// outerFirst goes through the hits of a sentence, those first that tell behind the
// words whose they are: "A founded the party, the statement said".
func outerFirst(hits []hit) iter.Seq[*hit] {
	return func(yield func(*hit) bool) {
		for _, outer := range [...]bool{true, false} {
			for k := range hits {
				h := &hits[k]
				if outer == (h.f.Free && (h.f.Source == "same" || h.f.Source == "pronoun")) && !yield(h) {
					return
				}
			}
		}
	}
}

// tellsWho reports whether a hit says whose words its sentence gives.
func (x *reader) tellsWho(h *hit, hits []hit, s text.Sentence) bool {
	if k := h.m.First; k > s.First && x.d.Tokens[k-1].Class.Has(x.c.subordinator) && x.endsIn(k, x.p.PastEndings) || h.f.Among == "narration" && x.floor.words {
		return false // "as demanded by A"
	}
	if k := h.m.Last; h.f.Source == "subject" && k < s.Last && x.d.Tokens[k].Class.Has(x.c.manner) && x.endsIn(k-1, x.p.PastEndings) {
		return false // "the policy denounced by all"
	}
	return h.f.Source != "" && (h.f.Free || !x.passing(h.m.First, s.First)) && (h.f.Source != "subject" || !x.noVerb(h.m.First, s.First)) && !x.outdone(h, hits) && !x.quotedBy(h, hits, s)
}

// quotedBy reports whether a hit stands in the quotation that opens a sentence, and
// another behind it tells whose words these are: '"We told everybody," said a man'.
func (x *reader) quotedBy(h *hit, hits []hit, s text.Sentence) bool {
	d := x.d
	if d.Tokens[s.First].Mark != '"' {
		return false
	}
	end := s.First + 1
	for end < s.Last && d.Tokens[end].Mark != '"' {
		end++
	}
	for k := range hits {
		if o := &hits[k]; h.m.First < end-1 && o.f.Source != "" && o.m.First >= end-1 {
			return true
		}
	}
	return false
}

// outdone reports whether the verb of a hit has whoever speaks behind it and not
// before: "…, said a spokesman".
func (x *reader) outdone(h *hit, hits []hit) bool {
	d := x.d
	if h.f.Source != "subject" || h.m.First == 0 || h.m.First+1 >= len(d.Tokens) {
		return false
	}
	before := h.m.First - 1
	if before > 0 && d.Tokens[before].Mark == '"' {
		before--
	}
	if d.Tokens[before].Mark != ',' {
		return false
	}
	if t := &d.Tokens[h.m.First+1]; !t.Is(text.Capital) && !t.Class.Has(x.c.article|x.c.title) {
		if n, _, _ := x.p.Phrases.Longest(d, h.m.First+1, len(d.Tokens), x.c.country|x.c.demonym|x.c.home); n == 0 {
			return false // "A, the minister, said that …"
		}
	}
	for k := range hits {
		if o := &hits[k]; o.f.Source == "object" && o.f.Free && o.m.First == before {
			return !x.apposed(x.subjectOf(h))
		}
	}
	return false
}

// apposed reports whether a subject is a name and what is said of its bearer between
// commas: "A, the minister,".
func (x *reader) apposed(sub grammar.Range) bool {
	if sub.Empty() || x.d.Tokens[sub.Last-1].Mark != ',' {
		return false
	}
	np := x.nounPhrase(sub)
	return !np.Empty() && np.Last < sub.Last-1 && x.d.Tokens[np.Last].Mark == ',' && x.speaks(np) && !x.holds(sub, x.c.verb|x.c.passive|x.c.relative)
}

// subjectOf returns the tokens of a hit's subject.
func (x *reader) subjectOf(h *hit) grammar.Range {
	return x.clause(h.m.Slot(grammar.Subject))
}

// within settles the voice of words told in a sentence: what the report as a
// whole gives, and who is quoted in it.
func (x *reader) within(told source, h *hit, s text.Sentence) source {
	if told.speaker == x.p.Credit {
		told.words = true
		x.floor = told
		if h.f.Speech {
			x.remember(told)
		}
		return told // what the outlet says of itself is its own
	}
	kind := x.out.Kind
	refuting := x.floor.words && x.floor.side == rostrum.ReferentOwn || kind == rostrum.KindCommentary || kind == rostrum.KindStatement
	loaded := x.signed(grammar.Range{First: h.m.First, Last: max(h.m.Last, h.m.First+1)}, profile.CueLoaded)
	told.loaded = loaded && refuting && told.side != rostrum.ReferentOwn
	if told.side == rostrum.ReferentAdversary && (refuting || loaded) {
		told.voice = rostrum.VoiceAdversary
	}
	if x.floor.words && !(h.f.Speech && x.floor.speaker == x.p.Credit && told.side == rostrum.ReferentOwn) {
		if told.speaker == x.floor.speaker || x.oneMouth(told) || told.vague && told.side == rostrum.ReferentOwn && x.floor.side == rostrum.ReferentOwn && h.f.Source == "subject" {
			if told.person && told.speaker == x.floor.speaker {
				x.him = x.floor // again, whoever was quoted between
			}
			return x.floor // "we", "the ministry": the same mouth
		}
		told.nested, told.words = true, true
		if told.person || told.office {
			x.him = told
		}
		if told.side == rostrum.ReferentOwn && told.voice == rostrum.VoiceOwn {
			told.voice = x.floor.voice
			if x.floor.voice != rostrum.VoiceOfficial && !told.person {
				told.voice = rostrum.VoiceOfficial
			}
		}
		if kind == rostrum.KindCommentary && told.voice == rostrum.VoiceHome && !told.person {
			told.nested = false
			x.floor = told // the paper whose article it is, or the next
			x.remember(told)
			return told
		}
		if x.nextQuoted(told, h, s) {
			x.floor = told
			x.floor.nested = false
			x.remember(told)
		}
		return told
	}
	told.words = true
	formal := x.delivered(h, s)
	switch {
	case told.voice != rostrum.VoiceOwn:
	case kind == rostrum.KindStatement || kind == rostrum.KindSpeech || kind == rostrum.KindDocument || kind == rostrum.KindMessage || formal:
		told.voice = x.issued(told.side)
	}
	if h.f.Source == "object" && !h.f.Speech {
		x.remember(told)
		return told // a fact, and who says so: what follows is told by the outlet, but for "he said"
	}
	switch kind {
	case rostrum.KindPressEcho:
		if told.side == rostrum.ReferentOwn && !told.person {
			return told
		}
		x.floor = told
	case rostrum.KindStatement, rostrum.KindCommentary, rostrum.KindSpeech, rostrum.KindDocument:
		if h.f.Speech || told.voice != rostrum.VoiceHome || kind == rostrum.KindCommentary {
			x.floor = told
		}
	}
	x.remember(told)
	return told
}

// delivered reports whether who speaks, or how, says that the words are those of a
// speech, a report, a statement: "the statement said", "In his speech he said",
// "he in his speech said", "he said in his speech".
func (x *reader) delivered(h *hit, s text.Sentence) bool {
	d := x.d
	if sub := x.subjectOf(h); !sub.Empty() && x.signed(x.nounPhrase(x.inverted(sub)), profile.CueDelivered) {
		return true
	}
	for _, k := range [...]int{s.First, h.m.First, h.m.First + 1} {
		if k < len(d.Tokens) && d.Tokens[k].Class.Has(x.c.in) && x.signed(grammar.Range{First: k, Last: min(k+inSpeech, len(d.Tokens))}, profile.CueDelivered) {
			return true
		}
	}
	return false
}

// inSpeech is within how many words "in his speech at the banquet" names itself.
const inSpeech = 5

// remember keeps who spoke for the pronouns that follow.
func (x *reader) remember(told source) {
	x.latest = told
	if told.person || told.office {
		x.toldOne = source{}
	} else {
		x.toldMany = source{}
	}
	if told.speaker != x.took.speaker {
		x.took = source{}
	}
	if told.person || told.office {
		x.him = told
	}
	if !told.person {
		x.them = told
	}
	if told.body {
		x.org = told
	}
}

// oneMouth reports whether those named within the words of an institution are
// that institution or the own side at large.
func (x *reader) oneMouth(told source) bool {
	if told.person || told.side != x.floor.side {
		return false
	}
	if told.general {
		return true
	}
	for _, w := range strings.Fields(told.speaker) {
		if class := x.p.Vocabulary.Class(x.p.Vocabulary.Find(strings.ToLower(w))); class.Has(x.c.home | x.c.of | x.c.article) {
			continue
		}
		if !strings.Contains(x.floor.speaker, w) {
			return false
		}
	}
	return true
}
