package storetest

import (
	"fmt"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (s suite) doubts(f store.DoubtFilter) *store.Doubts {
	s.Helper()
	d, err := s.store.FindDoubtful(s.Context(), f)
	if err != nil {
		s.Fatalf("FindDoubtful(%+v): %v", f, err)
	}
	return d
}

// doubtful names what is doubted, and how much there is.
func (s suite) doubtful(f store.DoubtFilter) []string {
	s.Helper()
	d := s.doubts(f)
	names := []string{fmt.Sprint(d.Open)}
	for _, r := range d.Records {
		names = append(names, r.Report+"/"+r.Record)
	}
	return names
}

// reviewing holds what FindDoubtful and Spoken promise.
var reviewing = map[string]func(*testing.T, suite){
	"the-least-sure-first": func(_ *testing.T, s suite) {
		s.add(report("b", "2024-05-18", "text").event(rostrum.TypeMeeting, "", "Ann/host/minister", "-/attendee").plan("wheat", "the farm", "2024", "assigned"),
			report("a", "2024-05-19", "text").act(rostrum.ActPraise, "Bo", "well done"), report("c", "2024-05-20", "text").outlet("Courier").event(rostrum.TypeDrill, ""),
			report("none", "", "text").none(rostrum.StatusFailed, "no"))
		all := s.doubts(store.DoubtFilter{})
		if all.Open != len(all.Records) || all.Open != 6 {
			s.Errorf("got %d, listed %d", all.Open, len(all.Records))
		}
		for i := 1; i < len(all.Records); i++ {
			if x, y := all.Records[i-1], all.Records[i]; x.Confidence > y.Confidence || x.Confidence == y.Confidence && x.Published > y.Published {
				s.Errorf("%s %v comes before %s %v", x.Record, x.Confidence, y.Record, y.Confidence)
			}
		}
		for _, tt := range []struct {
			what string
			f    store.DoubtFilter
			want string
		}{
			{"people", store.DoubtFilter{Kinds: []string{rostrum.RecordAppearance}}, "2 b/event:1/1 b/event:1/2"}, {"events", store.DoubtFilter{Kinds: []string{rostrum.RecordEvent}}, "2 b/event:1 c/event:1"},
			{"a page", store.DoubtFilter{Kinds: []string{rostrum.RecordEvent}, Limit: 1}, "2 b/event:1"}, {"days", store.DoubtFilter{From: "2024-05-20", To: "2024-05"}, "1 c/event:1"},
			{"an outlet", store.DoubtFilter{Outlet: "courier"}, "1 c/event:1"}, {"another day", store.DoubtFilter{To: "2023"}, "0"},
			{"without", store.DoubtFilter{Kinds: []string{rostrum.RecordEvent}, Without: map[store.RecordKey]bool{{Report: "b", Record: "event:1"}: true, {Report: "b", Record: "event:1/1"}: true}}, "1 c/event:1"},
		} {
			s.list(tt.what, s.doubtful(tt.f), tt.want)
		}
		p := s.doubts(store.DoubtFilter{Kinds: []string{rostrum.RecordAppearance}, Limit: 1}).Records[0]
		if p.Who != "Ann, minister" || p.Label != "host" || p.Evidence != "clause 1" || p.Title != "Title of b" || p.Of != rostrum.RecordAppearance || p.Around == "" || p.Formula == "" {
			s.Errorf("got %+v", p)
		}
		if e := s.doubts(store.DoubtFilter{Kinds: []string{rostrum.RecordEvent}, Limit: 1}).Records[0]; e.Who != "Ann" || e.Label != rostrum.TypeMeeting || e.Around != "" {
			s.Errorf("got %+v", e)
		}
	},
	"names-that-are-new": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "text").event(rostrum.TypeMeeting, "", "Ann/host", "Bo/attendee"), report("b", "2024-05-19", "text").event(rostrum.TypeMeeting, "", "ann/host", "Cy/attendee", "-/attendee"),
			report("c", "2024-05-19", "text").event(rostrum.TypeMeeting, "", "Cy/host", "Di/attendee"))
		for i := range store.MostUnknown {
			s.add(report(fmt.Sprint("later", i), "2024-06-01", "text").event(rostrum.TypeMeeting, "", "Di/host"))
		}
		s.list("of a day", s.doubtful(store.DoubtFilter{Unknown: true, From: "2024-05-19", To: "2024-05-19"}), "2 b/event:1/2 c/event:1/1") // Di stands at too many places
		s.list("of all days", s.doubtful(store.DoubtFilter{Unknown: true, To: "2024-05-18"}), "2 a/event:1/1 a/event:1/2")
		s.list("without one", s.doubtful(store.DoubtFilter{Unknown: true, From: "2024-05-19", To: "2024-05-19", Without: map[store.RecordKey]bool{{Report: "b", Record: "event:1/2"}: true}}), "1 c/event:1/1")
	},
	"of-whom-something-is-said": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "text"), report("b", "2024-05-19", "text"), report("c", "2024-05-20", "text").outlet("Courier"))
		spoken := func(f store.ReportFilter) (ids []string, marks string) {
			all, err := s.store.Spoken(s.Context(), f)
			if err != nil {
				s.Fatal(err)
			}
			for _, one := range all {
				ids, marks = append(ids, one.Report), marks+one.Mark+" "
			}
			return ids, marks
		}
		s.correct(s.word("c", rostrum.VerdictReviewed, "Ann", "2024-06-01T10:00:00Z"))
		s.correct(s.word("a", rostrum.VerdictReviewed, "Ann", "2024-06-01T10:00:00Z"))
		ids, first := spoken(store.ReportFilter{})
		s.list("all", ids, "a c")
		ids, _ = spoken(store.ReportFilter{Outlet: "courier"})
		s.list("an outlet", ids, "c")
		ids, _ = spoken(store.ReportFilter{To: "2024-05-19"})
		s.list("days", ids, "a")
		s.correct(s.word("a", rostrum.VerdictReviewed, "Bo", "2024-06-01T10:00:00Z"))
		_, second := spoken(store.ReportFilter{})
		s.add(report("a", "2024-05-18", "text").profile("p2", "1"))
		if _, third := spoken(store.ReportFilter{}); first == second || second == third {
			s.Errorf("the marks are %q, %q, %q", first, second, third)
		}
	},
}
