package phrase

import (
	"cmp"
	"math"
	"slices"

	"github.com/rostrum-watch/rostrum"
)

// Filter says whose words of which days are looked at; empty fields are all.
type Filter struct {
	From, To string // days of publication, both included
	Voices   []string
	Kinds    []string
	Latest   int // uses that are listed, the latest; 0 is all
}

func (o *Filter) takes(r *Head) bool {
	return r.Published >= o.From && (o.To == "" || r.Published <= o.To) && oneOf(o.Kinds, r.Kind)
}

// Place is a report in which words stand.
type Place struct {
	Report    string `json:"report"`
	Version   string `json:"version"`
	Published string `json:"published"`
	Kind      string `json:"kind"`
	Voice     string `json:"voice"`   // whose words they are where they stand first in it
	Speaker   string `json:"speaker"` // "" where the outlet tells
}

// Use is a place and where exactly words stand in it.
type Use struct {
	Place
	At      rostrum.Span `json:"at"`
	Passage rostrum.Span `json:"passage"` // the title or sentence that they stand in
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
	Uses       []Place        `json:"uses"`       // one for each report, as published; of many perhaps the latest
}

// Speaker is who says words, in how many reports.
type Speaker struct {
	Speaker string `json:"speaker"` // "" where the outlet tells
	Voice   string `json:"voice"`
	Reports int    `json:"reports"`
}

// Series follows words, in whatever forms they stand, through some fields. It gives
// nothing where a word of them is in no report.
func (c *Concordance) Series(words string, fields []string, o Filter) []*Series {
	numbers := c.lexicon.wordsIn(c.words, words)
	if len(numbers) == 0 {
		return nil
	}
	found := c.hits(numbers)
	all := make([]*Series, len(fields))
	for i, f := range fields {
		all[i] = c.series(f, found, o)
	}
	return all
}

// series counts the runs that have words in one field.
func (c *Concordance) series(field string, found []hit, o Filter) *Series {
	s := &Series{Field: field, Lang: c.Lang, Voices: map[string]int{}, Kinds: map[string]int{}, Speakers: []Speaker{}, Months: []Month{}, Uses: []Place{}}
	wanted, taken := make([]bool, len(c.names.keys)), make([]bool, len(c.kinds))
	for n, name := range c.names.keys {
		wanted[n] = oneOf(o.Voices, name)
	}
	for n, kind := range c.kinds {
		taken[n] = oneOf(o.Kinds, kind)
	}
	heard, spoke := make([]tally, len(c.names.keys)), map[[2]uint32]*tally{} // by voice, and by voice and speaker
	kinds, months := make([]int, len(c.kinds)), make([]int, len(c.months))
	var uses []hit
	title, last := field == rostrum.FieldTitle, int32(-1)
	from, to := c.between(o)
	for _, x := range found {
		h := &c.runs[x.run]
		rank := c.rank[x.entry]
		if h.title != title || int(rank) < from || int(rank) >= to || !taken[c.order[rank].kind] {
			continue
		}
		heard[h.voice].count(x.entry)
		if !wanted[h.voice] {
			continue
		}
		if x.entry != last {
			last = x.entry
			uses = append(uses, x)
			kinds[c.order[rank].kind]++
			months[c.order[rank].month]++
		}
		said := spoke[[2]uint32{h.voice, h.speaker}]
		if said == nil {
			said = &tally{}
			spoke[[2]uint32{h.voice, h.speaker}] = said
		}
		said.count(x.entry)
	}
	s.Reports = len(uses)
	if s.Reports > 0 {
		s.First, s.Last = c.entries[uses[0].entry].Published, c.entries[uses[len(uses)-1].entry].Published
	}
	if o.Latest > 0 {
		uses = uses[max(0, len(uses)-o.Latest):]
	}
	for _, x := range uses {
		e, h := &c.entries[x.entry], &c.runs[x.run]
		s.Uses = append(s.Uses, Place{Report: e.ID, Version: e.Version, Published: e.Published, Kind: e.Kind, Voice: c.names.keys[h.voice], Speaker: c.names.keys[h.speaker]})
	}
	for voice, t := range heard {
		if t.reports > 0 {
			s.Voices[c.names.keys[voice]] = t.reports
		}
	}
	for kind, n := range kinds {
		if n > 0 {
			s.Kinds[c.kinds[kind]] = n
		}
	}
	for x, t := range spoke {
		said := Speaker{Speaker: c.names.keys[x[1]], Voice: c.names.keys[x[0]], Reports: t.reports}
		if t.reports < 2 && !oneOf(ownVoices, said.Voice) {
			continue // a witness or a visitor who is heard once gets no line of his own
		}
		s.Speakers = append(s.Speakers, said)
	}
	slices.SortFunc(s.Speakers, func(a, b Speaker) int {
		return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Speaker, b.Speaker), cmp.Compare(a.Voice, b.Voice))
	})
	for kind := range taken { // of what is comparable; where nothing is used, all
		taken[kind] = taken[kind] && (len(uses) == 0 || kinds[kind] > 0)
	}
	c.comparable(s, c.order[from:to], taken, hearings(field, o.Voices), months)
	return s
}

