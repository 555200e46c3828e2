package web_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/rostrum-watch/rostrum/internal/cli"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// followed is the page that a form leads to.
func (d *desk) followed(a *answer, want ...string) *answer {
	d.t.Helper()
	if a.StatusCode != http.StatusSeeOther {
		d.t.Fatalf("got %s: %s", a.Status, textOf(a.tree))
	}
	path, _, _ := strings.Cut(a.Header.Get("Location"), "#")
	r, err := http.NewRequestWithContext(d.t.Context(), http.MethodGet, d.base+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, c := range a.Cookies() {
		r.AddCookie(c)
	}
	page := d.do(r)
	for _, w := range want {
		if page.tree == nil || !strings.Contains(textOf(page.tree), w) {
			d.t.Errorf("%s: lacks %q", path, w)
		}
	}
	return page
}

// form is a form of a page as a browser would send it with one of its buttons.
func form(n *html.Node, button string) (action string, values url.Values) {
	values = url.Values{}
	each(n, func(c *html.Node) {
		switch {
		case c.Data == "form" && attribute(c, "class") == "verdict":
			action = attribute(c, "action")
		case c.Data == "input" && attribute(c, "type") == "hidden" && within(c, "form"):
			values.Set(attribute(c, "name"), attribute(c, "value"))
		case c.Data == "option" && c.Parent != nil && values.Get(attribute(c.Parent, "name")) == "":
			values.Set(attribute(c.Parent, "name"), textOf(c))
		case c.Data == "button" && attribute(c, "value") == button:
			values.Set(attribute(c, "name"), button)
		}
	})
	return action, values
}

// items are the entries of a queue.
func items(a *answer) (all []*html.Node) {
	each(a.tree, func(n *html.Node) {
		if n.Data == "article" {
			all = append(all, n)
		}
	})
	return all
}

// as asks for a page as somebody who has said a name.
func (d *desk) as(name, path string) *answer {
	d.t.Helper()
	r, err := http.NewRequestWithContext(d.t.Context(), http.MethodGet, d.base+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	r.AddCookie(&http.Cookie{Name: "analyst", Value: name})
	return d.do(r)
}

const wholeMonth = "/review?from=2031-03-01&to=2031-04-30"

// TestReview_undo judges by the forms of the queue, and takes back word by word.
func TestReview_undo(t *testing.T) {
	d := ownDesk(t)
	if n := len(items(d.page(wholeMonth, "Judging wants a name"))); n != 40 {
		t.Errorf("%d records are shown", n)
	}
	d.followed(d.post("/analyst", url.Values{"as": {" Ann "}, "back": {wholeMonth}}, "same-origin"), "Words are kept as Ann’s.")
	if a := d.post("/analyst", url.Values{"as": {" "}}, "same-origin"); a.StatusCode != http.StatusBadRequest {
		t.Errorf("nobody: %s", a.Status)
	}
	page := d.as("Ann", wholeMonth)
	first, values := form(items(page)[0], "wrong")
	page = d.followed(d.post(first, values, "same-origin"), "1 judged", "Kept:", "wrong", "Undo")
	second, values := form(items(page)[0], "right")
	d.followed(d.post(second, values, "same-origin"), "2 judged", "right")
	undo := func(page *answer) *answer {
		values := url.Values{}
		each(page.tree, func(n *html.Node) {
			if n.Data == "input" && n.Parent != nil && attribute(n.Parent, "class") == "last" {
				values.Set(attribute(n, "name"), attribute(n, "value"))
			}
		})
		return d.followed(d.post("/undo", values, "same-origin"))
	}
	d.page("/corrections", "because: the words do not say this")
	page = undo(d.as("Ann", wholeMonth+"&undo=c2.c1"))
	if !strings.Contains(textOf(page.tree), "1 judged") {
		t.Error("the second word is not taken back")
	}
	page = undo(d.as("Ann", wholeMonth+"&undo=c1"))
	if text := textOf(page.tree); !strings.Contains(text, "0 judged") || strings.Contains(text, "Kept:") {
		t.Error("the first word is not taken back")
	}
	if text := textOf(d.as("Bo", wholeMonth+"&undo=c1").tree); strings.Contains(text, "Kept:") {
		t.Error("another's word can be taken back")
	}
	for _, word := range []string{"", "x1", "c0", "c1.c2", "c99999999999999999999"} {
		if a := d.post("/undo", url.Values{"word": {word}, "as": {"Ann"}}, "same-origin"); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%q: %s", word, a.Status)
		}
	}
	d.page("/review/rates", "Nobody has judged a record yet")
	for _, path := range []string{"/review/conflicts", "/review/people", "/review/rates", "/review?unknown=yes", wholeMonth + "&undo=nonsense"} {
		a := d.as("Ann", path)
		if a.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, a.Status)
		}
		d.sound(path, a)
	}
}

