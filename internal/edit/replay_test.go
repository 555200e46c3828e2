package edit_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/edit"
	"github.com/rostrum-watch/rostrum/internal/eval/purge"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

// reading makes material of reports as they were captured.
type reading struct {
	engine    *extract.Engine
	m         edit.Material
	histories map[string]*holding.History
	versions  map[string][]*holding.Report
	coverage  string
}

func newReading(t testing.TB) *reading {
	t.Helper()
	p, err := profile.Load(profiles.FS, "vdb-en")
	if err != nil {
		t.Fatal(err)
	}
	return &reading{engine: extract.New(p), histories: map[string]*holding.History{}, versions: map[string][]*holding.Report{}, coverage: "unknown"}
}

// add takes a report as it was captured.
func (g *reading) add(r *rostrum.Report) {
	h := g.histories[r.ID]
	if h == nil {
		h = &holding.History{Report: r.ID, Outlet: r.Outlet, Lang: r.Lang, Published: r.Published}
		g.histories[r.ID] = h
		g.m.Histories = append(g.m.Histories, h)
	}
	version := r.Version()
	h.Captures = append(h.Captures, holding.Capture{At: r.Retrieved, Version: version, Coverage: g.coverage})
	if !slices.ContainsFunc(g.versions[r.ID], func(v *holding.Report) bool { return v.Version == version }) {
		x := g.extraction(r)
		g.versions[r.ID] = append(g.versions[r.ID], &holding.Report{ID: r.ID, Outlet: r.Outlet, Lang: r.Lang, Published: r.Published, Known: max(r.Published, r.Retrieved),
			Title: r.Title, Text: r.Text, Version: version, Events: x.Events, Plans: x.Plans, Acts: x.Acts, Mentions: x.Mentions, Coverage: g.coverage})
	}
}

func (g *reading) extraction(r *rostrum.Report) *rostrum.Extraction {
	x := &rostrum.Extraction{ID: r.ID, Outlet: r.Outlet, Lang: "en", Published: r.Published, Title: r.Title, Text: &r.Text}
	g.engine.Extract(r, x)
	return x
}

// material is what was added, as a store gives it.
func (g *reading) material() *edit.Material {
	g.m.Reports, g.m.Versions = nil, nil
	for _, h := range g.m.Histories {
		h.Sort()
		all := g.versions[h.Report]
		last := h.Captures[len(h.Captures)-1].Version
		for _, v := range all {
			v.Versions = len(all)
			if v.Version == last {
				g.m.Reports = append(g.m.Reports, v)
			}
		}
		if len(all) > 1 {
			g.m.Versions = append(g.m.Versions, all...)
		}
	}
	return &g.m
}

// compare fills in what pairs differ in.
func (g *reading) compare(pairs []*edit.Pair) []*edit.Pair {
	version := func(r *holding.Report) (*rostrum.Extraction, *diff.Version) {
		x := &rostrum.Extraction{ID: r.ID, Title: r.Title, Text: &r.Text, Events: r.Events, Plans: r.Plans, Acts: r.Acts, Mentions: r.Mentions}
		o := extract.NewOutline(g.engine.Profile(), &rostrum.Report{Title: r.Title, Text: r.Text, Published: r.Published})
		numbers := make([]diff.Number, 0, len(o.Numbers))
		for _, n := range o.Numbers {
			numbers = append(numbers, diff.Number(n))
		}
		return x, diff.Read(x, o.Sentences, numbers)
	}
	for _, p := range pairs {
		was, old := version(p.Old)
		is, new := version(p.New)
		p.Diff = diff.Compare(old, new)
		p.Diff.Facts = diff.CompareRecords(was, is)
	}
	return pairs
}

// TestReplay plays a purge: each edit is found, of the kind that it is; each removed
// name is one finding over exactly the reports that lost it; each withdrawn report is
// found, and nothing else.
func TestReplay(t *testing.T) {
	for _, p := range []purge.Plan{
		{Seed: 1, Reports: 2000, Edits: 100, Purged: 60, Withdrawn: 15, Crawl: 1},
		{Seed: 2, Reports: 2000, Edits: 100, Purged: 60, Withdrawn: 15, Crawl: 3},
		{Seed: 3, Reports: 400, Edits: 0, Purged: 0, Withdrawn: 0, Crawl: 2},
	} {
		t.Run(fmt.Sprint(p), func(t *testing.T) {
			a := purge.Make(p)
			g := newReading(t)
			for _, r := range a.First {
				g.add(r)
			}
			for _, r := range a.Second {
				g.add(r)
			}
			m := g.material()
			pairs := g.compare(edit.Pairs(m))
			found := map[string]string{}
			for _, pair := range pairs {
				if pair.Diff.Changed() {
					found[pair.New.ID] = strings.Join(slices.Sorted(maps.Keys(pair.Diff.Meaning)), " ")
				}
			}
			for id, kind := range a.Edited {
				if !strings.Contains(found[id], kind) {
					t.Errorf("%s: expected %s, found %q", id, kind, found[id])
				}
				delete(found, id)
			}
			for id, kinds := range found {
				t.Errorf("%s: found %q, but nothing was edited", id, kinds)
			}
			check(t, a, edit.Findings(m, pairs), p.Crawl)
		})
	}
}

