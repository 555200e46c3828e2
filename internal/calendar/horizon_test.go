package calendar

import (
	"testing"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// TestCalendar_Horizon: the period that a plan is for, of the report's words.
func TestCalendar_Horizon(t *testing.T) {
	v := text.NewVocabulary()
	c, errs := Load([]File{{Name: "calendar.yaml", Data: []byte(`
months: {may: 5, june: 6}
links: [to]
years: {this: 0, last: -1}
year_nouns: [year]
prepositions: [in, by, for]
periods: {"this year": year, "coming year": "year+1", "first half of the year": half1, "second quarter": quarter2, "this quarter": quarter, "next month": "month+1", "five-year plan": "2031/2035"}
`)}}, v)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, w := range []struct {
		words string
		past  bool
		want  string
	}{
		{"the plan for this year", false, "2032"},
		{"the goal for the coming year", false, "2033"},
		{"the plan for the first half of the year", false, "2032-H1"},
		{"the second quarter plan", false, "2032-Q2"},
		{"its plan for this quarter", false, "2032-Q2"},
		{"due next month", false, "2032-06"},
		{"set in the five-year plan", false, "2031/2035"},
		{"to be built by June 20", false, "2032-06-20"},
		{"to be built by 2040", false, "2040"},
		{"from June 2 to be built by June 20", false, "2032-06-20"},
		{"met on May 3", false, ""},
		{"its plan for May", true, "2032-05"},
		{"the plan", false, ""},
	} {
		d := text.New(v, "", w.words)
		if got := c.Horizon(d, 0, len(d.Tokens), "2032-05-10", w.past); got != w.want {
			t.Errorf("%q: got %q, want %q", w.words, got, w.want)
		}
	}
	// a plan of other years counts for no report outside them, and no report
	// without a day has a horizon
	d := text.New(v, "", "set in the five-year plan")
	for _, published := range []string{"2036-01-01", ""} {
		if got := c.Horizon(d, 0, len(d.Tokens), published, false); got != "" {
			t.Errorf("published %q: got %q, want none", published, got)
		}
	}
}

// TestCheckPeriod: what an author may write behind a period, and what not.
func TestCheckPeriod(t *testing.T) {
	for spec, ok := range map[string]bool{"year": true, "year+1": true, "half1": true, "quarter4": true, "quarter": true, "month+1": true, "2021/2025": true,
		"half3": false, "quarter5": false, "2025/2021": false, "21/25": false, "week": false, "": false, "year1": false} {
		if got := CheckPeriod(spec) == ""; got != ok {
			t.Errorf("%q: accepted %v, want %v", spec, got, ok)
		}
	}
}
