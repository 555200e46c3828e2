package cli

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// rollFlags are the flags of commands that ask who is who.
type rollFlags struct {
	outlet, asOf string
}

func (f *rollFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.outlet, "outlet", "", "only reports of this `OUTLET`")
	flags.StringVar(&f.asOf, "as-of", "", "as it was known at the end of this `DAY`, as 2024-09-01, month, as 2024-09, or year")
}

// filter reads the flags, and what the profiles say of names and offices.
func (f *rollFlags) filter(p *Program) (app.RollFilter, error) {
	rf := app.RollFilter{Outlet: f.outlet}
	var err error
	if _, rf.AsOf, err = period("", f.asOf); err != nil {
		return rf, err
	}
	fsys, err := p.profileFiles()
	if err != nil {
		return rf, err
	}
	_, rf.Knowledge, err = knowledge(fsys)
	return rf, err
}

// knowledge is what each profile says of names and offices.
func knowledge(fsys fs.FS) (names []string, all []*roster.Knowledge, err error) {
	return ofEach(fsys, func(name string) (*roster.Knowledge, error) { return roster.Load(fsys, name) })
}

// ruling holds the flags of commands that rule who is who.
type ruling struct{ as, why string }

func (f *ruling) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.as, "as", "", "the `NAME` of who says it (default $ROSTRUM_ANALYST)")
	flags.StringVar(&f.why, "why", "", "the reason, in words: `TEXT`")
}

func (f *ruling) said(p *Program) (app.Said, error) {
	if f.as == "" {
		f.as = p.Env("ROSTRUM_ANALYST")
	}
	if strings.TrimSpace(f.as) == "" {
		return app.Said{}, rostrum.Errorf(rostrum.CodeInvalid, "--as: expected the name of who says it, or ROSTRUM_ANALYST to be set")
	}
	return app.Said{By: f.as, Why: f.why, When: time.Now()}, nil
}

func (p *Program) personCommand() *cobra.Command {
	var f rollFlags
	var reasons bool
	c := &cobra.Command{
		Use:   "person NAME",
		Short: "Tell who somebody is: offices, spellings, namesakes, and why",
		Long: `Tell who the people are whom a name may mean, in any spelling or script that the
profile knows: their offices with the first and the last report that gives each,
who came before and after, who else was given an office that one person holds,
other people of the name, and, with --reasons, why reports were taken to name one
person or two. NAME may also be an id, as the command prints it.

Only those who hold or held a public office of the own state, or stand in line-ups
with a leader, have a page; citizens and people abroad are found in texts: rostrum
search, rostrum people.

--as-of tells what was known at the end of a day: by the reports published until
then, in the texts that were captured until then.`,
		Example: `  rostrum person "Pellavar Ost Fael"
  rostrum person "Eldrun Ost Korvan" --reasons
  rostrum person "Fennick Ost Ardel" --as-of 2031-03-20 --json`,
		Args: needArgs("the name or the id of a person"),
		RunE: func(cmd *cobra.Command, args []string) error {
			rf, err := f.filter(p)
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				w, err := a.Who(ctx, rf, strings.Join(args, " "))
				if err != nil {
					return err
				}
				return p.printWho(w, reasons)
			})
		},
	}
	f.add(c.Flags())
	c.Flags().BoolVar(&reasons, "reasons", false, "tell why reports were taken to name one person or two")
	c.AddCommand(p.mergeCommand(), p.splitCommand(), p.undoCommand(), p.rulingsCommand())
	return c
}

func (p *Program) mergeCommand() *cobra.Command {
	var f rollFlags
	var s ruling
	c := &cobra.Command{
		Use:   "merge PERSON OTHER",
		Short: "Say that two people are one",
		Long: `Keep an analyst's word that two people, each named by id or by a name that one
person has, are one. It is appended, survives every other extraction, and can be
taken back with rostrum person undo.`,
		Example: `  rostrum person merge "Garrovan Ost Lennick" "Westrel Ost Halvin" --as "M. Ilven" --why "one name at birth"`,
		Args:    exactly(2, "the ids or names of two people"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.rules(cmd, &f, &s, func(ctx context.Context, a *app.App, rf app.RollFilter, said app.Said) (*rostrum.Ruling, error) {
				return a.Merge(ctx, rf, args[0], args[1], said)
			})
		},
	}
	s.add(c.Flags())
	c.Flags().StringVar(&f.outlet, "outlet", "", "only reports of this `OUTLET`")
	return c
}

