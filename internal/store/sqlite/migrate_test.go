package sqlite_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/internal/store/sqlite"
)

// TestOpen_Migrates opens stores that earlier programs made: what they hold is
// there, can be proved from then on, and is recognised when it comes again.
func TestOpen_Migrates(t *testing.T) {
	files, err := filepath.Glob("testdata/schema-*.db.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stores to open (%v)", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "old.db")
			unzip(t, file, path)
			db := open(t, path, sqlite.Options{MustExist: true})
			c, err := db.Counts(t.Context(), store.ReportFilter{})
			if err != nil || c.Reports != 50 || c.Versions != 50 || c.Events != 47 {
				t.Errorf("counts: %+v, %v", c, err)
			}
			if v := verify(t, path); v.Versions != 50 || v.Head.Size != 50 || len(v.Flaws) != 0 {
				t.Errorf("verification: %+v", v)
			}
			held, err := db.FindVersions(t.Context(), store.VersionFilter{})
			if err != nil || len(held.Items) != 50 {
				t.Fatalf("got %d versions, %v", len(held.Items), err)
			}
			for _, h := range held.Items {
				r := h.Report
				x, err := db.Report(t.Context(), r.ID)
				if err != nil {
					t.Fatal(err)
				}
				again := *r
				again.ID = "another-" + r.ID
				x.Extraction.ID = again.ID
				want := store.Duplicate
				if again.Text == "" && again.URL == "" {
					continue // one of two headlines without an address
				}
				if o := add(t, db, store.Item{Report: &again, Extraction: x.Extraction}); o[0] != want {
					t.Errorf("%s: got %v, want %v", r.ID, o[0], want)
				}
			}
			if p, err := db.FindReports(t.Context(), store.ReportFilter{}); err != nil || len(p.Items) != 50 || strings.HasPrefix(p.Items[0].ID, "another") {
				t.Errorf("got %d reports, %v", len(p.Items), err)
			}
		})
	}
}

func unzip(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, z); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
