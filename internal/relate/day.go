package relate

import (
	"strings"
	"time"
)

// DayOf counts days, so that weeks can be told; false where it is none.
func DayOf(published string) (int, bool) {
	t, err := time.Parse(time.DateOnly, published)
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / 86400), true
}

// WeekOf gives the week of a day.
func WeekOf(day int) int {
	if day < 0 {
		return (day - 6) / 7
	}
	return day / 7
}

// Days gives the first and the last day of a week, as ISO days.
func Days(week int) (first, last string) {
	begin := time.Unix(int64(week)*7*86400, 0).UTC()
	return begin.Format(time.DateOnly), begin.AddDate(0, 0, 6).Format(time.DateOnly)
}

// ownDay is the sum of the day of the month on which a report was published.
func (d *doc) ownDay() uint64 {
	month := strings.LastIndexByte(d.Published, '-')
	return words(strings.TrimLeft(d.Published[month+1:], "0"), nil)[0].sum
}
