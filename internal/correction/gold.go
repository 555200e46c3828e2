package correction

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Gold is a report in the shape of annotations that readers make.
type Gold struct {
	ID            string      `json:"id"`
	Published     string      `json:"published"`
	Retrieved     *string     `json:"retrieved"`
	Title         string      `json:"title"`
	ActsAnnotated bool        `json:"acts_annotated"`
	Events        []GoldEvent `json:"events"`
	Plans         []GoldPlan  `json:"plans"`
	Acts          []GoldAct   `json:"acts"`
}

// GoldEvent is an event of Gold.
type GoldEvent struct {
	Type         string       `json:"type"`
	Date         *string      `json:"date"`
	DateTo       *string      `json:"date_to"`
	Site         *string      `json:"site"`
	Place        *string      `json:"place"`
	Evidence     string       `json:"evidence"`
	Participants []GoldPerson `json:"participants"`
}

// GoldPerson is a named person at an event of Gold.
type GoldPerson struct {
	Name string  `json:"name"`
	Role string  `json:"role"`
	Post *string `json:"post"`
}

// GoldPlan is a plan claim of Gold.
type GoldPlan struct {
	Plan     string  `json:"plan"`
	Subject  *string `json:"subject"`
	Assigner *string `json:"assigner"`
	Horizon  *string `json:"horizon"`
	Status   string  `json:"status"`
	Value    *string `json:"value"`
	Evidence string  `json:"evidence"`
}

// GoldAct is an act of Gold.
type GoldAct struct {
	Speaker  string `json:"speaker"`
	Act      string `json:"act"`
	Sentence string `json:"sentence"`
}

// Apply gives the records of x with the words applied that count, as Judge told
// them of x: what is wrong is gone, what is to be instead stands in its place, what
// was missing is there. by chooses one person's words; else those of all, and
// disagreed lists the records on which they do not say the same. x is not changed.
func Apply(x *rostrum.Extraction, standings []Standing, by string) (gold *Gold, disagreed [][]int64) {
	c := corrected{x: clone(x), gone: map[Name]bool{}, added: map[int]*rostrum.Event{}, people: map[*rostrum.Event][]rostrum.Appearance{}}
	words := map[int][]*Standing{}
	groups := 0
	for i := range standings {
		if s := &standings[i]; s.Applies && s.group > 0 && (by == "" || store.Fold(s.By) == store.Fold(by)) {
			words[s.group] = append(words[s.group], s)
			groups = max(groups, s.group)
		}
	}
	// Events before the people at them.
	for _, people := range []bool{false, true} {
		for g := 1; g <= groups; g++ {
			if len(words[g]) == 0 || (words[g][0].Subject.Kind == rostrum.RecordAppearance) != people {
				continue
			}
			last := words[g][len(words[g])-1]
			if slices.ContainsFunc(words[g], func(s *Standing) bool { return !agree(s, last) }) {
				var ids []int64
				for _, s := range words[g] {
					ids = append(ids, s.ID)
				}
				disagreed = append(disagreed, ids)
			}
			c.apply(last, standings)
		}
	}
	return c.gold(), disagreed
}

// wanted is the record as a word wants it; nil for none.
func wanted(s *Standing) rostrum.Fields {
	switch s.Verdict {
	case rostrum.VerdictWrong:
		return nil
	case rostrum.VerdictInstead:
		return with(s.Subject.Was, s.Is)
	}
	return s.Subject.Was
}

// agree tells whether two words want the same record, whatever the length of its
// quote.
func agree(a, b *Standing) bool {
	p, q := wanted(a), wanted(b)
	if p == nil || q == nil {
		return p == nil && q == nil
	}
	names := differing(a.Subject.Kind, p, q)
	return len(names) == 0 || len(names) == 1 && names[0] == evidence.name
}

// corrected is an extraction whose records are being changed.
type corrected struct {
	x      *rostrum.Extraction
	gone   map[Name]bool
	events []*rostrum.Event       // that are added
	added  map[int]*rostrum.Event // the same, by group
	people map[*rostrum.Event][]rostrum.Appearance
	plans  []rostrum.Plan
	acts   []rostrum.Act
}

// apply does what a word wants.
func (c *corrected) apply(s *Standing, all []Standing) {
	fields := wanted(s)
	if s.found != nil && fields == nil {
		c.gone[s.found.name] = true
	}
	if fields == nil {
		return
	}
	if s.found != nil {
		n := s.found.name
		switch i := n.Record.Number - 1; n.Kind {
		case rostrum.RecordEvent:
			setEvent(&c.x.Events[i], fields)
		case rostrum.RecordAppearance:
			setAppearance(&c.x.Events[n.Event.Number-1].Participants[i], fields)
		case rostrum.RecordPlan:
			setPlan(&c.x.Plans[i], fields)
		case rostrum.RecordAct:
			setAct(&c.x.Acts[i], fields)
		}
		return
	}
	switch s.Subject.Kind {
	case rostrum.RecordEvent:
		e := &rostrum.Event{At: *s.Stands}
		setEvent(e, fields)
		c.added[s.group] = e
		c.events = append(c.events, e)
	case rostrum.RecordAppearance:
		if e := c.event(s, all); e != nil {
			a := rostrum.Appearance{At: *s.Stands}
			setAppearance(&a, fields)
			c.people[e] = append(c.people[e], a)
		}
	case rostrum.RecordPlan:
		p := rostrum.Plan{At: *s.Stands}
		setPlan(&p, fields)
		c.plans = append(c.plans, p)
	case rostrum.RecordAct:
		a := rostrum.Act{At: *s.Stands}
		setAct(&a, fields)
		c.acts = append(c.acts, a)
	}
}

