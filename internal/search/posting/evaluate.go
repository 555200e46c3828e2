package posting

import (
	"sort"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// MaxExpansion is how many words a prefix may stand for in one segment.
const MaxExpansion = 20000

// plan is a query made ready to be asked of segments.
type plan struct {
	root   step
	rank   bool
	leaves int // where hits are ranked: words, phrases and NEARs that are sought, and not negated
}

// step is a node of a query. leaf is its number among those that hits are ranked
// by, or -1.
type step struct {
	node search.Node
	of   []step
	leaf int
}

func newPlan(q *search.Query, rank bool) *plan {
	p := &plan{rank: rank}
	p.root = p.step(q.Root, false)
	return p
}

func (p *plan) step(n search.Node, negated bool) step {
	s := step{node: n, leaf: -1}
	all := func(nodes []search.Node) {
		for _, c := range nodes {
			s.of = append(s.of, p.step(c, negated))
		}
	}
	switch n := n.(type) {
	case search.And:
		all(n.Of)
	case search.Or:
		all(n.Of)
	case search.Not:
		s.of = []step{p.step(n.Of, !negated)}
	case search.Word, search.Phrase, search.Near:
		if p.rank && !negated {
			s.leaf = p.leaves
			p.leaves++
		}
	}
	return s
}

// evaluation is a plan over one segment.
type evaluation struct {
	s      *Segment
	blocks Blocks
	times  [][]uint16 // of each leaf, how often each document has it
	leaves []set
	spare  []uint16

	// what is used again
	free   []*places
	bytes  []byte
	others []uint32
}

// hits are the documents that a step finds, dead ones among them.
func (e *evaluation) hits(s *step) (set, error) {
	switch n := s.node.(type) {
	case search.And:
		return e.join(s, set.and)
	case search.Or:
		return e.join(s, set.or)
	case search.Not:
		found := newSet(e.s.Docs())
		found.fill(e.s.Docs())
		one, err := e.hits(&s.of[0])
		if err != nil {
			return nil, err
		}
		found.without(one)
		return found, nil
	case search.Field:
		return e.field(n)
	}
	times := e.spare
	if s.leaf >= 0 {
		times = e.times[s.leaf]
	}
	clear(times)
	found, err := e.leaf(s.node, times)
	if err == nil && s.leaf >= 0 {
		e.leaves[s.leaf] = append(e.leaves[s.leaf][:0], found...)
	}
	return found, err
}

// join makes one set of those that the parts of a step find.
func (e *evaluation) join(s *step, with func(all, one set)) (set, error) {
	var all set
	for i := range s.of {
		one, err := e.hits(&s.of[i])
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = one
		} else {
			with(all, one)
		}
	}
	return all, nil
}

// leaf finds a word, phrase or NEAR, and counts into times.
func (e *evaluation) leaf(n search.Node, times []uint16) (set, error) {
	switch n := n.(type) {
	case search.Word:
		return e.count(e.word(n), times)
	case search.Phrase:
		slots := phraseSlots(n, "")
		if len(slots) == 1 {
			return e.count(slots[0], times)
		}
		return e.known(n, times, func() (set, error) { return e.phrase(slots, times) })
	case search.Near:
		return e.known(n, times, func() (set, error) { return e.near(n, times) })
	}
	return nil, rostrum.Errorf(rostrum.CodeInternal, "search: nothing finds a %T", n)
}

// field finds what a report's fields say.
func (e *evaluation) field(f search.Field) (set, error) {
	found := newSet(e.s.Docs())
	switch f.Name {
	case search.FieldFrom:
		for doc, day := range e.s.days {
			if day >= f.Day && day > 0 {
				found.add(uint32(doc))
			}
		}
		return found, nil
	case search.FieldTo:
		for doc, day := range e.s.days {
			if day <= f.Day && day > 0 {
				found.add(uint32(doc))
			}
		}
		return found, nil
	}
	clear(e.spare)
	slots := fieldSlots(f)
	if len(slots) == 1 {
		return e.count(slots[0], nil)
	}
	return e.phrase(slots, e.spare)
}

// slot is what may stand at one place: words of one stem, those that begin so, or
// one alone.
type slot struct {
	term   string
	prefix bool
	stem   string // a word whose stem the others have, or ""
}

func (e *evaluation) word(w search.Word) slot {
	s := slot{term: w.Text, prefix: w.Prefix}
	if !w.Prefix {
		s.stem = w.Text
	}
	return s
}

// phraseSlots are those of words in a row.
func phraseSlots(p search.Phrase, field string) []slot {
	slots := make([]slot, len(p.Words))
	for i, w := range p.Words {
		if field != "" {
			w = search.FieldTerm(field, w)
		}
		slots[i] = slot{term: w, prefix: p.Prefix && i == len(p.Words)-1}
	}
	return slots
}

// terms calls f for each term that may stand in a slot; langs has a bit for each
// language of reports in which it may.
func (e *evaluation) terms(s slot, f func(t *entry, langs uint8) error) error {
	const any = ^uint8(0)
	if s.prefix {
		n := 0
		return e.s.begun(e.blocks, s.term, func(t *entry) error {
			if n++; n > MaxExpansion {
				return rostrum.Errorf(rostrum.CodeInvalid, "query: more than %d words begin so; expected more letters before *", MaxExpansion)
			}
			return f(t, any)
		})
	}
	if s.stem == "" {
		return e.s.find(e.blocks, s.term, func(t *entry) error { return f(t, any) })
	}
	langs := map[string]uint8{s.term: any}
	words := []string{s.term}
	for _, l := range search.Stemmed() {
		stem := search.Stem(l, s.stem)
		if stem == "" {
			continue
		}
		begin := search.StemTerm(l, stem)
		if err := e.s.begun(e.blocks, begin, func(t *entry) error {
			word := string(t.term[len(begin):])
			if langs[word] == 0 {
				words = append(words, word)
			}
			langs[word] |= 1 << l
			return nil
		}); err != nil {
			return err
		}
	}
	sort.Strings(words)
	for _, w := range words {
		if err := e.s.find(e.blocks, w, func(t *entry) error { return f(t, langs[w]) }); err != nil {
			return err
		}
	}
	return nil
}

// count finds the documents that have any term of a slot, and counts how often,
// if times is not nil.
func (e *evaluation) count(s slot, times []uint16) (set, error) {
	found := newSet(e.s.Docs())
	err := e.terms(s, func(t *entry, langs uint8) error {
		l := listReader{b: t.list, docs: uint32(e.s.Docs())}
		for l.next() {
			if langs&(1<<e.s.langs[l.doc]) == 0 {
				continue
			}
			found.add(l.doc)
			if times != nil {
				times[l.doc] = more(times[l.doc], l.times)
			}
		}
		if l.broken {
			return damaged(e.s, "terms")
		}
		return nil
	})
	return found, err
}

// more adds, and stays where there is no room for more.
func more(times uint16, n uint32) uint16 {
	return uint16(min(uint32(times)+min(n, 1<<16-1), 1<<16-1))
}

// fieldSlots are those of a field's value.
func fieldSlots(f search.Field) []slot {
	switch f.Name {
	case search.FieldPost, search.FieldSite:
		return phraseSlots(search.Phrase{Words: search.Words(f.Value), Prefix: f.Prefix}, f.Name)
	case search.FieldPerson, search.FieldOutlet, search.FieldLang:
		return []slot{{term: search.FieldTerm(f.Name, search.FoldName(f.Value)), prefix: f.Prefix}}
	}
	return []slot{{term: search.FieldTerm(f.Name, f.Value)}}
}
