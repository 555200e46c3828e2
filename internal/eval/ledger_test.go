package eval

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/occasion"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/profiles"

	rostrum "github.com/rostrum-watch/rostrum"
)

// ledger is one person's activities as a reader counted them.
type ledger struct {
	Leader, From, To string
	Rows             []struct {
		Reports    []string
		Spanish    []string
		Companions []string
	}
}

// grouped forms the occasions of the corpora, without links between reports.
var grouped = sync.OnceValues(func() (*occasion.Grouper, error) {
	know, err := occasion.Load(profiles.FS, "kcna-en")
	if err != nil {
		return nil, err
	}
	read, err := held()
	if err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(slices.Clone(read), func(r *holding.Report) bool { return r.Published == "" })
	slices.SortFunc(all, func(a, b *holding.Report) int { return strings.Compare(a.ID, b.ID) })
	holding.Sort(all)
	who, err := roster.Load(profiles.FS, "kcna-en")
	if err != nil {
		return nil, err
	}
	roll := roster.New(who, nil)
	roll.Add(all...)
	g := occasion.NewGrouper(func(string, string) *occasion.Knowledge { return know }, nil)
	g.People = func(string, string) occasion.People { return roll.Own() }
	texts := map[string]bool{}
	for _, r := range all {
		if key := r.Published + r.Title + r.Text; !texts[key] { // a store has it once
			texts[key] = true
			g.Add(r)
		}
	}
	return g, nil
})

// TestLedgers_whole holds what is counted as activities against ledgers that were made
// by reading; precision and recall are of rows, F1 of pairs of row and companion.
func TestLedgers_whole(t *testing.T) {
	whole.Only(t)
	if testing.Short() {
		t.Skip("reads two corpora")
	}
	if _, err := os.Stat(sharedDir + "/corpus/kcna-2011.jsonl.gz"); err != nil {
		t.Skip("no corpora in ../shared")
	}
	g, err := grouped()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file                  string
		precision, recall, f1 float64
	}{
		{sharedDir + "/gold/ledger-2011q1.json", 0.97, 0.97, 0.97},
		{"ledgers/kim-jong-il-2011-04-09.json", 0.97, 0.98, 0.98},
		{"ledgers/kim-jong-il-2011-10-12.json", 0.97, 0.97, 0.98},
		{"ledgers/kim-jong-un-2011-12.json", 0.94, 0.94, 0.98},
		{"ledgers/kim-jong-un-2024.json", 0.95, 0.95, 0.98},
		{"ledgers/choe-yong-rim-2011q2.json", 0.95, 0.95, 0.97},
		{"ledgers/choe-yong-rim-2011h2.json", 0.95, 0.95, 0.97},
		{"ledgers/choe-yong-rim-2011q1.json", 0.95, 0.95, 0.97},
		{"ledgers/kim-yong-nam-2011q2.json", 0.95, 0.95, 0.97},
		{"ledgers/kim-yong-nam-2011q3.json", 0.95, 0.95, 0.97},
		{"ledgers/kim-yong-nam-2011q4.json", 0.95, 0.94, 0.90},
	} {
		t.Run(strings.TrimSuffix(filepath.Base(c.file), ".json"), func(t *testing.T) {
			l := readLedger(t, c.file)
			rows := g.Activities(l.Leader, l.From, l.To, occasion.Rule{Unit: occasion.ByReport})
			left := slices.Clone(rows)
			pairs, both, ours, theirs := 0, 0, 0, 0
			for _, want := range l.Rows {
				i := slices.IndexFunc(left, func(a occasion.Activity) bool {
					return slices.ContainsFunc(a.Reports, func(id string) bool { return slices.Contains(want.Reports, id) })
				})
				if i < 0 {
					t.Logf("missing %v", want.Reports)
					continue
				}
				pairs++
				for _, name := range want.Companions {
					if slices.ContainsFunc(left[i].Companions, func(c string) bool { return occasion.Key(c) == occasion.Key(name) }) {
						both++
					} else {
						t.Logf("%v: without %s", want.Reports, name)
					}
				}
				for _, name := range left[i].Companions {
					if !slices.ContainsFunc(want.Companions, func(c string) bool { return occasion.Key(c) == occasion.Key(name) }) {
						t.Logf("%v: %s besides", want.Reports, name)
					}
				}
				ours, theirs = ours+len(left[i].Companions), theirs+len(want.Companions)
				left = slices.Delete(left, i, i+1)
			}
			for _, a := range left {
				t.Logf("besides %v", a.Reports)
			}
			precision, recall := float64(pairs)/float64(len(rows)), float64(pairs)/float64(len(l.Rows))
			f1 := 2 * float64(both) / float64(ours+theirs)
			t.Logf("%d rows of %d, precision %.3f, recall %.3f, companions %.3f", pairs, len(l.Rows), precision, recall, f1)
			if precision < c.precision || recall < c.recall || f1 < c.f1 {
				t.Errorf("expected precision %.2f, recall %.2f, companions %.2f at least", c.precision, c.recall, c.f1)
			}
		})
	}
}

