package extract

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// leaderSigns gives a candidate's own signs.
func (x *reader) leaderSigns(i, candidate int, g *signer) {
	w, d := &x.weighing, &x.body
	one, who := &x.said[i], w.candidates[candidate]
	order, at, first, count, last, named := -1, 0, -1, 0, -1, 0
	var seen [8]bool
	total, his := len(w.mentions), 0
	before := [2]int{-1, -1} // the first and the last leader whom the sentence before names
	for m := range w.mentions {
		y := &w.mentions[m]
		if y.leader == candidate {
			his++
		}
		switch y.said {
		case i - 1:
			if before[0] < 0 {
				before[0] = y.leader
			}
			before[1] = y.leader
		case i:
			if first < 0 {
				first = y.leader
			}
			last = y.leader
			if y.leader == candidate {
				if count == 0 {
					order, at = named, m
				}
				count++
			}
			if y.leader < len(seen) && !seen[y.leader] {
				seen[y.leader] = true
				named++
			}
		}
	}
	g.is(weigh.LeaderIs, dashed(who))
	none := "here"
	if named == 0 {
		none = "absent"
	}
	for _, f := range [...]struct {
		name string
		is   bool
	}{
		{"rule", one.ruled == who}, {"who", one.who == who}, {"about", x.about == who}, {"last", one.lastNamed == who}, {"at-head", one.headNamed == who},
		{"stands", one.stands == who}, {"stood-for", one.him == who}, {"receiver", x.receiver == who}, {"speaker", one.speaker == who}, {"title", slices.Contains(w.inTitle, candidate)},
		{"first", first == candidate}, {"final", last == candidate},
		{"first-before", before[0] == candidate}, {"final-before", before[1] == candidate},
	} {
		if f.is {
			g.is(weigh.Leader, f.name)
			g.are(weigh.Leader, f.name, none)
			if one.third {
				g.are(weigh.Leader, f.name, "by-pronoun")
			}
		}
	}
	g.are(weigh.Leader, "share", digit((4*his+max(total, 1)-1)/max(total, 1)))
	if count == 0 {
		g.are(weigh.Leader, "unnamed", digit(min(named, 2)))
		for _, k := range x.wordsOf(i) {
			if x.personal(int(k)) {
				g.row(weigh.LeaderUnsaid, d, form{hash: w.words[k], k: int(k)}, value(dashed(who)))
			}
		}
		return
	}
	y := &w.mentions[at]
	g.all(weigh.Leader, "named", digit(min(order, 2)), digit(min(named, 3)))
	g.are(weigh.Leader, "at", step(y.k-one.First, 2, 5, 10, 20))
	g.are(weigh.Leader, "often", digit(min(count, 3)))
	for k := max(one.First, y.k-3); k < min(y.k, one.heard()); k++ {
		g.word(weigh.LeaderBefore, d, w.words, k)
	}
	for k := y.last; k < min(one.heard(), y.last+3); k++ {
		g.word(weigh.LeaderBehind, d, w.words, k)
	}
	if y.k > one.First && y.k <= one.heard() {
		g.row(weigh.LeaderNext, d, formBefore, form{hash: w.words[y.k-1], k: y.k - 1})
	}
	if y.last < one.heard() {
		g.row(weigh.LeaderNext, d, formBehind, form{hash: w.words[y.last], k: y.last})
	}
}

// On which side of a leader's name a word stands.
var formBefore, formBehind = value("before"), value("behind")

// personal reports whether a word of the text may stand for a person: a title or a
// pronoun.
func (x *reader) personal(k int) bool {
	t := &x.body.Tokens[k]
	if t.Class.Has(x.c.style | x.c.title | x.c.honorific | x.c.pronoun | x.c.possessive) {
		return true
	}
	c := x.cues[k].cue
	return c != nil && c.Sign == profile.CueThird
}
