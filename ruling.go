package rostrum

// Sorts of rulings.
const (
	RulingSame      = "same"      // the people whom two figures are, are one
	RulingTwo       = "two"       // figures are of another person than one is
	RulingWithdrawn = "withdrawn" // an earlier ruling is taken back
)

// Rulings lists every sort of ruling.
var Rulings = []string{RulingSame, RulingTwo, RulingWithdrawn}

// Ruling is an analyst's word on who is who. It is never changed; one that takes
// it back stands beside it. It names people by a name in a report, which any
// extraction finds again.
type Ruling struct {
	ID   int64  `json:"id"` // in the order in which they were said, from 1
	Sort string `json:"sort"`
	By   string `json:"by"`
	When string `json:"when"` // time in UTC
	Why  string `json:"why"`
	// Of and And are: with RulingSame, the two people; with RulingTwo, the one and
	// those figures that are another's.
	Of  *Anchor  `json:"of"`
	And []Anchor `json:"and,omitempty"`
	// Withdraws is the ID of the ruling that is taken back, else 0.
	Withdraws int64 `json:"withdraws,omitempty"`
}

// Anchor names a person by a name as a report has it.
type Anchor struct {
	Report string `json:"report"` // id
	Name   string `json:"name"`
	Nth    int    `json:"nth"` // which of those of one name in one list it is, from 1
}
