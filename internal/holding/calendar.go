package holding

import (
	"cmp"
	"slices"
)

// Calendar counts reports by their days: what stays of them where nothing but their
// number matters. A report can be added at any time.
type Calendar struct{ days []counted }

// counted is a day that has reports with text.
type counted struct {
	day      string
	reports  int
	coverage string // the strongest
}

// Add counts a report. Headlines, and what has no day, count for nothing.
func (c *Calendar) Add(r *Report) {
	if r.Published == "" || r.Headline {
		return
	}
	i := len(c.days)
	if i > 0 && c.days[i-1].day >= r.Published {
		i, _ = slices.BinarySearchFunc(c.days, r.Published, func(d counted, day string) int { return cmp.Compare(d.day, day) })
	}
	if i == len(c.days) || c.days[i].day != r.Published {
		c.days = slices.Insert(c.days, i, counted{day: r.Published})
	}
	d := &c.days[i]
	d.reports++
	// an import that covers the day does so whatever others bring to it
	if d.coverage == "" || strength(r.Coverage) > strength(d.coverage) {
		d.coverage = r.Coverage
	}
}

// Series is a series without reports: its stretches and days.
func (c *Calendar) Series(outlet, lang string) *Series {
	s := &Series{Outlet: outlet, Lang: lang}
	s.lay(c)
	return s
}
