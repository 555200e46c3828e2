package prose

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Count words a number of things: "1 item", "3 items".
func Count(n int, thing string) string {
	return Counted(n, thing, thing+"s")
}

// Counted is a number with the word for one or for several.
func Counted(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + several
}

// Thousands writes a number in groups: 11,939.
func Thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Times words how often: once, 3 times.
func Times(n int) string {
	if n == 1 {
		return "once"
	}
	return Thousands(n) + " times"
}

// Tallied words counts, the largest first: companion 12, attendee 3.
func Tallied(counts map[string]int) string {
	keys := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(keys, func(a, b string) int { return counts[b] - counts[a] })
	var parts []string
	for _, k := range keys {
		if counts[k] == 0 {
			continue
		}
		name := k
		if name == "" {
			name = "unknown"
		}
		parts = append(parts, Words(name)+" "+Thousands(counts[k]))
	}
	return strings.Join(parts, ", ")
}

// Tally is counts in brackets, if there are any.
func Tally(counts map[string]int) string {
	if len(counts) == 0 {
		return ""
	}
	return " (" + Tallied(counts) + ")"
}

// Words turns a name of the closed sets into words: weapons_test, weapons test.
func Words(name string) string { return strings.ReplaceAll(name, "_", " ") }

// Joined joins what is not empty.
func Joined(separator string, parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, separator)
}

// OrDash is a dash where there is nothing.
func OrDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// Days words a span of days in which something was.
func Days(from, to string) string {
	if from == to || from == "" {
		return to
	}
	return from + "/" + LastPart(from, to)
}

// Given is a value, or "" where there is none.
func Given(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
