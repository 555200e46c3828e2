package app

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

func TestShelf(t *testing.T) {
	var s shelf[int]
	var made atomic.Int32
	lay := func(context.Context) (int, error) { return int(made.Add(1)), nil }
	ask := func(state int64, outlet string) int {
		t.Helper()
		n, err := s.get(t.Context(), state, shelved{outlet: outlet}, lay)
		if err != nil {
			t.Error(err)
		}
		return n
	}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if n := ask(1, ""); n != 1 {
				t.Errorf("made anew: %d", n)
			}
		})
	}
	all.Wait()
	if a, b, c := ask(1, "x"), ask(2, ""), ask(2, ""); a != 2 || b != 3 || c != 3 {
		t.Errorf("got %d, %d, %d", a, b, c)
	}
	broken := errors.New("broken")
	if _, err := s.get(t.Context(), 2, shelved{outlet: "y"}, func(context.Context) (int, error) { return 0, broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if n := ask(2, "y"); n != 4 {
		t.Errorf("what broke is kept: %d", n)
	}
	// Who goes does not stop what is made.
	gone, cancel := context.WithCancel(t.Context())
	held := make(chan struct{})
	cancel()
	if _, err := s.get(gone, 3, shelved{}, func(ctx context.Context) (int, error) { <-held; return 9, ctx.Err() }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(held)
	if n := ask(3, ""); n != 9 {
		t.Errorf("what was being made is lost: %d", n)
	}
}

// TestShelf_full wants what was not asked for the longest to make room, and no more.
func TestShelf_full(t *testing.T) {
	s := shelf[string]{most: 3}
	made := ""
	ask := func(outlet string) {
		t.Helper()
		if _, err := s.get(t.Context(), 1, shelved{outlet: outlet}, func(context.Context) (string, error) { made += outlet; return outlet, nil }); err != nil {
			t.Error(err)
		}
	}
	for _, outlet := range []string{"a", "b", "c", "a", "d", "a", "c", "d", "b"} {
		ask(outlet)
	}
	if made != "abcdb" {
		t.Errorf("made %s, expected b alone to be made again", made)
	}
}
