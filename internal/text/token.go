package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Flag describes the shape of a token.
type Flag uint16

// Shapes of tokens.
const (
	Capital     Flag = 1 << iota // begins with an upper-case letter
	Upper                        // two letters or more, all upper-case
	Number                       // begins with a digit
	Punct                        // a punctuation mark
	Glued                        // no space before it
	LineStart                    // first token of a line
	Period                       // a word that carries its final period
	Possessive                   // the 's or ' after a word
	Quoted                       // stands inside quotation marks
	Parenthesis                  // stands inside round brackets
	Folded                       // its word differs from its bytes (full-width, accents kept)
)

// Token is one word, number or mark of a Doc.
type Token struct {
	Start, End int32 // bytes of the field
	Word       Word
	Class      Class
	Opens      Class // of the phrases that begin with the word
	Flags      Flag
	Mark       byte // the folded mark of a Punct token: , . ; : " ' ( ) - ? ! or 0
}

// Is reports whether the token has any of the flags.
func (t *Token) Is(f Flag) bool { return t.Flags&f != 0 }

// Sentence is a range [First, Last) of tokens.
type Sentence struct {
	First, Last int
	Paragraph   int
}

// Doc is one field, read.
type Doc struct {
	Field     string
	Raw       string
	Tokens    []Token
	Sentences []Sentence
	buf       []byte
}

// Reset reads another field into the Doc, reusing its memory.
func (d *Doc) Reset(v *Vocabulary, field, raw string) {
	d.Field, d.Raw = field, raw
	d.Tokens = d.Tokens[:0]
	d.Sentences = d.Sentences[:0]
	d.scan(v)
	d.mark()
	d.split(v)
}

// New reads one field.
func New(v *Vocabulary, field, raw string) *Doc {
	d := &Doc{}
	d.Reset(v, field, raw)
	return d
}

func (d *Doc) scan(v *Vocabulary) {
	s := d.Raw
	line, space := true, true
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case c == '\n' || c == '\r':
				line, space = true, true
				i++
				continue
			case c <= ' ' || c == 0x7f:
				space = true
				i++
				continue
			}
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			if isSpace(r) {
				space = true
				if r == 0x2028 || r == 0x2029 || r == 0x85 {
					line = true
				}
				i += size
				continue
			}
		}
		var f Flag
		if line {
			f |= LineStart
		}
		if !space {
			f |= Glued
		}
		line, space = false, false
		r = fold(r)
		if isWordRune(r) {
			end := d.plain(v, i, f)
			if end == i {
				end = d.word(v, i, f)
			}
			i = end
			continue
		}
		m := byte(0)
		if r < utf8.RuneSelf {
			m = byte(r)
		}
		end := i + size
		if m == '-' { // a run of dashes is one mark
			for end < len(s) && s[end] == '-' {
				end++
			}
		}
		d.Tokens = append(d.Tokens, Token{Start: int32(i), End: int32(end), Flags: f | Punct, Mark: m})
		i = end
	}
}

