package cases_test

import (
	"strings"
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
	each(t, func(t *testing.T, name string, e *extract.Engine, list []*cases.Case) {
		if len(list) < least {
			t.Errorf("profiles/%s/cases: %d cases; expected at least %d", name, len(list), least)
		}
		for _, c := range list {
			t.Run(c.Name, func(t *testing.T) { run(t, e, c) })
		}
	})
}

// each tests every profile that reads an outlet, with its engine and its cases.
func each(t *testing.T, test func(t *testing.T, name string, e *extract.Engine, list []*cases.Case)) {
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
			test(t, name, extract.New(p), list)
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

// TestProfiles_rests reads what is left of each case's report from every word on, to its end
// and for a few words: a report may begin and end with any word, and none may stop a run.
func TestProfiles_rests(t *testing.T) {
	each(t, func(t *testing.T, _ string, e *extract.Engine, list []*cases.Case) {
		for _, c := range list {
			words := strings.Fields(c.Report.Text)
			for k := range words {
				for _, last := range []int{len(words), min(k+few, len(words))} {
					r := c.Report
					r.Text = strings.ToUpper(words[k][:1]) + strings.Join(words[k:last], " ")[1:]
					read(t, e, &r)
				}
			}
		}
	})
}

// few is of how many words a report is that ends soon.
const few = 4

func read(t *testing.T, e *extract.Engine, r *rostrum.Report) {
	defer func() {
		if err := recover(); err != nil {
			t.Errorf("%v, at:\n%s", err, r.Text)
		}
	}()
	e.Extract(r, &rostrum.Extraction{})
}
