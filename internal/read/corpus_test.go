package read

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

const corpusDir = "../../../shared/corpus"

func corpora(t testing.TB) []string {
	t.Helper()
	paths, _ := filepath.Glob(filepath.Join(corpusDir, "*.jsonl.gz"))
	if len(paths) == 0 {
		t.Skipf("no corpus in %s", corpusDir)
	}
	return paths
}

// TestReader_Next_corpusWhole compares every item with what encoding/json makes of it.
func TestReader_Next_corpusWhole(t *testing.T) {
	whole.Only(t)
	if testing.Short() {
		t.Skip("short")
	}
	for _, path := range corpora(t) {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 1<<24)
		r := New([]string{path}, nil, Options{Outlet: "KCNA"})
		n := 0
		for lines.Scan() {
			n++
			got, err := r.Next()
			if err != nil || got.Err != nil {
				t.Fatalf("%s item %d: %v %v", path, n, err, got)
			}
			var want struct{ ID, Outlet, Lang, URL, Published, Retrieved, Topic, Title, Text string }
			if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
				t.Fatal(err)
			}
			if want.Outlet == "" {
				want.Outlet = "KCNA"
			}
			rep := rostrum.Report{ID: want.ID, Outlet: want.Outlet, Lang: want.Lang, URL: want.URL, Published: want.Published,
				Retrieved: want.Retrieved, Topic: want.Topic, Title: want.Title, Text: want.Text}
			if got.Item != n || got.Input != path || got.ID != rep.ID || got.Outlet != rep.Outlet || got.Lang != rep.Lang || got.URL != rep.URL ||
				got.Published != rep.Published || got.Retrieved != rep.Retrieved || got.Topic != rep.Topic || got.Title != rep.Title || got.Text != rep.Text {
				t.Fatalf("%s item %d:\ngot  %+v\nwant %+v", path, n, got, rep)
			}
		}
		if _, err := r.Next(); err != io.EOF {
			t.Errorf("%s: %v after %d items", path, err, n)
		}
	}
}

func BenchmarkReader_Next(b *testing.B) {
	benchmarkReader(b, func(r *Reader) error { _, err := r.Next(); return err })
}

func BenchmarkReader_NextRaw(b *testing.B) {
	benchmarkReader(b, func(r *Reader) error { _, err := r.NextRaw(); return err })
}

func benchmarkReader(b *testing.B, next func(*Reader) error) {
	path := filepath.Join(corpusDir, "kcna-2011.jsonl.gz")
	corpora(b)
	b.ReportAllocs()
	items := 0
	for b.Loop() {
		r := New([]string{path}, nil, Options{})
		for next(r) == nil {
			items++
		}
	}
	b.ReportMetric(float64(items)/b.Elapsed().Seconds(), "items/s")
}

func BenchmarkRaw_Report(b *testing.B) {
	corpora(b)
	r := New([]string{filepath.Join(corpusDir, "kcna-2011.jsonl.gz")}, nil, Options{})
	var raws []Raw
	size := 0
	for {
		raw, err := r.NextRaw()
		if err != nil {
			break
		}
		raws = append(raws, raw)
		size += raw.Size()
	}
	b.SetBytes(int64(size / len(raws)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		raws[i%len(raws)].Report()
		i++
	}
	b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "items/s")
}

// TestRaw_Report_workers decodes in several goroutines what one has cut.
func TestRaw_Report_workers(t *testing.T) {
	raws := make(chan Raw)
	var wg sync.WaitGroup
	var mu sync.Mutex
	texts := map[int]string{}
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for raw := range raws {
				rep := raw.Report()
				mu.Lock()
				texts[raw.Item()] = rep.Text
				mu.Unlock()
			}
		})
	}
	r := New([]string{"-"}, repeated(two, 5000), Options{})
	for {
		raw, err := r.NextRaw()
		if err != nil {
			break
		}
		raws <- raw
	}
	close(raws)
	wg.Wait()
	if len(texts) != 10000 {
		t.Fatalf("%d items", len(texts))
	}
	for item, text := range texts {
		if want := []string{"two", "one"}[item%2]; text != want {
			t.Errorf("item %d: %q", item, text)
		}
	}
}

// repeated reads as s, n times over.
func repeated(s string, n int) io.Reader {
	pr, pw := io.Pipe()
	go func() {
		for range n {
			io.WriteString(pw, s)
		}
		pw.Close()
	}()
	return pr
}
