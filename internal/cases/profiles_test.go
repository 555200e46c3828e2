package cases_test

import (
	"testing"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/cases"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

// least is how many cases a profile must bring: fewer prove nothing.
const least = 10

// TestProfiles runs the cases of every profile that reads an outlet.
func TestProfiles(t *testing.T) {
	names, err := profile.Names(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			p, err := profile.Load(profiles.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			list, err := cases.Load(profiles.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			if len(list) < least {
				t.Errorf("profiles/%s/cases: %d cases; expected at least %d", name, len(list), least)
			}
			e := extract.New(p)
			for _, c := range list {
				t.Run(c.Name, func(t *testing.T) { run(t, e, c) })
			}
		})
	}
}

func run(t *testing.T, e *extract.Engine, c *cases.Case) {
	var x rostrum.Extraction
	e.Extract(&c.Report, &x)
	failures := c.Check(&x)
	switch {
	case c.Fails != "" && len(failures) == 0:
		t.Errorf("%s:%d: passes although it is marked \"fails: %s\"; delete the mark", c.File, c.Line, c.Fails)
	case c.Fails != "":
		t.Skipf("known to fail: %s", c.Fails)
	default:
		for _, f := range failures {
			t.Errorf("profiles/%s\nthe report:\n%s", f, c.Report.Text)
		}
	}
	for _, ev := range x.Events {
		if q := ev.At.Quote(&c.Report); q != ev.Evidence {
			t.Errorf("%s:%d: evidence %q is not its span %q", c.File, c.Line, ev.Evidence, q)
		}
	}
}
