package app

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval/corpus"
	"github.com/rostrum-watch/rostrum/internal/eval/state"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/profiles"
)

// profilesOf is what one profile says of people and line-ups.
func profilesOf(t *testing.T, name string) *Profiles {
	_, k := corpus.Knowledge(t, name)
	who, err := roster.Load(profiles.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return &Profiles{
		LineUps: func(string, string) *lineup.Knowledge { return k },
		Rosters: func(string, string) *roster.Knowledge { return who },
	}
}

// goingOn is every analysis of series that goes on from a day, but for those of
// packages that test it themselves.
var goingOn = map[string]Analysis{"line-ups": LineUpAnalysis(), "roster": RosterAnalysis()}

// TestOnward_whole goes on from days drawn at random, several times in succession, and finds
// what is found from nothing.
func TestOnward_whole(t *testing.T) {
	c := state.Default
	c.Officials, c.Days, c.Each = 60, 420, 3
	seeds := uint64(3)
	if whole.Part(t) {
		seeds = 1
	}
	for seed := range seeds {
		c.Seed = seed
		s := state.Generate(c)
		reports := s.Reports
		for _, r := range s.Revisions { // later versions in the place of what they change
			v := *r.Report
			v.Versions = 2
			reports[r.Of] = &v
		}
		checkOnward(t, profilesOf(t, "vdb-en"), reports, seed, 6, goingOn)
	}
}

// TestOnward_postsWhole does the same where officials are given offices that one person
// holds and that pass from one to another: of what an office was, what is expected of
// its next holder is worked out.
func TestOnward_postsWhole(t *testing.T) {
	whole.Only(t)
	c := state.Default
	c.Officials, c.Days, c.Each = 60, 420, 3
	for seed := range uint64(2) {
		c.Seed = seed
		s := state.Generate(c)
		give(s, rand.New(rand.NewPCG(seed, 9)))
		expected := 0
		for _, f := range checkOnward(t, profilesOf(t, "vdb-en"), s.Reports, seed, 6, goingOn) {
			if strings.Contains(f.Says, "expected by office") {
				expected++
			}
		}
		if expected == 0 {
			t.Errorf("seed %d: nothing is expected by office", seed)
		}
	}
}

// give gives offices to some officials, in two of three appearances; each office
// passes to another after some months.
func give(s *state.State, rng *rand.Rand) {
	holders := map[string]string{} // who holds which
	next := map[string]string{}    // office -> the day on which it passes on
	offices := []string{"Chief Superintendent of the Council of Works", "Superintendent of Outer Affairs", "Superintendent of Roads and Rivers", "Superintendent of Home Defence",
		"head of the Bureau of Heavy Works", "head of the Bureau of Arms Works", "Warden of the War Chancery", "High Reeve of the Assembly of Hundreds"}
	for _, r := range s.Reports {
		for _, office := range offices {
			if r.Published >= next[office] {
				next[office] = holding.Plus(r.Published, 40+rng.IntN(120))
				for name, held := range holders {
					if held == office {
						delete(holders, name)
					}
				}
				if name := s.Officials[rng.IntN(len(s.Officials))]; holders[name] == "" {
					holders[name] = office
				}
			}
		}
		for i := range r.Events[0].Participants {
			a := &r.Events[0].Participants[i]
			if office := holders[*a.Name]; office != "" && rng.IntN(3) > 0 {
				a.Post, a.PostAt = &office, []rostrum.Span{{Field: a.At.Field, Start: a.At.End + 2, End: a.At.End + 2 + len(office)}}
			}
		}
	}
}

func TestOnward_samplesWhole(t *testing.T) {
	seeds := uint64(20)
	if whole.Part(t) {
		seeds = 2
	}
	s, _ := corpus.Read(t, "vdb-en", "unknown", "../../profiles/vdb-en/samples/reports.jsonl")
	for seed := range seeds {
		checkOnward(t, profilesOf(t, "vdb-en"), s.Reports, seed, 3, goingOn)
	}
}

// TestOnward_corpusWhole does the same with a year of an archive.
func TestOnward_corpusWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a year of reports")
	}
	whole.Only(t)
	s, _ := corpus.Read(t, "kcna-en", "complete", "../../../shared/corpus/kcna-2011.jsonl.gz")
	checkOnward(t, profilesOf(t, "kcna-en"), s.Reports, 1, 4, goingOn)
}

