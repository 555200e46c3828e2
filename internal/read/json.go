package read

import (
	"bytes"
	"fmt"
	"sync"
	"unicode/utf16"
	"unicode/utf8"
)

// field is one of the keys of an item.
type field uint8

const (
	fieldID field = iota
	fieldOutlet
	fieldLang
	fieldURL
	fieldPublished
	fieldRetrieved
	fieldTopic
	fieldTitle
	fieldText
	fieldCount
	fieldNone = fieldCount
)

var fieldNames = [fieldCount]string{"id", "outlet", "lang", "url", "published", "retrieved", "topic", "title", "text"}

// fieldOf returns the field with this key.
func fieldOf(key []byte) field {
	for f, name := range fieldNames {
		if len(key) == len(name) && string(key) == name {
			return field(f)
		}
	}
	return fieldNone
}

// object holds the known fields of one JSON object.
type object struct {
	value    [fieldCount]string
	present  [fieldCount]bool
	replaced [fieldCount]bool // bytes or escapes that are no character became U+FFFD
	odd      [fieldCount]bool // not a string, so not taken
}

func (o *object) has(f field) bool { return o.present[f] }

// mistake is where a JSON object goes wrong.
type mistake struct {
	at              int // offset in the data
	expected, found string
}

func (m *mistake) String() string { return "expected " + m.expected + ", found " + m.found }

// maxNesting bounds the depth of values that are skipped.
const maxNesting = 1000

// decoder reads one object as strictly as encoding/json does, but keeps what it
// had read where it meets a mistake.
type decoder struct {
	b       []byte
	i       int
	scratch []byte // what is quoted, without its escapes
	out     *object
}

// scratches are *[]byte to unescape in: each text is copied out of one.
var scratches = sync.Pool{New: func() any { return new([]byte) }}

// decode fills o from the one JSON object that is data.
func (o *object) decode(data []byte) *mistake {
	scratch := scratches.Get().(*[]byte)
	d := decoder{b: data, scratch: *scratch, out: o}
	defer func() {
		*scratch = d.scratch
		scratches.Put(scratch)
	}()
	d.space()
	if d.i >= len(d.b) || d.b[d.i] != '{' {
		return d.miss("an object")
	}
	if m := d.object(); m != nil {
		return m
	}
	d.space()
	if d.i < len(d.b) {
		return d.miss("nothing after the object")
	}
	return nil
}

// miss says that something else was expected here.
func (d *decoder) miss(expected string) *mistake {
	m := &mistake{at: d.i, expected: expected, found: "the end"}
	if d.i < len(d.b) {
		r, n := utf8.DecodeRune(d.b[d.i:])
		m.found = fmt.Sprintf("%q", r)
		if r == utf8.RuneError && n == 1 {
			m.found = fmt.Sprintf("byte 0x%02x", d.b[d.i])
		}
	}
	return m
}

func (d *decoder) space() {
	for d.i < len(d.b) && isSpace(d.b[d.i]) {
		d.i++
	}
}

func (d *decoder) peek() byte {
	if d.i < len(d.b) {
		return d.b[d.i]
	}
	return 0
}

// object reads the outermost object.
func (d *decoder) object() *mistake {
	d.i++
	d.space()
	if d.peek() == '}' {
		d.i++
		return nil
	}
	for {
		d.space()
		if d.peek() != '"' {
			return d.miss("a key in double quotes")
		}
		key, _, m := d.quoted("a key")
		if m != nil {
			return m
		}
		f := fieldOf(key)
		d.space()
		if d.peek() != ':' {
			return d.miss("':'")
		}
		d.i++
		d.space()
		if m := d.member(f); m != nil {
			return m
		}
		d.space()
		switch d.peek() {
		case ',':
			d.i++
		case '}':
			d.i++
			return nil
		default:
			return d.miss("',' or '}'")
		}
	}
}

// member reads the value of a key into its field.
func (d *decoder) member(f field) *mistake {
	if f == fieldNone {
		return d.skip(0)
	}
	if d.peek() == '"' {
		v, replaced, m := d.quoted("the value of " + fieldNames[f])
		if m != nil {
			return m
		}
		d.out.value[f], d.out.present[f], d.out.replaced[f], d.out.odd[f] = string(v), true, replaced, false
		return nil
	}
	start, c := d.i, d.peek()
	if m := d.skip(0); m != nil {
		return m
	}
	d.out.value[f], d.out.present[f], d.out.replaced[f], d.out.odd[f] = "", true, false, false
	switch {
	case c == 'n': // null: as if it were not there
		d.out.present[f] = false
	case f == fieldID && c != 't' && c != 'f' && c != '{' && c != '[':
		d.out.value[f] = string(d.b[start:d.i]) // a number names an item as well as a string does
	case f == fieldTitle || f == fieldText:
		d.i = start
		return d.miss("a string for " + fieldNames[f])
	default:
		d.out.odd[f] = true
	}
	return nil
}

// stop marks the bytes at which plain copying of a string ends.
var stop = func() (t [256]bool) {
	for c := range 0x20 {
		t[c] = true
	}
	t['"'], t['\\'] = true, true
	for c := 0x80; c < 0x100; c++ {
		t[c] = true
	}
	return t
}()

