package absence

import (
	"cmp"
	"maps"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// shown is how many missed occasions of a run are told as evidence.
const shown = 20

// Begin begins to go through a book: after a day of which Keep wrote what is read here,
// or from the first on.
func Begin(b *lineup.Book, s Settings, day string, kept *pack.Reader) *Counter {
	c := &Counter{b: b, s: s, classes: map[*lineup.Class]*classHabit{}, waiting: map[int][]place{}, cited: map[int][]Cited{}, rhythms: map[int]*pulse{}, stretch: -1,
		holders: map[string]holder{}, had: map[string][]int{}}
	if kept == nil {
		return c
	}
	days := b.Days()
	for c.days < len(days) && days[c.days] <= day {
		c.days++
	}
	c.read(kept)
	return c
}

// Until goes through the occasions that the book has by now and that became known up to
// a day, and gives what they show. Cited is what was cited after the day before.
func (c *Counter) Until(day string, cited []Cited) []finding.Finding {
	n := len(c.out.Findings)
	for len(c.people) < len(c.b.People) {
		c.people, c.next, c.latest = append(c.people, nobody()), append(c.next, 0), append(c.latest, place{})
	}
	for _, x := range cited {
		c.cited[x.Person] = append(c.cited[x.Person], x)
	}
	for _, list := range c.cited {
		slices.SortStableFunc(list, func(x, y Cited) int { return cmp.Compare(x.Known, y.Known) })
	}
	c.at = c.b.EachDay(c.at, day, c.day)
	c.gaps(day, cited)
	return slices.Clone(c.out.Findings[n:])
}

func nobody() state {
	s := state{habits: map[*lineup.Class]*habit{}, named: map[*lineup.Class]int{}}
	s.reset()
	return s
}

// Keep writes what Begin needs to go on.
func (c *Counter) Keep(w *pack.Writer) {
	places := c.b.Places()
	w.Int(c.stretch)
	c.eachClass(func(cl *lineup.Class) {
		h := c.classes[cl]
		w.Bool(h != nil)
		if h != nil {
			w.Count(h.n)
			writeTallies(w, append(append([]tally{h.all}, h.after[:]...), h.expected[:]...))
		}
	})
	w.Count(len(c.people))
	for p := range c.people {
		c.writePlace(w, &c.latest[p], places)
		waiting := slices.Clone(c.waiting[p])
		for _, s := range c.b.Seen[p][c.next[p]:] {
			waiting = append(waiting, placeOf(s))
		}
		pack.List(w, waiting, func(at *place) { c.writePlace(w, at, places) })
		pack.List(w, c.cited[p], func(x *Cited) {
			w.Word(x.Day)
			w.Word(x.Known)
		})
		c.writeState(w, &c.people[p], places)
	}
	w.Count(len(c.holders))
	for _, key := range slices.Sorted(maps.Keys(c.holders)) {
		h := c.holders[key]
		w.Word(key)
		w.Count(h.person)
		w.Word(h.known)
		pack.List(w, c.had[key], func(p *int) { w.Count(*p) })
	}
	w.Count(len(c.rhythms))
	for p := range c.b.People {
		g := c.rhythms[p]
		if g == nil {
			continue
		}
		w.Count(p)
		w.Int(g.stretch)
		w.String(g.found)
		writeActivities(w, g.waiting, 0, places)
		writeActivities(w, g.known, len(g.known)-1, places) // only the last can be evidence later on
	}
}

// writeActivities writes activities, and evidence of those from an index on.
func writeActivities(w *pack.Writer, all []Activity, from int, places map[string]int) {
	i := 0
	pack.List(w, all, func(a *Activity) {
		for _, s := range []string{a.First, a.Last, a.Known} {
			w.Word(s)
		}
		told := a.at != nil && i >= from
		i++
		w.Bool(told)
		if told {
			lineup.WriteEvidence(w, a.at, places)
		}
	})
}

func (c *Counter) read(kept *pack.Reader) {
	c.stretch = kept.Int()
	c.eachClass(func(cl *lineup.Class) {
		if kept.Bool() {
			h := &classHabit{n: kept.Count()}
			readTallies(kept, &h.all, &h.after[0], &h.after[1], &h.after[2], &h.after[3], &h.expected[0], &h.expected[1], &h.expected[2], &h.expected[3])
			c.classes[cl] = h
		}
	})
	for p := range kept.Count() {
		if kept.Err() != nil {
			return
		}
		c.latest, c.next = append(c.latest, c.readPlace(kept)), append(c.next, 0)
		if waiting := pack.ReadList(kept, func(at *place) { *at = c.readPlace(kept) }); waiting != nil {
			c.waiting[p] = waiting
		}
		if cited := pack.ReadList(kept, func(x *Cited) { *x = Cited{p, kept.Word(), kept.Word()} }); cited != nil {
			c.cited[p] = cited
		}
		c.people = append(c.people, c.readState(kept))
	}
	for range kept.Count() {
		key := kept.Word()
		c.holders[key] = holder{kept.Count(), kept.Word()}
		c.had[key] = pack.ReadList(kept, func(p *int) { *p = kept.Count() })
	}
	for range kept.Count() {
		g := &pulse{}
		c.rhythms[kept.Count()] = g
		g.stretch, g.found = kept.Int(), kept.String()
		for _, list := range []*[]Activity{&g.waiting, &g.known} {
			*list = pack.ReadList(kept, func(a *Activity) {
				a.First, a.Last, a.Known = kept.Word(), kept.Word(), kept.Word()
				if kept.Bool() {
					at := c.b.ReadEvidence(kept)
					a.at = &at
				}
			})
		}
	}
}

// eachClass goes through the classes of occasions in the order of the profile.
func (c *Counter) eachClass(do func(*lineup.Class)) {
	for i := range c.b.Knowledge.Classes {
		do(&c.b.Knowledge.Classes[i])
	}
}

func (c *Counter) writePlace(w *pack.Writer, at *place, places map[string]int) {
	w.Word(at.known)
	if at.known == "" {
		return
	}
	w.Word(at.day)
	w.Bool(at.roster)
	lineup.WriteEvidence(w, &at.at, places)
}

func (c *Counter) readPlace(kept *pack.Reader) place {
	at := place{known: kept.Word()}
	if at.known != "" {
		at.day, at.roster, at.at = kept.Word(), kept.Bool(), c.b.ReadEvidence(kept)
	}
	return at
}

// writeState writes what is known of somebody. Of a run, what is told of it is needed.
func (c *Counter) writeState(w *pack.Writer, s *state, places map[string]int) {
	c.writePlace(w, &s.from, places)
	w.Bool(s.seen)
	w.Bool(s.missed)
	w.Count(s.trials)
	w.Float(s.chance)
	w.Float(s.expected)
	w.Count(s.likely)
	w.Word(s.found)
	w.Count(len(s.run))
	pack.List(w, s.run[max(0, len(s.run)-shown):], func(o **occasion) {
		w.Word((*o).known)
		lineup.WriteEvidence(w, &(*o).at, places)
	})
	c.eachClass(func(cl *lineup.Class) {
		h := s.habits[cl]
		w.Bool(h != nil)
		if h == nil {
			return
		}
		w.Count(s.named[cl])
		w.Count(s.by[cl])
		w.Count(h.first)
		w.Bool(h.last)
		n := 0
		for _, l := range s.later {
			if l == h {
				n++
			}
		}
		w.Count(n)
		writeTallies(w, append([]tally{h.all}, h.after[:]...))
		w.Bool(h.office != nil)
		if o := h.office; o != nil {
			w.Word(o.office.Key)
			w.Word(o.office.Name)
			for _, n := range []int{o.from, o.named, o.of} {
				w.Count(n)
			}
			w.Float(o.prior)
		}
	})
}

func (c *Counter) readState(kept *pack.Reader) state {
	s := nobody()
	s.from, s.seen, s.missed, s.trials = c.readPlace(kept), kept.Bool(), kept.Bool(), kept.Count()
	s.chance, s.expected, s.likely, s.found = kept.Float(), kept.Float(), kept.Count(), kept.Word()
	n := kept.Count()
	last := pack.ReadList(kept, func(o **occasion) { *o = &occasion{known: kept.Word(), at: c.b.ReadEvidence(kept)} })
	if n > 0 && len(last) <= n {
		s.run = append(make([]*occasion, n-len(last)), last...)
	}
	c.eachClass(func(cl *lineup.Class) {
		if !kept.Bool() {
			return
		}
		h := &habit{}
		s.habits[cl] = h
		if n := kept.Count(); n > 0 {
			s.named[cl] = n
		}
		if n := kept.Count(); n > 0 {
			s.by[cl] = n
		}
		h.first, h.last = kept.Count(), kept.Bool()
		for range kept.Count() { // in which order is all the same: each counts for its class
			s.later = append(s.later, h)
		}
		readTallies(kept, &h.all, &h.after[0], &h.after[1], &h.after[2], &h.after[3])
		if kept.Bool() {
			h.office = &inherited{Office{kept.Word(), kept.Word()}, kept.Count(), kept.Count(), kept.Count(), kept.Float()}
		}
	})
	return s
}

func writeTallies(w *pack.Writer, all []tally) {
	for _, t := range all {
		w.Bool(t != tally{})
		if t != (tally{}) {
			w.Float(t.missed)
			w.Float(t.of)
		}
	}
}

func readTallies(kept *pack.Reader, all ...*tally) {
	for _, t := range all {
		if kept.Bool() {
			t.missed, t.of = kept.Float(), kept.Float()
		}
	}
}
