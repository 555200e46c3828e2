package phrase

import (
	"encoding/binary"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/pack"
)

// A concordance is kept in parts of so many reports, so that new ones take no more than
// the last to be written anew; and a lexicon for all. Each part tells which words of the
// lexicon it was written with: parts and lexicons of different writers are not mixed up.
const partOf = 8192

// KeepLexicon writes the words that parts are read with.
func (c *Concordance) KeepLexicon(w *pack.Writer) {
	for _, x := range []*lexicon{&c.lexicon, &c.names} {
		w.Count(len(x.keys) - 1)
		for n := 1; n < len(x.keys); n++ {
			w.String(x.keyOf(uint32(n)))
		}
	}
	_, parts := c.Parts()
	w.Count(parts)
}

// RestoreLexicon reads what KeepLexicon wrote, into an empty concordance, and tells how
// many parts there were.
func (c *Concordance) RestoreLexicon(r *pack.Reader) (parts int) {
	for _, x := range []*lexicon{&c.lexicon, &c.names} {
		for _, key := range r.Strings() {
			x.numberFor(key)
		}
	}
	if parts = r.Count(); r.Err() != nil {
		return 0
	}
	return parts
}

// Unkept is how many reports were added since all was kept.
func (c *Concordance) Unkept() int { return len(c.entries) - c.kept }

// Parts are the number of the first part that was not kept as it is now, and how many
// there are.
func (c *Concordance) Parts() (first, all int) {
	return c.kept / c.partOf, (len(c.entries) + c.partOf - 1) / c.partOf
}

// Kept says that all was kept as it is now.
func (c *Concordance) Kept() { c.kept = len(c.entries) }

// KeepPart writes a part.
func (c *Concordance) KeepPart(w *pack.Writer, part int) {
	for _, x := range []*lexicon{&c.lexicon, &c.names} {
		w.Count(len(x.keys))
		w.Fixed(x.sum(len(x.keys)))
	}
	from, to := part*c.partOf, min((part+1)*c.partOf, len(c.entries))
	w.Count(to - from)
	for i := from; i < to; i++ {
		e := &c.entries[i]
		text, runs, rest := c.from(i + 1)
		w.String(e.ID)
		w.String(e.Version)
		w.Int(int(e.reading))
		w.Bool(e.gone)
		own := c.runs[e.runs:runs]
		pack.List(w, own, func(h *heard) {
			w.Count(int(h.end))
			w.Bool(h.title)
			w.Count(int(h.voice))
			w.Count(int(h.speaker))
		})
		w.Count(text - e.text)
		w.Count(rest - e.rest)
	}
	firstText, _, firstRest := c.from(from)
	lastText, _, lastRest := c.from(to)
	w.Raw(c.text[firstText:lastText])
	w.Raw(c.rest[firstRest:lastRest])
}

// RestorePart adds the reports of the next part; head tells what else is known of one,
// and in which reading, nil where it is not held any more. It tells whether the part was
// written with the lexicon that was restored, and is whole.
func (c *Concordance) RestorePart(r *pack.Reader, head func(id string) (*Head, int64)) bool {
	for _, x := range []*lexicon{&c.lexicon, &c.names} {
		n, sum := r.Count(), r.Fixed()
		if n > len(x.keys) || x.sum(n) != sum {
			return false
		}
	}
	at := *c // what is added is taken back where it is not whole
	type own struct {
		version    string
		text, rest int
	}
	var owns []own
	for range r.Count() {
		e := entry{Head: Head{ID: r.String()}, runs: len(c.runs)}
		o := own{version: r.String()}
		e.reading, e.gone = int64(r.Int()), r.Bool()
		c.runs = append(c.runs, pack.ReadList(r, func(h *heard) {
			h.end, h.title, h.voice, h.speaker = uint32(r.Count()), r.Bool(), uint32(r.Count()), uint32(r.Count())
		})...)
		o.text, o.rest = r.Count(), r.Count()
		if r.Err() != nil {
			break
		}
		c.entries, owns = append(c.entries, e), append(owns, o)
	}
	text, rest := r.Raw(), r.Raw()
	for i, o := range owns {
		e := &c.entries[len(at.entries)+i]
		e.text, e.rest = len(c.text), len(c.rest)
		_, runs, _ := c.from(len(at.entries) + i + 1)
		if len(text) < o.text || len(rest) < o.rest || !c.sound(c.runs[e.runs:runs], text[:o.text]) {
			*c = at
			return false
		}
		c.text, c.rest = append(c.text, text[:o.text]...), append(c.rest, rest[:o.rest]...)
		text, rest = text[o.text:], rest[o.rest:]
		for _, h := range c.runs[e.runs:runs] {
			e.hears |= hearing(h.field(), c.names.keys[h.voice])
		}
	}
	if r.Err() != nil || len(text) > 0 || len(rest) > 0 {
		*c = at
		return false
	}
	for i := len(at.entries); i < len(c.entries); i++ {
		e := &c.entries[i]
		if e.gone {
			e.Head = Head{}
			continue
		}
		known, reading := head(e.ID)
		if c.Drop(e.ID); known == nil || known.Version != owns[i-len(at.entries)].version || reading != e.reading {
			e.Head, e.gone = Head{}, true // its strings are parts of what was read
			continue
		}
		e.Head = *known
		c.of[e.ID] = int32(i)
	}
	c.kept = len(c.entries)
	return true
}

// sound tells whether runs lie in a report's words, each with 0 behind it, and are of
// words and names that are known.
func (c *Concordance) sound(runs []heard, text []byte) bool {
	at := 0
	for _, h := range runs {
		if int(h.end) < at || int(h.end) >= len(text) || text[h.end] != 0 || int(h.voice) >= len(c.names.keys) || int(h.speaker) >= len(c.names.keys) {
			return false
		}
		for at < int(h.end) {
			n, size := binary.Uvarint(text[at:h.end])
			if size <= 0 || n >= uint64(len(c.lexicon.keys)) {
				return false
			}
			at += size
		}
		at++
	}
	return at == len(text)
}

// mostGone is the part of the entries that are of reports as they are no more, from which
// on the others are laid out anew.
const mostGone = 0.25

// Tidy lays out the reports anew, in their order, where many entries are of none.
func (c *Concordance) Tidy() {
	if float64(len(c.entries)-len(c.of)) <= mostGone*float64(len(c.entries)) {
		return
	}
	old := *c
	c.entries, c.text, c.runs, c.rest, c.order, c.kept = nil, nil, nil, nil, nil, 0
	for _, at := range old.order {
		own := &old.entries[at.entry]
		text, runs, rest := old.from(int(at.entry) + 1)
		e := *own
		e.text, e.runs, e.rest = len(c.text), len(c.runs), len(c.rest)
		c.text = append(c.text, old.text[own.text:text]...)
		c.runs = append(c.runs, old.runs[own.runs:runs]...)
		c.rest = append(c.rest, old.rest[own.rest:rest]...)
		c.of[e.ID] = int32(len(c.entries))
		c.entries = append(c.entries, e)
	}
	c.text, c.rest = slices.Clip(c.text), slices.Clip(c.rest)
	c.Order()
}
