package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Wordsmith is what questions about words are answered with.
type Wordsmith struct {
	Reader PassageReader
	Books  []*wordbook.Book
	// Digest is of profiles and program; words that were read are kept by it. "" keeps
	// nothing.
	Digest string
}

// WordFilter selects what questions about words look at; empty fields select all.
type WordFilter struct {
	From, To string // days: of publication, or, of findings, on which they were known
	Outlet   string
	Lang     string
	Voices   []string
	Fields   []string // rostrum.FieldTitle, rostrum.FieldText
	Limit    int
	Short    bool // uses of a phrase are not listed beyond Limit
}

// PhraseChanges is the answer of App.PhraseChanges.
type PhraseChanges struct {
	Findings []finding.Finding `json:"findings"`
	Counts   map[string]int    `json:"counts"` // of all that were found in the span, by kind
	Searched Searched          `json:"searched"`
}

// PhraseLedger is the answer of App.PhraseLedger.
type PhraseLedger struct {
	Phrases  []phrase.Entry `json:"phrases"`
	Total    int            `json:"total"`
	Searched Searched       `json:"searched"`
}

// PhraseUse is the answer of App.Phrase.
type PhraseUse struct {
	Phrase   string           `json:"phrase"`
	Series   []*phrase.Series `json:"series"` // by language, then field
	Quotes   []Quoted         `json:"quotes"` // uses, the latest first
	Searched Searched         `json:"searched"`
}

// Quoted is a use of words with those around it.
type Quoted struct {
	phrase.Use
	Lang  string `json:"lang"`
	Quote string `json:"quote"` // the bytes of the passage
}

// ThingNames is the answer of App.Names.
type ThingNames struct {
	Thing    string        `json:"thing"`
	Meaning  string        `json:"meaning"`
	Names    []phrase.Name `json:"names"`
	Searched Searched      `json:"searched"`
}

// quotes gives the bytes of spans of reports, each report read once.
func (a *App) quotes(ctx context.Context) (phrase.Quote, *error) {
	read := map[string]*rostrum.Report{}
	failed := new(error)
	return func(id string, at rostrum.Span) string {
		r, ok := read[id]
		if !ok {
			found, err := a.store.Report(ctx, id)
			if err != nil {
				*failed = err
				return ""
			}
			r = &rostrum.Report{Title: found.Extraction.Title}
			if found.Extraction.Text != nil {
				r.Text = *found.Extraction.Text
			}
			read[id] = r
		}
		return at.Quote(r)
	}, failed
}

// PhraseChanges tells what became of phrases and titles, and was known in a span of
// days; kinds are those of package phrase, none is all.
func (a *App) PhraseChanges(ctx context.Context, w Wordsmith, f WordFilter, kinds []string, newestFirst bool) (*PhraseChanges, error) {
	all, unread, err := a.corpora(ctx, w, f.Outlet)
	if err != nil {
		return nil, err
	}
	out := &PhraseChanges{Findings: []finding.Finding{}, Counts: map[string]int{}}
	quote, failed := a.quotes(ctx)
	unquoted := func(string, rostrum.Span) string { return "" }
	for _, c := range all {
		if f.Lang != "" && f.Lang != c.Lang || len(c.Reports) == 0 || f.Lang == "" && !w.Reader.Reads(c.Outlet, c.Lang) {
			continue // what nobody reads is a control for the rest
		}
		book := bookOf(w.Books, c)
		for _, field := range []string{rostrum.FieldTitle, rostrum.FieldText} {
			if len(f.Fields) > 0 && !slices.Contains(f.Fields, field) || len(kinds) > 0 && !slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(phrase.Kinds, k) }) {
				continue
			}
			l := c.NewLedger(field, f.Voices, terms(book))
			for k, n := range l.Count(f.From, f.To) {
				out.Counts[k] += n
			}
			out.Findings = append(out.Findings, l.Findings(f.From, f.To, kinds, quote, f.Limit, newestFirst)...)
		}
		titles := c.Titles(posts(book), f.Voices, "", holding.End, unquoted)
		for i := range titles {
			t := &titles[i]
			if t.Known < f.From || f.To != "" && t.Known > f.To {
				continue
			}
			out.Counts[t.Kind]++
			if len(kinds) == 0 || slices.Contains(kinds, t.Kind) {
				out.Findings = append(out.Findings, *t)
			}
		}
	}
	finding.Sort(out.Findings)
	if newestFirst {
		slices.Reverse(out.Findings)
	}
	if len(out.Findings) > f.Limit {
		out.Findings = out.Findings[:f.Limit]
	}
	for i := range out.Findings {
		beside(&out.Findings[i], all, w.Books)
		for k := range out.Findings[i].Evidence {
			if e := &out.Findings[i].Evidence[k]; e.Quote == "" {
				e.Quote = quote(e.Report, e.At)
			}
		}
	}
	if err := cmp.Or(*failed, *unread); err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{Outlet: f.Outlet, Lang: f.Lang})
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	return out, nil
}

