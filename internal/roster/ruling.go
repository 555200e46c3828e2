package roster

import (
	"slices"
)

// Sorts of rulings.
const (
	RulingSame      = "same"      // the people whom two figures are, are one
	RulingTwo       = "two"       // figures are of another person than one is
	RulingWithdrawn = "withdrawn" // an earlier ruling is taken back
)

// Rulings lists every sort of ruling.
var Rulings = []string{RulingSame, RulingTwo, RulingWithdrawn}

// Ruling is an analyst's word on who is who. It is never changed; one that takes
// it back stands beside it. It names people by figures, a name in a report, which
// any extraction finds again.
type Ruling struct {
	ID        int64    `json:"id"` // in the order in which they were said, from 1
	Sort      string   `json:"sort"`
	By        string   `json:"by"`
	When      string   `json:"when"` // time in UTC
	Why       string   `json:"why"`
	Of        Anchor   `json:"of"`
	And       []Anchor `json:"and"`                 // RulingSame: the other person; RulingTwo: the figures that are another's
	Withdraws int64    `json:"withdraws,omitempty"` // ID of the ruling that is taken back, else 0
}

// Anchor is a figure: a name as a report has it, and which of those of one name in
// one list it is, from 1.
type Anchor struct {
	Outlet string `json:"outlet"`
	Lang   string `json:"lang"`
	Report string `json:"report"`
	Name   string `json:"name"`
	Nth    int    `json:"nth"`
}

// standing leaves out rulings that were taken back, and those that take back.
func standing(all []Ruling) []Ruling {
	back := map[int64]bool{}
	for _, r := range all {
		back[r.Withdraws] = r.Withdraws != 0
	}
	return slices.DeleteFunc(slices.Clone(all), func(r Ruling) bool { return back[r.ID] || r.Sort == RulingWithdrawn })
}

// is tells whether a figure is the one meant.
func (a *Anchor) is(k *Knowledge, f *figure) bool {
	if a.Report != f.src.id {
		return false
	}
	key, _ := k.keyed(a.Name)
	return key == f.key && max(a.Nth, 1) == f.twin
}

// pins numbers the figures of a name that analysts put apart.
func (r *Roll) pins(e *entry) map[*figure]int {
	var pins map[*figure]int
	for i := range r.rulings {
		w := &r.rulings[i]
		if w.Sort != RulingTwo {
			continue
		}
		for j := range w.And {
			for _, f := range e.figures {
				if w.And[j].is(r.k, f) {
					if pins == nil {
						pins = map[*figure]int{}
					}
					pins[f] = int(w.ID)
				}
			}
		}
	}
	return pins
}
