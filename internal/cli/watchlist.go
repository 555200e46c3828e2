package cli

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// mostCases is how many cases of a rule are shown unless somebody asks for more.
const mostCases = 10

func (p *Program) watchlistCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "watchlist",
		Short: "Keep rules of what to watch for, and tell when they fire",
		Long: `Keep rules of what to watch for, and tell when they fire. A rule is one of

  person:"NAME"       a report in which that person is at an event
  post:"WORDS"        somebody is given a post with these words who was not given
                      one before
  phrase:"WORDS"      a report with these words in a row
  plan:"WORDS"        a plan claim with these words, in the state's own words
  finding:KIND        a finding of this kind (rostrum findings --kinds lists them);
                      finding:KIND about "WORDS" where its subject has these words

The list is appended only: what is taken off stays in the store, with when it was.`,
		Example: `  rostrum watchlist add 'post:"Chief of the War Chancery"'
  rostrum watchlist fired --from 2031-03
  rostrum watchlist list`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	c.AddCommand(p.watchAddCommand(), p.watchListCommand(), p.watchFiredCommand(), p.watchRemoveCommand())
	return c
}

// watcher is who changes the list, if anybody says so.
func (p *Program) watcher(as string) string {
	if as == "" {
		as = p.Env("ROSTRUM_ANALYST")
	}
	return strings.TrimSpace(as)
}

func (p *Program) watchAddCommand() *cobra.Command {
	var o app.WatchOptions
	most := mostCases
	c := &cobra.Command{
		Use:   "add RULE",
		Short: "Say how often a rule would have fired so far, and put it on the watchlist",
		Long: `Say how often a rule would have fired over the reports held, with the latest cases,
and put it on the watchlist. With --try, nothing is kept.`,
		Example: `  rostrum watchlist add 'person:"Torvane Ost Halric"'
  rostrum watchlist add 'phrase:"tour of counsel"' --try
  rostrum watchlist add 'finding:name_removed'`,
		Args: needArgs("a rule, such as 'person:\"NAME\"'"),
		RunE: func(cmd *cobra.Command, args []string) error {
			analyses, err := p.analyses()
			if err != nil {
				return err
			}
			o.Rule, o.When, o.By = strings.Join(args, " "), time.Now(), p.watcher(o.By)
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				p.flags.as = o.By
				whole := p.flags.json || p.flags.ndjson
				w, err := a.Watch(ctx, analyses, p.knowing(), o, func(w *app.Watched) error {
					if whole {
						return nil
					}
					return p.printWatched(w, most)
				})
				if err == nil {
					p.leave(w)
				}
				switch {
				case err != nil:
					return err
				case p.flags.json:
					return writeJSON(p.Out, w)
				case p.flags.ndjson:
					return writeLines(p.Out, w.Cases)
				case w.Saved:
					_, err = fmt.Fprintf(p.Out, "Kept as rule %d.\n", w.ID)
				default:
					_, err = fmt.Fprintln(p.Out, "Nothing was kept.")
				}
				return err
			})
		},
	}
	f := c.Flags()
	f.BoolVar(&o.Try, "try", false, "keep nothing")
	f.StringVar(&o.By, "as", "", "the `NAME` of who watches (default $ROSTRUM_ANALYST)")
	f.IntVar(&most, "cases", mostCases, "show at most so many cases, the latest")
	return c
}

func (p *Program) watchListCommand() *cobra.Command {
	removed := false
	c := &cobra.Command{
		Use:     "list",
		Short:   "List the rules on the watchlist",
		Long:    "List the rules on the watchlist, in the order in which they came.",
		Example: "  rostrum watchlist list --removed",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				all, err := a.Watchlist(ctx, removed)
				if err != nil {
					return err
				}
				return p.printWatchlist(all)
			})
		},
	}
	c.Flags().BoolVar(&removed, "removed", false, "list those that were taken off too")
	return c
}

