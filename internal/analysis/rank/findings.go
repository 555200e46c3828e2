package rank

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Kinds of findings.
const (
	KindRise = "place-before"  // somebody stands before people he stood behind
	KindFall = "place-behind"  // the reverse
	KindFlip = "order-changed" // the order of two changed and stayed so
)

// Settings are what findings are measured by.
type Settings struct {
	// Rate is the share of the places of an order that a place may be exceeded by
	// to be a finding.
	Rate float64
	// Before and After are how many lists of the old and of the new order there
	// are, without a break, when an order has changed.
	Before, After int
	// Turn is the chance, by all lists of two before, of the lists of a new order,
	// from which on they are a change.
	Turn float64
}

// Default are the settings that the commands use.
var Default = Settings{Rate: 0.002, Before: 4, After: 3, Turn: 0.01}

const (
	leastCompared = 4   // people in common with earlier lists, for a place to say anything
	leastPassed   = 3   // people passed, on balance, for a place to be a finding
	leastPlaces   = 300 // places of earlier lists that it is measured by
)

// Result is what Findings found, and how many findings there would be if nobody
// moved: of places, the sum over all places of the share of earlier places that
// differ as much as a finding has to; of pairs, the sum of the chances, each time
// that one more list would make a change, that it comes so by the lists before.
type Result struct {
	Findings      []finding.Finding
	Places        int     // that were measured
	ExpectPlaces  float64 // findings of places
	Turns         int     // times that one more list would have made a change
	ExpectChanges float64 // of pairs
}

// Findings goes through the lists of a book in the order they became known.
func Findings(b *lineup.Book, s Settings) Result {
	f := Begin(b, s, nil)
	f.Until(holding.End)
	finding.Sort(f.out.Findings)
	return f.out
}

type pair [2]int

// last is the latest list that had two people, and whether the one with the
// smaller number stood first.
type last struct {
	first bool
	l     list
}

// list is the number of a line-up in its book, counted from 1; 0 is none.
type list int

func listOf(l *lineup.LineUp) list { return list(l.Number + 1) }

// of is a list in its book.
func (f *Finder) of(l list) *lineup.LineUp { return f.b.At(int(l) - 1) }

// run is how two people stood in the lists of one order.
type run struct {
	first  bool // as in last
	length int
	since  list // first of the run
	// before is the length of the run before, and the last list of it.
	before int
	ended  list
	// counts are all lists before the run: those that go against it, and as it does.
	against, as int
	// recent are the last lists, by who stood first: bit 0 is the latest.
	recent, lists uint8
}

// stands says who stood first in most of the last three lists, so that one slip
// is none when it is over.
func (r *run) stands() bool {
	if r.lists < 3 {
		return r.first
	}
	return bits.OnesCount8(r.recent&7) >= 2
}

func (r *run) add(first bool) {
	r.recent <<= 1
	if first {
		r.recent |= 1
	}
	r.lists = min(r.lists+1, 3)
}

// turned is the chance that a list goes against the order of two that stands: by
// the two's own lists, as far as there are any, else by those of all.
func (o *protocol) turned(r *run) float64 {
	all := (o.slips + 1) / (o.lists + 100)
	return (float64(r.as) + slipWeight*all) / (float64(r.as+r.against) + slipWeight)
}

// slipWeight is how many lists of two the slips of all lists weigh.
const slipWeight = 2

// protocol is what the lists of one order showed so far.
type protocol struct {
	runs   pairs[run]
	places []int // people passed on balance, of each place so far; kept sorted
	// lists are those of any two, and slips those of them that went against the
	// order before and did not last.
	lists, slips float64
	// moves are places that differed much, of which later lists will tell whether
	// they lasted.
	moves []moved
}

// moved is a place that differed much from the lists before.
type moved struct {
	balance    int
	person     int
	others     []int // whom he passed, or was passed by
	stay, back int   // pairs in later lists that stand as they did there, and that do not
}

