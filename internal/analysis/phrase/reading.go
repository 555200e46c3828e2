package phrase

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Passage is a sentence of a text and whose words it gives.
type Passage struct {
	At      rostrum.Span
	Voice   string
	Speaker string // "" where the outlet tells
}

// Source is a report as a reading is made of it.
type Source struct {
	Head
	Title, Text string
	Passages    []Passage         // of the text
	People      []rostrum.Span    // names of people, of whom no phrase is made; leaders are not among them
	Titles      []rostrum.Mention // of leaders, with whose words they are in
}

// Report is the reading of a report.
type Report struct {
	Head
	Runs         []Run
	titles       []rostrum.Mention
	thin         bool     // it was restored: where its words stand is not known
	counted      bool     // it is in the tables that ledgers kept
	owners       []int32  // which of the words are possessives, by their places
	words        []uint32 // numbers in the corpus's lexicon; 0 parts phrases
	starts, ends []uint32 // bytes of the field
}

// Run is the words of one passage.
type Run struct {
	Field       string // rostrum.FieldTitle or FieldText
	Voice       string
	Speaker     string
	first, last int32 // of Report.words
	at          rostrum.Span
}

// Read makes the tokens of a report; numbers are given when it is added to a
// corpus. It may be called from several goroutines.
func (w *Words) Read(s *Source) *Reading {
	r := &Reading{source: s}
	var scratch []search.Token
	add := func(field, text string, from, to int, voice, speaker string) {
		from, to = max(from, 0), min(to, len(text))
		if from >= to {
			return
		}
		var hidden []rostrum.Span
		for _, p := range s.People {
			if p.Field == field && p.Start < to && p.End > from {
				hidden = append(hidden, p)
			}
		}
		first := len(r.tokens)
		r.tokens, scratch = w.tokens(r.tokens, text, from, to, hidden, scratch)
		if len(r.tokens) > first {
			r.runs = append(r.runs, Run{Field: field, Voice: voice, Speaker: speaker, first: int32(first), last: int32(len(r.tokens)),
				at: rostrum.Span{Field: field, Start: from, End: to}})
		}
	}
	add(rostrum.FieldTitle, s.Title, 0, len(s.Title), rostrum.VoiceOwn, "")
	for _, p := range s.Passages {
		add(rostrum.FieldText, s.Text, p.At.Start, p.At.End, p.Voice, p.Speaker)
	}
	return r
}

// Reading is what Read makes of a report.
type Reading struct {
	source *Source
	tokens []token
	runs   []Run
}

// Corpus is the readings of one outlet in one language, in order of publication.
type Corpus struct {
	Outlet, Lang string
	Reports      []*Report

	// Again reads a report again that was restored.
	Again func(id string) *Source

	words *Words
	again map[*Report]*Report
	shelf []uint32 // room for words of reports that are thin
	// reports by the words of their titles, once that is asked for
	inTitles map[uint32][]int32
	lexicon
}

// NewCorpus returns a corpus without reports.
func NewCorpus(outlet, lang string, w *Words) *Corpus {
	return &Corpus{Outlet: outlet, Lang: lang, words: w, lexicon: newLexicon()}
}

// Add adds a report, which must come behind those that are there.
func (c *Corpus) Add(r *Reading) { c.Reports = append(c.Reports, c.report(r)) }

// AddThin adds as much of a report as Keep writes of it, in whatever order; Order puts
// reports right when all are there.
func (c *Corpus) AddThin(r *Reading) {
	full := c.report(r)
	words, title, owners := full.ours()
	out := &Report{Head: full.Head, words: c.room(len(words)), owners: owners, Runs: thinRuns(title, len(words), len(full.Runs) > 0), thin: true}
	copy(out.words, words)
	for _, m := range full.given() {
		out.titles = append(out.titles, rostrum.Mention{Name: strings.Clone(m.Name), Referent: strings.Clone(m.Referent), Voice: m.Voice, At: m.At})
	}
	c.Reports = append(c.Reports, out)
}

// room is room for so many words of a report that is thin, behind those of others.
func (c *Corpus) room(words int) []uint32 {
	const shelf = 1 << 18
	if len(c.shelf) < words {
		c.shelf = make([]uint32, max(words, shelf))
	}
	room := c.shelf[:words:words]
	c.shelf = c.shelf[words:]
	return room
}

// thinRuns are the passages of a report of which words of the title and the text are
// left: so many in all, those of the title first.
func thinRuns(title, length int, any bool) []Run {
	var runs []Run
	if title > 0 {
		runs = append(runs, Run{Field: rostrum.FieldTitle, Voice: rostrum.VoiceOwn, last: int32(title)})
	}
	if length > title {
		runs = append(runs, Run{Field: rostrum.FieldText, Voice: rostrum.VoiceOwn, first: int32(title), last: int32(length)})
	}
	if any && len(runs) == 0 {
		runs = []Run{{Field: rostrum.FieldText}} // in nobody's voice that counts
	}
	return slices.Clip(runs)
}

func (c *Corpus) report(r *Reading) *Report { return r.report(c.numberOf) }

// report is a reading with numbers in the place of words.
func (r *Reading) report(numberOf func(*token) uint32) *Report {
	s := r.source
	out := &Report{Head: s.Head, Runs: r.runs, titles: s.Titles, words: make([]uint32, len(r.tokens)), starts: make([]uint32, len(r.tokens)), ends: make([]uint32, len(r.tokens))}
	for i := range r.tokens {
		t := &r.tokens[i]
		out.words[i], out.starts[i], out.ends[i] = numberOf(t), uint32(t.start), uint32(t.end)
		if t.owner {
			out.owners = append(out.owners, int32(i))
		}
	}
	return out
}
