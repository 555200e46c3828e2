package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/api"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// TestSpec_said says something by each path that takes words, holds the answers against
// the description, and finds again what was said.
func TestSpec_said(t *testing.T) {
	c := newClient(t)
	d, raw := c.described()
	check := newChecker(t, raw)
	said := map[string]bool{}
	for _, one := range []struct{ path, number, body, holds string }{
		{"/corrections", "", `{"report": "vdb-2031-03-01-001", "record": "event:1", "verdict": "right", "by": "A. Reader"}`, `"verdict":"right"`},
		{"/corrections/{number}/withdrawal", "3", `{"by": "A. Reader", "why": "too early"}`, `"withdraws":3`},
		{"/rulings", "", `{"sort": "two", "person": "Pellavar Ost Fael", "reports": ["vdb-2031-03-24-001", "vdb-2031-04-08-001"], "by": "A. Reader", "why": "a cousin"}`, `"sort":"two"`},
		{"/rulings/{number}/withdrawal", "3", `{"by": "a. reader", "why": "no cousin"}`, `"withdraws":3`},
		{"/rulings", "", `{"sort": "same", "person": "Pellavar Ost Fael", "other": "Brannoc Ost Ludrik", "by": "A. Reader", "why": "a test"}`, `"sort":"same"`},
		{"/searches", "", `{"name": "Weirs", "query": "weir OR mill", "newest": true, "by": "A. Reader"}`, `"name":"Weirs"`},
		{"/searches/{number}/removal", "2", `{"by": "M. Ilven"}`, `"name":"The fleet"`},
	} {
		address := strings.Replace(one.path, "{number}", one.number, 1)
		r := c.ask("POST", address, one.body)
		at := r.Header.Get("Location")
		status, body := c.read(r)
		if status != http.StatusCreated || !strings.Contains(body, one.holds) {
			t.Errorf("POST %s: status %d: %s", address, status, body)
			continue
		}
		what := d.Paths[one.path]["post"]
		if err := check.check(what.Responses["201"].Content["application/json"].Schema, []byte(body)); err != nil {
			t.Errorf("POST %s: %v\n%s", address, err, body)
		}
		if err := check.check(what.RequestBody.Content["application/json"].Schema, []byte(one.body)); err != nil {
			t.Errorf("POST %s: what is said is not as described: %v", address, err)
		}
		if status, again := c.get(strings.TrimPrefix(at, api.Prefix)); status != http.StatusOK || !strings.Contains(again, one.holds) {
			t.Errorf("POST %s: status %d at %s: %.300s", address, status, at, again)
		}
		said[one.path] = true
	}
	for path, ops := range d.Paths {
		if _, ok := ops["post"]; ok && !said[path] {
			t.Errorf("POST %s: nothing was said", path)
		}
	}
	var left app.Saved
	if c.decode("/searches", &left); len(left.Searches) != 1 || left.Searches[0].Name != "The fleet" {
		t.Errorf("kept: %+v", left.Searches)
	}
}
