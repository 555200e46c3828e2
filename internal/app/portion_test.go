package app

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// ReadPortions makes an app read so many reports at a time where it reads many.
func (a *App) ReadPortions(reports int) { a.mostWhole = reports }

// checkPortions goes through portions drawn at random, of which the reports are heads
// before and after, and finds what is found where all is there.
func checkPortions(t *testing.T, name string, x *Analysis, all *Holdings, seed uint64, whole []finding.Finding) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 11))
	full := map[string]*holding.Report{}
	for _, s := range all.Series {
		for _, r := range s.Reports {
			full[r.ID] = r
		}
	}
	h := thin(all, &checkpoint{day: holding.End})
	h.Thin = ""
	parts := portionsOf(h, 1+rng.IntN(1+len(full)/3))
	if n := len(parts); n < 2 || parts[n-1].until != holding.End {
		t.Fatalf("%s, seed %d: %d portions of %d reports", name, seed, n, len(full))
	}
	g := x.going(nil, nil)
	for _, p := range parts {
		reports := make([]*holding.Report, len(p.reports))
		for i, r := range p.reports {
			reports[i] = full[r.ID]
		}
		makeWhole(p.reports, reports)
		if err := g.through(h, p.until); err != nil {
			t.Fatal(err)
		}
		makeHeads(p.reports)
		h.Thin = p.until
	}
	sameFindings(t, name, seed, "by portions", slices.Concat(g.found, g.later), whole)
}