// TestLedgers_countsWhole holds the ways of counting against what the ministry of
// another state published of the first quarter of 2011: 35 activities, 45 by
// site, and how often five people were with him.
func TestLedgers_countsWhole(t *testing.T) {
	whole.Only(t)
	if testing.Short() {
		t.Skip("reads two corpora")
	}
	if _, err := os.Stat(sharedDir + "/corpus/kcna-2011.jsonl.gz"); err != nil {
		t.Skip("no corpora in ../shared")
	}
	g, err := grouped()
	if err != nil {
		t.Fatal(err)
	}
	const leader, from, to = "Kim Jong Il", "2011-01-01", "2011-03-31"
	for _, c := range []struct {
		rule occasion.Rule
		want int
		off  int
	}{
		{occasion.Rule{Unit: occasion.ByReport}, 35, 0},
		{occasion.Rule{Unit: occasion.BySite}, 45, 0},
		{occasion.Rule{Unit: occasion.ByReport, Apart: []string{rostrum.TypeBanquet}}, 38, 1},
	} {
		if n := len(g.Activities(leader, from, to, c.rule)); n < c.want-c.off || n > c.want+c.off {
			t.Errorf("%s: found %d, expected %d", c.rule, n, c.want)
		}
	}
	table := &occasion.Table{Rows: []occasion.Outside{
		{Count: occasion.CountActivities, N: 35}, {Count: occasion.CountCompanion, Name: "Kim Kyong Hui", N: 28}, {Count: occasion.CountCompanion, Name: "Kim Ki Nam", N: 24},
		{Count: occasion.CountCompanion, Name: "Kim Jong Un", N: 22}, {Count: occasion.CountCompanion, Name: "Thae Jong Su", N: 22}, {Count: occasion.CountCompanion, Name: "Jang Song Thaek", N: 20},
	}}
	r := g.Reconcile(leader, from, to, table)
	if r.Nearest.Rule.Unit != occasion.ByReport || r.Nearest.Rule.Event || r.Nearest.Off > 2 {
		t.Errorf("the nearest rule is %s, off by %d", r.Nearest.Says, r.Nearest.Off)
	}
	for _, row := range r.Nearest.Rows {
		if row.Differs < -1 || row.Differs > 1 {
			t.Errorf("%s %s: found %d, expected %d", row.Count, row.Name, row.Ours, row.N)
		}
	}
}

func readLedger(t *testing.T, file string) *ledger {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	l := &ledger{}
	if strings.HasPrefix(strings.TrimSpace(string(data)), "[") { // the one in ../shared is a list
		l.Leader, l.From, l.To = "Kim Jong Il", "2011-01-01", "2011-03-31"
		err = json.Unmarshal(data, &l.Rows)
	} else {
		err = json.Unmarshal(data, l)
	}
	if err != nil {
		t.Fatal(err)
	}
	return l
}
