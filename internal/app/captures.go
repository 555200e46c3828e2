package app

import (
	"context"
	"maps"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// captures tells when reports, of which these are all, were captured, in their order.
// Those captures that were kept are completed by what came in since.
func (k *keeper) captures(ctx context.Context, reports []*holding.Report) ([]*holding.History, error) {
	of := map[string][]holding.Capture{} // by report
	after := int64(0)
	kept, err := k.get(ctx, "captures", k.by)
	if err != nil {
		return nil, err
	}
	if kept != nil {
		after = int64(kept.Int())
		if readCaptures(kept, of); kept.Err() != nil {
			after, of = 0, map[string][]holding.Capture{}
		}
	}
	n := 0
	last, err := k.app.store.WalkCaptures(ctx, store.WalkFilter{}, after, func(h *holding.History) error {
		n += len(h.Captures)
		of[h.Report] = append(of[h.Report], h.Captures...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if n > mostChanged || after == 0 && last > 0 {
		if err := k.put(ctx, "captures", k.by, func(w *pack.Writer) {
			w.Int(int(last))
			writeCaptures(w, of)
		}); err != nil {
			return nil, err
		}
	}
	all := make([]holding.History, 0, len(of))
	out := make([]*holding.History, 0, len(of))
	for _, r := range reports {
		captures := of[r.ID]
		if len(captures) == 0 {
			continue
		}
		for i := range captures {
			if c := &captures[i]; c.Version == r.Version {
				c.Version = r.Version // one string
			}
		}
		all = append(all, holding.History{Report: r.ID, Outlet: r.Outlet, Lang: r.Lang, Published: r.Published, Captures: captures})
		h := &all[len(all)-1]
		h.Sort() // those of one time stay in the order in which they came in
		out = append(out, h)
	}
	return out, nil
}

func writeCaptures(w *pack.Writer, of map[string][]holding.Capture) {
	ids := slices.Sorted(maps.Keys(of))
	w.Count(len(ids))
	for _, id := range ids {
		w.String(id)
		pack.List(w, of[id], func(c *holding.Capture) {
			w.Word(c.At)
			w.String(c.Version)
			w.Word(c.Coverage)
		})
	}
}

func readCaptures(kept *pack.Reader, of map[string][]holding.Capture) {
	for range kept.Count() {
		id := kept.String()
		of[id] = pack.ReadList(kept, func(c *holding.Capture) {
			c.At, c.Version, c.Coverage = kept.Word(), kept.String(), kept.Word()
		})
		if kept.Err() != nil {
			return
		}
	}
}