// settle counts what a list says of earlier moves. A move that lasted is no slip:
// it is taken out of what places are measured by.
func (o *protocol) settle(list []int) {
	at := map[int]int{}
	for i, x := range list {
		at[x] = i
	}
	kept := o.moves[:0]
	for _, m := range o.moves {
		if i, ok := at[m.person]; ok {
			for _, y := range m.others {
				j, ok := at[y]
				switch {
				case !ok:
				case i < j == (m.balance > 0):
					m.stay++
				default:
					m.back++
				}
			}
		}
		if m.stay+m.back < settled {
			kept = append(kept, m)
			continue
		}
		if m.stay > m.back {
			if i, ok := slices.BinarySearch(o.places, m.balance); ok {
				o.places = slices.Delete(o.places, i, i+1)
			}
		}
	}
	o.moves = kept
}

// moving says whether somebody moved so lately that it is not known whether it
// lasts.
func (o *protocol) moving(person int) bool {
	return slices.ContainsFunc(o.moves, func(m moved) bool { return m.person == person })
}

// settled is how many pairs in later lists decide whether a move lasted.
const settled = 3

// Finder goes through the lists of a book as they become known.
type Finder struct {
	b       *lineup.Book
	s       Settings
	orders  map[string]*protocol
	any     pairs[last] // in lists of presence, whatever their order
	stretch int
	next    int // index into Book.LineUps
	out     Result
}

func pairOf(x, y int, xFirst bool) (pair, bool) {
	if x < y {
		return pair{x, y}, xFirst
	}
	return pair{y, x}, !xFirst
}

// day takes in the line-ups that became known on one day.
func (f *Finder) day(lineUps []*lineup.LineUp) {
	known := lineUps[0].Known
	if st := f.b.Stretch(known); st != f.stretch {
		// what was not collected may have changed everything
		f.stretch, f.orders, f.any = st, map[string]*protocol{}, newPairs[last]()
	}
	var changed []flipped
	for _, l := range lineUps {
		if l.Order() == "" {
			continue
		}
		if list := l.Ranked(); len(list) >= leastPeople {
			f.places(l, list)
			changed = append(changed, f.enter(l, list)...)
		}
	}
	f.flips(changed, known)
}

// passed is what one place differs by from the last common lists.
type passed struct {
	before, behind []int // whom he now stands before, and behind
	compared       int
}

func (p *passed) balance() int { return len(p.before) - len(p.behind) }

// places measures each place of a list by the last lists that had two people.
func (f *Finder) places(l *lineup.LineUp, list []int) {
	o := f.orders[l.Order()]
	fresh := o == nil
	if fresh {
		o = &protocol{runs: newPairs[run]()}
		f.orders[l.Order()] = o
	}
	if fresh && l.Class.Roster {
		return // nothing that it could be measured by
	}
	all := make([]passed, len(list))
	for i, x := range list {
		for j := i + 1; j < len(list); j++ {
			y := list[j]
			key, first := pairOf(x, y, true)
			was, ok := last{}, false
			if r := o.runs.get(key); r != nil {
				was, ok = last{r.stands(), r.ended}, true
			} else if w := f.any.get(key); fresh && w != nil {
				was, ok = *w, true
			}
			if !ok {
				continue
			}
			all[i].compared++
			all[j].compared++
			if was.first != first {
				all[i].before = append(all[i].before, y)
				all[j].behind = append(all[j].behind, x)
			}
		}
	}
	measure := o.places
	other := ""
	if fresh {
		// a first list of its order: the largest order of presence measures it
		for name, p := range f.orders {
			if len(p.places) > len(measure) || len(p.places) == len(measure) && len(measure) > 0 && name < other {
				measure, other = p.places, name
			}
		}
	}
	if len(measure) >= leastPlaces {
		n := float64(len(measure))
		high, low := f.bounds(measure)
		for i := range all {
			p := &all[i]
			if p.compared < leastCompared || o.moving(list[i]) {
				continue // too few to compare with, or found a list or two ago
			}
			f.out.Places++
			// by exchangeability, with half a place more for the one at hand
			f.out.ExpectPlaces += (float64(atLeast(measure, high)) + float64(len(measure)-atLeast(measure, low+1)) + 1) / (n + 1)
			switch {
			case p.balance() >= high:
				f.place(l, list, i, p, KindRise, atLeast(measure, p.balance()), len(measure), other)
			case p.balance() <= low:
				f.place(l, list, i, p, KindFall, len(measure)-atLeast(measure, p.balance()+1), len(measure), other)
			}
		}
	}
	if fresh {
		return
	}
	o.settle(list)
	for i := range all {
		if all[i].compared < leastCompared {
			continue
		}
		v := all[i].balance()
		at, _ := slices.BinarySearch(o.places, v)
		o.places = slices.Insert(o.places, at, v)
		switch {
		case v >= leastPassed:
			o.moves = append(o.moves, moved{balance: v, person: list[i], others: all[i].before})
		case v <= -leastPassed:
			o.moves = append(o.moves, moved{balance: v, person: list[i], others: all[i].behind})
		}
	}
}

