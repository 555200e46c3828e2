package prose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Searched words what an answer was looked for in, and what imports say they cover.
func Searched(s app.Searched) string {
	words := Looked(s)
	if n := s.Coverage[store.CoverageUnknown]; n < s.Reports && len(s.Coverage) > 0 {
		words += " Their imports say of their coverage: " + Tallied(s.Coverage) + "."
	}
	return words
}

// Looked words what an answer was looked for in.
func Looked(s app.Searched) string {
	if s.Reports == 0 {
		return "Looked at no report: the store holds none for this."
	}
	words := "Looked at " + Count(s.Reports, "report")
	if s.Days > 0 {
		words += fmt.Sprintf(" of %s, %s to %s", Count(s.Days, "day"), s.First, s.Last)
	}
	if s.Undated > 0 {
		words += fmt.Sprintf("; %s without a day", Thousands(s.Undated))
	}
	if len(s.Langs) > 0 {
		words += " (" + Tallied(s.Langs) + ")"
	}
	if len(s.Status) > 0 {
		if n := s.Reports - s.Status[rostrum.StatusExtracted]; n > 0 {
			words += "; " + Thousands(n) + " of them not extracted"
		}
	}
	return words + "."
}

// Coverage words what the imports of the reports that were looked at say they
// cover, and what follows for what is not told.
func Coverage(s app.Searched) string {
	if len(s.Coverage) == 0 {
		return "No report is held of this stretch."
	}
	words := "Reports by what their imports say they cover: " + Tallied(s.Coverage) + "."
	if s.Coverage[store.CoverageComplete] < s.Reports {
		words += " So what is not told here may have been reported all the same."
	}
	return words
}

// Found says how many reports a query finds, and in which order they are listed.
func Found(f *app.Found) string {
	words := Count(f.Reports, "report") + " for " + Plain(f.Query)
	switch {
	case f.Ranked > 0 && f.Ranked < f.Reports:
		words += fmt.Sprintf(", ranked by BM25 over the newest %s of %s", Thousands(f.Ranked), Thousands(f.Reports))
	case f.Ranked > 0:
		words += ", ranked by BM25"
	case f.Reports > 0:
		words += ", newest first"
	}
	return words + "."
}

// Voiced words which voices were shown, and what was left out; more is how to see
// it. No voices are all.
func Voiced(counts map[string]int, voices []string, more string) string {
	if len(voices) == 0 {
		return "In the words of anybody" + Tally(counts) + "."
	}
	return "In the words of these voices: " + Joined(", ", voices...) + "." + leftOut(counts, voices, "of other voices", more)
}

// Whose words whose plans were shown in the same way.
func Whose(counts map[string]int, referents []string, more string) string {
	if len(referents) == 0 {
		return "Plans of anybody" + Tally(counts) + "."
	}
	return "Plans of: " + Joined(", ", referents...) + "." + leftOut(counts, referents, "of others", more)
}

// leftOut words what was counted and not shown, "" for nothing.
func leftOut(counts map[string]int, shown []string, what, more string) string {
	others, left := map[string]int{}, 0
	for of, n := range counts {
		if !slices.ContainsFunc(shown, func(one string) bool { return strings.EqualFold(one, of) }) {
			others[of] = n
			left += n
		}
	}
	if left == 0 {
		return ""
	}
	return fmt.Sprintf(" Left out: %s %s%s; %s.", Thousands(left), what, Tally(others), more)
}
