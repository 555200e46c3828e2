package notice

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// Kinds of findings, and the rules of docs/methods that they follow.
const (
	Given    = "threat_given"
	Reissued = "notice_reissued"
	Due      = "notice_due"
	Proposed = "outcome_proposed"
)

// Bounds of proposals and findings.
const (
	reach         = 240  // days within which a passage may be an outcome
	leastOutcome  = 0.38 // share of words that it has in common with a sentence of the notice
	leastNamed    = 0.25 // the same where both name one thing, or what they have in common
	rareWeight    = 36.0 // tells so much
	givenWeight   = 24.0 // or, of what a body gives out as such, so much
	outcomeWeight = 20.0 // and what these tell at least
	mostProposals = 5
	graceDue      = 14 // days behind the day that was set
)

// passage is what a report tells that may have come of a notice.
type passage struct {
	what  string
	event bool
	at    rostrum.Span
	quote string
}

// passages are the tests and drills of a report, and what it tells of
// the state's own plans as begun or done.
func (l *Ledger) passages(r *holding.Report) []passage {
	var all []passage
	for i := range r.Events {
		if e := &r.Events[i]; e.Type == rostrum.TypeWeaponsTest || e.Type == rostrum.TypeDrill {
			all = append(all, passage{e.Type, true, e.At, e.Evidence})
		}
	}
	for i := range r.Plans {
		p := &r.Plans[i]
		if (p.Status == rostrum.StatusFulfilled || p.Status == rostrum.StatusOverfulfilled || p.Status == rostrum.StatusUnderWay) && slices.Contains(voices, p.Voice) && p.Referent == rostrum.ReferentOwn {
			all = append(all, passage{"plan " + p.Status, false, p.At, p.Evidence})
		}
	}
	return all
}

// propose holds what a report tells against the notices given before it.
func (l *Ledger) propose(r *holding.Report) {
	for _, p := range l.passages(r) {
		words := l.reader.Words(p.quote)
		if p.event && ledger.AnyIn(l.reader.Adversaries, words) {
			continue // what others do is no outcome of what the state said it would
		}
		names := slices.DeleteFunc(l.reader.Names(p.quote, words, nil), func(n ledger.Name) bool { return !n.Thing })
		bag := l.reader.Content(append(words, l.reader.Words(r.Title)...), false)
		l.told.Add(bag)
		best := map[int]*like{}
		l.lines.look(bag, l.told, r.Published, reach, outcomeWeight, func(o *line, sum float64) {
			e := l.entries[o.entry]
			if o.unit.v.Joined == byCited || !p.suits(e) || r.Published <= e.First || slices.ContainsFunc(e.Vehicles, func(v *Vehicle) bool { return v.Report == r.ID || v.Version == r.Version }) {
				return
			}
			score := 2 * sum / (l.told.Sum(bag) + l.told.Sum(o.bag))
			if score < leastOutcome && !(score >= leastNamed && (sum >= rareWeight || sum >= givenWeight && o.unit.v.Kind == rostrum.KindStatement || l.names(o, names))) {
				return
			}
			if old := best[o.entry]; old == nil || score > old.score {
				best[o.entry] = &like{score, bag.Common(o.bag)}
			}
		})
		for _, place := range slices.Sorted(maps.Keys(best)) {
			l.hold(l.entries[place], r, p, best[place].score, best[place].shared)
		}
	}
}

// like is how much a passage and a sentence have in common.
type like struct {
	score  float64
	shared ledger.Bag
}

// names tells whether a sentence names one of some things.
func (l *Ledger) names(o *line, names []ledger.Name) bool {
	quote := o.unit.v.Sentences[o.nth].Quote
	for _, n := range l.reader.Names(quote, l.reader.Words(quote), nil) {
		if slices.ContainsFunc(names, func(m ledger.Name) bool { return ledger.Agree(&n, &m) == ledger.Same }) {
			return true
		}
	}
	return false
}

