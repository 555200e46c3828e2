package app

import (
	"context"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Events lists events that f selects, with the count of what was looked at.
func (a *App) Events(ctx context.Context, f store.EventFilter) (*Events, error) {
	found, err := a.store.FindEvents(ctx, f)
	if err != nil {
		return nil, err
	}
	if err := judge(ctx, a, rostrum.RecordEvent, found.Items, func(one *store.Event) *store.Origin { return &one.Origin }); err != nil {
		return nil, err
	}
	s, err := a.searched(ctx, f)
	if err != nil {
		return nil, err
	}
	return &Events{Events: found.Items, Next: found.Next, Searched: *s}, nil
}

// People lists the people who appear at the events that f selects.
func (a *App) People(ctx context.Context, f store.EventFilter) (*People, error) {
	found, err := a.store.FindPeople(ctx, f)
	if err != nil {
		return nil, err
	}
	s, err := a.searched(ctx, f)
	if err != nil {
		return nil, err
	}
	return &People{People: found.Items, Next: found.Next, Searched: *s}, nil
}

// EventDays counts the events at which a name stands by their days: of at most so many,
// the newest, and whether there are more.
func (a *App) EventDays(ctx context.Context, name string, most int) ([]store.Day, bool, error) {
	return a.store.EventDays(ctx, name, most)
}

// Plans lists plan claims that f selects, with how many there are in each voice and of
// each referent.
func (a *App) Plans(ctx context.Context, f store.PlanFilter) (*Plans, error) {
	var err error
	if f.Referents, err = a.referents(ctx, f.Referents); err != nil {
		return nil, err
	}
	found, err := a.store.FindPlans(ctx, f)
	if err != nil {
		return nil, err
	}
	if err := judge(ctx, a, rostrum.RecordPlan, found.Items, func(one *store.Plan) *store.Origin { return &one.Origin }); err != nil {
		return nil, err
	}
	voices, err := a.store.PlanVoices(ctx, f)
	if err != nil {
		return nil, err
	}
	referents, err := a.store.PlanReferents(ctx, f)
	if err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{From: f.From, To: f.To, Outlet: f.Outlet, Lang: f.Lang, Kinds: f.Kinds, Report: f.Report, In: f.In})
	if err != nil {
		return nil, err
	}
	return &Plans{Plans: found.Items, Next: found.Next, Voices: voices, Referents: referents, Searched: *s}, nil
}

// Acts lists acts that f selects, with how many there are in each voice.
func (a *App) Acts(ctx context.Context, f store.ActFilter) (*Acts, error) {
	var err error
	if f.Referents, err = a.referents(ctx, f.Referents); err != nil {
		return nil, err
	}
	found, err := a.store.FindActs(ctx, f)
	if err != nil {
		return nil, err
	}
	if err := judge(ctx, a, rostrum.RecordAct, found.Items, func(one *store.Act) *store.Origin { return &one.Origin }); err != nil {
		return nil, err
	}
	voices, err := a.store.ActVoices(ctx, f)
	if err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{From: f.From, To: f.To, Outlet: f.Outlet, Lang: f.Lang, Kinds: f.Kinds, Report: f.Report, In: f.In})
	if err != nil {
		return nil, err
	}
	return &Acts{Acts: found.Items, Next: found.Next, Voices: voices, Searched: *s}, nil
}

// Links lists links between reports that f selects.
func (a *App) Links(ctx context.Context, f store.LinkFilter) (*Links, error) {
	found, err := a.store.FindLinks(ctx, f)
	if err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{From: f.From, To: f.To, Outlet: f.Outlet, Report: f.Report})
	if err != nil {
		return nil, err
	}
	return &Links{Links: found.Items, Next: found.Next, Searched: *s}, nil
}

// Cited lists what reports that f selects tell of others that are not held, and
// counts it by sort.
func (a *App) Cited(ctx context.Context, f store.CitedFilter) (*Cited, error) {
	found, err := a.store.FindCited(ctx, f)
	if err != nil {
		return nil, err
	}
	sorts, err := a.store.CountCited(ctx, f)
	if err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{From: f.From, To: f.To, Outlet: f.Outlet, Report: f.Report})
	if err != nil {
		return nil, err
	}
	return &Cited{Cited: found.Items, Next: found.Next, Sorts: sorts, Searched: *s}, nil
}

// searched counts the reports in which events were looked for. A period of days
// of events bounds no reports: what happened in it may be told at any time.
func (a *App) searched(ctx context.Context, f store.EventFilter) (*Searched, error) {
	rf := store.ReportFilter{Outlet: f.Outlet, Lang: f.Lang, Kinds: f.Kinds, Report: f.Report, In: f.In}
	if f.By == store.ByPublished {
		rf.From, rf.To = f.From, f.To
	}
	return a.searchedReports(ctx, rf)
}

func (a *App) searchedReports(ctx context.Context, f store.ReportFilter) (*Searched, error) {
	c, err := a.store.Looked(ctx, f)
	if err != nil {
		return nil, err
	}
	return newSearched(f, c), nil
}

func newSearched(f store.ReportFilter, c *store.Counts) *Searched {
	return &Searched{From: f.From, To: f.To, Reports: c.Reports, Days: c.Days, Undated: c.Undated, First: c.First, Last: c.Last,
		Langs: c.Langs, Outlets: c.Outlets, Status: c.Status, Coverage: c.Coverage}
}
