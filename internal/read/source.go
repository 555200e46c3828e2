package read

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	blockSize  = 256 << 10
	prefixSize = 64 << 10 // what is kept of an item that is too long
)

// source is the decompressed stream of one input. Its bytes stand in blocks
// that are never written twice, so that items may be slices of them.
type source struct {
	r       io.Reader
	left    int64 // bytes that may still be read
	total   int64
	size    int64 // expected size, or -1
	zipped  bool
	careful bool // brackets did not match: see nextValue
	buf     []byte
	pos     int   // first byte not yet given out
	line    int   // line of buf[pos], from 1
	column  int   // bytes of that line before buf[pos]
	err     error // why there is no more: io.EOF or a failure
}

// more reads on, into a new block where the current one is full. It returns
// false at the end.
func (s *source) more() bool {
	if s.err != nil {
		return false
	}
	if len(s.buf) == cap(s.buf) {
		rest := s.buf[s.pos:]
		n := blockSize
		if s.buf == nil && s.size >= 0 && s.size+1 < blockSize {
			n = int(s.size) + 1
		}
		if n < 2*len(rest) {
			n = 2 * len(rest)
		}
		block := make([]byte, len(rest), n)
		copy(block, rest)
		s.buf, s.pos = block, 0
	}
	free := s.buf[len(s.buf):cap(s.buf)]
	if s.left < int64(len(free)) {
		free = free[:s.left+1] // one byte more tells whether there is too much
	}
	for range 100 {
		n, err := s.r.Read(free)
		if s.left -= int64(n); s.left < 0 {
			n, err = n-1, errTotal
		}
		s.buf = s.buf[:len(s.buf)+n]
		if err != nil {
			s.err = err
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
	s.err = io.ErrNoProgress
	return false
}

var errTotal = errors.New("too many bytes")

// advance gives out n bytes.
func (s *source) advance(n int) []byte {
	data := s.buf[s.pos : s.pos+n : s.pos+n]
	if lines := bytes.Count(data, newline); lines > 0 {
		s.line += lines
		s.column = n - 1 - bytes.LastIndexByte(data, '\n')
	} else {
		s.column += n
	}
	s.pos += n
	return data
}

var newline = []byte{'\n'}

// failure says in words why the stream ended before its end, or "".
func (s *source) failure() string {
	switch {
	case s.err == nil || s.err == io.EOF:
		return ""
	case s.err == errTotal:
		return fmt.Sprintf("more than %d bytes in one input; the rest was not read", s.total)
	case s.zipped && errors.Is(s.err, io.ErrUnexpectedEOF):
		return "expected more gzip data, found the end; the rest is lost"
	case s.zipped:
		return fmt.Sprintf("gzip data cannot be read on: %v; the rest is lost", s.err)
	}
	return fmt.Sprintf("cannot be read on: %v; the rest is lost", s.err)
}

// readLine gives out the next line without its end. A line longer than limit
// is skipped but for its beginning, and cut is true. ok is false at the end.
func (s *source) readLine(limit int) (data []byte, cut, ok bool) {
	scanned := 0
	for {
		if i := bytes.IndexByte(s.buf[s.pos+scanned:], '\n'); i >= 0 {
			n := scanned + i
			data = s.buf[s.pos : s.pos+n : s.pos+n]
			s.pos += n + 1
			s.line++
			s.column = 0
			if len(data) > limit {
				return clip(data, limit), true, true
			}
			return data, false, true
		}
		scanned = len(s.buf) - s.pos
		if scanned > limit {
			return s.skipLine(limit), true, true
		}
		if !s.more() {
			return s.advance(scanned), false, scanned > 0
		}
	}
}

// skipLine drops the rest of the current line and returns its beginning.
func (s *source) skipLine(limit int) []byte {
	prefix := clip(s.buf[s.pos:], limit)
	for {
		if i := bytes.IndexByte(s.buf[s.pos:], '\n'); i >= 0 {
			s.advance(i + 1)
			return prefix
		}
		s.advance(len(s.buf) - s.pos)
		if !s.more() {
			return prefix
		}
	}
}

// clip copies the beginning of an item that is too long, so that its block can
// be let go.
func clip(data []byte, limit int) []byte {
	return bytes.Clone(data[:min(len(data), limit, prefixSize)])
}

// utf16Reader turns UTF-16 with a byte order mark into UTF-8.
type utf16Reader struct {
	r     io.Reader
	order binary.ByteOrder
	in    [4096]byte
	kept  int // bytes of in that wait for the rest of their unit
	out   []byte
	high  rune // first half of a surrogate pair, or 0
	err   error
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.out) == 0 {
		if u.err != nil {
			return 0, u.err
		}
		n, err := u.r.Read(u.in[u.kept:])
		u.decode(u.in[:u.kept+n])
		if u.err = err; err == io.EOF && (u.kept > 0 || u.high != 0) {
			u.out = utf8.AppendRune(u.out, utf8.RuneError)
		}
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

// decode appends what b holds to out.
func (u *utf16Reader) decode(b []byte) {
	u.out = u.out[:0]
	if u.order == nil && len(b) >= 2 {
		u.order = binary.LittleEndian
		if b[0] == 0xfe {
			u.order = binary.BigEndian
		}
		b = b[2:]
	}
	for len(b) >= 2 {
		c := rune(u.order.Uint16(b))
		b = b[2:]
		if u.high != 0 {
			pair := utf16.DecodeRune(u.high, c)
			u.high = 0
			u.out = utf8.AppendRune(u.out, pair)
			if pair != utf8.RuneError {
				continue
			}
		}
		if c >= 0xd800 && c < 0xdc00 {
			u.high = c
			continue
		}
		u.out = utf8.AppendRune(u.out, c) // a lone second half becomes U+FFFD
	}
	u.kept = copy(u.in[:], b)
}
