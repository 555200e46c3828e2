package phrase

import (
	"cmp"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// What of a report is kept are its numbers of words, in the voices of the state, of
// its title and its text, and the titles of leaders. Where its words stand is found by
// reading it again, which is done for the few reports that a finding shows.

// Head is what is known of a report without its text.
type Head struct {
	ID, Version           string
	Published, Known      string
	Kind, Topic, Coverage string
	Headline              bool // no text is held
}

// Keep writes what is kept of some reports of a corpus.
func (c *Corpus) Keep(w *pack.Writer, reports []*Report) {
	numbers := make([]int32, len(c.keys)) // of words as they are written, from 1
	var used []uint32
	of := func(n uint32) int {
		if n == 0 {
			return 0
		}
		if numbers[n] == 0 {
			used = append(used, n)
			numbers[n] = int32(len(used))
		}
		return int(numbers[n])
	}
	var body, list pack.Writer
	for _, r := range reports {
		words, title, owners := r.ours()
		body.String(r.ID)
		body.Bool(len(r.Runs) > 0)
		body.Count(title)
		body.Count(len(words))
		for _, n := range words {
			body.Count(of(n))
		}
		pack.Rising(&body, owners)
	}
	body.Code(func(x *pack.Coder) {
		for _, r := range reports {
			given := r.given()
			pack.Listed(x, &given, packTitle)
		}
	})
	list.Count(len(used))
	for _, n := range used {
		list.String(c.keyOf(n))
	}
	w.Count(len(reports))
	w.Raw(list.Bytes())
	w.Raw(body.Bytes())
}

func packTitle(x *pack.Coder, m *rostrum.Mention) {
	x.String(&m.Name)
	x.String(&m.Referent)
	x.String(&m.Voice)
	x.Span(&m.At)
}

// ours are the words of the passages in the state's voices, of the title first: so
// many of them; and which are possessives.
func (r *Report) ours() (words []uint32, title int, owners []int32) {
	owned := 0
	add := func(field string) {
		for k := range r.Runs {
			run := &r.Runs[k]
			if run.Field != field || !oneOf(ownVoices, run.Voice) {
				continue
			}
			if field == rostrum.FieldText && len(words) > title {
				words = append(words, 0)
			}
			for owned < len(r.owners) && r.owners[owned] < run.first {
				owned++
			}
			for ; owned < len(r.owners) && r.owners[owned] < run.last; owned++ {
				owners = append(owners, int32(len(words))+r.owners[owned]-run.first)
			}
			words = append(words, r.words[run.first:run.last]...)
		}
	}
	add(rostrum.FieldTitle)
	title = len(words)
	add(rostrum.FieldText)
	return words, title, owners
}

// given are the titles of leaders in the state's voices.
func (r *Report) given() []rostrum.Mention {
	return slices.DeleteFunc(slices.Clone(r.titles), func(m rostrum.Mention) bool { return !oneOf(ownVoices, m.Voice) })
}

// Restore adds what Keep wrote; head tells of a report by its id what else is known, and
// counted whether these are the reports that are in the tables which ledgers kept. Order
// puts reports right when all are there.
func (c *Corpus) Restore(r *pack.Reader, counted bool, head func(id string) *Head) {
	n := r.Count()
	list, body := r.Part(), r.Part()
	numbers := make([]uint32, 1, list.Count()+1)
	for range cap(numbers) - 1 {
		numbers = append(numbers, c.numberFor(list.String()))
	}
	var added []*Report
	for range n {
		id, any := body.String(), body.Bool()
		title, length := body.Count(), body.Count()
		if body.Err() != nil {
			return
		}
		out := &Report{Head: Head{ID: id}, words: c.room(length), thin: true, counted: counted}
		for i := range length {
			if k := body.Count(); k < len(numbers) {
				out.words[i] = numbers[k]
			}
		}
		out.owners = pack.ReadRising[int32](body)
		out.Runs = thinRuns(title, length, any)
		added = append(added, out)
	}
	body.Code(func(x *pack.Coder) {
		for _, out := range added {
			pack.Listed(x, &out.titles, packTitle)
		}
	})
	for _, out := range added {
		if h := head(out.ID); h != nil {
			out.Head = *h
			c.Reports = append(c.Reports, out)
		}
	}
}

// Order puts the reports in order of publication. Those that were restored come in it, and
// most often before the others: then nothing is to be sorted.
func (c *Corpus) Order() {
	order := func(a, b *Report) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.ID, b.ID))
	}
	var restored, added []*Report
	for _, r := range c.Reports {
		if r.thin {
			restored = append(restored, r)
		} else {
			added = append(added, r)
		}
	}
	c.Reports = append(restored, added...)
	if !slices.IsSortedFunc(c.Reports, order) {
		slices.SortFunc(c.Reports, order)
	}
}

