package cli

import "testing"

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
