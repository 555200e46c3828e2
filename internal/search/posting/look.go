package posting

import (
	"cmp"
	"context"

	"github.com/rostrum-watch/rostrum/internal/search"
)

// Looked says what a search looks at: the documents that count, or those of them
// that a query finds.
type Looked struct {
	Reports int
	Days    int // of publication, that have reports
	Undated int
	First   uint32 // day of publication, 0 where there is none
	Last    uint32
	Langs   map[string]int // as recognised
	Outlets map[string]int
	Status  map[string]int
}

// Look counts the documents of segments that a query finds; no query finds all.
func Look(ctx context.Context, segments []*Segment, blocks Blocks, q *search.Query) (*Looked, error) {
	l := &Looked{Langs: map[string]int{}, Outlets: map[string]int{}, Status: map[string]int{}}
	days := map[uint32]bool{}
	if q == nil {
		for _, s := range segments {
			if err := l.add(s, blocks, s.live(), days); err != nil {
				return nil, err
			}
		}
		l.Days = len(days)
		return l, nil
	}
	cached := &cachedBlocks{index: blocks, blocks: map[blockKey][]byte{}}
	var failed error
	err := evaluateAll(ctx, segments, cached, newPlan(q, false), func(e *evaluation, hits set) {
		hits.and(e.s.live())
		if failed == nil {
			failed = l.add(e.s, cached, hits, days)
		}
	})
	l.Days = len(days)
	return l, cmp.Or(err, failed)
}

// add counts documents of a segment.
func (l *Looked) add(s *Segment, blocks Blocks, counted set, days map[uint32]bool) error {
	l.Reports += counted.count()
	last := uint32(0)
	counted.each(func(doc uint32) {
		day := s.days[doc]
		if day == 0 {
			l.Undated++
			return
		}
		if day != last { // reports of one day mostly come together
			days[day], last = true, day
		}
		if l.First == 0 || day < l.First {
			l.First = day
		}
		l.Last = max(l.Last, day)
	})
	for _, f := range []struct {
		name string
		into map[string]int
	}{{search.LangName, l.Langs}, {search.OutletName, l.Outlets}, {search.StatusName, l.Status}} {
		if err := s.countValues(blocks, counted, f.name, f.into); err != nil {
			return err
		}
	}
	return nil
}
