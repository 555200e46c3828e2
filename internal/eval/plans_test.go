package eval

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// TestSample_plansWhole holds plan claims against readers who took each plan and status
// once an article, as annotators do: whether a claim is in its sentence, has its status,
// and quotes its plan word for word, but for an article before it. The rest taught where
// a plan ends; the fifth only checks.
func TestSample_plansWhole(t *testing.T) {
	whole.Only(t)
	engine, _ := reading(t)
	for _, part := range []struct {
		name, sample            string
		held                    bool
		f1, status, wordForWord float64
	}{
		{"the fifth that only checks", "plans-read", true, 0.62, 0.55, 0.60},
		{"the rest", "plans-read", false, 0.57, 0.51, 0.67},
		{"the fifth of the second sample", "plans-read-2", true, 0.57, 0.52, 0.59},
		{"the rest of the second sample", "plans-read-2", false, 0.52, 0.47, 0.69},
	} {
		all, err := ReadPlans("samples/" + part.sample + ".verdicts.txt")
		if err != nil {
			t.Fatal(err)
		}
		reports := drawn(t, idsOf(all, func(id string) bool { return HeldClaims(id) == part.held }))
		var passages, statuses Count
		exact := 0
		for _, id := range slices.Sorted(maps.Keys(all)) {
			if HeldClaims(id) != part.held {
				continue
			}
			x := &rostrum.Extraction{Title: reports[id].Title, Published: reports[id].Published}
			trace := engine.Explain(reports[id], x)
			taken := make([]bool, len(x.Plans))
			for _, want := range all[id] {
				best, most := -1, 0
				for k := range x.Plans {
					p := &x.Plans[k]
					if taken[k] || p.At.Field != rostrum.FieldText || passageAt(trace, p.At.Start) != passageAt(trace, want.Start) {
						continue
					}
					like := 1
					if start, end := quoted(reports[id].Text, p); start < want.End && want.Start < end {
						like += 2
					}
					if p.Status == want.Status {
						like++
					}
					if like > most {
						best, most = k, like
					}
				}
				if best >= 0 {
					taken[best] = true
				}
				if want.Either {
					continue
				}
				passages.tell(best >= 0, true)
				statuses.tell(best >= 0 && x.Plans[best].Status == want.Status, true)
				if best < 0 {
					continue
				}
				if start, end := quoted(reports[id].Text, &x.Plans[best]); end == want.End && max(start-want.Start, want.Start-start) <= len("the ") {
					exact++
				}
				if x.Plans[best].Status != want.Status {
					statuses.tell(true, false)
				}
			}
			for _, is := range taken {
				if !is {
					passages.tell(true, false)
					statuses.tell(true, false)
				}
			}
		}
		wordForWord := float64(exact) / float64(max(1, passages.Both))
		t.Logf("%s: plan claims F1 %.3f, precision %.3f, recall %.3f of %d; with the status %.3f; word for word %.3f of %d", part.name, passages.F1(), passages.precision(), passages.recall(), passages.Both+passages.Missing, statuses.F1(), wordForWord, passages.Both)
		if passages.F1() < part.f1 || statuses.F1() < part.status || wordForWord < part.wordForWord {
			t.Errorf("%s: want at least %.2f, %.2f and %.2f", part.name, part.f1, part.status, part.wordForWord)
		}
	}
}

// quoted is where a claim's plan stands in the text.
func quoted(s string, p *rostrum.Plan) (start, end int) {
	start = strings.Index(s[p.At.Start:], p.Plan)
	if start < 0 {
		return 0, 0
	}
	return p.At.Start + start, p.At.Start + start + len(p.Plan)
}

func TestReadPlans(t *testing.T) {
	read := func(data string) (PlansRead, error) { return ReadPlans(verdictsFile(t, data)) }
	got, err := read("a 3-9:fulfilled 12-20:under_way?\nb\n")
	if err != nil || len(got) != 2 || len(got["a"]) != 2 || got["a"][1] != (PlanRead{12, 20, rostrum.StatusUnderWay, true}) {
		t.Errorf("found %+v, %v", got, err)
	}
	for _, wrong := range []string{"a 3-9", "a 9-3:fulfilled", "a 3-9:done", "a x:fulfilled", "a 3-9x:fulfilled"} {
		if _, err := read(wrong + "\n"); err == nil || !strings.Contains(err.Error(), "verdicts.txt:1") {
			t.Errorf("%s: found %v, expected a mistake with its line", wrong, err)
		}
	}
}
