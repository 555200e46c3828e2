package cli

import (
	"maps"
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum/profiles"
)

// TestShippedReaders: what is loaded when it is asked for is what would be loaded at
// once.
func TestShippedReaders(t *testing.T) {
	late, err := shippedReaders()
	if err != nil {
		t.Fatal(err)
	}
	all, err := newReaders(profiles.FS)
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Current()) == 0 || !slices.Equal(late.Current(), all.Current()) {
		t.Errorf("engines %v, want %v", late.Current(), all.Current())
	}
	if len(all.Hosts()) == 0 || !maps.Equal(late.Hosts(), all.Hosts()) {
		t.Errorf("hosts %v, want %v", late.Hosts(), all.Hosts())
	}
}