// atLeast counts the values of a sorted list that are at least v.
func atLeast(sorted []int, v int) int {
	at, _ := slices.BinarySearch(sorted, v)
	return len(sorted) - at
}

// bounds are the balances from which a place is a finding: such that no more than
// the rate of earlier places reach them, each way.
func (f *Finder) bounds(measure []int) (high, low int) {
	most := f.s.Rate / 2 * float64(len(measure))
	for high = leastPassed; float64(atLeast(measure, high)) > most; high++ {
	}
	for low = -leastPassed; float64(len(measure)-atLeast(measure, low+1)) > most; low-- {
	}
	return high, low
}

func (f *Finder) place(l *lineup.LineUp, people []int, i int, p *passed, kind string, asMuch, of int, other string) {
	who := f.b.Called(people[i], l.Known)
	verb, whom, reverse := "before", p.before, p.behind
	was, wasReverse := "behind", "before"
	if kind == KindFall {
		verb, whom, reverse = "behind", p.behind, p.before
		was, wasReverse = "before", "behind"
	}
	where := fmt.Sprintf("in the list of %s", l.Last)
	if l.Class != nil {
		where = fmt.Sprintf("in the list of %s (class: %s)", l.Last, l.Class.Name)
	}
	says := fmt.Sprintf("%s is number %d of %d %s, %s %d people whom most of the last common lists had him %s: %s", who, i+1, len(people), where, verb, len(whom), was, f.names(whom, l.Known))
	if len(reverse) > 0 {
		says += fmt.Sprintf("; %s %d whom they had him %s", was, len(reverse), wasReverse)
	}
	if other != "" {
		says += fmt.Sprintf(". No earlier list goes by the order of this class; those compared go by another (%s)", f.b.Knowledge.Orders[other])
	}
	says += fmt.Sprintf(". Of %d earlier places, %d differ as much.", of, asMuch)
	says = strings.ReplaceAll(says, " him ", " that person ")
	from := l.Known
	evidence := []finding.Evidence{l.Evidence(people[i])}
	for _, y := range whom {
		key, _ := pairOf(people[i], y, true)
		var ended list
		if r := f.orders[l.Order()].runs.get(key); r != nil {
			ended = r.ended
		} else if w := f.any.get(key); w != nil {
			ended = w.l
		}
		was := f.of(ended)
		if was == nil {
			continue
		}
		from = min(from, was.Known)
		if e := was.Evidence(people[i]); !slices.Contains(evidence, e) && len(evidence) < 6 {
			evidence = append(evidence, e)
		}
	}
	f.out.Findings = append(f.out.Findings, finding.Finding{Kind: kind, Subject: who, Day: l.Last, Known: l.Known, Says: says, Rule: RulePlace,
		Value: float64(len(whom) - len(reverse)), Coverage: f.b.Looked(from, l.Known, l.Known, fmt.Sprintf("%d people of the list who stood with %s in an earlier one", p.compared, who)), Evidence: evidence})
}

func (f *Finder) names(people []int, known string) string {
	const most = 8
	var names []string
	for i, p := range people {
		if i == most {
			names = append(names, fmt.Sprintf("%d more", len(people)-most))
			break
		}
		names = append(names, f.b.Called(p, known))
	}
	return strings.Join(names, ", ")
}

// flipped is two people whose order changed and stayed so.
type flipped struct {
	now, before int // who stands first now, and who did
	r           *run
	l           *lineup.LineUp
}

