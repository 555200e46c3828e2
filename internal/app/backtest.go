package app

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/backtest"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Backtest is the answer of App.Backtest.
type Backtest struct {
	*backtest.Result
	Played   []Played `json:"played"`
	Searched Searched `json:"searched"`
	Signature
}

// Played is a day that was played by itself: the analyses were given what was known at
// its end, and nothing else.
type Played struct {
	Day      string `json:"day"`
	Findings int    `json:"findings"` // that were known by then
	// Differ counts findings that are others than those that the whole archive gives
	// for the same days, by kind: the analysis that finds them looks ahead.
	Differ map[string]int `json:"differ"`
}

// Backtest plays the archive: which changes of a list the analyses find with what was
// known on each day, how many reports later, and what they find besides.
//
// A finding says on which day it was known, and depends on nothing later; so what was
// known on each day is read off findings over the whole archive. Days play that many
// days, evenly spread, by themselves, and hold the one against the other.
func (a *App) Backtest(ctx context.Context, analyses []Analysis, knowing Knowing, f *backtest.File, days int) (*Backtest, error) {
	h, err := a.hold(ctx, knowing, analyses)
	if err != nil {
		return nil, err
	}
	if f, err = a.named(ctx, h.Series, f); err != nil {
		return nil, err
	}
	all := analysed(h, analyses)
	quoted, err := a.quoted(ctx, h, all)
	if err != nil {
		return nil, err
	}
	b := &Backtest{Result: backtest.Against(f, h.Series, quoted, KindNames(analyses), func(one *finding.Finding) bool { return alarms(one, analyses) }), Played: []Played{}}
	for _, day := range spread(h.Series, days) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p, err := played(h, analyses, all, day)
		if err != nil {
			return nil, err
		}
		b.Played = append(b.Played, p)
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{})
	if err == nil {
		b.Searched = *s
	}
	return b, err
}

// quoted is findings with the bytes that their evidence stands for. The texts are
// those of the holdings as far as these have them.
func (a *App) quoted(ctx context.Context, h *Holdings, all []finding.Finding) ([]finding.Finding, error) {
	q := newQuoter(a)
	for _, s := range h.Series {
		for _, r := range s.Reports {
			if r.Text != "" {
				q.texts[store.VersionName{Report: r.ID, Version: r.Version}] = &rostrum.Report{Title: r.Title, Text: r.Text}
			}
		}
	}
	out := slices.Clone(all)
	for i := range out {
		out[i].Evidence = slices.Clone(out[i].Evidence)
		if err := q.fillAll(ctx, out[i].Evidence); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// named is a list with the ids that the store calls reports by: an id may be another
// that the same text came under.
func (a *App) named(ctx context.Context, series []*holding.Series, f *backtest.File) (*backtest.File, error) {
	held := map[string]bool{}
	for _, s := range series {
		for _, r := range s.Reports {
			held[r.ID] = true
		}
	}
	out := *f
	out.Changes = slices.Clone(f.Changes)
	for i := range out.Changes {
		c := &out.Changes[i]
		c.Reports = slices.Clone(c.Reports)
		for k, id := range c.Reports {
			if held[id] {
				continue
			}
			r, err := a.store.Report(ctx, id)
			switch {
			case err == nil:
				c.Reports[k] = r.ID
			case rostrum.ErrorCode(err) != rostrum.CodeNotFound:
				return nil, err
			}
		}
	}
	return &out, nil
}

// played plays one day by itself.
func played(h *Holdings, analyses []Analysis, all []finding.Finding, day string) (Played, error) {
	p := Played{Day: day, Differ: map[string]int{}}
	alone := analysed(h.Until(day), analyses)
	p.Findings = len(alone)
	rest := map[string]int{} // how many more of each the whole archive gives
	count := func(list []finding.Finding, n int) error {
		for i := range list {
			if list[i].Known > day {
				continue
			}
			b, err := json.Marshal(&list[i])
			if err != nil {
				return err
			}
			rest[list[i].Kind+"\x00"+string(b)] += n
		}
		return nil
	}
	if err := count(all, 1); err != nil {
		return p, err
	}
	if err := count(alone, -1); err != nil {
		return p, err
	}
	for key, n := range rest {
		if n != 0 {
			kind, _, _ := bytes.Cut([]byte(key), []byte{0})
			p.Differ[string(kind)] += max(n, -n)
		}
	}
	return p, nil
}

// spread is so many held days, evenly spread over all.
func spread(series []*holding.Series, n int) []string {
	seen := map[string]bool{}
	var held []string
	for _, s := range series {
		for _, d := range s.Days {
			if d.Held && !seen[d.Day] {
				seen[d.Day] = true
				held = append(held, d.Day)
			}
		}
	}
	slices.Sort(held)
	if n >= len(held) {
		return held
	}
	var days []string
	for i := range n {
		days = append(days, held[(i+1)*len(held)/(n+1)])
	}
	return days
}
