package app

import (
	"github.com/rostrum-watch/rostrum/internal/analysis/novelty"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/ledger/notice"
	"github.com/rostrum-watch/rostrum/internal/ledger/plan"
	"github.com/rostrum-watch/rostrum/internal/ledger/pronouncement"
	"github.com/rostrum-watch/rostrum/internal/ledger/weapon"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// playedLedger is a ledger to which the days of a series are added.
type playedLedger struct {
	ledger ledger.Onward
	days   *ledger.Playing
}

func (p *playedLedger) Until(day string) []finding.Finding {
	p.days.Until(day)
	return p.ledger.Told()
}

func (p *playedLedger) Keep(w *pack.Writer) { w.Code(p.ledger.Pack) }

// overLedgers is an analysis of ledgers, one for each series; open gives an empty one,
// or nil where nothing is known of the outlet and the language.
func overLedgers(kinds []Kind, texts bool, open func(*Profiles, *holding.Series) ledger.Onward) Analysis {
	return Analysis{Kinds: kinds, Texts: texts, Begin: bySeries(func(h *Holdings, s *holding.Series, past *Past) Onward {
		l := open(h.Profiles, s)
		if l == nil {
			return nil
		}
		after := ""
		if past != nil {
			after = past.Day
			past.Code(l.Pack)
		}
		return &playedLedger{l, ledger.Start(l, s, after)}
	})}
}

// overTerms is the same of ledgers that are read by the terms of a profile.
func overTerms(kinds []Kind, texts bool, open func(*LedgerTerms) ledger.Onward) Analysis {
	return overLedgers(kinds, texts, func(p *Profiles, s *holding.Series) ledger.Onward {
		if t := p.Terms(s.Outlet, s.Lang); t != nil {
			return open(t)
		}
		return nil
	})
}

// PlanAnalysis finds plans that are late, contradicted, told again, or told of no
// more.
func PlanAnalysis() Analysis {
	return overTerms([]Kind{
		{Name: plan.Set, Means: "a plan is told as set, or set for another time"},
		{Name: plan.Begun, Means: "a plan is told as under way that was not told of before"},
		{Name: plan.Met, Means: "a plan is told as done"},
		{Name: plan.Overdue, Means: "the time of a plan is over and nobody tells of it as done"},
		{Name: plan.Contradicted, Means: "a plan that was told as done is told as under way or behind"},
		{Name: plan.Recycled, Means: "a plan that was told as done is set again, or told as done again"},
		{Name: plan.Silent, Means: "a plan that was told of at a rate is told of no more"},
	}, false, func(t *LedgerTerms) ledger.Onward { return plan.New(t.Terms) })
}

// WeaponAnalysis finds weapons that are named first, and trials.
func WeaponAnalysis() Analysis {
	return overTerms([]Kind{
		{Name: weapon.First, Means: "a weapon of the own side is named first", Alarm: true},
		{Name: weapon.Tested, Means: "a trial of weapons of the own side is told of", Alarm: true},
	}, true, func(t *LedgerTerms) ledger.Onward { return weapon.New(t.Terms) })
}

// NoticeAnalysis finds threats, who takes them up, and what may have come of them.
func NoticeAnalysis() Analysis {
	return overTerms([]Kind{
		{Name: notice.Given, Means: "the state, a body or an official threatens"},
		{Name: notice.Reissued, Means: "another speaker carries a threat"},
		{Name: notice.Due, Means: "the day that a notice set is past, and nothing is like it"},
		{Name: notice.Proposed, Means: "a later passage may be what came of a notice"},
	}, true, func(t *LedgerTerms) ledger.Onward { return notice.New(t.Terms, t.Dates) })
}

// NoveltyAnalysis finds titles and bodies that are named first, and who leaves a post
// in the words of a report.
func NoveltyAnalysis() Analysis {
	return overLedgers([]Kind{
		{Name: novelty.Title, Means: "a title is said of a leader that was not before", Alarm: true, Least: 0.05}, // one of his first twenty
		{Name: novelty.TitleHeld, Means: "the same, where an earlier time may only not be held"},
		{Name: novelty.Body, Means: "a body is named that was not before"},
		{Name: novelty.BodyHeld, Means: "the same, where an earlier time may only not be held"},
		{Name: novelty.Founded, Means: "a report says that a body is founded", Alarm: true},
		{Name: novelty.Left, Means: "a report says that somebody's post ends", Alarm: true},
	}, true, func(p *Profiles, s *holding.Series) ledger.Onward {
		if k := p.Novelty(s.Outlet, s.Lang); k != nil {
			return novelty.New(k)
		}
		return nil
	})
}

// PronouncementAnalysis finds who speaks about a side with more authority than
// anybody for long.
func PronouncementAnalysis() Analysis {
	return overTerms([]Kind{
		{Name: pronouncement.Higher, Means: "a side is spoken of with more authority than for long"},
	}, true, func(t *LedgerTerms) ledger.Onward { return pronouncement.New(t.Terms, t.Dates) })
}
