package phrase

import (
	"math"
	"slices"
	"sort"
	"strings"
)

// Rules of renderings.
const (
	around   = 365  // days before and after a change that are compared
	alike    = 0.35 // of the company of two wordings, from which on they may stand for each other
	filled   = 0.3  // part of what one wording lost that the other must have gained
	turnedBy = 3.0  // times as often
	unlikely = 0.01 // chance of such a turn without any
	byChance = 0.05 // chance that any of those tried turns so
	near     = 5    // words around a use that are its company
	sampled  = 60   // uses that are looked at, the nearest to the change
	tried    = 4    // wordings of one group for which another is sought
)

// company is the words around the uses of a gram, weighed by how rare they are, and
// those that stand right beside them.
type company struct {
	around, beside map[uint32]float64
	uses           float64
}

// companyOf looks at uses of a gram, at most so many.
func (f *field) companyOf(words []uint32, uses []int32, fromEnd bool, s *shut) company {
	if len(uses) > sampled {
		if fromEnd {
			uses = uses[len(uses)-sampled:]
		} else {
			uses = uses[:sampled]
		}
	}
	n := len(words)
	out := company{map[uint32]float64{}, map[uint32]float64{}, float64(len(uses))}
	for _, u := range uses {
		list := f.stream.words[f.stream.from[u]:f.stream.from[u+1]]
		for i := 0; i+n <= len(list); i++ {
			if !slices.Equal(list[i:i+n], words) {
				continue
			}
			for j := i - 1; j >= 0 && j >= i-near && list[j] != 0; j-- {
				if w := list[j]; !f.corpus.edge[w] {
					out.around[w] += f.rarity(w, s)
				}
			}
			for j := i + n; j < len(list) && j < i+n+near && list[j] != 0; j++ {
				if w := list[j]; !f.corpus.edge[w] {
					out.around[w] += f.rarity(w, s)
				}
			}
			left, right := uint32(0), list[i+n] // a run of words ends with 0
			if i > 0 {
				left = list[i-1]
			}
			out.beside[left] += 1 + f.rarity(left, s)
			out.beside[right|1<<31] += 1 + f.rarity(right, s)
			break
		}
	}
	return out
}

// like tells how alike two companies are: the cosines of the words around and of
// those beside. Words that the phrases have in common count as standing around each
// of their uses; their other words do not count.
func (f *field) like(a, b company, but map[uint32]bool, common []uint32, s *shut) float64 {
	x, y := map[uint32]float64{}, map[uint32]float64{}
	for w, v := range a.around {
		if !but[w] {
			x[w] = v
		}
	}
	for w, v := range b.around {
		if !but[w] {
			y[w] = v
		}
	}
	for _, w := range common {
		x[w], y[w] = x[w]+f.rarity(w, s)*a.uses/2, y[w]+f.rarity(w, s)*b.uses/2
	}
	return math.Sqrt(cosine(x, y) * cosine(a.beside, b.beside))
}

func cosine(a, b map[uint32]float64) float64 {
	var aa, bb, ab []float64
	for w, v := range a {
		aa = append(aa, v*v)
		if u := b[w]; u != 0 {
			ab = append(ab, v*u)
		}
	}
	for _, v := range b {
		bb = append(bb, v*v)
	}
	if len(ab) == 0 {
		return 0
	}
	return sum(ab) / math.Sqrt(sum(aa)*sum(bb))
}

// sum adds numbers in the order of their size, so that it is the same to the last bit
// whatever the numbers of words are.
func sum(all []float64) (total float64) {
	slices.Sort(all)
	for _, v := range all {
		total += v
	}
	return total
}

// between finds the uses from one report to before another.
func between(uses []int32, from, to int) (lo, hi int) {
	lo = sort.Search(len(uses), func(i int) bool { return int(uses[i]) >= from })
	hi = lo + sort.Search(len(uses)-lo, func(i int) bool { return int(uses[lo+i]) >= to })
	return lo, hi
}

// rendered looks for a wording that took the place of a phrase, or gave its place to
// it, and keeps it with the change.
func (l *Ledger) rendered(c *Change, at int, s *shut) {
	for k, p := range c.group {
		if k == tried {
			return
		}
		if o, alike, _ := l.f.partner(p, at, s, c.died, false); o != nil {
			c.Other, c.Alike, c.p = o, alike, p
			c.group[0], c.group[k] = c.group[k], c.group[0]
			return
		}
	}
}

