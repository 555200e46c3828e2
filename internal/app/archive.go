package app

import (
	"context"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// refreshVersions is how many versions are read and kept at once.
const refreshVersions = 512

// Refreshed says what Refresh did.
type Refreshed struct {
	Looked      int `json:"looked_at"`   // versions that the present profiles and engine had not extracted
	Reextracted int `json:"reextracted"` // of these, those whose extraction is another now
}

// Refresh extracts anew what another profile or engine than those of current
// extracted, or what was not extracted, and leaves the rest alone. Then it decides
// anew what belongs together, where something changed. progress, if
// not nil, is called after each batch.
func (a *App) Refresh(ctx context.Context, x Extractor, current []store.Engine, workers int, progress func(Refreshed)) (Refreshed, error) {
	var done Refreshed
	f := store.VersionFilter{Not: current, Limit: refreshVersions}
	for {
		p, err := a.store.FindVersions(ctx, f)
		if err != nil {
			return done, err
		}
		batch := reextract(p.Items, x, workers)
		changed, err := a.store.Reextract(ctx, batch)
		if err != nil {
			return done, err
		}
		done.Looked += len(batch)
		done.Reextracted += changed
		if progress != nil {
			progress(done)
		}
		if p.Next == "" {
			return done, a.relate(ctx)
		}
		f.Cursor = p.Next
	}
}

// reextract extracts versions with workers goroutines.
func reextract(versions []store.HeldVersion, x Extractor, workers int) []store.Reextraction {
	batch := make([]store.Reextraction, len(versions))
	eachAtOnce(len(versions), workers, func(i int) {
		_, e := extract(heldVersion{&versions[i]}, x)
		batch[i] = store.Reextraction{Version: versions[i].Key, Extraction: e}
	})
	return batch
}

// heldVersion is a version that is held as something to decode.
type heldVersion struct{ v *store.HeldVersion }

func (h heldVersion) Report() *rostrum.Report { return h.v.Report }

// Verify proves that nothing was changed since it was kept; head, which may be
// nil, is one that was written down earlier.
func (a *App) Verify(ctx context.Context, head *store.Head) (*store.Verification, error) {
	return a.store.Verify(ctx, head)
}

// Imports lists what imports said of themselves.
func (a *App) Imports(ctx context.Context) ([]store.Import, error) { return a.store.Imports(ctx) }

// archived tells what became of reports of the stretch since they were published,
// and what was not looked at.
func (a *App) archived(ctx context.Context, b *Brief, f store.ReportFilter) error {
	f.Limit = store.MaxLimit
	edited, displaced := f, f
	b.Edited, b.Displaced, b.Empty = []store.Edited{}, []store.Displaced{}, []string{}
	if err := pages(&edited.Cursor, func() (*store.Page[store.Edited], error) { return a.store.FindEdited(ctx, edited) },
		func(e store.Edited) { b.Edited = append(b.Edited, e) }); err != nil {
		return err
	}
	if err := pages(&displaced.Cursor, func() (*store.Page[store.Displaced], error) { return a.store.FindDisplaced(ctx, displaced) },
		func(d store.Displaced) { b.Displaced = append(b.Displaced, d) }); err != nil {
		return err
	}
	var err error
	if b.Cited, err = a.store.CountCited(ctx, store.CitedFilter{From: f.From, To: f.To, Outlet: f.Outlet}); err != nil {
		return err
	}
	if b.Imports, err = a.store.Imports(ctx); err != nil {
		return err
	}
	held, err := a.store.Days(ctx, f)
	if err != nil {
		return err
	}
	b.Empty = between(f.From, f.To, held)
	return nil
}

// mostEmpty bounds the days without reports that are told of.
const mostEmpty = 400

// between lists the days of a stretch that are not among those held.
func between(from, to string, held []store.Day) []string {
	empty := []string{}
	day, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return empty // a month or a year, or no bound
	}
	last, err := time.Parse(time.DateOnly, to)
	if err != nil {
		return empty
	}
	has := map[string]bool{}
	for _, d := range held {
		has[d.Day] = true
	}
	for ; !day.After(last) && len(empty) < mostEmpty; day = day.AddDate(0, 0, 1) {
		if name := day.Format(time.DateOnly); !has[name] {
			empty = append(empty, name)
		}
	}
	return empty
}
