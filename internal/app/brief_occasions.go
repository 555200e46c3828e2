package app

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/occasion"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// occasionDays is how many days before a stretch are read to tell its occasions: as many
// as news of one occasion can lie apart, and again as many to learn which words are rare.
const occasionDays = 2 * (occasion.TogetherDays + occasion.OldDays)

// place is where an event of a report belongs.
type place struct {
	report string
	number int
}

// occasionsOf tells which events of a stretch are news of which occasion, and which look
// back at one, by the rules of docs/methods/occasions.md. What is in neither looks back
// at something that the stretch does not tell of, or is no occasion. Names are people:
// to tell namesakes apart would need the whole archive.
func (a *App) occasionsOf(ctx context.Context, f store.ReportFilter, know Knowledge) (news, back map[place]*occasion.Occasion, err error) {
	links, err := a.allLinks(ctx)
	if err != nil {
		return nil, nil, err
	}
	g := occasion.NewGrouper(know, links)
	w := store.WalkFilter{From: f.From, To: f.To, Outlet: f.Outlet, Text: true, NoPlans: true, NoActs: true, NoMentions: true}
	if len(w.From) == len("2006-01-02") {
		w.From = holding.Plus(w.From, -occasionDays)
	}
	if err := a.store.Walk(ctx, w, func(r *holding.Report) error {
		g.Add(r)
		return nil
	}); err != nil {
		return nil, nil, err
	}
	news, back = map[place]*occasion.Occasion{}, map[place]*occasion.Occasion{}
	for _, o := range g.Occasions() {
		for _, t := range o.Tellings {
			news[place{t.Report.ID, t.Number}] = o
		}
		for _, t := range o.Back {
			back[place{t.Report.ID, t.Number}] = o
		}
	}
	return news, back, nil
}

// teller gathers the events of a stretch by what they tell of.
type teller struct {
	told       []Told
	leads      []bool                     // of each, whether a leader takes part
	of         map[*occasion.Occasion]int // its place in told
	worded     map[string]int             // words of an event -> the same
	news, back map[place]*occasion.Occasion
	cited      map[place]bool // of digests: no report that is held tells of it
	led        func(*store.Event) bool
	foreign    func(*store.Event) bool // nobody has a name of the own state's people
	mentions   []store.Event           // that look back at an occasion
	lookBack   int
}

// tellOccasions puts into a brief the events of the reports that f selects: each
// occasion once, as the fullest report tells it.
func (a *App) tellOccasions(ctx context.Context, b *Brief, f store.ReportFilter, led func(outlet, name string) bool) error {
	t := &teller{of: map[*occasion.Occasion]int{}, worded: map[string]int{}, cited: map[place]bool{}}
	t.led = func(e *store.Event) bool {
		return slices.ContainsFunc(e.Participants, func(p rostrum.Appearance) bool { return p.Name != nil && led(e.Outlet, *p.Name) })
	}
	know, err := a.Guide.knowledge()
	if err != nil {
		return err
	}
	t.foreign = func(e *store.Event) bool {
		k := know(e.Outlet, e.Lang)
		return !slices.ContainsFunc(e.Participants, func(p rostrum.Appearance) bool { return p.Name != nil && k.Own(*p.Name) })
	}
	if t.news, t.back, err = a.occasionsOf(ctx, f, know); err != nil {
		return err
	}
	press := store.CitedFilter{From: f.From, To: f.To, Sorts: []string{store.CitedPress}, Outlet: f.Outlet, Limit: store.MaxLimit}
	if err := pages(&press.Cursor, func() (*store.Page[store.Cited], error) { return a.store.FindCited(ctx, press) },
		func(c store.Cited) { t.cited[place{c.Report.ID, c.Number}] = true }); err != nil {
		return err
	}
	events := store.EventFilter{From: f.From, To: f.To, By: store.ByPublished, Outlet: f.Outlet, Limit: store.MaxLimit}
	if err := pages(&events.Cursor, func() (*store.Page[store.Event], error) { return a.store.FindEvents(ctx, events) }, t.add); err != nil {
		return err
	}
	for i := range t.mentions {
		t.mention(&t.mentions[i])
	}
	for i := range t.told {
		b.sort(t.told[i], t.leads[i], t.foreign(&t.told[i].Event))
	}
	b.LookingBack = t.lookBack
	return nil
}

// add takes in the next event.
func (t *teller) add(e store.Event) {
	at := place{e.Report, e.Number}
	switch o := t.news[at]; {
	case e.Type == rostrum.TypeStatement && e.Kind == rostrum.KindObituary:
		// that somebody died is told by itself
	case o != nil:
		t.tell(e, o)
	case t.cited[at]:
		if i := t.tell(e, nil); t.told[i].Report == e.Report {
			t.told[i].Digest = true
		}
	case t.back[at] != nil:
		t.mentions = append(t.mentions, e)
	case t.looksBack(&e):
		t.lookBack++
	default:
		t.tell(e, nil)
	}
}

// looksBack tells whether what is news of no occasion is left out: what a leader did and
// what was tested or held as a drill is counted as rostrum activities does, and what
// digests and anecdotes tell was news before.
func (t *teller) looksBack(e *store.Event) bool {
	if slices.Contains(unattended, e.Type) {
		return false
	}
	return e.Kind == rostrum.KindDigest || e.Kind == rostrum.KindAnecdote || arms(e) || t.led(e)
}

