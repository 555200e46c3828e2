// Package language tells which language a report is written in, from its title
// and the beginning of its text.
//
// What it knows comes from data files, one for each language (see
// profiles/languages/README.md): words, endings, characters and scripts with
// weights. The weights of what a report holds are added up for each language;
// the one with the most wins where it is clearly ahead.
//
// Key types: Recogniser (read-only, safe for use by several goroutines).
//
// What it does not do: it holds no word of any language, guesses nothing where
// there is too little to tell (Undetermined), and finds no second language
// within a report.
package language

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// Undetermined is the code of a report whose language cannot be told.
const Undetermined = "und"

const (
	maxLanguages = 24
	firstWindow  = 300  // bytes of the text that most often suffice
	shortWindow  = 600  // bytes that are looked at where they do not
	longWindow   = 4000 // and bytes where even these do not
	maxWord      = 24   // bytes: longer words are in no list
	minEnding    = 2
	maxEnding    = 6
	nameLength   = 3   // letters of a word that may be part of a name
	shortCapital = 0.5 // what such a word counts if it has a capital
	withinQuotes = 0.5 // what a word counts there: names and quotations may be in another language
)

// How far ahead a language has to be.
const (
	sureScore  = 7    // with sureLead: no need to look further, nor at endings and letters
	sureLead   = 3.0  // times the second
	leastScore = 0.69 // less is too little to tell
	leastLead  = 1.25
	leastShare = 0.12 // of the score in the number of lower-case words
)

// weight is what an entry counts for one language.
type weight struct {
	language uint8
	value    float32
}

// scores holds the sum of weights for each language.
type scores [maxLanguages]float32

func (s *scores) add(ws []weight, times float32) {
	for _, w := range ws {
		s[w.language] += times * w.value
	}
}

// Recogniser tells languages apart. Make one with New.
type Recogniser struct {
	codes   []string
	words   table
	endings table
	letters map[rune][]weight
	scripts []script
	pages   [0x10000 >> 4]uint8 // of 16 characters -> 1 + index of the script they belong to
}

type script struct {
	name    string
	table   *unicode.RangeTable
	weights []weight
}

// Languages returns the codes that Recognise may return, besides Undetermined.
func (r *Recogniser) Languages() []string { return append([]string(nil), r.codes...) }

// Recognise returns the code of the language of a report, or Undetermined.
func (r *Recogniser) Recognise(title, text string) string {
	for _, window := range [...]int{firstWindow, shortWindow} {
		var c count
		r.count(&c, title, len(title))
		r.count(&c, text, window)
		if best, lead := c.best(len(r.codes)); c.scores[best] >= sureScore && lead >= sureLead && c.clear(best) {
			return r.codes[best]
		}
		if len(text) <= window {
			break
		}
	}
	c := count{full: true}
	r.count(&c, title, len(title))
	r.count(&c, text, longWindow)
	if best, lead := c.best(len(r.codes)); len(r.codes) > 0 && c.scores[best] >= leastScore && lead >= leastLead && c.clear(best) {
		return r.codes[best]
	}
	return Undetermined
}

// count is what has been found so far.
type count struct {
	scores
	lower int  // words without a capital
	full  bool // endings, letters and scripts too
}

// best returns the language with the highest score, and how many times the next
// one it has.
func (c *count) best(n int) (best int, lead float32) {
	second := float32(0)
	for i := 1; i < n; i++ {
		switch {
		case c.scores[i] > c.scores[best]:
			best, second = i, max(c.scores[best], second)
		case c.scores[i] > second:
			second = c.scores[i]
		}
	}
	if second <= 0 {
		return best, math.MaxFloat32
	}
	return best, c.scores[best] / second
}

// clear tells whether the language accounts for enough of the common words.
func (c *count) clear(best int) bool {
	return c.scores[best] >= leastShare*float32(c.lower)
}

// word is the one that is being read.
type word struct {
	bytes   [maxWord]byte // folded
	n       int           // folded bytes, also those beyond maxWord
	letters int
	hash    uint64 // of the folded bytes
	upper   bool   // begins with a capital
	shout   bool   // goes on with a capital
	quoted  bool   // stands within quotation marks
}

// count adds what the first bytes of s hold.
func (r *Recogniser) count(c *count, s string, window int) {
	cut := len(s) > window
	if cut {
		s = s[:window]
	}
	w := word{hash: hashStart}
	afterName := false // the word before began with a capital, and one blank follows it
	gap := 0           // bytes since that word
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			if f := fold[b]; f != 0 {
				if w.letters == 0 {
					w.upper = f != b
					afterName = afterName && gap == 1
				} else if w.letters == 1 {
					w.shout = f != b
				}
				i = w.run(s, i, f)
				continue
			}
			i++
			if w.letters > 0 {
				afterName = r.flush(c, &w, afterName)
				gap = 0
			}
			gap++
			switch b {
			case '"':
				w.quoted = !w.quoted
			case '\n':
				w.quoted = false
			}
			continue
		}
		ch, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if c.full {
			if ws, ok := r.letters[unicode.ToLower(ch)]; ok {
				c.add(ws, 1)
			}
		}
		if ch >= 0x300 && ch < 0x370 { // an accent of its own
			continue
		}
		if !unicode.IsLetter(ch) {
			if w.letters > 0 {
				afterName = r.flush(c, &w, afterName)
				gap = 0
			}
			gap++
			switch ch {
			case '“', '«', '„':
				w.quoted = true
			case '”', '»':
				w.quoted = false
			}
			continue
		}
		if c.full {
			r.countScript(c, ch)
		}
		lower := unicode.ToLower(ch)
		if w.letters == 0 {
			w.upper = lower != ch
			afterName = afterName && gap == 1
		} else if w.letters == 1 {
			w.shout = lower != ch
		}
		w.pushRune(unaccented(lower))
		w.letters++
	}
	if w.letters > 0 && !cut {
		r.flush(c, &w, afterName)
	}
}

