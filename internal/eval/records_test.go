package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// records returns the whole records that readers gave some of the reports of a sample,
// with the reports.
func records(t *testing.T, sample string, wanted func(id string) bool) ([]Article, []*rostrum.Report) {
	t.Helper()
	all, _, err := ReadGold("samples/" + sample + ".verdicts.json")
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for i := range all {
		ids[all[i].ID] = wanted(all[i].ID)
	}
	held := drawn(t, ids)
	var gold []Article
	var reports []*rostrum.Report
	for i := range all {
		r := held[all[i].ID]
		if !ids[r.ID] {
			continue
		}
		a, err := all[i].Spell(r)
		if err != nil {
			t.Fatal(err)
		}
		gold, reports = append(gold, a), append(reports, r)
	}
	return gold, reports
}

// TestSample_recordsWhole holds whole records against readers who had not seen the
// engine, on reports that were drawn when it stood: one half only checks, the other and
// the second sample taught mends.
func TestSample_recordsWhole(t *testing.T) {
	whole.Only(t)
	engine, _ := reading(t)
	for _, part := range []struct {
		name, sample string
		wanted       func(id string) bool
		least        map[string]float64
	}{
		{"the half that only checks", "events-240", HeldRecords,
			map[string]float64{"who": 0.93, "event": 0.77, "date": 0.96, "role": 0.92, "post": 0.93, "act": 0.8, "speaker": 0.82, "plan": 0.6}},
		{"the other half", "events-240", func(id string) bool { return !HeldRecords(id) },
			map[string]float64{"who": 0.94, "event": 0.87, "date": 0.93, "role": 0.96, "post": 0.87, "act": 0.8, "speaker": 0.85, "plan": 0.64}},
		{"the second sample", "events-240-2", func(string) bool { return true },
			map[string]float64{"who": 0.93, "event": 0.88, "date": 0.95, "site": 0.81, "role": 0.96, "post": 0.93, "act": 0.79, "speaker": 0.81, "plan": 0.63}},
		{"the third, for occasions alone", "events-200", func(string) bool { return true },
			map[string]float64{"who": 0.93, "event": 0.82, "date": 0.94, "site": 0.85, "role": 0.92, "post": 0.95}},
		{"read for people, the third that only checks", "people-read", HeldPeople,
			map[string]float64{"who": 0.92, "event": 0.83, "date": 0.94, "site": 0.8, "place": 0.84, "role": 0.93, "post": 0.94}},
		{"the rest of these", "people-read", func(id string) bool { return !HeldPeople(id) },
			map[string]float64{"who": 0.96, "event": 0.88, "date": 0.94, "site": 0.84, "place": 0.8, "role": 0.95, "post": 0.95}},
	} {
		gold, reports := records(t, part.sample, part.wanted)
		s := scored(t, gold, Predict(engine, reports))
		holds(t, fmt.Sprintf("%s, %d reports", part.name, len(gold)), s, part.least)
	}
}

// holds logs the scorer's figures, and fails for those that are too low.
func holds(t *testing.T, name string, s scores, least map[string]float64) {
	t.Helper()
	t.Logf("%s\n%s", name, strings.Join(strings.Split(s.format(), "\n")[2:], "\n"))
	for _, m := range measures {
		if got := s[m.name][m.figure]; got < least[m.name] {
			t.Errorf("%s: %s is %.3f, want at least %.2f", name, m.name, got, least[m.name])
		}
	}
}

// TestSample_recordsTwiceWhole holds the first reader's whole records against a second's,
// who had not seen them: no engine can be expected to agree with either more than that.
func TestSample_recordsTwiceWhole(t *testing.T) {
	whole.Only(t)
	all := func(string) bool { return true }
	first, _ := records(t, "events-240", all)
	second, _ := records(t, "events-240-second", all)
	var read []*rostrum.Extraction
	for i := range second {
		read = append(read, &rostrum.Extraction{ID: second[i].ID, Events: second[i].Events, Plans: second[i].Plans, Acts: second[i].Acts})
	}
	holds(t, "a second reader", scored(t, first, read), map[string]float64{"who": 0.98, "event": 0.93, "plan": 0.85, "act": 0.92, "speaker": 0.95})
}

