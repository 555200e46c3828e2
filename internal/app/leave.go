package app

import (
	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/watch"
)

// Leaving is an answer that may hold what is found to the disadvantage of people. Before
// it leaves the tool in a form for programs, Leave puts the name of the analyst who takes
// it along on each such finding; without a name it takes them out, and says how many
// there were. A reading on a screen is no leaving.
type Leaving interface {
	Leave(by string) (withheld int)
}

// Signature is what an answer that left says of that.
type Signature struct {
	SignedBy string `json:"signed_by,omitempty"` // analyst who takes along what is found to the disadvantage of people
	Withheld int    `json:"withheld,omitempty"`  // findings to the disadvantage of people that were left out, as nobody's name is on the answer
}

// leave signs an answer and keeps or takes out findings of it.
func (s *Signature) leave(all *[]finding.Finding, by string) int {
	s.SignedBy = by
	*all, s.Withheld = finding.Leave(*all, by)
	return s.Withheld
}

// Leave keeps or takes out findings.
func (f *Findings) Leave(by string) int { return f.leave(&f.Findings, by) }

// LineUpFindings is the answer of analyses that find.
type LineUpFindings struct {
	Findings []finding.Finding `json:"findings"`
	More     int               `json:"more"` // that are not shown
	Searched Searched          `json:"searched"`
	Signature
}

// Leave keeps or takes out findings.
func (f *LineUpFindings) Leave(by string) int { return f.leave(&f.Findings, by) }

// Leave keeps or takes out findings, and all runs and gaps, which are nothing else.
func (a *Absences) Leave(by string) int {
	a.LineUpFindings.Leave(by)
	if by == "" {
		a.Withheld += len(a.Open) + len(a.Gaps)
		a.Open, a.Gaps = []absence.Run{}, []absence.Gap{}
	}
	for i := range a.Open {
		a.Open[i].SignedBy = by
	}
	for i := range a.Gaps {
		a.Gaps[i].SignedBy = by
	}
	return a.Withheld
}

// Leave keeps or takes out who was named before and is not, and whose place is another.
func (l *LineUps) Leave(by string) int {
	l.SignedBy = by
	for i := range l.LineUps {
		one := &l.LineUps[i]
		if one.Difference == nil {
			continue
		}
		d := *one.Difference
		if d.SignedBy = by; by == "" {
			l.Withheld += len(d.Exits) + len(d.Moves)
			d.Exits, d.Moves = []rank.Member{}, []rank.Move{}
		}
		one.Difference = &d
	}
	return l.Withheld
}

// Leave keeps or takes out that one of two stands behind the other since a day.
func (p *Pairs) Leave(by string) int {
	p.SignedBy = by
	leave := func(t *rank.Tally) {
		if t.Flip == nil {
			return
		}
		if by == "" {
			t.Flip = nil
			p.Withheld++
			return
		}
		flip := *t.Flip
		flip.SignedBy = by
		t.Flip = &flip
	}
	for _, pair := range p.Pairs {
		for i := range pair.Orders {
			leave(&pair.Orders[i].Tally)
		}
		for i := range pair.Classes {
			leave(&pair.Classes[i].Tally)
		}
	}
	return p.Withheld
}

// Leave keeps or takes out findings over many reports.
func (e *Edits) Leave(by string) int { return e.leave(&e.Many, by) }

// Leave keeps or takes out the cases of a rule about such findings.
func (w *Watched) Leave(by string) int {
	w.SignedBy = by
	if r, err := watch.Parse(w.Rule); by == "" && err == nil && r.Kind == watch.Finding && finding.Negative(r.Words) {
		w.Withheld, w.Cases = len(w.Cases), []watch.Case{}
	}
	for i := range w.Cases {
		w.Cases[i].SignedBy = by
	}
	return w.Withheld
}

// Leave keeps or takes out what findings say; that a change of the list was found stays.
func (b *Backtest) Leave(by string) int {
	b.SignedBy = by
	r := *b.Result
	r.Unlisted, b.Withheld = finding.Leave(r.Unlisted, by)
	r.Wrong = r.Wrong[:0:0]
	for _, w := range b.Result.Wrong {
		if w.Finding.SignedBy = by; by == "" && finding.Negative(w.Finding.Kind) {
			b.Withheld++
			continue
		}
		r.Wrong = append(r.Wrong, w)
	}
	r.Changes = append(r.Changes[:0:0], r.Changes...)
	for i := range r.Changes {
		if c := &r.Changes[i]; by == "" && finding.Negative(c.Kind) && c.Says != "" {
			c.Says = ""
			b.Withheld++
		}
	}
	b.Result = &r
	return b.Withheld
}
