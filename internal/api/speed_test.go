package api_test

import (
	"fmt"
	"io"
	"maps"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum/internal/api"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/eval/speed"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/internal/store/sqlite"
)

// TestSpeed asks every path of a large store, which ROSTRUM_API_DB names, in many
// ways, and wants 95 of 100 answers within 100 ms of work (ROSTRUM_API_P95 names
// another bound), also where nothing is remembered: each store is opened anew for that.
func TestSpeed(t *testing.T) {
	from := os.Getenv("ROSTRUM_API_DB")
	if from == "" {
		t.Skip("ROSTRUM_API_DB names no store")
	}
	bound := speed.Bound(t, "ROSTRUM_API_P95")
	file := copied(t, from)
	handler := func() (client, func()) {
		db, err := sqlite.Open(t.Context(), file, sqlite.Options{MustExist: true})
		if err != nil {
			t.Fatal(err)
		}
		return client{t, api.New(app.New(db, app.Leaders{"": {"Kim Jong Il", "Kim Jong Un"}}), options())}, func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	c, shut := handler()
	d, _ := c.described()
	by := many(c, d)
	took := map[string]map[string][]time.Duration{"anew": {}, "again": {}}
	waited := map[string]map[string][]time.Duration{"anew": {}, "again": {}}
	ask := func(c client, how, path, address string) {
		r := httptest.NewRequest("GET", api.Prefix+address, nil)
		w := httptest.NewRecorder()
		w.Body = nil
		began, worked := time.Now(), speed.Worked(t)
		c.handler.ServeHTTP(w, r)
		took[how][path] = append(took[how][path], speed.Worked(t)-worked)
		waited[how][path] = append(waited[how][path], time.Since(began))
		if all := took[how][path]; all[len(all)-1] > bound {
			t.Logf("%s: %.1f ms, %s", address, ms(all[len(all)-1]), how)
		}
		if w.Code != 200 {
			t.Errorf("%s: status %d", address, w.Code)
		}
	}
	for range 3 {
		for path, addresses := range by {
			for _, a := range addresses {
				ask(c, "again", path, a)
			}
		}
	}
	shut()
	for path, addresses := range by {
		for _, a := range addresses {
			c, shut := handler()
			ask(c, "anew", path, a)
			shut()
		}
	}
	for _, path := range slices.Sorted(maps.Keys(by)) {
		line := fmt.Sprintf("%-36s", path)
		for _, how := range []string{"anew", "again"} {
			all, wait := took[how][path], waited[how][path]
			slices.Sort(all)
			slices.Sort(wait)
			at := (len(all)*95+99)/100 - 1
			p95 := all[at]
			line += fmt.Sprintf("  %s: p50 %6.1f p95 %6.1f max %6.1f ms (waited %.1f, of %d)", how, ms(all[len(all)/2]), ms(p95), ms(all[len(all)-1]), ms(wait[at]), len(all))
			if p95 > bound {
				t.Errorf("%s: p95 %v %s", path, p95, how)
			}
		}
		t.Log(line)
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// many makes the addresses that each path is asked at, with values that the store has.
func many(c client, d description) map[string][]string {
	var counts store.Counts
	c.decode("/counts", &counts)
	var people app.People
	c.decode("/people?limit=300", &people)
	var reports app.Reports
	c.decode("/reports?limit=1000", &reports)
	var titles app.Titles
	c.decode("/titles?limit=20", &titles)
	year := counts.Last[:4]
	values := map[string][]string{
		"from": {counts.Last[:7], year, counts.First[:4]}, "to": {counts.First[:7], year, counts.Last[:7]}, "person": {people.People[0].Name, people.People[100].Name, people.People[299].Name},
		"post": {"minister", "secretary"}, "site": {"works", "pyongyang"}, "outlet": {"KCNA", "none"}, "lang": {"en", "es"}, "in": {"harvest", "army OR people", `"field guidance"`},
		"text": {"production", "people"}, "speaker": {"kim", people.People[0].Name}, "referent": {"own", "adversary"}, "horizon": {year, "2012"}, "input": {"none"}, "as": {"nobody"},
		"query": {"harvest", "the", "army people", `"the people"`, "type:drill", "NEAR(army people, 5)"}, "report": {reports.Reports[500].ID}, "limit": {"1", "1000"},
	}
	by := map[string][]string{}
	for path, ops := range d.Paths {
		op, ok := ops["get"]
		if !ok || strings.Contains(path, "{number}") || strings.HasSuffix(path, "/diff") || slices.Contains(api.Slow(), path) {
			continue // of words and edits there may be none; analyses have a bound of their own
		}
		add := func(q url.Values) {
			if (path == "/brief" || path == "/review") && q.Has("from") {
				q = url.Values{"from": {counts.Last[:7]}, "to": {counts.Last[:7]}}
			} else if path == "/brief" || path == "/review" {
				q.Del("to")
			}
			if path == "/search" && !q.Has("query") {
				q.Set("query", "harvest")
			}
			address := path
			if strings.Contains(path, "{id}") {
				r := reports.Reports[len(by[path])*37%len(reports.Reports)]
				address = strings.NewReplacer("{id}", r.ID, "{version}", r.Version).Replace(path)
			}
			by[path] = append(by[path], address+"?"+q.Encode())
		}
		for range 5 {
			add(url.Values{})
		}
		if strings.Contains(path, "{") {
			for range 20 {
				add(url.Values{})
			}
			continue
		}
		for _, p := range op.Parameters {
			given := values[p.Name]
			schema := p.Schema
			if items, ok := schema["items"].(map[string]any); ok {
				schema = items
			}
			if of, ok := schema["enum"].([]any); ok && p.Name != "format" {
				for _, v := range of {
					given = append(given, fmt.Sprint(v))
				}
			}
			if schema["type"] == "boolean" {
				given = []string{"true"}
			}
			for _, v := range given {
				add(url.Values{p.Name: {v}})
			}
		}
	}
	return by
}

func copied(t *testing.T, from string) string {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	to := filepath.Join(t.TempDir(), "copy.db")
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return to
}
