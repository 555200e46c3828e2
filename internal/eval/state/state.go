// Package state makes the archive of a state that is known through and through:
// officials with a standing and with habits, the occasions that they attend, and
// the changes that were planted, so that tests can count what analyses find of
// them, what they miss, and what they find where nothing changed.
//
// Key types: State (the reports and what is true of them), Change (something
// that was planted), Config. Generate makes the same state of the same seed.
//
// A report has one occasion and its line-up, by the classes of the profile of
// the invented state. Attendance is a habit of each official for each class of
// occasions, with memory: who was not there the last time is less likely to be
// there the next. Lists go by standing, but now and then somebody is misplaced.
// A purge removes an official for good, and his name from the reports of before,
// as Revisions give them.
//
// What it does not do: it writes no texts, and takes nothing from any archive.
package state

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Kinds of changes.
const (
	Promotion = "promotion"
	Fall      = "fall"
	Absence   = "absence"
	Purge     = "purge"
)

// Config says what to make.
type Config struct {
	Seed      uint64
	Officials int
	Days      int
	// Each is how many changes of each kind are planted.
	Each int
	// Memory is how much the last occasion weighs in the next, from 0 to 1.
	Memory float64
	// Misplaced is the share of lists in which somebody stands where he should not.
	Misplaced float64
}

// Default is the state of the tests: 200 officials, three years.
var Default = Config{Officials: 200, Days: 1096, Each: 6, Memory: 0.35, Misplaced: 0.06}

// Change is something that was planted.
type Change struct {
	Kind     string
	Official string
	From     string // first day
	To       string // last day of an absence; "" where it does not end
}

// Revision is a later version of a report.
type Revision struct {
	Of     int // index into State.Reports
	Report *holding.Report
}

// State is a generated archive.
type State struct {
	Reports   []*holding.Report // as they came out
	Revisions []Revision        // by day
	Changes   []Change
	Officials []string // by standing at the beginning, the highest first
}

// occasions are the classes of occasions of the invented state: the event by
// which its profile knows them, how often there is one, and how large it is.
var occasions = []struct {
	event  rostrum.Event
	title  string
	perDay float64
	people float64
	leader bool
}{
	{rostrum.Event{Type: rostrum.TypeInspection, Form: "made a tour of counsel at", Site: ptr("the Works")}, "Tour", 0.35, 12, true},
	{rostrum.Event{Type: rostrum.TypeInspection, Form: "made a tour of counsel at", Site: ptr("Column 12 of the Home Guard Army")}, "Tour of Column", 0.2, 10, true},
	{rostrum.Event{Type: rostrum.TypeMeeting, Form: "sitting was held", Site: ptr("the Granite Hall")}, "Sitting", 0.05, 45, true},
	{rostrum.Event{Type: rostrum.TypeDiplomacy, Form: "gave audience to", Site: ptr("the Granite Hall")}, "Audience", 0.12, 6, true},
	{rostrum.Event{Type: rostrum.TypePerformance, Form: "concert was given", Site: ptr("the Theatre")}, "Concert", 0.2, 25, false},
	{rostrum.Event{Type: rostrum.TypeCeremony, Form: "the opening rite was held", Site: ptr("the Works")}, "Rite", 0.15, 14, false},
}

func ptr(s string) *string { return &s }

// leader is one of the leaders that the profile lists.
const leader = "Torvane Ost Halric"

const first = "2031-01-01"

type official struct {
	name     string
	standing float64   // the smaller, the higher
	habit    []float64 // for each class
	missed   []bool    // the last occasion of each
	out      bool
}

// Generate makes a state.
func Generate(c Config) *State {
	g := generator{c: c, rng: rand.New(rand.NewPCG(c.Seed, 0x5eed)), s: &State{}}
	g.officials()
	g.plant()
	for day := range c.Days {
		g.day(day)
	}
	g.revise()
	return g.s
}

