package first

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Kinds of findings; a kind with "held" says that an earlier one may only not be
// held.
const (
	KindWithLeader     = "first-with-leader"
	KindWithLeaderHeld = "first-held-with-leader"
	KindPost           = "first-post"
	KindPostHeld       = "first-held-post"
	KindReturn         = "return"
)

// Rules, as docs/methods/firsts.md names them.
const (
	RuleWithLeader = "first with a leader"
	RulePost       = "first use of a post"
	RuleReturn     = "return after an absence"
)

// Settings are what firsts are measured by.
type Settings struct {
	// Opening keeps what is first held within the first held days of a stretch,
	// when nearly everything is.
	Opening bool
}

const (
	leastSeen   = 5  // appearances before, for a new post or a return to tell something
	leastReturn = 60 // held days without an appearance, for a return
	leastWords  = 3  // of a post that says what it is of
	often       = 3  // line-ups that make somebody one of those who are followed
)

// Findings goes through the line-ups of a book in the order they became known.
func Findings(b *lineup.Book, s Settings) []finding.Finding {
	found := Begin(b, s, nil).Until(holding.End)
	finding.Sort(found)
	return found
}

type entry struct {
	person int
	lineup.Seen
}

// known is what was known of somebody before a day.
type known struct {
	seen    int
	lists   int // line-ups with a leader or of several
	offices []office
	with    map[int]bool // leaders
	last    place
	longest int // held days between two appearances
	told    map[string]bool
}

// place is where somebody was named.
type place struct {
	known string
	day   string // last that the occasion can have been on
	at    finding.Evidence
}

type office struct {
	text  string
	words []string
}

// Finder goes through the line-ups of a book as they become known.
type Finder struct {
	b      *lineup.Book
	s      Settings
	people *pack.Shelf[known]
	since  map[int]string // leader -> day on which an occasion in his company was first known
	taken  []int          // index into b.Seen of each person
	out    []finding.Finding
}

func (e *entry) appearance() *rostrum.Appearance {
	if e.At < 0 { // a leader whom only the title names
		return &rostrum.Appearance{Role: rostrum.RolePrincipal}
	}
	return &e.Report.Events[e.Event].Participants[e.At]
}

func post(a *rostrum.Appearance) string {
	if a.Post == nil {
		return ""
	}
	return *a.Post
}

// leaderOf is whose company an occasion is, as the telling has it.
func (e *entry) leader() int { return e.LineUp.Leader }

// follows says whether somebody is of those who are followed: an official, or
// one who is named in line-ups again and again.
func (f *Finder) follows(e *entry) bool {
	k := f.person(e.person)
	text := post(e.appearance())
	if f.b.Knowledge.Citizen(text) {
		return false
	}
	return len(k.offices) > 0 || k.lists >= often || text != ""
}

func (f *Finder) look(e entry) {
	k := f.person(e.person)
	if k.seen > 0 && f.b.Stretch(k.last.known) != f.b.Stretch(e.Known) {
		// over a gap a name alone says too little of who bears it
		k.seen, k.lists, k.longest, k.offices = 0, 0, 0, nil
	}
	opened, gapless := f.b.Settled(e.Known)
	first := opened && gapless
	if f.b.Series.Coverage(e.Known, e.Known) == "sample" {
		first = false
	}
	if !opened && !f.s.Opening || !f.follows(&e) || e.LineUp.Class != nil && e.LineUp.Class.Roster {
		return
	}
	if k.told == nil {
		k.told = map[string]bool{}
	}
	f.withLeader(e, k, first)
	f.post(e, k, first)
	f.returned(e, k)
}

// beside are the roles of those who are with a leader.
var beside = []string{rostrum.RoleCompanion, rostrum.RoleAttendee, rostrum.RolePrincipal, rostrum.RoleSpeaker}

