package lineup_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

const samples = "../../../profiles/vdb-en/samples/reports.jsonl"

// folder is that of a profile with a file of line-ups.
func folder(file string) fstest.MapFS {
	return fstest.MapFS{"vdb-en/profile.yaml": {Data: []byte("outlet: VDB\nlang: en\n")}, "vdb-en/lineups.yaml": {Data: []byte(file)}}
}

// TestLoad_mistakes: each mistake names file, line and column, and what was meant.
func TestLoad_mistakes(t *testing.T) {
	p, _ := corpus.Knowledge(t, "vdb-en")
	for _, c := range []struct{ name, file, want string }{
		{"no YAML", "classes: [", "vdb-en/lineups.yaml:1: P001"},
		{"no mapping", "- x", "expected keys with values"},
		{"unknown key", "clases: []", `vdb-en/lineups.yaml:1:1: P002 there is no key "clases"; keys are orders, leaders, quotes, own, classes (did you mean "classes"?)`},
		{"unknown key of a class", "classes:\n  - {id: a, name: b, types: [meeting], word: [x]}", `2:40: P002 there is no key "word"; keys are id, name`},
		{"unknown type", "classes:\n  - {id: a, name: b, types: [meating]}", `2:30: P004 no type of events is called "meating" (did you mean "meeting"?)`},
		{"no id", "classes:\n  - {name: b, types: [meeting]}", "2:5: P003 a class needs an id"},
		{"twice", "classes:\n  - {id: a, name: b, types: [meeting]}\n  - {id: a, name: b, types: [meeting]}", `3:10: P006 the class "a" is there twice`},
		{"no such order", "orders: {stewards: x}\nclasses:\n  - {id: a, name: b, types: [meeting], order: steward}", `P004 orders: has no "steward" (did you mean "stewards"?)`},
		{"a day", "classes:\n  - {id: a, name: b, types: [meeting], days: [April 15]}", `expected a day of a year, as 04-15, found "April 15"`},
		{"days of a leader", "leaders: {Torvane Ost Halric: 1994}", "expected days as 1994-07-08/2011-12-17"},
		{"a list where none is", "classes: {a: b}", "P004"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := lineup.Load(folder(c.file), p)
			var ds profile.Diagnostics
			if !errors.As(err, &ds) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
	if k, err := lineup.Load(folder(""), p); err != nil || len(k.Classes) != 0 {
		t.Errorf("a profile without the file: %v, %v", k, err)
	}
}

// TestPosts: who holds an office, and who does not.
func TestPosts(t *testing.T) {
	_, k := corpus.Knowledge(t, "kcna-en")
	for _, c := range []struct {
		post    string
		citizen bool
		office  string
	}{
		{"minister of Sample Works", false, "minister of sample works"},
		{"worker of the Sample Mill", true, ""},
		{"senior officials", false, ""},
		{"secretary of the C.C.", false, "secretary of the central committee"},
		{"prime minister of Cambodia", false, "prime minister of cambodia"},
		{"DPRK ambassador to Cambodia", false, "democratic people s republic of korea ambassador to cambodia"},
		{"ambassador to Cambodia", false, "ambassador to cambodia"},
		{"", false, ""},
	} {
		if got := k.Citizen(c.post); got != c.citizen {
			t.Errorf("%s: citizen is %v", c.post, got)
		}
		if got := k.Office(c.post); got != c.office {
			t.Errorf("%s: office is %q", c.post, got)
		}
	}
}

// TestBook_samples lays out the sample reports of the invented state.
func TestBook_samples(t *testing.T) {
	s, k := corpus.Read(t, "vdb-en", "unknown", samples)
	b := corpus.Book(t, "vdb-en", s, k)
	names := profile.OpenPart(profiles.FS, "vdb-en", nil).OwnNames()
	classes := map[string]string{}
	for _, l := range b.LineUps {
		if l.Class != nil {
			classes[l.Report.ID] += " " + l.ClassID()
		}
		for _, p := range l.Places {
			if !names.Formed(b.People[p.Person].Name) {
				t.Errorf("%s: %s is none of the own state", l.Report.ID, b.People[p.Person].Name)
			}
		}
	}
	for id, want := range map[string]string{
		"vdb-2031-03-01-001": " tour", "vdb-2031-03-03-001": " column-tour", "vdb-2031-03-12-001": " sitting", "vdb-2031-03-21-001": " founding-day",
		"vdb-2031-04-05-002": " mourning-board", "vdb-2031-04-06-001": " leave-taking", "vdb-2031-03-26-001": " audience table",
	} {
		if classes[id] != want {
			t.Errorf("%s: classes%s, want%s", id, classes[id], want)
		}
	}
	// the flash and the full report of one shot are one occasion, with the fuller list
	shots := 0
	for _, l := range b.LineUps {
		if l.Day == "2031-03-04" && l.Type == rostrum.TypeWeaponsTest {
			shots++
			if len(l.Places) != 6 || !reflect.DeepEqual(l.Also, []string{"vdb-2031-03-05-001"}) {
				t.Errorf("the shot has %d people, and is told too in %v", len(l.Places), l.Also)
			}
		}
	}
	if shots != 1 {
		t.Errorf("%d shots", shots)
	}
}

func report(id, day string, events ...rostrum.Event) *holding.Report {
	return &holding.Report{ID: id, Outlet: "VDB", Lang: "en", Published: day, Known: day, Title: "Tour", Kind: rostrum.KindNews, Status: rostrum.StatusExtracted,
		Coverage: holding.CoverageComplete, Events: events}
}

func tour(day string, names ...string) rostrum.Event {
	site := "the Works"
	e := rostrum.Event{Type: rostrum.TypeInspection, Form: "made a tour of counsel at", Site: &site}
	if day != "" {
		e.Date = &day
	}
	for i, n := range names {
		role := rostrum.RoleCompanion
		if i == 0 {
			role = rostrum.RolePrincipal
		}
		e.Participants = append(e.Participants, rostrum.Appearance{Name: &n, Role: role})
	}
	return e
}

const (
	leader = "Torvane Ost Halric"
	a      = "Brannoc Ost Ludrik"
	b      = "Kestrane Ost Doren"
	c      = "Zellick Ost Merin"
)

// TestBook_occasions: what is one occasion, and what later tellings add.
func TestBook_occasions(t *testing.T) {
	_, k := corpus.Knowledge(t, "vdb-en")
	day := func(d string) string { return "2031-05-" + d }
	for _, x := range []struct {
		name    string
		reports []*holding.Report
		want    int // line-ups
	}{
		{"the same told twice on one day", []*holding.Report{report("1", day("02"), tour(day("01"), leader, a)), report("2", day("02"), tour(day("01"), leader, a, b))}, 1},
		{"told again days later, with its day", []*holding.Report{report("1", day("02"), tour(day("01"), leader, a, b)), report("2", day("05"), tour(day("01"), leader, a, b))}, 1},
		{"another day", []*holding.Report{report("1", day("02"), tour(day("01"), leader, a, b)), report("2", day("05"), tour(day("04"), leader, a, b))}, 2},
		{"no day, another report of another day", []*holding.Report{report("1", day("02"), tour("", leader, a, b)), report("2", day("05"), tour("", leader, a, b))}, 2},
		{"two in one report", []*holding.Report{report("1", day("02"), tour(day("01"), leader, a, b), tour(day("01"), leader, a, b))}, 2},
		{"other people", []*holding.Report{report("1", day("02"), tour(day("01"), leader, a)), report("2", day("02"), tour(day("01"), leader, b, c))}, 2},
		{"long ago", []*holding.Report{report("1", day("30"), tour(day("01"), leader, a, b))}, 0},
	} {
		t.Run(x.name, func(t *testing.T) {
			bk := lineup.New(holding.SeriesOf(x.reports)[0], k, nil)
			if len(bk.LineUps) != x.want {
				t.Errorf("%d line-ups, want %d", len(bk.LineUps), x.want)
			}
		})
	}
	bk := lineup.New(holding.SeriesOf([]*holding.Report{report("1", day("02"), tour(day("01"), leader, a, b)), report("2", day("05"), tour(day("01"), leader, a, b, c))})[0], k, nil)
	p, ok := bk.Find(c)
	if !ok || len(bk.Seen[p]) != 1 || bk.Seen[p][0].Known != day("05") || bk.LineUps[0].Has(p) {
		t.Errorf("who is only told of later is seen then, and is no part of the list: %v", bk.Seen)
	}
}

// TestBook_order: the line-ups do not depend on the order in which reports come.
func TestBook_order(t *testing.T) {
	s, k := corpus.Read(t, "vdb-en", "unknown", samples)
	want := lineup.New(s, k, nil)
	back := make([]*holding.Report, len(s.Reports))
	for i, r := range s.Reports {
		back[len(back)-1-i] = r
	}
	got := lineup.New(holding.SeriesOf(back)[0], k, nil)
	if len(got.LineUps) != len(want.LineUps) || !reflect.DeepEqual(got.People, want.People) {
		t.Fatal("other line-ups from reports in another order")
	}
	for i := range got.LineUps {
		if got.LineUps[i].Report.ID != want.LineUps[i].Report.ID || !reflect.DeepEqual(got.LineUps[i].Places, want.LineUps[i].Places) {
			t.Errorf("line-up %d differs", i)
		}
	}
}

// TestBook_title: companions of nobody are in the company of the leader whom the
// title names.
func TestBook_title(t *testing.T) {
	_, k := corpus.Knowledge(t, "vdb-en")
	e := tour("2031-05-01", a, b)
	e.Participants[0].Role = rostrum.RoleCompanion
	known := report("1", "2031-05-01", tour("2031-05-01", leader, a))
	r := report("2", "2031-05-02", e)
	r.Title = leader + " Passes through Sarn"
	bk := lineup.New(holding.SeriesOf([]*holding.Report{known, r})[0], k, nil)
	last := bk.LineUps[len(bk.LineUps)-1]
	p, _ := bk.Find(leader)
	if last.Leader != p || len(bk.Seen[p]) != 2 {
		t.Errorf("whose company: %d, want %d; seen %d times", last.Leader, p, len(bk.Seen[p]))
	}
}

func FuzzLoad(f *testing.F) {
	p, _ := corpus.Knowledge(f, "vdb-en")
	f.Add("orders: {o: x}\nleaders: {A: /}\nown: {citizens: [x], same: {a: b}}\nclasses:\n  - {id: a, name: b, types: [meeting], order: o}\n")
	f.Add("classes: [a]")
	f.Fuzz(func(t *testing.T, file string) {
		k, err := lineup.Load(folder(file), p)
		var ds profile.Diagnostics
		if err != nil && !errors.As(err, &ds) {
			t.Errorf("not a diagnostic: %v", err)
		}
		if err == nil {
			lineup.New(holding.SeriesOf([]*holding.Report{report("1", "2031-05-02", tour("2031-05-01", leader, a, b))})[0], k, nil)
		}
	})
}
