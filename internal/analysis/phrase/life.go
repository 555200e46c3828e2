package phrase

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// Rules of births, deaths and turns; docs/methods/words.md gives the reasons.
const (
	fewest     = 8    // weeks in which a phrase is used
	patience   = 600  // days within which a phrase is used in so many weeks: one that takes longer is rare
	settled    = 60   // days over which a new phrase is used
	inUse      = 365  // days over which a phrase was used that is called dead
	quiet      = 180  // days of silence, where the phrase was used at all times of the year
	season     = 400  // days, where it was not
	allYear    = 10   // months of the calendar that are all times of the year
	manyMonths = 6    // months of the calendar in which a phrase is used that may be called new within a year
	longer     = 2.0  // times the longest silence before
	firstDays  = 90   // days with reports after a break within which nothing is new
	lasting    = 180  // days over which a phrase is used less that turned
	turnedFrom = 365  // days before, in which it was used more
	slump      = 0.2  // part of what was to be expected that is left of it
	recovered  = 0.5  // part from which on it has come back
	maybe      = 0.01 // chance of so few uses, from which on another wording is sought
	falsely    = 0.01 // rate of false findings, at most
	seldom     = 0.02 // the same, of births
)

// tracked is a listed phrase and what has become of it so far.
type tracked struct {
	name string // of what is no gram
	n    int
	id   uint32
	uses []int32 // reports

	next   int // uses so far
	born   bool
	dead   bool
	turned bool
	burst  bool
	gone   int32 // day of the last use before it was called dead
	back   bool  // and was told to be used again
}

// candidate is a phrase at the end of a month, as a test sees it.
type candidate struct {
	p      *tracked
	chance float64 // that a steady use gives this
	weeks  int
	since  int // report from which on it was looked for
	first  int // use, index of report
	last   int
}

// spell is what some uses of a phrase are like.
type spell struct {
	weeks   int   // in which it is used, each begun by a use
	longest int32 // silence between uses, in days
	months  int   // different months of the calendar
	span    int32 // days from first to last
}

func (f *field) spellOf(uses []int32) spell {
	var s spell
	if len(uses) == 0 {
		return s
	}
	week, seen := int32(math.MinInt32/2), 0
	for i, u := range uses {
		d := f.day[u]
		if d-week >= 7 {
			week = d
			s.weeks++
		}
		seen |= 1 << (f.month[u] % 12)
		if i > 0 {
			s.longest = max(s.longest, d-f.day[uses[i-1]])
		}
	}
	for ; seen > 0; seen &= seen - 1 {
		s.months++
	}
	s.span = f.day[uses[len(uses)-1]] - f.day[uses[0]]
	return s
}

// severally is how many independent uses some uses are worth that lie between two
// reports: their number, divided by how much more they vary from week to week, or
// from month to month, than they would if each came by itself.
func (f *field) severally(uses []int32, from, to int) float64 {
	spread := 1.0
	for _, days := range []int32{7, 28} {
		spread = max(spread, f.spread(uses, from, to, days))
	}
	return float64(len(uses)) / spread
}

// spread is the variance of uses in spans of so many days, in terms of what is
// expected by the number of reports in each.
func (f *field) spread(uses []int32, from, to int, days int32) float64 {
	sum, spans, k := 0.0, 0.0, 0
	rate := float64(len(uses)) / float64(to-from)
	for at := from; at < to; spans++ {
		next := min(to, f.reportAt(f.day[at]+days))
		n := 0.0
		for ; k < len(uses) && int(uses[k]) < next; k++ {
			n++
		}
		expected := rate * float64(next-at)
		sum += (n - expected) * (n - expected) / expected
		at = next
	}
	if spans < 2 {
		return float64(len(uses))
	}
	return sum / (spans - 1)
}

