package holding

import (
	"cmp"
	"slices"

	"github.com/rostrum-watch/rostrum"
)

// Report is a report as analyses read it: its newest version and the current
// extraction of that.
type Report struct {
	ID        string
	Outlet    string
	Lang      string // as recognised
	Topic     string
	Published string // ISO day, or ""
	// Known is the day from which what it says here could be known: that of its
	// publication, or, where this is no longer its first text, of the capture.
	Known    string
	Title    string
	Text     string // only where it was asked for
	Version  string // "sha256:…"
	Versions int    // how many are held
	Reading  int64  // tells one extraction of a version from another
	Kind     string // rostrum.KindNews, …; "" where nothing was extracted
	Status   string // rostrum.StatusExtracted, …
	Headline bool   // no text is held
	Coverage string // as the import that brought it declares: "complete", "sample" or "unknown"

	Events   []rostrum.Event
	Plans    []rostrum.Plan
	Acts     []rostrum.Act
	Mentions []rostrum.Mention
}

// KnownOn is the day on which what a report says here could be known.
func (r *Report) KnownOn() string { return max(r.Published, r.Known) }

// Compare orders reports by day of publication, then id.
func Compare(a, b *Report) int {
	return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.ID, b.ID))
}

// Sort puts reports in the order that every analysis reads them in.
func Sort(reports []*Report) { slices.SortFunc(reports, Compare) }
