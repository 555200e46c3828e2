package cli

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// lineUpFlags are the flags of the analyses of line-ups.
type lineUpFlags struct {
	until, from, outlet, lang, class string
	kinds                            []string
	limit                            int
}

func (f *lineUpFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.until, "until", "", "as it was known at the end of this `DAY`")
	flags.StringVar(&f.outlet, "outlet", "", "only from reports of this `OUTLET`")
	flags.StringVar(&f.lang, "lang", "", "only from reports in this `LANGUAGE`, as recognised: en")
}

func (f *lineUpFlags) addFrom(flags *pflag.FlagSet, things string) {
	flags.StringVar(&f.from, "from", "", "only what became known on this `DAY` or later")
	flags.IntVar(&f.limit, "limit", defaultLimit, "at most so many "+things+", the latest")
}

// filter checks the flags.
func (f *lineUpFlags) filter(person string) (app.LineUpFilter, error) {
	out := app.LineUpFilter{Outlet: f.outlet, Lang: strings.ToLower(f.lang), Class: f.class, Kinds: f.kinds, Limit: f.limit, Person: person}
	from, until, err := period(f.from, "")
	if err == nil {
		_, until, err = stretch("--until", f.until)
	}
	if err != nil {
		return out, err
	}
	out.From, out.Until = from, until
	if f.limit != 0 {
		return out, checkLimit(f.limit)
	}
	return out, nil
}

// withLineUps opens the store and what profiles know of line-ups.
func (p *Program) withLineUps(ctx context.Context, use func(context.Context, *app.App, app.Knows) error) error {
	fsys, err := p.profileFiles()
	if err != nil {
		return err
	}
	return p.withApp(ctx, false, func(ctx context.Context, a *app.App) error {
		r, err := newReaders(fsys)
		if err != nil {
			return err
		}
		knows, err := r.knowsLineUps(fsys)
		if err != nil {
			return err
		}
		return use(ctx, a, knows)
	})
}

// knowsLineUps is what profiles know of line-ups.
func (l *readers) knowsLineUps(fsys fs.FS) (app.Knows, error) {
	known := map[[2]string]*lineup.Knowledge{}
	for outlet, byLang := range l.byOutlet {
		for lang, r := range byLang {
			k, err := lineup.Load(fsys, r.engine().Profile())
			if err != nil {
				return nil, mistaken(r.profile, err)
			}
			known[[2]string{outlet, lang}] = k
		}
	}
	return func(outlet, lang string) *lineup.Knowledge { return known[[2]string{strings.ToLower(outlet), lang}] }, nil
}

func (p *Program) lineupsCommand() *cobra.Command {
	var f lineUpFlags
	c := &cobra.Command{
		Use:   "lineups [NAME]",
		Short: "List line-ups by class of occasion, of everybody or of one person",
		Long: `List the line-ups of occasions that belong to a class, by the day they became
known: who of the own state's people was there, in the order of the list. Classes
are data of a profile (lineups.yaml); only lists of one class are compared. What
several reports tell of one occasion is one line-up.`,
		Example: `  rostrum lineups
  rostrum lineups "Brannoc Ost Ludrik" --class tour
  rostrum lineups --json`,
		Args: mostArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lf, err := f.filter(strings.Join(args, ""))
			if err != nil {
				return err
			}
			return p.withLineUps(cmd.Context(), func(ctx context.Context, a *app.App, knows app.Knows) error {
				found, err := a.LineUps(ctx, lf, knows)
				if err != nil {
					return err
				}
				return p.printLineUps(found)
			})
		},
	}
	f.add(c.Flags())
	p.addSignature(c.Flags())
	f.addFrom(c.Flags(), "line-ups")
	c.Flags().StringVar(&f.class, "class", "", "only of this `CLASS`, by its id in the profile")
	return c
}

// mostArgs wants at most so many arguments.
func mostArgs(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected at most %s, found %d; a name of several words stands in quotes", cmd.Name(), count(n, "argument"), len(args))
		}
		return nil
	}
}

func (p *Program) printLineUps(found *app.LineUps) error {
	p.leave(found)
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		return writeLines(p.Out, found.LineUps)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "day"}, {title: "class", paint: s.bold}, {title: "people", right: true}, {title: "who", flex: true, paint: s.person, fit: fitNames}, {title: "report", paint: s.dim},
	}}
	for i := range found.LineUps {
		l := &found.LineUps[i]
		var names []string
		for _, one := range l.People {
			names = append(names, one.Name)
		}
		t.add([]string{days(l.Day, l.DayTo), l.Class, thousands(len(l.People)), strings.Join(names, ", "), l.Report})
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	classes := maps.Clone(found.Classes)
	none := classes[""]
	delete(classes, "")
	words := count(len(found.LineUps), "line-up") + more(found.More)
	if len(classes) > 0 {
		words += " By class: " + tallied(classes) + "."
	}
	if none > 0 {
		words += fmt.Sprintf(" %s of no class.", thousands(none))
	}
	return p.foot(s, words+" "+searched(found.Searched), "")
}

// more words how many were left out, and ends the sentence.
func more(n int) string {
	if n == 0 {
		return "."
	}
	return fmt.Sprintf("; %s more are not shown (--limit).", thousands(n))
}

