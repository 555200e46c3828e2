package api_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/api"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/finding"
)

func TestETag(t *testing.T) {
	c := newClient(t)
	first := c.ask("GET", "/events?limit=3", "")
	tag := first.Header.Get("ETag")
	if tag == "" || first.Header.Get("Cache-Control") != "private, no-cache" {
		t.Fatalf("headers: %v", first.Header)
	}
	for _, held := range []string{tag, strings.TrimPrefix(tag, "W/"), `"other", ` + tag, "*"} {
		r := c.ask("GET", "/events?limit=3", "", "If-None-Match", held)
		if status, body := c.read(r); status != http.StatusNotModified || body != "" || r.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match %s: status %d, %q", held, status, body)
		}
	}
	if status, _ := c.get("/events?limit=3", "If-None-Match", `W/"other"`); status != http.StatusOK {
		t.Errorf("another tag: status %d", status)
	}
	if csv := c.ask("GET", "/events?limit=3&format=csv", "").Header.Get("ETag"); csv == tag {
		t.Error("two forms have one tag")
	}
	if status, _ := c.get("/events?limt=3", "If-None-Match", tag); status != http.StatusBadRequest {
		t.Errorf("a mistake that is held: status %d", status)
	}
	// What somebody says changes the state, and so does each way to change it.
	if r := c.ask("POST", "/corrections", word+"}"); r.StatusCode != http.StatusCreated {
		t.Fatalf("status %d", r.StatusCode)
	}
	if status, body := c.get("/events?limit=3", "If-None-Match", tag); status != http.StatusOK || !strings.Contains(body, `"corrections":[`) {
		t.Errorf("after a word: status %d: %.200s", status, body)
	}
	other := options()
	other.Version = "next"
	a := opened(t)
	one, two := client{t, api.New(a, options())}, client{t, api.New(a, other)}
	if one.ask("GET", "/head", "").Header.Get("ETag") == two.ask("GET", "/head", "").Header.Get("ETag") {
		t.Error("two versions of the program have one tag")
	}
}

func TestGzip(t *testing.T) {
	c := newClient(t)
	_, plain := c.get("/events")
	for address, want := range map[string]string{"/events": plain, "/openapi.json": ""} {
		r := c.ask("GET", address, "", "Accept-Encoding", "gzip")
		if r.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(r.Header.Values("Vary"), ","), "Accept-Encoding") {
			t.Fatalf("%s: headers: %v", address, r.Header)
		}
		z, err := gzip.NewReader(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(z); err != nil || want != "" && string(body) != want {
			t.Errorf("%s: %v, %d bytes", address, err, len(body))
		}
	}
}

func TestForms(t *testing.T) {
	c := newClient(t)
	for accept, want := range map[string]string{
		"": "application/json", "*/*": "application/json", "text/html,application/xhtml+xml,*/*;q=0.8": "application/json", "text/csv": "text/csv", "text/*": "text/csv",
		"application/x-ndjson, application/json;q=0.5": "application/x-ndjson", "application/json;q=0, */*;q=0.1": "application/x-ndjson",
		"text/csv;q=0.9, application/json;q=0.8": "text/csv", "application/json;q=oops, text/csv;q=0.1": "text/csv", "nonsense, text/csv": "text/csv",
	} {
		var headers []string
		if accept != "" {
			headers = []string{"Accept", accept}
		}
		r := c.ask("GET", "/people?limit=2", "", headers...)
		if got, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); got != want || r.StatusCode != http.StatusOK {
			t.Errorf("Accept %q: status %d, got %s, want %s", accept, r.StatusCode, got, want)
		}
	}
	if r := c.ask("GET", "/people?format=ndjson", "", "Accept", "application/json"); r.Header.Get("Content-Type") != "application/x-ndjson" {
		t.Errorf("format does not come before what is accepted: %v", r.Header)
	}
	for _, form := range []string{"json", "ndjson", "csv"} {
		r := c.ask("HEAD", "/people?format="+form, "")
		if r.StatusCode != http.StatusOK || r.Header.Get("ETag") == "" {
			t.Errorf("HEAD as %s: status %d, %v", form, r.StatusCode, r.Header)
		}
	}
}

