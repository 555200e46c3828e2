package notice

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// line is a sentence of a notice, as it is looked for.
type line struct {
	entry int // place of its notice
	unit  *unit
	nth   int // of the unit
	bag   ledger.Bag
	day   string

	hostile bool
}

// lines finds sentences by their words, the latest first.
type lines struct {
	all  []line
	post map[string][]int32
	sums []float64 // while looking: the weight of the words in common, by line
	met  []int32
}

func (x *lines) add(one line) {
	n := int32(len(x.all))
	x.all = append(x.all, one)
	x.sums = append(x.sums, 0)
	for _, w := range one.bag {
		x.post[w] = append(x.post[w], n)
	}
}

// look calls use for each line of the days before one, at most reach back, that
// has words in common with a bag that together tell at least so much, in order.
func (x *lines) look(b ledger.Bag, w *ledger.Weights, day string, reach int, least float64, use func(*line, float64)) {
	from := holding.Plus(day, -reach)
	x.met = x.met[:0]
	for _, word := range b {
		tells := w.Of(word)
		if tells < 0.5 {
			continue
		}
		list := x.post[word]
		for i := len(list) - 1; i >= 0 && x.all[list[i]].day >= from; i-- {
			if n := list[i]; x.sums[n] == 0 {
				x.met = append(x.met, n)
			}
			x.sums[list[i]] += tells
		}
	}
	slices.Sort(x.met)
	for _, n := range x.met {
		sum := x.sums[n]
		x.sums[n] = 0
		if sum >= least {
			use(&x.all[n], sum)
		}
	}
}
