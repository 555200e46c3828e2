package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/analysis/company"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/analysis/rank"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// OrderStanding is where the lists of one order put people in the year before a day.
type OrderStanding struct {
	Order    string          `json:"order"`
	Name     string          `json:"name"` // of the order
	Outlet   string          `json:"outlet"`
	Lang     string          `json:"lang"`
	Until    string          `json:"until"`
	Lists    int             `json:"lists"` // that were known in that year
	Standing []rank.Standing `json:"standing"`
}

// Standings is the answer of App.Standings.
type Standings struct {
	// Orders has each order at the ends of quarters, oldest first, and at last at the
	// day of its last list.
	Orders   []OrderStanding `json:"orders"`
	Searched Searched        `json:"searched"`
}

// leastRanked is how many people a list has at least that standings go by.
const leastRanked = 3

// Standings fits, for each order, where its lists put people, quarter by quarter. It is
// shared: nobody changes it.
func (a *App) Standings(ctx context.Context, knows Knows) (*Standings, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, err
	}
	return a.standings.get(ctx, state, shelved{}, func(ctx context.Context) (*Standings, error) {
		books, err := a.books(ctx, LineUpFilter{}, knows)
		if err != nil {
			return nil, err
		}
		out := &Standings{Orders: []OrderStanding{}}
		for _, b := range books {
			var orders []string
			known := map[string][]string{} // days on which lists became known
			for _, l := range b.LineUps {
				if o := l.Order(); o != "" && !l.Class.Roster && len(l.Ranked()) >= leastRanked {
					if known[o] == nil {
						orders = append(orders, o)
					}
					known[o] = append(known[o], l.Known)
				}
			}
			slices.Sort(orders)
			for _, o := range orders {
				for _, until := range quarters(known[o]) {
					one := OrderStanding{Order: o, Name: b.Knowledge.Orders[o], Outlet: b.Series.Outlet, Lang: b.Series.Lang, Until: until, Standing: rank.Fit(b, o, until)}
					for _, day := range known[o] {
						if day <= until && holding.Between(day, until) <= 365 {
							one.Lists++
						}
					}
					if len(one.Standing) > 0 {
						out.Orders = append(out.Orders, one)
					}
				}
			}
		}
		s, err := a.lookedAt(ctx, LineUpFilter{})
		if err == nil {
			out.Searched = *s
		}
		return out, err
	})
}

// quarters are the ends of the quarters in which there are days, and the last day.
func quarters(days []string) []string {
	var ends []string
	for _, day := range days {
		t, err := time.Parse(time.DateOnly, day)
		if err != nil {
			continue
		}
		const quarter = 3
		first := time.Date(t.Year(), (t.Month()-1)/quarter*quarter+1, 1, 0, 0, 0, 0, time.UTC)
		if end := first.AddDate(0, quarter, -1).Format(time.DateOnly); !slices.Contains(ends, end) {
			ends = append(ends, end)
		}
	}
	slices.Sort(ends)
	if n := len(ends); n > 0 {
		ends[n-1] = slices.Max(days)
	}
	return ends
}

// OpenAbsences tells of everybody who is not named where he was expected, and of gaps
// of leaders, by the default settings. It is shared: nobody changes it.
func (a *App) OpenAbsences(ctx context.Context, knows Knows) (*Absences, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, err
	}
	return a.absent.get(ctx, state, shelved{}, func(ctx context.Context) (*Absences, error) {
		books, err := a.books(ctx, LineUpFilter{}, knows)
		if err != nil {
			return nil, err
		}
		out := &Absences{Open: []absence.Run{}, Gaps: []absence.Gap{}}
		for _, b := range books {
			cited, err := a.citedActivities(ctx, b, LineUpFilter{})
			if err != nil {
				return nil, err
			}
			r := absence.Findings(b, cited, absence.Default)
			out.Findings, out.Open, out.Expected = append(out.Findings, r.Findings...), append(out.Open, r.Open...), out.Expected+r.Expected
			days := b.Days()
			for p := range b.People {
				if !b.People[p].Leader || len(days) == 0 || !b.Knowledge.Reigns(b.People[p].Name, days[len(days)-1]) {
					continue
				}
				for _, g := range absence.Gaps(b, p, cited) {
					if g.Open {
						out.Gaps = append(out.Gaps, g)
					}
				}
			}
		}
		s, err := a.lookedAt(ctx, LineUpFilter{})
		if err == nil {
			out.Searched = *s
		}
		return out, err
	})
}

// LineUpChanges lists the line-ups of classes that became known in a stretch of days,
// each with what tells it from the latest before of its class, without the words of
// passages. They are shared: nobody changes them.
func (a *App) LineUpChanges(ctx context.Context, from, to, outlet string, knows Knows) ([]LineUp, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, err
	}
	return a.changes.get(ctx, state, shelved{strings.ToLower(outlet), from, to}, func(ctx context.Context) ([]LineUp, error) {
		books, err := a.books(ctx, LineUpFilter{Outlet: outlet}, knows)
		if err != nil {
			return nil, err
		}
		all := []LineUp{}
		for _, b := range books {
			for _, l := range b.LineUps {
				if l.Known < from || l.Known > to || l.Class == nil || len(l.Ranked()) == 0 {
					continue
				}
				v := lineUpOf(b, l)
				if before := rank.Previous(b, l); before != nil {
					v.Difference = rank.Compare(b, before, l)
				}
				all = append(all, v)
			}
		}
		slices.SortStableFunc(all, func(x, y LineUp) int { return strings.Compare(x.Known, y.Known) })
		return all, nil
	})
}