type generator struct {
	c    Config
	rng  *rand.Rand
	s    *State
	all  []*official
	days map[int][]func()
}

// syllables make names that nobody bears.
var syllables = []string{"Bar", "Cel", "Dor", "Fen", "Gar", "Hol", "Jar", "Kel", "Lor", "Mar", "Nev", "Orr", "Pel", "Ras", "Sel", "Tar", "Ull", "Ven", "Wes", "Yar"}

func (g *generator) officials() {
	for i := range g.c.Officials {
		n := i
		o := &official{standing: float64(i)}
		o.name = syllables[n%20] + "ven Ost " + syllables[n/20%20] + "dran"
		// each class asks those that it asks as often as makes up its size
		for k := range occasions {
			share := occasions[k].people / float64(g.c.Officials)
			p := 0.0
			if g.rng.Float64() < math.Min(1, 2.5*share) {
				p = math.Min(0.97, g.beta(share/math.Min(1, 2.5*share), 3))
			}
			o.habit = append(o.habit, p)
			o.missed = append(o.missed, g.rng.Float64() > p)
		}
		g.all = append(g.all, o)
		g.s.Officials = append(g.s.Officials, o.name)
	}
}

// beta draws from a beta distribution by its mean and the sum of its parameters.
func (g *generator) beta(mean, sum float64) float64 {
	a, b := g.gamma(mean*sum), g.gamma((1-mean)*sum)
	return a / (a + b)
}

