package storetest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// year is what the tests of plan claims look at, added in no order.
func year(s suite) {
	s.Helper()
	s.add(
		report("p3", "2024-07-02", "text three").outlet("Herald").kind(rostrum.KindNews).
			plan("the first half plan", "Example Colliery", "2024-H1", rostrum.StatusOverfulfilled).
			plan("the Five-Year Plan", "", "2021/2025", rostrum.StatusUnderWay).by(rostrum.VoiceOfficial, rostrum.ReferentOwn, ""),
		report("p1", "2024-01-02", "text one").kind(rostrum.KindDocument).
			plan("the annual plan", "the Example Mill", "2024", rostrum.StatusAssigned).
			plan("a railway", "", "2024-12", rostrum.StatusUnderWay),
		report("p2", "2024-03-31", "text two").
			plan("its quarterly quota", "the Second Mill", "2024-Q1", rostrum.StatusFulfilled).
			plan("a canal", "a neighbour", "2026", rostrum.StatusBehind).setBy("Kim Su Gil").by(rostrum.VoiceAbroad, rostrum.ReferentForeign, ""),
		report("p0", "", "text undated").lang("ru").plan("ploughing", "the farm", "", rostrum.StatusOnTrack),
	)
}

func (s suite) foundPlans(f store.PlanFilter) []string {
	s.Helper()
	names := []string{}
	for _, p := range s.plans(f).Items {
		names = append(names, fmt.Sprintf("%s.%d", p.Report, p.Number))
	}
	return names
}