// checkOnward goes on from so many days. At each, what had come by then is all that was
// known some days later, but for reports of those days that come late. It gives what
// is found from nothing.
func checkOnward(t *testing.T, p *Profiles, reports []*holding.Report, seed uint64, times int, analyses map[string]Analysis) (found []finding.Finding) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 7))
	all := &Holdings{Profiles: p, Series: holding.SeriesOf(slices.Clone(reports))}
	for _, r := range reports { // some are cited and not held
		if rng.IntN(20) == 0 {
			for _, e := range r.Events {
				if len(e.Participants) > 0 && e.Participants[0].Name != nil {
					all.Cited = append(all.Cited, store.Cited{Day: r.Published, Quote: *e.Participants[0].Name, Report: store.ReportRef{ID: r.ID, Outlet: r.Outlet, Lang: r.Lang, Published: r.KnownOn()}})
				}
			}
		}
	}
	days := daysOf(all)
	for name, x := range analyses {
		whole := x.find(all)
		finding.Sort(whole)
		found = append(found, whole...)
		checkPortions(t, name, &x, all, seed, whole)
		var from *checkpoint
		last := -1
		for range times {
			if last+2 >= len(days) {
				break
			}
			at := last + 1 + rng.IntN(min(len(days)-last-1, 1+2*len(days)/times))
			held := came(all, days[at], days[min(at+rng.IntN(12), len(days)-1)], rng)
			if heldBy(held, &x, days[at]) != heldBy(all, &x, days[at]) {
				t.Fatalf("%s, seed %d: what comes after %s changes it", name, seed, days[at])
			}
			made, _ := x.goOn(thin(held, from), from, days[at:at+1])
			from, last = made[0], at
			sameFindings(t, name, seed, "by "+from.day, from.found, slices.DeleteFunc(slices.Clone(whole), func(f finding.Finding) bool { return f.Known > from.day }))
			_, later := x.goOn(thin(all, from), from, nil)
			sameFindings(t, name, seed, "after "+from.day, later, slices.DeleteFunc(slices.Clone(whole), func(f finding.Finding) bool { return f.Known <= from.day }))
		}
		t.Logf("%s, seed %d: %d findings in %d reports, %d bytes kept of %s", name, seed, len(whole), len(reports), len(from.state), from.day)
	}
	return found
}

// goOn finds on from a checkpoint, or from nothing, and stops for another one on days.
func (x *Analysis) goOn(h *Holdings, from *checkpoint, days []string) (made []*checkpoint, later []finding.Finding) {
	g := x.going(from, days)
	g.made = func(c *checkpoint) error { made = append(made, c); return nil }
	if err := g.through(h, holding.End); err != nil {
		panic(err)
	}
	return made, g.later
}

// came is what of some holdings had come when all was known by a day, most by another.
func came(all *Holdings, day, until string, rng *rand.Rand) *Holdings {
	h := &Holdings{Profiles: all.Profiles, Cited: citedUntil(all.Cited, until)}
	var reports []*holding.Report
	for _, s := range all.Series {
		for _, r := range s.Reports {
			if r.Published <= day || r.KnownOn() <= until && rng.IntN(3) > 0 {
				reports = append(reports, r)
			}
		}
	}
	h.Series = holding.SeriesOf(reports)
	return h
}

// thin leaves of what was known by a checkpoint the heads.
func thin(all *Holdings, from *checkpoint) *Holdings {
	if from == nil {
		return all
	}
	h := *all
	var reports []*holding.Report
	for _, s := range all.Series {
		for _, r := range s.Reports {
			if r.KnownOn() <= from.day {
				r = &holding.Report{ID: r.ID, Outlet: r.Outlet, Lang: r.Lang, Topic: r.Topic, Published: r.Published, Known: r.Known, Version: r.Version,
					Versions: r.Versions, Reading: r.Reading, Kind: r.Kind, Status: r.Status, Headline: r.Headline, Coverage: r.Coverage}
			}
			reports = append(reports, r)
		}
	}
	full := map[string]*holding.Report{}
	for _, s := range all.Series {
		for _, r := range s.Reports {
			full[r.ID] = r
		}
	}
	h.again = func(r *holding.Report) *holding.Report { return full[r.ID] }
	h.Series, h.Thin = holding.SeriesOf(reports), from.day
	return &h
}

func sameFindings(t *testing.T, name string, seed uint64, when string, got, want []finding.Finding) {
	t.Helper()
	got = slices.Clone(got)
	finding.Sort(got)
	for i := range max(len(got), len(want)) {
		var a, b []byte
		if i < len(got) {
			a, _ = json.Marshal(got[i])
		}
		if i < len(want) {
			b, _ = json.Marshal(want[i])
		}
		if string(a) != string(b) {
			t.Fatalf("%s, seed %d: what is known %s: finding %d\nfound    %s\nexpected %s", name, seed, when, i, a, b)
		}
	}
}
