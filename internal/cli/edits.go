package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/diff"
)

func (p *Program) editsCommand() *cobra.Command {
	var from, to string
	var f app.EditFilter
	c := &cobra.Command{
		Use:   "edits",
		Short: "List what was changed or withdrawn after publication, over the whole archive",
		Long: `List what was changed after publication in the reports held, by the day on which the
new text was captured: what kind of change, and what became of the records. A
change of quotes, spaces, case, dashes, punctuation, accents or encoding alone is
noise, and only counted; rostrum diff shows one report in full.

Below stand findings over many reports: a name that vanished from several at once
(from at least three, and half of those that had it and were captured again),
reports that are not found again where those around them are, and reports at whose
address another one stands now. To be told of, texts have to be captured again
later, with the day in "retrieved".`,
		Example: `  rostrum ingest profiles/vdb-en/samples/recaptured.jsonl
  rostrum edits
  rostrum edits --kind name_gone,number_changed --from 2031-04
  rostrum edits --name "Torvane Ost Halric" --json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if f.From, f.To, err = period(from, to); err != nil {
				return err
			}
			if err := checkLimit(f.Limit); err != nil {
				return err
			}
			if f.Kinds, err = someOf("--kind", f.Kinds, diff.MeaningKinds...); err != nil {
				return err
			}
			e, err := p.engine()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Edits(ctx, e, f)
				if err != nil {
					return err
				}
				return p.printEdits(found)
			})
		},
	}
	flags := c.Flags()
	flags.StringVar(&from, "from", "", "first `DAY` of capture of the new text, as 2024-09-01, month, as 2024-09, or year")
	flags.StringVar(&to, "to", "", "last `DAY`, month or year of capture, itself included")
	flags.StringSliceVar(&f.Kinds, "kind", nil, "only with a change of this `KIND`; may be given several times: "+strings.Join(diff.MeaningKinds, ", "))
	flags.StringVar(&f.Name, "name", "", "only where a name came or went that contains this `NAME`")
	flags.BoolVar(&f.Noise, "noise", false, "list texts in which no word was changed too")
	flags.StringVar(&f.Outlet, "outlet", "", "only of reports of this `OUTLET`")
	flags.StringVar(&f.Lang, "lang", "", "only of reports in this `LANGUAGE`, as recognised: en")
	p.addSignature(flags)
	addPage(flags, &f.Limit, &f.Cursor, " edits")
	complete(c, "kind", diff.MeaningKinds...)
	return c
}

func (p *Program) printEdits(found *app.Edits) error {
	p.leave(found)
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.Edits)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "captured"}, {title: "report", paint: s.dim}, {title: "changes", flex: true, whole: true, paint: s.bold}, {title: "title", flex: true, whole: true},
	}}
	for i := range found.Edits {
		e := &found.Edits[i]
		changes := tallied(worded(e.Meaning))
		if changes == "" {
			changes = "noise: " + tallied(e.Noise)
		}
		captured := orDash(e.Known)
		if !e.Timed {
			captured = "–"
		}
		t.add([]string{captured, e.Report, changes, e.Title}, editLines(e)...)
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	if len(found.Many) > 0 {
		fmt.Fprintln(p.Out, s.bold("Many reports at once"))
		if err := p.writeFindings(s, found.Many); err != nil {
			return err
		}
	}
	words := counted(found.Total, "edit", "edits") + ", " + counted(found.Noise, "new text", "new texts") + " without a changed word."
	if n := len(found.Displaced); n > 0 {
		words += " " + counted(n, "report", "reports") + " at whose address another one stands now; --json lists them."
	}
	return p.foot(s, words+" "+searched(found.Searched), found.Next)
}

// worded writes the keys of counts as words.
func worded(counts map[string]int) map[string]int {
	out := map[string]int{}
	for k, n := range counts {
		out[words(k)] = n
	}
	return out
}

// mostChanges is how many changes of an edit a list shows.
const mostChanges = 3

// editLines tells of an edit below its row: the changes that weigh most, what became
// of the records, which names came and went.
func editLines(e *app.Edit) []string {
	const most = 100 // cells of one side of a change
	var lines []string
	meaning := 0
	for _, wording := range []bool{false, true} {
		for i := range e.Changes {
			c := &e.Changes[i]
			if c.Sort != diff.Meaning || (c.Kinds[0] == diff.Wording) != wording {
				continue
			}
			if meaning++; len(lines) == mostChanges {
				continue
			}
			line := words(strings.Join(c.Kinds, ", ")) + ":"
			for _, side := range []struct{ open, text, shut string }{{" [-", c.OldWords, "-]"}, {" {+", c.NewWords, "+}"}} {
				if text := strings.TrimSpace(plain(side.text)); text != "" {
					line += side.open + clip(text, most) + side.shut
				}
			}
			lines = append(lines, line)
		}
	}
	if n := meaning - len(lines); n > 0 {
		lines = append(lines, fmt.Sprintf("… and %s: rostrum diff %s", count(n, "more change"), plain(e.Report)))
	}
	states := map[string]int{}
	for i := range e.Facts {
		states[e.Facts[i].State]++
	}
	if len(states) > 0 {
		var parts []string
		for _, state := range diff.States {
			if states[state] > 0 {
				parts = append(parts, fmt.Sprintf("%s %d", state, states[state]))
			}
		}
		lines = append(lines, "records: "+strings.Join(parts, ", "))
	}
	for _, names := range []struct {
		label string
		list  []string
	}{{"names gone: ", e.NamesGone}, {"names added: ", e.NamesAdded}} {
		if len(names.list) > 0 {
			lines = append(lines, names.label+plain(strings.Join(names.list, "; ")))
		}
	}
	if !e.Timed {
		lines = append(lines, "which text came first is not known")
	}
	return lines
}
