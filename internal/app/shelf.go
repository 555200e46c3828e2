package app

import (
	"cmp"
	"context"
	"sync"
)

// mostShelved is how many answers of a sort are kept; of briefs, which are small, more.
const (
	mostShelved = 8
	mostBriefs  = 32
)

// shelf keeps what is made of much that is held (books of line-ups, rolls of people,
// briefs) as long as that is the same. What somebody is making is waited for and not made
// twice. What is kept is shared: nobody changes it.
type shelf[T any] struct {
	most  int // answers; 0 is mostShelved
	mu    sync.Mutex
	state int64
	asked int // times
	sets  map[shelved]*set[T]
}

// shelved is what was asked for.
type shelved struct{ outlet, of, until string }

// set is an answer, once it is done.
type set[T any] struct {
	done chan struct{}
	made T
	err  error
	last int // time that it was asked for
}

// get gives what was made in this state, or makes it. Who does not wait leaves the
// making going on for the next who asks.
func (s *shelf[T]) get(ctx context.Context, state int64, of shelved, lay func(context.Context) (T, error)) (T, error) {
	s.mu.Lock()
	if s.state != state || s.sets == nil {
		s.state, s.sets = state, map[shelved]*set[T]{}
	}
	s.asked++
	one := s.sets[of]
	if one == nil {
		s.makeRoom()
		one = &set[T]{done: make(chan struct{})}
		s.sets[of] = one
		go func() {
			defer close(one.done)
			one.err = guarded(func() (err error) {
				one.made, err = lay(context.WithoutCancel(ctx))
				return err
			})
			if one.err != nil {
				s.forget(of, one)
			}
		}()
	}
	one.last = s.asked
	s.mu.Unlock()
	select {
	case <-one.done:
		return one.made, one.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// makeRoom takes away what was not asked for the longest.
func (s *shelf[T]) makeRoom() {
	for len(s.sets) >= cmp.Or(s.most, mostShelved) {
		oldest, last := shelved{}, s.asked
		for of, one := range s.sets {
			if one.last < last {
				oldest, last = of, one.last
			}
		}
		delete(s.sets, oldest)
	}
}

// forget takes away what could not be made, so that it is tried again.
func (s *shelf[T]) forget(of shelved, one *set[T]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sets[of] == one {
		delete(s.sets, of)
	}
}

// state numbers what is held, said and ruled.
func (a *App) state(ctx context.Context) (int64, error) {
	held, err := a.store.State(ctx)
	if err != nil {
		return 0, err
	}
	return held.Changes, nil
}
