package roster

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/holding"
)

// sum is what a figure that gives no office is held against of a group: somebody who is
// named every day has many strands.
type sum struct {
	n       int
	office  bool
	leader  bool // stands in a list with a leader, by a strand that gives an office
	heads   map[string]bool
	pinned  map[int]bool
	sides   map[string]bool
	sorts   map[[2]bool]bool // citizen, floating
	sources map[*source]bool
	days    []int // of the figures, in order
	undated bool  // one has no day
}

// summed sums a group up, once; add keeps it right.
func (g *group) summed() *sum {
	if g.sum == nil {
		g.sum = &sum{heads: map[string]bool{}, pinned: map[int]bool{}, sides: map[string]bool{}, sorts: map[[2]bool]bool{}, sources: map[*source]bool{}}
		for _, s := range g.strands {
			g.sum.add(s)
		}
	}
	return g.sum
}

func (m *sum) add(s *strand) {
	m.n += len(s.figures)
	m.office = m.office || len(s.offices) > 0
	for h := range s.heads {
		m.heads[h] = true
	}
	m.pinned[s.pinned], m.sides[s.side], m.sorts[[2]bool{s.citizen, s.floating}] = true, true, true
	for _, f := range s.figures {
		m.leader = m.leader || f.leader && !s.floating
		m.sources[f.src] = true
		day, ok := holding.DayNumber(f.src.published)
		if !ok {
			m.undated = true
			continue
		}
		at := len(m.days)
		if at > 0 && m.days[at-1] > day {
			at, _ = slices.BinarySearch(m.days, day)
		}
		if at == 0 || m.days[at-1] != day {
			m.days = slices.Insert(m.days, at, day)
		}
	}
}

// mayDiffer tells whether anything may speak against a figure's being of the group that
// one strand of it has.
func (m *sum) mayDiffer(f *strand) bool {
	if len(m.pinned) > 1 || !m.pinned[f.pinned] || m.sources[f.figures[0].src] {
		return true
	}
	for side := range m.sides {
		if sidesApart(side, f.side) {
			return true
		}
	}
	return m.sorts[[2]bool{!f.citizen, false}] || m.sorts[[2]bool{!f.citizen, true}]
}

// near is how many days lie between a day and the nearest of the group's; what has no
// day is near to all.
func (m *sum) near(published string) int {
	day, ok := holding.DayNumber(published)
	if !ok || m.undated {
		return 0
	}
	i, _ := slices.BinarySearch(m.days, day)
	near := 1 << 30
	for _, d := range m.days[max(i-1, 0):min(i+1, len(m.days))] {
		near = min(near, max(d-day, day-d))
	}
	return near
}
