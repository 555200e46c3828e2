package absence

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Gap is days between two activities of a leader.
type Gap struct {
	Leader string `json:"leader"`
	// After and Before are what it lies between; Before has no report where it
	// goes on.
	After  Activity `json:"after"`
	Before Activity `json:"before"`
	// Least and Most are its days without an activity: the days of activities are
	// often not stated.
	Least int  `json:"least"`
	Most  int  `json:"most"`
	Held  int  `json:"held"` // held days among the most
	Open  bool `json:"open"`
	// Longer and Of say how many of the leader's gaps of the year before were at
	// least as long, at the least, as this at the most.
	Longer   int              `json:"longer"`
	Of       int              `json:"of"`
	Coverage finding.Coverage `json:"coverage"`
	SignedBy string           `json:"signed_by,omitempty"` // analyst under whose name it leaves the tool
}

// Activity is a leader at an occasion.
type Activity struct {
	Report string            `json:"report"`
	First  string            `json:"first"` // days it can have been on
	Last   string            `json:"last"`
	Known  string            `json:"known"`
	at     *finding.Evidence // nil of what is cited
}

const (
	leastGaps = 20  // that a rhythm rests on
	rhythm    = 365 // days of gaps that it is made of
	leastGap  = 5   // days that make a gap
)

// Gaps lists the gaps of one leader, in order of their days, as known at the end;
// the last goes on.
func Gaps(b *lineup.Book, person int, cited []Cited) []Gap {
	acts := activities(person, b.Seen[person], cited)
	var out []Gap
	for i, a := range acts {
		g := Gap{Leader: b.People[person].Name, After: a}
		end := b.Days()[len(b.Days())-1]
		if i+1 < len(acts) {
			g.Before = acts[i+1]
		} else {
			g.Open = true
			g.Before = Activity{First: holding.Plus(end, 1), Last: holding.Plus(end, 1), Known: end}
		}
		if b.Stretch(a.Known) != b.Stretch(g.Before.Known) {
			continue
		}
		g.Least = max(holding.Between(a.Last, g.Before.First)-1, 0)
		g.Most = max(holding.Between(a.First, g.Before.Last)-1, 0)
		g.Coverage = b.Looked(holding.Plus(a.First, 1), holding.Plus(g.Before.Last, -1), g.Before.Known, "")
		g.Held = g.Coverage.HeldDays
		for _, o := range out {
			if holding.Between(o.After.Last, a.Last) <= rhythm {
				g.Of++
				if o.Most >= g.Least {
					g.Longer++
				}
			}
		}
		g.Coverage.Denominator = fmt.Sprintf("%d gaps of the year before", g.Of)
		out = append(out, g)
	}
	return out
}

// activities are the days on which a leader was at an occasion, by their last
// possible day. What is cited and not held closes a gap too.
func activities(person int, seen []lineup.Seen, cited []Cited) []Activity {
	var out []Activity
	for _, s := range seen {
		l := s.LineUp
		if l.Class != nil && l.Class.Roster {
			continue
		}
		at := l.Evidence(person)
		out = append(out, Activity{Report: l.Report.ID, First: l.Day, Last: l.Last, Known: s.Known, at: &at})
	}
	for _, x := range cited {
		if x.Person == person {
			out = append(out, Activity{First: x.Day, Last: x.Day, Known: x.Known})
		}
	}
	slices.SortStableFunc(out, func(x, y Activity) int {
		return strings.Compare(x.Last+x.First+x.Known+x.Report, y.Last+y.First+y.Known+y.Report)
	})
	return out
}

// pulse is the activities of a leader as they became known.
type pulse struct {
	next    int        // index into b.Seen of the leader
	waiting []Activity // told of, and not looked at yet; by the day on which they became known
	known   []Activity // of the stretch, by last possible day
	stretch int
	found   string // last day of the activity after which a gap was found
}

// gaps finds, day by day up to one, when the days since a leader's last known activity
// become more than any gap of the year before had.
func (c *Counter) gaps(until string, cited []Cited) {
	all := c.b.Days()
	end := sort.Search(len(all), func(i int) bool { return all[i] > until })
	for p := range c.b.People {
		if !c.b.People[p].Leader {
			continue
		}
		g := c.rhythms[p]
		if g == nil {
			g = &pulse{stretch: -1}
			c.rhythms[p] = g
		}
		g.waiting = append(g.waiting, activities(p, c.b.Seen[p][g.next:], cited)...)
		g.next = len(c.b.Seen[p])
		slices.SortStableFunc(g.waiting, func(x, y Activity) int { return strings.Compare(x.Known, y.Known) })
		for _, day := range all[min(c.days, end):end] {
			c.gapOf(p, g, day)
		}
	}
	c.days = max(c.days, end)
}

func (c *Counter) gapOf(p int, g *pulse, day string) {
	if st := c.b.Stretch(day); st != g.stretch {
		g.stretch, g.known = st, nil
	}
	for ; len(g.waiting) > 0 && g.waiting[0].Known <= day; g.waiting = g.waiting[1:] {
		a := g.waiting[0]
		if c.b.Stretch(a.Known) != g.stretch {
			continue
		}
		at, _ := slices.BinarySearchFunc(g.known, a, func(x, y Activity) int { return strings.Compare(x.Last, y.Last) })
		g.known = slices.Insert(g.known, at, a)
	}
	known := g.known
	name := c.b.Called(p, day)
	if len(known) < leastGaps || !c.b.Held(day) || !c.b.Knowledge.Reigns(name, day) {
		return
	}
	last := known[len(known)-1]
	now := holding.Between(last.Last, day) // whole days after it, with this one
	if now < leastGap || g.found == last.Last {
		return
	}
	of, longer := 0, 0
	for i := 1; i < len(known); i++ {
		if holding.Between(known[i].Last, day) > rhythm {
			continue
		}
		of++
		if max(holding.Between(known[i-1].First, known[i].Last)-1, 0) >= now {
			longer++
		}
	}
	if of < leastGaps || longer > 0 {
		return
	}
	g.found = last.Last
	if last.at == nil {
		return // what is cited is no place to open
	}
	cover := c.b.Looked(holding.Plus(last.Last, 1), day, day, fmt.Sprintf("%d gaps of the year before", of))
	most := holding.Between(last.First, day)
	days := fmt.Sprintf("%d days", now)
	if most != now {
		days = fmt.Sprintf("%d to %d days", now, most)
	}
	says := fmt.Sprintf("No activity of %s is reported for %s, up to %s, in the %d reports held (%d held days); of the %d gaps of the year before, none was as long.", name, days, day, cover.Reports, cover.HeldDays, of)
	c.out.Findings = append(c.out.Findings, finding.Finding{Kind: KindGap, Subject: name, Day: day, Known: day, Says: says, Rule: RuleGap, Value: float64(now), Coverage: cover, Evidence: []finding.Evidence{*last.at}})
}

// CitedIn finds who of the book's leaders and officials is named in a passage
// that cites an activity, and was known on its day.
func CitedIn(b *lineup.Book, quote, known string) []int {
	folded := store.Fold(quote)
	var out []int
	for i := range b.People {
		if b.People[i].Leader && b.People[i].Since <= known && strings.Contains(folded, store.Fold(b.Called(i, known))) {
			out = append(out, i)
		}
	}
	return out
}
