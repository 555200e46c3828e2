package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
)

// opener reads whoever opens the text as the one whom a pronoun stands for, where
// nobody has spoken yet: one person, or a body or several.
func (x *reader) opener(one bool) (source, bool) {
	if x.d != &x.body || x.opening {
		return source{}, false
	}
	x.opening = true
	defer func() { x.opening = false }()
	for i := range x.body.Sentences {
		s := x.body.Sentences[i]
		if s.Last <= x.start {
			continue
		}
		np := x.nounPhrase(grammar.Range{First: max(s.First, x.start), Last: s.Last})
		if np.Empty() || x.holds(np, x.c.pronoun|x.c.relative|x.c.verb) {
			return source{}, false
		}
		gathering := !one && np.First+2 < np.Last && x.body.Tokens[np.First].Class.Has(x.c.eventNoun) && x.body.Tokens[np.First+1].Class.Has(x.c.of)
		if gathering {
			np.First += 2 // "A meeting of builders took place. They said …"
		}
		out, ok := x.who(np, false)
		if gathering {
			out.general = false
		}
		if !ok || out.speaker == "" || one && !out.person && (!out.office || x.plural(np)) || !one && (out.general || (out.person || out.office) && !x.listed(np.Last, s.Last)) {
			return source{}, false
		}
		if out.side == rostrum.ReferentOwn && x.around != "" {
			// what follows may tell otherwise: "A, director of a paper abroad, was asked",
			// "Members of organisations in the north held a rally"
			behind := x.withPlace(np, s.Last)
			if out.person {
				behind = grammar.Range{First: np.Last, Last: min(np.Last+longApposition, s.Last)}
			}
			if side := x.side(behind); side == rostrum.ReferentForeign {
				out.side, out.voice = side, rostrum.VoiceAbroad
			}
		}
		return out, !one || out.side != rostrum.ReferentOwn // own people are known from what they do
	}
	return source{}, false
}

// listed reports whether behind a noun phrase that opens a sentence others follow, as
// far as its verb: "The chairman of the union, the mayor and others".
func (x *reader) listed(k, last int) bool {
	for ; k < last && !x.d.Tokens[k].Class.Has(x.c.verb|x.c.passive|x.c.relative); k++ {
		if x.d.Tokens[k].Class.Has(x.c.and) {
			return true
		}
	}
	return false
}

// longApposition is within how many words behind a name its bearer's side is told.
const longApposition = 8

// openerSide tells on which side those are who open the text.
func (x *reader) openerSide() string {
	out, ok := x.opener(false)
	if !ok {
		return ""
	}
	return out.side
}
