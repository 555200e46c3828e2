package phrase

import "github.com/rostrum-watch/rostrum"

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
	since, n := "", 0
	for _, r := range f.corpus.Reports {
		if r.Published >= end || r.Known >= end {
			continue
		}
		if since == "" {
			since = r.Published
		}
		if _, k := r.place(rostrum.FieldTitle, words, f.voices); k < 0 {
			continue
		}
		if r.Published < first.Published {
			return false
		}
		n++
	}
	return n >= titledOften && since != "" && dayOf(first.Published)-dayOf(since) >= season
}
