package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// pronounSource resolves the pronoun within [first, last).
func (x *reader) pronounSource(first, last int) (source, bool) {
	for k := first; k < last; k++ {
		t := &x.d.Tokens[k]
		if !t.Class.Has(x.c.pronoun) {
			continue
		}
		if x.signAt(k, last, profile.CueThird) > 0 {
			if who := x.toldOne; who.speaker != "" && !(x.p.Leader(who.speaker) && !x.p.StandsFor(t.Word, who.speaker)) {
				return who, true
			}
			if x.p.Leader(x.him.speaker) && !x.p.StandsFor(t.Word, x.him.speaker) {
				return x.justNamed() // "she"
			}
			if x.him.speaker == "" {
				if who, ok := x.opener(true); ok {
					return who, true
				}
				return x.justNamed()
			}
			return x.him, true
		}
		if x.signs(k, profile.CueSeveral) && x.toldMany.speaker != "" {
			return x.toldMany, true
		}
		if x.took.speaker != "" {
			return x.took, true
		}
		if x.them.speaker == "" && (x.him.speaker == "" || x.him.assumed || x.signs(k, profile.CueSeveral) && x.p.Leader(x.him.speaker)) {
			if who, ok := x.opener(false); ok {
				return who, true
			}
			if x.signs(k, profile.CueSeveral) && x.opensSentence(k) {
				return x.justTold(mostBefore)
			}
			return x.justTold(1)
		}
		return x.oneOf()
	}
	return source{}, false
}

// oneOf resolves what stands for those who speak where it can be no single man:
// "they", "it", "the paper".
func (x *reader) oneOf() (source, bool) {
	if x.them.speaker != "" {
		return x.them, true
	}
	return x.him, x.him.speaker != "" && !x.him.assumed
}

// saidBefore returns the one person or office that opens a sentence as who says what it
// gives, behind which a pronoun stands for him: "The mayor noted that …, he added".
func (x *reader) saidBefore(h *hit, hits []hit, s text.Sentence) (source, bool) {
	for k := range hits {
		o := &hits[k]
		if o.f.Source != "subject" || o.m.First >= h.m.First || !x.tellsWho(o, hits, s) {
			continue
		}
		if sub := x.subjectOf(o); sub.Empty() || sub.First > s.First+1 {
			continue
		}
		who, ok := x.toldBy(o, s)
		return who, ok && (who.person || who.office)
	}
	return source{}, false
}

// tellOf remembers whom a sentence of the own side's words tells of, for the pronouns of
// those that follow: "The mayor of Espoo visited the dam. He urged …" is not who speaks.
func (x *reader) tellOf(s text.Sentence, cur source) {
	if !cur.words || cur.nested || cur.side != rostrum.ReferentOwn || cur.speaker != x.floor.speaker || x.out.Kind != rostrum.KindCommentary && x.out.Kind != rostrum.KindStatement {
		return
	}
	sub := x.agent(s)
	np := x.nounPhrase(sub)
	if np.Empty() || np.Last == np.First+1 && x.pronounIn(np) {
		return // of whom is told still
	}
	who, ok := x.who(sub, true)
	who.retold = true
	switch {
	case !ok || who.speaker == cur.speaker || who.speaker == x.p.Credit || len(who.speaker) == 1:
	case (who.person || who.office) && !who.several:
		x.toldOne = who
	case who.side != rostrum.ReferentOwn && (who.person || x.speaks(x.headOf(np))):
		x.toldMany = who
	}
}

// elsewhereTold reports whether no pronoun that stands for somebody stands before the verb at
// a token as who does what it tells: one that opens the sentence, or right before the verb,
// and not behind a word that opens a clause told in passing ("as they said").
func (x *reader) elsewhereTold(verb int, s text.Sentence) bool {
	d := x.d
	if d.Tokens[s.First].Class.Has(x.c.pronoun) {
		return x.signs(s.First+1, profile.CueModal) // "He would be well advised to go"
	}
	for k := verb - 1; k >= s.First && k >= verb-inPassive; k-- {
		if t := &d.Tokens[k]; t.Class.Has(x.c.pronoun) {
			return k > s.First && d.Tokens[k-1].Class.Has(x.c.subordinator)
		} else if t.Is(text.Punct) {
			break
		}
	}
	return !x.participle(verb)
}
