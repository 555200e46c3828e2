package storetest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// watched lists the watchlist.
func (s suite) watched(removed bool) string {
	s.Helper()
	all, err := s.store.Watches(s.Context(), removed)
	if err != nil {
		s.Fatalf("Watches: %v", err)
	}
	var lines []string
	for _, w := range all {
		lines = append(lines, fmt.Sprint(w.ID, w.Rule, w.By, w.When, w.Removed, w.RemovedWhen))
	}
	return strings.Join(lines, "; ")
}

// watching holds what Watch and Watches promise.
var watching = map[string]func(*testing.T, suite){
	"kept-and-taken-off": func(t *testing.T, s suite) {
		watch := func(w store.Watch) int64 {
			t.Helper()
			id, err := s.store.Watch(s.Context(), &w)
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		refused := func(w store.Watch, code rostrum.Code) {
			t.Helper()
			if _, err := s.store.Watch(s.Context(), &w); rostrum.ErrorCode(err) != code {
				t.Errorf("%+v: found %v, expected %s", w, err, code)
			}
		}
		a := watch(store.Watch{Rule: "a " + hostileText, By: "Ann", When: "1"})
		b := watch(store.Watch{Rule: "b", When: "2"})
		refused(store.Watch{Rule: "b", When: "3"}, rostrum.CodeConflict)
		refused(store.Watch{Removes: 99, When: "3"}, rostrum.CodeNotFound)
		off := watch(store.Watch{Removes: b, By: "Ben", When: "3"})
		refused(store.Watch{Removes: b, When: "4"}, rostrum.CodeConflict)
		refused(store.Watch{Removes: off, When: "4"}, rostrum.CodeNotFound)
		again := watch(store.Watch{Rule: "b", When: "5"})
		if !(a < b && b < off && off < again) {
			t.Errorf("found %d %d %d %d, expected ids that grow", a, b, off, again)
		}
		first := fmt.Sprint(a, "a "+hostileText, "Ann", "1", 0, "")
		last := fmt.Sprint(again, "b", "", "5", 0, "")
		if got, want := s.watched(false), first+"; "+last; got != want {
			t.Errorf("found    %s\nexpected %s", got, want)
		}
		if got, want := s.watched(true), first+"; "+fmt.Sprint(b, "b", "", "2", off, "3")+"; "+last; got != want {
			t.Errorf("found    %s\nexpected %s", got, want)
		}
	},
}
