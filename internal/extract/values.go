package extract

import (
	"strconv"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/text"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// value is one of the words or values that a sign is made of.
type value struct {
	name string // of a word of the text, only where signs are listed
	term weigh.Term
}

// values are those that the engine gives, with their terms in a profile.
type values struct {
	sides       [weigh.Columns]value // by column
	nobody      value                // where no referent is known
	acts        [weigh.Claims]value  // what a sentence may hold
	voices      []value
	forms       [weigh.Columns]value // what stands for the words that name somebody, by column
	formName    value
	formOther   value // of a leader whom the report is not about
	number      value // any figure
	digits      [10]value
	offsets     [2*aroundSentences + 1]value // of sentences around one
	states      [len(stateNames)]value
	leader      [len(leaderNames)]value // how one stands to a sentence
	all, voice  value
	named, by   value
	title, lead value
	subject     value
	prior       value
	otherwise   value
	speaker     value
	leads       value
	leaderless  value
	same, other value
	long, of    value
	at, none    value
	first, last value
	next        value
	middle      value
	many        value
	behind      value
	before      value
	both        value
	nothing     value
	here        value
	absent      value
	pronoun     value
	share       value
	unnamed     value
	often       value
}

// aroundSentences is how many sentences on either side give signs by the side that
// they name.
const aroundSentences = 2

// stateNames are what else is known of a sentence, in the order of reader.states.
var stateNames = [...]string{"names-elsewhere", "names-foe", "is-hostile", "says-we", "may-lead", "at-large", "by-cue",
	"has-foe", "sworn-foe", "gives-words", "third-person", "his-own", "blaming-report", "behind-verb"}

// leaderNames are how a leader may stand to a sentence, in the order in which
// leaderSigns looks at it.
var leaderNames = [...]string{"rule", "who", "about", "last", "at-head", "stands", "stood-for", "receiver", "speaker", "title",
	"first", "final", "first-before", "final-before"}

// columnNames are the referents as signs name them.
var columnNames = [weigh.Columns]string{rostrum.ReferentOwn, rostrum.ReferentForeign, rostrum.ReferentAdversary, "leader"}

// valuesOf gives the engine's values their terms.
func valuesOf(terms *weigh.Terms) values {
	of := func(name string) value { return value{name, terms.Of(weigh.Hash(name))} }
	v := values{
		nobody: of("nobody"), formName: of("<name>"), formOther: of("<other-leader>"), number: of("#"),
		all: of(anyKind), voice: of("voice"), named: of("named"), by: of("named-by"), title: of("title"), lead: of("lead"), subject: of("subject"),
		prior: of("prior"), otherwise: of("else"), speaker: of("speaker"), leads: of("leader"), leaderless: of("noleader"), same: of("same"), other: of("other"),
		long: of("long"), of: of("of"), at: of("at"), none: of("none"), first: of("first"), last: of("last"), next: of("next"), middle: of("middle"),
		many: of("many"), behind: of("behind"), before: of("before"), both: of("both"), nothing: of("nothing"), here: of("here"), absent: of("absent"),
		pronoun: of("by-pronoun"), share: of("share"), unnamed: of("unnamed"), often: of("often"),
	}
	for c, name := range columnNames {
		v.sides[c], v.forms[c] = of(name), of("<"+name+">")
	}
	for c, name := range ClaimNames {
		v.acts[c] = of(name)
	}
	for _, name := range rostrum.Voices {
		v.voices = append(v.voices, of(name))
	}
	for n := range v.digits {
		v.digits[n] = of(strconv.Itoa(n))
	}
	for n := range v.offsets {
		v.offsets[n] = of(strconv.Itoa(n - aroundSentences))
	}
	for n, name := range stateNames {
		v.states[n] = of(name)
	}
	for n, name := range leaderNames {
		v.leader[n] = of(name)
	}
	return v
}

// valued is a value that is not known before.
func (x *reader) valued(name string) value {
	return value{name, x.p.Terms.Of(weigh.Hash(name))}
}

// side is a referent as a value: which of the leaders it is does not matter.
func (v *values) side(referent string) value {
	if referent == "" {
		return v.nobody
	}
	return v.sides[column(referent)]
}

// voiced is a voice as a value.
func (x *reader) voiced(voice string) value {
	for k := range x.v.voices {
		if x.v.voices[k].name == voice {
			return x.v.voices[k]
		}
	}
	return x.valued(voice)
}

// kindValue is the report's kind as a value.
func (x *reader) kindValue() value {
	w := &x.weighing
	if w.kindOf != x.out.Kind {
		w.kindOf, w.kind = x.out.Kind, x.valued(dashed(x.out.Kind))
	}
	return w.kind
}

// step is the first of some bounds that a number does not exceed, as a value.
func (v *values) step(n int, bounds ...int) value {
	for i, b := range bounds {
		if n <= b {
			return v.digits[i]
		}
	}
	return v.digits[len(bounds)]
}

// termsOf gives the terms of a field's words; figures are all one. Those of the
// vocabulary are known, but an abbreviation has its full stop here.
func (e *Engine) termsOf(into []weigh.Term, d *text.Doc, first, last int) []weigh.Term {
	for k := first; k < last; k++ {
		term := e.v.number.term
		switch t := &d.Tokens[k]; {
		case t.Is(text.Number):
		case t.Word != text.Unknown && !t.Is(text.Period):
			term = e.terms[t.Word]
		default:
			term = e.p.Terms.Of(weigh.Hash(d.Word(k)))
		}
		into = append(into, term)
	}
	return into
}

// spelt is a token as signs have it, in its own case.
func (v *values) spelt(d *text.Doc, k int) string {
	if d.Tokens[k].Is(text.Number) {
		return v.number.name
	}
	return d.Word(k)
}
