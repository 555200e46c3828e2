package relate

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// What makes a twin.
const (
	// MinTwin is the share of their names, by weight, that two twins have in common.
	MinTwin = 0.32
	// MinWeight is what their common names weigh, at least: as much as two that
	// none of a few hundred other reports has.
	MinWeight = 18
	// MinLead is by how much the second best has to fall behind.
	MinLead = 1.25
	// mostNames is how many names in common are told of.
	mostNames = 8
)

// twins finds the twins whose later report is of the week in the middle: for
// each outlet, and each two of its languages.
func (w *Weeks) twins() []pair {
	outlets := map[string]map[string][]*doc{} // outlet -> language -> reports
	for _, week := range w[Before-1:] {
		if week == nil {
			continue
		}
		for _, d := range week.docs {
			if d.outlet == "" || d.words < MinWords {
				continue
			}
			if outlets[d.outlet] == nil {
				outlets[d.outlet] = map[string][]*doc{}
			}
			outlets[d.outlet][d.Lang] = append(outlets[d.outlet][d.Lang], d)
		}
	}
	var found []pair
	for _, byLang := range outlets {
		langs := slices.Sorted(maps.Keys(byLang))
		for i := range langs {
			for j := range i {
				found = append(found, newTongues(byLang[langs[i]], byLang[langs[j]]).twins(w[Before].first)...)
			}
		}
	}
	return found
}

// tongues are the reports of one outlet in two languages, with the names, and
// beginnings of words, that both languages have: what one alone has is no name,
// or is written otherwise.
type tongues struct {
	docs   [2][]*doc
	names  [2][][]int32 // of each report, as places in weight; sorted
	totals [2][]float64 // weight of all these names
	sums   []uint64
	weight []float64
}

// lot is a set that is quick to say what is not in it.
type lot [1 << 12]uint64

func (l *lot) put(h uint64)      { l[h>>6&(1<<12-1)] |= 1 << (h & 63) }
func (l *lot) has(h uint64) bool { return l[h>>6&(1<<12-1)]&(1<<(h&63)) != 0 }

// newTongues gathers the names that two languages share, and weighs them: the
// fewer reports have one, the more.
func newTongues(a, b []*doc) *tongues {
	t := &tongues{docs: [2][]*doc{a, b}}
	few := 0 // the side with fewer reports, whose names are gathered first
	if len(b) < len(a) {
		few = 1
	}
	var l lot
	most := 0
	for _, d := range t.docs[few] {
		most += len(d.allNames())
	}
	place := make(map[uint64]int32, most/2)
	for _, d := range t.docs[few] {
		for _, h := range d.allNames() {
			if _, ok := place[h]; !ok {
				place[h] = int32(len(place))
				l.put(h)
			}
		}
	}
	var counts [2][]int
	for side := range 2 {
		counts[side] = make([]int, len(place))
		t.names[side] = make([][]int32, len(t.docs[side]))
		t.totals[side] = make([]float64, len(t.docs[side]))
	}
	var list []int32
	for side, docs := range t.docs {
		for i, d := range docs {
			list = list[:0]
			for _, h := range d.allNames() {
				if !l.has(h) {
					continue
				}
				if p, ok := place[h]; ok {
					list = append(list, p)
				}
			}
			slices.Sort(list)
			list = slices.Compact(list)
			t.names[side][i] = slices.Clone(list)
			for _, p := range list {
				counts[side][p]++
			}
		}
	}
	t.weight = make([]float64, len(place))
	t.sums = make([]uint64, len(place))
	for h, p := range place {
		t.sums[p] = h
		if counts[0][p] > 0 && counts[1][p] > 0 {
			t.weight[p] = math.Log(float64(len(a)+1)/float64(counts[0][p])) + math.Log(float64(len(b)+1)/float64(counts[1][p]))
		}
	}
	for side, lists := range t.names {
		for i, list := range lists {
			list = slices.DeleteFunc(list, func(p int32) bool { return t.weight[p] == 0 })
			lists[i] = list
			for _, p := range list {
				t.totals[side][i] += t.weight[p]
			}
		}
	}
	return t
}

// match is two reports of different languages with names in common.
type match struct {
	a, b   int // places in docs
	share  float64
	weight float64
}

// twins finds, of all matches, those that are best for both, by far, and whose
// later report is of the week that begins on a day.
func (t *tongues) twins(first int) []pair {
	last := first + 6
	type best struct {
		at     int // place in all, from 1
		share  float64
		second float64
	}
	var bests [2][]best
	for side := range 2 {
		bests[side] = make([]best, len(t.docs[side]))
	}
	note := func(b *best, at int, share float64) {
		if share > b.share {
			*b = best{at, share, b.share}
		} else {
			b.second = max(b.second, share)
		}
	}
	var all []match
	from := 0 // first report of the other language that is near enough
	for i, d := range t.docs[0] {
		// Those at the edges decide whether another is the best for both.
		if d.day < first-2*Apart || d.day > last+Apart {
			continue
		}
		for from < len(t.docs[1]) && t.docs[1][from].day < d.day-Apart {
			from++
		}
		for j := from; j < len(t.docs[1]) && t.docs[1][j].day <= d.day+Apart; j++ {
			m := match{a: i, b: j}
			meet(t.names[0][i], t.names[1][j], func(p int32) { m.weight += t.weight[p] })
			if m.weight == 0 {
				continue
			}
			m.share = m.weight / math.Sqrt(t.totals[0][i]*t.totals[1][j])
			all = append(all, m)
			note(&bests[0][i], len(all), m.share)
			note(&bests[1][j], len(all), m.share)
		}
	}
	var found []pair
	for at, m := range all {
		one, other := &bests[0][m.a], &bests[1][m.b]
		if one.at != at+1 || other.at != at+1 || m.share < MinTwin || m.weight < MinWeight || m.share < MinLead*max(one.second, other.second) {
			continue
		}
		late, early := t.docs[0][m.a], t.docs[1][m.b]
		swap := order(late, early) < 0
		if swap {
			late, early = early, late
		}
		if late.day >= first && late.day <= last {
			found = append(found, pair{late: late, early: early, kind: store.LinkTwin, score: m.share, swap: swap, names: t.inCommon(m)})
		}
	}
	return found
}

// inCommon gives the names that a match has in common, the heaviest first, as
// they stand in the second text; of names within names, the longest.
func (t *tongues) inCommon(m match) []string {
	weights := map[uint64]float64{}
	meet(t.names[0][m.a], t.names[1][m.b], func(p int32) { weights[t.sums[p]] = t.weight[p] })
	text := t.docs[1][m.b].Text
	w := words(text, nil)
	type name struct {
		first, last int // words
		weight      float64
	}
	var all []name
	eachName(w, func(first, last int, sum uint64) {
		weight := weights[sum]
		if n := len(all) - 1; weight > 0 && n >= 0 && all[n].first == first {
			all[n].last, all[n].weight = last, max(all[n].weight, weight)
		} else if weight > 0 {
			all = append(all, name{first, last, weight})
		}
	})
	type shown struct {
		text   string
		weight float64
	}
	var list []shown
	until := -1
	for _, n := range all {
		if n.last <= until {
			continue
		}
		until = n.last
		text := text[w[n.first].start:w[n.last].end]
		if !slices.ContainsFunc(list, func(other shown) bool { return other.text == text }) {
			list = append(list, shown{text, n.weight})
		}
	}
	slices.SortStableFunc(list, func(a, b shown) int { return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.text, b.text)) })
	names := []string{}
	for _, n := range list[:min(len(list), mostNames)] {
		names = append(names, n.text)
	}
	return names
}
