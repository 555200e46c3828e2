package posting

import (
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Looked says what a search looks at: all documents that count.
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

// Look counts the documents of segments.
func Look(segments []*Segment, blocks Blocks) (*Looked, error) {
	l := &Looked{Langs: map[string]int{}, Outlets: map[string]int{}, Status: map[string]int{}}
	days := map[uint32]bool{}
	for _, s := range segments {
		live := s.live()
		l.Reports += live.count()
		last := uint32(0)
		live.each(func(doc uint32) {
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
			begin := search.FieldTerm(f.name, "")
			if err := s.begun(blocks, begin, func(t *entry) error {
				n := 0
				list := listReader{b: t.list, docs: uint32(s.Docs())}
				for list.next() {
					if live.has(list.doc) {
						n++
					}
				}
				if list.broken {
					return damaged(s, "terms")
				}
				if n > 0 {
					f.into[string(t.term[len(begin):])] += n
				}
				return nil
			}); err != nil {
				return nil, err
			}
		}
	}
	l.Days = len(days)
	return l, nil
}
