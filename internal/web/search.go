package web

import (
	"net/http"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// hitsOnPage is how many reports a page of hits has: each takes some lines.
const hitsOnPage = 20

// byNew is the order of hits by day.
const byNew = "new"

// searchPage is what a query finds.
type searchPage struct {
	list
	Query  string
	Newest bool
	Words  string // how much was found
	Hits   []app.Hit
	Help   []fieldHelp
	Wrong  string // what is wrong with the query
	Facets []facet
}

// fieldHelp explains a field of the language of queries.
type fieldHelp struct{ Name, Meaning string }

// facet is a way to narrow what was found, with its address.
type facet struct{ Name, Path string }

func (d *desk) search(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	p := &searchPage{Query: strings.TrimSpace(q.Get("q")), Newest: q.Get("sort") == byNew}
	for _, name := range search.FieldNames() {
		p.Help = append(p.Help, fieldHelp{name, search.FieldMeaning(name)})
	}
	if p.Query == "" {
		return d.show(w, r, "search", "Search", p)
	}
	found, err := d.app.Search(r.Context(), app.SearchOptions{Query: p.Query, Newest: p.Newest, Limit: hitsOnPage, Cursor: q.Get("cursor")})
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
	p.Facets = facets(p.Query, found.Searched)
	return d.show(w, r, "search", p.Query+" – Search", p)
}

// facets are ways to narrow a query that has not been narrowed so yet.
func facets(query string, in app.Searched) []facet {
	var all []facet
	narrow := func(field, value string) {
		if strings.Contains(value, " ") {
			value = `"` + value + `"`
		}
		all = append(all, facet{field + ":" + value, listURL("search", "q", "("+query+") "+field+":"+value)})
	}
	if !strings.Contains(query, "lang:") && len(in.Langs) > 1 {
		for _, l := range sorted(in.Langs) {
			narrow("lang", l)
		}
	}
	for _, f := range []struct {
		name   string
		values []string
	}{{search.FieldType, rostrum.EventTypes}, {search.FieldAct, rostrum.Acts}} {
		if strings.Contains(query, f.name+":") {
			continue
		}
		for _, v := range f.values {
			narrow(f.name, v)
		}
	}
	return all
}
