package correction

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

func textOf(x *rostrum.Extraction) string {
	if x.Text == nil {
		return ""
	}
	return *x.Text
}

// Occurrences gives the places where a quote stands in a version, whatever its
// spaces: those of the text first.
func Occurrences(x *rostrum.Extraction, quote string) []rostrum.Span {
	quote = strings.Join(strings.Fields(quote), " ")
	if quote == "" {
		return nil
	}
	var found []rostrum.Span
	for _, field := range []string{rostrum.FieldText, rostrum.FieldTitle} {
		text := textOf(x)
		if field == rostrum.FieldTitle {
			text = x.Title
		}
		plain, at := spaced(text)
		for from := 0; ; {
			i := strings.Index(plain[from:], quote)
			if i < 0 {
				break
			}
			start := from + i
			last := at[start+len(quote)-1]
			found = append(found, rostrum.Span{Field: field, Start: at[start], End: last + 1})
			from = start + len(quote)
		}
	}
	return found
}

// spaced is a text with one blank for each run of spaces, and where each of its
// bytes stands in the text.
func spaced(text string) (string, []int) {
	var b strings.Builder
	b.Grow(len(text))
	at := make([]int, 0, len(text))
	blank := false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			if !blank {
				b.WriteByte(' ')
				at = append(at, i)
			}
			blank = true
			i += n
			continue
		}
		blank = false
		b.WriteString(text[i : i+n])
		for k := range n {
			at = append(at, i+k)
		}
		i += n
	}
	return b.String(), at
}

// places gives where a record of one version may stand in x, the likeliest first.
func places(x *rostrum.Extraction, version string, s *rostrum.Subject) []rostrum.Span {
	if x.Version == version {
		return []rostrum.Span{s.At}
	}
	found := Occurrences(x, s.Quote)
	distance := func(a rostrum.Span) int {
		d := a.Start - s.At.Start
		if d < 0 {
			d = -d
		}
		if a.Field != s.At.Field {
			d += len(textOf(x)) + len(x.Title)
		}
		return d
	}
	slices.SortStableFunc(found, func(a, b rostrum.Span) int { return distance(a) - distance(b) })
	return found
}

// overlap is the share of two spans that both cover, of what either covers.
func overlap(a, b rostrum.Span) float64 {
	if a.Field != b.Field {
		return 0
	}
	both := min(a.End, b.End) - max(a.Start, b.Start)
	if both <= 0 {
		return 0
	}
	return float64(both) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}
