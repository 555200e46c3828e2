package store

import "context"

// The kinds of links between reports.
const (
	LinkRetelling = "retelling" // From tells again what To told
	LinkSummary   = "summary"   // From is a short form of To
	LinkTwin      = "twin"      // From and To are of one occasion, in two languages
)

// LinkKinds lists every kind of a link.
var LinkKinds = []string{LinkRetelling, LinkSummary, LinkTwin}

// Relations is what a store keeps of reports that belong together, which it does
// not decide: see internal/relate.
type Relations interface {
	// Unrelated lists the publication days of which a report came, got another
	// text or another extraction since what belongs together was decided, in
	// order.
	Unrelated(ctx context.Context) ([]Mark, error)

	// FindTexts lists the newest texts of reports that were published from one
	// day to another, both included, by day, then id; those that have one.
	FindTexts(ctx context.Context, from, to string) ([]Text, error)

	// SetRelations keeps what was decided of stretches of days in place of what
	// was, all or nothing, and takes away the marks of done, unless something
	// came meanwhile that sets them anew.
	SetRelations(ctx context.Context, decided []Decided, done []Mark) error

	// FindLinks lists links by publication day and id of the report that they
	// begin at, then by the other's id, then kind.
	FindLinks(ctx context.Context, f LinkFilter) (*Page[Link], error)
}

// Mark says that what belongs together is to be decided anew for a day.
type Mark struct {
	Day  string
	Mark int64
}

// Text is a report with its newest text.
type Text struct {
	Key       int64 // for Decided
	ID        string
	Outlet    string
	Lang      string
	Published string
	Text      string
}

// Decided is what was decided of a stretch of days: the links whose later report
// was published in it.
type Decided struct {
	From, To string // days, both included
	Links    []KeyedLink
}

// KeyedLink is a link between reports that are given by their keys.
type KeyedLink struct {
	From, To int64
	Day      string // of publication of the later one
	Kind     string
	Score    float64
	Names    []string
}

// LinkFilter selects links; empty fields select all.
type LinkFilter struct {
	From, To string   // publication days, both included, one of which either report has
	Kinds    []string // any of these
	Outlet   string   // of either report, in large letters or small
	Report   string   // id of either report
	Limit    int      // 0 is DefaultLimit
	Cursor   string   // Next of the page before
}

// Link says that two reports belong together.
type Link struct {
	Kind  string    `json:"kind"`
	Score float64   `json:"score"` // 0 to 1: the share of runs of words, or of names by their weight, that they have in common
	Names []string  `json:"names"` // that twins have in common, the rarest first
	From  ReportRef `json:"from"`
	To    ReportRef `json:"to"`
}

// ReportRef names a report.
type ReportRef struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	Lang      string `json:"lang"`
	Published string `json:"published"`
	Title     string `json:"title"`
}