// findingPlans holds what FindPlans and PlanVoices promise.
var findingPlans = map[string]func(*testing.T, suite){
	"each-filter": func(_ *testing.T, s suite) {
		year(s)
		for _, c := range []struct {
			what string
			f    store.PlanFilter
			want string
		}{
			{"order", store.PlanFilter{}, "p0.1 p1.1 p1.2 p2.1 p2.2 p3.1 p3.2"},
			{"newest first", store.PlanFilter{NewestFirst: true}, "p3.1 p3.2 p2.1 p2.2 p1.1 p1.2 p0.1"},
			{"from", store.PlanFilter{From: "2024-03-31"}, "p2.1 p2.2 p3.1 p3.2"},
			{"to", store.PlanFilter{To: "2024-03"}, "p1.1 p1.2 p2.1 p2.2"}, // nothing undated
			{"a status", store.PlanFilter{Statuses: []string{rostrum.StatusUnderWay}}, "p1.2 p3.2"},
			{"two statuses", store.PlanFilter{Statuses: []string{rostrum.StatusFulfilled, rostrum.StatusOverfulfilled}}, "p2.1 p3.1"},
			{"a year", store.PlanFilter{Horizon: "2024"}, "p1.1 p1.2 p2.1 p3.1 p3.2"},
			{"a year of a span alone", store.PlanFilter{Horizon: "2022"}, "p3.2"},
			{"the last year of a span", store.PlanFilter{Horizon: "2025"}, "p3.2"},
			{"a year after a span", store.PlanFilter{Horizon: "2026"}, "p2.2"},
			{"half a year", store.PlanFilter{Horizon: "2024-H1"}, "p3.1"},
			{"a span", store.PlanFilter{Horizon: "2021/2025"}, "p3.2"},
			{"part of a month", store.PlanFilter{Horizon: "2024-1"}, ""},
			{"wildcards", store.PlanFilter{Horizon: "____"}, ""},
			{"part of a plan", store.PlanFilter{Text: "FIVE year"}, "p3.2"},
			{"part of a subject", store.PlanFilter{Text: "mill"}, "p1.1 p2.1"},
			{"words in any order", store.PlanFilter{Text: "plan five"}, "p3.2"},
			{"words of plan and subject", store.PlanFilter{Text: "mill annual"}, "p1.1"},
			{"words in a row", store.PlanFilter{Text: `"plan five"`}, ""},
			{"words in a row and one more", store.PlanFilter{Text: `plan “first half”`}, "p3.1"},
			{"not from one into the other", store.PlanFilter{Text: `"plan the example"`}, ""},
			{"within a word", store.PlanFilter{Text: "ill"}, ""},
			{"the beginning of a word", store.PlanFilter{Text: "plough"}, "p0.1"},
			{"who set it", store.PlanFilter{Text: "canal KIM su-gil"}, "p2.2"},
			{"an assigner", store.PlanFilter{Assigner: "kim su gil"}, "p2.2"},
			{"a subject", store.PlanFilter{Subject: "MILL"}, "p1.1 p2.1"},
			{"words of a subject in a row", store.PlanFilter{Subject: "mill second"}, ""},
			{"a voice", store.PlanFilter{Voices: []string{rostrum.VoiceAbroad}}, "p2.2"},
			{"two voices", store.PlanFilter{Voices: []string{rostrum.VoiceAbroad, rostrum.VoiceOfficial}}, "p2.2 p3.2"},
			{"a referent", store.PlanFilter{Referents: []string{rostrum.ReferentForeign}}, "p2.2"},
			{"outlet", store.PlanFilter{Outlet: "herald"}, "p3.1 p3.2"},
			{"language", store.PlanFilter{Lang: "ru"}, "p0.1"},
			{"report", store.PlanFilter{Report: "p1"}, "p1.1 p1.2"},
			{"together", store.PlanFilter{Horizon: "2024", Text: "mill", Statuses: []string{rostrum.StatusFulfilled}}, "p2.1"},
		} {
			s.list(c.what, s.foundPlans(c.f), c.want)
		}
		for what, f := range map[string]store.PlanFilter{"words": {Text: "–"}, "a quote that does not end": {Text: `"five`}, "a subject": {Subject: "–"}, "an assigner": {Assigner: "–"}} {
			_, err := s.store.FindPlans(s.Context(), f)
			s.code(what+" without letters", err, rostrum.CodeInvalid)
		}
	},
	"voices": func(_ *testing.T, s suite) {
		year(s)
		counts := func(f store.PlanFilter) map[string]int {
			c, err := s.store.PlanVoices(s.Context(), f)
			if err != nil {
				s.Fatal(err)
			}
			return c
		}
		s.same("all", counts(store.PlanFilter{}), map[string]int{"own": 5, "official": 1, "abroad": 1})
		s.same("whatever voices and page", counts(store.PlanFilter{Voices: []string{rostrum.VoiceOwn}, Limit: 1}), map[string]int{"own": 5, "official": 1, "abroad": 1})
		s.same("some", counts(store.PlanFilter{From: "2024-07"}), map[string]int{"own": 1, "official": 1})
		s.same("none", counts(store.PlanFilter{From: "2025"}), map[string]int{})
	},
	"referents": func(_ *testing.T, s suite) {
		year(s)
		counts := func(f store.PlanFilter) map[string]int {
			c, err := s.store.PlanReferents(s.Context(), f)
			if err != nil {
				s.Fatal(err)
			}
			return c
		}
		s.same("all", counts(store.PlanFilter{}), map[string]int{"own": 6, "foreign": 1})
		s.same("whatever referents and page", counts(store.PlanFilter{Referents: []string{rostrum.ReferentOwn}, Limit: 1}), map[string]int{"own": 6, "foreign": 1})
		s.same("in some voices", counts(store.PlanFilter{Voices: rostrum.OwnVoices}), map[string]int{"own": 6})
	},
	"current-records-only": func(_ *testing.T, s suite) {
		a := func(text, at, engine, plan string) *made {
			return report("a", "2024-01-01", text).retrieved(at).profile("p1", engine).kind(rostrum.KindNews).plan(plan, "", "", rostrum.StatusFulfilled)
		}
		current := func(what, want string, versions int) {
			s.Helper()
			p := s.plans(store.PlanFilter{}).Items
			if len(p) != 1 || p[0].Plan.Plan != want || p[0].Version != s.report("a").Extraction.Version {
				s.Errorf("%s: got %+v", what, p)
			}
			if c := s.counts(store.ReportFilter{}); c.Plans != 1 || c.Versions != versions {
				s.Errorf("%s: counts %+v", what, c)
			}
		}
		s.add(a("new", "2024-01-03", "1", "of the newest"), a("old", "2024-01-02", "1", "of an older"))
		current("newest version", "of the newest", 2)
		s.add(a("old", "2024-01-02", "2", "of an older, read again"))
		current("an older version is read again", "of the newest", 2)
		s.add(a("new", "2024-01-03", "2", "read again").kind(rostrum.KindDocument))
		current("the newest is read again", "read again", 2)
		if k := s.plans(store.PlanFilter{}).Items[0].Kind; k != rostrum.KindDocument {
			s.Errorf("the kind is %q", k)
		}
		s.add(a("old", "2024-01-04", "2", "of an older, read again"))
		current("an older text is seen again", "of an older, read again", 2)
		s.add(a("newest", "2024-01-05", "2", "of a third").none(rostrum.StatusFailed, "panic"))
		if p := s.plans(store.PlanFilter{}).Items; len(p) != 0 {
			s.Errorf("of a text that could not be read: %+v", p)
		}
		s.add(a("newest", "2024-01-05", "2", "of a third").profile("", "1"))
		current("the failure gives way", "of a third", 3)
	},
	"nothing-held": func(_ *testing.T, s suite) {
		if p := s.plans(store.PlanFilter{}); p.Items == nil || len(p.Items) != 0 || p.Next != "" {
			s.Errorf("expected an empty page, got %+v", p)
		}
	},
}

