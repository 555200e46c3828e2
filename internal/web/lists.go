package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// once is a record of a list with the other reports that have it in the same text.
type once[T any] struct {
	Item *T
	Also []string
}

// toldOnce keeps of the records of a page those of one text once.
func toldOnce[T any](all []T, origin func(*T) *store.Origin) []once[T] {
	kept, also := prose.Once(all, origin)
	told := make([]once[T], len(kept))
	for i, k := range kept {
		told[i] = once[T]{k, also[k]}
	}
	return told
}

// again words how many records are told in the same text once more.
func again(n, kept int) string {
	if n == kept {
		return "."
	}
	return ", told in the same text " + prose.Times(n-kept) + " more."
}

// eventFilter reads the filter that events and people share.
func eventFilter(f *filter) store.EventFilter {
	from, to := f.period()
	by := store.ByEvent
	if f.choose("by", "Days are those", []string{"event", "published"}) == "published" {
		by = store.ByPublished
	}
	return store.EventFilter{From: from, To: to, By: by, Types: f.several("type", "Type", rostrum.EventTypes), Person: f.text("person", "Person", "a name"),
		Role: f.choose("role", "Role", rostrum.Roles), Post: f.text("post", "Post", "part of it"), Site: f.text("site", "Site or place", "part of it"),
		Kinds: f.several("kind", "Kind of report", rostrum.ReportKinds), Outlet: f.text("outlet", "Outlet", ""), Lang: strings.ToLower(f.text("lang", "Language", "en")),
		In: f.in(), Limit: pageSize, Cursor: f.query.Get("cursor")}
}

// eventsPage is a list of events.
type eventsPage struct {
	list
	Events []once[store.Event]
}

func (d *desk) events(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	ef := eventFilter(f)
	ef.NewestFirst = f.yes("newest-first", "Newest first")
	if f.err != nil {
		return f.err
	}
	found, err := d.app.Events(r.Context(), ef)
	if err != nil {
		return err
	}
	p := &eventsPage{Events: toldOnce(found.Events, func(e *store.Event) *store.Origin { return &e.Origin })}
	p.list = newList(r, f, prose.Count(len(p.Events), "event")+again(len(found.Events), len(p.Events)), found.Searched, found.Next)
	return d.show(w, r, "events", "Events", p)
}

// peoplePage is a list of names.
type peoplePage struct {
	list
	People []store.Person
}

func (d *desk) people(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	ef := eventFilter(f)
	if f.err != nil {
		return f.err
	}
	found, err := d.app.People(r.Context(), ef)
	if err != nil {
		return err
	}
	p := &peoplePage{list: newList(r, f, prose.Count(len(found.People), "name")+".", found.Searched, found.Next), People: found.People}
	return d.show(w, r, "people", "People", p)
}

// wordsFilter reads the filter that plan claims and acts share; whose are the referents
// where none is given.
func wordsFilter(f *filter, whose []string) (voices, referents, kinds []string, text, outlet, lang string) {
	text = f.text("text", "With the words", "in any order; “in a row”")
	voices = f.voices()
	referent := f.text("referent", "About", "own, foreign, adversary, a leader, or all")
	if values := f.query["referent"]; len(values) > 1 { // an address may give several
		referents = values
		f.fields[len(f.fields)-1].Value = strings.Join(values, ",")
	} else {
		for v := range strings.SplitSeq(referent, ",") {
			if v = strings.TrimSpace(v); v != "" {
				referents = append(referents, v)
			}
		}
	}
	if len(referents) == 0 && whose != nil {
		referents = whose
		f.fields[len(f.fields)-1].Value = strings.Join(whose, ",")
	}
	if slices.ContainsFunc(referents, func(r string) bool { return strings.EqualFold(r, app.EveryReferent) }) {
		referents = nil
	}
	return voices, referents, f.several("kind", "Kind of report", rostrum.ReportKinds), text, f.text("outlet", "Outlet", ""), strings.ToLower(f.text("lang", "Language", "en"))
}

// How a list is told to show all voices, and plans of anybody.
const (
	everyone = "choose “all” among the voices to see them"
	anybodys = "“all” in About shows them"
)

// plansPage is a list of plan claims.
type plansPage struct {
	list
	Plans []once[store.Plan]
}

