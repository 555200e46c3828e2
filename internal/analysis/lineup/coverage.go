package lineup

import (
	"slices"
	"sort"

	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// coverage tells of each day what was looked at by the end of another: the rule
// of held days as internal/holding has it, without what became known later.
type coverage struct {
	series  *holding.Series
	days    []string
	counts  []int    // reports with text of each day
	stretch []int    // index
	median  []int    // of its stretch, up to the day and with it
	from    []int    // index of the first day of its stretch
	cover   []string // of its stretch
	gap     []bool   // of its stretch: days before it were not collected
	heldAt  []int    // held days of its stretch up to the day and with it, by the median of then
}

func newCoverage(s *holding.Series) coverage {
	c := coverage{series: s}
	var sorted []int
	for i, d := range s.Days {
		st := s.Stretches[d.Stretch]
		if i == 0 || s.Days[i-1].Stretch != d.Stretch {
			sorted = sorted[:0]
			c.from = append(c.from, i)
			c.gap = append(c.gap, i > 0 && holding.Between(s.Days[i-1].Day, d.Day) > holding.MaxGap || i > 0 && len(c.gap) > 0 && c.gap[i-1])
		} else {
			c.from = append(c.from, c.from[i-1])
			c.gap = append(c.gap, c.gap[i-1])
		}
		if d.Reports > 0 {
			at, _ := slices.BinarySearch(sorted, d.Reports)
			sorted = slices.Insert(sorted, at, d.Reports)
		}
		median := 0
		if len(sorted) > 0 {
			median = sorted[len(sorted)/2]
		}
		c.days, c.counts, c.stretch = append(c.days, d.Day), append(c.counts, d.Reports), append(c.stretch, d.Stretch)
		c.median, c.cover = append(c.median, median), append(c.cover, st.Coverage)
		held := i - c.from[i] + 1
		if st.Coverage != holding.CoverageComplete { // else all are
			held = len(sorted) - sort.Search(len(sorted), func(j int) bool { return float64(sorted[j]) >= heldShare*float64(median) })
		}
		c.heldAt = append(c.heldAt, held)
	}
	return c
}

// heldBy says whether day i is held, as known at the end of day by.
func (c *coverage) heldBy(i, by int) bool {
	if c.cover[i] == holding.CoverageComplete {
		return true
	}
	end := by
	for end > i && c.stretch[end] != c.stretch[i] {
		end--
	}
	return float64(c.counts[i]) >= heldShare*float64(c.median[end])
}

// heldShare is that of internal/holding.
const heldShare = 0.25

// at is the index of the last day that is not after another; -1 where there is
// none.
func (c *coverage) at(day string) int {
	return sort.Search(len(c.days), func(i int) bool { return c.days[i] > day }) - 1
}

// Looked says what a span of days was looked for in, as known at the end of a
// day.
func (b *Book) Looked(from, to, known, denominator string) finding.Coverage {
	c := &b.coverage
	f := finding.Coverage{Outlet: b.Series.Outlet, Lang: b.Series.Lang, From: from, To: to, Denominator: denominator}
	by := c.at(known)
	for i := max(c.at(from), 0); i <= by && i < len(c.days) && c.days[i] <= to; i++ {
		if c.days[i] < from {
			continue
		}
		f.Reports += c.counts[i]
		if c.heldBy(i, by) {
			f.HeldDays++
		}
		f.Coverage = weaker(f.Coverage, c.cover[i])
	}
	return f
}

func weaker(a, b string) string {
	rank := func(s string) int { return slices.Index([]string{"unknown", "sample", holding.CoverageComplete}, s) }
	if a == "" || rank(b) < rank(a) {
		return b
	}
	return a
}

// Held says whether a day is held, as known at its end.
func (b *Book) Held(day string) bool {
	i := b.coverage.at(day)
	return i >= 0 && b.coverage.days[i] == day && b.coverage.heldBy(i, i)
}

// Stretch is the index of the stretch that a day lies in or follows, -1 before
// the first. Nothing is compared across two.
func (b *Book) Stretch(day string) int {
	i := b.coverage.at(day)
	if i < 0 {
		return -1
	}
	return b.coverage.stretch[i]
}

// Days lists the days of the series that have reports or were looked at.
func (b *Book) Days() []string { return b.coverage.days }

// Settled says whether enough was held before a day to call what it shows the
// first: more than FirstHeld held days of its stretch, and no gap in coverage
// before.
func (b *Book) Settled(day string) (opened, gapless bool) {
	i := b.coverage.at(day)
	if i < 0 {
		return false, true
	}
	return b.coverage.heldAt[i] > FirstHeld, !b.coverage.gap[i]
}

// FirstHeld is within how many held days of the beginning of a stretch nothing
// is a first but only the first that is held.
const FirstHeld = 90
