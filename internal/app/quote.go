package app

import (
	"context"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
)

// quoter puts into evidence the bytes that stand at its place: analyses work
// without texts, and know a name only as it was repaired.
type quoter struct {
	app   *App
	texts map[[2]string]*rostrum.Report // report and version -> title and text
}

func newQuoter(a *App) *quoter { return &quoter{a, map[[2]string]*rostrum.Report{}} }

func (q *quoter) fillAll(ctx context.Context, all []finding.Evidence) error {
	for i := range all {
		if err := q.fill(ctx, &all[i]); err != nil {
			return err
		}
	}
	return nil
}

func (q *quoter) fill(ctx context.Context, e *finding.Evidence) error {
	if e.Report == "" || e.At == (rostrum.Span{}) {
		return nil
	}
	key := [2]string{e.Report, e.Version}
	r := q.texts[key]
	if r == nil {
		x, err := q.app.store.Version(ctx, e.Report, e.Version)
		if err != nil {
			return err
		}
		r = &rostrum.Report{Title: x.Title}
		if x.Text != nil {
			r.Text = *x.Text
		}
		q.texts[key] = r
	}
	e.Quote = e.At.Quote(r)
	return nil
}
