package app

import (
	"context"
	"sync"
)

// latest keeps the last answer that was made of all that is held. Who asks never waits:
// where something was written since, the answer of before is given, told as such, and
// made anew beside it.
type latest[T any] struct {
	mu     sync.Mutex
	made   *T
	of     string // what was held, when made was
	making chan struct{}
	err    error // of the last making, nil where it went well
}

// get gives the last answer, nil before there is one, and whether it is of what is held
// now. If it is not, it is being made. An error is that of the last making; it is tried
// again when somebody asks.
func (l *latest[T]) get(ctx context.Context, of string, do func(context.Context) (*T, error)) (made *T, fresh bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.made != nil && l.of == of {
		return l.made, true, nil
	}
	err, l.err = l.err, nil
	if l.making == nil && err == nil {
		done := make(chan struct{})
		l.making = done
		go func() {
			var made *T
			err := guarded(func() (err error) {
				made, err = do(context.WithoutCancel(ctx))
				return err
			})
			l.mu.Lock()
			defer l.mu.Unlock()
			if l.err = err; err == nil {
				l.made, l.of = made, of
			}
			l.making = nil
			close(done)
		}()
	}
	return l.made, false, err
}

// wait waits until what is being made is done, or nobody waits any more.
func (l *latest[T]) wait(ctx context.Context) {
	l.mu.Lock()
	making := l.making
	l.mu.Unlock()
	if making == nil {
		return
	}
	select {
	case <-making:
	case <-ctx.Done():
	}
}
