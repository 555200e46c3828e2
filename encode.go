package rostrum

import (
	"encoding/binary"
	"math"
	"math/bits"
	"strconv"
	"unicode/utf8"
)

// AppendJSON appends the extraction as one JSON object, byte for byte what
// encoding/json writes with SetEscapeHTML(false), without the line end. It
// exists because whole archives are written through it. A confidence that is
// no finite number, which encoding/json refuses, is written as null.
func (x *Extraction) AppendJSON(b []byte) []byte {
	b = appendField(b, `{"id":`, x.ID)
	b = appendField(b, `,"input":`, x.Input)
	b = append(b, `,"item":`...)
	b = strconv.AppendInt(b, int64(x.Item), 10)
	b = appendField(b, `,"outlet":`, x.Outlet)
	b = appendField(b, `,"lang":`, x.Lang)
	b = appendField(b, `,"published":`, x.Published)
	b = appendField(b, `,"retrieved":`, x.Retrieved)
	b = appendField(b, `,"title":`, x.Title)
	if x.Text != nil {
		b = appendField(b, `,"text":`, *x.Text)
	}
	b = appendField(b, `,"version":`, x.Version)
	b = appendField(b, `,"status":`, x.Status)
	b = appendField(b, `,"reason":`, x.Reason)
	b = append(b, `,"notes":`...)
	b = appendList(b, x.Notes, appendString)
	b = appendField(b, `,"profile":`, x.Profile)
	b = appendField(b, `,"engine":`, x.Engine)
	b = appendField(b, `,"kind":`, x.Kind)
	b = append(b, `,"events":`...)
	b = appendEach(b, x.Events, (*Event).appendJSON)
	b = append(b, `,"plans":`...)
	b = appendEach(b, x.Plans, (*Plan).appendJSON)
	b = append(b, `,"acts":`...)
	b = appendEach(b, x.Acts, (*Act).appendJSON)
	b = append(b, `,"mentions":`...)
	b = appendEach(b, x.Mentions, (*Mention).appendJSON)
	b = append(b, `,"unread":`...)
	b = appendEach(b, x.Unread, (*Unread).appendJSON)
	return append(b, '}')
}

func (e *Event) appendJSON(b []byte) []byte {
	b = appendField(b, `{"type":`, e.Type)
	b = appendOptional(b, `,"date":`, e.Date)
	b = appendOptional(b, `,"date_to":`, e.DateTo)
	b = appendOptional(b, `,"not_before":`, e.NotBefore)
	b = appendOptional(b, `,"not_after":`, e.NotAfter)
	b = appendOptional(b, `,"site":`, e.Site)
	b = appendOptional(b, `,"place":`, e.Place)
	b = appendField(b, `,"form":`, e.Form)
	b = appendField(b, `,"evidence":`, e.Evidence)
	b = append(b, `,"at":`...)
	b = appendSpan(b, e.At)
	b = appendField(b, `,"formula":`, e.Formula)
	b = append(b, `,"confidence":`...)
	b = appendFloat(b, e.Confidence)
	b = append(b, `,"participants":`...)
	b = appendEach(b, e.Participants, (*Appearance).appendJSON)
	return append(b, '}')
}

func (a *Appearance) appendJSON(b []byte) []byte {
	b = appendOptional(b, `{"name":`, a.Name)
	b = appendField(b, `,"role":`, a.Role)
	b = appendOptional(b, `,"post":`, a.Post)
	b = append(b, `,"at":`...)
	b = appendSpan(b, a.At)
	b = append(b, `,"post_at":`...)
	b = appendList(b, a.PostAt, appendSpan)
	b = appendField(b, `,"formula":`, a.Formula)
	b = append(b, `,"confidence":`...)
	b = appendFloat(b, a.Confidence)
	return append(b, '}')
}

func (p *Plan) appendJSON(b []byte) []byte {
	b = appendField(b, `{"plan":`, p.Plan)
	b = appendOptional(b, `,"subject":`, p.Subject)
	b = appendOptional(b, `,"assigner":`, p.Assigner)
	b = appendOptional(b, `,"horizon":`, p.Horizon)
	b = appendField(b, `,"status":`, p.Status)
	b = appendOptional(b, `,"value":`, p.Value)
	b = appendField(b, `,"voice":`, p.Voice)
	b = appendField(b, `,"referent":`, p.Referent)
	return appendBasis(b, p.Evidence, p.At, p.Formula, p.Confidence)
}

func (a *Act) appendJSON(b []byte) []byte {
	b = appendField(b, `{"speaker":`, a.Speaker)
	b = appendField(b, `,"act":`, a.Act)
	b = appendField(b, `,"sentence":`, a.Sentence)
	b = appendOptional(b, `,"condition":`, a.Condition)
	b = appendOptional(b, `,"addressee":`, a.Addressee)
	b = appendField(b, `,"voice":`, a.Voice)
	b = appendField(b, `,"referent":`, a.Referent)
	return appendBasis(b, a.Evidence, a.At, a.Formula, a.Confidence)
}

// appendBasis ends a plan claim or an act with what it rests on.
func appendBasis(b []byte, evidence string, at Span, formula string, confidence float64) []byte {
	b = appendField(b, `,"evidence":`, evidence)
	b = append(b, `,"at":`...)
	b = appendSpan(b, at)
	b = appendField(b, `,"formula":`, formula)
	b = append(b, `,"confidence":`...)
	b = appendFloat(b, confidence)
	return append(b, '}')
}

