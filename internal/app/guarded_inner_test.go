package app

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rostrum-watch/rostrum"
)

// TestEachAtOnce wants everything done, and a panic in one of the goroutines to be an
// error that says where, of who waits for them.
func TestEachAtOnce(t *testing.T) {
	did := make([]int, 100)
	eachAtOnce(len(did), 3, func(i int) { did[i]++ })
	if slices.ContainsFunc(did, func(n int) bool { return n != 1 }) {
		t.Errorf("done so often: %v", did)
	}
	eachAtOnce(0, 3, func(int) { t.Error("there was nothing to do") })

	var begun atomic.Int32
	err := guarded(func() error {
		eachAtOnce(1e6, 2, func(i int) {
			begun.Add(1)
			if i >= 5 {
				_ = did[100+i] // as a mistake would
			}
		})
		return nil
	})
	if rostrum.ErrorCode(err) != rostrum.CodeInternal || !strings.Contains(err.Error(), "app/guarded_inner_test.go:") {
		t.Errorf("got %v", err)
	}
	if n := begun.Load(); n > 7 {
		t.Errorf("%d were begun, though one broke", n)
	}
}
