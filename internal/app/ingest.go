package app

import (
	"context"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// batchItems is how many items the store keeps at once: enough to make one
// transaction cheap, few enough that little is done again after a kill.
const batchItems = 8 * chunkItems

// IngestOptions says how to ingest, and what the import says of itself.
type IngestOptions struct {
	Workers  int // goroutines that extract, at least one
	Import   store.Import
	Progress func(Summary) // if not nil, called after each batch from the calling goroutine
}

// Ingest reads src to its end, extracts in parallel and keeps what comes in the
// store, in batches; then it decides what belongs together. On an error or a cancellation the summary says what was
// kept; running it again goes on from there, as what is kept is a duplicate.
func (a *App) Ingest(ctx context.Context, src Source, x Extractor, o IngestOptions) (Summary, error) {
	s := Summary{Reasons: map[string]int{}}
	imported, err := a.store.Begin(ctx, o.Import)
	if err != nil {
		return s, err
	}
	batch := make([]store.Item, 0, batchItems)
	keep := func() error {
		if len(batch) == 0 {
			return nil
		}
		outcomes, err := a.store.Add(ctx, batch)
		if err != nil {
			return err
		}
		for i := range batch {
			s.count(&batch[i], outcomes[i])
		}
		clear(batch)
		batch = batch[:0]
		if o.Progress != nil {
			o.Progress(s)
		}
		return nil
	}
	_, err = stream(ctx, src, x, o.Workers, making{store: true}, func(c *chunk) error {
		for i := range c.reports {
			batch = append(batch, store.Item{Report: c.reports[i], Extraction: c.extractions[i], Import: imported,
				Raw: c.raws[i].packed, RawSum: c.raws[i].sum, Document: c.documents[i]})
		}
		if len(batch) < batchItems {
			return nil
		}
		return keep()
	})
	if failed := keepRest(ctx, keep); err == nil {
		err = failed
	}
	if failed := a.relate(ctx); err == nil {
		err = failed
	}
	return s, err
}

// keepRest keeps what was read before the stream ended, however it ended,
// unless nobody wants it any more.
func keepRest(ctx context.Context, keep func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return keep()
}

// count adds one item that the store has.
func (s *Summary) count(it *store.Item, o store.Outcome) {
	s.Read++
	s.Input = it.Report.Input
	switch o {
	case store.New:
		s.New++
	case store.Filled:
		s.New++
		s.Filled++
	case store.NewVersion:
		s.NewVersions++
	case store.Alias:
		s.Aliases++
	case store.Headline:
		s.Headlines++
	case store.Joined:
		s.Headlines++
		s.Joined++
	case store.Reextracted:
		s.Duplicates++
		s.Reextracted++
	case store.RejectedNew:
		s.Rejected++
	case store.Duplicate:
		s.Duplicates++
	}
	x := it.Extraction
	s.Events += len(x.Events)
	switch x.Status {
	case rostrum.StatusExtracted:
		s.Extracted++
		return
	case rostrum.StatusNotExtracted:
		s.NotExtracted++
	default:
		s.Failed++
	}
	s.Reasons[x.Reason]++
}
