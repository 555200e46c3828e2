package lineup

import (
	"slices"
	"sort"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// New lays out the line-ups of a series. people may be nil: then names are people,
// which suits where there is nothing to tell persons by.
func New(s *holding.Series, k *Knowledge, people People) *Book {
	b := Open(s, k, people)
	b.Until(holding.End)
	return b
}

// Open opens a book in which nothing is laid out yet. Until lays it out, of reports that
// have to be whole no longer than for that.
func Open(s *holding.Series, k *Knowledge, people People) *Book {
	if people == nil {
		people = Named{k}
	}
	return &Book{Series: s, Knowledge: k, people: people, ids: map[string]int{}, reigning: map[string]int{}, byName: map[string][]int{}, coverage: newCoverage(s),
		course: s.Course(""), kept: pack.NewShelf[LineUp](), mentions: pack.NewShelf[[]int](), folds: map[string]string{}}
}

// Until lays out what became known up to a day.
func (b *Book) Until(day string) {
	for {
		today, at, reports := b.course.Next(day)
		if len(reports) == 0 {
			return
		}
		if today == "" {
			continue
		}
		var told []*holding.Report
		for _, r := range reports {
			if r.Published != "" && !r.Headline && len(r.Events) > 0 {
				told = append(told, lean(r))
			}
		}
		b.day(today, told)
		for i, r := range reports {
			if r.Published != "" && !r.Headline {
				b.mention(at+i, r)
			}
		}
	}
}

// lean is a report without what evidence of line-ups needs not.
func lean(r *holding.Report) *holding.Report {
	l := *r
	l.Text, l.Plans, l.Acts, l.Mentions = "", nil, nil, nil
	return &l
}

// again is how many days after it became known an occasion can be told again.
const again = 7

// day takes in the reports that became known on one day, and joins the tellings of
// one occasion.
func (b *Book) day(today string, reports []*holding.Report) {
	b.recent = slices.DeleteFunc(b.recent, func(l *LineUp) bool { return holding.Between(l.Known, today) > again })
	var fresh []*LineUp
	for _, r := range reports {
		for i := range r.Events {
			l := b.lineUp(r, i)
			if l == nil {
				continue
			}
			if old := find(fresh, l); old != nil {
				merge(old, l)
				continue
			}
			if old := find(b.recent, l); old != nil {
				b.later(old, l)
				continue
			}
			fresh = append(fresh, l)
		}
	}
	for _, l := range fresh {
		l.Number = b.kept.Len()
		b.kept.Set(l.Number, l)
		for _, p := range l.Places {
			b.Seen[p.Person] = append(b.Seen[p.Person], Seen{LineUp: l, Known: l.Known, Report: l.Report, Event: l.Event, At: p.At})
		}
		if l.titled {
			b.Seen[l.Leader] = append(b.Seen[l.Leader], Seen{LineUp: l, Known: l.Known, Report: l.Report, Event: l.Event, At: -1})
		}
	}
	b.LineUps = append(b.LineUps, fresh...)
	b.recent = append(b.recent, fresh...)
}

// later takes in a telling of an occasion that was known before: it shows who
// else was there.
func (b *Book) later(old, l *LineUp) {
	old.Also = append(old.Also, l.Report.ID)
	for _, p := range l.Places {
		if !old.Has(p.Person) && !old.later[p.Person] {
			if old.later == nil {
				old.later = map[int]bool{}
			}
			old.later[p.Person] = true
			b.Seen[p.Person] = append(b.Seen[p.Person], Seen{LineUp: old, Known: l.Known, Report: l.Report, Event: l.Event, At: p.At})
		}
	}
}

// At is the line-up of a number. Of a book that goes on, those of earlier days are
// there that have an order, with as much of their reports as evidence needs; nil of
// the others.
func (b *Book) At(number int) *LineUp { return b.kept.At(number) }

// person is the index of somebody, who is made where he is new.
func (b *Book) person(id, name, known string) int {
	i, ok := b.ids[id]
	if !ok {
		i = len(b.People)
		b.ids[id] = i
		b.People = append(b.People, Person{ID: id, Since: known})
		b.Seen = append(b.Seen, nil)
	}
	p := &b.People[i]
	at := slices.IndexFunc(p.names, func(s spelling) bool { return s.name == name })
	if at < 0 {
		at = len(p.names)
		p.names = append(p.names, spelling{name: name})
		b.spelled(i, at)
	}
	p.names[at].times++
	p.call(at, known)
	return i
}

// spelled takes up a spelling of somebody's name.
func (b *Book) spelled(person, at int) {
	p := &b.People[person]
	s := &p.names[at]
	folded := store.Fold(s.name)
	if b.Knowledge.Reigned(s.name) {
		p.Leader = true
		b.reigning[folded] = person
	}
	if !b.Knowledge.profile.Leader(s.name) {
		s.folded = folded
		b.named(person, folded)
	}
}

// named makes somebody one of those whom a name may mean.
func (b *Book) named(person int, folded string) {
	if all := b.byName[folded]; !slices.Contains(all, person) {
		b.byName[folded] = append(all, person)
	}
}

// call calls somebody by the spelling that is given most often, the first by letters
// of several, after one was given once more.
func (p *Person) call(at int, known string) {
	s := &p.names[at]
	if s.name == p.Name {
		return
	}
	now := slices.IndexFunc(p.names, func(o spelling) bool { return o.name == p.Name })
	if now >= 0 && (s.times < p.names[now].times || s.times == p.names[now].times && s.name > p.Name) {
		return
	}
	p.Name = s.name
	if n := len(p.called); n > 0 && p.called[n-1].from == known {
		p.called[n-1].name = s.name
		return
	}
	p.called = append(p.called, called{known, s.name})
}

// Called is what somebody is called by the names given up to a day.
func (b *Book) Called(person int, day string) string {
	p := &b.People[person]
	for _, c := range slices.Backward(p.called) {
		if c.from <= day {
			return c.name
		}
	}
	return p.Name
}

// mention finds who is named in a report, in whatever way; at is its place in the
// order in which reports became known.
func (b *Book) mention(at int, r *holding.Report) {
	for i := range r.Mentions {
		m := &r.Mentions[i]
		if m.Kind != rostrum.MentionPerson {
			continue
		}
		folded, ok := b.folds[m.Name]
		if !ok {
			folded = store.Fold(m.Name)
			b.folds[m.Name] = folded
		}
		for _, p := range b.meant(r, b.byName[folded], folded) {
			all := b.mentions.At(p)
			switch {
			case all == nil:
				b.mentions.Set(p, &[]int{at})
			case (*all)[len(*all)-1] != at:
				*all = append(*all, at)
			}
		}
	}
}

// meant are those of a name whom a report may mean: of several, those whom its
// events tell of, if they tell of any.
func (b *Book) meant(r *holding.Report, all []int, folded string) []int {
	if len(all) < 2 {
		return all
	}
	var told []int
	for i := range r.Events {
		for j := range r.Events[i].Participants {
			if name := r.Events[i].Participants[j].Name; name == nil || store.Fold(*name) != folded {
				continue
			}
			if id, _, ok := b.people.Resolve(r, i, j); ok {
				if p, ok := b.ids[id]; ok && !slices.Contains(told, p) {
					told = append(told, p)
				}
			}
		}
	}
	if len(told) == 0 {
		return all
	}
	return told
}

// Named lists the reports that became known in a span of days and name somebody. The
// span begins after somebody was named at an occasion: before that, nobody asks who
// else is called so.
func (b *Book) Named(person int, from, to string) []string {
	all := b.mentions.At(person)
	if all == nil {
		return nil
	}
	known := b.Series.Known()
	var out []string
	for _, at := range (*all)[sort.Search(len(*all), func(i int) bool { return known[(*all)[i]].KnownOn() >= from }):] {
		if known[at].KnownOn() > to {
			break
		}
		out = append(out, known[at].ID)
	}
	return out
}

// EachDay does something with the line-ups, from a place on, that became known up to a
// day: with those of each day together. It returns the place behind them.
func (b *Book) EachDay(from int, day string, do func([]*LineUp)) int {
	for from < len(b.LineUps) && b.LineUps[from].Known <= day {
		i := from
		for from < len(b.LineUps) && b.LineUps[from].Known == b.LineUps[i].Known {
			from++
		}
		do(b.LineUps[i:from])
	}
	return from
}
