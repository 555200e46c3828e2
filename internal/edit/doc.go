// Package edit finds what was done to an archive after publication: texts that
// were changed, names that were removed from many reports at once, reports that
// are no longer where they were.
//
// Key types: Material (what is looked at: reports, versions of those that have
// several, and when each was captured), Pair (a version and the one captured before
// it, with what internal/diff says of the two), and Findings, which tells of all.
//
// The rules, each with its numbers below:
//
//   - edit: one report says something else than before. Noise (spaces, quotes,
//     case, …) is no edit. Of a pair that a name_removed explains, none is told.
//   - name_removed: within Window days a name vanished from at least MostlyFew
//     reports, and from at least half of those that had it and were looked at
//     again. name_replaced is the same where most got one other name instead.
//   - withdrawn: a report was captured before, and is not found again though the
//     others of the days around it are.
//   - found_again: a withdrawn report is found again.
//
// A finding is known on the day of the capture that shows it, and depends on no
// later one.
//
// What it does not do: it reads no store, extracts nothing, compares no texts
// itself, and does not say why something was changed or withdrawn, nor by whom.
package edit

import (
	"cmp"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// The kinds of findings, which are their rules in docs/methods/edits.md too.
const (
	KindEdit         = "edit"
	KindNameRemoved  = "name_removed"
	KindNameReplaced = "name_replaced"
	KindWithdrawn    = "withdrawn"
	KindReturned     = "found_again"
)

// Kinds lists them.
var Kinds = []string{KindEdit, KindNameRemoved, KindNameReplaced, KindWithdrawn, KindReturned}

// Material is what edits are looked for in.
type Material struct {
	Reports   []*holding.Report  // the newest versions of all
	Versions  []*holding.Report  // all, with texts, of reports that have several
	Histories []*holding.History // of all
	// Whole gives the titles and records of some of Reports, of which only heads are
	// among them; nil where nothing is missing.
	Whole func([]*holding.Report) []*holding.Report
}

// Until is what was known at the end of a day. Reports stay: of those captured
// later, no history tells.
func (m *Material) Until(day string) *Material {
	u := &Material{Reports: m.Reports, Versions: m.Versions, Whole: m.Whole}
	for _, h := range m.Histories {
		if h = h.Until(day); h != nil {
			u.Histories = append(u.Histories, h)
		}
	}
	return u
}

// Pair is a version of a report and the one that was captured before it.
type Pair struct {
	Old, New *holding.Report
	Was      string // day on which the old one was captured last before, or ""
	Known    string // day on which the new one was captured, or that of publication
	Timed    bool   // both captures have a day, so that it is known which came first
	Coverage string // of the capture of the new one
	Diff     *diff.Diff
}

// Pairs lists the pairs of an archive, by the days on which they were known, then
// report. Where a text came back, that is a pair too. Diff is left to the caller.
func Pairs(m *Material) []*Pair {
	type key struct{ report, version string }
	versions := map[key]*holding.Report{}
	for _, v := range m.Versions {
		versions[key{v.ID, v.Version}] = v
	}
	var all []*Pair
	for _, h := range m.Histories {
		for i := 1; i < len(h.Captures); i++ {
			was, is := &h.Captures[i-1], &h.Captures[i]
			if was.Version == is.Version {
				continue
			}
			old, new := versions[key{h.Report, was.Version}], versions[key{h.Report, is.Version}]
			if old == nil || new == nil {
				continue
			}
			all = append(all, &Pair{Old: old, New: new, Was: was.Day(), Known: max(is.Day(), h.Published), Timed: was.Day() != "" && is.Day() != "", Coverage: is.Coverage})
		}
	}
	slices.SortStableFunc(all, func(a, b *Pair) int {
		return cmp.Or(cmp.Compare(a.Known, b.Known), cmp.Compare(a.New.Published, b.New.Published), cmp.Compare(a.New.ID, b.New.ID))
	})
	return all
}
