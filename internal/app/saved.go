package app

import (
	"context"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Bounds of saved searches.
const (
	mostSaved     = 500
	mostSavedName = 200 // bytes
)

// Saved is the answer of App.Saved.
type Saved struct {
	Searches []store.SavedSearch `json:"searches"` // by name
	Searched Searched            `json:"searched"` // what each would be looked for in
}

// Saved lists the searches that analysts keep.
func (a *App) Saved(ctx context.Context) (*Saved, error) {
	all, err := a.store.SavedSearches(ctx)
	if err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{})
	if err != nil {
		return nil, err
	}
	return &Saved{all, *s}, nil
}

// SaveSearch keeps a search under a name, for everybody who reads the store.
func (a *App) SaveSearch(ctx context.Context, name, query string, newest bool, by string, when time.Time) (*store.SavedSearch, error) {
	by, name, err := signed(by, name)
	if err != nil {
		return nil, err
	}
	if store.Fold(name) == "" || len(name) > mostSavedName {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "name: expected one with letters or digits, of at most %d bytes, found %q", mostSavedName, name)
	}
	if _, err := search.Parse(query); err != nil {
		return nil, err
	}
	all, err := a.store.SavedSearches(ctx)
	if err != nil {
		return nil, err
	}
	if len(all) >= mostSaved {
		return nil, rostrum.Errorf(rostrum.CodeConflict, "there are %d saved searches, which is as many as there may be; take some off", len(all))
	}
	s := &store.SavedSearch{Name: name, Query: strings.TrimSpace(query), Newest: newest, By: by, When: when.UTC().Format(time.RFC3339)}
	s.ID, err = a.store.SaveSearch(ctx, s)
	return s, err
}

// Unsave takes a saved search off. Anybody can, as it is everybody's; who did stays.
func (a *App) Unsave(ctx context.Context, id int64, by string, when time.Time) error {
	by, _, err := signed(by, "")
	if err != nil {
		return err
	}
	_, err = a.store.SaveSearch(ctx, &store.SavedSearch{Removes: id, By: by, When: when.UTC().Format(time.RFC3339)})
	return err
}

// Facets counts what a query finds, by what would narrow it.
func (a *App) Facets(ctx context.Context, query string) ([]store.Facet, error) {
	q, err := search.Parse(query)
	if err != nil {
		return nil, err
	}
	return a.store.Facets(ctx, q)
}
