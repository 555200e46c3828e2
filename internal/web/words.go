package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/company"
	"github.com/rostrum-watch/rostrum/internal/analysis/counterpart"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

// phrasePage is how words are used: when, by whom, and where.
type phrasePage struct {
	Sub    []place
	Query  string
	Voices []string
	*app.PhraseUse
	Told  []told // what became of them
	Lines []inContext
}

// inContext is a use with what stands around it.
type inContext struct {
	app.Quoted
	Before, Words, After string
}

// mostUses is how many uses of words a page shows.
const mostUses = 40

// AllVoices are the voices that can be chosen.
func (p *phrasePage) AllVoices() []string { return append(slices.Clone(rostrum.Voices), everyVoice) }

func (p *phrasePage) charted() bool { return p.PhraseUse != nil && len(p.Series) > 0 }

func (d *desk) phrase(w http.ResponseWriter, r *http.Request) error {
	f := newFilter(r.URL.Query())
	p := &phrasePage{Sub: wordPages, Query: f.text("q", "Words", "")}
	p.Voices = f.voices()
	if f.err != nil {
		return f.err
	}
	if p.Query == "" {
		return d.show(w, r, "phrase", "A phrase", p)
	}
	const most = 200
	if len(p.Query) > most {
		return rostrum.Errorf(rostrum.CodeInvalid, "q: expected a few words, found %d bytes", len(p.Query))
	}
	done, err := d.soon(w, r, "All words that are held", func(ctx context.Context) (err error) {
		p.PhraseUse, err = d.app.PhraseOf(ctx, d.options.Words, p.Query, app.WordFilter{Voices: p.Voices, Limit: mostUses, Short: true})
		return err
	})
	if !done {
		return err
	}
	for _, q := range p.Quotes {
		p.Lines = append(p.Lines, contextOf(q))
	}
	about, err := d.app.AboutSubject(r.Context(), d.options.Looking, p.Query)
	if err != nil {
		return err
	}
	for i := range about.Findings {
		p.Told = append(p.Told, told{&about.Findings[i], prose.OfFinding(about.Findings[i].Kind)})
	}
	return d.show(w, r, "phrase", "“"+clip(p.Query, 80)+"”", p)
}

// contextOf cuts a passage by the words that are sought in it.
func contextOf(q app.Quoted) inContext {
	c := inContext{Quoted: q, Words: q.Quote}
	from, to := q.At.Start-q.Passage.Start, q.At.End-q.Passage.Start
	if q.At.Field == q.Passage.Field && from >= 0 && from < to && to <= len(q.Quote) {
		c.Before, c.Words, c.After = q.Quote[:from], q.Quote[from:to], q.Quote[to:]
	}
	return c
}

// seriesLine is a series as a chart takes it: rates by month.
type seriesLine struct {
	Name string   `json:"name"`
	Rows [][3]any `json:"rows"` // month, rate, words
}

// Picture is the rates of all series.
func (p *phrasePage) Picture() []seriesLine {
	lines := make([]seriesLine, 0, len(p.Series))
	for _, s := range p.Series {
		l := seriesLine{Name: fieldWords(s.Field) + ", " + s.Lang, Rows: [][3]any{}}
		for i, m := range s.Months {
			if i > 0 && !next(s.Months[i-1].Month, m.Month) {
				l.Rows = append(l.Rows, [3]any{m.Month, nil, ""}) // a break: nothing is drawn across
			}
			l.Rows = append(l.Rows, [3]any{m.Month, m.Rate, fmt.Sprintf("%s: in %d of %d comparable reports", m.Month, m.Reports, m.Comparable)})
		}
		lines = append(lines, l)
	}
	return lines
}

// next tells whether a month or year is the next after another.
func next(before, after string) bool {
	for layout, step := range map[string][2]int{"2006-01": {0, 1}, "2006": {1, 0}} {
		if t, err := time.Parse(layout, before); err == nil {
			return t.AddDate(step[0], step[1], 0).Format(layout) == after
		}
	}
	return false
}

// fieldWords words the field of a report.
func fieldWords(field string) string {
	if field == rostrum.FieldTitle {
		return "headlines"
	}
	return "texts"
}

// yearRate is what a year of a series has.
type yearRate struct {
	Year                string
	Reports, Comparable int
	Rate                string
}

// yearRates are the months of a series by year.
func yearRates(s *phrase.Series) []yearRate {
	var years []yearRate
	for _, m := range s.Months {
		if n := len(years); n == 0 || years[n-1].Year != m.Month[:4] {
			years = append(years, yearRate{Year: m.Month[:4]})
		}
		y := &years[len(years)-1]
		y.Reports, y.Comparable = y.Reports+m.Reports, y.Comparable+m.Comparable
	}
	for i := range years {
		years[i].Rate = fmt.Sprintf("%.1f", 1000*float64(years[i].Reports)/float64(max(1, years[i].Comparable)))
	}
	return years
}

