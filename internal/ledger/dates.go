package ledger

// Dated is a day, or a span of days, that a passage names.
type Dated struct {
	Start, End int    // bytes of the passage
	From, To   string // ISO days, or months; To is "" where it is one
}

// Dates finds the days that a passage of a report names, which was published on a
// day.
type Dates func(passage, published string) []Dated
