// Package speed is what tests of how fast answers are share: how much work is done for
// one, and how much may be. What is waited for on a machine that does something else at
// the same time tells nothing.
//
// Key functions: Worked, Bound.
//
// What it does not do: it measures nothing by itself, and knows no address.
package speed

import (
	"os"
	"syscall"
	"testing"
	"time"
)

// Worked is the time that processors have spent on this process so far.
func Worked(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Bound is how long 95 of 100 answers may take: 100 ms, or what a variable says.
func Bound(t testing.TB, variable string) time.Duration {
	t.Helper()
	v := os.Getenv(variable)
	if v == "" {
		return 100 * time.Millisecond
	}
	bound, err := time.ParseDuration(v)
	if err != nil {
		t.Fatal(err)
	}
	return bound
}
