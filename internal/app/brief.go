package app

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// briefDays is how many days a brief is about where nobody says.
const briefDays = 7

// Brief tells what a stretch of days brought. It is shared: nobody changes it.
func (a *App) Brief(ctx context.Context, o BriefOptions) (*Brief, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, err
	}
	return a.briefs.get(ctx, state, shelved{strings.ToLower(o.Outlet), o.From, o.To}, func(ctx context.Context) (*Brief, error) { return a.keptBrief(ctx, o, state) })
}

// briefVersion is raised when a brief says something else of the same reports;
// briefSlots is how many are kept in the store.
const (
	briefVersion = 7
	briefSlots   = 64
)

// keptBrief takes a brief from the store, where another program put it while all was as
// it is now, or makes it and puts it there.
func (a *App) keptBrief(ctx context.Context, o BriefOptions, state int64) (*Brief, error) {
	asked, err := json.Marshal([]any{strings.ToLower(o.Outlet), o.From, o.To, a.leaders, a.Guide.digest()})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(asked)
	name, in := fmt.Sprintf("brief/%d", sum[0]%briefSlots), fmt.Sprintf("%d/%d/%x", briefVersion, state, sum)
	data, err := a.store.Kept(ctx, name, in)
	if err != nil {
		return nil, err
	}
	if b := new(Brief); data != nil && json.Unmarshal(data, b) == nil {
		return b, nil
	}
	b, err := a.brief(ctx, o)
	if err != nil {
		return nil, err
	}
	if data, err = json.Marshal(b); err != nil {
		return nil, err
	}
	// a store that nobody may write to, or that somebody writes to, answers all the same
	if err := a.store.Keep(ctx, name, in, data); err != nil && rostrum.ErrorCode(err) != rostrum.CodeUnavailable {
		return nil, err
	}
	return b, nil
}

func (a *App) brief(ctx context.Context, o BriefOptions) (*Brief, error) {
	f := store.ReportFilter{From: o.From, To: o.To, Outlet: o.Outlet}
	if err := a.lastDays(ctx, &f); err != nil {
		return nil, err
	}
	counts, err := a.store.Counts(ctx, f)
	if err != nil {
		return nil, err
	}
	b := &Brief{From: f.From, To: f.To, Outlet: f.Outlet, Searched: *newSearched(f, counts), Reasons: counts.Reasons, Rejected: counts.Rejected,
		Leaders: []Told{}, Officials: []Told{}, Visitors: []Told{}, Others: []Told{}, Arms: []Told{}, Rosters: []Told{}, Messages: []Told{}, Statements: []Told{}, NotRead: []store.ReportLine{}}
	if b.Obituaries, err = a.obituaries(ctx, f); err != nil {
		return nil, err
	}
	led := a.leading()
	if err := a.tellOccasions(ctx, b, f, led); err != nil {
		return nil, err
	}
	if err := a.words(ctx, b, f, led); err != nil {
		return nil, err
	}
	for _, status := range []string{rostrum.StatusFailed, rostrum.StatusNotExtracted} {
		of := f
		of.Status = status
		lines, err := a.reports(ctx, of)
		if err != nil {
			return nil, err
		}
		b.NotRead = append(b.NotRead, lines...)
	}
	slices.SortStableFunc(b.NotRead, byPublication)
	if b.Undated, err = a.reports(ctx, store.ReportFilter{Undated: true, Outlet: f.Outlet}); err != nil {
		return nil, err
	}
	if err := a.archived(ctx, b, f); err != nil {
		return nil, err
	}
	b.Unread = []store.Unread{}
	f.Limit = store.MaxLimit
	err = pages(&f.Cursor, func() (*store.Page[store.Unread], error) { return a.store.FindUnread(ctx, f) },
		func(u store.Unread) { b.Unread = append(b.Unread, u) })
	return b, err
}

// lastDays bounds a filter without days by the last days that have reports.
func (a *App) lastDays(ctx context.Context, f *store.ReportFilter) error {
	if f.From != "" || f.To != "" {
		return nil
	}
	last := *f
	last.Limit = briefDays
	days, err := a.store.Days(ctx, last)
	if err == nil && len(days) > 0 {
		f.From, f.To = days[len(days)-1].Day, days[0].Day
	}
	return err
}

// leading returns what tells whether a name in an outlet's report is a leader's.
func (a *App) leading() func(outlet, name string) bool {
	folded := map[string]map[string]bool{}
	for outlet, names := range a.leaders {
		folded[outlet] = map[string]bool{}
		for _, n := range names {
			folded[outlet][store.Fold(n)] = true
		}
	}
	return func(outlet, name string) bool {
		names, ok := folded[outlet]
		if !ok {
			names = folded[""]
		}
		return names[store.Fold(name)]
	}
}

// reports lists all reports that f selects.
func (a *App) reports(ctx context.Context, f store.ReportFilter) ([]store.ReportLine, error) {
	all := []store.ReportLine{}
	f.Limit = store.MaxLimit
	err := pages(&f.Cursor, func() (*store.Page[store.ReportLine], error) { return a.store.FindReports(ctx, f) },
		func(r store.ReportLine) { all = append(all, r) })
	return all, err
}

// pages goes through every page of a list. cursor is the one that find uses.
func pages[T any](cursor *string, find func() (*store.Page[T], error), each func(T)) error {
	for {
		p, err := find()
		if err != nil {
			return err
		}
		for _, one := range p.Items {
			each(one)
		}
		if p.Next == "" {
			return nil
		}
		*cursor = p.Next
	}
}

// byPublication orders as store.FindReports does.
func byPublication(a, b store.ReportLine) int {
	if c := strings.Compare(a.Published, b.Published); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}