// TestPages goes through a list by its links, and wants each entry once.
func TestPages(t *testing.T) {
	c := newClient(t)
	var whole app.Events
	c.decode("/events?limit=1000", &whole)
	address, seen := "/events?limit=4&newest-first=false", 0
	for pages := 0; address != ""; pages++ {
		r := c.ask("GET", address, "")
		_, body := c.read(r)
		var p app.Events
		if err := json.Unmarshal([]byte(body), &p); err != nil {
			t.Fatal(err)
		}
		for i := range p.Events {
			if p.Events[i].Report != whole.Events[seen].Report || p.Events[i].Number != whole.Events[seen].Number {
				t.Fatalf("entry %d: %s.%d, want %s.%d", seen, p.Events[i].Report, p.Events[i].Number, whole.Events[seen].Report, whole.Events[seen].Number)
			}
			seen++
		}
		link := r.Header.Get("Link")
		if (link == "") != (p.Next == "") {
			t.Fatalf("link %q, next %q", link, p.Next)
		}
		address = ""
		if link != "" {
			address = strings.TrimPrefix(strings.TrimSuffix(strings.TrimPrefix(link, "<"), `>; rel="next"`), api.Prefix)
		}
	}
	if seen != len(whole.Events) || seen < 20 {
		t.Errorf("%d of %d events", seen, len(whole.Events))
	}
}

// TestNames asks with the names and the ways of writing that the command line has.
func TestNames(t *testing.T) {
	c := newClient(t)
	count := func(address string) int {
		t.Helper()
		status, body := c.get(address)
		if status != http.StatusOK {
			t.Fatalf("GET %s: %d: %s", address, status, body)
		}
		var a app.Events
		if err := json.Unmarshal([]byte(body), &a); err != nil {
			t.Fatal(err)
		}
		return len(a.Events)
	}
	for _, same := range [][2]string{
		{"/events?type=weapons_test,drill", "/events?type=weapons-test&type=drill"}, {"/events?kind=full+report", "/events?kind=full_report"},
		{"/events?from=2031-03&to=2031-03", "/events?from=2031-03-01&to=2031-03-31"}, {"/events?outlet=vdb&lang=EN&site=", "/events?outlet=VDB&lang=en"},
		{"/events?person=torvane+ost+halric&role=principal", "/events?person=Torvane+Ost+Halric&role=principal&by=event"},
	} {
		if a, b := count(same[0]), count(same[1]); a != b || a == 0 {
			t.Errorf("%s finds %d, %s finds %d", same[0], a, same[1], b)
		}
	}
	for _, fewer := range [][2]string{{"/events", "/events?in=tractor"}, {"/events", "/events?by=published&to=2031-03-10"}, {"/events", "/events?report=vdb-2031-03-01-001"}} {
		if a, b := count(fewer[0]), count(fewer[1]); a <= b || b == 0 {
			t.Errorf("%s finds %d, %s finds %d", fewer[0], a, fewer[1], b)
		}
	}
}

// TestReview says something, finds it again, and takes it back.
func TestReview(t *testing.T) {
	c := newClient(t)
	r := c.ask("POST", "/corrections", `{"report": "vdb-2031-03-01-001", "record": "event:1", "verdict": "instead", "set": {"place": null, "site": "Bellhurst Tractor Works"}, "by": " A.  Reader ", "why": "no place is stated"}`)
	status, body := c.read(r)
	var s correction.Standing
	if err := json.Unmarshal([]byte(body), &s); err != nil || status != http.StatusCreated {
		t.Fatalf("status %d, %v: %s", status, err, body)
	}
	if place, ok := s.Is["place"]; s.By != "A. Reader" || !s.Applies || s.When != "2031-05-01T10:00:00Z" || !ok || place != nil {
		t.Errorf("kept: %s", body)
	}
	at := strings.TrimPrefix(r.Header.Get("Location"), api.Prefix)
	var again correction.Standing
	if c.decode(at, &again); again.ID != s.ID || again.Verdict != rostrum.VerdictInstead {
		t.Errorf("%s: %+v", at, again)
	}
	r = c.ask("POST", at+"/withdrawal", `{"by": "a. reader", "why": "it is"}`, "Sec-Fetch-Site", "same-origin")
	if status, body := c.read(r); status != http.StatusCreated || !strings.Contains(body, `"withdraws":3`) {
		t.Errorf("withdrawal: status %d: %s", status, body)
	}
	if r := c.ask("POST", at+"/withdrawal", `{"by": "a. reader", "why": "twice"}`); r.StatusCode != http.StatusConflict {
		t.Errorf("withdrawn twice: status %d", r.StatusCode)
	}
	if c.decode(at, &again); again.Applies {
		t.Error("it applies still")
	}
	r = c.ask("POST", "/corrections", `{"report": "vdb-2031-03-01-001", "verdict": "reviewed", "by": "A. Reader"}`, "Content-Type", "application/json; charset=utf-8")
	if r.StatusCode != http.StatusCreated {
		_, body := c.read(r)
		t.Errorf("reviewed: status %d: %s", r.StatusCode, body)
	}
	var gold api.GoldExport
	if c.decode("/gold?as=A.+Reader", &gold); len(gold.Reports) != 1 || gold.LeftOut == nil {
		t.Errorf("gold: %+v", gold)
	}
}

