package rostrum

import "strconv"

// Verdicts: what an analyst says of a record, or of a report.
const (
	VerdictRight     = "right"     // the record is as the report has it
	VerdictWrong     = "wrong"     // the report does not say this
	VerdictInstead   = "instead"   // it is, with other values in some fields
	VerdictMissing   = "missing"   // this record should be there
	VerdictReviewed  = "reviewed"  // the whole report was judged
	VerdictWithdrawn = "withdrawn" // an earlier word is taken back
)

// Verdicts lists every verdict.
var Verdicts = []string{VerdictRight, VerdictWrong, VerdictInstead, VerdictMissing, VerdictReviewed, VerdictWithdrawn}

// Kinds of records that can be judged.
const (
	RecordEvent      = "event"
	RecordAppearance = "appearance"
	RecordPlan       = "plan"
	RecordAct        = "act"
)

// RecordName is the name of the i-th record of a kind: event:2 for i = 1.
func RecordName(kind string, i int) string { return kind + ":" + strconv.Itoa(i+1) }

// PersonName is the name of the i-th appearance at the event-th event: event:2/3.
func PersonName(event, i int) string {
	return RecordName(RecordEvent, event) + "/" + strconv.Itoa(i+1)
}

// Fields are values of a record by the keys of its JSON form; null where the
// record has none.
type Fields map[string]*string

// Correction is one word of an analyst: on a record, on a whole report, or on an
// earlier word. It is never changed; a later one stands beside it.
type Correction struct {
	ID      int64  `json:"id"` // in the order in which they were said, from 1
	Verdict string `json:"verdict"`
	By      string `json:"by"`
	When    string `json:"when"` // time in UTC
	Why     string `json:"why"`
	Report  string `json:"report"`  // id
	Version string `json:"version"` // that was looked at
	Profile string `json:"profile"` // digest of the profile whose extraction was looked at
	Engine  string `json:"engine"`  // and the engine's version
	// Subject is null where the word is on a whole report or an earlier word.
	Subject *Subject `json:"subject"`
	// Is holds, with VerdictInstead, the fields that change.
	Is Fields `json:"is,omitempty"`
	// Withdraws is the ID of the word that is taken back, else 0.
	Withdraws int64 `json:"withdraws,omitempty"`
}

// Subject is the record that a word is about, with what it takes to find it again
// in another extraction or another version.
type Subject struct {
	Kind  string `json:"kind"` // RecordEvent, …
	At    Span   `json:"at"`
	Quote string `json:"quote"` // equals the bytes at At
	// Was holds the fields as they were read or, of a record that was missing, as
	// they should be.
	Was Fields `json:"was"`
	// Added is the ID of the correction that says the record was missing, 0 where
	// the engine read it or this correction is the one.
	Added int64 `json:"added,omitempty"`
	// Event is that of an appearance.
	Event *Subject `json:"event,omitempty"`
}
