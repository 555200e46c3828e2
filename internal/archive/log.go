package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/rfc6962"
)

// Entry is a version as the log has it. Version is a digest over title and text,
// so that these are covered too.
type Entry struct {
	Report    string // id
	Version   string // "sha256:…"
	Outlet    string
	Lang      string // as filed
	Published string
	Retrieved string
	Topic     string
	URL       string // of the first capture
	Raw       []byte // SHA-256 of the raw bytes of the first capture; empty where they are not held
}

// Hash is the hash of an entry as a leaf of the log: RFC 6962, 2.1.
func (e *Entry) Hash() [sha256.Size]byte {
	b := make([]byte, 0, 512)
	b = append(b, "rostrum version 1\n"...)
	// Quoted, so that no field can pass for another.
	for _, f := range [...]string{e.Report, e.Version, e.Outlet, e.Lang, e.Published, e.Retrieved, e.Topic, e.URL} {
		b = append(appendQuoted(b, f), '\n')
	}
	b = append(b, '"')
	b = hex.AppendEncode(b, e.Raw)
	b = append(b, "\"\n"...)
	return [sha256.Size]byte(rfc6962.DefaultHasher.HashLeaf(b))
}

// appendQuoted is strconv.AppendQuote, which most values, of nothing but plain
// characters, do not need.
func appendQuoted(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return strconv.AppendQuote(b, s)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// Log is the append-only tree over the hashes of entries, of which it holds the
// right edge alone: some twenty hashes for a million entries.
type Log struct {
	r *compact.Range
}

var tree = compact.RangeFactory{Hash: rfc6962.DefaultHasher.HashChildren}

// NewLog returns the log of size entries with the right edge that Edge gave.
// It fails where the edge cannot be that of so many.
func NewLog(size uint64, edge []byte) (*Log, error) {
	if len(edge)%sha256.Size != 0 {
		return nil, fmt.Errorf("log: an edge of %d bytes; expected a multiple of %d", len(edge), sha256.Size)
	}
	hashes := make([][]byte, 0, len(edge)/sha256.Size)
	for ; len(edge) > 0; edge = edge[sha256.Size:] {
		hashes = append(hashes, append([]byte(nil), edge[:sha256.Size]...))
	}
	r, err := tree.NewRange(0, size, hashes)
	if err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	return &Log{r}, nil
}

// Append adds the hash of an entry.
func (l *Log) Append(leaf [sha256.Size]byte) error { return l.r.Append(leaf[:], nil) }

// Size is the number of entries.
func (l *Log) Size() uint64 { return l.r.End() }

// Edge is what NewLog makes the log of again.
func (l *Log) Edge() []byte {
	b := []byte{}
	for _, h := range l.r.Hashes() {
		b = append(b, h...)
	}
	return b
}

// Root is the tree head: that of RFC 6962, 2.1, also of no entries.
func (l *Log) Root() ([]byte, error) {
	if l.r.End() == 0 {
		return rfc6962.DefaultHasher.EmptyRoot(), nil
	}
	return l.r.GetRootHash(nil)
}