// TestReading wants no GET to change anything, whatever it asks for, several at a time.
func TestReading(t *testing.T) {
	a := opened(t)
	c := client{t, api.New(a, options())}
	before, err := a.State(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d, _ := c.described()
	var all []string
	for path, ops := range d.Paths {
		all = append(all, addresses(c, path, ops["get"])...)
	}
	var asking sync.WaitGroup
	const atOnce = 4
	for i := range atOnce {
		asking.Go(func() {
			for n := i; n < len(all); n += atOnce {
				r := httptest.NewRequest("GET", api.Prefix+all[n], nil)
				r.Header.Set("X-HTTP-Method-Override", "POST")
				c.handler.ServeHTTP(httptest.NewRecorder(), r)
			}
		})
	}
	asking.Wait()
	after, err := a.State(t.Context())
	if err != nil || *after != *before {
		t.Errorf("state: %+v, then %+v (%v)", before, after, err)
	}
}

func TestOrigins(t *testing.T) {
	c := newClient(t)
	r := c.ask("GET", "/head", "", "Origin", "https://desk.example")
	if r.Header.Get("Access-Control-Allow-Origin") != "" || r.Header.Get("Cross-Origin-Resource-Policy") != "same-origin" {
		t.Errorf("by default: %v", r.Header)
	}
	o := options()
	o.Origins = []string{"https://desk.example"}
	c = client{t, api.New(opened(t), o)}
	if r := c.ask("GET", "/head", "", "Origin", "https://desk.example"); r.Header.Get("Access-Control-Allow-Origin") != "https://desk.example" || r.Header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("listed: %v", r.Header)
	}
	if r := c.ask("OPTIONS", "/head", "", "Origin", "https://desk.example", "Access-Control-Request-Method", "GET"); r.StatusCode != http.StatusNoContent {
		t.Errorf("preflight: status %d", r.StatusCode)
	}
	if r := c.ask("GET", "/head", "", "Origin", "https://desk.example.other"); r.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("not listed: %v", r.Header)
	}
	if r := c.ask("POST", "/corrections", word+"}", "Origin", "https://desk.example"); r.StatusCode != http.StatusForbidden {
		t.Errorf("a listed site may write: status %d", r.StatusCode)
	}
}

func TestHeaders(t *testing.T) {
	c := newClient(t)
	for _, address := range []string{"/", "/events", "/none", "/openapi.json", "/page.js", "/events?format=csv"} {
		h := c.ask("GET", address, "").Header
		if h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || h.Get("Content-Type") == "" {
			t.Errorf("%s: %v", address, h)
		}
	}
}

// TestReference wants the page to show every path, parameter and type, to ask nobody
// else for anything, and to run no script that stands in it.
func TestReference(t *testing.T) {
	c := newClient(t)
	status, page := c.get("/")
	d, _ := c.described()
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	for path, ops := range d.Paths {
		for _, op := range ops {
			if !strings.Contains(page, `id="`+op.OperationID+`"`) || !strings.Contains(page, path) {
				t.Errorf("%s is not on the page", path)
			}
			for _, p := range op.Parameters {
				if p.In == "query" && !strings.Contains(page, `id="`+op.OperationID+"-"+p.Name+`"`) {
					t.Errorf("%s: %s is not on the page", path, p.Name)
				}
			}
		}
	}
	for name := range d.Components.Schemas {
		if !strings.Contains(page, `id="type-`+name+`"`) {
			t.Errorf("%s is not on the page", name)
		}
	}
	for _, bad := range []string{"http://", "https://", "<style", "style=", "onclick", "//cdn"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if strings.Count(page, "<script") != 1 || !strings.Contains(page, `<script src="/api/v1/page.js" defer></script>`) {
		t.Error("the page has a script of its own")
	}
	for _, file := range []string{"/page.css", "/page.js"} {
		r := c.ask("GET", file, "")
		_, body := c.read(r)
		if strings.Contains(body, "http") || r.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d, or it leads elsewhere", file, r.StatusCode)
		}
		if again := c.ask("GET", file, "", "If-None-Match", r.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: status %d", file, again.StatusCode)
		}
	}
}

