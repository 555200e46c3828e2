package app

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Sorts of conflicts.
const (
	ConflictAnalysts = "analysts" // two of them do not say the same of a record
	ConflictReading  = "reading"  // the record is read otherwise than when it was judged, and not as the word wants
	ConflictGone     = "gone"     // the words that were judged are not in the newest text
)

// Conflict is a record of which what is said does not agree.
type Conflict struct {
	Sort   string                `json:"sort"`
	Report string                `json:"report"` // id
	Record string                `json:"record"` // its name, "" where nothing is read there
	Words  []correction.Standing `json:"words"`  // in the order in which they were said
}

// Conflicts is the answer of App.Conflicts.
type Conflicts struct {
	Conflicts []Conflict `json:"conflicts"`
	Next      string     `json:"next,omitempty"` // cursor of the next page
	Reports   int        `json:"reports"`        // of which analysts said something, on all pages
	Searched  Searched   `json:"searched"`
}

// mostJudged bounds the reports that one page of conflicts looks at: each has to be
// held against its words.
const mostJudged = 200

// Conflicts lists records of which what is said does not agree, by report. The
// cursor is the id of the report after which a page begins.
func (a *App) Conflicts(ctx context.Context, limit int, cursor string) (*Conflicts, error) {
	s, err := a.searchedReports(ctx, store.ReportFilter{})
	if err != nil {
		return nil, err
	}
	all, err := a.store.Spoken(ctx, store.ReportFilter{})
	if err != nil {
		return nil, err
	}
	out := &Conflicts{Conflicts: []Conflict{}, Reports: len(all), Searched: *s}
	begin, found := slices.BinarySearchFunc(all, cursor, func(s store.Spoken, id string) int { return strings.Compare(s.Report, id) })
	if found {
		begin++
	}
	for i := begin; i < len(all); i++ {
		j, err := a.judgementOf(ctx, all[i])
		if err != nil {
			return nil, err
		}
		out.Conflicts = append(out.Conflicts, conflictsOf(all[i].Report, j.standings)...)
		if (len(out.Conflicts) >= limitOf(limit) || i-begin == mostJudged) && i+1 < len(all) {
			out.Next = all[i].Report
			break
		}
	}
	return out, nil
}

// conflictsOf lists the conflicts of a report.
func conflictsOf(report string, all []correction.Standing) []Conflict {
	var out []Conflict
	said := map[string][]correction.Standing{} // by record, or by where one stood that is not read
	var records []string
	for i := range all {
		s := &all[i]
		record := s.Record
		switch {
		case s.Lapsed == correction.TextGone:
			out = append(out, Conflict{ConflictGone, report, "", []correction.Standing{*s}})
			continue
		case s.Subject == nil || !s.Applies || s.Verdict == rostrum.VerdictWithdrawn:
			continue
		case record == "" && (s.Verdict == rostrum.VerdictRight || s.Verdict == rostrum.VerdictInstead):
			record = fmt.Sprintf("%s %v", s.Subject.Kind, *s.Stands) // nothing is read there
		case record == "":
			continue
		}
		if said[record] == nil {
			records = append(records, record)
		}
		said[record] = append(said[record], *s)
	}
	for _, record := range records {
		words := said[record]
		c := Conflict{Report: report, Record: words[0].Record, Words: words}
		switch {
		case slices.ContainsFunc(words, func(s correction.Standing) bool { return !alike(&s, &words[0]) }):
			c.Sort = ConflictAnalysts
		case c.Record == "" || slices.ContainsFunc(words, func(s correction.Standing) bool { return len(s.Differs) > 0 }):
			c.Sort = ConflictReading
		default:
			continue
		}
		out = append(out, c)
	}
	return out
}

// alike tells whether two words on one record say the same.
func alike(a, b *correction.Standing) bool {
	return a.Verdict == b.Verdict && maps.EqualFunc(a.Is, b.Is, func(x, y *string) bool { return x == y || x != nil && y != nil && *x == *y })
}
