package read

import "bytes"

// nextValue cuts objects out of an array, or out of objects printed over
// several lines, by their brackets. Once brackets have not matched, a line that
// begins with an object no deeper indented than the last one's begins the next.
func (r *Reader) nextValue() (Raw, bool) {
	s := &r.src
	for {
		for s.pos < len(s.buf) && isBetween(s.buf[s.pos]) {
			s.advance(1)
		}
		if s.pos < len(s.buf) {
			if !bytes.HasPrefix(s.buf[s.pos:], byteOrderMark) {
				break
			}
			s.pos += len(byteOrderMark)
		} else if !s.more() {
			return r.ending(nil, s.line, s.column+1)
		}
	}
	line, column := s.line, s.column+1
	var data []byte
	var cut bool
	if s.buf[s.pos] == '{' {
		data, cut = s.object(r.opts.MaxItem)
	} else {
		data, cut = s.scrap(r.opts.MaxItem)
	}
	if cut {
		return r.tooLong(data, line, column), true
	}
	if s.err != nil && s.pos == len(s.buf) && s.failure() != "" {
		return r.lastLine(data, line, column)
	}
	return Raw{data: data, line: line, column: column}, true
}

// isBetween tells what may stand between the objects of an array.
func isBetween(c byte) bool { return isSpace(c) || c == ',' || c == '[' || c == ']' }

// object gives out the object that begins here.
func (s *source) object(limit int) (data []byte, cut bool) {
	if s.careful {
		return s.block(limit)
	}
	var b balance
	var prefix []byte // of an object that is too long
	for i := 0; ; i++ {
		for s.pos+i >= len(s.buf) {
			if prefix == nil && i > limit {
				prefix = clip(s.buf[s.pos:], limit)
			}
			if prefix != nil {
				s.advance(i)
				i = 0
			}
			if s.more() {
				continue
			}
			if prefix != nil {
				return prefix, true
			}
			s.careful = true
			return s.block(limit)
		}
		c := s.buf[s.pos+i]
		if c == '\n' && b.quoted && prefix == nil {
			s.careful = true
			return s.block(limit)
		}
		if b.step(c); b.depth == 0 {
			data = s.advance(i + 1)
			if prefix != nil {
				return prefix, true
			}
			if len(data) > limit {
				return clip(data, limit), true
			}
			return data, false
		}
	}
}

// block gives out what stands before the next line that begins with an object
// no deeper indented than this one's line.
func (s *source) block(limit int) (data []byte, cut bool) {
	indent := s.column
	for i := 0; ; {
		end := bytes.IndexByte(s.buf[s.pos+i:], '\n')
		for end < 0 {
			i = len(s.buf) - s.pos
			if i > limit {
				return s.skipLine(limit), true
			}
			if !s.more() {
				return trimBetween(s.advance(i)), false
			}
			end = bytes.IndexByte(s.buf[s.pos+i:], '\n')
		}
		i += end + 1
		if i > limit {
			prefix := clip(s.buf[s.pos:], limit)
			s.advance(i)
			return prefix, true
		}
		at := i
		for {
			for s.pos+at < len(s.buf) && (s.buf[s.pos+at] == ' ' || s.buf[s.pos+at] == '\t') {
				at++
			}
			if s.pos+at < len(s.buf) || !s.more() {
				break
			}
		}
		if s.pos+at < len(s.buf) && s.buf[s.pos+at] == '{' && at-i <= indent {
			return trimBetween(s.advance(i)), false
		}
	}
}

// trimBetween drops what separates an object from the next one.
func trimBetween(data []byte) []byte {
	for n := len(data); n > 0 && isBetween(data[n-1]); n-- {
		data = data[:n-1]
	}
	return data
}

// scrap gives out something that is no object, up to the next comma, bracket
// or line end.
func (s *source) scrap(limit int) (data []byte, cut bool) {
	quoted := false
	for i := 0; ; i++ {
		if s.pos+i >= len(s.buf) && !s.more() {
			return s.advance(i), false
		}
		if i > limit {
			return s.skipLine(limit), true
		}
		c := s.buf[s.pos+i]
		if c == '"' {
			quoted = !quoted
		}
		if i > 0 && (c == '\n' || !quoted && (c == ',' || c == '[' || c == ']' || c == '{')) {
			return s.advance(i), false
		}
	}
}
