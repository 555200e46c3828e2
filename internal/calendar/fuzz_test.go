package calendar

import (
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// dateForms are what a date may resolve to.
var dateForms = []string{time.DateOnly, "2006-01", "2006"}

func isDate(s string, forms ...string) bool {
	for _, form := range forms {
		if t, err := time.Parse(form, s); err == nil && t.Format(form) == s {
			return true
		}
	}
	return false
}

// FuzzFind reads any text with any day of publication: nothing panics, wordings
// stand in order and apart, and what they resolve to are real days.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"on May 17", "from July 20 to 27", "Feb. 21-23, 2024", "on the New Year", "Juche 100 (2011)", "yesterday, Thursday", "last October", "in April 2012",
		"Nov. 26 to Dec. 2 this year", "Feb. 29", "17 May", "Pyongyang, May 18 (KCNA) -- On May", "May", "Juche 99 9999", "５ May", "Dec. 31 to Jan. 1", "April 25 Hostel", "May 1 and 20 flats"} {
		f.Add(s, "2024-02-29")
		f.Add(s, "")
	}
	f.Add("on May 17", "0001-01-01")
	f.Add("tomorrow", "9999-12-31")
	f.Add("x", "2024-13-45")
	c, v := load(f)
	f.Fuzz(func(t *testing.T, raw, published string) {
		d := text.New(v, "text", raw)
		at := 0
		for _, dt := range c.Find(d, 0, len(d.Tokens), published, nil) {
			if dt.First < at || dt.Last <= dt.First || dt.Last > len(d.Tokens) {
				t.Fatalf("%q: %+v after %d of %d tokens", raw, dt, at, len(d.Tokens))
			}
			at = dt.Last
			if dt.Kind == Same {
				if dt.From != "" || dt.To != "" {
					t.Fatalf("%q: %+v", raw, dt)
				}
				continue
			}
			if len(dt.From) <= 10 && !isDate(dt.From, dateForms...) {
				t.Fatalf("%q published %q: %+v", raw, published, dt)
			}
			if dt.To != "" {
				if !isDate(dt.From, time.DateOnly) || !isDate(dt.To, time.DateOnly) {
					t.Fatalf("%q published %q: a span of what are no days: %+v", raw, published, dt)
				}
				if dt.To <= dt.From {
					t.Fatalf("%q published %q: a span that ends before it begins: %+v", raw, published, dt)
				}
			}
		}
		for _, s := range d.Sentences {
			c.Find(d, s.First, s.Last, published, nil)
		}
		body, day, ok := c.Dateline(d, published)
		if body < 0 || body > len(d.Tokens) || !ok && (body != 0 || day != "") || day != "" && len(day) <= 10 && !isDate(day, time.DateOnly) {
			t.Fatalf("%q published %q: dateline %d %q %v", raw, published, body, day, ok)
		}
	})
}

// FuzzLoad reads any calendar file.
func FuzzLoad(f *testing.F) {
	for _, s := range []string{english, "", "months: {may: 13}", "months: [", "named_days: {\"new year\": \"02-30\"}", "named_days: {\" \": \"01-01\"}", "era: \"\"\nera_offset: -5", "weekdays: {\"\": 1}", "{}", "x: 1", "months: {? [a]: 1}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		v := text.NewVocabulary()
		c, errs := Load([]File{{"calendar.yaml", []byte(data)}}, v)
		if (c == nil) == (len(errs) == 0) {
			t.Fatalf("%v %v", c, errs)
		}
		for _, e := range errs {
			if e.Message == "" || e.Line < 0 || e.Column < 0 {
				t.Fatalf("%+v", e)
			}
		}
		if c != nil {
			d := text.New(v, "text", "On May 17, Juche 100, the New Year was a Thursday.")
			c.Find(d, 0, len(d.Tokens), "2024-05-18", nil)
			c.Dateline(d, "2024-05-18")
		}
	})
}
