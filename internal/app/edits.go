package app

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/edit"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// EditFilter selects edits; empty fields select all.
type EditFilter struct {
	From, To string   // days on which the new text was captured, both included
	Kinds    []string // any of diff.MeaningKinds among the changes
	Name     string   // that came or went, compared as store.Fold leaves it
	Noise    bool     // those of no meaning too
	Outlet   string   // in large letters or small
	Lang     string   // as recognised
	Limit    int      // 0 is store.DefaultLimit
	Cursor   string   // Next of the page before
}

// Edit is a version of a report and what it differs in from the one captured before.
type Edit struct {
	Pair
	Outlet    string `json:"outlet"`
	Lang      string `json:"lang"`
	Published string `json:"published"`
	Title     string `json:"title"` // of the new version
	Was       string `json:"was"`   // day on which the text before was captured last, or ""
	Known     string `json:"known"` // day on which the new text was captured, or that of publication
	Timed     bool   `json:"timed"` // both have a day, so that it is known which text came first
}

// Edits is the answer of App.Edits.
type Edits struct {
	Edits     []Edit            `json:"edits"`     // by day on which they were known, then report
	Total     int               `json:"total"`     // that were found, on all pages
	Noise     int               `json:"noise"`     // new texts in which no word was changed
	Many      []finding.Finding `json:"many"`      // over many reports: names removed, reports withdrawn
	Displaced []store.Displaced `json:"displaced"` // reports at whose address another one stands now
	Next      string            `json:"next,omitempty"`
	Searched  Searched          `json:"searched"`
	Signature
}

// Edits tells what was changed or withdrawn after publication, over all that is held.
func (a *App) Edits(ctx context.Context, outliner Outliner, f EditFilter) (*Edits, error) {
	var reports []*holding.Report
	only := store.WalkFilter{Outlet: f.Outlet, Lang: f.Lang}
	walk := only
	walk.NoPlans, walk.NoActs = true, true
	if err := a.store.Walk(ctx, walk, func(r *holding.Report) error { reports = append(reports, r); return nil }); err != nil {
		return nil, err
	}
	m, err := a.edited(ctx, only, reports)
	if err != nil {
		return nil, err
	}
	if m.Histories, err = a.captures(ctx, only); err != nil {
		return nil, err
	}
	pairs := compared(outliner, edit.Pairs(m), f.Noise)
	out := &Edits{Many: []finding.Finding{}, Displaced: []store.Displaced{}}
	within := func(day string) bool { return day >= f.From && (f.To == "" || day <= f.To+"\xff") }
	all := []Edit{}
	for _, p := range pairs {
		if !within(p.Known) {
			continue
		}
		if !p.Diff.Changed() {
			out.Noise++
		}
		if f.selects(p) {
			all = append(all, Edit{Pair: Pair{Report: p.New.ID, From: p.Old.Version, To: p.New.Version, Diff: p.Diff, Old: extraction(p.Old), New: extraction(p.New)},
				Outlet: p.New.Outlet, Lang: p.New.Lang, Published: p.New.Published, Title: p.New.Title, Was: p.Was, Known: p.Known, Timed: p.Timed})
		}
	}
	out.Total = len(all)
	for _, one := range edit.Findings(m, pairs) {
		if one.Kind != edit.KindEdit && within(one.Known) {
			out.Many = append(out.Many, one)
		}
	}
	if out.Edits, out.Next, err = cutAt(all, "edits", f.Cursor, f.Limit); err != nil {
		return nil, err
	}
	displaced := store.ReportFilter{From: f.From, To: f.To, Outlet: f.Outlet, Lang: f.Lang, Limit: store.MaxLimit}
	if err := pages(&displaced.Cursor, func() (*store.Page[store.Displaced], error) { return a.store.FindDisplaced(ctx, displaced) },
		func(d store.Displaced) { out.Displaced = append(out.Displaced, d) }); err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{Outlet: f.Outlet, Lang: f.Lang})
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	return out, nil
}

func (f *EditFilter) selects(p *edit.Pair) bool {
	if !p.Diff.Changed() {
		return f.Noise && len(f.Kinds) == 0 && f.Name == ""
	}
	if len(f.Kinds) > 0 && !slices.ContainsFunc(f.Kinds, func(k string) bool { return p.Diff.Meaning[k] > 0 }) {
		return false
	}
	if f.Name == "" {
		return true
	}
	name := store.Fold(f.Name)
	has := func(s string) bool { return strings.Contains(store.Fold(s), name) }
	return slices.ContainsFunc(p.Diff.NamesGone, has) || slices.ContainsFunc(p.Diff.NamesAdded, has)
}

// edited reads what edits are looked for in, but for captures.
func (a *App) edited(ctx context.Context, f store.WalkFilter, reports []*holding.Report) (*edit.Material, error) {
	m := &edit.Material{Reports: reports}
	f.Text = true
	err := a.store.WalkVersions(ctx, f, func(r *holding.Report) error { m.Versions = append(m.Versions, r); return nil })
	return m, err
}

// captures tells when reports were captured.
func (a *App) captures(ctx context.Context, f store.WalkFilter) (all []*holding.History, err error) {
	_, err = a.store.WalkCaptures(ctx, f, 0, func(h *holding.History) error { all = append(all, h); return nil })
	return all, err
}

// compared fills in what the texts and records of pairs differ in; of those in which
// no word was changed only with noise. After a site was captured again, most are such.
func compared(outliner Outliner, pairs []*edit.Pair, noise bool) []*edit.Pair {
	eachAtOnce(len(pairs), runtime.GOMAXPROCS(0), func(i int) {
		p := pairs[i]
		if !noise && sameWords(p.Old.Title, p.New.Title) && sameWords(p.Old.Text, p.New.Text) {
			p.Diff = &diff.Diff{}
			return
		}
		old, new := extraction(p.Old), extraction(p.New)
		p.Diff = diff.Compare(outlined(outliner, old), outlined(outliner, new))
		p.Diff.Facts = diff.CompareRecords(old, new)
	})
	return pairs
}

// sameWords tells of most texts that differ in noise alone that they do; of the others
// it tells nothing.
func sameWords(a, b string) bool {
	if a == b {
		return true
	}
	for {
		x, restA, moreA := nextWord(a)
		y, restB, moreB := nextWord(b)
		switch {
		case moreA != moreB:
			return false
		case !moreA:
			return true
		case x != y && (strings.ContainsFunc(x, unicode.IsDigit) || diff.Fold(x) != diff.Fold(y)):
			return false // marks within a figure mean something
		}
		a, b = restA, restB
	}
}

// nextWord is what stands up to the next blank.
func nextWord(s string) (word, rest string, ok bool) {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	if s == "" {
		return "", "", false
	}
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i], s[i:], true
	}
	return s, "", true
}

// extraction is a report of a walk as it was extracted.
func extraction(r *holding.Report) *rostrum.Extraction {
	return &rostrum.Extraction{ID: r.ID, Outlet: r.Outlet, Lang: r.Lang, Published: r.Published, Title: r.Title, Text: &r.Text, Version: r.Version,
		Events: r.Events, Plans: r.Plans, Acts: r.Acts, Mentions: r.Mentions}
}
