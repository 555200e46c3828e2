package sqlite

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// TestMove wants pages to be moved into the file once many items came, beside who
// writes, and everything to be there.
func TestMove(t *testing.T) {
	file := filepath.Join(t.TempDir(), "moved.db")
	db, err := Open(t.Context(), file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	size := func(file string) int64 {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	before := size(file)
	const batch, batches = 64, 3
	for n := range batches {
		items := make([]store.Item, batch)
		for i := range items {
			id := fmt.Sprintf("weir-%d", n*batch+i)
			r := &rostrum.Report{ID: id, Outlet: "Gazette", Lang: "en", Published: "2031-05-01", Title: "Of " + id, Text: "Ann was at " + id + "."}
			items[i] = store.Item{Report: r, Extraction: &rostrum.Extraction{ID: id, Outlet: r.Outlet, Lang: "en", Published: r.Published, Title: r.Title,
				Version: r.Version(), Status: rostrum.StatusExtracted, Profile: "p", Engine: "1"}}
		}
		if n == 1 {
			db.journal.added(moveItems - batch) // as if so many had come before
		}
		if _, err := db.Add(t.Context(), items); err != nil {
			t.Fatal(err)
		}
	}
	db.keeping.Wait()
	if after := size(file); after <= before {
		t.Errorf("the file has %d bytes, as before: nothing was moved", after)
	}
	if n := db.journal.added(0); n >= moveItems {
		t.Errorf("%d items wait to be moved", n)
	}
	// Nothing else is written now: all that is left can be moved at once.
	db.move()
	db.keeping.Wait()
	var busy, pages, moved int
	if err := db.read.QueryRow("PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &pages, &moved); err != nil || busy != 0 || pages != moved {
		t.Errorf("busy %d, %d pages of which %d are moved, %v", busy, pages, moved, err)
	}
	var n int
	if err := db.read.QueryRow("SELECT count(*) FROM report").Scan(&n); err != nil || n != batch*batches {
		t.Errorf("%d reports, %v; expected %d", n, err, batch*batches)
	}
}
