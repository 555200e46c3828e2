package app_test

import (
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// TestFindings_panic tells of an analysis that breaks, and goes on.
func TestFindings_panic(t *testing.T) {
	a := app.New(open(t), leaders)
	k := app.Knowing{Digest: "profiles", Load: func(func(outlet, lang string) bool) (*app.Profiles, error) { return &app.Profiles{}, nil }}
	broken := app.Analysis{Kinds: []app.Kind{{Name: "broken"}}, Begin: func(*app.Holdings, *app.Past) app.Onward {
		var none []int
		_ = none[len(none)] // as a mistake would
		return nil
	}}
	_, err := a.Findings(t.Context(), []app.Analysis{broken}, k, app.FindingFilter{})
	if rostrum.ErrorCode(err) != rostrum.CodeInternal || !strings.Contains(err.Error(), "app/guarded_test.go:") {
		t.Errorf("got %v", err)
	}
	if found, err := a.Findings(t.Context(), nil, k, app.FindingFilter{}); err != nil || len(found.Findings) != 0 {
		t.Errorf("afterwards: %v, %v", found, err)
	}
}
