package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/app"
)

func (p *Program) orderCommand() *cobra.Command {
	var f lineUpFlags
	s := rank.Default
	c := &cobra.Command{
		Use:   "order [NAME OTHER]",
		Short: "Tell who stands before whom, in which lists, and since when",
		Long: `For two people: in how many lists of each class who stood before whom, when that
turned last, and each list with its evidence. Beside it, for each order that lists
go by, where the lists of the last year put the two: a band, fitted to all lists
of the order, never one place. Lists of different orders are never added up: a
funeral committee says nothing about a tribune.

Without names: places in which somebody stands before or behind several whom
earlier lists had the other way round, and orders of two that turned and stayed
so. docs/methods/lineups.md gives the rules.`,
		Example: `  rostrum order "Pellavar Ost Fael" "Brannoc Ost Ludrik"
  rostrum order
  rostrum order --kind order-changed --json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 0 && len(args) != 2 {
				return rostrum.Errorf(rostrum.CodeInvalid, "order: expected two names or none, found %d; a name of several words stands in quotes", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			lf, err := f.filter("")
			if err != nil {
				return err
			}
			if err := kindsOf(f.kinds, rank.KindRise, rank.KindFall, rank.KindFlip); err != nil {
				return err
			}
			if s.Rate <= 0 || s.Rate >= 1 {
				return rostrum.Errorf(rostrum.CodeInvalid, "--rate: expected a share between 0 and 1, found %g", s.Rate)
			}
			return p.withLineUps(cmd.Context(), func(ctx context.Context, a *app.App, knows app.Knows) error {
				if len(args) == 0 {
					found, err := a.Moves(ctx, lf, s, knows)
					if err != nil {
						return err
					}
					return p.printLineUpFindings(found)
				}
				found, err := a.Order(ctx, args[0], args[1], lf, knows)
				if err != nil {
					return err
				}
				return p.printOrder(found)
			})
		},
	}
	f.add(c.Flags())
	p.addSignature(c.Flags())
	f.addFrom(c.Flags(), "findings")
	c.Flags().StringSliceVar(&f.kinds, "kind", nil, "only findings of this `KIND`; may be given several times: "+strings.Join([]string{rank.KindRise, rank.KindFall, rank.KindFlip}, ", "))
	c.Flags().Float64Var(&s.Rate, "rate", s.Rate, "find a place that at most this `SHARE` of earlier places differ as much as")
	complete(c, "kind", rank.KindRise, rank.KindFall, rank.KindFlip)
	return c
}

func (p *Program) printOrder(found *app.Pairs) error {
	p.leave(found)
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		return writeLines(p.Out, found.Pairs)
	}
	s := style{p.colour()}
	lists := 0
	for _, pair := range found.Pairs {
		lists += len(pair.Lists)
		for _, o := range pair.Orders {
			fmt.Fprint(p.Out, paragraph(s.bold("Order: "+plain(o.Name))+". "+stands(pair, &o.Tally), "", p.width()))
			if o.Flip != nil && len(o.Flip.Evidence) > 0 {
				fmt.Fprint(p.Out, paragraph(s.dim(fmt.Sprintf("“%s” [%s · %s]", plain(o.Flip.Evidence[0].Quote), o.Flip.Evidence[0].Report, at(o.Flip.Evidence[0].At))), "  ", p.width()))
			}
			for _, b := range o.Standing {
				fmt.Fprint(p.Out, paragraph(fmt.Sprintf("%s: between place %d and %d of %d, by %s of the year before the last", s.person(plain(b.Name)), b.From, b.To, b.Of, count(b.Lists, "list")), "  ", p.width()))
			}
		}
		if len(pair.Classes) > 0 {
			fmt.Fprintln(p.Out)
		}
		t := table{style: s, width: p.width(), columns: []column{
			{title: "class", paint: s.bold}, {title: clip(pair.A, 24) + " first", right: true}, {title: clip(pair.B, 24) + " first", right: true}}}
		for _, c := range pair.Classes {
			below := ""
			if f := c.Flip; f != nil {
				below = fmt.Sprintf("%s first since %s, in the last %s; in %s before, the other way round, last on %s", plain(f.First), f.Since, count(f.After, "list"), thousands(f.Before), f.Last)
			}
			t.add([]string{c.Name, thousands(c.AFirst), thousands(c.BFirst)}, below)
		}
		if err := t.show(p.Out); err != nil {
			return err
		}
	}
	return p.foot(s, count(lists, "list")+" with both (--json gives each). "+searched(found.Searched), "")
}

// stands words how two stand in some lists.
func stands(pair *rank.Pair, t *rank.Tally) string {
	words := fmt.Sprintf("%s first in %s, %s first in %s.", plain(pair.A), thousands(t.AFirst), plain(pair.B), thousands(t.BFirst))
	if f := t.Flip; f != nil {
		words += fmt.Sprintf(" %s first since %s, in the last %s; the other way round last on %s, in %s before.", plain(f.First), f.Since, count(f.After, "list"), f.Last, thousands(f.Before))
	}
	return words
}
