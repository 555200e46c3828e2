package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// hitsOnPage is how many reports a page of hits has: each takes some lines.
const hitsOnPage = 20

// byNew is the order of hits by day.
const byNew = "new"

// typing says that a page is asked for while somebody types: that is no search worth
// remembering.
const typing = "typing"

// searchPage is what a query finds.
type searchPage struct {
	list
	Query    string
	Newest   bool
	Words    string // how much was found
	Hits     []app.Hit
	Help     []fieldHelp
	Wrong    string // what is wrong with the query
	Facets   []facet
	Narrowed []narrowing // by what the query is narrowed already
	Saved    []savedSearch
	IsSaved  bool
	Recent   []recentSearch
	By       string
	Back     string
}

// fieldHelp explains a field of the language of queries.
type fieldHelp struct{ Name, Meaning string }

// facet is a field by which what was found can be narrowed.
type facet struct {
	Name   string
	Values []facetValue
	More   int
}

// facetValue is one of its values, with its address and how many reports have it.
type facetValue struct {
	Value, Path string
	Reports     int
}

// narrowing is a part of a query that narrows it, with the address without it.
type narrowing struct{ Name, Path string }

type savedSearch struct {
	store.SavedSearch
	Path string
}

type recentSearch struct{ Query, Path string }

func (d *desk) search(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	p := &searchPage{Query: strings.TrimSpace(q.Get("q")), Newest: q.Get("sort") == byNew, By: d.analyst(r), Back: r.URL.RequestURI()}
	for _, name := range search.FieldNames() {
		p.Help = append(p.Help, fieldHelp{name, search.FieldMeaning(name)})
	}
	recent := recentOf(r)
	if p.Query == "" {
		for _, query := range recent {
			p.Recent = append(p.Recent, recentSearch{query, searchURL(query, p.Newest)})
		}
		return d.savedTo(w, r, p, "Search")
	}
	found, err := d.app.Search(r.Context(), app.SearchOptions{Query: p.Query, Newest: p.Newest, Facets: true, Limit: hitsOnPage, Cursor: q.Get("cursor")})
	if rostrum.ErrorCode(err) == rostrum.CodeInvalid {
		p.Wrong = prose.Plain(err.Error()) // who types sees it beside the box
		return d.write(w, r, http.StatusBadRequest, "search", "Search", p)
	}
	if err != nil {
		return err
	}
	p.list = newList(r, newFilter(q), "", found.Searched, found.Next)
	p.Hits, p.Words = found.Hits, prose.Found(found)
	if found.Unindexed > 0 {
		p.Words += " Not looked at: " + prose.Count(found.Unindexed, "report") + " that the index does not hold yet."
	}
	p.narrow(found)
	if q.Get(typing) == "" && q.Get("cursor") == "" {
		rememberSearch(w, recent, p.Query)
	}
	return d.savedTo(w, r, p, p.Query+" – Search")
}

// savedTo shows the page with the searches that analysts keep.
func (d *desk) savedTo(w http.ResponseWriter, r *http.Request, p *searchPage, title string) error {
	saved, err := d.app.Saved(r.Context())
	if err != nil {
		return err
	}
	for _, s := range saved.Searches {
		p.Saved = append(p.Saved, savedSearch{s, searchURL(s.Query, s.Newest)})
		p.IsSaved = p.IsSaved || s.Query == p.Query && s.Newest == p.Newest
	}
	return d.show(w, r, "search", title, p)
}

// searchURL is the address of a search.
func searchURL(query string, newest bool) string {
	q := url.Values{"q": {query}}
	if newest {
		q.Set("sort", byNew)
	}
	return "/search?" + q.Encode()
}

