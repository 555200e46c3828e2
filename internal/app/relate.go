package app

import (
	"context"
	"maps"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/relate"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// relatedWeeks is how many weeks are kept at once.
const relatedWeeks = 8

// relate decides anew what belongs together, in the weeks that what came since
// can have changed. What is decided is the same in whatever order it came.
func (a *App) relate(ctx context.Context) error {
	marks, err := a.store.Unrelated(ctx)
	if err != nil || len(marks) == 0 {
		return err
	}
	// One goroutine reads and prepares the weeks, in order, while another decides.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	weeks := touched(marks)
	ahead := make(chan prepared, 1)
	go a.prepare(ctx, weeks, ahead)
	held := map[int]*relate.Week{}
	var decided []store.Decided
	for _, week := range weeks {
		for held[week+relate.After] == nil {
			p, ok := <-ahead
			if !ok {
				return ctx.Err()
			}
			if p.err != nil {
				return p.err
			}
			held[p.number] = p.week
		}
		var around relate.Weeks
		for i := range around {
			around[i] = held[week-relate.Before+i]
		}
		decided = append(decided, decision(week, relate.Decide(&around)))
		maps.DeleteFunc(held, func(number int, _ *relate.Week) bool { return number <= week-relate.Before })
		if len(decided) == relatedWeeks {
			if err := a.store.SetRelations(ctx, decided, nil); err != nil {
				return err
			}
			decided = decided[:0]
		}
	}
	return a.store.SetRelations(ctx, decided, marks)
}

// touched gives the weeks, in order, to whose decisions the days of marks matter.
func touched(marks []store.Mark) []int {
	weeks := map[int]bool{}
	for _, m := range marks {
		day, ok := relate.DayOf(m.Day)
		if !ok {
			continue // no day: its reports stay alone
		}
		for w := relate.WeekOf(day) - relate.After; w <= relate.WeekOf(day)+relate.Before; w++ {
			weeks[w] = true
		}
	}
	return slices.Sorted(maps.Keys(weeks))
}

// prepared is a week as it was read.
type prepared struct {
	number int
	week   *relate.Week
	err    error
}

// prepare reads the weeks that are needed to decide about some, in order, each
// once.
func (a *App) prepare(ctx context.Context, weeks []int, into chan<- prepared) {
	defer close(into)
	var next int
	for i, week := range weeks {
		first := week - relate.Before
		if i > 0 {
			first = max(first, next)
		}
		for next = first; next <= week+relate.After; next++ {
			p := prepared{number: next}
			p.week, p.err = a.week(ctx, next)
			select {
			case into <- p:
			case <-ctx.Done():
				return
			}
			if p.err != nil {
				return
			}
		}
	}
}

// week reads and prepares one week.
func (a *App) week(ctx context.Context, number int) (*relate.Week, error) {
	from, to := relate.Days(number)
	texts, err := a.store.FindTexts(ctx, from, to)
	if err != nil {
		return nil, err
	}
	reports := make([]relate.Report, len(texts))
	for i, t := range texts {
		reports[i] = relate.Report{Key: t.Key, ID: t.ID, Outlet: t.Outlet, Lang: t.Lang, Published: t.Published, Kind: t.Kind, Title: t.Title, Text: t.Text}
		for _, e := range t.Told {
			reports[i].Told = append(reports[i].Told, relate.Telling(e))
		}
	}
	return relate.NewWeek(number, reports), nil
}

// decision is what is kept of a week.
func decision(week int, told relate.Decision) store.Decided {
	var d store.Decided
	d.From, d.To = relate.Days(week)
	for _, l := range told.Links {
		d.Links = append(d.Links, store.KeyedLink{From: l.From, To: l.To, Day: l.Day, Kind: l.Kind, Score: l.Score, Names: l.Names})
	}
	for _, c := range told.Cited {
		d.Cited = append(d.Cited, store.KeyedCited(c))
	}
	return d
}