// flush counts the word that has been read and makes w ready for the next one.
// It returns whether the word may be part of a name.
func (r *Recogniser) flush(c *count, w *word, afterName bool) bool {
	upper := w.upper
	if !upper {
		c.lower++
	}
	times := float32(1)
	if w.quoted {
		times = withinQuotes
	}
	if upper && w.letters <= nameLength && !w.shout {
		if times *= shortCapital; afterName {
			times = 0
		}
	}
	if w.n <= maxWord && times > 0 {
		if ws := r.words.find(w.hash, w.bytes[:w.n]); ws != nil {
			c.add(ws, times)
		} else if c.full && w.letters > nameLength {
			for n := min(maxEnding, w.n-2); n >= minEnding; n-- {
				end := w.bytes[w.n-n : w.n]
				if ws := r.endings.find(hashOf(end), end); ws != nil {
					c.add(ws, 1)
					break
				}
			}
		}
	}
	w.n, w.letters, w.hash, w.shout = 0, 0, hashStart, false
	return upper
}

// countScript adds what the script of a letter says.
func (r *Recogniser) countScript(c *count, ch rune) {
	if ch < 0x10000 {
		if i := r.pages[ch>>4]; i > 0 {
			c.add(r.scripts[i-1].weights, 1)
		}
	} else {
		for _, s := range r.scripts {
			if unicode.Is(s.table, ch) {
				c.add(s.weights, 1)
				break
			}
		}
	}
}

func (w *word) push(b byte) {
	if w.n < maxWord {
		w.bytes[w.n] = b
	}
	w.n++
	w.hash = (w.hash ^ uint64(b)) * hashPrime
}

// run pushes f, the first of some ASCII letters of s from i on, and those after
// it. It returns the offset of what follows them.
func (w *word) run(s string, i int, f byte) int {
	n, hash, start := w.n, w.hash, i
	for {
		if n < maxWord {
			w.bytes[n] = f
		}
		n++
		hash = (hash ^ uint64(f)) * hashPrime
		if i++; i >= len(s) || s[i] >= utf8.RuneSelf {
			break
		}
		if f = fold[s[i]]; f == 0 {
			break
		}
	}
	if w.letters == 0 && i > start+1 {
		w.shout = s[start+1] <= 'Z'
	}
	w.letters += i - start
	w.n, w.hash = n, hash
	return i
}

func (w *word) pushRune(ch rune) {
	var b [utf8.UTFMax]byte
	for _, c := range b[:utf8.EncodeRune(b[:], ch)] {
		w.push(c)
	}
}

// FNV-1a.
const (
	hashStart = 14695981039346656037
	hashPrime = 1099511628211
)

func hashOf[T string | []byte](b T) uint64 {
	h := uint64(hashStart)
	for i := range len(b) {
		h = (h ^ uint64(b[i])) * hashPrime
	}
	return h
}

// fold maps ASCII letters to lower case, all else to 0.
var fold = func() (t [utf8.RuneSelf]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	return t
}()

// accented lists lower-case letters of Latin-1 and what they are without accent.
const (
	accented = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
	plain    = "aaaaaaceeeeiiiinooooouuuuyy"
)

var unaccentedLatin = func() (t [0x100]rune) {
	for i := range t {
		t[i] = rune(i)
	}
	i := 0
	for _, ch := range accented {
		t[ch] = rune(plain[i])
		i++
	}
	return t
}()

// unaccented drops the accent of a lower-case letter, and the width of a
// full-width one.
func unaccented(ch rune) rune {
	if ch < 0x100 {
		return unaccentedLatin[ch]
	}
	if ch >= 'ａ' && ch <= 'ｚ' {
		return ch - 'ａ' + 'a'
	}
	return ch
}

// table finds weights by word. Its size is a power of two.
type table struct {
	tags  []uint16 // of each slot: 0 where it is empty, else some bits of the hash
	slots []slot
	mask  uint64
}

type slot struct {
	key     string
	weights []weight
}

func newTable(entries map[string][]weight) table {
	size := 16
	for size < 4*len(entries) {
		size *= 2
	}
	t := table{tags: make([]uint16, size), slots: make([]slot, size), mask: uint64(size - 1)}
	for key, ws := range entries {
		h := hashOf(key)
		i := (h ^ h>>32) & t.mask
		for t.tags[i] != 0 {
			i = (i + 1) & t.mask
		}
		t.tags[i], t.slots[i] = tagOf(h), slot{key: key, weights: ws}
	}
	return t
}

func tagOf(h uint64) uint16 { return uint16(h>>48) | 1 }

func (t *table) find(h uint64, key []byte) []weight {
	tag := tagOf(h)
	for i := (h ^ h>>32) & t.mask; ; i = (i + 1) & t.mask {
		switch t.tags[i] {
		case 0:
			return nil
		case tag:
			if s := &t.slots[i]; s.key == string(key) {
				return s.weights
			}
		}
	}
}
