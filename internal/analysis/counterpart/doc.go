// Package counterpart lays like beside like: it finds the report that is to an
// earlier year, or an earlier occasion, what a report is to its own, and compares
// the two sentence by sentence.
//
// Key types: Candidate (what is known of a report that may be the earlier one),
// Match (the one that was found, and why), Row (a sentence of either report and
// what became of it: Kept, Reworded, Dropped, New).
//
// How it works: a counterpart is of the same outlet, language and kind, has a title
// of the same shape (its words without numbers and days), and was published in the
// same season of an earlier year; where no season has one, the latest earlier one of
// that shape. Sentences are paired by the words they share, weighed by how few
// sentences have them, the most alike first and wherever they stand, as such texts
// change the order of their paragraphs.
//
// What it does not do: it reads no store, knows no word of any language, and does not
// say why something is worded otherwise.
package counterpart

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Candidate is a report as far as it takes to find a counterpart.
type Candidate struct {
	ID, Published, Kind string
	Title               string // or the beginning of the text, where there is none
}

// Match is the counterpart of a report.
type Match struct {
	Candidate
	Alike float64 // of the titles' shapes, from 0 to 1
	Years int     // before, counted in seasons; 0 where it is of another season
}

// Bounds of a match.
const (
	season    = 20  // days by which occasions of a year move at most
	leastYear = 300 // days before, at least, of another year's
	alikeYear = 0.5 // of shapes, within the season
	alikeAny  = 0.7 // elsewhere
)

// Shape is what titles are compared by: the stems of their words, without numbers.
func Shape(lang, title string) map[string]bool {
	out := map[string]bool{}
	l := search.LangOf(lang)
	for _, w := range search.Words(title) {
		if len(w) < 2 || strings.ContainsFunc(w, unicode.IsDigit) {
			continue
		}
		if stem := search.Stem(l, w); stem != "" {
			w = stem
		}
		out[w] = true
	}
	return out
}

// Find finds the counterpart of a report among others of its outlet and language;
// false where there is none.
func Find(lang string, of Candidate, among []Candidate) (Match, bool) {
	shape := Shape(lang, of.Title)
	day, err := time.Parse(time.DateOnly, of.Published)
	if err != nil || len(shape) == 0 {
		return Match{}, false
	}
	var best Match
	found := false
	for _, c := range among {
		before, err := time.Parse(time.DateOnly, c.Published)
		if err != nil || c.ID == of.ID || c.Kind != of.Kind || !before.Before(day) {
			continue
		}
		m := Match{Candidate: c}
		days := int(day.Sub(before).Hours() / 24)
		if years := int(math.Round(float64(days) / 365.25)); days >= leastYear && math.Abs(float64(days)-365.25*float64(years)) <= season {
			m.Years = years
		}
		m.Alike = jaccard(shape, Shape(lang, c.Title))
		if m.Years > 0 && m.Alike < alikeYear || m.Years == 0 && m.Alike < alikeAny {
			continue
		}
		if !found || better(&m, &best) {
			best, found = m, true
		}
	}
	return best, found
}

// better orders matches: of a season first, of the latest year, the most alike, the
// latest.
func better(a, b *Match) bool {
	if (a.Years > 0) != (b.Years > 0) {
		return a.Years > 0
	}
	return cmp.Or(cmp.Compare(b.Years, a.Years), cmp.Compare(a.Alike, b.Alike), cmp.Compare(a.Published, b.Published), cmp.Compare(b.ID, a.ID)) > 0
}

