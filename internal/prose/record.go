package prose

import (
	"fmt"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// DateOf words when an event was: its day or span, else its bounds.
func DateOf(e *rostrum.Event) string {
	date, to, after, before := Given(e.Date), Given(e.DateTo), Given(e.NotBefore), Given(e.NotAfter)
	switch {
	case date != "" && to != "":
		return date + " to " + to
	case date != "":
		return date
	case after != "" && before != "":
		return "undated (" + after + " to " + before + ")"
	case before != "":
		return "undated (by " + before + ")"
	}
	return "undated"
}

// DayOf is the day of an event for a list: as stated, else "by" the last it can
// have been.
func DayOf(e *store.Event) string {
	switch {
	case e.Date != nil && e.DateTo != nil:
		return *e.Date + "/" + LastPart(*e.Date, *e.DateTo)
	case e.Date != nil:
		return *e.Date
	case e.Published != "":
		return "by " + e.Published
	}
	return "undated"
}

// LastPart leaves out of the second day what it shares with the first.
func LastPart(first, last string) string {
	switch {
	case len(first) == len(last) && len(first) == 10 && first[:8] == last[:8]:
		return last[8:]
	case len(first) == len(last) && len(first) == 10 && first[:5] == last[:5]:
		return last[5:]
	}
	return last
}

// Where is site and place of an event.
func Where(e *rostrum.Event) string { return WhereOf(e.Site, e.Place) }

// WhereOf is a site and its place, which is given once where it is the site: "field guidance
// to Moran County".
func WhereOf(site, place *string) string {
	return Joined(", ", Given(site), Beside(site, place))
}

// Beside is the place to give beside a site: "" where it is the site.
func Beside(site, place *string) string {
	if Given(site) == Given(place) {
		return ""
	}
	return Given(place)
}

// At words a span: text[12:34).
func At(s rostrum.Span) string { return fmt.Sprintf("%s[%d:%d)", s.Field, s.Start, s.End) }

// Confidence words a figure; 0 is one that nobody has measured.
func Confidence(c float64) string {
	if c <= 0 {
		return ""
	}
	return fmt.Sprintf(" · %.2f", c)
}

// Apart marks whose matter a record is where that is not the own state: "" where it is.
func Apart(referent string) string {
	if app.Others(referent) {
		return referent
	}
	return ""
}

// Terms words what a plan claim says beside plan and subject.
func Terms(q *rostrum.Plan) string {
	var parts []string
	for _, t := range []struct {
		words string
		value *string
	}{{"for", q.Horizon}, {"value", q.Value}, {"set by", q.Assigner}} {
		if v := Given(t.value); v != "" {
			parts = append(parts, t.words+" "+v)
		}
	}
	return Joined(" · ", parts...)
}

// Address words to whom an act is, and on what condition.
func Address(a *rostrum.Act) string {
	to := Given(a.Addressee)
	if to != "" {
		to = "to " + to
	}
	return Joined("; ", to, Given(a.Condition))
}

// Spoken marks a voice that is not the outlet's own.
func Spoken(voice string) string {
	if voice == rostrum.VoiceOwn || voice == "" {
		return ""
	}
	return " [" + voice + "]"
}
