package web_test

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// first is the first address on a page that begins so.
func (a *answer) first(begins string) string {
	to := ""
	each(a.tree, func(n *html.Node) {
		if href := attribute(n, "href"); to == "" && n.Data == "a" && strings.HasPrefix(href, begins) {
			to = href
		}
	})
	return to
}

// TestDesk_findings looks at what is found: on the page of a stretch, in lists, and one
// by one, each with its passage.
func TestDesk_findings(t *testing.T) {
	d := shownDesk(t)
	d.page("/", "Line-ups, and what changed in them", "Could also be:", "Earlier", "As text")
	list := d.page("/findings", "finding", "Could also be:", "Looked at")
	one := list.first("/finding/")
	if one == "" {
		t.Fatal("no finding has a page")
	}
	page := d.page(one, "Counted over", "Could also be", "How often such findings are wrong", "Where it is shown")
	if to := page.first("/report/"); !strings.Contains(to, "at=") || !strings.HasSuffix(to, "#at") {
		t.Errorf("%s opens %q, not a passage", one, to)
	}
	if again := d.get(one); textOf(again.tree) != textOf(page.tree) {
		t.Errorf("%s is not what it was", one)
	}
	d.page("/findings?kind=weapon_tested&kind=weapon_first", "trial")
	d.page("/findings?alarms=yes&from=2031-03&to=2031-03&about=halric")
	d.page("/findings?about=nobody+at+all", "None in what was looked at.", "0 findings.")
	d.page("/firsts?held=yes", "Firsts", "first held")
	d.page("/absences", "Absences", "Why somebody is not named, nothing here says", "Looked at")
	d.page("/absences?person=nobody", "None in what was looked at.")
	d.page("/order", "Order", "Rules of order and standing")
	d.page("/order?a=Eldrun+Ost+Corvan&b=Brannoc+Ost+Ludrik", "By order of lists", "List by list", "Could also be")
	d.page("/company", "Company", "Rules of company")
	d.page("/company?person=Eldrun+Ost+Corvan")
	d.page("/phrases", "Phrases that came and went")
	d.page("/phrase?q=tour+of+counsel", "In texts, en", "Where it stands", "Of a thousand")
	d.page("/phrase?q=qqqq", "No report that is held has these words")
	d.page("/names", "Names for one thing")
	d.page("/names?thing=leader", "Names for one thing: leader", "Rules of words")
	d.page("/alike/vdb-2031-04-10-002?other=vdb-2031-03-01-001", "Like with like", "Sentences:", "dropped")
	d.page("/person?name=Eldrun+Ost+Corvan", "Offices", "Appearances", "Standing", "Company", "Absences")
	d.page("/method", "Every kind of finding", "not measured", "3.3 %", "nothing was read")
	for path, want := range map[string]string{
		"/findings?kind=gossip":                   "kind: expected some of",
		"/findings?cursor=findings:x":             "cursor: expected",
		"/absences?cursor=absences:-1":            "cursor: expected one that the same list gave",
		"/finding/none":                           "there is none of this name",
		"/order?a=Eldrun+Ost+Corvan":              "expected two names",
		"/order?a=Eldrun+Ost+Corvan&b=Nobody+Ost": "nobody of the own state who is called",
		"/order?order=dance":                      "order: expected one of",
		"/company?person=Nobody+At+All":           "nobody of the own state",
		"/company?until=soon":                     "until: expected a day",
		"/names?thing=sea":                        "no profile lists names",
		"/alike/none":                             "the store holds none of this id",
		"/?since=lately":                          "since: expected a day",
		"/phrase?q=" + strings.Repeat("x", 300):   "expected a few words",
	} {
		a := d.get(path)
		if a.StatusCode < 400 || a.StatusCode >= 500 || !strings.Contains(textOf(a.tree), want) {
			t.Errorf("%s: %s, does not say %q", path, a.Status, want)
		}
	}
}

// TestDesk_leaves holds that what is found to a person's disadvantage is printed, sent
// and fed with an analyst's name alone.
func TestDesk_leaves(t *testing.T) {
	d := shownDesk(t)
	const stretch = "from=2031-02-01&to=2031-04-12"
	negative := d.page("/findings?kind=new_holder&kind=absence&kind=order-changed&kind=post_left&kind=place-behind&kind=leader-gap")
	marked := 0
	each(negative.tree, func(n *html.Node) {
		if n.Data == "article" && strings.Contains(attribute(n, "class"), "unsigned") {
			marked++
		}
	})
	text := func(as string) string {
		a := d.get("/today.txt?" + stretch + "&as=" + url.QueryEscape(as))
		if a.StatusCode != http.StatusOK || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/plain") {
			t.Fatalf("as text: %s", a.Status)
		}
		return a.body
	}
	without, with := text(""), text("M. Ilven")
	if marked == 0 {
		t.Error("nothing to a person's disadvantage is found in the samples: this test tests nothing")
	}
	if marked > 0 && !strings.Contains(without, "left out: what is found to the disadvantage of a person") {
		t.Errorf("what is left out without a name is not told:\n%s", without)
	}
	if !strings.Contains(with, "Told by M. Ilven.") || strings.Contains(with, "left out: what") {
		t.Errorf("with a name all of it leaves, and says by whom:\n%s", with)
	}
	for as, fed := range map[string]string{"": "rostrum", "M. Ilven": "M. Ilven"} {
		a := d.get("/findings.atom?as=" + url.QueryEscape(as))
		var feed struct {
			Author string `xml:"author>name"`
			Entry  []struct {
				Title string `xml:"title"`
				ID    string `xml:"id"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal([]byte(a.body), &feed); err != nil || feed.Author != fed || len(feed.Entry) == 0 {
			t.Errorf("as %q: %v, by %q, %d entries", as, err, feed.Author, len(feed.Entry))
		}
		for _, e := range feed.Entry {
			if as == "" && strings.HasPrefix(e.Title, "new holder") {
				t.Errorf("fed without a name: %s", e.Title)
			}
		}
	}
	// The name is said once, and taken off again.
	a := d.post("/sign", url.Values{"as": {"  M.  Ilven "}, "back": {"/absences"}}, "same-origin")
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/absences" || !strings.Contains(a.Header.Get("Set-Cookie"), "analyst=M.+Ilven") {
		t.Errorf("signing: %s, %v", a.Status, a.Header)
	}
	if a = d.post("/sign", url.Values{"as": {"Eve"}}, "cross-site"); a.StatusCode != http.StatusForbidden {
		t.Errorf("another site signs: %s", a.Status)
	}
}

// TestDesk_visits wants Today to begin where the visit before ended.
func TestDesk_visits(t *testing.T) {
	d := shownDesk(t)
	with := func(visit string) *answer {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, d.base+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Cookie", "visit="+url.QueryEscape(visit))
		return d.do(r)
	}
	if text := textOf(with("2031-04-01|2031-04-09|1").tree); !strings.Contains(text, "2031-04-09 to 2031-04-12") || !strings.Contains(text, "Since your last visit") {
		t.Error("Today does not begin where the visit before ended")
	}
	for _, visit := range []string{"2031-04-12|2031-04-12|1", "nonsense", "1|2|3", ""} {
		if text := textOf(with(visit).tree); !strings.Contains(text, "2031-04-06 to 2031-04-12") {
			t.Errorf("%q: Today is not the latest week", visit)
		}
	}
	d.page("/?since=2031-04-10", "2031-04-10 to 2031-04-12", "Since your last visit")
}
