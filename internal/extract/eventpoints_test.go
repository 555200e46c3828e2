package extract_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

// happening is a report with a visit that a formula finds, a line-up, and sentences of
// which no rule makes an event.
var happening = &rostrum.Report{Outlet: "VDB", Published: "2031-04-18", Title: "First Steward Visits Weir",
	Text: "Aldermoor, April 18 Union 84 (VDB) -- Torvane Ost Halric, First Steward of the People's Union, made a tour of counsel at the Orlmouth Shipyard on Thursday.\nBrannoc Ost Ludrik planted a lantern on Wednesday.\nThe lanterns stood along the quay.\n"}

// sitting is one with a meeting that names nobody.
var sitting = &rostrum.Report{Outlet: "VDB", Published: "2031-04-18", Title: "Session Opens",
	Text: "Aldermoor, April 18 Union 84 (VDB) -- The spring session of the Assembly of Hundreds opened at the Hall of Hundreds in Aldermoor on Thursday.\nThe lanterns stood along the quay.\n"}

// events lists those of a report as "type date who: formula".
func events(e *extract.Engine, r *rostrum.Report) []string {
	x := apply(e, r)
	var out []string
	for _, ev := range x.Events {
		s := ev.Type
		if ev.Date != nil {
			s += " " + *ev.Date
		}
		for _, p := range ev.Participants {
			if p.Name != nil {
				s += " " + *p.Name + " " + p.Role
			}
		}
		out = append(out, s+": "+ev.Formula)
	}
	return out
}

