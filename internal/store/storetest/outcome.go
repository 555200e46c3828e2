package storetest

import (
	"fmt"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// cameOf is what somebody says came of a notice of the newest version of a report.
func (s suite) cameOf(id, what, by string) *rostrum.NoticeOutcome {
	s.Helper()
	x := s.report(id).Extraction
	return &rostrum.NoticeOutcome{Outcome: what, By: by, When: "2024-06-01T10:00:00Z", Notice: rostrum.Passage{Report: id, Version: x.Version, At: rostrum.Span{Field: "text", Start: 0, End: 4}, Quote: "text"}}
}

func (s suite) say(o *rostrum.NoticeOutcome) int64 {
	s.Helper()
	id, err := s.store.SayOutcome(s.Context(), o)
	if err != nil {
		s.Fatalf("SayOutcome: %v", err)
	}
	return id
}

func (s suite) saidOf(f store.OutcomeFilter) *store.Page[rostrum.NoticeOutcome] {
	s.Helper()
	p, err := s.store.FindOutcomes(s.Context(), f)
	if err != nil {
		s.Fatalf("FindOutcomes(%+v): %v", f, err)
	}
	return p
}

// settling holds what SayOutcome and FindOutcomes promise.
var settling = map[string]func(*testing.T, suite){
	"everything-comes-back": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "text"), report("b", "2024-05-19", "text of another"))
		first := s.cameOf("a", rostrum.OutcomeReported, "Ann "+hostileText)
		first.Why, first.Report, first.ID = "because "+hostileText, "b", 77 // the ID is not used
		second := s.cameOf("a", rostrum.OutcomeOutside, "Bo")
		second.Source = hostileText
		first.ID, second.ID = s.say(first), s.say(second)
		if second.ID <= first.ID {
			s.Errorf("the IDs are %d, %d", first.ID, second.ID)
		}
		s.same("words", s.saidOf(store.OutcomeFilter{}).Items, []*rostrum.NoticeOutcome{first, second})
	},
	"each-filter": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "text"), report("b", "2024-05-19", "text of another"))
		s.say(s.cameOf("a", rostrum.OutcomeNot, "Ann Lee"))
		s.say(s.cameOf("b", rostrum.OutcomeOutside, "Bo"))
		s.say(s.cameOf("a", rostrum.OutcomeOutside, "ann-lee"))
		for _, tt := range []struct {
			f    store.OutcomeFilter
			want string
		}{
			{store.OutcomeFilter{}, "1 2 3 "}, {store.OutcomeFilter{Notice: "a"}, "1 3 "}, {store.OutcomeFilter{By: "ANN LEE"}, "1 3 "}, {store.OutcomeFilter{ID: 2}, "2 "}, {store.OutcomeFilter{Notice: "none"}, ""},
		} {
			got := ""
			for _, o := range s.saidOf(tt.f).Items {
				got += fmt.Sprint(o.ID, " ")
			}
			if got != tt.want {
				s.Errorf("%+v: got %q, want %q", tt.f, got, tt.want)
			}
		}
		p := s.saidOf(store.OutcomeFilter{Limit: 2})
		if len(p.Items) != 2 || p.Next == "" {
			s.Fatalf("a page of 2: got %d, next %q", len(p.Items), p.Next)
		}
		if rest := s.saidOf(store.OutcomeFilter{Cursor: p.Next}); len(rest.Items) != 1 || rest.Items[0].ID != 3 || rest.Next != "" {
			s.Errorf("the rest: %+v", rest)
		}
	},
	"what-is-not-there": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "text"), report("b", "2024-05-19", "text of another"))
		id := s.say(s.cameOf("a", rostrum.OutcomeOutside, "Ann"))
		back := s.cameOf("a", rostrum.VerdictWithdrawn, "Ann")
		back.Withdraws = id
		s.say(back)
		for name, tt := range map[string]struct {
			change func(*rostrum.NoticeOutcome)
			want   rostrum.Code
		}{
			"no such report":   {func(o *rostrum.NoticeOutcome) { o.Notice.Report = "none" }, rostrum.CodeNotFound},
			"no such version":  {func(o *rostrum.NoticeOutcome) { o.Notice.Version = "sha256:00" }, rostrum.CodeNotFound},
			"none that tells":  {func(o *rostrum.NoticeOutcome) { o.Report = "none" }, rostrum.CodeNotFound},
			"no word":          {func(o *rostrum.NoticeOutcome) { o.Withdraws = 99 }, rostrum.CodeNotFound},
			"on another":       {func(o *rostrum.NoticeOutcome) { *o = *s.cameOf("b", rostrum.VerdictWithdrawn, "Ann"); o.Withdraws = id }, rostrum.CodeNotFound},
			"withdrawn before": {func(o *rostrum.NoticeOutcome) { o.Withdraws = id }, rostrum.CodeConflict},
		} {
			o := s.cameOf("a", rostrum.OutcomeOutside, "Ann")
			tt.change(o)
			if _, err := s.store.SayOutcome(s.Context(), o); rostrum.ErrorCode(err) != tt.want {
				s.Errorf("%s: got %v, want %s", name, err, tt.want)
			}
		}
		if n := len(s.saidOf(store.OutcomeFilter{}).Items); n != 2 {
			s.Errorf("%d words are kept, of 2", n)
		}
	},
}
