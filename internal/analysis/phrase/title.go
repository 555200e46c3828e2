package phrase

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Kinds of findings about titles of leaders.
const (
	TitleFirst = "title first held"
	TitleDied  = "title died"
)

// TitleKinds lists them.
var TitleKinds = []string{TitleFirst, TitleDied}

// Post is words that are a leader's title wherever they stand, as a profile lists
// them beside the titles that reports are read for.
type Post struct {
	Words string
	Of    string
}

// titled is a title of a leader and the reports that give it.
type titled struct {
	*tracked
	name, of string
	at       []place // where it stands, in each of its uses
}

// place is where a title stands: of one that is listed, its words.
type place struct {
	at    rostrum.Span
	words []uint32
}

// Titles tells when titles of leaders are held first, and which are given no more,
// in titles and texts of reports, in the words of some voices: what was known after a
// day and up to another. A first is told on its day, the rest as of phrases.
func (c *Corpus) Titles(posts []Post, voices []string, after, until string, quote Quote) []finding.Finding {
	f := c.fieldOf("", nil)
	out := []finding.Finding{}
	during := func(known string) bool { return known > after && known <= until }
	if len(f.reports) == 0 {
		return out
	}
	all := f.titles(posts, voices)
	list := make([]*titled, 0, len(all))
	for _, t := range all {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b *titled) int { return strings.Compare(a.tracked.name, b.tracked.name) })
	for _, t := range list {
		if first := f.reports[t.uses[0]]; during(max(first.Published, first.Known)) {
			out = append(out, f.firstTitle(t, voices, quote))
		}
	}
	of := map[*tracked]*titled{}
	for _, t := range list {
		of[t.tracked] = t
	}
	for i := range f.shuts {
		s := &f.shuts[i]
		var deaths []candidate
		for _, t := range list {
			for t.next < len(t.uses) && int(t.uses[t.next]) < s.reports {
				t.next++
			}
			if t.dead && f.day[t.uses[t.next-1]] > t.gone {
				t.dead = false
			}
			if x, ok := f.departed(t.tracked, s); ok {
				deaths = append(deaths, x)
			}
		}
		for _, x := range f.survive(deaths, falsely) {
			x.p.dead, x.p.gone = true, f.day[x.last]
			if during(isoOf(s.known)) {
				out = append(out, f.lastTitle(of[x.p], x, s, voices, quote))
			}
		}
	}
	finding.Sort(out)
	return out
}

// TitlesUntil tells which titles of leaders are given in reports that were known by a
// day.
func (c *Corpus) TitlesUntil(posts []Post, voices []string, day string) map[string]bool {
	f := c.fieldOf("", nil)
	all := map[string]bool{}
	for key, t := range f.titles(posts, voices) {
		all[key] = slices.ContainsFunc(t.uses, func(u int32) bool { return max(f.reports[u].Published, f.reports[u].Known) <= day })
		if !all[key] {
			delete(all, key)
		}
	}
	return all
}

// titles are the titles of leaders, by their words and whom they are given.
func (f *field) titles(posts []Post, voices []string) map[string]*titled {
	all := map[string]*titled{}
	met := map[[2]string]*titled{} // as they are written
	give := func(name, of string, report int, p place) {
		t := met[[2]string{name, of}]
		if t == nil {
			key := search.FoldName(name) + "\x00" + of
			if t = all[key]; t == nil {
				t = &titled{tracked: &tracked{name: key}, name: name, of: of}
				all[key] = t
			}
			met[[2]string{name, of}] = t
		}
		if n := len(t.uses); n == 0 || t.uses[n-1] != int32(report) {
			t.uses = append(t.uses, int32(report))
			t.at = append(t.at, p)
		}
	}
	type listed struct {
		Post
		words []uint32
	}
	var wanted []listed
	begins := make([]bool, len(f.corpus.keys)) // words with which any of them begins
	for _, p := range posts {
		if words := f.corpus.wordsIn(f.corpus.words, p.Words); len(words) > 0 {
			wanted = append(wanted, listed{p, words})
			begins[words[0]] = true
		}
	}
	stands := make([]bool, len(wanted))
	for i, r := range f.reports {
		for k := range r.titles {
			if m := &r.titles[k]; oneOf(voices, m.Voice) {
				give(m.Name, m.Referent, i, place{at: m.At})
			}
		}
		clear(stands)
		for k := range r.Runs {
			run := &r.Runs[k]
			if !oneOf(voices, run.Voice) {
				continue
			}
			for at := run.first; at < run.last; at++ {
				if !begins[r.words[at]] {
					continue
				}
				for j := range wanted {
					w := wanted[j].words
					stands[j] = stands[j] || slices.Equal(r.words[at:min(at+int32(len(w)), run.last)], w)
				}
			}
		}
		for j, w := range wanted {
			if stands[j] {
				give(w.Words, w.Of, i, place{words: w.words})
			}
		}
	}
	return all
}

