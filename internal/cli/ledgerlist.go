package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/ledger/notice"
	"github.com/rostrum-watch/rostrum/internal/ledger/plan"
	"github.com/rostrum-watch/rostrum/internal/ledger/weapon"
)

// shownBelow is how many claims or vehicles stand below an entry without --history.
const shownBelow = 2

func (p *Program) ledgerPlansCommand() *cobra.Command {
	var f entries
	var o app.PlanOptions
	c := &cobra.Command{
		Use:   "plans [WORDS]",
		Short: "Follow plans from claim to claim: set, under way, met, late, silent",
		Long: `List plans with what reports claimed of each, those told of in most reports first.
Claims are linked by the thing that is built, by the body and time of a quota, or
by their words. A plan's state is that of its last claims: assigned, under_way,
fulfilled, behind; silent where it was told of at a rate that would long have
brought another claim in the days held since. --findings lists what is overdue,
contradicted, recycled or silent. Without --referent only the own state's plans.`,
		Example: `  rostrum ledger plans
  rostrum ledger plans tractors --history
  rostrum ledger plans --state behind --province "Upper Sarn" --json`,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if o.LedgerOptions, err = f.check(args); err != nil {
				return err
			}
			if o.States, err = someOf("--state", o.States, plan.States...); err != nil {
				return err
			}
			if o.Horizon, err = planTime(o.Horizon); err != nil {
				return err
			}
			terms, err := p.terms()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.PlanLedger(ctx, o, terms)
				if err != nil {
					return err
				}
				return p.printPlanLedger(&f, found)
			})
		},
	}
	f.add(c, "plans", "an `ID` as printed")
	flags := c.Flags()
	flags.BoolVar(&f.history, "history", false, "all claims, not only the first and the last")
	flags.StringSliceVar(&o.States, "state", nil, "only in this `STATE`; may be given several times: "+strings.Join(plan.States, ", "))
	flags.StringSliceVar(&o.Sectors, "sector", nil, "only of this `SECTOR`, as the profile names it; may be given several times")
	flags.StringSliceVar(&o.Provinces, "province", nil, "only of this `PROVINCE`, as the profile names it; may be given several times")
	flags.StringVar(&o.Organisation, "org", "", "only carried out by this `ORGANISATION`")
	flags.StringVar(&o.Horizon, "horizon", "", "only for this `TIME`: 2024, 2024-H1, 2024-Q1, 2024-12, 2021/2025")
	flags.StringSliceVar(&o.Referents, "referent", []string{rostrum.ReferentOwn}, "only plans of this `REFERENT`; may be given several times: "+strings.Join(referents, ", ")+", or "+app.EveryReferent)
	complete(c, "state", plan.States...)
	complete(c, "referent", append(slices.Clone(referents), app.EveryReferent)...)
	return c
}

func (p *Program) printPlanLedger(f *entries, found *app.PlanLedger) error {
	if done, err := p.ledgerShown(f, &found.LedgerPage, found, func() error { return writeLines(p.Out, found.Plans) }); done {
		return err
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "state", paint: s.bold}, {title: "told of"}, {title: "reports", right: true}, {title: "plan", flex: true, whole: true}, {title: "who", flex: true, whole: true, paint: s.person},
	}}
	for _, e := range found.Plans {
		facts := joined(" · ", e.ID, strings.Join(e.Sectors, ", "), strings.Join(e.Provinces, ", "), prefixed("for ", e.Horizon), prefixed("set by ", e.Assigner))
		below := []string{plain(facts)}
		for i, c := range e.Claims {
			if !f.history && f.entry == "" && i >= 1 && i < len(e.Claims)-1 {
				if i == 1 && len(e.Claims) > shownBelow {
					below = append(below, fmt.Sprintf("… %s between; --history shows them", count(len(e.Claims)-shownBelow, "claim")))
				}
				continue
			}
			status := words(c.Status)
			if c.Part {
				status += ", of a part"
			}
			below = append(below, plain(fmt.Sprintf("%s %s: ", c.Published, status))+quoted(c.Evidence, c.Voice)+" ["+plain(c.Report)+"]")
		}
		t.add([]string{words(e.State), e.First + "/" + lastPart(e.First, e.Last), thousands(e.Reports), e.Name, orDash(e.Organisation)}, below...)
	}
	return p.ledgerFoot(&t, len(found.Plans), &found.LedgerPage, "plan", "")
}

