package eval

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/confidence"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

const (
	sharedDir = "../../../shared"
	report    = "testdata/report.txt"
	// slack is how far a figure may fall before the test fails: on so few
	// reports one record more or less moves some of them by as much.
	slack = 0.005
)

var update = flag.Bool("update", false, "rewrite "+report)

// measures are the scorer's, in the order of the report, with the figure of each
// that counts.
var measures = []struct{ name, figure string }{
	{"who", "f1"}, {"event", "f1"}, {"participant", "f1"}, {"date", "share"}, {"site", "share"}, {"place", "share"},
	{"role", "share"}, {"post", "share"}, {"order", "share"}, {"line-up", "share"},
	{"plan", "f1"}, {"plan-status", "f1"}, {"horizon", "share"}, {"act", "f1"}, {"speaker", "share"},
}

type scores map[string]map[string]float64

// measured is the engine's reading of the annotated reports, done once.
var measured = sync.OnceValues(func() (result struct {
	gold      []Article
	predicted []*rostrum.Extraction
	family    map[string]string
}, err error) {
	p, err := profile.Load(profiles.FS, "kcna-en")
	if err != nil {
		return result, err
	}
	reports, err := ReadReports(sharedDir + "/gold/dev-articles.jsonl")
	if err != nil {
		return result, err
	}
	if result.gold, _, err = ReadGold(sharedDir + "/gold/dev.json"); err != nil {
		return result, err
	}
	result.predicted, result.family = Predict(extract.New(p), reports), Families(p)
	return result, nil
})

// score runs the scorer on what the engine makes of the annotated reports.
func score(t *testing.T) scores {
	t.Helper()
	if _, err := os.Stat(sharedDir + "/score/score.py"); err != nil {
		t.Skip("no annotated reports in ../shared")
	}
	m, err := measured()
	if err != nil {
		t.Fatal(err)
	}
	return scoreWith(t, sharedDir+"/gold/dev.json", m.predicted)
}

// scoreWith runs the scorer on a file of annotations and what an engine made of their
// reports.
func scoreWith(t *testing.T, gold string, predicted []*rostrum.Extraction) scores {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("the scorer needs python3")
	}
	var lines []byte
	for _, x := range predicted {
		lines = append(x.AppendJSON(lines), '\n')
	}
	name := filepath.Join(t.TempDir(), "predicted.jsonl")
	if err := os.WriteFile(name, lines, 0o600); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd := exec.Command(python, sharedDir+"/score/score.py", gold, name, "--json")
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("score.py: %v\n%s", err, &stderr)
	}
	var s scores
	if err := json.Unmarshal(out, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// format writes the quality report.
func (s scores) format() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Quality on the annotated reports. Generated: go test ./internal/eval -run Quality -update\n# engine %s\n", extract.EngineVersion)
	for _, m := range measures {
		row, ok := s[m.name]
		if !ok {
			continue
		}
		fmt.Fprintf(&b, "%-12s %-5s %.4f", m.name, m.figure, row[m.figure])
		if m.figure == "f1" {
			fmt.Fprintf(&b, "   precision %.4f   recall %.4f   gold %.0f\n", row["precision"], row["recall"], row["gold"])
		} else {
			fmt.Fprintf(&b, "   of %.0f\n", row["of"])
		}
	}
	return b.String()
}

// TestQuality_whole fails when a figure falls below the one in the report. One that
// rises is shown, and belongs into the commit that raised it.
func TestQuality_whole(t *testing.T) {
	whole.Only(t)
	s := score(t)
	if *update {
		if err := os.MkdirAll(filepath.Dir(report), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(report, []byte(s.format()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]float64{}
	for _, line := range strings.Split(string(data), "\n") {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] == "#" {
			continue
		}
		if held[f[0]], err = strconv.ParseFloat(f[2], 64); err != nil {
			t.Fatalf("%s: %q: %v", report, line, err)
		}
	}
	changed := false
	for _, m := range measures {
		got, want := s[m.name][m.figure], held[m.name]
		switch {
		case got < want-slack:
			t.Errorf("%-12s fell from %.4f to %.4f", m.name, want, got)
		case math.Abs(got-want) > 0.00005:
			t.Logf("%-12s %.4f, was %.4f (%+.4f)", m.name, got, want, got-want)
		default:
			continue
		}
		changed = true
	}
	if changed {
		t.Logf("to keep these figures: go test ./internal/eval -run Quality -update")
	}
}

// TestJudge_scorerWhole holds the rules that verdicts are given by against the
// scorer's, so that confidence is measured with the same yardstick.
func TestJudge_scorerWhole(t *testing.T) {
	whole.Only(t)
	s := score(t)
	m, err := measured()
	if err != nil {
		t.Fatal(err)
	}
	all := JudgeAll(m.gold, m.predicted, m.family)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"event", all.Events.F1(), s["event"]["f1"]},
		{"participant", all.Appearances.F1(), s["participant"]["f1"]},
		{"plan", all.Plans.F1(), s["plan"]["f1"]},
		{"plan-status", Count{all.Statuses, all.Plans.Both + all.Plans.Extra - all.Statuses, all.Plans.Both + all.Plans.Missing - all.Statuses}.F1(), s["plan-status"]["f1"]},
		{"act", all.Acts.F1(), s["act"]["f1"]},
		{"role", float64(all.Roles) / float64(all.BothListings), s["role"]["share"]},
	} {
		if math.Abs(c.got-c.want) > 0.00006 {
			t.Errorf("%s: got %.5f, the scorer %.4f", c.name, c.got, c.want)
		}
	}
}

// drift is how far a figure of the confidence table may be from what is measured
// now: it is rounded for people, and measured again with each change that counts.
const drift = 0.02

// TestConfidence_whole: what the engine says about its records is what was measured
// with this version of it.
func TestConfidence_whole(t *testing.T) {
	whole.Only(t)
	data, err := profiles.FS.ReadFile("kcna-en/confidence.yaml")
	if err != nil {
		t.Fatal(err)
	}
	held, err := confidence.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if held.Engine != extract.EngineVersion {
		t.Errorf("confidence.yaml was measured with engine %s, this is %s; run make calibrate", held.Engine, extract.EngineVersion)
	}
	if _, err := os.Stat(sharedDir + "/gold"); err != nil {
		t.Skip("no annotated reports in ../shared")
	}
	var records []string
	for _, sample := range CalibratedOn {
		records = append(records, "samples/"+sample)
	}
	reports, err := corpora()
	if err != nil {
		t.Fatal(err)
	}
	m, err := ReadAnnotated(sharedDir+"/gold/dev.json", sharedDir+"/gold/dev-articles.jsonl", records, reports)
	if err != nil {
		t.Fatal(err)
	}
	if held.Gold != m.Digest {
		t.Errorf("confidence.yaml was measured on other records; run make calibrate")
	}
	engine, _ := reading(t)
	for _, f := range Calibrate(JudgeAll(m.Gold, Predict(engine, m.Reports), Families(engine.Profile())).Verdicts).Figures {
		was := held.Lookup(f.Kind, f.Type, f.Family)
		if math.Abs(was.Value-f.Value) > drift && f.Basis == was.Basis {
			t.Errorf("%s %s%s: confidence.yaml says %.3f, measured now: %.3f; run make calibrate", f.Kind, f.Type, f.Family, was.Value, f.Value)
		}
	}
}
