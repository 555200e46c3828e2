package phrase

import (
	"github.com/rostrum-watch/rostrum"
)

const (
	// Least is how many reports share a phrase that is kept.
	Least = 5
	// Longest is how many words a phrase has at most.
	Longest = 6
)

// stream is the words of one field that some voices say, report after report.
type stream struct {
	words  []uint32
	from   []int32 // where the words of a report begin; one more at the end
	number []int32 // of each report
}

// streamOf gathers the words of a field in some voices.
func (c *Corpus) streamOf(reports []*Report, field string, voices []string) *stream {
	size := 0
	taken := func(run *Run) bool { return run.Field == field && oneOf(voices, run.Voice) }
	for _, r := range reports {
		for i := range r.Runs {
			if run := &r.Runs[i]; taken(run) {
				size += int(run.last-run.first) + 1
			}
		}
	}
	s := &stream{words: make([]uint32, 0, size), from: make([]int32, 0, len(reports)+1), number: make([]int32, len(reports))}
	for d, r := range reports {
		s.from, s.number[d] = append(s.from, int32(len(s.words))), int32(d)
		for i := range r.Runs {
			if run := &r.Runs[i]; taken(run) {
				s.words = append(append(s.words, r.words[run.first:run.last]...), 0)
			}
		}
	}
	s.from = append(s.from, int32(len(s.words)))
	return s
}

func oneOf(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return len(list) == 0
}

var ownVoices = []string{rostrum.VoiceOwn, rostrum.VoiceOfficial}

// gram is words in a row that recur.
type gram struct {
	left, right uint32 // the grams without its last and its first word; of one word, its number
	listed      bool   // it can be told: it neither begins nor ends with an edge
	uses        []int32
}

// table is the recurring grams of a stream by length, numbered from 1.
type table [Longest + 1][]gram

// recurring finds the grams that at least so many reports share.
func (c *Corpus) recurring(s *stream, least int) *table {
	t := &table{}
	at := make([]uint32, len(s.words)+1) // of each place, the gram of a length that begins there
	copy(at, s.words)
	for n := 1; n <= Longest; n++ {
		var level *counter
		if n == 1 {
			level = c.countWords(s, at)
		} else {
			level = countPairs(s, at, n)
		}
		grams := []gram{{}}
		ids := make([]uint32, len(level.keys)) // 0 of those that do not recur
		for k, key := range level.keys {
			if k > 0 && int(level.reports[k]) >= least {
				ids[k] = uint32(len(grams))
				grams = append(grams, gram{left: uint32(key >> 32), right: uint32(key)})
			}
		}
		t[n] = grams
		c.list(t, n)
		// uses of all, one behind the other
		size := 0
		for k, id := range ids {
			if id > 0 && grams[id].listed {
				size += int(level.reports[k])
			}
		}
		room := make([]int32, size)
		for k, id := range ids {
			if g := &grams[id]; id > 0 && g.listed {
				n := int(level.reports[k])
				g.uses, room = room[:0:n], room[n:]
			}
		}
		use(grams, ids, s, at)
		if len(grams) == 1 {
			break
		}
	}
	return t
}

// list tells which grams of a length can be told.
func (c *Corpus) list(t *table, n int) {
	for id := 1; id < len(t[n]); id++ {
		t[n][id].listed = !c.edge[t.first(n, uint32(id))] && !c.edge[t.last(n, uint32(id))]
	}
}

// countPairs counts the grams of n words, as pairs of one and that behind its first
// word, and writes their numbers over the former.
func countPairs(s *stream, at []uint32, n int) *counter {
	level := newCounter(len(s.words) / (8 * n))
	for d, number := range s.number {
		// each is written over from the front, and looks at itself and the next only
		for i := s.from[d]; i < s.from[d+1]; i++ {
			if at[i] == 0 || at[i+1] == 0 {
				at[i] = 0
				continue
			}
			at[i] = level.count(uint64(at[i])<<32|uint64(at[i+1]), number)
		}
	}
	return level
}

