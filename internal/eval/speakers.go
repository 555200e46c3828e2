package eval

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Spoken is whose some acts of a sentence are.
type Spoken struct {
	Acts     []string // kinds
	Speakers []string // all that a reader accepts, best first: where the words of a name stand, or Outlet
}

// Outlet stands for a report's outlet as a speaker.
const Outlet = "@"

// Speakers are readers' verdicts of who speaks, by report and where in the text a sentence
// begins. A report without any is there, and empty.
type Speakers map[string]map[int][]Spoken

// ReadSpeakers reads verdicts: a line for each report, its identifier and then whose the
// acts of a sentence are, as "120dc=34-60+80-90/@": the letters of the acts, and all that
// are accepted with a slash between, each by the places in the text (or, with a t, in the
// title) of the words of the name. The first line says what the letters stand for.
func ReadSpeakers(name string) (Speakers, error) {
	out := Speakers{}
	return out, readLines(name, func(id string, verdicts []string, letters legend) error {
		out[id] = map[int][]Spoken{}
		for _, v := range verdicts {
			start, one, ok := readSpoken(v, letters)
			if !ok {
				return fmt.Errorf("%q: expected where a sentence begins, letters of acts and whose they are, as 120dc=34-60+80-90/@", v)
			}
			out[id][start] = append(out[id][start], one)
		}
		return nil
	})
}

func readSpoken(v string, letters legend) (start int, out Spoken, ok bool) {
	acts, who, _ := strings.Cut(v, "=")
	kinds := strings.TrimLeft(acts, "0123456789")
	start, err := strconv.Atoi(acts[:len(acts)-len(kinds)])
	if err != nil || kinds == "" || who == "" {
		return 0, out, false
	}
	for k := range len(kinds) {
		act := letters[kinds[k]]
		if act == "" {
			return 0, out, false
		}
		out.Acts = append(out.Acts, act)
	}
	out.Speakers = strings.Split(who, "/")
	return start, out, true
}

// spellSpeaker returns the name of a speaker whose words stand in a report.
func spellSpeaker(speaker string, r *rostrum.Report) (string, error) {
	if speaker == Outlet {
		return r.Outlet, nil
	}
	s := speller{r: r}
	var parts []string
	for place := range strings.SplitSeq(speaker, "+") {
		if inTitle, ok := strings.CutPrefix(place, "t"); ok {
			place = "title:" + inTitle
		}
		parts = append(parts, s.words(place))
	}
	return strings.Join(parts, " "), s.err
}

// HeldSpeakers tells whether a report only checks: a third of those read for speakers.
func HeldSpeakers(id string) bool { return part("speakers-read-hold|"+id)>>24%3 == 0 }
