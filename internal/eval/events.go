package eval

import (
	"fmt"
	"strconv"
)

// InTitle is where the title stands among the sentences of Occasions.
const InTitle = -1

// Occasion is an event that a reader found in a sentence.
type Occasion struct {
	Type   string
	Either bool // it could be defended, and be missed, as well
}

// Occasions are readers' verdicts of which sentences of a report tell of an event, each
// once, by report and by where in the text the sentence begins (InTitle: only the title
// tells it). A report without any that was read is there, and empty.
type Occasions map[string]map[int][]Occasion

// ReadOccasions reads verdicts: a line for each report, its identifier and then each
// sentence that tells of an event, as "120mB": where it begins (nothing for the title),
// the types' letters, a capital where it could be defended either way. The first line
// names the letters, as "# m meeting, b banquet".
func ReadOccasions(name string) (Occasions, error) {
	return readSentences(name, readTold)
}

func readTold(s string, letters legend) (start int, out []Occasion, err error) {
	wrong := fmt.Errorf("%q: expected where a sentence begins and letters of event types, as 120mB", s)
	k := 0
	for k < len(s) && s[k] >= '0' && s[k] <= '9' {
		k++
	}
	start = InTitle
	if k > 0 {
		if start, err = strconv.Atoi(s[:k]); err != nil {
			return 0, nil, wrong
		}
	}
	for ; k < len(s); k++ {
		typ := letters[s[k]|0x20]
		if typ == "" {
			return 0, nil, wrong
		}
		out = append(out, Occasion{typ, s[k]&0x20 == 0})
	}
	if len(out) == 0 {
		return 0, nil, wrong
	}
	return start, out, nil
}

// HeldOccasions reports whether a report read for its events is one of the fifth that
// only checks: nothing may be learned from it.
func HeldOccasions(id string) bool { return part("events-read-hold|"+id)%5 == 0 }
