package watch

import (
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Case is one time that a rule fires.
type Case struct {
	Day      string           `json:"day"` // on which it was known
	Says     string           `json:"says"`
	Evidence finding.Evidence `json:"evidence"`
	SignedBy string           `json:"signed_by,omitempty"` // analyst under whose name it leaves the tool
}

// leastLineUps is in how many line-ups somebody without a post must stand to be
// watched: who is named once, in passing, is no public person.
const leastLineUps = 2

// Cases tells when a rule would have fired over reports, which come in the order of
// holding.Compare, with texts where it is of a phrase. Rules of findings fire by
// CasesOf.
func (r Rule) Cases(reports []*holding.Report) []Case {
	all := []Case{}
	switch r.Kind {
	case Person:
		name := search.FoldName(r.Words)
		for _, x := range reports {
			if e, says, ok := appears(x, name); ok {
				all = append(all, Case{Day: x.Known, Says: says, Evidence: e})
			}
		}
	case Post:
		all = r.holders(reports)
	case Phrase:
		phrase := search.Phrase{Words: search.Words(r.Words)}
		for _, x := range reports {
			if e, ok := spoken(x, phrase); ok {
				all = append(all, Case{Day: x.Known, Says: "in " + orUntitled(x), Evidence: e})
			}
		}
	case Plan:
		phrase := search.Phrase{Words: search.Words(r.Words)}
		for _, x := range reports {
			for i := range x.Plans {
				p := &x.Plans[i]
				if !slices.Contains(rostrum.OwnVoices, p.Voice) || !has(p.Evidence, phrase) && !has(p.Plan, phrase) {
					continue
				}
				all = append(all, Case{Day: x.Known, Says: p.Status + ": " + p.Plan, Evidence: passage(x, p.At, p.Evidence)})
			}
		}
	}
	return all
}

// CasesOf tells when a rule would have fired over findings.
func (r Rule) CasesOf(all []finding.Finding) []Case {
	about := search.Phrase{Words: search.Words(r.About)}
	cases := []Case{}
	for i := range all {
		f := &all[i]
		if f.Kind == r.Words && (r.About == "" || has(f.Subject, about)) {
			cases = append(cases, Case{Day: f.Known, Says: f.Subject + ": " + f.Says, Evidence: f.Evidence[0]})
		}
	}
	return cases
}

// Public tells whether a name is of somebody who may be watched, as far as the
// reports go: whoever is given a post somewhere, or stands in line-ups repeatedly.
// named says that the reports name such a person at all.
func Public(reports []*holding.Report, name string) (public, named bool) {
	name = search.FoldName(name)
	lineUps := 0
	for _, x := range reports {
		for i := range x.Events {
			for j := range x.Events[i].Participants {
				a := &x.Events[i].Participants[j]
				if a.Name == nil || search.FoldName(*a.Name) != name {
					continue
				}
				named = true
				if a.Post != nil {
					return true, true
				}
				lineUps++
			}
		}
		for i := range x.Mentions {
			m := &x.Mentions[i]
			named = named || m.Kind == rostrum.MentionPerson && search.FoldName(m.Name) == name
		}
	}
	return lineUps >= leastLineUps, named
}

// appears is where somebody stands at the first event that has him.
func appears(x *holding.Report, name string) (finding.Evidence, string, bool) {
	for i := range x.Events {
		e := &x.Events[i]
		for j := range e.Participants {
			a := &e.Participants[j]
			if a.Name != nil && search.FoldName(*a.Name) == name {
				says := a.Role + " at " + e.Type
				if a.Post != nil {
					says += ", " + *a.Post
				}
				return passage(x, a.At, *a.Name), says, true
			}
		}
	}
	return finding.Evidence{}, "", false
}

// holders tells of each person who is given a post with the words of a rule when that
// was first so.
func (r Rule) holders(reports []*holding.Report) []Case {
	phrase := search.Phrase{Words: search.Words(r.Words)}
	all := []Case{}
	seen := map[string]bool{}
	for _, x := range reports {
		for i := range x.Events {
			for j := range x.Events[i].Participants {
				a := &x.Events[i].Participants[j]
				if a.Name == nil || a.Post == nil || seen[search.FoldName(*a.Name)] || !has(*a.Post, phrase) {
					continue
				}
				seen[search.FoldName(*a.Name)] = true
				all = append(all, Case{Day: x.Known, Says: *a.Name + ": " + *a.Post, Evidence: passage(x, a.At, *a.Name)})
			}
		}
	}
	return all
}

// spoken is where words first stand in a report.
func spoken(x *holding.Report, phrase search.Phrase) (finding.Evidence, bool) {
	for _, f := range []struct{ name, text string }{{rostrum.FieldTitle, x.Title}, {rostrum.FieldText, x.Text}} {
		tokens := search.Tokens(nil, f.text)
		for _, at := range search.Occurrences(phrase, search.LangOf(x.Lang), tokens) {
			span := rostrum.Span{Field: f.name, Start: tokens[at.Start].Start, End: tokens[at.End-1].End}
			return passage(x, span, f.text[span.Start:span.End]), true
		}
	}
	return finding.Evidence{}, false
}

func has(text string, phrase search.Phrase) bool {
	return len(search.Occurrences(phrase, search.LangOf(""), search.Tokens(nil, text))) > 0
}

func orUntitled(x *holding.Report) string {
	if x.Title == "" {
		return "a report without a title"
	}
	return x.Title
}

func passage(x *holding.Report, at rostrum.Span, quote string) finding.Evidence {
	return finding.Evidence{Report: x.ID, Version: x.Version, Published: x.Published, At: at, Quote: quote}
}