// word reads one word that begins at byte i and returns the byte after it.
func (d *Doc) word(v *Vocabulary, i int, f Flag) int {
	s := d.Raw
	start := i
	lower := d.buf[:0]
	digits, letters, uppers := 0, 0, 0
	dots := false
	folded := false
	for i < len(s) {
		c := s[i]
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			if g := fold(r); g != r {
				r, folded = g, true
			}
		}
		if isWordRune(r) {
			if r < utf8.RuneSelf {
				b := byte(r)
				switch {
				case b >= 'A' && b <= 'Z':
					// a lower-case letter before an upper-case one: perhaps glued
					if letters > 0 && (uppers < letters || letters > 1 && d.headed(v, s[i:])) && d.glued(v, lower, s[i:]) {
						return d.push(v, start, i, lower, f, digits, letters, uppers, folded)
					}
					uppers++
					letters++
					lower = append(lower, b|0x20)
				case b >= '0' && b <= '9':
					digits++
					lower = append(lower, b)
				default:
					letters++
					lower = append(lower, b)
				}
			} else {
				letters++
				if unicode.IsUpper(r) {
					uppers++
				}
				lower = utf8.AppendRune(lower, unicode.ToLower(r))
			}
			i += size
			continue
		}
		next := rune(0)
		if i+size < len(s) {
			next, _ = utf8.DecodeRuneInString(s[i+size:])
			next = fold(next)
		}
		inner := isWordRune(next)
		if inner && invisible(r) {
			// a soft hyphen or a mark without width within a word is as if not there
			folded = true
			i += size
			continue
		}
		switch r {
		case '-', 0x2010, 0x2011:
			// "21-23" is two numbers and a dash, "Sung-Kim" two names
			if inner && i > start && !(digits > 0 && letters == 0 && unicode.IsDigit(next)) && !d.named(v, lower, s[i+size:]) {
				lower = append(lower, '-')
				i += size
				continue
			}
		case '\'':
			// O'Brien and don't stay one word, 's is cut off
			if inner && !possessive(s[i+size:]) {
				lower = append(lower, '\'')
				i += size
				continue
			}
		case '.':
			// "U.S.", and what is joined to it: "south Korea-U.S. drills"
			if inner && letters > 0 && digits == 0 && (len(lower) == 1 || dots || lower[len(lower)-2] == '-') && unicode.IsLetter(next) {
				dots = true
				lower = append(lower, '.')
				i += size
				continue
			}
			if inner && digits > 0 && letters == 0 && unicode.IsDigit(next) {
				lower = append(lower, '.')
				i += size
				continue
			}
			if letters > 0 && digits == 0 && (dots || letters == 2 && uppers == 1 && shortened(v, lower, s[start:], s[i+size:]) || (len(lower) == 1 && uppers == 1) || initial(lower, s[:i]) || d.abbreviation(v, lower)) {
				lower = append(lower, '.')
				i += size
				f |= Period
			}
		case ',':
			if inner && digits > 0 && letters == 0 && threeDigits(s[i+size:]) {
				i += size
				continue
			}
		}
		break
	}
	return d.push(v, start, i, lower, f, digits, letters, uppers, folded)
}

// initial reports whether a word ends in a hyphen and one large letter, as "US-S. Korea" does.
func initial(lower []byte, word string) bool {
	n := len(word)
	return len(lower) > 2 && lower[len(lower)-2] == '-' && word[n-1] >= 'A' && word[n-1] <= 'Z'
}

// shortened reports whether two letters with a period are a shortened given name,
// "Ch. Surenjav": no known word, large, and another large word follows.
func shortened(v *Vocabulary, lower []byte, word, rest string) bool {
	if len(lower) != 2 || word[0] < 'A' || word[0] > 'Z' || find(v, lower) != Unknown {
		return false
	}
	return len(rest) > 1 && rest[0] == ' ' && rest[1] >= 'A' && rest[1] <= 'Z'
}

// push appends the word and, where a marked name's last word has been glued to
// what follows ("Unwas"), cuts it in two.
func (d *Doc) push(v *Vocabulary, start, end int, lower []byte, f Flag, digits, letters, uppers int, folded bool) int {
	d.buf = lower[:0]
	first, _ := utf8.DecodeRuneInString(d.Raw[start:])
	first = fold(first)
	switch {
	case unicode.IsUpper(first) || unicode.Is(unicode.Other_Uppercase, first): // "Abdullah Ⅱ"
		f |= Capital
		if uppers == letters && letters > 1 {
			f |= Upper
		}
	case unicode.IsDigit(first):
		f |= Number
	}
	if folded {
		f |= Folded
	}
	w := find(v, lower)
	if f&Upper != 0 && v.capitals {
		if own := find(v, d.Raw[start:end]); own != Unknown {
			w = own
		}
	}
	if w == Unknown && f&Period != 0 { // an abbreviation may be listed without its period
		w = find(v, lower[:len(lower)-1])
	}
	if f&Capital != 0 && v.GlueTail != 0 && !v.Class(w).Has(v.GlueTail) && !folded {
		if n := d.tail(v, lower); n > 0 {
			d.add(v, start, start+n, find(v, lower[:n]), f)
			d.add(v, start+n, end, find(v, lower[n:]), Glued)
			return end
		}
	}
	d.add(v, start, end, w, f)
	return end
}

// add appends the token of a word.
func (d *Doc) add(v *Vocabulary, start, end int, w Word, f Flag) {
	k := &v.known[w]
	d.Tokens = append(d.Tokens, Token{Start: int32(start), End: int32(end), Word: w, Class: k.class, Opens: k.opens, Flags: f})
}

