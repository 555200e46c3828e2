package cli

import (
	"io"
	"os"
	"path/filepath"
	"testing"
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