// unattended are the types of events at which nobody is present: they are no occasions.
var unattended = []string{rostrum.TypeMessage, rostrum.TypeStatement, rostrum.TypeAppointment}

func arms(e *store.Event) bool {
	return e.Type == rostrum.TypeWeaponsTest || e.Type == rostrum.TypeDrill
}

// tell puts an event where its occasion is told already, or where it is told in the same
// words, or at the end. It returns the place.
func (t *teller) tell(e store.Event, o *occasion.Occasion) int {
	w := wording(&e)
	i, ok := t.of[o]
	if !ok || o == nil {
		i, ok = t.worded[w]
	}
	if !ok {
		i, ok = t.echo(&e)
	}
	if !ok || t.told[i].Report == e.Report {
		i = len(t.told)
		t.told = append(t.told, Told{Event: e, Also: []string{}, LookedBackIn: []string{}})
		t.leads = append(t.leads, t.led(&e))
		t.worded[w] = i
		if o != nil {
			t.of[o] = i
			if first := o.Tellings[0].Report; first.ID != e.Report {
				t.told[i].First = first.ID
			}
		}
		return i
	}
	if o != nil {
		t.of[o] = i
	}
	one := &t.told[i]
	t.leads[i] = t.leads[i] || t.led(&e)
	if o != nil && (len(e.Participants) > len(one.Participants) || full(o, &e)) || one.Kind == rostrum.KindDigest && e.Kind != one.Kind {
		one.Also = append([]string{one.Report}, one.Also...)
		one.Event = e
		return i
	}
	if !slices.Contains(one.Also, e.Report) {
		one.Also = append(one.Also, e.Report)
	}
	return i
}

// echo finds the message or statement that a digest of the day, or of the day after, tells
// of in much the same words, or the digest that told of it first.
func (t *teller) echo(e *store.Event) (int, bool) {
	words := echoed(e)
	if words == nil {
		return 0, false
	}
	before := holding.Plus(e.Published, -1)
	for i := len(t.told) - 1; i >= 0 && t.told[i].Published >= before; i-- {
		one := &t.told[i]
		if one.Type != e.Type || one.Outlet != e.Outlet || (one.Kind == rostrum.KindDigest) == (e.Kind == rostrum.KindDigest) {
			continue
		}
		digest, report := words, echoed(&one.Event)
		if one.Kind == rostrum.KindDigest {
			digest, report = report, digest
		}
		same := 0
		for _, w := range digest {
			if _, found := slices.BinarySearch(report, w); found {
				same++
			}
		}
		if len(digest) >= fewEchoed && float64(same) >= mostEchoed*float64(len(digest)) {
			return i, true
		}
	}
	return 0, false
}

// How many words of four letters or more a digest tells of something in at least, and what
// share of them the report has that it tells of.
const (
	fewEchoed  = 5
	mostEchoed = 0.85
)

// echoed returns the words of a message's or a statement's evidence, sorted, each once;
// nothing for what people attend.
func echoed(e *store.Event) []string {
	if e.Type != rostrum.TypeMessage && e.Type != rostrum.TypeStatement {
		return nil
	}
	words := strings.FieldsFunc(strings.ToLower(e.Evidence), func(r rune) bool { return !unicode.IsLetter(r) })
	words = slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < 4 })
	slices.Sort(words)
	return slices.Compact(words)
}

// full tells whether an event is that of which the facts of an occasion are.
func full(o *occasion.Occasion, e *store.Event) bool {
	f := o.Full()
	return f.Report.ID == e.Report && f.Number == e.Number
}

// mention adds who looks back at an occasion of the stretch.
func (t *teller) mention(e *store.Event) {
	i, ok := t.of[t.back[place{e.Report, e.Number}]]
	if !ok {
		t.lookBack++
		return
	}
	if one := &t.told[i]; one.Report != e.Report && !slices.Contains(one.Also, e.Report) && !slices.Contains(one.LookedBackIn, e.Report) {
		one.LookedBackIn = append(one.LookedBackIn, e.Report)
	}
}

// wording is what two reports have in common that tell of one occasion in the
// same words.
func wording(e *store.Event) string {
	parts := []string{e.Outlet, e.Lang, e.Type, e.Evidence}
	for _, day := range []*string{e.Date, e.DateTo} {
		if day == nil {
			parts = append(parts, "")
			continue
		}
		parts = append(parts, *day)
	}
	for _, p := range e.Participants {
		if p.Name != nil {
			parts = append(parts, *p.Name, p.Role)
		}
	}
	return strings.Join(parts, "\x00")
}

// sort puts an event where it belongs.
func (b *Brief) sort(e Told, led, foreign bool) {
	switch e.Type {
	case rostrum.TypeMessage:
		b.Messages = append(b.Messages, e)
		return
	case rostrum.TypeStatement:
		b.Statements = append(b.Statements, e)
		return
	case rostrum.TypeAppointment:
		b.Rosters = append(b.Rosters, e)
		return
	}
	armed := arms(&e.Event)
	if armed {
		b.Arms = append(b.Arms, e)
	}
	switch {
	case led:
		b.Leaders = append(b.Leaders, e)
	case armed:
	case slices.ContainsFunc(e.Participants, named) && foreign:
		b.Visitors = append(b.Visitors, e)
	case slices.ContainsFunc(e.Participants, named):
		b.Officials = append(b.Officials, e)
	default:
		b.Others = append(b.Others, e)
	}
}

func named(p rostrum.Appearance) bool { return p.Name != nil }
