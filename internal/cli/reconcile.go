package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/occasion"
)

func (p *Program) reconcileCommand() *cobra.Command {
	var f counting
	c := &cobra.Command{
		Use:   "reconcile FILE",
		Short: "Hold outside counts against ours, and tell which rule comes nearest",
		Long: `Hold a table of what others counted against one person's activities, counted by
every rule that rostrum activities knows, and print the rule that comes nearest,
each count beside ours, and, where one differs, the rules that come nearest to it
alone. Which rule others counted by they seldom say.

The table is CSV with the heading count,name,n, or a JSON array of objects with
these keys. count is activities (without a name), companion, sector or type.
- reads from standard input.`,
		Example: `  rostrum reconcile docs/examples/counts.csv --leader "Torvane Ost Halric" --from 2031-03-01 --to 2031-03-15
  rostrum reconcile docs/examples/counts.csv --leader "Torvane Ost Halric" --json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected one file with a table, found %s", cmd.Name(), count(len(args), "argument"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := f.options()
			if err != nil {
				return err
			}
			t, err := p.readTable(args[0])
			if err != nil {
				return err
			}
			know, err := p.knowledge()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				r, s, err := a.Reconcile(ctx, o, t, know)
				if err != nil {
					return err
				}
				return p.printReconciled(r, s)
			})
		},
	}
	f.add(c.Flags())
	return c
}

func (p *Program) readTable(name string) (*occasion.Table, error) {
	var data []byte
	var err error
	if name == "-" {
		data, err = io.ReadAll(p.In)
	} else {
		data, err = os.ReadFile(name)
	}
	if err != nil {
		return nil, err
	}
	return occasion.ParseTable(name, data)
}

// reconciled is what reconcile prints as JSON.
type reconciled struct {
	*occasion.Reconciliation
	Searched app.Searched `json:"searched"`
}

func (p *Program) printReconciled(r *occasion.Reconciliation, s *app.Searched) error {
	if p.flags.json || p.flags.ndjson {
		return writeJSON(p.Out, reconciled{r, *s})
	}
	look := style{p.colour()}
	fmt.Fprint(p.Out, paragraph("The rule that comes nearest counts "+look.bold(r.Nearest.Says)+": "+nearness(&r.Nearest), "", p.width()), "\n")
	t := table{style: look, width: p.width(), columns: []column{
		{title: "count", paint: look.bold}, {title: "name", flex: true, paint: look.person}, {title: "theirs", right: true}, {title: "ours", right: true}, {title: "off", right: true},
	}}
	for i := range r.Nearest.Rows {
		row := &r.Nearest.Rows[i]
		var below []string
		if row.Differs != 0 {
			below = []string{"no rule comes nearer"}
			if !slices.Contains(r.Single[i], r.Nearest.Says) {
				below[0] = "nearer alone: " + strings.Join(r.Single[i], "; ")
			}
		}
		t.add([]string{row.Count, orDash(row.Name), thousands(row.N), thousands(row.Ours), signed(row.Differs)}, below...)
	}
	if err := t.write(p.Out); err != nil {
		return err
	}
	fmt.Fprintln(p.Out)
	said := "Other rules:"
	for _, other := range r.Tried[1:] {
		said += fmt.Sprintf(" %s is off by %s;", other.Says, thousands(other.Off))
	}
	return p.foot(look, strings.TrimSuffix(said, ";")+". "+searched(*s), "")
}

// nearness words how far a rule is off.
func nearness(t *occasion.Tried) string {
	same := 0
	for _, r := range t.Rows {
		if r.Differs == 0 {
			same++
		}
	}
	return fmt.Sprintf("%d of %s are the same, and all together are off by %s.", same, count(len(t.Rows), "count"), thousands(t.Off))
}

func signed(n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%+d", n)
}
