package holding

import (
	"cmp"
	"slices"
	"sort"
)

// Known lists the reports of a series in the order in which they became known, those
// without a day first. As long as what was known by a day is the same, a report of it
// stands at the same place. Nobody changes the list.
func (s *Series) Known() []*Report {
	s.ordering.Do(func() {
		s.known = slices.Clone(s.Reports)
		slices.SortStableFunc(s.known, func(a, b *Report) int {
			return cmp.Or(cmp.Compare(a.KnownOn(), b.KnownOn()), Compare(a, b))
		})
	})
	return s.known
}

// Course goes through reports in the order in which they became known, day by day.
type Course struct {
	known []*Report
	at    int
}

// Course goes through the reports of a series that became known after a day; after
// "", through all, those without a day first.
func (s *Series) Course(after string) *Course {
	c := &Course{known: s.Known()}
	if after != "" {
		c.at = sort.Search(len(c.known), func(i int) bool { return c.known[i].KnownOn() > after })
	}
	return c
}

// Next gives the reports of the next day, and the place of the first of them in
// Series.Known, unless that day is after another; none where there are no more.
func (c *Course) Next(until string) (day string, at int, reports []*Report) {
	if c.at == len(c.known) || c.known[c.at].KnownOn() > until {
		return "", 0, nil
	}
	at, day = c.at, c.known[c.at].KnownOn()
	for c.at < len(c.known) && c.known[c.at].KnownOn() == day {
		c.at++
	}
	return day, at, c.known[at:c.at:c.at]
}

// End is after all days.
const End = "\xff"
