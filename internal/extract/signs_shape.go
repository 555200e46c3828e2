package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/text"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// form is a word of a sentence, or a value: what stands for the words that name
// somebody.
type form struct {
	hash uint64
	k    int    // its token, -1 for a value
	name string // of a value
}

// value is a form that is no word.
func value(name string) form { return form{weigh.Hash(name), -1, name} }

// Forms that stand for names.
var (
	formSides  = [weigh.Columns]form{sideForm(rostrum.ReferentOwn), sideForm(rostrum.ReferentForeign), sideForm(rostrum.ReferentAdversary), sideForm("leader")}
	formName   = sideForm("name")
	formsOther = sideForm("other-leader")
)

func sideForm(name string) form { return value("<" + name + ">") }

// shapeSigns gives the signs of a sentence's words in a row, with one form for all
// that name a side, a leader, or anybody else: of two and, where wanted, of three.
func (x *reader) shapeSigns(i int, g *signer, three bool) {
	w, d, one := &x.weighing, &x.body, &x.said[i]
	shape := w.shape[:0]
	m := one.firstMark
	for k := one.First; k < one.heard(); k++ {
		for m < one.lastMark && x.marks[m].first < k {
			m++
		}
		t := &d.Tokens[k]
		switch {
		case m < one.lastMark && x.marks[m].first == k:
			shape = append(shape, formSides[column(x.marks[m].side)])
			k = max(k, x.marks[m].last-1)
			continue
		case t.Opens.Has(x.c.leader):
			if n, _, _ := x.p.Phrases.Longest(d, k, one.Last, x.c.leader); n > 0 {
				f := formSides[weigh.ALeader]
				if x.p.Leader(x.about) && d.Join(k, k+n) != x.about {
					f = formsOther
				}
				shape = append(shape, f)
				k += n - 1
				continue
			}
		case t.Is(text.Capital) && t.Word == text.Unknown && k > one.First:
			if len(shape) == 0 || shape[len(shape)-1].hash != formName.hash {
				shape = append(shape, formName)
			}
			continue
		}
		shape = append(shape, form{hash: w.words[k], k: k})
	}
	w.shape = shape
	for k := range shape {
		if k+1 < len(shape) {
			g.row(weigh.Shape, d, shape[k:k+2]...)
		}
		if three && k+2 < len(shape) {
			g.row(weigh.ShapeThree, d, shape[k:k+3]...)
		}
	}
}
