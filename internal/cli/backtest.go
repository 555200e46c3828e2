package cli

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/backtest"
)

func (p *Program) backtestCommand() *cobra.Command {
	days, unlisted, missed := 4, 20, false
	c := &cobra.Command{
		Use:   "backtest FILE",
		Short: "Play the archive against a list of real changes: which are found, and how late",
		Long: `Play the archive against a list of changes that a reader found: which of them the
analyses find with what was known on each day, how many reports after the first
that shows the change, and how many alarms besides a month. A finding depends only
on what was known by its day; to prove it, some days are played by themselves, with
nothing later at hand.

FILE is YAML; internal/eval/changes holds one, and its README tells of the format.
A false alarm is one that a reader judged wrong, or that must never be raised, or
that nobody judged: so the count is an upper bound.`,
		Example: `  rostrum backtest docs/examples/changes.yaml
  rostrum backtest docs/examples/changes.yaml --missed
  rostrum backtest docs/examples/changes.yaml --days 12 --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return rostrum.Errorf(rostrum.CodeInvalid, "backtest: expected one file with a list of changes, found %d arguments", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if days < 0 {
				return rostrum.Errorf(rostrum.CodeInvalid, "--days: expected a number from 0, found %d", days)
			}
			data, err := os.ReadFile(args[0])
			if err != nil {
				return rostrum.Errorf(rostrum.CodeUnavailable, "backtest: %w", err)
			}
			list, err := backtest.Parse(args[0], data)
			if err != nil {
				return err
			}
			analyses, err := p.analyses()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				b, err := a.Backtest(ctx, analyses, p.knowing(), list, days)
				if err != nil {
					return err
				}
				return p.printBacktest(b, missed, unlisted)
			})
		},
	}
	f := c.Flags()
	f.IntVar(&days, "days", days, "play so many days by themselves, evenly spread")
	p.addSignature(f)
	f.BoolVar(&missed, "missed", false, "list only the changes that are not found")
	f.IntVar(&unlisted, "unlisted", unlisted, "show at most so many alarms that are on no list")
	return c
}

func (p *Program) printBacktest(b *app.Backtest, missed bool, unlisted int) error {
	p.leave(b)
	switch {
	case p.flags.json:
		return writeJSON(p.Out, b)
	case p.flags.ndjson:
		return writeLines(p.Out, b.Changes)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "day"}, {title: "kind", paint: s.bold}, {title: "subject", flex: true, paint: s.person}, {title: "found by"}, {title: "reports later", right: true},
	}}
	type tally struct{ listed, found int }
	kinds := map[string]*tally{}
	for i := range b.Changes {
		o := &b.Changes[i]
		if kinds[o.Change.Kind] == nil {
			kinds[o.Change.Kind] = &tally{}
		}
		kinds[o.Change.Kind].listed++
		by, delay := "–", ""
		switch {
		case o.Found:
			kinds[o.Change.Kind].found++
			by, delay = words(o.Kind), thousands(o.Delay)
			if missed {
				continue
			}
		case !o.Held:
			by = "not held"
		}
		t.add([]string{o.Day, words(strings.ReplaceAll(o.Change.Kind, "-", " ")), o.Subject, by, delay})
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	width := p.width()
	var text strings.Builder
	line := fmt.Sprintf("%d of %s found", b.Found, count(b.Listed, "listed change"))
	if b.Listed > 0 {
		line += fmt.Sprintf(" (%.0f %%)", 100*float64(b.Found)/float64(b.Listed))
	}
	if b.Found > 0 {
		line += fmt.Sprintf(", %d of them by an alarm", b.Alarmed)
	}
	if b.MedianDelay >= 0 {
		line += fmt.Sprintf(", half of them at most %s after the first that shows it", count(b.MedianDelay, "report"))
	}
	if b.Unsought > 0 {
		line += fmt.Sprintf("; for %d no analysis looks", b.Unsought)
	}
	text.WriteString(paragraph(line+".", "", width))
	var parts []string
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		parts = append(parts, fmt.Sprintf("%s %d/%d", words(strings.ReplaceAll(kind, "-", " ")), kinds[kind].found, kinds[kind].listed))
	}
	text.WriteString(paragraph("By kind: "+strings.Join(parts, ", ")+".", "", width))
	n := &b.Alarms
	text.WriteString(paragraph(fmt.Sprintf("%s over %s: %d of listed changes, %d judged right, %d wrong, %d judged by nobody; so at most %.1f false a month.",
		count(n.All, "alarm"), count(b.Months, "month"), n.Listed, n.Right, n.Wrong, n.Unjudged, b.PerMonth), "", width))
	for i := range b.Wrong {
		w := &b.Wrong[i]
		text.WriteString(paragraph(s.bad("must never be found")+" ("+plain(w.Never)+": "+plain(w.What)+")", "", width))
		text.WriteString(p.findingLines(s, &w.Finding, 1))
	}
	if len(b.Unlisted) > 0 && unlisted > 0 {
		text.WriteString(s.bold("Alarms that are on no list") + "\n")
		for i := range b.Unlisted[:min(unlisted, len(b.Unlisted))] {
			text.WriteString(p.findingLines(s, &b.Unlisted[i], 1))
		}
		if more := len(b.Unlisted) - unlisted; more > 0 {
			text.WriteString(fmt.Sprintf("    … and %d more; --json lists them\n", more))
		}
	}
	text.WriteString(p.playedLines(s, b.Played))
	if _, err := io.WriteString(p.Out, text.String()); err != nil {
		return err
	}
	return p.foot(s, searched(b.Searched), "")
}

// playedLines tells what the days that were played by themselves say.
func (p *Program) playedLines(s style, played []app.Played) string {
	if len(played) == 0 {
		return ""
	}
	var b strings.Builder
	agree := 0
	for i := range played {
		if d := &played[i]; len(d.Differ) > 0 {
			b.WriteString(paragraph(s.bad("looks ahead")+" on "+d.Day+": "+tallied(worded(d.Differ))+" differ from what the whole archive gives", "", p.width()))
		} else {
			agree++
		}
	}
	b.WriteString(paragraph(fmt.Sprintf("%s played by themselves: %d agree with the whole archive.", count(len(played), "day"), agree), "", p.width()))
	return b.String()
}
