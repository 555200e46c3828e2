package storetest

import (
	"fmt"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// word is what somebody says of the newest version of a report.
func (s suite) word(id, verdict, by, when string) *rostrum.Correction {
	s.Helper()
	x := s.report(id).Extraction
	return &rostrum.Correction{Verdict: verdict, By: by, When: when, Why: "why", Report: x.ID, Version: x.Version, Profile: x.Profile, Engine: x.Engine}
}

func (s suite) correct(c *rostrum.Correction) int64 {
	s.Helper()
	id, err := s.store.Correct(s.Context(), c)
	if err != nil {
		s.Fatalf("Correct: %v", err)
	}
	return id
}

func (s suite) corrections(f store.CorrectionFilter) *store.Page[rostrum.Correction] {
	s.Helper()
	p, err := s.store.FindCorrections(s.Context(), f)
	if err != nil {
		s.Fatalf("FindCorrections(%+v): %v", f, err)
	}
	return p
}

func (s suite) said(f store.CorrectionFilter) []string {
	s.Helper()
	names := []string{}
	for _, c := range s.corrections(f).Items {
		names = append(names, fmt.Sprint(c.ID))
	}
	return names
}

// correcting holds what Correct, FindCorrections and ReadBy promise.
var correcting = map[string]func(*testing.T, suite){
	"everything-comes-back": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "text"))
		role, typ := "host "+hostileText, "meeting"
		c := s.word("a", rostrum.VerdictInstead, "Ann "+hostileText, "2024-06-01T10:00:00Z")
		c.Why = "because " + hostileText
		c.Subject = &rostrum.Subject{Kind: rostrum.RecordAppearance, At: rostrum.Span{Field: "title", Start: 3, End: 9}, Quote: hostileText, Added: 3,
			Was:   rostrum.Fields{"role": &role, "post": nil},
			Event: &rostrum.Subject{Kind: rostrum.RecordEvent, At: rostrum.Span{Field: "text", Start: 1, End: 2}, Quote: "<&>", Was: rostrum.Fields{"type": &typ}}}
		c.Is = rostrum.Fields{"post": nil, "role": &typ}
		c.ID = 77 // is not used
		bare := s.word("a", rostrum.VerdictReviewed, "Ann", "")
		bare.Why = ""
		first, second := s.correct(c), s.correct(bare)
		c.ID, bare.ID = first, second
		if second <= first {
			s.Errorf("the IDs are %d, %d", first, second)
		}
		s.same("words", s.corrections(store.CorrectionFilter{}).Items, []*rostrum.Correction{c, bare})
	},
	"each-filter": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "text"), report("a2", "2024-05-18", sentence("a", "text")).titled("Title of a"), report("b", "2024-05-18", "text"))
		for _, c := range []*rostrum.Correction{
			s.word("a", rostrum.VerdictRight, "Ann Lee", "2024-06-01T10:00:00Z"), s.word("b", rostrum.VerdictWrong, "Bo", "2024-06-02T10:00:00Z"),
			s.word("a", rostrum.VerdictWrong, "Bo", "2024-06-02T23:59:59Z"), s.word("b", rostrum.VerdictReviewed, "ann-lee", "2024-07-01T00:00:00Z"),
		} {
			s.correct(c)
		}
		for _, tt := range []struct {
			what string
			f    store.CorrectionFilter
			want string
		}{
			{"all", store.CorrectionFilter{}, "1 2 3 4"}, {"a report", store.CorrectionFilter{Reports: []string{"a"}}, "1 3"},
			{"an alias", store.CorrectionFilter{Reports: []string{"a2", "a"}}, "1 3"}, {"two reports", store.CorrectionFilter{Reports: []string{"b", "a"}}, "1 2 3 4"},
			{"no report", store.CorrectionFilter{Reports: []string{}}, ""}, {"another report", store.CorrectionFilter{Reports: []string{"c"}}, ""},
			{"who", store.CorrectionFilter{By: "ANN lee"}, "1 4"}, {"a verdict", store.CorrectionFilter{Verdicts: []string{rostrum.VerdictWrong}}, "2 3"},
			{"verdicts", store.CorrectionFilter{Verdicts: []string{rostrum.VerdictRight, rostrum.VerdictReviewed}}, "1 4"},
			{"from", store.CorrectionFilter{From: "2024-06-02"}, "2 3 4"}, {"to", store.CorrectionFilter{To: "2024-06-02"}, "1 2 3"},
			{"a month", store.CorrectionFilter{From: "2024-06", To: "2024-06"}, "1 2 3"}, {"one", store.CorrectionFilter{ID: 3}, "3"},
			{"together", store.CorrectionFilter{Reports: []string{"a"}, By: "bo", Verdicts: []string{rostrum.VerdictWrong}}, "3"},
		} {
			s.list(tt.what, s.said(tt.f), tt.want)
		}
	},
	"nothing-touches-a-word": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "one").retrieved("2024-05-18").event(rostrum.TypeMeeting, ""))
		s.correct(s.word("a", rostrum.VerdictReviewed, "Ann", "2024-06-01T10:00:00Z"))
		want := s.corrections(store.CorrectionFilter{}).Items
		s.add(report("a", "2024-05-18", "one").retrieved("2024-05-18").profile("p2", "1").event(rostrum.TypeDrill, ""), report("a", "2024-05-18", "two").retrieved("2024-05-20"))
		s.same("afterwards", s.corrections(store.CorrectionFilter{Reports: []string{"a"}}).Items, want)
		s.correct(s.word("a", rostrum.VerdictReviewed, "Ann", "2024-06-02T10:00:00Z"))
		if got := s.corrections(store.CorrectionFilter{}).Items; len(got) != 2 || got[0].Version == got[1].Version {
			s.Errorf("got %+v", got)
		}
		if v := s.verified(nil); len(v.Flaws) != 0 {
			s.Errorf("flaws: %+v", v.Flaws)
		}
	},
	"withdrawing": func(_ *testing.T, s suite) {
		s.add(report("a", "", "text"), report("b", "", "text"))
		id := s.correct(s.word("a", rostrum.VerdictReviewed, "Ann", "2024-06-01T10:00:00Z"))
		back := func(report string, of int64) *rostrum.Correction {
			c := s.word(report, rostrum.VerdictWithdrawn, "Ann", "2024-06-02T10:00:00Z")
			c.Withdraws = of
			return c
		}
		_, err := s.store.Correct(s.Context(), back("b", id))
		s.code("of another report", err, rostrum.CodeNotFound)
		_, err = s.store.Correct(s.Context(), back("a", id+1))
		s.code("of no word", err, rostrum.CodeNotFound)
		by := s.correct(back("a", id))
		_, err = s.store.Correct(s.Context(), back("a", id))
		s.code("twice", err, rostrum.CodeConflict)
		if got := s.corrections(store.CorrectionFilter{ID: by}).Items; len(got) != 1 || got[0].Withdraws != id || len(s.said(store.CorrectionFilter{})) != 2 {
			s.Errorf("got %+v", got)
		}
	},
	"not-found": func(t *testing.T, s suite) {
		s.add(report("a", "", "text"), report("b", "", "text"))
		for what, change := range map[string]func(*rostrum.Correction){
			"no report": func(c *rostrum.Correction) { c.Report = "c" }, "another report's version": func(c *rostrum.Correction) { c.Report = "b" },
			"no version": func(c *rostrum.Correction) { c.Version = "sha256:00" }, "no name of one": func(c *rostrum.Correction) { c.Version = "" },
		} {
			c := s.word("a", rostrum.VerdictReviewed, "Ann", "")
			change(c)
			_, err := s.store.Correct(s.Context(), c)
			s.code(what, err, rostrum.CodeNotFound)
		}
		if _, err := s.store.Correct(cancelled(t), s.word("a", rostrum.VerdictReviewed, "Ann", "")); err == nil {
			s.Error("a cancelled context went unnoticed")
		}
		if p := s.corrections(store.CorrectionFilter{}); p.Items == nil || len(p.Items) != 0 || p.Next != "" {
			s.Errorf("expected an empty page, got %+v", p)
		}
	},
	"an-extraction-that-is-not-current": func(_ *testing.T, s suite) {
		old := report("a", "2024-05-18", "text").event(rostrum.TypeMeeting, "", "Kim Chol/host")
		s.add(old, report("a", "2024-05-18", "text").profile("p2", "1").event(rostrum.TypeDrill, ""))
		x, err := s.store.ReadBy(s.Context(), "a", old.x.Version, store.Engine{Profile: "p1", Version: "1"})
		if err != nil {
			s.Fatal(err)
		}
		want := *old.x
		want.Text = &old.r.Text
		s.same("extraction", x, want)
		for what, e := range map[string]store.Engine{"another profile": {Profile: "p3", Version: "1"}, "another engine": {Profile: "p1", Version: "2"}} {
			_, err := s.store.ReadBy(s.Context(), "a", old.x.Version, e)
			s.code(what, err, rostrum.CodeNotFound)
		}
		_, err = s.store.ReadBy(s.Context(), "a", "sha256:", store.Engine{Profile: "p1", Version: "1"})
		s.code("no version", err, rostrum.CodeNotFound)
	},
	"together": func(_ *testing.T, s suite) {
		s.add(report("a", "", "text"))
		var work sync.WaitGroup
		for w := range 8 {
			c := s.word("a", rostrum.VerdictReviewed, fmt.Sprintf("Person %d", w), "2024-06-01T10:00:00Z")
			work.Go(func() {
				if _, err := s.store.Correct(s.Context(), c); err != nil {
					s.Error(err)
				}
			})
		}
		work.Wait()
		s.list("all of them", s.said(store.CorrectionFilter{}), "1 2 3 4 5 6 7 8")
	},
}