func jaccard(a, b map[string]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// What became of a sentence.
const (
	Kept     = "kept" // but for marks, case and numbers of no word
	Reworded = "reworded"
	Dropped  = "dropped"
	New      = "new"
)

// Row is a sentence of the earlier report, of the later one, or of both.
type Row struct {
	Status string        `json:"status"`
	Old    *rostrum.Span `json:"old"` // null where it is new
	New    *rostrum.Span `json:"new"` // null where it was dropped
	OldSay string        `json:"old_words"`
	NewSay string        `json:"new_words"`
	Alike  float64       `json:"alike"` // of the two, from 0 to 1
	Moved  bool          `json:"moved"` // it stands in another place among those that are paired
}

// alikeSentences is from which share of common words on two sentences are one,
// reworded.
const alikeSentences = 0.4

// Sentences compares the sentences of two texts. The rows are in the order of the
// new one; what was dropped stands behind the sentence that it stood behind.
func Sentences(lang string, old, new *rostrum.Report, oldSpans, newSpans []rostrum.Span) []Row {
	a, b := sentences(lang, old, oldSpans), sentences(lang, new, newSpans)
	weight := map[string]float64{}
	for _, list := range [][]sentence{a, b} {
		for i := range list {
			for w := range list[i].words {
				weight[w]++
			}
		}
	}
	all := float64(len(a) + len(b))
	for w, n := range weight {
		weight[w] = math.Log(1 + all/n)
	}
	type pair struct {
		i, j  int
		alike float64
	}
	var pairs []pair
	for i := range a {
		for j := range b {
			if x := a[i].like(&b[j], weight); x >= alikeSentences {
				pairs = append(pairs, pair{i, j, x})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.alike, x.alike), cmp.Compare(abs(x.i-x.j), abs(y.i-y.j)), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j))
	})
	of := make([]int, len(b)) // 1 + index of the old sentence
	taken := make([]bool, len(a))
	alike := make([]float64, len(b))
	for _, p := range pairs {
		if of[p.j] == 0 && !taken[p.i] {
			of[p.j], taken[p.i], alike[p.j] = p.i+1, true, p.alike
		}
	}
	rows := []Row{}
	drop := func(i int) {
		if i < len(a) && !taken[i] {
			rows = append(rows, Row{Status: Dropped, Old: &a[i].at, OldSay: a[i].text})
		}
	}
	next := 0 // old sentences before it have their rows
	last := -1
	for j := range b {
		i := of[j] - 1
		if i < 0 {
			rows = append(rows, Row{Status: New, New: &b[j].at, NewSay: b[j].text})
			continue
		}
		for ; next < i; next++ {
			drop(next)
		}
		r := Row{Status: Reworded, Old: &a[i].at, New: &b[j].at, OldSay: a[i].text, NewSay: b[j].text, Alike: math.Round(alike[j]*100) / 100, Moved: i < last}
		if a[i].folded == b[j].folded {
			r.Status = Kept
		}
		last = max(last, i)
		rows = append(rows, r)
	}
	for ; next < len(a); next++ {
		drop(next)
	}
	return rows
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

type sentence struct {
	at     rostrum.Span
	text   string
	folded string
	words  map[string]bool
}

// sentences reads the sentences of a text; those without a word are none.
func sentences(lang string, r *rostrum.Report, spans []rostrum.Span) []sentence {
	l := search.LangOf(lang)
	var out []sentence
	for _, at := range spans {
		if at.Field != rostrum.FieldText {
			continue
		}
		s := sentence{at: at, text: at.Quote(r), words: map[string]bool{}}
		list := search.Words(s.text)
		for _, w := range list {
			if stem := search.Stem(l, w); stem != "" {
				w = stem
			}
			s.words[w] = true
		}
		if s.folded = strings.Join(list, " "); s.folded != "" {
			out = append(out, s)
		}
	}
	return out
}

// like is the share of the weight of two sentences' words that they have in common.
func (s *sentence) like(o *sentence, weight map[string]float64) float64 {
	if s.folded == o.folded {
		return 1
	}
	both, all := 0.0, 0.0
	for _, list := range [][2]*sentence{{s, o}, {o, s}} {
		words := make([]string, 0, len(list[0].words))
		for w := range list[0].words {
			words = append(words, w)
		}
		slices.Sort(words)
		for _, w := range words {
			all += weight[w]
			if list[1].words[w] {
				both += weight[w]
			}
		}
	}
	return min(0.99, both/max(all, 1e-9))
}
