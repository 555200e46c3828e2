package state_test

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/eval/state"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

const seeds = 8

// window is how many days after a change a finding about its official is the
// change's.
const window = 120

func TestGenerate_sameSeedSameState(t *testing.T) {
	c := state.Default
	c.Seed, c.Days = 7, 300
	if a, b := state.Generate(c), state.Generate(c); !reflect.DeepEqual(a, b) {
		t.Error("two states of one seed differ")
	}
}

// TestFindings_generated holds line-up analyses to archives of which everything is
// known: every planted change is found, and there are as many findings beside
// them as the stated rates say.
func TestFindings_generated(t *testing.T) {
	_, k := corpus.Knowledge(t, "vdb-en")
	type count struct{ wrong, expected float64 }
	counts := map[string]*count{}
	missing := 0
	for seed := range uint64(seeds) {
		c := state.Default
		c.Seed = seed + 1
		s := state.Generate(c)
		b := lineup.New(holding.SeriesOf(s.Reports)[0], k, nil)
		absent := absence.Findings(b, nil, absence.Default)
		ranks := rank.Findings(b, rank.Default)
		t.Logf("seed %d: %d reports, %d line-ups, %d people; %d absences, %d of ranks", c.Seed, len(s.Reports), len(b.LineUps), len(b.People), len(absent.Findings), len(ranks.Findings))
		all := append(absent.Findings, ranks.Findings...)
		for _, change := range s.Changes {
			if !found(b, all, change) {
				missing++
				t.Errorf("seed %d: %s of %s from %s on is not found", c.Seed, change.Kind, change.Official, change.From)
			}
		}
		for kind, expected := range map[string]float64{absence.KindAbsence: absent.Expected, "place": ranks.ExpectPlaces, rank.KindFlip: ranks.ExpectChanges} {
			if counts[kind] == nil {
				counts[kind] = &count{}
			}
			counts[kind].expected += expected
		}
		for _, f := range all {
			if f.Kind == absence.KindGap || owed(f, s.Changes) {
				continue
			}
			counts[strings.TrimSuffix(strings.TrimSuffix(f.Kind, "-before"), "-behind")].wrong++
		}
	}
	for kind, c := range counts {
		low, high := poisson(c.expected)
		t.Logf("%s: %.0f false alarms, %.1f stated, interval %.0f to %.0f", kind, c.wrong, c.expected, low, high)
		if c.wrong < low || c.wrong > high {
			t.Errorf("%s: %.0f false alarms; the stated rate of %.1f has %.0f to %.0f", kind, c.wrong, c.expected, low, high)
		}
	}
}

// found reports whether a finding shows a change within its time. Whoever was not
// seen for so long before that it was a finding already, and then left, is found.
func found(b *lineup.Book, all []finding.Finding, c state.Change) bool {
	kinds := map[string][]string{state.Absence: {absence.KindAbsence}, state.Purge: {absence.KindAbsence},
		state.Promotion: {rank.KindRise, rank.KindFlip}, state.Fall: {rank.KindFall, rank.KindFlip}}[c.Kind]
	p, _ := b.Find(c.Official)
	last := "" // seen last before the change
	for _, s := range b.Seen[p] {
		if s.Known < c.From {
			last = s.Known
		}
	}
	for _, f := range all {
		if !slices.Contains(kinds, f.Kind) || !strings.Contains(f.Says, c.Official) || f.Known > holding.Plus(c.From, window) {
			continue
		}
		if f.Known >= c.From || f.Kind == absence.KindAbsence && f.Subject == c.Official && f.Known > last {
			return true
		}
	}
	return false
}

// owed reports whether a finding is about somebody who changed, since then.
func owed(f finding.Finding, changes []state.Change) bool {
	for _, c := range changes {
		to := holding.Plus(max(c.From, c.To), window)
		about := f.Subject == c.Official || f.Kind == rank.KindFlip && strings.Contains(f.Says, c.Official)
		if f.Kind == rank.KindFlip && (c.Kind == state.Promotion || c.Kind == state.Fall) {
			to = f.Known // two who seldom meet show it late
		}
		if about && f.Known >= c.From && f.Known <= to {
			return true
		}
	}
	return false
}

// poisson returns the interval in which 95 of 100 counts of a mean lie.
func poisson(mean float64) (low, high float64) {
	sum := 0.0
	low = -1
	for k := 0.0; ; k++ {
		log, _ := math.Lgamma(k + 1)
		sum += math.Exp(k*math.Log(mean) - mean - log)
		if low < 0 && sum > 0.025 {
			low = k
		}
		if sum >= 0.975 {
			return low, k
		}
	}
}
