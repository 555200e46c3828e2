package app

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/occasion"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Knowledge gives what the profile of an outlet and a language says of occasions,
// nil where there is none.
type Knowledge func(outlet, lang string) *occasion.Knowledge

// ActivitiesOptions says whose activities are asked for, and how they are counted.
type ActivitiesOptions struct {
	Person   string
	From, To string // days, both included
	Outlet   string
	Rule     occasion.Rule
}

// Activities is the answer of App.Activities.
type Activities struct {
	Rows     []occasion.Activity
	Rule     occasion.Rule
	Searched Searched
}

// Activities counts what one person did in public.
func (a *App) Activities(ctx context.Context, o ActivitiesOptions, know Knowledge) (*Activities, error) {
	g, person, err := a.occasions(ctx, o.Outlet, know, o.Person)
	if err != nil {
		return nil, err
	}
	found := &Activities{Rows: g.Activities(person, o.From, o.To, o.Rule), Rule: o.Rule}
	s, err := a.searched(ctx, store.EventFilter{From: o.From, To: o.To, By: store.ByPublished, Outlet: o.Outlet})
	if err != nil {
		return nil, err
	}
	found.Searched = *s
	return found, nil
}

// Reconcile counts one person's activities by every rule, and holds a table of
// outside counts against them.
func (a *App) Reconcile(ctx context.Context, o ActivitiesOptions, table *occasion.Table, know Knowledge) (*occasion.Reconciliation, *Searched, error) {
	g, person, err := a.occasions(ctx, o.Outlet, know, o.Person)
	if err != nil {
		return nil, nil, err
	}
	s, err := a.searched(ctx, store.EventFilter{From: o.From, To: o.To, By: store.ByPublished, Outlet: o.Outlet})
	return g.Reconcile(person, o.From, o.To, table), s, err
}

// occasions forms the occasions of the whole archive: which report tells of one
// first can only be told from what came before. label is what person is called there,
// who is asked for by a name or an id.
func (a *App) occasions(ctx context.Context, outlet string, know Knowledge, person string) (g *occasion.Grouper, label string, err error) {
	links, err := a.allLinks(ctx)
	if err != nil {
		return nil, "", err
	}
	g = occasion.NewGrouper(once(know), links)
	people, err := a.everybody(ctx, outlet)
	if err != nil {
		return nil, "", err
	}
	g.People = func(outlet, lang string) occasion.People {
		if own := people[[2]string{strings.ToLower(outlet), lang}]; own != nil {
			return own
		}
		return nil
	}
	err = a.store.Walk(ctx, store.WalkFilter{Outlet: outlet, Text: true, NoPlans: true, NoActs: true, NoMentions: true}, func(r *holding.Report) error {
		g.Add(r)
		return nil
	})
	return g, called(people, person), err
}

// everybody tells who is who in what is held, by outlet, in small letters, and
// language.
func (a *App) everybody(ctx context.Context, outlet string) (map[[2]string]*roster.Own, error) {
	if a.Rosters == nil {
		return nil, nil
	}
	all := map[[2]string]*roster.Own{}
	var series [][2]string
	if _, err := a.store.WalkHeads(ctx, store.Moment{}, func(r *holding.Report) error {
		at := [2]string{strings.ToLower(r.Outlet), r.Lang}
		if _, there := all[at]; !there && (outlet == "" || strings.EqualFold(r.Outlet, outlet)) {
			all[at], series = nil, append(series, at)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	for _, at := range series {
		var err error
		if all[at], err = a.people(ctx, at[0], at[1], ""); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// called gives what those are called whom a name, in whatever spelling, or an id
// means; the name itself where nobody is meant.
func called(people map[[2]string]*roster.Own, name string) string {
	for _, at := range slices.SortedFunc(maps.Keys(people), func(x, y [2]string) int { return slices.Compare(x[:], y[:]) }) {
		if own := people[at]; own != nil {
			if ids := own.Search(name); len(ids) > 0 {
				return own.Label(ids[0])
			}
		}
	}
	return name
}

// allLinks lists the links between reports.
func (a *App) allLinks(ctx context.Context) ([]occasion.Link, error) {
	var all []occasion.Link
	f := store.LinkFilter{Limit: store.MaxLimit}
	for {
		page, err := a.store.FindLinks(ctx, f)
		if err != nil {
			return nil, err
		}
		for i := range page.Items {
			l := &page.Items[i]
			all = append(all, occasion.Link{Kind: l.Kind, From: l.From.ID, To: l.To.ID})
		}
		if f.Cursor = page.Next; f.Cursor == "" {
			return all, nil
		}
	}
}
