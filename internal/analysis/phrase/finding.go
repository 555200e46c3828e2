package phrase

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
)

// Quote gives the bytes of a span of a report.
type Quote func(report string, at rostrum.Span) string

// Findings words the changes that were known from one day to another ("" for any),
// of some kinds (none for all): at most so many, the first or, with newest, the last.
func (l *Ledger) Findings(from, to string, kinds []string, quote Quote, limit int, newest bool) []finding.Finding {
	out := []finding.Finding{}
	for i := range l.Changes {
		c := l.Changes[i]
		if newest {
			c = l.Changes[len(l.Changes)-1-i]
		}
		if len(out) == limit {
			break
		}
		if known := isoOf(c.known); known < from || to != "" && known > to || len(kinds) > 0 && !slices.Contains(kinds, c.Kind) {
			continue
		}
		out = append(out, l.finding(c, quote))
	}
	finding.Sort(out)
	return out
}

// Count counts the changes of each kind that were known from one day to another.
func (l *Ledger) Count(from, to string) map[string]int {
	out := map[string]int{}
	for _, c := range l.Changes {
		if known := isoOf(c.known); known >= from && (to == "" || known <= to) {
			out[c.Kind]++
		}
	}
	return out
}

func (l *Ledger) finding(c *Change, quote Quote) finding.Finding {
	f := l.f
	what := "headlines"
	if f.name == rostrum.FieldText {
		what = "bodies"
	}
	end := f.day[c.until-1]
	out := finding.Finding{Kind: c.Kind, Day: isoOf(c.day), Known: isoOf(c.known), Rule: "words/" + strings.ReplaceAll(c.Kind, " ", "-")}
	if c.Chance > 0 {
		out.Value = math.Round(-100*math.Log10(c.Chance)) / 100
	}
	subject, first := l.shown(&c.Phrase, quote)
	out.Subject = subject
	out.Evidence = append(out.Evidence, first...)
	n := c.until - c.since
	out.Coverage = finding.Coverage{Outlet: f.corpus.Outlet, Lang: f.corpus.Lang, From: f.reports[c.since].Published, To: isoOf(end), Coverage: f.coverage(c.since, c.until),
		Reports: n, HeldDays: f.heldDays(c.since, c.until), Denominator: fmt.Sprintf("%d %s of %s in %s, %s", n, what, f.corpus.Outlet, f.corpus.Lang, voiced(l.voices))}
	in := func(n int) string { return fmt.Sprintf("%d of them", n) }
	switch c.Kind {
	case Born:
		uses := c.p.uses[:f.from(c.p.uses, c.until)]
		out.Says = fmt.Sprintf("%q is held first in %s on %s, in none of the %d before, from %s on; since then in %d of %d, in %d weeks.",
			subject, what, out.Day, c.first-c.since, out.Coverage.From, len(uses), c.until-c.first, c.Weeks)
		out.Evidence = append(out.Evidence, f.evidence(c.Phrase.words, int(uses[len(uses)-1]), l.voices, quote)...)
		if c.Beside != nil {
			other, more := l.shown(c.Beside, quote)
			out.Says += fmt.Sprintf(" Perhaps the same in other words: %q, held first on %s, in the same company.", other, f.reports[c.Beside.shown].Published)
			out.Evidence = append(out.Evidence, more...)
		}
	case Died:
		out.Says = fmt.Sprintf("%q is held last in %s on %s, after %d weeks with it from %s on; in none of the %d since.",
			subject, what, out.Day, c.Weeks, out.Coverage.From, c.until-c.last-1)
	case Back:
		out.Says = fmt.Sprintf("%q is used in %s again on %s, in none since %s; now in %d weeks.", subject, what, out.Day, isoOf(f.day[c.last]), c.Weeks)
		out.Evidence = append(out.Evidence, f.evidence(c.Phrase.words, c.last, l.voices, quote)...)
	case Burst:
		uses := c.p.uses[f.from(c.p.uses, c.first):f.from(c.p.uses, c.until)]
		before := f.from(c.p.uses, c.first) - f.from(c.p.uses, c.since)
		out.Says = fmt.Sprintf("%q crowds in %s from %s on: in %s of %d, in %d of %d before.", subject, what, out.Day, fmt.Sprint(len(uses)), c.until-c.first, before, c.first-c.since)
		out.Evidence = append(out.Evidence, f.evidence(c.Phrase.words, c.last, l.voices, quote)...)
	case Reworded:
		r := f.reports[c.near]
		how, span := "held first", "in the year before"
		if c.died {
			how, span = "held last", "in the year since"
		}
		out.Says = fmt.Sprintf("Perhaps only other words: %q is %s in %s on %s, but %d of them hold most of its words %s, as that of %s; it stood in %d. That is a change of words.",
			subject, how, what, out.Day, c.Near, span, r.Published, c.Phrase.Before+c.Phrase.After)
		if at, ok := f.corpus.full(r).most(f.name, c.Phrase.words, l.voices); ok {
			out.Evidence = append(out.Evidence, finding.Evidence{Report: r.ID, Version: r.Version, Published: r.Published, At: at, Quote: quote(r.ID, at)})
		}
	case Rendering:
		other, more := l.shown(c.Other, quote)
		out.Evidence = append(out.Evidence, more...)
		how := fmt.Sprintf("they keep the same company (%.2f)", c.Alike)
		if c.Term != "" {
			how = fmt.Sprintf("the profile lists both for %q", c.Term)
		} else if c.Alike == 0 {
			how = "as in other phrases before"
		}
		a, b := subject, other
		x, y := c.Phrase, *c.Other
		if !c.died {
			a, b, x, y = b, a, y, x
		}
		out.Says = fmt.Sprintf("Perhaps a new rendering: where %s had %q, they have %q since %s (%s and %s a year before, %s and %s after); %s. That is a change of words.",
			what, a, b, out.Day, in(x.Before), in(y.Before), in(x.After), in(y.After), how)
	}
	return out
}