func (f *Finder) withLeader(e entry, k *known, first bool) {
	l := e.leader()
	if e.At >= 0 && f.b.Knowledge.Quoted(e.appearance().Formula) {
		return // what he says of a leader may have been said elsewhere
	}
	if l < 0 || l == e.person || k.with[l] || !slices.Contains(beside, e.appearance().Role) {
		return
	}
	leader := f.b.Called(l, e.Known)
	key := KindWithLeader + f.b.People[l].ID
	if k.told[key] {
		return
	}
	// everybody is new to a leader who is new, or whose occasions only begin to be held
	since, ok := f.since[l]
	settled := ok && f.b.Looked(since, e.Known, e.Known, "").HeldDays > lineup.FirstHeld
	if !settled && !f.s.Opening {
		return
	}
	k.told[key] = true
	first = first && settled
	kind, word := KindWithLeader, "for the first time"
	if !first {
		kind, word = KindWithLeaderHeld, "for the first time held"
	}
	name := f.b.Called(e.person, e.Known)
	c := f.coverage(e.Known, fmt.Sprintf("%d earlier appearances of %s", k.seen, name))
	says := fmt.Sprintf("%s is named in the company of %s %s, on %s (%s), in the %d reports held from %s on.", name, leader, word, e.LineUp.Last, e.LineUp.Of(), c.Reports, c.From)
	if k.seen > 0 {
		says += fmt.Sprintf(" Named %d times before at other occasions.", k.seen)
	}
	f.add(finding.Finding{Kind: kind, Subject: name, Day: e.LineUp.Last, Known: e.Known, Says: says, Rule: RuleWithLeader, Coverage: c,
		Evidence: []finding.Evidence{e.Evidence(), e.LineUp.Evidence(-1)}})
}

// post finds a post that somebody who was named with others before has first.
func (f *Finder) post(e entry, k *known, first bool) {
	a := e.appearance()
	if a.Post == nil || k.seen < leastSeen || len(k.offices) == 0 || a.Role == rostrum.RoleRecipient {
		return
	}
	for i, part := range strings.Split(*a.Post, " | ") {
		o := f.office(part)
		if len(o.words) < leastWords || slices.ContainsFunc(k.offices, o.like) || k.told[o.text] {
			continue
		}
		if f.next(e, i) {
			continue
		}
		k.told[o.text] = true
		kind, word := KindPost, "for the first time"
		if !first {
			kind, word = KindPostHeld, "for the first time held"
		}
		name := f.b.Called(e.person, e.Known)
		c := f.coverage(e.Known, fmt.Sprintf("%d earlier appearances of %s", k.seen, name))
		ev := e.Evidence()
		if i < len(a.PostAt) {
			ev.At, ev.Quote = a.PostAt[i], part
		}
		f.add(finding.Finding{Kind: kind, Subject: name, Day: e.LineUp.Last, Known: e.Known, Rule: RulePost, Coverage: c, Evidence: []finding.Evidence{ev, k.last.at},
			Says: fmt.Sprintf("%s is given as “%s” %s in the %d reports held from %s on; last before as “%s”.", name, part, word, c.Reports, c.From, k.offices[len(k.offices)-1].text)})
	}
}

// next reports whether a part of a post is likely that of the next of the list:
// it stands behind the name though a post stands before it, and before the name
// of the next, who has none there.
func (f *Finder) next(e entry, part int) bool {
	people := e.Report.Events[e.Event].Participants
	a := &people[e.At]
	if part >= len(a.PostAt) || e.At+1 >= len(people) {
		return false
	}
	ahead := func(a *rostrum.Appearance) bool {
		return slices.ContainsFunc(a.PostAt, func(at rostrum.Span) bool { return at.End <= a.At.Start })
	}
	here, next := a.PostAt[part], &people[e.At+1]
	return here.Start >= a.At.End && ahead(a) && !ahead(next) && next.At.Start >= here.End && next.At.Start-here.End <= near
}

// near is how many bytes lie between a post and the name that it belongs to, at
// the most, where the end of the post was not read.
const near = 40

