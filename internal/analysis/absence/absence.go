package absence

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Kinds and rules of findings, as docs/methods/absences.md names them.
const (
	KindAbsence = "absence"
	KindGap     = "leader-gap"
	RuleAbsence = "absence from expected occasions"
	RuleGap     = "gap in a leader's activities"
)

// Settings are what absences are measured by.
type Settings struct {
	// Rate is the chance, by habit, of missing all the occasions of a run, from
	// which on it is a finding.
	Rate float64
	// Offices reads the offices that one person holds out of a post; nil where
	// offices let nothing be expected.
	Offices func(post string) []Office
}

// Default are the settings that the commands use.
var Default = Settings{Rate: 0.01}

const (
	leastTrials = 5 // occasions that a habit rests on
	leastMissed = 3 // occasions in a row, for a finding
	// leastHabit is how often somebody was named at occasions of a class, to count
	// among those who can be expected at it.
	leastHabit = 3
)

// Run is occasions one after another that somebody was not named at.
type Run struct {
	Person   string           `json:"person"`
	ID       string           `json:"-"`     // of the person, as lineup.Book has it
	Since    string           `json:"since"` // day he was named last
	Last     finding.Evidence `json:"last"`  // where
	Missed   int              `json:"missed"`
	Expected float64          `json:"expected"`         // of them, by habit
	Likely   int              `json:"likely"`           // of them, those at which he was named more often than not
	Chance   *float64         `json:"chance,omitempty"` // of missing all, by habit; only in complete coverage
	Classes  []ClassRun       `json:"classes"`
	// Otherwise are the reports of the span that name him without an occasion.
	Otherwise []string           `json:"otherwise"`
	Known     string             `json:"known"` // day of the last of them
	Found     string             `json:"found,omitempty"`
	Coverage  finding.Coverage   `json:"coverage"`
	Evidence  []finding.Evidence `json:"evidence"`            // of the occasions missed, the latest first
	SignedBy  string             `json:"signed_by,omitempty"` // analyst under whose name it leaves the tool

	person int
	chance float64
}

// ClassRun is a run at the occasions of one class.
type ClassRun struct {
	Class  string  `json:"class"`
	Name   string  `json:"name"`
	Missed int     `json:"missed"`
	Named  int     `json:"named"` // occasions of the class that he was named at before
	Of     int     `json:"of"`    // occasions of the class since he was first named at one
	Habit  float64 `json:"habit"` // share that he is expected at
	// Office is why he is expected there, where it is no habit of his yet.
	Office *ByOffice `json:"office,omitempty"`
}

// ByOffice is an office that lets somebody be expected where another was who held
// it before.
type ByOffice struct {
	Office string `json:"office"`
	Holder string `json:"holder"` // who held it before
	Named  int    `json:"named"`  // occasions of the class that he was named at, until the office was another's
	Of     int    `json:"of"`     // since he was first named at one
}

// Result is what Findings found.
type Result struct {
	Findings []finding.Finding
	// Open are the runs that go on at the end, those that are findings first.
	Open []Run
	// Expected is how many findings there would be if nobody's habit changed: the
	// sum of the chances, at each occasion, that one comes about.
	Expected float64
	Trials   int // occasions that somebody could be expected at, over all people
}

// occasion is what somebody is expected at.
type occasion struct {
	class   *lineup.Class
	known   string
	lineUps []*lineup.LineUp
	at      finding.Evidence // of the first of them
}

type state struct {
	habits map[*lineup.Class]*habit
	named  map[*lineup.Class]int
	missed bool // the last occasion that counted
	trials int
	// the run that goes on
	chance   float64
	expected float64
	likely   int
	run      []*occasion
	by       map[*lineup.Class]int
	later    []*habit // one for each occasion of the run, not taken up yet
	found    string
	from     place // where he was named last
	seen     bool
}

// place is where somebody was named at an occasion.
type place struct {
	known  string
	day    string // last that the occasion can have been on
	at     finding.Evidence
	roster bool // nobody on the list need be present
}

