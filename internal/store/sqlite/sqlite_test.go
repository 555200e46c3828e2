package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/internal/store/sqlite"
	"github.com/rostrum-watch/rostrum/internal/store/storetest"
)

func open(t *testing.T, path string, o sqlite.Options) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	return db
}

// empty is a store with nothing in it. It is made once: to make one takes longer than
// most tests of the suite.
var empty = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "rostrum-sqlite")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "empty.db")
	db, err := sqlite.Open(context.Background(), path, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func TestDB(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		data, err := empty()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "test.db")
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return open(t, path, sqlite.Options{MustExist: true})
	})
}

// item is a report with an event.
func item(id string) store.Item {
	r := &rostrum.Report{ID: id, Outlet: "Gazette", Published: "2024-05-18", Title: "Title of " + id, Text: "Text of " + id}
	name := "Kim Chol"
	return store.Item{Report: r, Extraction: &rostrum.Extraction{ID: id, Outlet: r.Outlet, Published: r.Published, Title: r.Title, Version: r.Version(),
		Lang: "en", Status: rostrum.StatusExtracted, Profile: "p", Engine: "1",
		Events: []rostrum.Event{{Type: rostrum.TypeMeeting, Participants: []rostrum.Appearance{{Name: &name, Role: rostrum.RoleAttendee}}}}}}
}

