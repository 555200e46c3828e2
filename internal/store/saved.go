package store

import "context"

// Searches keeps searches that analysts want to ask again. It is appended only.
type Searches interface {
	// SaveSearch keeps a search, or takes one off, and returns its ID, which is greater
	// than all before; that of s is not used. CodeConflict where there is one of the
	// name, compared as Fold leaves it, or it was taken off before; CodeNotFound where
	// there is none to take off.
	SaveSearch(ctx context.Context, s *SavedSearch) (int64, error)

	// SavedSearches lists the searches that were not taken off, by name.
	SavedSearches(ctx context.Context) ([]SavedSearch, error)
}

// SavedSearch is a search that somebody kept, or the word that takes one off.
type SavedSearch struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	Query   string `json:"query"`
	Newest  bool   `json:"newest"` // newest first
	By      string `json:"by"`
	When    string `json:"when"` // time in UTC
	Removes int64  `json:"removes,omitempty"`
}

// The facets by which what a search finds is counted, by the fields that narrow it.
const (
	FacetYear  = "year"
	FacetMonth = "month"
)

// Facet counts what a search finds by the values of a field.
type Facet struct {
	Field  string       `json:"field"`  // outlet, lang, kind, type, person, year or month
	Values []FacetValue `json:"values"` // years and months the latest first, others by how many reports have them
	More   int          `json:"more"`   // values that are not listed
}

// FacetValue is one value of a field.
type FacetValue struct {
	Value   string `json:"value"`
	Reports int    `json:"reports"` // that have it, among those found
}

// MostFacets is how many values of a field are listed; of months all are.
const MostFacets = 12