func (d *desk) plans(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	pf := store.PlanFilter{Limit: pageSize, Cursor: f.query.Get("cursor")}
	pf.From, pf.To = f.period()
	pf.Statuses = f.several("status", "Status", rostrum.PlanStatuses)
	pf.Horizon = f.horizon()
	pf.Subject, pf.Assigner = f.text("subject", "Carried out by", "a name, or part of it"), f.text("assigner", "Set by", "a name, or part of it")
	pf.Voices, pf.Referents, pf.Kinds, pf.Text, pf.Outlet, pf.Lang = wordsFilter(f, []string{rostrum.ReferentOwn})
	pf.In, pf.NewestFirst = f.in(), f.yes("newest-first", "Newest first")
	if f.err != nil {
		return f.err
	}
	found, err := d.app.Plans(r.Context(), pf)
	if err != nil {
		return err
	}
	p := &plansPage{Plans: toldOnce(found.Plans, func(q *store.Plan) *store.Origin { return &q.Origin })}
	p.list = newList(r, f, prose.Count(len(p.Plans), "plan claim")+again(len(found.Plans), len(p.Plans))+" "+prose.Voiced(found.Voices, pf.Voices, everyone)+" "+prose.Whose(found.Referents, pf.Referents, anybodys), found.Searched, found.Next)
	return d.show(w, r, "plans", "Plan claims", p)
}

// actsPage is a list of acts.
type actsPage struct {
	list
	Acts []once[store.Act]
}

func (d *desk) acts(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	af := store.ActFilter{Limit: pageSize, Cursor: f.query.Get("cursor")}
	af.From, af.To = f.period()
	af.Acts = f.several("act", "Act", rostrum.Acts)
	af.Speaker = f.text("speaker", "Speaker", "a name, or part of it")
	af.Addressee = f.text("addressee", "To whom", "a name, or part of it")
	af.Voices, af.Referents, af.Kinds, af.Text, af.Outlet, af.Lang = wordsFilter(f, nil)
	af.In, af.Conditional, af.NewestFirst = f.in(), f.yes("conditional", "Only with a condition"), f.yes("newest-first", "Newest first")
	if f.err != nil {
		return f.err
	}
	found, err := d.app.Acts(r.Context(), af)
	if err != nil {
		return err
	}
	p := &actsPage{Acts: toldOnce(found.Acts, func(a *store.Act) *store.Origin { return &a.Origin })}
	p.list = newList(r, f, prose.Count(len(p.Acts), "act")+again(len(found.Acts), len(p.Acts))+" "+prose.Voiced(found.Voices, af.Voices, everyone), found.Searched, found.Next)
	return d.show(w, r, "acts", "Acts", p)
}

// titlesPage tells when titles of leaders are held first and last.
type titlesPage struct {
	list
	Titles []store.Title
}

func (d *desk) titles(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	tf := store.TitleFilter{Limit: pageSize, Cursor: f.query.Get("cursor")}
	tf.Text = f.text("text", "Title", "words of it")
	tf.Referent = f.text("referent", "Leader", "a full name")
	tf.From, tf.To = f.period()
	tf.Voices, tf.Outlet, tf.Lang = f.voices(), f.text("outlet", "Outlet", ""), strings.ToLower(f.text("lang", "Language", "en"))
	if f.err != nil {
		return f.err
	}
	found, err := d.app.Titles(r.Context(), tf)
	if err != nil {
		return err
	}
	p := &titlesPage{list: newList(r, f, prose.Count(len(found.Titles), "title")+", by the day held first.", found.Searched, found.Next), Titles: found.Titles}
	return d.show(w, r, "titles", "Titles of leaders", p)
}

// reportFilter reads the filter of lists of reports.
func reportFilter(f *filter) store.ReportFilter {
	rf := store.ReportFilter{Limit: pageSize, Cursor: f.query.Get("cursor")}
	rf.From, rf.To = f.period()
	rf.Kinds, rf.Outlet, rf.Lang = f.several("kind", "Kind", rostrum.ReportKinds), f.text("outlet", "Outlet", ""), strings.ToLower(f.text("lang", "Language", "en"))
	rf.Status = f.choose("status", "Status", []string{rostrum.StatusExtracted, rostrum.StatusNotExtracted, rostrum.StatusFailed})
	rf.Undated = f.yes("undated", "Only without a day")
	rf.In = f.in()
	return rf
}

