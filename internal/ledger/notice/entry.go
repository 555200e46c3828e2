package notice

import (
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// OutcomeNone is the outcome of a notice of which no analyst has said anything:
// none reported in the covered days since.
const OutcomeNone = "none_reported"

// Outcomes lists every outcome.
var Outcomes = []string{rostrum.OutcomeReported, rostrum.OutcomeOutside, OutcomeNone}

// Kinds are the acts that make a notice.
var Kinds = []string{rostrum.ActThreat, rostrum.ActPledge, rostrum.ActDirective, rostrum.ActForecast}

// Entry is one notice.
type Entry struct {
	ID        string   `json:"id"`    // of its first sentence: the report, and where it begins
	Kinds     []string `json:"kinds"` // threat, pledge, …
	Says      string   `json:"says"`  // its first sentence
	By        string   `json:"by"`    // who gave it first
	Rung      string   `json:"rung"`  // of authority, the highest of its vehicles
	Voice     string   `json:"voice"`
	Referent  string   `json:"referent"`
	Addressee string   `json:"addressee"`
	Condition string   `json:"condition"`
	Due       string   `json:"due"`   // day, or month, or ""
	First     string   `json:"first"` // days of publication
	Last      string   `json:"last"`
	Reissued  int      `json:"reissued"` // vehicles behind the first
	// Outcome is what analysts say, else OutcomeNone; Days are the held days since
	// the first vehicle.
	Outcome   string                  `json:"outcome"`
	Days      int                     `json:"days"`
	Vehicles  []*Vehicle              `json:"vehicles"`
	Proposals []Proposal              `json:"proposals"`
	Confirmed []rostrum.NoticeOutcome `json:"confirmed"`

	units   []*unit
	place   int
	overdue bool
}

// Vehicle is a report that carries a notice.
type Vehicle struct {
	Report    string     `json:"report"`
	Version   string     `json:"version"`
	Published string     `json:"published"`
	Known     string     `json:"known"`
	Title     string     `json:"title"`
	Kind      string     `json:"kind"` // of the report
	By        string     `json:"by"`
	Rung      string     `json:"rung"`
	Joined    string     `json:"joined"`  // by what: "" for the first, else words, cited
	Repeats   *Repeated  `json:"repeats"` // null for the first
	Sentences []Sentence `json:"sentences"`
}

// Repeated is a sentence of a vehicle with the one that it repeats or is most like.
type Repeated struct {
	Quote  string  `json:"quote"`
	Report string  `json:"report"` // of the other
	Other  string  `json:"other"`
	Share  float64 `json:"share"` // of the words of both, by weight
}

// Lead is the sentence that a vehicle is shown by.
func (v *Vehicle) Lead() string {
	if v.Repeats != nil {
		return v.Repeats.Quote
	}
	return v.Sentences[0].Quote
}

// Sentence is a sentence of a vehicle.
type Sentence struct {
	Acts      []string     `json:"acts"`
	Numbers   []int        `json:"numbers"` // of the records, as show counts them
	At        rostrum.Span `json:"at"`
	Quote     string       `json:"quote"`
	Condition string       `json:"condition,omitempty"`
	Addressee string       `json:"addressee,omitempty"`
}

// Proposal is a later passage that may be the outcome of a notice.
type Proposal struct {
	Report    string       `json:"report"`
	Version   string       `json:"version"`
	Published string       `json:"published"`
	Title     string       `json:"title"`
	What      string       `json:"what"` // type of the event, or plan and its status
	Score     float64      `json:"score"`
	Shared    []string     `json:"shared"` // words in common, the most telling first
	At        rostrum.Span `json:"at"`
	Quote     string       `json:"quote"`
}

// unit is what one report adds to a notice: the sentences that belong together.
type unit struct {
	v        *Vehicle
	kinds    []string
	referent string
	voice    string
	bags     []ledger.Bag  // of the sentences
	bodies   []ledger.Name // of who speaks
	cited    []ledger.Name // bodies that its sentences name
	leans    bool          // a sentence says that it repeats something, or names a pronouncement
	repeats  bool          // it says that it repeats
	named    bool          // it names a pronouncement
	due      string
	hostile  bool // it threatens, or promises the enemy something
}

func (e *Entry) add(u *unit) {
	e.units = append(e.units, u)
	if i := slices.IndexFunc(e.Vehicles, func(v *Vehicle) bool { return v.Report == u.v.Report }); i >= 0 {
		v := e.Vehicles[i]
		v.Sentences = append(v.Sentences, u.v.Sentences...)
		if v.Repeats == nil || u.v.Repeats != nil && u.v.Repeats.Share > v.Repeats.Share {
			v.Repeats = u.v.Repeats
		}
	} else {
		e.Vehicles = append(e.Vehicles, u.v)
	}
	for _, k := range u.kinds {
		if !slices.Contains(e.Kinds, k) {
			e.Kinds = append(e.Kinds, k)
		}
	}
	e.Last = max(e.Last, u.v.Published)
	e.Reissued = len(e.Vehicles) - 1
	if e.Due == "" {
		e.Due = u.due
	}
	for _, s := range u.v.Sentences {
		if e.Condition == "" {
			e.Condition = s.Condition
		}
		if e.Addressee == "" {
			e.Addressee = s.Addressee
		}
	}
}
