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

// stream is the words of one field that some voices say, by report.
type stream struct {
	lists [][]uint32 // 0 ends each passage
}

// streamOf gathers the words of a field in some voices. Those of a report that are one
// passage, as of reports that are thin, are not copied.
func (c *Corpus) streamOf(reports []*Report, field string, voices []string) *stream {
	s := &stream{lists: make([][]uint32, len(reports))}
	for d, r := range reports {
		list := s.lists[d]
		for i := range r.Runs {
			run := &r.Runs[i]
			if run.Field != field || !oneOf(voices, run.Voice) {
				continue
			}
			if n := int(run.last); list == nil && n < len(r.words) && r.words[n] == 0 {
				list = r.words[run.first : n+1 : n+1]
			} else {
				list = append(append(list, r.words[run.first:run.last]...), 0)
			}
		}
		s.lists[d] = list
	}
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
	monthly     []uint32 // uses before each month since that of the first report; one more at the end; nil of few uses
}

// table is the recurring grams of a stream by length, numbered from 1.
type table [Longest + 1][]gram

// recurring finds the grams that at least so many reports share.
func (c *Corpus) recurring(s *stream, least int) *table {
	t := &table{}
	from := make([]int, len(s.lists)+1) // where the words of a report begin; one more at the end
	for d, list := range s.lists {
		from[d+1] = from[d] + len(list)
	}
	at := make([]uint32, from[len(s.lists)]+1) // of each place, the gram of a length that begins there
	for d, list := range s.lists {
		copy(at[from[d]:], list)
	}
	for n := 1; n <= Longest; n++ {
		var level *counter
		if n == 1 {
			level = c.countWords(from, at)
		} else {
			level = newCounter(len(at) / (8 * n))
			for d := range s.lists {
				// each is written over from the front, and looks at itself and the next only
				for i := from[d]; i < from[d+1]; i++ {
					if at[i] == 0 || at[i+1] == 0 {
						at[i] = 0
						continue
					}
					at[i] = level.count(uint64(at[i])<<32|uint64(at[i+1]), int32(d))
				}
			}
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
		for i := range grams[1:] {
			g := &grams[i+1]
			g.listed = !c.edge[t.first(n, uint32(i+1))] && !c.edge[t.last(n, uint32(i+1))]
		}
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
		for d := range s.lists {
			for i := from[d]; i < from[d+1]; i++ {
				id := ids[at[i]]
				at[i] = id
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

// countWords counts single words, which are numbered already.
func (c *Corpus) countWords(from []int, at []uint32) *counter {
	level := &counter{keys: make([]uint64, len(c.keys)), reports: make([]int32, len(c.keys))}
	last := make([]int32, len(c.keys))
	for k := range last {
		level.keys[k], last[k] = uint64(k), -1
	}
	for d := range from[1:] {
		for _, w := range at[from[d]:from[d+1]] {
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

// slot is where the number of a key stands, or would.
func (c *counter) slot(key uint64) int {
	h := key * 0x9E3779B97F4A7C15
	h ^= h >> 29
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