// TestStreams reads streams from a real server: whole, cut short by the client, and
// too many at once.
func TestStreams(t *testing.T) {
	server := httptest.NewServer(api.New(opened(t), options()))
	defer server.Close()
	get := func(ctx context.Context, address string) *http.Response {
		t.Helper()
		r, err := http.NewRequestWithContext(ctx, "GET", server.URL+api.Prefix+address, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := server.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	r := get(t.Context(), "/events?format=csv")
	rows, err := csv.NewReader(r.Body).ReadAll()
	if err != nil || len(rows) < 20 || r.Header.Get("Content-Disposition") != `attachment; filename="events.csv"` {
		t.Errorf("%d rows, %v, %v", len(rows), err, r.Header)
	}
	r.Body.Close()
	at := slices.Index(rows[0], "evidence")
	if at < 0 || rows[1][at] == "" {
		t.Errorf("no evidence in %v", rows[:2])
	}
	r = get(t.Context(), "/events?format=ndjson&limit=3")
	body, err := io.ReadAll(r.Body)
	if err != nil || bytes.Count(body, []byte("\n")) != 3 {
		t.Errorf("limit 3: %v: %s", err, body)
	}
	r.Body.Close()
	ctx, cancel := context.WithCancel(t.Context())
	r = get(ctx, "/acts?format=ndjson&voice=all")
	cancel()
	r.Body.Close()
	for range 3 * api.MostStreams { // none is left over that would count as running
		r := get(t.Context(), "/people?format=ndjson")
		if _, err := io.Copy(io.Discard, r.Body); err != nil || r.StatusCode != http.StatusOK {
			t.Errorf("status %d, %v", r.StatusCode, err)
		}
		r.Body.Close()
	}
}

// TestFindings_signed wants the name of who takes findings along on each of them, with
// its evidence and what it was looked for in; without a name, what is found to the
// disadvantage of people is left out and counted.
func TestFindings_signed(t *testing.T) {
	c := newClient(t)
	get := func(address string) (page app.Findings) {
		t.Helper()
		_, body := c.get(address)
		if err := json.Unmarshal([]byte(body), &page); err != nil || len(page.Findings) == 0 {
			t.Fatalf("%v: %.200s", err, body)
		}
		return page
	}
	bare, page := get("/findings?limit=1000"), get("/findings?limit=1000&as=M.+Ilven")
	negative := func(f finding.Finding) bool { return finding.Negative(f.Kind) }
	if n := len(page.Findings) - len(bare.Findings); n == 0 || bare.Withheld != n || slices.ContainsFunc(bare.Findings, negative) || bare.SignedBy != "" || bare.Total != page.Total {
		t.Errorf("without a name %d findings and %d withheld, of %d", len(bare.Findings), bare.Withheld, len(page.Findings))
	}
	if page.Withheld != 0 || page.SignedBy != "M. Ilven" || slices.ContainsFunc(page.Findings, func(f finding.Finding) bool { return f.SignedBy != "M. Ilven" }) {
		t.Errorf("with a name: withheld %d, signed by %q", page.Withheld, page.SignedBy)
	}
	status, body := c.get("/findings?format=ndjson&as=M.+Ilven")
	lines := strings.Count(body, "\n")
	if status != http.StatusOK || lines != page.Total || strings.Count(body, `"signed_by":"M. Ilven"`) != lines || strings.Count(body, `"denominator":`) != lines {
		t.Errorf("status %d, %d lines of %d: %.300s", status, lines, page.Total, body)
	}
	if status, _ := c.get("/findings?format=ndjson&as=++"); status != http.StatusBadRequest {
		t.Errorf("without a name, a stream answers with status %d", status)
	}
	if _, rows := c.get("/findings?format=csv&as=M.+Ilven"); !strings.Contains(rows, ",signed_by\n") || strings.Count(rows, ",M. Ilven\n") != lines {
		t.Errorf("got %.300s", rows)
	}
}
