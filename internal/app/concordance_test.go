package app_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// counting reads a text as one sentence of the outlet's, and counts the reports.
type counting struct {
	mu   sync.Mutex
	read []string
	each func(n int)
}

func (r *counting) Reads(string, string) bool { return true }
func (r *counting) Passages(_, _ string, s *phrase.Source) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.read = append(r.read, s.ID); r.each != nil {
		r.each(len(r.read))
	}
	s.Passages = []phrase.Passage{{At: rostrum.Span{Field: rostrum.FieldText, End: len(s.Text)}, Voice: rostrum.VoiceOwn}}
}

func (r *counting) taken() int {
	n := len(r.read)
	r.read = nil
	return n
}

// TestApp_Phrase_kept reads each report once: what was read is kept, also by another who
// opens the store, and only what came or was changed is read anew. What is told is what
// is told of a store that nothing was kept of.
func TestApp_Phrase_kept(t *testing.T) {
	db := open(t)
	reader := &counting{}
	w := app.Wordsmith{Reader: reader, Digest: "d", Books: []*wordbook.Book{{Outlet: "Gazette", Lang: "en", Edges: []string{"of"}, Things: []wordbook.Thing{{Name: "mill", Meaning: "a mill", Called: []string{"mill of Corrand", "Corrand"}}}},
		{Outlet: "Gazette", Lang: "es"}}}
	put := func(reports ...*rostrum.Report) {
		t.Helper()
		if _, err := app.New(db, nil).Ingest(t.Context(), &items{reports: reports}, extractor{}, app.IngestOptions{Workers: 1}); err != nil {
			t.Fatal(err)
		}
	}
	ask := func(a *app.App, w app.Wordsmith) string {
		t.Helper()
		use, err := a.Phrase(t.Context(), w, "mill of corrand", app.WordFilter{Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		names, err := a.Names(t.Context(), w, "mill", app.WordFilter{}, 4)
		if err != nil {
			t.Fatal(err)
		}
		var quotes []string
		for _, q := range use.Quotes {
			quotes = append(quotes, q.Report+" "+q.Quote)
		}
		out := fmt.Sprint(quotes)
		for _, s := range use.Series {
			out += fmt.Sprintf(" %s %d of %d", s.Field, s.Reports, s.Comparable)
		}
		for _, n := range names.Names {
			out += fmt.Sprintf(" %s %d %v", n.Name, n.Reports, n.Evidence.At)
		}
		return out
	}
	var reports []*rostrum.Report
	for n := range 700 { // more than are read again each time
		reports = append(reports, report(fmt.Sprintf("r%03d", n), fmt.Sprintf("2031-%02d-01", 1+n%12), fmt.Sprintf("grain of number %c", 'a'+n%26)))
	}
	reports[3].Text = "the mill of Corrand"
	put(reports...)
	a := app.New(db, nil)
	ctx, cancel := context.WithCancel(t.Context())
	reader.each = func(n int) {
		if n == 300 {
			cancel() // who asks first does not wait
		}
	}
	if use, err := a.Phrase(ctx, w, "mill", app.WordFilter{Limit: 1}); err == nil {
		t.Errorf("answered %+v", use)
	}
	reader.each = nil
	first := ask(a, w)
	if n := reader.taken(); n < len(reports) || n > len(reports)+10 || !strings.Contains(first, "[r003 the mill of Corrand]") {
		t.Fatalf("read %d reports: %s", n, first)
	}
	quoted := 2 // for the quotation, and for the first use of a name
	for _, who := range []*app.App{a, app.New(db, nil)} {
		if again := ask(who, w); again != first {
			t.Errorf("again %s, first %s", again, first)
		}
		if n := reader.taken(); n != quoted {
			t.Errorf("%d reports were read, want %d", n, quoted)
		}
	}

	// a report that comes, one with another version, one that is in another language now
	more := report("r900", "2031-03-05", "Corrand and the mill of Corrand")
	other := report("r003", "2031-04-01", "the mill of Corrand runs")
	third := report("r004", "2031-05-01", "es")
	put(more, other, third)
	nothing := w
	nothing.Digest = ""
	want := ask(app.New(db, nil), nothing)
	reader.taken()
	for _, who := range []*app.App{a, app.New(db, nil)} {
		if got := ask(who, w); got != want || got == first {
			t.Errorf("then %s, want %s", got, want)
		}
		if n := reader.taken(); n > 10 {
			t.Errorf("%d reports were read for three new", n)
		}
	}

	// who asks while somebody writes is answered
	var asking sync.WaitGroup
	for range 8 {
		asking.Go(func() {
			if use, err := a.Phrase(t.Context(), w, "grain", app.WordFilter{Limit: 1}); err != nil || len(use.Quotes) != 1 {
				t.Errorf("answered %+v, %v", use, err)
			}
		})
	}
	put(report("r901", "2031-03-06", "grain"))
	asking.Wait()
}
