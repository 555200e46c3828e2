package relate

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// What makes a citation of a report that is not held.
const (
	// MinQuoted is what the words of a quote weigh, at least, that can be looked
	// for.
	MinQuoted = 15
	// MaxCovered is the share of these words, by weight, that a report has, at
	// most, that does not tell of it.
	MaxCovered = 0.5
	// Beside is how many days a report lies from the day of which a digest tells.
	Beside = 2
	// Later is how many days after it was made a statement is spoken of in
	// passing; before, a report that speaks of it brings it.
	Later = 2
	// MinBody is how many words name who makes a statement.
	MinBody = 4
)

// Telling is an event of a report that may tell of another report.
type Telling struct {
	Number   int
	Type     string
	Date     string // ISO day, or "" where none is stated
	Form     string
	Evidence string
	At       rostrum.Span
}

// Citation is something a report tells of one that is not held.
type Citation struct {
	Report int64
	Sort   string // store.CitedTwin, …
	Number int    // of the event; 0 for the report itself
	Day    string // of what it tells
	At     rostrum.Span
	Quote  string
}

// cited finds what the reports of the week in the middle tell of others that are
// not held; alone are those without a twin.
func (w *Weeks) cited(alone []*doc) []Citation {
	var found []Citation
	for _, d := range alone {
		found = append(found, without(d))
	}
	bodies := w.bodies()
	for _, d := range w[Before].docs {
		for i := range d.Told {
			switch t := &d.Told[i]; {
			case d.Kind == rostrum.KindDigest && t.Type != rostrum.TypeStatement:
				if !w.covered(d, t) {
					found = append(found, t.citation(d, store.CitedPress, cmp.Or(t.Date, d.Published)))
				}
			case slices.Contains(passing, d.Kind) && t.Type == rostrum.TypeStatement:
				if w.unheld(d, t, bodies[d.outlet]) {
					found = append(found, t.citation(d, store.CitedStatement, t.Date))
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b Citation) int {
		return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Sort, b.Sort))
	})
	return slices.CompactFunc(found, func(a, b Citation) bool { return a.Report == b.Report && a.Number == b.Number && a.Sort == b.Sort })
}

// passing are the kinds of reports that speak of statements in passing, and
// making those that bring them.
var (
	passing = []string{rostrum.KindNews, rostrum.KindCommentary, rostrum.KindPressEcho}
	making  = []string{rostrum.KindStatement, rostrum.KindDocument}
)

func (t *Telling) citation(d *doc, sort, day string) Citation {
	return Citation{Report: d.Key, Sort: sort, Number: t.Number, Day: day, At: t.At, Quote: t.Evidence}
}

// without says that a report has no twin.
func without(d *doc) Citation {
	c := Citation{Report: d.Key, Sort: store.CitedTwin, Day: d.Published, At: rostrum.Span{Field: rostrum.FieldTitle, End: len(d.Title)}, Quote: d.Title}
	if d.Title == "" {
		c.Quote = beginning(d.Text)
		c.At = rostrum.Span{Field: rostrum.FieldText, End: len(c.Quote)}
	}
	return c
}

// beginWords is how many words of a text stand for it where it has no title.
const beginWords = 12

// beginning is the first words of a text.
func beginning(text string) string {
	w := words(text, nil)
	return text[:w[min(len(w), beginWords)-1].end]
}

// covered reports whether a report that is held tells of what a digest tells, or
// whether nothing can be said of that.
func (w *Weeks) covered(d *doc, t *Telling) bool {
	quote := set(sums(words(t.Evidence, nil)))
	first, last := d.day-Beside, d.day+Beside
	if day, ok := DayOf(t.Date); ok && day < d.day {
		first = day - Beside
	}
	reports, counts := 0, make([]int, len(quote))
	var near [][]uint64
	for _, week := range w {
		if week == nil {
			continue
		}
		for _, other := range week.docs {
			if other.outlet != d.outlet || other.Lang != d.Lang || other.Kind == rostrum.KindDigest {
				continue
			}
			all := other.allWords()
			reports++
			for i, h := range quote {
				if _, ok := slices.BinarySearch(all, h); ok {
					counts[i]++
				}
			}
			if other.day >= first && other.day <= last {
				near = append(near, all)
			}
		}
	}
	weights, whole := make([]float64, len(quote)), 0.0
	for i, n := range counts {
		weights[i] = math.Log(float64(reports+1) / float64(max(n, 1)))
		whole += weights[i]
	}
	if whole < MinQuoted {
		return true
	}
	for _, all := range near {
		has := 0.0
		for i, h := range quote {
			if _, ok := slices.BinarySearch(all, h); ok {
				has += weights[i]
			}
		}
		if has > MaxCovered*whole {
			return true
		}
	}
	return false
}

// bodies gives who makes statements that are held, by outlet: the words before
// what they do, as store.Fold leaves them.
func (w *Weeks) bodies() map[string][]string {
	all := map[string][]string{}
	for _, week := range w {
		if week == nil {
			continue
		}
		for _, d := range week.docs {
			if !slices.Contains(making, d.Kind) {
				continue
			}
			for i := range d.Told {
				if who := d.Told[i].subject(); len(words(who, nil)) >= MinBody {
					all[d.outlet] = append(all[d.outlet], store.Fold(who))
				}
			}
		}
	}
	return all
}

// subject is what stands before the form in the words of an event.
func (t *Telling) subject() string {
	before, _, found := strings.Cut(t.Evidence, t.Form)
	if !found {
		return ""
	}
	return before
}

// unheld reports whether a report speaks of a statement, made some days before by
// one of the bodies, of whose day no statement is held.
func (w *Weeks) unheld(d *doc, t *Telling, bodies []string) bool {
	day, ok := DayOf(t.Date)
	if !ok || d.day-day < Later || day < w[Before].first-7*Before {
		return false
	}
	who := store.Fold(t.subject())
	if !slices.ContainsFunc(bodies, func(b string) bool { return strings.Contains(who, b) }) {
		return false
	}
	for _, week := range w {
		if week == nil {
			continue
		}
		for _, other := range week.docs {
			if other.outlet == d.outlet && slices.Contains(making, other.Kind) && (other.day == day || other.day == day+1) {
				return false
			}
		}
	}
	return true
}
