package app

import "testing"

func TestSameWords(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"The bell rang at noon.", "The bell  rang\nat noon", true},
		{"“The bell” rang", `"the bell" rang `, true},
		{"", " \n", true},
		{"The bell rang.", "The bell did not ring.", false},
		{"The bell rang", "The bell rang twice", false},
		{"12.5 tonnes", "125 tonnes", false},
		{"12.5 tonnes", "12.5  tonnes", true},
		{"3-1", "31", false},
		{"well-known", "well known", false}, // may be noise: another tells
	} {
		if got := sameWords(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: found %v", c.a, c.b, got)
		}
	}
}