func add(t *testing.T, db *sqlite.DB, items ...store.Item) []store.Outcome {
	t.Helper()
	o, err := db.Add(t.Context(), items)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestDB_IDs has several stories come with one id, together and one after the
// other; ids are such as JSON changes, too.
func TestDB_IDs(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "a.db"), sqlite.Options{})
	story := func(id string, n int) store.Item {
		it := item(id)
		it.Report.Title, it.Report.Text, it.Report.Published = fmt.Sprintf("Story %d", n), fmt.Sprintf("Nothing%d like%d this%d", n, n, n), fmt.Sprintf("2024-05-%02d", n)
		it.Extraction.Title, it.Extraction.Published, it.Extraction.Version = it.Report.Title, it.Report.Published, it.Report.Version()
		return it
	}
	var want []string
	n := 0
	for _, batch := range [][]string{{"a", "b\x01", "c\xff", `d"<\`}, {"a", "a", "b\x01", "c\xff", `d"<\`}, {"c\xff", "e"}} {
		var items []store.Item
		for _, id := range batch {
			n++
			it := story(id, n)
			if slices.Contains(want, id) {
				id += "-" + strings.TrimPrefix(it.Extraction.Version, "sha256:")[:8]
			}
			want = append(want, id)
			items = append(items, it)
		}
		for i, o := range add(t, db, items...) {
			if o != store.New {
				t.Errorf("%q: outcome %v", items[i].Report.ID, o)
			}
		}
	}
	page, err := db.FindReports(t.Context(), store.ReportFilter{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range page.Items {
		got = append(got, r.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("ids %q, want %q", got, want)
	}
}

func TestOpen_Paths(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"made/on the way/a.db", "odd ?#%41&name=x.db", "ünïcode 한.db"} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			path := filepath.Join(dir, name)
			add(t, open(t, path, sqlite.Options{}), item("a"))
			if _, err := os.Stat(path); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestOpen_KeepsWhatWasThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	add(t, db, item("a"), item("b"))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(path + "-*")
	if err != nil || len(left) > 0 {
		t.Errorf("closing leaves %v behind (%v)", left, err)
	}
	again := open(t, path, sqlite.Options{MustExist: true})
	if o := add(t, again, item("b"), item("c")); o[0] != store.Duplicate || o[1] != store.New {
		t.Errorf("got %v", o)
	}
	if p, err := again.FindEvents(t.Context(), store.EventFilter{}); err != nil || len(p.Items) != 3 {
		t.Errorf("got %+v, %v", p, err)
	}
}

// TestOpen_TwoProcesses stands for two: each DB has connections of its own.
func TestOpen_TwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	one, two := open(t, path, sqlite.Options{}), open(t, path, sqlite.Options{})
	add(t, one, item("a"))
	if o := add(t, two, item("a"), item("b")); o[0] != store.Duplicate || o[1] != store.New {
		t.Errorf("got %v", o)
	}
	if o := add(t, one, item("b"), item("c")); o[0] != store.Duplicate || o[1] != store.New {
		t.Errorf("got %v", o)
	}
	if r, err := two.Report(t.Context(), "c"); err != nil || len(r.Extraction.Events) != 1 {
		t.Errorf("got %+v, %v", r, err)
	}
}

func TestOpen_Refuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	script := func(name, statements string) string {
		path := filepath.Join(dir, name)
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(statements); err != nil {
			t.Fatal(err)
		}
		return path
	}
	newer := filepath.Join(dir, "newer.db")
	if err := open(t, newer, sqlite.Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	script("newer.db", "PRAGMA user_version = 999")
	for _, c := range []struct {
		name, path string
		options    sqlite.Options
		want       rostrum.Code
	}{
		{"missing", filepath.Join(dir, "missing.db"), sqlite.Options{MustExist: true}, rostrum.CodeNotFound},
		{"folder", dir, sqlite.Options{}, rostrum.CodeInvalid},
		{"below-a-file", filepath.Join(write("file", "x"), "a.db"), sqlite.Options{}, rostrum.CodeUnavailable},
		{"no-database", write("text.db", "this is no database, and long enough not to be taken for an empty one"), sqlite.Options{}, rostrum.CodeInvalid},
		{"of-another-program", script("other.db", "CREATE TABLE notes (a)"), sqlite.Options{}, rostrum.CodeInvalid},
		{"of-a-newer-program", newer, sqlite.Options{}, rostrum.CodeUnsupported},
	} {
		t.Run(c.name, func(t *testing.T) {
			db, err := sqlite.Open(t.Context(), c.path, c.options)
			if err == nil {
				_ = db.Close()
			}
			if got := rostrum.ErrorCode(err); got != c.want {
				t.Errorf("got %v (%q), want code %q", err, got, c.want)
			}
		})
	}
	if _, err := os.Stat(filepath.Join(dir, "missing.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a store that must exist was made: %v", err)
	}
}

// TestDB_Damaged wants a code, not a defect, from a file that was cut short.
func TestDB_Damaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		add(t, db, item(string(rune('a'+i%26))+string(rune('a'+i/26))))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 8192); err != nil {
		t.Fatal(err)
	}
	db, err = sqlite.Open(t.Context(), path, sqlite.Options{})
	if err == nil {
		_, err = db.FindEvents(context.WithoutCancel(t.Context()), store.EventFilter{})
		_ = db.Close()
	}
	if got := rostrum.ErrorCode(err); got != rostrum.CodeInvalid {
		t.Errorf("got %v (%q)", err, got)
	}
}

