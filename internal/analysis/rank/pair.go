package rank

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/finding"
)

// Pair is two people over all lists that have both.
type Pair struct {
	A       string      `json:"a"`
	B       string      `json:"b"`
	Orders  []PairOrder `json:"orders"`  // lists that go by one protocol, whatever their class
	Classes []PairClass `json:"classes"` // each class by itself
	Lists   []Both      `json:"lists"`   // in the order they became known
}

// PairOrder is how two stand in the lists of one order.
type PairOrder struct {
	Order string `json:"order"`
	Name  string `json:"name"`
	Tally
	Standing []Standing `json:"standing"` // of the two, fitted to the order's lists of the last year
}

// PairClass is how two stand in the lists of one class.
type PairClass struct {
	Class string `json:"class"`
	Name  string `json:"name"`
	Order string `json:"order"`
	Tally
}

// Tally counts lists by who stands first in them.
type Tally struct {
	AFirst int   `json:"a_first"`
	BFirst int   `json:"b_first"`
	Flip   *Flip `json:"last_flip,omitempty"`
}

// Flip is a change of who stands first.
type Flip struct {
	First    string             `json:"first"` // who stands first since
	Last     string             `json:"last"`  // day on which the other stood first for the last time
	Since    string             `json:"since"`
	Before   int                `json:"before"` // lists of the old order without a break before it
	After    int                `json:"after"`  // lists of the new order since
	Evidence []finding.Evidence `json:"evidence"`
	SignedBy string             `json:"signed_by,omitempty"` // analyst under whose name it leaves the tool
}

// Both is a list that has both.
type Both struct {
	Report    string             `json:"report"`
	Published string             `json:"published"`
	Day       string             `json:"day"`
	Known     string             `json:"known"`
	Class     string             `json:"class"`
	Order     string             `json:"order"`
	First     string             `json:"first"`
	Places    [2]int             `json:"places"` // of a and of b, from 1
	People    int                `json:"people"`
	Evidence  []finding.Evidence `json:"evidence"`
	lineUp    *lineup.LineUp
	aFirst    bool
}

// Between tells how two people stand to one another in all lists that were known
// by a day; "" is the end of the archive.
func Between(b *lineup.Book, x, y int, until string) *Pair {
	p := &Pair{A: b.People[x].Name, B: b.People[y].Name, Orders: []PairOrder{}, Classes: []PairClass{}, Lists: []Both{}}
	for _, l := range b.LineUps {
		if until != "" && l.Known > until || l.Class == nil {
			continue
		}
		list := l.Ranked()
		i, j := slices.Index(list, x), slices.Index(list, y)
		if i < 0 || j < 0 {
			continue
		}
		both := Both{Report: l.Report.ID, Published: l.Report.Published, Day: l.Last, Known: l.Known, Class: l.Class.ID, Order: l.Class.Order,
			First: p.A, Places: [2]int{i + 1, j + 1}, People: len(list), Evidence: []finding.Evidence{l.Evidence(x), l.Evidence(y)}, lineUp: l, aFirst: i < j}
		if j < i {
			both.First = p.B
		}
		p.Lists = append(p.Lists, both)
	}
	for _, c := range b.Knowledge.Classes {
		in := func(l *Both) bool { return l.Class == c.ID }
		if t := p.tally(in); t.AFirst+t.BFirst > 0 {
			p.Classes = append(p.Classes, PairClass{Class: c.ID, Name: c.Name, Order: c.Order, Tally: t})
		}
	}
	var orders []string
	for _, c := range p.Classes {
		if c.Order != "" && !slices.Contains(orders, c.Order) {
			orders = append(orders, c.Order)
		}
	}
	for _, o := range orders {
		po := PairOrder{Order: o, Name: b.Knowledge.Orders[o], Tally: p.tally(func(l *Both) bool { return l.Order == o }), Standing: []Standing{}}
		last := ""
		for _, l := range p.Lists {
			if l.Order == o {
				last = max(last, l.Known)
			}
		}
		for _, s := range Fit(b, o, last) {
			if s.person == x || s.person == y {
				po.Standing = append(po.Standing, s)
			}
		}
		p.Orders = append(p.Orders, po)
	}
	return p
}

// tally counts the lists that in chooses.
func (p *Pair) tally(in func(*Both) bool) Tally {
	var t Tally
	var lists []*Both
	for i := range p.Lists {
		if l := &p.Lists[i]; in(l) {
			lists = append(lists, l)
			if l.aFirst {
				t.AFirst++
			} else {
				t.BFirst++
			}
		}
	}
	for i := len(lists) - 1; i > 0; i-- {
		was, is := lists[i-1], lists[i]
		if was.aFirst == is.aFirst {
			continue
		}
		f := &Flip{First: is.First, Last: was.Day, Since: is.Day, After: len(lists) - i, Evidence: slices.Concat(is.Evidence, was.Evidence)}
		for j := i - 1; j >= 0 && lists[j].aFirst == was.aFirst; j-- {
			f.Before++
		}
		t.Flip = f
		break
	}
	return t
}
