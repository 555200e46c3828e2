package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain makes a string that came from outside safe to show in a line: control
// characters, escape sequences among them, become U+FFFD; line ends and tabs
// become blanks.
func Plain(s string) string {
	if strings.IndexFunc(s, Hostile) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case Hostile(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

// Hostile tells control characters and those that turn the direction of
// writing, which can make a line say something else than it does.
func Hostile(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
