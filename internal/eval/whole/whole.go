// Package whole says which tests read, or do, more than the race detector lets them in
// good time: it makes everything some ten times slower. Under it they are left out, or
// do a part, and tools/test.sh runs them once more without it.
//
// Which tests these are is written nowhere but in them: they ask here, bear "whole" in
// their names, and tools/test.sh runs what is called so in the packages whose tests
// import this one. A test that asks and is called otherwise fails.
//
// Key functions: Only, Part.
//
// What it does not do: it knows nothing of tests that take too long for every day;
// those ask for ROSTRUM_SOAK and are run by make soak.
package whole

import (
	"strings"
	"testing"
)

// name is what tools/test.sh looks for in the names of tests.
const name = "whole"

// Only leaves a test out under the race detector: what it holds is not how goroutines
// share what they know.
func Only(t testing.TB) {
	t.Helper()
	if Part(t) {
		t.Skip("left out under the race detector; tools/test.sh runs it without")
	}
}

// Part reports whether a test is to do a part of what it does without the race detector:
// enough for goroutines to meet.
func Part(t testing.TB) bool {
	t.Helper()
	test, _, _ := strings.Cut(t.Name(), "/")
	if !strings.HasPrefix(test, "Benchmark") && !strings.Contains(strings.ToLower(test), name) {
		t.Fatalf("%s does less under the race detector, and is not called %q: tools/test.sh would not run it without", test, name)
	}
	return raceDetector
}
