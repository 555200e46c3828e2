package extract

import (
	"fmt"
	"slices"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// ClaimNames are the columns of a file of points for claims: what a sentence holds.
var ClaimNames = [weigh.Claims]string{rostrum.ActDirective, rostrum.ActPraise, rostrum.ActCriticism, rostrum.ActThreat, rostrum.ActPledge, rostrum.ActForecast, "plan"}

// noteTold keeps which acts and plan claims rules find in a sentence, the claims from
// a place on.
func (x *reader) noteTold(one *said, plans int) {
	one.told = 0
	for k := range x.found {
		one.told |= 1 << actIndex(x.found[k].kind)
	}
	if len(x.out.Plans) > plans {
		one.told |= 1 << weigh.Plan
	}
	if x.trace != nil && x.trace.lists {
		var list []Sign
		x.claimSigns(plans, &signer{list: &list})
		x.trace.claims = append(x.trace.claims, list)
	}
}

// weighClaims lets points decide which acts the sentence at hand holds, and whether
// it holds plan claims: what rules find is a sign like others. An act that no rule
// found is said by whoever the sentence gives the words of; a plan claim has to be
// found by a formula, which tells what the plan is.
func (x *reader) weighClaims(plans int) {
	one := &x.said[x.at]
	g := signer{table: x.p.ClaimPoints}
	x.claimSigns(plans, &g)
	var list []Sign
	if x.trace != nil {
		x.claimSigns(plans, &signer{table: x.p.ClaimPoints, list: &list})
	}
	sums := g.total()
	x.found = slices.DeleteFunc(x.found, func(a act) bool {
		if sums[actIndex(a.kind)] > 0 {
			return false
		}
		formula, _ := a.by()
		x.stepWeighed(one, formula, a.kind, false, list)
		return true
	})
	for c, kind := range rostrum.Acts {
		if sums[c] > 0 && one.told>>c&1 == 0 && !(kind == rostrum.ActPledge && holdsAct(x.found, rostrum.ActThreat)) {
			x.found = append(x.found, act{kind: kind, speaker: x.actor(one, kind), weighed: true})
			x.stepWeighed(one, Points, kind, true, list)
		}
	}
	if one.told>>weigh.Plan&1 != 0 && sums[weigh.Plan] <= 0 {
		x.stepWeighed(one, x.out.Plans[plans].Formula, ClaimNames[weigh.Plan], false, list)
		x.out.Plans, x.aside = x.out.Plans[:plans], false
	}
}

// actor is who does what points alone find in a sentence: whoever speaks there; where
// the outlet tells, it praises and blames itself, and of a person or an office that
// it tells of it is told what he orders, promises or foretells, and of anybody whom it
// names what he vows.
func (x *reader) actor(one *said, act string) source {
	if one.words || one.nested || act == rostrum.ActPraise || act == rostrum.ActCriticism {
		return x.critic(act, one.source)
	}
	by := x.agent(one.Sentence)
	if who, ok := x.who(by, true); ok && (who.person || who.office || act == rostrum.ActPledge && !x.holds(by, x.c.pronoun) && !x.d.Tokens[by.Last-1].Class.Has(x.c.siteStop|x.c.postBreak)) {
		return who
	}
	return one.source
}

// stepWeighed notes in a trace what points decided, and by which of its signs.
func (x *reader) stepWeighed(one *said, formula, claim string, added bool, list []Sign) {
	if x.trace == nil {
		return
	}
	column, outcome := slices.Index(ClaimNames[:], claim), "no "+claim
	if added {
		outcome = claim
	}
	x.stepSentence(one.Sentence, formula, fmt.Sprintf("%s by points (%s)", outcome, reasonsIn(list, column, !added)))
}

// claimSigns gives the signs by which points tell what the sentence at hand holds.
func (x *reader) claimSigns(plans int, g *signer) {
	x.survey()
	i := x.at
	one := &x.said[i]
	x.ownWords(i, g)
	g.is(weigh.Report, x.v.all)
	x.kindSigns(one, g)
	for c, sum := range one.sums {
		if sum > 0 {
			g.are(weigh.Act, x.v.acts[c], x.v.digits[min(sum, 4)])
		}
	}
	if one.told == 0 && g.below(weigh.Plan) {
		return
	}
	x.shapeSigns(i, g, false)
	x.markSigns(one, g)
	for k := range x.found {
		a := &x.found[k]
		formula, _ := a.by()
		kind := x.v.acts[actIndex(a.kind)]
		g.is(weigh.Found, kind)
		g.are(weigh.Found, kind, x.valued(formula))
	}
	for k := plans; k < len(x.out.Plans); k++ {
		g.is(weigh.Found, x.v.acts[weigh.Plan])
		g.are(weigh.Found, x.v.acts[weigh.Plan], x.valued(x.out.Plans[k].Formula))
	}
	if i > 0 {
		x.beforeSigns(&x.said[i-1], g)
	}
}

// below reports whether so little speaks for any of the first columns that the rest of a
// sentence's signs need not be asked: they would have to count more than they do in all
// but a few.
func (g *signer) below(columns int) bool {
	if g.list != nil || g.table == nil {
		return false
	}
	sums := g.total()
	for _, sum := range sums[:columns] {
		if sum > -farOff {
			return false
		}
	}
	return true
}

// farOff is how far below the bar that is, in hundredths.
const farOff = 300

// beforeSigns gives as signs what rules found in the sentence before.
func (x *reader) beforeSigns(before *said, g *signer) {
	if before.told == 0 {
		g.is(weigh.Before, x.v.nothing)
	}
	for c := range ClaimNames {
		if before.told>>c&1 != 0 {
			g.is(weigh.Before, x.v.acts[c])
		}
	}
}

// anyKind makes the sign that every sentence has: it tells how rare a claim is.
const anyKind = "any"

// EverySentence is that sign.
var EverySentence = weigh.Report.String() + ":" + anyKind
