package cli

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (p *Program) briefCommand() *cobra.Command {
	var from, to, outlet, section string
	c := &cobra.Command{
		Use:   "brief",
		Short: "Tell what a stretch of days brought, ready to send on",
		Long: `Tell what the reports published in a stretch of days say: deaths announced; the
leader's activities with their line-ups; other officials' and foreigners' activities;
weapons tests and drills; appointments, messages and statements; what was claimed of plans,
ordered, promised and threatened; titles of leaders that are held first; and what
could not be read; each with the words that report it and the report's id, and
with the count of what was looked at. Without dates: the last seven days that have reports.
Of long sections of sentences the first entries are printed, and of one report the first
six; --section prints all of one, each entry under the number that it has in the brief.`,
		Example: `  rostrum brief
  rostrum brief --from 2031-03-01 --to 2031-03-15
  rostrum brief --from 2031-03 --to 2031-03 --section plans
  rostrum brief --from 2031-03 --to 2031-03 --json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			first, last, err := period(from, to)
			if err != nil {
				return err
			}
			if err := checkSection(section); err != nil {
				return err
			}
			return p.withApp(cmd.Context(), false, func(ctx context.Context, a *app.App) error {
				b, err := a.Brief(ctx, app.BriefOptions{From: first, To: last, Outlet: outlet})
				if err != nil {
					return err
				}
				return p.printBrief(b, section)
			})
		},
	}
	f := c.Flags()
	f.StringVar(&from, "from", "", "first `DAY` of publication, as 2024-09-01, or month, as 2024-09")
	f.StringVar(&to, "to", "", "last `DAY` or month of publication, itself included")
	f.StringVar(&outlet, "outlet", "", "only from reports of this `OUTLET`")
	f.StringVar(&section, "section", "", "only this `SECTION`, and all of it: "+strings.Join(prose.BriefSections, ", "))
	complete(c, "section", prose.BriefSections...)
	return c
}

// How much of long lists a brief prints.
const (
	longRoster   = 40 // people of one list
	mostPassages = 15 // that were not read
	mostReports  = 15 // that were not read
)

func (p *Program) printBrief(b *app.Brief, section string) error {
	switch {
	case p.flags.json && section != "":
		return p.sectionJSON(b, section)
	case p.flags.json:
		return writeJSON(p.Out, b)
	case p.flags.ndjson:
		return p.briefLines(b, section)
	}
	l := briefLayout{page: page{style: style{p.colour()}, width: p.width()}, only: section, seen: map[string]int{}}
	l.head(b)
	// a death stands before all else; that nobody died is no way to begin
	deaths := func() { l.one(prose.Obituaries.Name, func() { l.obituaries(b) }) }
	if len(b.Obituaries) > 0 {
		deaths()
	}
	for i, s := range prose.Occasions(b) {
		l.one(s.Name, func() { l.section(s, s.Name == "leaders" || s.Name == "arms") })
		if i == 0 && len(b.Obituaries) == 0 {
			deaths()
		}
	}
	l.words(b)
	if section == "" {
		l.edited(b)
		l.unread(b)
		l.unlooked(b)
	}
	l.foot(b)
	_, err := p.Out.Write(l.b)
	return err
}

// briefLines prints one record a line, each with the section it belongs to; of all of
// them, or of one.
func (p *Program) briefLines(b *app.Brief, only string) error {
	type line struct {
		Section string `json:"section"`
		Record  any    `json:"record"`
	}
	lines := []line{{"searched", b.Searched}}
	for i := range b.Obituaries {
		lines = append(lines, line{prose.Obituaries.Name, &b.Obituaries[i]})
	}
	for _, s := range prose.Occasions(b) {
		for i := range s.Items {
			lines = append(lines, line{s.Name, &s.Items[i]})
		}
	}
	wordLines(b, func(section string, record any) { lines = append(lines, line{section, record}) })
	for i := range b.Edited {
		lines = append(lines, line{"edited", &b.Edited[i]})
	}
	for i := range b.Displaced {
		lines = append(lines, line{"displaced", &b.Displaced[i]})
	}
	for i := range b.Unread {
		lines = append(lines, line{"unread", &b.Unread[i]})
	}
	for i := range b.NotRead {
		lines = append(lines, line{"not_read", &b.NotRead[i]})
	}
	for i := range b.Undated {
		lines = append(lines, line{"undated", &b.Undated[i]})
	}
	if only != "" {
		lines = slices.DeleteFunc(lines, func(l line) bool { return l.Section != only && l.Section != "searched" })
	}
	return writeLines(p.Out, lines)
}

// briefLayout lays a brief out. What stands in it is numbered throughout, so that one
// can be spoken of by its number.
type briefLayout struct {
	page
	b      []byte
	only   string // the section that was asked for; "" for all
	number int
	seen   map[string]int // report and number of an event -> its number in the brief
}

func (l *briefLayout) print(s string) { l.b = append(l.b, s...) }

func (l *briefLayout) head(b *app.Brief) {
	title := "Brief"
	switch {
	case b.From != "" && b.From == b.To:
		title += ", " + b.From
	case b.From != "" || b.To != "":
		title += ", " + orDash(b.From) + " to " + orDash(b.To)
	}
	if len(b.Searched.Outlets) == 1 {
		for name := range b.Searched.Outlets {
			title = joined(" · ", plain(name), title)
		}
	}
	l.print(l.style.bold(title) + "\n")
	l.print(paragraph(searched(b.Searched), "", l.width))
}

func (l *briefLayout) heading(title string, n int) {
	l.print("\n" + l.style.bold(fmt.Sprintf("%s (%s)", strings.ToUpper(title), thousands(n))) + "\n")
}

// obituaries prints the deaths that were announced.
func (l *briefLayout) obituaries(b *app.Brief) {
	l.heading(prose.Obituaries.Title, len(b.Obituaries))
	if !l.none(len(b.Obituaries)) {
		return
	}
	for i := range b.Obituaries {
		d := &b.Obituaries[i]
		l.entry(l.style.bold(joined(" · ", orDash(d.Published), plain(d.Title))), d.Evidence, rostrum.VoiceOwn, d.Report, d.Also)
	}
}

// section prints one heading with its events; with full, line-ups stand one person a
// line.
func (l *briefLayout) section(s prose.Section[app.Told], full bool) {
	l.heading(s.Title, len(s.Items))
	if len(s.Items) == 0 {
		l.print("None in what was looked at.\n")
		return
	}
	for i := range s.Items {
		l.event(&s.Items[i], full)
	}
}

// event prints one event: what, where, when, who, and the words that report it.
func (l *briefLayout) event(t *app.Told, full bool) {
	e := &t.Event
	const indent = 5
	pad := strings.Repeat(" ", indent)
	key := e.Report + "#" + strconv.Itoa(e.Number)
	head := dateOf(&e.Event) + " · " + words(e.Type)
	if w := where(e); w != "" {
		head += " · " + l.style.site(plain(w))
	}
	if earlier, ok := l.seen[key]; ok && l.only == "" {
		l.print(hanging("", fmt.Sprintf("see %d: %s [%s]", earlier, head, plain(e.Report)), indent, l.width))
		return
	}
	number, told := l.seen[key]
	if !told {
		l.number++
		number, l.seen[key] = l.number, l.number
	}
	l.print("\n" + hanging(l.style.bold(fmt.Sprintf("%3d.", number)), l.style.bold(head), indent, l.width))
	if full {
		l.lineUp(e, indent)
	} else {
		l.people(e, indent)
	}
	l.print(paragraph("“"+plain(e.Evidence)+"” ["+plain(e.Report)+"]"+besides(t), pad, l.width))
}

// mostCited is how many other reports of an occasion are named.
const mostCited = 5

// besides names the other reports that tell of an occasion.
func besides(t *app.Told) string {
	var parts []string
	some := func(what string, reports []string) {
		switch n := len(reports); {
		case n > mostCited:
			parts = append(parts, fmt.Sprintf("%s %s and %s more", what, plain(strings.Join(reports[:mostCited], ", ")), thousands(n-mostCited)))
		case n > 0:
			parts = append(parts, what+" "+plain(strings.Join(reports, ", ")))
		}
	}
	if t.Digest {
		parts = append(parts, "named in a digest alone: the report is not held")
	}
	if t.First != "" {
		some("first told in", []string{t.First})
	}
	some("told too in", t.Also)
	some("looked back at in", t.LookedBackIn)
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// lineUp prints one person a line, in the order of the report, each with the
// place in it; a role stands before the first who has it.
func (l *briefLayout) lineUp(e *store.Event, indent int) {
	role := ""
	for i := range e.Participants {
		if i == longRoster {
			l.print(fmt.Sprintf("%*s… and %s more: rostrum show %s\n", indent, "", thousands(len(e.Participants)-i), e.Report))
			return
		}
		a := &e.Participants[i]
		label := ""
		if a.Role != role {
			role = a.Role
			label = role
		}
		line := fmt.Sprintf("%*s%-12s%3d. ", indent, "", label, i+1)
		l.print(hanging(line, l.personal(a), cells(line), l.width))
	}
}

// people prints who took part in one paragraph for each role.
func (l *briefLayout) people(e *store.Event, indent int) {
	list := e.Participants
	for i := 0; i < len(list); {
		j := i
		var names []string
		for j < len(list) && list[j].Role == list[i].Role {
			if len(names) < longRoster {
				names = append(names, fmt.Sprintf("%d. %s", j+1, l.personal(&list[j])))
			}
			j++
		}
		line := strings.Join(names, "; ")
		if rest := j - i - len(names); rest > 0 {
			line += fmt.Sprintf("; … and %s more: rostrum show %s", thousands(rest), e.Report)
		}
		l.print(hanging(fmt.Sprintf("%*s%s", indent, "", list[i].Role), line, indent+12, l.width))
		i = j
	}
}

// personal is a name with the post that the report gives.
func (l *briefLayout) personal(a *rostrum.Appearance) string {
	post := ""
	if a.Post != nil {
		post = plain(*a.Post)
	}
	switch {
	case a.Name == nil && post == "":
		return "(not named)"
	case a.Name == nil:
		return "(not named) " + l.style.post(post)
	case post == "":
		return l.style.person(plain(*a.Name))
	}
	return l.style.person(plain(*a.Name)) + ", " + l.style.post(post)
}

// unread tells what the brief cannot know.
func (l *briefLayout) unread(b *app.Brief) {
	l.heading("What could not be read", len(b.NotRead)+len(b.Unread))
	if len(b.NotRead)+len(b.Unread)+len(b.Undated)+b.Rejected == 0 {
		l.print(paragraph("Nothing: every report was read, and no passage was left that looks like a line-up.", "", l.width))
		return
	}
	if len(b.Reasons) > 0 {
		l.print("Reports without records, by reason:\n")
		l.print(reasons(b.Reasons, l.width))
	}
	shown := 0
	for _, r := range b.NotRead {
		if r.Status == rostrum.StatusFailed && shown < mostReports {
			shown++
			l.print(hanging("  "+l.style.bad("failed"), fmt.Sprintf("%s [%s]: %s", plain(r.Title), r.ID, plain(r.Reason)), 10, l.width))
		}
	}
	if len(b.Unread) > 0 {
		l.print("Passages that look as if they held records but gave none:\n")
	}
	for i, u := range b.Unread {
		if i == mostPassages {
			l.print(fmt.Sprintf("     … and %s more: rostrum brief --json lists them\n", thousands(len(b.Unread)-i)))
			break
		}
		l.print(hanging("   –", fmt.Sprintf("“%s” (%s) [%s]", clip(plain(u.Quote), 160), plain(u.Why), plain(u.Report)), 5, l.width))
	}
	if n := len(b.Undated); n > 0 {
		l.print(fmt.Sprintf("Held without a day of publication, in no brief: %s\n", count(n, "report")))
	}
	if b.Rejected > 0 {
		l.print(fmt.Sprintf("Items that were no reports, in all imports: %s\n", thousands(b.Rejected)))
	}
}

// foot says what makes an entry, and what is in no section, with the command that shows
// it.
func (l *briefLayout) foot(b *app.Brief) {
	if left := leftOut(b); len(left) > 0 {
		l.print("\n" + l.style.dim("In no section:") + "\n")
		for _, line := range left {
			l.print(l.style.dim(strings.TrimSuffix(hanging("   –", line, 5, l.width), "\n")) + "\n")
		}
	}
	l.print("\n" + l.style.dim(strings.TrimSuffix(paragraph(briefCounts, "", l.width), "\n")) + "\n")
}

// briefCounts says what a brief counts.
const briefCounts = "How it was counted: by day of publication; an event stands with the leader where a leader takes part in it, whatever the role. " +
	"What several reports tell is one entry, by the rules of rostrum activities, with the words of the fullest report. " +
	"Names, posts and the order of people are those of the report. Plan claims are those about the own state; they, orders, demands and pledges " +
	"are given in the outlet's own words and those of documents and speeches that it prints. A sentence with several acts stands once. " +
	"A title is first held where no earlier report in the store has it in those words; the outlet may have used it before. " +
	"It says what reports say, not that it is true."

// leftOut tells what is in no section, and what lists it.
func leftOut(b *app.Brief) []string {
	others := func(counts map[string]int) (n int) {
		for voice, m := range counts {
			if !slices.Contains(rostrum.OwnVoices, voice) {
				n += m
			}
		}
		return n
	}
	var all []string
	for _, left := range []struct {
		n                    int
		thing, what, command string
	}{
		{b.LookingBack, "event", "looking back at what was told before, or at what stands here in other words; among", "rostrum events --by published"},
		{b.Anecdotes.Plans, "plan claim", "that anecdotes tell of earlier years:", "rostrum plans --kind anecdote"},
		{b.Anecdotes.Acts, "act", "that anecdotes tell of earlier years:", "rostrum acts --act threat,directive,pledge --kind anecdote"},
		{b.Retold, "demand", "that news only tells of others; among", "rostrum acts --act directive --referent foreign,adversary"},
		{others(b.PlanVoices), "plan claim", "in the words of others; with those of the outlet:", "rostrum plans --voice all"},
		{others(b.ActVoices), "act", "in the words of others, of which only the threats stand here; with those of the outlet:", "rostrum acts --voice all"},
	} {
		if left.n > 0 {
			all = append(all, count(left.n, left.thing)+" "+left.what+" "+within(b, left.command))
		}
	}
	return all
}
