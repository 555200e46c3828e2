package sqlite

import (
	"encoding/json"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// keepRecords puts the records of an extraction among those to be written.
func (w *writer) keepRecords(report, extraction int64, x *rostrum.Extraction) error {
	for i := range x.Events {
		e := &x.Events[i]
		day, last := days(e, x.Published)
		if err := w.events.add(extraction, i+1, report, day, last, e.Type, value(e.Date), value(e.DateTo), value(e.NotBefore), value(e.NotAfter), value(e.Site),
			value(e.Place), foldBoth(e.Site, e.Place), e.Form, e.Evidence, e.At.Field, e.At.Start, e.At.End, e.Formula, e.Confidence); err != nil {
			return err
		}
		for j := range e.Participants {
			if err := w.appearance(extraction, i+1, j+1, &e.Participants[j]); err != nil {
				return err
			}
		}
	}
	for i := range x.Plans {
		p := &x.Plans[i]
		if err := w.plans.add(extraction, i+1, p.Plan, value(p.Subject), value(p.Assigner), value(p.Horizon), p.Status, value(p.Value), p.Voice, p.Referent,
			foldBoth(&p.Plan, p.Subject), p.Evidence, p.At.Field, p.At.Start, p.At.End, p.Formula, p.Confidence); err != nil {
			return err
		}
	}
	for i := range x.Acts {
		a := &x.Acts[i]
		if err := w.acts.add(extraction, i+1, a.Speaker, store.Fold(a.Speaker), a.Act, a.Sentence, value(a.Condition), value(a.Addressee), a.Voice, a.Referent,
			a.At.Field, a.At.Start, a.At.End, a.Formula, a.Confidence, a.Evidence, store.Fold(a.Evidence)); err != nil {
			return err
		}
	}
	for i := range x.Mentions {
		if m := &x.Mentions[i]; m.Kind == rostrum.MentionTitle {
			if err := w.mentions.add(extraction, i+1, m.Kind, m.Name, m.At.Field, m.At.Start, m.At.End, m.Referent, m.Voice, store.Fold(m.Name), "[]"); err != nil {
				return err
			}
		}
	}
	for i := range x.Unread {
		u := &x.Unread[i]
		if err := w.unread.add(extraction, i+1, u.At.Field, u.At.Start, u.At.End, u.Why); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) appearance(extraction int64, event, number int, a *rostrum.Appearance) error {
	postAt, err := list(a.PostAt)
	if err != nil {
		return err
	}
	var folded any
	if a.Name != nil {
		folded = store.Fold(*a.Name)
	}
	return w.appearances.add(extraction, event, number, value(a.Name), folded, a.Role, value(a.Post), a.At.Field, a.At.Start, a.At.End, postAt, a.Formula, a.Confidence)
}

// mentionsOf are the mentions of an extraction in one value.
func mentionsOf(x *rostrum.Extraction) string { return string(rostrum.AppendMentions(nil, x.Mentions)) }

// days are the first and last day by which an event is found and listed: as
// stated, else that of publication. A month ends, for comparison, on its 31st.
func days(e *rostrum.Event, published string) (first, last string) {
	first, last = published, published
	if e.Date != nil {
		first, last = *e.Date, *e.Date
		if e.DateTo != nil {
			last = *e.DateTo
		}
	}
	return first, lastDay(last)
}

// lastDay is a day that no day of the stretch comes after.
func lastDay(stretch string) string {
	switch len(stretch) {
	case len("2006"):
		return stretch + "-12-31"
	case len("2006-01"):
		return stretch + "-31"
	}
	return stretch
}

// foldBoth is what parts of two wordings are sought in; the blank between them
// keeps a match from running from one into the other.
func foldBoth(one, other *string) string {
	var a, b string
	if one != nil {
		a = store.Fold(*one)
	}
	if other != nil {
		b = store.Fold(*other)
	}
	return a + " " + b
}

// value is a string or NULL.
func value(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}

// list is a list as JSON; null is an empty one.
func list[T any](s []T) (string, error) {
	if len(s) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal(s)
	return string(b), err
}

// parseList reads what list wrote.
func parseList[T any](s string, into *[]T) error {
	if s == "[]" {
		*into = []T{}
		return nil
	}
	return json.Unmarshal([]byte(s), into)
}