func (p *Program) splitCommand() *cobra.Command {
	var f rollFlags
	var s ruling
	c := &cobra.Command{
		Use:   "split PERSON REPORT…",
		Short: "Say that some reports name another person of the name",
		Long: `Keep an analyst's word that the reports named say what they say of another person
of the same name. It is appended, survives every other extraction, and can be
taken back with rostrum person undo.`,
		Example: `  rostrum person split "Pellavar Ost Fael" vdb-2031-03-24-001 vdb-2031-04-08-001 --as "M. Ilven" --why "a cousin"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return rostrum.Errorf(rostrum.CodeInvalid, "split: expected the id or name of a person, and the ids of reports, found %d arguments", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.rules(cmd, &f, &s, func(ctx context.Context, a *app.App, rf app.RollFilter, said app.Said) (*rostrum.Ruling, error) {
				return a.Split(ctx, rf, args[0], args[1:], said)
			})
		},
	}
	s.add(c.Flags())
	c.Flags().StringVar(&f.outlet, "outlet", "", "only reports of this `OUTLET`")
	return c
}

func (p *Program) undoCommand() *cobra.Command {
	var f rollFlags
	var s ruling
	c := &cobra.Command{
		Use:     "undo RULING",
		Short:   "Take back what one said of who is who",
		Long:    "Take back a ruling of one's own, by its number. Both stay on record.",
		Example: `  rostrum person undo 1 --as "M. Ilven" --why "the yearbook has two"`,
		Args:    exactly(1, "the number of a ruling"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return rostrum.Errorf(rostrum.CodeInvalid, "undo: expected the number of a ruling, found %q", args[0])
			}
			return p.rules(cmd, &f, &s, func(ctx context.Context, a *app.App, _ app.RollFilter, said app.Said) (*rostrum.Ruling, error) {
				return a.Unrule(ctx, id, said)
			})
		},
	}
	s.add(c.Flags())
	return c
}

// rules runs a command that rules.
func (p *Program) rules(cmd *cobra.Command, f *rollFlags, s *ruling, rule func(context.Context, *app.App, app.RollFilter, app.Said) (*rostrum.Ruling, error)) error {
	said, err := s.said(p)
	if err != nil {
		return err
	}
	rf, err := f.filter(p)
	if err != nil {
		return err
	}
	return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
		r, err := rule(ctx, a, rf, said)
		if err != nil {
			return err
		}
		switch {
		case p.flags.json:
			return writeJSON(p.Out, r)
		case p.flags.ndjson:
			return writeLines(p.Out, []*rostrum.Ruling{r})
		}
		_, err = io.WriteString(p.Out, paragraph(plain(fmt.Sprintf("Kept as ruling %d: %s, says %s.", r.ID, rulingWords(r), r.By)), "", p.width()))
		return err
	})
}

// rulingWords words what a ruling says.
func rulingWords(r *rostrum.Ruling) string {
	var and []string
	for _, a := range r.And {
		and = append(and, a.Name+" ["+a.Report+"]")
	}
	switch r.Sort {
	case rostrum.RulingSame:
		return fmt.Sprintf("%s [%s] and %s are one person", r.Of.Name, r.Of.Report, strings.Join(and, ", "))
	case rostrum.RulingTwo:
		return fmt.Sprintf("%s is another than %s [%s]", strings.Join(and, ", "), r.Of.Name, r.Of.Report)
	}
	return fmt.Sprintf("ruling %d is taken back", r.Withdraws)
}

func (p *Program) rulingsCommand() *cobra.Command {
	var f store.RulingFilter
	c := &cobra.Command{
		Use:     "rulings",
		Short:   "List what analysts said of who is who",
		Long:    "List the rulings of analysts on who is who, in the order in which they were made.",
		Example: `  rostrum person rulings --as "M. Ilven"`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkLimit(f.Limit); err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Rulings(ctx, f)
				if err != nil {
					return err
				}
				return p.printRulings(found)
			})
		},
	}
	c.Flags().StringVar(&f.By, "as", "", "only what this `NAME` said")
	addPage(c.Flags(), &f.Limit, &f.Cursor, " rulings")
	return c
}

func (p *Program) printRulings(found *app.Ruled) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.Rulings)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{{title: "id", right: true}, {title: "said", paint: s.dim}, {title: "by", paint: s.person}, {title: "ruling", flex: true, whole: true}}}
	for i := range found.Rulings {
		r := &found.Rulings[i]
		below := []string{plain(rulingWords(r))}
		if r.Why != "" {
			below = append(below, "because: "+plain(r.Why))
		}
		t.add([]string{strconv.FormatInt(r.ID, 10), r.When[:min(10, len(r.When))], r.By, r.Sort}, below...)
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	return p.foot(s, count(len(found.Rulings), "ruling")+".", found.Next)
}

// exactly wants so many arguments, and says what they would be.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected %s, found %s", cmd.Name(), what, count(len(args), "argument"))
		}
		return nil
	}
}

// printWho lays out what is known of people.
func (p *Program) printWho(w *app.Who, reasons bool) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, w)
	case p.flags.ndjson:
		return writeLines(p.Out, w.Persons)
	}
	s := style{p.colour()}
	for _, q := range w.Persons {
		if err := p.printPerson(s, q, reasons); err != nil {
			return err
		}
	}
	words := counted(len(w.Persons), "person", "people") + " with a public office" + asOf(w.AsOf) + "."
	if w.Others > 0 {
		words += fmt.Sprintf(" %s of the name without one: rostrum people and rostrum search find what reports say.", counted(w.Others, "more", "more"))
	}
	return p.foot(s, words+" "+searched(w.Searched), "")
}

func asOf(day string) string {
	if day == "" {
		return ""
	}
	return ", as known on " + day
}

func (p *Program) printPerson(s style, q *roster.Person, reasons bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", s.person(plain(q.Name)), s.dim(q.ID))
	line := fmt.Sprintf("In %s, from %s [%s] to %s [%s].", count(q.Reports, "report"), orDash(q.First.Day), q.First.Report, orDash(q.Last.Day), q.Last.Report)
	if len(q.Spellings) > 1 {
		line += " Spelled " + strings.Join(q.Spellings, ", ") + "."
	}
	b.WriteString(paragraph(plain(line), "  ", p.width()))
	if _, err := io.WriteString(p.Out, b.String()); err != nil {
		return err
	}
	if len(q.Tenures) > 0 {
		if err := p.printTenures(s, tenures(q.Tenures), false); err != nil {
			return err
		}
	}
	b.Reset()
	for _, n := range q.Namesakes {
		what := "another of the name"
		if n.Public {
			what += ": " + n.What + " (" + n.ID + ")"
		} else {
			what += ", without a public office"
		}
		b.WriteString(paragraph(plain(what), "  ", p.width()))
	}
	if reasons {
		for _, r := range q.Reasons {
			b.WriteString(paragraph(plain(fmt.Sprintf("%s: %s, because %s", r.Decision, r.With, r.Why)), "  ", p.width()))
		}
	}
	if b.Len() > 0 || len(q.Tenures) == 0 {
		b.WriteByte('\n')
	}
	_, err := io.WriteString(p.Out, b.String())
	return err
}

func tenures(list []roster.Tenure) []*roster.Tenure {
	out := make([]*roster.Tenure, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// printTenures lays tenures out: of one person by office or, with holder, of one
// office by person.
func (p *Program) printTenures(s style, list []*roster.Tenure, holder bool) error {
	first := column{title: "office", flex: true}
	if holder {
		first = column{title: "holder", paint: s.person}
	}
	t := table{style: s, width: p.width(), columns: []column{first, {title: "reports", right: true}, {title: "first"}, {title: "last"}, {title: "over by"}}}
	for _, x := range list {
		name, until := x.Name, ""
		if holder {
			name = x.Holder
		}
		if x.Until != nil {
			until = x.Until.Day
		}
		below := []string{"“" + plain(x.First.Quote) + "” [" + x.First.Report + "]"}
		if x.Last.Report != x.First.Report {
			below = append(below, "“"+plain(x.Last.Quote)+"” ["+x.Last.Report+"]")
		}
		if x.First.Known > x.First.Day {
			below = append(below, "known since "+x.First.Known)
		}
		if x.Until != nil {
			below = append(below, fmt.Sprintf("given to another by then [%s]", x.Until.Report))
		}
		for _, o := range x.With {
			below = append(below, plain(fmt.Sprintf("conflict: %s is given it too, from %s [%s]", o.Holder, o.From.Day, o.From.Report)))
		}
		t.add([]string{name, thousands(x.Reports), x.First.Day, x.Last.Day, orDash(until)}, below...)
	}
	if err := t.write(p.Out); err != nil {
		return err
	}
	_, err := fmt.Fprintln(p.Out)
	return err
}
