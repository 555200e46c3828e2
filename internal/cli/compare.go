package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/counterpart"
	"github.com/rostrum-watch/rostrum/internal/app"
)

func (p *Program) compareCommand() *cobra.Command {
	kept := false
	c := &cobra.Command{
		Use:   "compare REPORT [OTHER]",
		Short: "Lay a report beside that of an earlier year, sentence by sentence",
		Long: `Lay a report beside another of its sort, sentence by sentence: which sentences were
kept, reworded, dropped, and which are new. Without OTHER, the earlier one is
sought: of the same outlet, language and kind, with a title of the same shape, in
the same season of an earlier year; else the latest of that shape. Sentences that
were kept are only counted, unless --kept lists them.`,
		Example: `  rostrum compare vdb-2031-04-08-001 vdb-2031-03-01-001
  rostrum compare vdb-2031-04-08-001 vdb-2031-03-01-001 --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return rostrum.Errorf(rostrum.CodeInvalid, "compare: expected the id of a report, and that of another or none, found %d; rostrum events lists them", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			e, err := p.engine()
			if err != nil {
				return err
			}
			other := ""
			if len(args) > 1 {
				other = args[1]
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Compare(ctx, args[0], other, e)
				if err != nil {
					return err
				}
				return p.printComparison(found, kept)
			})
		},
	}
	c.Flags().BoolVar(&kept, "kept", false, "list sentences that were kept too")
	return c
}

func (p *Program) printComparison(found *app.Comparison, kept bool) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		return writeLines(p.Out, found.Rows)
	}
	s := style{p.colour()}
	width := p.width()
	var b []byte
	for _, side := range []struct {
		label string
		r     app.Compared
	}{{"old", found.Old}, {"new", found.New}} {
		b = append(b, hanging(s.bold(side.label), plain(joined(" · ", side.r.Title, side.r.ID, side.r.Published, side.r.Kind)), 6, width)...)
	}
	b = append(b, '\n')
	for i := range found.Rows {
		r := &found.Rows[i]
		if r.Status == counterpart.Kept && !kept && !r.Moved {
			continue
		}
		head := r.Status
		if r.Status == counterpart.Reworded {
			head += fmt.Sprintf(" (%.2f alike)", r.Alike)
		}
		if r.Moved {
			head += ", moved"
		}
		b = append(b, s.bold(head)+"\n"...)
		if r.OldSay != "" && r.Status != counterpart.Kept {
			b = append(b, hanging("-", plain(r.OldSay), 2, width)...)
		}
		if r.NewSay != "" {
			mark := "+"
			if r.Status == counterpart.Kept {
				mark = "="
			}
			b = append(b, hanging(mark, plain(r.NewSay), 2, width)...)
		}
	}
	b = append(b, '\n')
	if _, err := p.Out.Write(b); err != nil {
		return err
	}
	words := "Sentences: " + orDash(tallied(found.Counts)) + "."
	if found.Chosen != "" {
		words += " The old report was chosen: " + found.Chosen + "."
	}
	return p.foot(s, words+" "+searched(found.Searched), "")
}
