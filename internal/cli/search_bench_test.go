package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/read"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/internal/store/sqlite"
	"github.com/rostrum-watch/rostrum/profiles"
)

const (
	queries      = "../search/testdata/queries.txt"
	searchCopies = 40 // of a year's reports: some 480,000
	searchP95    = 75 * time.Millisecond
)

// searchStore is a store of many years: copies of one, each a year later. With
// ROSTRUM_SEARCH_DB it is kept there for the next time.
func searchStore(t testing.TB, copies int) *sqlite.DB {
	t.Helper()
	input := corpus(t, "kcna-2011.jsonl.gz")
	path := os.Getenv("ROSTRUM_SEARCH_DB")
	if path == "" {
		path = filepath.Join(t.TempDir(), "search.db")
	}
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	held, err := db.Counts(t.Context(), store.ReportFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if held.Reports > 0 {
		return db
	}
	e, err := newReaders(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	in := read.New([]string{input}, nil, read.Options{})
	defer in.Close()
	var items []store.Item
	gatherer := search.NewGatherer()
	for {
		r, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		x := e.Extract(r)
		x.Mentions = []rostrum.Mention{} // nothing searches them
		items = append(items, store.Item{Report: r, Extraction: x, Document: gatherer.Document(r, x)})
	}
	began := time.Now()
	for n := range copies {
		later := func(day string) string {
			if len(day) < 4 {
				return day
			}
			var year int
			fmt.Sscanf(day, "%4d", &year)
			return fmt.Sprintf("%04d", year+n) + day[4:]
		}
		for batch := range slices.Chunk(items, 256) {
			copied := make([]store.Item, len(batch))
			for i, it := range batch {
				r, x, d := *it.Report, *it.Extraction, *it.Document
				r.ID = fmt.Sprintf("%s-%02d", r.ID, n)
				r.Published, x.Published = later(r.Published), later(x.Published)
				x.ID, d.Day = r.ID, search.DayNumber(x.Published)
				copied[i] = store.Item{Report: &r, Extraction: &x, Document: &d}
			}
			if _, err := db.Add(t.Context(), copied); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("%d reports were kept and indexed in %v", copies*len(items), time.Since(began).Round(time.Millisecond))
	return db
}

// committedQueries are those that are measured.
func committedQueries(t testing.TB) []string {
	t.Helper()
	f, err := os.Open(queries)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []string
	for s := bufio.NewScanner(f); s.Scan(); {
		if line := strings.TrimSpace(s.Text()); line != "" && line[0] != '#' {
			all = append(all, line)
		}
	}
	return all
}

// TestSoak_Search answers the committed queries over some 480,000 reports, and
// wants 95 of 100 within searchP95.
func TestSoak_Search(t *testing.T) {
	if os.Getenv("ROSTRUM_SOAK") == "" {
		t.Skip("takes minutes; ROSTRUM_SOAK=1 runs it")
	}
	db := searchStore(t, searchCopies)
	a := app.New(db, nil)
	all := committedQueries(t)
	type timed struct {
		query string
		took  time.Duration
		found int
		often bool // a single word of more than a tenth of all reports
	}
	var times []timed
	var reports, frequent int
	for pass := range 2 { // the first warms up
		times, frequent = nil, 0
		for _, q := range all {
			began := time.Now()
			found, err := a.Search(t.Context(), app.SearchOptions{Query: q, Limit: searchLimit})
			if err != nil {
				t.Fatalf("%s: %v", q, err)
			}
			took := time.Since(began)
			reports = found.Searched.Reports
			often := found.Reports > reports/10 && !strings.ContainsAny(q, " :*")
			if often {
				frequent++
			}
			times = append(times, timed{q, took, found.Reports, often})
			if pass == 0 && found.Reports == 0 {
				t.Logf("%s finds nothing", q)
			}
		}
	}
	if reports > 400000 && frequent < len(all)/5 {
		t.Errorf("%d of %d queries are words of more than a tenth of all reports; expected a fifth", frequent, len(all))
	}
	slices.SortFunc(times, func(a, b timed) int { return cmp.Compare(a.took, b.took) })
	at := func(share float64) time.Duration { return times[int(share*float64(len(times)-1))].took }
	for _, q := range times[len(times)-15:] {
		t.Logf("%8v %8d  %s", q.took.Round(100*time.Microsecond), q.found, q.query)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d queries over %d reports: p50 %v, p95 %v, most %v; heap %d MB, taken from the system %d MB", len(times), reports, at(0.5), at(0.95), at(1), m.HeapInuse>>20, m.Sys>>20)
	if p95 := at(0.95); p95 > searchP95 {
		t.Errorf("p95 is %v, expected at most %v", p95, searchP95)
	}
}
