package absence_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/absence"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/profiles"
)

// alone reads offices as a profile words them.
func alone(t testing.TB, name string) func(string) []absence.Office {
	t.Helper()
	k, err := roster.Load(profiles.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return func(post string) (out []absence.Office) {
		for _, o := range k.HeldAlone(post) {
			out = append(out, absence.Office{Key: o.Key, Name: o.Name})
		}
		return out
	}
}

// company makes the reports of days on which a leader is told of with others, as
// who comes on each says: "name/post".
func company(days int, typ func(day int) string, who func(day int) []string) *holding.Series {
	var all []*holding.Report
	first := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range days {
		day := first.AddDate(0, 0, i).Format(time.DateOnly)
		site := fmt.Sprintf("the Works of Lane %d", i)
		e := rostrum.Event{Type: typ(i), Form: "made a tour of counsel at", Site: &site, Date: &day, Participants: []rostrum.Appearance{}}
		for j, one := range append([]string{"Torvane Ost Halric"}, who(i)...) {
			name, post, _ := strings.Cut(one, "/")
			a := rostrum.Appearance{Name: &name, Role: rostrum.RoleCompanion}
			if j == 0 {
				a.Role = rostrum.RolePrincipal
			}
			if post != "" {
				a.Post = &post
			}
			e.Participants = append(e.Participants, a)
		}
		all = append(all, &holding.Report{ID: "vdb-" + day, Outlet: "VDB", Lang: "en", Published: day, Known: day, Title: "Tour", Kind: rostrum.KindNews, Status: rostrum.StatusExtracted,
			Coverage: "unknown", Events: []rostrum.Event{e}})
	}
	return holding.SeriesOf(all)[0]
}

// TestFindings_office: who takes an office is expected where the one was who held it
// before, and the finding says so; without offices, nothing is expected of him.
func TestFindings_office(t *testing.T) {
	_, k := corpus.Knowledge(t, "vdb-en")
	const old, fresh = "Brannoc Ost Ludrik", "Kestrane Ost Doren"
	const post = "Superintendent of Outer Affairs"
	typ := func(day int) string {
		if day == 60 { // the one occasion of another class
			return rostrum.TypeDiplomacy
		}
		return rostrum.TypeInspection
	}
	comes := func(until int) func(day int) []string {
		return func(day int) []string {
			list := []string{"Zellick Ost Merin", "Hestrel Ild Orran"}
			switch {
			case day < 50:
				list = append(list, old+"/"+post)
			case day == 60:
				list = append(list, fresh+"/"+post)
			case day > 60 && day < until:
				list = append(list, fresh+"/"+post)
			}
			return list
		}
	}
	of := func(all []absence.Run, name string) []string {
		var out []string
		for i := range all {
			if all[i].Person == name {
				out = append(out, all[i].Says())
			}
		}
		return out
	}
	s := absence.Default
	s.Offices = alone(t, "vdb-en")
	b := lineup.New(company(120, typ, comes(0)), k, nil)
	got := of(absence.Findings(b, nil, s).Open, fresh)
	if len(got) != 1 || !strings.Contains(got[0], "tour of counsel (54 missed; expected by office, “superintendent, Superintendency of Outer Affairs”: "+old+", who was given it before, was named at 50 of 60)") {
		t.Errorf("found %v", got)
	}
	if more := of(absence.Findings(b, nil, absence.Default).Open, fresh); len(more) != 0 {
		t.Errorf("without offices: found %v", more)
	}
	// who comes as the other did has a habit of his own
	b = lineup.New(company(120, typ, comes(90)), k, nil)
	got = of(absence.Findings(b, nil, s).Open, fresh)
	if len(got) != 1 || strings.Contains(got[0], "by office") {
		t.Errorf("by habit: found %v", got)
	}
	// an office that is given by turns lets nothing be expected
	for _, again := range []int{61, 100} { // also where somebody was missing by then
		turns := func(day int) []string {
			list := comes(0)(day)
			if day == again {
				list = append(list, old+"/"+post)
			}
			return list
		}
		b = lineup.New(company(120, typ, turns), k, nil)
		if got = of(absence.Findings(b, nil, s).Open, fresh); len(got) != 0 {
			t.Errorf("by turns, again on day %d: found %v", again, got)
		}
	}
}

// TestFindings_wholeOfficeCausal holds that offices let nothing depend on later reports.
func TestFindings_wholeOfficeCausal(t *testing.T) {
	whole.Only(t)
	s, k := corpus.Read(t, "kcna-en", "unknown", kcna2011)
	set := absence.Settings{Rate: 0.05, Offices: alone(t, "kcna-en")}
	all := absence.Findings(lineup.New(s, k, nil), nil, set).Findings
	for _, day := range []string{"2011-05-15", "2011-10-06"} {
		part := absence.Findings(lineup.New(s.Until(day), k, nil), nil, set).Findings
		want := slices.DeleteFunc(slices.Clone(all), func(f finding.Finding) bool { return f.Known > day })
		if len(part)+len(want) > 0 && !reflect.DeepEqual(part, want) {
			t.Errorf("by %s: found %v, the whole archive has %v", day, part, want)
		}
	}
}
