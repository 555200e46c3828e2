package eval

import (
	"testing"

	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// TestSample_languageWhole holds the share of items, drawn before the recogniser was
// written, whose language is told as a reader told it.
func TestSample_languageWhole(t *testing.T) {
	whole.Only(t)
	const least = 0.995
	var verdicts map[string]string
	readVerdicts(t, "language-300", &verdicts)
	ids := map[string]bool{}
	for id := range verdicts {
		ids[id] = true
	}
	_, recogniser := reading(t)
	right := 0
	for id, r := range drawn(t, ids) {
		if got := recogniser.Recognise(r.Title, r.Text); got == verdicts[id] {
			right++
		} else {
			t.Logf("%s: got %s, want %s", id, got, verdicts[id])
		}
	}
	share := float64(right) / float64(max(len(verdicts), 1))
	t.Logf("language: %d of %d right (%.3f)", right, len(verdicts), share)
	if share < least {
		t.Errorf("%.3f of the items have the right language; want %.3f", share, least)
	}
}
