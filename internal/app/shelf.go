package app

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
)

// mostShelved is how many sets of books are kept.
const mostShelved = 4

// shelf keeps books of line-ups, which are made of all that is held, as long as
// that is the same. What somebody is making is waited for and not made twice.
type shelf struct {
	mu    sync.Mutex
	state string
	sets  map[shelved]*set
}

// shelved is what books were asked for.
type shelved struct{ outlet, lang, until string }

// set is some books, once they are done.
type set struct {
	done  chan struct{}
	books []*lineup.Book
	err   error
}

// books gives those that were made in this state, or makes them. Who does not wait
// leaves the making going on for the next who asks.
func (s *shelf) books(ctx context.Context, state string, of shelved, lay func(context.Context) ([]*lineup.Book, error)) ([]*lineup.Book, error) {
	s.mu.Lock()
	if s.state != state || len(s.sets) > mostShelved {
		s.state, s.sets = state, map[shelved]*set{}
	}
	one := s.sets[of]
	if one == nil {
		one = &set{done: make(chan struct{})}
		s.sets[of] = one
		go func() {
			defer close(one.done)
			if one.books, one.err = lay(context.WithoutCancel(ctx)); one.err != nil {
				s.forget(of, one)
			}
		}()
	}
	s.mu.Unlock()
	select {
	case <-one.done:
		return one.books, one.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// forget takes away what could not be made, so that it is tried again.
func (s *shelf) forget(of shelved, one *set) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sets[of] == one {
		delete(s.sets, of)
	}
}

// state names what is held, as far as imports tell, and what analysts said of who is
// who.
func (a *App) state(ctx context.Context) (string, error) {
	imports, err := a.store.Imports(ctx)
	if err != nil {
		return "", err
	}
	rulings, err := a.allRulings(ctx)
	if err != nil {
		return "", err
	}
	b, err := json.Marshal([]any{imports, len(rulings)}) // they are only ever added to
	return string(b), err
}
