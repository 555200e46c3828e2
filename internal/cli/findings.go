package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// analyses is every analysis there is: the list that rostrum findings, watchlist
// and backtest go through. An analysis is added here, and nowhere else.
func (p *Program) analyses() ([]app.Analysis, error) {
	return []app.Analysis{
		app.EditAnalysis(),
	}, nil
}

// mostShown is how many passages of a finding a list shows.
const mostShown = 3

func (p *Program) findingsCommand() *cobra.Command {
	var from, to string
	var f app.FindingFilter
	c := &cobra.Command{
		Use:   "findings",
		Short: "List what all analyses find, by the day on which it became known",
		Long: `List what all analyses find over the reports held, by the day on which what is held
shows it, each with its evidence, the rule that found it, and what it was counted
over. --kinds lists the kinds, and says of which an alarm is raised.`,
		Example: `  rostrum findings --from 2031-04
  rostrum findings --kind edit,name_removed
  rostrum findings --alarms --json
  rostrum findings --kinds`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			analyses, err := p.analyses()
			if err != nil {
				return err
			}
			if list, _ := cmd.Flags().GetBool("kinds"); list {
				return p.printKinds(analyses)
			}
			if f.From, f.To, err = period(from, to); err != nil {
				return err
			}
			if err := checkLimit(f.Limit); err != nil {
				return err
			}
			e, err := p.engine()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Findings(ctx, analyses, e, f)
				if err != nil {
					return err
				}
				return p.printFindingList(found)
			})
		},
	}
	flags := c.Flags()
	flags.StringVar(&from, "from", "", "first `DAY` on which it became known, as 2024-09-01, or month, as 2024-09")
	flags.StringVar(&to, "to", "", "last `DAY` or month, itself included")
	flags.StringSliceVar(&f.Kinds, "kind", nil, "only findings of this `KIND`; may be given several times")
	flags.StringVar(&f.Subject, "about", "", "only where the subject contains these `WORDS`")
	flags.BoolVar(&f.Alarms, "alarms", false, "only those that raise an alarm")
	flags.Bool("kinds", false, "list the kinds of findings instead")
	flags.IntVar(&f.Limit, "limit", defaultLimit, fmt.Sprintf("at most so many findings, up to %d", store.MaxLimit))
	flags.StringVar(&f.Cursor, "cursor", "", "go on after the page that gave this `CURSOR`")
	flags.BoolVar(&f.NewestFirst, "newest-first", false, "begin with the latest")
	if analyses, err := p.analyses(); err == nil {
		complete(c, "kind", app.KindNames(analyses)...)
	}
	return c
}

// printKinds lists the kinds of findings.
func (p *Program) printKinds(analyses []app.Analysis) error {
	var kinds []app.Kind
	for _, x := range analyses {
		kinds = append(kinds, x.Kinds...)
	}
	switch {
	case p.flags.json:
		return writeJSON(p.Out, kinds)
	case p.flags.ndjson:
		return writeLines(p.Out, kinds)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{{title: "kind", paint: s.bold}, {title: "alarm"}, {title: "means", flex: true}}}
	for _, k := range kinds {
		alarm := "–"
		switch {
		case k.Alarm && k.Least > 0:
			alarm = fmt.Sprintf("from %g", k.Least)
		case k.Alarm:
			alarm = "always"
		}
		t.add([]string{k.Name, alarm, k.Means})
	}
	return t.write(p.Out)
}

func (p *Program) printFindingList(found *app.Findings) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.Findings)
	}
	s := style{p.colour()}
	var b strings.Builder
	for i := range found.Findings {
		b.WriteString(p.findingLines(s, &found.Findings[i], mostShown))
	}
	if len(found.Findings) > 0 {
		b.WriteByte('\n')
	}
	if _, err := fmt.Fprint(p.Out, b.String()); err != nil {
		return err
	}
	words := count(found.Total, "finding")
	if found.Total > 0 {
		words += " (" + tallied(worded(found.Counts)) + ")"
	}
	return p.foot(s, words+". "+searched(found.Searched), found.Next)
}

// findingLines lays one finding out: when, what kind, about what; what it says; what
// it was counted over; and the first of its passages.
func (p *Program) findingLines(s style, f *finding.Finding, most int) string {
	const pad = "    "
	const clipped = 160 // cells of a quotation
	width := p.width()
	var b strings.Builder
	b.WriteString(hanging(orDash(f.Known), s.bold(words(f.Kind))+" "+s.person(plain(f.Subject)), 12, width))
	b.WriteString(paragraph(plain(f.Says), pad, width))
	c := &f.Coverage
	span := c.From
	if c.To != c.From {
		span = joined(" to ", c.From, c.To)
	}
	over := joined(" · ", "rule "+f.Rule, span, c.Coverage+" coverage", "over "+c.Denominator)
	b.WriteString(s.dim(strings.TrimSuffix(paragraph(plain(over), pad, width), "\n")) + "\n")
	for i, e := range f.Evidence {
		if i == most {
			b.WriteString(paragraph(fmt.Sprintf("… and %s; --json lists them", count(len(f.Evidence)-most, "more passage")), pad, width))
			break
		}
		quote := ""
		if text := strings.TrimSpace(plain(e.Quote)); text != "" {
			quote = "“" + clip(text, clipped) + "”"
		}
		b.WriteString(paragraph(joined(" ", quote, "["+plain(e.Report)+"]"), pad, width))
	}
	return b.String()
}
