package plan

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// Kinds of findings, and the rules of docs/methods that they follow.
const (
	Set          = "plan_set"
	Begun        = "plan_begun"
	Met          = "plan_met"
	Overdue      = "plan_overdue"
	Contradicted = "plan_contradicted"
	Recycled     = "plan_recycled"
	Silent       = "plan_silent"
)

// Bounds of findings.
const (
	grace        = 31   // days behind the end of a horizon before a plan is overdue
	lookedAt     = 20   // held days among these
	again        = 180  // days after which a plan that is told as done again is recycled
	leastDays    = 5    // days with mentions before silence can be expected to end
	leastSpan    = 28   // held days over which these lie
	leastSilence = 28   // held days of silence
	chance       = 0.01 // of so long a silence at the rate so far
	settled      = 7    // days after which what was told as done is not news of the same day
)

// contradicts finds what a claim that is about to join an entry speaks against.
func (l *Ledger) contradicts(e *Entry, c *Claim) {
	if e.State != StateFulfilled || c.Part || c.Published <= holding.Plus(e.Since, settled) {
		return
	}
	done := e.last(func(old *Claim) bool { return stateOf(old) == StateFulfilled })
	switch stateOf(c) {
	case StateFulfilled:
		if !e.quota && holding.Between(e.Since, c.Published) >= again && newDone(e, c) {
			l.note(Recycled, e, c, done, fmt.Sprintf("%q is told as done, as it was on %s.", e.Name, e.Since))
		}
	case StateAssigned:
		if c.Horizon != nil && e.Horizon != "" && *c.Horizon > e.Horizon {
			l.note(Recycled, e, c, done, fmt.Sprintf("%q is set again, for %s; it was told as done on %s, for %s.", e.Name, *c.Horizon, e.Since, e.Horizon))
		}
	case StateUnderWay, StateBehind:
		if own(done.Voice) && e.reopens(c, e.Since) && l.oneThing(done, c) {
			l.note(Contradicted, e, c, done, fmt.Sprintf("%q is told as %s; it was told as done on %s.", e.Name, strings.ReplaceAll(c.Status, "_", " "), e.Since))
		}
	}
}

// turns finds what a claim that has joined an entry makes of the plan, which was in a
// state before, for a time: set, set for another time, begun, done.
func (l *Ledger) turns(e *Entry, c *Claim, before, horizon string) {
	if !own(c.Voice) || c.Referent != rostrum.ReferentOwn || c.Part {
		return
	}
	kind, says := "", ""
	switch state := stateOf(c); {
	case state == StateFulfilled && before != StateFulfilled && e.State == StateFulfilled:
		kind, says = Met, fmt.Sprintf("%q is told as done", e.Name)
	case before == "" && state == StateAssigned:
		kind, says = Set, fmt.Sprintf("%q is told as set", e.Name)
	case before == "" && state == StateUnderWay:
		kind, says = Begun, fmt.Sprintf("%q is told as under way, and was not told of before", e.Name)
	case before != "" && before != StateFulfilled && state == StateAssigned && c.Horizon != nil && horizon != "" && *c.Horizon != horizon:
		kind, says = Set, fmt.Sprintf("%q is set for %s; it was claimed for %s before", e.Name, *c.Horizon, horizon)
	default:
		return
	}
	if c.Title != "" {
		says += fmt.Sprintf(", in a report headed “%s”", c.Title)
	}
	if slices.ContainsFunc(l.pending, func(p pending) bool { return p.f.Kind == kind && p.f.Subject == e.Name }) {
		return
	}
	l.pending = append(l.pending, pending{f: finding.Finding{Kind: kind, Subject: e.Name, Day: c.Published, Known: c.Known, Says: says + ".", Rule: kind,
		Evidence: []finding.Evidence{c.evidence()}}, from: e.First, over: denominator(e)})
}

// oneThing tells whether two claims of an entry are of the same of it: the quota,
// or the named thing with nothing, or the same, said beside it.
func (l *Ledger) oneThing(a, b *Claim) bool {
	if a.f.quota {
		return true
	}
	if len(a.f.objects) == 0 || len(b.f.objects) == 0 {
		return false
	}
	share, _ := l.words.Alike(a.f.words, b.f.words)
	return len(a.f.words) == 0 && len(b.f.words) == 0 || share >= leastWords
}

// newDone tells whether nobody told of the plan as done in the time just before.
func newDone(e *Entry, c *Claim) bool {
	return !slices.ContainsFunc(e.Claims, func(old *Claim) bool {
		return stateOf(old) == StateFulfilled && old.Published < c.Published && holding.Between(old.Published, c.Published) < again
	})
}

func own(voice string) bool { return voice == rostrum.VoiceOwn || voice == rostrum.VoiceOfficial }

// last is the latest claim of which something holds, nil where there is none.
func (e *Entry) last(holds func(*Claim) bool) *Claim {
	for i := len(e.Claims) - 1; i >= 0; i-- {
		if holds(e.Claims[i]) {
			return e.Claims[i]
		}
	}
	return nil
}

// pending is a finding of the open day whose coverage is told when it is closed.
type pending struct {
	f    finding.Finding
	from string
	over string
}

func (l *Ledger) note(kind string, e *Entry, c, against *Claim, says string) {
	if slices.ContainsFunc(l.pending, func(p pending) bool { return p.f.Kind == kind && p.f.Subject == e.Name }) {
		return // several passages of a day say it
	}
	l.pending = append(l.pending, pending{f: finding.Finding{Kind: kind, Subject: e.Name, Day: c.Published, Known: c.Known, Says: says, Rule: kind,
		Evidence: []finding.Evidence{c.evidence(), against.evidence()}}, from: e.First, over: denominator(e)})
}

