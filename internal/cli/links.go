package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (p *Program) linksCommand() *cobra.Command {
	var from, to string
	var f store.LinkFilter
	c := &cobra.Command{
		Use:   "links",
		Short: "List reports that belong together: retellings, summaries, twins",
		Long: `List stored reports that belong together, by day of publication: a retelling (the
same story told again, within ten days), a summary (a short form of another
text), a twin (the report of one outlet on the same occasion in another
language, told by the names that both have, rare ones before frequent ones).
Nothing is merged: each stays a report of its own. The score is the share of
runs of words, or of names by their weight, that both have.`,
		Example: `  rostrum ingest docs/examples/also.jsonl
  rostrum links
  rostrum links --kind summary --from 2031-03
  rostrum links --report vdb-2031-03-05-002 --json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if f.From, f.To, err = period(from, to); err != nil {
				return err
			}
			if err := checkLimit(f.Limit); err != nil {
				return err
			}
			if f.Kinds, err = someOf("--kind", f.Kinds, store.LinkKinds...); err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Links(ctx, f)
				if err != nil {
					return err
				}
				return p.printLinks(found)
			})
		},
	}
	flags := c.Flags()
	flags.StringVar(&from, "from", "", "first `DAY` of publication, of one or the other, as 2024-09-01, month, as 2024-09, or year")
	flags.StringVar(&to, "to", "", "last `DAY`, month or year of publication, itself included")
	flags.StringSliceVar(&f.Kinds, "kind", nil, "only links of this `KIND`; may be given several times: "+strings.Join(store.LinkKinds, ", "))
	flags.StringVar(&f.Report, "report", "", "only links of this `REPORT`, by its id")
	flags.StringVar(&f.Outlet, "outlet", "", "only of reports of this `OUTLET`")
	addPage(flags, &f.Limit, &f.Cursor, " links")
	complete(c, "kind", store.LinkKinds...)
	return c
}

func (p *Program) printLinks(found *app.Links) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.Links)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "published"}, {title: "kind", paint: s.bold}, {title: "score", right: true}, {title: "report", paint: s.dim}, {title: "title", flex: true, whole: true},
	}}
	for i := range found.Links {
		l := &found.Links[i]
		below := plain(reference(&l.To))
		if names := shared(l); names != "" {
			below += " · " + names
		}
		t.add([]string{orDash(l.From.Published), l.Kind, score(l), l.From.ID, l.From.Title}, below)
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	return p.foot(s, count(len(found.Links), "link")+". "+searched(found.Searched), found.Next)
}

// links tells where else what a report tells is told.
func (pg *page) links(b []byte, r *store.Report) []byte {
	if len(r.Links) == 0 {
		return b
	}
	b = append(b, pg.style.bold("Also told")+"\n"...)
	for i := range r.Links {
		l := &r.Links[i]
		how, other := relation(r.ID, l)
		line := how + " " + plain(reference(other)) + " (" + l.Kind + ", score " + score(l)
		if names := shared(l); names != "" {
			line += "; " + names
		}
		b = append(b, hanging("  –", line+")", 4, pg.width)...)
	}
	return append(b, '\n')
}
