package web

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/prose"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// newsSection is a section of what was found in a stretch of days.
type newsSection struct {
	prose.Heading
	Items []newsItem
	Rest  int       // findings that are not shown
	All   string    // address of all of the section
	Apart []counted // what is not told there: firsts that may only not be held, and what records tell anyway
}

// newsItem is what was found about one subject or in one passage, the weightiest
// first; or many of one kind that one report shows.
type newsItem struct {
	told
	More   []told
	Bundle []told // the first is the one above
}

// How much of a stretch's findings its page shows; the rest is a click away.
const (
	mostAlarms  = 24
	mostNews    = 8
	leastBundle = 4 // findings of one kind in one report that are told as one
	leastTitles = 2 // titles, of whatever reports
)

// bundle is what findings have in common that are told as one: their kind and report;
// titles of leaders, that they are such.
func (t told) bundle() [2]string {
	if t.title() != "" {
		return [2]string{"titles", ""}
	}
	return [2]string{t.Kind, t.Report()}
}

// title is the title that a finding of a leader's new title is about, else "".
func (t told) title() string {
	switch t.Kind {
	case "title first held":
		return t.Subject
	case "title_first":
		_, words, _ := strings.Cut(t.Says, "“")
		words, _, _ = strings.Cut(words, "”")
		return words
	}
	return ""
}

// Label is what stands for a finding in a bundle.
func (t told) Label() string {
	if title := t.title(); title != "" {
		return "“" + clip(prose.Plain(title), 80) + "”"
	}
	return t.Topic()
}

// news orders what was found in a stretch: alarms, then by section.
func news(found []app.Stocked, from, to string) (alarms []newsItem, rest int, sections []newsSection) {
	var loud []*app.Stocked
	quiet := map[string][]*app.Stocked{}
	held, counts := map[string]int{}, map[string]map[string]int{}
	for i := range found {
		one := &found[i]
		of := prose.OfFinding(one.Kind)
		switch {
		case one.Alarm:
			loud = append(loud, one)
		case of.Held:
			held[of.Section]++
		case of.Told:
			if counts[of.Section] == nil {
				counts[of.Section] = map[string]int{}
			}
			counts[of.Section][one.Kind]++
		default:
			quiet[of.Section] = append(quiet[of.Section], one)
		}
	}
	alarms = gathered(loud)
	// What is found beside of whom an alarm tells stands with it.
	for name, list := range quiet {
		quiet[name] = slices.DeleteFunc(list, func(one *app.Stocked) bool {
			for i := range alarms {
				a := &alarms[i]
				if a.Bundle != nil && a.Bundle[0].bundle() == (told{one, prose.OfFinding(one.Kind)}).bundle() {
					a.Bundle = append(a.Bundle, told{one, prose.OfFinding(one.Kind)})
					return true
				}
				if a.Bundle == nil && together(a.Stocked, one) {
					a.More = append(a.More, told{one, prose.OfFinding(one.Kind)})
					return true
				}
			}
			return false
		})
	}
	alarms, rest = cutNews(alarms, mostAlarms)
	for _, h := range prose.FindingSections {
		s := newsSection{Heading: h}
		s.Items, s.Rest = cutNews(gathered(quiet[h.Name]), mostNews)
		kinds := prose.FindingKinds(h.Name, false)
		s.All = listURL("findings", "from", from, "to", to, "kind", strings.Join(kinds, ","))
		if n := held[h.Name]; n > 0 {
			s.Apart = append(s.Apart, counted{strings.ToLower(h.Title) + ", first held and perhaps not first", n, listURL("findings", "from", from, "to", to, "kind", strings.Join(prose.FindingKinds(h.Name, true), ","))})
		}
		for _, kind := range slices.Sorted(maps.Keys(counts[h.Name])) {
			s.Apart = append(s.Apart, counted{prose.OfFinding(kind).Words, counts[h.Name][kind], listURL("findings", "from", from, "to", to, "kind", kind)})
		}
		if len(s.Items)+len(s.Apart) > 0 {
			sections = append(sections, s)
		}
	}
	return alarms, rest, sections
}

