package cli

import (
	"testing"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/finding"
)

// TestNegative wants every kind that says something to a person's disadvantage to be one
// that an analysis finds: a kind that is called otherwise would leave without a name.
func TestNegative(t *testing.T) {
	analyses, err := (&Program{}).analyses()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, kind := range app.KindNames(analyses) {
		if finding.Negative(kind) {
			n++
		}
	}
	const are = 8 // as many as finding.Negative knows
	if n != are {
		t.Errorf("%d kinds are negative, expected %d", n, are)
	}
}
