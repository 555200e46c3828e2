package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/internal/store/sqlite"
)

// TestDB_CorrectionsStay wants the file itself to refuse that a word is changed or
// removed, whoever asks.
func TestDB_CorrectionsStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, path, sqlite.Options{})
	it := item("a")
	add(t, db, it)
	if _, err := db.Correct(t.Context(), &rostrum.Correction{Verdict: rostrum.VerdictReviewed, By: "Ann", Report: "a", Version: it.Extraction.Version}); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	for statement, want := range map[string]string{
		"UPDATE correction SET verdict = 'wrong'": "a correction is never changed",
		"DELETE FROM correction":                  "a correction is never deleted",
	} {
		if _, err := raw.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", statement, err)
		}
	}
}

// TestDB_WatchlistStays wants the same of the watchlist.
func TestDB_WatchlistStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, path, sqlite.Options{})
	if _, err := db.Watch(t.Context(), &store.Watch{Rule: "phrase:\"a\"", When: "2031-03-01T00:00:00Z"}); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	for statement, want := range map[string]string{
		"UPDATE watch SET rule = ''": "a watchlist is never changed",
		"DELETE FROM watch":          "nothing of a watchlist is deleted",
	} {
		if _, err := raw.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", statement, err)
		}
	}
}
