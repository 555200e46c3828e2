package weigh

// Packed are points as they are added up: all columns in two words, sixteen bits for
// each, none below 0.
type Packed [2]uint64

// lane is how many bits a column has, and above what number of its own every figure
// is kept: Packed of many signs can be added before a column is full.
const (
	lane   = 16
	lanes  = 64 / lane
	offset = MaxPoints + 1
	many   = (1<<lane - 1) / (2 * offset)
)

func (p *Points) pack() (out Packed) {
	for c, v := range p {
		out[c/lanes] |= uint64(int(v)+offset) << (c % lanes * lane)
	}
	return out
}

// Points returns the points that are packed.
func (p *Packed) Points() (out Points) {
	for c := range out {
		out[c] = int16(p.In(c))
	}
	return out
}

// In returns what they are in a column.
func (p *Packed) In(column int) int {
	return int(p[column/lanes]>>(column%lanes*lane)&(1<<lane-1)) - offset
}

// Sum adds points up. Its zero is a sum of none.
type Sum struct {
	total  [most]int32
	packed Packed
	n      int // of those in packed
}

// Add adds the points of a sign.
func (s *Sum) Add(p *Packed) {
	s.packed[0] += p[0]
	s.packed[1] += p[1]
	if s.n++; s.n == many {
		s.settle()
	}
}

// settle moves what is packed to the total.
func (s *Sum) settle() {
	for c := range s.total {
		s.total[c] += int32(s.packed[c/lanes]>>(c%lanes*lane)&(1<<lane-1)) - int32(s.n*offset)
	}
	s.packed, s.n = Packed{}, 0
}

// AddSum adds what another sum has come to.
func (s *Sum) AddSum(total [most]int32) {
	for c, v := range total {
		s.total[c] += v
	}
}

// Total returns the sum in each column.
func (s *Sum) Total() [most]int32 {
	s.settle()
	return s.total
}
