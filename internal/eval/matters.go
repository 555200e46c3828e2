package eval

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Matters are readers' verdicts of whose matter paragraphs are, by report and
// paragraph (from 0): all that they accept, best first.
type Matters map[string]map[int][]string

// legend is what the letters of a file of verdicts stand for.
type legend map[byte]string

// readLines reads a file of verdicts that has a line for each report: its identifier,
// then verdicts with blanks between. A line before them names the letters, as
// "# d directive, p praise".
func readLines(name string, report func(id string, verdicts []string, letters legend) error) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	letters := legend{}
	for number, line := range strings.Split(string(data), "\n") {
		if names, ok := strings.CutPrefix(line, "# "); ok {
			for one := range strings.SplitSeq(names, ", ") {
				letter, what, _ := strings.Cut(one, " ")
				letters[letter[0]] = what
			}
			continue
		}
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if err := report(fields[0], fields[1:], letters); err != nil {
			return fmt.Errorf("%s:%d: %w", name, number+1, err)
		}
	}
	return nil
}

// ReadMatters reads verdicts. A .json file has them by passage ("ID#INDEX"), as the
// samples of voices and referents do. Another has a line for each report: its
// identifier, then a verdict for each paragraph or run of them, as "3:o" or
// "4-7:J,o"; its first line names the leaders, as "# J Kim Jong Il, U Kim Jong Un".
// Paragraphs that are nobody's matter are left out.
func ReadMatters(name string) (Matters, error) {
	out := Matters{}
	if strings.HasSuffix(name, ".json") {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var by map[string]struct{ Voice, Referent []string }
		if err := json.Unmarshal(data, &by); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for key, v := range by {
			id, index, _ := strings.Cut(key, "#")
			k, err := strconv.Atoi(index)
			if err != nil {
				return nil, fmt.Errorf("%s: %q: expected ID#INDEX", name, key)
			}
			if len(v.Referent) > 0 {
				out.Add(id, k, v.Referent)
			}
		}
		return out, nil
	}
	return out, readLines(name, func(id string, verdicts []string, leaders legend) error {
		for _, v := range verdicts {
			if err := out.run(id, v, leaders); err != nil {
				return err
			}
		}
		return nil
	})
}

// Add enters a verdict, or puts it in place of another.
func (m Matters) Add(id string, k int, referents []string) {
	if m[id] == nil {
		m[id] = map[int][]string{}
	}
	m[id][k] = referents
}

// run adds the verdict of a run of paragraphs; the sides go by their first letters.
func (m Matters) run(id, s string, leaders legend) error {
	where, letters, ok := strings.Cut(s, ":")
	first, last, isRun := strings.Cut(where, "-")
	if !isRun {
		last = first
	}
	a, err := strconv.Atoi(first)
	b, err2 := strconv.Atoi(last)
	if !ok || err != nil || err2 != nil || letters == "" {
		return fmt.Errorf("%q: expected a paragraph or a run of them, and a verdict, as 4-7:J,o", s)
	}
	var referents []string
	for letter := range strings.SplitSeq(letters, ",") {
		switch letter {
		case "o":
			referents = append(referents, rostrum.ReferentOwn)
		case "f":
			referents = append(referents, rostrum.ReferentForeign)
		case "a":
			referents = append(referents, rostrum.ReferentAdversary)
		case "x": // nobody's, or no passage
		default:
			if letter == "" || leaders[letter[0]] == "" {
				return fmt.Errorf("%q: the first line names no such leader", letter)
			}
			referents = append(referents, leaders[letter[0]])
		}
	}
	for k := a; k <= b && len(referents) > 0; k++ {
		m.Add(id, k, referents)
	}
	return nil
}

// Held reports whether a report of the great reading is one of the fifth that only
// checks: nothing may be learned from it.
func Held(id string) bool { return part("referent-read-hold|"+id)%5 == 0 }

// part is the first four bytes of a SHA-256 as a number, by which reports are parted.
func part(s string) uint32 {
	h := sha256.Sum256([]byte(s))
	return binary.BigEndian.Uint32(h[:4])
}

// Paragraphs returns where each paragraph of a text begins and ends.
func Paragraphs(text string) [][2]int {
	var out [][2]int
	start := 0
	for p := range strings.SplitSeq(text, "\n") {
		out = append(out, [2]int{start, start + len(p)})
		start += len(p) + 1
	}
	return out
}