func voiced(voices []string) string {
	if len(voices) == 0 {
		return "in anybody's words"
	}
	return "in the words of these voices: " + strings.Join(voices, ", ")
}

// shown is a phrase as it stands where it is seen, and that as evidence.
func (l *Ledger) shown(p *Phrase, quote Quote) (string, []finding.Evidence) {
	if p.shown < 0 {
		return p.Words, nil
	}
	r := l.f.corpus.full(l.f.reports[p.shown])
	at, _, ok := r.locate(l.f.name, p.words, l.voices)
	if !ok {
		return p.Words, nil
	}
	words := strings.Join(strings.Fields(quote(r.ID, at)), " ")
	if strings.Count(words, `"`)%2 == 1 {
		words = strings.ReplaceAll(words, `"`, "") // the other one stands outside
	}
	if words == "" {
		words = p.Words
	}
	return words, l.f.evidence(p.words, p.shown, l.voices, quote)
}

// evidence is the passage of a report that has words in a row.
func (f *field) evidence(words []uint32, report int, voices []string, quote Quote) []finding.Evidence {
	r := f.corpus.full(f.reports[report])
	_, run, ok := r.locate(f.name, words, voices)
	if !ok {
		return nil
	}
	return []finding.Evidence{{Report: r.ID, Version: r.Version, Published: r.Published, At: run.at, Quote: quote(r.ID, run.at)}}
}

// locate finds words in a row in a field of a report.
func (r *Report) locate(field string, words []uint32, voices []string) (rostrum.Span, *Run, bool) {
	i, k := r.place(field, words, voices)
	if k < 0 {
		return rostrum.Span{}, nil, false
	}
	return rostrum.Span{Field: field, Start: int(r.starts[i]), End: int(r.ends[i+int32(len(words))-1])}, &r.Runs[k], true
}

// place is where words stand first in a field, and in which run; -1 where they do not.
func (r *Report) place(field string, words []uint32, voices []string) (at int32, run int) {
	n := int32(len(words))
	for k := range r.Runs {
		run := &r.Runs[k]
		if run.Field != field || !oneOf(voices, run.Voice) {
			continue
		}
		for i := run.first; i+n <= run.last; i++ {
			if r.words[i] == words[0] && slices.Equal(r.words[i:i+n], words) {
				return i, k
			}
		}
	}
	return 0, -1
}

// coverage is the weakest that imports declare of some reports.
func (f *field) coverage(from, to int) string {
	if from >= to {
		return ""
	}
	weakest := f.reports[from].Coverage
	i, _ := slices.BinarySearch(f.covered, int32(from+1))
	for ; i < len(f.covered) && int(f.covered[i]) < to; i++ {
		if c := f.reports[f.covered[i]].Coverage; slices.Index(strength, c) < slices.Index(strength, weakest) {
			weakest = c
		}
	}
	return weakest
}

var strength = []string{"unknown", "sample", "complete"}

// heldDays counts days that have at least a quarter of the median of reports of the
// days from one report to before another.
func (f *field) heldDays(from, to int) int {
	var counts []int
	for i := from; i < to; i++ {
		if i == from || f.day[i] != f.day[i-1] {
			counts = append(counts, 0)
		}
		counts[len(counts)-1]++
	}
	sorted := slices.Clone(counts)
	slices.Sort(sorted)
	n := 0
	for _, c := range counts {
		if 4*c >= sorted[len(sorted)/2] {
			n++
		}
	}
	return n
}

// most is the passage of a field that holds most of some words.
func (r *Report) most(name string, words []uint32, voices []string) (rostrum.Span, bool) {
	best, at := 0, rostrum.Span{}
	for k := range r.Runs {
		run := &r.Runs[k]
		if run.Field != name || !oneOf(voices, run.Voice) {
			continue
		}
		held := 0
		for i, w := range words {
			if !slices.Contains(words[:i], w) && slices.Contains(r.words[run.first:run.last], w) {
				held++
			}
		}
		if held > best {
			best, at = held, run.at
		}
	}
	return at, best > 0
}