// speeches is what the tests of acts and titles look at, added in no order.
func speeches(s suite) {
	s.Helper()
	s.add(
		report("s2", "2024-05-05", "text two").outlet("Herald").kind(rostrum.KindStatement).
			act(rostrum.ActThreat, "a spokesman for the Ministry", "If they come, we will strike back.").by(rostrum.VoiceOfficial, rostrum.ReferentAdversary, "If they come").
			act(rostrum.ActPledge, "a spokesman for the Ministry", "We will hold out.").
			title("great leader", "Kim Chol", rostrum.VoiceOwn).title("Great Leader", "Kim Chol", rostrum.VoiceOwn).title("great leader", "Ri Chol", rostrum.VoiceAbroad),
		report("s1", "2024-05-01", "text one").
			act(rostrum.ActDirective, "KIM Chol", "He told them to build it.").told("the Builders").
			act(rostrum.ActPraise, "Kim Chol", "He thanked the builders of the “Canal”.").by(rostrum.VoiceOwn, "Kim Chol", "").
			title("general", "Kim Chol", rostrum.VoiceOwn).title("great leader", "Kim Chol", rostrum.VoiceAbroad),
		report("s3", "2024-05-09", "text three").
			act(rostrum.ActForecast, "Friends of the Canal", "It will be finished if it rains.").by(rostrum.VoiceAbroad, rostrum.ReferentForeign, "if it rains").
			title("general", "Kim Chol", rostrum.VoiceOfficial),
		report("s0", "", "text undated").lang("ru").act(rostrum.ActCriticism, "Pak Chol", "It was badly done.").
			title("general", "Kim Chol", rostrum.VoiceOwn).title("hero", "Kim Chol", rostrum.VoiceOwn),
	)
}

func (s suite) foundActs(f store.ActFilter) []string {
	s.Helper()
	names := []string{}
	for _, a := range s.acts(f).Items {
		names = append(names, fmt.Sprintf("%s.%d", a.Report, a.Number))
	}
	return names
}