// TestSample_performersWhole holds who carries out the plan claims that both have, and who
// set them, against the readers of whole records; and a second of them against the first.
func TestSample_performersWhole(t *testing.T) {
	whole.Only(t)
	engine, _ := reading(t)
	all := func(string) bool { return true }
	second, _ := records(t, "events-240-second", all)
	var read []*rostrum.Extraction
	for i := range second {
		read = append(read, &rostrum.Extraction{ID: second[i].ID, Plans: second[i].Plans})
	}
	for _, part := range []struct {
		name, sample        string
		wanted              func(id string) bool
		read                []*rostrum.Extraction // none for the engine's
		performer, assigner float64
	}{
		{"the half that only checks", "events-240", HeldRecords, nil, 0.5, 0.3},
		{"the other half", "events-240", func(id string) bool { return !HeldRecords(id) }, nil, 0.7, 0},
		{"the second sample", "events-240-2", all, nil, 0.7, 0.4},
		{"a second reader", "events-240", all, read, 0.9, 0.6},
	} {
		gold, reports := records(t, part.sample, part.wanted)
		found := part.read
		if found == nil {
			found = Predict(engine, reports)
		}
		j := JudgeAll(gold, found, nil)
		t.Logf("%s: of %d plan claims of both, who carries them out %.3f %+v, who set them %.3f %+v", part.name, j.Plans.Both, j.Performers.F1(), j.Performers, j.Assigners.F1(), j.Assigners)
		if j.Performers.F1() < part.performer || j.Assigners.F1() < part.assigner {
			t.Errorf("%s: %.3f and %.3f, want at least %.2f and %.2f", part.name, j.Performers.F1(), j.Assigners.F1(), part.performer, part.assigner)
		}
	}
}

// scored runs the scorer on records and what an engine made of their reports.
func scored(t *testing.T, gold []Article, predicted []*rostrum.Extraction) scores {
	t.Helper()
	data, err := json.Marshal(goldOf(gold))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "gold.json")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return scoreWith(t, name, predicted)
}

// goldOf is records as the scorer wants them.
func goldOf(gold []Article) []map[string]any {
	out := make([]map[string]any, len(gold))
	for i := range gold {
		out[i] = map[string]any{"id": gold[i].ID, "events": gold[i].Events, "plans": gold[i].Plans, "acts": gold[i].Acts}
	}
	return out
}

func TestSpell(t *testing.T) {
	r := &rostrum.Report{ID: "a", Title: "Builders Meet", Text: "The builders met. A Chol spoke."}
	title, post := "title:0-8", "4-12 | 18-24"
	got, err := (&Article{ID: "a", Events: []rostrum.Event{{Evidence: "0-16", Site: &title, Participants: []rostrum.Appearance{{Post: &post}}}}, Acts: []rostrum.Act{{Sentence: "18-31"}}}).Spell(r)
	if err != nil || got.Events[0].Evidence != "The builders met" || *got.Events[0].Site != "Builders" || *got.Events[0].Participants[0].Post != "builders | A Chol" || got.Acts[0].Sentence != "A Chol spoke." {
		t.Errorf("found %+v, %v", got, err)
	}
	for _, wrong := range []string{"5", "9-3", "0-99", "x-4", "title:0-40", ""} {
		if _, err := (&Article{ID: "a", Events: []rostrum.Event{{Evidence: wrong}}}).Spell(r); err == nil || !strings.Contains(err.Error(), "120-155") {
			t.Errorf("%q: found %v, expected a mistake that says what is wanted", wrong, err)
		}
	}
}
