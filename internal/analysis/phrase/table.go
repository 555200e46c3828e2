package phrase

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/pack"
)

// What recurs in many reports is kept with them, so that new reports are counted alone:
// a gram that recurs since is in one of them, and what it was used in before is found
// by looking through the words of the others for it. Of single words nothing is kept
// but which they are, as they are counted in no time.

// keep writes the table of a field as it is in the reports of which it is told that
// they are kept.
func (t *table) keep(w *pack.Writer, f *field, kept func(*Report) bool) {
	number := make([]int32, len(f.reports)) // among those that are kept; -1 of others
	n := 0
	for i, r := range f.reports {
		if number[i] = -1; kept(r) {
			number[i] = int32(n)
			n++
		}
	}
	w.Count(n)
	var uses []int32
	recurs := func(g *gram) bool {
		uses = uses[:0]
		for _, u := range g.uses {
			if number[u] >= 0 {
				uses = append(uses, number[u])
			}
		}
		return !g.listed || len(uses) >= Least
	}
	ids := make([]uint32, len(t[1])) // 0 of those that do not recur in them
	var words []string
	for id := 1; id < len(t[1]); id++ {
		if recurs(&t[1][id]) {
			words = append(words, f.corpus.keyOf(t[1][id].right))
			ids[id] = uint32(len(words))
		}
	}
	w.Strings(words)
	for n := 2; n <= Longest; n++ {
		var body pack.Writer
		longer := make([]uint32, len(t[n]))
		count := uint32(0)
		for id := 1; id < len(t[n]); id++ {
			g := &t[n][id]
			left, right := ids[g.left], ids[g.right]
			if left == 0 || right == 0 || !recurs(g) {
				continue
			}
			count++
			longer[id] = count
			body.Count(int(left))
			body.Count(int(right))
			pack.Rising(&body, uses)
		}
		ids = longer
		w.Count(int(count))
		w.Raw(body.Bytes())
	}
}

// goOn is the table of a stream, of which that of some reports, in order, was kept; nil
// where what was kept is no table of them.
func (c *Corpus) goOn(s *stream, least int, r *pack.Reader, old []int32) *table {
	if r.Count() != len(old) {
		return nil
	}
	x := &growing{c: c, s: s, least: least, t: &table{}, old: old, fresh: &stream{}}
	for d, i := int32(0), 0; int(d) < len(s.number); d++ {
		if i < len(old) && old[i] == d {
			i++
			continue
		}
		x.unordered = x.unordered || i < len(old)
		x.fresh.from = append(x.fresh.from, int32(len(x.fresh.words)))
		x.fresh.number = append(x.fresh.number, d)
		x.fresh.words = append(x.fresh.words, s.words[s.from[d]:s.from[d+1]]...)
	}
	x.fresh.from = append(x.fresh.from, int32(len(x.fresh.words)))
	x.at = append(slices.Clone(x.fresh.words), 0)
	if words := r.Strings(); r.Err() != nil || !x.single(words) {
		return nil
	}
	for n := 2; n <= Longest; n++ {
		if !x.level(n, r) {
			return nil
		}
	}
	return x.t
}

// growing is a table to which reports are added.
type growing struct {
	c         *Corpus
	s         *stream
	least     int
	t         *table
	old       []int32
	fresh     *stream
	at        []uint32 // of each place of it, the gram of a length that begins there
	unordered bool     // some fresh ones stand before old ones
}

// single finds the words that recur, those that were kept first.
func (x *growing) single(kept []string) bool {
	type tally struct{ reports, last int32 }
	of := make([]tally, len(x.c.keys)) // by number
	uses := make([][]int32, len(x.c.keys))
	for d := range x.s.number {
		d := int32(d)
		for _, w := range x.s.words[x.s.from[d]:x.s.from[d+1]] {
			if o := &of[w]; w > 0 && (o.reports == 0 || o.last != d) {
				o.reports++
				if o.last = d; !x.c.edge[w] {
					uses[w] = append(uses[w], d)
				}
			}
		}
	}
	grams := []gram{{}}
	ids := make([]uint32, len(x.c.keys))
	add := func(w uint32) {
		ids[w] = uint32(len(grams))
		grams = append(grams, gram{right: w, uses: uses[w]})
	}
	for _, key := range kept {
		w, ok := x.c.number[key]
		if !ok || ids[w] > 0 {
			return false
		}
		add(w)
	}
	for w := range of {
		if ids[w] == 0 && int(of[w].reports) >= x.least {
			add(uint32(w))
		}
	}
	x.t[1] = grams
	x.c.list(x.t, 1)
	for i, w := range x.at {
		x.at[i] = ids[w]
	}
	return true
}

