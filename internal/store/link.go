package store

import (
	"context"

	"github.com/rostrum-watch/rostrum"
)

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
	// day to another, both included, by day, then id; those that have one. With
	// a report come the events that may tell of others: of a digest all, of
	// other kinds the statements.
	FindTexts(ctx context.Context, from, to string) ([]Text, error)

	// SetRelations keeps what was decided of stretches of days in place of what
	// was, all or nothing, and takes away the marks of done, unless something
	// came meanwhile that sets them anew.
	SetRelations(ctx context.Context, decided []Decided, done []Mark) error

	// FindCited lists what reports tell of others that are not held, headlines
	// whose text is not held among it, by publication day and id of the report,
	// then sort, then number.
	FindCited(ctx context.Context, f CitedFilter) (*Page[Cited], error)

	// CountCited counts what f selects, by sort. Limit and Cursor are not used.
	CountCited(ctx context.Context, f CitedFilter) (map[string]int, error)

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
	Kind      string
	Title     string
	Text      string
	Told      []Telling
}

// Telling is an event that may tell of another report.
type Telling struct {
	Number   int
	Type     string
	Date     string // as stated, or ""
	Form     string
	Evidence string
	At       rostrum.Span
}

// Decided is what was decided of a stretch of days: the links whose later report
// was published in it, and what its reports tell of others.
type Decided struct {
	From, To string // days, both included
	Links    []KeyedLink
	Cited    []KeyedCited
}

// KeyedCited is what a report, given by its key, tells of one that is not held.
type KeyedCited struct {
	Report int64
	Sort   string
	Number int
	Day    string
	At     rostrum.Span
	Quote  string
}

// KeyedLink is a link between reports that are given by their keys.
type KeyedLink struct {
	From, To int64
	Day      string // of publication of the later one
	Kind     string
	Score    float64
	Names    []string
}

// The sorts of what is cited and not held.
const (
	CitedHeadline  = "headline"  // a headline whose text is not held
	CitedTwin      = "twin"      // a report without its twin, which its outlet normally has
	CitedPress     = "press"     // an activity that a digest names
	CitedStatement = "statement" // a statement that a report speaks of in passing
)

// CitedSorts lists every sort.
var CitedSorts = []string{CitedHeadline, CitedTwin, CitedPress, CitedStatement}

// CitedFilter selects what is cited and not held; empty fields select all.
type CitedFilter struct {
	From, To string   // publication days of the report that tells of it, both included
	Sorts    []string // any of these
	Outlet   string   // in large letters or small
	Report   string   // id of the report that tells of it
	Limit    int      // 0 is DefaultLimit
	Cursor   string   // Next of the page before
}

// Cited is something a report tells of one that is not held.
type Cited struct {
	Sort    string       `json:"sort"`
	Day     string       `json:"day"`    // of what it tells of
	Report  ReportRef    `json:"report"` // that tells of it
	Version string       `json:"version"`
	Number  int          `json:"number"` // of the event there; 0 for the report itself
	At      rostrum.Span `json:"at"`
	Quote   string       `json:"quote"` // the bytes at At
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
