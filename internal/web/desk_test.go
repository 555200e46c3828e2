package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// answer is a page as it came.
type answer struct {
	*http.Response
	body string
	tree *html.Node
}

var client = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: 30 * time.Second}

// asked sends a request and reads the page that comes. A page that asks for a moment says
// that it comes again by itself, and is waited for, as a browser does.
func asked(r *http.Request) (*answer, error) {
	for n := 0; ; n++ {
		a, err := sent(r)
		if err != nil || a.StatusCode != http.StatusServiceUnavailable || a.Header.Get("Refresh") == "" || n == 1200 {
			return a, err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func sent(r *http.Request) (*answer, error) {
	resp, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	a := &answer{Response: resp, body: string(b)}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
		a.tree, err = html.Parse(bytes.NewReader(b))
	}
	return a, err
}

// gotten asks for an address.
func gotten(ctx context.Context, address string) (*answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	return asked(r)
}

func (d *desk) do(r *http.Request) *answer {
	d.t.Helper()
	a, err := asked(r)
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}

func (d *desk) get(path string) *answer {
	d.t.Helper()
	a, err := gotten(d.t.Context(), d.base+path)
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}

// page wants a page, with what stands on it.
func (d *desk) page(path string, want ...string) *answer {
	d.t.Helper()
	a := d.get(path)
	if a.StatusCode != http.StatusOK || a.tree == nil {
		d.t.Errorf("%s: %s", path, a.Status)
		return a
	}
	text := textOf(a.tree)
	for _, w := range want {
		if !strings.Contains(text, w) {
			d.t.Errorf("%s: lacks %q", path, w)
		}
	}
	return a
}

// post sends a form as a page of the desk would, or as site says.
func (d *desk) post(path string, form url.Values, site string) *answer {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), http.MethodPost, d.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		d.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", site)
	return d.do(r)
}

// each calls f for every element below a node.
func each(n *html.Node, f func(*html.Node)) {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode {
			f(c)
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf is the text below a node, its spaces folded.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// sound checks what every page keeps: one first heading, unique ids, named inputs,
// nothing that runs but the desk's own scripts, fragments that lead somewhere.
func (d *desk) sound(path string, a *answer) {
	d.t.Helper()
	ids, headings := map[string]int{}, 0
	var fragments []string
	labelled := map[string]bool{}
	each(a.tree, func(n *html.Node) {
		if n.Data == "label" {
			labelled[attribute(n, "for")] = true
		}
	})
	each(a.tree, func(n *html.Node) {
		for _, at := range n.Attr {
			if strings.HasPrefix(at.Key, "on") || at.Key == "style" {
				d.t.Errorf("%s: <%s %s> would run or style from within the page", path, n.Data, at.Key)
			}
			if (at.Key == "href" || at.Key == "src" || at.Key == "action") && !strings.HasPrefix(at.Val, "/") && !strings.HasPrefix(at.Val, "#") && !strings.HasPrefix(at.Val, d.base+"/") &&
				!strings.HasPrefix(at.Val, "https://") {
				d.t.Errorf("%s: <%s %s=%q> leads elsewhere", path, n.Data, at.Key, at.Val)
			}
		}
		switch n.Data {
		case "script":
			if src := attribute(n, "src"); attribute(n, "type") != "application/json" && !strings.HasPrefix(src, "/static/") {
				d.t.Errorf("%s: a script of its own: %q", path, src)
			}
		case "h1":
			headings++
		case "a":
			if at := attribute(n, "href"); strings.HasPrefix(at, "#") {
				fragments = append(fragments, at[1:])
			}
		case "iframe", "object", "embed", "base", "style":
			d.t.Errorf("%s: holds <%s>", path, n.Data)
		case "input", "select", "textarea":
			if t := attribute(n, "type"); t != "hidden" && attribute(n, "aria-label") == "" && !labelled[attribute(n, "id")] && !within(n, "label") {
				d.t.Errorf("%s: an input %q without a label", path, attribute(n, "name"))
			}
		}
		if id := attribute(n, "id"); id != "" {
			ids[id]++
		}
	})
	if headings != 1 && !strings.HasPrefix(path, "/about") && path != "/limits" {
		d.t.Errorf("%s: %d first headings", path, headings)
	}
	for id, n := range ids {
		if n > 1 {
			d.t.Errorf("%s: the id %q stands %d times", path, id, n)
		}
	}
	for _, f := range fragments {
		if ids[f] == 0 {
			d.t.Errorf("%s: #%s leads nowhere", path, f)
		}
	}
}

func within(n *html.Node, name string) bool {
	for p := range n.Ancestors() {
		if p.Data == name {
			return true
		}
	}
	return false
}

// crawl follows every link from the first page, up to so many pages, and checks each.
// Pages are asked for several at a time, as browsers do, and looked at in one order.
func (d *desk) crawl(most int) map[string]bool {
	d.t.Helper()
	const atOnce = 4
	seen := map[string]bool{"/": true}
	for queue := []string{"/"}; len(queue) > 0 && len(seen) < most; {
		paths := queue[:min(atOnce, len(queue))]
		queue = queue[len(paths):]
		answers, errs := make([]*answer, len(paths)), make([]error, len(paths))
		var all sync.WaitGroup
		for i, path := range paths {
			all.Go(func() { answers[i], errs[i] = gotten(d.t.Context(), d.base+path) })
		}
		all.Wait()
		for i, path := range paths {
			a := answers[i]
			if errs[i] != nil {
				d.t.Fatal(errs[i])
			}
			if a.StatusCode != http.StatusOK {
				d.t.Errorf("%s: %s", path, a.Status)
			}
			if a.tree == nil {
				continue // text, or a feed
			}
			d.sound(path, a)
			each(a.tree, func(n *html.Node) {
				to, _, _ := strings.Cut(attribute(n, "href"), "#")
				to = strings.TrimPrefix(to, d.base)
				if n.Data == "a" && strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "/api/") && !seen[to] && len(seen) < most {
					seen[to] = true
					queue = append(queue, to)
				}
			})
		}
	}
	return seen
}

// TestDesk_pages opens every page there is, by its links, and looks at what the
// main ones show.
func TestDesk_pages(t *testing.T) {
	d := shownDesk(t)
	seen := d.crawl(700)
	for _, page := range []string{"/", "/search", "/events", "/people", "/lineups", "/plans", "/acts", "/titles", "/reports", "/edited", "/links", "/cited", "/corrections", "/review", "/sources", "/method", "/limits", "/help",
		"/findings", "/firsts", "/absences", "/order", "/company", "/phrases", "/phrase", "/names", "/alike"} {
		if !seen[page] {
			t.Errorf("no link leads to %s", page)
		}
		a := d.get(page)
		if limits := slices.Collect(func(yield func(bool) bool) {
			each(a.tree, func(n *html.Node) {
				if n.Data == "a" && attribute(n, "href") == "/limits" {
					yield(true)
				}
			})
		}); len(limits) == 0 {
			t.Errorf("%s: does not lead to the limits", page)
		}
	}
	d.page("/", "2031-04-06 to 2031-04-12", "Looked at", "Reports by what their imports say they cover: sample", "Leader's activities", "Torvane Ost Halric", "Edited after publication")
	d.page("/?from=2031-03-05&to=2031-03-05", "2031-03-05", "Looked at 2 reports of 1 day")
	for path, cut := range map[string]bool{"/?from=2031-03-01&to=2031-04-30": true, "/?from=2031-03-01&to=2031-04-30&whole=directives": false} {
		led := false
		each(d.page(path, "Deaths announced", "Orders and tasks").tree, func(n *html.Node) {
			led = led || n.Data == "a" && strings.Contains(attribute(n, "href"), "whole=directives#directives")
		})
		if led != cut {
			t.Errorf("%s: leads to all of a section: %t", path, led)
		}
	}
	d.page("/?from=1999-01-01&to=1999-01-02", "No report is held of these days.")
	d.page("/search?q=harvest", "for harvest", "ranked by BM25", "Looked at")
	d.page("/search?q=%22tour+of+counsel%22&sort=new", "newest first")
	d.page("/search?q=qqqqqq", "No report has this.")
	d.page("/events?type=weapons_test&type=drill", "event", "Looked at")
	d.page("/events?person=Nobody+At+All", "None in what was looked at.")
	d.page("/people?from=2031-03-01&to=2031-03-31", "Torvane Ost Halric", "Appearances")
	d.page("/titles", "First held", "Lamp of the Commonwealth")
	d.page("/titles?text=lamp", "1 title")
	d.page("/plans?voice=all", "In the words of anybody", "Plans of: own.")
	d.page("/plans?voice=all&referent=all", "Plans of anybody")
	d.page("/acts", "In the words of these voices: own, official.", "Left out:")
	d.page("/edited", "First Steward Makes Tour of Counsel at Eastmarch Fishing Harbour")
	d.page("/sources", "what is worth showing", "Days with reports")
	d.page("/method", "kcna-en", "Measured on", "Not measured", "By year: not measured")
	d.page("/limits", "It judges nobody's fate", "It does not guess a date")
	d.page("/report/vdb-2031-04-10-002", "Text 2", "event:1", "vdb.inspection.counsel", "Chicago", "@misc{", "not measured")
	d.page("/diff/vdb-2031-04-10-002", "4 changes of meaning", "Sorrenby Ost Kelm", "no longer")
	d.page("/person?name=Pellavar+Ost+Fael", "Pellavar Ost Fael", "Offices", "First given", "with a public office", "Looked at")
	d.page("/person?name=Nobody+At+All", "There is no page of this name")
	d.page("/lineups", "Line-ups", "Classes:", "Looked at")
	d.page("/lineups?person=Eldrun+Ost+Corvan", "Eldrun Ost Corvan")
	d.page("/lineup/vdb-2031-04-10-002", "came in", "Came in", "Not there any more", "Could also be: a shorter list", "Counted over")
	d.page("/lineup/vdb-2031-04-10-002?other=vdb-2031-03-01-001", "Of 2031-02-28 and 2031-04-09")
	d.page("/original/vdb-2031-04-10-002", `"published"`, "recaptured.jsonl")
}

// TestDesk_filters wants pages to keep their filters, and to say what is wrong with
// one.
func TestDesk_filters(t *testing.T) {
	d := shownDesk(t)
	for path, want := range map[string]string{
		"/events?from=tomorrow":                       "from: expected a day such as 2024-09-01",
		"/events?from=2031-04-01&to=2031":             "",
		"/events?from=2031-04-02&to=2031-3":           "to: expected a day",
		"/events?from=2032&to=2031":                   "from: expected a day that is not after to",
		"/events?type=party":                          "type: expected some of inspection",
		"/events?role=king":                           "role: expected one of principal",
		"/events?in=%28":                              "in:",
		"/events?cursor=nonsense":                     "cursor: expected one that the same list gave",
		"/acts?voice=mine":                            "voice: expected some of own",
		"/plans?referent=nobody":                      "referent: found",
		"/plans?horizon=2024-13":                      "horizon: expected a time",
		"/plans?status=maybe":                         "status: expected some of assigned",
		"/search?q=%28":                               "expected",
		"/?from=2030&to=2031":                         "from: expected a stretch of at most 92 days",
		"/review?from=2030&to=2031":                   "from: expected a stretch of at most 92 days",
		"/?from=2031-04-01":                           "",
		"/review?record=person":                       "record: expected some of event",
		"/corrections?applies=perhaps":                "applies: expected one of yes, no",
		"/report/vdb-2031-04-10-002?version=ffff1":    "no version",
		"/report/vdb-2031-04-10-002?version=f":        "expected its name, or at least 4 digits",
		"/report/none":                                "the store holds none of this id",
		"/report":                                     "expected the id of a report",
		"/diff/vdb-2031-04-10-002?from=ff":            "expected its name",
		"/correct/vdb-2031-04-10-002":                 "expected event:2",
		"/correct/vdb-2031-04-10-002?record=event:99": "has no record event:99",
		"/about/secrets":                              "there is no document secrets",
		"/nonsense":                                   "there is no page /nonsense",
	} {
		a := d.get(path)
		if want == "" {
			if a.StatusCode != http.StatusOK {
				t.Errorf("%s: %s", path, a.Status)
			}
			continue
		}
		if a.StatusCode < 400 || a.StatusCode >= 500 {
			t.Errorf("%s: %s, want what was asked to be at fault", path, a.Status)
		}
		if a.tree == nil || !strings.Contains(textOf(a.tree), want) {
			t.Errorf("%s: does not say %q", path, want)
		} else {
			d.sound(path, a)
		}
	}
	// From page to page to the end, each record once, the filter kept.
	rows, pages := 0, 0
	for path := "/acts?voice=all&text="; path != ""; pages++ {
		a := d.page(path)
		next := ""
		each(a.tree, func(n *html.Node) {
			if n.Data == "article" && strings.Contains(attribute(n, "class"), "item") {
				rows++
			}
			if n.Data == "a" && attribute(n, "rel") == "next" {
				next = attribute(n, "href")
			}
		})
		if next != "" && !strings.Contains(next, "voice=all") {
			t.Errorf("%s forgets the filter", next)
		}
		path = next
	}
	if rows <= 50 || pages < 2 {
		t.Errorf("%d acts on %d pages", rows, pages)
	}
}

// TestDesk_corrects says words and takes them back as a person does, without
// scripts.
func TestDesk_corrects(t *testing.T) {
	d := ownDesk(t)
	const report = "vdb-2031-03-01-001"
	say := func(form url.Values) *answer { return d.post("/correct/"+report, form, "same-origin") }
	follow := func(a *answer, want ...string) *answer {
		t.Helper()
		if a.StatusCode != http.StatusSeeOther {
			t.Fatalf("got %s: %s", a.Status, textOf(a.tree))
		}
		path, _, _ := strings.Cut(a.Header.Get("Location"), "#")
		return d.page(path, want...)
	}
	d.page("/correct/"+report+"?record=event:1/2", "Eldrun Ost Corvan", "Keep this word")
	a := say(url.Values{"record": {"event:1/2"}, "verdict": {"instead"}, "set-role": {"attendee"}, "set-name": {"Eldrun Ost Corvan"}, "as": {"M. Ilven"}, "why": {"<b>only</b> in the hall"}})
	follow(a, "Kept:", "instead role “attendee”, says M. Ilven (1): <b>only</b> in the hall")
	if c := a.Header.Get("Set-Cookie"); !strings.Contains(c, "analyst=M.+Ilven") || !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Strict") {
		t.Errorf("the browser is to remember %q", c)
	}
	follow(say(url.Values{"record": {"act:1"}, "verdict": {"right"}, "as": {"Bo"}, "back": {"/review?from=2031-03-01"}}), "2 judged")
	follow(say(url.Values{"record": {"act:2"}, "verdict": {"wrong"}, "as": {"Bo"}, "back": {"https://evil.example/"}}), "wrong, says Bo")
	follow(say(url.Values{"record": {""}, "verdict": {"reviewed"}, "as": {"Bo"}}), "reviewed, says Bo")
	d.page("/corrections", "4 corrections", "instead", "M. Ilven", "because: <b>only</b> in the hall")
	d.page("/events?from=2031-03-01&to=2031-03-01&by=published", "event:1/2: instead role “attendee”")

	// What is refused is said beside what was filled in.
	a = say(url.Values{"record": {"event:1/2"}, "verdict": {"instead"}, "set-role": {"king"}, "as": {"Bo"}, "why": {"kept"}})
	if a.StatusCode != http.StatusBadRequest || !strings.Contains(textOf(a.tree), "role: expected one of principal") || !strings.Contains(a.body, `value="kept"`) {
		t.Errorf("a bad value: %s", a.Status)
	}
	a = say(url.Values{"record": {"plan:new"}, "verdict": {"missing"}, "quote": {"no such words"}, "set-plan": {"no such words"}, "set-status": {"assigned"}, "as": {"Bo"}})
	if a.StatusCode != http.StatusBadRequest || !strings.Contains(a.body, "no such words") {
		t.Errorf("words that are not there: %s", a.Status)
	}
	if a = say(url.Values{"record": {"event:1"}, "verdict": {"right"}, "as": {" "}}); a.StatusCode != http.StatusBadRequest {
		t.Errorf("nobody says it: %s", a.Status)
	}
	follow(say(url.Values{"record": {"plan:new"}, "verdict": {"missing"}, "quote": {"Bellhurst Tractor Works in"}, "set-plan": {"Bellhurst Tractor Works"}, "set-status": {"assigned"}, "as": {"Bo"}}), "missing, says Bo")

	// Only who said it takes it back.
	if a = d.post("/withdraw", url.Values{"word": {"1"}, "as": {"Bo"}}, "same-origin"); a.StatusCode != http.StatusConflict {
		t.Errorf("another takes it back: %s", a.Status)
	}
	follow(d.post("/withdraw", url.Values{"word": {"1"}, "as": {"M. Ilven"}, "why": {"it says so"}}, "same-origin"), "applies no longer: withdrawn by 6")
	for _, form := range []url.Values{{"word": {"x"}, "as": {"Bo"}}, {"word": {"99"}, "as": {"Bo"}}} {
		if a = d.post("/withdraw", form, "same-origin"); a.StatusCode < 400 || a.StatusCode > 404 {
			t.Errorf("%v: %s", form, a.Status)
		}
	}

	// Nothing is written by another site's page, nor by asking for a page.
	before := textOf(d.page("/corrections").tree)
	for _, site := range []string{"cross-site", "same-site"} {
		if a = d.post("/correct/"+report, url.Values{"record": {"event:1"}, "verdict": {"right"}, "as": {"Eve"}}, site); a.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %s", site, a.Status)
		}
	}
	d.get("/correct/" + report + "?record=event:1&verdict=right&as=Eve")
	if a := d.get("/withdraw?word=2&as=Bo"); a.StatusCode != http.StatusNotFound {
		t.Errorf("a word is taken back by asking: %s", a.Status)
	}
	if after := textOf(d.page("/corrections").tree); after != before {
		t.Error("something was written")
	}
	if a = d.post("/theme", url.Values{"to": {"dark"}, "back": {"//evil.example"}}, "same-origin"); a.Header.Get("Location") != "/" || !strings.Contains(a.Header.Get("Set-Cookie"), "theme=dark") {
		t.Errorf("theme: %v", a.Header)
	}
	d.crawl(120)
}

