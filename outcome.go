package rostrum

// What an analyst says came of a notice.
const (
	OutcomeReported = "reported"                // a held report tells of it
	OutcomeOutside  = "said_by_outside_sources" // others say so
	OutcomeNot      = "not"                     // a report that was proposed does not tell of it
)

// OutcomesSaid lists every outcome that can be said.
var OutcomesSaid = []string{OutcomeReported, OutcomeOutside, OutcomeNot}

// NoticeOutcome is one word of an analyst on what came of a notice: a threat, a pledge,
// an order, a forecast. It is never changed; a later one stands beside it.
type NoticeOutcome struct {
	ID      int64   `json:"id"`      // in the order in which they were said, from 1
	Outcome string  `json:"outcome"` // OutcomeReported, …; VerdictWithdrawn where a word is taken back
	By      string  `json:"by"`
	When    string  `json:"when"` // time in UTC
	Why     string  `json:"why"`
	Notice  Passage `json:"notice"` // the sentence that gave notice
	// Report is the id of the report that tells of the outcome, or does not; "" with
	// OutcomeOutside.
	Report string `json:"report,omitempty"`
	// Source names, with OutcomeOutside, who says so.
	Source string `json:"source,omitempty"`
	// Withdraws is the ID of the word that is taken back, else 0.
	Withdraws int64 `json:"withdraws,omitempty"`
}

// Passage is a passage of a version of a report.
type Passage struct {
	Report  string `json:"report"`
	Version string `json:"version"`
	At      Span   `json:"at"`
	Quote   string `json:"quote"` // equals the bytes at At
}
