package extract

import (
	"sync"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// EngineVersion names the way this package reads. It changes with every change
// that may change a record, so that stored extractions can be told apart.
const EngineVersion = "20"

// most bytes of a text that are read; the rest is reported as unread.
const maxText = 1 << 20

// Engine reads reports by one profile.
type Engine struct {
	p *profile.Profile
	c classes
	v values
	// of the words of the vocabulary, by Word, as signs have them
	terms   []weigh.Term
	weighed [weigh.Events]profile.Formula // of events that points alone tell
	pool    sync.Pool
}

// classes are the profile's word classes, looked up once.
type classes struct {
	family, syllable, foreign, falseName, eponym, dead, particle, link                                                                                                         text.Class
	title, rank, postWord, honorific, kin, group                                                                                                                               text.Class
	organisation, orgNoun, siteNoun, site, shrine, country, home                                                                                                               text.Class
	demonym, place, placeNoun, weapon, eventNoun, common                                                                                                                       text.Class
	article, and, of, pronoun, possessive, relative, other, here                                                                                                               text.Class
	at, in, siteStop, postBreak, background, recentPast, era, monument, subordinator, adverb, including, addressing, praise, joins, postLink, sequel, passive, notHere, manner text.Class
	cue, adversary, planNoun, workNoun, style                                                                                                                                  text.Class
	verb, leader                                                                                                                                                               text.Class
	notName                                                                                                                                                                    text.Class // words that no foreign name holds
	phrase                                                                                                                                                                     text.Class // phrases that are no people
}

// New returns an engine for a profile.
func New(p *profile.Profile) *Engine {
	e := &Engine{p: p, v: valuesOf(p.Terms), terms: make([]weigh.Term, p.Vocabulary.Len()), weighed: weighedFormulas()}
	for w := range e.terms {
		e.terms[w] = p.Terms.Of(weigh.Hash(p.Vocabulary.String(text.Word(w))))
	}
	g := p.Class
	e.c = classes{
		family: g("family_names"), syllable: g("syllables"), foreign: g("foreign_given"), falseName: g("false_names"), eponym: g("eponyms"),
		dead: g("dead"), particle: g("name_particles"), link: g("name_links"), title: g("titles"), rank: g("ranks"), postWord: g("post_words"), honorific: g("honorifics"),
		kin: g("kin"), group: g("group_nouns"), organisation: g("organisations"), orgNoun: g("org_nouns"), siteNoun: g("site_nouns"), site: g("sites"),
		shrine: g("shrines"), country: g("countries"), home: g("home_names"), demonym: g("demonyms"), place: g("places"), placeNoun: g("place_nouns"),
		weapon: g("weapons"), eventNoun: g("event_nouns"), common: g("common"), article: g("articles"), and: g("and"), of: g("of"),
		pronoun: g("pronouns"), possessive: g("possessives"), relative: g("relatives"), other: g("other"), here: g("here"), at: g("at"), in: g("in"),
		siteStop: g("site_stops"), postBreak: g("post_breaks"), background: g("past_background"), recentPast: g("recent_past"), era: g("eras"), monument: g("monuments"), subordinator: g("subordinators"), adverb: g("adverbs"),
		cue: g("cues"), adversary: g("adversaries"), planNoun: g("plan_nouns"), workNoun: g("work_nouns"), style: g("styles"),
		including: g("including"), addressing: g("addressing"), praise: g("praise_titles"), joins: g("joins"), postLink: g("post_links"), sequel: g("sequels"), passive: g("passives"), manner: g("manners"), notHere: g("there"), verb: g("verbs"), leader: g("leaders"),
	}
	c := &e.c
	c.notName = c.title | c.rank | c.postWord | c.honorific | c.orgNoun | c.siteNoun | c.country | c.demonym | c.place | c.placeNoun | c.article | c.and |
		c.of | c.pronoun | c.possessive | c.relative | c.home | c.group | c.eventNoun | c.kin
	c.phrase = c.organisation | c.site | c.shrine | c.country | c.place | c.falseName | c.home | c.weapon
	e.pool.New = func() any { return &reader{e: e, p: p, c: &e.c, v: &e.v} }
	return e
}

// Profile returns the profile that the engine reads by.
func (e *Engine) Profile() *profile.Profile { return e.p }

// Extract reads one report into records. Identification (id, version, language)
// is the caller's; Extract fills Events, Mentions, Unread and adds to Notes.
func (e *Engine) Extract(r *rostrum.Report, out *rostrum.Extraction) {
	x := e.pool.Get().(*reader)
	x.trace = nil
	x.read(r, out)
	x.release()
	e.pool.Put(x)
}

// Explain reads as Extract does and returns what was matched on the way.
func (e *Engine) Explain(r *rostrum.Report, out *rostrum.Extraction) *Trace {
	x := e.pool.Get().(*reader)
	x.trace = &Trace{}
	t := x.trace
	x.read(r, out)
	x.release()
	e.pool.Put(x)
	return t
}

// Trace tells what formulas matched and what became of it, and whose words each
// sentence was read as.
type Trace struct {
	Steps    []Step
	Passages []Passage

	lists  bool           // for who learns points, before these have decided
	claims [][]Sign       // by sentence
	events []SignedEvents // of the text's sentences
}

// Passage is a sentence with whose words it gives and whose matter it is.
type Passage struct {
	At              rostrum.Span
	Voice, Referent string
	Speaker         string // "" where the outlet tells
}

// Step is one match.
type Step struct {
	At      rostrum.Span
	Formula string
	Outcome string // "event inspection", "line-up companion (4)", "refused: background", …
}
