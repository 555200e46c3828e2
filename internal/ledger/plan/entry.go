package plan

import (
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// States of a plan, as its last claims have it.
const (
	StateAssigned  = "assigned"
	StateUnderWay  = "under_way"
	StateFulfilled = "fulfilled"
	StateBehind    = "behind"
	StateSilent    = "silent" // told of, and no more
)

// States lists every state.
var States = []string{StateAssigned, StateUnderWay, StateFulfilled, StateBehind, StateSilent}

// Entry is one plan with what was claimed of it.
type Entry struct {
	ID           string   `json:"id"`           // of its first claim: the report, and where the passage begins
	Name         string   `json:"name"`         // what is built, as first named, else the plan as first worded
	Plan         string   `json:"plan"`         // as worded first
	Organisation string   `json:"organisation"` // that carries it out, as named first, or ""
	Assigner     string   `json:"assigner"`
	Horizon      string   `json:"horizon"` // as claimed last, or ""
	Sectors      []string `json:"sectors"`
	Provinces    []string `json:"provinces"`
	Voice        string   `json:"voice"` // of the first claim
	Referent     string   `json:"referent"`
	State        string   `json:"state"`
	Since        string   `json:"since"` // day of the claim that brought the state
	First        string   `json:"first"` // days of publication
	Last         string   `json:"last"`
	Reports      int      `json:"reports"` // different texts
	Claims       []*Claim `json:"claims"`

	named   ledger.Name // what it is named by, if it is
	whole   bool        // some claim is of the named thing itself
	days    []string    // different days of publication, in order
	quota   bool
	place   int // in the order of the ledger
	overdue bool
	silent  bool
	texts   map[string]bool
	sector  map[string]int
	where   map[string]int
}

// add puts a claim into the history and brings the entry up to date.
func (e *Entry) add(c *Claim) {
	i, _ := slices.BinarySearchFunc(e.Claims, c, func(a, b *Claim) int { return compare(a, b) })
	e.Claims = slices.Insert(e.Claims, i, c)
	if !e.texts[c.Version] {
		e.texts[c.Version] = true
		e.Reports++
	}
	if d, in := slices.BinarySearch(e.days, c.Published); !in {
		e.days = slices.Insert(e.days, d, c.Published)
	}
	e.First, e.Last = e.days[0], e.days[len(e.days)-1]
	if !c.Part && len(c.f.objects) > 0 && c.f.whole() {
		e.whole = true
	}
	for _, s := range c.f.sectors[:min(1, len(c.f.sectors))] {
		e.sector[s]++
	}
	for _, p := range c.f.provinces {
		e.where[p]++
	}
	e.Sectors, e.Provinces = most(e.sector, 1), most(e.where, 2)
	if e.Organisation == "" && c.Subject != nil && len(c.f.holders) > 0 {
		e.Organisation = *c.Subject
	}
	if e.Assigner == "" && c.Assigner != nil {
		e.Assigner = *c.Assigner
	}
	e.state()
}

// state reads the state off the claims, in order: a part that is done does not
// end the plan, and what is done is not under way again by a look back.
func (e *Entry) state() {
	e.State, e.Since, e.Horizon = "", "", ""
	for _, c := range e.Claims {
		if c.Horizon != nil && !c.Part {
			e.Horizon = *c.Horizon
		}
		if s := stateOf(c); s != "" && s != e.State && (e.State != StateFulfilled || e.reopens(c, e.Since)) {
			e.State, e.Since = s, c.Published
		}
	}
}

// reopens tells whether a claim takes back that the plan was done on a day: the
// state itself tells some time later that the whole is late, or under way. It is
// no look back, and nothing that is done for what stands.
func (e *Entry) reopens(c *Claim, done string) bool {
	s := stateOf(c)
	return (s == StateUnderWay || s == StateBehind) && c.Published > holding.Plus(done, settled) && own(c.Voice) && !c.Part && (e.quota || len(c.f.objects) > 0)
}

// stateOf is the state that a claim puts its plan in.
func stateOf(c *Claim) string {
	switch c.Status {
	case rostrum.StatusFulfilled, rostrum.StatusOverfulfilled:
		if c.Part {
			return StateUnderWay
		}
		return StateFulfilled
	case rostrum.StatusBehind:
		return StateBehind
	case rostrum.StatusUnderWay, rostrum.StatusOnTrack, rostrum.StatusAhead:
		return StateUnderWay
	}
	return StateAssigned
}

// whole tells whether a claim is of a named thing itself and not of a part.
func (f *features) whole() bool { return len(f.lead) == 0 }

func compare(a, b *Claim) int {
	for _, c := range []int{cmpString(a.Published, b.Published), cmpString(a.Report, b.Report)} {
		if c != 0 {
			return c
		}
	}
	return a.Number - b.Number
}

func cmpString(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// most gives the names that were counted most often, at most n, and those alike
// in the order of the alphabet.
func most(counts map[string]int, n int) []string {
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return cmpString(a, b)
	})
	return names[:min(n, len(names))]
}
