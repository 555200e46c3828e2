package holding

import (
	"cmp"
	"slices"
)

// Course goes through reports in the order in which they became known, day by day.
type Course struct {
	reports []*Report
}

// Course goes through the reports of a series that became known after a day; after
// "", through all, those without a day first.
func (s *Series) Course(after string) *Course {
	c := &Course{}
	for _, r := range s.Reports {
		if after == "" || r.KnownOn() > after {
			c.reports = append(c.reports, r)
		}
	}
	slices.SortStableFunc(c.reports, func(a, b *Report) int {
		return cmp.Or(cmp.Compare(a.KnownOn(), b.KnownOn()), Compare(a, b))
	})
	return c
}

// Next gives the reports of the next day, unless that is after another; none where
// there are no more.
func (c *Course) Next(until string) (day string, reports []*Report) {
	if len(c.reports) == 0 || c.reports[0].KnownOn() > until {
		return "", nil
	}
	day = c.reports[0].KnownOn()
	n := 1
	for n < len(c.reports) && c.reports[n].KnownOn() == day {
		n++
	}
	reports, c.reports = c.reports[:n:n], c.reports[n:]
	return day, reports
}

// End is after all days.
const End = "\xff"
