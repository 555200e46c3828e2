package phrase

import (
	"cmp"
	"maps"
	"slices"

	"github.com/rostrum-watch/rostrum"
)

// Name is how often a thing is called by one name.
type Name struct {
	Name     string      `json:"name"`
	Lang     string      `json:"lang"`
	First    string      `json:"first"`
	Last     string      `json:"last"`
	Reports  int         `json:"reports"` // with the name, in title or text
	Titles   int         `json:"titles"`  // with it in the title
	Texts    VoiceCounts `json:"texts"`   // with it in the text, by whose words it is
	Spans    []NameSpan  `json:"spans"`   // of time, in order, with the reports of each
	Evidence Use         `json:"evidence"`
	at       map[string]*NameSpan
}

// VoiceCounts counts reports by voice.
type VoiceCounts map[string]int

// NameSpan is a month or a year.
type NameSpan struct {
	Span    string  `json:"span"`
	Titles  int     `json:"titles"`
	Texts   int     `json:"texts"` // in the voices that were asked for
	Share   float64 `json:"share"` // of the reports that call the thing by any of its names
	reports int
}

// Names counts by what names something is called, in months ("2006-01") or years
// (of so many letters of the day). At one place the longest name counts.
func (c *Concordance) Names(called []string, o Filter, letters int) []Name {
	all, byWord := c.called(called)
	with := map[int32]bool{}
	for _, list := range byWord {
		for _, w := range list {
			c.find(w.words, func(i int32, _ int) { with[i] = true })
		}
	}
	spans := map[string]int{} // reports with any name
	for _, i := range slices.SortedFunc(maps.Keys(with), func(a, b int32) int { return cmp.Compare(c.rank[a], c.rank[b]) }) {
		if !o.takes(&c.entries[i].Head) {
			continue
		}
		r := c.report(i)
		span := r.Published[:min(letters, len(r.Published))]
		title, texts, asked := map[*Name]bool{}, map[*Name]map[string]bool{}, map[*Name]bool{}
		byWord.in(r, func(n *Name, run *Run, at, words int32) {
			if run.Field == rostrum.FieldTitle {
				title[n] = true
			} else {
				if texts[n] == nil {
					texts[n] = map[string]bool{}
				}
				texts[n][run.Voice] = true
				asked[n] = asked[n] || oneOf(o.Voices, run.Voice)
			}
			if n.Evidence.Report == "" && (run.Field == rostrum.FieldTitle || oneOf(o.Voices, run.Voice)) {
				n.Evidence = Use{Place: r.placed(run), At: rostrum.Span{Field: run.Field}}
			}
		})
		any := false
		for _, n := range all {
			for v := range texts[n] {
				n.Texts[v]++
			}
			if !title[n] && !asked[n] {
				continue
			}
			any = true
			n.Reports++
			if n.First == "" {
				n.First = r.Published
			}
			n.Last = r.Published
			x := n.at[span]
			if x == nil {
				x = &NameSpan{Span: span}
				n.at[span] = x
			}
			x.reports++
			if title[n] {
				n.Titles++
				x.Titles++
			}
			if asked[n] {
				x.Texts++
			}
		}
		if any {
			spans[span]++
		}
	}
	out := []Name{}
	for _, n := range all {
		n.Spans = []NameSpan{}
		for _, s := range slices.Sorted(maps.Keys(n.at)) {
			x := n.at[s]
			x.Share = perThousand(x.reports, spans[s]) / 1000
			n.Spans = append(n.Spans, *x)
		}
		if n.Reports > 0 {
			out = append(out, *n)
		}
	}
	slices.SortStableFunc(out, func(a, b Name) int { return cmp.Or(b.Reports-a.Reports, cmp.Compare(a.Name, b.Name)) })
	return out
}

// called finds names by their first words: the longest first.
func (c *Concordance) called(names []string) ([]*Name, byWord) {
	of := byWord{}
	var all []*Name
	for _, name := range names {
		words := c.lexicon.wordsIn(c.words, name)
		if len(words) == 0 {
			continue
		}
		n := &Name{Name: name, Lang: c.Lang, Texts: VoiceCounts{}, at: map[string]*NameSpan{}}
		all = append(all, n)
		of[words[0]] = append(of[words[0]], wanted{words, n})
	}
	for _, list := range of {
		slices.SortFunc(list, func(a, b wanted) int { return len(b.words) - len(a.words) })
	}
	return all, of
}

// wanted is a name with its words, and byWord are names by their first words.
type wanted struct {
	words []uint32
	name  *Name
}
type byWord map[uint32][]wanted

// in finds the names in a report: of each, in which run, from which word on and how many.
func (of byWord) in(r *Report, use func(n *Name, run *Run, at, words int32)) {
	for k := range r.Runs {
		run := &r.Runs[k]
		for i := run.first; i < run.last; i++ {
			for _, w := range of[r.words[i]] {
				n := int32(len(w.words))
				if i+n > run.last || !slices.Equal(r.words[i:i+n], w.words) {
					continue
				}
				use(w.name, run, i, n)
				i += n - 1
				break
			}
		}
	}
}

// LocateName tells where a name of those that something is called by stands first in a
// report, in its title or in some voices; false where it does not.
func (c *Concordance) LocateName(s *Source, called []string, name string, voices []string) (Use, bool) {
	_, of := c.called(called)
	r := c.read(s)
	var found *Use
	of.in(r, func(n *Name, run *Run, at, words int32) {
		if found == nil && n.Name == name && (run.Field == rostrum.FieldTitle || oneOf(voices, run.Voice)) {
			found = &Use{Place: r.placed(run), At: rostrum.Span{Field: run.Field, Start: int(r.starts[at]), End: int(r.ends[at+words-1])}, Passage: run.at}
		}
	})
	if found == nil {
		return Use{}, false
	}
	return *found, true
}
