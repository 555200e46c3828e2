package cli

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/occasion"
	"github.com/rostrum-watch/rostrum/internal/prose"
)

// counting holds the flags that say whose activities are counted, and where.
type counting struct {
	leader, from, to, outlet, rule, by string
	apart                              []string
}

func (f *counting) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.leader, "leader", "", "whose activities, by `NAME`")
	flags.StringVar(&f.from, "from", "", "first `DAY`, as 2024-09-01, month, as 2024-09, or year")
	flags.StringVar(&f.to, "to", "", "last `DAY`, month or year, itself included")
	flags.StringVar(&f.outlet, "outlet", "", "only from reports of this `OUTLET`")
}

// options checks the flags.
func (f *counting) options() (o app.ActivitiesOptions, err error) {
	if strings.TrimSpace(f.leader) == "" {
		return o, rostrum.Errorf(rostrum.CodeInvalid, "--leader: expected a name")
	}
	o.Person, o.Outlet = f.leader, f.outlet
	o.From, o.To, err = period(f.from, f.to)
	return o, err
}

func (p *Program) activitiesCommand() *cobra.Command {
	var f counting
	c := &cobra.Command{
		Use:   "activities",
		Short: "List what one person did in public, by a declared rule of counting",
		Long: `List the activities of one person: the occasions at which reports name him as
present. What is announced, told in full, told in another language or told again
weeks later is one occasion: reports that bring it stand together, those that
look back at it are mentions. Company is the own state's people who are listed as
companions, attendees or speakers; no hosts, no other side, no foreigners.

--rule says what makes a row. report: each report that first tells of an
occasion; what else it tells of makes no further row. occasion: each occasion.
site: each place, legs of a trip one by one. day: each day. Lists of names
without presence, messages and statements never count. An occasion without a
stated day lies between two days, and the gap before a row is given as least and
most. --json prints one array of rows.`,
		Example: `  rostrum activities --leader "Torvane Ost Halric" --from 2031-03-01 --to 2031-03-15
  rostrum activities --leader "Torvane Ost Halric" --rule site
  rostrum activities --leader "Torvane Ost Halric" --rule report --apart banquet --json`,
		Args: noArgsBut("leader"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o, err := f.options()
			if err != nil {
				return err
			}
			if err := oneOf("--rule", f.rule, occasion.Units...); err != nil {
				return err
			}
			if err := oneOf("--by", f.by, "published", "event"); err != nil {
				return err
			}
			apart, err := someOf("--apart", f.apart, rostrum.EventTypes...)
			if err != nil {
				return err
			}
			o.Rule = occasion.Rule{Unit: f.rule, Event: f.by == "event", Apart: apart}
			know, err := p.knowledge()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Activities(ctx, o, know)
				if err != nil {
					return err
				}
				return p.printActivities(found)
			})
		},
	}
	flags := c.Flags()
	f.add(flags)
	flags.StringVar(&f.rule, "rule", occasion.ByReport, "what makes a row, a `RULE`: "+strings.Join(occasion.Units, ", "))
	flags.StringVar(&f.by, "by", "published", "whose `DAY` --from and --to and --rule day are about: published, that of the report, or event")
	flags.StringSliceVar(&f.apart, "apart", nil, "with --rule report, a row also for what is of this `TYPE` and told with another occasion; may be given several times")
	complete(c, "rule", occasion.Units...)
	complete(c, "by", "published", "event")
	complete(c, "apart", rostrum.EventTypes...)
	return c
}

// knowledge loads what the profiles say of occasions.
func (p *Program) knowledge() (app.Knowledge, error) {
	fsys, err := p.profileFiles()
	if err != nil {
		return nil, err
	}
	return occasionsOf(fsys)
}

func occasionsOf(fsys fs.FS) (app.Knowledge, error) {
	names, all, err := ofEach(fsys, func(name string) (*occasion.Knowledge, error) { return occasion.Load(fsys, name) })
	return byReport(fsys, names, all, func(k *occasion.Knowledge) (string, string) { return k.Outlet, k.Lang }), err
}

func (p *Program) printActivities(found *app.Activities) error {
	switch {
	case p.flags.json:
		rows := found.Rows
		if rows == nil {
			rows = []occasion.Activity{}
		}
		return writeJSON(p.Out, rows)
	case p.flags.ndjson:
		return writeLines(p.Out, found.Rows)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "when"}, {title: "type", paint: s.bold}, {title: "sector"}, {title: "where", flex: true, paint: s.site}, {title: "company", flex: true, paint: s.person, fit: fitNames},
	}}
	for i := range found.Rows {
		a := &found.Rows[i]
		t.add([]string{when(a), words(a.Type), orDash(a.Sector), prose.WhereOf(a.Site, a.Place), strings.Join(a.Companions, ", ")}, activityBelow(a)...)
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	said := count(len(found.Rows), "row") + ", counted " + found.Rule.String() + "." + longestGap(found.Rows) + " " + searched(found.Searched)
	return p.foot(s, said, "")
}

// when is the day of an activity, as stated or by the last it can have been.
func when(a *occasion.Activity) string {
	switch {
	case a.Date != nil && a.DateTo != nil:
		return *a.Date + "/" + lastPart(*a.Date, *a.DateTo)
	case a.Date != nil:
		return *a.Date
	}
	return "by " + orDash(a.NotAfter)
}

// activityBelow gives the lines below a row: its words and reports, legs, what
// reports say otherwise, and who looks back.
func activityBelow(a *occasion.Activity) []string {
	e := a.Evidence()
	lines := []string{"“" + plain(e.Quote) + "” " + strings.Join(a.Reports, ", ")}
	if len(a.Legs) > 1 {
		lines = append(lines, "legs: "+plain(strings.Join(a.Legs, "; ")))
	}
	if len(a.Further) > 0 {
		names := make([]string, len(a.Further))
		for i, f := range a.Further {
			names[i] = words(f)
		}
		lines = append(lines, "with it: "+strings.Join(names, ", "))
	}
	for _, d := range a.Differs {
		line := d.Report + " has " + d.Field + " " + plain(d.Says)
		if d.Kept != "" {
			line += " for " + plain(d.Kept)
		}
		lines = append(lines, line)
	}
	if len(a.Mentions) > 0 {
		lines = append(lines, "told again in "+strings.Join(a.Mentions, ", "))
	}
	return lines
}

// longestGap words the gap that is longest at least.
func longestGap(rows []occasion.Activity) string {
	at := -1
	for i := range rows {
		if g := rows[i].Gap; g != nil && (at < 0 || g.Least > rows[at].Gap.Least || g.Least == rows[at].Gap.Least && g.Most > rows[at].Gap.Most) {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	g := rows[at].Gap
	days := count(g.Most, "day")
	if g.Least < g.Most {
		days = thousands(g.Least) + " to " + days
	}
	return fmt.Sprintf(" The longest gap, before %s, is of %s.", cmp.Or(given(rows[at].Date), rows[at].NotAfter), days)
}