func (c *Claim) evidence() finding.Evidence {
	return ledger.Passage(c.Report, c.Version, c.Published, c.At, c.Evidence)
}

func denominator(e *Entry) string { return fmt.Sprintf("claims of this plan: %d", len(e.Claims)) }

// Close ends a day: what can be said now that its reports are in.
func (l *Ledger) Close(day *ledger.Day) {
	for _, p := range l.pending {
		p.f.Known = max(p.f.Known, day.Day)
		p.f.Coverage = day.Coverage(p.from, p.over)
		l.Find(p.f)
	}
	l.pending = l.pending[:0]
	for _, e := range l.fresh {
		e.silent = false
	}
	l.fresh = l.fresh[:0]
	if !day.Week {
		return
	}
	for _, e := range l.entries {
		if e.Referent != rostrum.ReferentOwn || e.State == StateFulfilled || !e.told() {
			continue
		}
		l.overdue(e, day)
		l.silence(e, day)
	}
}

// told tells whether the state itself told of a plan.
func (e *Entry) told() bool {
	return slices.ContainsFunc(e.Claims, func(c *Claim) bool { return own(c.Voice) })
}

// overdue finds a plan whose time is over and that nobody told as done.
func (l *Ledger) overdue(e *Entry, day *ledger.Day) {
	if e.overdue || e.Horizon == "" {
		return
	}
	end, ok := End(e.Horizon)
	if !ok || holding.Plus(end, grace) > day.Day || e.First > end {
		return
	}
	e.overdue = true // or not looked at: then it is not told later either
	held := day.Until().HeldDays(holding.Plus(end, 1), day.Day)
	if held < lookedAt || holding.Between(end, day.Day) > 2*grace {
		return
	}
	c := e.last(func(c *Claim) bool { return c.Horizon != nil && !c.Part })
	if len(e.Horizon) == len("2006-01-02") {
		return // a day is that of an occasion
	}
	l.Find(finding.Finding{Kind: Overdue, Subject: e.Name, Day: end, Known: day.Day, Rule: Overdue,
		Says: fmt.Sprintf("%q was claimed for %s; in the reports held up to %s, of %d held days behind its end, it is not told as fulfilled (last told of on %s, as %s).", e.Name, e.Horizon, day.Day, held, e.Last,
			strings.ReplaceAll(e.Claims[len(e.Claims)-1].Status, "_", " ")),
		Coverage: day.Coverage(e.First, denominator(e)), Evidence: []finding.Evidence{c.evidence(), e.Claims[len(e.Claims)-1].evidence()}})
}

// silence finds a plan that was told of at a rate, and is no more.
func (l *Ledger) silence(e *Entry, day *ledger.Day) {
	if e.silent || len(e.days) < leastDays || holding.Between(e.Last, day.Day) < leastSilence {
		return
	}
	s := day.Until()
	if stretch, ok := s.StretchOf(day.Day); !ok || e.First < stretch.From {
		return // nobody knows what was told in between
	}
	span, gap := s.HeldDays(e.First, e.Last), s.HeldDays(holding.Plus(e.Last, 1), day.Day)
	if span < leastSpan || gap < leastSilence {
		return
	}
	expected := float64(len(e.days)-1) / float64(span-1) * float64(gap)
	if math.Exp(-expected) > chance {
		return
	}
	e.silent, e.State, e.Since = true, StateSilent, e.Last
	coverage := day.Coverage(e.First, fmt.Sprintf("held days: %d with the plan told of on %d, %d since", span, len(e.days), gap))
	says := fmt.Sprintf("%q was told of on %d of %d held days, last on %s, and on none of the %d held days since", e.Name, len(e.days), span, e.Last, gap)
	if coverage.Coverage == holding.CoverageComplete {
		says += fmt.Sprintf("; at that rate, a silence so long has a chance of %.2g", math.Exp(-expected))
	}
	l.Find(finding.Finding{Kind: Silent, Subject: e.Name, Day: e.Last, Known: day.Day, Rule: Silent, Says: says + ".", Value: expected,
		Coverage: coverage, Evidence: []finding.Evidence{e.Claims[len(e.Claims)-1].evidence(), e.Claims[0].evidence()}})
}

var horizon = regexp.MustCompile(`^(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)(?:-(\d\d))?))?$`)

// End is the last day of the time that a plan is for; false where it has none.
func End(of string) (string, bool) {
	if i := strings.LastIndexByte(of, '/'); i >= 0 {
		of = of[i+1:]
	}
	m := horizon.FindStringSubmatch(of)
	switch {
	case m == nil:
		return "", false
	case m[2] != "":
		return m[1] + map[string]string{"1": "-06-30", "2": "-12-31"}[m[2]], true
	case m[3] != "":
		return m[1] + map[string]string{"1": "-03-31", "2": "-06-30", "3": "-09-30", "4": "-12-31"}[m[3]], true
	case m[5] != "":
		return of, true
	case m[4] != "":
		t, err := time.Parse("2006-01", m[1]+"-"+m[4])
		if err != nil {
			return "", false
		}
		return t.AddDate(0, 1, -1).Format(time.DateOnly), true
	}
	return m[1] + "-12-31", true
}
