package extract

import (
	"strconv"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/calendar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// Outline is what two versions of a report are compared by, besides its records: in
// text order, those of the title first.
type Outline struct {
	Sentences []rostrum.Span
	Numbers   []Number // wordings of dates, and words of numbers
}

// Number is a wording of a number.
type Number struct {
	At    rostrum.Span
	Value string // in digits; of a date, what it stands for
}

// NewOutline outlines a report by a profile; without one (nil), by its marks alone.
func NewOutline(p *profile.Profile, r *rostrum.Report) *Outline {
	v, days := text.NewVocabulary(), (*calendar.Calendar)(nil)
	if p != nil {
		v, days = p.Vocabulary, p.Calendar
	}
	o := &Outline{}
	for _, f := range []struct{ name, raw string }{{rostrum.FieldTitle, r.Title}, {rostrum.FieldText, r.Text}} {
		d := text.New(v, f.name, f.raw)
		span := func(first, last int) rostrum.Span {
			start, end := d.Span(first, last)
			return rostrum.Span{Field: f.name, Start: start, End: end}
		}
		var dates []calendar.Date
		for _, s := range d.Sentences {
			o.Sentences = append(o.Sentences, span(s.First, s.Last))
			dates = days.Find(d, s.First, s.Last, r.Published, dates[:0])
			for _, day := range dates {
				o.Numbers = append(o.Numbers, Number{At: span(day.First, day.Last), Value: strings.TrimSuffix(day.From+"/"+day.To, "/")})
			}
			for i := s.First; i < s.Last; i++ {
				if value := spelled(v, days, d, i); value != "" {
					o.Numbers = append(o.Numbers, Number{At: span(i, i+1), Value: value})
				}
			}
		}
	}
	return o
}

// spelled is the number that a token spells out, or "": "twelve", "twenty-five".
func spelled(v *text.Vocabulary, days *calendar.Calendar, d *text.Doc, i int) string {
	t := &d.Tokens[i]
	if n, ok := days.Number(t.Word); ok {
		return strconv.Itoa(n)
	}
	if t.Is(text.Punct|text.Number) || !strings.Contains(d.Raw[t.Start:t.End], "-") {
		return ""
	}
	sum := 0
	for part := range strings.SplitSeq(strings.ToLower(d.Word(i)), "-") {
		n, ok := days.Number(v.Find(part))
		if !ok {
			return ""
		}
		sum += n
	}
	return strconv.Itoa(sum)
}
