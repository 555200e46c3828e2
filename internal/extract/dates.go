package extract

import (
	"slices"
	"time"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/calendar"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// Day is a wording of a date in a passage.
type Day struct {
	Start, End int    // bytes of the passage
	From, To   string // ISO days, or months; To is "" where it is one
}

// Days finds the wordings of dates in a passage of a report that was published on a
// day.
func Days(p *profile.Profile, passage, published string) []Day {
	d := text.New(p.Vocabulary, "", passage)
	var found []calendar.Date
	var days []Day
	for _, s := range d.Sentences {
		found = p.Calendar.Find(d, s.First, s.Last, published, found[:0])
		for _, f := range found {
			start, end := d.Span(f.First, f.Last)
			days = append(days, Day{Start: start, End: end, From: f.From, To: f.To})
		}
	}
	return days
}

// nearestDate returns the date wording nearest to a formula's words, in its
// sentence; one behind them wins over one as near before them.
func (x *reader) nearestDate(sentence int, core grammar.Range) (calendar.Date, bool) {
	var best calendar.Date
	at := 1 << 30
	for _, d := range x.datesOf(sentence) {
		if d.From == "" || x.yetToCome(d.From) {
			continue // what is told took place: the day ahead is that of something else
		}
		if x.observed(&d) {
			continue
		}
		dist := 0
		switch {
		case d.First >= core.Last:
			dist = 2 * (d.First - core.Last)
		case d.Last <= core.First:
			dist = 2*(core.First-d.Last) + 1
		}
		if dist < at {
			best, at = d, dist
		}
	}
	return best, at < 1<<30
}

// observed reports whether a day is what was celebrated, rather than when: "to celebrate
// Feb. 16", "celebrating May 1".
func (x *reader) observed(day *calendar.Date) bool {
	k := day.First - 1
	if k < 1 || day.Kind != calendar.Day {
		return false
	}
	t, before := &x.d.Tokens[k], &x.d.Tokens[k-1]
	if t.Is(text.Punct | text.Capital | text.Number | text.Possessive) {
		return false
	}
	if x.participle(k) {
		return before.Class.Has(x.c.of)
	}
	return before.Class.Has(x.c.siteStop) && !t.Class.Has(x.c.postBreak|x.c.siteStop|x.c.in|x.c.of|x.c.at|x.c.article|x.c.adverb|x.c.possessive|x.c.eventNoun|x.c.here)
}

// earlier reports whether ISO day or month a lies more than n days before b.
func earlier(a, b string, n int) bool {
	if len(a) == 7 {
		a += "-28"
	}
	if len(a) != 10 || len(b) != 10 {
		return a < b
	}
	ta, oka := rostrum.ReadDay(a)
	tb, okb := rostrum.ReadDay(b)
	return oka && okb && tb.Sub(ta) > time.Duration(n)*24*time.Hour
}

// yetToCome reports whether a day lies behind publication.
func (x *reader) yetToCome(day string) bool { return x.r.Published != "" && day > x.r.Published }

// toldDay reports whether it is a day, on which what a report tells of may have been:
// neither long before publication nor behind it.
func (x *reader) toldDay(day string) bool {
	return calendar.IsDay(day) && !x.longBefore(day) && !x.yetToCome(day)
}

// dayOf finds the day of an event in its sentence, or that of what was told before. It
// returns the occasion that those present at it went on with, or nil.
func (x *reader) dayOf(ev *event, s text.Sentence) (within *event) {
	byLine := ev.f.Date == "dateline" && x.dateline != ""
	if d, ok := x.nearestDate(ev.sentence, ev.core); ok && !(byLine && d.Kind == calendar.Month) {
		ev.date, ev.dateTo = d.From, d.To
	}
	if ev.date == "" && byLine {
		ev.date, ev.byLine = x.dateline, true
	}
	if ev.date == "" && x.sameDay(ev.sentence) {
		ev.date, ev.dateTo = x.dayBefore(ev)
	}
	if ev.date == "" && ev.f.Date == "event" {
		ev.date, ev.dateTo = x.dayOfOccasion(ev)
	} else if ev.date == "" && x.belongsTo(ev, s) {
		o := x.occasionBefore(ev)
		ev.date, ev.dateTo = o.date, o.dateTo
		if x.ofThosePresent(ev, s) {
			within = o
		}
	}
	if n := len(x.events); ev.date == "" && n > 0 && x.d.Tokens[s.First].Class.Has(x.c.sequel) && x.events[n-1].d == ev.d {
		if ev.notBefore = x.events[n-1].date; !calendar.IsDay(ev.notBefore) {
			ev.notBefore = ""
		}
		if ev.notBefore == "" {
			ev.notBefore = x.events[n-1].notBefore
		}
	}
	return within
}

// sameDay reports whether a sentence says that it was on the day told before.
func (x *reader) sameDay(sentence int) bool {
	for _, d := range x.datesOf(sentence) {
		if d.Kind == calendar.Same {
			return true
		}
	}
	return false
}

// dayBefore returns the day of what was told before an event: that named last in the
// sentences right before it, else that of the event before.
func (x *reader) dayBefore(ev *event) (from, to string) {
	for i := ev.sentence - 1; i >= max(0, ev.sentence-farDay); i-- {
		list := x.datesOf(i)
		for k := len(list) - 1; k >= 0; k-- {
			if day := &list[k]; x.toldDay(day.From) {
				return day.From, day.To
			}
		}
	}
	if n := len(x.events); n > 0 {
		return x.events[n-1].date, x.events[n-1].dateTo
	}
	return "", ""
}

// occasionBefore returns the last occasion told before an event, in the same field, at
// which people were and whose day is known, or nil.
func (x *reader) occasionBefore(ev *event) *event {
	var last *event
	for _, o := range x.events {
		if o.d == ev.d && o.sentence <= ev.sentence && o.date != "" && present(o.typ) && (last == nil || o.sentence >= last.sentence) {
			last = o
		}
	}
	return last
}

// dayOfOccasion returns the day of the occasion told before an event that was part of
// it: where none is known, that of whatever was told, else the first day that the text
// names.
func (x *reader) dayOfOccasion(ev *event) (from, to string) {
	if o := x.occasionBefore(ev); o != nil {
		return o.date, o.dateTo
	}
	if n := len(x.events); n > 0 && x.events[n-1].date != "" {
		return x.events[n-1].date, x.events[n-1].dateTo
	}
	for i := 0; i < min(ev.sentence, leadSentences) && x.kind != kindDigest; i++ {
		for _, day := range x.datesOf(i) {
			if x.toldDay(day.From) {
				return day.From, day.To
			}
		}
	}
	return "", ""
}

// belongsTo reports whether a show or a meal was part of the occasion told before it, or
// came right behind: one given at a banquet, or to "the participants"; one that is told
// of with "then", or at "the ceremony".
func (x *reader) belongsTo(ev *event, s text.Sentence) bool {
	if ev.typ != rostrum.TypePerformance && ev.typ != rostrum.TypeBanquet || x.kind == kindDigest {
		return false
	}
	o := x.occasionBefore(ev)
	if o == nil || o.sentence == ev.sentence || o.dateTo != "" {
		return false
	}
	d := x.d
	if d.Tokens[s.First].Class.Has(x.c.sequel) {
		return gathering(o.typ) || ev.typ == rostrum.TypeBanquet
	}
	if !gathering(o.typ) {
		return false
	}
	if o.typ == rostrum.TypeBanquet && ev.typ != o.typ {
		return true
	}
	for k := s.First; k+2 < s.Last; k++ {
		n := &d.Tokens[k+1]
		if d.Tokens[k].Class.Has(x.c.article|x.c.possessive) && n.Class.Has(x.c.eventNoun) && !n.Is(text.Capital) && x.p.Value(x.c.eventNoun, n.Word) == o.typ && o.typ != ev.typ {
			return true
		}
	}
	return x.ofThosePresent(ev, s)
}

// ofThosePresent reports whether the subject of an event's sentence is a group told of
// before, "the participants": they are where they were.
func (x *reader) ofThosePresent(ev *event, s text.Sentence) bool {
	d := x.d
	for k := s.First; k+2 < s.Last && k < ev.core.First; k++ {
		if d.Tokens[k].Class.Has(x.c.article|x.c.possessive) && d.Tokens[k+1].Class.Has(x.c.group) && !d.Tokens[k+2].Class.Has(x.c.of) {
			return true
		}
	}
	return false
}

// farDay is how many sentences before an event the day may stand that it points back to.
const farDay = 4

// handedOver takes the dateline's day from a gift or a letter of which the same sentence
// or the next tells on what day it was handed over: it had come before.
func (x *reader) handedOver() {
	if x.kind == kindDigest {
		return
	}
	for _, e := range x.events {
		if e.byLine && e.typ == rostrum.TypeMessage && slices.ContainsFunc(x.events, func(o *event) bool {
			return o.typ == rostrum.TypeCeremony && o.d == e.d && o.date != "" && (o.sentence == e.sentence || o.sentence == e.sentence+1)
		}) {
			e.date = ""
		}
	}
}