// findingActs holds what FindActs and ActVoices promise.
var findingActs = map[string]func(*testing.T, suite){
	"each-filter": func(_ *testing.T, s suite) {
		speeches(s)
		for _, c := range []struct {
			what string
			f    store.ActFilter
			want string
		}{
			{"order", store.ActFilter{}, "s0.1 s1.1 s1.2 s2.1 s2.2 s3.1"},
			{"newest first", store.ActFilter{NewestFirst: true}, "s3.1 s2.1 s2.2 s1.1 s1.2 s0.1"},
			{"from", store.ActFilter{From: "2024-05-05"}, "s2.1 s2.2 s3.1"},
			{"to", store.ActFilter{To: "2024-05-05"}, "s1.1 s1.2 s2.1 s2.2"}, // nothing undated
			{"an act", store.ActFilter{Acts: []string{rostrum.ActThreat}}, "s2.1"},
			{"two acts", store.ActFilter{Acts: []string{rostrum.ActThreat, rostrum.ActDirective}}, "s1.1 s2.1"},
			{"a speaker", store.ActFilter{Speaker: "kim-chol"}, "s1.1 s1.2"},
			{"part of a speaker", store.ActFilter{Speaker: "ministry"}, "s2.1 s2.2"},
			{"a voice", store.ActFilter{Voices: []string{rostrum.VoiceOfficial, rostrum.VoiceAbroad}}, "s2.1 s3.1"},
			{"a referent", store.ActFilter{Referents: []string{"kim CHOL", rostrum.ReferentAdversary}}, "s1.2 s2.1"},
			{"with a condition", store.ActFilter{Conditional: true}, "s2.1 s3.1"},
			{"words", store.ActFilter{Text: "BUILDERS of the canal"}, "s1.2"},
			{"words in any order", store.ActFilter{Text: "canal builders"}, "s1.2"},
			{"words in a row", store.ActFilter{Text: `"canal builders"`}, ""},
			{"an addressee", store.ActFilter{Addressee: "THE builders"}, "s1.1"},
			{"words of a speaker", store.ActFilter{Text: "friends"}, ""},
			{"outlet", store.ActFilter{Outlet: "herald"}, "s2.1 s2.2"},
			{"language", store.ActFilter{Lang: "ru"}, "s0.1"},
			{"report", store.ActFilter{Report: "s1"}, "s1.1 s1.2"},
			{"together", store.ActFilter{Conditional: true, Acts: []string{rostrum.ActThreat, rostrum.ActPledge}, Speaker: "spokesman"}, "s2.1"},
		} {
			s.list(c.what, s.foundActs(c.f), c.want)
		}
		_, err := s.store.FindActs(s.Context(), store.ActFilter{Speaker: "…"})
		s.code("a speaker without letters", err, rostrum.CodeInvalid)
		_, err = s.store.FindActs(s.Context(), store.ActFilter{Addressee: "…"})
		s.code("an addressee without letters", err, rostrum.CodeInvalid)
		_, err = s.store.FindActs(s.Context(), store.ActFilter{Text: "…"})
		s.code("words without letters", err, rostrum.CodeInvalid)
	},
	"voices": func(_ *testing.T, s suite) {
		speeches(s)
		c, err := s.store.ActVoices(s.Context(), store.ActFilter{From: "2024", Voices: []string{rostrum.VoiceAdversary}, Limit: 1})
		if err != nil {
			s.Fatal(err)
		}
		s.same("counts", c, map[string]int{"own": 3, "official": 1, "abroad": 1})
	},
	"whom-they-are-about": func(_ *testing.T, s suite) {
		about := func(what, want string) {
			s.Helper()
			got, err := s.store.Referents(s.Context())
			if err != nil {
				s.Fatal(err)
			}
			s.same(what, strings.Join(got, ", "), want)
		}
		about("nothing held", "")
		speeches(s)
		about("acts and titles", "Kim Chol, Ri Chol, adversary, foreign, own")
		s.add(report("s4", "2024-05-10", "text four").plan("a mill", "", "", rostrum.StatusAssigned).by(rostrum.VoiceOwn, "Pak Chol", ""))
		about("plan claims too", "Kim Chol, Pak Chol, Ri Chol, adversary, foreign, own")
	},
	"current-records-only": func(_ *testing.T, s suite) {
		s.add(report("a", "", "new").retrieved("2024-01-03").act(rostrum.ActPledge, "x", "new").title("new", "x", rostrum.VoiceOwn),
			report("a", "", "old").retrieved("2024-01-02").act(rostrum.ActPledge, "x", "old").act(rostrum.ActPledge, "x", "old").title("old", "x", rostrum.VoiceOwn))
		if a := s.acts(store.ActFilter{}).Items; len(a) != 1 || a[0].Evidence != "new" || s.counts(store.ReportFilter{}).Acts != 1 {
			s.Errorf("got %+v", a)
		}
		if t := s.titles(store.TitleFilter{}).Items; len(t) != 1 || t[0].Name != "new" {
			s.Errorf("got %+v", t)
		}
	},
	"nothing-held": func(_ *testing.T, s suite) {
		if p := s.acts(store.ActFilter{}); p.Items == nil || len(p.Items) != 0 || p.Next != "" {
			s.Errorf("expected an empty page, got %+v", p)
		}
	},
}

