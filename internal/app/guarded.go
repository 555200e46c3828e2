package app

import (
	"runtime/debug"

	"github.com/rostrum-watch/rostrum"
)

// guarded does what runs in a goroutine of its own, where a panic would end the program,
// with all that others are doing in it: it is an error that says where.
func guarded(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = rostrum.Errorf(rostrum.CodeInternal, "panic: %v in %s", v, panicSite(debug.Stack()))
		}
	}()
	return do()
}
