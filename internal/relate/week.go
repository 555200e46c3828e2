package relate

import (
	"slices"
	"strings"
)

// Report is one that is held, as its newest version has it.
type Report struct {
	Key       int64 // of the store
	ID        string
	Outlet    string
	Lang      string // as recognised
	Published string // ISO day
	Kind      string // "" where nothing was extracted
	Title     string
	Text      string
	Told      []Telling // events that may tell of other reports
}

// Week is what is held of seven days, prepared to be compared. It is not safe
// for use by several goroutines.
type Week struct {
	first int    // its first day
	docs  []*doc // by day, then id
	// some runs of words of all reports, sorted; in the last bits the place of
	// the report in docs, which does no more harm than an equal sum of two runs
	sample []uint64
}

// doc is a report with what it is compared by.
type doc struct {
	Report
	day    int    // of publication, counted as DayOf does
	outlet string // in small letters
	words  int
	sample int      // how many of its runs are looked up
	names  []uint64 // as they come; made when they are wanted
	named  bool
	all    []uint64 // words of title and text, sorted, each once; made when they are wanted
}

const (
	// sampled says which share of the runs is looked up: one in so many.
	sampled = 4
	// docBits hold the place of a report in its week.
	docBits = 20
	docMask = 1<<docBits - 1
)

// NewWeek prepares the reports of the week of that number. Of those without a day
// in it, and of more than a million, nothing is told.
func NewWeek(number int, reports []Report) *Week {
	w := &Week{first: 7 * number, docs: make([]*doc, 0, len(reports))}
	docs := make([]doc, len(reports))
	for i, r := range reports {
		if day, ok := DayOf(r.Published); ok && WeekOf(day) == number {
			docs[i] = doc{Report: r, day: day, outlet: strings.ToLower(r.Outlet)}
			w.docs = append(w.docs, &docs[i])
		}
	}
	slices.SortFunc(w.docs, order)
	w.docs = w.docs[:min(len(w.docs), docMask)]
	var cut []word
	var sums []uint64
	several := languages(w.docs)
	for i, d := range w.docs {
		cut = words(d.Text, cut)
		d.words = len(cut)
		if d.words < MinWords {
			continue
		}
		if several[d.outlet] {
			d.names, d.named = names(cut), true // while it is cut
		}
		sums = runs(cut, sums[:0])
		for _, h := range sums {
			if h%sampled == 0 {
				w.sample = append(w.sample, h&^docMask|uint64(i))
				d.sample++
			}
		}
	}
	w.sample = set(w.sample)
	return w
}

// languages tells which outlets have reports in several languages.
func languages(docs []*doc) map[string]bool {
	first, several := map[string]string{}, map[string]bool{}
	for _, d := range docs {
		if lang, ok := first[d.outlet]; !ok {
			first[d.outlet] = d.Lang
		} else if lang != d.Lang {
			several[d.outlet] = true
		}
	}
	return several
}

// order is by day, then id.
func order(a, b *doc) int {
	if a.day != b.day {
		return a.day - b.day
	}
	return strings.Compare(a.ID, b.ID)
}

func (d *doc) allNames() []uint64 {
	if !d.named {
		d.names, d.named = names(words(d.Text, nil)), true
	}
	return d.names
}

func (d *doc) allWords() []uint64 {
	if d.all == nil {
		d.all = set(append(sums(words(d.Title, nil)), sums(words(d.Text, nil))...))
	}
	return d.all
}
