package app

import (
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/rostrum-watch/rostrum"
)

// guarded does what runs in a goroutine of its own, where a panic would end the program,
// with all that others are doing in it: it is an error that says where.
func guarded(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = brokenBy(v)
		}
	}()
	return do()
}

// brokenBy is the error of a panic, where it is recovered.
func brokenBy(v any) error {
	if err, ok := v.(*broken); ok {
		return err.err
	}
	return rostrum.Errorf(rostrum.CodeInternal, "panic: %v in %s", v, panicSite(debug.Stack()))
}

// broken is a panic in another goroutine, with where it was.
type broken struct{ err error }

// eachAtOnce does n things in so many goroutines. Where one of them panics, nothing more
// is begun, and it panics itself when the others are done: so who called it is guarded.
func eachAtOnce(n, workers int, do func(i int)) {
	var next atomic.Int64
	var first atomic.Pointer[broken]
	var running sync.WaitGroup
	for range min(n, max(workers, 1)) {
		running.Go(func() {
			defer func() {
				if v := recover(); v != nil {
					first.CompareAndSwap(nil, &broken{brokenBy(v)})
				}
			}()
			for first.Load() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	running.Wait()
	if b := first.Load(); b != nil {
		panic(b)
	}
}
