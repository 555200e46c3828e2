package eval

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"testing"
)

// panelMajority is how many of the five readers of a panel have to accept an answer.
const panelMajority = 3

// TestPanel_verdicts: the verdicts of a panel are what its readings come to by the rule
// of samples/README.md.
func TestPanel_verdicts(t *testing.T) {
	type verdict struct{ Voice, Referent []string }
	data, err := os.ReadFile("samples/voice-200-panel.readings.json")
	if err != nil {
		t.Fatal(err)
	}
	var readings map[string][]verdict
	if err := json.Unmarshal(data, &readings); err != nil {
		t.Fatal(err)
	}
	var verdicts map[string]verdict
	readVerdicts(t, "voice-200-panel", &verdicts)
	if len(readings) != 200 || len(verdicts) != 200 {
		t.Fatalf("%d passages were read, %d have verdicts; expected 200", len(readings), len(verdicts))
	}
	for key, read := range readings {
		if len(read) != 5 {
			t.Errorf("%s: %d readers", key, len(read))
		}
		for what, of := range map[string]func(verdict) []string{"voice": func(v verdict) []string { return v.Voice }, "referent": func(v verdict) []string { return v.Referent }} {
			votes := map[string]int{}
			for _, one := range read {
				for _, answer := range of(one) {
					votes[answer]++
				}
			}
			least := min(panelMajority, slices.Max(slices.Collect(maps.Values(votes))))
			maps.DeleteFunc(votes, func(_ string, n int) bool { return n < least })
			if want, got := slices.Sorted(maps.Keys(votes)), slices.Sorted(slices.Values(of(verdicts[key]))); !slices.Equal(want, got) {
				t.Errorf("%s: the %s is %q, by its readings %q", key, what, got, want)
			}
		}
	}
}