// partner finds the wording that took the place of a phrase that was used last in a
// report, or gave its place to one that was used there first: it turned the other
// way at the same time, makes up for a good part of it, and keeps the same company.
func (f *field) partner(p *tracked, at int, s *shut, died, partly bool) (other *Phrase, like_, chance float64) {
	a, b, c := f.window(at, s, died)
	if b-a < 1 || c-b < 1 {
		return nil, 0, 1
	}
	ratio := float64(c-b) / float64(b-a) // of reports after to before
	lo, mid := between(p.uses, a, b)
	_, hi := between(p.uses, a, c)
	want := filled * (float64(mid-lo) - float64(hi-mid)/ratio) // a gain, in reports before
	if !died {
		want = filled * float64(hi-mid) / ratio
	}
	words := f.table.wordsOf(p.n, p.id)
	own := map[uint32]bool{}
	for _, w := range words {
		own[w] = true
	}
	units := f.units(words)
	mine := p.uses[lo:mid]
	if !died {
		mine = p.uses[mid:hi]
	}
	here := f.companyOf(words, mine, died, s)
	least := alike
	if partly {
		least = 1.3 * alike
	}
	var best *Phrase
	most, luck := least, 1.0
	f.countMonths()
	months := f.rough(a, b, c)
	tried := 0
	for n := 1; n <= Longest; n++ {
		for id := 1; id < len(f.table[n]); id++ {
			g := &f.table[n][id]
			if !g.listed || len(g.uses) < 3 || !f.turned(g, f.monthly[n][id], months, died) {
				continue
			}
			if len(g.uses) < Least || int(g.uses[Least-1]) >= s.reports {
				continue // it did not recur yet
			}
			lo, mid := between(g.uses, a, b)
			_, hi := between(g.uses[lo:], a, c)
			hi += lo
			before, after := float64(mid-lo), float64(hi-mid)/ratio
			chance := 1.0
			if died {
				if after-before < want || after < turnedBy*before {
					continue
				}
				chance = tail(hi-mid, hi-lo, ratio/(1+ratio))
			} else {
				if before-after < want || before < turnedBy*after {
					continue
				}
				chance = tail(mid-lo, hi-lo, 1/(1+ratio))
			}
			if chance > unlikely {
				continue
			}
			tried++
			theirs := f.table.wordsOf(n, uint32(id))
			if f.partOf(theirs, words) || f.partOf(words, theirs) || !within(f.units(theirs), units) {
				continue
			}
			but, common := map[uint32]bool{}, []uint32{}
			for w := range own {
				but[w] = true
			}
			for _, w := range theirs {
				if own[w] && !f.corpus.edge[w] {
					common = append(common, w)
				}
				but[w] = true
			}
			var there company
			if died {
				there = f.companyOf(theirs, g.uses[mid:hi], false, s)
			} else {
				there = f.companyOf(theirs, g.uses[lo:mid], true, s)
			}
			if x := f.like(here, there, but, common, s); x >= most {
				keys := f.keysOf(n, uint32(id))
				if best != nil && x == most && joinKeys(keys) > best.Words {
					continue
				}
				most, luck = x, chance
				shown := int(g.uses[lo])
				if died {
					shown = int(g.uses[mid])
				} else if mid > lo {
					shown = int(g.uses[mid-1])
				}
				best = &Phrase{words: theirs, shown: shown, Words: joinKeys(keys), Before: mid - lo, After: hi - mid}
			}
		}
	}
	if best == nil || luck*float64(tried) > byChance {
		return nil, 0, 1
	}
	return best, most, luck
}

// within reports whether a wording names nobody whom the other does not.
func within(theirs, mine string) bool { return theirs == "" || theirs == mine }

// units are the names that count as one word in a phrase: another name is no other
// wording.
func (f *field) units(words []uint32) string {
	var out []string
	for _, w := range words {
		if k := f.corpus.keys[w]; strings.Contains(k, " ") {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return strings.Join(out, ",")
}

// tail is the chance of at least k of n where each has chance p.
func tail(k, n int, p float64) float64 {
	if k <= 0 {
		return 1
	}
	if k > n || p <= 0 {
		return 0
	}
	if p >= 1 {
		return 1
	}
	lg := func(x int) float64 { v, _ := math.Lgamma(float64(x + 1)); return v }
	sum := 0.0
	for i := k; i <= n; i++ {
		sum += math.Exp(lg(n) - lg(i) - lg(n-i) + float64(i)*math.Log(p) + float64(n-i)*math.Log(1-p))
	}
	return min(1, sum)
}

// roughly compares by whole months, for the many phrases of which nothing else
// needs to be known.
type roughly struct {
	first, change, end int // months since that of the first report
	ratio              float64
}

func (f *field) rough(a, b, c int) roughly {
	return roughly{f.month[a] - f.month[0], f.month[b] - f.month[0], f.month[c-1] - f.month[0] + 1, float64(c-b) / float64(b-a)}
}

// turned tells whether a gram may have turned: what is used in the month of the
// change counts for either side.
func (f *field) turned(g *gram, monthly []uint32, r roughly, died bool) bool {
	const many = 2
	next := min(r.change+1, r.end)
	// most are not used at all on the side where there has to be more
	if n := len(g.uses); died && int(g.uses[n-many-1]) < f.months[r.change] || !died && int(g.uses[many]) >= f.months[next] {
		return false
	}
	used := func(month int) int { // before it
		if monthly != nil {
			return int(monthly[month])
		}
		return f.from(g.uses, f.months[month])
	}
	change, behind := used(r.change), used(next)
	before, after := float64(change-used(r.first)), float64(used(r.end)-behind)/r.ratio
	in := float64(behind - change)
	if died {
		return after+in/r.ratio >= turnedBy*before && after+in > many
	}
	return before+in >= turnedBy*after && before+in > many
}