// aYear is how many days before and after a change other languages are looked at.
const aYear = 365

// beside adds to a finding how the wordings of the same term went in the headlines
// of the outlet's other languages: a change of words there is a change in the
// outlet's own language, a change here alone one of translators.
func beside(f *finding.Finding, all []*phrase.Corpus, books []*wordbook.Book) {
	said := search.FoldName(f.Subject) + " " + search.FoldName(f.Says)
	for _, b := range books {
		if b.Outlet != f.Coverage.Outlet || b.Lang != f.Coverage.Lang {
			continue
		}
		for _, r := range b.Renderings {
			if !slices.ContainsFunc(r.Wordings, func(w wordbook.Wording) bool {
				return slices.ContainsFunc(w.Words, func(words string) bool { return strings.Contains(said, search.FoldName(words)) })
			}) {
				continue
			}
			for _, c := range all {
				if c.Outlet == b.Outlet && c.Lang != b.Lang {
					f.Says += kept(c, bookOf(books, c), r.Term, f.Day, f.Known)
				}
			}
		}
	}
}

// kept words how a corpus rendered a term around a day, by what was known on another.
func kept(c *phrase.Corpus, b *wordbook.Book, term, day, known string) string {
	for _, r := range b.Renderings {
		if r.Term != term {
			continue
		}
		for _, w := range r.Wordings {
			for _, words := range w.Words {
				before, ofBefore := c.Among(words, rostrum.FieldTitle, phrase.Filter{From: holding.Plus(day, -aYear), To: day})
				after, ofAfter := c.Among(words, rostrum.FieldTitle, phrase.Filter{From: holding.Plus(day, 1), To: min(holding.Plus(day, aYear), holding.Plus(known, -1))})
				if ofBefore+ofAfter > 0 {
					return fmt.Sprintf(" In %s, headlines had %q in %d of %d the year before and in %d of %d after.", c.Lang, words, before, ofBefore, after, ofAfter)
				}
			}
		}
	}
	return ""
}

func bookOf(books []*wordbook.Book, c *phrase.Corpus) *wordbook.Book {
	for _, b := range books {
		if strings.EqualFold(b.Outlet, c.Outlet) && b.Lang == c.Lang {
			return b
		}
	}
	return &wordbook.Book{}
}

// PhraseLedger lists the phrases that recur in a span of days.
func (a *App) PhraseLedger(ctx context.Context, w Wordsmith, f WordFilter) (*PhraseLedger, error) {
	all, unread, err := a.corpora(ctx, w, f.Outlet)
	if err != nil {
		return nil, err
	}
	out := &PhraseLedger{Phrases: []phrase.Entry{}}
	quote, failed := a.quotes(ctx)
	for _, c := range all {
		if f.Lang != "" && f.Lang != c.Lang {
			continue
		}
		for _, field := range []string{rostrum.FieldTitle, rostrum.FieldText} {
			if len(f.Fields) > 0 && !slices.Contains(f.Fields, field) {
				continue
			}
			entries, n := c.Recurring(field, f.Voices).Entries(phrase.Filter{From: f.From, To: f.To}, quote, f.Limit)
			out.Phrases = append(out.Phrases, entries...)
			out.Total += n
		}
	}
	if err := cmp.Or(*failed, *unread); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out.Phrases, func(a, b phrase.Entry) int { return b.Reports - a.Reports })
	out.Phrases = out.Phrases[:min(f.Limit, len(out.Phrases))]
	s, err := a.searchedReports(ctx, store.ReportFilter{From: f.From, To: f.To, Outlet: f.Outlet, Lang: f.Lang})
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	return out, nil
}

