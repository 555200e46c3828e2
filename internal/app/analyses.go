package app

import (
	"slices"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/analysis/first"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/analysis/novelty"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/edit"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Profiles is what profiles say for analyses; each part gives nil for an outlet and
// a language that no profile reads.
type Profiles struct {
	Outliner Outliner
	Rosters  func(outlet, lang string) *roster.Knowledge
	LineUps  Knows
	Terms    TermsOf
	Novelty  func(outlet, lang string) *novelty.Knowledge
	Words    Wordsmith
	Leaders  Leaders
}

// Knowing gives them. They are loaded when something has to be analysed, as loading
// takes longer than most answers do.
type Knowing struct {
	Load func() (*Profiles, error)
	// Digest tells profiles, and the program that reads them, from others; "" keeps
	// nothing of what is found.
	Digest string
}

// shared is what several analyses make of holdings, made when the first needs it.
type shared struct {
	once  sync.Once
	books []*lineup.Book
}

// books are the line-ups of what is held, one book for each series. They go by names:
// who is who is settled by later reports too, on which no finding may depend.
func (h *Holdings) books() []*lineup.Book {
	h.shared.once.Do(func() {
		for _, s := range h.Series {
			if k := h.Profiles.LineUps(s.Outlet, s.Lang); k != nil && len(k.Classes) > 0 {
				h.shared.books = append(h.shared.books, lineup.New(s, k, nil))
			}
		}
	})
	return h.shared.books
}

// EditAnalysis finds what was changed or withdrawn after publication.
func EditAnalysis() Analysis {
	return Analysis{
		Kinds: []Kind{
			// one with a name, a post or a number among the changes, or several sentences
			{Name: edit.KindEdit, Means: "a report was changed after publication", Alarm: true, Least: 3},
			{Name: edit.KindNameRemoved, Means: "a name vanished from many reports at once", Alarm: true},
			{Name: edit.KindNameReplaced, Means: "a name gave way to another in many reports at once", Alarm: true},
			{Name: edit.KindWithdrawn, Means: "reports are not found again where those around them are", Alarm: true},
			{Name: edit.KindReturned, Means: "withdrawn reports are there again"},
		},
		Edits: true,
		Find:  func(h *Holdings) []finding.Finding { return edit.Findings(h.Edited, h.Pairs) },
	}
}

// RosterAnalysis finds who is given which office for the first time, and who gives
// way to whom in it.
func RosterAnalysis() Analysis {
	return Analysis{
		Kinds: []Kind{
			{Name: roster.FindingNewPost, Means: "somebody is given an office that no earlier report gives"},
			{Name: roster.FindingHeldPost, Means: "the same, where an earlier one may only not be held"},
			{Name: roster.FindingFirst, Means: "an official is named whom no earlier report names"},
			{Name: roster.FindingFirstHeld, Means: "the same, where an earlier one may only not be held"},
			{Name: roster.FindingAgain, Means: "an official is named again after longer than ever before", Alarm: true, Least: 120},
			{Name: roster.FindingNewHolder, Means: "an office that one person holds is given to another", Alarm: true},
			{Name: roster.FindingTwoHolders, Means: "an office that one person holds is given by turns"},
		},
		Rulings: true,
		Begin: bySeries(func(h *Holdings, s *holding.Series, past *Past) Onward {
			k := h.Profiles.Rosters(s.Outlet, s.Lang)
			if k == nil {
				return nil
			}
			day, kept := past.from()
			return roster.Begin(k, h.Rulings, s, day, kept)
		}),
	}
}

// overBooks is an analysis of line-ups.
func overBooks(kinds []Kind, find func(*lineup.Book) []finding.Finding) Analysis {
	return Analysis{Kinds: kinds, Find: func(h *Holdings) []finding.Finding {
		var all []finding.Finding
		for _, b := range h.books() {
			all = append(all, find(b)...)
		}
		return all
	}}
}

// OrderAnalysis finds who stands elsewhere in lists than before.
func OrderAnalysis() Analysis {
	return overBooks([]Kind{
		{Name: rank.KindFlip, Means: "of two people the other stands first, and stays so", Alarm: true},
		{Name: rank.KindRise, Means: "somebody stands before several whom earlier lists had before him"},
		{Name: rank.KindFall, Means: "somebody stands behind several whom earlier lists had behind him"},
	}, func(b *lineup.Book) []finding.Finding { return rank.Findings(b, rank.Default).Findings })
}

// FirstAnalysis finds who is with a leader, or given a post, for the first time, and
// who is named again after long.
func FirstAnalysis() Analysis {
	return overBooks([]Kind{
		{Name: first.KindWithLeader, Means: "an official is in a leader's company for the first time", Alarm: true},
		{Name: first.KindWithLeaderHeld, Means: "the same, where an earlier time may only not be held"},
		{Name: first.KindPost, Means: "somebody is given a post in words that none of his posts had"},
		{Name: first.KindPostHeld, Means: "the same, where an earlier time may only not be held"},
		{Name: first.KindReturn, Means: "somebody is named again after longer than ever before", Alarm: true},
	}, func(b *lineup.Book) []finding.Finding { return first.Findings(b, first.Settings{}) })
}

// AbsenceAnalysis finds who is not named where he was expected, and gaps of leaders.
func AbsenceAnalysis() Analysis {
	return Analysis{
		Kinds: []Kind{
			{Name: absence.KindAbsence, Means: "somebody is not named at occasions where he was expected", Alarm: true},
			{Name: absence.KindGap, Means: "a leader is not seen for longer than in the year before", Alarm: true},
		},
		Cited: true,
		Find: func(h *Holdings) []finding.Finding {
			var all []finding.Finding
			for _, b := range h.books() {
				all = append(all, absence.Findings(b, citedIn(b, h.Cited), absence.Default).Findings...)
			}
			return all
		},
	}
}

// citedIn are the activities of people of a book that digests name and no report held
// tells of.
func citedIn(b *lineup.Book, all []store.Cited) []absence.Cited {
	var out []absence.Cited
	for i := range all {
		c := &all[i]
		if c.Report.Outlet != b.Series.Outlet || c.Report.Lang != b.Series.Lang || c.Day == "" {
			continue
		}
		for _, p := range absence.CitedIn(b, c.Quote) {
			out = append(out, absence.Cited{Person: p, Day: c.Day, Known: c.Report.Published})
		}
	}
	return out
}

// citedUntil keeps what digests cited by a day.
func citedUntil(all []store.Cited, day string) []store.Cited {
	return slices.DeleteFunc(slices.Clone(all), func(c store.Cited) bool { return c.Report.Published > day })
}
