package posting

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Place is where a hit stands in its list: by score, then the newest day of
// publication, then the report's id. Lists without scores have 0.
type Place struct {
	Score float64
	Day   uint32
	ID    string
}

// compare is negative where a comes before b.
func (a *Place) compare(b *Place) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Day, a.Day), strings.Compare(a.ID, b.ID))
}

// Hit is a report that a query finds.
type Hit struct {
	Place
	Report uint32
}

// Request is what is asked of an index.
type Request struct {
	Query *search.Query
	// Rank orders the newest search.MostRanked hits by BM25. Without it, or where the query
	// seeks no words, hits come newest first, all of them.
	Rank  bool
	Limit int
	After *Place // the last hit of the page before
}

// Page is a part of the hits.
type Page struct {
	Reports int // that the query finds, exactly
	Ranked  int // of them, those that were ranked; 0 where they come newest first
	Hits    []Hit
	More    bool
}

// Index is what a store has of an index.
type Index interface {
	Blocks
	// IDs are the ids of reports, in the order in which they are asked for.
	IDs(reports []uint32) ([]string, error)
}

// candidates are hits among which a page is chosen.
type candidates struct {
	hits    []Hit
	lengths []uint32
	times   []uint16 // of each hit, of each leaf
	leaves  int
}

// Find answers a request over segments.
func Find(ctx context.Context, segments []*Segment, index Index, r Request) (*Page, error) {
	rank := r.Rank && r.Query.Texts()
	p := newPlan(r.Query, rank)
	keep, upto := r.Limit+1, uint32(math.MaxUint32)
	if rank {
		keep = search.MostRanked
	} else if r.After != nil {
		upto = r.After.Day
	}
	page := &Page{}
	ranking := search.Ranking{In: make([]int, p.leaves)}
	words := uint64(0)
	found := &candidates{leaves: p.leaves}
	// Those with the newest reports first, so that older ones are seen to be too old.
	order := slices.Clone(segments)
	slices.SortStableFunc(order, func(a, b *Segment) int { return cmp.Compare(b.newest, a.newest) })
	cached := &cachedBlocks{index: index, blocks: map[blockKey][]byte{}}
	err := evaluateAll(ctx, order, cached, p, func(e *evaluation, hits set) {
		live := e.s.live()
		hits.and(live)
		page.Reports += hits.count()
		ranking.Reports += live.count()
		for i, l := range e.leaves {
			ranking.In[i] += l.countBoth(live)
		}
		words += e.s.words
		found.take(e, hits, keep, upto)
	})
	if err != nil {
		return nil, err
	}
	if rank {
		page.Ranked = min(page.Reports, search.MostRanked)
		if err := found.cut(index, search.MostRanked); err != nil {
			return nil, err
		}
		if ranking.Reports > 0 {
			ranking.Length = float64(words) / float64(ranking.Reports)
		}
		for i := range found.hits {
			found.hits[i].Score = ranking.Score(found.times[i*p.leaves:(i+1)*p.leaves], found.lengths[i])
		}
	}
	page.Hits, page.More, err = choose(found.hits, index, r)
	return page, err
}

// Reports are all reports that a query finds, in ascending order.
func Reports(ctx context.Context, segments []*Segment, blocks Blocks, q *search.Query) ([]uint32, error) {
	var found []uint32
	err := evaluateAll(ctx, segments, &cachedBlocks{index: blocks, blocks: map[blockKey][]byte{}}, newPlan(q, false), func(e *evaluation, hits set) {
		hits.and(e.s.live())
		hits.each(func(doc uint32) { found = append(found, e.s.reports[doc]) })
	})
	slices.Sort(found)
	return found, err
}

// atOnce is how many segments are looked at together: as many as there are
// processors, up to what memory is meant for.
const atOnce = 4

