package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/app"
)

func (p *Program) absencesCommand() *cobra.Command {
	var f lineUpFlags
	var all bool
	s := absence.Default
	c := &cobra.Command{
		Use:   "absences [NAME]",
		Short: "Tell who is not named where he was expected, and leaders' gaps",
		Long: `List who is not named at occasions that go on without that person, by habit: how
often somebody was named at the occasions of a class before. A person who is named
anywhere is not absent. With --all, list every such finding as of the day it could
be known, and gaps in a leader's activities that were longer than any of the year
before; with the NAME of a leader, all gaps, in days at the least and at the most.

Days that are not held were not looked at, and no chance is told unless the
reports held are said to be complete; what a digest cites and is not held counts
as an activity. Why somebody is not named, this cannot tell. The rules stand in
docs/methods/absences.md.`,
		Example: `  rostrum absences
  rostrum absences --all --rate 0.05
  rostrum absences "Torvane Ost Halric" --json`,
		Args: mostArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lf, err := f.filter(strings.Join(args, ""))
			if err != nil {
				return err
			}
			if s.Rate <= 0 || s.Rate >= 1 {
				return rostrum.Errorf(rostrum.CodeInvalid, "--rate: expected a share between 0 and 1, found %g", s.Rate)
			}
			return p.withLineUps(cmd.Context(), func(ctx context.Context, a *app.App, knows app.Knows) error {
				found, err := a.Absences(ctx, lf, s, knows)
				if err != nil {
					return err
				}
				return p.printAbsences(found, all || len(args) > 0)
			})
		},
	}
	f.add(c.Flags())
	p.addSignature(c.Flags())
	f.addFrom(c.Flags(), "findings")
	c.Flags().BoolVar(&all, "all", false, "list findings of the past, not only what goes on")
	c.Flags().Float64Var(&s.Rate, "rate", s.Rate, "the `CHANCE`, by habit, of missing all of a run, from which on it is a finding")
	return c
}

func (p *Program) printAbsences(found *app.Absences, all bool) error {
	p.leave(found)
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson && all:
		return writeLines(p.Out, found.Findings)
	case p.flags.ndjson:
		return writeLines(p.Out, found.Open)
	}
	s := style{p.colour()}
	if all {
		if err := p.writeFindings(s, found.Findings); err != nil {
			return err
		}
	} else {
		for i := range found.Open {
			r := &found.Open[i]
			fmt.Fprint(p.Out, hanging(s.bold(r.Since), plain(r.Says()), 12, p.width()))
			if len(r.Evidence) > 0 {
				fmt.Fprint(p.Out, paragraph(s.dim(fmt.Sprintf("named last: “%s” [%s]; missed last: “%s” [%s]", plain(r.Last.Quote), r.Last.Report, plain(clip(r.Evidence[0].Quote, 80)), r.Evidence[0].Report)), strings.Repeat(" ", 12), p.width()))
			}
		}
		if len(found.Open) > 0 {
			fmt.Fprintln(p.Out)
		}
	}
	if len(found.Gaps) > 0 {
		t := table{style: s, width: p.width(), columns: []column{
			{title: "after"}, {title: "before"}, {title: "least", right: true}, {title: "most", right: true}, {title: "held", right: true}, {title: "as long", right: true}, {title: "reports", flex: true, paint: s.dim}}}
		for _, g := range found.Gaps {
			if g.Most == 0 {
				continue
			}
			before := days(g.Before.First, g.Before.Last)
			if g.Open {
				before = "goes on"
			}
			t.add([]string{days(g.After.First, g.After.Last), before, thousands(g.Least), thousands(g.Most), thousands(g.Held), fmt.Sprintf("%d of %d", g.Longer, g.Of), joined(", ", g.After.Report, g.Before.Report)})
		}
		if err := t.write(p.Out); err != nil {
			return err
		}
		fmt.Fprintln(p.Out)
	}
	words := "Absences going on: " + thousands(len(found.Open)) + "."
	if all {
		words = "Findings: " + thousands(len(found.Findings)) + more(found.More)
	}
	return p.foot(s, words+fmt.Sprintf(" Habits alone would give %.1f findings over all that was looked at. ", found.Expected)+searched(found.Searched), "")
}
