// Package finding says what an analysis says: a finding, with the evidence that
// it opens, the coverage it rests on and the denominator it was counted over.
//
// Key types: Finding, Evidence, Coverage.
//
// A finding depends only on what was known on its Known day, so that an archive
// can be played day by day; the analyses hold to that, and their tests check it.
//
// What it does not do: it analyses nothing, and words nothing that no report
// says: why a person is not named, no finding ever tells.
package finding

import (
	"cmp"
	"slices"

	"github.com/rostrum-watch/rostrum"
)

// Finding is what an analysis says.
type Finding struct {
	Kind    string `json:"kind"`    // of the finding, as docs/methods names it
	Subject string `json:"subject"` // whom or what it is about, as displayed
	Day     string `json:"day"`     // that it is about
	Known   string `json:"known"`   // first day on which what is held shows it
	Says    string `json:"says"`    // one sentence
	Rule    string `json:"rule"`    // of docs/methods, by its name there
	// Value orders findings of one kind: the more unusual, the greater. 0 where a
	// kind has no measure.
	Value    float64    `json:"value,omitempty"`
	Coverage Coverage   `json:"coverage"`
	Evidence []Evidence `json:"evidence"` // at least one, the decisive first
	// SignedBy is the analyst who takes it out of the tool, where it leaves it; no
	// analysis sets it.
	SignedBy string `json:"signed_by,omitempty"`
}

// Coverage is what a finding was looked for in.
type Coverage struct {
	Outlet      string `json:"outlet"`
	Lang        string `json:"lang"`
	From        string `json:"from"` // days, both included
	To          string `json:"to"`
	Coverage    string `json:"coverage"`    // the weakest of them: "complete", "sample" or "unknown"
	Reports     int    `json:"reports"`     // that were looked at
	HeldDays    int    `json:"held_days"`   // of the span
	Denominator string `json:"denominator"` // what was counted over, in words
}

// Evidence is a passage of a version.
type Evidence struct {
	Report    string       `json:"report"`
	Version   string       `json:"version"`
	Published string       `json:"published"`
	At        rostrum.Span `json:"at"`
	Quote     string       `json:"quote"` // the bytes at At
}

// Sort orders findings by the day they were known, then kind, subject, day, and
// what they say; of those that are alike in that, by what they rest on, so that it does
// not matter in which order they were found.
func Sort(all []Finding) {
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Known, b.Known), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Subject, b.Subject),
			cmp.Compare(a.Day, b.Day), cmp.Compare(a.Says, b.Says), cmp.Compare(a.Coverage.Outlet, b.Coverage.Outlet), cmp.Compare(a.Coverage.Lang, b.Coverage.Lang),
			cmp.Compare(a.Value, b.Value), slices.CompareFunc(a.Evidence, b.Evidence, compareEvidence))
	})
}

func compareEvidence(a, b Evidence) int {
	return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Version, b.Version), cmp.Compare(a.At.Field, b.At.Field), cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(a.At.End, b.At.End))
}
