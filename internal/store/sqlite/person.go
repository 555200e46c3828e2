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
	w, err := db.whereEvents(ctx, &f)
	if err != nil {
		return nil, err
	}
	w.add("a.folded IS NOT NULL")
	if f.Person != "" {
		w.add("a.folded = ?", store.Fold(f.Person))
	}
	w.addIf("a.role = ?", f.Role)
	w.addIf(hasPost("a.post"), f.Post)
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
		all, err := tally(ctx, db, tx, "people "+dayColumn(&f)+w.key(), func(all []person) int { return len(all) }, func() ([]person, error) { return people(ctx, tx, w, dayColumn(&f)) })
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

// telling is what one event says of somebody.
type telling struct {
	folded, name, role, typ, day, report string
	post                                 sql.NullString
	number                               int
	sum                                  []byte
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
	text   [32]byte
	number int
}

// teller is somebody at the event of a text, in a way.
type teller struct{ who, way int }

// census counts people as events tell of them, whose rows come one after another.
type census struct {
	people  []occasions
	at      map[string]int // folded -> place among people
	told    map[occurrence][]teller
	now     occurrence // that of the last row
	here    []teller
	without map[string]bool // types at which nobody is present
}

// people tells of everybody at the events that w selects, most appearances first.
// It is one pass over the events with their line-ups, since to group them and to tell
// apart what is of one text takes SQL several times as long; so does the order in
// which it would join them by itself, as it begins with names.
func people(ctx context.Context, q querier, w *where, day string) ([]person, error) {
	c := &census{at: map[string]int{}, told: map[occurrence][]teller{}, without: map[string]bool{}}
	for _, t := range store.TypesWithoutPresence {
		c.without[t] = true
	}
	// Its unique key tells the digest of a version: the version itself is long.
	rows, err := q.QueryContext(ctx, `SELECT a.folded, a.name, a.role, a.post, e.type, `+day+`, r.id, e.number, v.sha256`+fromEvents+`
JOIN version v ON v.report = r.key AND +v.key = r.version
CROSS JOIN appearance a ON a.extraction = e.extraction AND a.event = e.number`+w.String(), w.args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var t telling
		if err := rows.Scan(&t.folded, &t.name, &t.role, &t.post, &t.typ, &t.day, &t.report, &t.number, &t.sum); err != nil {
			return nil, err
		}
		c.add(&t)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return c.all(), nil
}

func (c *census) add(t *telling) {
	i, ok := c.at[t.folded]
	if !ok {
		i = len(c.people)
		c.at[t.folded] = i
		c.people = append(c.people, occasions{folded: t.folded})
	}
	p := &c.people[i]
	o := occurrence{number: t.number}
	copy(o.text[:], t.sum)
	if o != c.now || len(c.here) == 0 {
		c.told[c.now] = c.here
		c.now, c.here = o, c.told[o]
	}
	j := slices.IndexFunc(p.ways, func(w way) bool { return w.name == t.name && w.role == t.role })
	if j < 0 {
		j = len(p.ways)
		p.ways = append(p.ways, way{name: t.name, role: t.role})
	}
	if !slices.ContainsFunc(c.here, func(other teller) bool { return other.who == i }) {
		p.times++
		if !c.without[t.typ] {
			p.present++
		}
	}
	if one := (teller{i, j}); !slices.Contains(c.here, one) {
		c.here = append(c.here, one)
		p.ways[j].times++
	}
	now := store.Occasion{Day: t.day, Report: t.report}
	// An occasion without a day is the first only where there is no other.
	if p.first.Report == "" || now.Day != "" && p.first.Day == "" || (now.Day == "") == (p.first.Day == "") && byDay(&now, &p.first) < 0 {
		p.first = now
	}
	if byDay(&now, &p.last) > 0 {
		p.last = now
	}
	if t.post.Valid && (p.post == nil || cmp.Or(byDay(&now, &p.from), cmp.Compare(t.number, p.number), cmp.Compare(t.post.String, *p.post)) > 0) {
		p.post, p.from, p.number = &t.post.String, now, t.number
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
