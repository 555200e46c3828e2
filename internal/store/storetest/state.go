package storetest

import (
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (s suite) state() store.State {
	s.Helper()
	now, err := s.store.State(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	return *now
}

// stating holds what State promises: it tells any two states apart, and what was
// counted in one is not given in the next.
var stating = map[string]func(*testing.T, suite){
	"tells-every-change": func(_ *testing.T, s suite) {
		seen := map[store.State]string{}
		last := store.State{}
		now := func(what string) {
			s.Helper()
			last = s.state()
			if before, ok := seen[last]; ok {
				s.Errorf("after %s the state is that after %s: %+v", what, before, last)
			}
			if again := s.state(); again != last {
				s.Errorf("after %s the state is %+v, then %+v", what, last, again)
			}
			seen[last] = what
		}
		now("nothing")
		if last.Head.Size != 0 || len(last.Head.Root) != 64 || last.Corrections != 0 {
			s.Errorf("empty: %+v", last)
		}
		if _, err := s.store.Begin(s.Context(), store.Import{Inputs: []string{"a"}, Coverage: store.CoverageSample, Rule: "some"}); err != nil {
			s.Fatal(err)
		}
		now("an import")
		s.add(report("a", "2024-05-18", "text").event(rostrum.TypeMeeting, "", "Kim Chol/host"), report("b", "2024-05-19", "other"))
		now("reports")
		if v, err := s.store.Verify(s.Context(), nil); err != nil || v.Head != last.Head {
			s.Errorf("head: got %+v, want %+v (%v)", last.Head, v.Head, err)
		}
		s.add(report("a", "2024-05-18", "text").profile("p2", "2").event(rostrum.TypeDrill, "", "Kim Chol/host"))
		now("another extraction")
		s.add(report("a", "2024-05-18", "text").event(rostrum.TypeMeeting, "", "Kim Chol/host"))
		now("the first extraction again")
		texts, _ := s.texts("2024-05-01", "2024-05-31")
		marks, _ := s.unrelated()
		s.relations([]store.Decided{{From: "2024-05-13", To: "2024-05-19", Links: []store.KeyedLink{{From: texts["b"].Key, To: texts["a"].Key, Day: "2024-05-19", Kind: store.LinkRetelling}}}}, nil)
		now("a link")
		s.relations(nil, marks)
		now("marks taken away")
		s.correct(s.word("a", rostrum.VerdictReviewed, "Ann", "2024-06-01T10:00:00Z"))
		now("a correction")
		if last.Corrections != 1 {
			s.Errorf("corrections: %+v", last)
		}
	},
	"what-was-counted-does-not-outlive-it": func(_ *testing.T, s suite) {
		count := func() []int {
			people := 0
			for _, p := range s.people(store.EventFilter{}) {
				people += p.Appearances
			}
			plans, err1 := s.store.PlanVoices(s.Context(), store.PlanFilter{})
			acts, err2 := s.store.ActVoices(s.Context(), store.ActFilter{})
			imports, err3 := s.store.Imports(s.Context())
			if err1 != nil || err2 != nil || err3 != nil {
				s.Fatal(err1, err2, err3)
			}
			c := s.counts(store.ReportFilter{})
			all := []int{people, plans[rostrum.VoiceOwn], acts[rostrum.VoiceOwn], len(imports), c.Reports, c.Status[rostrum.StatusExtracted]}
			// What is given away can be changed, and nobody else sees it.
			plans[rostrum.VoiceOwn], acts[rostrum.VoiceOwn], c.Status[rostrum.StatusExtracted] = -1, -1, -1
			for i := range imports {
				imports[i].Inputs[0] = "changed"
			}
			for _, p := range s.people(store.EventFilter{}) {
				clear(p.Roles)
			}
			return all
		}
		one := func(id string) *made {
			return report(id, "2024-05-18", "text "+id).event(rostrum.TypeMeeting, "", "Kim Chol/host").plan("a plan", "", "", rostrum.StatusAssigned).act(rostrum.ActPraise, "Gazette", "Good.")
		}
		begin := func(input string) {
			if _, err := s.store.Begin(s.Context(), store.Import{Inputs: []string{input}, Coverage: store.CoverageUnknown}); err != nil {
				s.Fatal(err)
			}
		}
		s.same("at first", count(), []int{0, 0, 0, 0, 0, 0})
		begin("a")
		s.add(one("a"))
		s.same("of one", count(), []int{1, 1, 1, 1, 1, 1})
		s.same("of one, again", count(), []int{1, 1, 1, 1, 1, 1})
		begin("b")
		s.add(one("b"))
		s.same("of two", count(), []int{2, 2, 2, 2, 2, 2})
		s.same("roles", s.people(store.EventFilter{})[0].Roles, map[string]int{rostrum.RoleHost: 2})
	},
}
