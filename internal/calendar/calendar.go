// Package calendar finds the wordings of dates in a text and resolves them
// against the day of publication: "on May 17", "Thursday", "yesterday", "from
// Nov. 26 to 29", "on the New Year", "Juche 100 (2011)".
//
// Key types: Calendar (the date words of a language, from calendar.yaml), Date
// (a wording and the day, span, month or year it stands for).
//
// What it does not do: it does not judge which event a date belongs to, nor
// whether a day lies too far off; it knows no word of any language, and reads no
// clock.
package calendar

import (
	"fmt"
	"strconv"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// Kind says how a date was worded.
type Kind uint8

// Kinds of wordings.
const (
	Day Kind = iota
	Month
	Year
	Weekday
	Relative
	Named
	Same // "the same day": From is empty, the day is that of what was told before
)

// Date is a wording of a date in tokens [First, Last), without preposition.
type Date struct {
	First, Last int
	From        string // ISO day, month ("2012-04") or year ("2012")
	To          string // last ISO day of a stated span, else ""
	Kind        Kind
}

type role uint8

const (
	none role = iota
	month
	weekday
	relative
	named    // first word of a named day
	era      // "Juche 100"
	link     // to, and, through
	yearWord // "this year", "last year": the first word
	noun     // behind a month and day: the name of something
	yearNoun // "year"
	on
)

// Calendar holds a language's date words. It is read-only after Load.
type Calendar struct {
	v       *text.Vocabulary
	roles   []role
	value   []int
	days    []namedDay
	periods map[text.Word][]period // by their first word
	offset  int                    // of the era
	numbers map[text.Word]int      // words of numbers
}

// namedDay is a wording of several words; without a month it points back to the
// day told before.
type namedDay struct {
	words []text.Word
	month int
	day   int
}

func (c *Calendar) role(t *text.Token) role {
	if c == nil || int(t.Word) >= len(c.roles) || t.Word == text.Unknown {
		return none
	}
	return c.roles[t.Word]
}

// Word reports whether a word names a month, a weekday or a day.
func (c *Calendar) Word(w text.Word) bool {
	if c == nil || w == text.Unknown || int(w) >= len(c.roles) {
		return false
	}
	switch c.roles[w] {
	case month, weekday:
		return true
	}
	return false
}

// Number returns the number that a word stands for ("twelve", "third"), where the
// profile knows it as one.
func (c *Calendar) Number(w text.Word) (n int, ok bool) {
	if c == nil || w == text.Unknown {
		return 0, false
	}
	n, ok = c.numbers[w]
	return n, ok
}

// Find appends the date wordings of tokens [first, last) to out, in order.
// published is the ISO day of publication, or "".
func (c *Calendar) Find(d *text.Doc, first, last int, published string, out []Date) []Date {
	if c == nil {
		return out
	}
	pub := publication(published)
	low := first // no token before it belongs to a further date
	for i := first; i < last; {
		t := &d.Tokens[i]
		r := c.role(t)
		if r == none || t.Is(text.Quoted) {
			i++
			continue
		}
		var dt Date
		ok := false
		switch r {
		case month:
			dt, ok = c.monthAt(d, i, first, low, last, pub)
		case weekday:
			dt, ok = c.weekdayAt(d, i, last, pub)
		case relative:
			if !pub.IsZero() && !t.Is(text.Capital) || i == first {
				dt, ok = Date{First: i, Last: i + 1, From: iso(pub.AddDate(0, 0, c.value[t.Word])), Kind: Relative}, !pub.IsZero()
			}
		case era:
			if i+1 < last && d.Tokens[i+1].Is(text.Number) {
				n := number(d, i+1)
				if n > 0 && n < 300 {
					dt, ok = Date{First: i, Last: i + 2, From: strconv.Itoa(n + c.offset), Kind: Year}, true
				}
			}
		case named:
			dt, ok = c.namedAt(d, i, last, pub)
		}
		if !ok {
			i++
			continue
		}
		out = append(out, dt)
		i, low = dt.Last, dt.Last
	}
	return out
}

// IsDay reports whether s is an ISO day that the calendar has.
func IsDay(s string) bool {
	_, ok := rostrum.ReadDay(s)
	return ok
}

// existing returns the ISO day, or "" where the month has no such day.
func existing(year, month, day int) string {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if int(t.Month()) != month || t.Day() != day {
		return ""
	}
	return iso(t)
}

func iso(t time.Time) string { return t.Format(time.DateOnly) }

// number returns the value of a number token of up to four digits, or -1.
func number(d *text.Doc, i int) int {
	t := &d.Tokens[i]
	s := d.Raw[t.Start:t.End]
	if t.Is(text.Folded) { // full-width digits
		s = d.Word(i)
	}
	if len(s) > 4 {
		return -1
	}
	n := 0
	for k := 0; k < len(s); k++ {
		if s[k] < '0' || s[k] > '9' {
			// "5th", "21st"
			if k > 0 && len(s)-k == 2 {
				return n
			}
			return -1
		}
		n = n*10 + int(s[k]-'0')
	}
	return n
}

// monthAt reads a wording that holds a month name at token i.
func (c *Calendar) monthAt(d *text.Doc, i, first, low, last int, pub time.Time) (Date, bool) {
	t := &d.Tokens[i]
	if !t.Is(text.Capital) {
		return Date{}, false
	}
	m := c.value[t.Word]
	k := i + 1
	for k+1 < last && d.Tokens[k].Mark == '.' && (d.Tokens[k+1].Mark == '.' || d.Tokens[k+1].Is(text.Number)) { // "Nov." listed without its period
		k++
	}
	start := i
	if k < last && d.Tokens[k].Is(text.Number) {
		day := number(d, k)
		if day >= 1 && day <= 31 && !c.thing(d, i, k+1, last) {
			k++
			to := 0
			toMonth := m
			// "Feb. 21-23", "Nov. 4 and 5", "Nov. 26 to 29", "Nov. 26 to Dec. 2"
			if k+1 < last && (c.role(&d.Tokens[k]) == link || d.Tokens[k].Mark == '-') {
				j := k + 1
				if c.role(&d.Tokens[j]) == month && d.Tokens[j].Is(text.Capital) {
					toMonth = c.value[d.Tokens[j].Word]
					j++
					for j < last && d.Tokens[j].Mark == '.' {
						j++
					}
				}
				if j < last && d.Tokens[j].Is(text.Number) {
					if n := number(d, j); n >= 1 && n <= 31 && (toMonth != m || n > day) && !c.thing(d, i, j+1, last) && !counts(d, j+1, last) {
						to = n
						k = j + 1
					}
				}
			}
			year := 0
			if k < last {
				j := k
				if d.Tokens[j].Mark == ',' {
					j++
				}
				if j < last && d.Tokens[j].Is(text.Number) {
					if n := number(d, j); n >= 1800 && n < 2200 {
						year = n
						k = j + 1
					}
				} else if j < last && c.role(&d.Tokens[j]) == era && j+1 < last && d.Tokens[j+1].Is(text.Number) {
					if n := number(d, j+1); n > 0 && n < 300 {
						year = n + c.offset
						k = j + 2
					}
				}
			}
			if year == 0 {
				if y, n := c.yearPhrase(d, k, last, pub); n > 0 {
					year = y
					k += n
				}
			}
			from, ok := c.resolve(year, m, day, pub)
			if !ok {
				return Date{}, false
			}
			out := Date{First: start, Last: k, From: iso(from), Kind: Day}
			if to > 0 {
				y := from.Year()
				if toMonth < m {
					y++
				}
				out.To = existing(y, toMonth, to)
			}
			return out, true
		}
		if day >= 1800 && day < 2200 { // "April 2012"
			return Date{First: start, Last: k + 1, From: fmt.Sprintf("%04d-%02d", day, m), Kind: Month}, true
		}
		return Date{}, false
	}
	// "17 May"
	if i > low && d.Tokens[i-1].Is(text.Number) && !d.Tokens[i-1].Is(text.Quoted) {
		if dt, ok := c.dayFirst(d, i, low, last, pub); ok {
			return dt, true
		}
	}
	// a month alone: "in October this year", "last October", "September Juche 53"
	if k+1 < last && c.role(&d.Tokens[k]) == era && d.Tokens[k+1].Is(text.Number) {
		if n := number(d, k+1); n > 0 && n < 300 {
			return Date{First: start, Last: k + 2, From: fmt.Sprintf("%04d-%02d", n+c.offset, m), Kind: Month}, true
		}
	}
	if pub.IsZero() || k < last && d.Tokens[k].Is(text.Capital) && !d.Tokens[k].Is(text.Punct) {
		return Date{}, false
	}
	year := pub.Year()
	if y, n := c.yearPhrase(d, k, last, pub); n > 0 {
		return Date{First: start, Last: k + n, From: fmt.Sprintf("%04d-%02d", y, m), Kind: Month}, true
	}
	prev := none
	if i > first {
		prev = c.role(&d.Tokens[i-1])
	}
	if prev == yearWord && c.value[d.Tokens[i-1].Word] < 0 || time.Month(m) > pub.Month()+1 {
		if time.Month(m) >= pub.Month() {
			year--
		}
	}
	if i == first || prev != on && prev != yearWord && prev != relative {
		return Date{}, false // "May" opening a sentence, a name
	}
	return Date{First: start, Last: k, From: fmt.Sprintf("%04d-%02d", year, m), Kind: Month}, true
}

// dayFirst reads "17 May", "17 May 2031", "10 and 11 March", "26 to 29 November"
// with the month at token i.
func (c *Calendar) dayFirst(d *text.Doc, i, first, last int, pub time.Time) (Date, bool) {
	m := c.value[d.Tokens[i].Word]
	day := number(d, i-1)
	if day < 1 || day > 31 || i-2 >= first && d.Tokens[i-2].Mark == ',' {
		return Date{}, false
	}
	k, year := i+1, 0
	if k < last && d.Tokens[k].Is(text.Number) {
		if n := number(d, k); n >= 1800 && n < 2200 {
			year = n
			k++
		}
	}
	if c.thing(d, i-1, k, last) {
		return Date{}, false
	}
	start, from := i-1, day
	if i-3 >= first && (c.role(&d.Tokens[i-2]) == link || d.Tokens[i-2].Mark == '-') && d.Tokens[i-3].Is(text.Number) {
		if n := number(d, i-3); n >= 1 && n < day {
			start, from = i-3, n
		}
	}
	t, ok := c.resolve(year, m, from, pub)
	if !ok {
		return Date{}, false
	}
	out := Date{First: start, Last: k, From: iso(t), Kind: Day}
	if from != day {
		out.To = existing(t.Year(), m, day)
	}
	return out, true
}

// counts reports whether a number behind "and" counts something rather than
// being a day: "May 1 and 20 flats".
func counts(d *text.Doc, k, last int) bool {
	return k < last && d.Tokens[k].Is(text.Number)
}

// yearPhrase reads "this year", "last year" at token k.
func (c *Calendar) yearPhrase(d *text.Doc, k, last int, pub time.Time) (year, n int) {
	if k < last && d.Tokens[k].Mark == ',' {
		return 0, 0
	}
	if k+1 < last && !pub.IsZero() && c.role(&d.Tokens[k]) == yearWord && c.role(&d.Tokens[k+1]) == yearNoun {
		return pub.Year() + c.value[d.Tokens[k].Word], 2
	}
	return 0, 0
}

// thing reports whether a month and day are part of a name: "April 25 Hostel",
// "the October 4 declaration".
func (c *Calendar) thing(d *text.Doc, i, k, last int) bool {
	if k >= last {
		return false
	}
	t := &d.Tokens[k]
	if c.role(t) == noun {
		return true
	}
	if !t.Is(text.Capital) || t.Is(text.Punct|text.LineStart) {
		return false
	}
	// "On May 17 Kim …": a preposition before it, a new subject behind
	if i > 0 && c.role(&d.Tokens[i-1]) == on {
		return false
	}
	switch c.role(t) {
	case month, weekday, era:
		return false
	}
	return true
}

// resolve finds the year of a month and day: the one nearest to publication.
func (c *Calendar) resolve(year, m, day int, pub time.Time) (time.Time, bool) {
	valid := func(t time.Time) bool { return int(t.Month()) == m && t.Day() == day }
	if year > 9999 {
		return time.Time{}, false
	}
	if year > 0 {
		t := time.Date(year, time.Month(m), day, 0, 0, 0, 0, time.UTC)
		return t, valid(t)
	}
	if pub.IsZero() {
		return time.Time{}, false
	}
	best, found := time.Time{}, false
	for y := pub.Year() - 1; y <= pub.Year()+1; y++ {
		t := time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC)
		if !valid(t) {
			continue
		}
		if !found || distance(t, pub) < distance(best, pub) {
			best, found = t, true
		}
	}
	return best, found
}