// TestEngine_eventPoints: what rules find is a sign like others; points add, change and
// take back events, and without points the rules alone decide.
func TestEngine_eventPoints(t *testing.T) {
	rules := events(pointedBy(t, profile.EventPointsFile, ""), happening)
	const visit = "2031-04-17 Torvane Ost Halric principal: vdb.inspection.counsel"
	if !slices.Equal(rules, []string{"inspection " + visit}) {
		t.Fatalf("expected a visit, found %q", rules)
	}
	// what rules find stays, where nothing else is known; columns: statement, ceremony,
	// meeting, message, performance, diplomacy, inspection, banquet
	const keep = "found:inspection\t0 0 0 0 0 0 100 0\nfound:meeting\t0 0 100 0 0 0 0 0\nkind:any\t-50 -50 -50 -50 -50 -50 -50 -50\n"
	const planted = "ceremony 2031-04-16 Brannoc Ost Ludrik attendee: points"
	for _, c := range []struct {
		name, points string
		report       *rostrum.Report
		want         []string
	}{
		{"as the rules", keep, happening, rules},
		{"an event that no rule finds", keep + "within:planted\t0 51 0 0 0 0 0 0\n", happening, []string{rules[0], planted}},
		{"one short of it", keep + "within:planted\t0 50 0 0 0 0 0 0\n", happening, rules},
		{"by words in a row", keep + "shape:a lantern\t0 51 0 0 0 0 0 0\n", happening, []string{rules[0], planted}},
		{"a statement has its author at the centre", keep + "within:planted\t51 0 0 0 0 0 0 0\n", happening, []string{rules[0], "statement 2031-04-16 Brannoc Ost Ludrik principal: points"}},
		{"guests are met", keep + "within:thanked\t0 0 0 0 0 51 0 0\n", &rostrum.Report{Outlet: "VDB", Published: "2031-04-18", Title: "Lanterns", Text: "The weavers thanked Brannoc Ost Ludrik on Wednesday.\n"},
			[]string{"diplomacy 2031-04-16 Brannoc Ost Ludrik counterpart: points"}},
		{"guests are led by somebody", keep + "within:came\t0 0 0 0 0 51 0 0\n", &rostrum.Report{Outlet: "VDB", Published: "2031-04-18", Title: "Lanterns", Text: "The weavers headed by Brannoc Ost Ludrik came on Wednesday.\n"},
			[]string{"diplomacy 2031-04-16 Brannoc Ost Ludrik principal: points"}},
		{"changed, with its people", keep + "within:tour\t0 0 51 0 0 0 -60 0\n", happening, []string{"meeting " + visit}},
		{"a visit is one of guests", keep + "within:tour\t0 0 0 0 0 -90 -60 0\n", happening, []string{"diplomacy " + visit}},
		{"not taken back where it names people", keep + "within:tour\t0 0 0 0 0 -900 -60 0\n", happening, rules},
		{"taken back where it names none", keep + "within:spring\t0 0 -60 0 0 0 0 0\n", sitting, nil},
		{"changed where it names none", keep + "within:spring\t0 51 -60 0 0 0 0 0\n", sitting, []string{"ceremony 2031-04-17: vdb.occasion.session"}},
		{"not beside another by little", keep + "within:spring\t0 150 0 0 0 0 0 0\n", sitting, []string{"meeting 2031-04-17: vdb.occasion.session"}},
		{"beside another by much", keep + "within:spring\t0 151 0 0 0 0 0 0\n", sitting, []string{"meeting 2031-04-17: vdb.occasion.session", "ceremony 2031-04-17: points"}},
		{"where a leader was only rules tell", keep + "within:tour\t0 0 151 0 0 0 0 0\n", happening, rules},
		{"by what was told before", keep + "before:inspection\t0 51 0 0 0 0 0 0\nwithin:stood\t0 -60 0 0 0 0 0 0\n", happening, []string{rules[0], planted}},
	} {
		if got := events(pointedBy(t, profile.EventPointsFile, c.points), c.report); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestEngine_eventPoints_explained: a trace tells what points added, changed or took
// back, and by which signs, but for the one that every sentence has.
func TestEngine_eventPoints_explained(t *testing.T) {
	for points, want := range map[string]string{
		"within:spring\t0 151 0 0 0 0 0 0\nfound:meeting\t0 0 60 0 0 0 0 0\n":   "event ceremony by points (within:spring +1.51)",
		"within:spring\t0 51 0 0 0 0 0 0\nwithin:hundreds\t0 0 -70 0 0 0 0 0\n": "ceremony, no meeting by points (within:spring +0.51)",
		"within:hundreds\t0 0 -70 0 0 0 0 0\nfound:meeting\t0 0 60 0 0 0 0 0\n": "no meeting by points (within:hundreds +0.70)",
	} {
		const any = "kind:any\t-10 -10 -10 -10 -10 -10 -10 -10\n"
		trace := pointedBy(t, profile.EventPointsFile, any+points).Explain(sitting, &rostrum.Extraction{Title: sitting.Title, Published: sitting.Published})
		if !slices.ContainsFunc(trace.Steps, func(s extract.Step) bool { return strings.Contains(s.Outcome, want) }) {
			t.Errorf("no step tells %q: %v", want, trace.Steps)
		}
	}
}

// TestEngine_EventSigns: every sentence has signs for what it tells, taken before points
// decide, that a file of points can hold.
func TestEngine_EventSigns(t *testing.T) {
	e := pointedBy(t, profile.EventPointsFile, "kind:any\t-99 -99 -99 -99 -99 -99 -99 -99\n")
	signed := e.EventSigns(happening)
	if len(signed) != 3 {
		t.Fatalf("%d sentences, want 3", len(signed))
	}
	for i, want := range [][]string{
		{"kind:any", "opens:torvane", "within:shipyard", "found:inspection", "found:inspection vdb.inspection.counsel", "found:inspection named", "before:nothing", "state:at 0 many", "title:weir"},
		{"before:inspection", "before:next inspection", "shape:<name> planted", "state:at 1"},
		{"before:inspection", "within:lanterns", "state:at 2 none"},
	} {
		for _, name := range want {
			if !slices.ContainsFunc(signed[i].Signs, func(s extract.Sign) bool { return s.Name == name }) {
				t.Errorf("sentence %d has no sign %s: %v", i, name, signed[i].Signs)
			}
		}
	}
}