// check holds findings against what was done.
func check(t *testing.T, a *purge.Archive, all []finding.Finding, crawl int) {
	t.Helper()
	removed := map[string][]string{}
	var withdrawn, told []string
	for _, f := range all {
		var reports []string
		for _, e := range f.Evidence {
			reports = append(reports, e.Report)
		}
		slices.Sort(reports)
		switch f.Kind {
		case edit.KindNameRemoved, edit.KindNameReplaced:
			if crawl == 1 && removed[f.Subject] != nil {
				t.Errorf("%s is told of twice", f.Subject)
			}
			removed[f.Subject] = reports // a later day's holds those before
		case edit.KindWithdrawn:
			withdrawn = append(withdrawn, reports...)
		case edit.KindEdit:
			told = append(told, f.Subject)
			if a.Edited[f.Subject] == "" {
				t.Errorf("%s was not edited: %s", f.Subject, f.Says)
			}
		default:
			t.Errorf("found %s %s: %s", f.Kind, f.Subject, f.Says)
		}
	}
	slices.Sort(withdrawn)
	if got, want := fmt.Sprint(withdrawn), fmt.Sprint(a.Withdrawn); got != want {
		t.Errorf("withdrawn\nfound    %s\nexpected %s", got, want)
	}
	if got, want := fmt.Sprint(removed), fmt.Sprint(a.Removed); got != want {
		t.Errorf("removed\nfound    %s\nexpected %s", got, want)
	}
	// what the removal of a name explains is told with it, or, where the capture
	// took days, before there were enough
	explained := map[string]bool{}
	for _, list := range a.Removed {
		for _, id := range list {
			explained[id] = true
		}
	}
	single := 0
	for _, id := range told {
		if explained[id] {
			single++
			if crawl == 1 {
				t.Errorf("%s is told of by itself", id)
			}
		}
	}
	if want := len(a.Edited) - len(explained); len(told)-single != want || crawl == 1 && single > 0 || single > len(explained)/2 {
		t.Errorf("found %d edits by themselves and %d of purged names, expected %d and none", len(told)-single, single, want)
	}
}

// TestFindings_causal holds that nothing changes what was known on a day, and that
// the order of material plays no part.
func TestFindings_causal(t *testing.T) {
	a := purge.Make(purge.Plan{Seed: 4, Reports: 600, Edits: 60, Purged: 30, Withdrawn: 6, Crawl: 4})
	g := newReading(t)
	for _, r := range a.First {
		g.add(r)
	}
	for _, r := range a.Second {
		g.add(r)
	}
	// some are there again later, and some texts are as they were
	for i, r := range a.First {
		if i >= 80 && !slices.Contains(a.Withdrawn[3:], r.ID) {
			continue
		}
		again := *r
		again.Retrieved = fmt.Sprintf("2032-03-%02d", 1+i%3)
		g.add(&again)
	}
	m := g.material()
	pairs := g.compare(edit.Pairs(m))
	whole := edit.Findings(m, pairs)
	days := map[string]bool{}
	for _, f := range whole {
		days[f.Known] = true
	}
	if !slices.ContainsFunc(whole, func(f finding.Finding) bool { return f.Kind == edit.KindReturned }) {
		t.Error("no withdrawn report was found again")
	}
	for day := range days {
		var known []finding.Finding
		for _, f := range whole {
			if f.Known <= day {
				known = append(known, f)
			}
		}
		u := m.Until(day)
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(u.Histories), func(i, j int) { u.Histories[i], u.Histories[j] = u.Histories[j], u.Histories[i] })
		if got, want := encoded(t, edit.Findings(u, g.compare(edit.Pairs(u)))), encoded(t, known); got != want {
			t.Errorf("known on %s\nfound    %.2000s\nexpected %.2000s", day, got, want)
		}
	}
	for _, f := range whole {
		for _, e := range f.Evidence {
			if quote, ok := passage(m, e); !ok || quote != e.Quote || quote == "" {
				t.Fatalf("%s %s: evidence %+v opens %q", f.Kind, f.Subject, e, quote)
			}
		}
		if f.Says == "" || f.Rule == "" || f.Coverage.Denominator == "" || f.Coverage.Reports == 0 || f.Coverage.Coverage == "" {
			t.Fatalf("%s %s lacks something: %+v", f.Kind, f.Subject, f)
		}
	}
}

func passage(m *edit.Material, e finding.Evidence) (string, bool) {
	for _, list := range [][]*holding.Report{m.Versions, m.Reports} {
		for _, r := range list {
			if r.ID == e.Report && r.Version == e.Version {
				field := r.Title
				if e.At.Field == rostrum.FieldText {
					field = r.Text
				}
				return field[e.At.Start:e.At.End], true
			}
		}
	}
	return "", false
}

func encoded(t *testing.T, all []finding.Finding) string {
	t.Helper()
	b, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
