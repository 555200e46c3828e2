// Package ledgertest is what the tests of all ledgers share.
//
// Key functions: Terms (the words of the invented state), GoOn (plays a series to a
// ledger that goes on, again and again, from what it kept).
//
// What it does not do: it holds no cases; each ledger has its own.
package ledgertest

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/pack"
	"github.com/rostrum-watch/rostrum/profiles"
)

// Terms are those of the invented state.
func Terms(t testing.TB) *ledger.Terms {
	t.Helper()
	read, err := ledger.LoadTerms(profiles.FS, "vdb-en")
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// GoOn plays a series in steps of some days, each by what the step before kept: empty
// makes a ledger that nothing was added to. It gives what was told, and the last ledger.
func GoOn[L ledger.Onward](t testing.TB, s *holding.Series, empty func() L) ([]finding.Finding, L) {
	t.Helper()
	var all []finding.Finding
	l, after := empty(), ""
	lot := rand.New(rand.NewPCG(7, 7))
	for after != holding.End {
		day := holding.End
		if i, _ := slices.BinarySearchFunc(s.Days, after+"\x00", func(d holding.Day, day string) int { return strings.Compare(d.Day, day) }); i+6 < len(s.Days) {
			day = s.Days[i+lot.IntN(6)].Day
		}
		ledger.Start(l, s, after).Until(day)
		all = append(all, l.Told()...)
		var w pack.Writer
		w.Code(l.Pack)
		r := pack.NewReader(w.Bytes())
		l, after = empty(), day
		if r.Code(l.Pack); r.Err() != nil {
			t.Fatal(r.Err())
		}
	}
	finding.Sort(all)
	return all, l
}