func placeOf(s lineup.Seen) place {
	return place{s.Known, s.LineUp.Last, s.Evidence(), s.LineUp.Class != nil && s.LineUp.Class.Roster}
}

// learn takes up the occasions of a run that is over.
func (s *state) learn() {
	for _, h := range s.later {
		h.all.fade(fading)
		h.all.add(true)
	}
	s.later = nil
}

func (s *state) reset() {
	s.learn()
	s.chance, s.expected, s.likely, s.run, s.found = 1, 0, 0, nil, ""
	s.by = map[*lineup.Class]int{}
}

// Counter goes through the occasions of a book as they become known.
type Counter struct {
	b       *lineup.Book
	s       Settings
	people  []state
	classes map[*lineup.Class]*classHabit
	at      int             // index into b.LineUps
	next    []int           // index into b.Seen of each person
	waiting map[int][]place // where people were named, told before and not looked at yet
	latest  []place         // that was looked at of each person
	cited   map[int][]Cited // that are still to come
	rhythms map[int]*pulse  // of leaders
	days    int             // index into b.Days(): what rhythms were measured up to
	stretch int
	holders map[string]holder // by office
	had     map[string][]int  // by office, who was given it
	out     Result
}

// Cited is an activity that a held report tells of and no report is held of.
type Cited struct {
	Person int // index into Book.People
	Day    string
	Known  string
}

// Findings goes through the occasions of a book in the order they became known.
// What is cited, and not held, counts as being named.
func Findings(b *lineup.Book, cited []Cited, s Settings) Result {
	c := Begin(b, s, "", nil)
	c.Until(holding.End, cited)
	c.open()
	finding.Sort(c.out.Findings)
	return c.out
}

// clear forgets all habits: what was not collected may have changed them.
func (c *Counter) clear() {
	clear(c.classes)
	c.holders, c.had = map[string]holder{}, map[string][]int{}
	for i := range c.people {
		c.people[i] = nobody()
	}
}

// day takes in what became known on one day.
func (c *Counter) day(lineUps []*lineup.LineUp) {
	known := lineUps[0].Known
	if st := c.b.Stretch(known); st != c.stretch {
		c.stretch = st
		c.clear()
	}
	present := c.present(known)
	var today []*occasion
	for _, l := range lineUps {
		if l.Class == nil || l.Class.Rare || l.Class.Roster || listed(l) < leastListed {
			continue
		}
		i := slices.IndexFunc(today, func(o *occasion) bool { return o.class == l.Class })
		if i < 0 {
			today = append(today, &occasion{class: l.Class, known: known, at: l.Evidence(-1)})
			i = len(today) - 1
		}
		today[i].lineUps = append(today[i].lineUps, l)
	}
	if c.b.Held(known) {
		for _, o := range today {
			c.occasion(o, present)
		}
	}
	for p := range present {
		s := &c.people[p]
		s.reset()
		s.seen, s.missed = true, false
	}
	c.offices(lineUps)
	for p := range present {
		if last := c.latest[p]; last.known != "" {
			c.people[p].from = last
		}
	}
}

// leastListed is how many people beside the leader a line-up names at least, to be
// a list that somebody can be missing from.
const leastListed = 2

func listed(l *lineup.LineUp) int {
	if l.Leader >= 0 && l.Has(l.Leader) {
		return l.Officials - 1
	}
	return l.Officials
}

// present are those who were named at an occasion that became known on the day.
func (c *Counter) present(known string) map[int]bool {
	out := map[int]bool{}
	look := func(p int, at place) {
		c.latest[p] = at
		if !at.roster {
			out[p] = true
		}
	}
	for p := range c.people {
		for len(c.waiting[p]) > 0 && c.waiting[p][0].known <= known {
			look(p, c.waiting[p][0])
			c.waiting[p] = c.waiting[p][1:]
		}
		seen := c.b.Seen[p]
		for c.next[p] < len(seen) && seen[c.next[p]].Known <= known {
			look(p, placeOf(seen[c.next[p]]))
			c.next[p]++
		}
		for len(c.cited[p]) > 0 && c.cited[p][0].Known <= known {
			out[p] = true
			c.cited[p] = c.cited[p][1:]
		}
	}
	return out
}