// Phrase tells how words are used, month by month, by whom, and where.
func (a *App) Phrase(ctx context.Context, w Wordsmith, words string, f WordFilter) (*PhraseUse, error) {
	out := &PhraseUse{Phrase: words, Series: []*phrase.Series{}, Quotes: []Quoted{}}
	fields := f.Fields
	if len(fields) == 0 {
		fields = []string{rostrum.FieldTitle, rostrum.FieldText}
	}
	if err := a.concorded(ctx, w, func(all []*phrase.Concordance) error {
		type quoted struct {
			phrase.Place
			of    *phrase.Concordance
			field string
		}
		var uses []quoted
		latest := 0
		if f.Short {
			latest = f.Limit
		}
		for _, c := range all {
			if !f.wants(c) {
				continue
			}
			for _, s := range c.Series(words, fields, phrase.Filter{From: f.From, To: f.To, Voices: f.Voices, Latest: latest}) {
				if s.Reports == 0 && len(s.Voices) == 0 {
					continue
				}
				out.Series = append(out.Series, s)
				for _, u := range s.Uses {
					uses = append(uses, quoted{u, c, s.Field})
				}
			}
		}
		slices.SortStableFunc(uses, func(a, b quoted) int { return strings.Compare(b.Published, a.Published) })
		uses = uses[:min(f.Limit, len(uses))]
		var ids []string
		for i := range uses {
			ids = append(ids, uses[i].Report)
		}
		sources, err := a.sources(ctx, w.Reader, ids)
		if err != nil {
			return err
		}
		for i := range uses {
			u := &uses[i]
			s := sources[u.Report]
			if s == nil {
				continue // it was taken away meanwhile
			}
			if at, ok := u.of.Locate(s, words, u.field, f.Voices); ok {
				out.Quotes = append(out.Quotes, Quoted{Use: at, Lang: u.of.Lang, Quote: quoteOf(s, at.Passage)})
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{From: f.From, To: f.To, Outlet: f.Outlet, Lang: f.Lang})
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	return out, nil
}

// wants tells whether the words of an outlet in a language are looked at.
func (f *WordFilter) wants(c *phrase.Concordance) bool {
	return (f.Outlet == "" || strings.EqualFold(f.Outlet, c.Outlet)) && (f.Lang == "" || f.Lang == c.Lang)
}

// quoteOf is the bytes of a span of a report.
func quoteOf(s *phrase.Source, at rostrum.Span) string {
	return at.Quote(&rostrum.Report{Title: s.Title, Text: s.Text})
}

// Named is something that a book has names for.
type Named struct {
	Outlet  string   `json:"outlet"`
	Lang    string   `json:"lang"`
	Thing   string   `json:"thing"`
	Meaning string   `json:"meaning"`
	Names   []string `json:"names"`
}

// Things lists what the books know names for.
func (w Wordsmith) Things() []Named {
	all := []Named{}
	for _, b := range w.Books {
		for _, t := range b.Things {
			all = append(all, Named{b.Outlet, b.Lang, t.Name, t.Meaning, t.Called})
		}
	}
	return all
}

// Names tells by what names a thing is called, in titles and texts, in spans of as
// many letters of the day: 4 for years, 7 for months.
func (a *App) Names(ctx context.Context, w Wordsmith, thing string, f WordFilter, letters int) (*ThingNames, error) {
	known := w.Things()
	k := slices.IndexFunc(known, func(t Named) bool { return strings.EqualFold(t.Thing, thing) })
	if k < 0 {
		var names []string
		for _, t := range known {
			if !slices.Contains(names, t.Thing) {
				names = append(names, t.Thing)
			}
		}
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "names: no profile lists names for %q; there are names for: %s", thing, strings.Join(names, ", "))
	}
	out := &ThingNames{Thing: known[k].Thing, Names: []phrase.Name{}}
	if err := a.concorded(ctx, w, func(all []*phrase.Concordance) error {
		for i, c := range all { // in the order of the books
			if !f.wants(c) {
				continue
			}
			for _, t := range w.Books[i].Things {
				if t.Name != out.Thing {
					continue
				}
				names := c.Names(t.Called, phrase.Filter{From: f.From, To: f.To, Voices: f.Voices}, letters)
				if len(names) > 0 {
					out.Meaning = t.Meaning
				}
				ids := make([]string, len(names))
				for n := range names {
					ids[n] = names[n].Evidence.Report
				}
				sources, err := a.sources(ctx, w.Reader, ids)
				if err != nil {
					return err
				}
				for n := range names {
					if s := sources[ids[n]]; s != nil {
						if at, ok := c.LocateName(s, t.Called, names[n].Name, f.Voices); ok {
							names[n].Evidence = at
						}
					}
				}
				out.Names = append(out.Names, names...)
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{From: f.From, To: f.To, Outlet: f.Outlet, Lang: f.Lang})
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	return out, nil
}
