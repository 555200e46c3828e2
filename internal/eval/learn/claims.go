package main

import (
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// defended is, by act, how likely it is that a sentence holds one that a reader would
// neither miss nor refuse: for what share of such verdicts the annotators of the
// development articles had settled, on which the readers were tried unawares (275).
var defended = map[string]float64{
	rostrum.ActDirective: 0.5, rostrum.ActPraise: 0.1, rostrum.ActCriticism: 0.6, rostrum.ActThreat: 0.3, rostrum.ActPledge: 0.6, rostrum.ActForecast: 0.35,
}

// claimColumns are those of what a sentence holds.
func claimColumns() (out []holding) {
	for c, name := range extract.ClaimNames {
		h := holding{name: name, precise: precise[name], added: preciseAdded[name], careful: 2}
		if c == weigh.Plan {
			// what a report claims of a plan stands in few sentences, and no other tells it
			h.ruled, h.careful = true, 4
		}
		out = append(out, h)
	}
	return out
}

// takeClaims adds the sentences of a report with what a reader found that they hold.
func (l *columnLessons) takeClaims(verdicts map[int]eval.Claimed, signed []extract.Signed) {
	for i := range signed {
		s, v := l.take(signed[i].Claims, l.texts), verdicts[signed[i].At.Start]
		for c, act := range rostrum.Acts {
			switch {
			case slices.Contains(v.Acts, act):
				s.holds[c] = 1
			case slices.Contains(v.Either, act):
				s.holds[c] = defended[act]
			}
		}
		if len(v.Plans) > 0 {
			s.holds[weigh.Plan] = 1
		}
	}
	l.texts++
}

// preciseAdded is, by column, what share of what points alone say is to be right at least.
// Who looks for threats, pledges and forecasts would rather strike one out than miss one:
// rules find half of them.
var preciseAdded = map[string]float64{
	rostrum.ActDirective: 0.8, rostrum.ActPraise: 0.8, rostrum.ActCriticism: 0.8, rostrum.ActThreat: 0.7, rostrum.ActPledge: 0.7, rostrum.ActForecast: 0.7,
	extract.ClaimNames[weigh.Plan]: 0.8,
}

// precise is, by act, what share is to be right at least, in reports left out. Threats,
// pledges and forecasts are few and missed most; of those that strict readers judged
// one by one (samples threats, forecasts-and-pledges) more than this is right.
var precise = map[string]float64{
	rostrum.ActDirective: 0.85, rostrum.ActPraise: 0.85, rostrum.ActCriticism: 0.85, rostrum.ActThreat: 0.77, rostrum.ActPledge: 0.77, rostrum.ActForecast: 0.77,
}
