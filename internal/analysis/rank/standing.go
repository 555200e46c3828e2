package rank

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Standing is where the lists of one order put somebody: a band, since no list
// has everybody.
type Standing struct {
	Name  string `json:"name"`
	ID    string `json:"-"`     // of the person, as lineup.Book has it: names may be of two
	Lists int    `json:"lists"` // that have him
	// From and To are the places, counted from 1 among Of people, between which he
	// stands in nine of ten resamples of the lists.
	From   int `json:"from"`
	To     int `json:"to"`
	Of     int `json:"of"`
	person int
}

const (
	window     = 365 // days of lists that a standing is fitted to
	resamples  = 200
	leastLists = 3 // that have somebody, for a standing
	iterations = 60
	// prior is the weight of an imaginary list of two, one before and one behind an
	// imaginary person, for everybody: without it, whoever stands first in all lists
	// would stand infinitely high. It is the gamma prior of Caron and Doucet (2012).
	prior = 0.5
)

// Fit fits standings to the lists of an order of the year before a day, that
// day's included: the Plackett–Luce model by minorise–maximise (Hunter 2004),
// with bands from resampled lists. They are sorted by the middle of their bands.
func Fit(b *lineup.Book, order, until string) []Standing {
	var lists [][]int
	counts := map[int]int{}
	for _, l := range b.LineUps {
		if l.Order() != order || l.Known > until || holding.Between(l.Known, until) > window || b.Stretch(l.Known) != b.Stretch(until) {
			continue
		}
		if list := l.Ranked(); len(list) >= leastPeople {
			lists = append(lists, list)
			for _, p := range list {
				counts[p]++
			}
		}
	}
	var people []int
	for p, n := range counts {
		if n >= leastLists {
			people = append(people, p)
		}
	}
	slices.SortFunc(people, func(x, y int) int { // by id: the result must not depend on who was met first
		if b.People[x].ID < b.People[y].ID {
			return -1
		}
		return 1
	})
	index := map[int]int{}
	for i, p := range people {
		index[p] = i
	}
	for i, list := range lists {
		var kept []int
		for _, p := range list {
			if j, ok := index[p]; ok {
				kept = append(kept, j)
			}
		}
		lists[i] = kept
	}
	n := len(people)
	places := make([][]int, n)
	rng := rand.New(rand.NewPCG(seed(order), seed(until)))
	sample := make([][]int, len(lists))
	for range resamples {
		for i := range sample {
			sample[i] = lists[rng.IntN(len(lists))]
		}
		for place, p := range ranking(plackettLuce(sample, n)) {
			places[p] = append(places[p], place+1)
		}
	}
	out := make([]Standing, 0, n)
	for i, p := range people {
		sort.Ints(places[i])
		out = append(out, Standing{Name: b.People[p].Name, ID: b.People[p].ID, Lists: counts[p], From: places[i][resamples/20], To: places[i][resamples-1-resamples/20], Of: n, person: p})
	}
	slices.SortStableFunc(out, func(x, y Standing) int { return x.From + x.To - y.From - y.To })
	return out
}

// plackettLuce fits worths to lists of the numbers below n.
func plackettLuce(lists [][]int, n int) []float64 {
	wins := make([]float64, n)
	for i := range wins {
		wins[i] = prior // before the imaginary person
	}
	for _, list := range lists {
		for _, p := range list[:max(len(list)-1, 0)] {
			wins[p]++
		}
	}
	w := make([]float64, n)
	for i := range w {
		w[i] = 1
	}
	sums, rest := make([]float64, n), make([]float64, n)
	for range iterations {
		for i := range sums {
			sums[i] = 2 * prior / (w[i] + 1)
		}
		for _, list := range lists {
			left := rest[:len(list)]
			sum := 0.0
			for place := len(list) - 1; place >= 0; place-- {
				sum += w[list[place]]
				left[place] = sum
			}
			inverse := 0.0
			for place, p := range list {
				if place < len(list)-1 {
					inverse += 1 / left[place]
				}
				sums[p] += inverse
			}
		}
		for i := range w {
			w[i] = math.Max(wins[i]/sums[i], 1e-12)
		}
	}
	return w
}

// ranking lists numbers by worth, the greatest first.
func ranking(w []float64) []int {
	order := make([]int, len(w))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return w[order[i]] > w[order[j]] })
	return order
}