func (p *Program) watchRemoveCommand() *cobra.Command {
	by := ""
	c := &cobra.Command{
		Use:     "remove ID",
		Short:   "Take a rule off the watchlist",
		Long:    "Take a rule off the watchlist. It stays in the store, with when it was taken off.",
		Example: "  rostrum watchlist remove 1",
		Args:    needArgs("the ID of a rule; rostrum watchlist list gives them"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ids, err := ruleIDs(args)
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				for _, id := range ids {
					if err := a.Unwatch(ctx, id, p.watcher(by), time.Now()); err != nil {
						return err
					}
					if !p.flags.json && !p.flags.ndjson {
						fmt.Fprintf(p.Out, "Rule %d is off the list.\n", id)
					}
				}
				if p.flags.json || p.flags.ndjson {
					return writeJSON(p.Out, map[string][]int64{"removed": ids})
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&by, "as", "", "the `NAME` of who takes it off (default $ROSTRUM_ANALYST)")
	return c
}

func (p *Program) watchFiredCommand() *cobra.Command {
	var from, to string
	most := mostCases
	c := &cobra.Command{
		Use:   "fired [ID…]",
		Short: "Tell when the rules on the watchlist fired",
		Long: `Tell when the rules on the watchlist fired, or those with the IDs given, by the day
on which it was known.`,
		Example: "  rostrum watchlist fired --from 2031-04",
		RunE: func(cmd *cobra.Command, args []string) error {
			ids, err := ruleIDs(args)
			if err != nil {
				return err
			}
			if from, to, err = period(from, to); err != nil {
				return err
			}
			analyses, err := p.analyses()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				all, err := a.Fired(ctx, analyses, p.knowing(), ids, from, to)
				for _, w := range all {
					p.leave(w)
				}
				switch {
				case err != nil:
					return err
				case p.flags.json:
					return writeJSON(p.Out, all)
				case p.flags.ndjson:
					return writeLines(p.Out, all)
				case len(all) == 0:
					_, err = fmt.Fprintln(p.Out, "The watchlist is empty: rostrum watchlist add RULE.")
					return err
				}
				for _, w := range all {
					if err := p.printWatched(w, most); err != nil {
						return err
					}
				}
				return p.foot(style{p.colour()}, searched(all[0].Searched), "")
			})
		},
	}
	f := c.Flags()
	f.StringVar(&from, "from", "", "first `DAY`, as 2024-09-01, month, as 2024-09, or year")
	f.StringVar(&to, "to", "", "last `DAY`, month or year, itself included")
	p.addSignature(f)
	f.IntVar(&most, "cases", mostCases, "show at most so many cases of a rule, the latest")
	return c
}

func ruleIDs(args []string) ([]int64, error) {
	var ids []int64
	for _, s := range args {
		id, err := strconv.ParseInt(s, 10, 64)
		if err != nil || id < 1 {
			return nil, rostrum.Errorf(rostrum.CodeInvalid, "expected the ID of a rule, a number from 1, found %q; rostrum watchlist list gives them", s)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func (p *Program) printWatchlist(all []store.Watch) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, all)
	case p.flags.ndjson:
		return writeLines(p.Out, all)
	case len(all) == 0:
		_, err := fmt.Fprintln(p.Out, "The watchlist is empty: rostrum watchlist add RULE.")
		return err
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{{title: "id", right: true}, {title: "since"}, {title: "rule", flex: true, whole: true, paint: s.bold}, {title: "by"}, {title: "taken off"}}}
	for i := range all {
		w := &all[i]
		t.add([]string{strconv.FormatInt(w.ID, 10), onDay(w.When), w.Rule, orDash(w.By), orDash(onDay(w.RemovedWhen))})
	}
	return t.write(p.Out)
}

// onDay is the day of a time.
func onDay(at string) string { return at[:min(len(at), len("2006-01-02"))] }

// printWatched tells how often a rule fired, by month, and shows the latest cases.
func (p *Program) printWatched(w *app.Watched, most int) error {
	const pad = "    "
	const clipped = 160 // cells of a quotation
	s := style{p.colour()}
	var b strings.Builder
	head := w.Rule
	if w.ID != 0 {
		head = fmt.Sprintf("%d  %s", w.ID, head)
	}
	b.WriteString(s.bold(plain(head)) + "\n")
	first, last := w.Searched.First, w.Searched.Last
	line := fmt.Sprintf("Fires %s over %s, %s to %s", counted(w.Total, "time", "times"), count(w.Searched.Reports, "report"), first, last)
	if n := len(w.Months); n > 0 {
		var parts []string
		for _, month := range slices.Sorted(maps.Keys(w.Months)) {
			parts = append(parts, fmt.Sprintf("%s %d", orDash(month), w.Months[month]))
		}
		line += ": " + strings.Join(parts, ", ")
	}
	b.WriteString(paragraph(line+".", pad, p.width()))
	shown := w.Cases[max(0, len(w.Cases)-max(most, 0)):]
	if n := len(w.Cases) - len(shown); n > 0 {
		b.WriteString(paragraph(fmt.Sprintf("… %s before", count(n, "case")), pad, p.width()))
	}
	for _, c := range shown {
		b.WriteString(hanging(pad+orDash(c.Day), plain(c.Says)+" "+s.dim("["+plain(c.Evidence.Report)+"]"), len(pad)+12, p.width()))
		if quote := strings.TrimSpace(plain(c.Evidence.Quote)); quote != "" && !strings.Contains(c.Says, quote) {
			b.WriteString(paragraph("“"+clip(quote, clipped)+"”", strings.Repeat(" ", len(pad)+12), p.width()))
		}
	}
	_, err := io.WriteString(p.Out, b.String())
	return err
}