func distance(a, b time.Time) time.Duration {
	if a.Before(b) {
		return b.Sub(a)
	}
	return a.Sub(b) + time.Hour
}

func (c *Calendar) weekdayAt(d *text.Doc, i, last int, pub time.Time) (Date, bool) {
	t := &d.Tokens[i]
	if pub.IsZero() || !t.Is(text.Capital) {
		return Date{}, false
	}
	back := (int(pub.Weekday()) - c.value[t.Word] + 7) % 7
	return Date{First: i, Last: i + 1, From: iso(pub.AddDate(0, 0, -back)), Kind: Weekday}, true
}

// worded reports whether a wording stands at token i.
func worded(d *text.Doc, i, last int, words []text.Word) bool {
	if i+len(words) > last {
		return false
	}
	for k, w := range words {
		if d.Tokens[i+k].Word != w {
			return false
		}
	}
	return true
}

// capitals reports whether all of tokens [first, last) are capitalised.
func capitals(d *text.Doc, first, last int) bool {
	for k := first; k < last; k++ {
		if !d.Tokens[k].Is(text.Capital) {
			return false
		}
	}
	return true
}

func (c *Calendar) namedAt(d *text.Doc, i, last int, pub time.Time) (Date, bool) {
	best := Date{}
	for _, nd := range c.days {
		n := len(nd.words)
		if n <= best.Last-best.First || !worded(d, i, last, nd.words) {
			continue
		}
		if nd.month == 0 {
			best = Date{First: i, Last: i + n, Kind: Same}
			continue
		}
		if !capitals(d, i, i+n) || pub.IsZero() || i == 0 || i+n < last && (d.Tokens[i+n].Is(text.Capital|text.Possessive) || d.Tokens[i+n].Mark == '\'') {
			continue
		}
		// "on the New Year"
		p := i - 1
		if p > 0 && c.role(&d.Tokens[p]) != on {
			p--
		}
		if c.role(&d.Tokens[p]) != on {
			continue
		}
		if t, ok := c.resolve(0, nd.month, nd.day, pub); ok {
			best = Date{First: i, Last: i + n, From: iso(t), Kind: Named}
		}
	}
	return best, best.Last > 0
}

