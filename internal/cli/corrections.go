package cli

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (p *Program) correctionsCommand() *cobra.Command {
	var as, applies, from, to, cursor string
	var reports, verdicts []string
	var limit int
	var gold bool
	c := &cobra.Command{
		Use:   "corrections",
		Short: "List what analysts said of records, or export it as gold",
		Long: `List the words that analysts said of records with rostrum correct, in the order in
which they were said, each with the record that it is about now. A word applies
unless it was taken back, the same person said another later, or the words of the
report that it is about are gone from the newest version.

--gold exports the reports that were reviewed whole as a JSON list of annotated
articles: the records of the extraction that was reviewed, without those that are
wrong, with those that are instead, and those that were missing. A report on which
people do not say the same is left out and named, unless --as chooses whose word
counts.`,
		Example: `  rostrum corrections --as "M. Ilven"
  rostrum corrections --report vdb-2031-03-01-001 --applies yes --json
  rostrum corrections --gold`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			first, last, err := period(from, to)
			if err != nil {
				return err
			}
			if err := checkLimit(limit); err != nil {
				return err
			}
			if verdicts, err = someOf("--verdict", verdicts, rostrum.Verdicts...); err != nil {
				return err
			}
			f := app.CorrectionsFilter{CorrectionFilter: store.CorrectionFilter{By: as, Verdicts: verdicts, From: first, To: last, Limit: limit, Cursor: cursor}}
			if len(reports) > 0 {
				f.Reports = reports
			}
			if applies != "" {
				if err := oneOf("--applies", applies, "yes", "no"); err != nil {
					return err
				}
				yes := applies == "yes"
				f.Applies = &yes
			}
			if gold && (len(reports) > 0 || len(verdicts) > 0 || applies != "" || from != "" || to != "" || cursor != "" || cmd.Flags().Changed("limit")) {
				return rostrum.Errorf(rostrum.CodeInvalid, "--gold: exports every report that was reviewed; expected no other filter than --as")
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				if gold {
					g, err := a.Gold(ctx, as)
					if err != nil {
						return err
					}
					return p.printGold(g)
				}
				found, err := a.Corrections(ctx, f)
				if err != nil {
					return err
				}
				return p.printCorrections(found)
			})
		},
	}
	flags := c.Flags()
	flags.StringVar(&as, "as", "", "only what this `NAME` said")
	flags.StringSliceVar(&reports, "report", nil, "only on this `REPORT`; may be given several times")
	flags.StringSliceVar(&verdicts, "verdict", nil, "only this `VERDICT`; may be given several times: right, wrong, instead, missing, reviewed, withdrawn")
	flags.StringVar(&applies, "applies", "", "only what applies to the newest version, `yes`, or what does not any more, no")
	flags.StringVar(&from, "from", "", "first `DAY` on which it was said, as 2024-09-01, month, as 2024-09, or year")
	flags.StringVar(&to, "to", "", "last `DAY`, month or year on which it was said, itself included")
	addPage(flags, &limit, &cursor, " words")
	flags.BoolVar(&gold, "gold", false, "export reviewed reports as annotated articles, in JSON")
	complete(c, "verdict", rostrum.Verdicts...)
	complete(c, "applies", "yes", "no")
	return c
}

func (p *Program) printCorrections(found *app.Corrections) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.Corrections)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "id", right: true}, {title: "said", paint: s.dim}, {title: "verdict", paint: s.bold}, {title: "by", flex: true, paint: s.person}, {title: "record"}, {title: "report", flex: true, paint: s.dim},
	}}
	lapsed := 0
	for i := range found.Corrections {
		c := &found.Corrections[i]
		var below []string
		if len(c.Is) > 0 {
			below = append(below, plain(fieldWords(c.Is)))
		}
		if c.Subject != nil {
			if c.Verdict == rostrum.VerdictMissing {
				below = append(below, plain(fieldWords(stated(c.Subject.Was))))
			}
			below = append(below, "“"+plain(c.Subject.Quote)+"”")
		}
		if c.Why != "" {
			below = append(below, "because: "+plain(c.Why))
		}
		below = append(below, now(c))
		if !c.Applies {
			lapsed++
		}
		t.add([]string{strconv.FormatInt(c.ID, 10), c.When[:min(10, len(c.When))], c.Verdict, c.By, recordOf(c), c.Report}, below...)
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	line := count(len(found.Corrections), "correction") + "."
	if lapsed > 0 {
		line += " " + counted(lapsed, "of them applies no longer.", "of them apply no longer.")
	}
	return p.foot(s, line, found.Next)
}

func (p *Program) printGold(g *app.Golden) error {
	for _, l := range g.Left {
		fmt.Fprintf(p.Err, "rostrum: %s is left out: %s", l.Report, l.Why)
		for i, ids := range l.Words {
			sep := "; "
			if i == 0 {
				sep = ": corrections "
			}
			fmt.Fprint(p.Err, sep)
			for j, id := range ids {
				if j > 0 {
					fmt.Fprint(p.Err, ", ")
				}
				fmt.Fprint(p.Err, id)
			}
		}
		fmt.Fprintln(p.Err)
	}
	if p.flags.ndjson {
		return writeLines(p.Out, g.Reports)
	}
	if len(g.Reports) == 0 {
		_, err := io.WriteString(p.Out, "[]\n")
		return err
	}
	return writeJSON(p.Out, g.Reports)
}
