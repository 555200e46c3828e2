package extract

import (
	"github.com/rostrum-watch/rostrum/internal/text"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// shapeSigns gives the signs of a sentence's words in a row, with one form for all
// that name a side, a leader, or anybody else: of two and, where wanted, of three.
func (x *reader) shapeSigns(i int, g *signer, three bool) {
	w, d, v, one := &x.weighing, &x.body, x.v, &x.said[i]
	shape := w.shape[:0]
	m := one.firstMark
	for k := one.First; k < heard(one.Sentence); k++ {
		for m < one.lastMark && x.marks[m].first < k {
			m++
		}
		t := &d.Tokens[k]
		switch {
		case m < one.lastMark && x.marks[m].first == k:
			shape = append(shape, v.forms[column(x.marks[m].side)])
			k = max(k, x.marks[m].last-1)
			continue
		case t.Opens.Has(x.c.leader):
			if n, _, _ := x.p.Phrases.Longest(d, k, one.Last, x.c.leader); n > 0 {
				f := v.forms[weigh.ALeader]
				if x.p.Leader(x.about) && d.Join(k, k+n) != x.about {
					f = v.formOther
				}
				shape = append(shape, f)
				k += n - 1
				continue
			}
		case t.Is(text.Capital) && t.Word == text.Unknown && k > one.First:
			if len(shape) == 0 || shape[len(shape)-1] != v.formName {
				shape = append(shape, v.formName)
			}
			continue
		}
		shape = append(shape, x.token(g, d, w.words, k))
	}
	w.shape = shape
	inARow(shape, three, g)
}

// inARow gives the signs that words in a row are by two and, where wanted, by three.
func inARow(shape []value, three bool, g *signer) {
	for k := 1; k < len(shape); k++ {
		g.are(weigh.Shape, shape[k-1], shape[k])
		if three && k+1 < len(shape) {
			g.all(weigh.ShapeThree, shape[k-1], shape[k], shape[k+1])
		}
	}
}
