package storetest

import (
	"fmt"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (s suite) rule(r *rostrum.Ruling) int64 {
	s.Helper()
	id, err := s.store.Rule(s.Context(), r)
	if err != nil {
		s.Fatalf("Rule: %v", err)
	}
	return id
}

func (s suite) ruled(f store.RulingFilter) *store.Page[rostrum.Ruling] {
	s.Helper()
	p, err := s.store.FindRulings(s.Context(), f)
	if err != nil {
		s.Fatalf("FindRulings(%+v): %v", f, err)
	}
	return p
}

// oneIs is a ruling that two names are one person's.
func oneIs(by string) *rostrum.Ruling {
	return &rostrum.Ruling{Sort: rostrum.RulingSame, By: by, When: "2024-06-01T10:00:00Z", Why: "why", Of: &rostrum.Anchor{Report: "a", Name: "Kim Chol", Nth: 1},
		And: []rostrum.Anchor{{Report: "b", Name: "Kim Chul", Nth: 2}}}
}

// ruling holds what Rule and FindRulings promise.
var ruling = map[string]func(*testing.T, suite){
	"kept-and-listed": func(_ *testing.T, s suite) {
		if p := s.ruled(store.RulingFilter{}); p.Items == nil || len(p.Items) != 0 || p.Next != "" {
			s.Errorf("expected an empty page, got %+v", p)
		}
		first, second := oneIs("Ann"), oneIs("Bo")
		second.Sort = rostrum.RulingTwo
		if a, b := s.rule(first), s.rule(second); a != 1 || b != 2 {
			s.Errorf("ids: got %d and %d", a, b)
		}
		first.ID, second.ID = 1, 2
		s.same("rulings", s.ruled(store.RulingFilter{}).Items, []rostrum.Ruling{*first, *second})
		s.same("of one analyst", s.ruled(store.RulingFilter{By: "BO"}).Items, []rostrum.Ruling{*second})
		page := s.ruled(store.RulingFilter{Limit: 1})
		s.same("first page", page.Items, []rostrum.Ruling{*first})
		s.same("next page", s.ruled(store.RulingFilter{Limit: 1, Cursor: page.Next}).Items, []rostrum.Ruling{*second})
	},
	"withdrawing": func(t *testing.T, s suite) {
		id := s.rule(oneIs("Ann"))
		back := &rostrum.Ruling{Sort: rostrum.RulingWithdrawn, By: "Ann", When: "2024-06-02T10:00:00Z", Withdraws: id}
		s.rule(back)
		_, err := s.store.Rule(s.Context(), back)
		s.code("twice", err, rostrum.CodeConflict)
		_, err = s.store.Rule(s.Context(), &rostrum.Ruling{Sort: rostrum.RulingWithdrawn, Withdraws: 9})
		s.code("of none", err, rostrum.CodeNotFound)
		if got := s.ruled(store.RulingFilter{ID: 2}).Items; len(got) != 1 || got[0].Withdraws != id {
			s.Errorf("got %+v", got)
		}
		if _, err := s.store.Rule(cancelled(t), oneIs("Ann")); err == nil {
			s.Error("a cancelled context went unnoticed")
		}
	},
	"nothing-touches-a-ruling": func(_ *testing.T, s suite) {
		s.rule(oneIs("Ann"))
		want := fmt.Sprint(s.ruled(store.RulingFilter{}).Items[0].Of)
		s.add(report("a", "2024-05-18", "one").retrieved("2024-05-18"), report("a", "2024-05-18", "one").profile("p2", "1").event(rostrum.TypeDrill, ""))
		if got := s.ruled(store.RulingFilter{}).Items; len(got) != 1 || fmt.Sprint(got[0].Of) != want {
			s.Errorf("got %+v", got)
		}
	},
}