// run returns the offset of the next byte from i on that needs a look.
func (d *decoder) run(i int) int {
	b := d.b
	for i+4 <= len(b) {
		if stop[b[i]] {
			return i
		}
		if stop[b[i+1]] {
			return i + 1
		}
		if stop[b[i+2]] {
			return i + 2
		}
		if stop[b[i+3]] {
			return i + 3
		}
		i += 4
	}
	for i < len(b) && !stop[b[i]] {
		i++
	}
	return i
}

// quoted reads a string. What it returns is valid until the next call.
func (d *decoder) quoted(what string) (v []byte, replaced bool, m *mistake) {
	d.i++
	start := d.i    // of what is not yet copied
	copied := false // scratch holds what stands before start
	flush := func(end int) {
		if !copied {
			d.scratch, copied = d.scratch[:0], true
		}
		d.scratch = append(d.scratch, d.b[start:end]...)
	}
	for {
		d.i = d.run(d.i)
		if d.i >= len(d.b) {
			return nil, false, d.miss("'\"' at the end of " + what)
		}
		switch c := d.b[d.i]; {
		case c == '"':
			if !copied {
				v = d.b[start:d.i]
			} else {
				flush(d.i)
				v = d.scratch
			}
			d.i++
			return v, replaced, nil
		case c == '\\':
			flush(d.i)
			bad, m := d.escape()
			if m != nil {
				return nil, false, m
			}
			replaced = replaced || bad
			start = d.i
		case c < 0x20:
			return nil, false, d.miss("no control character within " + what)
		default:
			r, n := utf8.DecodeRune(d.b[d.i:])
			if r == utf8.RuneError && n == 1 {
				flush(d.i)
				d.scratch = utf8.AppendRune(d.scratch, r)
				replaced = true
				start = d.i + 1
			}
			d.i += n
		}
	}
}

// escape appends the character that an escape stands for. bad means that it
// stands for none.
func (d *decoder) escape() (bad bool, m *mistake) {
	d.i++
	c := d.peek()
	switch c {
	case '"', '\\', '/':
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'u':
		d.i++
		r := d.hex(d.i)
		if r < 0 {
			return false, d.miss("four hexadecimal digits after \\u")
		}
		d.i += 4
		if utf16.IsSurrogate(r) {
			second := rune(-1)
			if d.i+1 < len(d.b) && d.b[d.i] == '\\' && d.b[d.i+1] == 'u' {
				second = d.hex(d.i + 2)
			}
			if r = utf16.DecodeRune(r, second); r == utf8.RuneError {
				bad = true
			} else {
				d.i += 6
			}
		}
		d.scratch = utf8.AppendRune(d.scratch, r)
		return bad, nil
	default:
		return false, d.miss("an escape such as \\n, \\\" or \\u00e9")
	}
	d.i++
	d.scratch = append(d.scratch, c)
	return false, nil
}

// hex returns the value of the four digits at i, or -1.
func (d *decoder) hex(i int) rune {
	if i+4 > len(d.b) {
		return -1
	}
	var r rune
	for _, c := range d.b[i : i+4] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}

var literals = [...][]byte{[]byte("null"), []byte("true"), []byte("false")}

// skip steps over one value of any kind.
func (d *decoder) skip(depth int) *mistake {
	if depth > maxNesting {
		return d.miss(fmt.Sprintf("values nested at most %d deep", maxNesting))
	}
	switch c := d.peek(); {
	case c == '"':
		_, _, m := d.quoted("a string")
		return m
	case c == '{' || c == '[':
		return d.nested(c, depth)
	case c == '-' || c >= '0' && c <= '9':
		return d.number()
	default:
		for _, l := range literals {
			if bytes.HasPrefix(d.b[d.i:], l) {
				d.i += len(l)
				return nil
			}
		}
		return d.miss("a value")
	}
}

// nested steps over an inner object or array.
func (d *decoder) nested(open byte, depth int) *mistake {
	end, what := byte(']'), "',' or ']'"
	if open == '{' {
		end, what = '}', "',' or '}'"
	}
	d.i++
	d.space()
	if d.peek() == end {
		d.i++
		return nil
	}
	for {
		d.space()
		if open == '{' {
			if d.peek() != '"' {
				return d.miss("a key in double quotes")
			}
			if _, _, m := d.quoted("a key"); m != nil {
				return m
			}
			d.space()
			if d.peek() != ':' {
				return d.miss("':'")
			}
			d.i++
			d.space()
		}
		if m := d.skip(depth + 1); m != nil {
			return m
		}
		d.space()
		switch d.peek() {
		case ',':
			d.i++
		case end:
			d.i++
			return nil
		default:
			return d.miss(what)
		}
	}
}

func (d *decoder) number() *mistake {
	if d.peek() == '-' {
		d.i++
	}
	if d.peek() == '0' {
		d.i++
	} else if !d.digits() {
		return d.miss("a digit")
	}
	if d.peek() == '.' {
		d.i++
		if !d.digits() {
			return d.miss("a digit")
		}
	}
	if c := d.peek(); c == 'e' || c == 'E' {
		d.i++
		if c := d.peek(); c == '+' || c == '-' {
			d.i++
		}
		if !d.digits() {
			return d.miss("a digit")
		}
	}
	return nil
}

func (d *decoder) digits() bool {
	start := d.i
	for d.i < len(d.b) && d.b[d.i] >= '0' && d.b[d.i] <= '9' {
		d.i++
	}
	return d.i > start
}