func (m *Mention) appendJSON(b []byte) []byte {
	b = appendField(b, `{"kind":`, m.Kind)
	b = appendField(b, `,"name":`, m.Name)
	b = append(b, `,"at":`...)
	b = appendSpan(b, m.At)
	if m.Referent != "" {
		b = appendField(b, `,"referent":`, m.Referent)
	}
	if m.Voice != "" {
		b = appendField(b, `,"voice":`, m.Voice)
	}
	if len(m.Figures) > 0 {
		b = append(b, `,"figures":`...)
		b = appendEach(b, m.Figures, (*Figure).appendJSON)
	}
	if m.Post != nil {
		b = appendOptional(b, `,"post":`, m.Post)
	}
	if len(m.PostAt) > 0 {
		b = append(b, `,"post_at":`...)
		b = appendList(b, m.PostAt, appendSpan)
	}
	return append(b, '}')
}

// AppendMentions appends the JSON form of a list of mentions to b, byte for byte
// what encoding/json gives.
func AppendMentions(b []byte, list []Mention) []byte {
	if len(list) == 0 {
		return append(b, "[]"...)
	}
	return appendEach(b, list, (*Mention).appendJSON)
}

func (f *Figure) appendJSON(b []byte) []byte {
	b = appendField(b, `{"quote":`, f.Quote)
	b = append(b, `,"at":`...)
	b = appendSpan(b, f.At)
	return append(b, '}')
}

func (u *Unread) appendJSON(b []byte) []byte {
	b = append(b, `{"at":`...)
	b = appendSpan(b, u.At)
	b = appendField(b, `,"why":`, u.Why)
	return append(b, '}')
}

// appendEach writes a list of records; nil is null, as in encoding/json.
func appendEach[T any](b []byte, list []T, one func(*T, []byte) []byte) []byte {
	if list == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(&list[i], b)
	}
	return append(b, ']')
}

// appendList writes a list of plain values; nil is null.
func appendList[T any](b []byte, list []T, one func([]byte, T) []byte) []byte {
	if list == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, v)
	}
	return append(b, ']')
}

// appendField writes a key, with the punctuation before it, and a string.
func appendField(b []byte, key, s string) []byte { return appendString(append(b, key...), s) }

// appendOptional writes a key and a string or null.
func appendOptional(b []byte, key string, s *string) []byte {
	b = append(b, key...)
	if s == nil {
		return append(b, "null"...)
	}
	return appendString(b, *s)
}

func appendSpan(b []byte, s Span) []byte {
	b = append(b, '[', '"')
	b = append(b, s.Field...)
	b = append(b, '"', ',')
	b = strconv.AppendInt(b, int64(s.Start), 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, int64(s.End), 10)
	return append(b, ']')
}

// appendFloat writes a number in the shortest form, as ECMAScript does.
func appendFloat(b []byte, f float64) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, "null"...)
	}
	abs := math.Abs(f)
	if abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		b = strconv.AppendFloat(b, f, 'e', -1, 64)
		if n := len(b); n >= 4 && b[n-4] == 'e' && (b[n-3] == '-' || b[n-3] == '+') && b[n-2] == '0' {
			b[n-2] = b[n-1] // e-09 becomes e-9
			b = b[:n-1]
		}
		return b
	}
	return strconv.AppendFloat(b, f, 'f', -1, 64)
}

const hexDigits = "0123456789abcdef"

// plainByte marks the ASCII bytes that stand for themselves in a JSON string.
var plainByte = func() (t [utf8.RuneSelf]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// plainTo returns the first byte of s from i on that may not stand for itself in a
// JSON string. It looks at eight bytes at a time, as most stand for themselves.
func plainTo(s string, i int) int {
	const each, high = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(s); i += 8 {
		x := binary.LittleEndian.Uint64([]byte(s[i : i+8]))
		// the lowest byte whose highest bit is set is the first that is none of
		// ASCII, below a blank, a quotation mark or a backslash
		if odd := (x | (x - each*' ') | ((x ^ each*'"') - each) | ((x ^ each*'\\') - each)) & high; odd != 0 {
			return i + bits.TrailingZeros64(odd)/8
		}
	}
	for i < len(s) && s[i] < utf8.RuneSelf && plainByte[s[i]] {
		i++
	}
	return i
}

func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := plainTo(s, 0); i < len(s); i = plainTo(s, i) {
		c := s[i]
		if c < utf8.RuneSelf {
			b = append(b, s[start:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\b':
				b = append(b, '\\', 'b')
			case '\f':
				b = append(b, '\\', 'f')
			case '\n':
				b = append(b, '\\', 'n')
			case '\r':
				b = append(b, '\\', 'r')
			case '\t':
				b = append(b, '\\', 't')
			default:
				b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			}
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(b, s[start:i]...)
			b = append(b, `\ufffd`...)
			start = i + n
		case r == '\u2028' || r == '\u2029': // line ends to JavaScript
			b = append(b, s[start:i]...)
			b = append(b, `\u202`...)
			b = append(b, hexDigits[r&15])
			start = i + n
		}
		i += n
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}
