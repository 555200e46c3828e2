package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/app"
)

func (p *Program) officeCommand() *cobra.Command {
	var f rollFlags
	c := &cobra.Command{
		Use:   "office NAME",
		Short: "Tell who was given an office, from when until when",
		Long: `Tell who was given an office, with the first and the last report that gives it to
each, and since when that could be known. Whoever is given an office that one
person holds after another was for the last time follows him; two who are given it
by turns are a conflict, and are shown. An office is held before its first report
and after its last for as long as nobody tells.

The office is found in whatever wording the profile knows as the same; else all
are listed that have its words in their names.`,
		Example: `  rostrum office "Steward for Mines and Forges"
  rostrum office "Superintendent of Roads and Rivers" --as-of 2031-03-20
  rostrum office "chief of the War Chancery" --json`,
		Args: needArgs("the name of an office"),
		RunE: func(cmd *cobra.Command, args []string) error {
			rf, err := f.filter(p)
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				o, err := a.Offices(ctx, rf, strings.Join(args, " "))
				if err != nil {
					return err
				}
				return p.printOffices(o)
			})
		},
	}
	f.add(c.Flags())
	return c
}

func (p *Program) printOffices(o *app.Offices) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, o)
	case p.flags.ndjson:
		return writeLines(p.Out, o.Offices)
	}
	s := style{p.colour()}
	for i := range o.Offices {
		line := &o.Offices[i]
		if _, err := io.WriteString(p.Out, s.bold(plain(line.Name))+"\n"); err != nil {
			return err
		}
		if err := p.printTenures(s, line.Tenures, true); err != nil {
			return err
		}
	}
	return p.foot(s, count(len(o.Offices), "office")+asOf(o.AsOf)+". "+searched(o.Searched), "")
}

func (p *Program) orgCommand() *cobra.Command {
	var f rollFlags
	c := &cobra.Command{
		Use:   "org [NAME]",
		Short: "List organisations with their offices and who was given them",
		Long: `List the organisations that a profile knows as a tree, with the offices that
reports give people in each, and who was given them first and last. With NAME,
only those that it means, and what lies in them; bodies that reports name and no
profile knows are found so too.`,
		Example: `  rostrum org
  rostrum org "Council of Works" --json`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			rf, err := f.filter(p)
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				b, err := a.Bodies(ctx, rf, strings.Join(args, " "))
				if err != nil {
					return err
				}
				return p.printBodies(b)
			})
		},
	}
	f.add(c.Flags())
	return c
}

func (p *Program) printBodies(b *app.Bodies) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, b)
	case p.flags.ndjson:
		return writeLines(p.Out, b.Organisations)
	}
	s := style{p.colour()}
	depth := map[string]int{}
	for i := range b.Organisations {
		o := &b.Organisations[i]
		if d, ok := depth[o.In]; ok {
			depth[o.ID] = d + 1
		} else {
			depth[o.ID] = 0
		}
		indent := strings.Repeat("  ", depth[o.ID])
		if _, err := io.WriteString(p.Out, indent+s.bold(plain(o.Name))+"\n"); err != nil {
			return err
		}
		for _, t := range o.Offices {
			line := fmt.Sprintf("%s: %s, %s to %s [%s]", t.Head, t.Holder, t.First.Day, t.Last.Day, t.Last.Report)
			if _, err := io.WriteString(p.Out, paragraph(plain(line), indent+"    ", p.width())); err != nil {
				return err
			}
		}
	}
	if len(b.Organisations) > 0 {
		fmt.Fprintln(p.Out)
	}
	return p.foot(s, count(len(b.Organisations), "organisation")+asOf(b.AsOf)+". "+searched(b.Searched), "")
}
