package edit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

const (
	// Window is how many days count as at once: archives are captured over some.
	Window = 7
	// MostlyFew is from how many reports a name must vanish: of two, chance is
	// explanation enough.
	MostlyFew = 3
	// mostly is the share of reports looked at again that must have lost it.
	mostly = 0.5
	// near is how many bytes around a removed name small changes belong to the
	// removal: the list that it stood in is mended there, a name and its post away.
	near = 200
)

// removal is a name that vanished from one report.
type removal struct {
	pair *Pair
	name string // as it stood there
}

// removals finds names that were removed from many reports at once, and which pairs
// those findings explain.
func (a *archive) removals(pairs []*Pair) (all []finding.Finding, explained map[*Pair]bool) {
	byName := map[string][]removal{} // by its folded form, in the order of pairs
	for _, p := range pairs {
		if p.Diff == nil {
			continue
		}
		for _, name := range p.Diff.NamesGone {
			key := diff.Fold(name)
			byName[key] = append(byName[key], removal{p, name})
		}
	}
	var keys []string
	for key, list := range byName {
		if len(list) >= MostlyFew {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	gone := map[*Pair][]string{} // names, folded, that findings told of
	var groups []*removing
	for _, key := range keys {
		for _, g := range a.clusters(key, byName[key]) {
			groups = append(groups, g)
			for _, r := range g.removals {
				// an edit of a day before was told then, when nobody knew of the others
				if r.pair.Known == g.day {
					gone[r.pair] = append(gone[r.pair], key)
				}
			}
		}
	}
	for _, g := range groups {
		all = append(all, a.removed(g))
	}
	explained = map[*Pair]bool{}
	for p, names := range gone {
		explained[p] = p.explainedBy(names)
	}
	return all, explained
}

// removing is a name that vanished from many reports by a day.
type removing struct {
	key      string
	day      string // of the last of removals
	removals []removal
	stands   []*holding.Report // that were looked at again and have it still
}

// clusters gives, for each day on which a name vanished somewhere, what vanished
// within the window that ends with it, where that is enough.
func (a *archive) clusters(key string, list []removal) []*removing {
	var all []*removing
	for i := range list {
		day := list[i].pair.Known
		if i+1 < len(list) && list[i+1].pair.Known == day {
			continue
		}
		from := holding.Plus(day, 1-Window)
		g := &removing{key: key, day: day}
		seen := map[string]bool{}
		for j := i; j >= 0 && list[j].pair.Known >= from; j-- {
			// of a report that lost it twice, the last time counts
			if r := list[j]; !seen[r.pair.New.ID] {
				seen[r.pair.New.ID] = true
				g.removals = append(g.removals, r)
			}
		}
		slices.SortFunc(g.removals, func(a, b removal) int { return holding.Compare(a.pair.New, b.pair.New) })
		if len(g.removals) < MostlyFew {
			continue
		}
		if len(all) == 0 {
			a.indexNames()
		}
		first := g.removals[0].pair.Known
		for _, r := range g.removals {
			first = min(first, r.pair.Known)
		}
		for _, h := range a.naming[key] {
			if v := a.standing(h, key, first, day); v != nil && !seen[h.Report] {
				g.stands = append(g.stands, v)
			}
		}
		if float64(len(g.removals)) >= mostly*float64(len(g.removals)+len(g.stands)) {
			all = append(all, g)
		}
	}
	return all
}

// indexNames tells which reports name whom, in any version; once.
func (a *archive) indexNames() {
	if a.naming != nil {
		return
	}
	a.naming = map[string][]*holding.History{}
	var again []*holding.Report
	for _, h := range a.Histories {
		if r := a.newest[h.Report]; len(h.Captures) > 1 && r != nil && a.versions[h.Report] == nil {
			again = append(again, r)
		}
	}
	a.whole(again) // all at once
	for _, h := range a.Histories {
		if len(h.Captures) < 2 {
			continue // never looked at again
		}
		has := map[string]bool{}
		add := func(r *holding.Report) {
			for _, name := range names(r) {
				if !has[name] {
					has[name] = true
					a.naming[name] = append(a.naming[name], h)
				}
			}
		}
		for _, c := range h.Captures {
			if v := a.version(h.Report, c.Version); v != nil {
				add(v)
			}
		}
	}
}

// standing is the version of a report that has a name still, of those that were
// captured from one day to another, when it had been captured before.
func (a *archive) standing(h *holding.History, key, from, to string) *holding.Report {
	for i := len(h.Captures) - 1; i > 0; i-- {
		day := h.Captures[i].Day()
		if day > to {
			continue
		}
		if day < from {
			return nil
		}
		v := a.version(h.Report, h.Captures[i].Version)
		if v != nil && slices.Contains(names(v), key) {
			return v
		}
		return nil
	}
	return nil
}

// names are the names in a version, folded.
func names(r *holding.Report) []string {
	var all []string
	for i := range r.Mentions {
		if r.Mentions[i].Kind != rostrum.MentionTitle {
			all = append(all, diff.Fold(r.Mentions[i].Name))
		}
	}
	for i := range r.Events {
		for j := range r.Events[i].Participants {
			if name := r.Events[i].Participants[j].Name; name != nil {
				all = append(all, diff.Fold(*name))
			}
		}
	}
	return all
}

// removed is the finding that a name vanished from many reports.
func (a *archive) removed(g *removing) finding.Finding {
	names, instead := map[string]int{}, map[string]int{}
	first := g.day
	var reports []string
	f := finding.Finding{Kind: KindNameRemoved, Day: g.day, Known: g.day, Rule: KindNameRemoved, Value: float64(len(g.removals))}
	f.Coverage.Coverage = holding.CoverageComplete
	for _, r := range g.removals {
		names[r.name]++
		first = min(first, r.pair.Known)
		for _, name := range r.pair.Diff.NamesAdded {
			instead[name]++
		}
		reports = append(reports, r.pair.New.ID)
		f.Evidence = append(f.Evidence, stood(r.pair.Old, g.key, r.name))
		if r.pair.Coverage != holding.CoverageComplete {
			f.Coverage.Coverage = r.pair.Coverage
		}
	}
	f.Subject = most(names)
	looked := len(g.removals) + len(g.stands)
	f.Says = fmt.Sprintf("%s stood in %d reports and stands in none of their texts captured from %s to %s; of the %d reports that had the name and were captured again then, %d have it still.",
		f.Subject, len(g.removals), first, g.day, looked, len(g.stands))
	if name := most(instead); name != "" && 2*instead[name] > len(g.removals) {
		f.Kind, f.Rule = KindNameReplaced, KindNameReplaced
		f.Says += fmt.Sprintf(" In %d of them %s stands instead.", instead[name], name)
	}
	h := a.histories[reports[0]]
	f.Coverage.Outlet, f.Coverage.Lang, f.Coverage.From, f.Coverage.To, f.Coverage.Reports = h.Outlet, h.Lang, first, g.day, looked
	f.Coverage.Denominator = fmt.Sprintf("%d reports that had the name and were captured again", looked)
	return f
}

// most is the most frequent of names, of several the first by the alphabet.
func most(names map[string]int) string {
	best := ""
	for name, n := range names {
		if best == "" || n > names[best] || n == names[best] && name < best {
			best = name
		}
	}
	return best
}

// stood is where a name stood in a version.
func stood(r *holding.Report, key, name string) finding.Evidence {
	at := func(s rostrum.Span) (string, bool) {
		field := r.Title
		if s.Field == rostrum.FieldText {
			field = r.Text
		}
		if s.Start < 0 || s.Start > s.End || s.End > len(field) {
			return "", false
		}
		return field[s.Start:s.End], true
	}
	try := func(s rostrum.Span) (finding.Evidence, bool) {
		quote, ok := at(s)
		return passage(r, s, quote), ok && diff.Fold(quote) == key
	}
	for i := range r.Mentions {
		if e, ok := try(r.Mentions[i].At); ok {
			return e
		}
	}
	for i := range r.Events {
		for _, p := range r.Events[i].Participants {
			if e, ok := try(p.At); ok {
				return e
			}
		}
	}
	for _, f := range []struct{ name, text string }{{rostrum.FieldTitle, r.Title}, {rostrum.FieldText, r.Text}} {
		if i := strings.Index(f.text, name); i >= 0 {
			return passage(r, rostrum.Span{Field: f.name, Start: i, End: i + len(name)}, name)
		}
	}
	return passage(r, rostrum.Span{Field: rostrum.FieldTitle, Start: 0, End: len(r.Title)}, r.Title)
}

// explainedBy tells whether all that was changed belongs to the removal of names: it
// has one of them, or is small and stands beside one that has.
func (p *Pair) explainedBy(keys []string) bool {
	has := func(c *diff.Change) bool {
		old := diff.Fold(c.OldWords)
		return slices.ContainsFunc(keys, func(key string) bool { return strings.Contains(old, key) })
	}
	var removing []*diff.Change
	for i := range p.Diff.Changes {
		if c := &p.Diff.Changes[i]; c.Sort == diff.Meaning && has(c) {
			removing = append(removing, c)
		}
	}
	for i := range p.Diff.Changes {
		c := &p.Diff.Changes[i]
		if c.Sort != diff.Meaning || has(c) {
			continue
		}
		small := slices.Equal(c.Kinds, []string{diff.Wording}) && len(strings.Fields(c.OldWords)) <= 2 && len(strings.Fields(c.NewWords)) <= 2
		if !small || !slices.ContainsFunc(removing, func(r *diff.Change) bool {
			return r.Old.Field == c.Old.Field && c.Old.Start <= r.Old.End+near && r.Old.Start <= c.Old.End+near
		}) {
			return false
		}
	}
	return len(removing) > 0
}
