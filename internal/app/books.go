package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// books lays out the line-ups of what is held, one book for each series. They are
// shared: nobody changes them.
func (a *App) books(ctx context.Context, f LineUpFilter, knows Knows) ([]*lineup.Book, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, err
	}
	return a.laidOut.get(ctx, state, shelved{strings.ToLower(f.Outlet), f.Lang, f.Until}, func(ctx context.Context) ([]*lineup.Book, error) { return a.layOut(ctx, f, knows) })
}

// layOut makes the books: portion by portion, so that what is held is not there whole.
func (a *App) layOut(ctx context.Context, f LineUpFilter, knows Knows) ([]*lineup.Book, error) {
	var heads []*holding.Report
	outlet := strings.ToLower(f.Outlet)
	if _, err := a.store.WalkHeads(ctx, store.Moment{}, func(r *holding.Report) error {
		if (f.Until == "" || r.KnownOn() <= f.Until) && (outlet == "" || strings.ToLower(r.Outlet) == outlet) && (f.Lang == "" || r.Lang == f.Lang) {
			heads = append(heads, r)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	h := &Holdings{Series: holding.SeriesOf(heads)}
	h.Series = slices.DeleteFunc(h.Series, func(s *holding.Series) bool {
		k := knows(s.Outlet, s.Lang)
		return k == nil || len(k.Classes) == 0
	})
	var books []*lineup.Book
	for _, s := range h.Series {
		own, err := a.people(ctx, s.Outlet, s.Lang, f.Until)
		if err != nil {
			return nil, err
		}
		var people lineup.People
		if own != nil {
			people = own
		}
		books = append(books, lineup.Open(s, knows(s.Outlet, s.Lang), people))
	}
	for _, p := range portionsOf(h, cmp.Or(a.mostWhole, mostWhole)) {
		whole, err := a.readWhole(ctx, p.reports, store.WalkFilter{NoPlans: true, NoActs: true})
		if err != nil {
			return nil, err
		}
		makeWhole(p.reports, whole)
		for _, b := range books {
			b.Until(p.until)
		}
		makeHeads(p.reports)
	}
	return books, nil
}
