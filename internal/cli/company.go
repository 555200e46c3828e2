package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/company"
	"github.com/rostrum-watch/rostrum/internal/app"
)

func (p *Program) companyCommand() *cobra.Command {
	var f lineUpFlags
	var from, to, since string
	s := company.Default
	c := &cobra.Command{
		Use:   "company [NAME]",
		Short: "Tell who is named together more often than chance would have it",
		Long: `For one person, whom he is named together with more often than two people of
their frequency would meet at occasions of those sizes; without a name, the people
of the network, the most central first, with the group each belongs to. --before
compares with an earlier period. Raw counts say mostly who is named often, and
are printed only beside what chance would give. docs/methods/company.md has the
rules.`,
		Example: `  rostrum company
  rostrum company "Brannoc Ost Ludrik" --from 2031-03 --to 2031-04
  rostrum company --from 2031-04 --before 2031-03`,
		Args: mostArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lf, err := f.filter(strings.Join(args, ""))
			if err != nil {
				return err
			}
			if s.From, s.To, err = period(from, to); err != nil {
				return err
			}
			var before *app.Period
			if since != "" {
				first, last, ok := strings.Cut(since, "/")
				if !ok {
					last = first
				}
				b := app.Period{}
				if b.From, b.To, err = period(first, last); err != nil {
					return rostrum.Errorf(rostrum.CodeInvalid, "--before: expected a period as 2031-03 or 2031-01/2031-03, found %q", since)
				}
				before = &b
			}
			if s.Rate <= 0 || s.Rate >= 1 {
				return rostrum.Errorf(rostrum.CodeInvalid, "--rate: expected a share between 0 and 1, found %g", s.Rate)
			}
			return p.withLineUps(cmd.Context(), func(ctx context.Context, a *app.App, knows app.Knows) error {
				found, err := a.Company(ctx, lf, s, before, knows)
				if err != nil {
					return err
				}
				return p.printCompany(found)
			})
		},
	}
	flags := c.Flags()
	flags.StringVar(&from, "from", "", "first `DAY` on which occasions became known, or month or year")
	flags.StringVar(&to, "to", "", "last `DAY`, month or year, itself included")
	flags.StringVar(&since, "before", "", "compare with this earlier `PERIOD`, as 2031-03 or 2031-01/2031-03")
	flags.Float64Var(&s.Rate, "rate", s.Rate, "the `SHARE` of ties that may be there by chance")
	flags.StringVar(&f.outlet, "outlet", "", "only from reports of this `OUTLET`")
	flags.StringVar(&f.lang, "lang", "", "only from reports in this `LANGUAGE`, as recognised: en")
	return c
}

func (p *Program) printCompany(found *app.Company) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson && found.About != nil:
		return writeLines(p.Out, found.About.Beside)
	case p.flags.ndjson:
		return writeLines(p.Out, found.Network.Ties)
	}
	s := style{p.colour()}
	n := found.Network
	var words string
	if a := found.About; a != nil {
		words = fmt.Sprintf("%s: %s, %s.", plain(a.Name), count(a.Occasions, "occasion"), counted(a.Ties, "tie", "ties"))
		if err := p.ties(s, a.Beside); err != nil {
			return err
		}
	} else {
		t := table{style: s, width: p.width(), columns: []column{
			{title: "name", flex: true, paint: s.person}, {title: "occasions", right: true}, {title: "ties", right: true}, {title: "centrality", right: true}, {title: "group", right: true}}}
		for _, m := range n.People {
			if m.Ties > 0 {
				t.add([]string{m.Name, thousands(m.Occasions), thousands(m.Ties), fmt.Sprintf("%.3f", m.Centrality), thousands(m.Group)})
			}
		}
		if err := t.show(p.Out); err != nil {
			return err
		}
		words = fmt.Sprintf("Ties: %s among %s in %s.", thousands(len(n.Ties)), counted(len(n.People), "person", "people"), counted(n.Groups, "group", "groups"))
	}
	if c := found.Change; c != nil {
		fmt.Fprint(p.Out, paragraph(fmt.Sprintf("Since %s to %s: %d ties kept, %d new, %d gone, of people who are in both.", found.Before.From, found.Before.To, c.Kept, len(c.New), len(c.Gone)), "", p.width()), "\n")
		if err := p.ties(s, c.New); err != nil {
			return err
		}
	}
	words += fmt.Sprintf(" %s of people tested over %s, %s to %s; at most %.2g of the ties are there by chance.", counted(n.Pairs, "pair", "pairs"), counted(n.Occasions, "occasion", "occasions"), n.From, n.To, n.Rate)
	return p.foot(s, words+" "+searched(found.Searched), "")
}

// ties lays out ties as a table.
func (p *Program) ties(s style, ties []company.Tie) error {
	t := table{style: s, width: p.width(), columns: []column{
		{title: "who", flex: true, paint: s.person}, {title: "with", flex: true, paint: s.person}, {title: "together", right: true}, {title: "by chance", right: true}, {title: "last in", paint: s.dim}}}
	for _, x := range ties {
		report := ""
		if len(x.Evidence) > 0 {
			report = x.Evidence[0].Report
		}
		t.add([]string{x.A, x.B, thousands(x.Together), fmt.Sprintf("%.1f", x.Expected), report})
	}
	if len(ties) == 0 {
		return nil
	}
	if err := t.write(p.Out); err != nil {
		return err
	}
	fmt.Fprintln(p.Out)
	return nil
}
