package rank

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Difference is what tells one line-up from an earlier one of its class.
type Difference struct {
	Class    string           `json:"class"`
	Name     string           `json:"name"` // of the class
	Before   Side             `json:"before"`
	After    Side             `json:"after"`
	Kept     int              `json:"kept"` // people in both
	Entrants []Member         `json:"entrants"`
	Exits    []Member         `json:"exits"`
	Moves    []Move           `json:"moves"`
	Change   Chance           `json:"change"` // of who is there
	Shift    Chance           `json:"shift"`  // of the order of those who are in both
	Coverage finding.Coverage `json:"coverage"`
	SignedBy string           `json:"signed_by,omitempty"` // analyst under whose name it leaves the tool
}

// Side is one of two line-ups.
type Side struct {
	Report    string `json:"report"`
	Published string `json:"published"`
	Event     int    `json:"event"` // of the report, from 1
	Day       string `json:"day"`   // of the occasion; the last possible where none is stated
	People    int    `json:"people"`
}

// Member is somebody in a list.
type Member struct {
	Name     string           `json:"name"`
	Place    int              `json:"place"` // from 1, among the own state's people on the list
	Post     string           `json:"post,omitempty"`
	Last     string           `json:"last,omitempty"` // day on which he was named before at an occasion of the class; of an entrant
	Evidence finding.Evidence `json:"evidence"`
}

// Move is somebody whose place among those in both lists is another.
type Move struct {
	Name     string             `json:"name"`
	From     int                `json:"from"` // places among those in both, from 1
	To       int                `json:"to"`
	Passed   []string           `json:"passed,omitempty"`    // whom he now stands before
	PassedBy []string           `json:"passed_by,omitempty"` // whom he now stands behind
	Evidence []finding.Evidence `json:"evidence"`
}

// Chance says how a measured difference compares with those of the class.
type Chance struct {
	Value  float64 `json:"value"`   // share of people who are in one list alone; share of pairs in the other order
	AsMuch int     `json:"as_much"` // pairs of earlier line-ups of the class that differ at least as much
	Of     int     `json:"of"`      // pairs that were compared
	// P is the chance that the class's normal churn does as much. It is told only
	// where coverage is complete, and five line-ups stand behind it.
	P *float64 `json:"p,omitempty"`
}

// Rules, as docs/methods/lineups.md names them.
const (
	RuleDifference = "line-up difference"
	RulePlace      = "place in a list"
	RuleFlip       = "order of two"
)

const (
	// leastHistory is how many line-ups of a class a chance needs.
	leastHistory = 5
	// mostPairs is how many pairs of a class are compared; of more, so many are drawn.
	mostPairs = 9999
)

// Compare tells what differs between two line-ups, the earlier first. The
// history of their class is what was known before the later one.
func Compare(b *lineup.Book, before, after *lineup.LineUp) *Difference {
	d := &Difference{Class: after.ClassID(), Name: after.Of(), Before: side(before), After: side(after),
		Entrants: []Member{}, Exits: []Member{}, Moves: []Move{}}
	was, is := before.Ranked(), after.Ranked()
	for i, p := range is {
		if !before.Has(p) {
			m := member(b, after, p, i+1)
			m.Last = lastIn(b, after, p)
			d.Entrants = append(d.Entrants, m)
		}
	}
	for i, p := range was {
		if !after.Has(p) {
			d.Exits = append(d.Exits, member(b, before, p, i+1))
		}
	}
	d.moves(b, before, after, was, is)
	d.chances(b, before, after)
	from := before.Known
	for _, l := range history(b, after) {
		from = min(from, l.Known)
	}
	d.Coverage = b.Looked(from, after.Known, after.Known, fmt.Sprintf("%d earlier line-ups of the class %q", len(history(b, after)), d.Name))
	if d.Coverage.Coverage != holding.CoverageComplete || len(history(b, after)) < leastHistory {
		d.Change.P, d.Shift.P = nil, nil
	}
	return d
}

func side(l *lineup.LineUp) Side {
	return Side{Report: l.Report.ID, Published: l.Report.Published, Event: l.Event + 1, Day: l.Last, People: len(l.Ranked())}
}

func member(b *lineup.Book, l *lineup.LineUp, p, place int) Member {
	m := Member{Name: b.People[p].Name, Place: place, Evidence: l.Evidence(p)}
	for _, q := range l.Places {
		if q.Person == p {
			m.Post = q.Post
		}
	}
	return m
}

// lastIn is the day on which somebody was named before in the class.
func lastIn(b *lineup.Book, l *lineup.LineUp, p int) string {
	day := ""
	for _, s := range b.Seen[p] {
		if s.LineUp.ClassID() == l.ClassID() && s.Known < l.Known {
			day = max(day, s.LineUp.Last)
		}
	}
	return day
}

