package eval

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// TestSample_names tells how many of the names that readers found at events of
// the drawn reports the engine misses: a missed name becomes a false absence.
// The sample was drawn to judge but looked at while formulas were written, so
// that its figure notices losses and is no measurement on unseen reports;
// samples/README.md says more.
func TestSample_names(t *testing.T) {
	if os.Getenv("ROSTRUM_SOAK") == "" {
		t.Skip("looked at seldom: make soak")
	}
	var verdicts []Article
	readVerdicts(t, "names-100", &verdicts)
	ids := map[string]bool{}
	for i := range verdicts {
		ids[verdicts[i].ID] = true
	}
	reports := drawn(t, ids)
	engine, recogniser := reading(t)
	var total, missed, foreign, mentioned, extra int
	for i := range verdicts {
		want, r := &verdicts[i], reports[verdicts[i].ID]
		held, told := people(want.Events), map[string]bool{}
		if recogniser.Recognise(r.Title, r.Text) != engine.Profile().Lang {
			foreign += len(held)
			continue
		}
		x := Predict(engine, []*rostrum.Report{r})[0]
		found := people(x.Events)
		for _, m := range x.Mentions {
			told[squash(m.Name)] = true
		}
		for n := range held {
			total++
			switch {
			case found[n]:
			case told[n]:
				mentioned++
				fallthrough
			default:
				missed++
			}
		}
		for n := range found {
			if !held[n] {
				extra++
			}
		}
	}
	t.Logf("%d reports: %d names at events, %d missed (%.1f %%), %d of them mentioned elsewhere in the records; %d too many; %d names in another language",
		len(reports), total, missed, 100*float64(missed)/float64(max(total, 1)), mentioned, extra, foreign)
}

// people are the names at events, squashed.
func people(events []rostrum.Event) map[string]bool {
	out := map[string]bool{}
	for _, l := range lists(events) {
		for _, p := range l.people {
			out[p.key] = true
		}
	}
	return out
}

// kept is how many of the right ones are to be found still.
var kept = map[string]int{"threats": 300, "forecasts-and-pledges": 410, "threats-2": 60, "forecasts-and-pledges-2": 110, "acts-5": 100}

// TestSample_actsWhole holds the share of the drawn acts that a strict reader accepted,
// among those that the engine still finds. Most threats of the corpora are in the
// sample.
func TestSample_actsWhole(t *testing.T) {
	whole.Only(t)
	for name, least := range map[string]float64{"threats": 0.87, "forecasts-and-pledges": 0.86, "threats-2": 0.85, "forecasts-and-pledges-2": 0.88, "acts-5": 0.85} {
		t.Run(name, func(t *testing.T) {
			var verdicts map[string]struct{ Act, Speaker, Voice, Referent bool }
			readVerdicts(t, name, &verdicts)
			found, right := 0, 0
			eachDrawnAct(t, slices.Collect(maps.Keys(verdicts)), func(key string, _ *rostrum.Act) {
				found++
				if verdicts[key].Act {
					right++
				}
			})
			share := float64(right) / float64(max(found, 1))
			t.Logf("%d of %d judged acts are still found, %d of them right (%.3f)", found, len(verdicts), right, share)
			if share < least || right < kept[name] {
				t.Errorf("%.3f and %d right, want at least %.2f and %d", share, right, least, kept[name])
			}
		})
	}
}

// eachDrawnAct calls do with each act of a sample (ID:START:ACT) that the engine still
// finds, in the order of reports.
func eachDrawnAct(t *testing.T, keys []string, do func(key string, a *rostrum.Act)) {
	t.Helper()
	reports := drawnBy(t, keys, ":")
	engine, _ := reading(t)
	for _, id := range slices.Sorted(maps.Keys(reports)) {
		x := Predict(engine, []*rostrum.Report{reports[id]})[0]
		for i := range x.Acts {
			a := &x.Acts[i]
			if key := fmt.Sprintf("%s:%d:%s", id, a.At.Start, a.Act); slices.Contains(keys, key) {
				do(key, a)
			}
		}
	}
}