// narrow lists by what a query is narrowed, and could be.
func (p *searchPage) narrow(found *app.Found) {
	parsed, err := search.Parse(p.Query)
	if err != nil {
		return
	}
	parts := []search.Node{parsed.Root}
	if and, ok := parsed.Root.(search.And); ok {
		parts = and.Of
	}
	used := map[string]bool{}
	for i, part := range parts {
		f, ok := part.(search.Field)
		if !ok {
			continue
		}
		used[f.Name] = true
		if len(parts) > 1 {
			rest := search.And{Of: slices.Concat(parts[:i], parts[i+1:])}
			words := rest.String()
			if len(rest.Of) == 1 {
				words = rest.Of[0].String()
			}
			p.Narrowed = append(p.Narrowed, narrowing{f.Name + ": " + f.Value, searchURL(words, p.Newest)})
		}
	}
	base := p.Query
	if _, or := parsed.Root.(search.Or); or {
		base = "(" + base + ")"
	}
	years := 0
	for _, f := range found.Facets {
		if f.Field == store.FacetYear {
			years = len(f.Values)
		}
	}
	for _, f := range found.Facets {
		one := facet{Name: f.Field, More: f.More}
		for _, v := range f.Values {
			if v.Reports == found.Reports && f.Field != search.FieldType && f.Field != search.FieldPerson {
				continue // it narrows nothing
			}
			terms := f.Field + `:"` + strings.ReplaceAll(v.Value, `"`, " ") + `"`
			if f.Field == store.FacetYear || f.Field == store.FacetMonth {
				terms = search.FieldFrom + ":" + v.Value + " " + search.FieldTo + ":" + v.Value
			}
			one.Values = append(one.Values, facetValue{v.Value, searchURL(base+" "+terms, p.Newest), v.Reports})
		}
		switch {
		case len(one.Values) == 0:
		case f.Field == store.FacetYear && years < 2, f.Field == store.FacetMonth && years > 1: // one year by its months
		default:
			p.Facets = append(p.Facets, one)
		}
	}
}

// What this browser searched for last is kept in the browser alone, in a cookie that
// scripts cannot read: nobody signs in here, so that a list in the store would show to
// everybody what somebody looks for. It needs no script, and is gone with the cookie.
const (
	recentCookie = "searches"
	mostRecent   = 12
	recentSize   = 2500 // bytes, as browsers keep 4096 of a cookie
)

// recentOf lists what this browser searched for, the last first.
func recentOf(r *http.Request) []string {
	q, err := url.ParseQuery(cookie(r, recentCookie))
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(q["q"], func(s string) bool { return strings.TrimSpace(s) == "" })
}

// rememberSearch puts a query before the others.
func rememberSearch(w http.ResponseWriter, recent []string, query string) {
	all := append([]string{query}, slices.DeleteFunc(slices.Clone(recent), func(s string) bool { return s == query })...)
	all = all[:min(len(all), mostRecent)]
	if slices.Equal(all, recent) {
		return
	}
	for len(all) > 0 {
		// A cookie escapes what is in it once more.
		if value := (url.Values{"q": all}).Encode(); len(url.QueryEscape(value)) <= recentSize {
			remember(w, recentCookie, value)
			return
		}
		all = all[:len(all)-1]
	}
}

// forget takes away what the browser searched for.
func (d *desk) forget(w http.ResponseWriter, r *http.Request) error {
	remember(w, recentCookie, "")
	back(w, r, "/search")
	return nil
}

// saveSearch keeps a search for everybody, or takes one off.
func (d *desk) saveSearch(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return invalidForm(err)
	}
	form, to := r.PostForm, r.PostForm.Get("back")
	by := orElse(form.Get("as"), d.analyst(r))
	if off := form.Get("off"); off != "" {
		id, err := strconv.ParseInt(off, 10, 64)
		if err != nil {
			return rostrum.Errorf(rostrum.CodeInvalid, "expected the number of a saved search, found %q", clip(off, 100))
		}
		if err := d.app.Unsave(r.Context(), id, by, d.options.Now()); err != nil {
			return err
		}
	} else {
		s, err := d.app.SaveSearch(r.Context(), form.Get("name"), form.Get("q"), form.Get("sort") == byNew, by, d.options.Now())
		if err != nil {
			return err
		}
		remember(w, analystCookie, s.By)
	}
	back(w, r, orElse(to, "/search"))
	return nil
}