func (p *Program) lineupCommand() *cobra.Command {
	var f lineUpFlags
	c := &cobra.Command{
		Use:   "lineup REPORT [OTHER]",
		Short: "Show who stood where, and what differs from the last comparable occasion",
		Long: `Show the line-ups of a report, and what tells each from that of OTHER, or, without
one, from the latest before it of its class: who came in, who is not there, who
stands elsewhere among those in both. How much of that is usual is told by the
class itself: in how many pairs of its earlier line-ups as many people change, or
as many pairs of people turn round. A chance is given only where the reports held
are said to be complete; see docs/methods/lineups.md.`,
		Example: `  rostrum lineup vdb-2031-04-10-002
  rostrum lineup vdb-2031-04-10-002 vdb-2031-03-01-001`,
		Args: func(cmd *cobra.Command, args []string) error {
			if err := needArgs("a report, by its id")(cmd, args); err != nil {
				return err
			}
			return mostArgs(2)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			lf, err := f.filter("")
			if err != nil {
				return err
			}
			other := ""
			if len(args) == 2 {
				other = args[1]
			}
			return p.withLineUps(cmd.Context(), func(ctx context.Context, a *app.App, knows app.Knows) error {
				found, err := a.LineUp(ctx, args[0], other, lf, knows)
				if err != nil {
					return err
				}
				return p.printLineUp(found)
			})
		},
	}
	f.add(c.Flags())
	p.addSignature(c.Flags())
	return c
}

func (p *Program) printLineUp(found *app.LineUps) error {
	p.leave(found)
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		return writeLines(p.Out, found.LineUps)
	}
	s := style{p.colour()}
	for i := range found.LineUps {
		l := &found.LineUps[i]
		head := s.bold(l.Name) + " · " + days(l.Day, l.DayTo)
		if l.Site != nil {
			head += " · " + s.site(plain(*l.Site))
		}
		fmt.Fprint(p.Out, paragraph(head+" "+s.dim("["+l.Report+"]"), "", p.width()))
		if len(l.Also) > 0 {
			fmt.Fprint(p.Out, paragraph(s.dim("told too in "+strings.Join(l.Also, ", ")), "", p.width()))
		}
		for _, one := range l.People {
			label := "  –  "
			if one.Place > 0 {
				label = fmt.Sprintf("%3d  ", one.Place)
			}
			line := s.person(plain(one.Name))
			if one.Post != "" {
				line += ", " + s.post(plain(one.Post))
			}
			fmt.Fprint(p.Out, hanging(label, line+" "+s.dim("["+one.Role+" · "+at(one.Evidence.At)+"]"), 5, p.width()))
		}
		fmt.Fprintln(p.Out)
		p.difference(s, l.Difference)
	}
	return p.foot(s, count(len(found.LineUps), "line-up")+". "+searched(found.Searched), "")
}

// difference lays out what tells a line-up from an earlier one.
func (p *Program) difference(s style, d *rank.Difference) {
	if d == nil {
		fmt.Fprint(p.Out, paragraph(s.dim("There is no earlier line-up of its class that it could be compared with."), "", p.width()), "\n")
		return
	}
	fmt.Fprint(p.Out, paragraph(fmt.Sprintf("Against %s of %s %s: %s kept.", d.Name, d.Before.Day, s.dim("["+d.Before.Report+"]"), thousands(d.Kept)), "", p.width()))
	list := func(title string, members []rank.Member, last bool) {
		var parts []string
		for _, m := range members {
			part := fmt.Sprintf("%s (%d)", s.person(plain(m.Name)), m.Place)
			if last && m.Last != "" {
				part += ", last there " + m.Last
			}
			parts = append(parts, part)
		}
		if len(parts) > 0 {
			fmt.Fprint(p.Out, hanging("  "+s.bold(title), strings.Join(parts, "; "), 12, p.width()))
		}
	}
	list("in", d.Entrants, true)
	list("out", d.Exits, false)
	var moves []string
	for _, m := range d.Moves {
		part := fmt.Sprintf("%s %d → %d", s.person(plain(m.Name)), m.From, m.To)
		if len(m.Passed) > 0 {
			part += ", before " + plain(strings.Join(m.Passed, ", "))
		}
		if len(m.PassedBy) > 0 {
			part += ", behind " + plain(strings.Join(m.PassedBy, ", "))
		}
		moves = append(moves, part)
	}
	if len(moves) > 0 {
		fmt.Fprint(p.Out, hanging("  "+s.bold("moved"), strings.Join(moves, "; "), 12, p.width()))
	}
	if d.Change.Of > 0 {
		fmt.Fprint(p.Out, paragraph(fmt.Sprintf("As many people change in %s of the %s pairs of earlier line-ups of the class%s; as many pairs turn round in %s%s.",
			thousands(d.Change.AsMuch), thousands(d.Change.Of), chance(d.Change.P), thousands(d.Shift.AsMuch), chance(d.Shift.P)), "  ", p.width()))
	}
	fmt.Fprintln(p.Out)
}

// chance words a probability where there is one to tell.
func chance(p *float64) string {
	if p == nil {
		return ""
	}
	return fmt.Sprintf(" (p = %.2g)", *p)
}

// printLineUpFindings prints what an analysis of line-ups found.
func (p *Program) printLineUpFindings(found *app.LineUpFindings) error {
	p.leave(found)
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		return writeLines(p.Out, found.Findings)
	}
	return p.printFindings(found.Findings, "Findings: "+thousands(len(found.Findings))+more(found.More)+" ", found.Searched, "")
}

// kindsOf checks the values of --kind.
func kindsOf(values []string, known ...string) error {
	for _, v := range values {
		if !slices.Contains(known, v) {
			return oneOf("--kind", v, known...)
		}
	}
	return nil
}
