package phrase

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Concordance is the words of the reports of one outlet in one language, in whichever
// voices, in two bytes or so a word: small enough to stay in memory where very many
// reports are held, and laid out so that words in a row are bytes in a row. Where exactly
// words stand is found by reading the report again.
//
// Numbers of words are written as unsigned LEB128, in which the last byte of a number
// alone is below 128; so bytes that are found are the words that are sought if such a
// byte, or nothing, stands before them.
type Concordance struct {
	Outlet, Lang string

	words   *Words
	lexicon lexicon
	names   lexicon // of voices and speakers, by number from 1; "" is one
	entries []entry // as they were added
	text    []byte  // of one report behind the other: of each run its words, and 0
	runs    []heard
	rest    []byte           // of each report, owners and titles, packed
	of      map[string]int32 // the entry of a report
	order   []stand          // of the entries that count, by day of publication, then id
	rank    []int32          // of each entry, its place in that
	months  []string         // that have reports, in order
	kinds   []string         // of reports
	kept    int              // entries that are in parts which were kept whole
	partOf  int              // reports of a part
}

// entry is a report of a concordance.
type entry struct {
	Head
	reading          int64
	text, runs, rest int // where its own begin; they end where those of the next do
	gone             bool
	hears            uint16 // a bit for each field and voice with words
}

// stand is what is counted of a report again and again.
type stand struct {
	entry       int32
	month, kind int32 // numbers of them
	hears       uint16
}

// heard is words of a report in one voice, of one speaker, in one field: of a sentence,
// or of several in a row.
type heard struct {
	end            uint32 // behind its last word, from where the report's begin
	title          bool
	voice, speaker uint32
}

// NewConcordance returns a concordance without reports.
func NewConcordance(outlet, lang string, w *Words) *Concordance {
	return &Concordance{Outlet: outlet, Lang: lang, words: w, lexicon: newLexicon(), names: newLexicon(), of: map[string]int32{}, partOf: partOf}
}

// Holds tells whether a report is held as it is in a store that read it: if so, what
// else is known of it is taken from head.
func (c *Concordance) Holds(head *Head, reading int64) bool {
	i, ok := c.of[head.ID]
	if !ok {
		return false
	}
	e := &c.entries[i]
	if e.reading != reading || e.Version != head.Version {
		return false
	}
	e.Head = *head
	return true
}

// Drop takes a report out, if it is there.
func (c *Concordance) Drop(id string) {
	if i, ok := c.of[id]; ok {
		c.entries[i].gone = true
		delete(c.of, id)
	}
}

// Add adds a report, in the place of the same where it is there. Reports are found when
// Order was called.
func (c *Concordance) Add(r *Reading, reading int64) {
	s := r.source
	c.Drop(s.ID)
	c.of[s.ID] = int32(len(c.entries))
	e := entry{Head: s.Head, reading: reading, text: len(c.text), runs: len(c.runs), rest: len(c.rest)}
	var owners []int32
	n, last := int32(0), -1
	for i := range r.runs {
		run := &r.runs[i]
		h := heard{title: run.Field == rostrum.FieldTitle, voice: c.names.numberFor(run.Voice), speaker: c.names.numberFor(run.Speaker)}
		for k := run.first; k < run.last; k++ {
			if r.tokens[k].owner {
				owners = append(owners, n)
			}
			c.text = binary.AppendUvarint(c.text, uint64(c.lexicon.numberOf(&r.tokens[k])))
			n++
		}
		c.text = append(c.text, 0)
		n++
		h.end = uint32(len(c.text) - e.text - 1)
		e.hears |= hearing(run.Field, run.Voice)
		if last >= e.runs && c.runs[last].goesOn(&h) {
			c.runs[last].end = h.end
			continue
		}
		last = len(c.runs)
		c.runs = append(c.runs, h)
	}
	var w pack.Writer
	pack.Rising(&w, owners)
	w.Code(func(x *pack.Coder) { titles := s.Titles; pack.Listed(x, &titles, packTitle) })
	c.rest = append(c.rest, w.Bytes()...)
	c.entries = append(c.entries, e)
}

