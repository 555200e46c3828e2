package app

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/analysis/first"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/analysis/novelty"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/edit"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
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
	// Load loads those of the outlets and languages that held is true of; all, where it
	// is nil.
	Load func(held func(outlet, lang string) bool) (*Profiles, error)
	// Anew, where it is not nil, is called before all is found from nothing, which takes
	// far more memory than to go on from a day.
	Anew func()
	// Digest tells profiles, and the program that reads them, from others; "" keeps
	// nothing of what is found.
	Digest string
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
		Begin: func(h *Holdings, past *Past) Onward {
			day, _ := past.from()
			return &editOnward{h: h, stand: day}
		},
	}
}

// editOnward finds all edits anew, which takes little: of most reports it needs no more
// than when they were captured. So it keeps nothing, and goes on from heads.
type editOnward struct {
	h     *Holdings
	stand string
	all   []finding.Finding
	found bool
}

func (o *editOnward) Until(day string) []finding.Finding {
	if !o.found {
		o.all, o.found = edit.Findings(o.h.Edited, o.h.Pairs), true
	}
	var during []finding.Finding
	for i := range o.all {
		if known := o.all[i].Known; known <= day && (known > o.stand || o.stand == "") {
			during = append(during, o.all[i])
		}
	}
	o.stand = day
	return during
}

func (o *editOnward) Keep(*pack.Writer) {}

// Gather has nothing to do.
func (o *editOnward) Gather(string) {}

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
		Texts:   true, // whose delegation somebody leads
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

// LineUpAnalysis finds, in line-ups, who stands elsewhere than before, who is with a
// leader or given a post for the first time or named again after long, who is not named
// where he was expected, and gaps of leaders. It is one analysis, as all of it is read
// off one book.
func LineUpAnalysis() Analysis {
	return Analysis{
		Kinds: []Kind{
			{Name: rank.KindFlip, Means: "of two people the other stands first, and stays so", Alarm: true},
			{Name: rank.KindRise, Means: "somebody stands before several whom earlier lists had before him"},
			{Name: rank.KindFall, Means: "somebody stands behind several whom earlier lists had behind him"},
			{Name: first.KindWithLeader, Means: "an official is in a leader's company for the first time", Alarm: true},
			{Name: first.KindWithLeaderHeld, Means: "the same, where an earlier time may only not be held"},
			{Name: first.KindPost, Means: "somebody is given a post in words that none of his posts had"},
			{Name: first.KindPostHeld, Means: "the same, where an earlier time may only not be held"},
			{Name: first.KindReturn, Means: "somebody is named again after longer than ever before", Alarm: true},
			{Name: absence.KindAbsence, Means: "somebody is not named at occasions where he was expected", Alarm: true},
			{Name: absence.KindGap, Means: "a leader is not seen for longer than in the year before", Alarm: true},
		},
		Cited: true,
		Begin: bySeries(func(h *Holdings, s *holding.Series, past *Past) Onward {
			if k := h.Profiles.LineUps(s.Outlet, s.Lang); k != nil && len(k.Classes) > 0 {
				missed := absence.Default
				if h.Profiles.Rosters != nil {
					missed.Offices = officesBy(h.Profiles.Rosters(s.Outlet, s.Lang))
				}
				return beginBook(s, k, missed, h.Cited, past)
			}
			return nil
		}),
	}
}

// onwardBook goes on with what is found in the line-ups of a series. People go by
// names: who is who is settled by later reports too, on which no finding may depend.
type onwardBook struct {
	book    *lineup.Book
	ranks   *rank.Finder
	firsts  *first.Finder
	absent  *absence.Counter
	cited   []store.Cited
	through string // day that it stands at
}

func beginBook(s *holding.Series, k *lineup.Knowledge, missed absence.Settings, cited []store.Cited, past *Past) *onwardBook {
	day, kept := past.from()
	part := func() *pack.Reader {
		if kept == nil {
			return nil
		}
		return kept.Part()
	}
	o := &onwardBook{book: lineup.Begin(s, k, day, part()), cited: cited, through: day}
	o.ranks = rank.Begin(o.book, rank.Default, part())
	o.firsts = first.Begin(o.book, first.Settings{}, part())
	o.absent = absence.Begin(o.book, missed, day, part())
	return o
}

func (o *onwardBook) Until(day string) []finding.Finding {
	o.book.Until(day)
	cited := citedIn(o.book, o.cited, o.through, day)
	o.through = day
	return slices.Concat(o.ranks.Until(day), o.firsts.Until(day), o.absent.Until(day, cited))
}

func (o *onwardBook) Keep(w *pack.Writer) {
	for _, part := range []func(*pack.Writer){o.book.Keep, o.ranks.Keep, o.firsts.Keep, o.absent.Keep} {
		w.Part(part)
	}
}

// citedIn are the activities of people of a book that digests name and no report held
// tells of: those cited after a day, up to another.
func citedIn(b *lineup.Book, all []store.Cited, after, until string) []absence.Cited {
	var out []absence.Cited
	for i := range all {
		c := &all[i]
		known := c.Report.Published
		if c.Report.Outlet != b.Series.Outlet || c.Report.Lang != b.Series.Lang || c.Day == "" || after != "" && known <= after || known > until {
			continue
		}
		for _, p := range absence.CitedIn(b, c.Quote, known) {
			out = append(out, absence.Cited{Person: p, Day: c.Day, Known: known})
		}
	}
	return out
}

// citedUntil keeps what digests cited by a day.
func citedUntil(all []store.Cited, day string) []store.Cited {
	return slices.DeleteFunc(slices.Clone(all), func(c store.Cited) bool { return c.Report.Published > day })
}
