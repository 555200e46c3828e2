package occasion_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/occasion"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/profiles"
)

const leader = "Torvane Ost Halric"

// knowledge is what the invented state's profile says.
func knowledge(t testing.TB) *occasion.Knowledge {
	t.Helper()
	k, err := occasion.Load(profiles.FS, "vdb-en")
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// report makes a report of lines that each tell of an event:
//
//	type|day|site|words that tell of it|role:Name[=post], role:Name
//
// The text is the title, then the words of the events, a sentence each; before
// says what stands between.
func report(id, published, title string, lines ...string) *holding.Report {
	r := &holding.Report{ID: id, Outlet: "VDB", Lang: "en", Published: published, Known: published, Title: title, Kind: rostrum.KindNews, Version: "sha256:" + id}
	for _, line := range lines {
		f := strings.Split(line, "|")
		if len(f) == 1 { // words alone
			r.Text += f[0] + "\n"
			continue
		}
		e := rostrum.Event{Type: f[0], Evidence: f[3], Form: f[3], At: rostrum.Span{Field: rostrum.FieldText, Start: len(r.Text), End: len(r.Text) + len(f[3])}}
		if f[1] != "" {
			e.Date = &f[1]
		}
		if f[2] != "" {
			e.Site = &f[2]
		}
		for _, one := range strings.Split(f[4], ", ") {
			role, name, _ := strings.Cut(one, ":")
			name, post, given := strings.Cut(name, "=")
			a := rostrum.Appearance{Name: &name, Role: role}
			if given {
				a.Post = &post
			}
			e.Participants = append(e.Participants, a)
		}
		r.Text += f[3] + ".\n"
		r.Events = append(r.Events, e)
	}
	return r
}

const suite = "principal:" + leader + ", companion:Eldrun Ost Corvan, companion:Brannoc Ost Ludrik"

// state is some days of an invented state: a flash and its full report, a trip
// with legs, a dinner after talks, stories that look back, a roster.
func state() []*holding.Report {
	return []*holding.Report{
		report("a1", "2031-03-01", "First Steward Tours Bellhurst Works", "inspection||the Bellhurst Tractor Works|"+leader+" toured the Bellhurst Tractor Works|principal:"+leader),
		report("a2", "2031-03-01", "First Steward Tours Bellhurst Works and Yards", "inspection|2031-02-28|the Bellhurst Tractor Works|"+leader+" toured the Bellhurst Tractor Works|"+suite),
		report("a3", "2031-03-02", leader+" Tours Pits", "inspection||three pits of Iskerland|"+leader+" toured three pits of Iskerland|"+suite,
			"The first leg of his tour was the Haldrun Pit, which lies deep.", "The second leg of his tour was the Nether Isker Colliery.", "Another leg of the tour was the Greyfell Colliery."),
		report("a4", "2031-03-04", "Guest from Esterlund", "diplomacy|2031-03-04|the Granite Hall|"+leader+" gave audience to Axel Roenbaum|principal:"+leader+", counterpart:Axel Roenbaum=Special Envoy of the King of Esterlund, attendee:Wendrake Ild Thelin, attendee:Axel Ost Arn=envoy of Esterlund to Vellmar",
			strings.Repeat("They spoke of nets, rivers and the price of salt. ", 12),
			"banquet|2031-03-04|the House of Guests|He gave a dinner|principal:"+leader+", counterpart:Axel Roenbaum"),
		report("a5", "2031-03-20", "Bellhurst Works Ahead of Plan", "The works is ahead of the calendar.", "inspection||the Bellhurst Tractor Works|"+leader+" recently toured the Bellhurst Tractor Works|principal:"+leader),
		report("a6", "2031-03-21", "Funeral Committee", "appointment|2031-03-21||The committee has these members|recipient:"+leader+", recipient:Eldrun Ost Corvan"),
		report("a7", "2031-03-22", leader+" Visits Bellhurst Works Again", "inspection|2031-03-21|the Bellhurst Tractor Works|"+leader+" toured the Bellhurst Tractor Works|"+suite),
		report("a8", "2031-03-23", "Barley Harvest Begun", "inspection||the Granary|"+leader+" visited the Granary|principal:"+leader),
		report("a9", "2031-03-24", "First Steward Sees Column 14", "inspection||Column 14 of the Home Guard|"+leader+" saw Column 14|"+suite),
		report("b1", "2031-03-24", "Column 15 of Home Guard Seen", "inspection||Column 15 of the Home Guard|"+leader+" saw Column 15|principal:"+leader),
		report("b2", "2031-03-25", "Dinner for Weavers", "banquet|2031-03-25|the Mill|"+leader+" arranged a dinner|principal:"+leader+", attendee:Ismere Ild Sanna, attendee:Kestrane Ost Doren"),
	}
}

func grouper(t testing.TB, links []occasion.Link, reports ...*holding.Report) *occasion.Grouper {
	k := knowledge(t)
	g := occasion.NewGrouper(func(string, string) *occasion.Knowledge { return k }, links)
	who, err := roster.Load(profiles.FS, "vdb-en")
	if err != nil {
		t.Fatal(err)
	}
	roll := roster.New(who, nil)
	roll.Add(reports...)
	g.People = func(string, string) occasion.People { return roll.Own() }
	holding.Sort(reports)
	for _, r := range reports {
		g.Add(r)
	}
	return g
}

// says writes rows: reports; mentions; legs; further; companions.
func says(rows []occasion.Activity) string {
	var b strings.Builder
	for _, a := range rows {
		date := "-"
		if a.Date != nil {
			date = *a.Date
		}
		fmt.Fprintf(&b, "%s %s %s %s", strings.Join(a.Reports, "+"), a.Type, date, a.Sector)
		for _, part := range []struct {
			name string
			list []string
		}{{"back", a.Mentions}, {"legs", a.Legs}, {"with", a.Further}, {"company", a.Companions}} {
			if len(part.list) > 0 {
				fmt.Fprintf(&b, "; %s %s", part.name, strings.Join(part.list, ", "))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestActivities_report(t *testing.T) {
	links := []occasion.Link{{Kind: "twin", From: "a2", To: "es"}, {Kind: "twin", From: "a3", To: "not held"}}
	es := &holding.Report{ID: "es", Outlet: "VDB", Lang: "es", Published: "2031-03-02", Title: "Visita"}
	g := grouper(t, links, append(state(), es)...)
	want := `a1+a2+es inspection 2031-02-28 economic; back a5; company Eldrun Ost Corvan, Brannoc Ost Ludrik
a3 inspection - economic; legs the Haldrun Pit, the Nether Isker Colliery, the Greyfell Colliery; company Eldrun Ost Corvan, Brannoc Ost Ludrik
a4 diplomacy 2031-03-04 diplomatic; with banquet; company Wendrake Ild Thelin
a7 inspection 2031-03-21 economic; company Eldrun Ost Corvan, Brannoc Ost Ludrik
a9 inspection - military; company Eldrun Ost Corvan, Brannoc Ost Ludrik
b1 inspection - military
`
	if got := says(g.Activities(leader, "", "", occasion.Rule{Unit: occasion.ByReport})); got != want {
		t.Errorf("found\n%sexpected\n%s", got, want)
	}
	for _, c := range []struct {
		rule     occasion.Rule
		from, to string
		want     int
	}{
		{occasion.Rule{Unit: occasion.ByReport}, "2031-03-02", "2031-03-22", 3},
		{occasion.Rule{Unit: occasion.ByReport, Apart: []string{rostrum.TypeBanquet}}, "", "", 7},
		{occasion.Rule{Unit: occasion.ByReport, Apart: []string{rostrum.TypePerformance}}, "", "", 6},
		{occasion.Rule{Unit: occasion.ByOccasion}, "", "", 7},
		{occasion.Rule{Unit: occasion.BySite}, "", "", 8},
		{occasion.Rule{Unit: occasion.ByDay}, "", "", 5},
		{occasion.Rule{Unit: occasion.ByReport, Event: true}, "2031-03-01", "", 5},
	} {
		if rows := g.Activities(leader, c.from, c.to, c.rule); len(rows) != c.want {
			t.Errorf("%s from %q to %q: found %d, expected %d\n%s", c.rule, c.from, c.to, len(rows), c.want, says(rows))
		}
	}
	if rows := g.Activities("Wendrake Ild Thelin", "", "", occasion.Rule{Unit: occasion.ByReport}); len(rows) != 1 || rows[0].Role != rostrum.RoleAttendee {
		t.Errorf("of an attendee: %s", says(rows))
	}
	if rows := g.Activities("Nobody Ost Known", "", "", occasion.Rule{Unit: occasion.ByReport}); len(rows) != 0 {
		t.Errorf("of nobody: %s", says(rows))
	}
}

// What a telling is told by, one change at a time.
func TestActivities_news(t *testing.T) {
	line := "inspection||the Sarn Granary|" + leader + " visited the Sarn Granary|principal:" + leader
	long := strings.Repeat("The granary was long in the building, and many had a hand in it. ", 8)
	for _, c := range []struct {
		name   string
		change func(*holding.Report)
		report *holding.Report
		want   int
	}{
		{"told at the head", nil, report("r", "2031-04-02", leader+" Visits Granary", line), 1},
		{"without a title", nil, report("r", "2031-04-02", "", line), 1},
		{"the title names the office and the place", nil, report("r", "2031-04-02", "First Steward Visits Sarn Granary", line), 1},
		{"the title is of something else", nil, report("r", "2031-04-02", "Barley Harvest Begun", line), 0},
		{"his works, not he", nil, report("r", "2031-04-02", leader+"'s Works Printed", line), 0},
		{"in passing", nil, report("r", "2031-04-02", "Barley Harvest Begun", long, line), 0},
		{"deep, but the title names him", nil, report("r", "2031-04-02", leader+" Visits Granary", long, line), 1},
		{"with others listed", nil, report("r", "2031-04-02", "Barley Harvest Begun", long, strings.Replace(line, "principal:"+leader, suite, 1)), 1},
		{"an anecdote", func(r *holding.Report) { r.Kind = rostrum.KindAnecdote }, report("r", "2031-04-02", leader+" Visits Granary", line), 0},
		{"long ago", nil, report("r", "2031-04-02", leader+" Visits Granary", strings.Replace(line, "||", "|2031-01-02|", 1)), 0},
		{"a month alone", nil, report("r", "2031-04-02", leader+" Visits Granary", strings.Replace(line, "||", "|2031-03|", 1)), 0},
		{"looks back", nil, report("r", "2031-04-02", leader+" Visits Granary", strings.Replace(line, " visited", " some time ago visited", 1)), 0},
		{"only received something", nil, report("r", "2031-04-02", leader+" Visits Granary", strings.Replace(line, "principal:", "recipient:", 1)), 0},
		{"a message", func(r *holding.Report) { r.Kind = rostrum.KindMessage }, report("r", "2031-04-02", leader+" Sends Word", "He sent word to the weavers of the mill on the Isker, who had finished their cloth early.", line), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.change != nil {
				c.change(c.report)
			}
			if rows := grouper(t, nil, c.report).Activities(leader, "", "", occasion.Rule{Unit: occasion.ByReport}); len(rows) != c.want {
				t.Errorf("found %d rows, expected %d: %s", len(rows), c.want, says(rows))
			}
		})
	}
}

func TestActivities_gaps(t *testing.T) {
	g := grouper(t, nil, state()...)
	rows := g.Activities(leader, "", "", occasion.Rule{Unit: occasion.ByReport})
	if rows[0].Gap != nil {
		t.Errorf("before the first: found %+v", rows[0].Gap)
	}
	var got []string
	for _, a := range rows[1:] {
		got = append(got, fmt.Sprintf("%d-%d", a.Gap.Least, a.Gap.Most))
	}
	// a3 was on 25 February at the earliest, by the lag of five days, and on 2 March at the latest
	if want := []string{"0-1", "1-6", "16-16", "0-2", "0-4"}; !slices.Equal(got, want) {
		t.Errorf("found %v, expected %v", got, want)
	}
}

func TestOccasion_differences(t *testing.T) {
	full := report("x1", "2031-03-01", leader+" Tours Works", "inspection|2031-02-28|the Bellhurst Tractor Works|"+leader+" toured the Bellhurst Tractor Works|"+suite+", companion:Zellick Ost Merin")
	other := report("x2", "2031-03-02", leader+" Tours Works", "inspection|2031-02-28|the Bellhurst Tractor Works, Sarn|"+leader+" toured the Bellhurst Tractor Works|"+suite+", companion:Rastell Ild Brisa")
	other.Outlet = "Common Banner"
	rows := grouper(t, nil, full, other).Activities(leader, "", "", occasion.Rule{Unit: occasion.ByReport})
	if len(rows) != 1 {
		t.Fatalf("found %s", says(rows))
	}
	got, _ := json.Marshal(rows[0].Differs)
	want := `[{"field":"site","report":"x2","says":"the Bellhurst Tractor Works, Sarn","kept":"the Bellhurst Tractor Works"},{"field":"people","report":"x2","says":"Rastell Ild Brisa","kept":""}]`
	if string(got) != want {
		t.Errorf("found %s\nexpected %s", got, want)
	}
}

// What is decided of a day does not change with what comes later, nor with the
// order in which reports came in.
func TestGrouper_causal(t *testing.T) {
	membership := func(g *occasion.Grouper, until string) string {
		var lines []string
		for _, o := range g.Occasions() {
			line := o.ID
			for _, one := range slices.Concat(o.Tellings, o.Back) {
				if one.Report.Published <= until {
					line += fmt.Sprintf(" %s/%d %v %s..%s", one.Report.ID, one.Number, one.News, one.First, one.Last)
				}
			}
			if o.Tellings[0].Report.Published <= until {
				lines = append(lines, line)
			}
		}
		return strings.Join(lines, "\n")
	}
	all := state()
	rand.New(rand.NewPCG(3, 5)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	whole := grouper(t, nil, all...)
	if a, b := membership(whole, "2032"), membership(grouper(t, nil, state()...), "2032"); a != b {
		t.Errorf("in another order:\n%s\nexpected\n%s", a, b)
	}
	for _, until := range []string{"2031-03-01", "2031-03-04", "2031-03-20", "2031-03-23"} {
		var cut []*holding.Report
		for _, r := range state() {
			if r.Published <= until {
				cut = append(cut, r)
			}
		}
		if a, b := membership(grouper(t, nil, cut...), until), membership(whole, until); a != b {
			t.Errorf("until %s:\n%s\nexpected\n%s", until, a, b)
		}
	}
}

func TestReconcile(t *testing.T) {
	g := grouper(t, nil, state()...)
	table, err := occasion.ParseTable("counts", []byte("count,name,n\nactivities,,8\ncompanion,Eldrun Ost Corvan,6\nsector,military,2\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := g.Reconcile(leader, "", "", table)
	if r.Nearest.Rule.Unit != occasion.BySite || r.Nearest.Off != 0 || len(r.Tried) != len(occasion.Rules()) {
		t.Errorf("found %s, off by %d: %+v", r.Nearest.Says, r.Nearest.Off, r.Nearest.Rows)
	}
	if len(r.Single) != 3 || !slices.Contains(r.Single[2], "by report, days of publication") {
		t.Errorf("rules for the sector alone: %v", r.Single[2])
	}
}

func TestParseTable(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"csv", "count,name,n\nactivities,,3\n", ""},
		{"csv in another order", "n,count,name\n3,type,drill\n", ""},
		{"json", `[{"count":"companion","name":"A Ost B","n":3}]`, ""},
		{"nothing", "", "f: expected rows of counts, found none"},
		{"no heading", "activities,,3\n", `f:1: expected a heading with count, name, n, found "activities,,3"`},
		{"no number", "count,name,n\nactivities,,many\n", `f:2: n: expected a number, found "many"`},
		{"less than nothing", "count,name,n\nactivities,,-1\n", `f:2: n: expected no less than 0, found -1`},
		{"unknown count", "count,name,n\ncompanions,A Ost B,1\n", `f:2: count: expected one of activities, companion, sector, type, found "companions"; did you mean "companion"?`},
		{"whose", "count,name,n\ncompanion,,1\n", `f:2: name: expected whose or what count it is, found ""`},
		{"too many fields", "count,n\nactivities,1,2\n", `f:2: expected 2 fields, found 3`},
		{"broken json", `[{"count":`, "f: expected a JSON array of"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := occasion.ParseTable("f", []byte(c.in))
			switch {
			case c.want == "" && err != nil:
				t.Errorf("found %v", err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("found %v, expected %s", err, c.want)
			case err != nil && rostrum.ErrorCode(err) != rostrum.CodeInvalid:
				t.Errorf("code %s", rostrum.ErrorCode(err))
			}
		})
	}
}

func FuzzParseTable(f *testing.F) {
	data, err := os.ReadFile("../../docs/examples/counts.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`[{"count":"companion","name":"A Ost B","n":3}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := occasion.ParseTable("f", data)
		if (err == nil) != (table != nil && len(table.Rows) > 0) {
			t.Errorf("%+v, %v", table, err)
		}
	})
}
