package store

import (
	"context"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Faceter counts what a search finds by what would narrow it.
type Faceter interface {
	// Facets counts the reports that a query finds, all of them, by outlet, language,
	// kind, type of event, person, year and month, in this order.
	Facets(ctx context.Context, q *search.Query) ([]Facet, error)
}

// SearchFilter says what is searched for, and how it is listed.
type SearchFilter struct {
	Query  *search.Query
	Rank   bool   // by BM25, where the query seeks words; else newest first
	Limit  int    // 0 is DefaultLimit
	Cursor string // Next of the page before
}

// SearchHit is a report that a query finds.
type SearchHit struct {
	Report    string  `json:"report"` // id
	Outlet    string  `json:"outlet"`
	Lang      string  `json:"lang"`
	Kind      string  `json:"kind"`
	Published string  `json:"published"`
	Title     string  `json:"title"`
	Version   string  `json:"version"`
	Score     float64 `json:"score"` // 0 where hits are not ranked
	Text      string  `json:"-"`
	// Extraction is the current one, where the query asks for records and for no
	// words: a hit then opens at a record.
	Extraction *rostrum.Extraction `json:"-"`
	// People are those whom the current extraction mentions, and maybe what else it does,
	// where the query asks for words: their names cut words, see search.Cuts.
	People []rostrum.Mention `json:"-"`
}

// SearchPage is one part of what a query finds.
type SearchPage struct {
	Hits    []SearchHit
	Next    string
	Reports int // that the query finds, on all pages
	Ranked  int // of them, the newest ones that are ranked and listed; 0 where all are listed, newest first
	// Looked is what was looked at: of Counts, the numbers of reports and their
	// days, languages, outlets and status.
	Looked    Counts
	Unindexed int // reports that cannot be found yet
}