func (h *heard) goesOn(next *heard) bool {
	return h.title == next.title && h.voice == next.voice && h.speaker == next.speaker
}

// field is the field that the words stand in.
func (h *heard) field() string {
	if h.title {
		return rostrum.FieldTitle
	}
	return rostrum.FieldText
}

// hearing is the bit of a field and a voice; voices that are none share one.
func hearing(field, voice string) uint16 {
	bit := 1 + slices.Index(rostrum.Voices, voice)
	if field == rostrum.FieldTitle {
		bit += 1 + len(rostrum.Voices)
	}
	return 1 << bit
}

// hearings are the bits of a field and some voices; of no voices, of all.
func hearings(field string, voices []string) uint16 {
	if len(voices) == 0 {
		voices = append(slices.Clone(rostrum.Voices), "")
	}
	bits := uint16(0)
	for _, v := range voices {
		bits |= hearing(field, v)
	}
	return bits
}

// Order puts the reports in order of publication.
func (c *Concordance) Order() {
	c.order, c.months, c.kinds = c.order[:0], nil, nil
	for i := range c.entries {
		if e := &c.entries[i]; !e.gone {
			c.order = append(c.order, stand{entry: int32(i), hears: e.hears})
		}
	}
	slices.SortFunc(c.order, func(a, b stand) int {
		x, y := &c.entries[a.entry], &c.entries[b.entry]
		return cmp.Or(cmp.Compare(x.Published, y.Published), cmp.Compare(x.ID, y.ID))
	})
	c.rank = make([]int32, len(c.entries))
	kinds := map[string]int32{}
	for n := range c.order {
		at := &c.order[n]
		e := &c.entries[at.entry]
		c.rank[at.entry] = int32(n)
		if m := e.Published[:min(len("2006-01"), len(e.Published))]; len(c.months) == 0 || c.months[len(c.months)-1] != m {
			c.months = append(c.months, m)
		}
		at.month = int32(len(c.months) - 1)
		kind, ok := kinds[e.Kind]
		if !ok {
			kind = int32(len(c.kinds))
			kinds[e.Kind] = kind
			c.kinds = append(c.kinds, e.Kind)
		}
		at.kind = kind
	}
}

// between tells which of the reports, in order, were published on the days of a filter:
// from one up to before another.
func (c *Concordance) between(o Filter) (from, to int) {
	day := func(at stand, day string) int { return cmp.Compare(c.entries[at.entry].Published, day) }
	from, _ = slices.BinarySearchFunc(c.order, o.From, day)
	to = len(c.order)
	if o.To != "" {
		to, _ = slices.BinarySearchFunc(c.order, o.To+"\x00", day)
	}
	return from, max(from, to)
}

// Words is what its words are read by.
func (c *Concordance) Words() *Words { return c.words }

// Len is how many reports are in it.
func (c *Concordance) Len() int { return len(c.of) }

// find finds the runs that have words in a row: of each, the entry and the run.
func (c *Concordance) find(words []uint32, use func(entry int32, run int)) {
	var sought []byte
	for _, w := range words {
		sought = binary.AppendUvarint(sought, uint64(w))
	}
	if len(sought) == 0 {
		return
	}
	for at, i, k := 0, 0, 0; ; {
		found := bytes.Index(c.text[at:], sought)
		if found < 0 {
			return
		}
		found += at
		if found > 0 && c.text[found-1] >= 0x80 { // the end of another number
			at = found + 1
			continue
		}
		for i+1 < len(c.entries) && c.entries[i+1].text <= found {
			i++
		}
		e := &c.entries[i]
		for k = max(k, e.runs); e.text+int(c.runs[k].end) <= found; {
			k++
		}
		if !e.gone {
			use(int32(i), k)
		}
		at = e.text + int(c.runs[k].end)
	}
}

