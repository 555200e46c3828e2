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
func (c *Corpus) Names(called []string, o Filter, letters int) []Name {
	type wanted struct {
		words []uint32
		name  *Name
	}
	byWord := map[uint32][]wanted{}
	var all []*Name
	for _, name := range called {
		words := c.wordsIn(name)
		if len(words) == 0 {
			continue
		}
		n := &Name{Name: name, Lang: c.Lang, Texts: VoiceCounts{}, at: map[string]*NameSpan{}}
		all = append(all, n)
		byWord[words[0]] = append(byWord[words[0]], wanted{words, n})
	}
	for _, list := range byWord {
		slices.SortFunc(list, func(a, b wanted) int { return len(b.words) - len(a.words) })
	}
	spans := map[string]int{} // reports with any name
	for _, r := range c.Reports {
		if !o.takes(r) {
			continue
		}
		span := r.Published[:min(letters, len(r.Published))]
		title, texts, asked := map[*Name]bool{}, map[*Name]map[string]bool{}, map[*Name]bool{}
		for k := range r.Runs {
			run := &r.Runs[k]
			for i := run.first; i < run.last; i++ {
				for _, w := range byWord[r.words[i]] {
					n := int32(len(w.words))
					if i+n > run.last || !slices.Equal(r.words[i:i+n], w.words) {
						continue
					}
					if run.Field == rostrum.FieldTitle {
						title[w.name] = true
					} else {
						if texts[w.name] == nil {
							texts[w.name] = map[string]bool{}
						}
						texts[w.name][run.Voice] = true
						asked[w.name] = asked[w.name] || oneOf(o.Voices, run.Voice)
					}
					if w.name.Evidence.Report == "" && (run.Field == rostrum.FieldTitle || oneOf(o.Voices, run.Voice)) {
						w.name.Evidence = Use{Report: r.ID, Version: r.Version, Published: r.Published, Kind: r.Kind, Voice: run.Voice, Speaker: run.Speaker,
							At: rostrum.Span{Field: run.Field, Start: int(r.starts[i]), End: int(r.ends[i+n-1])}, Passage: run.at}
					}
					i += n - 1
					break
				}
			}
		}
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
