package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (p *Program) eventsCommand() *cobra.Command {
	var f filter
	c := &cobra.Command{
		Use:   "events",
		Short: "List stored events with their evidence",
		Long: `List the events that stored reports tell of, by day, with the people in the order
the report gives them and the words that report it. An event without a stated
day counts with the day its report was published.`,
		Example: `  rostrum events --from 2024-09-01 --type weapons_test,drill
  rostrum events --person "Jo Yong Won" --role companion --json
  rostrum events --site "Hospital" --newest-first --limit 10`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ef, err := f.events()
			if err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				found, err := a.Events(ctx, ef)
				if err != nil {
					return err
				}
				return p.printEvents(found)
			})
		},
	}
	f.add(c.Flags(), "events")
	c.Flags().BoolVar(&f.newest, "newest-first", false, "begin with the latest")
	f.complete(c)
	return c
}

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
		{title: "date"}, {title: "type", paint: s.bold}, {title: "where", flex: true, paint: s.site}, {title: "who", flex: true, paint: s.person}, {title: "report", paint: s.dim},
	}}
	for i := range found.Events {
		e := &found.Events[i]
		t.add([]string{dayOf(e), words(e.Type), where(e), who(e, 4), e.Report}, "“"+plain(e.Evidence)+"”")
	}
	if len(found.Events) > 0 {
		if err := t.write(p.Out); err != nil {
			return err
		}
		fmt.Fprintln(p.Out)
	}
	return p.foot(s, count(len(found.Events), "event")+". "+searched(found.Searched), found.Next)
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

// dayOf is the day of an event for a list: as stated, else "by" the last it can
// have been.
func dayOf(e *store.Event) string {
	switch {
	case e.Date != nil && e.DateTo != nil:
		return *e.Date + "/" + lastPart(*e.Date, *e.DateTo)
	case e.Date != nil:
		return *e.Date
	case e.Published != "":
		return "by " + e.Published
	}
	return "undated"
}

// lastPart leaves out of the second day what it shares with the first.
func lastPart(first, last string) string {
	switch {
	case len(first) == len(last) && len(first) == 10 && first[:8] == last[:8]:
		return last[8:]
	case len(first) == len(last) && len(first) == 10 && first[:5] == last[:5]:
		return last[5:]
	}
	return last
}

// where is site and place of an event.
func where(e *store.Event) string {
	var parts []string
	if e.Site != nil {
		parts = append(parts, *e.Site)
	}
	if e.Place != nil {
		parts = append(parts, *e.Place)
	}
	return strings.Join(parts, ", ")
}

// who names the first people of an event and counts the others.
func who(e *store.Event, most int) string {
	var names []string
	for _, a := range e.Participants {
		if a.Name != nil {
			names = append(names, *a.Name)
		}
	}
	rest := 0
	if len(names) > most {
		rest = len(names) - (most - 1)
		names = names[:most-1]
	}
	line := strings.Join(names, ", ")
	if rest > 0 {
		line = fmt.Sprintf("%s +%d", line, rest)
	}
	return line
}

// tallied words counts, the largest first: companion 12, attendee 3.
func tallied(counts map[string]int) string {
	keys := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(keys, func(a, b string) int { return counts[b] - counts[a] })
	var parts []string
	for _, k := range keys {
		if counts[k] == 0 {
			continue
		}
		name := k
		if name == "" {
			name = "unknown"
		}
		parts = append(parts, words(name)+" "+thousands(counts[k]))
	}
	return strings.Join(parts, ", ")
}
