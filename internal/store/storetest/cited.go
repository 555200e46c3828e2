package storetest

import (
	"fmt"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// citing holds what a store keeps of what reports tell of others that are not
// held.
var citing = map[string]func(*testing.T, suite){
	"tellings": func(_ *testing.T, s suite) {
		digest := report("d", "2024-05-18", "text").event(rostrum.TypeMeeting, "2024-05-17").event(rostrum.TypeStatement, "")
		digest.x.Kind = rostrum.KindDigest
		news := report("n", "2024-05-18", "text").event(rostrum.TypeMeeting, "").event(rostrum.TypeStatement, "2024-05")
		news.x.Kind = rostrum.KindNews
		s.add(digest, news)
		of, _ := s.texts("2024-05-18", "2024-05-18")
		telling := func(number int, typ, date string) store.Telling {
			evidence := fmt.Sprintf("clause %d", number)
			return store.Telling{Number: number, Type: typ, Date: date, Form: "did", Evidence: evidence, At: rostrum.Span{Field: "text", Start: number - 1, End: number - 1 + len(evidence)}}
		}
		s.same("of a digest", of["d"].Told, []store.Telling{telling(1, rostrum.TypeMeeting, "2024-05-17"), telling(2, rostrum.TypeStatement, "")})
		s.same("of news", of["n"].Told, []store.Telling{telling(2, rostrum.TypeStatement, "2024-05")})
		s.same("kind and title", []string{of["d"].Kind, of["d"].Title}, []string{rostrum.KindDigest, "Title of d"})
	},
	"cited": func(t *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "text"), report("b", "2024-05-20", "text").lang("es").outlet("Herald"), report("h", "2024-05-18", "-").headline(), report("u", "", "-").headline())
		of, _ := s.texts("2024-05-01", "2024-05-31")
		may := store.Decided{From: "2024-05-16", To: "2024-05-22", Cited: []store.KeyedCited{
			{Report: of["b"].Key, Sort: store.CitedTwin, Day: "2024-05-20", At: rostrum.Span{Field: "title", Start: 0, End: 10}, Quote: "Title of b"},
			{Report: of["a"].Key, Sort: store.CitedPress, Number: 12, Day: "2024-05-17", At: rostrum.Span{Field: "text", Start: 3, End: 4}, Quote: "a"},
			{Report: of["a"].Key, Sort: store.CitedPress, Number: 2, Day: "2024-05-18", At: rostrum.Span{Field: "text", Start: 0, End: 2}, Quote: "Of"},
		}}
		list := func(f store.CitedFilter) ([]string, string) {
			s.Helper()
			p, err := s.store.FindCited(s.Context(), f)
			if err != nil {
				s.Fatal(err)
			}
			names := []string{}
			for _, c := range p.Items {
				names = append(names, fmt.Sprintf("%s:%s.%d", c.Sort, c.Report.ID, c.Number))
			}
			return names, p.Next
		}
		for range 2 { // doing it again changes nothing
			s.relations([]store.Decided{may}, nil)
			got, _ := list(store.CitedFilter{})
			s.list("all", got, "headline:u.0 press:a.2 press:a.12 headline:h.0 twin:b.0")
		}
		p, err := s.store.FindCited(s.Context(), store.CitedFilter{From: "2024-05-18", To: "2024-05-18", Sorts: []string{store.CitedPress, store.CitedHeadline}})
		if err != nil || len(p.Items) != 3 {
			t.Fatalf("got %+v, %v", p, err)
		}
		a, h := s.report("a"), s.report("h")
		s.same("an activity", p.Items[0], store.Cited{Sort: "press", Day: "2024-05-18", Report: store.ReportRef{ID: "a", Outlet: "Gazette", Lang: "en", Published: "2024-05-18", Title: "Title of a"},
			Version: a.Versions[0].Version, Number: 2, At: rostrum.Span{Field: "text", Start: 0, End: 2}, Quote: "Of"})
		s.same("a headline", p.Items[2], store.Cited{Sort: "headline", Day: "2024-05-18", Report: store.ReportRef{ID: "h", Outlet: "Gazette", Lang: "en", Published: "2024-05-18", Title: "Title of h"},
			Version: h.Versions[0].Version, At: rostrum.Span{Field: "title", Start: 0, End: 10}, Quote: "Title of h"})
		for _, tt := range []struct {
			f      store.CitedFilter
			want   string
			counts map[string]int
		}{
			{store.CitedFilter{From: "2024-05-19"}, "twin:b.0", map[string]int{"twin": 1}},
			{store.CitedFilter{Outlet: "gazette", To: "2024-05"}, "press:a.2 press:a.12 headline:h.0", map[string]int{"press": 2, "headline": 1}},
			{store.CitedFilter{Sorts: []string{store.CitedStatement}}, "", map[string]int{}},
			{store.CitedFilter{Sorts: []string{store.CitedHeadline}}, "headline:u.0 headline:h.0", map[string]int{"headline": 2}},
			{store.CitedFilter{Report: "b"}, "twin:b.0", map[string]int{"twin": 1}},
		} {
			got, _ := list(tt.f)
			s.list(fmt.Sprintf("%+v", tt.f), got, tt.want)
			counts, err := s.store.CountCited(s.Context(), tt.f)
			if err != nil {
				s.Fatal(err)
			}
			s.same("counts", counts, tt.counts)
		}
		var all []string
		f := store.CitedFilter{Limit: 1}
		for {
			got, next := list(f)
			all = append(all, got...)
			if f.Cursor = next; next == "" {
				break
			}
		}
		s.list("page by page", all, "headline:u.0 press:a.2 press:a.12 headline:h.0 twin:b.0")
		_, err = s.store.FindCited(s.Context(), store.CitedFilter{Cursor: "x"})
		s.code("a cursor that is none", err, rostrum.CodeInvalid)
		// The text of a headline comes, and the rest is decided anew.
		s.add(report("h", "2024-05-18", "text"))
		s.relations([]store.Decided{{From: "2024-05-16", To: "2024-05-22", Cited: may.Cited[:1]}}, nil)
		got, _ := list(store.CitedFilter{})
		s.list("resolved", got, "headline:u.0 twin:b.0")
	},
}
