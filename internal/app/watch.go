package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/internal/watch"
)

// Watched is a rule of the watchlist, with the times that it fires.
type Watched struct {
	store.Watch
	Cases []watch.Case `json:"cases"` // the oldest first
	Total int          `json:"total"` // before a period and a limit were applied
	// By month, how many there are, "2031-03" -> 4.
	Months   map[string]int `json:"months"`
	Saved    bool           `json:"saved"`
	Searched Searched       `json:"searched"`
	Signature
}

// WatchOptions says what is watched for, and by whom.
type WatchOptions struct {
	Rule string
	By   string
	When time.Time
	Try  bool // tell how often it would have fired, and keep nothing
}

// Watch puts a rule on the watchlist, after it was told how often it would have fired
// so far: told gets that before anything is kept, and may refuse by an error.
func (a *App) Watch(ctx context.Context, analyses []Analysis, knowing Knowing, o WatchOptions, told func(*Watched) error) (*Watched, error) {
	r, err := watch.Parse(o.Rule)
	if err != nil {
		return nil, err
	}
	if r.Kind == watch.Finding {
		if r.Words, err = FindingKind(analyses, r.Words); err != nil {
			return nil, err
		}
	}
	w := &Watched{Watch: store.Watch{Rule: r.String(), By: o.By, When: o.When.UTC().Format(time.RFC3339)}}
	if err := a.fires(ctx, analyses, knowing, r, w); err != nil {
		return nil, err
	}
	if err := told(w); err != nil || o.Try {
		return w, err
	}
	if w.ID, err = a.store.Watch(ctx, &w.Watch); err != nil {
		return nil, err
	}
	w.Saved = true
	return w, nil
}

// Unwatch takes a rule off the watchlist. It stays in the store, with when it was.
func (a *App) Unwatch(ctx context.Context, id int64, by string, when time.Time) error {
	_, err := a.store.Watch(ctx, &store.Watch{Removes: id, By: by, When: when.UTC().Format(time.RFC3339)})
	return err
}

// Watchlist lists the rules that are watched for; with removed, those too that were.
func (a *App) Watchlist(ctx context.Context, removed bool) ([]store.Watch, error) {
	return a.store.Watches(ctx, removed)
}

// Fired tells of the rules on the watchlist when each fired from one day to another.
func (a *App) Fired(ctx context.Context, analyses []Analysis, knowing Knowing, ids []int64, from, to string) ([]*Watched, error) {
	rules, err := a.store.Watches(ctx, false)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(rules, func(w store.Watch) bool { return w.ID == id }) {
			return nil, rostrum.Errorf(rostrum.CodeNotFound, "watchlist: there is no rule %d", id)
		}
	}
	all := []*Watched{}
	for _, w := range rules {
		if len(ids) > 0 && !slices.Contains(ids, w.ID) {
			continue
		}
		r, err := watch.Parse(w.Rule)
		if err != nil {
			return nil, err
		}
		fired := &Watched{Watch: w, Saved: true}
		if err := a.fires(ctx, analyses, knowing, r, fired); err != nil {
			return nil, err
		}
		fired.Cases = slices.DeleteFunc(fired.Cases, func(c watch.Case) bool { return c.Day < from || to != "" && c.Day > to+"\xff" })
		all = append(all, fired)
	}
	return all, nil
}

// fires fills in when a rule fires over all that is held.
func (a *App) fires(ctx context.Context, analyses []Analysis, knowing Knowing, r watch.Rule, w *Watched) error {
	if r.Kind == watch.Finding {
		found, err := a.findings(ctx, analyses, knowing, &FindingFilter{Kinds: []string{r.Words}})
		if err != nil {
			return err
		}
		w.Cases = r.CasesOf(found)
	} else {
		var reports []*holding.Report
		f := store.WalkFilter{Text: r.Kind == watch.Phrase, NoPlans: r.Kind != watch.Plan, NoActs: true, NoEvents: r.Kind == watch.Plan || r.Kind == watch.Phrase,
			NoMentions: r.Kind != watch.Person}
		if err := a.store.Walk(ctx, f, func(x *holding.Report) error { reports = append(reports, x); return nil }); err != nil {
			return err
		}
		if r.Kind == watch.Person {
			if public, named := watch.Public(reports, r.Words); named && !public {
				return rostrum.Errorf(rostrum.CodeUnsupported, "watchlist: %s holds no post in the reports held and is in no second line-up; who is named in passing is not watched (docs/limits.md)", r.Words)
			}
		}
		w.Cases = r.Cases(reports)
		slices.SortStableFunc(w.Cases, func(a, b watch.Case) int { return cmp.Compare(a.Day, b.Day) })
	}
	w.Total, w.Months = len(w.Cases), map[string]int{}
	for i := range w.Cases {
		w.Months[month(w.Cases[i].Day)]++
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{})
	if err == nil {
		w.Searched = *s
	}
	return err
}

// month is that of a day, or "".
func month(day string) string { return day[:min(len(day), len("2006-01"))] }
