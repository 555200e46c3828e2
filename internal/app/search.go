package app

import (
	"context"

	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// SearchOptions says what is searched for.
type SearchOptions struct {
	Query  string
	Newest bool // list all newest first, and rank nothing
	Facets bool // count what is found by what would narrow it
	Limit  int
	Cursor string // Next of the page before
}

// Found is the answer of App.Search.
type Found struct {
	Query     string `json:"query"`     // as it was understood
	Reports   int    `json:"reports"`   // that it finds, on all pages
	Ranked    int    `json:"ranked"`    // of them, the newest ones that are ranked and listed; 0 where all are listed, newest first
	Unindexed int    `json:"unindexed"` // reports that were not looked at, as they are not in the index yet
	Hits      []Hit  `json:"hits"`
	// Facets count all that is found, where they are asked for.
	Facets   []store.Facet `json:"facets,omitempty"`
	Next     string        `json:"next,omitempty"` // cursor of the next page
	Searched Searched      `json:"searched"`
}

// Hit is a report that was found, and the passage at which it opens.
type Hit struct {
	store.SearchHit
	search.Excerpt
}

// Search finds reports by what they say.
func (a *App) Search(ctx context.Context, o SearchOptions) (*Found, error) {
	q, err := search.Parse(o.Query)
	if err != nil {
		return nil, err
	}
	p, err := a.store.Search(ctx, store.SearchFilter{Query: q, Rank: !o.Newest, Limit: o.Limit, Cursor: o.Cursor})
	if err != nil {
		return nil, err
	}
	looked, err := a.store.Looked(ctx, store.ReportFilter{})
	if err != nil {
		return nil, err
	}
	p.Looked.Coverage = looked.Coverage // which the index does not know
	f := &Found{Query: q.String(), Reports: p.Reports, Ranked: p.Ranked, Unindexed: p.Unindexed, Next: p.Next, Hits: make([]Hit, len(p.Hits)),
		Searched: *newSearched(store.ReportFilter{}, &p.Looked)}
	if o.Facets {
		if f.Facets, err = a.store.Facets(ctx, q); err != nil {
			return nil, err
		}
	}
	for i, h := range p.Hits {
		f.Hits[i] = Hit{h, excerpt(q, &h)}
	}
	return f, nil
}

// excerpt is what is shown of a hit: the words that were sought, or else the record.
func excerpt(q *search.Query, h *store.SearchHit) search.Excerpt {
	if h.Extraction != nil {
		if at, ok := q.Record(h.Extraction); ok {
			return search.ExcerptAt(at, h.Text)
		}
	}
	return q.Excerpt(search.LangOf(h.Lang), h.Title, h.Text, h.People)
}

// Index makes findable what was kept before there was an index. progress, if not
// nil, is told now and then how many reports are done and left.
func (a *App) Index(ctx context.Context, progress func(done, left int)) error {
	return a.store.Index(ctx, progress)
}
