package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// annotated is where the annotated reports and their scorer lie.
const annotated = "../../../shared"

// TestGold_scoreWhole reviews annotated reports, and wants the scorer to read what is
// exported: without a word on it, it is what was read; each word that is applied is
// one difference.
func TestGold_scoreWhole(t *testing.T) {
	whole.Only(t)
	scorer, articles := filepath.Join(annotated, "score", "score.py"), filepath.Join(annotated, "gold", "dev-articles.jsonl")
	if _, err := os.Stat(scorer); err != nil {
		t.Skipf("%s is not there: nothing to score with", scorer)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not there: nothing to score with")
	}
	dir := t.TempDir()
	env := map[string]string{"ROSTRUM_DB": filepath.Join(dir, "reports.db"), "ROSTRUM_ANALYST": "Ann"}
	must := func(args ...string) []byte {
		t.Helper()
		var out bytes.Buffer
		if code := run(t, &out, env, args...); code != 0 {
			t.Fatalf("rostrum %v: exit code %d", args, code)
		}
		return out.Bytes()
	}
	must("ingest", "-q", articles)
	predicted := filepath.Join(dir, "predicted.jsonl")
	must("extract", articles, "-o", predicted)
	score := func() map[string]map[string]float64 {
		t.Helper()
		gold := filepath.Join(dir, "gold.json")
		if err := os.WriteFile(gold, must("corrections", "--gold"), 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(python, scorer, gold, predicted, "--json").Output()
		if err != nil {
			t.Fatal(err)
		}
		figures := map[string]map[string]float64{}
		if err := json.Unmarshal(out, &figures); err != nil {
			t.Fatal(err)
		}
		return figures
	}
	var page struct {
		Events []struct {
			Report       string
			Number       int
			Participants []struct{ Name *string }
		}
	}
	if err := json.Unmarshal(must("events", "--json", "--limit", "1000"), &page); err != nil {
		t.Fatal(err)
	}
	report, event := "", ""
	for _, e := range page.Events {
		if len(e.Participants) > 4 && e.Participants[1].Name != nil && report == "" {
			report, event = e.Report, "event:"+strconv.Itoa(e.Number)
		}
	}
	must("correct", report, "--reviewed")
	for measure, f := range score() {
		if value, ok := f["f1"]; ok && value != 1 || !ok && f["share"] != 1 {
			t.Errorf("as it was read: %s is %v", measure, f)
		}
	}
	must("correct", report, event+"/2", "wrong")
	if f := score()["participant"]; f["recall"] != 1 || f["precision"] >= 1 {
		t.Errorf("with one person too many: %v", f)
	}
}