// evaluateAll asks all segments and takes what each gives, in their order.
func evaluateAll(ctx context.Context, order []*Segment, blocks Blocks, p *plan, take func(*evaluation, set)) error {
	type answer struct {
		e    *evaluation
		hits set
		err  error
	}
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait() // nothing reads the store any more when this returns
	defer cancel()
	room := make(chan struct{}, min(atOnce, runtime.GOMAXPROCS(0)))
	answers := make([]chan answer, len(order))
	for i := range answers {
		answers[i] = make(chan answer, 1)
	}
	running.Go(func() {
		for i, s := range order {
			select {
			case <-ctx.Done():
				return
			case room <- struct{}{}:
			}
			running.Go(func() {
				e := newEvaluation(s, blocks, p)
				hits, err := e.hits(&p.root)
				answers[i] <- answer{e, hits, err}
			})
		}
	})
	for _, a := range answers {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case one := <-a:
			if one.err != nil {
				return one.err
			}
			take(one.e, one.hits)
			one.e.done()
			<-room
		}
	}
	return nil
}

// evaluations are used again, as what one takes for a large segment is much.
var evaluations = sync.Pool{New: func() any { return &evaluation{} }}

func newEvaluation(s *Segment, blocks Blocks, p *plan) *evaluation {
	e := evaluations.Get().(*evaluation)
	e.s, e.blocks = s, blocks
	e.spare = slices.Grow(e.spare[:0], s.Docs())[:s.Docs()]
	e.times, e.leaves = slices.Grow(e.times[:0], p.leaves)[:p.leaves], slices.Grow(e.leaves[:0], p.leaves)[:p.leaves]
	for i := range e.times {
		e.times[i] = slices.Grow(e.times[i][:0], s.Docs())[:s.Docs()]
		clear(e.times[i])
		e.leaves[i] = slices.Grow(e.leaves[i][:0], (s.Docs()+63)/64)[:(s.Docs()+63)/64]
		clear(e.leaves[i])
	}
	return e
}

// done lets an evaluation be used again.
func (e *evaluation) done() {
	e.s, e.blocks = nil, nil
	evaluations.Put(e)
}

// take adds the newest hits of a segment, up to keep of them with all others of
// the same day as the last. Those of the day upto are kept all, newer ones none.
func (c *candidates) take(e *evaluation, hits set, keep int, upto uint32) {
	days := make([]uint32, 0, len(c.hits)+hits.count())
	for _, h := range c.hits {
		if h.Day < upto {
			days = append(days, h.Day)
		}
	}
	hits.each(func(doc uint32) {
		if d := e.s.days[doc]; d < upto {
			days = append(days, d)
		}
	})
	oldest := uint32(0)
	if len(days) > keep {
		oldest = nthLargest(days, keep)
	}
	if oldest > 0 {
		c.drop(func(h *Hit) bool { return h.Day < oldest })
	}
	hits.each(func(doc uint32) {
		day := e.s.days[doc]
		if day < oldest || day > upto {
			return
		}
		c.hits = append(c.hits, Hit{Place{Day: day}, e.s.reports[doc]})
		c.lengths = append(c.lengths, e.s.lengths[doc])
		for _, t := range e.times {
			c.times = append(c.times, t[doc])
		}
	})
}

// drop leaves out some of the candidates.
func (c *candidates) drop(out func(*Hit) bool) {
	n := 0
	for i := range c.hits {
		if out(&c.hits[i]) {
			continue
		}
		c.hits[n], c.lengths[n] = c.hits[i], c.lengths[i]
		copy(c.times[n*c.leaves:(n+1)*c.leaves], c.times[i*c.leaves:])
		n++
	}
	c.hits, c.lengths, c.times = c.hits[:n], c.lengths[:n], c.times[:n*c.leaves]
}

// cut leaves the newest of the candidates; of those of the last day that count,
// the first by id.
func (c *candidates) cut(index Index, most int) error {
	if len(c.hits) <= most {
		return nil
	}
	days := make([]uint32, len(c.hits))
	for i, h := range c.hits {
		days[i] = h.Day
	}
	oldest := nthLargest(days, most)
	var last []int
	newer := 0
	for i := range c.hits {
		switch {
		case c.hits[i].Day == oldest:
			last = append(last, i)
		case c.hits[i].Day > oldest:
			newer++
		}
	}
	if err := c.name(index, last); err != nil {
		return err
	}
	slices.SortFunc(last, func(a, b int) int { return strings.Compare(c.hits[a].ID, c.hits[b].ID) })
	gone := map[uint32]bool{}
	for _, i := range last[most-newer:] {
		gone[c.hits[i].Report] = true
	}
	c.drop(func(h *Hit) bool { return h.Day < oldest || h.Day == oldest && gone[h.Report] })
	return nil
}

