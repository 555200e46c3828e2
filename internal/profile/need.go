package profile

import (
	"encoding/binary"
	"math"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// Ahead tells how far on in a sentence stands what patterns of a use need: by the
// number of a need, the last token that meets it. Most sentences lack what most
// patterns need, so these are passed over at a glance.
type Ahead []int32

// noNeed is the number of what is met everywhere.
const noNeed = 0

// Ahead empties one for another text.
func (p *Profile) Ahead(u Use, a Ahead) Ahead {
	n := p.tries[u].needs
	if cap(a) < n {
		a = make(Ahead, n)
	}
	a = a[:n]
	clear(a)
	a[noNeed] = math.MaxInt32
	return a
}

// Look notes what is met in a sentence. Sentences of a text are looked at in their
// order: what those before it met stands before its first token, and so counts for
// nothing.
func (p *Profile) Look(u Use, d *text.Doc, first, last int, a Ahead) {
	y := &p.tries[u]
	for k := first; k < last; k++ {
		if t := &d.Tokens[k]; p.begins(t, isNeeded) {
			for _, n := range y.rows[y.row[t.Word]].meets {
				a[n] = int32(k)
			}
		}
	}
}

// need numbers what a pattern needs, and files the number under the words that
// meet it.
func (t *tries) need(words []text.Word, numbers map[string]int32) int32 {
	if len(words) == 0 {
		return noNeed
	}
	key := make([]byte, 0, 4*len(words))
	for _, w := range words {
		key = binary.LittleEndian.AppendUint32(key, uint32(w))
	}
	n, ok := numbers[string(key)]
	if !ok {
		n = int32(t.needs)
		numbers[string(key)] = n
		t.needs++
		for _, w := range words {
			r := t.rowOf(w)
			r.meets = append(r.meets, n)
		}
	}
	return n
}
