package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/roster"
)

// Options are what pages need beside the use cases.
type Options struct {
	Outliner app.Outliner        // for what was changed between versions
	Knows    app.Knows           // of line-ups
	Rolls    []*roster.Knowledge // of names and offices
	Measured []Measured          // error rates of profiles
	Looking  app.Looking         // with what findings are looked for
	Words    app.Wordsmith       // of phrases and names
	Analyst  string              // who says corrections, where nobody has said
	Now      func() time.Time    // when a correction is said
	Log      io.Writer           // where defects are told of
}

// desk is the handler of all pages.
type desk struct {
	app      *app.App
	options  Options
	pages    map[string]*template.Template
	static   *files
	measured map[string]*measuredFinding // by kind of finding
}

//go:embed template
var templates embed.FS

// New returns the pages over the use cases.
func New(a *app.App, o Options) http.Handler {
	d := &desk{app: a, options: o, static: newFiles()}
	d.pages = d.parse()
	var err error
	if d.measured, err = measuredFindings(); err != nil {
		panic(err) // they are embedded
	}
	mux := http.NewServeMux()
	page := func(pattern string, h func(http.ResponseWriter, *http.Request) error) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := h(w, r); err != nil {
				d.fail(w, r, err)
			}
		})
	}
	page("GET /{$}", d.today)
	page("GET /search", d.search)
	page("POST /search/saved", d.saveSearch)
	page("POST /search/forget", d.forget)
	for name, h := range map[string]func(http.ResponseWriter, *http.Request) error{"report": d.report, "diff": d.diff, "lineup": d.lineup, "original": d.original, "correct": d.correct} {
		page("GET /"+name+"/{id}", h)
		page("GET /"+name, h)
	}
	page("POST /correct/{id}", d.say)
	page("POST /correct", d.say)
	page("POST /withdraw", d.withdraw)
	page("POST /theme", d.theme)
	page("GET /events", d.events)
	page("GET /people", d.people)
	page("GET /findings", d.findings)
	page("GET /finding/{id}", d.finding)
	page("GET /firsts", d.firsts)
	page("GET /lineups", d.lineups)
	page("GET /absences", d.absences)
	page("GET /order", d.order)
	page("GET /company", d.company)
	page("GET /phrases", d.phrases)
	page("GET /phrase", d.phrase)
	page("GET /names", d.names)
	page("GET /alike", d.alike)
	page("GET /alike/{id}", d.alike)
	page("GET /today.txt", d.todayText)
	page("GET /findings.atom", d.feed)
	page("POST /sign", d.sign)
	page("GET /person", d.person)
	page("GET /plans", d.plans)
	page("GET /acts", d.acts)
	page("GET /titles", d.titles)
	page("GET /reports", d.reports)
	page("GET /edited", d.edited)
	page("GET /links", d.links)
	page("GET /cited", d.cited)
	page("GET /corrections", d.corrections)
	page("GET /review", d.review)
	page("GET /review/conflicts", d.conflicts)
	page("GET /review/people", d.identities)
	page("GET /review/rates", d.rates)
	page("POST /review/people", d.decide)
	page("POST /review/merge", d.merge)
	page("POST /undo", d.undo)
	page("POST /analyst", d.name)
	page("GET /sources", d.sources)
	page("GET /method", d.method)
	page("GET /limits", d.limits)
	page("GET /about/{name}", d.about)
	page("GET /help", d.help)
	mux.Handle("GET /static/{name}", d.static)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) { // of pages that name none
		r.SetPathValue("name", "rostrum.svg")
		d.static.ServeHTTP(w, r)
	})
	page("/", func(_ http.ResponseWriter, r *http.Request) error {
		return rostrum.Errorf(rostrum.CodeNotFound, "there is no page %s", prose.Plain(clip(r.URL.Path, 200)))
	})
	return mux
}

// parse reads the templates: each page with the frame and the parts of all.
func (d *desk) parse() map[string]*template.Template {
	common := template.Must(template.New("").Funcs(d.functions()).ParseFS(templates, "template/frame.html", "template/parts.html"))
	names, err := templates.ReadDir("template")
	if err != nil {
		panic(err) // they are embedded
	}
	pages := map[string]*template.Template{}
	for _, f := range names {
		name := strings.TrimSuffix(f.Name(), ".html")
		if name == "frame" || name == "parts" {
			continue
		}
		pages[name] = template.Must(template.Must(common.Clone()).ParseFS(templates, "template/"+f.Name()))
	}
	return pages
}

// view is what the frame of a page shows, and the page in it.
type view struct {
	Title   string
	Section string // of the navigation
	At      string // path of this page
	Theme   string // light, dark, or "" as the system has it
	Analyst string
	Query   string // in the box for searches
	Here    string // address of this page
	Nav     []place
	More    []place
	Charts  bool // the page has charts, and the program holds what draws them
	Page    any
}

// place is an entry of the navigation.
type place struct{ Path, Name string }

