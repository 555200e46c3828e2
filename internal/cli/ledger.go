package cli

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (p *Program) ledgerCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "ledger",
		Short: "Follow up plans, notices, weapons and pronouncements over the archive",
		Long: `Follow up over all stored reports what single reports say: claims about one plan,
what carries one threat or pledge and what may have come of it, weapons and their
tests, and who speaks for the state with what authority. docs/methods/ledgers.md
gives the rules.`,
		Example: "  rostrum ledger plans --state under_way",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	c.AddCommand(p.ledgerPlansCommand(), p.ledgerNoticesCommand(), p.ledgerOutcomeCommand(), p.ledgerWeaponsCommand(), p.ledgerPronouncementsCommand())
	return c
}

// entries holds the flags that entries of all ledgers are selected by.
type entries struct {
	entry, from, to, asOf, outlet string
	limit                         int
	history, findings             bool
}

func (f *entries) add(c *cobra.Command, things, entry string) {
	flags := c.Flags()
	flags.StringVar(&f.entry, "entry", "", "only this one, "+entry)
	flags.StringVar(&f.from, "from", "", "first `DAY` of publication, as 2024-09-01, month, as 2024-09, or year: only "+things+" of which something was published then")
	flags.StringVar(&f.to, "to", "", "last `DAY`, month or year of publication, itself included")
	flags.StringVar(&f.asOf, "as-of", "", "as it was known at the end of this `DAY`")
	flags.StringVar(&f.outlet, "outlet", "", "only from reports of this `OUTLET`")
	flags.IntVar(&f.limit, "limit", 50, fmt.Sprintf("at most so many %s, up to %d", things, store.MaxLimit))
	flags.BoolVar(&f.findings, "findings", false, "what was found of them instead, by the day it was known")
}

func (f *entries) check(args []string) (o app.LedgerOptions, err error) {
	o = app.LedgerOptions{Words: strings.Join(args, " "), Entry: f.entry, Outlet: f.outlet, Limit: f.limit}
	if o.From, o.To, err = period(f.from, f.to); err != nil {
		return o, err
	}
	if _, o.AsOf, err = stretch("--as-of", f.asOf); err != nil {
		return o, err
	}
	return o, checkLimit(f.limit)
}

// terms loads what the profiles say for ledgers. Who finds days in a language is
// loaded when it is asked.
func (p *Program) terms() (app.TermsOf, error) {
	fsys, err := p.profileFiles()
	if err != nil {
		return nil, err
	}
	return termsOf(fsys, func(name string) *profile.Profile {
		read, err := profile.Load(fsys, name)
		if err != nil {
			return nil
		}
		return read
	})
}

// termsOf loads what the profiles say for ledgers; load gives a profile by its name,
// for its days.
func termsOf(fsys fs.FS, load func(name string) *profile.Profile) (app.TermsOf, error) {
	names, all, err := ofEach(fsys, func(name string) (*app.LedgerTerms, error) {
		t, err := ledger.LoadTerms(fsys, name)
		return &app.LedgerTerms{Terms: t, Dates: datesOf(func() *profile.Profile { return load(name) })}, err
	})
	return byReport(fsys, names, all, func(t *app.LedgerTerms) (string, string) { return t.Outlet, t.Lang }), err
}

// datesOf finds the days of a passage by a profile. One with mistakes finds none:
// whoever extracts is told of them.
func datesOf(load func() *profile.Profile) ledger.Dates {
	load = sync.OnceValue(load)
	return func(passage, published string) []ledger.Dated {
		read := load()
		if read == nil {
			return nil
		}
		var all []ledger.Dated
		for _, d := range extract.Days(read, passage, published) {
			all = append(all, ledger.Dated(d))
		}
		return all
	}
}

// ledgerShown prints the findings of a ledger where these are asked for, or JSON;
// it reports whether there is nothing left to print.
func (p *Program) ledgerShown(f *entries, page *app.LedgerPage, whole any, lines func() error) (bool, error) {
	switch {
	case f.findings && p.flags.json:
		return true, writeJSON(p.Out, struct {
			Findings []finding.Finding `json:"findings"`
			Searched app.Searched      `json:"searched"`
		}{page.Findings, page.Searched})
	case f.findings && p.flags.ndjson:
		return true, writeLines(p.Out, page.Findings)
	case f.findings:
		return true, p.printFindings(page.Findings, count(len(page.Findings), "finding")+". ", page.Searched, "")
	case p.flags.json:
		return true, writeJSON(p.Out, whole)
	case p.flags.ndjson:
		return true, lines()
	}
	return false, nil
}

