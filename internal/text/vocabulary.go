package text

import "slices"

// Word identifies a known word, case-folded. Unknown is the zero Word.
type Word int32

// Unknown is the Word of everything the vocabulary does not hold.
const Unknown Word = 0

// Class is a set of word classes, one bit each; the profile names them.
type Class uint64

// Has reports whether c shares a class with d.
func (c Class) Has(d Class) bool { return c&d != 0 }

// Vocabulary holds the words a profile knows. It is filled once and then only
// read, so that many goroutines may share it.
type Vocabulary struct {
	table []slot // open addressing, a power of two long, at most half full
	known []known
	words []string

	// Abbreviation marks words that keep their final period and end no
	// sentence by it ("mt", "no"). Glue marks the words of names that a site's
	// markup glues to neighbours.
	Abbreviation, GlueHead, GlueTail Class

	capitals bool // it holds words that are themselves only in capitals

	Opener Class // words that begin a sentence even after an abbreviation ("the")
}

// known is what texts are told of a word.
type known struct {
	class Class
	opens Class // of the phrases that begin with it
}

// slot is one place of the table: looking words up is much of reading a text. A word
// that is not long is told by its slot alone.
type slot struct {
	head uint64 // how long the word is, and its first bytes
	rest uint32 // the bytes behind them; of a long word, a hash of these
	word Word   // Unknown where the slot is free
}

// key is what the table tells words by.
type key struct {
	head uint64
	rest uint32
}

// How many bytes of a word stand in the head of its key, and how many in all of it.
const (
	headBytes = 7
	keyBytes  = headBytes + 4
)

// NewVocabulary returns a vocabulary without words.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{table: make([]slot, 1<<12), known: []known{{}}, words: []string{""}}
}

// Reserve makes room for n further words, so that adding them moves nothing.
func (v *Vocabulary) Reserve(n int) {
	v.words, v.known = slices.Grow(v.words, n), slices.Grow(v.known, n)
	size := len(v.table)
	for 2*(len(v.words)+n) > size {
		size *= 2
	}
	v.widen(size)
}

// widen makes the table so long.
func (v *Vocabulary) widen(size int) {
	if size == len(v.table) {
		return
	}
	old := v.table
	v.table = make([]slot, size)
	for _, s := range old {
		if s.word != Unknown {
			v.place(s)
		}
	}
}

// Add enters a lower-case word with further classes and returns its Word.
func (v *Vocabulary) Add(word string, c Class) Word {
	id := v.Find(word)
	if id == Unknown && word != "" {
		id = Word(len(v.words))
		v.words = append(v.words, word)
		v.known = append(v.known, known{})
		if 2*len(v.words) > len(v.table) {
			v.widen(2 * len(v.table))
		}
		k := keyOf(word)
		v.place(slot{k.head, k.rest, id})
	}
	v.known[id].class |= c
	return id
}

// AddCapitals enters a word of two letters or more that is itself only in
// capitals ("US"), whatever the same letters mean when they are small.
func (v *Vocabulary) AddCapitals(word string, c Class) Word {
	v.capitals = true
	return v.Add(word, c)
}

func (v *Vocabulary) place(s slot) {
	mask := uint32(len(v.table) - 1)
	i := key{s.head, s.rest}.hash() & mask
	for v.table[i].word != Unknown {
		i = (i + 1) & mask
	}
	v.table[i] = s
}

const spread = 0x9E3779B97F4A7C15 // 2⁶⁴ divided by the golden ratio

// hash spreads keys over 32 bits.
func (k key) hash() uint32 {
	h := (k.head ^ uint64(k.rest)) * spread
	return uint32(h>>32 ^ h>>48)
}

// keyOf returns the key of a word.
func keyOf[T string | []byte](word T) key {
	k := key{head: headOf(pack(word, 0, headBytes), len(word))}
	if len(word) <= keyBytes {
		k.rest = uint32(pack(word, headBytes, keyBytes))
		return k
	}
	for i := headBytes; i < len(word); i += 8 {
		k.mix(pack(word, i, i+8))
	}
	return k
}

// headOf makes the head of the key of a word of n bytes from the first of them.
func headOf(first uint64, n int) uint64 { return first | uint64(min(n, 255))<<(8*headBytes) }

// mix adds eight bytes more to what a key holds of a long word.
func (k *key) mix(eight uint64) {
	k.rest = uint32((uint64(k.rest) ^ eight) * spread >> 32)
}

// pack makes a number of the bytes of a word from byte i on, up to byte end.
func pack[T string | []byte](word T, i, end int) (n uint64) {
	for k := min(len(word), end) - 1; k >= i; k-- {
		n = n<<8 | uint64(word[k])
	}
	return n
}

// Find returns the Word of a lower-case word, or Unknown.
func (v *Vocabulary) Find(word string) Word { return find(v, word) }

// inSmall returns the Word of an ASCII word in small letters, or Unknown.
func (v *Vocabulary) inSmall(word string) Word {
	var room [64]byte // asked for very often: nothing is set aside for it
	small := append(room[:0], word...)
	for i, c := range small {
		if c >= 'A' && c <= 'Z' {
			small[i] = c | 0x20
		}
	}
	return find(v, small)
}

func find[T string | []byte](v *Vocabulary, word T) Word {
	k := keyOf(word)
	mask := uint32(len(v.table) - 1)
	for i := k.hash() & mask; ; i = (i + 1) & mask {
		s := &v.table[i]
		if s.word == Unknown || s.head == k.head && s.rest == k.rest && (len(word) <= keyBytes || v.words[s.word] == string(word)) {
			return s.word
		}
	}
}

// Class returns the classes of a word.
func (v *Vocabulary) Class(w Word) Class { return v.known[w].class }

// Open notes that phrases of some classes begin with a word.
func (v *Vocabulary) Open(w Word, c Class) { v.known[w].opens |= c }

// Opens returns the classes of the phrases that begin with a word.
func (v *Vocabulary) Opens(w Word) Class { return v.known[w].opens }

// String returns the word itself.
func (v *Vocabulary) String(w Word) string { return v.words[w] }

// Len returns one more than the largest Word.
func (v *Vocabulary) Len() int { return len(v.words) }

// Plain reports whether a text consists of small letters from a to z: it is one word,
// and has it as it stands.
func Plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return s != ""
}