// tail returns the length of a marked name's last word that begins an unknown
// word, where the token before belongs to a marked name and the rest is a known
// word; else 0.
func (d *Doc) tail(v *Vocabulary, lower []byte) int {
	n := len(d.Tokens)
	if n == 0 || !d.Tokens[n-1].Class.Has(v.GlueTail|v.GlueHead) {
		return 0
	}
	for k := min(len(lower)-2, 6); k >= 2; k-- {
		w := find(v, lower[:k])
		if w != Unknown && v.Class(w).Has(v.GlueTail) && find(v, lower[k:]) != Unknown {
			return k
		}
	}
	return 0
}

// glued reports whether a word so far (lower) and the upper-case rest are two
// words written together: one of them belongs to a marked name, the other is
// known or ends the field.
func (d *Doc) glued(v *Vocabulary, lower []byte, rest string) bool {
	if v.GlueHead == 0 {
		return false
	}
	w := find(v, lower)
	n := 0
	for n < len(rest) && isWordRune(rune(rest[n])) && rest[n] < utf8.RuneSelf {
		n++
	}
	r := v.inSmall(rest[:n])
	if r != Unknown && v.Class(r).Has(v.GlueHead) && (w != Unknown || d.tail(v, lower) > 0) {
		return true
	}
	return w != Unknown && v.Class(w).Has(v.GlueTail) && r != Unknown
}

// headed reports whether a marked name begins here.
func (d *Doc) headed(v *Vocabulary, rest string) bool {
	n := 0
	for n < len(rest) && rest[n] < utf8.RuneSelf && isWordRune(rune(rest[n])) {
		n++
	}
	return v.GlueHead != 0 && v.Class(v.inSmall(rest[:n])).Has(v.GlueHead)
}

// named reports whether a dash stands between two marked names.
func (d *Doc) named(v *Vocabulary, lower []byte, rest string) bool {
	if v.GlueTail == 0 || !v.Class(find(v, lower)).Has(v.GlueTail) {
		return false
	}
	n := 0
	for n < len(rest) && rest[n] < utf8.RuneSelf && isWordRune(rune(rest[n])) {
		n++
	}
	return v.Class(v.inSmall(rest[:n])).Has(v.GlueHead)
}

func (d *Doc) abbreviation(v *Vocabulary, lower []byte) bool {
	w := find(v, lower)
	return w != Unknown && v.Class(w).Has(v.Abbreviation)
}

// mark sets Quoted and Parenthesis. Marks left open end with their line.
func (d *Doc) mark() {
	quote, round := -1, -1
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Is(LineStart) {
			quote, round = -1, -1
		}
		if !t.Is(Punct) {
			if t.Is(Glued) && i > 0 && t.Start < t.End && d.Tokens[i-1].Mark == '\'' && possessiveWord(d.Raw[t.Start:t.End]) {
				d.Tokens[i-1].Flags |= Possessive
				t.Flags |= Possessive
			}
			continue
		}
		switch t.Mark {
		case '"':
			if quote < 0 {
				quote = i
				continue
			}
			for k := quote + 1; k < i; k++ {
				d.Tokens[k].Flags |= Quoted
			}
			quote = -1
		case '(':
			round = i
		case ')':
			if round >= 0 {
				for k := round; k <= i; k++ {
					d.Tokens[k].Flags |= Parenthesis
				}
			}
			round = -1
		}
	}
}

// mostTokens is where a sentence that does not end is cut: what reads sentences may
// take time by the square of their length. None of a report is half as long.
const mostTokens = 4096

