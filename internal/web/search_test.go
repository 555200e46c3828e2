package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// links are the addresses of a page below the elements of a class, by their words.
func links(a *answer, class string) map[string]string {
	all := map[string]string{}
	each(a.tree, func(n *html.Node) {
		for p := range n.Ancestors() {
			if n.Data == "a" && p.Type == html.ElementNode && strings.Contains(attribute(p, "class"), class) {
				all[textOf(n)] = attribute(n, "href")
			}
		}
	})
	return all
}

// TestSearch_narrows follows what narrows a search, and takes it away again.
func TestSearch_narrows(t *testing.T) {
	d := shownDesk(t)
	count := func(path string) string {
		words, _, _ := strings.Cut(textOf(d.page(path).tree), " for ")
		return words[strings.LastIndex(words, " newest first ")+len(" newest first "):]
	}
	for _, query := range []string{"steward", "steward OR tractor", "steward -tractor", `"first steward"`} {
		page := d.page("/search?q=" + url.QueryEscape(query))
		narrower := links(page, "facets")
		if len(narrower) < 5 {
			t.Fatalf("%s: %v", query, narrower)
		}
		each(page.tree, func(n *html.Node) {
			if n.Data != "li" || n.Parent == nil || !strings.Contains(attribute(n.Parent.Parent.Parent, "class"), "facets") {
				return
			}
			var to, want string
			each(n, func(c *html.Node) {
				switch c.Data {
				case "a":
					to = attribute(c, "href")
				case "span":
					want = textOf(c)
				}
			})
			if got := count(to); got != want+" report" && got != want+" reports" {
				t.Errorf("%s: %s finds %q, and was to find %s", query, to, got, want)
			}
		})
	}
	page := d.page("/search?q=" + url.QueryEscape("steward kind:news lang:en"))
	away := links(page, "narrowed")
	if len(away) != 2 || away["kind: news × – take away"] != "/search?q="+url.QueryEscape(`steward AND lang:"en"`) {
		t.Errorf("got %v", away)
	}
}

// TestSearch_kept saves a search for everybody, and lets the browser remember others.
func TestSearch_kept(t *testing.T) {
	d := ownDesk(t)
	save := func(form url.Values) *answer { return d.post("/search/saved", form, "same-origin") }
	d.followed(save(url.Values{"name": {"The <b>fleet</b>"}, "q": {"harbour OR fleet"}, "sort": {"new"}, "as": {"Ann"}, "back": {"/search"}}), "Saved", "The <b>fleet</b>", "harbour OR fleet", "Ann")
	for _, tt := range []struct {
		form   url.Values
		status int
	}{
		{url.Values{"name": {"the b fleet b"}, "q": {"x"}, "as": {"Bo"}}, http.StatusConflict}, {url.Values{"name": {"other"}, "q": {"("}, "as": {"Bo"}}, http.StatusBadRequest},
		{url.Values{"name": {"!"}, "q": {"x"}, "as": {"Bo"}}, http.StatusBadRequest}, {url.Values{"name": {"other"}, "q": {"x"}, "as": {""}}, http.StatusBadRequest},
		{url.Values{"off": {"x"}, "as": {"Bo"}}, http.StatusBadRequest}, {url.Values{"off": {"9"}, "as": {"Bo"}}, http.StatusNotFound}, {url.Values{"off": {"1"}, "as": {""}}, http.StatusBadRequest},
	} {
		if a := save(tt.form); a.StatusCode != tt.status {
			t.Errorf("%v: %s, want %d", tt.form, a.Status, tt.status)
		}
	}
	if a := d.post("/search/saved", url.Values{"name": {"x"}, "q": {"x"}, "as": {"Eve"}}, "cross-site"); a.StatusCode != http.StatusForbidden {
		t.Errorf("another site saves: %s", a.Status)
	}
	if page := d.page("/search?q=harbour+OR+fleet&sort=new"); !strings.Contains(page.body, `class="save" hidden`) {
		t.Error("what is saved can be saved again")
	}

	// The browser remembers what was asked, the last first, and nobody else does.
	jar := ""
	ask := func(path string) *answer {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, d.base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if jar != "" {
			r.Header.Set("Cookie", jar)
		}
		a := d.do(r)
		for _, c := range a.Cookies() {
			if c.Name == "searches" {
				if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode {
					t.Errorf("the cookie is %v", c)
				}
				jar = c.Name + "=" + c.Value
			}
		}
		return a
	}
	for _, query := range []string{"harvest", `"tour of counsel" lang:en`, "harvest", "(", "xyz&sort=new"} {
		ask("/search?q=" + strings.ReplaceAll(url.QueryEscape(query), "%26sort%3D", "&sort="))
	}
	ask("/search?q=half&typing=yes")
	text := textOf(ask("/search").tree)
	_, text, _ = strings.Cut(text, "Searched for in this browser")
	if want := `xyz harvest "tour of counsel" lang:en Forget`; !strings.HasPrefix(strings.TrimSpace(text), want) {
		t.Errorf("got %.80q, want %q", text, want)
	}
	for i := range 40 {
		ask("/search?q=" + strings.Repeat("x", 20*i+1))
	}
	if len(jar) > 4000 {
		t.Errorf("the cookie has %d bytes", len(jar))
	}
	if strings.Contains(textOf(d.page("/search").tree), "Searched for") {
		t.Error("another browser sees it")
	}
	for _, hostile := range []string{"searches=%", "searches=q%3D%253Cscript%253E", "searches=" + strings.Repeat("x", 3000)} {
		jar = hostile
		d.sound("/search", ask("/search"))
	}
	if a := d.post("/search/forget", url.Values{}, "same-origin"); !strings.Contains(a.Header.Get("Set-Cookie"), "searches=; Path=/; Max-Age=0") {
		t.Errorf("forgetting: %v", a.Header)
	}
	d.followed(save(url.Values{"off": {"1"}, "as": {"Bo"}}))
	if strings.Contains(textOf(d.page("/search").tree), "Saved") {
		t.Error("it is still saved")
	}
}
