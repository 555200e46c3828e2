package holding

import (
	"testing"
)

func TestHistory_Until(t *testing.T) {
	h := &History{Report: "a", Published: "2024-01-02", Captures: []Capture{{At: "2024-01-05T10:00:00Z", Version: "c"}, {At: "2024-01-03", Version: "b"}, {Version: "a"}}}
	h.Sort()
	for _, c := range []struct{ day, want string }{
		{"2024-01-01", ""}, {"2024-01-02", "a"}, {"2024-01-03", "ab"}, {"2024-01-04", "ab"}, {"2024-01-05", "abc"},
	} {
		got := ""
		if u := h.Until(c.day); u != nil {
			for _, x := range u.Captures {
				got += x.Version
			}
		}
		if got != c.want {
			t.Errorf("until %s: found %q, expected %q", c.day, got, c.want)
		}
	}
	h.Captures = h.Captures[2:]
	if u := h.Until("2024-01-04"); u != nil {
		t.Errorf("found %+v before it was captured", u)
	}
}
