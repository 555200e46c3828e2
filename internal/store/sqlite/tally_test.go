package sqlite

import (
	"path/filepath"
	"reflect"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// TestTally_kept wants what was counted to be there for who opens the store anew, the
// same as when it was counted, and not to be told of another state.
func TestTally_kept(t *testing.T) {
	was := worthKeeping
	worthKeeping = 0
	defer func() { worthKeeping = was }()
	file := filepath.Join(t.TempDir(), "kept.db")
	opened := func() *DB {
		db, err := Open(t.Context(), file, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	add := func(db *DB, id, post string) {
		name := "Ann"
		r := &rostrum.Report{ID: id, Outlet: "Gazette", Lang: "en", Published: "2031-05-01", Title: "Of " + id, Text: "Ann was at " + id + "."}
		x := &rostrum.Extraction{ID: id, Outlet: r.Outlet, Lang: "en", Published: r.Published, Title: r.Title, Version: r.Version(), Status: rostrum.StatusExtracted, Profile: "p", Engine: "1",
			Events: []rostrum.Event{{Type: rostrum.TypeMeeting, Evidence: r.Text, Participants: []rostrum.Appearance{{Name: &name, Role: rostrum.RoleHost, Post: &post}}}}}
		if _, err := db.Add(t.Context(), []store.Item{{Report: r, Extraction: x}}); err != nil {
			t.Fatal(err)
		}
	}
	asked := func(db *DB) []any {
		people, err := db.FindPeople(t.Context(), store.EventFilter{})
		if err != nil {
			t.Fatal(err)
		}
		counts, err := db.Counts(t.Context(), store.ReportFilter{})
		if err != nil {
			t.Fatal(err)
		}
		voices, err := db.ActVoices(t.Context(), store.ActFilter{})
		if err != nil {
			t.Fatal(err)
		}
		return []any{people, counts, voices}
	}
	shut := func(db *DB) {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	db := opened()
	add(db, "weir", "keeper")
	first := asked(db)
	shut(db)
	db = opened()
	again := asked(db)
	if !reflect.DeepEqual(first, again) {
		t.Errorf("counted %+v\nkept    %+v", first, again)
	}
	var kept, stock int
	if err := db.read.QueryRowContext(t.Context(), `SELECT count(*) FILTER (WHERE name LIKE 'tally/%'), count(*) FILTER (WHERE name IN (?, ?)) FROM kept`, attendanceName, stockName).Scan(&kept, &stock); err != nil || kept != 2 || stock != 2 {
		t.Errorf("%d counts and %d books are kept, %v", kept, stock, err)
	}
	add(db, "mill", "miller")
	if later := asked(db)[0].(*store.Page[store.Person]).Items[0]; later.Appearances != 2 {
		t.Errorf("got %+v", later)
	}
	shut(db)
}
