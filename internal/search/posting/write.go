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

// Builder makes segments of documents. What it works with it uses again for the
// next one. The zero value works; it is not safe for use by several goroutines.
type Builder struct {
	number       map[string]int32 // of each term
	terms        []string
	counts       []int32  // how many documents have a term
	langs        []uint8  // of each term, a bit for each language of a report with it
	stems        []string // terms that tell stems
	ids          []int32  // of each term of each document, its number
	ends         []int32  // of each term, where its uses end
	uses         []use    // those of each term together, in the order of documents
	sorted       []numbered
	list, places []byte
}

// begin makes ready for documents.
func (b *Builder) begin(entries []Entry) {
	if b.number == nil {
		b.number = make(map[string]int32, 1<<12)
	}
	total := 0
	for i := range entries {
		if d := entries[i].Document; d != nil {
			total += len(d.Terms)
		}
	}
	clear(b.number)
	b.terms, b.counts, b.langs, b.stems = b.terms[:0], b.counts[:0], b.langs[:0], b.stems[:0]
	b.ids = slices.Grow(b.ids[:0], total)
	b.uses = slices.Grow(b.uses[:0], total)[:total]
}

// gather numbers the terms of a document.
func (b *Builder) gather(d *search.Document) {
	for k, t := range d.Terms {
		n, ok := b.number[t]
		if !ok {
			n = int32(len(b.terms))
			b.number[t] = n
			b.terms = append(b.terms, t)
			b.counts = append(b.counts, 0)
			b.langs = append(b.langs, 0)
		}
		b.counts[n]++
		if b.langs[n]&(1<<d.Lang) == 0 {
			b.langs[n] |= 1 << d.Lang
			if k < d.Words {
				if stem := search.StemTermOf(d.Lang, t); stem != "" {
					b.stems = append(b.stems, stem)
				}
			}
		}
		b.ids = append(b.ids, n)
	}
}

// place lays the uses of each term together.
func (b *Builder) place(entries []Entry) {
	sum := int32(0)
	b.ends = b.ends[:0]
	for _, c := range b.counts {
		b.ends = append(b.ends, sum)
		sum += c
	}
	k := 0
	for i, e := range entries {
		if e.Document == nil {
			continue
		}
		from := int32(0)
		for _, to := range e.Document.Ends {
			n := b.ids[k]
			k++
			b.uses[b.ends[n]] = use{uint32(i), from, to}
			b.ends[n]++
			from = to
		}
	}
}

// Build makes a segment of documents, the first of which has the number base.
// It puts the blocks; the header is left to the caller.
func (b *Builder) Build(key int64, base uint32, entries []Entry, put Put) (*Segment, error) {
	s := &Segment{Key: key, Base: base, reports: make([]uint32, len(entries)), days: make([]uint32, len(entries)), lengths: make([]uint32, len(entries)), langs: make([]byte, len(entries))}
	b.begin(entries)
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
		b.gather(d)
	}
	s.purged = s.deadNum
	b.place(entries)
	b.sort()
	w := &writer{s: s, put: put}
	for _, t := range b.sorted {
		if t.number < 0 {
			if err := w.term(t.term, 0, 0, nil, nil); err != nil {
				return nil, err
			}
			continue
		}
		mine := b.uses[b.ends[t.number]-b.counts[t.number] : b.ends[t.number]]
		b.list, b.places = b.list[:0], b.places[:0]
		before := uint32(0)
		for _, u := range mine {
			at := entries[u.doc].Document.Positions[u.from:u.to]
			b.list = appendDoc(b.list, u.doc-before, uint32(len(at)))
			b.places = appendPlaces(b.places, at)
			before = u.doc
		}
		if err := w.term(t.term, len(mine), before, b.list, b.places); err != nil {
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

// sort brings the terms of documents and of stems in order.
func (b *Builder) sort() {
	b.sorted = b.sorted[:0]
	for n, t := range b.terms {
		b.sorted = append(b.sorted, numbered{t, int32(n), head(t)})
	}
	for _, t := range b.stems {
		b.sorted = append(b.sorted, numbered{t, -1, head(t)})
	}
	slices.SortFunc(b.sorted, func(a, b numbered) int {
		switch {
		case a.head < b.head:
			return -1
		case a.head > b.head:
			return 1
		}
		return strings.Compare(a.term, b.term)
	})
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