// ledgerFoot ends a list of entries.
func (p *Program) ledgerFoot(t *table, shown int, page *app.LedgerPage, thing, more string) error {
	if err := t.show(p.Out); err != nil {
		return err
	}
	line := count(page.All, thing)
	if shown < page.All {
		line += fmt.Sprintf(", of which %s are shown; --limit shows more", thousands(shown))
	}
	if n := len(page.Findings); n > 0 {
		line += fmt.Sprintf("; --findings lists %s", count(n, "finding"))
	}
	return p.foot(t.style, line+". "+more+searched(page.Searched), "")
}

func (p *Program) ledgerOutcomeCommand() *cobra.Command {
	var as, why, source string
	var withdraw int64
	c := &cobra.Command{
		Use:   "outcome NOTICE OUTCOME [REPORT]",
		Short: "Say what came of a notice",
		Long: `Keep an analyst's word on what came of a notice, which is named as rostrum ledger
notices names it:

  reported REPORT           a held report tells of it
  said_by_outside_sources   others say so; --source names them
  not REPORT                a report that was proposed does not tell of it

Words are appended, with who said them, when and why, and follow the sentence that
gave notice through other extractions and versions. Of one person the last word
on a report or a source counts; --withdraw takes back a word of one's own.`,
		Example: `  rostrum ledger outcome vdb-2031-03-06-001:539 said_by_outside_sources --source "Greywater Compact" --as "M. Ilven" --why "minutes of the spring session"
  rostrum ledger outcome --withdraw 1 --as "M. Ilven"`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case withdraw != 0 && len(args) > 0:
				return rostrum.Errorf(rostrum.CodeInvalid, "outcome: --withdraw expects the ID of a word alone, found %q too", args[0])
			case withdraw != 0:
				return nil
			case len(args) < 2 || len(args) > 3:
				return rostrum.Errorf(rostrum.CodeInvalid, "outcome: expected a notice, an outcome (%s) and, but for what outside sources say, a report; found %d arguments", strings.Join(rostrum.OutcomesSaid, ", "), len(args))
			}
			outside := args[1] == rostrum.OutcomeOutside
			switch err := oneOf("outcome", args[1], rostrum.OutcomesSaid...); {
			case err != nil:
				return err
			case outside != (len(args) == 2):
				return rostrum.Errorf(rostrum.CodeInvalid, "outcome: expected a report with %s and %s, and none with %s", rostrum.OutcomeReported, rostrum.OutcomeNot, rostrum.OutcomeOutside)
			case outside != (strings.TrimSpace(source) != ""):
				return rostrum.Errorf(rostrum.CodeInvalid, "--source: expected who says so, with %s and with nothing else", rostrum.OutcomeOutside)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if as == "" {
				as = p.Env("ROSTRUM_ANALYST")
			}
			if strings.TrimSpace(as) == "" {
				return rostrum.Errorf(rostrum.CodeInvalid, "--as: expected the name of who says it, or ROSTRUM_ANALYST to be set")
			}
			terms, err := p.terms()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				now := time.Now().UTC()
				if withdraw != 0 {
					if err := a.WithdrawOutcome(ctx, withdraw, as, why, now); err != nil {
						return err
					}
					if p.flags.json || p.flags.ndjson {
						return writeJSON(p.Out, map[string]int64{"withdrawn": withdraw})
					}
					_, err := fmt.Fprintf(p.Out, "Outcome %d is taken back.\n", withdraw)
					return err
				}
				w := app.OutcomeWord{Notice: args[0], Outcome: args[1], Source: source, By: as, Why: why, When: now}
				if len(args) == 3 {
					w.Report = args[2]
				}
				e, err := a.SayOutcome(ctx, w, terms)
				if err != nil {
					return err
				}
				if p.flags.json || p.flags.ndjson {
					return writeJSON(p.Out, e)
				}
				said := e.Confirmed[len(e.Confirmed)-1]
				_, err = fmt.Fprintf(p.Out, "Kept as outcome %d; of the notice %s it is now: %s.\n", said.ID, e.ID, words(e.Outcome))
				return err
			})
		},
	}
	flags := c.Flags()
	flags.StringVar(&as, "as", "", "the `NAME` of who says it (default $ROSTRUM_ANALYST)")
	flags.StringVar(&why, "why", "", "the reason, in words: `TEXT`")
	flags.StringVar(&source, "source", "", "with said_by_outside_sources, `WHO` says so")
	flags.Int64Var(&withdraw, "withdraw", 0, "take back the word with this `ID`")
	return c
}
