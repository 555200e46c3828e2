package text

import (
	"unicode"
	"unicode/utf8"
)

func isSpace(r rune) bool {
	switch r {
	case 0xA0, 0x3000, 0xFEFF, 0x200B, 0x85, 0x2028, 0x2029:
		return true
	}
	return r >= utf8.RuneSelf && unicode.IsSpace(r)
}

// wordByte marks the ASCII letters and digits.
var wordByte = func() (t [utf8.RuneSelf]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
	}
	return t
}()

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return wordByte[r]
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.In(r, unicode.Mn, unicode.Nl)
}

// Marks that are not seen within a word. The space without width is none of
// them: it parts words.
const (
	softHyphen         = 0x00AD
	zeroWidthNonJoiner = 0x200C
	zeroWidthJoiner    = 0x200D
	wordJoiner         = 0x2060
	byteOrderMark      = 0xFEFF
)

func invisible(r rune) bool {
	switch r {
	case softHyphen, zeroWidthNonJoiner, zeroWidthJoiner, wordJoiner, byteOrderMark:
		return true
	}
	return false
}

// fold maps full-width forms to ASCII and the many quotes and dashes to one
// each; every other rune is returned as it is.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	}
	switch r {
	case '‘', '’', 'ʼ', '`', '´':
		return '\''
	case '“', '”', '„', '«', '»', '″':
		return '"'
	case '‐', '‑', '–', '—', '―':
		return '-'
	case '，', '、':
		return ','
	case '。':
		return '.'
	}
	return r
}

// possessive reports whether an apostrophe before s makes a possessive: an s
// that ends the word.
func possessive(s string) bool {
	if s == "" || s[0] != 's' && s[0] != 'S' {
		return false
	}
	if len(s) == 1 {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[1:])
	return !isWordRune(fold(r))
}

func possessiveWord(s string) bool { return s == "s" || s == "S" }

// threeDigits reports whether s begins with exactly three digits.
func threeDigits(s string) bool {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n == 3
}
