package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/language"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
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
	data, err := os.ReadFile("samples/names-100.verdicts.json")
	if err != nil {
		t.Fatal(err)
	}
	var verdicts []Article
	if err := json.Unmarshal(data, &verdicts); err != nil {
		t.Fatal(err)
	}
	drawn := map[string]*Article{}
	for i := range verdicts {
		drawn[verdicts[i].ID] = &verdicts[i]
	}
	names, _ := filepath.Glob(sharedDir + "/corpus/kcna-20*.jsonl.gz")
	if len(names) == 0 {
		t.Skip("no corpora in ../shared")
	}
	p, err := profile.Load(profiles.FS, "kcna-en")
	if err != nil {
		t.Fatal(err)
	}
	recogniser, err := language.New(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	engine := extract.New(p)
	var total, missed, foreign, mentioned, extra, reports int
	for _, name := range names {
		all, err := ReadReports(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			want := drawn[r.ID]
			if want == nil {
				continue
			}
			delete(drawn, r.ID) // of several captures the first
			reports++
			held, told := people(want.Events), map[string]bool{}
			if recogniser.Recognise(r.Title, r.Text) != p.Lang {
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
	}
	for id := range drawn {
		t.Errorf("%s is in no corpus", id)
	}
	t.Logf("%d reports: %d names at events, %d missed (%.1f %%), %d of them mentioned elsewhere in the records; %d too many; %d names in another language",
		reports, total, missed, 100*float64(missed)/float64(max(total, 1)), mentioned, extra, foreign)
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

// TestSample_acts holds the share of the drawn acts that a strict reader accepted,
// among those that the engine still finds. Most threats of the corpora are in the
// sample.
func TestSample_acts(t *testing.T) {
	for name, least := range map[string]float64{"threats": 0.86, "forecasts-and-pledges": 0.80} {
		t.Run(name, func(t *testing.T) {
			var verdicts map[string]struct{ Act, Speaker, Voice, Referent bool }
			readVerdicts(t, name, &verdicts)
			ids := map[string]bool{}
			for key := range verdicts {
				id, _, _ := strings.Cut(key, ":")
				ids[id] = true
			}
			reports := drawn(t, ids)
			engine, _ := reading(t)
			found, right := 0, 0
			for _, id := range sorted(ids) {
				x := Predict(engine, []*rostrum.Report{reports[id]})[0]
				for i := range x.Acts {
					key := fmt.Sprintf("%s:%d:%s", id, x.Acts[i].At.Start, x.Acts[i].Act)
					if v, ok := verdicts[key]; ok {
						found++
						if v.Act {
							right++
						}
					}
				}
			}
			share := float64(right) / float64(max(found, 1))
			t.Logf("%d of %d judged acts are still found, %d of them right (%.3f)", found, len(verdicts), right, share)
			if share < least || 4*found < 3*len(verdicts) {
				t.Errorf("%.3f of %d right, want at least %.2f of %d", share, found, least, 3*len(verdicts)/4)
			}
		})
	}
}