// TestReview_people merges and splits, and takes it back.
func TestReview_people(t *testing.T) {
	d := ownDesk(t)
	page := d.as("Ann", "/review/people")
	open := len(items(page))
	if open == 0 {
		t.Fatal("nobody is doubtful among the samples")
	}
	action, values := form(items(page)[0], "overrule")
	page = d.followed(d.post(action, values, "same-origin"), "1 decided", "Kept:", "Undo")
	if n := len(items(page)); n != open-1 {
		t.Errorf("%d are left of %d", n, open)
	}
	// What was said shows when everybody is settled anew.
	person := values.Get("person")
	if values.Get("sort") == "joined" {
		d.page("/person?name="+url.QueryEscape(strings.ReplaceAll(strings.Split(person, "~")[0], "-", " ")), "Others of the name")
	}
	d.followed(d.post("/undo", url.Values{"word": {"r1"}, "as": {"Ann"}, "back": {"/review/people"}}, "same-origin"), fmt.Sprint(open, " open, 0 decided"))
	values.Set("say", "confirm")
	d.followed(d.post(action, values, "same-origin"), "1 decided")
	for _, f := range []url.Values{{"say": {"perhaps"}}, {"say": {"confirm"}, "sort": {"apart"}, "person": {"nobody"}}} {
		f.Set("as", "Ann")
		if a := d.post(action, f, "same-origin"); a.StatusCode != http.StatusBadRequest && a.StatusCode != http.StatusNotFound {
			t.Errorf("%v: %s", f, a.Status)
		}
	}
	values.Set("as", "")
	if a := d.post(action, values, "same-origin"); a.StatusCode != http.StatusBadRequest {
		t.Errorf("nobody says it: %s", a.Status)
	}
	d.followed(d.post("/review/merge", url.Values{"one": {"Torvane Ost Halric"}, "other": {"Eldrun Ost Corvan"}, "why": {"a test"}, "as": {"Ann"}, "back": {"/review/people"}}, "same-origin"), "one person")
	if a := d.post("/review/merge", url.Values{"one": {"Torvane Ost Halric"}, "other": {"Nobody At All"}, "as": {"Ann"}}, "same-origin"); a.StatusCode != http.StatusNotFound {
		t.Errorf("somebody whom nothing names: %s", a.Status)
	}
}

var (
	recordLinks = regexp.MustCompile(`/correct/(vdb-[0-9-]+)\?record=((?:event|plan|act)%3A[0-9]+(?:%2F[0-9]+)?)`)
	lapsedWhy   = regexp.MustCompile(`applies no longer: [a-z]`)
)