// shares are how much of the time from report a to before report c lies before
// report b: by number of reports, by days with reports, and by reports of the
// kinds that the phrase is used in. It gives the least and the most of them.
func (f *field) shares(a, b, c int, uses []int32) (least, most float64) {
	least = float64(b-a) / float64(c-a)
	most = least
	days := float64(f.nth[min(b, c-1)]-f.nth[a]) / (float64(f.nth[c-1]-f.nth[a]) + 1)
	least, most = min(least, days), max(most, days)
	if len(f.kinds) > 1 {
		weight := make([]float64, len(f.kinds))
		for _, u := range uses {
			weight[f.kind[u]]++
		}
		in, all := 0.0, 0.0
		for k, w := range weight {
			if n := float64(f.before[k][c] - f.before[k][a]); w > 0 && n > 0 {
				in += w * float64(f.before[k][b]-f.before[k][a]) / n
				all += w
			}
		}
		if all > 0 {
			least, most = min(least, in/all), max(most, in/all)
		}
	}
	return least, most
}

// newborn tests whether a phrase that was first used some time ago was new then.
// Were it used steadily, each week with it would lie behind the first day with the
// chance that is the share of the time behind; as many chances are taken as there
// are silences that might have been looked at.
func (f *field) newborn(p *tracked, s *shut) (candidate, bool) {
	if p.born || p.next < fewest {
		return candidate{}, false
	}
	uses := p.uses[:p.next]
	first, last := int(uses[0]), int(uses[len(uses)-1])
	if s.end-f.day[first] > patience || f.day[last]-f.day[first] < settled {
		return candidate{}, false
	}
	since := f.begins(first, s.known, gap, more)
	if f.ends(first, s.reports, s.known, gap, more) < s.reports || f.nth[first]-f.nth[since] < firstDays {
		return candidate{}, false
	}
	sp := f.spellOf(uses)
	silence := max(sp.longest, s.end-f.day[last])
	before := f.day[first] - f.day[since]
	if sp.weeks < fewest || float64(before) < longer*float64(silence) {
		return candidate{}, false
	}
	g, _ := f.shares(since, first, s.reports, uses)
	c := candidate{p: p, weeks: sp.weeks, since: since, first: first, last: last}
	looks := float64(f.month[s.reports-1] - f.month[first])
	c.chance = min(1, (looks+1)*math.Pow(1-g, f.severally(uses, first, s.reports)))
	if before < season && sp.months < manyMonths && !f.newInTitles(p, s) {
		c.chance = 1 // it is tested, and not found
	}
	return c, true
}

// departed tests whether a phrase that was not used for some time is used no more.
func (f *field) departed(p *tracked, s *shut) (candidate, bool) {
	if p.dead || p.next < fewest {
		return candidate{}, false
	}
	uses := p.uses[:p.next]
	last := int(uses[len(uses)-1])
	silence := s.end - f.day[last]
	if silence < quiet || f.ends(last, s.reports, s.known, gap, fewer) < s.reports {
		return candidate{}, false
	}
	uses = uses[f.from(uses, f.begins(last, s.known, gap, fewer)):]
	sp := f.spellOf(uses)
	if f.spellOf(uses[f.from(uses, f.reportAt(f.day[last]-patience)):]).weeks < fewest || sp.span < inUse || float64(silence) < longer*float64(sp.longest) || silence < season && sp.months < allYear {
		return candidate{}, false
	}
	first := int(uses[0])
	_, g := f.shares(first, last+1, s.reports, uses)
	c := candidate{p: p, weeks: sp.weeks, since: first, first: first, last: last}
	c.chance = min(1, float64(sp.weeks)*math.Pow(g, float64(sp.weeks-1)))
	return c, true
}