// findingTitles holds what FindTitles promises.
var findingTitles = map[string]func(*testing.T, suite){
	"first-and-last": func(_ *testing.T, s suite) {
		speeches(s)
		at := func(day, report string) store.Occasion { return store.Occasion{Day: day, Report: report} }
		s.same("all", s.titles(store.TitleFilter{}).Items, []store.Title{
			{Referent: "Kim Chol", Name: "general", First: at("2024-05-01", "s1"), Last: at("2024-05-09", "s3"), Reports: 3},
			{Referent: "Kim Chol", Name: "great leader", First: at("2024-05-01", "s1"), Last: at("2024-05-05", "s2"), Reports: 2},
			{Referent: "Ri Chol", Name: "great leader", First: at("2024-05-05", "s2"), Last: at("2024-05-05", "s2"), Reports: 1},
			{Referent: "Kim Chol", Name: "hero", First: at("", "s0"), Last: at("", "s0"), Reports: 1},
		})
	},
	"each-filter": func(_ *testing.T, s suite) {
		speeches(s)
		for _, c := range []struct {
			what string
			f    store.TitleFilter
			want string
		}{
			{"first held from", store.TitleFilter{From: "2024-05-02"}, "great-Ri"},
			{"first held until", store.TitleFilter{To: "2024-05-01"}, "general-Kim great-Kim"},
			{"first held in a month", store.TitleFilter{From: "2024-05", To: "2024-05"}, "general-Kim great-Kim great-Ri"},
			{"referent", store.TitleFilter{Referent: "ri chol"}, "great-Ri"},
			{"part of the title", store.TitleFilter{Text: "Great LEAD"}, "great-Kim great-Ri"},
			{"voices", store.TitleFilter{Voices: []string{rostrum.VoiceOfficial, rostrum.VoiceAbroad}}, "great-Kim great-Ri general-Kim"},
			{"a voice, first held from", store.TitleFilter{Voices: []string{rostrum.VoiceOwn}, From: "2024-05-05"}, "great-Kim"},
			{"outlet", store.TitleFilter{Outlet: "herald"}, "great-Kim great-Ri"},
			{"language", store.TitleFilter{Lang: "ru"}, "general-Kim hero-Kim"},
		} {
			got := []string{}
			for _, t := range s.titles(c.f).Items {
				name, _, _ := strings.Cut(t.Name, " ")
				referent, _, _ := strings.Cut(t.Referent, " ")
				got = append(got, name+"-"+referent)
			}
			s.list(c.what, got, c.want)
		}
	},
	"nothing-held": func(_ *testing.T, s suite) {
		if p := s.titles(store.TitleFilter{}); p.Items == nil || len(p.Items) != 0 || p.Next != "" {
			s.Errorf("expected an empty page, got %+v", p)
		}
	},
}
