package eval

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Claimed is what a reader found in a sentence.
type Claimed struct {
	Acts   []string
	Either []string // acts that could be defended, and be missed, as well
	Plans  []string // the status of each plan claim
}

// Claims are readers' verdicts of what sentences hold, by report and by where in the
// text a sentence begins. A report without any that was read is there, and empty.
type Claims map[string]map[int]Claimed

// ReadClaims reads verdicts: a line for each report, its identifier and then each
// sentence that holds something, as "120dc" or "120dC:under_way:fulfilled": where it
// begins, the acts' letters, a capital where it could be defended either way, and the
// statuses of plan claims. The first line names the letters, as "# d directive, p
// praise".
func ReadClaims(name string) (Claims, error) {
	return readSentences(name, readClaimed)
}

// readSentences reads a file of verdicts by report and sentence, each read by itself.
func readSentences[V any](name string, read func(verdict string, letters legend) (start int, v V, err error)) (map[string]map[int]V, error) {
	out := map[string]map[int]V{}
	return out, readLines(name, func(id string, verdicts []string, letters legend) error {
		out[id] = map[int]V{}
		for _, one := range verdicts {
			start, v, err := read(one, letters)
			if err != nil {
				return err
			}
			out[id][start] = v
		}
		return nil
	})
}

func readClaimed(s string, letters legend) (start int, out Claimed, err error) {
	wrong := fmt.Errorf("%q: expected where a sentence begins, letters of acts and statuses, as 120dC:under_way", s)
	first, statuses, plans := strings.Cut(s, ":")
	digits := strings.TrimLeft(first, "0123456789")
	start, err = strconv.Atoi(first[:len(first)-len(digits)])
	if err != nil {
		return 0, out, wrong
	}
	for k := range len(digits) {
		act := letters[digits[k]|0x20]
		if act == "" {
			return 0, out, wrong
		}
		if digits[k]&0x20 == 0 {
			out.Either = append(out.Either, act)
		} else {
			out.Acts = append(out.Acts, act)
		}
	}
	if plans {
		out.Plans = strings.Split(statuses, ":")
		if slices.ContainsFunc(out.Plans, func(s string) bool { return !slices.Contains(rostrum.PlanStatuses, s) }) {
			return 0, out, wrong
		}
	}
	return start, out, nil
}

// HeldClaims reports whether a report read for acts and plan claims is one of the fifth
// that only checks: nothing may be learned from it.
func HeldClaims(id string) bool { return part("acts-read-hold|"+id)%5 == 0 }