// prefixed is a text behind another, "" where there is none.
func prefixed(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

func (p *Program) ledgerNoticesCommand() *cobra.Command {
	var f entries
	var o app.NoticeOptions
	c := &cobra.Command{
		Use:   "notices [WORDS]",
		Short: "Follow threats, pledges, orders and forecasts, and what may have come of them",
		Long: `List notices, those carried by most reports first: what was threatened, pledged,
ordered or foretold, by whom, to whom, on what condition and by when. The same
notice in a statement, a speech and a commentary is one, with its vehicles. Later
passages that may be the outcome are proposed, with a score; an analyst confirms
one with rostrum ledger outcome. Without that, the outcome is none_reported, in
so many held days.`,
		Example: `  rostrum ledger notices --kind threat
  rostrum ledger notices harvest --history
  rostrum ledger notices --reissued --outcome none_reported --json
  rostrum ledger notices --findings`,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if o.LedgerOptions, err = f.check(args); err != nil {
				return err
			}
			if o.Kinds, err = someOf("--kind", o.Kinds, notice.Kinds...); err != nil {
				return err
			}
			if o.Outcomes, err = someOf("--outcome", o.Outcomes, notice.Outcomes...); err != nil {
				return err
			}
			terms, err := p.terms()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.NoticeLedger(ctx, o, terms)
				if err != nil {
					return err
				}
				return p.printNoticeLedger(&f, found)
			})
		},
	}
	f.add(c, "notices", "an `ID` as printed")
	flags := c.Flags()
	flags.BoolVar(&f.history, "history", false, "all vehicles and proposals, not only the first and the last")
	flags.StringSliceVar(&o.Kinds, "kind", nil, "only of this `KIND`; may be given several times: "+strings.Join(notice.Kinds, ", "))
	flags.StringVar(&o.By, "by", "", "only given or carried by this `NAME`")
	flags.StringVar(&o.Addressee, "to-whom", "", "only to this `ADDRESSEE`")
	flags.BoolVar(&o.Conditional, "conditional", false, "only with a condition")
	flags.BoolVar(&o.Due, "due", false, "only with a day by which it is due")
	flags.BoolVar(&o.Reissued, "reissued", false, "only those that several reports carry")
	flags.StringSliceVar(&o.Outcomes, "outcome", nil, "only with this `OUTCOME`; may be given several times: "+strings.Join(notice.Outcomes, ", "))
	flags.StringSliceVar(&o.Referents, "referent", nil, "only about this `REFERENT`; may be given several times: "+strings.Join(referents, ", ")+", a leader's full name, or "+app.EveryReferent)
	complete(c, "kind", notice.Kinds...)
	complete(c, "outcome", notice.Outcomes...)
	complete(c, "referent", append(slices.Clone(referents), app.EveryReferent)...)
	return c
}

func (p *Program) printNoticeLedger(f *entries, found *app.NoticeLedger) error {
	if done, err := p.ledgerShown(f, &found.LedgerPage, found, func() error { return writeLines(p.Out, found.Notices) }); done {
		return err
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "notice", paint: s.bold}, {title: "given"}, {title: "reports", right: true}, {title: "by", flex: true, whole: true, paint: s.person}, {title: "to whom, if", flex: true, whole: true},
	}}
	for _, e := range found.Notices {
		below := []string{plain(joined(" · ", e.ID, e.Rung, prefixed("due ", e.Due), outcome(e)))}
		all := f.history || f.entry != ""
		for i, v := range e.Vehicles {
			if !all && i >= 1 && i < len(e.Vehicles)-1 {
				if i == 1 {
					below = append(below, fmt.Sprintf("… %s between; --history shows them", count(len(e.Vehicles)-shownBelow, "vehicle")))
				}
				continue
			}
			line := v.Published + " " + v.By
			if v.Rung != "" && v.Rung != e.Rung {
				line += " (" + v.Rung + ")"
			}
			below = append(below, plain(line+": ")+quoted(v.Lead(), e.Voice)+" ["+plain(v.Report)+"]")
		}
		for i, q := range e.Proposals {
			if all || i == 0 {
				below = append(below, plain(fmt.Sprintf("? %s %s, score %.2f: ", q.Published, words(q.What), q.Score))+"“"+plain(q.Quote)+"” ["+plain(q.Report)+"]")
			}
		}
		for _, w := range e.Confirmed {
			below = append(below, "» "+plain(joined(" · ", fmt.Sprintf("%s, says %s (outcome %d)", words(w.Outcome), w.By, w.ID), w.Report, w.Source, w.Why)))
		}
		names := make([]string, len(e.Kinds))
		for i, k := range e.Kinds {
			names[i] = words(k)
		}
		t.add([]string{strings.Join(names, ", "), e.First + "/" + lastPart(e.First, e.Last), thousands(len(e.Vehicles)), e.By, joined("; ", e.Addressee, e.Condition)}, below...)
	}
	return p.ledgerFoot(&t, len(found.Notices), &found.LedgerPage, "notice", "")
}

// outcome words what came of a notice.
func outcome(e *notice.Entry) string {
	if e.Outcome == notice.OutcomeNone {
		return "none reported in " + count(e.Days, "covered day")
	}
	return words(e.Outcome)
}

