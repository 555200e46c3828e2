package extract

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// leaderSigns gives a candidate's own signs.
func (x *reader) leaderSigns(i, candidate int, g *signer) {
	w, d := &x.weighing, &x.body
	one, who, v := &x.said[i], w.candidates[candidate], x.v
	his := x.valued(dashed(who))
	order, at, first, count, last, named := -1, 0, -1, 0, -1, 0
	var seen [8]bool
	total, often := len(w.mentions), 0
	before := [2]int{-1, -1} // the first and the last leader whom the sentence before names
	for m := range w.mentions {
		y := &w.mentions[m]
		if y.leader == candidate {
			often++
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
	g.is(weigh.LeaderIs, his)
	none := v.here
	if named == 0 {
		none = v.absent
	}
	for k, is := range [...]bool{one.ruled == who, one.who == who, x.about == who, one.lastNamed == who, one.headNamed == who, one.stands == who, one.him == who,
		x.receiver == who, one.speaker == who, slices.Contains(w.inTitle, candidate), first == candidate, last == candidate, before[0] == candidate, before[1] == candidate} {
		if is {
			g.is(weigh.Leader, v.leader[k])
			g.are(weigh.Leader, v.leader[k], none)
			if one.third {
				g.are(weigh.Leader, v.leader[k], v.pronoun)
			}
		}
	}
	g.are(weigh.Leader, v.share, v.digits[(4*often+max(total, 1)-1)/max(total, 1)])
	if count == 0 {
		g.are(weigh.Leader, v.unnamed, v.digits[min(named, 2)])
		for _, k := range x.wordsOf(i) {
			if x.personal(int(k)) {
				g.are(weigh.LeaderUnsaid, x.token(g, d, w.words, int(k)), his)
			}
		}
		return
	}
	y := &w.mentions[at]
	g.all(weigh.Leader, v.named, v.digits[min(order, 2)], v.digits[min(named, 3)])
	g.are(weigh.Leader, v.at, v.step(y.k-one.First, 2, 5, 10, 20))
	g.are(weigh.Leader, v.often, v.digits[min(count, 3)])
	for k := max(one.First, y.k-3); k < min(y.k, heard(one.Sentence)); k++ {
		g.is(weigh.LeaderBefore, x.token(g, d, w.words, k))
	}
	for k := y.last; k < min(heard(one.Sentence), y.last+3); k++ {
		g.is(weigh.LeaderBehind, x.token(g, d, w.words, k))
	}
	if y.k > one.First && y.k <= heard(one.Sentence) {
		g.are(weigh.LeaderNext, v.before, x.token(g, d, w.words, y.k-1))
	}
	if y.last < heard(one.Sentence) {
		g.are(weigh.LeaderNext, v.behind, x.token(g, d, w.words, y.last))
	}
}

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