// use adds reports to the uses of the grams whose numbers stand there, and writes those
// of the grams over them.
func use(grams []gram, ids []uint32, s *stream, at []uint32) {
	for d, number := range s.number {
		for i := s.from[d]; i < s.from[d+1]; i++ {
			id := ids[at[i]]
			at[i] = id
			if id == 0 {
				continue
			}
			if g := &grams[id]; g.listed && (len(g.uses) == 0 || g.uses[len(g.uses)-1] != number) {
				g.uses = append(g.uses, number)
			}
		}
	}
}

// countWords counts single words, which are numbered already.
func (c *Corpus) countWords(s *stream, at []uint32) *counter {
	level := &counter{keys: make([]uint64, len(c.keys)), reports: make([]int32, len(c.keys))}
	last := make([]int32, len(c.keys))
	for k := range last {
		level.keys[k], last[k] = uint64(k), -1
	}
	for d := 0; d+1 < len(s.from); d++ {
		for _, w := range at[s.from[d]:s.from[d+1]] {
			if w > 0 && last[w] != int32(d) {
				last[w] = int32(d)
				level.reports[w]++
			}
		}
	}
	return level
}

// first and last give the number of the first and last word of a gram.
func (t *table) first(n int, id uint32) uint32 {
	for ; n > 1; n-- {
		id = t[n][id].left
	}
	return t[1][id].right
}

func (t *table) last(n int, id uint32) uint32 {
	for ; n > 1; n-- {
		id = t[n][id].right
	}
	return t[1][id].right
}

// wordsOf gives the numbers of the words of a gram.
func (t *table) wordsOf(n int, id uint32) []uint32 {
	out := make([]uint32, n)
	for k := n; k >= 1; k-- {
		out[n-k] = t.first(k, id)
		if k > 1 {
			id = t[k][id].right
		}
	}
	return out
}

// counter counts keys, numbered from 1, and the reports that have them: a table with
// open addressing, as Go's own is three times as slow for this.
type counter struct {
	keys    []uint64
	reports []int32
	last    []int32
	table   []uint32 // numbers, by where a key is looked for; 0 where none is
}

func newCounter(expected int) *counter {
	size := 1 << 10
	for size < 2*expected {
		size *= 2
	}
	return &counter{keys: make([]uint64, 1, size/2), reports: make([]int32, 1, size/2), last: make([]int32, 1, size/2), table: make([]uint32, size)}
}

// factor spreads numbers that are multiplied by it: 2^64 by the golden ratio, odd.
const factor = 0x9E3779B97F4A7C15

// mixed spreads a number over all bits.
func mixed(n uint64) uint64 {
	h := n * factor
	return h ^ h>>29
}

// slot is where the number of a key stands, or would.
func (c *counter) slot(key uint64) int {
	h := mixed(key)
	mask := len(c.table) - 1
	i := int(h>>7) & mask
	for n := c.table[i]; n != 0 && c.keys[n] != key; n = c.table[i] {
		i = (i + 1) & mask
	}
	return i
}

// count counts a key of a report, and gives its number.
func (c *counter) count(key uint64, report int32) uint32 {
	i := c.slot(key)
	n := c.table[i]
	if n == 0 {
		if 4*len(c.keys) >= 3*len(c.table) {
			c.grow()
			i = c.slot(key)
		}
		n = uint32(len(c.keys))
		c.table[i] = n
		c.keys, c.reports, c.last = append(c.keys, key), append(c.reports, 0), append(c.last, -1)
	}
	if c.last[n] != report {
		c.last[n] = report
		c.reports[n]++
	}
	return n
}

func (c *counter) grow() {
	c.table = make([]uint32, 2*len(c.table))
	for n := 1; n < len(c.keys); n++ {
		c.table[c.slot(c.keys[n])] = uint32(n)
	}
}
