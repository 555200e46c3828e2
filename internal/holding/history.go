package holding

import (
	"cmp"
	"slices"
)

// History is when a report was captured, and what it said then.
type History struct {
	Report    string // id
	Outlet    string
	Lang      string // as recognised
	Published string // ISO day, or ""
	Captures  []Capture
}

// Capture is one time that a report was captured with a text.
type Capture struct {
	At       string // time or day, as far as it is known, or ""
	Version  string
	Coverage string // as the import that brought it declares
}

// Day is the day of a capture, or "".
func (c *Capture) Day() string {
	if len(c.At) < len("2006-01-02") {
		return ""
	}
	return c.At[:len("2006-01-02")]
}

// Sort puts captures in the order of their times; those without one come first, and
// those of one time stay as they came in.
func (h *History) Sort() {
	slices.SortStableFunc(h.Captures, func(a, b Capture) int { return cmp.Compare(a.At, b.At) })
}

// Until is the history as it was known at the end of a day: nil where nothing was.
// What has no time is known from publication. It may be the history itself.
func (h *History) Until(day string) *History {
	if h.Published > day {
		return nil
	}
	if late := func(c Capture) bool { return c.Day() > day }; slices.ContainsFunc(h.Captures, late) {
		u := *h
		u.Captures = slices.DeleteFunc(slices.Clone(h.Captures), late)
		h = &u
	}
	if len(h.Captures) == 0 {
		return nil
	}
	return h
}
