package text

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// plain reads the plain word that begins at byte i and returns the byte after it, or
// i where the word is no plain one. Plain are ASCII letters, of which only the first
// may be large, with nothing behind them that may belong to the word. Most words
// are; plain does with them what word does, eight letters at a time.
func (d *Doc) plain(v *Vocabulary, i int, f Flag) int {
	s := d.Raw
	if c := s[i] | 0x20; c < 'a' || c > 'z' || len(s)-i < 8 {
		return i
	}
	first := eight(s, i) | 0x20
	n := small(first)
	for n&7 == 0 && i+n+8 <= len(s) {
		more := small(eight(s, i+n))
		if n += more; more == 0 {
			break
		}
	}
	end := i + n
	if n&7 == 0 {
		for end < len(s) && s[end] >= 'a' && s[end] <= 'z' {
			end++
		}
		n = end - i
	}
	if end < len(s) && !partsWords[s[end]] && !d.parted(end, n) {
		return i
	}
	w := v.plain(s, i, end, first)
	k := &v.known[w]
	if end < len(s) && s[end] == '.' && k.class.Has(v.Abbreviation) {
		return i
	}
	if s[i] < 'a' {
		f |= Capital
		if v.GlueTail != 0 && !k.class.Has(v.GlueTail) && len(d.Tokens) > 0 && d.Tokens[len(d.Tokens)-1].Class.Has(v.GlueTail|v.GlueHead) {
			return i // its beginning may belong to the name before it
		}
	}
	d.Tokens = append(d.Tokens, Token{Start: int32(i), End: int32(end), Word: w, Class: k.class, Opens: k.opens, Flags: f})
	return end
}

// partsWords marks the bytes that never belong to the word that they stand behind.
var partsWords = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		t[c] = !wordByte[c] && c != '-' && c != '\'' && c != '.'
	}
	return t
}()

// parted reports whether the mark at byte end, which may belong to the word of n
// letters before it, does not. Of a period, that is said of no abbreviation.
func (d *Doc) parted(end, n int) bool {
	switch rest := d.Raw[end+1:]; d.Raw[end] {
	case '.':
		return n > 2 // fewer may be a shortened name or the first of several
	case '-', '\'':
		return rest == "" || rest[0] < utf8.RuneSelf && !wordByte[rest[0]] || d.Raw[end] == '\'' && possessive(rest)
	}
	return false
}

// eight returns the eight bytes of s from byte i on, the first in the lowest place.
func eight(s string, i int) uint64 { return binary.LittleEndian.Uint64([]byte(s[i : i+8])) }

// small returns how many of eight bytes, from the lowest on, are small ASCII letters.
func small(eight uint64) int {
	const each = 0x0101010101010101
	low := eight &^ (each << 7)
	letters := (low + each*(0x80-'a')) &^ (low + each*(0x7f-'z')) &^ eight // in the highest bit of each byte
	return bits.TrailingZeros64(^letters&(each<<7)) / 8
}

// plain returns the Word of the plain word in bytes [i, end) of s, of which first are
// the first eight, all small.
func (v *Vocabulary) plain(s string, i, end int, first uint64) Word {
	n := end - i
	k := key{head: headOf(first&(1<<(8*min(n, headBytes))-1), n)}
	if n > headBytes {
		if n > keyBytes || i+headBytes+8 > len(s) {
			return v.inSmall(s[i:end])
		}
		k.rest = uint32(eight(s, i+headBytes)) & (1<<(8*(n-headBytes)) - 1)
	}
	mask := uint32(len(v.table) - 1)
	for i := k.hash() & mask; ; i = (i + 1) & mask {
		t := &v.table[i]
		if t.word == Unknown || t.head == k.head && t.rest == k.rest {
			return t.word
		}
	}
}
