package cli

import "testing"

func TestHanging(t *testing.T) {
	for _, c := range []struct{ label, text, want string }{
		{"  1.", "one two", "  1.  one\n      two\n"},
		{"  100.", "one", "  100. one\n"},
		{"  100. ", "one", "  100. one\n"},
		{"\x1b[1m  1.\x1b[0m", "one", "\x1b[1m  1.\x1b[0m  one\n"},
		{"", "", "      \n"},
	} {
		if got := hanging(c.label, c.text, 6, 10); got != c.want {
			t.Errorf("%q: got %q, want %q", c.label, got, c.want)
		}
	}
}
