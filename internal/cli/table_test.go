package cli

import (
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/store"
)

func TestFitNames(t *testing.T) {
	const five = "Torvane Ost Halric, Eldrun Ost Corvan, Brannoc Ost Ludrik, Kestrane Ost Doren, Hallvarn Ost Perrin"
	for _, c := range []struct {
		list string
		room int
		want string
	}{
		{"", 8, ""},
		{"Torvane Ost Halric", 30, "Torvane Ost Halric"},
		{"Torvane Ost Halric", 8, "Torvane Ost Halric"}, // the table cuts it
		{five, 22, "Torvane Ost Halric +4"},
		{five, 42, "Torvane Ost Halric, Eldrun Ost Corvan +3"},
		{five, 200, "Torvane Ost Halric, Eldrun Ost Corvan, Brannoc Ost Ludrik, Kestrane Ost Doren +1"},
	} {
		if got := fitNames(c.list, c.room); got != c.want {
			t.Errorf("%d cells: got %q, want %q", c.room, got, c.want)
		}
	}
}

func TestTold(t *testing.T) {
	all := []store.Event{{Origin: store.Origin{Report: "a", Version: "v", Number: 1}}, {Origin: store.Origin{Report: "a", Version: "v", Number: 2}}, {Origin: store.Origin{Report: "b", Version: "w", Number: 1}},
		{Origin: store.Origin{Report: "c", Version: "v", Number: 1}}, {Origin: store.Origin{Report: "d", Version: "v", Number: 1}}}
	events, also := told(all, func(e *store.Event) place { return place{e.Version, e.Number, e.Report} })
	if len(events) != 3 || events[0] != &all[0] || events[2] != &all[2] {
		t.Errorf("got %d events", len(events))
	}
	if got := also[&all[0]]; len(also) != 1 || !slices.Equal(got, []string{"c", "d"}) {
		t.Errorf("got %v", also)
	}
}
