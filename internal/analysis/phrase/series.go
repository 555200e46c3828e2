package phrase

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/rostrum-watch/rostrum"
)

// Filter says whose words of which days are looked at; empty fields are all.
type Filter struct {
	From, To string // days of publication, both included
	Voices   []string
	Kinds    []string
}

func (o *Filter) takes(r *Report) bool {
	return r.Published >= o.From && (o.To == "" || r.Published <= o.To) && oneOf(o.Kinds, r.Kind)
}

// Use is a place where words stand.
type Use struct {
	Report    string       `json:"report"`
	Version   string       `json:"version"`
	Published string       `json:"published"`
	Kind      string       `json:"kind"`
	Voice     string       `json:"voice"`
	Speaker   string       `json:"speaker"` // "" where the outlet tells
	At        rostrum.Span `json:"at"`
	Passage   rostrum.Span `json:"passage"` // the title or sentence that they stand in
}

// Month is what a month has.
type Month struct {
	Month      string  `json:"month"`
	Reports    int     `json:"reports"`    // with the words
	Comparable int     `json:"comparable"` // of the field, the voices and the kinds in which the words are used
	Rate       float64 `json:"rate"`       // of a thousand comparable reports
}

// Series is how words are used in one field.
type Series struct {
	Field      string         `json:"field"` // rostrum.FieldTitle or FieldText
	Lang       string         `json:"lang"`
	First      string         `json:"first"` // day of the first use that is held, and of the last
	Last       string         `json:"last"`
	Reports    int            `json:"reports"`    // with the words
	Comparable int            `json:"comparable"` // from the first day that is looked at to the last
	Held       string         `json:"held"`       // first day with a comparable report
	Voices     map[string]int `json:"voices"`     // reports by whose words it is, whichever were asked for
	Kinds      map[string]int `json:"kinds"`      // reports by kind, in the voices that were asked for
	Speakers   []Speaker      `json:"speakers"`   // who says it, most often first; those of other voices from two reports on
	Months     []Month        `json:"months"`     // from the first that has comparable reports to the last
	Uses       []Use          `json:"uses"`       // one for each report, as published
}

// Speaker is who says words, in how many reports.
type Speaker struct {
	Speaker string `json:"speaker"` // "" where the outlet tells
	Voice   string `json:"voice"`
	Reports int    `json:"reports"`
}

// Series follows words, in whatever forms they stand, through one field. It gives
// nil where a word of them is in no report.
func (c *Corpus) Series(words, field string, o Filter) *Series {
	numbers := c.wordsIn(words)
	if numbers == nil {
		return nil
	}
	s := &Series{Field: field, Lang: c.Lang, Voices: map[string]int{}, Kinds: map[string]int{}, Speakers: []Speaker{}, Months: []Month{}, Uses: []Use{}}
	speakers := map[Speaker]int{}
	for _, r := range c.Reports {
		if !o.takes(r) {
			continue
		}
		heard := map[string]bool{}
		spoke := map[Speaker]bool{}
		used := false
		for i := range r.Runs {
			run := &r.Runs[i]
			if run.Field != field {
				continue
			}
			at, ok := r.in(run, numbers)
			if !ok {
				continue
			}
			heard[run.Voice] = true
			if !oneOf(o.Voices, run.Voice) {
				continue
			}
			spoke[Speaker{Speaker: run.Speaker, Voice: run.Voice}] = true
			if !used {
				used = true
				s.Uses = append(s.Uses, Use{Report: r.ID, Version: r.Version, Published: r.Published, Kind: r.Kind, Voice: run.Voice, Speaker: run.Speaker, At: at, Passage: run.at})
			}
		}
		for v := range heard {
			s.Voices[v]++
		}
		for x := range spoke {
			speakers[x]++
		}
		if used {
			s.Kinds[r.Kind]++
		}
	}
	s.Reports = len(s.Uses)
	if s.Reports > 0 {
		s.First, s.Last = s.Uses[0].Published, s.Uses[len(s.Uses)-1].Published
	}
	for x, n := range speakers {
		if n < 2 && !oneOf(ownVoices, x.Voice) {
			continue // a witness or a visitor who is heard once gets no line of his own
		}
		x.Reports = n
		s.Speakers = append(s.Speakers, x)
	}
	slices.SortFunc(s.Speakers, func(a, b Speaker) int {
		return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Speaker, b.Speaker), cmp.Compare(a.Voice, b.Voice))
	})
	c.months(s, o)
	return s
}

// in finds words in a row in a run.
func (r *Report) in(run *Run, words []uint32) (rostrum.Span, bool) {
	n := int32(len(words))
	for i := run.first; i+n <= run.last; i++ {
		if r.words[i] == words[0] && slices.Equal(r.words[i:i+n], words) {
			if r.thin {
				return rostrum.Span{Field: run.Field}, true
			}
			return rostrum.Span{Field: run.Field, Start: int(r.starts[i]), End: int(r.ends[i+n-1])}, true
		}
	}
	return rostrum.Span{}, false
}