// moves finds the fewest people whose moving makes one order of the other: those
// who are not on a longest run that both lists have in one order.
func (d *Difference) moves(b *lineup.Book, before, after *lineup.LineUp, was, is []int) {
	var then, now []int // those in both
	for _, p := range was {
		if slices.Contains(is, p) {
			then = append(then, p)
		}
	}
	for _, p := range is {
		if slices.Contains(then, p) {
			now = append(now, p)
		}
	}
	d.Kept = len(now)
	stay := longestRun(then, now)
	for to, p := range now {
		if slices.Contains(stay, p) {
			continue
		}
		from := slices.Index(then, p)
		m := Move{Name: b.People[p].Name, From: from + 1, To: to + 1, Evidence: []finding.Evidence{after.Evidence(p), before.Evidence(p)}}
		for i, q := range now {
			j := slices.Index(then, q)
			switch {
			case i > to && j < from:
				m.Passed = append(m.Passed, b.People[q].Name)
			case i < to && j > from:
				m.PassedBy = append(m.PassedBy, b.People[q].Name)
			}
		}
		d.Moves = append(d.Moves, m)
	}
}

// longestRun returns a longest sequence that two orders of the same people share.
func longestRun(then, now []int) []int {
	at := map[int]int{}
	for i, p := range then {
		at[p] = i
	}
	n := len(now)
	length, prev := make([]int, n), make([]int, n)
	best := -1
	for i := range now {
		length[i], prev[i] = 1, -1
		for j := range i {
			if at[now[j]] < at[now[i]] && length[j]+1 > length[i] {
				length[i], prev[i] = length[j]+1, j
			}
		}
		if best < 0 || length[i] > length[best] {
			best = i
		}
	}
	var run []int
	for i := best; i >= 0; i = prev[i] {
		run = append(run, now[i])
	}
	return run
}

// history lists the line-ups of a class that were known before one, in the
// stretch of coverage in which it lies.
func history(b *lineup.Book, l *lineup.LineUp) []*lineup.LineUp {
	var out []*lineup.LineUp
	for _, o := range b.LineUps {
		if o.Known < l.Known && l.Class != nil && o.Class == l.Class && o.Leader == l.Leader && len(o.Ranked()) >= leastPeople &&
			b.Stretch(o.Known) == b.Stretch(l.Known) {
			out = append(out, o)
		}
	}
	return out
}

// leastPeople is how many people a list has at least to be compared.
const leastPeople = 2

// Previous is the latest comparable line-up that was known before one; nil where
// there is none.
func Previous(b *lineup.Book, l *lineup.LineUp) *lineup.LineUp {
	if h := history(b, l); len(h) > 0 {
		return h[len(h)-1]
	}
	return nil
}

// chances compares the difference with what pairs of the class's earlier
// line-ups show. If the class goes on as before, its line-ups can be exchanged:
// any two of them are as likely to follow one another as the two at hand.
func (d *Difference) chances(b *lineup.Book, before, after *lineup.LineUp) {
	d.Change.Value, d.Shift.Value = churn(before, after), inversions(before, after)
	past := history(b, after)
	n := len(past)
	use := func(i, j int) {
		d.Change.Of++
		if churn(past[i], past[j]) >= d.Change.Value {
			d.Change.AsMuch++
		}
		d.Shift.Of++
		if inversions(past[i], past[j]) >= d.Shift.Value {
			d.Shift.AsMuch++
		}
	}
	if n*(n-1)/2 <= mostPairs {
		for i := range past {
			for j := range i {
				use(j, i)
			}
		}
	} else {
		rng := rand.New(rand.NewPCG(seed(after.Report.ID), seed(before.Report.ID)))
		for range mostPairs {
			i := rng.IntN(n)
			j := rng.IntN(n - 1)
			if j >= i {
				j++
			}
			use(min(i, j), max(i, j))
		}
	}
	p := func(c *Chance) { v := float64(1+c.AsMuch) / float64(1+c.Of); c.P = &v }
	p(&d.Change)
	p(&d.Shift)
}

// seed makes of an id a number that draws the same lots again.
func seed(id string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}

// churn is the share of the people of two lists who are in one of them alone.
func churn(a, b *lineup.LineUp) float64 {
	was, is := a.Ranked(), b.Ranked()
	both := 0
	for _, p := range is {
		if slices.Contains(was, p) {
			both++
		}
	}
	all := len(was) + len(is) - both
	if all == 0 {
		return 0
	}
	return float64(all-both) / float64(all)
}

// inversions is the share of pairs of those in both lists who stand the other
// way round.
func inversions(a, b *lineup.LineUp) float64 {
	at := map[int]int{}
	for i, p := range a.Ranked() {
		at[p] = i
	}
	var places []int
	for _, p := range b.Ranked() {
		if i, ok := at[p]; ok {
			places = append(places, i)
		}
	}
	pairs, turned := 0, 0
	for i := range places {
		for j := range i {
			pairs++
			if places[j] > places[i] {
				turned++
			}
		}
	}
	if pairs == 0 {
		return 0
	}
	return float64(turned) / float64(pairs)
}
