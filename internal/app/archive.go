package app

import (
	"context"
	"sync"

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
// extracted, or what was not extracted, and leaves the rest alone. progress, if
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
			return done, nil
		}
		f.Cursor = p.Next
	}
}

// reextract extracts versions with workers goroutines.
func reextract(versions []store.HeldVersion, x Extractor, workers int) []store.Reextraction {
	batch := make([]store.Reextraction, len(versions))
	todo := make(chan int)
	var running sync.WaitGroup
	for range max(workers, 1) {
		running.Go(func() {
			for i := range todo {
				_, e := extract(heldVersion{&versions[i]}, x)
				batch[i] = store.Reextraction{Version: versions[i].Key, Extraction: e}
			}
		})
	}
	for i := range versions {
		todo <- i
	}
	close(todo)
	running.Wait()
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
