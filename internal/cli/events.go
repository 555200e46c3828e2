package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (p *Program) eventsCommand() *cobra.Command {
	var f filter
	c := &cobra.Command{
		Use:   "events",
		Short: "List stored events with their evidence",
		Long: `List the events that stored reports tell of, by day, with the people in the order
the report gives them and the words that report it. An event without a stated
day counts with the day its report was published. What several reports tell in
the same text is printed once; --json and --ndjson give it for each.`,
		Example: `  rostrum events --from 2031-03-01 --type weapons_test,drill
  rostrum events --person "Brannoc Ost Ludrik" --role companion --json
  rostrum events --site "Works" --newest-first --limit 10`,
		Args: noArgsBut("person"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return filtered(cmd.Context(), p, &f, (*app.App).Events, p.printEvents)
		},
	}
	f.add(c.Flags(), "events")
	c.Flags().BoolVar(&f.newest, "newest-first", false, "begin with the latest")
	f.complete(c)
	return c
}

// roomForReports is the width from which reports have a column of their own:
// below it, names would be cut where they begin to differ.
const roomForReports = 110

func (p *Program) printEvents(found *app.Events) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.Events)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "date"}, {title: "type", paint: s.bold}, {title: "where", flex: true, paint: s.site}, {title: "who", flex: true, paint: s.person, fit: fitNames}, {title: "report", paint: s.dim},
	}}
	narrow := t.width < roomForReports
	if narrow {
		t.columns = t.columns[:len(t.columns)-1]
	}
	events, also := prose.Once(found.Events, func(e *store.Event) *store.Origin { return &e.Origin })
	for _, e := range events {
		row := []string{dayOf(e), words(e.Type), where(e), who(e)}
		if !narrow {
			row = append(row, e.Report)
		}
		t.add(row, append([]string{"“" + plain(e.Evidence) + "”" + sources(narrow, e.Report, also[e])}, judgements(&e.Origin)...)...)
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	words := count(len(events), "event")
	if n := len(found.Events) - len(events); n > 0 {
		words += fmt.Sprintf(", told in the same text %s more", times(n))
	}
	return p.foot(s, words+". "+searched(found.Searched), found.Next)
}

// judgements words what analysts say of a record of a list and of its line-up.
func judgements(o *store.Origin) []string {
	var lines []string
	for _, j := range o.Corrections {
		line := judgement(j.ID, j.Verdict, j.Is, j.By, j.Why, j.Differs)
		if strings.Contains(j.Record, "/") {
			line = j.Record + ": " + line
		}
		lines = append(lines, "» "+plain(line))
	}
	return lines
}

// foot ends a list: what was found, in what, and how to see more.
func (p *Program) foot(s style, words, next string) error {
	if next != "" {
		words += " There are more: --cursor " + next
	}
	_, err := fmt.Fprint(p.Out, s.dim(strings.TrimSuffix(paragraph(words, "", p.width()), "\n")), "\n")
	return err
}

// more tells, beside a stream of records, that there is another page.
func (p *Program) more(next string) {
	if next != "" {
		fmt.Fprintf(p.Err, "rostrum: there are more: --cursor %s\n", next)
	}
}

// where is site and place of an event.
func where(e *store.Event) string { return prose.Where(&e.Event) }

// who names the people of an event.
func who(e *store.Event) string {
	var names []string
	for _, a := range e.Participants {
		if a.Name != nil {
			names = append(names, *a.Name)
		}
	}
	return strings.Join(names, ", ")
}

// fitNames keeps as many names of a list, up to four, as fit whole into n cells,
// and counts the others: a name that is cut could be another's.
func fitNames(list string, n int) string {
	const most = 4
	names := strings.Split(list, ", ")
	for shown := min(most, len(names)); shown > 0; shown-- {
		line := strings.Join(names[:shown], ", ")
		if rest := len(names) - shown; rest > 0 {
			line = fmt.Sprintf("%s +%d", line, rest)
		}
		if cells(line) <= n {
			return line
		}
	}
	return list
}