// namesPage is by what names things are called.
type namesPage struct {
	Sub    []place
	Things []app.Named
	Thing  string
	*app.ThingNames
	Spans []string
}

func (p *namesPage) charted() bool { return p.ThingNames != nil && len(p.Names) > 0 }

// Picture is the share of each name by year, as a chart takes it.
func (p *namesPage) Picture() []seriesLine {
	lines := []seriesLine{}
	for _, n := range p.Names {
		l := seriesLine{Name: n.Name + " (" + n.Lang + ")", Rows: [][3]any{}}
		for i, s := range n.Spans {
			if i > 0 && !next(n.Spans[i-1].Span, s.Span) {
				l.Rows = append(l.Rows, [3]any{s.Span, nil, ""})
			}
			l.Rows = append(l.Rows, [3]any{s.Span, 100 * s.Share, fmt.Sprintf("%s: in %d headlines, %d texts; %.0f %% of the reports that name it", s.Span, s.Titles, s.Texts, 100*s.Share)})
		}
		lines = append(lines, l)
	}
	return lines
}

// In is what a span has of a name, "" where it is not used.
func (p *namesPage) In(n phrase.Name, span string) string {
	for _, s := range n.Spans {
		if s.Span == span {
			return fmt.Sprintf("%.0f %%", 100*s.Share)
		}
	}
	return ""
}

func (d *desk) names(w http.ResponseWriter, r *http.Request) error {
	p := &namesPage{Sub: wordPages, Thing: strings.TrimSpace(r.URL.Query().Get("thing"))}
	held, err := d.app.LookedAt(r.Context(), "", "")
	if err != nil {
		return err
	}
	for _, t := range d.options.Words.Things() {
		if held.Outlets[t.Outlet] > 0 {
			p.Things = append(p.Things, t)
		}
	}
	if p.Thing == "" {
		return d.show(w, r, "names", "Names for one thing", p)
	}
	done, err := d.soon(w, r, "All words that are held", func(ctx context.Context) (err error) {
		p.ThingNames, err = d.app.NamesOf(ctx, d.options.Words, p.Thing)
		return err
	})
	if !done {
		return err
	}
	for _, n := range p.Names {
		for _, s := range n.Spans {
			if !slices.Contains(p.Spans, s.Span) {
				p.Spans = append(p.Spans, s.Span)
			}
		}
	}
	slices.Sort(p.Spans)
	return d.show(w, r, "names", "Names for "+clip(p.ThingNames.Thing, 80), p)
}

// alikePage is a report beside its like of an earlier year, sentence by sentence.
type alikePage struct {
	Sub   []place
	ID    string
	Other string
	None  string
	*app.Comparison
	Counted string
}

func (d *desk) alike(w http.ResponseWriter, r *http.Request) error {
	p := &alikePage{Sub: wordPages, Other: strings.TrimSpace(r.URL.Query().Get("other"))}
	if p.ID = cmp.Or(r.PathValue("id"), strings.TrimSpace(r.URL.Query().Get("id"))); p.ID == "" {
		return d.show(w, r, "alike", "Like with like", p)
	}
	done, err := d.soon(w, r, "Reports of earlier years", func(ctx context.Context) error {
		shown, err := d.app.Show(ctx, p.ID)
		if err != nil {
			return err
		}
		p.ID = shown.ID
		p.Comparison, err = d.app.Likened(ctx, p.ID, p.Other, d.options.Outliner)
		if rostrum.ErrorCode(err) == rostrum.CodeNotFound && p.Other == "" {
			p.None = "No earlier report of its outlet, language and kind has a title like its own"
			return nil
		}
		return err
	})
	if !done {
		return err
	}
	if p.Comparison != nil {
		p.Counted = prose.Tallied(p.Counts)
	}
	return d.show(w, r, "alike", "Like with like", p)
}

// rowState is how a row is marked.
func rowState(r counterpart.Row) string {
	if r.Status == counterpart.Kept && r.Moved {
		return "moved"
	}
	return r.Status
}

// query is one field of an address.
func query(name, value string) string { return url.Values{name: {value}}.Encode() }

// timesExpected words how often two are named together, beside chance.
func timesExpected(t *company.Tie) string {
	return fmt.Sprintf("%d, by chance %.1f", t.Together, t.Expected)
}

// memberWords words how often somebody is named.
func memberWords(m company.Member) string {
	return fmt.Sprintf("%s, %d ties, group %d", prose.Count(m.Occasions, "occasion"), m.Ties, m.Group)
}