// hostile are texts that would do something were they taken for more than text.
var hostile = []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `javascript:alert(1)`, `{{.}}`, `</title><h1>x`, "\u202egnirts", "' onmouseover='alert(1)", `<!--`, `&lt;b&gt;`, "a\x00b", "\x1b[31m"}

// TestDesk_hostileWhole serves reports whose every field is hostile, and asks for pages
// in hostile ways.
func TestDesk_hostileWhole(t *testing.T) {
	whole.Only(t)
	t.Parallel()
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	for i, h := range hostile {
		for _, id := range []string{h, "a/../b" + fmt.Sprint(i), "?#&%2F" + fmt.Sprint(i)} {
			if err := enc.Encode(map[string]string{"id": id, "outlet": "VDB", "lang": "en", "url": h, "published": "2031-05-0" + fmt.Sprint(1+i%9), "title": "Steward " + h,
				"text": fmt.Sprintf("First Steward Torvane Ost Halric made a tour of counsel at the %s Works on Friday.\n%s\nHe told the hands %d: \"%s\".", h, h, i, h)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "hostile.jsonl")
	if err := os.WriteFile(file, lines.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "desk.db")
	run(t, db, "ingest", "-q", file)
	d := open(t, db)
	d.crawl(250)
	long := strings.Repeat("x", 3000)
	asked := append(slices.Clone(hostile), long, strings.Repeat("(", 400), strings.Repeat("a OR ", 300)+"a", "NEAR(", `"`, "%", "\xff\xfe", strings.Repeat(`"a b" `, 200))
	for _, h := range asked {
		q := url.QueryEscape(h)
		for _, path := range []string{"/search?q=" + q, "/events?person=" + q, "/events?from=" + q, "/events?in=" + q, "/acts?text=" + q, "/titles?text=" + q, "/reports?outlet=" + q, "/people?cursor=" + q, "/?outlet=" + q,
			"/report?id=" + q, "/report/" + url.PathEscape(h), "/report?id=%3F%23%26%252F0&at=" + q, "/report?id=%3F%23%26%252F0&version=" + q, "/diff?id=" + q, "/original?id=" + q, "/correct?id=" + q + "&record=" + q,
			"/corrections?as=" + q, "/review?outlet=" + q, "/static/" + url.PathEscape(h), "/about/" + url.PathEscape(h), "/" + url.PathEscape(h), "/report?id=%3F%23%26%252F0&said=" + q} {
			a := d.get(path)
			if a.StatusCode >= 500 {
				t.Errorf("%.200s: %s", path, a.Status)
			}
			if a.tree != nil && a.StatusCode != http.StatusMovedPermanently {
				d.sound(path, a)
			}
		}
	}
	for _, at := range []string{"text-0-999999999", "text-5-3", "text--1-3", "title-0-3", "body-0-3", "text-9999999999999999999-3", "text-1-2"} {
		d.page("/report?id=%3F%23%26%252F0&at=" + at)
	}
}

// TestDesk_guarded holds what protects the desk from pages elsewhere.
func TestDesk_guarded(t *testing.T) {
	d := shownDesk(t)
	a := d.get("/")
	for name, want := range map[string]string{"Content-Security-Policy": "script-src 'self'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
		"Cache-Control": "private, no-cache", "Cross-Origin-Resource-Policy": "same-origin"} {
		if got := a.Header.Get(name); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if csp := a.Header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "form-action 'self'") {
		t.Errorf("the policy is %q", csp)
	}
	for host, want := range map[string]int{"localhost": 200, "127.0.0.1:8377": 200, "[::1]:80": 200, "evil.example": 421, "evil.example:8377": 421, "127.0.0.1.evil.example": 421, "": 200} {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, d.base+"/help", nil)
		r.Host = host
		if got := d.do(r).StatusCode; got != want {
			t.Errorf("by the name %q: %d, want %d", host, got, want)
		}
	}
	for method, want := range map[string]int{http.MethodPut: 404, http.MethodDelete: 404, http.MethodHead: 200} {
		r, _ := http.NewRequestWithContext(t.Context(), method, d.base+"/help", nil)
		if got := d.do(r).StatusCode; got != want && got != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d, want %d", method, got, want)
		}
	}
	if got := d.get("/search?q=" + strings.Repeat("x", 40<<10)).StatusCode; got != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a huge address: %d", got)
	}
	if got := d.post("/correct/vdb-2031-03-01-001", url.Values{"why": {strings.Repeat("x", 200<<10)}}, "same-origin").StatusCode; got != http.StatusBadRequest {
		t.Errorf("a huge form: %d", got)
	}
	css := ""
	each(a.tree, func(n *html.Node) {
		if n.Data == "link" && attribute(n, "rel") == "stylesheet" {
			css = attribute(n, "href")
		}
	})
	if s := d.get(css); s.StatusCode != 200 || !strings.Contains(s.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("the sheet: %s, %v", s.Status, s.Header)
	}
}

// TestDesk_repeats wants the same page for the same store, byte by byte.
func TestDesk_repeats(t *testing.T) {
	d := shownDesk(t)
	pages := map[string]string{}
	for range 3 {
		for _, path := range []string{"/", "/events", "/people", "/acts?voice=all", "/method", "/report/vdb-2031-04-10-002", "/search?q=harvest", "/review"} {
			body := d.get(path).body
			if was, ok := pages[path]; ok && was != body {
				t.Errorf("%s is not what it was", path)
			}
			pages[path] = body
		}
	}
	if len(pages) != 8 {
		t.Errorf("%d pages: %v", len(pages), slices.Collect(maps.Keys(pages)))
	}
}
