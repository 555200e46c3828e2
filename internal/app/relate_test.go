package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// song is a text that is told on one day, and told again.
func song(at string) string {
	return "meeting|The choir of the pitmen sang in the theatre on the hill before the builders of the power house at " + at +
		", and the songs told of the lamp at the gate and of the bread that waits at home/attendee"
}

// tellings are reports of which some tell again what others told.
func tellings() []*rostrum.Report {
	var all []*rostrum.Report
	for i := range 40 {
		at := fmt.Sprintf("Ford %d in the valley %d", i/2, 7*(i/2))
		all = append(all, report(fmt.Sprintf("r%02d", i), fmt.Sprintf("2024-%02d-%02d", 1+i/8, 1+i%2*3+i%8*2), song(at)))
	}
	return all
}

func links(t *testing.T, a *app.App, f store.LinkFilter) []string {
	t.Helper()
	found, err := a.Links(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, l := range found.Links {
		all = append(all, l.Kind+" "+l.From.ID+" "+l.To.ID)
	}
	return all
}

// TestIngest_Links: what belongs together is told the same, in however many
// imports reports come and in whatever order, and again after a refresh.
func TestIngest_Links(t *testing.T) {
	ingest := func(a *app.App, r ...*rostrum.Report) {
		t.Helper()
		if _, err := a.Ingest(t.Context(), &items{reports: r}, extractor{}, app.IngestOptions{Workers: 2}); err != nil {
			t.Fatal(err)
		}
	}
	at := open(t)
	once := app.New(at, nil)
	ingest(once, tellings()...)
	want := links(t, once, store.LinkFilter{})
	if len(want) != 20 || want[0] != "retelling r01 r00" {
		t.Fatalf("got %d links: %v", len(want), want)
	}
	byOne := app.New(open(t), nil)
	back := tellings()
	slices.Reverse(back)
	for part := range slices.Chunk(back, 7) {
		ingest(byOne, part...)
	}
	if got := links(t, byOne, store.LinkFilter{}); !slices.Equal(got, want) {
		t.Errorf("in parts:\n got %v\nwant %v", got, want)
	}
	marks, err := at.Unrelated(t.Context())
	if err != nil || len(marks) != 0 {
		t.Errorf("left to decide: %v, %v", marks, err)
	}
	// A report that is another story now is no retelling any more.
	changed := tellings()[0]
	changed.Text = strings.NewReplacer("Ford 0", "Mill 900", "pitmen", "pitmen, the weavers, the founders and all the smiths").Replace(changed.Text)
	changed.Retrieved = "2024-12-01"
	ingest(once, changed)
	if got := links(t, once, store.LinkFilter{}); !slices.Equal(got, want[1:]) {
		t.Errorf("after a change:\n got %v\nwant %v", got, want[1:])
	}
	if got := links(t, once, store.LinkFilter{Report: "r02"}); !slices.Equal(got, []string{"retelling r03 r02"}) {
		t.Errorf("of one report: %v", got)
	}
	r, err := once.Show(t.Context(), "r02")
	if err != nil || len(r.Links) != 1 || r.Links[0].From.ID != "r03" {
		t.Errorf("shown: %+v, %v", r.Links, err)
	}
}

// TestRefresh_Links: a store in which nothing was decided yet.
func TestRefresh_Links(t *testing.T) {
	db := open(t)
	a := app.New(db, nil)
	for _, r := range tellings() {
		if _, err := db.Add(t.Context(), []store.Item{{Report: r, Extraction: extractor{}.Extract(r)}}); err != nil {
			t.Fatal(err)
		}
	}
	if got := links(t, a, store.LinkFilter{}); len(got) != 0 {
		t.Fatalf("before: %v", got)
	}
	if _, err := a.Refresh(t.Context(), extractor{}, []store.Engine{{Profile: "p", Version: "1"}}, 1, nil); err != nil {
		t.Fatal(err)
	}
	if got := links(t, a, store.LinkFilter{}); len(got) != 20 {
		t.Errorf("got %d links: %v", len(got), got)
	}
}