// months counts what is comparable: reports that have words in the field and in the
// voices, of the kinds in which the words are used.
func (c *Corpus) months(s *Series, o Filter) {
	kinds := slices.Sorted(maps.Keys(s.Kinds)) // where nothing is used, all
	used := map[string]int{}
	for _, u := range s.Uses {
		used[u.Published[:7]]++
	}
	held := map[string]int{}
	for _, r := range c.Reports {
		if !o.takes(r) || !oneOf(kinds, r.Kind) || !r.has(s.Field, o.Voices) {
			continue
		}
		if s.Held == "" {
			s.Held = r.Published
		}
		held[r.Published[:7]]++
		s.Comparable++
	}
	for _, m := range slices.Sorted(maps.Keys(held)) {
		s.Months = append(s.Months, Month{Month: m, Reports: used[m], Comparable: held[m], Rate: perThousand(used[m], held[m])})
	}
}

func (r *Report) has(field string, voices []string) bool {
	for i := range r.Runs {
		if r.Runs[i].Field == field && oneOf(voices, r.Runs[i].Voice) {
			return true
		}
	}
	return false
}

func perThousand(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return math.Round(1e5*float64(n)/float64(of)) / 100
}

// Entry is a phrase of the ledger.
type Entry struct {
	Phrase     string  `json:"phrase"`
	Field      string  `json:"field"`
	Lang       string  `json:"lang"`
	First      string  `json:"first"`
	Last       string  `json:"last"`
	Reports    int     `json:"reports"`
	Months     int     `json:"months"`     // in which it is used
	Comparable int     `json:"comparable"` // from the first use to the last day that is held
	Rate       float64 `json:"rate"`       // of a thousand comparable reports
	Evidence   Use     `json:"evidence"`   // the first use
}

// Entries lists the phrases that recur, the most used first; those of which every
// use is part of one longer phrase are not among them. A phrase is worded as in its
// first use.
func (l *Ledger) Entries(o Filter, quote Quote, limit int) (entries []Entry, all int) {
	f := l.f
	type counted struct {
		p           *tracked
		first, last int
		n           int
	}
	var list []counted
	inside := l.inside()
	for _, p := range l.tracked {
		first, last := -1, -1
		n := 0
		for _, u := range p.uses {
			if r := f.reports[u]; o.takes(r) {
				if n++; first < 0 {
					first = int(u)
				}
				last = int(u)
			}
		}
		if n < Least || inside[p] {
			continue
		}
		list = append(list, counted{p, first, last, n})
	}
	slices.SortFunc(list, func(a, b counted) int { return cmp.Or(b.n-a.n, f.compare(a.p, b.p)) })
	entries = []Entry{}
	for _, x := range list[:min(limit, len(list))] {
		kinds, months := map[string]bool{}, map[int]bool{}
		for _, u := range x.p.uses {
			if o.takes(f.reports[u]) {
				kinds[f.reports[u].Kind], months[f.month[u]] = true, true
			}
		}
		e := Entry{Field: f.name, Lang: f.corpus.Lang, First: f.reports[x.first].Published, Last: f.reports[x.last].Published, Reports: x.n, Months: len(months)}
		for _, r := range f.reports[x.first:] {
			if o.takes(r) && kinds[r.Kind] {
				e.Comparable++
			}
		}
		e.Rate = perThousand(x.n, e.Comparable)
		p := f.phrase(f.table.wordsOf(x.p.n, x.p.id), x.first)
		e.Phrase, _ = l.shown(&p, quote)
		r := f.reports[x.first]
		if at, run, ok := r.locate(f.name, p.words, l.voices); ok {
			e.Evidence = Use{Report: r.ID, Version: r.Version, Published: r.Published, Kind: r.Kind, Voice: run.Voice, Speaker: run.Speaker, At: at, Passage: run.at}
		}
		entries = append(entries, e)
	}
	return entries, len(list)
}

// inside are the phrases of which every use is part of one longer phrase.
func (l *Ledger) inside() map[*tracked]bool {
	f := l.f
	in := map[*tracked]bool{}
	index := [Longest + 1][]*tracked{}
	for n := range index {
		index[n] = make([]*tracked, len(f.table[n]))
	}
	for _, p := range l.tracked {
		index[p.n][p.id] = p
	}
	var parts func(p *tracked, n int, id uint32)
	parts = func(p *tracked, n int, id uint32) {
		if n < 3 {
			return
		}
		g := &f.table[n][id]
		for _, part := range []uint32{g.left, g.right} {
			if q := index[n-1][part]; q != nil && len(q.uses) == len(p.uses) {
				in[q] = true
			}
			parts(p, n-1, part)
		}
	}
	for _, p := range l.tracked {
		parts(p, p.n, p.id)
	}
	return in
}
