package posting

import (
	"cmp"
	"context"

	"github.com/rostrum-watch/rostrum/internal/search"
)

// Tallied counts what a query finds by the values of fields, and by months.
type Tallied struct {
	Fields map[string]map[string]int // field -> value, as its term has it -> documents
	Months map[string]int            // of publication, as 2024-09
}

// Tally counts the documents that a query finds by the values of some fields.
func Tally(ctx context.Context, segments []*Segment, blocks Blocks, q *search.Query, fields []string) (*Tallied, error) {
	t := &Tallied{Fields: map[string]map[string]int{}, Months: map[string]int{}}
	for _, f := range fields {
		t.Fields[f] = map[string]int{}
	}
	cached := &cachedBlocks{index: blocks, blocks: map[blockKey][]byte{}}
	days := map[uint32]int{}
	var failed error
	err := evaluateAll(ctx, segments, cached, newPlan(q, false), func(e *evaluation, hits set) {
		hits.and(e.s.live())
		if failed != nil || hits.count() == 0 {
			return
		}
		hits.each(func(doc uint32) { days[e.s.days[doc]]++ })
		for _, f := range fields {
			if failed = e.s.countValues(cached, hits, f, t.Fields[f]); failed != nil {
				return
			}
		}
	})
	for day, n := range days {
		if text := search.Day(day); text != "" {
			t.Months[text[:len("2006-01")]] += n
		}
	}
	return t, cmp.Or(err, failed)
}

// countValues counts documents of a segment by the values of a field.
func (s *Segment) countValues(blocks Blocks, counted set, field string, into map[string]int) error {
	begin := search.FieldTerm(field, "")
	return s.begun(blocks, begin, func(t *entry) error {
		n := 0
		list := listReader{b: t.list, docs: uint32(s.Docs())}
		for list.next() {
			if counted.has(list.doc) {
				n++
			}
		}
		if list.broken {
			return damaged(s, "terms")
		}
		if n > 0 {
			into[string(t.term[len(begin):])] += n
		}
		return nil
	})
}
