package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/marks"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// searchLimit is how many hits a page has: each takes some lines.
const searchLimit = 20

// The orders of hits.
const (
	byRank = "rank"
	byNew  = "new"
)

func (p *Program) searchCommand() *cobra.Command {
	o := app.SearchOptions{}
	sort := byRank
	c := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find stored reports by their words and by what was extracted from them",
		Long: `Find stored reports, in whatever language and whether extracted or not, by the
words of their newest versions. Each hit is shown at the passage where what was
sought stands together, with its place in the text; the count is exact. A
name that the source ran together with its neighbours (StewardTorvane Ost Halricsaid)
is found by its own words where records have it; other words stand as written.

A word finds all words of its stem; words in "quotes" are sought in a row, as
written; prod* finds what begins so. AND (which may be left out), OR, NOT (or -)
and brackets join; NEAR(a b, 5), or a NEAR/5 b, wants at most five words between.
Operators are written in capital letters. Case, accents and what stands between
words play no part.

` + fieldsHelp() + `

Values of several words are quoted: person:"Kim Chol". Each field stands for the
report: person:X role:host finds reports with X in which somebody is host.

Hits are ranked by BM25, where words are sought, among the newest ` + thousands(search.MostRanked) + `; --sort
new lists all of them by day of publication, the newest first.`,
		Example: `  rostrum search 'plough OR tractor*'
  rostrum search '"tour of counsel" person:"Torvane Ost Halric" from:2031-03'
  rostrum search --sort new 'NEAR(missile shot, 5) -type:drill'
  rostrum search 'act:directive site:works' --json`,
		Args: needArgs("a query, such as 'harvest person:\"Kim Chol\"'"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkLimit(o.Limit); err != nil {
				return err
			}
			if err := oneOf("--sort", sort, byRank, byNew); err != nil {
				return err
			}
			o.Query, o.Newest = strings.Join(args, " "), sort == byNew
			if _, err := search.Parse(o.Query); err != nil {
				return err // before anything is opened
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				p.index(ctx, a)
				found, err := a.Search(ctx, o)
				if err != nil {
					return err
				}
				return p.printFound(found)
			})
		},
	}
	f := c.Flags()
	f.StringVar(&sort, "sort", byRank, "the `ORDER` of hits: rank, or new, the newest first")
	f.IntVar(&o.Limit, "limit", searchLimit, fmt.Sprintf("at most so many reports, up to %d", store.MaxLimit))
	f.StringVar(&o.Cursor, "cursor", "", "go on after the page that gave this `CURSOR`")
	complete(c, "sort", byRank, byNew)
	return c
}

// fieldsHelp lists the fields.
func fieldsHelp() string {
	var b strings.Builder
	b.WriteString("Fields:\n")
	for _, name := range search.FieldNames() {
		fmt.Fprintf(&b, "  %-8s %s\n", name+":", search.FieldMeaning(name))
	}
	return strings.TrimRight(b.String(), "\n")
}

// index makes findable what was kept before there was an index. Where it cannot,
// as in a store that may only be read, the search says how much it misses.
func (p *Program) index(ctx context.Context, a *app.App) {
	g := p.progress()
	err := a.Index(ctx, func(done, left int) {
		g.say(fmt.Sprintf("indexing what was kept before: %s done, %s left", count(done, "report"), thousands(left)))
	})
	g.clear()
	if err != nil && ctx.Err() == nil {
		fmt.Fprintln(p.Err, "rostrum: not all reports could be indexed: "+message(err))
	}
}

func (p *Program) printFound(found *app.Found) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		if found.Unindexed > 0 {
			fmt.Fprintf(p.Err, "rostrum: %s\n", unindexed(found.Unindexed))
		}
		return writeLines(p.Out, found.Hits)
	}
	s := style{p.colour()}
	pg := page{style: s, width: p.width(), spoken: true}
	var b []byte
	for i := range found.Hits {
		b = pg.hit(b, &found.Hits[i])
	}
	if _, err := p.Out.Write(b); err != nil {
		return err
	}
	return p.foot(s, foundWords(found)+" "+searched(found.Searched), found.Next)
}

// foundWords says how many reports a query finds, in which order they are listed,
// and what was not looked at.
func foundWords(f *app.Found) string {
	words := prose.Found(f)
	if f.Unindexed > 0 {
		words += " " + unindexed(f.Unindexed)
	}
	return words
}

func unindexed(n int) string {
	return fmt.Sprintf("Not looked at: %s that the index does not hold yet; rostrum ingest makes up for it.", count(n, "report"))
}

// hit prints a report that was found: its title, what it is, and the passage.
func (p page) hit(b []byte, h *app.Hit) []byte {
	title := h.Title
	if strings.TrimSpace(title) == "" {
		title = "(no title)"
	}
	b = p.text(b, title, sgrBold, marks.Within(h.Marks, rostrum.FieldTitle, 0, len(title)))
	opens := h.Report + " " + at(h.At)
	b = append(b, paragraph(p.style.dim(plain(joined(" · ", orDash(h.Published), h.Outlet, h.Lang, h.Kind, opens))), "", p.width)...)
	if h.Quote == "" {
		return append(b, '\n')
	}
	words := p.words(h.Quote, 0, "", marks.Within(h.Marks, rostrum.FieldText, h.Shown.Start, h.Shown.End))
	if h.Shown.Start > 0 {
		words = slices.Insert(words, 0, "…")
	}
	if h.Shown.End < len(h.Text) {
		words = append(words, "…")
	}
	for _, line := range wrap(words, p.width-4) {
		b = append(b, "    "+line+"\n"...)
	}
	return append(b, '\n')
}