// occasion counts one occasion for everybody who can be expected at it.
func (c *Counter) occasion(o *occasion, present map[int]bool) {
	cs := c.classes[o.class]
	if cs == nil {
		cs = &classHabit{}
		c.classes[o.class] = cs
	}
	cs.n++
	cs.fade()
	there := map[int]bool{}
	leader := map[int]bool{}
	for _, l := range o.lineUps {
		leader[l.Leader] = true
		for _, p := range l.Places {
			there[p.Person] = true
		}
	}
	before := *cs
	for p := range c.people {
		s := &c.people[p]
		h := s.habits[o.class]
		if h == nil {
			if there[p] {
				s.habits[o.class] = &habit{first: cs.n}
				s.named[o.class]++
			}
			continue
		}
		if leader[p] {
			continue // whose company it is, is no matter of habit
		}
		missed := !there[p]
		if s.expectedBy(o.class, h) {
			c.trial(p, o, h, &before, missed, present[p])
		}
		last := remember(h.last, s.missed)
		h.last = missed
		cs.add(missed, last, h.base(&before))
		if missed && !present[p] {
			// what somebody is asked to is known from before a run; how runs go is
			// learned as they go
			h.after[last].add(missed)
			s.later = append(s.later, h)
		} else {
			s.learn()
			h.add(missed, last)
		}
		s.trials++
		if !missed {
			if s.named[o.class]++; s.named[o.class] >= leastHabit {
				h.office = nil // he has a habit of his own
			}
		}
		s.missed = missed && !present[p]
	}
}

// trial counts one occasion for one person, who is expected there by habit.
func (c *Counter) trial(p int, o *occasion, h *habit, class *classHabit, missed, elsewhere bool) {
	s := &c.people[p]
	if !s.seen || s.trials < leastTrials {
		return
	}
	c.out.Trials++
	miss := h.miss(class, remember(h.last, s.missed))
	if s.found == "" && s.chance*miss <= c.s.Rate && len(s.run)+1 >= leastMissed {
		c.out.Expected += miss
	}
	if !missed || elsewhere {
		return // the run ends with the day
	}
	s.chance *= miss
	s.expected += 1 - miss
	if h.all.share(classPrior, classWeight) < 0.5 {
		s.likely++
	}
	s.run = append(s.run, o)
	s.by[o.class]++
	if s.found == "" && s.chance <= c.s.Rate && len(s.run) >= leastMissed {
		s.found = o.known
		c.finding(p)
	}
}

