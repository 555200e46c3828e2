package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// sep parts the day, the report, the place in the text and the post in the keys
// by which occasions are compared. It sorts before all that is written.
const sep = "\x1f"

// person is a name as store.Fold leaves it, and what is told of it.
type person struct {
	Folded string
	store.Person
}

// FindPeople tells how often and when names appear.
func (db *DB) FindPeople(ctx context.Context, f store.EventFilter) (*store.Page[store.Person], error) {
	found, err := db.found(ctx, f.In)
	if err != nil {
		return nil, err
	}
	all := f
	all.In = nil
	w, err := db.whereEvents(ctx, &all) // which checks the filter
	if err != nil {
		return nil, err
	}
	key, err := place(f.Cursor, "people", 2)
	if err != nil {
		return nil, err
	}
	begin := func([]person) int { return 0 }
	if key != nil {
		last := person{Folded: fmt.Sprint(key[1])}
		if last.Appearances, err = strconv.Atoi(fmt.Sprint(key[0])); err != nil {
			return nil, rostrum.Errorf(rostrum.CodeInvalid, "cursor: expected one that the same list gave, found %q", f.Cursor)
		}
		begin = func(all []person) int {
			return sort.Search(len(all), func(i int) bool { return byAppearances(&all[i], &last) > 0 })
		}
	}
	most := limit(f.Limit)
	var page *store.Page[store.Person]
	err = db.snapshot(ctx, func(tx *sql.Tx) error {
		all, err := tally(ctx, db, tx, "people "+filterKey(&f), func(all []person) int { return len(all) }, func() ([]person, error) {
			var a *attendance
			var err error
			if f.Person != "" || f.Report != "" { // an index finds these
				a, err = readAttendance(ctx, tx, w)
			} else {
				a, err = db.attendance(ctx, tx)
			}
			if err != nil {
				return nil, err
			}
			return a.people(newGathering(&f, found)), nil
		})
		if err != nil {
			return err
		}
		rest := all[begin(all):]
		found := cut(rest[:min(len(rest), most+1)], most, func(p *person) string { return cursor("people", strconv.Itoa(p.Appearances), p.Folded) })
		page = &store.Page[store.Person]{Items: make([]store.Person, len(found.Items)), Next: found.Next}
		for i := range found.Items {
			page.Items[i] = found.Items[i].copied()
		}
		return nil
	})
	if err != nil {
		return nil, db.fail(err, "listing people")
	}
	return page, nil
}

// byAppearances orders people as FindPeople lists them.
func byAppearances(a, b *person) int {
	return cmp.Or(cmp.Compare(b.Appearances, a.Appearances), cmp.Compare(a.Folded, b.Folded))
}

// copied is what may be given away: what is remembered stays as it is.
func (p *person) copied() store.Person {
	c := p.Person
	c.Spellings, c.Roles = slices.Clone(p.Spellings), maps.Clone(p.Roles)
	return c
}

// occasions are when somebody is told of, as far as it is told.
type occasions struct {
	first, last    store.Occasion
	from           store.Occasion // of the post
	number         int            // of the event there
	post           *string
	ways           []way
	folded         string
	times, present int
}

// way is a spelling in a role, and how often it is met.
type way struct {
	name, role string
	times      int
}

// occurrence is the event of a text: what several reports tell in one text is told
// once.
type occurrence struct {
	text   string
	number int
}

// teller is somebody at the event of a text, in a way.
type teller struct{ who, way int }

// census counts people as events tell of them, whose rows come one after another.
type census struct {
	people  []occasions
	at      map[string]int // folded -> place among people
	told    map[occurrence][]teller
	now     occurrence // the event that was begun last
	here    []teller
	day     store.Occasion  // of that event
	present bool            // whether those who are told of are present at it
	without map[string]bool // types at which nobody is present
}

// people tells of everybody whom g selects, most appearances first.
func (a *attendance) people(g *gathering) []person {
	c := &census{at: map[string]int{}, told: map[occurrence][]teller{}, without: map[string]bool{}}
	for _, t := range store.TypesWithoutPresence {
		c.without[t] = true
	}
	for i := range a.reports {
		r := &a.reports[i]
		if !g.report(r) {
			continue
		}
		for j := range r.events {
			e := &r.events[j]
			if !g.event(r, e) {
				continue
			}
			day, _ := g.day(r, e)
			c.begin(occurrence{r.text, e.number}, store.Occasion{Day: day, Report: r.id}, e.typ)
			for k := range e.people {
				if p := &e.people[k]; g.name(p) {
					c.add(p)
				}
			}
		}
	}
	return c.all()
}

