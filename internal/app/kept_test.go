package app_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
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