// runOf describes the run of somebody that goes on, who is called so.
func (c *Counter) runOf(p int, name string) Run {
	s := &c.people[p]
	last := s.run[len(s.run)-1]
	r := Run{Person: name, ID: c.b.People[p].ID, Since: s.from.day, Last: s.from.at, Missed: len(s.run), Expected: math.Round(s.expected*10) / 10, Likely: s.likely,
		Known: last.known, Found: s.found, person: p, chance: s.chance}
	var classes []*lineup.Class
	for cl := range s.by {
		classes = append(classes, cl)
	}
	slices.SortFunc(classes, func(x, y *lineup.Class) int {
		return cmp.Or(cmp.Compare(s.by[y], s.by[x]), cmp.Compare(x.ID, y.ID))
	})
	for _, cl := range classes {
		h := s.habits[cl]
		one := ClassRun{Class: cl.ID, Name: cl.Name, Missed: s.by[cl], Named: s.named[cl], Of: c.classes[cl].n - h.first + 1 - s.by[cl]}
		switch {
		case s.named[cl] < leastHabit && h.office != nil:
			one.Office = &ByOffice{h.office.office.Name, c.b.Called(h.office.from, last.known), h.office.named, h.office.of}
			one.Habit = math.Round(100*(1-h.office.prior)) / 100
		default:
			one.Habit = math.Round(100*float64(one.Named)/float64(one.Of)) / 100
		}
		r.Classes = append(r.Classes, one)
	}
	r.Coverage = c.b.Looked(holding.Plus(s.from.known, 1), last.known, last.known, fmt.Sprintf("%d occasions of %s", len(s.run), count(len(classes), "class", "classes")))
	r.Otherwise = append([]string{}, c.b.Named(p, r.Coverage.From, r.Coverage.To)...)
	if r.Coverage.Coverage == holding.CoverageComplete {
		chance := s.chance
		r.Chance = &chance
	}
	for i := len(s.run) - 1; i >= 0 && len(r.Evidence) < shown; i-- {
		r.Evidence = append(r.Evidence, s.run[i].at)
	}
	return r
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// Says words a run.
func (r *Run) Says() string {
	var parts []string
	byOffice := 0
	for _, cl := range r.Classes {
		if o := cl.Office; o != nil {
			byOffice++
			parts = append(parts, fmt.Sprintf("%s (%d missed; expected by office, “%s”: %s, who was given it before, was named at %d of %d)", cl.Name, cl.Missed, o.Office, o.Holder, o.Named, o.Of))
			continue
		}
		parts = append(parts, fmt.Sprintf("%s (%d missed; named at %d of the %d before)", cl.Name, cl.Missed, cl.Named, cl.Of))
	}
	says := fmt.Sprintf("%s is not named at any occasion in the %d reports held from %s to %s (%d held days), among them %s of classes %s: %s.",
		r.Person, r.Coverage.Reports, r.Coverage.From, r.Coverage.To, r.Coverage.HeldDays, count(r.Missed, "occasion", "occasions"), whence(byOffice, len(r.Classes)), strings.Join(parts, ", "))
	if r.Chance != nil {
		says = fmt.Sprintf("%s is absent from the %d occasions from %s to %s, where %.1f were expected: %s. By habit, the chance of missing all is %.2g.",
			r.Person, r.Missed, r.Coverage.From, r.Coverage.To, r.Expected, strings.Join(parts, ", "), *r.Chance)
		if byOffice > 0 {
			says = strings.Replace(says, "By habit,", "By habit and office,", 1)
		}
	}
	if n := len(r.Otherwise); n > 0 {
		says += fmt.Sprintf(" Named otherwise in %d of the reports, last in %s.", n, r.Otherwise[n-1])
	}
	return says + fmt.Sprintf(" At an occasion last on %s.", r.Since)
}

// whence words why somebody was expected at occasions of classes.
func whence(byOffice, classes int) string {
	switch byOffice {
	case 0:
		return "that had that name before"
	case classes:
		return "where the office lets expect it"
	}
	return "that had that name before, or where the office lets expect it"
}

func (c *Counter) finding(p int) {
	r := c.runOf(p, c.b.Called(p, c.people[p].found))
	c.out.Findings = append(c.out.Findings, finding.Finding{Kind: KindAbsence, Subject: r.Person, Day: r.Known, Known: r.Known, Says: r.Says(), Rule: RuleAbsence,
		Value: -math.Log10(math.Max(r.chance, 1e-300)), Coverage: r.Coverage, Evidence: append([]finding.Evidence{r.Last}, r.Evidence...)})
}

// open lists the runs that go on when all is read.
func (c *Counter) open() {
	for p := range c.people {
		if s := &c.people[p]; s.seen && len(s.run) > 0 && s.expected >= 1 {
			c.out.Open = append(c.out.Open, c.runOf(p, c.b.People[p].Name))
		}
	}
	slices.SortStableFunc(c.out.Open, func(x, y Run) int {
		return cmp.Or(cmp.Compare(x.chance, y.chance), cmp.Compare(c.b.People[x.person].ID, c.b.People[y.person].ID))
	})
}
