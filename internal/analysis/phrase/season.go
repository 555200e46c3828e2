package phrase

import (
	"slices"

	"github.com/rostrum-watch/rostrum"
)

// titledOften is in how many titles a phrase is used, once it is new in texts, before
// titles can tell that it is no season's.
const titledOften = 5

// newInTitles reports whether the titles that are held tell that a phrase, which is
// new in texts of which no year is held, is of no season: they have it since, and
// had it not in the year before and longer.
func (f *field) newInTitles(p *tracked, s *shut) bool {
	if f.name != rostrum.FieldText {
		return false
	}
	words := f.table.wordsOf(p.n, p.id)
	first := f.reports[p.uses[0]]
	end := isoOf(s.end)
	in := func(r *Report) bool { return r.Published < end && r.Known < end }
	since := slices.IndexFunc(f.corpus.Reports, in)
	if since < 0 || dayOf(first.Published)-dayOf(f.corpus.Reports[since].Published) < season {
		return false
	}
	n := 0
	for _, i := range f.corpus.titledBy(words) {
		r := f.corpus.Reports[i]
		if !in(r) {
			continue
		}
		if _, k := r.place(rostrum.FieldTitle, words, f.voices); k < 0 {
			continue
		}
		if r.Published < first.Published {
			return false
		}
		n++
	}
	return n >= titledOften
}

// titledBy is the reports whose titles have the rarest of some words.
func (c *Corpus) titledBy(words []uint32) []int32 {
	if c.inTitles == nil {
		c.inTitles = map[uint32][]int32{}
		for i, r := range c.Reports {
			for k := range r.Runs {
				if run := &r.Runs[k]; run.Field == rostrum.FieldTitle {
					for _, w := range r.words[run.first:run.last] {
						if list := c.inTitles[w]; len(list) == 0 || list[len(list)-1] != int32(i) {
							c.inTitles[w] = append(list, int32(i))
						}
					}
				}
			}
		}
	}
	rarest := c.inTitles[words[0]]
	for _, w := range words[1:] {
		if list := c.inTitles[w]; len(list) < len(rarest) {
			rarest = list
		}
	}
	return rarest
}
