package lineup

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Place is one of the own state's people in a line-up.
type Place struct {
	Person int // index into Book.People
	At     int // place among the participants of the event, from 0
	Role   string
	Post   string
	// Ranked says that the place is one of a list. Whoever is named for what he
	// did there, as speaker or host, is told of out of order.
	Ranked bool
	// Quoted says that somebody is known by what he says alone: he may have said it
	// elsewhere.
	Quoted bool
}

// LineUp is the own state's people at one occasion.
type LineUp struct {
	Class  *Class
	Type   string
	Day    string // first day that the occasion can have been on
	Last   string // last such day
	Stated bool   // the report states its day
	Known  string // day on which it became known
	Report *holding.Report
	Event  int // index into the report's events
	Leader int // whose company it is: index into Book.People, -1 where nobody's
	Places []Place
	// Officials counts those of them who are there as such: not as citizens, nor to
	// be given something.
	Officials int
	Also      []string // other reports of the occasion, in the order they became known
	Number    int      // place in the book, from 0: the same whatever becomes known later
	later     map[int]bool
	titled    bool // only the title of the report says whose company it is
}

// Order is the protocol of the line-up, "" where its order says nothing.
func (l *LineUp) Order() string {
	if l.Class == nil {
		return ""
	}
	return l.Class.Order
}

// ClassID is the id of the class, "" where the line-up is of none.
func (l *LineUp) ClassID() string {
	if l.Class == nil {
		return ""
	}
	return l.Class.ID
}

// Of is the occasion in a few words: class or type, and site.
func (l *LineUp) Of() string {
	name := strings.ReplaceAll(l.Type, "_", " ")
	if l.Class != nil {
		name = l.Class.Name
	}
	return name
}

// Ranked lists the people of the list proper, in order, without the one whose
// company it is.
func (l *LineUp) Ranked() []int {
	var out []int
	for _, p := range l.Places {
		if p.Ranked && p.Person != l.Leader {
			out = append(out, p.Person)
		}
	}
	return out
}

// Has tells whether somebody is there by the line-up itself.
func (l *LineUp) Has(person int) bool {
	return slices.ContainsFunc(l.Places, func(p Place) bool { return p.Person == person })
}

// Evidence is the passage for somebody in the line-up; for nobody, that of the
// event.
func (l *LineUp) Evidence(person int) finding.Evidence {
	e := &l.Report.Events[l.Event]
	ev := finding.Evidence{Report: l.Report.ID, Version: l.Report.Version, Published: l.Report.Published, At: e.At, Quote: e.Evidence}
	for _, p := range l.Places {
		if p.Person == person {
			if a := &e.Participants[p.At]; a.Name != nil {
				ev.At, ev.Quote = a.At, *a.Name
			}
		}
	}
	return ev
}

// Person is somebody of the own state who is named at occasions.
type Person struct {
	ID     string
	Name   string // as it was given most often, as known at the end
	Leader bool
	Since  string // day on which anything of that person became known
	names  []spelling
	called []called // what the name was, in order of days
}

// spelling is a way in which somebody's name is given.
type spelling struct {
	name   string
	folded string // "" of names that leaders of the past bear, too
	times  int
}

// called is what somebody is called from a day on.
type called struct{ from, name string }

// Book is the line-ups of one series of reports.
type Book struct {
	Series    *holding.Series
	Knowledge *Knowledge
	People    []Person
	// LineUps of occasions and rosters, in the order in which they became known: of a
	// book that goes on, those of later days.
	LineUps []*LineUp
	// Seen lists the appearances of each person at occasions, later tellings
	// included, in the order in which they became known: of a book that goes on, those
	// of later days.
	Seen [][]Seen

	coverage coverage
	people   People
	ids      map[string]int
	reigning map[string]int   // leaders by folded name
	byName   map[string][]int // people by folded name, but for leaders of the past
	course   *holding.Course
	recent   []*LineUp // of the last days
	kept     *pack.Shelf[LineUp]
	// mentions are the reports that name each person anywhere, by their places in
	// Series.Known; none for names that leaders of the past bear.
	mentions *pack.Shelf[[]int]
	folds    map[string]string // names come again and again
}

// Seen is one appearance of somebody: where, and when it became known.
type Seen struct {
	LineUp *LineUp
	Known  string
	Report *holding.Report
	Event  int
	At     int // place among the participants; -1 for a leader whom only the title names
}