// name fills in the ids of some hits.
func (c *candidates) name(index Index, which []int) error {
	return name(index, c.hits, which)
}

func name(index Index, hits []Hit, which []int) error {
	reports := make([]uint32, len(which))
	for k, i := range which {
		reports[k] = hits[i].Report
	}
	ids, err := index.IDs(reports)
	if err != nil {
		return err
	}
	if len(ids) != len(which) {
		return rostrum.Errorf(rostrum.CodeInternal, "search: %d ids of %d reports", len(ids), len(which))
	}
	for k, i := range which {
		hits[i].ID = ids[k]
	}
	return nil
}

// choose cuts a page out of hits: those after the last of the page before. Ids
// are asked for only where the order hangs on them.
func choose(hits []Hit, index Index, r Request) ([]Hit, bool, error) {
	// How they stand to one another but for their ids.
	order := func(a, b *Place) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Day, a.Day)) }
	keep := r.Limit + 1
	if r.After != nil {
		hits = slices.DeleteFunc(hits, func(h Hit) bool {
			o := order(&h.Place, r.After)
			if o == 0 {
				keep++
			}
			return o < 0
		})
	}
	if len(hits) > keep {
		last := nth(hits, keep, func(a, b *Hit) int { return order(&a.Place, &b.Place) })
		hits = slices.DeleteFunc(hits, func(h Hit) bool { return order(&h.Place, &last.Place) > 0 })
	}
	which := make([]int, len(hits))
	for i := range which {
		which[i] = i
	}
	if err := name(index, hits, which); err != nil {
		return nil, false, err
	}
	slices.SortFunc(hits, func(a, b Hit) int { return a.compare(&b.Place) })
	if r.After != nil {
		for len(hits) > 0 && hits[0].compare(r.After) <= 0 {
			hits = hits[1:]
		}
	}
	if len(hits) > r.Limit {
		return hits[:r.Limit], true, nil
	}
	return hits, false, nil
}

// nthLargest is the nth largest of numbers, from 1, which it puts in another order.
func nthLargest(all []uint32, n int) uint32 {
	return nth(all, n, func(a, b *uint32) int { return cmp.Compare(*b, *a) })
}

// nth is what stands in the nth place of an order, from 1; it puts all in another.
func nth[T any](all []T, n int, order func(a, b *T) int) T {
	lo, hi := 0, len(all)
	for hi-lo > 1 {
		// the median of three is the middle of what is in order, and seldom bad
		a, b, c := all[lo], all[lo+(hi-lo)/2], all[hi-1]
		if order(&b, &a) < 0 {
			a, b = b, a
		}
		if order(&c, &b) < 0 {
			b = c
			if order(&b, &a) < 0 {
				b = a
			}
		}
		i, j, k := lo, lo, hi // before, level, not yet seen: three parts, as most days repeat
		for j < k {
			switch o := order(&all[j], &b); {
			case o < 0:
				all[i], all[j] = all[j], all[i]
				i++
				j++
			case o > 0:
				k--
				all[j], all[k] = all[k], all[j]
			default:
				j++
			}
		}
		switch {
		case n-1 < i:
			hi = i
		case n-1 < j:
			return b
		default:
			lo = j
		}
	}
	return all[lo]
}

// blockKey names a block of terms.
type blockKey struct {
	segment int64
	number  int
}

// cachedBlocks keeps the blocks of terms that one query reads: of a word, several
// forms lie in one.
type cachedBlocks struct {
	mu     sync.Mutex // held while reading too: a store reads over one connection
	index  Blocks
	blocks map[blockKey][]byte
	size   int
}

// mostCached is how many bytes of blocks are kept at once.
const mostCached = 8 << 20

func (c *cachedBlocks) Block(segment int64, part Part, number int) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if part == Places { // read once, mostly
		return c.index.Block(segment, part, number)
	}
	key := blockKey{segment, number}
	if b, ok := c.blocks[key]; ok {
		return b, nil
	}
	b, err := c.index.Block(segment, part, number)
	if err != nil {
		return nil, err
	}
	if c.size += len(b); c.size > mostCached {
		clear(c.blocks)
		c.size = len(b)
	}
	c.blocks[key] = b
	return b, nil
}
