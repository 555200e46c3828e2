package app

import (
	"context"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// Titles is the answer of App.Titles.
type Titles struct {
	Titles   []store.Title `json:"titles"`
	Next     string        `json:"next,omitempty"` // cursor of the next page
	Searched Searched      `json:"searched"`
}

// Titles lists the titles that f selects, by the day on which each is held first.
// That depends on everything that is held before, so a period bounds no reports.
func (a *App) Titles(ctx context.Context, f store.TitleFilter) (*Titles, error) {
	found, err := a.store.FindTitles(ctx, f)
	if err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{Outlet: f.Outlet, Lang: f.Lang})
	if err != nil {
		return nil, err
	}
	return &Titles{Titles: found.Items, Next: found.Next, Searched: *s}, nil
}

// Edited is the answer of App.Edited.
type Edited struct {
	Edited   []store.Edited `json:"edited"`
	Next     string         `json:"next,omitempty"` // cursor of the next page
	Searched Searched       `json:"searched"`
}

// Edited lists reports of which several texts are held.
func (a *App) Edited(ctx context.Context, f store.ReportFilter) (*Edited, error) {
	found, err := a.store.FindEdited(ctx, f)
	if err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, f)
	if err != nil {
		return nil, err
	}
	return &Edited{Edited: found.Items, Next: found.Next, Searched: *s}, nil
}

// Reports is the answer of App.Reports.
type Reports struct {
	Reports  []store.ReportLine `json:"reports"`
	Next     string             `json:"next,omitempty"` // cursor of the next page
	Searched Searched           `json:"searched"`
}

// Reports lists reports that f selects.
func (a *App) Reports(ctx context.Context, f store.ReportFilter) (*Reports, error) {
	found, err := a.store.FindReports(ctx, f)
	if err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, f)
	if err != nil {
		return nil, err
	}
	return &Reports{Reports: found.Items, Next: found.Next, Searched: *s}, nil
}

// Days lists the publication days of reports that f selects, newest first.
func (a *App) Days(ctx context.Context, f store.ReportFilter) ([]store.Day, *Searched, error) {
	days, err := a.store.Days(ctx, f)
	if err != nil {
		return nil, nil, err
	}
	s, err := a.searchedReports(ctx, f)
	return days, s, err
}