// Evidence is the passage of an appearance.
func (s Seen) Evidence() finding.Evidence {
	if s.At < 0 {
		e := &s.Report.Events[s.Event]
		return finding.Evidence{Report: s.Report.ID, Version: s.Report.Version, Published: s.Report.Published, At: e.At, Quote: e.Evidence}
	}
	a := &s.Report.Events[s.Event].Participants[s.At]
	ev := finding.Evidence{Report: s.Report.ID, Version: s.Report.Version, Published: s.Report.Published, At: a.At}
	if a.Name != nil {
		ev.Quote = *a.Name
	} else if a.Post != nil {
		ev.Quote = *a.Post
	}
	return ev
}

// Find returns the index of a person by id, or by name in any spelling: of several
// the one who is named most often by it as it is written, else the likeliest.
// False where there is none.
func (b *Book) Find(name string) (int, bool) {
	if i, ok := b.ids[name]; ok {
		return i, true
	}
	folded := store.Fold(name)
	best, most := -1, 0
	for i := range b.People {
		for _, n := range b.People[i].names {
			if store.Fold(n.name) == folded && n.times > most {
				best, most = i, n.times
			}
		}
	}
	if best >= 0 {
		return best, true
	}
	for _, id := range b.people.Search(name) {
		if i, ok := b.ids[id]; ok {
			return i, true
		}
	}
	return -1, false
}

// silent are the kinds of reports that tell of no occasion of their days, or tell
// again of those that others report.
var silent = []string{rostrum.KindDigest, rostrum.KindAnecdote, rostrum.KindCommentary, rostrum.KindPressEcho, rostrum.KindObituary}

// presence are the roles of those whose place in a list is given.
var ranked = []string{rostrum.RolePrincipal, rostrum.RoleCompanion, rostrum.RoleAttendee}

// lineUp reads one event; nil where it is no occasion of the own state's people.
func (b *Book) lineUp(r *holding.Report, event int) *LineUp {
	e := &r.Events[event]
	if slices.Contains(silent, r.Kind) || e.Type == rostrum.TypeMessage || e.Type == rostrum.TypeStatement {
		return nil
	}
	l := &LineUp{Type: e.Type, Known: r.KnownOn(), Report: r, Event: event, Leader: -1}
	l.Day, l.Last, l.Stated = span(e, r.Published)
	if l.Stated && holding.Between(l.Last, r.Published) > maxAge {
		return nil // told as background
	}
	roster := e.Type == rostrum.TypeAppointment
	for i := range e.Participants {
		if e.Participants[i].Role == rostrum.RoleCounterpart {
			continue // the other side of talks
		}
		id, name, ok := b.people.Resolve(r, event, i)
		if !ok {
			continue
		}
		p := b.person(id, name, l.Known)
		if l.Has(p) {
			continue
		}
		a := &e.Participants[i]
		quoted := b.Knowledge.Quoted(a.Formula)
		l.Places = append(l.Places, Place{Person: p, At: i, Role: a.Role, Post: deref(a.Post), Quoted: quoted,
			Ranked: !quoted && slices.Contains(ranked, a.Role) || roster && a.Role == rostrum.RoleRecipient})
	}
	if len(l.Places) == 0 {
		return nil
	}
	if !roster {
		b.company(l, r.Title, e)
		if len(l.Places) == 0 {
			return nil
		}
	}
	titled := false
	if l.Leader < 0 && !roster {
		l.Leader = b.titled(r, e, l.Last)
		titled = l.Leader >= 0
	}
	l.titled = titled
	l.Officials = b.officials(l)
	if l.Leader < 0 && b.Knowledge.foreign(deref(e.Place)) {
		return l // what the state's people do abroad is of no class of occasions at home
	}
	l.Class = b.Knowledge.classify(e, r.Title, l.Day, l.Leader >= 0, l.Officials)
	if roster && (l.Class == nil || !l.Class.Roster) {
		return nil
	}
	return l
}

// gatherings are the types of occasions at which leaders are often spoken of.
var gatherings = []string{rostrum.TypeMeeting, rostrum.TypeCeremony}

// company finds whose company an occasion is. A leader who is told of as one of
// those present is taken at that if the title names him, or others are listed
// with him; else he is only spoken of, and no part of the line-up.
func (b *Book) company(l *LineUp, title string, e *rostrum.Event) {
	for i, p := range l.Places {
		name := *e.Participants[p.At].Name
		if !b.People[p.Person].Leader || !b.Knowledge.Reigns(name, l.Last) || p.Role != rostrum.RolePrincipal && i > 0 {
			continue
		}
		if p.Role == rostrum.RoleAttendee && slices.Contains(gatherings, l.Type) && title != "" && !strings.Contains(store.Fold(title), store.Fold(name)) {
			listed := 0
			for _, o := range l.Places {
				if o.Ranked {
					listed++
				}
			}
			if listed < 3 {
				l.Places = slices.Delete(l.Places, i, i+1)
				return
			}
		}
		l.Leader = p.Person
		return
	}
}

