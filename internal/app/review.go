package app

import (
	"context"
	"slices"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// ReviewOptions says which records are to be judged.
type ReviewOptions struct {
	From, To string // publication days; without both, the last seven days that have reports
	Outlet   string
	Kinds    []string // of records: rostrum.RecordEvent, RecordAppearance, RecordPlan, RecordAct; none are all
	Unknown  bool     // only appearances of names that no earlier report has
	Limit    int      // 0 is store.DefaultLimit
}

// Queue is the answer of App.Review: records that nobody has judged, the least
// sure first.
type Queue struct {
	From     string        `json:"from"`
	To       string        `json:"to"`
	Doubtful []store.Doubt `json:"doubtful"`
	Open     int           `json:"open"`   // records of the stretch that nobody has judged
	Judged   int           `json:"judged"` // and those that somebody has
	Searched Searched      `json:"searched"`
}

// Review lists records that nobody has judged: the least sure first, then by
// publication day, report and place in the text.
func (a *App) Review(ctx context.Context, o ReviewOptions) (*Queue, error) {
	f := store.ReportFilter{From: o.From, To: o.To, Outlet: o.Outlet}
	if err := a.lastDays(ctx, &f); err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, f)
	if err != nil {
		return nil, err
	}
	spoken, err := a.spoken(ctx, f)
	if err != nil {
		return nil, err
	}
	d := store.DoubtFilter{From: f.From, To: f.To, Outlet: f.Outlet, Kinds: o.Kinds, Unknown: o.Unknown, Limit: o.Limit, Without: map[store.RecordKey]bool{}}
	q := &Queue{From: f.From, To: f.To, Searched: *s}
	for report, j := range spoken {
		for record, kind := range j.records {
			d.Without[store.RecordKey{Report: report, Record: record}] = true
			if len(o.Kinds) == 0 || slices.Contains(o.Kinds, kind) {
				q.Judged++
			}
		}
	}
	found, err := a.store.FindDoubtful(ctx, d)
	if err != nil {
		return nil, err
	}
	q.Doubtful, q.Open = found.Records, found.Open
	return q, nil
}

// judgement is what analysts said of the records of a report, as far as it applies.
type judgement struct {
	mark      string
	records   map[string]string // names of records that somebody judged -> kind
	standings []correction.Standing
}

// judgements remembers what was said of reports: to hold it against their records
// takes reading these. What is remembered of a report counts as long as its mark is
// the same.
type judgements struct {
	mu sync.Mutex
	of map[string]*judgement
}

// mostJudgements bounds the reports that are remembered.
const mostJudgements = 20_000

// spoken tells what analysts said of the reports that f selects.
func (a *App) spoken(ctx context.Context, f store.ReportFilter) (map[string]*judgement, error) {
	all, err := a.store.Spoken(ctx, f)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*judgement, len(all))
	for _, s := range all {
		j, err := a.judgementOf(ctx, s)
		if err != nil {
			return nil, err
		}
		out[s.Report] = j
	}
	return out, nil
}

// judgementOf tells what analysts said of one report.
func (a *App) judgementOf(ctx context.Context, s store.Spoken) (*judgement, error) {
	a.judgedBefore.mu.Lock()
	known := a.judgedBefore.of[s.Report]
	a.judgedBefore.mu.Unlock()
	if known != nil && known.mark == s.Mark {
		return known, nil
	}
	standings, err := a.judged(ctx, s.Report)
	if err != nil {
		return nil, err
	}
	j := &judgement{mark: s.Mark, records: map[string]string{}, standings: standings}
	for i := range standings {
		if s := &standings[i]; s.Applies && s.Record != "" && s.Subject != nil {
			j.records[s.Record] = s.Subject.Kind
		}
	}
	a.judgedBefore.mu.Lock()
	defer a.judgedBefore.mu.Unlock()
	if a.judgedBefore.of == nil || len(a.judgedBefore.of) >= mostJudgements {
		a.judgedBefore.of = map[string]*judgement{}
	}
	a.judgedBefore.of[s.Report] = j
	return j, nil
}
