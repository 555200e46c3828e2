package cli

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// corpora is where the real reports lie; nothing of them is in the repository.
const corpora = "../../../shared/corpus"

func corpus(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(corpora, name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not there: nothing to test on", path)
	}
	return path
}

// run runs the command with the environment given, as a process would.
func run(t testing.TB, out io.Writer, env map[string]string, args ...string) int {
	t.Helper()
	p := &Program{In: eof{}, Out: out, Err: testLog{t}, Args: args, Env: func(name string) string { return env[name] }}
	return p.Run(t.Context())
}

type eof struct{}

func (eof) Read([]byte) (int, error) { return 0, io.EOF }

// testLog writes what the command says beside its output into the test's log.
type testLog struct{ t testing.TB }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Logf("%s", b)
	return len(b), nil
}

// BenchmarkExtract is the whole command on a year of reports, loading of the
// profiles included.
func BenchmarkExtract(b *testing.B) {
	path := corpus(b, "kcna-2011.jsonl.gz")
	out := filepath.Join(b.TempDir(), "out.jsonl")
	for b.Loop() {
		if code := run(b, io.Discard, nil, "extract", path, "-o", out); code != 0 {
			b.Fatalf("exit code %d", code)
		}
	}
	b.ReportMetric(11939*float64(b.N)/b.Elapsed().Seconds(), "items/s")
}

// TestCorpus_ExtractWhole holds on real reports what the command promises of any:
// lines out are items in, in their order; every quote is what its span covers;
// the bytes do not depend on the number of workers.
func TestCorpus_ExtractWhole(t *testing.T) {
	for _, name := range []string{"kcna-2011.jsonl.gz", "kcna-2024.jsonl.gz", "kcna-headlines-1997-2014.jsonl.gz"} {
		t.Run(name, func(t *testing.T) {
			soak := os.Getenv("ROSTRUM_SOAK") != ""
			if strings.Contains(name, "headlines") && !soak {
				t.Skip("takes long and holds no text; ROSTRUM_SOAK=1 runs it")
			}
			if strings.Contains(name, "2011") && whole.Part(t) && !soak {
				t.Skip("takes long under the race detector; without it, or with ROSTRUM_SOAK=1, it runs")
			}
			path := corpus(t, name)
			var one, two bytes.Buffer
			if code := run(t, &one, nil, "extract", "--text", "--workers", "1", path); code != 0 {
				t.Fatalf("exit code %d", code)
			}
			if code := run(t, &two, nil, "extract", "--text", "--workers", "2", path); code != 0 {
				t.Fatalf("exit code %d", code)
			}
			if !bytes.Equal(one.Bytes(), two.Bytes()) {
				t.Error("other bytes with two workers than with one")
			}
			items, n := itemsOf(t, path), 0
			for line := range bytes.Lines(one.Bytes()) {
				n++
				var x rostrum.Extraction
				if err := json.Unmarshal(line, &x); err != nil {
					t.Fatalf("line %d: %v", n, err)
				}
				if x.Item != n || x.Status == rostrum.StatusFailed || x.Text == nil {
					t.Fatalf("line %d: item %d, %s: %s", n, x.Item, x.Status, x.Reason)
				}
				quotes(t, &x)
			}
			if n != items {
				t.Errorf("%d lines for %d items", n, items)
			}
		})
	}
}

// itemsOf counts the lines of a compressed file, by other means than the reader.
func itemsOf(t *testing.T, path string) int {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Count(text, []byte("\n"))
}

// quotes checks that each record says what its span covers. Names are compared
// as they are sought, since theirs is the repaired form.
func quotes(t *testing.T, x *rostrum.Extraction) {
	t.Helper()
	r := &rostrum.Report{Title: x.Title, Text: *x.Text}
	same := func(what, got, want string) {
		t.Helper()
		if got == "" || got != want {
			t.Errorf("%s: %s is %q, its span covers %q", x.ID, what, got, want)
		}
	}
	verbatim := func(what string, s *string) {
		t.Helper()
		if s != nil && (*s == "" || !strings.Contains(r.Title, *s) && !strings.Contains(r.Text, *s)) {
			t.Errorf("%s: %s %q does not stand in the report", x.ID, what, *s)
		}
	}
	for i := range x.Events {
		e := &x.Events[i]
		same("evidence", e.Evidence, e.At.Quote(r))
		verbatim("site", e.Site)
		verbatim("place", e.Place)
		verbatim("form", &e.Form)
		for j := range e.Participants {
			a := &e.Participants[j]
			if a.Name != nil {
				same("name", store.Fold(*a.Name), store.Fold(a.At.Quote(r)))
			} else if a.At.Quote(r) == "" {
				t.Errorf("%s: nobody named, and no wording", x.ID)
			}
			var parts []string
			for _, s := range a.PostAt {
				parts = append(parts, s.Quote(r))
			}
			if a.Post != nil {
				same("post", *a.Post, strings.Join(parts, " | "))
			} else if a.Name != nil && len(parts) > 0 {
				t.Errorf("%s: no post, but spans of one: %q", x.ID, parts)
			}
		}
	}
	for _, m := range x.Mentions {
		same(m.Kind, store.Fold(m.Name), store.Fold(m.At.Quote(r)))
	}
	for _, u := range x.Unread {
		if u.At.Quote(r) == "" || u.Why == "" {
			t.Errorf("%s: a passage that is none: %+v", x.ID, u)
		}
	}
}

// TestCorpus_IngestWhole keeps a year of reports, twice, and asks for it.
func TestCorpus_IngestWhole(t *testing.T) {
	whole.Only(t)
	path := corpus(t, "kcna-2024.jsonl.gz")
	env := map[string]string{"ROSTRUM_DB": filepath.Join(t.TempDir(), "reports.db")}
	var out bytes.Buffer
	if code := run(t, &out, env, "ingest", "--ndjson", path); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	var s struct {
		Read, New, Aliases, Duplicates, Failed int
		NewVersions                            int `json:"new_versions"`
	}
	if err := json.Unmarshal(out.Bytes(), &s); err != nil {
		t.Fatal(err)
	}
	if s.Read != itemsOf(t, path) || s.New != 507 || s.NewVersions != 2 || s.Aliases != 396 || s.Failed != 0 {
		t.Errorf("first: %+v", s)
	}
	ask := func(args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if code := run(t, &out, env, args...); code != 0 {
			t.Fatalf("%v: exit code %d", args, code)
		}
		return out.String()
	}
	before := ask("brief", "--from", "2024-09", "--to", "2024-09", "--json")
	out.Reset()
	if code := run(t, &out, env, "ingest", "--ndjson", path); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	if err := json.Unmarshal(out.Bytes(), &s); err != nil {
		t.Fatal(err)
	}
	var v struct{ Reports, Versions, Captures int }
	if err := json.Unmarshal([]byte(ask("verify", "--json")), &v); err != nil || v.Reports != 507 || v.Versions != 509 || v.Captures != 509 {
		t.Errorf("verified %+v, %v", v, err)
	}
	if s.New != 0 || s.Duplicates != s.Read {
		t.Errorf("again: %+v", s)
	}
	if ask("brief", "--from", "2024-09", "--to", "2024-09", "--json") != before {
		t.Error("the brief changed")
	}
	for _, width := range []string{"40", "80", "140"} {
		env["COLUMNS"] = width
		for _, args := range [][]string{{"brief", "--from", "2024-09", "--to", "2024-09"}, {"people"}, {"events", "--person", "Jo Yong Won"}} {
			if len(ask(args...)) < 1000 {
				t.Errorf("%v says little", args)
			}
		}
	}
}