// counts tells whether a report counts in a field, of which "" is all.
func (r *Report) counts(field string, voices []string) bool {
	if len(r.Published) < len("2006-01") || len(r.Known) < len("2006-01") || r.Published[:7] != r.Known[:7] {
		return false // nobody knows what it said when the month of its publication was over
	}
	return slices.ContainsFunc(r.Runs, func(run Run) bool { return (field == "" || run.Field == field) && oneOf(voices, run.Voice) })
}

// voicesOf are those that count in a field.
func voicesOf(field string) []string {
	if field == "" {
		return nil
	}
	return ownVoices
}

// Open is the month of a field that is not over on a day: that of the last of the
// reports published by then; "" where there are none.
func (c *Corpus) Open(field, day string) string {
	for i := len(c.Reports) - 1; i >= 0; i-- {
		if r := c.Reports[i]; r.Published <= day && r.counts(field, voicesOf(field)) {
			return r.Published[:7]
		}
	}
	return ""
}

// Stirred tells whether reports show that a month of a field is over, of which one is
// open, or none ("").
func (c *Corpus) Stirred(field, open string) bool {
	for _, r := range c.Reports {
		if !r.counts(field, voicesOf(field)) {
			continue
		}
		if open != "" && r.Published[:7] != open {
			return true
		}
		open = r.Published[:7]
	}
	return false
}

// mostAgain is how many reports that were read again are kept for the next who asks.
const mostAgain = 2000

// full is a report with the places of its words: one that was restored is read again.
func (c *Corpus) full(r *Report) *Report {
	if !r.thin {
		return r
	}
	if again := c.again[r]; again != nil {
		return again
	}
	out := c.report(c.words.Read(c.Again(r.ID)))
	if c.again == nil || len(c.again) >= mostAgain {
		c.again = map[*Report]*Report{}
	}
	c.again[r] = out
	return out
}

// Kept is what a ledger keeps of the months that it played: what phrases are known to
// be, and what was told of them.
func (l *Ledger) Kept(w *pack.Writer) { w.Code(l.pack) }

// KeepTable keeps which phrases recur in the reports that were known by a day: those that
// Corpus.Keep is given then.
func (l *Ledger) KeepTable(w *pack.Writer, day string) {
	l.f.table.keep(w, l.f, func(r *Report) bool { return r.KnownOn() <= day })
}

// KnownOn is the day from which on a report is known as it is.
func (r *Report) KnownOn() string { return max(r.Published, r.Known) }

// Resume takes over what a ledger kept that played the months which were known by a
// day.
func (l *Ledger) Resume(r *pack.Reader, day string) {
	r.Code(l.pack)
	for l.played < len(l.f.shuts) && isoOf(l.f.shuts[l.played].known) <= day {
		l.played++
	}
}

// state is what is known of a phrase.
type state struct {
	words                           []string
	born, dead, turned, burst, back bool
	gone                            int32
}

