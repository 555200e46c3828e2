// Package rostrum holds the nouns that every part of the program shares: a
// report and its version, the evidence that binds a record to a span of the
// stored text, and the records that a report yields (events, appearances,
// mentions). The words are those of docs/GLOSSARY.md, the same in Go, SQL,
// JSON and pages.
//
// The package does no I/O, reads no clock and imports nothing but the standard
// library. What it does not do: it extracts nothing, decides nothing about who
// a name belongs to, and says nothing about whether a report is true.
package rostrum

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Fields of a stored report that evidence may point into.
const (
	FieldTitle = "title"
	FieldText  = "text"
)

// Span is a half-open range [Start, End) of UTF-8 bytes in one stored field of
// one version. Its JSON form is the array ["text", start, end].
type Span struct {
	Field      string
	Start, End int
}

// MarshalJSON writes the span as ["field", start, end].
func (s Span) MarshalJSON() ([]byte, error) {
	return appendSpan(make([]byte, 0, 24), s), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Span) UnmarshalJSON(b []byte) error {
	var raw [3]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return fmt.Errorf("span: %w", err)
	}
	if err := json.Unmarshal(raw[0], &s.Field); err != nil {
		return fmt.Errorf("span field: %w", err)
	}
	if err := json.Unmarshal(raw[1], &s.Start); err != nil {
		return fmt.Errorf("span start: %w", err)
	}
	if err := json.Unmarshal(raw[2], &s.End); err != nil {
		return fmt.Errorf("span end: %w", err)
	}
	return nil
}

// Quote returns the bytes of the report that the span covers, or "" where the
// span does not fit the report.
func (s Span) Quote(r *Report) string {
	f := r.Text
	if s.Field == FieldTitle {
		f = r.Title
	}
	if s.Start < 0 || s.End > len(f) || s.Start > s.End {
		return ""
	}
	return f[s.Start:s.End]
}

// Report is one captured item of an outlet: its fields as they came in, byte
// for byte. Title and Text are what spans count in.
type Report struct {
	ID        string // the input's, or made by IdentifyReport
	Outlet    string // who publishes
	Lang      string // as filed by the input; may be wrong
	URL       string
	Published string // ISO day, or "" where the input gives none
	Retrieved string // ISO day or time of the capture, or ""
	Topic     string // the outlet's own heading, or ""
	Title     string
	Text      string
	Input     string   // name of the file (or "-") it was read from
	Item      int      // position in that input, from 1
	Notes     []string // what the reader had to say about the item
	Err       error    // why the item could not be read; the other fields may be empty
}

// Version names one text of a report: SHA-256 over title, a NUL byte and text.
func (r *Report) Version() string {
	h := sha256.New()
	var part [1 << 10]byte // a hash takes bytes: a text is not copied whole for it
	for _, s := range [...]string{r.Title, "\x00", r.Text} {
		for len(s) > 0 {
			n := copy(part[:], s)
			h.Write(part[:n])
			s = s[n:]
		}
	}
	var sum [sha256.Size]byte
	return "sha256:" + hex.EncodeToString(h.Sum(sum[:0]))
}

// IdentifyReport returns the input's identifier, or else outlet, day and the
// first ten hex digits of the version.
func IdentifyReport(r *Report, version string) string {
	if r.ID != "" {
		return r.ID
	}
	outlet, day := r.Outlet, r.Published
	if outlet == "" {
		outlet = "unknown"
	}
	if day == "" {
		day = "undated"
	}
	return outlet + "-" + day + "-" + version[len("sha256:"):len("sha256:")+10]
}