// in is where a title stands in a report that gives it.
func (t *titled) in(report int32) place {
	i, _ := slices.BinarySearch(t.uses, report)
	return t.at[i]
}

func (f *field) titleFinding(t *titled, kind string, since, until int, voices []string) finding.Finding {
	return finding.Finding{Kind: kind, Subject: t.name, Rule: "words/" + strings.ReplaceAll(kind, " ", "-"),
		Coverage: finding.Coverage{Outlet: f.corpus.Outlet, Lang: f.corpus.Lang, From: f.reports[since].Published, To: f.reports[until-1].Published,
			Coverage: f.coverage(since, until), Reports: until - since, HeldDays: f.heldDays(since, until),
			Denominator: fmt.Sprintf("%d reports of %s in %s, %s", until-since, f.corpus.Outlet, f.corpus.Lang, voiced(voices))}}
}

func (f *field) titleEvidence(t *titled, use int32, voices []string, quote Quote) finding.Evidence {
	r, p := f.corpus.full(f.reports[use]), t.in(use)
	passage := r.passage(p.at)
	for k := range r.Runs {
		if run := &r.Runs[k]; p.words != nil && oneOf(voices, run.Voice) {
			if _, ok := r.in(run, p.words); ok {
				passage = run.at
				break
			}
		}
	}
	return finding.Evidence{Report: r.ID, Version: r.Version, Published: r.Published, At: passage, Quote: quote(r.ID, passage)}
}

func (f *field) firstTitle(t *titled, voices []string, quote Quote) finding.Finding {
	first := int(t.uses[0])
	since := f.begins(first, f.day[first], gap)
	out := f.titleFinding(t, TitleFirst, since, first+1, voices)
	out.Day, out.Known = f.reports[first].Published, max(f.reports[first].Published, f.reports[first].Known)
	held := f.heldDays(since, first+1)
	out.Value = float64(held)
	how := "is first held"
	if held > firstDays {
		how = "stands first"
	}
	out.Says = fmt.Sprintf("%q for %s %s on %s, in none of the %d reports of the %d held days from %s on.", t.name, t.of, how, out.Day, first-since, held, out.Coverage.From)
	out.Evidence = []finding.Evidence{f.titleEvidence(t, t.uses[0], voices, quote)}
	return out
}

func (f *field) lastTitle(t *titled, x candidate, s *shut, voices []string, quote Quote) finding.Finding {
	out := f.titleFinding(t, TitleDied, x.since, s.reports, voices)
	out.Day, out.Known, out.Value = isoOf(f.day[x.last]), isoOf(s.known), math.Round(-100*math.Log10(x.chance))/100
	out.Says = fmt.Sprintf("%q for %s is held last on %s, after %d weeks with it from %s on; in none of the %d reports since.",
		t.name, t.of, out.Day, x.weeks, out.Coverage.From, s.reports-x.last-1)
	out.Evidence = []finding.Evidence{f.titleEvidence(t, int32(x.last), voices, quote)}
	return out
}

// passage is the title or sentence that a span lies in, else the span.
func (r *Report) passage(at rostrum.Span) rostrum.Span {
	for i := range r.Runs {
		if p := r.Runs[i].at; p.Field == at.Field && p.Start <= at.Start && at.End <= p.End {
			return p
		}
	}
	return at
}
