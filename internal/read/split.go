package read

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

// sniffSize is how much of an input is looked at where its first byte does not
// tell the format.
const sniffSize = 64 << 10

// foreign lists beginnings of formats that this package does not read.
var foreign = []struct{ magic, name string }{
	{"<!doctype", "HTML or XML"}, {"<html", "HTML or XML"}, {"<?xml", "HTML or XML"}, {"<rss", "HTML or XML"}, {"<head", "HTML or XML"},
	{"warc/", "a web archive"}, {"%pdf-", "a PDF file"}, {"pk\x03\x04", "a zip archive"}, {"bzh", "bzip2 data"},
	{"\x28\xb5\x2f\xfd", "zstd data"}, {"\xfd7zxz", "xz data"}, {"sqlite format 3", "a database"},
}

// tell finds the format of the current input by its first bytes.
func (r *Reader) tell() (Raw, bool) {
	s := &r.src
	s.skipMark()
	i := 0 // first byte that is no white space
	for {
		for s.pos+i < len(s.buf) && isSpace(s.buf[s.pos+i]) {
			i++
		}
		if s.pos+i < len(s.buf) || i > r.opts.MaxItem || !s.more() {
			break
		}
	}
	rest := s.buf[s.pos+i:]
	if len(rest) == 0 { // nothing but white space
		r.split = (*Reader).nothing
		return Raw{}, true
	}
	switch rest[0] {
	case '{':
		r.split = (*Reader).nextLine
		if s.spread(i, r.opts.MaxItem) {
			r.split = (*Reader).nextValue
		}
		return Raw{}, true
	case '[':
		if c := s.after(i + 1); c == '{' || c == ']' || c == '[' {
			r.split = (*Reader).nextValue
			return Raw{}, true
		}
	}
	for len(s.buf)-s.pos < sniffSize && s.more() {
	}
	begin := s.buf[s.pos:min(len(s.buf), s.pos+sniffSize)]
	if holdsObjectLine(begin) { // the first line is damaged
		r.split = (*Reader).nextLine
		return Raw{}, true
	}
	for _, f := range foreign {
		head := begin[i:]
		if len(head) >= len(f.magic) && string(bytes.ToLower(head[:len(f.magic)])) == f.magic {
			return r.refuse(rostrum.CodeUnsupported, nil, "expected JSONL or plain text, found %s", f.name)
		}
	}
	if bytes.IndexByte(begin, 0) >= 0 {
		return r.refuse(rostrum.CodeUnsupported, nil, "expected JSONL or plain text, found binary data")
	}
	r.split = (*Reader).nextPlain
	return Raw{}, true
}

// skipMark steps over a UTF-8 byte order mark.
func (s *source) skipMark() {
	for len(s.buf)-s.pos < 3 && s.more() {
	}
	if bytes.HasPrefix(s.buf[s.pos:], byteOrderMark) {
		s.pos += len(byteOrderMark)
	}
}

var byteOrderMark = []byte{0xef, 0xbb, 0xbf}

// after returns the first byte from offset i on that is no white space, or 0.
func (s *source) after(i int) byte {
	for {
		for s.pos+i < len(s.buf) {
			if c := s.buf[s.pos+i]; !isSpace(c) {
				return c
			}
			i++
		}
		if i > sniffSize || !s.more() {
			return 0
		}
	}
}

// spread tells whether the object at offset i is printed over several lines,
// rather than being the first of one a line.
func (s *source) spread(i, limit int) bool {
	var b balance
	for {
		for s.pos+i < len(s.buf) {
			c := s.buf[s.pos+i]
			if c == '\n' {
				if b.quoted {
					return false // cut within a string
				}
				for s.pos+i+1 >= len(s.buf) && s.more() {
				}
				// A line that begins with the next object means that this one is cut.
				return s.pos+i+1 < len(s.buf) && s.buf[s.pos+i+1] != '{'
			}
			if b.step(c); b.depth == 0 {
				return false
			}
			i++
		}
		if i > limit || !s.more() {
			return false
		}
	}
}

// holdsObjectLine tells whether a whole line of b is a report in JSON.
func holdsObjectLine(b []byte) bool {
	for len(b) > 0 {
		line, rest, whole := bytes.Cut(b, newline)
		b = rest
		if whole && len(line) > 2 && line[0] == '{' {
			var o object
			if o.decode(line) == nil && (o.has(fieldText) || o.has(fieldTitle)) {
				return true
			}
		}
	}
	return false
}

// balance follows brackets and strings without checking their grammar.
type balance struct {
	depth   int
	quoted  bool
	escaped bool
}

