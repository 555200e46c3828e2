package company

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Rule is the name of the rule in docs/methods/company.md.
const Rule = "company beyond chance"

// Settings are what ties are measured by.
type Settings struct {
	From, To string  // days on which occasions became known, both included; "" is unbounded
	Rate     float64 // false discovery rate of ties
}

// Default are the settings that the commands use.
var Default = Settings{Rate: 0.01}

const (
	leastOccasions = 5 // of somebody, to be in the network
	leastTogether  = 3 // of two
)

// Network is who is with whom beyond chance.
type Network struct {
	From      string           `json:"from"`
	To        string           `json:"to"`
	Occasions int              `json:"occasions"` // with two people or more
	People    []Member         `json:"people"`    // the most central first
	Ties      []Tie            `json:"ties"`      // the least likely by chance first
	Groups    int              `json:"groups"`
	Pairs     int              `json:"pairs"` // that were tested
	Rate      float64          `json:"rate"`  // false discovery rate
	Coverage  finding.Coverage `json:"coverage"`
}

// Member is somebody in a network.
type Member struct {
	Name       string  `json:"name"`
	Occasions  int     `json:"occasions"`
	Ties       int     `json:"ties"`
	Centrality float64 `json:"centrality"` // PageRank over the ties
	Group      int     `json:"group"`      // from 1; 0 where there is no tie
	person     int
}

// Tie is two people who are named together more often than by chance.
type Tie struct {
	A        string  `json:"a"`
	B        string  `json:"b"`
	Together int     `json:"together"`
	Expected float64 `json:"expected"` // by chance
	// P is the chance of as many common occasions; only where coverage is complete.
	P        *float64           `json:"p,omitempty"`
	Evidence []finding.Evidence `json:"evidence"` // the latest common occasion, both
	a, b     int
	p        float64
}

// Of makes the network of a period. Leaders in whose company an occasion is are
// left out of it: they are with everybody.
func Of(b *lineup.Book, s Settings) *Network {
	n := &Network{From: s.From, To: s.To, People: []Member{}, Ties: []Tie{}, Rate: s.Rate}
	g := gather(b, s)
	n.Occasions = len(g.occasions)
	from, to := s.From, s.To
	if days := b.Days(); len(days) > 0 {
		if from == "" {
			from = days[0]
		}
		if to == "" {
			to = days[len(days)-1]
		}
	}
	n.From, n.To = from, to
	n.Coverage = b.Looked(from, to, to, fmt.Sprintf("%d occasions with two people or more, %d people named at %d or more", len(g.occasions), len(g.people), leastOccasions))
	g.fit()
	tested := g.test()
	n.Pairs = g.pairs
	complete := n.Coverage.Coverage == holding.CoverageComplete
	for _, t := range keep(tested, s.Rate, g.pairs) {
		t.A, t.B = b.People[t.a].Name, b.People[t.b].Name
		t.Expected = math.Round(t.Expected*100) / 100
		if complete {
			p := t.p
			t.P = &p
		}
		for i := len(g.occasions) - 1; i >= 0; i-- {
			if l := g.lineUps[i]; l.Has(t.a) && l.Has(t.b) {
				t.Evidence = []finding.Evidence{l.Evidence(t.a), l.Evidence(t.b)}
				break
			}
		}
		n.Ties = append(n.Ties, t)
	}
	n.members(b, g)
	return n
}

// bipartite is people and occasions of a period.
type bipartite struct {
	people    []int       // those who are often enough there, by id
	index     map[int]int // person -> place in people
	occasions [][]int     // places in people
	lineUps   []*lineup.LineUp
	degree    []int     // occasions of each
	x, y      []float64 // of people, and of occasions: the model's odds are x·y
	pairs     int
}

func gather(b *lineup.Book, s Settings) *bipartite {
	g := &bipartite{index: map[int]int{}}
	count := map[int]int{}
	var lists []*lineup.LineUp
	for _, l := range b.LineUps {
		if l.Known < s.From || s.To != "" && l.Known > s.To || l.Class != nil && l.Class.Roster || len(l.Places) < 2 {
			continue
		}
		lists = append(lists, l)
		for _, p := range l.Places {
			if p.Person != l.Leader {
				count[p.Person]++
			}
		}
	}
	for p, n := range count {
		if n >= leastOccasions {
			g.people = append(g.people, p)
		}
	}
	slices.SortFunc(g.people, func(x, y int) int { return cmp.Compare(b.People[x].ID, b.People[y].ID) })
	for i, p := range g.people {
		g.index[p] = i
	}
	g.degree = make([]int, len(g.people))
	for _, l := range lists {
		var there []int
		for _, p := range l.Places {
			if i, ok := g.index[p.Person]; ok && p.Person != l.Leader {
				there = append(there, i)
			}
		}
		if len(there) < 2 {
			continue
		}
		for _, i := range there {
			g.degree[i]++
		}
		g.occasions, g.lineUps = append(g.occasions, there), append(g.lineUps, l)
	}
	return g
}

// fit finds the odds by which everybody is at as many occasions, on average, as
// he was, and each occasion has as many people, by going back and forth between
// the two conditions.
func (g *bipartite) fit() {
	g.x, g.y = make([]float64, len(g.people)), make([]float64, len(g.occasions))
	for i, d := range g.degree {
		g.x[i] = float64(d) / math.Sqrt(float64(len(g.occasions)*len(g.people))+1)
	}
	for t, o := range g.occasions {
		g.y[t] = float64(len(o)) / math.Sqrt(float64(len(g.occasions)*len(g.people))+1)
	}
	for range 500 {
		worst := 0.0
		for i := range g.x {
			sum := 0.0
			for t := range g.y {
				sum += g.y[t] / (1 + g.x[i]*g.y[t])
			}
			v := 0.0
			if sum > 0 {
				v = float64(g.degree[i]) / sum
			}
			worst = math.Max(worst, math.Abs(v-g.x[i])/(v+1e-9))
			g.x[i] = v
		}
		for t := range g.y {
			sum := 0.0
			for i := range g.x {
				sum += g.x[i] / (1 + g.x[i]*g.y[t])
			}
			if sum > 0 {
				g.y[t] = float64(len(g.occasions[t])) / sum
			}
		}
		if worst < 1e-6 {
			return
		}
	}
}

func (g *bipartite) chance(i, t int) float64 {
	v := g.x[i] * g.y[t]
	return v / (1 + v)
}

// test gives for each two who are together often enough how likely that is.
func (g *bipartite) test() []Tie {
	n := len(g.people)
	together := make([]int, n*n)
	for _, o := range g.occasions {
		for k, i := range o {
			for _, j := range o[:k] {
				together[min(i, j)*n+max(i, j)]++
			}
		}
	}
	var out []Tie
	p := make([]float64, len(g.occasions))
	for i := range n {
		for j := i + 1; j < n; j++ {
			g.pairs++
			k := together[i*n+j]
			if k < leastTogether {
				continue
			}
			sum := 0.0
			for t := range p {
				p[t] = g.chance(i, t) * g.chance(j, t)
				sum += p[t]
			}
			if float64(k) <= sum {
				continue
			}
			out = append(out, Tie{Together: k, Expected: sum, a: g.people[i], b: g.people[j], p: atLeast(p, k)})
		}
	}
	return out
}

// atLeast is the chance that of independent events as many come about, exactly.
func atLeast(p []float64, k int) float64 {
	// below[j] is the chance that j came about, for j below k
	below := make([]float64, k)
	below[0] = 1
	for _, q := range p {
		for j := k - 1; j > 0; j-- {
			below[j] = below[j]*(1-q) + below[j-1]*q
		}
		below[0] *= 1 - q
	}
	sum := 0.0
	for _, v := range below {
		sum += v
	}
	return math.Max(1-sum, 0)
}

// keep returns the ties of which, at the rate, no more than that share are there
// by chance (Benjamini and Hochberg), the least likely first.
func keep(tested []Tie, rate float64, pairs int) []Tie {
	slices.SortStableFunc(tested, func(x, y Tie) int {
		return cmp.Or(cmp.Compare(x.p, y.p), cmp.Compare(float64(y.Together)-y.Expected, float64(x.Together)-x.Expected))
	})
	last := 0
	for i, t := range tested {
		if t.p <= rate*float64(i+1)/float64(pairs) {
			last = i + 1
		}
	}
	return tested[:last]
}

// members measures people over the ties that were kept.
func (n *Network) members(b *lineup.Book, g *bipartite) {
	ties := map[int]int{}
	w := simple.NewWeightedUndirectedGraph(0, 0)
	d := simple.NewDirectedGraph()
	for _, t := range n.Ties {
		ties[t.a]++
		ties[t.b]++
		w.SetWeightedEdge(w.NewWeightedEdge(simple.Node(t.a), simple.Node(t.b), float64(t.Together)-t.Expected))
		d.SetEdge(d.NewEdge(simple.Node(t.a), simple.Node(t.b)))
		d.SetEdge(d.NewEdge(simple.Node(t.b), simple.Node(t.a)))
	}
	var rank map[int64]float64
	group := map[int]int{}
	if len(n.Ties) > 0 {
		rank = network.PageRank(d, 0.85, 1e-8)
		groups := community.Modularize(w, 1, rand.NewPCG(1, 2)).Communities()
		var sorted [][]int
		for _, c := range groups {
			var members []int
			for _, node := range c {
				members = append(members, int(node.ID()))
			}
			slices.SortFunc(members, func(x, y int) int { return cmp.Compare(b.People[x].ID, b.People[y].ID) })
			sorted = append(sorted, members)
		}
		slices.SortFunc(sorted, func(x, y []int) int {
			return cmp.Or(cmp.Compare(len(y), len(x)), cmp.Compare(b.People[x[0]].ID, b.People[y[0]].ID))
		})
		for i, c := range sorted {
			for _, p := range c {
				group[p] = i + 1
			}
		}
		n.Groups = len(sorted)
	}
	for i, p := range g.people {
		n.People = append(n.People, Member{Name: b.People[p].Name, Occasions: g.degree[i], Ties: ties[p], Centrality: math.Round(rank[int64(p)]*1e6) / 1e6, Group: group[p], person: p})
	}
	slices.SortStableFunc(n.People, func(x, y Member) int {
		return cmp.Or(cmp.Compare(y.Centrality, x.Centrality), cmp.Compare(y.Occasions, x.Occasions), cmp.Compare(b.People[x.person].ID, b.People[y.person].ID))
	})
}

// About is what a network says of one person.
type About struct {
	Member
	Beside []Tie `json:"beside"` // his ties, the least likely by chance first
}

// About returns what the network says of somebody; false where he is not in it.
func (n *Network) About(person int) (*About, bool) {
	i := slices.IndexFunc(n.People, func(m Member) bool { return m.person == person })
	if i < 0 {
		return nil, false
	}
	a := &About{Member: n.People[i], Beside: []Tie{}}
	for _, t := range n.Ties {
		if t.b == person {
			t.a, t.b, t.A, t.B = t.b, t.a, t.B, t.A
			if len(t.Evidence) == 2 {
				t.Evidence = []finding.Evidence{t.Evidence[1], t.Evidence[0]}
			}
		}
		if t.a == person {
			a.Beside = append(a.Beside, t)
		}
	}
	return a, true
}

// Change is what differs between the networks of two periods, of people who are
// in both.
type Change struct {
	New  []Tie `json:"new"`  // in the later alone
	Gone []Tie `json:"gone"` // in the earlier alone
	Kept int   `json:"kept"`
}

// Compare tells what differs between two networks, the earlier first.
func Compare(before, after *Network) *Change {
	c := &Change{New: []Tie{}, Gone: []Tie{}}
	in := func(n *Network, p int) bool {
		return slices.ContainsFunc(n.People, func(m Member) bool { return m.person == p })
	}
	tied := func(n *Network, t Tie) bool {
		return slices.ContainsFunc(n.Ties, func(o Tie) bool { return o.a == t.a && o.b == t.b || o.a == t.b && o.b == t.a })
	}
	for _, t := range after.Ties {
		switch {
		case tied(before, t):
			c.Kept++
		case in(before, t.a) && in(before, t.b):
			c.New = append(c.New, t)
		}
	}
	for _, t := range before.Ties {
		if !tied(after, t) && in(after, t.a) && in(after, t.b) {
			c.Gone = append(c.Gone, t)
		}
	}
	return c
}
