package roster

import (
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Player plays a series day by day, from its beginning or from a day of which it kept
// what it knew.
type Player struct {
	roll   *Roll
	series *holding.Series
	course *holding.Course
	known  holding.Calendar // what was known by now, and how many reports that are
	n      int
	until  *holding.Series // the same laid out, on the day on
	on     string
	// lists are the figures that were given an office that one person holds, by office,
	// in order.
	lists map[string][]*figure
	found []finding.Finding
}

// past is what was kept of a roll.
type past struct {
	reports []*holding.Report // in the order in which they became known
	entries *pack.Index[entry]
	bodies  *pack.Index[wordings]
	given   *pack.Index[[]*figure]
	beside  *pack.Index[string] // the first day on which a name stands beside events
}

// wordings are ways in which a body is worded, and how often each was met.
type wordings map[string]int

// Begin begins to play a series: after a day of which Keep wrote what is read here, or
// from the first day on.
func Begin(k *Knowledge, rulings []rostrum.Ruling, s *holding.Series, day string, kept *pack.Reader) *Player {
	p := &Player{roll: New(k, rulings), series: s, course: s.Course(day), lists: map[string][]*figure{}}
	r := p.roll
	r.past = &past{reports: s.Known(), entries: pack.NewIndex[entry](), bodies: pack.NewIndex[wordings](), given: pack.NewIndex[[]*figure](), beside: pack.NewIndex[string]()}
	for _, h := range r.past.reports {
		if day == "" || h.KnownOn() > day {
			break
		}
		p.know(h)
	}
	if kept != nil {
		r.past.entries = pack.ReadIndex(kept, r.readEntry)
		r.past.bodies = pack.ReadIndex(kept, func(r *pack.Reader) *wordings {
			w := wordings{}
			for range r.Count() {
				word := r.String()
				w[word] = r.Count()
			}
			return &w
		})
		r.past.given = pack.ReadIndex(kept, func(kept *pack.Reader) *[]*figure {
			all := pack.ReadList(kept, func(f **figure) {
				key := kept.Word()
				*f = r.readFigure(kept, key)
			})
			return &all
		})
		r.past.beside = pack.ReadIndex(kept, func(kept *pack.Reader) *string {
			day := kept.Word()
			return &day
		})
	}
	return p
}

// Until plays the days after the one at which the player stands, up to another, and
// gives what they show.
func (p *Player) Until(day string) []finding.Finding {
	p.found = nil
	for {
		today, at, reports := p.course.Next(day)
		if len(reports) == 0 {
			return p.found
		}
		p.roll.Add(reports...)
		for i, h := range reports {
			p.roll.reports[h.ID].nth = at + i
			p.know(h)
		}
		if today != "" {
			p.day(today, reports)
		}
	}
}

// know counts a report that is known.
func (p *Player) know(h *holding.Report) {
	p.known.Add(h)
	p.n++
}

// Keep writes what Begin needs to go on from the day at which the player stands.
func (p *Player) Keep(w *pack.Writer) {
	r := p.roll
	for _, key := range sortedKeys(r.byKey) {
		r.past.entries.Put(key, r.byKey[key])
	}
	r.past.entries.Write(w, writeEntry)
	for _, id := range sortedKeys(r.bodies) {
		worded := r.bodies[id]
		r.past.bodies.Put(id, &worded)
	}
	r.past.bodies.Write(w, func(w *pack.Writer, worded *wordings) {
		w.Count(len(*worded))
		for _, word := range sortedKeys(*worded) {
			w.String(word)
			w.Count((*worded)[word])
		}
	})
	for _, office := range sortedKeys(p.lists) {
		needed := latest(p.lists[office])
		r.past.given.Put(office, &needed)
	}
	r.past.given.Write(w, func(w *pack.Writer, all *[]*figure) {
		pack.List(w, *all, func(f **figure) {
			w.Word((*f).key)
			writeFigure(w, *f)
		})
	})
	for _, key := range sortedKeys(r.beside) {
		day := r.besideSince(key)
		r.past.beside.Put(key, &day)
	}
	r.past.beside.Write(w, func(w *pack.Writer, day *string) { w.Word(*day) })
}

// latest are those of the figures that were given an office which are asked for later
// on: the last, and the last of two names that count as holders, one of which at least
// is another's than whoever is given it next.
func latest(given []*figure) []*figure {
	var out []*figure
	key := ""
	for i, f := range slices.Backward(given) {
		holds := f.holds()
		if i == len(given)-1 || holds && f.key != key {
			out = append(out, f)
		}
		if !holds || f.key == key {
			continue
		}
		if key != "" {
			break
		}
		key = f.key
	}
	slices.Reverse(out)
	return out
}

// holds tells whether a figure that is given an office counts as its holder.
func (f *figure) holds() bool { return !f.citizen && f.home && !sidesApart(f.side, sideOwn) }

// given are the figures that were given an office, in order.
func (p *Player) given(office string) []*figure {
	if all, ok := p.lists[office]; ok {
		return all
	}
	if all := p.roll.past.given.Get(office); all != nil {
		return *all
	}
	return nil
}

// entry is what is known of one name; nil where nothing is.
func (r *Roll) entry(key string) *entry {
	e := r.byKey[key]
	if e == nil && r.past != nil {
		if e = r.past.entries.Get(key); e != nil {
			e.key, r.byKey[key] = key, e
			for _, f := range e.figures {
				f.key = key
			}
		}
	}
	return e
}

// wordings are those of a body; nil where there are none.
func (r *Roll) wordings(id string) wordings {
	w := r.bodies[id]
	if w == nil && r.past != nil {
		if kept := r.past.bodies.Get(id); kept != nil {
			w = *kept
			r.bodies[id] = w
		}
	}
	return w
}

func writeEntry(w *pack.Writer, e *entry) {
	w.Bool(e.sorted)
	pack.List(w, e.figures, func(f **figure) { writeFigure(w, *f) })
}

func (r *Roll) readEntry(kept *pack.Reader) *entry {
	e := &entry{sorted: kept.Bool()}
	e.figures = pack.ReadList(kept, func(f **figure) { *f = r.readFigure(kept, "") })
	e.news = slices.Clone(e.figures)
	return e
}

// writeFigure writes a figure but for its key.
func writeFigure(w *pack.Writer, f *figure) {
	w.Count(f.src.nth)
	w.Count(f.event)
	w.Count(f.person)
	pack.List(w, f.more, func(m *place3) { // of the same report
		w.Count(m.event)
		w.Count(m.person)
	})
	at := func(s *rostrum.Span) {
		w.Word(s.Field)
		w.Int(s.Start)
		w.Int(s.End - s.Start)
	}
	at(&f.at)
	w.Word(f.quote)
	pack.List(w, f.parts, func(p *part) {
		at(&p.at)
		w.Word(p.quote)
	})
	pack.List(w, f.posts, func(p *Post) {
		for _, s := range []string{p.Head, p.Org, p.body} {
			w.Word(s)
		}
		w.Int(p.part)
		w.Count(flags(p.One, p.Rank, p.Past, p.cut, p.joined, p.group, p.beside, p.known))
	})
	for _, s := range []string{f.name, f.side, f.country, f.company, f.typ} {
		w.Word(s)
	}
	words := sortedKeys(f.words)
	pack.List(w, words, func(s *string) { w.Word(*s) })
	w.Count(f.list)
	w.Count(f.twin)
	pack.List(w, f.near, func(s *string) { w.Word(*s) })
	w.Count(flags(f.home, f.guessed, f.citizen, f.leader, f.lead, f.words != nil, f.buried))
}

func (r *Roll) readFigure(kept *pack.Reader, key string) *figure {
	f := &figure{key: key, src: r.source(kept.Count()), event: kept.Count(), person: kept.Count()}
	f.more = pack.ReadList(kept, func(m *place3) { *m = place3{f.src.id, kept.Count(), kept.Count()} })
	at := func() rostrum.Span {
		s := rostrum.Span{Field: kept.Word(), Start: kept.Int()}
		s.End = s.Start + kept.Int()
		return s
	}
	f.at, f.quote = at(), kept.Word()
	f.parts = pack.ReadList(kept, func(p *part) { *p = part{at(), kept.Word()} })
	f.posts = pack.ReadList(kept, func(p *Post) {
		p.Head, p.Org, p.body, p.part = kept.Word(), kept.Word(), kept.Word(), kept.Int()
		setFlags(kept.Count(), &p.One, &p.Rank, &p.Past, &p.cut, &p.joined, &p.group, &p.beside, &p.known)
	})
	for _, s := range []*string{&f.name, &f.side, &f.country, &f.company, &f.typ} {
		*s = kept.Word()
	}
	words := pack.ReadList(kept, func(s *string) { *s = kept.Word() })
	f.list, f.twin = kept.Count(), kept.Count()
	f.near = pack.ReadList(kept, func(s *string) { *s = kept.Word() })
	worded := false
	setFlags(kept.Count(), &f.home, &f.guessed, &f.citizen, &f.leader, &f.lead, &worded, &f.buried)
	if worded {
		f.words = make(map[string]bool, len(words))
		for _, word := range words {
			f.words[word] = true
		}
	}
	return f
}

// source is what is kept of the report at a place.
func (r *Roll) source(nth int) *source {
	if nth >= len(r.past.reports) {
		return &source{}
	}
	h := r.past.reports[nth]
	s := r.reports[h.ID]
	if s == nil {
		s = &source{id: h.ID, version: h.Version, published: h.Published, known: h.KnownOn(), nth: nth}
		r.reports[h.ID] = s
	}
	return s
}

// flags is several answers in one number, and setFlags gives them back.
func flags(all ...bool) int {
	n := 0
	for i, b := range all {
		if b {
			n |= 1 << i
		}
	}
	return n
}

func setFlags(n int, into ...*bool) {
	for i, b := range into {
		*b = n&(1<<i) != 0
	}
}
