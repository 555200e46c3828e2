package profile

import (
	"slices"
	"strconv"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// Cue is what a word or phrase of lexicon/cues.txt signals.
type Cue struct {
	Act    string // the act that it speaks for, or ""
	Weight int    // how strongly, 1 to 3
	Sign   string // another sign, or "": CueCondition, …
	Rules  bool   // it is whoever rules where others are spoken of: a government, its police
	Whose  string // whose matter it is, where that tells nothing of who speaks: a referent, or ""
}

// Signs that are no acts.
const (
	CueCondition = "condition"     // opens a condition: if, as long as
	CueMeasure   = "measure"       // a unit behind a figure
	CuePaper     = "paper"         // a domestic paper or radio
	CueAbroad    = "abroad"        // compatriots abroad and their bodies
	CueAllied    = "allied"        // bodies abroad that speak for the own state
	CueWish      = "wish"          // what comes behind is only wished
	CueLoaded    = "loaded"        // a verb that gives words in order to refute them
	CuePlain     = "plain"         // a verb that makes a fact known, whoever says it
	CueOwnSide   = "own_side"      // the speaker's own side
	CueDelivered = "delivered"     // a text that is formally issued or delivered
	CueExpert    = "expert"        // a citizen asked as a witness
	CueFirst     = "first_person"  // a pronoun for the speaker alone or with others
	CueSecond    = "second_person" // a pronoun for who is spoken to
	CueThird     = "third_person"  // a pronoun that stands for a person
	CueSeveral   = "several"       // a pronoun that stands for several
	CueModal     = "modal"         // a verb of what should or may be
	CueNames     = "names"         // what stands before a title in quotation marks
	CueAbstract  = "abstract"      // what is built in words alone: a society
	CueEnemy     = "enemy"         // enemies at large, none by name
	CueCrowd     = "crowd"         // people at an occasion who speak as one
	CuePassing   = "passing"       // behind it a leader is named in passing
	CueDecided   = "decided"       // who decided something stands behind it
	CueCount     = "count"         // opens a figure that is not exact, or stands for one
	CueSpan      = "span"          // counts time, not things: years
)

// CueSigns lists every sign that is no act.
var CueSigns = []string{CueCondition, CueMeasure, CuePaper, CueAbroad, CueAllied, CueWish, CueLoaded, CuePlain, CueOwnSide, CueDelivered, CueExpert, CueFirst, CueSecond, CueThird, CueSeveral, CueModal, CueNames, CueAbstract, CueEnemy, CueCrowd, CuePassing, CueDecided, CueCount, CueSpan}

// Rulers is what stands behind any other sign of those who rule somewhere.
const Rulers = "rulers"

// parseCue reads an act with its weight ("criticism 2"), another sign
// ("condition"), "rulers", whose matter it is ("own"), or one of each with commas
// between.
func parseCue(value string) (Cue, bool) {
	var c Cue
	for part := range strings.SplitSeq(value, ", ") {
		name, weight, weighted := strings.Cut(part, " ")
		switch {
		case part == Rulers && !c.Rules:
			c.Rules = true
		case c.Whose == "" && (part == rostrum.ReferentOwn || part == rostrum.ReferentForeign || part == rostrum.ReferentAdversary):
			c.Whose = part
		case !weighted && c.Sign == "" && slices.Contains(CueSigns, name):
			c.Sign = name
		case weighted && c.Act == "" && slices.Contains(rostrum.Acts, name):
			n, err := strconv.Atoi(weight)
			if err != nil || n < 1 || n > 3 {
				return c, false
			}
			c.Act, c.Weight = name, n
		default:
			return c, false
		}
	}
	return c, true
}

// cueTable files the cues of single words by word.
func (l *loader) cueTable() {
	p := l.p
	cues := p.Class("cues")
	p.cues = make([]*Cue, p.Vocabulary.Len())
	for w := range p.starts {
		p.cues[w] = NoCue
		if v, w := p.Vocabulary, text.Word(w); (v.Class(w) | v.Opens(w)).Has(cues) {
			p.starts[w] |= beginsCue
		}
	}
	for w, value := range p.values[cues] {
		c, _ := parseCue(value)
		p.cues[w] = &c
	}
	for _, ph := range p.Phrases.nodes {
		if ph.class.Has(cues) {
			c, _ := parseCue(ph.value)
			p.phraseCues[ph.value] = &c
		}
	}
}

// CueAt returns the cue that begins at token i, the longest first, and how many
// tokens it has; NoCue and 0 where there is none. c is the class of cues.
func (p *Profile) CueAt(d *text.Doc, i, last int, c text.Class) (*Cue, int) {
	if !p.begins(&d.Tokens[i], beginsCue) {
		return NoCue, 0
	}
	if n, class, value := p.Phrases.Longest(d, i, last, c); n > 1 && class.Has(c) {
		return p.phraseCues[value], n
	}
	if t := &d.Tokens[i]; t.Class.Has(c) {
		return p.cues[t.Word], 1
	}
	return NoCue, 0
}

// Blames reports whether a word in small letters is a cue of blame.
func (p *Profile) Blames(word string) bool {
	w := p.Vocabulary.Find(word)
	return w != text.Unknown && p.cues[w].Act == rostrum.ActCriticism
}

// NoCue signals nothing. Nobody writes to it.
var NoCue = &Cue{}
