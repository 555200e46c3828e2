package phrase

import "math"

// Rules of bursts.
const (
	heat       = 3.0 // times the usual rate in the busy state
	reluctance = 1.0 // times the logarithm of the number of months, to enter it
	fewestBusy = 8   // reports in a burst
	busyWeeks  = 3   // weeks
	baseline   = 6   // months before a burst
)

// crowded tests whether a phrase is in a burst in the month that was just over: by
// the two-state automaton of Kleinberg over the reports of each month since the
// last break, and then by the chance that as many of its uses fall into the burst.
func (f *field) crowded(p *tracked, s *shut) (candidate, bool) {
	uses := p.uses[:p.next]
	if len(uses) < fewestBusy {
		return candidate{}, false
	}
	month := f.month[s.reports-1]
	if f.month[uses[len(uses)-1]] != month {
		p.burst = false
		return candidate{}, false
	}
	begin := s.run
	uses = uses[f.from(uses, begin):]
	months := month - f.month[begin] + 1
	if months <= baseline || len(uses) < fewestBusy {
		return candidate{}, false
	}
	r, d := make([]float64, months), make([]float64, months)
	for _, u := range uses {
		r[f.month[u]-f.month[begin]]++
	}
	for m := range d {
		from, to := f.monthReports(f.month[begin] + m)
		d[m] = float64(min(to, s.reports) - max(from, begin))
	}
	start := busySince(r, d)
	if start < 0 {
		p.burst = false
		return candidate{}, false
	}
	if p.burst || start < baseline {
		return candidate{}, false
	}
	first, _ := f.monthReports(f.month[begin] + start)
	if f.day[first]-f.day[p.uses[0]] < inUse {
		return candidate{}, false // it is new, and that is told
	}
	in := uses[f.from(uses, first):]
	sp := f.spellOf(in)
	if len(in) < fewestBusy || sp.weeks < busyWeeks {
		return candidate{}, false
	}
	least, _ := f.shares(begin, first, s.reports, uses)
	chance := tail(len(in), len(uses), 1-least)
	// as often in the same months of other years?
	same, all := 0.0, 0.0
	uses12, in12 := 0.0, float64(len(in))
	for m := range d {
		for k := start; k < months; k++ {
			if m%12 == k%12 {
				all += d[m]
				uses12 += r[m]
				if m >= start {
					same += d[m]
				}
				break
			}
		}
	}
	if months >= 24 && all > same {
		chance = max(chance, tail(int(in12), int(uses12), same/all))
	}
	c := candidate{p: p, weeks: sp.weeks, since: begin, first: int(in[0]), last: int(in[len(in)-1])}
	c.chance = min(1, chance*float64(months))
	return c, true
}

// busySince is the month since which the likeliest sequence of states is busy until
// the last month; -1 where it is not busy there.
func busySince(r, d []float64) int {
	sumR, sumD := 0.0, 0.0
	for m := range r {
		sumR += r[m]
		sumD += d[m]
	}
	p0 := sumR / sumD
	p1 := min(0.999, heat*p0)
	if p0 <= 0 || p0 >= 1 {
		return -1
	}
	enter := reluctance * math.Log(float64(len(r)))
	cost := func(m int, p float64) float64 { return -(r[m]*math.Log(p) + (d[m]-r[m])*math.Log(1-p)) }
	calm, busy := 0.0, enter
	since := make([]int, len(r)) // if busy in a month, since when
	for m := range r {
		nextCalm := min(calm, busy) + cost(m, p0)
		from := m
		stay := calm + enter
		if m == 0 {
			stay = enter
		}
		if m > 0 && busy <= stay {
			stay, from = busy, since[m-1]
		}
		calm, busy = nextCalm, stay+cost(m, p1)
		since[m] = from
	}
	if busy < calm {
		return since[len(r)-1]
	}
	return -1
}