var (
	nav = []place{{"/", "Today"}, {"/findings", "Findings"}, {"/search", "Search"}, {"/events", "Events"}, {"/people", "People"}, {"/lineups", "Line-ups"}, {"/phrases", "Words"}, {"/plans", "Plans"}, {"/acts", "Acts"},
		{"/edited", "Edited"}, {"/review", "Review"}}
	more = []place{{"/order", "Order"}, {"/absences", "Absences"}, {"/company", "Company"}, {"/firsts", "Firsts"}, {"/titles", "Titles"}, {"/names", "Names"}, {"/alike", "Like with like"}, {"/reports", "Reports"}, {"/links", "Told again"}, {"/cited", "Cited, not held"}, {"/corrections", "Corrections"}, {"/sources", "Sources"}, {"/method", "Method"},
		{"/limits", "Limits"}, {"/help", "Keys and help"}, {"/api/v1/", "API"}}
)

// section is the entry of the navigation under which a page stands.
func section(path string) string {
	first := "/" + strings.SplitN(strings.TrimPrefix(path, "/"), "/", 2)[0]
	for under, pages := range map[string][]place{"/lineups": lineUpPages, "/phrases": wordPages} {
		if slices.ContainsFunc(pages, func(p place) bool { return p.Path == first }) {
			return under
		}
	}
	if under, ok := map[string]string{"/finding": "/findings", "/lineup": "/lineups", "/person": "/people"}[first]; ok {
		return under
	}
	return first
}

// show writes a page.
func (d *desk) show(w http.ResponseWriter, r *http.Request, name, title string, page any) error {
	return d.write(w, r, http.StatusOK, name, title, page)
}

func (d *desk) write(w http.ResponseWriter, r *http.Request, status int, name, title string, page any) error {
	v := view{Title: title, Section: section(r.URL.Path), At: r.URL.Path, Theme: cookie(r, themeCookie), Analyst: d.analyst(r),
		Here: r.URL.RequestURI(), Nav: nav, More: more, Page: page}
	if r.URL.Path == "/search" {
		v.Query = r.URL.Query().Get("q")
	}
	if c, ok := page.(interface{ charted() bool }); ok {
		v.Charts = c.charted() && d.static.has(chartsFile)
	}
	var b bytes.Buffer
	if err := d.pages[name].ExecuteTemplate(&b, "frame", v); err != nil {
		return fmt.Errorf("writing the page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Set("Vary", "Cookie")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // who asked may have gone
	return nil
}

// failure is what the page of an error shows.
type failure struct {
	Status  int
	Code    rostrum.Code
	Message string
	Advice  string
}

// advice says what can be done about an error.
var advice = map[rostrum.Code]string{
	rostrum.CodeInvalid:     "Something in the address or the form is not as the page expects it. Change it there, or begin anew.",
	rostrum.CodeNotFound:    "Search finds reports by their words, their people and their ids; the lists in the navigation hold all there is.",
	rostrum.CodeConflict:    "What was asked contradicts what is held. Look at the report, or at what was said of it before.",
	rostrum.CodeUnavailable: "The store cannot be reached now. Try again in a moment.",
	rostrum.CodeUnsupported: "This is not something rostrum does.",
	rostrum.CodeInternal:    "This is a defect; please report it, with the address of this page.",
}

// fail writes the page of an error. What a defect says stays in the log.
func (d *desk) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // nobody waits for it
	}
	code := rostrum.ErrorCode(err)
	f := failure{Status: code.HTTPStatus(), Code: code, Message: prose.Plain(err.Error()), Advice: advice[code]}
	if code == rostrum.CodeInternal {
		fmt.Fprintf(d.options.Log, "rostrum: %s %q: %v (this is a defect; please report it)\n", r.Method, r.URL.Path, err)
		f.Message = "Something went wrong here."
	}
	if err := d.write(w, r, f.Status, "error", http.StatusText(f.Status), f); err != nil {
		fmt.Fprintf(d.options.Log, "rostrum: %v\n", err)
		http.Error(w, "This is a defect; please report it.", http.StatusInternalServerError)
	}
}

// id is the id of the report that a page is about.
func id(r *http.Request) (string, error) {
	id := r.PathValue("id")
	if id == "" {
		id = r.URL.Query().Get("id")
	}
	if id == "" {
		return "", rostrum.Errorf(rostrum.CodeInvalid, "expected the id of a report in the address")
	}
	return id, nil
}

// list is what every list shows beside its records: the form that filters it, what
// was looked at, and where it goes on.
type list struct {
	Path     string
	Fields   []field
	Used     bool
	Found    string
	Searched app.Searched
	Next     string // address of the next page, or ""
	First    string // address of the first page, on another
}

// newList makes it of the filter and the answer.
func newList(r *http.Request, f *filter, found string, searched app.Searched, next string) list {
	l := list{Path: r.URL.Path, Fields: f.fields, Used: f.used(), Found: found, Searched: searched}
	q := maps.Clone(r.URL.Query())
	if q.Get("cursor") != "" {
		first := maps.Clone(q)
		first.Del("cursor")
		l.First = address(r.URL.Path, first)
	}
	if next != "" {
		q.Set("cursor", next)
		l.Next = address(r.URL.Path, q)
	}
	return l
}

// address is a path with what a filter says, empty fields left out.
func address(path string, q url.Values) string {
	maps.DeleteFunc(q, func(_ string, values []string) bool {
		return !slices.ContainsFunc(values, func(v string) bool { return v != "" })
	})
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// clip shortens a text to so many runes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	count := 0
	for i := range s {
		if count == n {
			return strings.TrimRight(s[:i], " ,;") + "…"
		}
		count++
	}
	return s
}
