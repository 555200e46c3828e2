package store

import (
	"context"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Desk is what the pages of an analyst's day ask beside the lists.
type Desk interface {
	Reviewer
	Searches
	Faceter
}

// Reviewer tells what is worth an analyst's look.
type Reviewer interface {
	// FindDoubtful lists records, the least sure first, then by publication day,
	// report, place in the text, and counts how many there are on all pages.
	FindDoubtful(ctx context.Context, f DoubtFilter) (*Doubts, error)

	// Spoken lists the reports that f selects of which analysts said something, by
	// id. Of f, the days and Outlet count.
	Spoken(ctx context.Context, f ReportFilter) ([]Spoken, error)
}

// DoubtFilter selects records for review; empty fields select all.
type DoubtFilter struct {
	From, To string   // publication days, both included
	Outlet   string   // in large letters or small
	Kinds    []string // any of rostrum.RecordEvent, RecordAppearance, RecordPlan, RecordAct
	// Unknown selects appearances of names that no report of an earlier day has at an
	// event, and at most MostUnknown appearances in all.
	Unknown bool
	Without map[RecordKey]bool // records of the stretch that are left out
	Limit   int                // 0 is DefaultLimit
}

// MostUnknown is at how many places a name may stand that counts as unknown.
const MostUnknown = 20

// RecordKey tells a record from all others of a state of the store.
type RecordKey struct {
	Report string // id
	Record string // its name: event:2, event:2/3
}

// Doubts is the answer of FindDoubtful.
type Doubts struct {
	Records []Doubt
	Open    int // that are selected, those of Without left out
}

// Doubt is a record that may be wrong.
type Doubt struct {
	Origin                // Number is that of the event where it is an appearance
	Record   string       `json:"record"` // name: event:2
	Of       string       `json:"kind_of_record"`
	Label    string       `json:"label"`    // type of an event, role of an appearance, status of a plan claim, the act
	Who      string       `json:"who"`      // people of an event, the name and post of an appearance, subject of a plan claim, speaker of an act
	Evidence string       `json:"evidence"` // of an appearance, that of its event
	Around   string       `json:"around"`   // of an appearance, the words around the name; "" of others
	At       rostrum.Span `json:"at"`
	Formula  string       `json:"formula"`
	// Confidence is how often such records are right; 0 where nobody measured it.
	Confidence float64 `json:"confidence"`
}

// KindOf is the kind of the record, by its name.
func (k RecordKey) KindOf() string {
	if strings.Contains(k.Record, "/") {
		return rostrum.RecordAppearance
	}
	kind, _, _ := strings.Cut(k.Record, ":")
	return kind
}

// Spoken is a report of which analysts said something.
type Spoken struct {
	Report string
	Mark   string // another where they said more, or what is read there is another
}
