package phrase

import (
	"slices"
	"strings"
)

// Rules of near wordings.
const (
	most      = 0.4 // part of the weight of a phrase's words, from which on a passage nearly says it
	room      = 5   // words that may stand between them
	severally = 3   // reports that say it nearly, from which on it is said, where they are as many as say it
	already   = 0.5 // times as often as the phrase, from which on it was said before, or is said since
	sometimes = 0.2 // the same, of passages that hold all of its words but one
)

// nearly counts the reports that hold most of the words of a phrase, in any order
// and close together: in the year before it was born, or since it died. Where there
// are enough of them, the same is said in other words.
func (f *field) nearly(c *Change, words []uint32, at int, s *shut) {
	weight, whole := map[uint32]float64{}, 0.0
	var names []uint32 // that must be there
	for _, w := range words {
		if f.corpus.edge[w] || weight[w] > 0 {
			continue
		}
		weight[w] = f.rarity(w, s)
		if strings.Contains(f.corpus.keys[w], " ") {
			names = append(names, w)
			continue
		}
		whole += weight[w]
	}
	a, b, end := f.window(at, s, c.died)
	lo, mid := between(c.p.uses, a, b)
	_, hi := between(c.p.uses, a, end)
	// without it is told first of the time in which the phrase is not used
	from, to, uses, ratio := a, b, hi-mid, float64(b-a)/float64(max(end-b, 1))
	within, until := b, end
	if c.died {
		from, to, uses, ratio = b, end, mid-lo, float64(end-b)/float64(max(b-a, 1))
		within, until = a, b
	}
	say := saying{words: words, weight: weight, names: names, whole: whole, joined: f.joined(words)}
	near, close, lately, spelt, shown, best := 0, 0, 0, 0, -1, 0.0
	recent := f.reportAt(f.day[at] - atOnce)
	for d := from; d < to; d++ {
		if had, but, joined := say.nearly(f.stream.words[f.stream.from[d]:f.stream.from[d+1]]); had > 0 {
			near++
			if joined {
				spelt++
			}
			if but {
				close++
				if !c.died && d >= recent {
					lately++
				}
			}
			if had > best || had == best && !c.died {
				best, shown = had, d
			}
		}
	}
	beside := 0 // and then of that in which it is
	for d := within; d < until; d++ {
		if had, _, _ := say.nearly(f.stream.words[f.stream.from[d]:f.stream.from[d+1]]); had > 0 {
			beside++
		}
	}
	often := float64(uses) * ratio // that it would be said, were it said as often as the phrase
	if lately > 1 && float64(lately) >= sometimes*float64(uses)*float64(to-max(from, recent))/float64(max(end-b, 1)) {
		c.Near, c.near = close, shown // it came up beside the other wording
	}
	if n, at := f.framed(words, from, to); n > 1 && float64(n) >= already*often {
		c.Near, c.near = n, at
	}
	if spelt > 1 || near > 1 && float64(near) >= already*often || close > 1 && float64(close) >= sometimes*often || near >= severally && beside >= uses {
		c.Near, c.near = near, shown
	}
}

// framed counts the reports of a span that hold what a phrase fills: its words up to
// an edge, two of them no edges. What stands behind changes with the day, so that a
// phrase comes and goes where the frame stays. The last of them is given too.
func (f *field) framed(words []uint32, from, to int) (n, last int) {
	frame, held := 0, 0
	for i, w := range words[:len(words)-1] {
		if !f.corpus.edge[w] {
			held++
		} else if held > 1 {
			frame = i + 1
		}
	}
	if frame == 0 {
		return 0, -1
	}
	for d := from; d < to; d++ {
		if list := f.stream.words[f.stream.from[d]:f.stream.from[d+1]]; index(list, words[:frame]) >= 0 && index(list, words) < 0 {
			n, last = n+1, d
		}
	}
	return n, last
}

// saying is what the words of a phrase are.
type saying struct {
	words  []uint32
	weight map[uint32]float64 // of those that are no edges
	names  []uint32           // among them; they must be there, and have no weight
	whole  float64
	joined map[uint32][]uint32 // words that are two of them written as one
}

// joined are the words that two words in a row make when they are written as one.
func (f *field) joined(words []uint32) map[uint32][]uint32 {
	out := map[uint32][]uint32{}
	for i := 0; i+1 < len(words); i++ {
		a, b := words[i], words[i+1]
		if w, ok := f.corpus.number[f.corpus.keys[a]+f.corpus.keys[b]]; ok && !f.corpus.edge[a] && !f.corpus.edge[b] {
			out[w] = []uint32{a, b}
		}
	}
	return out
}

// nearly tells how much of a phrase a report says in words close together, without
// saying it: at least most of the weight, or all of its words but one of three; and
// whether it holds all but one, or all, two of them written as one word.
func (y *saying) nearly(list []uint32) (had float64, but, joined bool) {
	reach := len(y.words) + room
	for i, w := range list {
		if y.weight[w] == 0 && y.joined[w] == nil {
			continue
		}
		sum, seen, one := 0.0, map[uint32]bool{}, false
		hold := func(v uint32) {
			if y.weight[v] > 0 && !seen[v] {
				seen[v] = true
				if !slices.Contains(y.names, v) {
					sum += y.weight[v]
				}
			}
		}
		for _, v := range list[i:min(len(list), i+reach)] {
			hold(v)
			for _, part := range y.joined[v] {
				one = true
				hold(part)
			}
		}
		if slices.ContainsFunc(y.names, func(n uint32) bool { return !seen[n] }) {
			continue
		}
		nearlyAll := len(seen) == len(y.weight) || len(y.weight) > 2 && len(seen) == len(y.weight)-1
		if sum >= most*y.whole || nearlyAll {
			had, but, joined = max(had, sum), but || nearlyAll, joined || one && len(seen) == len(y.weight)
		}
	}
	if had > 0 && index(list, y.words) >= 0 {
		return 0, false, false
	}
	return had, but, joined
}
