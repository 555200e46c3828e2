package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// What leaves the tool: the page of a stretch as text, and a feed of alarms. What they
// say to a person's disadvantage goes with the name of an analyst, or not at all.

// tellNews puts into the page of a stretch what was found in it, as far as it is.
func (d *desk) tellNews(r *http.Request, p *todayPage, outlet string) error {
	ctx := r.Context()
	p.Signed = d.analyst(r)
	p.Text = "/today.txt" + strings.TrimPrefix(listURL("", "from", p.From, "to", p.To, "outlet", outlet), "/")
	found, err := d.app.News(ctx, d.options.Looking, app.FindingFilter{From: p.From, To: p.To, Limit: store.MaxLimit})
	if err != nil {
		return err
	}
	p.freshness = freshness{found.Ready, found.Fresh}
	all := slices.DeleteFunc(found.Findings, func(f app.Stocked) bool { return outlet != "" && !strings.EqualFold(f.Coverage.Outlet, outlet) })
	p.Found = len(all)
	p.Alarms, p.AlarmsRest, p.News = news(all, p.From, p.To)
	p.AlarmsAll = listURL("findings", "from", p.From, "to", p.To, "alarms", "yes")
	shown := shownOf(p.Alarms)
	for i := range p.News {
		shown = append(shown, shownOf(p.News[i].Items)...)
	}
	if err := d.app.Quote(ctx, shown, 1); err != nil {
		return err
	}
	fired, ready, err := d.app.FiredLately(ctx, d.options.Looking, p.From, p.To)
	if err != nil {
		return err
	}
	p.WatchReady = ready
	for _, f := range fired {
		line := watchedLine{Watched: f}
		if n := len(f.Cases); n > mostCases {
			line.Cases, line.More = f.Cases[n-mostCases:], n-mostCases
		}
		p.Watched = append(p.Watched, line)
	}
	return nil
}

// mostCases is how many cases of a rule that fired a page shows.
const mostCases = 4

// leaves tells whether a finding may leave the tool under a name, "" for none.
func leaves(of prose.FindingKind, by string) bool { return by != "" || !of.Negative }

// signer is the name that goes with what leaves: one given in the address, else the
// analyst of this browser.
func (d *desk) signer(r *http.Request) string {
	if as := strings.Join(strings.Fields(r.URL.Query().Get("as")), " "); as != "" {
		const most = 100
		return clip(prose.Plain(as), most)
	}
	return d.analyst(r)
}

// todayText is what a stretch brought, as text for a mail.
func (d *desk) todayText(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	from, to := f.bounded()
	outlet := f.text("outlet", "Outlet", "")
	if f.err != nil {
		return f.err
	}
	b, err := d.app.Brief(r.Context(), app.BriefOptions{From: from, To: to, Outlet: outlet})
	if err != nil {
		return err
	}
	p := &todayPage{Brief: b}
	if err := d.tellNews(r, p, outlet); err != nil {
		return err
	}
	if !p.Ready {
		return rostrum.Errorf(rostrum.CodeUnavailable, "the findings in all that is held are still being looked for")
	}
	by := d.signer(r)
	var t strings.Builder
	fmt.Fprintf(&t, "%s\n\n%s %s\n", prose.Days(b.From, b.To), prose.Looked(b.Searched), prose.Coverage(b.Searched))
	if len(b.Cited) > 0 {
		fmt.Fprintf(&t, "Cited, not held: %s.\n", prose.CitedSorts(b.Cited))
	}
	if by != "" {
		fmt.Fprintf(&t, "Told by %s.\n", prose.Plain(by))
	}
	left := 0
	section := func(title string, items []newsItem) {
		var lines strings.Builder
		for _, i := range items {
			if !leaves(i.Of, by) {
				left += max(1, len(i.Bundle))
				continue
			}
			lines.WriteString(textOf(i))
		}
		if lines.Len() > 0 {
			fmt.Fprintf(&t, "\n%s\n\n%s", strings.ToUpper(title), lines.String())
		}
	}
	section("Alarms", p.Alarms)
	for _, s := range p.News {
		section(s.Title, s.Items)
	}
	if len(p.Alarms)+len(p.News) == 0 {
		t.WriteString("\nNothing was found in these days.\n")
	}
	if left > 0 {
		fmt.Fprintf(&t, "\n%s left out: what is found to the disadvantage of a person leaves with the name of an analyst.\n", prose.Count(left, "finding"))
	}
	t.WriteString("\nrostrum records what reports say, not that it is true. Text is quoted; each quotation names its report.\n")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Set("Vary", "Cookie")
	_, _ = w.Write([]byte(t.String())) // who asked may have gone
	return nil
}