// begin begins an event.
func (c *census) begin(o occurrence, day store.Occasion, typ string) {
	c.told[c.now] = c.here
	c.now, c.here = o, c.told[o]
	c.day, c.present = day, !c.without[typ]
}

// add counts somebody at the event that was begun.
func (c *census) add(t *attendee) {
	i, ok := c.at[t.folded]
	if !ok {
		i = len(c.people)
		c.at[t.folded] = i
		c.people = append(c.people, occasions{folded: t.folded})
	}
	p := &c.people[i]
	j := slices.IndexFunc(p.ways, func(w way) bool { return w.name == t.name && w.role == t.role })
	if j < 0 {
		j = len(p.ways)
		p.ways = append(p.ways, way{name: t.name, role: t.role})
	}
	if !slices.ContainsFunc(c.here, func(other teller) bool { return other.who == i }) {
		p.times++
		if c.present {
			p.present++
		}
	}
	if one := (teller{i, j}); !slices.Contains(c.here, one) {
		c.here = append(c.here, one)
		p.ways[j].times++
	}
	now, number := c.day, c.now.number
	// An occasion without a day is the first only where there is no other.
	if p.first.Report == "" || now.Day != "" && p.first.Day == "" || (now.Day == "") == (p.first.Day == "") && byDay(&now, &p.first) < 0 {
		p.first = now
	}
	if byDay(&now, &p.last) > 0 {
		p.last = now
	}
	if t.post != nil && (p.post == nil || cmp.Or(byDay(&now, &p.from), cmp.Compare(number, p.number), cmp.Compare(*t.post, *p.post)) > 0) {
		p.post, p.from, p.number = t.post, now, number
	}
}

// byDay orders occasions by day, then report.
func byDay(a, b *store.Occasion) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Report, b.Report))
}

// all gives the people in their order.
func (c *census) all() []person {
	all := make([]person, len(c.people))
	for i := range c.people {
		o := &c.people[i]
		p := &all[i]
		p.Folded, p.Appearances, p.Present, p.First, p.Last, p.Post = o.folded, o.times, o.present, o.first, o.last, o.post
		p.Roles = map[string]int{}
		spelled := map[string]int{}
		for _, w := range o.ways {
			spelled[w.name] += w.times
			p.Roles[w.role] += w.times
		}
		p.Spellings = slices.Sorted(maps.Keys(spelled))
		for _, s := range p.Spellings {
			if p.Name == "" || spelled[s] > spelled[p.Name] {
				p.Name = s
			}
		}
		if p.Post != nil {
			from := o.from
			p.PostFrom = &from
		}
	}
	slices.SortFunc(all, func(a, b person) int { return byAppearances(&a, &b) })
	return all
}

// occasion reads the key of an occasion.
func occasion(key string) store.Occasion {
	day, report, _ := strings.Cut(key, sep)
	return store.Occasion{Day: strings.TrimPrefix(day, "~"), Report: report}
}

// EventDays counts the events at which a name stands by their days.
func (db *DB) EventDays(ctx context.Context, name string, most int) (days []store.Day, more bool, err error) {
	type place struct {
		order, day, report string // the day that lists of events are in order of, and that of the event
		number             int
	}
	g := newGathering(&store.EventFilter{Person: name}, nil)
	var all []place
	err = db.snapshot(ctx, func(tx *sql.Tx) error {
		a, err := db.attendance(ctx, tx)
		if err != nil {
			return err
		}
		for i := range a.reports {
			r := &a.reports[i]
			for k := range r.events {
				e := &r.events[k]
				if !slices.ContainsFunc(e.people, func(p attendee) bool { return g.name(&p) }) {
					continue
				}
				all = append(all, place{e.day, cmp.Or(e.date, r.published), r.id, e.number})
			}
		}
		return nil
	})
	if err != nil {
		return nil, false, db.fail(err, "counting the days of a name")
	}
	slices.SortFunc(all, func(a, b place) int {
		return cmp.Or(cmp.Compare(b.order, a.order), cmp.Compare(a.report, b.report), cmp.Compare(a.number, b.number))
	})
	most = limit(most)
	more = len(all) > most
	count := map[string]int{}
	for _, p := range all[:min(len(all), most)] {
		if len(p.day) == len(time.DateOnly) { // else it is a month, or none
			count[p.day]++
		}
	}
	days = []store.Day{}
	for _, day := range slices.Sorted(maps.Keys(count)) {
		days = append(days, store.Day{Day: day, Reports: count[day]})
	}
	return days, more, nil
}
