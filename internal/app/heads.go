package app

import (
	"context"

	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// mostChanged is how many heads are read beside those that were kept, before all are
// kept anew.
const mostChanged = 500

// heads are the heads of all reports.
func (k *keeper) heads(ctx context.Context) ([]*holding.Report, error) {
	all, _, err := k.headsUntil(ctx)
	return all, err
}

// headsUntil are the heads of all reports, and the moment of which they are. Those that
// were kept are completed by what came or was changed since.
func (k *keeper) headsUntil(ctx context.Context) (all []*holding.Report, mark store.Moment, err error) {
	kept, err := k.get(ctx, "heads", k.by)
	if err != nil {
		return nil, mark, err
	}
	if kept != nil {
		mark = store.Moment{Report: int64(kept.Int()), Changes: int64(kept.Int())}
		if all = readHeads(kept); kept.Err() != nil {
			all, mark = nil, store.Moment{}
		}
	}
	var later []*holding.Report
	if mark, err = k.app.store.WalkHeads(ctx, mark, func(r *holding.Report) error { later = append(later, r); return nil }); err != nil {
		return nil, mark, err
	}
	all = replaced(all, later)
	if len(later) > mostChanged || kept == nil {
		err = k.put(ctx, "heads", k.by, func(w *pack.Writer) {
			w.Int(int(mark.Report))
			w.Int(int(mark.Changes))
			writeHeads(w, all)
		})
	}
	return all, mark, err
}

// replaced is reports with others in the place of those that have their ids, or added.
func replaced(all, by []*holding.Report) []*holding.Report {
	if len(all) == 0 {
		return by
	}
	of := map[string]*holding.Report{}
	for _, r := range by {
		of[r.ID] = r
	}
	for i, r := range all {
		if other := of[r.ID]; other != nil {
			all[i] = other
			delete(of, r.ID)
		}
	}
	for _, r := range by {
		if of[r.ID] != nil {
			all = append(all, r)
		}
	}
	return all
}

func writeHeads(w *pack.Writer, all []*holding.Report) {
	pack.List(w, all, func(at **holding.Report) {
		r := *at
		w.String(r.ID)
		for _, s := range []string{r.Outlet, r.Lang, r.Topic, r.Published, r.Known, r.Kind, r.Status, r.Coverage} {
			w.Word(s)
		}
		w.String(r.Version)
		w.Count(r.Versions)
		w.Int(int(r.Reading))
		w.Bool(r.Headline)
	})
}

func readHeads(kept *pack.Reader) []*holding.Report {
	heads := pack.ReadList(kept, func(r *holding.Report) {
		r.ID = kept.String()
		for _, s := range []*string{&r.Outlet, &r.Lang, &r.Topic, &r.Published, &r.Known, &r.Kind, &r.Status, &r.Coverage} {
			*s = kept.Word()
		}
		r.Version, r.Versions, r.Reading, r.Headline = kept.String(), kept.Count(), int64(kept.Int()), kept.Bool()
	})
	all := make([]*holding.Report, len(heads))
	for i := range heads {
		all[i] = &heads[i]
	}
	return all
}