// gathered puts together what is about one subject or one passage, and what one report
// shows many times.
func gathered(found []*app.Stocked) []newsItem {
	var items []newsItem
	many := map[[2]string][]told{}
	for _, one := range found {
		t := told{one, prose.OfFinding(one.Kind)}
		if key := t.bundle(); !slices.ContainsFunc(many[key], func(o told) bool { return store.Fold(o.Label()) == store.Fold(t.Label()) }) {
			many[key] = append(many[key], t)
		}
	}
	// Where an item may be that a finding stands with: by subject, or by report.
	near := map[string][]int{}
	for _, one := range found {
		t := told{one, prose.OfFinding(one.Kind)}
		least := leastBundle
		if t.title() != "" {
			least = leastTitles
		}
		if list := many[t.bundle()]; len(list) >= least {
			if list[0].Stocked == one {
				items = append(items, newsItem{told: t, Bundle: list})
			}
			continue
		}
		at := -1
		for _, key := range []string{"about " + one.Key, "in " + t.Report()} {
			for _, i := range near[key] {
				if at < 0 && together(items[i].Stocked, one) {
					at = i
				}
			}
		}
		if at < 0 {
			for _, key := range []string{"about " + one.Key, "in " + t.Report()} {
				near[key] = append(near[key], len(items))
			}
			items = append(items, newsItem{told: t})
			continue
		}
		if i := &items[at]; heavier(t, i.told) < 0 {
			i.told, i.More = t, append(i.More, i.told)
		} else {
			i.More = append(i.More, t)
		}
	}
	slices.SortStableFunc(items, func(a, b newsItem) int { return heavier(a.told, b.told) })
	return items
}

// together tells whether two findings are about one thing: the same subject within the
// stretch, or, where they are of no person, the same words of a report.
func together(a, b *app.Stocked) bool {
	if a.Key == b.Key && prose.OfFinding(a.Kind).OfPerson == prose.OfFinding(b.Kind).OfPerson {
		return true
	}
	return !prose.OfFinding(a.Kind).OfPerson && !prose.OfFinding(b.Kind).OfPerson && len(a.Evidence) > 0 && len(b.Evidence) > 0 && overlap(&a.Evidence[0], &b.Evidence[0])
}

func overlap(a, b *finding.Evidence) bool {
	return a.Report == b.Report && a.At.Field == b.At.Field && a.At.Start < b.At.End && b.At.Start < a.At.End
}

// heavier orders findings by their weight, then by how unusual they are, then by day.
func heavier(a, b told) int {
	return cmp.Or(cmp.Compare(b.Of.Weight, a.Of.Weight), cmp.Compare(b.Value, a.Value), cmp.Compare(b.Known, a.Known), cmp.Compare(a.Subject, b.Subject))
}

// cutNews keeps so many items, and counts the findings of the others.
func cutNews(items []newsItem, most int) ([]newsItem, int) {
	rest := 0
	for _, i := range items[min(most, len(items)):] {
		rest += max(1+len(i.More), len(i.Bundle))
	}
	return items[:min(most, len(items))], rest
}

// shownOf are the findings of items whose words a page shows.
func shownOf(items []newsItem) []*app.Stocked {
	var all []*app.Stocked
	for i := range items {
		all = append(all, items[i].Stocked)
	}
	return all
}

// changeLine is a line-up with what differs from the one before of its class.
type changeLine struct {
	app.LineUp
	Compared  string // day of the one it is compared with, or ""
	In, Out   []string
	Moved     []string
	Kept      int
	Unchanged bool
	Usual     string
}

// leastPairs is of how many earlier pairs it takes to say what is usual.
const leastPairs = 5

// changeLines words what differs in line-ups, of the largest of them; rest are the
// others. Those that have nobody in common with the one before of their class are
// counted apart: nothing in common is no comparison.
func changeLines(all []app.LineUp) (lines []changeLine, rest, apart int) {
	lines = make([]changeLine, 0, len(all))
	for _, l := range all {
		if l.Difference != nil && l.Difference.Kept == 0 {
			apart++
			continue
		}
		c := changeLine{LineUp: l}
		if d := l.Difference; d != nil {
			c.Compared, c.Kept = d.Before.Day, d.Kept
			for _, m := range d.Entrants {
				c.In = append(c.In, m.Name)
			}
			for _, m := range d.Exits {
				c.Out = append(c.Out, m.Name)
			}
			for _, m := range d.Moves {
				c.Moved = append(c.Moved, m.Name)
			}
			c.Unchanged = len(c.In)+len(c.Out)+len(c.Moved) == 0
			if d.Change.Of >= leastPairs { // of fewer, none says what is usual
				c.Usual = "as much change in " + prose.Thousands(d.Change.AsMuch) + " of " + prose.Thousands(d.Change.Of) + " pairs of the class"
			}
		}
		lines = append(lines, c)
	}
	// The larger lists say more; what is told stands in the order of days.
	slices.SortStableFunc(lines, func(a, b changeLine) int { return len(b.People) - len(a.People) })
	rest = max(0, len(lines)-mostChanges)
	lines = lines[:len(lines)-rest]
	slices.SortStableFunc(lines, func(a, b changeLine) int {
		return cmp.Or(strings.Compare(a.Day, b.Day), strings.Compare(a.DayTo, b.DayTo), len(b.People)-len(a.People))
	})
	return lines, rest, apart
}
