package sqlite_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/archive"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/internal/store/sqlite"
)

// kept makes a store of n reports with raw bytes and closes it.
func kept(t *testing.T, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	key, err := db.Begin(t.Context(), store.Import{Inputs: []string{"in"}, Coverage: store.CoverageUnknown})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		it := item(fmt.Sprintf("r%03d", i))
		it.Report.Text += strings.Repeat(fmt.Sprintf(" The Steward spoke for the %d. time.", i), 40)
		it.Report.URL, it.Extraction.Version, it.Import = "https://example.org/"+it.Report.ID, it.Report.Version(), key
		raw := []byte(it.Report.ID + it.Report.Text)
		it.Raw, it.RawSum = archive.Pack(raw), sha256.Sum256(raw)
		add(t, db, it)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestVerify_TamperedWhole changes one byte in each place that a version has, as a
// person with an SQL prompt would, and wants it found and named.
func TestVerify_TamperedWhole(t *testing.T) {
	whole.Only(t)
	flip := func(column string) string {
		return fmt.Sprintf("%[1]s = CAST(unhex(substr(hex(%[1]s), 1, 2) || CASE substr(hex(%[1]s), 3, 2) WHEN '41' THEN '42' ELSE '41' END || substr(hex(%[1]s), 5)) AS %[2]s)",
			column, map[bool]string{true: "BLOB", false: "TEXT"}[strings.Contains("sha256 hash sum raw root hashes", column)])
	}
	for _, tt := range []struct{ table, column, where, names string }{
		{"version", "title", "key = 2", "r001"}, {"version", "text", "key = 2", "r001"}, {"version", "sha256", "key = 2", "r001"}, {"version", "outlet", "key = 2", "r001"},
		{"version", "published", "key = 2", "r001"}, {"report", "id", "key = 2", "r"}, {"capture", "url", "version = 2", "r001"},
		{"capture", "raw", "version = 2", "r001"}, {"capture", "sum", "version = 2", "r001"}, {"leaf", "hash", "version = 2", "r001"},
		{"edge", "hashes", "true", ""}, {"import", "root", "true", ""},
	} {
		t.Run(tt.table+"."+tt.column, func(t *testing.T) {
			path := kept(t, 3)
			execute(t, path, "PRAGMA foreign_keys = 0; UPDATE "+tt.table+" SET "+flip(tt.column)+" WHERE "+tt.where)
			v := verify(t, path)
			if len(v.Flaws) == 0 || v.Versions != 3 {
				t.Fatalf("got %+v", v)
			}
			for _, f := range v.Flaws {
				if tt.names != "" && f.Report != "" && !strings.HasPrefix(f.Report, tt.names) {
					t.Errorf("names %s: %s", f.Report, f.Why)
				}
			}
			if tt.names != "" && v.Flaws[0].Report == "" {
				t.Errorf("names no report: %+v", v.Flaws)
			}
		})
	}
	for _, tt := range []struct{ name, statement string }{
		{"a version gone", "DELETE FROM version WHERE key = 2"}, {"the last gone", "DELETE FROM version WHERE key = 3; DELETE FROM leaf WHERE version = 3; UPDATE edge SET size = 2"},
		{"a leaf gone", "DELETE FROM leaf WHERE version = 2"}, {"a report gone", "DELETE FROM report WHERE key = 2"}, {"raw bytes gone", "UPDATE capture SET raw = x'' WHERE version = 2"},
		{"an extraction gone", "DELETE FROM extraction WHERE key = 2"},
		{"two changed places", "UPDATE leaf SET version = 9 WHERE version = 1; UPDATE leaf SET version = 1 WHERE version = 2; UPDATE leaf SET version = 2 WHERE version = 9"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := kept(t, 3)
			execute(t, path, "PRAGMA foreign_keys = 0; "+tt.statement)
			if v := verify(t, path); len(v.Flaws) == 0 {
				t.Errorf("got %+v", v)
			}
		})
	}
	if v := verify(t, kept(t, 3)); len(v.Flaws) != 0 || v.Captures != 3 {
		t.Errorf("untouched: %+v", v)
	}
}

// TestVerify_FlippedByteWhole flips single bytes of the file wherever the text of a
// version lies, as a failing disk would.
func TestVerify_FlippedByteWhole(t *testing.T) {
	whole.Only(t)
	path := kept(t, 40)
	execute(t, path, "VACUUM") // so that no page holds what was moved from it
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	draw := rand.New(rand.NewPCG(7, 7))
	for range 25 {
		n := draw.IntN(40)
		text := []byte(fmt.Sprintf("spoke for the %d. time.", n))
		// The last: the first may lie where a page that was split has its room.
		at := bytes.LastIndex(sound, text)
		if at < 0 {
			t.Fatal("the text does not lie in the file")
		}
		damaged := bytes.Clone(sound)
		damaged[at+draw.IntN(len(text))] ^= 1 << draw.IntN(8)
		if err := os.WriteFile(path, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("r%03d", n)
		v := verify(t, path)
		if len(v.Flaws) == 0 || v.Flaws[0].Report != want || v.Versions != 40 {
			t.Errorf("%s: got %+v of %d versions", want, v.Flaws, v.Versions)
		}
		db := open(t, path, sqlite.Options{MustExist: true})
		for i := range 40 {
			if id := fmt.Sprintf("r%03d", i); id != want {
				if _, err := db.Report(t.Context(), id); err != nil {
					t.Errorf("%s cannot be read any more: %v", id, err)
				}
			}
		}
	}
}

func verify(t *testing.T, path string) *store.Verification {
	t.Helper()
	v, err := open(t, path, sqlite.Options{MustExist: true}).Verify(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func execute(t *testing.T, path, statement string) {
	t.Helper()
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	raw.SetMaxOpenConns(1)
	if _, err := raw.Exec(statement); err != nil {
		t.Fatal(err)
	}
}
