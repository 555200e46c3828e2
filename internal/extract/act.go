package extract

import (
	"slices"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/confidence"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// Weights of cues from which on a sentence is an act without a formula that says
// so: in somebody's words; about a leader there; in the outlet's own narration,
// where an epithet in passing is none; and beside another act, which the same
// words belong to.
const (
	enoughInWords     = 2
	enoughOfLeader    = 1
	enoughForPraise   = 3
	enoughInNarration = 5
	enoughBeside      = 5
	never             = 1 << 20
)

// act is an act being put together.
type act struct {
	kind    string
	speaker source
	formula *profile.Formula // nil where the words of the sentence add up to it
	object  grammar.Range
	weighed bool // points alone tell it
}

// What stands in place of a formula's name where the words of a sentence add up to an
// act: by the weights of its cues, or by points that were learned.
const (
	Cues   = "cues"
	Points = "points"
)

// by returns the name and the family of what told an act.
func (a *act) by() (formula, family string) {
	switch {
	case a.formula != nil:
		return a.formula.ID, a.formula.Family
	case a.weighed:
		return Points, Points
	}
	return Cues, Cues
}

// findActs finds the acts of a sentence: those that formulas tell and those that its
// cues add up to.
func (x *reader) findActs(one *said, hits []hit, cur source) {
	s, sums := one.Sentence, one.sums
	found := x.found[:0]
	has := func(kind string) bool { return holdsAct(found, kind) }
	question := x.d.Tokens[s.Last-1].Mark == '?' || s.Last-s.First > 1 && x.d.Tokens[s.Last-2].Mark == '?'
	taken := -1 // the verb of what will be that an act has been found in
	for k := range hits {
		h := &hits[k]
		if h.f.Among != "" && h.f.Act != "" && (question || h.m.First == taken || !cur.words && one.we) {
			continue
		}
		if h.f.Among != "" && (h.f.Act == rostrum.ActForecast || h.f.Act == rostrum.ActPledge) {
			if before := max(h.m.First-1, s.First); x.d.Tokens[before].Is(text.Capital) && x.d.Tokens[h.m.First].Is(text.Capital) && before < h.m.First {
				continue // 'the song "We Will Mend"'
			}
			if x.signed(grammar.Range{First: s.First, Last: h.m.First}, profile.CueWish) {
				continue // "hopes that they will"
			}
		}
		if h.f.Act == "" || has(h.f.Act) || !x.among(h.f, cur) || !h.f.Free && x.passing(h.m.First, s.First) {
			continue
		}
		speaker := cur
		sub := x.subjectOf(h)
		if h.f.Whose != "" {
			if x.doer(x.behindSaying(sub, hits), cur) != h.f.Whose {
				continue
			}
		} else if !cur.nested && h.f.Among == "" && !x.agentBehind(h) { // of what will be, who speaks foretells it
			who, ok := x.who(sub, true)
			switch {
			case ok || x.holds(sub, x.c.relative):
			case !cur.words:
				who, ok = x.who(x.agent(s), true) // "Going round the farm, he learned … and praised"
			case sub.Empty() && x.participle(h.m.First) && cur.speaker == x.floor.speaker:
				who, ok = x.doing(h, hits, s, cur)
			}
			if ok && !x.sameMouth(who, cur) && !(who.retold && x.elsewhereTold(h.m.First, s)) {
				turn := x.turn
				speaker = x.within(who, h, s)
				if cur.words {
					x.turn = turn // who is told of within somebody's words does not speak next
				}
			}
		}
		if h.f.Act == rostrum.ActDirective && h.f.Among == "" && cur.words && speaker.speaker == cur.speaker && x.opensOwn(h.m.Slot(grammar.Object)) {
			continue // "he asked us to", "we entrusted our lot to him"
		}
		if h.f.Among != "" {
			taken = h.m.First
		}
		x.step(h.f, &h.m, "act "+h.f.Act)
		object := h.m.Slot(grammar.Object)
		if object.Empty() && h.f.Act == rostrum.ActDirective && h.f.Among != "" && h.m.First > s.First {
			object = x.bound(s, h.m.First)
		}
		found = append(found, act{kind: h.f.Act, speaker: speaker, formula: h.f, object: object})
	}
	for k, kind := range rostrum.Acts {
		if !has(kind) && sums[k] > 0 && sums[k] >= x.enough(kind, one, cur, found) {
			found = append(found, act{kind: kind, speaker: x.critic(kind, cur)})
		}
	}
	if x.believed(found) {
		// who hopes or is convinced promises nothing
		found = slices.DeleteFunc(found, func(a act) bool { return a.kind == rostrum.ActPledge && a.future() })
	}
	if x.conditional(s, cur, found) && !has(rostrum.ActThreat) {
		found = append(found, act{kind: rostrum.ActThreat, speaker: cur})
	} else if has(rostrum.ActThreat) {
		// what will come to those who are threatened is the threat
		kept := found[:0]
		for _, a := range found {
			if !(a.kind == rostrum.ActForecast || a.kind == rostrum.ActPledge) || a.speaker.speaker != cur.speaker || !a.future() {
				kept = append(kept, a)
			}
		}
		found = kept
	}
	x.found = found
}

// opensOwn reports whether a range opens with a word for the one who speaks or what is his.
func (x *reader) opensOwn(r grammar.Range) bool {
	return !r.Empty() && (x.signs(r.First, profile.CueFirst) || x.signs(r.First, profile.CueOwnSide))
}

// holdsAct reports whether acts that were found hold one of a kind.
func holdsAct(found []act, kind string) bool {
	return slices.ContainsFunc(found, func(a act) bool { return a.kind == kind })
}

// agentBehind reports whether behind a verb stands who does what it says: "the hall
// admired by the visitors". What stands before it is not who does it.
func (x *reader) agentBehind(h *hit) bool {
	obj := h.m.Slot(grammar.Object)
	return !obj.Empty() && obj.First == h.m.Last && x.d.Tokens[obj.First].Class.Has(x.c.manner) && x.endsIn(obj.First-1, x.p.PastEndings)
}

// bound returns who should do something, before the word at a token that says so: nobody
// where it is a thing, or where something should be done.
func (x *reader) bound(s text.Sentence, modal int) grammar.Range {
	d := x.d
	for k := modal + 1; k+1 < s.Last && k <= modal+inPassive; k++ {
		if d.Tokens[k].Class.Has(x.c.passive) && (x.endsIn(k+1, x.p.PastEndings) || x.adverbAt(k+1)) {
			return grammar.Range{} // "the tax should be lifted"
		}
	}
	np := x.nounPhrase(x.lastClause(grammar.Range{First: s.First, Last: modal}))
	if np.Empty() || x.aThing(np) || d.Tokens[x.headOf(np).Last-1].Class.Has(x.c.placeNoun) {
		return grammar.Range{}
	}
	return np
}

// inPassive is within how many words behind a modal its verb is told to be passive.
const inPassive = 3

// critic is whose act of a kind it is that the words of a sentence add up to: who repeats
// hostile words in order to refute them blames the one who spoke them, and a body that is no
// own one's, and of which he tells.
func (x *reader) critic(kind string, cur source) source {
	if kind == rostrum.ActCriticism && (cur.loaded || cur.retold && cur.side != rostrum.ReferentOwn && !(cur.person && cur.side == rostrum.ReferentForeign) || cur.voice == rostrum.VoiceAdversary || cur.nested && (cur.side == rostrum.ReferentAdversary || cur.lent && cur.body && x.floor.side == rostrum.ReferentOwn)) {
		return x.floor
	}
	return cur
}

// tellActs enters the acts that were found in a sentence.
func (x *reader) tellActs(one *said) {
	if len(x.found) == 0 {
		return
	}
	d, s, head := x.d, one.Sentence, one.head
	whole := grammar.Range{First: head, Last: s.Last}
	sentence, at := d.Quote(head, s.Last), span(d, whole)
	words := firstWords(sentence)
	if head == one.from && head != s.First {
		words = firstWords(d.Quote(s.First, s.Last)) // behind the dash
	}
	condition := x.condition(s)
	for k := range x.found {
		a := &x.found[k]
		formula, family := a.by()
		out := rostrum.Act{Speaker: a.speaker.speaker, Act: a.kind, Sentence: words, Voice: a.speaker.voice,
			Evidence: sentence, At: at, Formula: formula, Confidence: x.p.Confidence.Lookup(confidence.Act, a.kind, family).Value}
		out.Referent = x.whose(one, a.kind, formula)
		if out.Speaker == "" {
			out.Speaker = x.p.Credit
		} else if out.Voice == rostrum.VoiceOwn && a.speaker.side != "" && a.speaker.side != rostrum.ReferentOwn {
			out.Voice = x.issued(a.speaker.side) // done by foreigners, though the outlet tells it
		}
		if a.kind != rostrum.ActPraise && a.kind != rostrum.ActCriticism {
			out.Condition = quote(d, condition)
		}
		out.Addressee = quote(d, x.addressee(a, s))
		x.out.Acts = append(x.out.Acts, out)
	}
}

// believed reports whether what will be is somebody's hope or conviction.
func (x *reader) believed(found []act) bool {
	for _, a := range found {
		if a.kind == rostrum.ActForecast && a.formula != nil && a.formula.Among == "" {
			return true
		}
	}
	return false
}

// among reports whether a formula may count where somebody's words are given, or
// where the outlet tells.
func (x *reader) among(f *profile.Formula, cur source) bool {
	switch f.Among {
	case "words":
		return cur.words
	case "narration":
		return !cur.words
	}
	return true
}

// sameMouth reports whether somebody named within words is the one who speaks.
func (x *reader) sameMouth(who, cur source) bool {
	return cur.words && (who.speaker == cur.speaker || who.general && who.side == cur.side)
}

// doer tells whose doing a subject is, as seen by the one who speaks: own,
// adversary or other.
func (x *reader) doer(sub grammar.Range, cur source) string {
	sub = x.lastClause(sub)
	switch {
	case (x.signed(sub, profile.CueOwnSide) || x.signed(sub, profile.CueFirst)) && cur.words:
		return "own"
	case sub.Last == sub.First+1 && x.signed(sub, profile.CueThird) && cur.words && cur.person && (!x.block || sub.First > 0 && x.d.Tokens[sub.First-1].Class.Has(x.c.relative|x.c.verb)):
		return "own"
	case sub.Last == sub.First+1 && cur.words && !cur.person && x.d.Tokens[sub.First].Class.Has(x.c.pronoun) && sub.First > 0 && x.d.Tokens[sub.First-1].Class.Has(x.c.relative|x.c.verb) && !x.idle(sub.Last, len(x.d.Tokens)) && !x.ofAnother(sub.First-1):
		return "own" // "the headquarters declared that it", "they said they"
	case cur.words && !cur.person && x.itself(sub, cur.speaker):
		return "own" // "the association", of itself
	case x.side(sub) == rostrum.ReferentAdversary && cur.side != rostrum.ReferentAdversary:
		return "adversary"
	case x.side(sub) != "" && x.side(sub) == cur.side && x.speaks(x.headOf(sub)):
		return "own"
	}
	return "other"
}

// ofAnother reports whether the clause behind "that" at a token gives the words of a body that
// stands before it, and not of who speaks: "backed the statement of the ministry of Finland
// that it would".
func (x *reader) ofAnother(k int) bool {
	if k == 0 || !x.d.Tokens[k].Class.Has(x.c.relative) {
		return false
	}
	before := &x.d.Tokens[k-1]
	return before.Is(text.Capital) && before.Class.Has(x.c.home|x.c.country|x.c.demonym|x.c.organisation|x.c.orgNoun) && x.d.Word(k-1) != x.p.Outlet
}

// headOf cuts a noun phrase down to its head: "the call" of "the call of ships".
func (x *reader) headOf(np grammar.Range) grammar.Range {
	for k := np.First + 1; k < np.Last; k++ {
		if x.d.Tokens[k].Class.Has(x.c.of | x.c.in | x.c.at) {
			np.Last = k
			break
		}
	}
	return np
}

// itself reports whether a subject is called by words of a speaker's name alone.
func (x *reader) itself(sub grammar.Range, speaker string) bool {
	n := 0
	for k := sub.First; k < sub.Last; k++ {
		t := &x.d.Tokens[k]
		if t.Is(text.Punct) || t.Class.Has(x.c.article|x.c.of|x.c.and|x.c.relative|x.c.adverb|x.c.verb) {
			continue // "the said committee"
		}
		w := x.d.Word(k)
		if len(w) < 3 || !containsFold(speaker, w) {
			return false
		}
		n++
	}
	return n > 0
}

// containsFold reports whether a text holds a word, in letters of whatever case.
func containsFold(s, word string) bool {
	for len(s) >= len(word) {
		if strings.EqualFold(s[:len(word)], word) {
			return true
		}
		s = s[1:]
	}
	return false
}

// behindSaying cuts off a subject what tells who says it: "A said the project".
func (x *reader) behindSaying(sub grammar.Range, hits []hit) grammar.Range {
	for k := range hits {
		if h := &hits[k]; h.f.Source == "subject" && h.m.Last > sub.First && h.m.Last < sub.Last {
			sub.First = h.m.Last
		}
	}
	return sub
}

// lastClause cuts a subject down to its clause: what stands behind the last comma,
// relative pronoun or subordinator.
func (x *reader) lastClause(r grammar.Range) grammar.Range {
	d := x.d
	for k := r.Last - 2; k >= r.First; k-- {
		if t := &d.Tokens[k]; t.Mark == ',' || t.Class.Has(x.c.relative|x.c.subordinator) && !t.Is(text.Capital) {
			r.First = k + 1
			break
		}
	}
	for r.First < r.Last-1 && d.Tokens[r.First].Class.Has(x.c.and|x.c.adverb) {
		r.First++
	}
	return r
}

// future reports whether an act's formula tells by a verb alone what will be.
func (a *act) future() bool {
	return a.formula != nil && (a.formula.Whose != "" || a.formula.Among == "narration")
}

// enough is the weight from which on cues make an act of a sentence.
func (x *reader) enough(kind string, one *said, cur source, found []act) int {
	hostile := one.hostile
	others, future := 0, false
	for _, a := range found {
		if a.kind != kind {
			others++
		}
		future = future || a.kind == rostrum.ActPledge || a.kind == rostrum.ActForecast
	}
	switch {
	case !cur.words:
		return enoughInNarration
	case kind == rostrum.ActThreat:
		if !future || cur.side != rostrum.ReferentOwn || !hostile {
			return never
		}
		return enoughInWords
	case others > 0:
		return enoughBeside
	case kind != rostrum.ActPraise:
		return enoughInWords
	}
	leader, _ := x.leaderOf(one)
	switch {
	case leader == "" && cur.voice != rostrum.VoiceHome:
		return enoughForPraise
	case leader != "" && (cur.side != rostrum.ReferentOwn || cur.voice == rostrum.VoiceHome):
		return enoughOfLeader
	}
	return enoughInWords
}

// weigh adds up the cues of a sentence and notes whom it names: first, and an
// adversary anywhere.
func (x *reader) weigh(one *said) {
	d := x.d
	content := x.content(one)
	one.firstMark, one.content = len(x.marks), content
	note := func(k, n int, side string) {
		if last := len(x.marks) - 1; last >= one.firstMark && side == rostrum.ReferentAdversary && x.marks[last].last == k && x.marks[last].side == rostrum.ReferentForeign {
			x.marks[last].side = side // the warlike forces of a people are meant, not the people
			if one.named != "" && one.namedAt == x.marks[last].first {
				one.named = side
			}
		}
		if k >= content && one.named == "" {
			one.named = side
			one.namedAt = k
		}
		x.marks = append(x.marks, mark{first: k, last: k + n, side: side})
	}
	for k := one.First; k < one.Last; {
		t := &d.Tokens[k]
		n, class, value := x.p.Phrases.Longest(d, k, one.Last, x.c.adversary|x.c.home|x.c.country)
		c, m := x.cueAt(d, k, one.Last)
		if n == 0 {
			n, class = 1, t.Class
			if class == 0 && t.Is(text.Capital) {
				if class = x.joint(k); class != 0 && (c.Act == rostrum.ActCriticism || x.opposed(k)) {
					class = 0 // "anti-…": against it, and not its own
				}
			}
			if class.Has(x.c.adversary) {
				value = x.p.Value(x.c.adversary, t.Word)
			}
		}
		switch {
		case m >= n && c.Whose != "":
			thing := c.Sign != profile.CueCrowd && c.Whose != rostrum.ReferentAdversary
			if one.named == "" && k >= content {
				one.byCue = true
			}
			note(k, m, c.Whose)
			x.marks[len(x.marks)-1].thing = thing
			if c.Whose == rostrum.ReferentAdversary {
				one.foe, one.sworn = true, true
			}
			one.hostile = one.hostile || class.Has(x.c.adversary)
			n = m
		case class.Has(x.c.adversary) && n >= m:
			note(k, n, rostrum.ReferentAdversary)
			one.hostile, one.foe = true, true
			one.against = one.against || value == ""
			one.sworn = one.sworn || value == ""
		case c.Sign == profile.CueAbroad, c.Sign == profile.CueAllied:
			n = max(n, m)
			note(k, n, rostrum.ReferentForeign)
		case c.Sign == profile.CueEnemy:
			one.hostile, one.foe = true, true
			one.enemies = one.enemies || one.named == "" && k >= content && x.heads(content, k)
		case c.Rules && n == 1 && x.mocked(k):
			note(k, n, rostrum.ReferentAdversary) // a "government" that is called one in mockery
			one.foe, one.sworn = true, true
		case class.Has(x.c.home):
			note(k, n, rostrum.ReferentOwn)
		case class.Has(x.c.country|x.c.demonym) && t.Is(text.Capital):
			note(k, n, rostrum.ReferentForeign)
			one.elsewhere = true
		}
		if m == 1 && c.Sign == profile.CueFirst && !t.Is(text.Quoted|text.Period) {
			one.we = true
		}
		if m > 0 && c.Act != "" && !t.Is(text.Quoted) {
			one.sums[actIndex(c.Act)] += c.Weight
			n = m
		}
		k += n
	}
	one.lastMark = len(x.marks)
	if k := actIndex(rostrum.ActCriticism); one.hostile && one.sums[k] > 0 {
		one.sums[k]++
	}
}

// opposed reports whether a word with a hyphen begins with one of blame: "anti-".
func (x *reader) opposed(k int) bool {
	first, _, ok := strings.Cut(x.d.Word(k), "-")
	return ok && x.p.Blames(strings.ToLower(first))
}

// mocked reports whether a word stands alone in quotation marks: the "government".
func (x *reader) mocked(k int) bool {
	d := x.d
	if k == 0 || d.Tokens[k-1].Mark != '"' || d.Tokens[k-1].Is(text.Glued) {
		return false
	}
	for k++; k < len(d.Tokens) && d.Tokens[k].Is(text.Possessive); k++ {
	}
	return k < len(d.Tokens) && d.Tokens[k].Mark == '"'
}

// content returns where in a sentence the words begin that somebody is said to
// have spoken: behind the verb of saying.
func (x *reader) content(one *said) int {
	if x.saidBehind(one) {
		return one.First
	}
	for k := one.first; k < one.last; k++ {
		h := &x.hits[k]
		if h.f.Source == "subject" && !h.f.Speech && !x.passing(h.m.First, one.First) && h.m.Last < one.Last-fewWords {
			return h.m.Last
		}
	}
	return one.First
}

// saidBehind reports whether a sentence tells behind the words whose they are: "…, he
// said", "…, said the paper".
func (x *reader) saidBehind(one *said) bool {
	for k := one.first; k < one.last; k++ {
		h := &x.hits[k]
		if !h.f.Free || h.f.Source == "" || h.m.First == one.First || x.d.Tokens[h.m.First].Mark != ',' || h.m.First+2 >= one.Last {
			continue
		}
		if t := &x.d.Tokens[h.m.First+2]; h.f.Source != "object" || t.Is(text.Capital) || t.Class.Has(x.c.article) {
			return true
		}
	}
	return false
}

func actIndex(act string) int {
	for i, a := range rostrum.Acts {
		if a == act {
			return i
		}
	}
	return 0
}
