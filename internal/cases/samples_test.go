package cases_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

// agree is the share of what was read by hand in the samples of a profile that
// its engine must read too, and of what the engine reads that stands there.
const agree = 0.95

// TestSamples compares the samples of every profile that has some with what
// readers found in them: events by type, day, site and place, people by event,
// name and role, and posts; and, where they read these too, the kind of the
// report, its plan claims by passage and status, and its acts by sentence.
func TestSamples(t *testing.T) {
	files, err := fs.Glob(profiles.FS, "*/samples/expected.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("found no samples: %v", err)
	}
	for _, file := range files {
		dir := file[:len(file)-len("/samples/expected.json")]
		t.Run(dir, func(t *testing.T) {
			p, err := profile.Load(profiles.FS, dir)
			if err != nil {
				t.Fatal(err)
			}
			var expected []struct {
				ID     string          `json:"id"`
				Kind   string          `json:"kind"`
				Events []rostrum.Event `json:"events"`
				Plans  []rostrum.Plan  `json:"plans"`
				Acts   []rostrum.Act   `json:"acts"`
			}
			decode(t, file, &expected)
			reports := sampleReports(t, dir+"/samples/reports.jsonl")
			e := extract.New(p)
			both, wanted, found := 0, 0, 0
			for _, want := range expected {
				r, ok := reports[want.ID]
				if !ok {
					t.Errorf("%s: there is no report %s", file, want.ID)
					continue
				}
				var x rostrum.Extraction
				e.Extract(r, &x)
				w, f := facts(want.Events), facts(x.Events)
				if want.Kind != "" {
					said(w, want.Kind, want.Acts)
					said(f, x.Kind, x.Acts)
					claims(w, f, r.Text, want.Plans, x.Plans)
				}
				wanted, found = wanted+len(w), found+len(f)
				for fact := range w {
					if f[fact] {
						both++
					} else {
						t.Logf("%s: not found: %s", want.ID, fact)
					}
				}
				for fact := range f {
					if !w[fact] {
						t.Logf("%s: not expected: %s", want.ID, fact)
					}
				}
			}
			recall, precision := float64(both)/float64(wanted), float64(both)/float64(found)
			t.Logf("recall %.3f, precision %.3f of %d facts", recall, precision, wanted)
			if recall < agree || precision < agree {
				t.Errorf("expected at least %.2f of both", agree)
			}
		})
	}
}

// facts are the statements that events make, one a string.
func facts(events []rostrum.Event) map[string]bool {
	out := map[string]bool{}
	value := func(s *string) string {
		if s == nil {
			return "-"
		}
		return *s
	}
	for _, e := range events {
		head := e.Type + " " + value(e.Date)
		if len(e.Participants) > 0 {
			head += " " + value(e.Participants[0].Name) // tells two of a type on one day
		}
		out[head+" to "+value(e.DateTo)] = true
		out[head+" at "+value(e.Site)] = true
		out[head+" in "+value(e.Place)] = true
		for _, p := range e.Participants {
			out[head+": "+value(p.Name)+", "+p.Role] = true
			out[head+": "+value(p.Name)+" | "+value(p.Post)] = true
		}
	}
	return out
}

// said adds the kind of a report and its acts.
func said(facts map[string]bool, kind string, acts []rostrum.Act) {
	facts["a "+kind] = true
	for _, a := range acts {
		facts[a.Act+" in "+a.Sentence] = true
	}
}

// claims adds plan claims: one that was read stands for the first wanted one of
// its status in whose passage it lies or which lies in its own.
func claims(want, found map[string]bool, text string, wanted, read []rostrum.Plan) {
	taken := make([]bool, len(wanted))
	for _, p := range wanted {
		want[p.Status+": "+p.Evidence] = true
	}
	for _, p := range read {
		fact := p.Status + ": " + p.Evidence
		for i, w := range wanted {
			at := strings.Index(text, w.Evidence)
			if !taken[i] && w.Status == p.Status && at >= 0 && at < p.At.End && p.At.Start < at+len(w.Evidence) {
				taken[i], fact = true, w.Status+": "+w.Evidence
				break
			}
		}
		found[fact] = true
	}
}

func sampleReports(t *testing.T, file string) map[string]*rostrum.Report {
	t.Helper()
	data, err := fs.ReadFile(profiles.FS, file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*rostrum.Report{}
	for _, line := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
		var r struct{ ID, Published, Title, Text string }
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		out[r.ID] = &rostrum.Report{ID: r.ID, Published: r.Published, Title: r.Title, Text: r.Text}
	}
	return out
}

func decode(t *testing.T, file string, into any) {
	t.Helper()
	data, err := fs.ReadFile(profiles.FS, file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}
