package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/analysis/first"
	"github.com/rostrum-watch/rostrum/internal/app"
)

var firstKinds = []string{first.KindWithLeader, first.KindWithLeaderHeld, first.KindPost, first.KindPostHeld, first.KindReturn}

func (p *Program) firstsCommand() *cobra.Command {
	var f lineUpFlags
	var s first.Settings
	c := &cobra.Command{
		Use:   "firsts [NAME]",
		Short: "List first appearances with a leader, first uses of a post, returns",
		Long: `List what is there for the first time in what is held: an official in the company
of a leader, a post given to somebody who had others; and who is named again after
a longer time than ever before. Within the first 90 held days of a stretch nearly
everything is first held; that is left out without --all, and called "first held"
with it, as is everything behind a gap in coverage. docs/methods/firsts.md has the
rules.`,
		Example: `  rostrum firsts --all
  rostrum firsts "Pellavar Ost Fael" --all --json
  rostrum firsts --kind return`,
		Args: mostArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lf, err := f.filter(strings.Join(args, ""))
			if err != nil {
				return err
			}
			if err := kindsOf(f.kinds, firstKinds...); err != nil {
				return err
			}
			return p.withLineUps(cmd.Context(), func(ctx context.Context, a *app.App, knows app.Knows) error {
				found, err := a.Firsts(ctx, lf, s, knows)
				if err != nil {
					return err
				}
				return p.printLineUpFindings(found)
			})
		},
	}
	f.add(c.Flags())
	f.addFrom(c.Flags(), "findings")
	c.Flags().StringSliceVar(&f.kinds, "kind", nil, "only findings of this `KIND`; may be given several times: "+strings.Join(firstKinds, ", "))
	c.Flags().BoolVar(&s.Opening, "all", false, "with what is only first held, as the stretch begins there")
	complete(c, "kind", firstKinds...)
	return c
}
