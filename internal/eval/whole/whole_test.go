package whole

import (
	"os"
	"strings"
	"testing"
)

// named is a test of some name that remembers how it ended.
type named struct {
	testing.TB
	name            string
	skipped, failed bool
}

func (n *named) Name() string          { return n.name }
func (n *named) Helper()               {}
func (n *named) Skip(...any)           { n.skipped = true }
func (n *named) Fatalf(string, ...any) { n.failed = true }

func TestOnly(t *testing.T) {
	for name, fails := range map[string]bool{"TestRead_whole": false, "TestRead_whole/2024": false, "TestWhole_year": false, "TestRead": true, "TestRead/whole": true, "BenchmarkRead": false} {
		n := &named{TB: t, name: name}
		Only(n)
		if n.failed != fails || n.skipped != raceDetector {
			t.Errorf("%s: failed %v, expected %v; left out %v, expected %v", name, n.failed, fails, n.skipped, raceDetector)
		}
	}
}

// TestScript holds that what tests are called by is what they are sought by.
func TestScript(t *testing.T) {
	script, err := os.ReadFile("../../../tools/test.sh")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"-run '[" + strings.ToUpper(name[:1]) + name[:1] + "]" + name[1:] + "'", "/internal/eval/" + name} {
		if !strings.Contains(string(script), s) {
			t.Errorf("tools/test.sh lacks %q", s)
		}
	}
}