func (b *balance) step(c byte) {
	switch {
	case b.escaped:
		b.escaped = false
	case b.quoted:
		switch c {
		case '\\':
			b.escaped = true
		case '"':
			b.quoted = false
		}
	case c == '"':
		b.quoted = true
	case c == '{' || c == '[':
		b.depth++
	case c == '}' || c == ']':
		b.depth--
	}
}

// nothing yields no item but the one that says why reading stopped.
func (r *Reader) nothing() (Raw, bool) { return r.ending(nil, r.src.line, r.src.column+1) }

// ending yields the last item of an input that broke off, once: data is what
// was left, at the given place.
func (r *Reader) ending(data []byte, line, column int) (Raw, bool) {
	problem := r.src.failure()
	if problem == "" {
		return Raw{}, false
	}
	code := rostrum.CodeInvalid
	if !r.src.zipped && r.src.err != errTotal {
		code = rostrum.CodeUnavailable
	}
	raw := Raw{data: data, line: line, column: column, problem: problem, code: code, cause: r.src.err}
	r.src.err = nil
	r.split = (*Reader).done
	return raw, true
}

func (r *Reader) done() (Raw, bool) { return Raw{}, false }

// tooLong is the item that stands for one beyond Options.MaxItem.
func (r *Reader) tooLong(prefix []byte, line, column int) Raw {
	return Raw{data: prefix, line: line, column: column, code: rostrum.CodeInvalid,
		problem: fmt.Sprintf("longer than %d bytes", r.opts.MaxItem)}
}

// nextLine cuts one object a line.
func (r *Reader) nextLine() (Raw, bool) {
	s := &r.src
	for {
		line := s.line
		data, cut, ok := s.readLine(r.opts.MaxItem)
		if !ok {
			return r.ending(nil, s.line, s.column+1)
		}
		column := 1
		for len(data) > 0 && (isSpace(data[0]) || bytes.HasPrefix(data, byteOrderMark)) {
			n := 1
			if data[0] == byteOrderMark[0] {
				n = len(byteOrderMark)
			}
			data, column = data[n:], column+n
		}
		if cut {
			return r.tooLong(data, line, column), true
		}
		if len(data) == 0 {
			continue
		}
		if s.err != nil && s.pos == len(s.buf) && s.column > 0 && s.failure() != "" {
			return r.lastLine(data, line, column)
		}
		if bytes.Contains(data, joined) {
			data = r.unjoin(data, line, column)
		}
		return Raw{data: data, line: line, column: column}, true
	}
}

// lastLine yields the line at which the input broke off. Where the object is
// whole it is an item of its own, before the one that tells of the break.
func (r *Reader) lastLine(data []byte, line, column int) (Raw, bool) {
	var o object
	if o.decode(data) != nil {
		return r.ending(data, line, column)
	}
	whole := Raw{data: data, line: line, column: column}
	if broken, ok := r.ending(nil, line, column+len(data)); ok {
		r.queued = append(r.queued, broken)
	}
	return whole, true
}

var joined = []byte(`}{"`)

// unjoin cuts a line that holds several objects, as files put together without
// a line end between them do: it returns the first and queues the others.
func (r *Reader) unjoin(data []byte, line, column int) []byte {
	var b balance
	var first []byte
	start := 0
	for i := 0; i < len(data); i++ {
		b.step(data[i])
		if b.depth != 0 || b.quoted || data[i] != '}' || !bytes.HasPrefix(data[i:], joined) {
			continue
		}
		if first == nil {
			first = data[: i+1 : i+1]
		} else {
			r.queued = append(r.queued, Raw{data: data[start : i+1 : i+1], line: line, column: column + start})
		}
		start = i + 1
	}
	if first == nil {
		return data
	}
	r.queued = append(r.queued, Raw{data: data[start:], line: line, column: column + start})
	return first
}

// nextPlain takes the whole input as one report.
func (r *Reader) nextPlain() (Raw, bool) {
	s := &r.src
	for len(s.buf)-s.pos <= r.opts.MaxItem && s.more() {
	}
	line := s.line
	if len(s.buf)-s.pos > r.opts.MaxItem {
		raw := r.tooLong(clip(s.buf[s.pos:], r.opts.MaxItem), line, 1)
		raw.plain = true
		for len(raw.data) > 0 { // not in the middle of a character
			if c, n := utf8.DecodeLastRune(raw.data); c != utf8.RuneError || n != 1 {
				break
			}
			raw.data = raw.data[:len(raw.data)-1]
		}
		r.split = (*Reader).done
		return raw, true
	}
	data := s.advance(len(s.buf) - s.pos)
	raw, broken := r.ending(data, line, 1)
	if !broken {
		raw = Raw{data: data, line: line, column: 1}
	}
	raw.plain = true
	r.split = (*Reader).done
	return raw, true
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }
