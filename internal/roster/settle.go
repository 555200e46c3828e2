package roster

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"

	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Bounds of the rule of identity, in days.
const (
	// apartTooLong is after how long without a report a name alone no longer ties a
	// post to another of another body.
	apartTooLong = 1100
	// oneSeries is within how many days citizens whose posts are the same words are
	// one.
	oneSeries = 60
	// oneTenure is for how long an office is held on over reports that do not tell.
	oneTenure = 1100
)

// Decisions.
const (
	decidedSame = "same"
	decidedTwo  = "two"
)

// Reason is why two strands of reports are one person, or two.
type Reason struct {
	Decision string `json:"decision"` // "same" or "two"
	With     string `json:"with"`     // what the other strand is, in words
	Why      string `json:"why"`
	Ruling   int64  `json:"ruling,omitempty"` // of an analyst, that says so
}

// strand is figures of one name that are one person beyond doubt: they share
// offices.
type strand struct {
	figures  []*figure
	offices  map[string]*Post
	main     map[string]bool // organisations of offices that are not held beside others
	heads    map[string]bool
	words    map[string]bool
	side     string // as posts say, "" where none does
	country  string
	guess    string // the side that what stands around says
	citizen  bool
	official bool
	soldier  bool // nothing but a rank
	floating bool // gives no office
	pinned   int  // number that an analyst put it apart by, 0 for none
}

// group is strands that are one person.
type group struct {
	strands []*strand
	figures []*figure
	reasons []Reason
	byHead  int // reports that give no body of an office, joined by what he is
	byTime  int // and by when they name him
	sum     *sum
}

// settle decides about one name.
func (r *Roll) settle(e *entry) []*group {
	if e.groups != nil {
		return e.groups
	}
	e.sort()
	strands, floats := r.strands(e)
	groups := r.join(strands)
	for _, f := range floats {
		groups = r.attach(groups, f)
	}
	for _, g := range groups {
		g.gather()
		for _, n := range []struct {
			n   int
			why string
		}{{g.byHead, "they give what somebody is as this person's offices do"}, {g.byTime, "nobody of the name is named nearer in time, and nothing speaks against it"}} {
			if n.n > 0 {
				g.reasons = append(g.reasons, Reason{Decision: decidedSame, With: fmt.Sprintf("%d reports that give no office of a body", n.n), Why: n.why})
			}
		}
	}
	slices.SortFunc(groups, func(a, b *group) int {
		return cmp.Or(compareFigures(a.figures[0], b.figures[0]), cmp.Compare(a.figures[0].twin, b.figures[0].twin))
	})
	e.groups = groups
	return groups
}

func (g *group) gather() {
	g.figures = nil
	for _, s := range g.strands {
		g.figures = append(g.figures, s.figures...)
	}
	slices.SortFunc(g.figures, compareFigures)
}

// strands sorts the figures of a name by the offices they share; floats are those
// that give none.
func (r *Roll) strands(e *entry) (strands, floats []*strand) {
	byOffice := map[string]*strand{}
	pins := r.pins(e)
	for _, f := range e.figures {
		var own []string
		for i := range f.posts {
			if p := &f.posts[i]; !p.group && p.office() != "" {
				own = append(own, fmt.Sprintf("%s/%d", p.office(), pins[f]))
			}
		}
		if len(own) == 0 {
			s := r.newStrand(f)
			s.floating, s.pinned = true, pins[f]
			floats = append(floats, s)
			continue
		}
		var into *strand
		for _, o := range own {
			s := byOffice[o]
			if s == nil || s == into || s.clashes(f) || sidesApart(s.side, f.said()) {
				continue
			}
			if into == nil {
				into = s
				continue
			}
			if into.clashesWith(s) || sidesApart(s.side, into.side) {
				continue
			}
			into.merge(s)
			for k, v := range byOffice {
				if v == s {
					byOffice[k] = into
				}
			}
			strands = slices.DeleteFunc(strands, func(t *strand) bool { return t == s })
		}
		if into == nil {
			into = r.newStrand(nil)
			into.pinned = pins[f]
			strands = append(strands, into)
		}
		into.add(r, f)
		for _, o := range own {
			if byOffice[o] == nil || byOffice[o].clashes(f) && byOffice[o] != into {
				byOffice[o] = into
			}
		}
	}
	return strands, floats
}

func (r *Roll) newStrand(f *figure) *strand {
	s := &strand{citizen: true, soldier: true}
	if f != nil {
		s.add(r, f)
	}
	return s
}

func (s *strand) add(r *Roll, f *figure) {
	s.figures = append(s.figures, f)
	s.side, s.country = cmp.Or(s.side, f.said()), cmp.Or(s.country, f.country)
	s.guess = cmp.Or(s.guess, f.side)
	s.citizen = s.citizen && f.citizen
	for w := range f.words {
		put(&s.words, w, true)
	}
	for i := range f.posts {
		p := &f.posts[i]
		if p.group {
			continue
		}
		put(&s.heads, p.Head, true)
		o := p.office()
		if o == "" {
			continue
		}
		put(&s.offices, o, p)
		s.official = s.official || !f.citizen
		s.soldier = s.soldier && p.Rank
		if !p.Rank && !p.beside && !r.k.sideline(p.Org) {
			put(&s.main, p.Org, true)
		}
	}
}

func (s *strand) merge(t *strand) {
	s.figures = append(s.figures, t.figures...)
	slices.SortFunc(s.figures, compareFigures)
	s.side, s.country, s.guess = cmp.Or(s.side, t.side), cmp.Or(s.country, t.country), cmp.Or(s.guess, t.guess)
	s.citizen, s.official, s.soldier = s.citizen && t.citizen, s.official || t.official, s.soldier && t.soldier
	for _, m := range []struct {
		to   *map[string]bool
		from map[string]bool
	}{{&s.main, t.main}, {&s.heads, t.heads}, {&s.words, t.words}} {
		for k := range m.from {
			put(m.to, k, true)
		}
	}
	for k, v := range t.offices {
		put(&s.offices, k, v)
	}
}

// put puts something into a map that may not be there yet: most strands are one figure,
// and have need of few.
func put[V any](m *map[string]V, key string, value V) {
	if *m == nil {
		*m = map[string]V{}
	}
	(*m)[key] = value
}

// clashes tells whether a list that has a figure of the strand has this one too. Those
// of a strand are in order.
func (s *strand) clashes(f *figure) bool {
	i := sort.Search(len(s.figures), func(i int) bool { return s.figures[i].src.published >= f.src.published })
	for ; i < len(s.figures) && s.figures[i].src.published == f.src.published; i++ {
		if g := s.figures[i]; g.src == f.src && g != f {
			return true
		}
	}
	return false
}

func (s *strand) clashesWith(t *strand) bool { return slices.ContainsFunc(t.figures, s.clashes) }

func (s *strand) first() string { return s.figures[0].src.published }
func (s *strand) last() string  { return s.figures[len(s.figures)-1].src.published }

// gap is how many days lie between two strands, 0 where they meet.
func gap(a, b *strand) int {
	if a.last() < b.first() {
		return holding.Between(a.last(), b.first())
	}
	if b.last() < a.first() {
		return holding.Between(b.last(), a.first())
	}
	return 0
}

// relation is what is found of two strands of one name.
type relation struct {
	decision string // "" where nothing speaks for either
	weight   int    // of what speaks for one person
	firm     bool   // two whatever others say
	why      string
}

// relate holds two strands of one name against each other.
func (r *Roll) relate(a, b *strand) relation {
	two := func(why string) relation { return relation{decision: decidedTwo, why: why, firm: true} }
	loose := func(why string) relation { return relation{decision: decidedTwo, why: why} }
	same := func(weight int, why string) relation {
		return relation{decision: decidedSame, weight: weight, why: why}
	}
	if a.pinned != b.pinned {
		return two("an analyst says so")
	}
	if a.clashesWith(b) {
		return two("one list has the name twice")
	}
	if a.figures[0].lead && a.citizen == b.citizen {
		return same(1, "the name is a leader's")
	}
	foreign := !a.figures[0].home && !b.figures[0].home
	if sidesApart(a.whose(), b.whose()) {
		return two(fmt.Sprintf("one is of %s, the other of %s", sideWords(a), sideWords(b)))
	}
	if shared := r.sharedBody(a, b); shared != "" {
		return same(4, "both hold offices of "+shared)
	}
	if a.citizen != b.citizen && !foreign {
		if commonWords(r, a, b) >= 2 {
			return same(2, "the posts name the same body")
		}
		return two("one holds an office, the other is named as a citizen")
	}
	if a.citizen && !foreign {
		if commonWords(r, a, b) >= 1 && gap(a, b) <= apartTooLong {
			return same(2, "the posts name the same body")
		}
		return loose("citizens of one name whose posts have nothing in common")
	}
	if gap(a, b) > apartTooLong && !foreign {
		if sphere := r.commonSphere(a, b); sphere != "" {
			return same(1, "both serve in one sphere, "+sphere)
		}
		return loose(fmt.Sprintf("%d days lie between them and the bodies differ", gap(a, b)))
	}
	if !foreign {
		if a.soldier != b.soldier && !r.ranked(a) && !r.ranked(b) {
			return loose("one has a rank, the other serves where nobody has one")
		}
		if r.inTurns(a, b) {
			return two("main offices of different bodies are held in turns and never given together")
		}
	}
	if g := gap(a, b); g > 0 {
		return same(1, fmt.Sprintf("one follows the other after %d days and nothing speaks for two", g))
	}
	return same(1, "nothing speaks for two")
}

// sharedBody is the name of a body that both strands hold offices of, or of
// bodies within it.
func (r *Roll) sharedBody(a, b *strand) string {
	for _, x := range sortedKeys(a.offices) {
		for _, y := range sortedKeys(b.offices) {
			p, q := a.offices[x], b.offices[y]
			if r.k.related(p.Org, q.Org) {
				o := r.k.Organisation(p.Org)
				if r.k.under(p.Org, q.Org) {
					o = r.k.Organisation(q.Org)
				}
				if o != nil {
					return o.Name
				}
			}
		}
	}
	return ""
}

// commonWords counts words that the posts of both give, those of heads left out.
func commonWords(r *Roll, a, b *strand) int {
	n := 0
	for w := range a.words {
		if b.words[w] && !r.k.generic[w] && !r.k.headWord(w) && !r.k.fillers[w] {
			n++
		}
	}
	return n
}

// headWord tells whether a word stands in a head.
func (p *posts) headWord(w string) bool { _, ok := p.heads.next[w]; return ok }

// commonSphere is a sphere in which both serve.
func (r *Roll) commonSphere(a, b *strand) string {
	in := map[string]bool{}
	for _, p := range a.offices {
		if o := r.k.Organisation(p.Org); o != nil && o.Sphere != "" {
			in[o.Sphere] = true
		}
	}
	var both []string
	for _, p := range b.offices {
		if o := r.k.Organisation(p.Org); o != nil && in[o.Sphere] {
			both = append(both, o.Sphere)
		}
	}
	if len(both) == 0 {
		return ""
	}
	return slices.Min(both)
}

// ranked tells whether a strand serves where people have ranks, or in no body that
// a main office is of.
func (r *Roll) ranked(s *strand) bool {
	if s.soldier {
		return false // that is what is asked of the other
	}
	if len(s.main) == 0 {
		return true
	}
	for id := range s.main {
		if o := r.k.Organisation(id); o != nil && r.k.soldiers[o.Sphere] {
			return true
		}
	}
	return false
}

// inTurns tells whether two strands hold main offices of different known bodies by
// turns: each is given again after the other was.
func (r *Roll) inTurns(a, b *strand) bool {
	if !r.known(a) || !r.known(b) {
		return false
	}
	turns, last := 0, 0
	i, j := 0, 0
	for i < len(a.figures) || j < len(b.figures) {
		which := 1
		if i == len(a.figures) || j < len(b.figures) && b.figures[j].src.published < a.figures[i].src.published {
			which = 2
		}
		if which == 1 {
			i++
		} else {
			j++
		}
		if which != last {
			turns, last = turns+1, which
		}
	}
	return turns > 3
}

// known tells whether a main office is of a body that the profile names.
func (r *Roll) known(s *strand) bool {
	for id := range s.main {
		if r.k.tree[id] != nil || r.k.within(id) != "" {
			return true
		}
	}
	return false
}

// join makes persons of strands: pairs with most in common first, and never two
// that something speaks against.
func (r *Roll) join(strands []*strand) []*group {
	var groups []*group
	of := map[*strand]*group{}
	for _, s := range strands {
		g := &group{strands: []*strand{s}}
		of[s] = g
		groups = append(groups, g)
	}
	type pair struct {
		a, b *strand
		relation
		order int
	}
	var pairs []pair
	apart := map[[2]*strand]relation{}
	for i, a := range strands {
		for _, b := range strands[i+1:] {
			rel := r.relate(a, b)
			if rel.decision == decidedTwo {
				apart[[2]*strand{a, b}], apart[[2]*strand{b, a}] = rel, rel
			} else {
				pairs = append(pairs, pair{a, b, rel, len(pairs)})
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y pair) int {
		return cmp.Or(-cmp.Compare(x.weight, y.weight), cmp.Compare(gap(x.a, x.b), gap(y.a, y.b)), cmp.Compare(x.order, y.order))
	})
	for _, p := range pairs {
		g, h := of[p.a], of[p.b]
		if g == h {
			continue
		}
		stop := false
		for _, a := range g.strands {
			for _, b := range h.strands {
				if rel, two := apart[[2]*strand{a, b}]; two && rel.firm {
					stop = true
				}
			}
		}
		if stop {
			continue
		}
		g.reasons = append(append(g.reasons, h.reasons...), Reason{Decision: decidedSame, With: r.label(p.a) + " / " + r.label(p.b), Why: p.why})
		for _, s := range h.strands {
			of[s] = g
		}
		g.strands = append(g.strands, h.strands...)
		groups = slices.DeleteFunc(groups, func(x *group) bool { return x == h })
	}
	for _, g := range groups {
		for _, h := range groups {
			if g == h {
				continue
			}
			for _, a := range g.strands {
				for _, b := range h.strands {
					if rel, two := apart[[2]*strand{a, b}]; two {
						g.reasons = append(g.reasons, Reason{Decision: decidedTwo, With: r.label(b), Why: rel.why})
					}
				}
			}
		}
	}
	return groups
}

// label words what a strand is.
func (r *Roll) label(s *strand) string {
	for _, f := range s.figures {
		for i := range f.posts {
			if o := f.posts[i].office(); o != "" {
				return r.OfficeName(&f.posts[i]) + " [" + f.src.id + "]"
			}
		}
	}
	return s.figures[0].name + " [" + s.figures[0].src.id + "]"
}

// attach puts a figure that gives no office to the person whose it is most likely:
// one whose head it gives, else one who is named in lists with a leader, as it is,
// else the one named nearest in time.
func (r *Roll) attach(groups []*group, f *strand) []*group {
	var best *group
	bestScore := [5]int{}
	heads := map[string]bool{}
	for _, p := range f.figures[0].posts {
		if !p.group && !p.Rank && p.known {
			heads[p.Head] = true
		}
	}
	var against []Reason
	for _, g := range groups {
		if why := r.against(g, f, heads); why != "" {
			against = append(against, Reason{Decision: decidedTwo, With: r.label(g.strands[0]), Why: why})
			continue
		}
		all := g.summed()
		match, near, n, office, led := 0, all.near(f.first()), all.n, 0, 0
		if all.office {
			office = 1
		}
		if all.leader && f.figures[0].leader {
			led = 1
		}
		for h := range heads {
			if all.heads[h] {
				match = 1
			}
		}
		if near > apartTooLong && !f.figures[0].lead && f.figures[0].home {
			against = append(against, Reason{Decision: decidedTwo, With: r.label(g.strands[0]), Why: fmt.Sprintf("%d days lie between them and no office is given", near)})
			continue
		}
		score := [5]int{match, office, led, -near, n}
		if best == nil || slices.Compare(score[:], bestScore[:]) > 0 {
			best, bestScore = g, score
		}
	}
	if best == nil {
		for _, g := range groups {
			for _, a := range against {
				if a.With == r.label(g.strands[0]) {
					g.reasons = append(g.reasons, Reason{Decision: decidedTwo, With: r.label(f), Why: a.Why})
				}
			}
		}
		return append(groups, &group{strands: []*strand{f}, reasons: against})
	}
	if bestScore[0] == 1 {
		best.byHead++
	} else {
		best.byTime++
	}
	best.strands = append(best.strands, f)
	best.sum.add(f)
	return groups
}

// against tells what speaks against a figure without an office being of a person;
// "" where nothing does.
func (r *Roll) against(g *group, f *strand, heads map[string]bool) string {
	one, all := f.figures[0], g.summed()
	strands := g.strands
	if !all.mayDiffer(f) {
		strands = nil
	}
	for _, s := range strands {
		switch {
		case s.pinned != f.pinned:
			return "an analyst says so"
		case s.clashesWith(f):
			return "one list has the name twice"
		case sidesApart(s.side, f.side):
			return fmt.Sprintf("one is of %s, the other of %s", sideWords(f), sideWords(s))
		case one.home && s.citizen != f.citizen && (f.citizen || !s.floating):
			return "one holds an office, the other is named as a citizen"
		}
	}
	match := false
	for h := range heads {
		match = match || all.heads[h]
	}
	if !one.home {
		return ""
	}
	if f.citizen && !slices.ContainsFunc(g.strands, func(s *strand) bool {
		return len(f.words) > 1 && maps.Equal(s.words, f.words) && gap(s, f) <= oneSeries
	}) { // nothing but the same words ties one citizen to another
		return "citizens of one name whose posts are not the same words"
	}
	if !f.citizen && len(heads) > 0 && len(all.heads) > 0 && !match {
		return "what somebody is said to be is none of the other's offices"
	}
	return ""
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