// fallen tests whether a phrase is used much less for half a year than in the year
// before. It is a finding only where another took its place.
func (f *field) fallen(p *tracked, s *shut) (candidate, bool) {
	if p.dead || p.next < fewest {
		return candidate{}, false
	}
	uses := p.uses[:p.next]
	turn, since := s.turn, s.turnFrom
	if turn < 0 {
		return candidate{}, false
	}
	to := f.from(uses, turn)
	from := f.from(uses[:to], since)
	if to-from < fewest && !p.turned {
		return candidate{}, false
	}
	was, is := f.spellOf(uses[from:to]), f.spellOf(uses[to:])
	if was.weeks == 0 {
		return candidate{}, false
	}
	_, before := f.shares(since, turn, s.reports, uses[from:])
	expected := float64(was.weeks) * (1 - before) / before
	if p.turned {
		p.turned = float64(is.weeks) < recovered*expected
		return candidate{}, false
	}
	if was.weeks < fewest || float64(is.weeks) > slump*expected {
		return candidate{}, false
	}
	// the day is that of the last use before the longest silence
	last, longest := int(uses[to-1]), int32(0)
	for k := to - 1; k < len(uses); k++ {
		next := s.end
		if k+1 < len(uses) {
			next = f.day[uses[k+1]]
		}
		if d := next - f.day[uses[k]]; d > longest {
			last, longest = int(uses[k]), d
		}
	}
	c := candidate{p: p, weeks: was.weeks, since: since, first: int(uses[from]), last: last}
	c.chance = 1 - tail(is.weeks+1, was.weeks+is.weeks, 1-before)
	return c, c.chance <= maybe
}

// from is how many of the uses stand before a report.
func (f *field) from(uses []int32, report int) int {
	return sort.Search(len(uses), func(i int) bool { return int(uses[i]) >= report })
}

// reportAt is the first report of a day or behind it.
func (f *field) reportAt(day int32) int {
	return sort.Search(len(f.day), func(i int) bool { return f.day[i] >= day })
}

// survive keeps the candidates of one family that survive the correction of
// Benjamini and Yekutieli at a rate of false findings, whatever they have to do
// with one another.
func (f *field) survive(all []candidate, rate float64) []candidate {
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.chance, b.chance), f.compare(a.p, b.p))
	})
	harmonic := 0.0
	for k := range all {
		harmonic += 1 / float64(k+1)
	}
	keep := 0
	for k := range all {
		if all[k].chance <= rate*float64(k+1)/(float64(len(all))*harmonic) {
			keep = k + 1
		}
	}
	return all[:keep]
}

// families puts candidates that are the same words in longer and shorter runs
// together, the most used first: one change of words is one test.
func (f *field) families(all []candidate) [][]candidate {
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.p.next, a.p.next), cmp.Compare(b.p.n, a.p.n), f.compare(a.p, b.p))
	})
	var out [][]candidate
next:
	for _, x := range all {
		for k := range out {
			if f.sameWords(out[k][0].p, x.p) {
				out[k] = append(out[k], x)
				continue next
			}
		}
		out = append(out, []candidate{x})
	}
	return out
}

// outlive keeps the candidates of families of which the most used survives the
// correction of Benjamini and Hochberg.
func (f *field) outlive(all []candidate, rate float64) []candidate {
	families := f.families(all)
	slices.SortFunc(families, func(a, b []candidate) int {
		return cmp.Or(cmp.Compare(a[0].chance, b[0].chance), f.compare(a[0].p, b[0].p))
	})
	keep := 0
	for k := range families {
		if families[k][0].chance <= rate*float64(k+1)/float64(len(families)) {
			keep = k + 1
		}
	}
	return slices.Concat(families[:keep]...)
}

// compare orders phrases by their words.
func (f *field) compare(a, b *tracked) int {
	if a == b {
		return 0
	}
	if a.name != b.name {
		return cmp.Compare(a.name, b.name)
	}
	return slices.Compare(f.keysOf(a.n, a.id), f.keysOf(b.n, b.id))
}

// keysOf gives the words of a gram as they are compared.
func (f *field) keysOf(n int, id uint32) []string {
	out := make([]string, n)
	for i, w := range f.table.wordsOf(n, id) {
		out[i] = f.corpus.keys[w]
	}
	return out
}
