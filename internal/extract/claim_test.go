package extract_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

// claiming is a report with an act that a formula finds, a plan claim, and a sentence
// of which no rule makes anything.
var claiming = &rostrum.Report{Outlet: "VDB", Published: "2031-04-18", Title: "First Steward Visits Weir",
	Text: "Aldermoor, April 18 Union 84 (VDB) -- Torvane Ost Halric, First Steward of the People's Union, made a tour of counsel at the Orlmouth Shipyard on Thursday.\nHe highly praised the carpenters for their great feats and shining example.\nThe shipyard overfulfilled its plan for the first quarter.\nThe lanterns stood along the quay.\n"}

// claims lists the acts and plan claims of a report as "praise who: how", by points.
func claims(e *extract.Engine) []string {
	x := apply(e, claiming)
	var out []string
	for _, a := range x.Acts {
		out = append(out, a.Act+" "+a.Speaker+": "+a.Formula)
	}
	for _, p := range x.Plans {
		out = append(out, "plan "+p.Status)
	}
	return out
}

// TestEngine_claimPoints: what rules find is a sign like others; points add acts and
// take back acts and plan claims, and without points the rules alone decide.
func TestEngine_claimPoints(t *testing.T) {
	rules := claims(pointedBy(t, profile.ClaimPointsFile, ""))
	if len(rules) != 2 || rules[1] != "plan overfulfilled" {
		t.Fatalf("expected an act and a plan claim, found %q", rules)
	}
	// what rules find stays, where nothing else is known
	const keep = "found:praise\t0 100 0 0 0 0 0\nfound:plan\t0 0 0 0 0 0 100\nkind:any\t-50 -50 -50 -50 -50 -50 -50\n"
	for _, c := range []struct {
		name, points string
		want         []string
	}{
		{"as the rules", keep, rules},
		{"an act taken back", keep + "within:carpenters\t0 -51 0 0 0 0 0\n", rules[1:]},
		{"one short of it", keep + "within:carpenters\t0 -49 0 0 0 0 0\n", rules},
		{"a plan claim taken back", keep + "within:quarter\t0 0 0 0 0 0 -51\n", rules[:1]},
		{"no plan claim without a formula", keep + "within:lanterns\t0 0 0 0 0 0 900\n", rules},
		{"an act that no rule finds", keep + "within:lanterns\t0 0 0 51 0 0 0\n", []string{rules[0], "threat VDB: points", rules[1]}},
		{"by words in a row", keep + "shape:the quay\t51 0 0 0 0 0 0\n", []string{rules[0], "directive VDB: points", rules[1]}},
		{"by what the sentence before holds", keep + "before:plan\t0 0 51 0 0 0 0\n", []string{rules[0], "criticism VDB: points", rules[1]}},
		{"praise is the outlet's own where it tells", "kind:any\t-50 -50 -50 -50 -50 -50 -50\nwithin:tour\t0 51 0 0 0 0 0\nfound:plan\t0 0 0 0 0 0 100\nfound:praise\t0 100 0 0 0 0 0\n", []string{"praise VDB: points", rules[0], rules[1]}},
		{"a pledge is his of whom the outlet tells", keep + "within:feats\t0 0 0 0 51 0 0\n", []string{rules[0], "pledge Torvane Ost Halric: points", rules[1]}},
	} {
		if got := claims(pointedBy(t, profile.ClaimPointsFile, c.points)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestEngine_claimPoints_explained: a trace tells what points added or took back, and by
// which signs, but for the one that every sentence has.
func TestEngine_claimPoints_explained(t *testing.T) {
	e := pointedBy(t, profile.ClaimPointsFile, "kind:any\t-10 -10 -10 -10 -10 -10 -10\nfound:praise\t0 60 0 0 0 0 0\nwithin:carpenters\t0 -70 0 0 0 0 0\nwithin:lanterns\t0 0 0 51 0 0 0\n")
	trace := e.Explain(claiming, &rostrum.Extraction{Title: claiming.Title, Published: claiming.Published})
	for _, want := range []string{"no praise by points (within:carpenters +0.70)", "threat by points (within:lanterns +0.51)", "no plan by points (nothing else speaks for it)"} {
		if !slices.ContainsFunc(trace.Steps, func(s extract.Step) bool { return strings.Contains(s.Outcome, want) }) {
			t.Errorf("no step tells %q: %v", want, trace.Steps)
		}
	}
}

// TestEngine_Signs_claims: every sentence has signs for what it holds, taken before
// points decide, that a file of points can hold.
func TestEngine_Signs_claims(t *testing.T) {
	e := pointedBy(t, profile.ClaimPointsFile, "kind:any\t-99 -99 -99 -99 -99 -99 -99\n")
	signed := e.Signs(claiming)
	for i, want := range [][]string{
		{"kind:any", "opens:torvane", "within:shipyard"},
		{"found:praise", "before:nothing", "kind:voice own"},
		{"found:plan", "before:praise", "shape:first quarter"},
		{"before:plan", "within:lanterns"},
	} {
		for _, name := range want {
			if !slices.ContainsFunc(signed[i].Claims, func(s extract.Sign) bool { return s.Name == name }) {
				t.Errorf("sentence %d has no sign %s: %v", i, name, signed[i].Claims)
			}
		}
	}
}
