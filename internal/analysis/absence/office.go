package absence

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Office is an office that one person holds, as a post gives it.
type Office struct {
	Key  string // the same whichever way it is worded
	Name string
}

// inherited is what an office lets expect of who took it: that he is where who
// held it before was.
type inherited struct {
	office Office
	from   int // who held it before: index into Book.People
	named  int // occasions of the class that he was named at, of so many
	of     int
	prior  float64 // the share missed that is expected
}

// holder is to whom an office was given last, and when.
type holder struct {
	person int
	known  string
}

// succession is how many days after an office was given to somebody else another
// still follows him in it.
const succession = 1100

// offices takes up the offices that line-ups of a day give: whoever is given one of
// another for the first time is expected at the classes of occasions that the other
// was named at, until he has a habit of his own.
func (c *Counter) offices(lineUps []*lineup.LineUp) {
	if c.s.Offices == nil {
		return
	}
	for _, l := range lineUps {
		for _, p := range l.Places {
			if p.Post == "" || p.Person == l.Leader {
				continue
			}
			for _, o := range c.s.Offices(p.Post) {
				c.takes(p.Person, o, l.Known)
			}
		}
	}
}

func (c *Counter) takes(p int, o Office, known string) {
	before, given := c.holders[o.Key]
	c.holders[o.Key] = holder{p, known}
	had := slices.Contains(c.had[o.Key], p)
	if !had {
		c.had[o.Key] = append(c.had[o.Key], p)
	}
	switch {
	case !given || before.person == p:
	case had: // it is given by turns: nobody follows anybody
		c.disown(before.person, o)
	case holding.Between(before.known, known) <= succession:
		c.inherit(p, before.person, o)
	}
}

// inherit lets somebody be expected where another was.
func (c *Counter) inherit(p, from int, o Office) {
	for cl, h := range c.people[from].habits {
		named := c.people[from].named[cl]
		if named < leastHabit || c.people[p].named[cl] >= leastHabit {
			continue
		}
		class := c.classes[cl]
		own := c.people[p].habits[cl]
		if own == nil {
			own = &habit{first: class.n + 1}
			c.people[p].habits[cl] = own
		}
		// the office says half of it, since nobody is asked to all that another was
		missed := class.all.share(classPrior, classPriorWeight)
		own.office = &inherited{o, from, named, class.n - h.first + 1, (h.all.share(missed, classWeight) + missed) / 2}
	}
}

// disown takes back what an office let expect. A run that was counted by it begins anew:
// it was nothing to be missing from.
func (c *Counter) disown(p int, o Office) {
	s := &c.people[p]
	counted := false
	for cl, h := range s.habits {
		if h.office != nil && h.office.office.Key == o.Key {
			h.office = nil
			counted = counted || s.by[cl] > 0
			if s.named[cl] == 0 {
				delete(s.habits, cl)
			}
		}
	}
	if counted {
		s.reset()
	}
}

// expectedBy tells whether somebody can be expected at occasions of a class: by
// habit, or by an office that another held.
func (s *state) expectedBy(cl *lineup.Class, h *habit) bool {
	return s.named[cl] >= leastHabit || h.office != nil
}
