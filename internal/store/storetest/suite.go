package storetest

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Open makes an empty store, which it closes when the test ends.
type Open func(t *testing.T) store.Store

// Run runs the suite over stores that open makes.
func Run(t *testing.T, open Open) {
	for _, group := range []struct {
		name  string
		tests map[string]func(*testing.T, suite)
	}{
		{"Add", adding}, {"archive", archiving}, {"relations", relating}, {"cited", citing}, {"Report", reading}, {"FindEvents", findingEvents}, {"FindPeople", findingPeople},
		{"FindPlans", findingPlans}, {"FindActs", findingActs}, {"FindTitles", findingTitles},
		{"Search", searching}, {"Correct", correcting}, {"lists", listing}, {"Walk", walking}, {"Watch", watching}, {"Keep", keeping}, {"SayOutcome", settling}, {"State", stating}, {"pages", paging}, {"Rule", ruling}, {"Review", reviewing}, {"Searches", searchesKept}, {"together", concurring},
	} {
		t.Run(group.name, func(t *testing.T) {
			for name, test := range group.tests {
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					test(t, suite{t, open(t)})
				})
			}
		})
	}
}

// suite is one test over one store.
type suite struct {
	*testing.T
	store store.Store
}

// add adds items, each in a batch of its own, and returns what became of them.
func (s suite) add(items ...*made) []store.Outcome {
	s.Helper()
	var all []store.Outcome
	for _, m := range items {
		all = append(all, s.batch(m.item())...)
	}
	return all
}

func (s suite) batch(items ...store.Item) []store.Outcome {
	s.Helper()
	outcomes, err := s.store.Add(s.Context(), items)
	if err != nil {
		s.Fatalf("Add: %v", err)
	}
	if len(outcomes) != len(items) {
		s.Fatalf("Add: %d outcomes for %d items", len(outcomes), len(items))
	}
	return outcomes
}

func (s suite) report(id string) *store.Report {
	s.Helper()
	r, err := s.store.Report(s.Context(), id)
	if err != nil {
		s.Fatalf("Report(%s): %v", id, err)
	}
	return r
}

func (s suite) events(f store.EventFilter) *store.Page[store.Event] {
	s.Helper()
	p, err := s.store.FindEvents(s.Context(), f)
	if err != nil {
		s.Fatalf("FindEvents(%+v): %v", f, err)
	}
	return p
}

// found names the events of a list: report.number.
func (s suite) found(f store.EventFilter) []string {
	s.Helper()
	names := []string{}
	for _, e := range s.events(f).Items {
		names = append(names, e.Report+"."+string(rune('0'+e.Number)))
	}
	return names
}

func (s suite) plans(f store.PlanFilter) *store.Page[store.Plan] {
	s.Helper()
	p, err := s.store.FindPlans(s.Context(), f)
	if err != nil {
		s.Fatalf("FindPlans(%+v): %v", f, err)
	}
	return p
}

func (s suite) acts(f store.ActFilter) *store.Page[store.Act] {
	s.Helper()
	p, err := s.store.FindActs(s.Context(), f)
	if err != nil {
		s.Fatalf("FindActs(%+v): %v", f, err)
	}
	return p
}

func (s suite) titles(f store.TitleFilter) *store.Page[store.Title] {
	s.Helper()
	p, err := s.store.FindTitles(s.Context(), f)
	if err != nil {
		s.Fatalf("FindTitles(%+v): %v", f, err)
	}
	return p
}

func (s suite) people(f store.EventFilter) []store.Person {
	s.Helper()
	p, err := s.store.FindPeople(s.Context(), f)
	if err != nil {
		s.Fatalf("FindPeople(%+v): %v", f, err)
	}
	return p.Items
}

func (s suite) counts(f store.ReportFilter) *store.Counts {
	s.Helper()
	c, err := s.store.Counts(s.Context(), f)
	if err != nil {
		s.Fatalf("Counts(%+v): %v", f, err)
	}
	return c
}

// same compares what JSON shows of two values.
func (s suite) same(what string, got, want any) {
	s.Helper()
	g, err := json.Marshal(got)
	if err != nil {
		s.Fatal(err)
	}
	w, err := json.Marshal(want)
	if err != nil {
		s.Fatal(err)
	}
	if string(g) != string(w) {
		s.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

// list compares a list with the one that is written, parted by blanks.
func (s suite) list(what string, got []string, want string) {
	s.Helper()
	if !slices.Equal(got, strings.Fields(want)) {
		s.Errorf("%s: got %q, want %q", what, strings.Join(got, " "), want)
	}
}

func (s suite) outcomes(what string, got []store.Outcome, want ...store.Outcome) {
	s.Helper()
	if !slices.Equal(got, want) {
		s.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// code expects an error with a code.
func (s suite) code(what string, err error, want rostrum.Code) {
	s.Helper()
	if rostrum.ErrorCode(err) != want {
		s.Errorf("%s: got the error %v (%q), want one of code %q", what, err, rostrum.ErrorCode(err), want)
	}
}

// cancelled is a context that has ended.
func cancelled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
