package web

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// pageSize is how many records a page of a list holds.
const pageSize = 50

// everyVoice is the word for all voices.
const everyVoice = "all"

// field is one field of the form that filters a list.
type field struct {
	Name    string
	Label   string
	Value   string   // of a field for text
	Values  []string // of a field with several
	Options []string // what can be chosen
	Many    bool
	Kind    string // of input: text, date, checkbox
	Hint    string
}

// filter reads the filter of a list from an address, and remembers each field for
// the form.
type filter struct {
	query  url.Values
	fields []field
	err    error
}

func newFilter(q url.Values) *filter { return &filter{query: q} }

// fail keeps the first mistake.
func (f *filter) fail(format string, args ...any) {
	if f.err == nil {
		f.err = rostrum.Errorf(rostrum.CodeInvalid, format, args...)
	}
}

// text is a field for words.
func (f *filter) text(name, label, hint string) string {
	v := strings.TrimSpace(f.query.Get(name))
	f.fields = append(f.fields, field{Name: name, Label: label, Value: v, Kind: "text", Hint: hint})
	return v
}

// choose is a field with one of some values, or none.
func (f *filter) choose(name, label string, options []string) string {
	v := strings.TrimSpace(f.query.Get(name))
	if v != "" && !slices.Contains(options, v) {
		f.fail("%s: expected one of %s; found %q", name, strings.Join(options, ", "), v)
	}
	f.fields = append(f.fields, field{Name: name, Label: label, Value: v, Options: options})
	return v
}

// several is a field with any of some values.
func (f *filter) several(name, label string, options []string) []string {
	var values []string
	for _, list := range f.query[name] {
		for v := range strings.SplitSeq(list, ",") {
			if v = strings.TrimSpace(v); v == "" {
				continue
			}
			if !slices.Contains(options, v) {
				f.fail("%s: expected some of %s; found %q", name, strings.Join(options, ", "), v)
			}
			values = append(values, v)
		}
	}
	f.fields = append(f.fields, field{Name: name, Label: label, Values: values, Options: options, Many: true})
	return values
}

// voices are own voices where none is chosen, and none, which is all, for "all".
func (f *filter) voices() []string {
	v := f.several("voice", "Voice", append(slices.Clone(rostrum.Voices), everyVoice))
	switch {
	case len(v) == 0:
		f.fields[len(f.fields)-1].Values = rostrum.OwnVoices
		return rostrum.OwnVoices
	case slices.Contains(v, everyVoice):
		return nil
	}
	return v
}

// yes is a box to tick.
func (f *filter) yes(name, label string) bool {
	v := f.query.Get(name)
	f.fields = append(f.fields, field{Name: name, Label: label, Value: v, Kind: "checkbox"})
	return v != ""
}

// in is a field for a query that limits a list to the reports it finds.
func (f *filter) in() *search.Query {
	v := f.text("in", "In reports that match", `as in Search: harvest kind:speech`)
	if v == "" {
		return nil
	}
	q, err := search.Parse(v)
	if err != nil {
		f.fail("in: %w", err)
	}
	return q
}

// period reads two days, which may be months or years, and returns the first day of
// the one and the last day of the other.
func (f *filter) period() (first, last string) {
	from, to := f.text("from", "From", "2024-09-01, 2024-09 or 2024"), f.text("to", "To", "2024-09-30, 2024-09 or 2024")
	first, _ = f.stretch("from", from)
	_, last = f.stretch("to", to)
	if first != "" && last != "" && first > last {
		f.fail("from: expected a day that is not after to, found %s to %s", from, to)
	}
	return first, last
}

// horizon is a field for the time of plans.
func (f *filter) horizon() string {
	v := f.text("horizon", "For when", "2024, 2024-H1, 2024-12")
	if v == "" {
		return ""
	}
	h, ok := rostrum.ReadHorizon(v)
	if !ok {
		f.fail("horizon: expected %s, found %q", rostrum.HorizonLike, v)
	}
	return h
}

// mostDays bounds the stretches of which everything is shown.
const mostDays = 92

// bounded is period for a page that reads all of a stretch: where one end is open, it
// is a week.
func (f *filter) bounded() (first, last string) {
	first, last = f.period()
	from, err := time.Parse(time.DateOnly, first)
	to, err2 := time.Parse(time.DateOnly, last)
	const week = 7
	switch {
	case err != nil && err2 == nil:
		first = to.AddDate(0, 0, 1-week).Format(time.DateOnly)
	case err == nil && err2 != nil:
		last = from.AddDate(0, 0, week-1).Format(time.DateOnly)
	case err == nil && int(to.Sub(from).Hours()/24) >= mostDays:
		f.fail("from: expected a stretch of at most %d days, found %s to %s; the lists take any", mostDays, first, last)
	}
	return first, last
}

// stretch returns the first and the last day of a day, month or year.
func (f *filter) stretch(name, value string) (first, last string) {
	if value == "" {
		return "", ""
	}
	for _, l := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(l.layout, value); err == nil {
			return t.Format(time.DateOnly), t.AddDate(l.years, l.months, l.days).AddDate(0, 0, -1).Format(time.DateOnly)
		}
	}
	f.fail("%s: expected a day such as 2024-09-01, a month such as 2024-09 or a year, found %q", name, value)
	return "", ""
}

// used tells whether anything is filtered.
func (f *filter) used() bool {
	for name, values := range f.query {
		if name != "cursor" && name != saidWords && strings.Join(values, "") != "" {
			return true
		}
	}
	return false
}
