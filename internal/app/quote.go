package app

import (
	"context"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// quoter puts into evidence the bytes that stand at its place: analyses work
// without texts, and know a name only as it was repaired.
type quoter struct {
	app   *App
	texts map[store.VersionName]*rostrum.Report // title and text
}

func newQuoter(a *App) *quoter { return &quoter{a, map[store.VersionName]*rostrum.Report{}} }

// fillAll fills in what stands at the places of several findings' evidence.
func (q *quoter) fillAll(ctx context.Context, all ...[]finding.Evidence) error {
	if err := q.read(ctx, slices.Concat(all...)); err != nil {
		return err
	}
	for _, some := range all {
		for i := range some {
			if err := q.fill(ctx, &some[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (q *quoter) fill(ctx context.Context, e *finding.Evidence) error {
	if !quotes(e) {
		return nil
	}
	name := nameOf(e)
	if q.texts[name] == nil {
		if err := q.read(ctx, []finding.Evidence{*e}); err != nil {
			return err
		}
	}
	e.Quote = e.At.Quote(q.texts[name])
	return nil
}

// read reads, at once, the texts that evidence stands in.
func (q *quoter) read(ctx context.Context, all []finding.Evidence) error {
	var todo []store.VersionName
	asked := map[store.VersionName]bool{}
	for i := range all {
		name := nameOf(&all[i])
		if quotes(&all[i]) && q.texts[name] == nil && !asked[name] {
			todo, asked[name] = append(todo, name), true
		}
	}
	texts, err := q.app.store.Texts(ctx, todo)
	if err != nil {
		return err
	}
	for i, x := range texts {
		q.texts[todo[i]] = &rostrum.Report{Title: x.Title, Text: x.Text}
	}
	return nil
}

// quotes tells whether evidence stands anywhere.
func quotes(e *finding.Evidence) bool { return e.Report != "" && e.At != (rostrum.Span{}) }

func nameOf(e *finding.Evidence) store.VersionName {
	return store.VersionName{Report: e.Report, Version: e.Version}
}
