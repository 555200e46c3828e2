package extract

import (
	"strconv"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/confidence"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// plans enters the plan claims of a sentence.
func (x *reader) plans(s text.Sentence, hits []hit, cur source) {
	until := s.First // tokens that a claim has taken
	verb := s.First  // behind the last word of its verb
	for k := range hits {
		h := &hits[k]
		if h.f.Plan == "" || h.m.First < max(until, verb) || !x.among(h.f, cur) {
			continue
		}
		// what is named in passing tells little beside a plan that is told
		if h.f.Yields && len(x.out.Plans) > 0 {
			x.step(h.f, &h.m, "another plan is told")
			continue
		}
		obj := h.m.Slot(grammar.Object)
		front := !obj.Empty() && obj.Last <= h.m.First
		var np grammar.Range
		told := 0 // where what is told of the plan ends, if not with it
		if x.attributive(h, s.First) {
			continue
		}
		if front {
			np = x.planFront(x.clause(grammar.Range{First: max(obj.First, until), Last: obj.Last}))
		} else {
			np = x.withNoun(x.planPhrase(obj), h.m.First+1)
			np.Last, told = x.bare(np, h.f.Plan), np.Last
		}
		if np.Empty() || x.pronounAlone(np) || x.planAlone(np) || front && x.show(np) {
			x.step(h.f, &h.m, "no plan named")
			continue
		}
		if front && h.f.Needs != "" && !x.holds(head(np, front), x.needed(h.f.Needs)) {
			np = x.lastPhrase(np)
		}
		if np.Empty() || x.signs(np.First, profile.CueModal) || x.d.Tokens[np.First].Class.Has(x.c.passive) {
			continue // "at the head of those, would be furnished"
		}
		status, ok := x.statusOf(h, np, s)
		if !ok {
			x.step(h.f, &h.m, "demanded, not told")
			continue
		}
		if x.inWords(np) || x.longPast(np, s) {
			x.step(h.f, &h.m, "no plan of these days")
			continue
		}
		if h.f.Needs != "" && !x.holds(head(np, front), x.needed(h.f.Needs)) {
			continue
		}
		if h.f.Whose != "" && x.doer(x.subjectOf(h), cur) != h.f.Whose {
			continue
		}
		whole := np
		if !front {
			whole = x.withHead(np, x.subjectOf(h).Empty(), max(s.First, until))
		}
		out := rostrum.Plan{Plan: x.d.Quote(whole.First, whole.Last), Status: status, Voice: cur.voice, Formula: h.f.ID,
			Confidence: x.p.Confidence.Lookup(confidence.Plan, status, h.f.Family).Value}
		first := h.m.First
		if front {
			first = np.First
		}
		out.Assigner = x.assigner(h, np, told, status, s, hits, cur)
		if who := x.performer(h, np, front, status, s, hits); !who.Empty() {
			out.Subject = quote(x.d, who)
			if n := h.m.First - who.First; !x.subjectOf(h).Empty() && who.First >= s.First && n > 0 && n <= longSubject {
				first = who.First
			}
		}
		last := max(h.m.Last, np.Last, told)
		if !front && h.m.Last >= s.Last {
			last = max(np.Last, told)
		}
		ev := x.clauseFrom(first, last, s)
		out.Evidence, out.At = x.d.Quote(ev.First, ev.Last), span(x.d, ev)
		timed := ev.Last
		if k := max(last, ev.First+planWords); k < ev.Last && !x.d.Tokens[k].Is(text.Number) {
			timed = k // the rest of a name that the quotation ends in sets no time
		}
		out.Horizon = pointer(x.p.Calendar.Horizon(x.d, ev.First, timed, x.r.Published, done(status)))
		if v := x.value(whole, ev); !v.Empty() {
			out.Value = quote(x.d, v)
		}
		out.Referent = x.planReferent(ev, s)
		x.step(h.f, &h.m, "plan "+status)
		if x.aside {
			x.out.Plans = x.out.Plans[:0] // the claim that yields was the only one
		}
		x.aside = h.f.Yields
		x.out.Plans = append(x.out.Plans, out)
		if !x.aside {
			until, verb = max(np.Last, told, h.m.First+1), h.m.Last
		}
	}
}

// statusOf returns the status of a claim. What should be pushed on or finished is
// not told to be so: it is set, or called for without a word on when.
func (x *reader) statusOf(h *hit, np grammar.Range, s text.Sentence) (string, bool) {
	d := x.d
	for k, n := h.m.First-1, 0; k >= s.First && n < modalReach && !d.Tokens[k].Is(text.Punct); k, n = k-1, n+1 {
		if x.signAt(k, h.m.First, profile.CueModal) > 0 && (!d.Tokens[k].Is(text.Capital) || k == s.First) {
			switch h.f.Plan {
			case rostrum.StatusUnderWay, rostrum.StatusFulfilled, rostrum.StatusOverfulfilled, rostrum.StatusAhead:
				return rostrum.StatusAssigned, x.holds(head(np, false), x.c.planNoun|x.c.siteNoun|x.c.site)
			}
			return h.f.Plan, true
		}
		if d.Tokens[k].Class.Has(x.c.relative | x.c.subordinator) {
			break
		}
	}
	return h.f.Plan, true
}

// modalReach is how many words before its verb a modal may stand.
const modalReach = 8

// done reports whether a plan of a status may be that of a period which is over.
func done(status string) bool {
	switch status {
	case rostrum.StatusFulfilled, rostrum.StatusOverfulfilled, rostrum.StatusAhead, rostrum.StatusBehind:
		return true
	}
	return false
}

// head cuts a plan down to the words among which its noun must stand: far behind
// it begins what the plan is for. A plan in front of its verb may have its noun
// late, behind an adverbial.
func head(np grammar.Range, front bool) grammar.Range {
	words := headOfPlan
	if front {
		words = headInFront
	}
	np.Last = min(np.Last, np.First+words)
	return np
}

const (
	headOfPlan  = 8
	headInFront = 12
)

// show reports whether what goes on is an occasion and nothing that is built or worked at:
// "the exhibition of paintings", but not "the glass workshop".
func (x *reader) show(np grammar.Range) bool {
	head := x.headOf(np)
	for k := head.First; k < head.Last; k++ {
		if x.d.Tokens[k].Class.Has(x.c.workNoun | x.c.planNoun) {
			return false
		}
	}
	return x.occasionNoun(np)
}

// inWords reports whether what is built, pushed forward or finished is a society,
// a cause, a war: a figure of speech. What it is done in or with comes too late
// to tell: "the project in cooperation with others".
func (x *reader) inWords(np grammar.Range) bool {
	for k := np.First; k < np.Last && k < np.First+6; k++ {
		if k > np.First && x.d.Tokens[k].Class.Has(x.c.in) && x.holds(grammar.Range{First: np.First, Last: k}, x.c.planNoun) {
			break
		}
		if x.signAt(k, np.Last, profile.CueAbstract) > 0 {
			return true
		}
	}
	return false
}

// longPast reports whether the sentence dates a claim to years before the report.
func (x *reader) longPast(np grammar.Range, s text.Sentence) bool {
	if len(x.r.Published) < 4 {
		return false
	}
	for k := np.First + 1; k < s.Last; k++ {
		t := &x.d.Tokens[k]
		if !t.Is(text.Number) || t.Is(text.Quoted) || !x.d.Tokens[k-1].Class.Has(x.c.in) && x.d.Tokens[k-1].Mark != '(' {
			continue
		}
		if year := x.d.Word(k); (len(year) == 4 || len(year) == 3) && year < x.r.Published[:len(year)] && !(len(year) == 4 && year >= x.lastYears()) {
			return true
		}
	}
	return false
}

// lastYears is the first of the years that a claim may speak of.
func (x *reader) lastYears() string {
	y := 0
	for _, c := range x.r.Published[:4] {
		y = 10*y + int(c-'0')
	}
	return strconv.Itoa(y - recentYears)
}

// recentYears is how many years back a claim is still of these days.
const recentYears = 3

// attributive reports whether a verb form stands before its noun, "the newly
// built hall", or is passive where the formula wants somebody who acts.
func (x *reader) attributive(h *hit, first int) bool {
	d := x.d
	k := h.m.First - 1
	for k >= first && d.Tokens[k].Class.Has(x.c.adverb) {
		k--
	}
	if k < first || h.m.Slot(grammar.Subject).Empty() {
		return false
	}
	return d.Tokens[k].Class.Has(x.c.article | x.c.possessive | x.c.of | x.c.in | x.c.at | x.c.passive)
}

// clauseFrom returns what is quoted of a claim: from its clause on, at most as
// many words as evidence has.
func (x *reader) clauseFrom(first, last int, s text.Sentence) grammar.Range {
	d := x.d
	for n := 0; first > s.First && n < leadIn && !d.Tokens[first-1].Is(text.Punct) && !(d.Tokens[first-1].Class.Has(x.c.relative|x.c.subordinator) && !d.Tokens[first-1].Is(text.Capital)); n++ {
		first--
	}
	for first > s.First && d.Tokens[first].Is(text.Possessive) {
		first-- // with whose it is
	}
	least := min(last, first+evidenceWords+8)
	last = x.wholeWords(first, least, max(least, min(s.Last, first+planWords)), s.Last)
	return grammar.Range{First: first, Last: last}
}

// planWords is how many words of a claim are quoted, unless it is longer.
const planWords = evidenceWords - 4

// leadIn is how many words of its clause are quoted before a claim.
const leadIn = 8
