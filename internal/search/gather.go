package search

import "strings"

// Gatherer makes documents, one after the other, and remembers terms from one to
// the next, as texts repeat their words. It is not safe for use by several
// goroutines.
//
// Nearly every word is looked up by its bytes, which are its key as they are; the
// others, and the terms of fields, by a map.
type Gatherer struct {
	slots []slot // of short words: twice as many as terms at least, a power of two
	shift uint   // leaves as many bits of a hash as slots has places
	short int    // words in slots
	other map[string]int32
	bare  map[string]int32 // words with other than ASCII as they are written, to their terms; -1 for none

	// what is remembered of each term
	known []string
	met   []meeting

	// the document at hand
	round  uint32
	terms  []int32 // met in it
	count  []int32 // how often
	ids    []int32 // of each place, the number of its term in terms
	at     []uint32
	tokens []Token
	cuts   []int
}

// meeting is the document that a term was met in last, and its number there.
type meeting struct {
	round  uint32
	number int32
}

// slot is a word of up to keyBytes letters and digits of ASCII; no first bytes, no
// word.
type slot struct {
	key  key
	term int32
}

// key is a word by its bytes, small and with zeros behind it.
type key struct{ first, rest uint64 }

const (
	keyBytes   = 16
	firstSlots = 1 << 11
	// mostGathered is how many terms are remembered.
	mostGathered = 1 << 16
)

// NewGatherer returns a Gatherer that knows no terms.
func NewGatherer() *Gatherer {
	g := &Gatherer{}
	g.forget()
	return g
}

// forget forgets all terms.
func (g *Gatherer) forget() {
	g.slots, g.short, g.shift = make([]slot, firstSlots), 0, 64-11
	g.other, g.bare = map[string]int32{}, map[string]int32{}
	g.known, g.met = nil, nil
}

// begin makes ready for a document.
func (g *Gatherer) begin() {
	if len(g.known) > mostGathered {
		g.forget()
	}
	if g.round++; g.round == 0 { // as many rounds as fit have gone by
		clear(g.met)
		g.round = 1
	}
	g.terms, g.count, g.ids, g.at = g.terms[:0], g.count[:0], g.ids[:0], g.at[:0]
}

// meet notes that a term stands at a position.
func (g *Gatherer) meet(term int32, position uint32) {
	m := &g.met[term]
	if m.round != g.round {
		m.round, m.number = g.round, int32(len(g.terms))
		g.terms = append(g.terms, term)
		g.count = append(g.count, 0)
	}
	g.count[m.number]++
	g.ids = append(g.ids, m.number)
	g.at = append(g.at, position)
}

// remember takes in a term that is not known.
func (g *Gatherer) remember(term string) int32 {
	g.known = append(g.known, strings.Clone(term)) // it may be part of a long text
	g.met = append(g.met, meeting{})
	return int32(len(g.known) - 1)
}

// term finds a term of whatever sort that is no short word.
func (g *Gatherer) term(term string) int32 {
	n, ok := g.other[term]
	if !ok {
		n = g.remember(term)
		g.other[g.known[n]] = n
	}
	return n
}

// word finds the term of a word as it is written; -1 where it has none.
func (g *Gatherer) word(written string, plain bool) int32 {
	if !plain {
		n, ok := g.bare[written]
		if !ok {
			n = -1
			if word := cut(Fold(lowerASCII(written))); word != "" { // marks alone fold to nothing
				n = g.folded(word)
			}
			g.bare[strings.Clone(written)] = n
		}
		return n
	}
	if len(written) > keyBytes {
		return g.term(cut(lowerASCII(written)))
	}
	return g.find(keyOf(written))
}

// folded finds the term of a word as Fold leaves it, which may be one of ASCII.
func (g *Gatherer) folded(word string) int32 {
	if start, end, plain := nextWord(word, 0); plain && start == 0 && end == len(word) {
		return g.word(word, true)
	}
	return g.term(word)
}

// keyOf is the key of a word of up to keyBytes letters and digits of ASCII: a bit
// makes large letters small, and is set in small ones and digits anyway.
func keyOf(word string) (k key) {
	const small = 0x20
	i := 0
	for ; i < len(word) && i < 8; i++ {
		k.first |= uint64(word[i]|small) << (8 * i)
	}
	for ; i < len(word); i++ {
		k.rest |= uint64(word[i]|small) << (8 * (i - 8))
	}
	return k
}

// String is the word of a key.
func (k key) String() string {
	var b [keyBytes]byte
	n := 0
	for _, part := range [...]uint64{k.first, k.rest} {
		for ; part != 0; part >>= 8 {
			b[n] = byte(part)
			n++
		}
	}
	return string(b[:n])
}

// place is where a key is sought first.
func (g *Gatherer) place(k key) uint64 {
	h := (k.first ^ k.rest*0x9fb21c651e98df25) * 0x9e3779b97f4a7c15
	return (h ^ h>>32) * 0x9e3779b97f4a7c15 >> g.shift
}

// find finds the term of a short word.
func (g *Gatherer) find(k key) int32 {
	last := uint64(len(g.slots) - 1)
	i := g.place(k)
	for ; g.slots[i].key.first != 0; i = (i + 1) & last {
		if g.slots[i].key == k {
			return g.slots[i].term
		}
	}
	n := g.remember(k.String())
	g.slots[i] = slot{k, n}
	if g.short++; 2*g.short > len(g.slots) {
		g.grow()
	}
	return n
}

// grow makes room for as many short words again.
func (g *Gatherer) grow() {
	old := g.slots
	g.slots = make([]slot, 2*len(old))
	g.shift--
	last := uint64(len(g.slots) - 1)
	for _, s := range old {
		if s.key.first == 0 {
			continue
		}
		i := g.place(s.key)
		for g.slots[i].key.first != 0 {
			i = (i + 1) & last
		}
		g.slots[i] = s
	}
}

// text adds the words of a text, cut as Cuts says, and returns how many they are.
func (g *Gatherer) text(text string, cuts []int, from uint32) uint32 {
	position := from
	for at := 0; ; {
		start, end, plain := nextWord(text, at)
		if start == end {
			return position - from
		}
		end, cuts = cutAt(start, end, cuts)
		at = end
		if n := g.word(text[start:end], plain); n >= 0 {
			g.meet(n, position)
			position++
		}
	}
}

// words adds the values of a field that is sought by words.
func (g *Gatherer) words(field string, values []string) {
	from := uint32(0)
	for _, v := range values {
		g.tokens = Tokens(g.tokens[:0], v)
		for i, t := range g.tokens {
			g.meet(g.term(FieldTerm(field, t.Word)), from+uint32(i))
		}
		from += uint32(len(g.tokens)) + fieldGap
	}
}

// value adds the value of a field that is sought as a whole.
func (g *Gatherer) value(field, value string) {
	if n := g.term(FieldTerm(field, value)); g.met[n].round != g.round {
		g.meet(n, 0)
	}
}
