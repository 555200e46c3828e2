package sqlite

import (
	"database/sql"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// drawn are items by lot, of few names and values, so that filters meet often.
func drawn(lot *rand.Rand, from, n int, engine string) []store.Item {
	by := lot
	pick := func(of ...string) string { return of[by.IntN(len(of))] }
	var items []store.Item
	for i := range n {
		id := fmt.Sprintf("r%02d", from+i)
		published := pick("", "2031-01-02", "2031-01-03", "2031-02-28", "2032-05-01")
		r := &rostrum.Report{ID: id, Outlet: pick("Gazette", "GAZETTE", "Élan"), Lang: pick("en", "es"), Published: published, Title: pick("One", "Two"), Text: pick("weir", "mill", "weir and mill") + pick("", " "+id)}
		// An engine reads one text in one way.
		sum := fnv.New64a()
		_, _ = sum.Write([]byte(r.Version() + published + engine))
		by = rand.New(rand.NewPCG(sum.Sum64(), 0))
		x := &rostrum.Extraction{ID: id, Outlet: r.Outlet, Lang: r.Lang, Published: published, Title: r.Title, Version: r.Version(), Profile: "p", Engine: engine,
			Status: pick(rostrum.StatusExtracted, rostrum.StatusExtracted, rostrum.StatusNotExtracted), Kind: pick("news", "message")}
		if x.Status != rostrum.StatusExtracted {
			x.Reason = pick("language", "format")
		}
		for range by.IntN(4) {
			if x.Status != rostrum.StatusExtracted {
				break
			}
			site, date := pick("weir", "Mill House"), pick("2031-01-01", "2031-02-27")
			e := rostrum.Event{Type: pick(rostrum.TypeMeeting, rostrum.TypeMessage), Evidence: r.Text, Site: &site}
			if by.IntN(2) == 0 {
				e.Date = &date
			}
			for range by.IntN(4) {
				p := rostrum.Appearance{Role: pick(rostrum.RoleHost, rostrum.RoleAttendee)}
				if name, post := pick("Ann Orr", "ANN ORR", "Bo Weld", ""), pick("", "Vice-Keeper", "keeper of ÉCLUSES"); name != "" {
					if p.Name = &name; post != "" {
						p.Post = &post
					}
				}
				e.Participants = append(e.Participants, p)
			}
			x.Events = append(x.Events, e)
		}
		by = lot
		items = append(items, store.Item{Report: r, Extraction: x})
	}
	return items
}

// TestTold_inMemory wants what is counted in memory to be what SQL selects, also after
// reports came, were captured with another text or read anew, and the store was opened
// again.
func TestTold_inMemory(t *testing.T) {
	const seed = 31
	lot := rand.New(rand.NewPCG(seed, seed))
	file := filepath.Join(t.TempDir(), "lot.db")
	open := func() *DB {
		db, err := Open(t.Context(), file, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	weir, err := search.Parse("weir")
	if err != nil {
		t.Fatal(err)
	}
	events := []store.EventFilter{{}, {By: store.ByPublished}, {From: "2031-01-02"}, {To: "2031-01"}, {From: "2031-02", To: "2031", By: store.ByPublished}, {Types: []string{rostrum.TypeMessage}}, {Kinds: []string{"news"}}, {Role: rostrum.RoleHost},
		{Post: "vice keeper"}, {Post: "écluses"}, {Post: "ÉCLUSES", Role: rostrum.RoleAttendee}, {Site: "mill"}, {Outlet: "gazette"}, {Outlet: "élan"}, {Lang: "es"}, {In: weir}, {In: weir, From: "2032"}, {Person: "ann orr"}, {Person: "ann orr", Role: rostrum.RoleHost, Post: "keeper"}}
	reports := []store.ReportFilter{{}, {From: "2031-01-03"}, {To: "2031-01"}, {From: "2031", To: "2031"}, {Undated: true, From: "2032"}, {Outlet: "gazette"}, {Outlet: "élan"}, {Lang: "es"}, {Kinds: []string{"news", "x"}}, {Status: rostrum.StatusNotExtracted}}
	compare := func(db *DB, when string) {
		t.Helper()
		met := 0
		for i := range events {
			f := events[i]
			if f.By == "" {
				f.By = store.ByEvent
			}
			w, err := db.whereEvents(t.Context(), &f)
			if err != nil {
				t.Fatal(err)
			}
			found, err := db.found(t.Context(), f.In)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.snapshot(t.Context(), func(tx *sql.Tx) error {
				all, err := db.attendance(t.Context(), tx)
				if err != nil {
					return err
				}
				some, err := readAttendance(t.Context(), tx, w)
				if err != nil {
					return err
				}
				g := newGathering(&f, found)
				got, of := all.people(g), &store.EventFilter{By: f.By, Person: f.Person, Role: f.Role, Post: f.Post}
				if want := some.people(newGathering(of, nil)); !reflect.DeepEqual(got, want) {
					t.Errorf("%s: %+v:\ngot      %+v\nexpected %+v", when, f, got, want)
				}
				if len(got) > 0 {
					met++
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		for i := range reports {
			f := reports[i]
			w, err := db.whereReports(t.Context(), &f)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.snapshot(t.Context(), func(tx *sql.Tx) error {
				all, err := db.stock(t.Context(), tx)
				if err != nil {
					return err
				}
				some, err := readStock(t.Context(), tx, w)
				if err != nil {
					return err
				}
				got := all.counts(&f)
				if want := some.counts(&store.ReportFilter{}); !reflect.DeepEqual(got, want) {
					t.Errorf("%s: %+v:\ngot      %+v\nexpected %+v", when, f, got, want)
				}
				if got.Reports > 0 {
					met++
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		if all := len(events) + len(reports); met < all*4/5 {
			t.Errorf("%s: %d of %d filters select something", when, met, all)
		}
	}
	add := func(db *DB, items []store.Item) {
		t.Helper()
		if _, err := db.Add(t.Context(), items); err != nil {
			t.Fatal(err)
		}
	}
	db := open()
	add(db, drawn(lot, 0, 60, "1"))
	compare(db, "first")
	db.keeping.Wait()
	add(db, drawn(lot, 60, 20, "1"))
	compare(db, "more")
	add(db, drawn(lot, 0, 30, "1")) // other texts of the same
	compare(db, "captured again")
	add(db, drawn(lot, 20, 40, "2"))
	compare(db, "read anew")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open()
	compare(db, "opened again")
	if db.attended.last.upto == (store.Moment{}) || db.stocked.last.upto == (store.Moment{}) {
		t.Error("nothing is remembered")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
