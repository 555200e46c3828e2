// Package corpus reads reports into a series as analyses see it, without a
// store, so that tests can hold analyses to real history and to the samples.
//
// Key functions: Read, Book.
//
// What it does not do: it recognises reports by their ids alone, and of several
// captures keeps the last; what a store knows of aliases and versions, it does
// not.
package corpus

import (
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/eval"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/language"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/profiles"
)

// Knowledge loads what a profile knows of line-ups.
func Knowledge(t testing.TB, name string) (*profile.Profile, *lineup.Knowledge) {
	t.Helper()
	p, err := profile.Load(profiles.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	k, err := lineup.Load(profiles.FS, p)
	if err != nil {
		t.Fatal(err)
	}
	return p, k
}

// Book lays out the line-ups of a series by persons, as a profile tells them.
func Book(t testing.TB, name string, s *holding.Series, k *lineup.Knowledge) *lineup.Book {
	t.Helper()
	who, err := roster.Load(profiles.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	roll := roster.New(who, nil)
	roll.Add(s.Reports...)
	return lineup.New(s, k, roll.Own())
}

// kept are the reports that were read once for all tests of a package, by what it was asked by.
var kept sync.Map

// Read extracts the reports of files by a profile, as imported with this
// coverage, and returns those in the profile's language. The test is skipped
// where a file is not there. Tests that ask for the same share the records, and
// change nothing in them.
func Read(t testing.TB, name, coverage string, files ...string) (*holding.Series, *lineup.Knowledge) {
	t.Helper()
	p, k := Knowledge(t, name)
	asked := strings.Join(append([]string{name, coverage}, files...), "\x00")
	if held, ok := kept.Load(asked); ok {
		return series(t, held.([]*holding.Report)), k
	}
	recogniser, err := language.New(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	engine := extract.New(p)
	byID := map[string]*holding.Report{}
	texts := map[[3]string]string{} // day, title, text -> id
	var order []string
	for _, file := range files {
		if _, err := os.Stat(file); err != nil {
			t.Skipf("no %s", file)
		}
		reports, err := eval.ReadReports(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range reports {
			text := [3]string{r.Published, r.Title, r.Text}
			if recogniser.Recognise(r.Title, r.Text) != p.Lang || r.Text == "" || texts[text] != "" && texts[text] != r.ID {
				continue
			}
			texts[text] = r.ID
			x := eval.Predict(engine, []*rostrum.Report{r})[0]
			if byID[r.ID] == nil {
				order = append(order, r.ID)
			}
			byID[r.ID] = &holding.Report{ID: r.ID, Outlet: p.Outlet, Lang: p.Lang, Published: r.Published, Known: r.Published, Title: r.Title, Text: r.Text, Version: x.Version,
				Versions: 1, Kind: x.Kind, Status: x.Status, Coverage: coverage, Events: x.Events, Plans: x.Plans, Acts: x.Acts, Mentions: x.Mentions}
		}
	}
	all := make([]*holding.Report, len(order))
	for i, id := range order {
		all[i] = byID[id]
	}
	kept.Store(asked, all)
	return series(t, all), k
}

// series is one of copies of reports, so that a test may say of some that they came later.
func series(t testing.TB, reports []*holding.Report) *holding.Series {
	t.Helper()
	all := make([]*holding.Report, len(reports))
	for i, r := range reports {
		one := *r
		all[i] = &one
	}
	s := holding.SeriesOf(all)
	if len(s) != 1 {
		t.Fatalf("%d series, expected one", len(s))
	}
	return s[0]
}
