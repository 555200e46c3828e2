package extract

import (
	"slices"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// doing returns who does what a participle tells in a sentence of somebody's words: those
// whom it stands behind ("the people demanding it"), else who does what the sentence tells,
// unless that goes before as what somebody says ("…, he said, demanding it").
func (x *reader) doing(h *hit, hits []hit, s text.Sentence, cur source) (source, bool) {
	judged := h.f.Act == rostrum.ActPraise || h.f.Act == rostrum.ActCriticism // what the one who speaks does too, as he tells of others
	if own := cur.side == rostrum.ReferentOwn; own && !judged {
		at := x.firstOf(h.m.First, s)
		before := at - 1
		for before > s.First && x.adverbAt(before) {
			before--
		}
		switch np := x.nounBefore(before+1, s.First); {
		case before > s.First && x.countsPeople(np):
			who, ok := x.who(np, true)
			if (who.general || who.vague) && who.side == rostrum.ReferentOwn && x.around == rostrum.ReferentAdversary && !x.holds(np, x.c.home) {
				who.side, who.voice = rostrum.ReferentForeign, rostrum.VoiceAbroad // "the people" of the adversary
			}
			return who, ok
		case before <= s.First, x.d.Tokens[before].Mark == ',', x.d.Tokens[before].Class.Has(x.c.subordinator | x.c.passive | x.c.verb):
			if !x.toldBefore(at, hits) {
				return x.who(x.agent(s), true)
			}
		}
	}
	if !x.commented(cur) {
		return source{}, false
	}
	who, ok := x.who(x.agent(s), true)
	return who, ok && who.side != rostrum.ReferentAdversary && !who.vague && !who.unsure
}

// firstOf returns the first of the participles in a row that the one at a token goes on
// with: that of "people denouncing it and demanding that".
func (x *reader) firstOf(at int, s text.Sentence) int {
	if at > s.First && x.d.Tokens[at-1].Class.Has(x.c.and) {
		for k := at - 2; k > s.First; k-- {
			if x.participle(k) && !x.d.Tokens[k].Is(text.Capital) {
				return x.firstOf(k, s)
			}
		}
	}
	return at
}

// toldBefore reports whether what stands before a token in a sentence is somebody's words.
func (x *reader) toldBefore(at int, hits []hit) bool {
	return slices.ContainsFunc(hits, func(h hit) bool { return h.f.Source != "" && h.m.Last <= at })
}

// commented reports whether words are those of a comment at large, in which it tells of
// others too: "They wage a struggle denouncing it".
func (x *reader) commented(cur source) bool {
	return x.out.Kind == rostrum.KindCommentary && cur.speaker == x.floor.speaker && !cur.nested
}

// nounBefore returns the noun phrase that ends before a token.
func (x *reader) nounBefore(last, first int) grammar.Range {
	d := x.d
	k := last
	for k > first {
		t := &d.Tokens[k-1]
		if t.Class.Has(x.c.of) && k < last && k > first+1 && x.countsPeople(grammar.Range{First: k - 2, Last: k - 1}) {
			k-- // "people of the world"
			continue
		}
		if t.Is(text.Punct) || !t.Is(text.Capital) && t.Class.Has(x.c.of|x.c.in|x.c.at|x.c.postBreak|x.c.relative|x.c.verb|x.c.passive|x.c.subordinator) {
			break
		}
		k--
		if t.Class.Has(x.c.article) {
			break
		}
	}
	return grammar.Range{First: k, Last: last}
}

// countsPeople reports whether a noun phrase is one of several people.
func (x *reader) countsPeople(np grammar.Range) bool {
	return !np.Empty() && (x.signs(np.Last-1, profile.CueCrowd) || x.holds(grammar.Range{First: np.Last - 1, Last: np.Last}, x.c.group|x.c.title) && x.pluralWord(np.Last-1))
}

// longOpened is how many words an adverbial that opens a sentence has at most.
const longOpened = 48

// opensAside reports whether a word that opens a sentence opens what stands before its
// subject: "when …", "at …", "saying …", "deeply moved by …".
func (x *reader) opensAside(k int) bool {
	d := x.d
	if d.Tokens[k].Class.Has(x.c.subordinator|x.c.in|x.c.at|x.c.postBreak) || x.participle(k) {
		return true
	}
	moved := k
	if hasEnding(d.Word(k), x.p.AdverbEndings) {
		moved++
	}
	return moved+1 < len(d.Tokens) && hasEnding(d.Word(moved), x.p.PastEndings) && d.Tokens[moved+1].Class.Has(x.c.in|x.c.at|x.c.postBreak)
}

// behindAside returns where the rest of a sentence begins behind that and its comma.
func (x *reader) behindAside(first, last int) int {
	if x.opensAside(first) {
		k := x.comma(first, last)
		for k+1 < last && x.asideGoesOn(k) {
			k = x.comma(k+1, last)
		}
		if k < last {
			return k + 1
		}
	}
	return first
}

// asideGoesOn reports whether behind a comma what stands before the subject goes on: "Thanking
// A, president of the club, for his help, B".
func (x *reader) asideGoesOn(comma int) bool {
	before, next := &x.d.Tokens[comma-1], &x.d.Tokens[comma+1]
	return !next.Is(text.Capital) && (next.Class.Has(x.c.of) || before.Is(text.Capital) && next.Class.Has(x.c.title) && !x.pluralWord(comma+1))
}

// mainSubject returns what stands before the first verb of a sentence.
func (x *reader) mainSubject(s text.Sentence) grammar.Range {
	d := x.d
	first := x.behindAside(s.First, s.Last)
	for k := first; k < s.Last; k++ {
		if t := &d.Tokens[k]; t.Class.Has(x.c.verb|x.c.passive) && !t.Is(text.Capital) {
			return grammar.Range{First: first, Last: k}
		}
	}
	return grammar.Range{}
}

// agent returns what stands before the first verb of a sentence, be that a verb which is
// not known but has an object.
func (x *reader) agent(s text.Sentence) grammar.Range {
	d := x.d
	if t := &d.Tokens[s.First]; !t.Class.Has(x.c.article | x.c.pronoun | x.c.possessive) {
		for k := s.First + 1; k+2 < s.Last && k < s.First+longOpened; k++ {
			if d.Tokens[k].Mark == ',' && d.Tokens[k+1].Class.Has(x.c.pronoun) && !d.Tokens[k+2].Is(text.Punct|text.Capital) {
				return grammar.Range{First: k + 1, Last: k + 2} // "Greatly satisfied with it, he"
			}
		}
	}
	if k := x.behindPlace(s); k > s.First && x.signs(k, profile.CueCrowd) && x.pluralWord(k) {
		return grammar.Range{First: k, Last: k + 1}
	}
	for k := s.First; k < s.First+2 && k+1 < s.Last; k++ { // "He once again", "There he"
		if next := &d.Tokens[k+1]; d.Tokens[k].Class.Has(x.c.pronoun) && !next.Is(text.Capital|text.Punct) && !next.Class.Has(x.c.of|x.c.and) {
			return grammar.Range{First: k, Last: k + 1}
		}
	}
	sub := x.mainSubject(s)
	last := s.Last
	if !sub.Empty() {
		if last = sub.Last; sub.First != s.First {
			return sub
		}
	}
	if x.opensAside(s.First) || d.Tokens[s.First].Class.Has(x.c.adverb) || hasEnding(d.Word(s.First), x.p.AdverbEndings) {
		return sub
	}
	for k := s.First + 1; k < last && d.Tokens[k].Mark != ','; k++ {
		if k > s.First+1 && x.opensObject(k) {
			return grammar.Range{First: s.First, Last: k - 1}
		}
		if t := &d.Tokens[k]; sub.Empty() && !t.Is(text.Punct|text.Capital) && x.endsIn(k, x.p.PastEndings) && x.signs(k-1, profile.CueCrowd) {
			return grammar.Range{First: s.First, Last: k} // "the demonstrators marched through"
		}
	}
	return sub
}

// behindPlace returns where a sentence goes on behind the name of a place that opens it, and
// no comma: "In Espoo demonstrators marched". It is where it begins where none does.
func (x *reader) behindPlace(s text.Sentence) int {
	d := x.d
	k := s.First + 1
	for k+1 < s.Last && d.Tokens[k].Is(text.Capital) {
		k++
	}
	if k == s.First+1 || !d.Tokens[s.First].Class.Has(x.c.in) || d.Tokens[k].Is(text.Punct) {
		return s.First
	}
	return k
}
