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
	words []uint32
	from  []int32 // where the words of a report begin; one more at the end
}

// streamOf gathers the words of a field in some voices.
func (c *Corpus) streamOf(reports []*Report, field string, voices []string) *stream {
	s := &stream{from: make([]int32, 0, len(reports)+1)}
	for _, r := range reports {
		s.from = append(s.from, int32(len(s.words)))
		for i := range r.Runs {
			if run := &r.Runs[i]; run.Field == field && oneOf(voices, run.Voice) {
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
	monthly     []uint16 // uses before each month since that of the first report; one more at the end
}

// table is the recurring grams of a stream by length, numbered from 1.
type table [Longest + 1][]gram

// recurring finds the grams that at least so many reports share.
func (c *Corpus) recurring(s *stream, least int) *table {
	t := &table{}
	ids := make([]uint32, len(s.words)+1)
	for n := 1; n <= Longest; n++ {
		level := newCounter(len(s.words) / (8 * n))
		at := func(i int32) uint64 {
			if n == 1 {
				return uint64(s.words[i])
			}
			if ids[i] == 0 || ids[i+1] == 0 {
				return 0
			}
			return uint64(ids[i])<<32 | uint64(ids[i+1])
		}
		for d := 0; d+1 < len(s.from); d++ {
			for i := s.from[d]; i < s.from[d+1]; i++ {
				if key := at(i); key != 0 {
					level.count(key, int32(d))
				}
			}
		}
		grams := []gram{{}}
		for k, key := range level.keys {
			if key == 0 || int(level.reports[k]) < least {
				level.id[k] = 0
				continue
			}
			level.id[k] = uint32(len(grams))
			g := gram{left: uint32(key >> 32), right: uint32(key)}
			grams = append(grams, g)
		}
		t[n] = grams
		for i := range grams[1:] {
			g := &grams[i+1]
			g.listed = !c.edge[t.first(n, uint32(i+1))] && !c.edge[t.last(n, uint32(i+1))]
		}
		// the words of a gram are needed by the next length: ids are written over from
		// the front, each looks at itself and the next only
		for d := 0; d+1 < len(s.from); d++ {
			for i := s.from[d]; i < s.from[d+1]; i++ {
				id := uint32(0)
				if key := at(i); key != 0 {
					id = level.find(key)
				}
				ids[i] = id
				if id == 0 {
					continue
				}
				if g := &grams[id]; g.listed && (len(g.uses) == 0 || g.uses[len(g.uses)-1] != int32(d)) {
					g.uses = append(g.uses, int32(d))
				}
			}
		}
		if len(grams) == 1 {
			break
		}
	}
	return t
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

// counter counts keys and the reports that have them: a table with open
// addressing, as Go's own is three times as slow for this.
type counter struct {
	keys    []uint64
	reports []int32
	last    []int32
	id      []uint32
	held    int
}

func newCounter(expected int) *counter {
	size := 1 << 10
	for size < 2*expected {
		size *= 2
	}
	return sized(size)
}

func sized(size int) *counter {
	return &counter{keys: make([]uint64, size), reports: make([]int32, size), last: make([]int32, size), id: make([]uint32, size)}
}

func (c *counter) slot(key uint64) int {
	h := key * 0x9E3779B97F4A7C15
	h ^= h >> 29
	mask := len(c.keys) - 1
	i := int(h>>7) & mask
	for c.keys[i] != 0 && c.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (c *counter) count(key uint64, report int32) {
	i := c.slot(key)
	if c.keys[i] == 0 {
		if 4*c.held >= 3*len(c.keys) {
			c.grow()
			i = c.slot(key)
		}
		c.keys[i], c.last[i] = key, -1
		c.held++
	}
	if c.last[i] != report {
		c.last[i] = report
		c.reports[i]++
	}
}

func (c *counter) grow() {
	old := *c
	*c = *sized(2 * len(old.keys))
	for k, key := range old.keys {
		if key != 0 {
			i := c.slot(key)
			c.keys[i], c.reports[i], c.last[i] = key, old.reports[k], old.last[k]
		}
	}
	c.held = old.held
}

func (c *counter) find(key uint64) uint32 { return c.id[c.slot(key)] }
