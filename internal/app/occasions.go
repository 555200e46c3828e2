package app

import (
	"context"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/occasion"
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
	g, err := a.occasions(ctx, o.Outlet, know)
	if err != nil {
		return nil, err
	}
	found := &Activities{Rows: g.Activities(o.Person, o.From, o.To, o.Rule), Rule: o.Rule}
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
	g, err := a.occasions(ctx, o.Outlet, know)
	if err != nil {
		return nil, nil, err
	}
	s, err := a.searched(ctx, store.EventFilter{From: o.From, To: o.To, By: store.ByPublished, Outlet: o.Outlet})
	return g.Reconcile(o.Person, o.From, o.To, table), s, err
}

// occasions forms the occasions of the whole archive: which report tells of one
// first can only be told from what came before.
func (a *App) occasions(ctx context.Context, outlet string, know Knowledge) (*occasion.Grouper, error) {
	links, err := a.allLinks(ctx)
	if err != nil {
		return nil, err
	}
	known := map[[2]string]*occasion.Knowledge{}
	g := occasion.NewGrouper(func(outlet, lang string) *occasion.Knowledge {
		name := [2]string{strings.ToLower(outlet), lang}
		k, ok := known[name]
		if !ok {
			k = know(outlet, lang)
			known[name] = k
		}
		return k
	}, links)
	err = a.store.Walk(ctx, store.WalkFilter{Outlet: outlet, Text: true, NoPlans: true, NoActs: true, NoMentions: true}, func(r *holding.Report) error {
		g.Add(r)
		return nil
	})
	return g, err
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
