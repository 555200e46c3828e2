package cli

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/correction"
)

// saidOf are the verdicts that are said of a record.
var saidOf = []string{rostrum.VerdictRight, rostrum.VerdictWrong, rostrum.VerdictInstead, rostrum.VerdictMissing}

// saying holds the flags of correct.
type saying struct {
	as, why, quote string
	set            []string
	reviewed       bool
	withdraw       int64
}

func (p *Program) correctCommand() *cobra.Command {
	var f saying
	c := &cobra.Command{
		Use:   "correct REPORT RECORD VERDICT",
		Short: "Say that a record is right, wrong, otherwise, or missing",
		Long: `Keep an analyst's word on a record of the newest version of a report, with who
says it, when and why. Records are named as rostrum show names them: event:2,
event:2/3 (the third person of its line-up), plan:1, act:4, and event:+7 for one
that correction 7 adds. The verdicts are:

  right    the report says this
  wrong    it does not
  instead  it says this, with the fields of --set as they are given
  missing  it says something that was not read: the record is named new (event:new,
           event:2/new, plan:new, act:new), --set gives its fields and --quote the
           words of the report that say it; of an act, the sentence from its first
           word

The fields are those of annotations: type, date, date_to, site, place of an event;
name, role, post of a person; plan, subject, assigner, horizon, status, value of a
plan claim; speaker, act, condition, addressee of an act; voice and referent of
both; evidence. An empty value is none. What a report words has to stand in it.

--reviewed says that the whole report was judged: what nobody calls wrong is right
then, and rostrum corrections --gold exports it. --withdraw takes back a word of
one's own. Nothing is overwritten: a later word stands beside an earlier one, and
the last that a person says of a record counts. Words survive another extraction;
in a new version they follow the words that they are about.`,
		Example: `  rostrum correct vdb-2031-03-01-001 event:1/2 instead --set role=attendee --as "M. Ilven" --why "was only in the hall"
  rostrum correct vdb-2031-03-01-001 act:1 right --as "M. Ilven"
  rostrum correct vdb-2031-03-05-001 plan:new missing --as "M. Ilven" --quote "A full report follows" --set "plan=A full report" --set status=assigned
  rostrum correct vdb-2031-03-01-001 --reviewed --as "M. Ilven"
  rostrum correct --withdraw 1 --as "M. Ilven" --why "the list says in his suite"`,
		Args: f.args,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.as == "" {
				f.as = p.Env("ROSTRUM_ANALYST")
			}
			if strings.TrimSpace(f.as) == "" {
				return rostrum.Errorf(rostrum.CodeInvalid, "--as: expected the name of who says it, or ROSTRUM_ANALYST to be set")
			}
			set, err := settings(f.set)
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				now := time.Now().UTC()
				if f.withdraw != 0 {
					s, err := a.Withdraw(ctx, f.withdraw, f.as, f.why, now)
					if err != nil {
						return err
					}
					return p.printSaid(s)
				}
				w := app.Word{Report: args[0], Verdict: rostrum.VerdictReviewed, By: f.as, Why: f.why, When: now}
				if !f.reviewed {
					w.Record, w.Verdict, w.Set, w.Quote = args[1], args[2], set, f.quote
				}
				s, err := a.Correct(ctx, w)
				if err != nil {
					return err
				}
				return p.printSaid(s)
			})
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 2 {
				return saidOf, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
	}
	flags := c.Flags()
	flags.StringVar(&f.as, "as", "", "the `NAME` of who says it (default $ROSTRUM_ANALYST)")
	flags.StringVar(&f.why, "why", "", "the reason, in words: `TEXT`")
	flags.StringArrayVar(&f.set, "set", nil, "a field and what it should be, as `FIELD=VALUE`; may be given several times")
	flags.StringVar(&f.quote, "quote", "", "of what is missing: the `WORDS` of the report that say it")
	flags.BoolVar(&f.reviewed, "reviewed", false, "the whole report was judged")
	flags.Int64Var(&f.withdraw, "withdraw", 0, "take back the word with this `ID`")
	return c
}

// args checks what is named, by what the flags say.
func (f *saying) args(_ *cobra.Command, args []string) error {
	record := len(f.set) > 0 || f.quote != ""
	switch {
	case f.reviewed && f.withdraw != 0 || (f.reviewed || f.withdraw != 0) && record:
		return rostrum.Errorf(rostrum.CodeInvalid, "correct: expected a record, or --reviewed, or --withdraw, found several; --set and --quote are of a record")
	case f.withdraw != 0 && len(args) != 0:
		return rostrum.Errorf(rostrum.CodeInvalid, "correct: --withdraw expects the ID of a word alone, found %q too", args[0])
	case f.withdraw != 0:
		return nil
	case f.reviewed && len(args) != 1:
		return rostrum.Errorf(rostrum.CodeInvalid, "correct: --reviewed expects the id of one report, found %d arguments", len(args))
	case f.reviewed:
		return nil
	case len(args) != 3:
		return rostrum.Errorf(rostrum.CodeInvalid, "correct: expected a report, a record such as event:2, event:2/3, plan:1 or act:4, and a verdict (%s), found %d arguments; rostrum show REPORT names the records",
			strings.Join(saidOf, ", "), len(args))
	}
	return oneOf("verdict", args[2], saidOf...)
}

// settings reads the values of --set.
func settings(list []string) (map[string]string, error) {
	set := map[string]string{}
	for _, s := range list {
		name, value, ok := strings.Cut(s, "=")
		if name = strings.TrimSpace(name); !ok || name == "" {
			return nil, rostrum.Errorf(rostrum.CodeInvalid, "--set: expected a field and its value, such as role=host, found %q", s)
		}
		if _, twice := set[name]; twice {
			return nil, rostrum.Errorf(rostrum.CodeInvalid, "--set: expected each field once, found %s twice", name)
		}
		set[name] = value
	}
	return set, nil
}

// printSaid tells that a word is kept, and on what.
func (p *Program) printSaid(s *correction.Standing) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, s)
	case p.flags.ndjson:
		return writeLines(p.Out, []*correction.Standing{s})
	}
	text := fmt.Sprintf("Kept as correction %d: %s, %s, says %s.", s.ID, recordOf(s), saidWords(s.Verdict, s.Is), s.By)
	for _, id := range s.Replaces {
		text += fmt.Sprintf(" It takes the place of %d.", id)
	}
	b := paragraph(plain(text), "", p.width())
	if s.Subject != nil {
		b += paragraph("“"+plain(s.Subject.Quote)+"”", "    ", p.width())
	}
	_, err := io.WriteString(p.Out, b)
	return err
}