// tally is how many reports have something, and the last of them.
type tally struct {
	reports int
	last    int32 // the entry, from 1
}

// count counts an entry once.
func (t *tally) count(entry int32) {
	if t.last != entry+1 {
		t.reports, t.last = t.reports+1, entry+1
	}
}

// comparable counts month by month what is comparable: reports that have words in the
// field and in the voices, of the kinds in which the words are used. used is how many
// reports of each month use them.
func (c *Concordance) comparable(s *Series, reports []stand, kinds []bool, wanted uint16, used []int) {
	held, month := 0, int32(-1)
	over := func() {
		if held > 0 {
			s.Months = append(s.Months, Month{Month: c.months[month], Reports: used[month], Comparable: held, Rate: perThousand(used[month], held)})
		}
		s.Comparable += held
		held = 0
	}
	for i := range reports {
		at := &reports[i]
		if at.hears&wanted == 0 || !kinds[at.kind] {
			continue
		}
		if at.month != month {
			over()
			month = at.month
		}
		if s.Held == "" {
			s.Held = c.entries[at.entry].Published
		}
		held++
	}
	over()
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

// Among tells in how many reports words stand in a field, and among how many of the kinds
// in which they do.
func (c *Corpus) Among(words, field string, o Filter) (reports, comparable int) {
	numbers := c.wordsIn(c.words, words)
	if len(numbers) == 0 {
		return 0, 0
	}
	with, all := map[string]int{}, map[string]int{} // by kind
	for _, r := range c.Reports {
		if !o.takes(&r.Head) {
			continue
		}
		held, uses := false, false
		for i := range r.Runs {
			run := &r.Runs[i]
			if run.Field != field || !oneOf(o.Voices, run.Voice) {
				continue
			}
			held = true
			if _, ok := r.in(run, numbers); ok {
				uses = true
				break
			}
		}
		if held {
			all[r.Kind]++
		}
		if uses {
			with[r.Kind]++
		}
	}
	for kind, n := range all {
		if len(with) == 0 || with[kind] > 0 {
			reports, comparable = reports+with[kind], comparable+n
		}
	}
	return reports, comparable
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
			if r := f.reports[u]; o.takes(&r.Head) {
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
			if o.takes(&f.reports[u].Head) {
				kinds[f.reports[u].Kind], months[f.month[u]] = true, true
			}
		}
		e := Entry{Field: f.name, Lang: f.corpus.Lang, First: f.reports[x.first].Published, Last: f.reports[x.last].Published, Reports: x.n, Months: len(months)}
		for _, r := range f.reports[x.first:] {
			if o.takes(&r.Head) && kinds[r.Kind] {
				e.Comparable++
			}
		}
		e.Rate = perThousand(x.n, e.Comparable)
		p := f.phrase(f.table.wordsOf(x.p.n, x.p.id), x.first)
		e.Phrase, _ = l.shown(&p, quote)
		r := f.corpus.full(f.reports[x.first])
		if at, run, ok := r.locate(f.name, p.words, l.voices); ok {
			e.Evidence = Use{Place: r.placed(run), At: at, Passage: run.at}
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
