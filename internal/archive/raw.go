package archive

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// MaxRaw bounds what Unpack makes of what a damaged or hostile store holds.
const MaxRaw = 64 << 20

// packers are kept, as making one takes longer than packing a report.
var packers = sync.Pool{New: func() any {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(128<<10))
	if err != nil {
		panic(err) // the options are constants
	}
	return e
}}

// Pack compresses the raw bytes of one item.
func Pack(raw []byte) []byte {
	e := packers.Get().(*zstd.Encoder)
	defer packers.Put(e)
	return e.EncodeAll(raw, make([]byte, 0, len(raw)/2+64))
}

var unpacker = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(MaxRaw))
})

// Unpack gives back what was packed.
func Unpack(packed []byte) ([]byte, error) {
	d, err := unpacker()
	if err != nil {
		return nil, err
	}
	raw, err := d.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("raw bytes: %w", err)
	}
	return raw, nil
}
