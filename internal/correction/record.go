package correction

import (
	"maps"

	"github.com/rostrum-watch/rostrum"
)

// record is one record of an extraction, whatever its kind.
type record struct {
	name   Name
	at     rostrum.Span
	quote  string
	fields rostrum.Fields
	event  *record // of an appearance
}

// records lists events, each with its appearances behind it, plan claims and acts.
func records(x *rostrum.Extraction) []*record {
	var all []*record
	for i := range x.Events {
		e := &x.Events[i]
		event := &record{name: Name{Kind: rostrum.RecordEvent, Record: Ref{Number: i + 1}}, at: e.At, quote: e.Evidence, fields: eventFields(e)}
		all = append(all, event)
		for j := range e.Participants {
			a := &e.Participants[j]
			all = append(all, &record{name: Name{Kind: rostrum.RecordAppearance, Record: Ref{Number: j + 1}, Event: Ref{Number: i + 1}},
				at: a.At, quote: a.At.Quote(&rostrum.Report{Title: x.Title, Text: textOf(x)}), fields: appearanceFields(a), event: event})
		}
	}
	for i := range x.Plans {
		p := &x.Plans[i]
		all = append(all, &record{name: Name{Kind: rostrum.RecordPlan, Record: Ref{Number: i + 1}}, at: p.At, quote: p.Evidence, fields: planFields(p)})
	}
	for i := range x.Acts {
		a := &x.Acts[i]
		all = append(all, &record{name: Name{Kind: rostrum.RecordAct, Record: Ref{Number: i + 1}}, at: a.At, quote: a.Evidence, fields: actFields(a)})
	}
	return all
}

// Look gives the fields of a record that was read, and where it stands; false where
// there is none of this name.
func Look(x *rostrum.Extraction, name Name) (rostrum.Fields, rostrum.Span, bool) {
	for _, r := range records(x) {
		if r.name == name {
			return maps.Clone(r.fields), r.at, true
		}
	}
	return nil, rostrum.Span{}, false
}

func (r *record) subject() *rostrum.Subject {
	s := &rostrum.Subject{Kind: r.name.Kind, At: r.at, Quote: r.quote, Was: maps.Clone(r.fields)}
	if r.event != nil {
		s.Event = r.event.subject()
	}
	return s
}

func eventFields(e *rostrum.Event) rostrum.Fields {
	return rostrum.Fields{"type": &e.Type, "date": e.Date, "date_to": e.DateTo, "site": e.Site, "place": e.Place, "evidence": &e.Evidence}
}

func setEvent(e *rostrum.Event, f rostrum.Fields) {
	e.Type, e.Date, e.DateTo, e.Site, e.Place, e.Evidence = get(f, "type"), f["date"], f["date_to"], f["site"], f["place"], get(f, "evidence")
}

func appearanceFields(a *rostrum.Appearance) rostrum.Fields {
	return rostrum.Fields{"name": a.Name, "role": &a.Role, "post": a.Post}
}

func setAppearance(a *rostrum.Appearance, f rostrum.Fields) {
	a.Name, a.Role, a.Post = f["name"], get(f, "role"), f["post"]
}

func planFields(p *rostrum.Plan) rostrum.Fields {
	return rostrum.Fields{"plan": &p.Plan, "subject": p.Subject, "assigner": p.Assigner, "horizon": p.Horizon, "status": &p.Status, "value": p.Value,
		"voice": optional(p.Voice), "referent": optional(p.Referent), "evidence": &p.Evidence}
}

func setPlan(p *rostrum.Plan, f rostrum.Fields) {
	p.Plan, p.Subject, p.Assigner, p.Horizon, p.Status, p.Value = get(f, "plan"), f["subject"], f["assigner"], f["horizon"], get(f, "status"), f["value"]
	p.Voice, p.Referent, p.Evidence = get(f, "voice"), get(f, "referent"), get(f, "evidence")
}

func actFields(a *rostrum.Act) rostrum.Fields {
	return rostrum.Fields{"speaker": &a.Speaker, "act": &a.Act, "condition": a.Condition, "addressee": a.Addressee,
		"voice": optional(a.Voice), "referent": optional(a.Referent), "evidence": &a.Evidence}
}

func setAct(a *rostrum.Act, f rostrum.Fields) {
	a.Speaker, a.Act, a.Condition, a.Addressee = get(f, "speaker"), get(f, "act"), f["condition"], f["addressee"]
	a.Voice, a.Referent = get(f, "voice"), get(f, "referent")
	if e := get(f, "evidence"); e != a.Evidence {
		a.Evidence, a.Sentence = e, firstWords(e)
	}
}

// optional is a value that is "" where there is none.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
