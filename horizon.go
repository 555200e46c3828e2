package rostrum

import (
	"regexp"
	"strings"
	"time"
)

// HorizonLike says what a horizon looks like, for messages.
const HorizonLike = "a time such as 2024, 2024-H1, 2024-Q1, 2024-12 or 2021/2025"

var partOfYear = regexp.MustCompile(`^\d{4}-(H[12]|Q[1-4])$`)

// ReadHorizon reads the time of a plan: a year, a half, quarter, month or day of one,
// or a span of two of these that goes forward. It is returned as records have it, with
// capital letters; ok is false for what is none, or is none of the calendar.
func ReadHorizon(s string) (horizon string, ok bool) {
	horizon = strings.ToUpper(s)
	first, last, span := strings.Cut(horizon, "/")
	if !span {
		return horizon, partOfYear.MatchString(horizon) || calendarLayout(horizon) != ""
	}
	layout := calendarLayout(first)
	// of two of one form the earlier one sorts first
	return horizon, layout != "" && layout == calendarLayout(last) && first <= last
}

// calendarLayout is the layout of a year, a month or a day that there is, else "".
func calendarLayout(s string) string {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, s); err == nil {
			return layout
		}
	}
	return ""
}