// hit is a run that has words in a row, and the entry that it is of.
type hit struct{ entry, run int32 }

// hits are the runs that have words in a row, in the order of their reports.
func (c *Concordance) hits(words []uint32) []hit {
	var all []hit
	c.find(words, func(i int32, run int) { all = append(all, hit{i, int32(run)}) })
	byOrder := func(a, b hit) int {
		return cmp.Or(cmp.Compare(c.rank[a.entry], c.rank[b.entry]), cmp.Compare(a.run, b.run))
	}
	if !slices.IsSortedFunc(all, byOrder) { // they most often came in it
		slices.SortFunc(all, byOrder)
	}
	return all
}

// from is where something of an entry begins, or, of the next, where it ends.
func (c *Concordance) from(i int) (text, runs, rest int) {
	if i < len(c.entries) {
		e := &c.entries[i]
		return e.text, e.runs, e.rest
	}
	return len(c.text), len(c.runs), len(c.rest)
}

// report is the report of an entry, thin: where its words stand is not known.
func (c *Concordance) report(i int32) *Report {
	e := &c.entries[i]
	out := &Report{Head: e.Head, thin: true}
	text, runs, rest := c.from(int(i) + 1)
	body := c.text[e.text:text]
	out.words = make([]uint32, 0, len(body))
	at := 0
	for _, h := range c.runs[e.runs:runs] {
		run := Run{Field: h.field(), Voice: c.names.keys[h.voice], Speaker: c.names.keys[h.speaker], first: int32(len(out.words))}
		for at < int(h.end) {
			n, size := binary.Uvarint(body[at:])
			out.words = append(out.words, uint32(n))
			at += size
		}
		run.last = int32(len(out.words))
		out.words = append(out.words, 0)
		at++
		out.Runs = append(out.Runs, run)
	}
	out.words = slices.Clip(out.words)
	r := pack.NewReader(c.rest[e.rest:rest])
	out.owners = pack.ReadRising[int32](r)
	r.Code(func(x *pack.Coder) { pack.Listed(x, &out.titles, packTitle) })
	return out
}

// Corpus is the reports as phrases are counted in them. Again reads a report again.
func (c *Concordance) Corpus(again func(id string) *Source) *Corpus {
	out := NewCorpus(c.Outlet, c.Lang, c.words)
	out.lexicon, out.Again = c.lexicon.clone(), again
	out.Reports = make([]*Report, len(c.order))
	for n, at := range c.order {
		out.Reports[n] = c.report(at.entry)
	}
	return out
}

// read gives the places of a report's words. Words that the concordance does not know
// are none of those that are sought.
func (c *Concordance) read(s *Source) *Report {
	return c.words.Read(s).report(func(t *token) uint32 {
		if n, ok := c.lexicon.find(t); ok {
			return n
		}
		return unknown
	})
}

// unknown is the number of words that a lexicon does not know.
const unknown = 1<<32 - 1

// Locate tells where words stand first in a field of a report, in some voices; false
// where they do not.
func (c *Concordance) Locate(s *Source, words, field string, voices []string) (Use, bool) {
	numbers := c.lexicon.wordsIn(c.words, words)
	r := c.read(s)
	for i := range r.Runs {
		run := &r.Runs[i]
		if run.Field != field || len(numbers) == 0 || !oneOf(voices, run.Voice) {
			continue
		}
		if at, ok := r.in(run, numbers); ok {
			return Use{Place: r.placed(run), At: at, Passage: run.at}, true
		}
	}
	return Use{}, false
}

// placed is whose words a run of a report is.
func (r *Report) placed(run *Run) Place {
	return Place{Report: r.ID, Version: r.Version, Published: r.Published, Kind: r.Kind, Voice: run.Voice, Speaker: run.Speaker}
}
