package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (p *Program) citedCommand() *cobra.Command {
	var from, to string
	var f store.CitedFilter
	c := &cobra.Command{
		Use:   "cited",
		Short: "List what stored reports tell of others that are not held",
		Long: `List what stored reports tell of others that the store does not have, by day of
publication, each with the words that tell of it: a headline whose text is not
held; a twin (a report in one language that has no counterpart in another, as
its outlet normally gives one: likely, as the counterpart may be there in other
words); an activity that a press digest names and no report of those days tells
of; a statement that a report speaks of in passing, of whose day none is held.
When the report comes later, it is listed no more.`,
		Example: `  rostrum cited
  rostrum cited --sort headline --from 2031-03
  rostrum cited --sort press,statement --json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if f.From, f.To, err = period(from, to); err != nil {
				return err
			}
			if err := checkLimit(f.Limit); err != nil {
				return err
			}
			if f.Sorts, err = someOf("--sort", f.Sorts, store.CitedSorts...); err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Cited(ctx, f)
				if err != nil {
					return err
				}
				return p.printCited(found)
			})
		},
	}
	flags := c.Flags()
	flags.StringVar(&from, "from", "", "first `DAY` of publication of what tells of it, as 2024-09-01, month, as 2024-09, or year")
	flags.StringVar(&to, "to", "", "last `DAY`, month or year of publication, itself included")
	flags.StringSliceVar(&f.Sorts, "sort", nil, "only of this `SORT`; may be given several times: "+strings.Join(store.CitedSorts, ", "))
	flags.StringVar(&f.Report, "report", "", "only what this `REPORT` tells of, by its id")
	flags.StringVar(&f.Outlet, "outlet", "", "only what reports of this `OUTLET` tell of")
	addPage(flags, &f.Limit, &f.Cursor, "")
	complete(c, "sort", store.CitedSorts...)
	return c
}

func (p *Program) printCited(found *app.Cited) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.Cited)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{{title: "day"}, {title: "sort", paint: s.bold}, {title: "cited in", flex: true, paint: s.dim}}}
	for i := range found.Cited {
		c := &found.Cited[i]
		t.add([]string{orDash(c.Day), c.Sort, joined(" · ", c.Report.ID, c.Report.Lang)}, "“"+plain(c.Quote)+"”")
	}
	total := 0
	for _, n := range found.Sorts {
		total += n
	}
	words := "Cited, not held: " + thousands(total)
	if total > 0 {
		if err := t.write(p.Out); err != nil {
			return err
		}
		fmt.Fprintln(p.Out)
		words += " (" + citedSorts(found.Sorts) + ")"
	}
	return p.foot(s, words+". "+searched(found.Searched), found.Next)
}
