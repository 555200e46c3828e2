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
	// MinLead is by how much the second best has to fall behind, MinLeadSure by
	// how much behind a share of at least Sure.
	MinLead     = 1.25
	MinLeadSure = 1.08
	Sure        = 0.68
	// Alone is the share of names, by weight, that a report has in common with
	// none in the other language, where it has no twin.
	Alone = 0.2
	// MinKnown is what the names of such a report weigh, at least: of one with few
	// that the other language has, too, nothing can be told.
	MinKnown = 150
	// LikeApart is how many days away such another report may be.
	LikeApart = 4
	// Normally is the share of the reports of a language in a week that have a
	// twin, at least MinMatched, where one without is worth telling.
	Normally   = 0.5
	MinMatched = 3
	// MinReports is how many reports there are of either language, at least, where
	// it can be told what is rare.
	MinReports = 8
	// mostNames is how many names in common are told of.
	mostNames = 8
)

// twins finds the twins whose later report is of the week in the middle, and the
// reports of that week that have none where there normally is one.
func (w *Weeks) twins() (found []pair, alone []*doc) {
	w.eachTongues(func(t *tongues) {
		pairs, without := t.twins(w[Before].first)
		found, alone = append(found, pairs...), append(alone, without...)
	})
	return found, alone
}

// eachTongues calls f for each outlet and each two languages that it has in the
// week in the middle and on the days around it that matter.
func (w *Weeks) eachTongues(f func(*tongues)) {
	outlets := map[string]map[string][]*doc{} // outlet -> language -> reports
	for _, week := range w[Before-1:] {
		if week == nil {
			continue
		}
		for _, d := range week.docs {
			if d.outlet == "" || d.words < MinWords || d.day < w[Before].first-LikeApart || d.day > w[Before].first+6+LikeApart {
				continue
			}
			if outlets[d.outlet] == nil {
				outlets[d.outlet] = map[string][]*doc{}
			}
			outlets[d.outlet][d.Lang] = append(outlets[d.outlet][d.Lang], d)
		}
	}
	for _, byLang := range outlets {
		langs := slices.Sorted(maps.Keys(byLang))
		for i := range langs {
			for j := range i {
				if min(len(byLang[langs[i]]), len(byLang[langs[j]])) < MinReports {
					continue
				}
				f(newTongues(byLang[langs[i]], byLang[langs[j]]))
			}
		}
	}
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
	met, round := make([]int32, len(place)), int32(0) // the report that a name was met in last
	for side, docs := range t.docs {
		for i, d := range docs {
			list = list[:0]
			round++
			for _, h := range d.allNames() {
				if !l.has(h) {
					continue
				}
				if p, ok := place[h]; ok && met[p] != round {
					met[p] = round
					list = append(list, p)
				}
			}
			slices.Sort(list)
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

// best is the best match of a report.
type best struct {
	at     int // place in the list of matches, from 1; 0 where there is none
	share  float64
	second float64 // share of the next behind it
}

// matches finds the reports of the two languages that are near enough in time and
// have names in common; of the first language those of some days.
func (t *tongues) matches(first, last int) []match {
	var all []match
	from := 0 // first report of the other language that is near enough
	for i, d := range t.docs[0] {
		if d.day < first || d.day > last {
			continue
		}
		for from < len(t.docs[1]) && t.docs[1][from].day < d.day-Apart {
			from++
		}
		for j := from; j < len(t.docs[1]) && t.docs[1][j].day <= d.day+Apart; j++ {
			m := match{a: i, b: j}
			meet(t.names[0][i], t.names[1][j], func(p int32) { m.weight += t.weight[p] })
			if m.weight > 0 {
				m.share = m.weight / math.Sqrt(t.totals[0][i]*t.totals[1][j])
				all = append(all, m)
			}
		}
	}
	return all
}

// best finds the best match of every report of either language.
func (t *tongues) best(all []match) (bests [2][]best) {
	for side := range 2 {
		bests[side] = make([]best, len(t.docs[side]))
	}
	for i, m := range all {
		for _, b := range []*best{&bests[0][m.a], &bests[1][m.b]} {
			if m.share > b.share {
				*b = best{i + 1, m.share, b.share}
			} else {
				b.second = max(b.second, m.share)
			}
		}
	}
	return bests
}

// twins finds, of all matches, those that are best for both, by far, and whose
// later report is of the week that begins on a day; and the reports of that week
// without anything like a twin.
func (t *tongues) twins(first int) (found []pair, alone []*doc) {
	last := first + 6
	// Those at the edges decide whether another is the best for both.
	all := t.matches(first-2*Apart, last+Apart)
	bests := t.best(all)
	for at, m := range all {
		one, other := &bests[0][m.a], &bests[1][m.b]
		if one.at != at+1 || other.at != at+1 || m.share < MinTwin || m.weight < MinWeight {
			continue
		}
		lead := MinLead
		if m.share >= Sure {
			lead = MinLeadSure
		}
		if m.share < lead*max(one.second, other.second) {
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
	paired := map[*doc]bool{}
	for _, p := range found {
		paired[p.late], paired[p.early] = true, true
	}
	for side, docs := range t.docs {
		reports, matched := 0, 0
		for _, d := range docs {
			if d.day < first || d.day > last {
				continue
			}
			if reports++; paired[d] {
				matched++
			}
		}
		if matched < MinMatched || float64(matched) < Normally*float64(reports) {
			continue
		}
		for i, d := range docs {
			if d.day >= first && d.day <= last && !paired[d] && t.totals[side][i] >= MinKnown && bests[side][i].share < Alone && !t.like(side, i) {
				alone = append(alone, d)
			}
		}
	}
	return found, alone
}

// like reports whether a report has something like a twin, on another day maybe.
func (t *tongues) like(side, i int) bool {
	names, others := t.names[side][i], t.docs[1-side]
	for j, other := range others {
		if other.day < t.docs[side][i].day-LikeApart || other.day > t.docs[side][i].day+LikeApart {
			continue
		}
		weight := 0.0
		meet(names, t.names[1-side][j], func(p int32) { weight += t.weight[p] })
		if weight >= Alone*math.Sqrt(t.totals[side][i]*t.totals[1-side][j]) && weight > 0 {
			return true
		}
	}
	return false
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
