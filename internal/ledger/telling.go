package ledger

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Onward is a ledger that can go on from a day.
type Onward interface {
	Keeper
	Told() []finding.Finding // since it was asked before
	Pack(*pack.Coder)        // of what the days that are closed leave to those that come
}

// Telling is what a ledger found, which it tells once as it goes on, or whole.
type Telling struct {
	found []finding.Finding
	told  int // so many of them, by Told
}

// Find adds what was found on a day that is being closed.
func (t *Telling) Find(f finding.Finding) { t.found = append(t.found, f) }

// Told are the findings of the days that were closed since it was asked before.
func (t *Telling) Told() []finding.Finding {
	all := t.found[t.told:]
	t.told = len(t.found)
	return all
}

// Findings are what was found on all days that were closed.
func (t *Telling) Findings() []finding.Finding {
	all := slices.Clone(t.found)
	finding.Sort(all)
	return all
}