func (p *Program) ledgerWeaponsCommand() *cobra.Command {
	var f entries
	var o app.WeaponOptions
	c := &cobra.Command{
		Use:   "weapons [WORDS]",
		Short: "List weapons as reports name them: first mention, tests, figures",
		Long: `List weapons that reports name with a designation or a calibre, by the day they were
named first: whose, at what occasions, their tests, and the figures that reports
give, as claims. A first mention within the first ninety held days of a stretch of
reports is the first held, not the first.`,
		Example: `  rostrum ledger weapons
  rostrum ledger weapons --side own --bare
  rostrum ledger weapons Tarnhorn --json`,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if o.LedgerOptions, err = f.check(args); err != nil {
				return err
			}
			if o.Sides, err = someOf("--side", o.Sides, weapon.Sides...); err != nil {
				return err
			}
			terms, err := p.terms()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.WeaponLedger(ctx, o, terms)
				if err != nil {
					return err
				}
				return p.printWeaponLedger(&f, found)
			})
		},
	}
	f.add(c, "weapons", "by its `NAME`")
	flags := c.Flags()
	flags.StringSliceVar(&o.Sides, "side", nil, "only of this `SIDE`, by the sentences that name it; may be given several times: "+strings.Join(weapon.Sides, ", "))
	flags.BoolVar(&o.Bare, "bare", false, "also what has neither designation nor calibre, by its bare name")
	complete(c, "side", weapon.Sides...)
	return c
}

func (p *Program) printWeaponLedger(f *entries, found *app.WeaponLedger) error {
	if done, err := p.ledgerShown(f, &found.LedgerPage, found, func() error { return writeLines(p.Out, found.Systems) }); done {
		return err
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "weapon", flex: true, paint: s.bold}, {title: "side"}, {title: "named"}, {title: "reports", right: true}, {title: "tests", right: true}, {title: "occasions", flex: true},
	}}
	for _, w := range found.Systems {
		below := []string{plain(w.First.Published+" first held: ") + "“" + plain(w.First.Quote) + "” [" + plain(w.First.Report) + "]"}
		for _, x := range w.Figures {
			below = append(below, plain(x.Published+" claims "+x.Figure)+" ["+plain(x.Report)+"]")
		}
		t.add([]string{w.Name, w.Side, w.First.Published + "/" + lastPart(w.First.Published, w.Last), thousands(w.Reports), thousands(len(w.Tests)), tallied(w.Events)}, below...)
	}
	tests := ""
	if n := len(found.Tests); n > 0 {
		days := make([]string, n)
		for i, x := range found.Tests {
			days[i] = x.Date
			if x.Date == "" {
				days[i] = "by " + x.By
			}
		}
		slices.Sort(days)
		tests = count(n, "test") + " of its own: " + strings.Join(days, ", ") + ". "
	}
	return p.ledgerFoot(&t, len(found.Systems), &found.LedgerPage, "weapon", tests)
}

func (p *Program) ledgerPronouncementsCommand() *cobra.Command {
	var f entries
	var o app.PronouncementOptions
	c := &cobra.Command{
		Use:   "pronouncements [WORDS]",
		Short: "List who speaks for the state, with what authority, and how soon",
		Long: `List statements, answers, commentaries and articles that the state gives out, by the
day they were given: who speaks, on which rung of the ladder of authority that the
profile gives, about which countries, and how many days after the thing that it
says it answers.`,
		Example: `  rostrum ledger pronouncements --rung ministry,spokesman
  rostrum ledger pronouncements --answered --json`,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if o.LedgerOptions, err = f.check(args); err != nil {
				return err
			}
			terms, err := p.terms()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.PronouncementLedger(ctx, o, terms)
				if err != nil {
					return err
				}
				return p.printPronouncementLedger(&f, found)
			})
		},
	}
	f.add(c, "pronouncements", "by its `REPORT`")
	flags := c.Flags()
	flags.StringSliceVar(&o.Rungs, "rung", nil, "only on this `RUNG` of the ladder, as the profile names it; may be given several times")
	flags.StringVar(&o.About, "about", "", "only about this `COUNTRY`")
	flags.BoolVar(&o.Answered, "answered", false, "only those that say what they answer, with its day")
	return c
}

func (p *Program) printPronouncementLedger(f *entries, found *app.PronouncementLedger) error {
	if done, err := p.ledgerShown(f, &found.LedgerPage, found, func() error { return writeLines(p.Out, found.Pronouncements) }); done {
		return err
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "given"}, {title: "rung", paint: s.bold}, {title: "by", flex: true, whole: true, paint: s.person}, {title: "about", flex: true, whole: true}, {title: "after", right: true}, {title: "report", paint: s.dim},
	}}
	for _, q := range found.Pronouncements {
		after, below := "–", []string{"“" + plain(q.Quote) + "”"}
		if a := q.Answered; a != nil {
			after = count(a.Days, "day")
			below = append(below, plain("answers "+a.Day+": ")+"“"+plain(a.Quote)+"”")
		}
		t.add([]string{q.Given, q.Rung, q.By, strings.Join(q.About, ", "), after, q.Report}, below...)
	}
	rungs := ""
	if len(found.Rungs) > 0 {
		rungs = "By rung: " + tallied(found.Rungs) + ". "
	}
	return p.ledgerFoot(&t, len(found.Pronouncements), &found.LedgerPage, "pronouncement", rungs)
}
