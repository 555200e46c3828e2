package extract

import (
	"github.com/rostrum-watch/rostrum/internal/calendar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// Day is a wording of a date in a passage.
type Day struct {
	Start, End int    // bytes of the passage
	From, To   string // ISO days, or months; To is "" where it is one
}

// Days finds the wordings of dates in a passage of a report that was published on a
// day.
func Days(p *profile.Profile, passage, published string) []Day {
	d := text.New(p.Vocabulary, "", passage)
	var found []calendar.Date
	var days []Day
	for _, s := range d.Sentences {
		found = p.Calendar.Find(d, s.First, s.Last, published, found[:0])
		for _, f := range found {
			start, end := d.Span(f.First, f.Last)
			days = append(days, Day{Start: start, End: end, From: f.From, To: f.To})
		}
	}
	return days
}
