package eval

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/language"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

// corpora holds the reports of the corpora by identifier, of several captures the
// first; none where the corpora are not at hand. They are read once for all samples.
var corpora = sync.OnceValues(func() (map[string]*rostrum.Report, error) {
	names, err := filepath.Glob(sharedDir + "/corpus/kcna-20*.jsonl.gz")
	if err != nil {
		return nil, err
	}
	_, byID, err := ReadCorpora(names)
	return byID, err
})

// drawn returns the reports that a sample names, by identifier. The sample's tests
// are skipped where the corpora are not at hand.
func drawn(t *testing.T, ids map[string]bool) map[string]*rostrum.Report {
	t.Helper()
	all, err := corpora()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Skip("no corpora in ../shared")
	}
	out := map[string]*rostrum.Report{}
	for id := range ids {
		if out[id] = all[id]; out[id] == nil {
			t.Errorf("%s is in no corpus", id)
		}
	}
	if t.Failed() {
		t.FailNow() // there is nothing to judge in what is not there
	}
	return out
}

// drawnBy returns the reports that the keys of a sample begin with, before a separator.
func drawnBy(t *testing.T, keys []string, separator string) map[string]*rostrum.Report {
	t.Helper()
	ids := map[string]bool{}
	for _, key := range keys {
		id, _, _ := strings.Cut(key, separator)
		ids[id] = true
	}
	return drawn(t, ids)
}

// idsOf returns those of the reports with verdicts that are wanted.
func idsOf[V any](verdicts map[string]V, wanted func(id string) bool) map[string]bool {
	out := map[string]bool{}
	for id := range verdicts {
		if wanted(id) {
			out[id] = true
		}
	}
	return out
}

// reading is the program's English engine and what recognises a language.
func reading(t *testing.T) (*extract.Engine, *language.Recogniser) {
	t.Helper()
	p, err := profile.Load(profiles.FS, "kcna-en")
	if err != nil {
		t.Fatal(err)
	}
	recogniser, err := language.New(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	return extract.New(p), recogniser
}

func readVerdicts(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile("samples/" + name + ".verdicts.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

// TestSample_kindWhole holds the share of the drawn reports whose kind a careful
// reader would accept. The first sample was judged before kinds were written, the
// others when they were; samples/README.md tells what each said unseen.
func TestSample_kindWhole(t *testing.T) {
	whole.Only(t)
	for name, least := range map[string]float64{"kind-200": 0.96, "kind-278": 0.96, "kind-411": 0.97, "kind-300": 0.96, "kind-200-2": 0.95, "kind-150": 0.94} {
		t.Run(name, func(t *testing.T) {
			var want map[string][]string
			readVerdicts(t, name, &want)
			ids := map[string]bool{}
			for id := range want {
				ids[id] = true
			}
			reports := drawn(t, ids)
			engine, recogniser := reading(t)
			right, n := 0, 0
			for _, id := range slices.Sorted(maps.Keys(ids)) {
				r := reports[id]
				if want[id][0] == "other language" || recogniser.Recognise(r.Title, r.Text) != engine.Profile().Lang {
					continue
				}
				n++
				x := Predict(engine, []*rostrum.Report{r})[0]
				if slices.Contains(want[id], x.Kind) {
					right++
				} else {
					t.Logf("%s: %q, readers said %q", id, x.Kind, want[id])
				}
			}
			share := float64(right) / float64(max(n, 1))
			t.Logf("kind: %d of %d right (%.3f)", right, n, share)
			if share < least {
				t.Errorf("kind: %.3f of the drawn reports right, want at least %.2f", share, least)
			}
		})
	}
}

// TestSample_voiceWhole holds the share of the drawn passages whose voice, and whose
// referent, a careful reader would accept; the samples of referents say nothing of
// voices.
func TestSample_voiceWhole(t *testing.T) {
	whole.Only(t)
	for name, least := range map[string][2]float64{"voice-200": {0.95, 0.90}, "voice-200-panel": {0.95, 0.91}, "voice-424": {0.93, 0.96}, "voice-412": {0.91, 0.97}, "referent-294": {0, 0.96}, "referent-151": {0, 0.94}, "referent-156": {0, 0.93}, "referent-294-2": {0, 0.96}, "referent-151-2": {0, 0.93}, "referent-250": {0, 0.90}} {
		t.Run(name, func(t *testing.T) {
			var want map[string]struct{ Voice, Referent []string }
			readVerdicts(t, name, &want)
			passages := slices.Sorted(maps.Keys(want))
			reports := drawnBy(t, passages, "#")
			engine, recogniser := reading(t)
			voices, heard, referents, n := 0, 0, 0, 0
			for _, key := range passages {
				id, index, _ := strings.Cut(key, "#")
				r, v := reports[id], want[key]
				if len(v.Voice) > 0 && v.Voice[0] == "none" || recogniser.Recognise(r.Title, r.Text) != engine.Profile().Lang {
					continue
				}
				k, _ := strconv.Atoi(index)
				voice, referent := passage(engine, r, k)
				n++
				switch {
				case len(v.Voice) == 0:
				case slices.Contains(v.Voice, voice):
					heard++
					voices++
				default:
					heard++
					t.Logf("%s: voice %q, readers said %q", key, voice, v.Voice)
				}
				if slices.Contains(v.Referent, referent) {
					referents++
				} else {
					t.Logf("%s: referent %q, readers said %q", key, referent, v.Referent)
				}
			}
			share, shareReferent := float64(voices)/float64(max(heard, 1)), float64(referents)/float64(max(n, 1))
			t.Logf("voice: %d of %d right (%.3f); referent: %d of %d (%.3f)", voices, heard, share, referents, n, shareReferent)
			if share < least[0] || shareReferent < least[1] {
				t.Errorf("voice %.3f, want at least %.2f; referent %.3f, want at least %.2f", share, least[0], shareReferent, least[1])
			}
		})
	}
}

// TestExplain_alikeWhole: a report that is explained gives the records that it gives
// else, so that samples measured on a trace hold of the records.
func TestExplain_alikeWhole(t *testing.T) {
	whole.Only(t)
	all, err := corpora()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Skip("no corpora in ../shared")
	}
	engine, _ := reading(t)
	for id, r := range all {
		plain, explained := &rostrum.Extraction{Title: r.Title, Published: r.Published}, &rostrum.Extraction{Title: r.Title, Published: r.Published}
		engine.Extract(r, plain)
		engine.Explain(r, explained)
		if !bytes.Equal(plain.AppendJSON(nil), explained.AppendJSON(nil)) {
			t.Errorf("%s: other records when it is explained", id)
		}
	}
}

// passage returns the voice and referent that most of a paragraph's words have.
func passage(engine *extract.Engine, r *rostrum.Report, index int) (voice, referent string) {
	return paragraphOf(engine.Explain(r, &rostrum.Extraction{Title: r.Title, Published: r.Published}), Paragraphs(r.Text)[index])
}

// paragraphOf is the same of a trace and a paragraph's place.
func paragraphOf(trace *extract.Trace, at [2]int) (voice, referent string) {
	voices, referents := map[string]int{}, map[string]int{}
	for _, p := range trace.Passages {
		if n := min(at[1], p.At.End) - max(at[0], p.At.Start); n > 0 {
			voices[p.Voice] += n
			referents[p.Referent] += n
		}
	}
	if len(voices) == 0 {
		return "none", "none" // a heading of a word or two: nobody's words
	}
	return most(voices), most(referents)
}

func most(m map[string]int) string {
	best := ""
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if m[k] > m[best] {
			best = k
		}
	}
	return best
}
