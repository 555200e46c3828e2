package extract

import (
	"fmt"
	"math"
	"slices"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// acted is an act whose referent waits until all sentences have been read.
type acted struct {
	said int    // of reader.said
	rule string // that gave its referent
	step int    // of the trace that tells it, -1 for none
}

// knows keeps what is known of whose matter a sentence is.
func (x *reader) knows(one *said) {
	one.who, one.at = x.leaderOf(one)
	one.ruled, one.rule = x.referent(one, "")
	one.lastNamed, one.headNamed, one.prior = x.lastLeader, x.headLeader, x.prior
	one.stands, _ = x.standsFor(one)
	if x.p.Leader(x.him.speaker) {
		one.him = x.him.speaker
	}
	one.third = x.lastLeader != "" && x.thirdAt(one.Sentence)
	one.possessed = x.lastLeader != "" && x.possessed(one)
}

// decide returns whose matter a sentence is by points: of own, foreign, adversary and
// each leader whom the report names the candidate with most. Where one leader cannot
// be meant, another is only where the sentence names him.
func (x *reader) decide(i int, but string) string {
	one := &x.said[i]
	if one.decided != "" && one.decided != but {
		return one.decided // who has most of all has most without another
	}
	x.survey()
	kept := &x.weighing.sentences[i] // a sentence may have several acts
	g := signer{table: x.p.Points}
	g.once(&kept.near, func() { x.nearSigns(i, &g) })
	best, ahead := x.most(i, but, &g)
	if ahead < farAhead {
		g.once(&kept.far, func() { x.farSigns(i, &g) })
		best, _ = x.most(i, but, &g)
	}
	if but == "" {
		one.decided = best
	}
	return best
}

// farAhead is from how many hundredths on, by its own words and by what is known of it,
// nothing else would change whose matter a sentence is said to be in all but a few.
const farAhead = 400

// most returns who has most points so far, and how many more than the next.
func (x *reader) most(i int, but string, g *signer) (best string, ahead int32) {
	one, w := &x.said[i], &x.weighing
	sums := g.total()
	first, second := int32(math.MinInt32), int32(math.MinInt32)
	consider := func(who string, sum int32) {
		switch {
		case sum > first:
			best, first, second = who, sum, first
		case sum > second:
			second = sum
		}
	}
	for c, referent := range columnNames[:weigh.ALeader] {
		consider(referent, sums[c])
	}
	n := x.candidatesFor(one)
	for k, who := range w.candidates {
		if but != "" && (who == but || !x.namedIn(k, i)) {
			continue // nor another who is only near
		}
		g.one = 0
		x.leaderSigns(i, k, g)
		consider(who, sums[weigh.ALeader]+g.one)
	}
	w.candidates = w.candidates[:n]
	return best, first - second
}

// namedIn reports whether a sentence names a candidate.
func (x *reader) namedIn(candidate, i int) bool {
	return slices.ContainsFunc(x.weighing.mentions, func(m leaderMention) bool { return m.said == i && m.leader == candidate })
}

// decideActs gives the acts of the report the referents that points tell. Whom a
// rule found to be blamed or threatened stays; and what a leader praises, promises
// or foretells is not himself.
func (x *reader) decideActs() {
	for k := range x.acted {
		a, out := &x.acted[k], &x.out.Acts[k]
		if blamed(a.rule, out.Act) {
			continue
		}
		but := ""
		if x.p.Leader(out.Speaker) && (out.Voice == rostrum.VoiceOwn || out.Voice == rostrum.VoiceOfficial) {
			but = out.Speaker // abroad his name stands for what is said of him
		}
		points := x.decide(a.said, but)
		referent := points
		if (points == rostrum.ReferentForeign || points == rostrum.ReferentAdversary) && x.atHome(&x.said[a.said], out) {
			referent = rostrum.ReferentOwn
		}
		if a.step >= 0 {
			why := "the report names nobody else; by points: " + points
			if referent == points {
				why = fmt.Sprintf("%s; by rule %s: %s", x.why(a.said, points), a.rule, out.Referent)
			}
			x.trace.Steps[a.step].Outcome = fmt.Sprintf("%s, referent %s (%s)", out.Act, referent, why)
		}
		out.Referent = referent
	}
}

// decidePlans gives the plan claims of the report the referents that points tell of their
// sentences: a plan that a leader is the matter of is the own state's.
func (x *reader) decidePlans() {
	for k, i := range x.planned {
		out := &x.out.Plans[k]
		points := x.decide(i, "")
		referent := points
		if x.p.Leader(points) {
			referent = rostrum.ReferentOwn
		}
		if x.trace != nil {
			x.stepSentence(x.said[i].Sentence, out.Formula, fmt.Sprintf("plan %s, referent %s (%s; by rule: %s)", out.Status, referent, x.why(i, points), out.Referent))
		}
		out.Referent = referent
	}
}

// atHome reports whether what the own state's people order or promise is told in a report
// that names nobody else, so that its words alone made it somebody else's matter.
func (x *reader) atHome(one *said, out *rostrum.Act) bool {
	own := x.p.Leader(out.Speaker) || one.person && one.side == rostrum.ReferentOwn && one.speaker == out.Speaker
	switch {
	case out.Act != rostrum.ActDirective && out.Act != rostrum.ActPledge, !own, !slices.Contains(rostrum.OwnVoices, out.Voice),
		x.out.Kind != rostrum.KindNews && x.out.Kind != rostrum.KindFullReport && x.out.Kind != rostrum.KindFlash,
		x.titleSays != "" && x.titleSays != rostrum.ReferentOwn:
		return false
	}
	return !slices.ContainsFunc(x.marks, func(m mark) bool { return m.side != rostrum.ReferentOwn }) && !slices.ContainsFunc(x.said, func(s said) bool { return s.hostile || s.foe })
}

// blamed reports whether a rule that looked at an act gave its referent: a sentence
// may be about others than those it blames.
func blamed(rule, act string) bool {
	if act != rostrum.ActCriticism && act != rostrum.ActThreat {
		return false
	}
	switch rule {
	case "enmity", "at large", "polemic", "blamed":
		return true
	}
	return false
}

// tracePassages tells in the trace of each sentence what points say.
func (x *reader) tracePassages() {
	if x.trace == nil {
		return
	}
	for i := range x.trace.Passages {
		x.trace.Passages[i].Referent = x.decide(i, "")
	}
}

// traceHeadings tells in the trace whose the lines are that name a domestic paper alone,
// above what is told from it: they hold nothing else.
func (x *reader) traceHeadings() {
	if x.trace == nil {
		return
	}
	for _, s := range x.body.Sentences {
		if s.Last > x.start && x.heading(s) {
			x.trace.Passages = append(x.trace.Passages, Passage{At: span(&x.body, over(s)), Voice: rostrum.VoiceHome, Referent: rostrum.ReferentOwn, Speaker: x.body.Join(s.First, s.Last)})
		}
	}
}

// why names the signs that spoke most for whose matter a sentence is said to be,
// against who had most points of the others.
func (x *reader) why(i int, referent string) string {
	one := x.signsOf(i, x.p.Points)
	next := one.against(referent)
	why := reasonsOf(one.Signs, func(s *Sign) int { return s.in(column(referent)) - s.in(column(next)) })
	if why == "" {
		return "nothing against " + next
	}
	return why
}

// reasonsIn names the signs of a list that spoke most for a column, or against it; that
// every sentence has is no reason.
func reasonsIn(list []Sign, column int, against bool) string {
	why := reasonsOf(list, func(s *Sign) int {
		switch {
		case s.Name == EverySentence:
			return 0
		case against:
			return -s.in(column)
		}
		return s.in(column)
	})
	if why == "" {
		return "nothing else speaks for it"
	}
	return why
}

// reasonsOf names the signs of a list that spoke most for something.
func reasonsOf(list []Sign, points func(*Sign) int) string {
	type reason struct {
		name   string
		points int
	}
	var all []reason
	for k := range list {
		all = append(all, reason{list[k].Name, points(&list[k])})
	}
	slices.SortStableFunc(all, func(a, b reason) int { return b.points - a.points })
	var b strings.Builder
	for k := 0; k < len(all) && k < reasons && all[k].points > 0; k++ {
		if k > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s %+.2f", all[k].name, float64(all[k].points)/100)
	}
	return b.String()
}

// reasons is how many signs a trace names.
const reasons = 4

// Signed is a sentence with its signs.
type Signed struct {
	At      rostrum.Span
	Signs   []Sign        // of whose matter it is
	Leaders []LeaderSigns // of the leaders who may be chosen
	Claims  []Sign        // of what it holds
}

// LeaderSigns are the signs of one leader.
type LeaderSigns struct {
	Name  string
	Signs []Sign
}

// SignedEvents is a sentence with the signs of which events it tells of.
type SignedEvents struct {
	At    rostrum.Span
	Signs []Sign
}

// EventSigns returns these of each sentence of a report, for who learns points.
func (e *Engine) EventSigns(r *rostrum.Report) []SignedEvents {
	x := e.pool.Get().(*reader)
	x.trace = &Trace{lists: true}
	x.read(r, &rostrum.Extraction{Title: r.Title, Published: r.Published})
	list := x.trace.events
	x.release()
	e.pool.Put(x)
	return list
}

// Signs returns the signs of each sentence of a report, for who learns points.
func (e *Engine) Signs(r *rostrum.Report) []Signed {
	x := e.pool.Get().(*reader)
	x.trace = &Trace{lists: true}
	out := &rostrum.Extraction{Title: r.Title, Published: r.Published}
	x.read(r, out)
	list := make([]Signed, len(x.said))
	for i := range x.said {
		list[i] = x.signsOf(i, nil)
		list[i].Claims = x.trace.claims[i]
	}
	x.release()
	e.pool.Put(x)
	return list
}

// signsOf lists the signs of a sentence with what they count in a table, nil for none.
func (x *reader) signsOf(i int, table *weigh.Table) Signed {
	x.survey()
	one := &x.said[i]
	out := Signed{At: span(&x.body, grammar.Range{First: one.from, Last: one.Last})}
	g := signer{table: table, list: &out.Signs}
	x.ownWords(i, &g)
	x.farSigns(i, &g)
	x.stateSigns(i, &g)
	n := x.candidatesFor(one)
	for k, who := range x.weighing.candidates {
		mine := LeaderSigns{Name: who}
		g.list = &mine.Signs
		x.leaderSigns(i, k, &g)
		out.Leaders = append(out.Leaders, mine)
	}
	x.weighing.candidates = x.weighing.candidates[:n]
	return out
}

// against returns, of the candidates but one, who has most points.
func (s *Signed) against(referent string) string {
	next, most := "", 0
	consider := func(name string, sum int) {
		if name != referent && (next == "" || sum > most) {
			next, most = name, sum
		}
	}
	var sides [weigh.Columns]int
	for k := range s.Signs {
		for c := range sides {
			sides[c] += s.Signs[k].in(c)
		}
	}
	for c, name := range columnNames[:weigh.ALeader] {
		consider(name, sides[c])
	}
	for k := range s.Leaders {
		sum := sides[weigh.ALeader]
		for m := range s.Leaders[k].Signs {
			sum += s.Leaders[k].Signs[m].in(weigh.ALeader)
		}
		consider(s.Leaders[k].Name, sum)
	}
	return next
}
