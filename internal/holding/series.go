package holding

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
)

const (
	// MaxGap is how many days without a report a stretch goes on over.
	MaxGap = 14
	// MaxCompleteGap is the same where all reports are held: nobody publishes
	// nothing for longer.
	MaxCompleteGap = 366
	// heldShare is the part of the median that a held day has at least.
	heldShare = 0.25
)

// CoverageComplete is the coverage of which a probability may be told.
const CoverageComplete = "complete"

// Series is the reports of one outlet in one language.
type Series struct {
	Outlet    string
	Lang      string
	Reports   []*Report // as Compare orders them; those without a day first
	Stretches []Stretch // in order
	Days      []Day     // that have reports, or lie in a complete stretch; in order

	ordering sync.Once
	known    []*Report // see Known
	summing  sync.Once
	summed   []summed // see sums
}

// Stretch is a run of days that were collected in one way.
type Stretch struct {
	From, To string // days, both included
	Coverage string
	Reports  int // with text
	Held     int // days
	Median   int // reports of a day that has any
}

// Day is a day of a series.
type Day struct {
	Day     string
	Reports int // with text
	Held    bool
	Stretch int // index
}

// SeriesOf sorts reports into series, by outlet, then language. Headlines belong
// to the series, but do not make a day held.
func SeriesOf(reports []*Report) []*Series {
	byName := map[[2]string]*Series{}
	var all []*Series
	for _, r := range reports {
		name := [2]string{strings.ToLower(r.Outlet), r.Lang}
		s := byName[name]
		if s == nil {
			s = &Series{Outlet: r.Outlet, Lang: r.Lang}
			byName[name] = s
			all = append(all, s)
		}
		// the spelling does not depend on which report comes first
		s.Outlet = min(s.Outlet, r.Outlet)
		s.Reports = append(s.Reports, r)
	}
	slices.SortFunc(all, func(a, b *Series) int {
		return cmp.Or(cmp.Compare(a.Outlet, b.Outlet), cmp.Compare(a.Lang, b.Lang))
	})
	for _, s := range all {
		Sort(s.Reports)
		s.count()
	}
	return all
}

// count finds the stretches and the days of a series.
func (s *Series) count() {
	var c Calendar
	for _, r := range s.Reports {
		c.Add(r)
	}
	c.lay()
	s.Stretches, s.Days = c.laid.Stretches, c.laid.Days
}

// reach opens a day that has reports, and a stretch where one begins.
func (s *Series) reach(day, coverage string) {
	n := len(s.Stretches)
	if n > 0 && s.Stretches[n-1].Coverage == coverage {
		stretch := &s.Stretches[n-1]
		if gap := Between(stretch.To, day); gap <= MaxGap || coverage == CoverageComplete && gap <= MaxCompleteGap {
			// where all reports are held, a day without any was looked at
			for d := 1; coverage == CoverageComplete && d < gap; d++ {
				s.Days = append(s.Days, Day{Day: Plus(stretch.To, d), Stretch: n - 1})
			}
			stretch.To = day
			s.Days = append(s.Days, Day{Day: day, Stretch: n - 1})
			return
		}
	}
	s.Stretches = append(s.Stretches, Stretch{From: day, To: day, Coverage: coverage})
	s.Days = append(s.Days, Day{Day: day, Stretch: n})
}

// judge says which days of a stretch are held; counts are the reports of those that
// have any, sorted.
func (s *Stretch) judge(days []Day, counts []int) {
	s.Median, s.Held = counts[len(counts)/2], 0
	for i := range days {
		days[i].Held = s.Coverage == CoverageComplete || float64(days[i].Reports) >= heldShare*float64(s.Median)
		if days[i].Held {
			s.Held++
		}
	}
}

// Held says whether a day is held.
func (s *Series) Held(day string) bool {
	d, ok := s.find(day)
	return ok && s.Days[d].Held
}

// From counts the reports with text that were published on a day or later.
func (s *Series) From(day string) int {
	i, _ := s.find(day)
	all := s.sums()
	return int(all[len(s.Days)].reports - all[i].reports)
}

// HeldDays counts the held days from one day to another, both included.
func (s *Series) HeldDays(from, to string) int {
	i, _ := s.find(from)
	j, there := s.find(to)
	if there {
		j++
	}
	all := s.sums()
	return max(0, int(all[j].held-all[i].held))
}

// summed is the held days, and reports, before a day.
type summed struct{ held, reports int32 }

// sums are those of all days, with one more at the end.
func (s *Series) sums() []summed {
	s.summing.Do(func() {
		s.summed = make([]summed, len(s.Days)+1)
		for i := range s.Days {
			n := s.summed[i]
			n.reports += int32(s.Days[i].Reports)
			if s.Days[i].Held {
				n.held++
			}
			s.summed[i+1] = n
		}
	})
	return s.summed
}

// StretchOf is the stretch that a day lies in; false where it lies in none.
func (s *Series) StretchOf(day string) (Stretch, bool) {
	i := sort.Search(len(s.Stretches), func(i int) bool { return s.Stretches[i].To >= day })
	if i == len(s.Stretches) || s.Stretches[i].From > day {
		return Stretch{}, false
	}
	return s.Stretches[i], true
}

// Coverage is the weakest coverage of the stretches that meet a span of days, ""
// where none does.
func (s *Series) Coverage(from, to string) string {
	weakest := ""
	for _, x := range s.Stretches {
		if x.To < from || x.From > to {
			continue
		}
		if weakest == "" || strength(x.Coverage) < strength(weakest) {
			weakest = x.Coverage
		}
	}
	return weakest
}

func strength(coverage string) int {
	switch coverage {
	case CoverageComplete:
		return 2
	case "sample":
		return 1
	}
	return 0
}

func (s *Series) find(day string) (int, bool) {
	return slices.BinarySearchFunc(s.Days, day, func(d Day, day string) int { return cmp.Compare(d.Day, day) })
}

// Until is the series as it was at the end of a day: what was known by then. A
// report whose newest text was captured later is not among it, as the text before
// is not here.
func (s *Series) Until(day string) *Series {
	u := &Series{Outlet: s.Outlet, Lang: s.Lang}
	for _, r := range s.Reports {
		if r.Published <= day && r.Known <= day {
			u.Reports = append(u.Reports, r)
		}
	}
	u.count()
	return u
}

// Between counts the days from one ISO day to a later one; 0 where either is none.
func Between(from, to string) int {
	a, ok := DayNumber(from)
	b, okay := DayNumber(to)
	if !ok || !okay {
		return 0
	}
	return b - a
}

// DayNumber numbers days, from 1970 on; false where there is none.
func DayNumber(day string) (int, bool) {
	t, err := time.Parse(time.DateOnly, day)
	return int(t.Unix() / (24 * 60 * 60)), err == nil
}

// Plus is the day so many days after another.
func Plus(day string, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}