// publication reads the day of publication: the zero time for what is none, and
// for years whose neighbours have no four digits.
func publication(published string) time.Time {
	t, ok := rostrum.ReadDay(published)
	if !ok || t.Year() < 2 || t.Year() > 9998 {
		return time.Time{}
	}
	return t
}

// Dateline recognises "Place, Month Day (AGENCY) --" at the start of a text and
// returns the first token of the body and the day.
func (c *Calendar) Dateline(d *text.Doc, published string) (body int, day string, ok bool) {
	pub := publication(published)
	n := min(len(d.Tokens), 14)
	for i := 1; i+5 < n; i++ {
		if d.Tokens[i].Mark != ',' || c.role(&d.Tokens[i+1]) != month {
			continue
		}
		k := i + 2
		if k < n && d.Tokens[k].Mark == '.' {
			k++
		}
		if k >= n || !d.Tokens[k].Is(text.Number) {
			return 0, "", false
		}
		dd := number(d, k)
		k++
		for k < n && d.Tokens[k].Mark != '(' && k < i+7 {
			k++
		}
		if k+2 >= n || d.Tokens[k].Mark != '(' || !d.Tokens[k+1].Is(text.Upper) || d.Tokens[k+2].Mark != ')' {
			return 0, "", false
		}
		k += 3
		for k < len(d.Tokens) && d.Tokens[k].Mark == '-' {
			k++
		}
		if t, ok := c.resolve(0, c.value[d.Tokens[i+1].Word], dd, pub); ok {
			return k, iso(t), true
		}
		return k, "", true
	}
	return 0, "", false
}
