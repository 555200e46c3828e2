package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum/internal/app"
)

func (p *Program) peopleCommand() *cobra.Command {
	var f filter
	c := &cobra.Command{
		Use:   "people",
		Short: "List the people of stored events: how often, in what role, when first and last",
		Long: `List the names that appear at stored events, those with most appearances first:
how often, in what roles, on what day first and last, with the post given last
and the report that gave it. An appearance is one person at one event; what
several reports tell in the same text counts once. At a message, a statement or
an appointment nobody need be present, so those at which somebody was are counted
apart. A name is counted as it is spelled: nobody has decided whether it is one
person's. rostrum person tells who a name may mean.`,
		Example: `  rostrum people --from 2031-03-01 --to 2031-03-31
  rostrum people --role companion --type inspection --limit 20
  rostrum people --person "Brannoc Ost Ludrik" --json`,
		Args: noArgsBut("person"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return filtered(cmd.Context(), p, &f, (*app.App).People, p.printPeople)
		},
	}
	f.add(c.Flags(), "people")
	f.complete(c)
	return c
}

func (p *Program) printPeople(found *app.People) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, found)
	case p.flags.ndjson:
		p.more(found.Next)
		return writeLines(p.Out, found.People)
	}
	s := style{p.colour()}
	t := table{style: s, width: p.width(), columns: []column{
		{title: "name", paint: s.person}, {title: "appearances", right: true}, {title: "present", right: true}, {title: "first"}, {title: "last"},
	}}
	for i := range found.People {
		q := &found.People[i]
		below := []string{tallied(q.Roles)}
		if q.Post != nil {
			line := plain(*q.Post)
			if q.PostFrom != nil {
				line += " [" + q.PostFrom.Report + "]"
			}
			below = append(below, line)
		}
		reports := "first in " + q.First.Report
		if q.Last.Report != q.First.Report {
			reports += ", last in " + q.Last.Report
		}
		if len(q.Spellings) > 1 {
			reports += "; spelled " + strings.Join(q.Spellings, ", ")
		}
		t.add([]string{q.Name, thousands(q.Appearances), thousands(q.Present), orDash(q.First.Day), orDash(q.Last.Day)}, append(below, plain(reports))...)
	}
	if err := t.show(p.Out); err != nil {
		return err
	}
	names := count(len(found.People), "name")
	return p.foot(s, names+". "+searched(found.Searched), found.Next)
}