// suits tells whether a passage can be the outcome of a notice of its kinds: what
// is told of plans of an order, a pledge or a threat, trials and drills of a
// pledge or a threat. What a paper calls upon all to do has no outcome of its own.
func (p *passage) suits(e *Entry) bool {
	if slices.Contains(e.Kinds, rostrum.ActThreat) || slices.Contains(e.Kinds, rostrum.ActPledge) {
		return true
	}
	if slices.Contains(e.Kinds, rostrum.ActForecast) && e.Voice == rostrum.VoiceOfficial && e.units[0].v.Kind == rostrum.KindStatement {
		return true // what a body says will be done
	}
	return slices.Contains(e.Kinds, rostrum.ActDirective) && !p.event && e.Referent != rostrum.ReferentAdversary && e.Voice != rostrum.VoiceHome && e.units[0].v.Kind != rostrum.KindCommentary
}

// hold proposes a passage as the outcome of a notice that it is like.
func (l *Ledger) hold(e *Entry, r *holding.Report, p passage, score float64, shared ledger.Bag) {
	if len(shared) < 3 {
		return
	}
	slices.SortStableFunc(shared, func(a, b string) int { return cmp.Compare(l.told.Of(b), l.told.Of(a)) })
	one := Proposal{Report: r.ID, Version: r.Version, Published: r.Published, Title: r.Title, What: p.what, Score: score, Shared: shared[:min(6, len(shared))], At: p.at, Quote: p.quote}
	if i := slices.IndexFunc(e.Proposals, func(q Proposal) bool { return q.Report == r.ID || q.Version == r.Version }); i >= 0 {
		if e.Proposals[i].Score >= score {
			return
		}
		e.Proposals = slices.Delete(e.Proposals, i, i+1)
	} else if len(e.Proposals) == 0 {
		l.pending = append(l.pending, pending{from: e.First, over: "passages that tell of something done, within " + fmt.Sprint(reach) + " days", f: finding.Finding{
			Kind: Proposed, Subject: e.Says, Day: r.Published, Known: r.Known, Rule: Proposed, Value: score,
			Says:     fmt.Sprintf("What %s is told of on %s may be the outcome of a notice that %s gave on %s (score %.2f, by words in common).", p.what, r.Published, e.By, e.First, score),
			Evidence: []finding.Evidence{ledger.Passage(r.ID, r.Version, r.Published, p.at, p.quote), e.evidence()}}})
	}
	i, _ := slices.BinarySearchFunc(e.Proposals, one, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Published, b.Published), cmp.Compare(a.Report, b.Report))
	})
	e.Proposals = slices.Insert(e.Proposals, i, one)
	e.Proposals = e.Proposals[:min(mostProposals, len(e.Proposals))]
}

func (e *Entry) evidence() finding.Evidence { return e.Vehicles[0].evidence() }

func (v *Vehicle) evidence() finding.Evidence {
	s := v.Sentences[0]
	return ledger.Passage(v.Report, v.Version, v.Published, s.At, s.Quote)
}

// pending is a finding of the open day whose coverage is told when it is closed.
type pending struct {
	f    finding.Finding
	from string
	over string
}

// given finds a threat that the state, one of its bodies or officials gives, and
// that no earlier report carries; what papers write is none.
func (l *Ledger) given(e *Entry, u *unit) {
	if len(e.Vehicles) > 0 || !slices.Contains(u.kinds, rostrum.ActThreat) || !own(u.voice) || u.v.Rung == "" {
		return
	}
	to := ""
	if s := &u.v.Sentences[0]; s.Addressee != "" {
		to = " to " + s.Addressee
	}
	head := ""
	if u.v.Title != "" {
		head = fmt.Sprintf(", in a report headed “%s”", u.v.Title)
	}
	l.pending = append(l.pending, pending{from: u.v.Published, over: "vehicles of this notice: 1", f: finding.Finding{
		Kind: Given, Subject: u.v.By, Day: u.v.Published, Known: u.v.Known, Rule: Given,
		Says:     fmt.Sprintf("%s gives notice of a threat%s%s.", u.v.By, to, head),
		Evidence: []finding.Evidence{u.v.evidence()}}})
}

func own(voice string) bool { return voice == rostrum.VoiceOwn || voice == rostrum.VoiceOfficial }

