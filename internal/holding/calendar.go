package holding

import (
	"cmp"
	"slices"
)

// Calendar counts reports by their days: what stays of them where nothing but their
// number matters. A report can be added at any time.
type Calendar struct {
	days []counted
	// What is laid out of the days before one: where days are added in order, laying them
	// out again and again takes no longer for many than for few.
	laid   Series
	before string // the days from this on are not laid out
	counts []int  // reports of the days of the last stretch that have any, sorted
}

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
		i = c.find(r.Published)
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
	c.before = min(c.before, r.Published)
}

func (c *Calendar) find(day string) int {
	i, _ := slices.BinarySearchFunc(c.days, day, func(d counted, day string) int { return cmp.Compare(d.day, day) })
	return i
}

// Series is a series without reports: its stretches and days, which are right until
// another is asked for.
func (c *Calendar) Series(outlet, lang string) *Series {
	c.lay()
	s := &c.laid
	return &Series{Outlet: outlet, Lang: lang, Stretches: slices.Clip(s.Stretches), Days: slices.Clip(s.Days)}
}

// lay lays out the days that are not.
func (c *Calendar) lay() {
	c.retreat()
	s := &c.laid
	for i := c.find(c.before); i < len(c.days); i++ {
		d := &c.days[i]
		n := len(s.Stretches)
		s.reach(d.day, d.coverage)
		s.Days[len(s.Days)-1].Reports = d.reports
		s.Stretches[len(s.Stretches)-1].Reports += d.reports
		if len(s.Stretches) > n {
			if n > 0 {
				c.judge(n - 1)
			}
			c.counts = c.counts[:0]
		}
		at, _ := slices.BinarySearch(c.counts, d.reports)
		c.counts = slices.Insert(c.counts, at, d.reports)
	}
	if n := len(s.Stretches); n > 0 {
		c.judge(n - 1)
	}
	c.before = End
}

// retreat takes back what is laid out of days that were changed, and those behind.
func (c *Calendar) retreat() {
	s := &c.laid
	n, days := len(s.Stretches), len(s.Days)
	for n > 0 && s.Stretches[n-1].From >= c.before {
		n--
	}
	for days > 0 && (s.Days[days-1].Day >= c.before || s.Days[days-1].Stretch >= n) {
		days--
	}
	for days > 0 && s.Days[days-1].Reports == 0 {
		days-- // it lay between days with reports
	}
	gone := s.Days[days:]
	s.Days = s.Days[:days]
	if n == len(s.Stretches) {
		for i := range gone {
			if d := &gone[i]; d.Reports > 0 {
				at, _ := slices.BinarySearch(c.counts, d.Reports)
				c.counts = slices.Delete(c.counts, at, at+1)
				s.Stretches[n-1].Reports -= d.Reports
			}
		}
	} else if s.Stretches, c.counts = s.Stretches[:n], c.counts[:0]; n > 0 {
		s.Stretches[n-1].Reports = 0
		for i := range s.Days {
			if d := &s.Days[i]; d.Stretch == n-1 && d.Reports > 0 {
				c.counts = append(c.counts, d.Reports)
				s.Stretches[n-1].Reports += d.Reports
			}
		}
		slices.Sort(c.counts)
	}
	if n > 0 {
		s.Stretches[n-1].To = s.Days[days-1].Day
	}
}

// judge says which days of a stretch are held, of which counts tells.
func (c *Calendar) judge(n int) {
	days := c.laid.Days
	to := len(days)
	for days[to-1].Stretch > n {
		to--
	}
	from := to
	for from > 0 && days[from-1].Stretch == n {
		from--
	}
	c.laid.Stretches[n].judge(days[from:to], c.counts)
}
