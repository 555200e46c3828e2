package archive

import (
	"fmt"

	"github.com/klauspost/compress/s2"
)

// MaxRaw bounds what Unpack makes of what a damaged or hostile store holds.
const MaxRaw = 64 << 20

// Pack compresses the raw bytes of one item, as a Snappy block.
func Pack(raw []byte) []byte { return s2.EncodeSnappyBetter(nil, raw) }

// Unpack gives back what was packed.
func Unpack(packed []byte) ([]byte, error) {
	n, err := s2.DecodedLen(packed)
	if err == nil && n > MaxRaw {
		err = fmt.Errorf("%d bytes; expected at most %d", n, MaxRaw)
	}
	var raw []byte
	if err == nil {
		raw, err = s2.Decode(nil, packed)
	}
	if err != nil {
		return nil, fmt.Errorf("raw bytes: %w", err)
	}
	return raw, nil
}