// reportsPage is a list of reports.
type reportsPage struct {
	list
	Reports []store.ReportLine
}

func (d *desk) reports(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	rf := reportFilter(f)
	if f.err != nil {
		return f.err
	}
	found, err := d.app.Reports(r.Context(), rf)
	if err != nil {
		return err
	}
	p := &reportsPage{list: newList(r, f, prose.Count(len(found.Reports), "report")+" on this page.", found.Searched, found.Next), Reports: found.Reports}
	return d.show(w, r, "reports", "Reports", p)
}

// editedPage is a list of reports of which several texts are held.
type editedPage struct {
	list
	Edited []store.Edited
}

func (d *desk) edited(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	rf := reportFilter(f)
	if f.err != nil {
		return f.err
	}
	found, err := d.app.Edited(r.Context(), rf)
	if err != nil {
		return err
	}
	p := &editedPage{list: newList(r, f, prose.Counted(len(found.Edited), "report of which", "reports of which")+" several texts are held.", found.Searched, found.Next), Edited: found.Edited}
	return d.show(w, r, "edited", "Edited after publication", p)
}

// linksPage is a list of reports that belong together.
type linksPage struct {
	list
	Links []store.Link
}

func (d *desk) links(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	lf := store.LinkFilter{Limit: pageSize, Cursor: f.query.Get("cursor")}
	lf.From, lf.To = f.period()
	lf.Kinds, lf.Report, lf.Outlet = f.several("kind", "Kind", store.LinkKinds), f.text("report", "Report", "an id"), f.text("outlet", "Outlet", "")
	if f.err != nil {
		return f.err
	}
	found, err := d.app.Links(r.Context(), lf)
	if err != nil {
		return err
	}
	p := &linksPage{list: newList(r, f, prose.Count(len(found.Links), "link")+" on this page.", found.Searched, found.Next), Links: found.Links}
	return d.show(w, r, "links", "Told again", p)
}

// citedPage is a list of what is told of and not held.
type citedPage struct {
	list
	Cited []store.Cited
}

func (d *desk) cited(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	cf := store.CitedFilter{Limit: pageSize, Cursor: f.query.Get("cursor")}
	cf.From, cf.To = f.period()
	cf.Sorts, cf.Report, cf.Outlet = f.several("sort", "Sort", store.CitedSorts), f.text("report", "Told in report", "an id"), f.text("outlet", "Outlet", "")
	if f.err != nil {
		return f.err
	}
	found, err := d.app.Cited(r.Context(), cf)
	if err != nil {
		return err
	}
	total := 0
	for _, n := range found.Sorts {
		total += n
	}
	words := "Cited, not held: " + prose.Thousands(total)
	if total > 0 {
		words += " (" + prose.CitedSorts(found.Sorts) + ")"
	}
	p := &citedPage{list: newList(r, f, words+".", found.Searched, found.Next), Cited: found.Cited}
	return d.show(w, r, "cited", "Cited, not held", p)
}

// sourcesPage tells what was looked at, and what imports say they cover.
type sourcesPage struct {
	Searched app.Searched
	Imports  []store.Import
	Months   []month
	Days     []store.Day // oldest first, for the chart
	Cut      bool        // there are more days than are shown
}

// month is a month with how many of its days and reports are held.
type month struct {
	Month         string
	Days, Reports int
}

func (p *sourcesPage) charted() bool { return len(p.Days) > 0 }

func (d *desk) sources(w http.ResponseWriter, r *http.Request) error {
	imports, err := d.app.Imports(r.Context())
	if err != nil {
		return err
	}
	days, searched, err := d.app.Days(r.Context(), store.ReportFilter{Limit: store.MaxLimit})
	if err != nil {
		return err
	}
	p := &sourcesPage{Searched: *searched, Imports: imports, Cut: len(days) == store.MaxLimit}
	for _, day := range days { // newest first
		name := day.Day[:min(len("2006-01"), len(day.Day))]
		if n := len(p.Months); n == 0 || p.Months[n-1].Month != name {
			p.Months = append(p.Months, month{Month: name})
		}
		m := &p.Months[len(p.Months)-1]
		m.Days++
		m.Reports += day.Reports
	}
	slices.Reverse(days)
	p.Days = days
	return d.show(w, r, "sources", "Sources and coverage", p)
}
