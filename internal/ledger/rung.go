package ledger

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// Conditions that a rung of the ladder may give among its words, in brackets.
const (
	aPerson    = "(person)"     // who speaks is named as a person
	anOutlet   = "(outlet)"     // the outlet speaks in its own name
	commenting = "(commentary)" // in a commentary, an article, a press review
)

// conditions lists them.
var conditions = []string{aPerson, anOutlet, commenting}

// Rung is the place of a speaker on the ladder of authority: the lowest of those
// whose words or conditions apply, so that who speaks for a ministry is a
// spokesman. A word within a longer phrase of another rung tells nothing by itself:
// the Council of Works is no council. "" where none applies.
func (r *Reader) Rung(report *holding.Report, speaker string) string {
	words := r.Words(speaker)
	type match struct{ rung, first, last int }
	var found []match
	for rung, g := range r.Ladder {
		for _, p := range g.Phrases {
			for i := range words {
				if p.opens(words[i:]) {
					found = append(found, match{rung, i, i + len(p)})
				}
			}
		}
	}
	lowest := -1
	for _, m := range found {
		if !slices.ContainsFunc(found, func(o match) bool { return o.first <= m.first && m.last <= o.last && o.last-o.first > m.last-m.first }) {
			lowest = max(lowest, m.rung)
		}
	}
	for rung, g := range r.Ladder {
		if slices.ContainsFunc(g.Conditions, func(c string) bool { return r.applies(c, report, speaker) }) {
			lowest = max(lowest, rung)
		}
	}
	if lowest < 0 {
		return ""
	}
	return r.Ladder[lowest].Name
}

func (r *Reader) applies(condition string, report *holding.Report, speaker string) bool {
	switch condition {
	case anOutlet:
		return strings.EqualFold(speaker, report.Outlet)
	case commenting:
		return report.Kind == rostrum.KindCommentary
	case aPerson:
		return IsPerson(report, speaker)
	}
	return false
}

// IsPerson tells whether a report names a person so.
func IsPerson(report *holding.Report, name string) bool {
	key := search.FoldName(name)
	for i := range report.Mentions {
		if m := &report.Mentions[i]; m.Kind == rostrum.MentionPerson && search.FoldName(m.Name) == key {
			return true
		}
	}
	return false
}

// Above tells whether one rung is higher than another.
func (t *Terms) Above(a, b string) bool { return t.step(a) < t.step(b) }

func (t *Terms) step(rung string) int {
	if i := slices.IndexFunc(t.Ladder, func(g Group) bool { return g.Name == rung }); i >= 0 {
		return i
	}
	return len(t.Ladder)
}
