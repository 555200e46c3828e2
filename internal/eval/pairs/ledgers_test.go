package pairs

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/eval"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/language"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/ledger/notice"
	"github.com/rostrum-watch/rostrum/internal/ledger/plan"
	"github.com/rostrum-watch/rostrum/internal/ledger/pronouncement"
	"github.com/rostrum-watch/rostrum/internal/ledger/weapon"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

// read holds the English reports of the corpora with their records, as analyses
// read them, once they were read.
var read struct {
	sync.Once
	series *holding.Series
}

// archive reads the corpora whole; the tests that need it are skipped where there
// are none.
func archive(t *testing.T) *holding.Series {
	t.Helper()
	whole.Only(t)
	names, err := filepath.Glob("../../../../shared/corpus/kcna-20*.jsonl.gz")
	if err != nil || len(names) == 0 {
		t.Skip("no corpora in ../shared")
	}
	read.Do(func() {
		all := map[string]*rostrum.Report{} // by id, of several captures the first
		for _, name := range names {
			reports, err := eval.ReadReports(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range reports {
				if all[r.ID] == nil {
					all[r.ID] = r
				}
			}
		}
		engine, recogniser := reading(t)
		reports := make(chan *rostrum.Report)
		var held []*holding.Report
		var mutex sync.Mutex
		var workers sync.WaitGroup
		for range runtime.GOMAXPROCS(0) {
			workers.Go(func() {
				for r := range reports {
					if recogniser.Recognise(r.Title, r.Text) != engine.Profile().Lang {
						continue
					}
					x := &rostrum.Extraction{ID: r.ID, Version: r.Version()}
					engine.Extract(r, x)
					mutex.Lock()
					held = append(held, &holding.Report{ID: r.ID, Outlet: r.Outlet, Lang: engine.Profile().Lang, Published: r.Published, Known: r.Published, Title: r.Title, Text: r.Text, Version: x.Version,
						Kind: x.Kind, Coverage: "unknown", Events: x.Events, Plans: x.Plans, Acts: x.Acts, Mentions: x.Mentions})
					mutex.Unlock()
				}
			})
		}
		for _, r := range all {
			reports <- r
		}
		close(reports)
		workers.Wait()
		read.series = holding.SeriesOf(held)[0]
	})
	return read.series
}

// reading gives the engine of the corpora, and who tells languages.
func reading(t *testing.T) (*extract.Engine, *language.Recogniser) {
	t.Helper()
	p, err := profile.Load(profiles.FS, "kcna-en")
	if err != nil {
		t.Fatal(err)
	}
	recogniser, err := language.New(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	return extract.New(p), recogniser
}

func ledgerTerms(t *testing.T) (*ledger.Terms, ledger.Dates) {
	t.Helper()
	terms, err := ledger.LoadTerms(profiles.FS, "kcna-en")
	if err != nil {
		t.Fatal(err)
	}
	engine, _ := reading(t)
	return terms, func(passage, published string) []ledger.Dated {
		var all []ledger.Dated
		for _, d := range extract.Days(engine.Profile(), passage, published) {
			all = append(all, ledger.Dated(d))
		}
		return all
	}
}

// figures are how many of the pairs that a ledger takes for one are, and how many of
// those that are it takes for one.
type figures struct{ right, found, all, gone int }

// good tells whether enough of what was found is right, and enough of all found.
func (f figures) good(precision, recall float64) bool {
	return float64(f.right) >= precision*float64(f.found) && float64(f.right) >= recall*float64(f.all) && f.gone*4 <= f.all+f.gone
}

// pairs holds the entries of a ledger against pairs that were judged by reading.
func pairs(t *testing.T, sample string, in map[string][]string) figures {
	t.Helper()
	var verdicts map[string]string
	data, err := os.ReadFile("../samples/" + sample + ".verdicts.json")
	if err == nil {
		err = json.Unmarshal(data, &verdicts)
	}
	if err != nil {
		t.Fatal(err)
	}
	var f figures
	for pair, verdict := range verdicts {
		ids := strings.Fields(pair)
		same := slices.ContainsFunc(in[ids[0]], func(e string) bool { return slices.Contains(in[ids[1]], e) })
		switch {
		case verdict == "either":
			continue
		case len(in[ids[0]]) == 0 || len(in[ids[1]]) == 0:
			t.Logf("gone: %s", pair) // the engine reads another passage now, or the ledger leaves it out
			if verdict == "same" {
				f.gone++
			}
			continue
		case verdict == "same" && same:
			f.right++
		case verdict == "same":
			t.Logf("parted: %s", pair)
		case same:
			t.Logf("joined: %s", pair)
		}
		if same {
			f.found++
		}
		if verdict == "same" {
			f.all++
		}
	}
	t.Logf("%s: precision %d of %d, recall %d of %d; %d gone", sample, f.right, f.found, f.right, f.all, f.gone)
	return f
}

// TestLedger_plansWhole holds what is linked into one plan against readers, and facts of
// 2011 that anybody can look up in the reports.
func TestLedger_plansWhole(t *testing.T) {
	s := archive(t)
	terms, _ := ledgerTerms(t)
	l := plan.Read(terms, s)
	in := map[string][]string{}
	named := map[string]*plan.Entry{}
	for _, e := range l.Entries() {
		for _, c := range e.Claims {
			at := fmt.Sprintf("%s:%d", c.Report, c.At.Start)
			in[at] = append(in[at], e.ID)
		}
		if old := named[e.Name]; old == nil || e.Reports > old.Reports {
			named[e.Name] = e
		}
	}
	for _, sample := range []string{"plan-pairs", "plan-pairs-2"} {
		if f := pairs(t, sample, in); !f.good(0.9, 0.75) {
			t.Errorf("%s: found %+v, expected a precision of 0.9 and a recall of 0.75", sample, f)
		}
	}
	for name, least := range map[string]int{"Huichon Power Station": 35, "Tanchon Port": 6, "Mansudae area": 6, "Tudan Duck Farm": 4, "Haeju Farm Machine Factory": 2} {
		if e := named[name]; e == nil || e.Reports < least {
			t.Errorf("%s: found %+v, expected a plan with at least %d reports", name, e, least)
		}
	}
	if e := named["Huichon Power Station"]; e != nil && (e.Sectors[0] != "electricity" || !slices.Contains(e.Provinces, "Jagang") || e.First != "2011-01-07") {
		t.Errorf("Huichon: %v, %v, first %s", e.Sectors, e.Provinces, e.First)
	}
	plays(t, s, l.Findings(), func(s *holding.Series) []finding.Finding { return plan.Read(terms, s).Findings() })
}

// TestLedger_noticesWhole holds what is joined into one notice against readers, and facts
// of 2011 and 2024.
func TestLedger_noticesWhole(t *testing.T) {
	s := archive(t)
	terms, dates := ledgerTerms(t)
	l := notice.Read(terms, dates, s)
	l.Settle(s, nil)
	in := map[string][]string{}
	for _, e := range l.Entries() {
		for _, v := range e.Vehicles {
			for _, x := range v.Sentences {
				at := fmt.Sprintf("%s:%d", v.Report, x.At.Start)
				in[at] = append(in[at], e.ID)
			}
		}
	}
	for _, sample := range []string{"notice-pairs", "notice-pairs-2"} {
		if f := pairs(t, sample, in); !f.good(0.9, 0.75) {
			t.Errorf("%s: found %+v, expected a precision of 0.9 and a recall of 0.75", sample, f)
		}
	}
	// The General Staff gave notice on 9 October 2024 that roads and railways would be
	// cut off; the outlet told of it on 17 October.
	told := slices.ContainsFunc(l.Entries(), func(e *notice.Entry) bool {
		return e.First == "2024-10-09" && slices.ContainsFunc(e.Proposals, func(p notice.Proposal) bool { return p.Published == "2024-10-17" })
	})
	if !told {
		t.Error("what was cut off in October 2024 is not proposed as the outcome of the notice")
	}
	plays(t, s, l.Findings(), func(s *holding.Series) []finding.Finding { return notice.Read(terms, dates, s).Findings() })

	// A day is added to what is kept within a second.
	kept := notice.Read(terms, dates, s.Until("2024-11-09"))
	began := time.Now()
	ledger.Start(kept, s, "2024-11-09").Until(holding.End)
	if took := time.Since(began); took > time.Second {
		t.Errorf("the last day takes %s", took)
	}
}

// TestLedger_weaponsWhole holds facts of 2024.
func TestLedger_weaponsWhole(t *testing.T) {
	s := archive(t)
	terms, _ := ledgerTerms(t)
	l := weapon.Read(terms, s)
	named := map[string]*weapon.System{}
	for _, w := range l.Systems() {
		named[w.Name] = w
	}
	for name, first := range map[string]string{"Hwasongpho-11-Da-4.5": "2024-09-19", "600 mm multiple rocket launcher": "2024-09-13", "Hwasongpho-19": "2024-11-02"} {
		if w := named[name]; w == nil || w.First.Published != first || w.Side != weapon.SideOwn {
			t.Errorf("%s: found %+v, expected it named first on %s", name, w, first)
		}
	}
	var days []string
	for _, x := range l.Tests() {
		days = append(days, x.Date+"/"+x.By)
	}
	if got := strings.Join(days, " "); got != "2024-08-27/2024-08-28 /2024-09-13 2024-09-18/2024-09-19 2024-10-08/2024-10-09" {
		t.Errorf("tests on %s", got)
	}
	plays(t, s, l.Findings(), func(s *holding.Series) []finding.Finding { return weapon.Read(terms, s).Findings() })
}

// TestLedger_pronouncementsWhole holds facts of 2011.
func TestLedger_pronouncementsWhole(t *testing.T) {
	s := archive(t)
	terms, dates := ledgerTerms(t)
	l := pronouncement.Read(terms, dates, s)
	found := 0
	for _, p := range l.All() {
		if p.Report == "kcna-2011-03-22-002" { // the Foreign Ministry's spokesman on Libya, attacked on 19 March
			found++
			if p.Rung != "spokesman" || p.Answered == nil || p.Answered.Day != "2011-03-19" || p.Answered.Days != 3 {
				t.Errorf("found %+v", p)
			}
		}
	}
	if found != 1 {
		t.Errorf("found %d times, of %d", found, len(l.All()))
	}
	plays(t, s, l.Findings(), func(s *holding.Series) []finding.Finding { return pronouncement.Read(terms, dates, s).Findings() })
}

// plays holds that what was found by some days is what is found with nothing else
// at hand, and that all of it takes no longer than it may.
func plays(t *testing.T, s *holding.Series, all []finding.Finding, find func(*holding.Series) []finding.Finding) {
	t.Helper()
	for _, day := range []string{"2011-06-20", "2011-12-05"} {
		want := []finding.Finding{}
		for _, f := range all {
			if f.Known <= day {
				want = append(want, f)
			}
		}
		began := time.Now()
		found, err := json.Marshal(append([]finding.Finding{}, find(s.Until(day))...))
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("half a year takes %s", took)
		}
		if expected, _ := json.Marshal(want); string(found) != string(expected) {
			t.Errorf("%s:\nfound    %s\nexpected %s", day, found, expected)
		}
	}
}