// split finds the sentences. A line break ends a sentence unless the line
// before it was cut off where a comma had been: then it lacks closing
// punctuation, or ends with an abbreviation.
func (d *Doc) split(v *Vocabulary) {
	first, paragraph := 0, 0
	end := func(last int) {
		if last > first {
			d.Sentences = append(d.Sentences, Sentence{First: first, Last: last, Paragraph: paragraph})
		}
		first = last
	}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if i-first == mostTokens {
			end(i)
		}
		if i > 0 && t.Is(LineStart) {
			if i != first && (!d.broken(v, i) || t.Mark == '-') {
				end(i)
			}
			if i == first {
				paragraph++
			}
		}
		if t.Is(Punct) && (t.Mark == '.' || t.Mark == '!' || t.Mark == '?') {
			j := i + 1
			for j < len(d.Tokens) && d.Tokens[j].Is(Punct) && d.Tokens[j].Is(Glued) && (d.Tokens[j].Mark == '"' || d.Tokens[j].Mark == ')' || d.Tokens[j].Mark == '\'' || d.Tokens[j].Mark == '.') && !d.Tokens[j].Is(LineStart) {
				j++
			}
			if j+1 < len(d.Tokens) && d.Tokens[j].Mark == ',' && !d.Tokens[j].Is(LineStart) && d.Tokens[j+1].Is(Capital) && !d.Tokens[j+1].Is(Upper) {
				j++ // paragraphs joined by a comma: "… WPK. , Present there were"
			}
			if j >= len(d.Tokens) || d.Tokens[j].Is(LineStart) {
				continue // the line or the text ends the sentence
			}
			n := &d.Tokens[j]
			if t.Is(Parenthesis) {
				continue
			}
			if n.Is(Capital) || n.Is(Number) && !n.Is(Glued) || n.Mark == '"' || n.Mark == '(' {
				if t.Mark == '.' && n.Is(Glued) && !n.Is(Capital) {
					continue
				}
				for k := i + 1; k < j; k++ {
					d.Tokens[k].Flags |= Glued
				}
				end(j)
			}
			continue
		}
		// "… of the C.C. The meeting": an abbreviation may end a sentence
		if t.Is(Period) && i+1 < len(d.Tokens) && !d.Tokens[i+1].Is(LineStart) && d.opens(v, i) {
			end(i + 1)
		}
	}
	end(len(d.Tokens))
}

// opens reports whether the token after an abbreviation with inner periods
// clearly opens a sentence: a capitalised word that is otherwise written small
// and is no noun of a name.
func (d *Doc) opens(v *Vocabulary, i int) bool {
	n := &d.Tokens[i+1]
	return v.Opener != 0 && n.Is(Capital) && n.Class.Has(v.Opener) && d.Tokens[i].End-d.Tokens[i].Start > 2
}

// broken reports whether the line break before token i stands where a comma
// stood: the line before has no closing mark, or one of an abbreviation behind which no
// sentence clearly opens.
func (d *Doc) broken(v *Vocabulary, i int) bool {
	p := &d.Tokens[i-1]
	if !p.Is(Punct) {
		return !p.Is(Period) || p.Is(Capital) && !d.opens(v, i-1) // "etc." closes a line, "C.C." may not
	}
	switch p.Mark {
	case ',':
		return true
	case '.', '!', '?', ':', ';', '"', ')', '-':
		return p.Mark == '"' && d.Tokens[i].Mark == '"'
	}
	return false
}

// Word returns the token's word, repaired but in its own case.
func (d *Doc) Word(i int) string {
	t := &d.Tokens[i]
	s := d.Raw[t.Start:t.End]
	if t.Flags&Folded == 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if !invisible(r) {
			b.WriteRune(fold(r))
		}
	}
	return b.String()
}

// Join returns the words of tokens [i, j) with one space between, none before a
// glued mark or behind a quotation mark that opens: the repaired form of a name or
// phrase.
func (d *Doc) Join(i, j int) string {
	if d.repaired(i, j) {
		return d.Quote(i, j)
	}
	var b strings.Builder
	for k := i; k < j; k++ {
		if k > i && d.apart(k) {
			b.WriteByte(' ')
		}
		b.WriteString(d.Word(k))
	}
	return b.String()
}

// repaired reports whether tokens [i, j) stand in the text as Join gives them, so
// that nothing need be copied.
func (d *Doc) repaired(i, j int) bool {
	for k := i; k < j; k++ {
		t := &d.Tokens[k]
		if t.Is(Folded) {
			return false
		}
		if k == i {
			continue
		}
		before := d.Tokens[k-1].End
		if d.apart(k) {
			if d.Raw[before] != ' ' {
				return false
			}
			before++
		}
		if t.Start != before {
			return false
		}
	}
	return i < j
}

// apart reports whether a space belongs before token k.
func (d *Doc) apart(k int) bool {
	t, before := &d.Tokens[k], &d.Tokens[k-1]
	return !(t.Is(Punct) && t.Is(Glued)) && !t.Is(Possessive) && !(before.Mark == '"' && !before.Is(Glued) && t.Start == before.End)
}

// Span returns the byte range of tokens [i, j).
func (d *Doc) Span(i, j int) (start, end int) {
	return int(d.Tokens[i].Start), int(d.Tokens[j-1].End)
}

// Quote returns the bytes of tokens [i, j) as stored.
func (d *Doc) Quote(i, j int) string {
	return d.Raw[d.Tokens[i].Start:d.Tokens[j-1].End]
}
