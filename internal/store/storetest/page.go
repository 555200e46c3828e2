package storetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// many makes reports with events and people, in a mixed order.
func many(n int) []*made {
	var all []*made
	for i := range n {
		day := fmt.Sprintf("2024-01-%02d", 1+i%9)
		m := report(fmt.Sprintf("r%03d", i), day, "text")
		for j := range i % 4 {
			m.event(rostrum.TypeMeeting, "", fmt.Sprintf("Person %d/attendee", i%7), fmt.Sprintf("Other %d/host", j))
			m.plan("the plan", fmt.Sprintf("plant %d", j), "", rostrum.StatusFulfilled).act(rostrum.ActPraise, fmt.Sprintf("Person %d", j), "Well done.")
			m.title(fmt.Sprintf("Title %d", i), "Kim Chol", rostrum.VoiceOwn)
		}
		m.x.Unread = []rostrum.Unread{{At: rostrum.Span{Field: "text", Start: 0, End: 2}, Why: "why"}, {At: rostrum.Span{Field: "text", Start: 2, End: 4}, Why: "why"}}
		all = append(all, m)
	}
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// walk reads a list page by page and returns the names of its items.
func walk[T any](s suite, find func(limit int, cursor string) (*store.Page[T], error), name func(*T) string, limit int) []string {
	s.Helper()
	var got []string
	cursor := ""
	for {
		p, err := find(limit, cursor)
		if err != nil {
			s.Fatal(err)
		}
		if len(p.Items) > limit && limit > 0 {
			s.Fatalf("%d items in a page of %d", len(p.Items), limit)
		}
		if cursor != "" && len(p.Items) == 0 {
			s.Fatal("the last page is empty")
		}
		for i := range p.Items {
			got = append(got, name(&p.Items[i]))
		}
		if p.Next == "" {
			return got
		}
		if p.Next == cursor {
			s.Fatalf("the cursor %q leads nowhere", cursor)
		}
		cursor = p.Next
	}
}

// lists are all lists that have pages.
func lists(ctx context.Context, st store.Store) map[string]func(s suite, limit int) []string {
	event := func(f store.EventFilter) func(suite, int) []string {
		return func(s suite, limit int) []string {
			return walk(s, func(limit int, cursor string) (*store.Page[store.Event], error) {
				f.Limit, f.Cursor = limit, cursor
				return st.FindEvents(ctx, f)
			}, func(e *store.Event) string { return fmt.Sprintf("%s.%d", e.Report, e.Number) }, limit)
		}
	}
	plan := func(f store.PlanFilter) func(suite, int) []string {
		return func(s suite, limit int) []string {
			return walk(s, func(limit int, cursor string) (*store.Page[store.Plan], error) {
				f.Limit, f.Cursor = limit, cursor
				return st.FindPlans(ctx, f)
			}, func(p *store.Plan) string { return fmt.Sprintf("%s.%d", p.Report, p.Number) }, limit)
		}
	}
	act := func(f store.ActFilter) func(suite, int) []string {
		return func(s suite, limit int) []string {
			return walk(s, func(limit int, cursor string) (*store.Page[store.Act], error) {
				f.Limit, f.Cursor = limit, cursor
				return st.FindActs(ctx, f)
			}, func(a *store.Act) string { return fmt.Sprintf("%s.%d", a.Report, a.Number) }, limit)
		}
	}
	return map[string]func(suite, int) []string{
		"plans":              plan(store.PlanFilter{}),
		"plans newest first": plan(store.PlanFilter{NewestFirst: true, Text: "plant 1"}),
		"acts":               act(store.ActFilter{}),
		"acts newest first":  act(store.ActFilter{NewestFirst: true, Speaker: "person 0"}),
		"titles": func(s suite, limit int) []string {
			return walk(s, func(limit int, cursor string) (*store.Page[store.Title], error) {
				return st.FindTitles(ctx, store.TitleFilter{Limit: limit, Cursor: cursor})
			}, func(t *store.Title) string { return t.Name }, limit)
		},
		"events":              event(store.EventFilter{}),
		"events newest first": event(store.EventFilter{NewestFirst: true}),
		"events published":    event(store.EventFilter{By: store.ByPublished, Person: "person 3"}),
		"people": func(s suite, limit int) []string {
			return walk(s, func(limit int, cursor string) (*store.Page[store.Person], error) {
				return st.FindPeople(ctx, store.EventFilter{Limit: limit, Cursor: cursor})
			}, func(p *store.Person) string { return p.Name }, limit)
		},
		"corrections": func(s suite, limit int) []string {
			return walk(s, func(limit int, cursor string) (*store.Page[rostrum.Correction], error) {
				return st.FindCorrections(ctx, store.CorrectionFilter{Limit: limit, Cursor: cursor})
			}, func(c *rostrum.Correction) string { return fmt.Sprint(c.ID) }, limit)
		},
		"reports": func(s suite, limit int) []string {
			return walk(s, func(limit int, cursor string) (*store.Page[store.ReportLine], error) {
				return st.FindReports(ctx, store.ReportFilter{Limit: limit, Cursor: cursor})
			}, func(r *store.ReportLine) string { return r.ID }, limit)
		},
		"unread": func(s suite, limit int) []string {
			return walk(s, func(limit int, cursor string) (*store.Page[store.Unread], error) {
				return st.FindUnread(ctx, store.ReportFilter{Limit: limit, Cursor: cursor})
			}, func(u *store.Unread) string { return fmt.Sprintf("%s@%d", u.Report, u.At.Start) }, limit)
		},
		"rejected": func(s suite, limit int) []string {
			return walk(s, func(limit int, cursor string) (*store.Page[store.Rejected], error) {
				return st.FindRejected(ctx, store.RejectedFilter{Limit: limit, Cursor: cursor})
			}, func(r *store.Rejected) string { return fmt.Sprintf("%s#%d", r.Input, r.Item) }, limit)
		},
	}
}

// paging holds what pages promise.
var paging = map[string]func(*testing.T, suite){
	"pages-make-the-list": func(_ *testing.T, s suite) {
		for _, m := range many(60) {
			s.batch(m.item(), rejected("in", 100-len(m.r.ID), m.r.ID))
			s.correct(s.word(m.r.ID, rostrum.VerdictReviewed, "Ann", ""))
		}
		for name, list := range lists(s.Context(), s.store) {
			whole := list(s, 0)
			if len(whole) < 7 {
				s.Errorf("%s: only %d items", name, len(whole))
			}
			for _, limit := range []int{1, 7, len(whole) - 1, len(whole), len(whole) + 1} {
				if got := list(s, limit); !slices.Equal(got, whole) {
					s.Errorf("%s by %d:\n got %v\nwant %v", name, limit, got, whole)
				}
			}
		}
	},
	"whatever-the-order-of-adding": func(_ *testing.T, s suite) {
		all := many(40)
		slices.SortFunc(all, func(a, b *made) int { return strings.Compare(b.r.ID, a.r.ID) })
		s.add(all...)
		want := s.found(store.EventFilter{})
		if !slices.IsSortedFunc(s.events(store.EventFilter{}).Items, func(a, b store.Event) int {
			return strings.Compare(a.Published+a.Report, b.Published+b.Report)
		}) {
			s.Errorf("not in order: %v", want)
		}
	},
	"cursor-stays-valid": func(_ *testing.T, s suite) {
		all := many(40)
		s.add(all[:20]...)
		first := s.events(store.EventFilter{Limit: 5})
		seen := map[string]bool{}
		key := func(e *store.Event) string { return fmt.Sprintf("%s.%d", e.Report, e.Number) }
		for i := range first.Items {
			seen[key(&first.Items[i])] = true
		}
		last := first.Items[len(first.Items)-1]
		s.add(all[20:]...)
		rest := s.events(store.EventFilter{Cursor: first.Next})
		for i := range rest.Items {
			e := &rest.Items[i]
			if seen[key(e)] {
				s.Errorf("%s is shown again", key(e))
			}
			if e.Published < last.Published || e.Published == last.Published && e.Report < last.Report {
				s.Errorf("%s of %s stands before the cursor", key(e), e.Published)
			}
		}
		var after int
		for _, e := range s.events(store.EventFilter{}).Items {
			if e.Published > last.Published || e.Published == last.Published && (e.Report > last.Report || e.Report == last.Report && e.Number > last.Number) {
				after++
			}
		}
		if after != len(rest.Items) {
			s.Errorf("%d events after the cursor, want %d", len(rest.Items), after)
		}
	},
	"cursor-stays-valid-for-plan-claims-and-acts": func(_ *testing.T, s suite) {
		all := many(40)
		s.add(all[:20]...)
		plans, acts := s.plans(store.PlanFilter{Limit: 5}), s.acts(store.ActFilter{Limit: 5, NewestFirst: true})
		s.add(all[20:]...)
		var rest, want []string
		for _, p := range s.plans(store.PlanFilter{Cursor: plans.Next}).Items {
			rest = append(rest, fmt.Sprintf("%s.%d", p.Report, p.Number))
		}
		last := plans.Items[4]
		for _, p := range s.plans(store.PlanFilter{}).Items {
			if p.Published > last.Published || p.Published == last.Published && (p.Report > last.Report || p.Report == last.Report && p.Number > last.Number) {
				want = append(want, fmt.Sprintf("%s.%d", p.Report, p.Number))
			}
		}
		s.list("plan claims after the cursor", rest, strings.Join(want, " "))
		rest, want = nil, nil
		for _, a := range s.acts(store.ActFilter{Cursor: acts.Next, NewestFirst: true}).Items {
			rest = append(rest, fmt.Sprintf("%s.%d", a.Report, a.Number))
		}
		newest := acts.Items[4]
		for _, a := range s.acts(store.ActFilter{NewestFirst: true}).Items {
			if a.Published < newest.Published || a.Published == newest.Published && (a.Report > newest.Report || a.Report == newest.Report && a.Number > newest.Number) {
				want = append(want, fmt.Sprintf("%s.%d", a.Report, a.Number))
			}
		}
		s.list("acts after the cursor", rest, strings.Join(want, " "))
	},
	"foreign-cursor": func(_ *testing.T, s suite) {
		s.add(many(30)...)
		events := s.events(store.EventFilter{Limit: 1}).Next
		for name, c := range map[string]string{"nonsense": "nonsense!", "empty list": "W10", "of another list": events} {
			_, err := s.store.FindReports(s.Context(), store.ReportFilter{Cursor: c})
			s.code(name, err, rostrum.CodeInvalid)
			_, err = s.store.FindPeople(s.Context(), store.EventFilter{Cursor: c})
			s.code(name, err, rostrum.CodeInvalid)
			_, err = s.store.FindPlans(s.Context(), store.PlanFilter{Cursor: c})
			s.code(name, err, rostrum.CodeInvalid)
			_, err = s.store.FindActs(s.Context(), store.ActFilter{Cursor: c})
			s.code(name, err, rostrum.CodeInvalid)
			_, err = s.store.FindTitles(s.Context(), store.TitleFilter{Cursor: c})
			s.code(name, err, rostrum.CodeInvalid)
			_, err = s.store.FindCorrections(s.Context(), store.CorrectionFilter{Cursor: c})
			s.code(name, err, rostrum.CodeInvalid)
		}
		_, err := s.store.FindEvents(s.Context(), store.EventFilter{Cursor: events, NewestFirst: true})
		s.code("of another order", err, rostrum.CodeInvalid)
		_, err = s.store.FindActs(s.Context(), store.ActFilter{Cursor: s.plans(store.PlanFilter{Limit: 1}).Next})
		s.code("of plan claims", err, rostrum.CodeInvalid)
		_, err = s.store.FindPlans(s.Context(), store.PlanFilter{Cursor: s.plans(store.PlanFilter{Limit: 1}).Next, NewestFirst: true})
		s.code("of another order", err, rostrum.CodeInvalid)
	},
}

// concurring holds what several goroutines at once may expect.
var concurring = map[string]func(*testing.T, suite){
	"adding-and-reading": func(_ *testing.T, s suite) {
		all := many(40)
		var work sync.WaitGroup
		for w := range 3 {
			work.Go(func() { // each adds everything, in another order
				for i := range all {
					m := all[(i*7+w*20)%len(all)]
					if _, err := s.store.Add(s.Context(), []store.Item{m.item()}); err != nil {
						s.Error(err)
					}
				}
			})
			work.Go(func() {
				for range 8 {
					p, err := s.store.FindEvents(s.Context(), store.EventFilter{})
					if err != nil {
						s.Error(err)
						continue
					}
					for i := range p.Items {
						if len(p.Items[i].Participants) != 2 {
							s.Errorf("an event of %s without its people", p.Items[i].Report)
						}
					}
					if _, err := s.store.FindPeople(s.Context(), store.EventFilter{}); err != nil {
						s.Error(err)
					}
				}
			})
		}
		work.Wait()
		if c := s.counts(store.ReportFilter{}); c.Reports != 40 || c.Versions != 40 || c.Events != 60 {
			s.Errorf("counts: %+v", c)
		}
	},
	"one-item-many-times": func(_ *testing.T, s suite) {
		var mu sync.Mutex
		got := map[store.Outcome]int{}
		var work sync.WaitGroup
		for range 8 {
			work.Go(func() {
				o, err := s.store.Add(s.Context(), []store.Item{report("a", "", "text").event(rostrum.TypeMeeting, "").item()})
				if err != nil {
					s.Error(err)
					return
				}
				mu.Lock()
				got[o[0]]++
				mu.Unlock()
			})
		}
		work.Wait()
		if got[store.New] != 1 || got[store.Duplicate] != 7 {
			s.Errorf("outcomes: %v", got)
		}
	},
	"cancelled-at-any-moment": func(t *testing.T, s suite) {
		all := many(40)
		kept := map[string]bool{}
		for i := range 200 {
			m := all[i%len(all)]
			ctx, cancel := context.WithCancel(s.Context())
			go cancel() // before, during or after
			_, err := s.store.Add(ctx, []store.Item{m.item()})
			cancel()
			switch {
			case err == nil:
				kept[m.r.ID] = true
			case !errors.Is(err, context.Canceled):
				s.Fatalf("got %v", err)
			}
		}
		if n := s.counts(store.ReportFilter{}).Reports; n != len(kept) {
			s.Errorf("%d reports are held, %d were kept", n, len(kept))
		}
		s.add(all...)
		if n := s.counts(store.ReportFilter{}).Reports; n != len(all) {
			s.Errorf("%d reports are held in the end", n)
		}
	},
}
