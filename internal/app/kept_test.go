package app_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/edit"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// TestFindings_kept takes what was found from the store until anything is written
// that it may depend on, and finds the same as from nothing.
func TestFindings_kept(t *testing.T) {
	db := open(t)
	d := &desk{T: t, app: app.New(db, leaders)}
	ran := 0
	counting := app.OverSeries([]app.Kind{{Name: "held"}}, false, func(series []*holding.Series) []finding.Finding {
		ran++
		var all []finding.Finding
		for _, s := range series {
			for _, r := range s.Reports {
				all = append(all, finding.Finding{Kind: "held", Subject: r.ID, Day: r.Published, Known: r.Known,
					Says: fmt.Sprintf("%d events, %d versions", len(r.Events), r.Versions), Evidence: []finding.Evidence{{Report: r.ID, Version: r.Version}}})
			}
		}
		return all
	})
	find := func(digest string) string {
		t.Helper()
		k := app.Knowing{Digest: digest, Load: func(func(outlet, lang string) bool) (*app.Profiles, error) { return &app.Profiles{}, nil }}
		found, err := d.app.Findings(t.Context(), []app.Analysis{counting}, k, app.FindingFilter{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(found)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	d.add(first, visit, "2031-03-05")
	for _, c := range []struct {
		what   string
		change func()
		anew   bool
	}{
		{"at first", func() {}, true},
		{"again", func() {}, false},
		{"a late version", func() { d.add(first, visit+" It rained.", "2031-04-01") }, true},
		{"another extraction", func() { d.add(phrases{profile: "another"}, visit+" It rained.", "2031-04-01") }, true},
		{"the first one again", func() { d.add(first, visit+" It rained.", "2031-04-01") }, true},
		{"a ruling", func() {
			at := rostrum.Anchor{}
			if _, err := db.Rule(t.Context(), &rostrum.Ruling{Sort: rostrum.RulingSame, Of: &at, And: []rostrum.Anchor{at}, By: "Ann", Why: "so it is", When: d.clock().Format(time.RFC3339)}); err != nil {
				t.Fatal(err)
			}
		}, true},
		{"and nothing more", func() {}, false},
	} {
		c.change()
		before := ran
		kept := find("profiles")
		if (ran > before) != c.anew {
			t.Errorf("%s: found anew %d times", c.what, ran-before)
		}
		if nothing := find(""); kept != nothing {
			t.Errorf("%s:\nkept    %s\nfound   %s", c.what, kept, nothing)
		}
	}
	before := ran
	find("other profiles")
	if ran != before+1 {
		t.Error("other profiles find what these found")
	}
	if held, err := db.State(t.Context()); err != nil || held.Changes == 0 {
		t.Errorf("state %+v, %v", held, err)
	}
}

// played says of each report that became known how many were known before it, and
// counts those that it reads.
type played struct {
	course *holding.Course
	known  int
	read   *int
}

func (p *played) Until(day string) []finding.Finding {
	var all []finding.Finding
	for {
		today, _, reports := p.course.Next(day)
		if len(reports) == 0 {
			return all
		}
		for _, r := range reports {
			all = append(all, finding.Finding{Kind: "played", Subject: r.ID, Known: today, Says: fmt.Sprintf("%q after %d", r.Title, p.known), Evidence: []finding.Evidence{{Report: r.ID, Version: r.Version}}})
			p.known++
			*p.read++
		}
	}
}

func (p *played) Keep(w *pack.Writer) { w.Count(p.known) }

// outliner takes each text for one sentence.
type outliner struct{}

func (outliner) Outline(x *rostrum.Extraction) ([]rostrum.Span, []diff.Number) {
	return []rostrum.Span{{Field: rostrum.FieldTitle, End: len(x.Title)}, {Field: rostrum.FieldText, End: len(*x.Text)}}, nil
}

// TestFindings_onward reads after each import no more than what is not kept of days
// that it leaves as they are, and finds the same as from nothing, in one portion or many.
func TestFindings_onward(t *testing.T) {
	for _, portion := range []int{1, 7, 1000} {
		t.Run(fmt.Sprint(portion), func(t *testing.T) { findOnward(t, portion) })
	}
}

func findOnward(t *testing.T, portion int) {
	db := open(t)
	a := app.New(db, leaders)
	a.ReadPortions(portion)
	read, edits := 0, 0
	analysis := app.Analysis{Kinds: []app.Kind{{Name: "played"}}, Turn: 1, Begin: func(h *app.Holdings, past *app.Past) app.Onward {
		p := &played{read: &read}
		day := ""
		if past != nil {
			day, p.known = past.Day, past.Count()
		}
		if p.course = (&holding.Series{}).Course(day); len(h.Series) > 0 {
			p.course = h.Series[0].Course(day)
		}
		return p
	}}
	add := func(retrieved string, days ...int) {
		t.Helper()
		var all []*rostrum.Report
		for _, day := range days {
			r := report(fmt.Sprintf("r%03d", day), time.Date(2031, 1, day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), fmt.Sprintf("On day %d %s", day, visit))
			if r.Retrieved = retrieved; retrieved != "" {
				r.Text += " It rained."
			}
			all = append(all, r)
		}
		if _, err := a.Ingest(t.Context(), &items{reports: all}, extractor{}, app.IngestOptions{Workers: 1}); err != nil {
			t.Fatal(err)
		}
	}
	find := func(digest string) (string, int) {
		t.Helper()
		read = 0
		k := app.Knowing{Digest: digest, Load: func(func(outlet, lang string) bool) (*app.Profiles, error) {
			return &app.Profiles{Outliner: outliner{}}, nil
		}}
		found, err := a.Findings(t.Context(), []app.Analysis{analysis, app.EditAnalysis()}, k, app.FindingFilter{Limit: 500})
		if err != nil {
			t.Fatal(err)
		}
		edits = found.Counts[edit.KindEdit]
		b, err := json.Marshal(found)
		if err != nil {
			t.Fatal(err)
		}
		return string(b), read
	}
	days := func(from, to int) (all []int) {
		for d := from; d <= to; d++ {
			if d != 30 && d != 100 { // these come late
				all = append(all, d)
			}
		}
		return all
	}
	for _, c := range []struct {
		what string
		do   func()
		read int
	}{
		{"nothing", func() {}, 0},
		{"three days", func() { add("", days(1, 3)...) }, 3},
		{"a hundred more", func() { add("", days(4, 103)...) }, 101},
		{"unchanged", func() {}, 0},
		{"a day", func() { add("", 104) }, 4 + 1},
		{"a day again, on which it keeps a later one", func() { add("", 105) }, 4 + 2},
		{"one of the last days, late", func() { add("", 104, 101, 103) }, 4}, // they are held
		{"so many that a later day is kept", func() { add("", days(106, 109)...) }, 4 + 4},
		{"from which the next goes on", func() { add("", 110) }, 4 + 1},
		{"and the next", func() { add("", 111) }, 4 + 2},
		{"one of the last days in another version", func() { add("2031-04-21T10:00:00Z", 110) }, 4 + 2},
		{"late by days", func() { add("", 100) }, 69},
		{"the next day", func() { add("", 112) }, 4 + 2},
		{"an old report in another version", func() { add("2031-04-22T10:00:00Z", 60) }, 70},
		{"late by months", func() { add("", 30) }, 112},
		{"a text again", func() { add("2031-04-23T10:00:00Z", 60); add("", 112) }, 4 + 2},
		{"and another once more", func() { add("2031-04-24T10:00:00Z", 60, 61) }, 62},
	} {
		c.do()
		kept, n := find("profiles")
		if nothing, _ := find(""); kept != nothing {
			t.Errorf("%s:\nkept    %s\nfound   %s", c.what, kept, nothing)
		}
		if n != c.read {
			t.Errorf("%s: read %d reports, expected %d", c.what, n, c.read)
		}
	}
	if _, n := find("other profiles"); n != 112 || edits != 3 {
		t.Errorf("other profiles: read %d reports, found %d edits", n, edits)
	}
}
