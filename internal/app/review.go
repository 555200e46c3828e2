package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// ReviewOptions says which records are to be judged.
type ReviewOptions struct {
	From, To string // publication days; without both, the last seven days that have reports
	Outlet   string
	Kinds    []string // of records: rostrum.RecordEvent, RecordPlan, RecordAct; none are all
	Limit    int      // 0 is store.DefaultLimit
}

// Queue is the answer of App.Review: records that nobody has judged, the least
// sure first.
type Queue struct {
	From     string     `json:"from"`
	To       string     `json:"to"`
	Doubtful []Doubtful `json:"doubtful"`
	Open     int        `json:"open"`   // records of the stretch that nobody has judged
	Judged   int        `json:"judged"` // and those that somebody has
	Searched Searched   `json:"searched"`
}

// Doubtful is a record that nobody has judged.
type Doubtful struct {
	store.Origin
	Record     string       `json:"record"` // name: event:2
	Kind       string       `json:"kind_of_record"`
	Label      string       `json:"label"` // type of an event, status of a plan claim, the act
	Who        string       `json:"who"`   // people of an event, subject of a plan claim, speaker of an act
	Evidence   string       `json:"evidence"`
	At         rostrum.Span `json:"at"`
	Formula    string       `json:"formula"`
	Confidence float64      `json:"confidence"` // the lowest of an event and its people
}

// Review lists records that nobody has judged: the least sure first, then by
// report and place in the text.
func (a *App) Review(ctx context.Context, o ReviewOptions) (*Queue, error) {
	f := store.ReportFilter{From: o.From, To: o.To, Outlet: o.Outlet}
	if err := a.lastDays(ctx, &f); err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, f)
	if err != nil {
		return nil, err
	}
	q := &Queue{From: f.From, To: f.To, Doubtful: []Doubtful{}, Searched: *s}
	for _, kind := range []struct {
		name string
		list func(context.Context, store.ReportFilter, *Queue) error
	}{{rostrum.RecordEvent, a.doubtfulEvents}, {rostrum.RecordPlan, a.doubtfulPlans}, {rostrum.RecordAct, a.doubtfulActs}} {
		if len(o.Kinds) > 0 && !slices.Contains(o.Kinds, kind.name) {
			continue
		}
		if err := kind.list(ctx, f, q); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(q.Doubtful, func(x, y Doubtful) int {
		return cmp.Or(cmp.Compare(x.Confidence, y.Confidence), strings.Compare(x.Published, y.Published), strings.Compare(x.Report, y.Report), cmp.Compare(x.At.Start, y.At.Start))
	})
	q.Open = len(q.Doubtful)
	most := o.Limit
	if most <= 0 {
		most = store.DefaultLimit
	}
	q.Doubtful = q.Doubtful[:min(most, q.Open)]
	return q, nil
}

// add takes a record into the queue, unless somebody has judged it.
func (q *Queue) add(d Doubtful, number int) {
	if len(d.Corrections) > 0 {
		q.Judged++
		return
	}
	d.Record = rostrum.RecordName(d.Kind, number-1)
	q.Doubtful = append(q.Doubtful, d)
}

func (a *App) doubtfulEvents(ctx context.Context, r store.ReportFilter, q *Queue) error {
	f := store.EventFilter{From: r.From, To: r.To, By: store.ByPublished, Outlet: r.Outlet, Limit: store.MaxLimit}
	return every(&f.Cursor, func() ([]store.Event, string, error) {
		p, err := a.store.FindEvents(ctx, f)
		if err != nil {
			return nil, "", err
		}
		return p.Items, p.Next, judge(ctx, a, rostrum.RecordEvent, p.Items, func(e *store.Event) *store.Origin { return &e.Origin })
	}, func(e *store.Event) {
		d := Doubtful{Origin: e.Origin, Kind: rostrum.RecordEvent, Label: e.Type, Evidence: e.Evidence, At: e.At, Formula: e.Formula, Confidence: e.Confidence}
		var names []string
		for _, p := range e.Participants {
			if p.Name != nil {
				names = append(names, *p.Name)
			}
			d.Confidence = min(d.Confidence, p.Confidence)
		}
		d.Who = strings.Join(names, ", ")
		q.add(d, e.Number)
	})
}

func (a *App) doubtfulPlans(ctx context.Context, r store.ReportFilter, q *Queue) error {
	f := store.PlanFilter{From: r.From, To: r.To, Outlet: r.Outlet, Limit: store.MaxLimit}
	return every(&f.Cursor, func() ([]store.Plan, string, error) {
		p, err := a.store.FindPlans(ctx, f)
		if err != nil {
			return nil, "", err
		}
		return p.Items, p.Next, judge(ctx, a, rostrum.RecordPlan, p.Items, func(e *store.Plan) *store.Origin { return &e.Origin })
	}, func(p *store.Plan) {
		d := Doubtful{Origin: p.Origin, Kind: rostrum.RecordPlan, Label: p.Status, Evidence: p.Evidence, At: p.At, Formula: p.Formula, Confidence: p.Confidence}
		if p.Subject != nil {
			d.Who = *p.Subject
		}
		q.add(d, p.Number)
	})
}

func (a *App) doubtfulActs(ctx context.Context, r store.ReportFilter, q *Queue) error {
	f := store.ActFilter{From: r.From, To: r.To, Outlet: r.Outlet, Limit: store.MaxLimit}
	return every(&f.Cursor, func() ([]store.Act, string, error) {
		p, err := a.store.FindActs(ctx, f)
		if err != nil {
			return nil, "", err
		}
		return p.Items, p.Next, judge(ctx, a, rostrum.RecordAct, p.Items, func(e *store.Act) *store.Origin { return &e.Origin })
	}, func(c *store.Act) {
		q.add(Doubtful{Origin: c.Origin, Kind: rostrum.RecordAct, Label: c.Act.Act, Who: c.Speaker, Evidence: c.Evidence, At: c.At, Formula: c.Formula, Confidence: c.Confidence}, c.Number)
	})
}

// every goes through all pages of a list whose items something was done with.
func every[T any](cursor *string, find func() ([]T, string, error), each func(*T)) error {
	for {
		items, next, err := find()
		if err != nil {
			return err
		}
		for i := range items {
			each(&items[i])
		}
		if next == "" {
			return nil
		}
		*cursor = next
	}
}
