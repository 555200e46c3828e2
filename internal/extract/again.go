package extract

import (
	"cmp"
	"slices"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// again reads a noun phrase of one word as somebody told of before: a leader by his
// title ("the President"), the body that spoke last by what it is ("the group").
func (x *reader) again(np grammar.Range) (source, bool) {
	d := x.d
	if np.First == 0 || !d.Tokens[np.First-1].Class.Has(x.c.article) {
		return source{}, false
	}
	t, who := &d.Tokens[np.First], x.titledSo(np)
	switch {
	case who != "" || np.Last != np.First+1:
	case t.Is(text.Capital) && t.Class.Has(x.c.title|x.c.style) && d == &x.body:
		who, _ = x.leaderAt(text.Sentence{First: np.First - 1, Last: min(np.Last+2, len(d.Tokens))})
		for _, leader := range [...]string{x.about, x.him.speaker} {
			if who == "" && !x.plural(np) && x.p.Leader(leader) {
				who = leader
			}
		}
	case !t.Is(text.Capital) && t.Class.Has(x.c.orgNoun) && !(x.block && x.floor.words):
		c, n := x.cueAt(d, np.First, np.Last)
		if crowd := n > 0 && c.Sign == profile.CueCrowd; !crowd && !x.them.person && !x.them.general && (x.them.side != rostrum.ReferentAdversary || x.them.body) && strings.Contains(x.them.speaker, " ") {
			return x.them, true
		} else if !crowd && !x.plural(np) {
			if org, ok := x.organisation(""); ok {
				return org, true
			}
		}
	case t.Is(text.Capital) && t.Class.Has(x.c.orgNoun) && !(x.block && x.floor.words):
		if org, ok := x.organisation(d.Word(np.First)); ok {
			return org, true // "the Committee", by the last word of its name or another
		}
	}
	return source{speaker: who, voice: rostrum.VoiceOwn, side: rostrum.ReferentOwn, person: true, words: true}, who != ""
}

// organisation returns the organisation that spoke last, else the one that opens the
// text, if its name holds a word.
func (x *reader) organisation(word string) (source, bool) {
	org := x.org
	if org.speaker == "" {
		org, _ = x.opener(false)
		if word == "" && org.side == rostrum.ReferentForeign && !org.person && !org.office && !org.general && strings.Contains(org.speaker, " ") {
			return org, true // "China's Daily", which no word of its name says to be a body
		}
	}
	return org, org.body && org.side != rostrum.ReferentAdversary && strings.Contains(org.speaker, word)
}

// titledSo returns the leader before whose name the title of a noun phrase, and nothing
// else of it, stood in the text before.
func (x *reader) titledSo(np grammar.Range) string {
	d, n := x.d, np.Last-np.First
	if d != &x.body || n > longTitle || !d.Tokens[np.First].Is(text.Capital) || !d.Tokens[np.Last-1].Class.Has(x.c.title|x.c.style) {
		return ""
	}
before:
	for k := np.First - n - 1; k >= max(x.start, np.First-farBack); k-- {
		for i := range n {
			if d.Tokens[k+i].Word != d.Tokens[np.First+i].Word || d.Tokens[k+i].Word == text.Unknown {
				continue before
			}
		}
		if m, class, _ := x.p.Phrases.Longest(d, k+n, np.First, x.c.leader); m > 0 && class.Has(x.c.leader) {
			return d.Join(k+n, k+n+m)
		}
	}
	return ""
}

// How many words a title has at most that stands for its bearer, and how many tokens
// before it he is looked for: more than any report has, and few enough that a text
// of nothing else takes no longer than its length warrants.
const (
	longTitle = 3
	farBack   = 4096
)

// headedBy returns the domestic paper whose name alone stands in the last short line
// before token k.
func (x *reader) headedBy(k int) string {
	d := x.d
	at, _ := slices.BinarySearchFunc(d.Sentences, k, func(s text.Sentence, k int) int { return cmp.Compare(s.Last, k+1) })
	for i := at - 1; i >= max(0, at-mostHeaded); i-- {
		if s := d.Sentences[i]; x.heading(s) {
			return d.Join(s.First, s.Last)
		}
	}
	for i := x.start; i < min(k, x.start+longOpening); i++ { // "the news in A Sinmun"
		if c, n := x.cueAt(d, i, k); n > 1 && c.Sign == profile.CuePaper && d.Tokens[i].Is(text.Capital) {
			return d.Join(i, i+n)
		}
	}
	return ""
}

// heading reports whether a sentence is a short line that names a domestic paper alone.
func (x *reader) heading(s text.Sentence) bool {
	if s.Last-s.First > longHeading {
		return false
	}
	c, n := x.cueAt(x.d, s.First, s.Last)
	return n == s.Last-s.First && c.Sign == profile.CuePaper
}

// How many words a heading has at most, how many sentences stand under it, and in how
// many words at its start a digest names the paper that it is taken from.
const (
	longHeading = 4
	mostHeaded  = 128
	longOpening = 20
)

// capitalIn reports whether a range holds a capital.
func (x *reader) capitalIn(r grammar.Range) bool {
	for k := r.First; k < r.Last; k++ {
		if x.d.Tokens[k].Is(text.Capital) {
			return true
		}
	}
	return false
}

// goesOn reports whether a sentence that tells of nothing stands amid the speech of
// somebody: he spoke before it, and "he said" or "the reporter said" follows before
// anybody else does.
func (x *reader) goesOn(one *said) bool {
	if x.out.Kind != rostrum.KindNews && x.out.Kind != rostrum.KindFullReport || !x.latest.person || !x.latest.words || x.latest.voice != rostrum.VoiceOfficial || x.happened(one) {
		return false
	}
	for i := x.at + 1; i < len(x.said) && i <= x.at+longSpeech; i++ {
		next := &x.said[i]
		if len(x.called) > 0 && x.called[0].name.First < next.Last {
			return false
		}
		for k := next.first; k < next.last; k++ {
			switch h := &x.hits[k]; h.f.Source {
			case "pronoun", "same":
				return true
			case "subject":
				np := x.nounPhrase(x.subjectOf(h))
				return np.Last == np.First+1 && (x.d.Tokens[np.First].Class.Has(x.c.pronoun) || x.signed(np, profile.CueDelivered))
			}
		}
	}
	return false
}

// longSpeech is how many sentences of a speech stand at most without telling whose it is.
const longSpeech = 8