func (l *Ledger) pack(x *pack.Coder) {
	var states []state
	if !x.Reading() {
		for _, p := range l.tracked {
			if p.born || p.dead || p.turned || p.burst || p.back {
				states = append(states, state{l.f.keysIn(p), p.born, p.dead, p.turned, p.burst, p.back, p.gone})
			}
		}
	}
	pack.Listed(x, &states, func(x *pack.Coder, s *state) {
		pack.Strings(x, &s.words)
		for _, b := range []*bool{&s.born, &s.dead, &s.turned, &s.burst, &s.back} {
			x.Bool(b)
		}
		pack.Int(x, &s.gone)
	})
	in := &shelf{l: l}
	for _, s := range states {
		if p := in.find(s.words); p != nil && x.Reading() {
			p.born, p.dead, p.turned, p.burst, p.back, p.gone = s.born, s.dead, s.turned, s.burst, s.back, s.gone
		}
	}
	pack.Listed(x, &l.Changes, func(x *pack.Coder, c **Change) {
		if x.Reading() {
			*c = &Change{}
		}
		(*c).pack(x, in)
	})
	l.Changes = slices.DeleteFunc(l.Changes, func(c *Change) bool { return c.p == nil })
}

// pack says of what consists of a change what later ones are held against.
func (c *Change) pack(x *pack.Coder, in *shelf) {
	x.String(&c.Kind)
	c.Phrase.pack(x, in)
	other := c.Other != nil
	if x.Bool(&other); other {
		if x.Reading() {
			c.Other = &Phrase{}
		}
		c.Other.pack(x, in)
	}
	x.Float(&c.Alike)
	x.String(&c.Term)
	pack.Int(x, &c.day)
	pack.Int(x, &c.known)
	x.Bool(&c.died)
	var words []string
	if !x.Reading() {
		words = in.l.f.keysIn(c.p)
	}
	if pack.Strings(x, &words); x.Reading() {
		c.p = in.find(words)
	}
}

func (p *Phrase) pack(x *pack.Coder, in *shelf) {
	c := in.l.f.corpus
	x.String(&p.Words)
	pack.Int(x, &p.Before)
	pack.Int(x, &p.After)
	var words []string
	id := ""
	if !x.Reading() {
		for _, n := range p.words {
			words = append(words, c.keyOf(n))
		}
		if p.shown >= 0 {
			id = in.l.f.reports[p.shown].ID
		}
	}
	pack.Strings(x, &words)
	x.String(&id)
	if x.Reading() {
		for _, k := range words {
			p.words = append(p.words, c.number[k])
		}
		p.shown = in.report(id)
	}
}

// keysIn is the words of a phrase as they are found.
func (f *field) keysIn(p *tracked) []string {
	var out []string
	for _, n := range f.table.wordsOf(p.n, p.id) {
		out = append(out, f.corpus.keyOf(n))
	}
	return out
}

// shelf finds phrases by their words, and reports by their ids.
type shelf struct {
	l       *Ledger
	phrases map[uint32][]*tracked // by their first words
	reports map[string]int
}

func (s *shelf) find(words []string) *tracked {
	t := s.l.f.table
	if s.phrases == nil {
		s.phrases = map[uint32][]*tracked{}
		for _, p := range s.l.tracked {
			first := t.first(p.n, p.id)
			s.phrases[first] = append(s.phrases[first], p)
		}
	}
	numbers := make([]uint32, len(words))
	for i, k := range words {
		numbers[i] = s.l.f.corpus.number[k]
	}
	if len(numbers) == 0 {
		return nil
	}
	for _, p := range s.phrases[numbers[0]] {
		if p.n == len(numbers) && t.last(p.n, p.id) == numbers[p.n-1] && slices.Equal(t.wordsOf(p.n, p.id), numbers) {
			return p
		}
	}
	return nil
}

func (s *shelf) report(id string) int {
	if id == "" {
		return -1
	}
	if s.reports == nil {
		s.reports = make(map[string]int, len(s.l.f.reports))
		for i, r := range s.l.f.reports {
			s.reports[r.ID] = i
		}
	}
	if i, ok := s.reports[id]; ok {
		return i
	}
	return -1
}