// TestReview_survivesWhole says a hundred words by the forms of the desk, then lets
// another profile read everything anew, texts among it that were captured again: each
// word still applies, or is listed with why it does not.
func TestReview_survivesWhole(t *testing.T) {
	whole.Only(t)
	t.Parallel()
	db := filepath.Join(t.TempDir(), "desk.db")
	run(t, db, "ingest", "-q", samples+"reports.jsonl")
	const words = 100
	func() { // so that the desk is shut before the profile changes
		var ended bool
		t.Run("say", func(t *testing.T) {
			d := open(t, db)
			said := 0
			again, err := os.ReadFile(samples + "recaptured.jsonl")
			if err != nil {
				t.Fatal(err)
			}
			var reports []string // those of which another text comes before all
			for _, m := range regexp.MustCompile(`"id":\s*"([^"]+)"`).FindAllStringSubmatch(string(again), -1) {
				reports = append(reports, m[1])
			}
			each(d.page("/reports?from=2031-03-01").tree, func(n *html.Node) {
				if report, ok := strings.CutPrefix(attribute(n, "href"), "/report/"); ok && !slices.Contains(reports, report) {
					reports = append(reports, report)
				}
			})
			for _, report := range reports {
				seen := map[string]bool{}
				for _, m := range recordLinks.FindAllStringSubmatch(d.get("/report/"+report).body, -1) {
					record, err := url.QueryUnescape(m[2])
					if err != nil || seen[record] || said == words {
						continue
					}
					seen[record] = true
					values := url.Values{"record": {record}, "as": {[]string{"Ann", "Bo"}[said%2]}, "why": {fmt.Sprint("word ", said)}, "verdict": {[]string{"right", "right", "wrong"}[said%3]}}
					if said%5 == 0 && strings.HasPrefix(record, "event") && !strings.Contains(record, "/") {
						values.Set("verdict", "instead")
						values.Set("set-type", "photo_session")
					}
					if a := d.post("/correct/"+report, values, "same-origin"); a.StatusCode != http.StatusSeeOther {
						t.Fatalf("%s %s: %s: %s", report, record, a.Status, textOf(a.tree))
					}
					said++
				}
			}
			ended = said == words
			if !ended {
				t.Errorf("said %d words", said)
			}
		})
		if !ended {
			t.FailNow()
		}
	}()

	profiles := filepath.Join(t.TempDir(), "profiles")
	if err := os.CopyFS(profiles, os.DirFS("../../profiles")); err != nil {
		t.Fatal(err)
	}
	edit := func(name string, change func(string) string) {
		t.Helper()
		name = filepath.Join(profiles, "vdb-en", "formulas", name)
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(change(string(b))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	edit("10-lineups.yaml", func(s string) string { return strings.ReplaceAll(s, "lineup: companion", "lineup: attendee") })
	edit("20-inspection.yaml", func(s string) string { return strings.ReplaceAll(s, "event: inspection", "event: meeting") })
	with := func(args ...string) {
		t.Helper()
		var errs bytes.Buffer
		p := &cli.Program{In: strings.NewReader(""), Out: io.Discard, Err: &errs, Args: args, Env: func(name string) string {
			return map[string]string{"ROSTRUM_DB": db, "ROSTRUM_PROFILES": profiles}[name]
		}}
		if code := p.Run(t.Context()); code != 0 {
			t.Fatalf("rostrum %v: exit status %d: %s", args, code, &errs)
		}
	}
	with("refresh")
	with("ingest", "-q", samples+"recaptured.jsonl")

	d := open(t, db)
	listed, apply, lapsed := map[string]bool{}, 0, 0
	for path := "/corrections"; path != ""; {
		a := d.page(path)
		for _, n := range items(a) {
			text := textOf(n)
			listed[attribute(n, "id")] = true
			if !strings.Contains(text, "because: word ") || !strings.Contains(text, "Ann") && !strings.Contains(text, "Bo") {
				t.Errorf("without who and why: %s", text)
			}
			if lapsedWhy.MatchString(text) {
				lapsed++
			} else {
				apply++
			}
		}
		path = ""
		each(a.tree, func(n *html.Node) {
			if attribute(n, "rel") == "next" {
				path = attribute(n, "href")
			}
		})
	}
	if len(listed) != words || apply+lapsed != words {
		t.Errorf("%d of %d words are listed: %d apply, %d do not", len(listed), words, apply, lapsed)
	}
	if apply < words*8/10 || lapsed == 0 {
		t.Errorf("%d apply and %d do not: the change was to touch some", apply, lapsed)
	}
	t.Logf("%d apply, %d lapsed", apply, lapsed)
	d.page("/review/conflicts", "Read otherwise than when it was judged", "Its words are gone")
	d.page("/review/rates", "appearance", "By 100 words of all analysts")
}
