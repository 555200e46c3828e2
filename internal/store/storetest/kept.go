package storetest

import (
	"testing"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// keeping is about what is worked out of what is held.
var keeping = map[string]func(*testing.T, suite){
	"as long as its state": func(t *testing.T, s suite) {
		ctx := t.Context()
		kept := func(state, want string) {
			t.Helper()
			if b, err := s.store.Kept(ctx, "analysis", state); err != nil || string(b) != want {
				t.Errorf("%s: found %q, %v, expected %q", state, b, err, want)
			}
		}
		kept("1", "")
		for _, one := range []string{"1", "2"} {
			if err := s.store.Keep(ctx, "analysis", one, []byte("found "+one)); err != nil {
				t.Fatal(err)
			}
			kept(one, "found "+one)
		}
		kept("1", "")
	},
	"is-no-change": func(t *testing.T, s suite) {
		ctx := t.Context()
		last := int64(-1)
		grows := func(what string, want bool) {
			t.Helper()
			n := s.state().Changes
			if (n > last) != want {
				t.Errorf("%s: found %d after %d", what, n, last)
			}
			last = n
		}
		grows("empty", true)
		s.add(report("a", "2031-03-01", "one"))
		grows("a report", true)
		if err := s.store.Keep(ctx, "analysis", "1", []byte("found")); err != nil {
			t.Fatal(err)
		}
		grows("something kept", false)
		if _, err := s.store.Watch(ctx, &store.Watch{Rule: `phrase:"one"`, When: "2031-03-01T00:00:00Z"}); err != nil {
			t.Fatal(err)
		}
		grows("a rule", true)
	},
}
