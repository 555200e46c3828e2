package posting

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/search"
)

// Entry is a document that goes into a segment; one without Document is dead from
// the beginning and only takes a number.
type Entry struct {
	Report   uint32
	Document *search.Document
}

// writer writes the blocks of a segment, term by term.
type writer struct {
	s      *Segment
	put    Put
	block  []byte // of terms, not yet put
	last   string // term in it
	places []byte // not yet put
	number int    // of the next block of places
}

// term adds a term: how many documents have it, the last of them, their list, and
// their places.
func (w *writer) term(term string, docs int, last uint32, list, places []byte) error {
	if len(w.block) > 0 && len(w.block)+len(term)+len(list) > termBytes {
		if err := w.flush(); err != nil {
			return err
		}
	}
	shared := 0
	if len(w.block) == 0 {
		w.s.firsts = append(w.s.firsts, strings.Clone(term))
	} else {
		shared = common(w.last, term)
	}
	w.s.terms++
	w.last = term
	b := binary.AppendUvarint(w.block, uint64(shared))
	b = binary.AppendUvarint(b, uint64(len(term)-shared))
	b = append(b, term[shared:]...)
	b = binary.AppendUvarint(b, uint64(docs))
	if docs > 0 {
		b = binary.AppendUvarint(b, uint64(last))
		b = binary.AppendUvarint(b, uint64(w.s.places))
		b = binary.AppendUvarint(b, uint64(len(places)))
		b = binary.AppendUvarint(b, uint64(len(list)))
		b = append(b, list...)
	}
	w.block = b
	w.s.places += len(places)
	for len(w.places)+len(places) >= placeBytes {
		n := placeBytes - len(w.places)
		w.places = append(w.places, places[:n]...)
		places = places[n:]
		if err := w.flushPlaces(); err != nil {
			return err
		}
	}
	w.places = append(w.places, places...)
	return nil
}

func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func (w *writer) flush() error {
	if len(w.block) == 0 {
		return nil
	}
	err := w.put(Terms, len(w.s.firsts)-1, w.block)
	w.block = w.block[:0]
	return err
}

func (w *writer) flushPlaces() error {
	if len(w.places) == 0 {
		return nil
	}
	err := w.put(Places, w.number, w.places)
	w.places = w.places[:0]
	w.number++
	return err
}

func (w *writer) close() error {
	if err := w.flush(); err != nil {
		return err
	}
	return w.flushPlaces()
}

// use is a term in a document.
type use struct {
	doc      uint32
	from, to int32 // of the document's positions
}

// Build makes a segment of documents, the first of which has the number base.
// It puts the blocks; the header is left to the caller.
func Build(key int64, base uint32, entries []Entry, put Put) (*Segment, error) {
	s := &Segment{Key: key, Base: base, reports: make([]uint32, len(entries)), days: make([]uint32, len(entries)), lengths: make([]uint32, len(entries)), langs: make([]byte, len(entries))}
	number := make(map[string]int32, 1<<12)
	var terms []string
	var counts []int32
	var langs []uint8  // of each term, a bit for each language of a report with it
	var stems []string // terms that tell stems
	total := 0
	for i := range entries {
		if d := entries[i].Document; d != nil {
			total += len(d.Terms)
		}
	}
	ids := make([]int32, 0, total)
	for i, e := range entries {
		d := e.Document
		if d == nil {
			if s.dead == nil {
				s.dead = newSet(len(entries))
			}
			s.dead.add(uint32(i))
			s.deadNum++
			continue
		}
		s.reports[i], s.days[i], s.lengths[i], s.langs[i] = e.Report, d.Day, d.Length, byte(d.Lang)
		for k, t := range d.Terms {
			n, ok := number[t]
			if !ok {
				n = int32(len(terms))
				number[t] = n
				terms = append(terms, t)
				counts = append(counts, 0)
				langs = append(langs, 0)
			}
			counts[n]++
			if langs[n]&(1<<d.Lang) == 0 {
				langs[n] |= 1 << d.Lang
				if k < len(d.Stems) && d.Stems[k] != "" {
					stems = append(stems, d.Stems[k])
				}
			}
			ids = append(ids, n)
		}
	}
	s.purged = s.deadNum
	// The uses of each term lie together, in the order of documents.
	ends, sum := make([]int32, len(terms)), int32(0)
	for n, c := range counts {
		ends[n] = sum
		sum += c
	}
	uses := make([]use, total)
	k := 0
	for i, e := range entries {
		if e.Document == nil {
			continue
		}
		from := int32(0)
		for _, to := range e.Document.Ends {
			n := ids[k]
			k++
			uses[ends[n]] = use{uint32(i), from, to}
			ends[n]++
			from = to
		}
	}
	w := &writer{s: s, put: put}
	var list, places []byte
	for _, t := range sorted(terms, stems) {
		if t.number < 0 {
			if err := w.term(t.term, 0, 0, nil, nil); err != nil {
				return nil, err
			}
			continue
		}
		mine := uses[ends[t.number]-counts[t.number] : ends[t.number]]
		list, places = list[:0], places[:0]
		before := uint32(0)
		for _, u := range mine {
			at := entries[u.doc].Document.Positions[u.from:u.to]
			list = appendDoc(list, u.doc-before, uint32(len(at)))
			places = appendPlaces(places, at)
			before = u.doc
		}
		if err := w.term(t.term, len(mine), before, list, places); err != nil {
			return nil, err
		}
	}
	return s.settle(), w.close()
}

// numbered is a term with its number among those of documents, or -1 where it
// tells a stem.
type numbered struct {
	term   string
	number int32
	head   uint64 // its first bytes, by which most comparisons end
}

// sorted are the terms of documents and of stems, in order.
func sorted(terms, stems []string) []numbered {
	all := make([]numbered, 0, len(terms)+len(stems))
	for n, t := range terms {
		all = append(all, numbered{t, int32(n), head(t)})
	}
	for _, t := range stems {
		all = append(all, numbered{t, -1, head(t)})
	}
	slices.SortFunc(all, func(a, b numbered) int {
		switch {
		case a.head < b.head:
			return -1
		case a.head > b.head:
			return 1
		}
		return strings.Compare(a.term, b.term)
	})
	return all
}

// head is the first bytes of a term as a number that compares as they do. The
// first three of a stem's term are nearly always the same.
func head(term string) uint64 {
	if len(term) >= 8 {
		return binary.BigEndian.Uint64([]byte(term[:8]))
	}
	var b [8]byte
	copy(b[:], term)
	return binary.BigEndian.Uint64(b[:])
}

// appendDoc adds a document to a list: the distance from the one before it, and
// how often it has the term, which is mostly once.
func appendDoc(list []byte, distance, times uint32) []byte {
	if times == 1 {
		return binary.AppendUvarint(list, uint64(distance)<<1|1)
	}
	return binary.AppendUvarint(binary.AppendUvarint(list, uint64(distance)<<1), uint64(times))
}

// appendPlaces adds the positions of one document.
func appendPlaces(places []byte, at []uint32) []byte {
	before := uint32(0)
	for _, p := range at {
		places = binary.AppendUvarint(places, uint64(p-before))
		before = p
	}
	return places
}
