package app

import (
	"context"
	"fmt"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Reports is the answer of App.Reports.
type Reports struct {
	Reports  []store.ReportLine `json:"reports"`
	Next     string             `json:"next,omitempty"` // cursor of the next page
	Searched Searched           `json:"searched"`
}

// Titles is the answer of App.Titles.
type Titles struct {
	Titles   []store.Title `json:"titles"`
	Next     string        `json:"next,omitempty"` // cursor of the next page
	Searched Searched      `json:"searched"`
}

// Unread is the answer of App.Unread.
type Unread struct {
	Unread   []store.Unread `json:"unread"`
	Next     string         `json:"next,omitempty"` // cursor of the next page
	Searched Searched       `json:"searched"`
}

// Rejected is the answer of App.Rejected.
type Rejected struct {
	Rejected []store.Rejected `json:"rejected"`
	Next     string           `json:"next,omitempty"` // cursor of the next page
	Searched Searched         `json:"searched"`       // the whole store: what is rejected belongs to no report
}

// Edited is the answer of App.Edited.
type Edited struct {
	Edited   []store.Edited `json:"edited"`
	Next     string         `json:"next,omitempty"` // cursor of the next page
	Searched Searched       `json:"searched"`
}

// Displaced is the answer of App.Displaced.
type Displaced struct {
	Displaced []store.Displaced `json:"displaced"`
	Next      string            `json:"next,omitempty"` // cursor of the next page
	Searched  Searched          `json:"searched"`
}

// Reports lists reports that f selects.
func (a *App) Reports(ctx context.Context, f store.ReportFilter) (*Reports, error) {
	found, s, err := listed(ctx, a, f, a.store.FindReports)
	if err != nil {
		return nil, err
	}
	return &Reports{Reports: found.Items, Next: found.Next, Searched: *s}, nil
}

// Unread lists passages of reports that f selects which look as if they held
// records but gave none.
func (a *App) Unread(ctx context.Context, f store.ReportFilter) (*Unread, error) {
	found, s, err := listed(ctx, a, f, a.store.FindUnread)
	if err != nil {
		return nil, err
	}
	return &Unread{Unread: found.Items, Next: found.Next, Searched: *s}, nil
}

// Edited lists reports of which several texts are held.
func (a *App) Edited(ctx context.Context, f store.ReportFilter) (*Edited, error) {
	found, s, err := listed(ctx, a, f, a.store.FindEdited)
	if err != nil {
		return nil, err
	}
	return &Edited{Edited: found.Items, Next: found.Next, Searched: *s}, nil
}

// Displaced lists reports at whose address another one was captured later.
func (a *App) Displaced(ctx context.Context, f store.ReportFilter) (*Displaced, error) {
	found, s, err := listed(ctx, a, f, a.store.FindDisplaced)
	if err != nil {
		return nil, err
	}
	return &Displaced{Displaced: found.Items, Next: found.Next, Searched: *s}, nil
}

// listed finds a page of what stands in reports, and counts those that were looked at.
func listed[T any](ctx context.Context, a *App, f store.ReportFilter, find func(context.Context, store.ReportFilter) (*store.Page[T], error)) (*store.Page[T], *Searched, error) {
	found, err := find(ctx, f)
	if err != nil {
		return nil, nil, err
	}
	s, err := a.searchedReports(ctx, f)
	return found, s, err
}

// Titles tells when titles of leaders are held first and last.
func (a *App) Titles(ctx context.Context, f store.TitleFilter) (*Titles, error) {
	if f.Referent != "" {
		led, err := a.leader(ctx, f.Referent)
		if err != nil {
			return nil, err
		}
		f.Referent = led
	}
	found, err := a.store.FindTitles(ctx, f)
	if err != nil {
		return nil, err
	}
	// The days choose among titles: what is first is so among all reports.
	s, err := a.searchedReports(ctx, store.ReportFilter{Outlet: f.Outlet, Lang: f.Lang})
	if err != nil {
		return nil, err
	}
	return &Titles{Titles: found.Items, Next: found.Next, Searched: *s}, nil
}

// Rejected lists items that could not be read.
func (a *App) Rejected(ctx context.Context, f store.RejectedFilter) (*Rejected, error) {
	found, err := a.store.FindRejected(ctx, f)
	if err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{})
	if err != nil {
		return nil, err
	}
	return &Rejected{Rejected: found.Items, Next: found.Next, Searched: *s}, nil
}

// Counts says what the store holds of the reports that f selects.
func (a *App) Counts(ctx context.Context, f store.ReportFilter) (*store.Counts, error) {
	return a.store.Counts(ctx, f)
}

// Days lists the publication days that have reports, newest first.
func (a *App) Days(ctx context.Context, f store.ReportFilter) ([]store.Day, *Searched, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, nil, err
	}
	// counted over all that is held, and asked for again and again
	days, err := a.days.get(ctx, state, shelved{of: fmt.Sprintf("%+v", f)}, func(ctx context.Context) ([]store.Day, error) { return a.store.Days(ctx, f) })
	if err != nil {
		return nil, nil, err
	}
	s, err := a.searchedReports(ctx, f)
	return slices.Clone(days), s, err
}

// State names what the store holds now.
func (a *App) State(ctx context.Context) (*store.State, error) { return a.store.State(ctx) }

// Version returns the current extraction of one version of a report, text included.
// It is named as DiffOptions names versions.
func (a *App) Version(ctx context.Context, id, name string) (*rostrum.Extraction, error) {
	r, err := a.store.Report(ctx, id)
	if err != nil {
		return nil, err
	}
	i, err := number(r, name)
	if err != nil {
		return nil, err
	}
	return a.store.Version(ctx, r.ID, r.Versions[i].Version)
}
