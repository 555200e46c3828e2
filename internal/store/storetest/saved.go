package storetest

import (
	"fmt"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// savedNames lists saved searches.
func (s suite) savedNames() []string {
	s.Helper()
	all, err := s.store.SavedSearches(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	names := []string{}
	for _, one := range all {
		names = append(names, fmt.Sprint(one.ID, "/", one.Name, "/", one.Query, "/", one.Newest, "/", one.By, "/", one.When))
	}
	return names
}

// facets words what a query finds, by facets.
func (s suite) facets(query string) []string {
	s.Helper()
	q, err := search.Parse(query)
	if err != nil {
		s.Fatal(err)
	}
	all, err := s.store.Facets(s.Context(), q)
	if err != nil {
		s.Fatal(err)
	}
	words := []string{}
	for _, f := range all {
		for _, v := range f.Values {
			words = append(words, fmt.Sprintf("%s=%s:%d", f.Field, v.Value, v.Reports))
		}
		if f.More > 0 {
			words = append(words, fmt.Sprintf("%s+%d", f.Field, f.More))
		}
	}
	return words
}

// searchesKept holds what SaveSearch, SavedSearches and Facets promise.
var searchesKept = map[string]func(*testing.T, suite){
	"kept-and-taken-off": func(t *testing.T, s suite) {
		save := func(o store.SavedSearch) int64 {
			t.Helper()
			id, err := s.store.SaveSearch(s.Context(), &o)
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		refused := func(o store.SavedSearch, code rostrum.Code) {
			t.Helper()
			if _, err := s.store.SaveSearch(s.Context(), &o); rostrum.ErrorCode(err) != code {
				t.Errorf("%+v: found %v, expected %s", o, err, code)
			}
		}
		wheat := save(store.SavedSearch{Name: "Wheat", Query: "wheat", Newest: true, By: "Ann", When: "1"})
		barley := save(store.SavedSearch{Name: "Barley", Query: "barley", By: "Bo", When: "2"})
		refused(store.SavedSearch{Name: "WHEAT!", Query: "w"}, rostrum.CodeConflict)
		s.list("by name", s.savedNames(), "2/Barley/barley/false/Bo/2 1/Wheat/wheat/true/Ann/1")
		off := save(store.SavedSearch{Removes: wheat, By: "Bo", When: "3"})
		refused(store.SavedSearch{Removes: wheat}, rostrum.CodeConflict)
		refused(store.SavedSearch{Removes: off}, rostrum.CodeNotFound)
		refused(store.SavedSearch{Removes: 99}, rostrum.CodeNotFound)
		again := save(store.SavedSearch{Name: "Wheat", Query: "rye", By: "Ann", When: "4"})
		if wheat >= barley || barley >= off || off >= again {
			t.Errorf("the IDs are %d %d %d %d", wheat, barley, off, again)
		}
		s.list("afterwards", s.savedNames(), "2/Barley/barley/false/Bo/2 4/Wheat/rye/false/Ann/4")
	},
	"facets": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "wheat").kind(rostrum.KindNews).event(rostrum.TypeMeeting, "", "KimSu-ok/host", "Bo/attendee"),
			report("b", "2024-06-01", "wheat").kind(rostrum.KindNews).event(rostrum.TypeMeeting, "", "KIM SU OK/host").event(rostrum.TypeDrill, ""),
			report("c", "2023-01-01", "wheat").kind(rostrum.KindSpeech).outlet("Courier").lang("es"), report("d", "", "barley"))
		s.list("all of them", s.facets("wheat"), "outlet=Gazette:2 outlet=Courier:1 lang=en:2 lang=es:1 kind=news:2 kind=speech:1 type=meeting:2 type=drill:1 person=KimSu-ok:2 person=Bo:1 year=2024:2 year=2023:1 month=2024-06:1 month=2024-05:1 month=2023-01:1")
		s.list("narrowed", s.facets("wheat kind:speech"), "outlet=Courier:1 lang=es:1 kind=speech:1 year=2023:1 month=2023-01:1")
		s.list("without a day", s.facets("barley"), "outlet=Gazette:1 lang=en:1")
		s.list("none", s.facets("rye"), "")
		for i := range store.MostFacets {
			s.add(report(fmt.Sprint("more", i), "2024-05-18", "oats").event(rostrum.TypeMeeting, "", fmt.Sprint("Person", i, "/host"), "Last/host"))
		}
		if got := s.facets("oats type:meeting"); got[len(got)-3] != "person+1" {
			s.Errorf("got %v", got)
		}
		// What comes later is counted too.
		s.add(report("e", "2024-05-19", "barley"))
		s.list("after more came", s.facets("barley"), "outlet=Gazette:2 lang=en:2 year=2024:1 month=2024-05:1")
	},
}