// gamma draws from a gamma distribution (Marsaglia and Tsang 2000).
func (g *generator) gamma(shape float64) float64 {
	if shape < 1 {
		return g.gamma(shape+1) * math.Pow(g.rng.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := g.rng.NormFloat64()
		v := math.Pow(1+c*x, 3)
		if v > 0 && math.Log(g.rng.Float64()) < 0.5*x*x+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

func date(day int) string {
	t, err := time.Parse(time.DateOnly, first)
	if err != nil {
		panic(err) // a constant
	}
	return t.AddDate(0, 0, day).Format(time.DateOnly)
}

// plant chooses who changes and when: of those who are asked often enough that
// a change shows within its time.
func (g *generator) plant() {
	g.days = map[int][]func(){}
	var often []*official
	for _, o := range g.all {
		perDay := 0.0
		for k, p := range o.habit {
			perDay += p * occasions[k].perDay
		}
		if perDay >= 0.12 {
			often = append(often, o)
		}
	}
	g.rng.Shuffle(len(often), func(i, j int) { often[i], often[j] = often[j], often[i] })
	next := 0
	take := func(fits func(*official) bool) *official {
		for ; next < len(often); next++ {
			if fits(often[next]) {
				next++
				return often[next-1]
			}
		}
		panic("too few officials for so many changes")
	}
	any := func(*official) bool { return true }
	low := func(o *official) bool { return o.standing > float64(g.c.Officials)*0.5 }
	high := func(o *official) bool { return o.standing < float64(g.c.Officials)*0.5 }
	at := func() int { return g.c.Days/3 + g.rng.IntN(g.c.Days/3) }
	add := func(kind string, o *official, from, to int) {
		c := Change{Kind: kind, Official: o.name, From: date(from)}
		if to > 0 {
			c.To = date(to)
		}
		g.s.Changes = append(g.s.Changes, c)
	}
	on := func(day int, f func()) { g.days[day] = append(g.days[day], f) }
	for range g.c.Each {
		o, day := take(any), at()
		add(Absence, o, day, day+150)
		on(day, func() { o.out = true })
		on(day+151, func() { o.out = false })
	}
	for range g.c.Each {
		o, day := take(any), at()
		add(Purge, o, day, 0)
		on(day, func() { o.out = true })
	}
	rest := next
	for range g.c.Each {
		o, day := take(low), at()
		add(Promotion, o, day, 0)
		on(day, func() { o.standing -= float64(g.c.Officials) / 2 })
	}
	next, often = 0, slices.DeleteFunc(often[rest:], func(o *official) bool { return low(o) })
	for range g.c.Each {
		o, day := take(high), at()
		add(Fall, o, day, 0)
		on(day, func() { o.standing += float64(g.c.Officials) / 2 })
	}
}

// day makes the reports of one day.
func (g *generator) day(day int) {
	for _, f := range g.days[day] {
		f()
	}
	n := 0
	for k := range occasions {
		if g.rng.Float64() >= occasions[k].perDay {
			continue
		}
		n++
		g.report(day, n, k)
	}
}

func (g *generator) report(day, n, k int) {
	var there []*official
	for _, o := range g.all {
		p := o.habit[k]
		if p == 0 {
			continue
		}
		// a chain whose share in the long run is the habit
		if o.missed[k] {
			p *= 1 - g.c.Memory
		} else {
			p += (1 - p) * g.c.Memory
		}
		o.missed[k] = g.rng.Float64() >= p
		if !o.missed[k] && !o.out {
			there = append(there, o)
		}
	}
	slices.SortStableFunc(there, func(a, b *official) int {
		switch {
		case a.standing < b.standing:
			return -1
		case a.standing > b.standing:
			return 1
		}
		return 0
	})
	if len(there) > 3 && g.rng.Float64() < g.c.Misplaced {
		from := g.rng.IntN(len(there))
		to := min(max(from+g.rng.IntN(11)-5, 0), len(there)-1)
		o := there[from]
		there = slices.Insert(slices.Delete(there, from, from+1), to, o)
	}
	e := occasions[k].event
	e.Date = ptr(date(day))
	e.Evidence = e.Form
	e.At = rostrum.Span{Field: rostrum.FieldText, Start: 0, End: len(e.Evidence)}
	if occasions[k].leader {
		e.Participants = append(e.Participants, appearance(leader, rostrum.RolePrincipal, 0))
	}
	for _, o := range there {
		e.Participants = append(e.Participants, appearance(o.name, rostrum.RoleAttendee, len(e.Participants)))
	}
	if len(e.Participants) == 0 {
		return
	}
	d := date(day)
	g.s.Reports = append(g.s.Reports, &holding.Report{ID: fmt.Sprintf("gen-%s-%03d", d, n), Outlet: "VDB", Lang: "en", Published: d, Known: d, Title: occasions[k].title,
		Version: fmt.Sprintf("sha256:%d-%d-1", day, n), Versions: 1, Kind: rostrum.KindNews, Status: rostrum.StatusExtracted, Coverage: holding.CoverageComplete, Events: []rostrum.Event{e}})
}

func appearance(name, role string, place int) rostrum.Appearance {
	at := 1000 + 40*place
	return rostrum.Appearance{Name: &name, Role: role, At: rostrum.Span{Field: rostrum.FieldText, Start: at, End: at + len(name)}}
}

// revise gives the reports of before a purge anew, without the name.
func (g *generator) revise() {
	for _, c := range g.s.Changes {
		if c.Kind != Purge {
			continue
		}
		for i, r := range g.s.Reports {
			if r.Published >= c.From {
				break
			}
			e := r.Events[0]
			named := func(a rostrum.Appearance) bool { return *a.Name == c.Official }
			if !slices.ContainsFunc(e.Participants, named) {
				continue
			}
			e.Participants = slices.DeleteFunc(slices.Clone(e.Participants), named)
			again := *r
			again.Events, again.Known, again.Versions, again.Version = []rostrum.Event{e}, c.From, 2, r.Version+"-without"
			g.s.Revisions = append(g.s.Revisions, Revision{Of: i, Report: &again})
		}
	}
	slices.SortStableFunc(g.s.Revisions, func(a, b Revision) int {
		switch {
		case a.Report.Known < b.Report.Known:
			return -1
		case a.Report.Known > b.Report.Known:
			return 1
		}
		return a.Of - b.Of
	})
}