// LineUpsNewest lists the line-ups that f selects, the newest first, n of them behind
// the first skip; More counts all that f selects. Until bounds the days on which they
// became known: who is who, all that is held tells.
func (a *App) LineUpsNewest(ctx context.Context, f LineUpFilter, skip, n int, knows Knows) (*LineUps, error) {
	to := f.Until
	f.Until = ""
	books, err := a.books(ctx, f, knows)
	if err != nil {
		return nil, err
	}
	type chosen struct {
		book *lineup.Book
		*lineup.LineUp
	}
	var all []chosen
	out := &LineUps{LineUps: []LineUp{}, Classes: map[string]int{}}
	known := f.Class == "" || len(books) == 0
	for _, b := range books {
		person, ok := -1, true
		if f.Person != "" {
			person, ok = b.Find(f.Person)
		}
		if _, there := b.Knowledge.Class(f.Class); there {
			known = true
		}
		for _, l := range b.LineUps {
			if !ok || person >= 0 && !l.Has(person) || l.Known < f.From || to != "" && l.Known > to {
				continue
			}
			out.Classes[l.ClassID()]++
			if l.Class != nil && (f.Class == "" || f.Class == l.ClassID()) {
				all = append(all, chosen{b, l})
			}
		}
	}
	if !known {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "class: no profile of what is held has a class %q", f.Class)
	}
	slices.SortStableFunc(all, func(x, y chosen) int { return strings.Compare(x.Known, y.Known) })
	slices.Reverse(all)
	out.More = len(all)
	for _, c := range all[min(skip, len(all)):min(skip+n, len(all))] {
		out.LineUps = append(out.LineUps, lineUpOf(c.book, c.LineUp))
	}
	f.Until = to
	s, err := a.lookedAt(ctx, f)
	if err == nil {
		out.Searched = *s
	}
	return out, err
}

// Companions tells with whom somebody ("" for everybody) is named beyond chance in the
// year up to a day ("" for the last on which he is named), beside the year before it.
// It is shared: nobody changes it.
func (a *App) Companions(ctx context.Context, name, until string, knows Knows) (*Company, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, err
	}
	return a.companies.get(ctx, state, shelved{"", name, until}, func(ctx context.Context) (*Company, error) {
		books, err := a.books(ctx, LineUpFilter{}, knows)
		if err != nil {
			return nil, err
		}
		if err := someone(books, name); err != nil {
			return nil, err
		}
		out := &Company{}
		for _, b := range books {
			p := -1
			if name != "" {
				var ok bool
				if p, ok = b.Find(name); !ok {
					continue
				}
			}
			s := company.Default
			if until != "" {
				s.To, s.From = until, holding.Plus(until, -364)
			}
			s = lastYear(b, p, s)
			n := company.Of(b, s)
			if out.Network != nil && n.Occasions <= out.Network.Occasions {
				continue // of several series, the one that has most of it
			}
			out.Network, out.About, out.Change, out.Before = n, nil, nil, nil
			if p >= 0 {
				out.About, _ = n.About(p)
			}
			before := Period{From: holding.Plus(n.From, -365), To: holding.Plus(n.From, -1)}
			if earlier := company.Of(b, company.Settings{From: before.From, To: before.To, Rate: s.Rate}); earlier.Occasions > 0 {
				out.Before, out.Change, out.Earlier = &before, company.Compare(earlier, n), earlier
				if p >= 0 {
					out.AboutEarlier, _ = earlier.About(p)
				}
			}
		}
		if out.Network == nil {
			out.Network = &company.Network{People: []company.Member{}, Ties: []company.Tie{}, Rate: company.Default.Rate}
		}
		searched, err := a.lookedAt(ctx, LineUpFilter{})
		if err == nil {
			out.Searched = *searched
		}
		return out, err
	})
}

// OrderOf tells who of two people stands before the other; see Order. It is shared.
func (a *App) OrderOf(ctx context.Context, x, y string, knows Knows) (*Pairs, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, err
	}
	return a.pairs.get(ctx, state, shelved{x, y, ""}, func(ctx context.Context) (*Pairs, error) { return a.Order(ctx, x, y, LineUpFilter{}, knows) })
}

// Likened lays a report beside an earlier one; see Compare. It is shared.
func (a *App) Likened(ctx context.Context, id, other string, outliner Outliner) (*Comparison, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, err
	}
	return a.likened.get(ctx, state, shelved{id, other, ""}, func(ctx context.Context) (*Comparison, error) { return a.Compare(ctx, id, other, outliner) })
}

// PhraseOf tells how words are used; see Phrase. It is shared.
func (a *App) PhraseOf(ctx context.Context, w Wordsmith, words string, f WordFilter) (*PhraseUse, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, err
	}
	of := shelved{strings.ToLower(f.Outlet) + "/" + f.Lang, words + "\x00" + strings.Join(f.Voices, ","), f.From + "/" + f.To}
	return a.uses.get(ctx, state, of, func(ctx context.Context) (*PhraseUse, error) { return a.Phrase(ctx, w, words, f) })
}

// NamesOf tells by what names a thing is called, by years; see Names. It is shared.
func (a *App) NamesOf(ctx context.Context, w Wordsmith, thing string) (*ThingNames, error) {
	if !slices.ContainsFunc(w.Things(), func(n Named) bool { return strings.EqualFold(n.Thing, thing) }) {
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "no profile lists names for %q", thing)
	}
	state, err := a.state(ctx)
	if err != nil {
		return nil, err
	}
	return a.things.get(ctx, state, shelved{thing, "", ""}, func(ctx context.Context) (*ThingNames, error) {
		const years = len("2006")
		return a.Names(ctx, w, thing, WordFilter{Voices: rostrum.OwnVoices}, years)
	})
}
