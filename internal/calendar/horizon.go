package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// period is a wording of a stretch of time and what it stands for, relative to
// the day of publication.
type period struct {
	words []text.Word
	spec  string
}

// Specs of periods in calendar.yaml: "year", "year+1", "half1", "quarter2",
// "quarter" (that of the day of publication), "month", "month+1", or a fixed
// span of years, "2021/2025", that counts only for reports published within it.
var units = []string{"year", "half", "quarter", "month"}

// CheckPeriod returns what is wrong with a spec, or "".
func CheckPeriod(spec string) string {
	if from, to, ok := strings.Cut(spec, "/"); ok {
		a, err1 := strconv.Atoi(from)
		b, err2 := strconv.Atoi(to)
		if err1 == nil && err2 == nil && len(from) == 4 && len(to) == 4 && a <= b {
			return ""
		}
		return "expected two years, as in 2021/2025"
	}
	if _, ok := resolve(spec, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)); ok {
		return ""
	}
	return "expected " + strings.Join(units, ", ") + " with a number or +1 behind it, or two years, as in 2021/2025"
}

// resolve turns a spec into a horizon: "2024", "2024-H1", "2024-Q2", "2024-05",
// "2021/2025".
func resolve(spec string, pub time.Time) (string, bool) {
	if from, to, ok := strings.Cut(spec, "/"); ok {
		a, _ := strconv.Atoi(from)
		b, _ := strconv.Atoi(to)
		return spec, pub.Year() >= a && pub.Year() <= b
	}
	unit, rest := spec, ""
	for _, u := range units {
		if strings.HasPrefix(spec, u) {
			unit, rest = u, spec[len(u):]
		}
	}
	n, err := 0, error(nil)
	if rest != "" {
		if n, err = strconv.Atoi(rest); err != nil {
			return "", false
		}
	}
	signed := strings.HasPrefix(rest, "+") || strings.HasPrefix(rest, "-")
	switch {
	case unit == "year" && (rest == "" || signed):
		return strconv.Itoa(pub.Year() + n), true
	case unit == "half" && n >= 1 && n <= 2 && !signed:
		return fmt.Sprintf("%d-H%d", pub.Year(), n), true
	case unit == "quarter" && rest == "":
		return fmt.Sprintf("%d-Q%d", pub.Year(), (int(pub.Month())+2)/3), true
	case unit == "quarter" && n >= 1 && n <= 4 && !signed:
		return fmt.Sprintf("%d-Q%d", pub.Year(), n), true
	case unit == "month" && (rest == "" || signed):
		return pub.AddDate(0, n, 1-pub.Day()).Format("2006-01"), true
	}
	return "", false
}

// Horizon returns the period that tokens [first, last) set for a plan, as
// "2024", "2024-H1", "2011-Q1", "2012-04", "2021/2025" or a day; "" where they
// state none. A period with a name wins over a date; of several dates the last
// that lies ahead of the day of publication does. Where the plan is one of the
// past, a month or a year that is over may be its period.
func (c *Calendar) Horizon(d *text.Doc, first, last int, published string, past bool) string {
	if c == nil {
		return ""
	}
	pub := publication(published)
	if pub.IsZero() {
		return ""
	}
	best, length := "", 0
	for i := first; i < last; i++ {
		for _, p := range c.periods[d.Tokens[i].Word] {
			if len(p.words) <= length || !worded(d, i, last, p.words) {
				continue
			}
			if h, ok := resolve(p.spec, pub); ok {
				best, length = h, len(p.words)
			}
		}
	}
	if best != "" {
		return best
	}
	over := ""
	for _, day := range c.Find(d, first, last, published, nil) {
		today := published[:min(len(day.From), len(published))]
		switch {
		case day.From > today || day.From == today && len(day.From) < len(published):
			best = day.From
		case day.Kind == Month || day.Kind == Year:
			over = day.From
		}
	}
	switch {
	case best != "":
		return best
	case past && over != "":
		return over
	}
	for i := first + 1; i < last; i++ {
		if n := number(d, i); d.Tokens[i].Is(text.Number) && len(d.Word(i)) == 4 && n >= pub.Year() && n <= pub.Year()+farYears && c.role(&d.Tokens[i-1]) == on {
			return strconv.Itoa(n)
		}
	}
	return ""
}

// farYears is how many years ahead a number is still a year.
const farYears = 40
