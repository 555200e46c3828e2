package relate

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a run of letters and digits of a text.
type word struct {
	start, end int32
	sum        uint64 // of its small letters
	stem       uint64 // of the first of them, without accents; 0 of a short word
	large      bool   // begins with a large letter, or is a number
	digit      bool   // begins with a digit
	apart      bool   // something other than a space stands before it
}

const (
	offset = 14695981039346656037 // of FNV-1a
	prime  = 1099511628211
)

// letters are the small letters and digits of ASCII, by every byte that is one
// when it is made small; 0 for the others.
var letters = func() (t [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			t[c] = c
		case c >= 'A' && c <= 'Z':
			t[c] = c + 'a' - 'A'
		}
	}
	return t
}()

// words cuts a text, into a slice that it may use.
func words(s string, into []word) []word {
	if into == nil {
		into = make([]word, 0, len(s)/5)
	}
	into = into[:0]
	apart := true
	for i := 0; i < len(s); {
		small, n := letter(s[i:])
		if small == 0 {
			apart = apart || s[i] != ' '
			i += n
			continue
		}
		w := word{start: int32(i), apart: apart}
		if c := s[i]; c < utf8.RuneSelf {
			w.digit = c <= '9'
			w.large = c <= 'Z' // digits come before large letters, and these before small ones
		} else {
			r, _ := utf8.DecodeRuneInString(s[i:])
			w.digit = unicode.IsDigit(r)
			w.large = w.digit || unicode.IsUpper(r)
		}
		// Of most words all letters are of ASCII; these have no accents to take off, so
		// that the sum of the first of them is the stem's.
		sum, stem, read := uint64(offset), uint64(0), 0
		for ; i < len(s) && s[i] < utf8.RuneSelf && letters[s[i]] != 0; i++ {
			sum = (sum ^ uint64(letters[s[i]])) * prime
			if read++; read == stemLetters {
				stem = sum
			}
		}
		if i < len(s) && s[i] >= utf8.RuneSelf {
			if read < stemLetters {
				stem = sum
			}
			for i < len(s) {
				small, n := letter(s[i:])
				if small == 0 {
					break
				}
				sum = (sum ^ uint64(small)) * prime
				if read < stemLetters {
					stem = (stem ^ uint64(bare(small))) * prime
				}
				read++
				i += n
			}
		}
		w.sum, w.end = sum, int32(i)
		if read > stemLetters {
			w.stem = stem
		}
		into = append(into, w)
		apart = false
	}
	return into
}

// stemLetters is how many letters of a longer word are its stem: words that two
// languages have from a third begin alike, and end each in its own way.
const stemLetters = 5

// bare takes the accent off a letter.
func bare(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	return base
}

// letter gives the letter, digit or mark that a text begins with, made small, or
// 0; and how many bytes it takes.
func letter(s string) (rune, int) {
	if c := s[0]; c < utf8.RuneSelf {
		return rune(letters[c]), 1
	}
	r, n := utf8.DecodeRuneInString(s)
	if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
		return unicode.ToLower(r), n
	}
	return 0, n
}

// mix spreads a sum over all its bits, so that a part of it can stand for it.
func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// runLength is how many words a run has.
const runLength = 4

// runs adds the sums of all runs of words.
func runs(w []word, into []uint64) []uint64 {
	for i := 0; i+runLength <= len(w); i++ {
		h := uint64(0)
		for _, one := range w[i : i+runLength] {
			h = h*prime ^ one.sum
		}
		into = append(into, mix(h))
	}
	return into
}

// maxName is how many words of a name are taken together.
const maxName = 3

// names gives the sums of names as they come: of words with a large first letter
// and numbers, and of two and three such words that stand together; and of the
// stems of longer words.
func names(w []word) []uint64 {
	n := make([]uint64, 0, 2*len(w))
	for _, one := range w {
		if one.stem != 0 {
			n = append(n, one.stem)
		}
	}
	eachName(w, func(first, last int, sum uint64) { n = append(n, sum) })
	return n
}

// eachName calls f with the words of each name, both included, and its sum.
func eachName(w []word, f func(first, last int, sum uint64)) {
	for i := range w {
		h := uint64(offset)
		for j := i; j < len(w) && j < i+maxName && w[j].large && (j == i || !w[j].apart); j++ {
			h = mix(h ^ w[j].sum)
			f(i, j, h)
		}
	}
}

// set sorts sums and keeps each once.
func set(s []uint64) []uint64 {
	slices.Sort(s)
	return slices.Compact(s)
}

// shared counts what two sets have in common.
func shared(a, b []uint64) int {
	n := 0
	meet(a, b, func(uint64) { n++ })
	return n
}

// meet calls f with each member that two sorted sets share.
func meet[T cmp.Ordered](a, b []T, f func(T)) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			f(a[0])
			a, b = a[1:], b[1:]
		}
	}
}
