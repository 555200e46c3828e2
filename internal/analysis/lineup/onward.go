package lineup

import (
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Begin opens the book of a series, people going by names, of which nothing is laid out
// yet, or of which Keep wrote what is read here at the end of a day. Until goes on.
func Begin(s *holding.Series, k *Knowledge, day string, kept *pack.Reader) *Book {
	b := Open(s, k, nil)
	if kept == nil {
		return b
	}
	b.course = s.Course(day)
	b.People = pack.ReadList(kept, func(p *Person) {
		p.ID, p.Since, p.Leader = kept.String(), kept.Word(), kept.Bool()
		p.names = pack.ReadList(kept, func(s *spelling) {
			s.name, s.times = kept.String(), kept.Count()
			if kept.Bool() {
				s.folded = p.ID // people go by names
			}
		})
		p.called = pack.ReadList(kept, func(c *called) { c.from, c.name = kept.Word(), p.names[kept.Count()%len(p.names)].name })
		if n := len(p.called); n > 0 {
			p.Name = p.called[n-1].name
		}
	})
	b.Seen = make([][]Seen, len(b.People))
	for i := range b.People {
		p := &b.People[i]
		b.ids[p.ID] = i
		for _, s := range p.names {
			if s.folded != "" {
				b.named(i, s.folded)
			}
			if p.Leader && b.Knowledge.Reigned(s.name) {
				b.reigning[p.ID] = i
			}
		}
	}
	b.kept = pack.ReadShelf(kept, b.read)
	b.mentions = pack.ReadShelf(kept, func(kept *pack.Reader) *[]int {
		all := pack.ReadRising[int](kept)
		return &all
	})
	for _, number := range kept.Ints() {
		if l := b.kept.At(number); l != nil {
			b.recent = append(b.recent, l)
		}
	}
	return b
}

// Keep writes what Begin needs to go on from the day up to which the book is laid out.
// Of line-ups it keeps those that others are compared with later on.
func (b *Book) Keep(w *pack.Writer) {
	pack.List(w, b.People, func(p *Person) {
		w.String(p.ID)
		w.Word(p.Since)
		w.Bool(p.Leader)
		pack.List(w, p.names, func(s *spelling) {
			w.String(s.name)
			w.Count(s.times)
			w.Bool(s.folded != "")
		})
		pack.List(w, p.called, func(c *called) {
			w.Word(c.from)
			w.Count(slices.IndexFunc(p.names, func(s spelling) bool { return s.name == c.name }))
		})
	})
	places := b.Places()
	b.kept.WriteSome(w, func(l *LineUp) bool { return l.Order() != "" || slices.Contains(b.recent, l) }, func(w *pack.Writer, l *LineUp) { b.write(w, l, places) })
	b.mentions.Write(w, func(w *pack.Writer, all *[]int) { pack.Rising(w, *all) })
	var recent []int
	for _, l := range b.recent {
		recent = append(recent, l.Number)
	}
	w.Ints(recent)
}

// Places tells of each report by its id at which place of Series.Known it stands.
func (b *Book) Places() map[string]int {
	known := b.Series.Known()
	places := make(map[string]int, len(known))
	for i, r := range known {
		places[r.ID] = i
	}
	return places
}

// write writes a line-up, and of its report what evidence needs.
func (b *Book) write(w *pack.Writer, l *LineUp, places map[string]int) {
	e := &l.Report.Events[l.Event]
	w.Count(l.Number)
	for _, s := range []string{l.ClassID(), l.Type, l.Day, l.Last} {
		w.Word(s)
	}
	w.Bool(l.Stated)
	w.Count(places[l.Report.ID])
	w.Count(l.Event)
	w.Int(l.Leader)
	w.Count(l.Officials)
	w.Bool(l.titled)
	w.Span(e.At)
	w.String(e.Evidence)
	w.Bool(e.Site != nil)
	if e.Site != nil {
		w.String(*e.Site)
	}
	pack.List(w, l.Places, func(p *Place) {
		a := &e.Participants[p.At]
		w.Count(p.Person)
		w.Count(p.At)
		w.Word(p.Role)
		w.String(p.Post)
		w.Bool(p.Ranked)
		w.Bool(p.Quoted)
		w.Span(a.At)
		w.String(deref(a.Name))
	})
	pack.List(w, l.Also, func(id *string) { w.Count(places[*id]) })
	later := make([]int, 0, len(l.later))
	for p := range l.later {
		later = append(later, p)
	}
	slices.Sort(later)
	w.Ints(later)
}

// read reads what write wrote.
func (b *Book) read(kept *pack.Reader) *LineUp {
	known := b.Series.Known()
	report := func(at int) *holding.Report { return known[at%len(known)] }
	l := &LineUp{Number: kept.Count()}
	if id := kept.Word(); id != "" {
		if i := slices.IndexFunc(b.Knowledge.Classes, func(c Class) bool { return c.ID == id }); i >= 0 {
			l.Class = &b.Knowledge.Classes[i]
		}
	}
	l.Type, l.Day, l.Last, l.Stated = kept.Word(), kept.Word(), kept.Word(), kept.Bool()
	head := *report(kept.Count())
	l.Report, l.Known = &head, head.KnownOn()
	l.Event, l.Leader, l.Officials, l.titled = kept.Count(), kept.Int(), kept.Count(), kept.Bool()
	e := rostrum.Event{Type: l.Type, At: kept.Span(), Evidence: kept.String()}
	if kept.Bool() {
		site := kept.String()
		e.Site = &site
	}
	l.Places = pack.ReadList(kept, func(p *Place) {
		p.Person, p.At, p.Role, p.Post, p.Ranked, p.Quoted = kept.Count(), kept.Count(), kept.Word(), kept.String(), kept.Bool(), kept.Bool()
		for len(e.Participants) <= p.At && kept.Err() == nil {
			e.Participants = append(e.Participants, rostrum.Appearance{})
		}
		at, name := kept.Span(), kept.String()
		if kept.Err() == nil {
			e.Participants[p.At] = rostrum.Appearance{Name: &name, At: at, Role: p.Role}
		}
	})
	l.Also = pack.ReadList(kept, func(id *string) { *id = report(kept.Count()).ID })
	for _, p := range kept.Ints() {
		if l.later == nil {
			l.later = map[int]bool{}
		}
		l.later[p] = true
	}
	if kept.Err() == nil {
		head.Events = make([]rostrum.Event, l.Event+1)
		head.Events[l.Event] = e
	}
	return l
}

// WriteEvidence writes a passage of a report of the book; places are those of Places.
func WriteEvidence(w *pack.Writer, e *finding.Evidence, places map[string]int) {
	w.Count(places[e.Report])
	w.Span(e.At)
	w.String(e.Quote)
}

// ReadEvidence reads what WriteEvidence wrote.
func (b *Book) ReadEvidence(kept *pack.Reader) finding.Evidence {
	known := b.Series.Known()
	r := known[kept.Count()%len(known)]
	return finding.Evidence{Report: r.ID, Version: r.Version, Published: r.Published, At: kept.Span(), Quote: kept.String()}
}