// event is the event at which somebody is to be added; nil where there is none.
func (c *corrected) event(s *Standing, all []Standing) *rostrum.Event {
	if s.event != nil {
		return &c.x.Events[s.event.name.Record.Number-1]
	}
	for i := range all {
		o := &all[i]
		if e := c.added[o.group]; e != nil && (s.Subject.Event.Added != 0 && root(o) == s.Subject.Event.Added || o.Stands != nil && s.Version == o.Version && o.Subject.At == s.Subject.Event.At) {
			return e
		}
	}
	return nil
}

// gold is what is left, in text order.
func (c *corrected) gold() *Gold {
	x := c.x
	g := &Gold{ID: x.ID, Published: x.Published, Retrieved: optional(x.Retrieved), Title: x.Title, ActsAnnotated: true,
		Events: []GoldEvent{}, Plans: []GoldPlan{}, Acts: []GoldAct{}}
	events := c.events
	for i := range x.Events {
		if e := &x.Events[i]; !c.gone[Name{Kind: rostrum.RecordEvent, Record: Ref{Number: i + 1}}] {
			var people []rostrum.Appearance
			for j := range e.Participants {
				if !c.gone[Name{Kind: rostrum.RecordAppearance, Record: Ref{Number: j + 1}, Event: Ref{Number: i + 1}}] {
					people = append(people, e.Participants[j])
				}
			}
			e.Participants = people
			events = append(events, e)
		}
	}
	slices.SortStableFunc(events, func(a, b *rostrum.Event) int { return byPlace(a.At, b.At) })
	for _, e := range events {
		for _, a := range c.people[e] {
			// Before the first that stands behind: a line-up need not be in text order.
			i := slices.IndexFunc(e.Participants, func(o rostrum.Appearance) bool { return byPlace(o.At, a.At) > 0 })
			if i < 0 {
				i = len(e.Participants)
			}
			e.Participants = slices.Insert(e.Participants, i, a)
		}
		o := GoldEvent{Type: e.Type, Date: e.Date, DateTo: e.DateTo, Site: e.Site, Place: e.Place, Evidence: e.Evidence, Participants: []GoldPerson{}}
		for _, a := range e.Participants {
			if a.Name != nil { // annotations hold named people only
				o.Participants = append(o.Participants, GoldPerson{Name: *a.Name, Role: a.Role, Post: a.Post})
			}
		}
		g.Events = append(g.Events, o)
	}
	for _, p := range keep(c, rostrum.RecordPlan, x.Plans, c.plans, func(p *rostrum.Plan) rostrum.Span { return p.At }) {
		g.Plans = append(g.Plans, GoldPlan{p.Plan, p.Subject, p.Assigner, p.Horizon, p.Status, p.Value, p.Evidence})
	}
	for _, a := range keep(c, rostrum.RecordAct, x.Acts, c.acts, func(a *rostrum.Act) rostrum.Span { return a.At }) {
		g.Acts = append(g.Acts, GoldAct{a.Speaker, a.Act, a.Sentence})
	}
	return g
}

// keep gives the records that are not gone and those that are added, by place.
func keep[T any](c *corrected, kind string, read, added []T, at func(*T) rostrum.Span) []T {
	kept := added
	for i := range read {
		if !c.gone[Name{Kind: kind, Record: Ref{Number: i + 1}}] {
			kept = append(kept, read[i])
		}
	}
	slices.SortStableFunc(kept, func(a, b T) int { return byPlace(at(&a), at(&b)) })
	return kept
}

// clone copies what is changed of an extraction.
func clone(x *rostrum.Extraction) *rostrum.Extraction {
	y := *x
	y.Events, y.Plans, y.Acts = slices.Clone(x.Events), slices.Clone(x.Plans), slices.Clone(x.Acts)
	for i := range y.Events {
		y.Events[i].Participants = slices.Clone(y.Events[i].Participants)
	}
	return &y
}

// byPlace orders spans: the title comes before the text.
func byPlace(a, b rostrum.Span) int {
	return cmp.Or(cmp.Compare(b.Field, a.Field), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// sentenceWords is how many words name a sentence.
const sentenceWords = 6

func firstWords(sentence string) string {
	words := strings.Fields(sentence)
	return strings.Join(words[:min(sentenceWords, len(words))], " ")
}
