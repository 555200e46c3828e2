package edit

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// mostEvidence is how many passages an edit shows.
const mostEvidence = 5

// Findings tells of an archive what its pairs, compared, and its histories say.
func Findings(m *Material, pairs []*Pair) []finding.Finding {
	a := newArchive(m)
	all, explained := a.removals(pairs)
	for _, p := range pairs {
		if p.Diff == nil || !p.Diff.Changed() || explained[p] {
			continue
		}
		all = append(all, a.edit(p))
	}
	all = append(all, a.withdrawals()...)
	finding.Sort(all)
	return all
}

// archive is material, made ready to be asked.
type archive struct {
	*Material
	newest    map[string]*holding.Report
	read      map[string]*holding.Report            // of these, those that were asked for
	versions  map[string]map[string]*holding.Report // by report, then name
	histories map[string]*holding.History
	again     map[[2]string][]string        // by outlet and language: days on which a report was captured the second time, sorted
	naming    map[string][]*holding.History // by name: of reports that were looked at again
}

func newArchive(m *Material) *archive {
	a := &archive{Material: m, newest: map[string]*holding.Report{}, read: map[string]*holding.Report{}, versions: map[string]map[string]*holding.Report{},
		histories: map[string]*holding.History{}, again: map[[2]string][]string{}}
	for _, r := range m.Reports {
		a.newest[r.ID] = r
	}
	for _, v := range m.Versions {
		if a.versions[v.ID] == nil {
			a.versions[v.ID] = map[string]*holding.Report{}
		}
		a.versions[v.ID][v.Version] = v
	}
	for _, h := range m.Histories {
		a.histories[h.Report] = h
		if len(h.Captures) > 1 {
			k := series(h)
			a.again[k] = append(a.again[k], max(h.Captures[1].Day(), h.Published))
		}
	}
	for _, days := range a.again {
		slices.Sort(days)
	}
	return a
}

// series is the series that a history belongs to.
func series(h *holding.History) [2]string { return [2]string{strings.ToLower(h.Outlet), h.Lang} }

// version is a version of a report, as far as its records are at hand.
func (a *archive) version(report, version string) *holding.Report {
	if v := a.versions[report][version]; v != nil {
		return v
	}
	if r := a.newest[report]; r != nil && r.Version == version {
		return a.whole([]*holding.Report{r})[0]
	}
	return nil
}

// whole gives reports with their titles and records.
func (a *archive) whole(reports []*holding.Report) []*holding.Report {
	if a.Whole == nil {
		return reports
	}
	var todo []*holding.Report
	for _, r := range reports {
		if a.read[r.ID] == nil {
			todo = append(todo, r)
		}
	}
	if len(todo) > 0 {
		for i, r := range a.Whole(todo) {
			a.read[todo[i].ID] = r
		}
	}
	out := make([]*holding.Report, len(reports))
	for i, r := range reports {
		out[i] = a.read[r.ID]
	}
	return out
}

// edit is the finding that one report was changed.
func (a *archive) edit(p *Pair) finding.Finding {
	d := p.Diff
	var parts []string
	weight := 0.0
	for _, kind := range diff.MeaningKinds {
		if n := d.Meaning[kind]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", strings.ReplaceAll(kind, "_", " "), n))
			weight += weights[kind] * float64(n)
		}
	}
	states := map[string]int{}
	for i := range d.Facts {
		states[d.Facts[i].State]++
	}
	says := fmt.Sprintf("Changed after publication: %s; of its records %d stand, %d changed, %d vanished, %d are new.", strings.Join(parts, ", "),
		states[diff.Stands], states[diff.Altered], states[diff.Vanished], states[diff.New])
	if len(d.NamesGone) > 0 {
		says += " Names that stand in it no longer: " + strings.Join(d.NamesGone, ", ") + "."
	}
	if !p.Timed {
		says += " Which text came first is not known."
	}
	h := a.histories[p.New.ID]
	days := a.again[series(h)]
	looked := sort.SearchStrings(days, p.Known+"\x00")
	return finding.Finding{Kind: KindEdit, Subject: p.New.ID, Day: p.Known, Known: p.Known, Says: says, Rule: KindEdit, Value: weight,
		Coverage: finding.Coverage{Outlet: h.Outlet, Lang: h.Lang, From: max(p.Was, p.Old.Published), To: p.Known, Coverage: p.Coverage, Reports: looked, HeldDays: 0,
			Denominator: fmt.Sprintf("%d reports that were captured more than once by then", looked)},
		Evidence: p.evidence(func(c *diff.Change) bool { return true }, mostEvidence)}
}

// weights are what changes of each kind count in the order of findings.
var weights = map[string]float64{diff.SentenceDeleted: 3, diff.SentenceAdded: 2, diff.SentenceMoved: 1, diff.NameGone: 5, diff.NameAdded: 4, diff.NameChanged: 4,
	diff.PostReworded: 3, diff.NumberChanged: 3, diff.Wording: 1}

// evidence is where changes of meaning stand: in the new version, or, of what is there
// no longer, in the old one; the weightiest first.
func (p *Pair) evidence(of func(*diff.Change) bool, most int) []finding.Evidence {
	var changes []*diff.Change
	for i := range p.Diff.Changes {
		if c := &p.Diff.Changes[i]; c.Sort == diff.Meaning && of(c) {
			changes = append(changes, c)
		}
	}
	weight := func(c *diff.Change) (w float64) {
		for _, k := range c.Kinds {
			w = max(w, weights[k])
		}
		return w
	}
	slices.SortStableFunc(changes, func(a, b *diff.Change) int {
		switch wa, wb := weight(a), weight(b); {
		case wa > wb:
			return -1
		case wa < wb:
			return 1
		}
		return 0
	})
	var all []finding.Evidence
	for _, c := range changes[:min(most, len(changes))] {
		gone := slices.Contains(c.Kinds, diff.NameGone) && c.Old.Start < c.Old.End
		if c.New.Start < c.New.End && !gone {
			all = append(all, passage(p.New, c.New, c.NewWords))
		} else {
			all = append(all, passage(p.Old, c.Old, c.OldWords))
		}
	}
	return all
}

func passage(r *holding.Report, at rostrum.Span, quote string) finding.Evidence {
	return finding.Evidence{Report: r.ID, Version: r.Version, Published: r.Published, At: at, Quote: quote}
}