// TestOpen_Older brings a store of the first schema up to date, with what it
// holds, and lets a newer engine fill in what it lacked.
func TestOpen_Older(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	script, err := os.ReadFile("migrations/0001_reports.sql")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	old := item("a")
	if _, err := raw.Exec(string(script)+`
PRAGMA application_id = 0x7273746d;
PRAGMA user_version = 1;
INSERT INTO engine VALUES (1, 'p', '1');
INSERT INTO report VALUES (1, 'a', 'Gazette', '', '2024-05-18', 'en', 1, 1, 1);
INSERT INTO version VALUES (1, 1, unhex(?), 'Gazette', '', '2024-05-18', '', '', '', '', 0, '[]', 1, 'Title', 'Text of a');
INSERT INTO extraction VALUES (1, 1, 1, 'en', 'extracted', '', '[]', 0, 0);
INSERT INTO mention VALUES (1, 1, 'weapon', 'Thing-1', 'text', 0, 4);`, strings.TrimPrefix(old.Extraction.Version, "sha256:")); err != nil {
		t.Fatal(err)
	}
	db := open(t, path, sqlite.Options{MustExist: true})
	r, err := db.Report(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if x := r.Extraction; x.Kind != "" || len(x.Plans)+len(x.Acts) != 0 || len(x.Mentions) != 1 || x.Mentions[0].Figures != nil {
		t.Errorf("got %+v", x)
	}
	finds := func(text string, want, unindexed int) {
		t.Helper()
		q, err := search.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		p, err := db.Search(t.Context(), store.SearchFilter{Query: q})
		if err != nil || p.Reports != want || p.Unindexed != unindexed {
			t.Errorf("%s finds %d, %d are not indexed (%v)", text, p.Reports, p.Unindexed, err)
		}
	}
	finds("text", 0, 1)
	var told []int
	if err := db.Index(t.Context(), func(done, left int) { told = append(told, done, left) }); err != nil || !slices.Equal(told, []int{1, 0}) {
		t.Errorf("indexing told %v (%v)", told, err)
	}
	finds("text from:2024-05-18", 1, 0)
	newer := item("a")
	newer.Extraction.Engine, newer.Extraction.Kind = "2", rostrum.KindNews
	newer.Extraction.Plans = []rostrum.Plan{{Plan: "the plan", Status: rostrum.StatusFulfilled}}
	if o := add(t, db, newer); o[0] != store.Reextracted {
		t.Errorf("got %v", o)
	}
	if p, err := db.FindPlans(t.Context(), store.PlanFilter{}); err != nil || len(p.Items) != 1 || p.Items[0].Kind != rostrum.KindNews {
		t.Errorf("got %+v, %v", p, err)
	}
}

// TestDB_Segments wants the index to stay small in number, and nothing of merged
// segments to be left behind.
func TestDB_Segments(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, path, sqlite.Options{})
	q, err := search.Parse("text")
	if err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		for i := range 60 {
			it := item(fmt.Sprintf("r%02d", i))
			it.Extraction.Engine = strconv.Itoa(round)
			add(t, db, it, item(fmt.Sprintf("new %d %d", round, i)))
		}
		if p, err := db.Search(t.Context(), store.SearchFilter{Query: q}); err != nil || p.Reports != 60+60*(round+1) {
			t.Errorf("%+v, %v", p, err)
		}
	}
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	var segments, dead, lost, unknown int
	if err := raw.QueryRow(`SELECT count(*), sum(dead) FROM search_segment`).Scan(&segments, &dead); err != nil {
		t.Fatal(err)
	}
	if err := raw.QueryRow(`SELECT count(*) FROM search_block WHERE key >> 28 NOT IN (SELECT key FROM search_segment)`).Scan(&lost); err != nil {
		t.Fatal(err)
	}
	if err := raw.QueryRow(`SELECT count(*) FROM search_segment WHERE key NOT IN (SELECT key >> 28 FROM search_block)`).Scan(&unknown); err != nil {
		t.Fatal(err)
	}
	if segments > 10 || lost != 0 || unknown != 0 || dead > 120 {
		t.Errorf("%d segments with %d dead, %d blocks of none, %d without blocks", segments, dead, lost, unknown)
	}
}

func TestDB_References(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	db := open(t, path, sqlite.Options{})
	add(t, db, item("a"), item("b"))
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	var n int
	if err := raw.QueryRow("SELECT count(*) FROM pragma_foreign_key_check").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d references lead nowhere (%v)", n, err)
	}
	if err := raw.QueryRow(`SELECT count(*) FROM report r JOIN version v ON v.key = r.version AND v.report = r.key
		JOIN extraction x ON x.key = r.extraction AND x.version = v.key AND v.extraction = x.key`).Scan(&n); err != nil || n != 2 {
		t.Errorf("%d of 2 reports lead to their version and extraction (%v)", n, err)
	}
}