// returned finds who is named again after a longer time than ever before.
func (f *Finder) returned(e entry, k *known) {
	if k.seen < leastSeen || f.b.Stretch(k.last.known) != f.b.Stretch(e.Known) {
		return
	}
	c := f.b.Looked(holding.Plus(k.last.known, 1), holding.Plus(e.Known, -1), e.Known, "")
	if c.HeldDays < leastReturn || c.HeldDays <= k.longest {
		return
	}
	key := KindReturn + k.last.known
	if k.told[key] {
		return
	}
	k.told[key] = true
	name := f.b.Called(e.person, e.Known)
	c.Denominator = fmt.Sprintf("%d earlier appearances of %s", k.seen, name)
	otherwise := ""
	if named := f.b.Named(e.person, c.From, c.To); len(named) > 0 {
		otherwise = fmt.Sprintf(" Named otherwise in %d of them.", len(named))
	}
	f.add(finding.Finding{Kind: KindReturn, Subject: name, Day: e.LineUp.Last, Known: e.Known, Rule: RuleReturn, Value: float64(c.HeldDays), Coverage: c,
		Evidence: []finding.Evidence{e.Evidence(), k.last.at},
		Says: fmt.Sprintf("%s is named again on %s (%s), for the first time since %s: at no occasion in the %d reports held of the %d held days between, longer than ever before among %d appearances.%s",
			name, e.LineUp.Last, e.LineUp.Of(), k.last.day, c.Reports, c.HeldDays, k.seen, otherwise)})
}

// coverage is that of all that is held before a day, and of the day.
func (f *Finder) coverage(day, denominator string) finding.Coverage {
	from := day
	if days := f.b.Days(); len(days) > 0 {
		from = days[0]
	}
	return f.b.Looked(from, day, day, denominator)
}

func (f *Finder) add(one finding.Finding) { f.out = append(f.out, one) }

// take enters an appearance into what is known.
func (f *Finder) take(e entry) {
	k := f.person(e.person)
	if e.LineUp.Class == nil || !e.LineUp.Class.Roster {
		if l := e.leader(); l >= 0 {
			k.with[l] = true
			if f.since[l] == "" {
				f.since[l] = e.Known
			}
		}
		if k.seen > 0 && f.b.Stretch(k.last.known) == f.b.Stretch(e.Known) && k.last.known < e.Known {
			k.longest = max(k.longest, f.b.Looked(holding.Plus(k.last.known, 1), holding.Plus(e.Known, -1), e.Known, "").HeldDays)
		}
		k.seen++
		k.last = place{e.Known, e.LineUp.Last, e.Evidence()}
		if len(e.LineUp.Places) >= often {
			k.lists++
		}
	}
	if a := e.appearance(); a.Post != nil {
		for _, part := range strings.Split(*a.Post, " | ") {
			if o := f.office(part); len(o.words) > 0 && !slices.ContainsFunc(k.offices, func(x office) bool { return x.text == o.text }) {
				k.offices = append(k.offices, o)
			}
		}
	}
}

// office is what a post is compared by.
func (f *Finder) office(text string) office {
	folded := f.b.Knowledge.Office(text)
	if folded == "" {
		return office{}
	}
	o := office{text: strings.TrimSpace(text)}
	for _, w := range strings.Fields(folded) {
		w = strings.TrimSuffix(w, "s")
		if len(w) > 1 && !f.b.Knowledge.Joins(w) && !slices.Contains(o.words, w) {
			o.words = append(o.words, w)
		}
	}
	slices.Sort(o.words)
	return o
}

// like reports whether two posts can be one in other words: most words of the
// shorter are in the longer.
func (o office) like(other office) bool {
	short, long := o.words, other.words
	if len(short) > len(long) {
		short, long = long, short
	}
	both := 0
	for _, w := range short {
		if slices.Contains(long, w) {
			both++
		}
	}
	return 4*both >= 3*len(short)
}
