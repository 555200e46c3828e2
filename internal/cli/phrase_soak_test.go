package cli

import (
	"cmp"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/profiles"
)

// phraseP95 is how long 95 of 100 phrases may take over some 480,000 reports.
const phraseP95 = 250 * time.Millisecond

// TestSoak_Phrase looks up the words of the committed queries over the store of
// TestSoak_Search, each once, and wants 95 of 100 within phraseP95.
func TestSoak_Phrase(t *testing.T) {
	if os.Getenv("ROSTRUM_SOAK") == "" {
		t.Skip("takes minutes; ROSTRUM_SOAK=1 runs it")
	}
	a := app.New(searchStore(t, searchCopies), nil)
	e, err := newReaders(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	w, err := e.wordsmith(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := a.Concord(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	read := time.Since(began)
	type timed struct {
		words string
		took  time.Duration
		found int
	}
	var times []timed
	for _, q := range committedQueries(t) {
		words := strings.Trim(q, `"`)
		if strings.ContainsAny(words, `":*()~-`) || strings.Contains(words, " OR ") || strings.Contains(words, " NOT ") || strings.Contains(words, " AND ") {
			continue
		}
		began := time.Now()
		use, err := a.Phrase(t.Context(), w, words, app.WordFilter{Voices: rostrum.OwnVoices, Limit: 40, Short: true})
		if err != nil {
			t.Fatalf("%s: %v", words, err)
		}
		one := timed{words, time.Since(began), 0}
		for _, s := range use.Series {
			one.found += s.Reports
		}
		times = append(times, one)
	}
	slices.SortFunc(times, func(a, b timed) int { return cmp.Compare(a.took, b.took) })
	at := func(share float64) time.Duration { return times[int(share*float64(len(times)-1))].took }
	for _, q := range times[len(times)-15:] {
		t.Logf("%8v %8d  %s", q.took.Round(100*time.Microsecond), q.found, q.words)
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("read in %v; %d phrases: p50 %v, p95 %v, most %v; heap %d MB, taken from the system %d MB", read.Round(time.Second), len(times), at(0.5), at(0.95), at(1), m.HeapInuse>>20, m.Sys>>20)
	runtime.KeepAlive(a)
	if p95 := at(0.95); p95 > phraseP95 {
		t.Errorf("p95 is %v, expected at most %v", p95, phraseP95)
	}
}
