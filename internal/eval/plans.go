package eval

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// PlanRead is a plan claim that a reader found: where in the text its plan stands, and
// its status.
type PlanRead struct {
	Start, End int // bytes
	Status     string
	Either     bool // it could be defended to leave it out
}

// PlansRead are readers' plan claims by report, each plan and status once an article,
// in the order of the text. A report without any that was read is there, and empty.
type PlansRead map[string][]PlanRead

// ReadPlans reads plan claims: a line for each report, its identifier and then each
// claim, as "120-155:fulfilled", with "?" behind what could be left out.
func ReadPlans(name string) (PlansRead, error) {
	out := PlansRead{}
	return out, readLines(name, func(id string, verdicts []string, _ legend) error {
		out[id] = nil
		for _, v := range verdicts {
			var p PlanRead
			place, status, _ := strings.Cut(v, ":")
			p.Status, p.Either = strings.CutSuffix(status, "?")
			if n, err := fmt.Sscanf(place, "%d-%d", &p.Start, &p.End); n != 2 || err != nil || p.Start >= p.End || place != fmt.Sprintf("%d-%d", p.Start, p.End) || !slices.Contains(rostrum.PlanStatuses, p.Status) {
				return fmt.Errorf("%q: expected where a plan stands and its status, as 120-155:fulfilled", v)
			}
			out[id] = append(out[id], p)
		}
		return nil
	})
}