func (b *Book) officials(l *LineUp) int {
	n := 0
	for _, p := range l.Places {
		if (p.Role != rostrum.RoleRecipient || l.Type == rostrum.TypeAppointment) && !b.Knowledge.Citizen(p.Post) {
			n++
		}
	}
	return n
}

// titled is the leader whom the title of a report names, where an event has
// people who go with somebody and does not say with whom; -1 where there is none.
func (b *Book) titled(r *holding.Report, e *rostrum.Event, day string) int {
	is := func(role string) bool {
		return slices.ContainsFunc(e.Participants, func(a rostrum.Appearance) bool { return a.Role == role })
	}
	if !is(rostrum.RoleCompanion) || is(rostrum.RolePrincipal) {
		return -1
	}
	title := store.Fold(r.Title)
	for _, l := range b.Knowledge.leaders {
		if strings.Contains(title, l.name) && b.Knowledge.Reigns(l.name, day) {
			if p, ok := b.reigning[l.name]; ok {
				return p
			}
		}
	}
	return -1
}

// maxAge is how many days before its report an occasion of its own can lie.
const maxAge = 10

// span is the first and the last day that an event can have been on.
func span(e *rostrum.Event, published string) (first, last string, stated bool) {
	if d := deref(e.Date); len(d) == 10 {
		last = d
		if to := deref(e.DateTo); len(to) == 10 && to >= d {
			last = to
		}
		return d, last, true
	}
	first, last = deref(e.NotBefore), deref(e.NotAfter)
	if len(last) != 10 || last > published {
		last = published
	}
	if len(first) != 10 || first > last {
		first = last
	}
	return first, last, false
}

// find returns the line-up of which another is a telling.
func find(among []*LineUp, l *LineUp) *LineUp {
	var best *LineUp
	most := 0.0
	for _, o := range among {
		if like := alike(o, l); like > most {
			best, most = o, like
		}
	}
	return best
}

// alike says how much two line-ups look like one occasion: 0 where they are two.
func alike(a, b *LineUp) float64 {
	roster := a.Class != nil && a.Class.Roster || b.Class != nil && b.Class.Roster
	switch {
	case a.Report == b.Report, // of one report, what is told apart is apart
		a.Type != b.Type && (roster || a.ClassID() == "" || a.ClassID() != b.ClassID()),
		(a.Leader >= 0) != (b.Leader >= 0) || a.Leader != b.Leader,
		a.Stated && b.Stated && (a.Day > b.Last || b.Day > a.Last),
		!a.Stated && !b.Stated && a.Known != b.Known:
		return 0
	case a.Stated != b.Stated && (a.Day > b.Last || b.Day > a.Last):
		return 0
	}
	if !samePlace(a, b) {
		return 0
	}
	both := 0
	for _, p := range a.Places {
		if b.Has(p.Person) {
			both++
		}
	}
	least := min(len(a.Places), len(b.Places))
	share := float64(both) / float64(least)
	if both == 0 || share < 0.6 || least == 1 && len(a.Places) != len(b.Places) && a.Leader < 0 {
		return 0
	}
	return share + float64(both)/float64(max(len(a.Places), len(b.Places)))
}

// samePlace reports whether nothing in two sites tells them apart.
func samePlace(a, b *LineUp) bool {
	x, y := a.Report.Events[a.Event].Site, b.Report.Events[b.Event].Site
	if x == nil || y == nil {
		return true
	}
	s, t := strings.Fields(words(*x)), strings.Fields(words(*y))
	if len(s) > len(t) {
		s, t = t, s
	}
	for _, w := range s {
		if len(w) > 3 && slices.Contains(t, w) {
			return true
		}
	}
	return false
}

// merge makes one line-up of two tellings that became known on one day: the
// fuller one stands, the earlier of two that are as full.
func merge(into, other *LineUp) {
	also := append(append(into.Also, other.Also...), other.Report.ID)
	if len(other.Places) > len(into.Places) || len(other.Places) == len(into.Places) && holding.Compare(other.Report, into.Report) < 0 {
		also[len(also)-1] = into.Report.ID
		*into = *other
	}
	into.Also = also
}
