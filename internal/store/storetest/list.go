package storetest

import (
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// archive is what the tests of reports look at.
func archive(s suite) {
	s.Helper()
	unread := report("u", "2024-09-05", "é A list. Another.").event(rostrum.TypeMeeting, "")
	unread.x.Unread = []rostrum.Unread{{At: rostrum.Span{Field: "text", Start: 3, End: 10}, Why: "list"}, {At: rostrum.Span{Field: "title", Start: 0, End: 5}, Why: "title"}}
	s.add(report("b", "2024-09-02", "b").event(rostrum.TypeMeeting, ""), unread, report("a", "2024-09-02", "a").outlet("Herald"),
		report("es", "2024-09-03", "es").lang("es").none(rostrum.StatusNotExtracted, "language: es"),
		report("f", "2024-09-03", "f").none(rostrum.StatusFailed, "panic"), report("n", "", "n").lang("ru").none(rostrum.StatusNotExtracted, "headline only"),
		report("b", "2024-09-02", "edited").retrieved("2024-09-09").kind(rostrum.KindNews).plan("a plan", "", "", rostrum.StatusFulfilled).act(rostrum.ActPraise, "b", "Well done.").
			act(rostrum.ActPledge, "b", "We shall.").event(rostrum.TypeMeeting, "").event(rostrum.TypeDrill, ""))
}

// listing holds what the lists and counts of reports promise.
var listing = map[string]func(*testing.T, suite){
	"reports": func(_ *testing.T, s suite) {
		archive(s)
		ids := func(f store.ReportFilter) (got []string) {
			s.Helper()
			p, err := s.store.FindReports(s.Context(), f)
			if err != nil {
				s.Fatal(err)
			}
			for _, r := range p.Items {
				got = append(got, r.ID)
			}
			return got
		}
		s.list("all", ids(store.ReportFilter{}), "n a b es f u")
		s.list("period", ids(store.ReportFilter{From: "2024-09-03", To: "2024-09"}), "es f u")
		s.list("until", ids(store.ReportFilter{To: "2024-09-02"}), "a b")
		s.list("undated", ids(store.ReportFilter{Undated: true, From: "2024-01-01"}), "n")
		s.list("status", ids(store.ReportFilter{Status: rostrum.StatusNotExtracted}), "n es")
		s.list("outlet", ids(store.ReportFilter{Outlet: "Herald"}), "a")
		s.list("outlet in small letters", ids(store.ReportFilter{Outlet: "herald"}), "a")
		s.list("language", ids(store.ReportFilter{Lang: "es"}), "es")
		s.list("id", ids(store.ReportFilter{Report: "b"}), "b")
		p, err := s.store.FindReports(s.Context(), store.ReportFilter{Report: "b"})
		if err != nil {
			s.Fatal(err)
		}
		newest := report("b", "", "edited")
		s.same("a line", p.Items, []store.ReportLine{{ID: "b", Outlet: "Gazette", Lang: "en", Published: "2024-09-02", Title: "Title of b", Version: newest.x.Version,
			Versions: 2, Kind: rostrum.KindNews, Status: rostrum.StatusExtracted, Events: 2, Plans: 1, Acts: 2}})
	},
	"unread": func(_ *testing.T, s suite) {
		archive(s)
		p, err := s.store.FindUnread(s.Context(), store.ReportFilter{From: "2024-09-01"})
		if err != nil {
			s.Fatal(err)
		}
		version := report("u", "", "é A list. Another.").x.Version
		line := store.Unread{Report: "u", Outlet: "Gazette", Published: "2024-09-05", Title: "Title of u", Version: version}
		first, second := line, line
		first.At, first.Quote, first.Why = rostrum.Span{Field: "text", Start: 3, End: 10}, "A list.", "list"
		second.At, second.Quote, second.Why = rostrum.Span{Field: "title", Start: 0, End: 5}, "Title", "title"
		s.same("passages", p.Items, []store.Unread{first, second})
		if p, err = s.store.FindUnread(s.Context(), store.ReportFilter{To: "2024-09-04"}); err != nil || len(p.Items) != 0 {
			s.Errorf("before: %+v, %v", p, err)
		}
	},
	"days": func(_ *testing.T, s suite) {
		archive(s)
		days, err := s.store.Days(s.Context(), store.ReportFilter{})
		if err != nil {
			s.Fatal(err)
		}
		s.same("all", days, []store.Day{{Day: "2024-09-05", Reports: 1}, {Day: "2024-09-03", Reports: 2}, {Day: "2024-09-02", Reports: 2}})
		if days, err = s.store.Days(s.Context(), store.ReportFilter{Outlet: "Gazette", Limit: 2}); err != nil {
			s.Fatal(err)
		}
		s.same("two of an outlet", days, []store.Day{{Day: "2024-09-05", Reports: 1}, {Day: "2024-09-03", Reports: 2}})
	},
	"counts": func(_ *testing.T, s suite) {
		archive(s)
		s.batch(rejected("x", 1, "broken"))
		s.same("all", s.counts(store.ReportFilter{}), store.Counts{Reports: 6, Versions: 7, Events: 3, Plans: 1, Acts: 2, Days: 3, Undated: 1, First: "2024-09-02", Last: "2024-09-05",
			Status:  map[string]int{rostrum.StatusExtracted: 3, rostrum.StatusNotExtracted: 2, rostrum.StatusFailed: 1},
			Reasons: map[string]int{"language: es": 1, "panic": 1, "headline only": 1}, Langs: map[string]int{"en": 4, "es": 1, "ru": 1},
			Outlets: map[string]int{"Gazette": 5, "Herald": 1}, Coverage: map[string]int{store.CoverageUnknown: 6}, Unread: 2, Rejected: 1})
		s.same("a period", s.counts(store.ReportFilter{From: "2024-09-03", To: "2024-09-04"}), store.Counts{Reports: 2, Versions: 2, Days: 1, First: "2024-09-03", Last: "2024-09-03",
			Status: map[string]int{rostrum.StatusNotExtracted: 1, rostrum.StatusFailed: 1}, Reasons: map[string]int{"language: es": 1, "panic": 1},
			Langs: map[string]int{"en": 1, "es": 1}, Outlets: map[string]int{"Gazette": 2}, Coverage: map[string]int{store.CoverageUnknown: 2}, Rejected: 1})
		none := map[string]int{}
		s.same("nothing", s.counts(store.ReportFilter{From: "2025"}), store.Counts{Status: none, Reasons: none, Langs: none, Outlets: none, Coverage: none, Rejected: 1})
	},
	"nothing-held": func(_ *testing.T, s suite) {
		reports, err := s.store.FindReports(s.Context(), store.ReportFilter{})
		if err != nil || reports.Items == nil || len(reports.Items) != 0 {
			s.Errorf("reports: %+v, %v", reports, err)
		}
		people, err := s.store.FindPeople(s.Context(), store.EventFilter{})
		if err != nil || people.Items == nil || len(people.Items) != 0 {
			s.Errorf("people: %+v, %v", people, err)
		}
		days, err := s.store.Days(s.Context(), store.ReportFilter{})
		if err != nil || days == nil || len(days) != 0 {
			s.Errorf("days: %+v, %v", days, err)
		}
	},
}
