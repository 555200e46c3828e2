package cli

import (
	"strings"
	"unicode"
)

// style is what colours mean. The zero value colours nothing.
type style struct{ on bool }

// The escape sequences of a terminal: bold, dim and a few of the sixteen
// colours that every theme sets so that they can be read.
const (
	sgrBold   = "1"
	sgrDim    = "2"
	sgrPerson = "1;36"
	sgrPost   = "33"
	sgrSite   = "32"
	sgrUnread = "35"
	sgrNamed  = "4"
	sgrSought = "1;33"
	sgrBad    = "1;31"
)

func (s style) paint(sgr, text string) string {
	if !s.on || text == "" || sgr == "" {
		return text
	}
	return "\x1b[" + sgr + "m" + text + "\x1b[0m"
}

func (s style) bold(text string) string   { return s.paint(sgrBold, text) }
func (s style) dim(text string) string    { return s.paint(sgrDim, text) }
func (s style) person(text string) string { return s.paint(sgrPerson, text) }
func (s style) post(text string) string   { return s.paint(sgrPost, text) }
func (s style) site(text string) string   { return s.paint(sgrSite, text) }
func (s style) bad(text string) string    { return s.paint(sgrBad, text) }

// cells is the room that s takes on a terminal, escape sequences not counted.
func cells(s string) int {
	n, escape := 0, false
	for _, r := range s {
		switch {
		case r == '\x1b':
			escape = true
		case escape:
			escape = r != 'm'
		case r < 0x300:
			n++
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// wide tells East Asian characters that take two cells.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf && r != 0x303f || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 ||
		r >= 0x1f300 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd)
}

// clip shortens s, which holds no escape sequence, to at most n cells.
func clip(s string, n int) string {
	if cells(s) <= n {
		return s
	}
	used, end := 0, 0
	for i, r := range s {
		w := cells(string(r))
		if used+w > n-1 {
			end = i
			break
		}
		used += w
	}
	return strings.TrimRight(s[:end], " ,;") + "…"
}

// wrap lays words out in lines of at most width cells. The words may hold
// escape sequences; a word that is longer stands alone.
func wrap(words []string, width int) []string {
	var lines []string
	var b strings.Builder
	used := 0
	for _, w := range words {
		n := cells(w)
		if used > 0 && used+1+n > width {
			lines = append(lines, b.String())
			b.Reset()
			used = 0
		}
		if used > 0 {
			b.WriteByte(' ')
			used++
		}
		b.WriteString(w)
		used += n
	}
	if used > 0 {
		lines = append(lines, b.String())
	}
	return lines
}

// paragraph wraps text and puts indent before each line.
func paragraph(text, indent string, width int) string {
	var b strings.Builder
	for _, line := range wrap(strings.Fields(text), width-cells(indent)) {
		b.WriteString(indent)
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// hanging is a paragraph whose first line begins with label instead of the
// indent; its words may be coloured.
func hanging(label, text string, indent, width int) string {
	lines, pad := wrap(strings.Fields(text), width-indent), max(0, indent-cells(label))
	if pad == 0 && label != "" && !strings.HasSuffix(label, " ") {
		pad = 1 // a label that is too wide still stands apart
	}
	if len(lines) == 0 {
		lines = []string{""}
	}
	var b strings.Builder
	for i, line := range lines {
		if i == 0 {
			b.WriteString(label)
			b.WriteString(strings.Repeat(" ", pad))
		} else {
			b.WriteString(strings.Repeat(" ", indent))
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}