// textOf is an item in plain text.
func textOf(i newsItem) string {
	var t strings.Builder
	fmt.Fprintf(&t, "- %s, %s: %s\n", i.Known, i.Of.Words, prose.Plain(i.Says))
	if len(i.Bundle) > 1 {
		var names []string
		for _, o := range i.Bundle[1:] {
			names = append(names, o.Label())
		}
		fmt.Fprintf(&t, "  The same of: %s.\n", strings.Join(names, ", "))
	}
	for _, q := range i.Passages {
		fmt.Fprintf(&t, "  “%s” [%s, %s]\n", prose.Plain(clip(q.Before+q.Quote+q.After, 400)), prose.Plain(q.Report), q.Published)
	}
	for _, m := range i.More {
		fmt.Fprintf(&t, "  Also, %s: %s\n", m.Of.Words, prose.Plain(m.Says))
	}
	fmt.Fprintf(&t, "  Could also be: %s.\n", couldBe(i.Finding))
	return t.String()
}

// sign lets the browser remember whose name goes with what leaves.
func (d *desk) sign(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return invalidForm(err)
	}
	const most = 100
	remember(w, analystCookie, clip(prose.Plain(strings.Join(strings.Fields(r.PostForm.Get("as")), " ")), most))
	back(w, r, r.PostForm.Get("back"))
	return nil
}

// atomFeed and atomEntry are a feed as RFC 4287 has it, as far as it is needed.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

type atomLink struct {
	To string `xml:"href,attr"`
}

// mostFed is how many alarms a feed has.
const mostFed = 60

// feed is the latest alarms.
func (d *desk) feed(w http.ResponseWriter, r *http.Request) error {
	found, err := d.app.News(r.Context(), d.options.Looking, app.FindingFilter{Alarms: true, NewestFirst: true, Limit: mostFed})
	if err != nil {
		return err
	}
	if !found.Ready {
		return rostrum.Errorf(rostrum.CodeUnavailable, "the findings in all that is held are still being looked for")
	}
	var shown []*app.Stocked
	by := d.signer(r)
	for i := range found.Findings {
		if one := &found.Findings[i]; leaves(prose.OfFinding(one.Kind), by) {
			shown = append(shown, one)
		}
	}
	if err := d.app.Quote(r.Context(), shown, 1); err != nil {
		return err
	}
	f := atomFeed{ID: "urn:rostrum:alarms", Title: "rostrum: alarms", Author: "rostrum", Updated: "1970-01-01T00:00:00Z"}
	if by != "" {
		f.Author = by
	}
	const midnight = "T00:00:00Z"
	for _, one := range shown {
		of := prose.OfFinding(one.Kind)
		e := atomEntry{ID: "urn:rostrum:finding:" + one.ID, Title: prose.Plain(of.Words + ": " + clip(one.Subject, 120)), Updated: one.Known + midnight,
			Link: atomLink{"http://" + r.Host + "/finding/" + one.ID}, Summary: prose.Plain(one.Says)}
		for _, q := range one.Passages {
			e.Summary += " “" + prose.Plain(q.Before+q.Quote+q.After) + "” [" + prose.Plain(q.Report) + "]"
		}
		e.Summary += " Could also be: " + couldBe(one.Finding) + "."
		f.Updated = max(f.Updated, e.Updated)
		f.Entries = append(f.Entries, e)
	}
	out, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	w.Header().Set("Vary", "Cookie")
	_, _ = w.Write([]byte(xml.Header + string(out) + "\n")) // who asked may have gone
	return nil
}
