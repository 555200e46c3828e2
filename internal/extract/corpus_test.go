package extract_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/read"
)

const (
	corpora = "../../../shared/corpus"
	samples = "../../profiles/vdb-en/samples/reports.jsonl"
)

// reports reads whole files; it skips where there is none.
func reports(t testing.TB, pattern string) []*rostrum.Report {
	t.Helper()
	names, _ := filepath.Glob(pattern)
	if len(names) == 0 {
		t.Skipf("no %s", pattern)
	}
	in := read.New(names, nil, read.Options{})
	defer in.Close()
	var all []*rostrum.Report
	for {
		r, err := in.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
}

// TestExtract_samples holds the invariants on the reports that ship with the
// program.
func TestExtract_samples(t *testing.T) {
	e := engine(t, "vdb-en")
	records := 0
	for _, r := range reports(t, samples) {
		x := apply(e, r)
		for _, m := range mistakes(r, x) {
			t.Errorf("%s: %s", r.ID, m)
		}
		records += len(x.Events)
	}
	if records == 0 {
		t.Error("the samples yield no event")
	}
}

// TestExplain_samples: what explains itself gives the same records.
func TestExplain_samples(t *testing.T) {
	e := engine(t, "vdb-en")
	for _, r := range reports(t, samples) {
		x := &rostrum.Extraction{Title: r.Title, Published: r.Published}
		e.Explain(r, x)
		if !bytes.Equal(x.AppendJSON(nil), apply(e, r).AppendJSON(nil)) {
			t.Errorf("%s: other records when it is explained", r.ID)
		}
	}
}

// TestSoak_corpora reads every report of the corpora, Spanish ones included,
// with one worker and with two: no panic, every record on its span, the same
// bytes.
func TestSoak_corpora(t *testing.T) {
	if os.Getenv("ROSTRUM_SOAK") == "" {
		t.Skip("the corpora whole: make soak")
	}
	e := engine(t, "kcna-en")
	all := reports(t, corpora+"/kcna-20*.jsonl.gz")
	digests := map[int][][32]byte{}
	for _, workers := range []int{1, 2} {
		sums := make([][32]byte, len(all))
		var wg sync.WaitGroup
		var mu sync.Mutex
		for w := range workers {
			wg.Add(1)
			go func() {
				defer wg.Done()
				var line []byte
				for i := w; i < len(all); i += workers {
					r := all[i]
					x := apply(e, r)
					if wrong := mistakes(r, x); wrong != nil {
						mu.Lock()
						t.Errorf("%s: %q", r.ID, wrong)
						mu.Unlock()
					}
					line = x.AppendJSON(line[:0])
					sums[i] = sha256.Sum256(line)
				}
			}()
		}
		wg.Wait()
		digests[workers] = sums
	}
	for i := range all {
		if digests[1][i] != digests[2][i] {
			t.Errorf("%s (%s item %d): other bytes with two workers", all[i].ID, all[i].Input, all[i].Item)
		}
	}
	t.Logf("%d reports", len(all))
}

// TestExtract_concurrent: one engine serves many goroutines.
func TestExtract_concurrent(t *testing.T) {
	e := engine(t, "vdb-en")
	all := reports(t, samples)
	want := make([][]byte, len(all))
	for i, r := range all {
		want[i] = apply(e, r).AppendJSON(nil)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := len(all) - 1; i >= 0; i-- {
				if got := apply(e, all[i]).AppendJSON(nil); !bytes.Equal(got, want[i]) {
					t.Errorf("%s: other records beside others", all[i].ID)
				}
			}
		}()
	}
	wg.Wait()
}

func benchmark(b *testing.B, profile, pattern string) {
	e := engine(b, profile)
	all := reports(b, pattern)
	size := 0
	for _, r := range all {
		size += len(r.Title) + len(r.Text)
	}
	b.ReportAllocs()
	b.SetBytes(int64(size / len(all)))
	x := &rostrum.Extraction{}
	i := 0
	for b.Loop() {
		*x = rostrum.Extraction{Events: x.Events[:0], Mentions: x.Mentions[:0], Unread: x.Unread[:0]}
		e.Extract(all[i%len(all)], x)
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "items/s")
}

func BenchmarkExtract_corpus(b *testing.B)  { benchmark(b, "kcna-en", corpora+"/kcna-2011.jsonl.gz") }
func BenchmarkExtract_samples(b *testing.B) { benchmark(b, "vdb-en", samples) }
