package diff

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// noise is a set of kinds of noise.
type noise uint8

const (
	quotes noise = 1 << iota
	spaces
	letterCase
	dashes
	punctuation
	accents
	encoding

	allNoise = 1<<iota - 1
)

// kinds names the set.
func (n noise) kinds() []string {
	var out []string
	for i, k := range NoiseKinds {
		if n&(1<<i) != 0 {
			out = append(out, k)
		}
	}
	return out
}

// class is what a character is to a comparison.
type class uint8

const (
	letter class = iota // marks that combine too
	digit
	alone // a sign or a character that is a word by itself
	quote
	space
	dash
	mark   // any other punctuation
	unseen // controls and characters without width
)

func classOf(r rune) class {
	if r < utf8.RuneSelf {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return letter
		case r >= '0' && r <= '9':
			return digit
		}
		switch r {
		case ' ', '\n', '\r', '\t', '\v', '\f':
			return space
		case '\'', '"', '`':
			return quote
		case '-':
			return dash
		case '%', '&', '@', '#', '$', '+', '<', '=', '>', '|', '~', '^':
			return alone
		}
		if r < ' ' || r == 0x7f {
			return unseen
		}
		return mark
	}
	switch r {
	case '´', 'ʼ', '″', '′', '＂', '＇', '「', '」', '『', '』':
		return quote
	case '§', '‰', '％', '＆', '＠', '＃':
		return alone
	case 0x200b, 0x85: // a space without width, the next line
		return space
	}
	switch {
	case unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r):
		return alone // nothing parts the words of these scripts
	case unicode.IsLetter(r), unicode.IsMark(r):
		return letter
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r):
		return space
	case unicode.In(r, unicode.Pi, unicode.Pf) || r == '„' || r == '‚':
		return quote
	case unicode.Is(unicode.Pd, r):
		return dash
	case unicode.In(r, unicode.P):
		return mark
	case unicode.In(r, unicode.Cf, unicode.Cc):
		return unseen
	case r >= 0x2500 && r <= 0x27bf: // bullets and lines
		return mark
	}
	return alone
}

// next reads the character at the start of s. Of one written as an entity, or in
// bytes that were read by the wrong table, it returns the one that is meant.
func next(s string) (r rune, size int) {
	c := s[0]
	if c == '&' {
		return entity(s)
	}
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	r, size = utf8.DecodeRuneInString(s)
	if r >= 0xc2 && r <= 0xf4 {
		if meant, n := mistaken(s, r); n > 0 {
			return meant, n
		}
	}
	if r >= 0xff01 && r <= 0xff5e { // full width
		r -= 0xfee0
	}
	return r, size
}

// longestEntity bounds where an entity's semicolon is sought.
const longestEntity = 12

func entity(s string) (rune, int) {
	end := strings.IndexByte(s[:min(len(s), longestEntity)], ';')
	if end < 0 {
		return '&', 1
	}
	meant := html.UnescapeString(s[:end+1])
	r, size := utf8.DecodeRuneInString(meant)
	if size != len(meant) || r == utf8.RuneError {
		return '&', 1
	}
	return r, end + 1
}

// mistaken reads characters that are the bytes of another one in UTF-8, each read
// as Windows-1252.
func mistaken(s string, first rune) (rune, int) {
	n := 2
	switch {
	case first >= 0xf0:
		n = 4
	case first >= 0xe0:
		n = 3
	}
	var raw [4]byte
	at := 0
	for i := range n {
		if at >= len(s) {
			return 0, 0
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r >= 0x80 && r < 0xa0 {
			b, ok = byte(r), true
		}
		if !ok {
			return 0, 0
		}
		raw[i] = b
		at += size
	}
	r, size := utf8.DecodeRune(raw[:n])
	if r == utf8.RuneError || size != n {
		return 0, 0
	}
	return r, at
}

// fold writes s without what the kinds of noise in n make up.
func fold(s string, n noise) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		var r rune
		size := 0
		if n&encoding != 0 {
			r, size = next(s[i:])
		} else {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		raw := s[i : i+size]
		i += size
		switch classOf(r) {
		case quote:
			if n&quotes != 0 {
				continue
			}
		case space:
			if n&spaces != 0 {
				continue
			}
		case dash:
			if n&dashes != 0 {
				continue
			}
		case mark:
			if n&punctuation != 0 {
				continue
			}
		case unseen:
			if n&encoding != 0 {
				continue
			}
		}
		if r == utf8.RuneError && size == 1 {
			b.WriteString(raw) // bytes that are no UTF-8 stay what they are
			continue
		}
		foldLetter(&b, r, n)
	}
	if n&encoding != 0 && n&accents == 0 {
		return norm.NFC.String(b.String())
	}
	return b.String()
}

func foldLetter(b *strings.Builder, r rune, n noise) {
	if r < utf8.RuneSelf {
		if n&letterCase != 0 && r >= 'A' && r <= 'Z' {
			r |= 0x20
		}
		b.WriteByte(byte(r))
		return
	}
	if n&letterCase != 0 {
		r = unicode.ToLower(r)
	}
	if n&(accents|encoding) == 0 || !unicode.IsLetter(r) && !unicode.IsMark(r) {
		b.WriteRune(r)
		return
	}
	parts := string(r)
	if n&encoding != 0 { // letters that are joined or set in another form
		parts = norm.NFKC.String(parts)
	}
	if n&accents != 0 {
		parts = norm.NFD.String(parts)
	}
	accented := false // the letter before is of a script in which a mark is an accent
	for _, c := range parts {
		if unicode.Is(unicode.Mn, c) && n&accents != 0 {
			if accented || parts == string(c) && c >= 0x300 && c < 0x370 {
				continue
			}
		} else {
			accented = unicode.In(c, unicode.Latin, unicode.Greek)
		}
		b.WriteRune(c)
	}
}

// noiseKinds tells what kinds of noise make the difference between two wordings
// that are the same without all of them: those that cannot be left out.
func noiseKinds(a, b string) []string {
	var needed noise
	for k := noise(1); k <= encoding; k <<= 1 {
		if fold(a, allNoise&^k) != fold(b, allNoise&^k) {
			needed |= k
		}
	}
	if needed != 0 && fold(a, needed) == fold(b, needed) {
		return needed.kinds()
	}
	// Two kinds may each do for the other: a mark in full width is a mark, and
	// written in another way.
	for _, k := range []noise{encoding, quotes, dashes, spaces, punctuation, letterCase, accents} {
		if with := needed | k; fold(a, with) == fold(b, with) {
			return with.kinds()
		}
	}
	for k := noise(1); k <= encoding; k <<= 1 {
		if fold(a, k) != a || fold(b, k) != b {
			needed |= k
		}
	}
	if needed == 0 {
		needed = encoding
	}
	return needed.kinds()
}

// Fold is a text as it is compared: all that is noise between two versions is gone.
func Fold(s string) string { return fold(s, allNoise) }