// reissued finds that another speaker takes a notice up.
func (l *Ledger) reissued(e *Entry, u *unit) {
	if len(e.Vehicles) == 0 || !slices.Contains(e.Kinds, rostrum.ActThreat) || u.v.Report == e.Vehicles[0].Report ||
		slices.ContainsFunc(e.Vehicles, func(v *Vehicle) bool { return v.By == u.v.By || v.Version == u.v.Version }) {
		return
	}
	l.pending = append(l.pending, pending{from: e.First, over: fmt.Sprintf("vehicles of this notice: %d", len(e.Vehicles)+1), f: finding.Finding{
		Kind: Reissued, Subject: e.Says, Day: u.v.Published, Known: u.v.Known, Rule: Reissued,
		Says:     fmt.Sprintf("The notice that %s gave on %s is carried by %s.", e.By, e.First, u.v.By),
		Evidence: []finding.Evidence{u.v.evidence(), e.evidence()}}})
}

// Close ends a day: what can be said now that its reports are in.
func (l *Ledger) Close(day *ledger.Day) {
	for _, p := range l.pending {
		p.f.Known = max(p.f.Known, day.Day)
		p.f.Coverage = day.Coverage(p.from, p.over)
		l.Find(p.f)
	}
	l.pending = l.pending[:0]
	if !day.Week {
		return
	}
	for _, e := range l.entries {
		if e.Due == "" || e.overdue || len(e.Due) < len("2006-01-02") || holding.Plus(e.Due, graceDue) > day.Day {
			continue
		}
		e.overdue = true
		if len(e.Proposals) > 0 {
			continue
		}
		held := day.Until().HeldDays(holding.Plus(e.Due, 1), day.Day)
		l.Find(finding.Finding{Kind: Due, Subject: e.Says, Day: e.Due, Known: day.Day, Rule: Due,
			Says:     fmt.Sprintf("The day that %s set, %s, is past; nothing in the reports of the %d held days since is like it.", e.By, e.Due, held),
			Coverage: day.Coverage(e.First, fmt.Sprintf("held days since %s: %d", e.Due, held)), Evidence: []finding.Evidence{e.evidence()}})
	}
}

// Settle sets, for each notice, the held days since it was given and, of what
// analysts said, what is on it and counts: who took a word back said nothing, and
// of one person the last word on a report, or a source, counts. A word is on the
// notice that has its sentence; that of a new version, where the quote still
// stands. A report that does not tell of the outcome is no more proposed.
func (l *Ledger) Settle(s *holding.Series, said []rostrum.NoticeOutcome) {
	last := ""
	if n := len(s.Days); n > 0 {
		last = s.Days[n-1].Day
	}
	on := map[string][]rostrum.NoticeOutcome{} // by report
	for _, o := range standing(said) {
		on[o.Notice.Report] = append(on[o.Notice.Report], o)
	}
	for _, e := range l.entries {
		e.Days = s.HeldDays(holding.Plus(e.First, 1), last)
		for _, v := range e.Vehicles {
			for _, o := range on[v.Report] {
				if slices.ContainsFunc(v.Sentences, func(x Sentence) bool { return x.Quote == o.Notice.Quote }) {
					e.say(o)
				}
			}
		}
	}
}

// standing are the words that count.
func standing(said []rostrum.NoticeOutcome) []rostrum.NoticeOutcome {
	gone := map[int64]bool{}
	for _, o := range said {
		gone[o.Withdraws] = true
	}
	var count []rostrum.NoticeOutcome
	for _, o := range said {
		if gone[o.ID] || o.Withdraws != 0 {
			continue
		}
		count = slices.DeleteFunc(count, func(old rostrum.NoticeOutcome) bool {
			return strings.EqualFold(old.By, o.By) && old.Notice.Report == o.Notice.Report && old.Notice.Quote == o.Notice.Quote && old.Report == o.Report && old.Source == o.Source
		})
		count = append(count, o)
	}
	return count
}

// say takes a word into a notice.
func (e *Entry) say(o rostrum.NoticeOutcome) {
	if slices.ContainsFunc(e.Confirmed, func(old rostrum.NoticeOutcome) bool { return old.ID == o.ID }) {
		return
	}
	e.Confirmed = append(e.Confirmed, o)
	switch {
	case o.Outcome == rostrum.OutcomeNot:
		e.Proposals = slices.DeleteFunc(e.Proposals, func(p Proposal) bool { return p.Report == o.Report })
	case o.Outcome == rostrum.OutcomeReported:
		e.Outcome = rostrum.OutcomeReported
	case e.Outcome == OutcomeNone:
		e.Outcome = o.Outcome
	}
}
