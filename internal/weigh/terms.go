package weigh

import (
	"math/bits"
	"slices"
)

// Term is the number of a word or a value that signs are made of. It is 0 for all that
// no sign has.
type Term uint16

const (
	termBits = 16
	maxTerms = 1<<termBits - 1
)

// Terms are the words and values that the signs of a profile's tables are made of. Nil
// has none.
type Terms struct {
	index  index
	hashes []uint64 // of each, by Term less one
}

// Of returns the term of a word or value, by its Hash.
func (t *Terms) Of(hash uint64) Term {
	if t == nil || len(t.hashes) == 0 {
		return 0
	}
	for at, tag := t.index.start(hash); ; at++ {
		b := t.index.bucket(at)
		for like := b.like(tag); like != 0; like &= like - 1 {
			if n := b.number(like); n != 0 && t.hashes[n-1] == hash {
				return Term(n)
			}
		}
		if !b.full() {
			return 0
		}
	}
}

// enter returns the term of a hash, a new one where it has none; 0 where there are too
// many.
func (t *Terms) enter(hash uint64) Term {
	if known := t.Of(hash); known != 0 {
		return known
	}
	if len(t.hashes) == maxTerms {
		return 0
	}
	t.hashes = append(t.hashes, hash)
	if len(t.hashes) > t.index.size() {
		t.index = sized(2 * len(t.hashes))
		for n, h := range t.hashes {
			t.index.put(h, n+1)
		}
	} else {
		t.index.put(hash, len(t.hashes))
	}
	return Term(len(t.hashes))
}

// index finds the numbers of keys. Most keys that are asked for are not there, and that
// is told by one look at one bucket: a few bits of each of its keys stand beside each
// other, and are compared at once (the method of Google's Swiss tables, Benzaquen and
// others 2017, in a machine word).
type index struct {
	buckets []bucket
	shift   uint // of what is spread, to the bits that tell a bucket
}

// bucket holds up to four numbers, each with a tag of its key. What finds no room is
// in the next.
type bucket struct {
	tags    uint64
	numbers [perBucket]uint16 // 0 where there is none
}

const (
	perBucket = 4
	tagBits   = 16
	lowest    = 1<<48 | 1<<32 | 1<<16 | 1 // the lowest bit of each tag
	highest   = lowest << (tagBits - 1)
)

// sized returns an index for so many keys at least.
func sized(n int) index {
	bits := uint(2)
	for perBucket/2<<bits < n {
		bits++
	}
	return index{make([]bucket, 1<<bits), 64 - bits}
}

// size is for how many keys it was made: half of its places stay empty.
func (x *index) size() int { return len(x.buckets) * perBucket / 2 }

// spread brings to the front what tells keys apart (Knuth, "The Art of Computer
// Programming" 3, 6.4: multiplicative hashing).
const spread = 0x9e3779b97f4a7c15

// start is the bucket in which a key is looked for first, and its tag in each place.
func (x *index) start(key uint64) (at, tag uint64) {
	h := key * spread
	return h >> x.shift, h >> (x.shift - tagBits) & (1<<tagBits - 1) * lowest
}

func (x *index) bucket(at uint64) *bucket { return &x.buckets[at&uint64(len(x.buckets)-1)] }

// like has the highest bit of each tag that is the one looked for, and now and then of
// another one above it.
func (b *bucket) like(tag uint64) uint64 {
	other := b.tags ^ tag
	return (other - lowest) &^ other & highest
}

// number is the number whose tag has the lowest bit of like.
func (b *bucket) number(like uint64) uint16 {
	return b.numbers[uint(bits.TrailingZeros64(like))/tagBits%perBucket]
}

func (b *bucket) full() bool { return b.numbers[perBucket-1] != 0 }

// put enters a key that is not there.
func (x *index) put(key uint64, number int) {
	at, tag := x.start(key)
	b := x.bucket(at)
	for b.full() {
		at++
		b = x.bucket(at)
	}
	free := slices.Index(b.numbers[:], 0)
	b.numbers[free] = uint16(number)
	b.tags |= tag & (1<<tagBits - 1) << (free * tagBits)
}