// level finds the grams of a length that recur, those that were kept first.
func (x *growing) level(n int, r *pack.Reader) bool {
	level := countPairs(x.fresh, x.at, n)
	ids := make([]uint32, len(level.keys))
	below := uint64(len(x.t[n-1]))
	var room []int32
	count, list := r.Count(), r.Part()
	if r.Err() != nil {
		return false
	}
	grams := make([]gram, 1, 1+min(count, 1<<20))
	for range count {
		left, right, uses := uint64(list.Count()), uint64(list.Count()), list.Count()
		if list.Err() != nil || left == 0 || right == 0 || left >= below || right >= below || uses > len(x.old) {
			return false
		}
		key := left<<32 | right
		if k := level.table[level.slot(key)]; k > 0 {
			ids[k] = uint32(len(grams))
		}
		if len(room)+uses > cap(room) {
			room = make([]int32, 0, max(uses, 1<<16)) // of many, one behind the other
		}
		first, last := len(room), 0
		for range uses {
			last += list.Count()
			if last >= len(x.old) {
				return false
			}
			room = append(room, x.old[last])
		}
		grams = append(grams, gram{left: uint32(left), right: uint32(right), uses: room[first:len(room):len(room)]})
	}
	kept := len(grams)
	before := x.before(n, level, ids)
	if before == nil {
		return false
	}
	for k := 1; k < len(level.keys); k++ {
		if ids[k] == 0 && len(before[k])+int(level.reports[k]) >= x.least {
			ids[k] = uint32(len(grams))
			grams = append(grams, gram{left: uint32(level.keys[k] >> 32), right: uint32(level.keys[k]), uses: before[k]})
		}
	}
	x.t[n] = grams
	x.c.list(x.t, n)
	for id := 1; id < len(grams); id++ {
		if g := &grams[id]; id < kept && g.listed != (len(g.uses) > 0) {
			return false
		} else if !g.listed {
			g.uses = nil
		}
	}
	use(grams, ids, x.fresh, x.at)
	if x.unordered {
		for _, id := range ids {
			slices.Sort(grams[id].uses)
		}
	}
	return true
}

// before finds in which of the old reports the grams of a length stand that are in
// fresh ones and were not kept; nil where that can't be told.
func (x *growing) before(n int, level *counter, ids []uint32) [][]int32 {
	const bits = 1 << 17
	var marks [bits / 64]uint64 // of the sums of their words
	sought := map[uint64]uint32{}
	places := make([]int32, len(level.keys))
	for i, k := range x.at {
		if k == 0 || ids[k] > 0 || places[k] > 0 {
			continue
		}
		places[k] = int32(i) + 1
		sum := sumOf(x.fresh.words[i : i+n])
		if sought[sum] > 0 {
			return nil
		}
		sought[sum] = k
		h := mixed(sum) >> 20 % bits
		marks[h/64] |= 1 << (h % 64)
	}
	out := make([][]int32, len(level.keys))
	if len(sought) == 0 {
		return out
	}
	first := uint64(1) // what the first of n words is multiplied by
	for range n - 1 {
		first *= factor
	}
	for _, d := range x.old {
		words := x.s.words[x.s.from[d]:x.s.from[d+1]]
		if len(words) < n {
			continue
		}
		sum := sumOf(words[:n])
		for i := 0; ; i++ {
			if h := mixed(sum) >> 20 % bits; marks[h/64]>>(h%64)&1 > 0 {
				if k := sought[sum]; k > 0 {
					at := int(places[k]) - 1
					if uses := out[k]; slices.Equal(words[i:i+n], x.fresh.words[at:at+n]) && (len(uses) == 0 || uses[len(uses)-1] != d) {
						out[k] = append(uses, d)
					}
				}
			}
			if i+n == len(words) {
				break
			}
			sum = (sum-uint64(words[i])*first)*factor + uint64(words[i+n])
		}
	}
	return out
}

// sumOf sums words up, each behind those before it multiplied.
func sumOf(words []uint32) uint64 {
	sum := uint64(0)
	for _, w := range words {
		sum = sum*factor + uint64(w)
	}
	return sum
}