// enter keeps the order of a list, and returns the pairs whose new order has
// lasted long enough with it.
func (f *Finder) enter(l *lineup.LineUp, list []int) []flipped {
	o := f.orders[l.Order()]
	var out []flipped
	for i, x := range list {
		for _, y := range list[i+1:] {
			key, first := pairOf(x, y, true)
			r := o.runs.get(key)
			switch {
			case r == nil:
				r = &run{first: first, length: 1, since: listOf(l)}
				o.runs.set(key, r)
			default:
				slip := o.turned(r)
				turning := r.length == f.s.After-1 && r.before >= f.s.Before && math.Pow(slip, float64(f.s.After)) <= f.s.Turn
				if turning {
					f.out.Turns++
					f.out.ExpectChanges += slip
				}
				o.lists++
				if r.first != first {
					if r.length < f.s.After && r.before > 0 {
						o.slips += float64(r.length)
					}
					*r = run{first: first, length: 1, since: listOf(l), before: r.length, as: r.against, against: r.as + r.length, recent: r.recent, lists: r.lists}
					break
				}
				r.length++
				if turning {
					out = append(out, flipped{now: x, before: y, r: &run{first: first, length: r.length, since: r.since, before: r.before, ended: r.since}, l: l})
				}
			}
			r.ended = listOf(l)
			r.add(first)
			if !l.Class.Roster {
				f.any.set(key, &last{first, listOf(l)})
			}
		}
	}
	return out
}

// flips makes findings of pairs whose order changed: one for each who changed
// with several, in the same list.
func (f *Finder) flips(changed []flipped, known string) {
	for len(changed) > 0 {
		// whoever is in most pairs is whom the others are about
		count := map[[2]int]int{} // person, 1 for forward and 0 for back
		for _, c := range changed {
			count[[2]int{c.now, 1}]++
			count[[2]int{c.before, 0}]++
		}
		best, most := [2]int{-1, 0}, 0
		for _, c := range changed { // in order, so that equals are decided alike
			for _, k := range [][2]int{{c.now, 1}, {c.before, 0}} {
				if count[k] > most {
					best, most = k, count[k]
				}
			}
		}
		var mine, rest []flipped
		for _, c := range changed {
			if best[1] == 1 && c.now == best[0] || best[1] == 0 && c.before == best[0] {
				mine = append(mine, c)
			} else {
				rest = append(rest, c)
			}
		}
		f.flip(best[0], best[1] == 1, mine, known)
		changed = rest
	}
}

func (f *Finder) flip(person int, forward bool, with []flipped, known string) {
	slices.SortStableFunc(with, func(x, y flipped) int { return cmp.Compare(y.r.before, x.r.before) })
	c := with[0]
	who := f.b.Called(person, known)
	since := f.of(c.r.since)
	var others []int
	for _, w := range with {
		if forward {
			others = append(others, w.before)
		} else {
			others = append(others, w.now)
		}
	}
	side := "before"
	if !forward {
		side = "behind"
	}
	says := fmt.Sprintf("%s stands %s %s in the last %d lists that have both (order: %s), since %s; in the %d before, it was the other way round.",
		who, side, f.names(others, known), c.r.length, f.b.Knowledge.Orders[c.l.Order()], since.Last, c.r.before)
	evidence := []finding.Evidence{since.Evidence(person)}
	from := since.Known
	for _, o := range others[:1] {
		evidence = append(evidence, since.Evidence(o))
		if l := f.lastWith(person, o, since, c.l.Order()); l != nil {
			evidence = append(evidence, l.Evidence(person), l.Evidence(o))
			from = l.Known
		}
	}
	f.out.Findings = append(f.out.Findings, finding.Finding{Kind: KindFlip, Subject: who, Day: since.Last, Known: known, Says: says, Rule: RuleFlip,
		Value: float64(c.r.before), Coverage: f.b.Looked(from, known, known, fmt.Sprintf("%d lists that have both", c.r.before+c.r.length)), Evidence: evidence})
}

// lastWith is the last list of an order before one that has two people.
func (f *Finder) lastWith(x, y int, before *lineup.LineUp, order string) *lineup.LineUp {
	for n := before.Number - 1; n >= 0; n-- {
		if l := f.b.At(n); l != nil && l.Order() == order && l.Has(x) && l.Has(y) && slices.Contains(l.Ranked(), x) && slices.Contains(l.Ranked(), y) {
			return l
		}
	}
	return nil
}
