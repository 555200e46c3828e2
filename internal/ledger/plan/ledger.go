package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// Ledger is the plans of one outlet in one language.
type Ledger struct {
	ledger.Telling

	reader  *ledger.Reader
	words   *ledger.Weights // of claims
	names   *ledger.Weights // own words of names, of claims
	index   map[string][]int
	ids     map[string]int
	entries []*Entry
	fresh   []*Entry // with claims of the day that is open
	pending []pending
}

// New returns an empty ledger that is read by the terms of a profile.
func New(terms *ledger.Terms) *Ledger {
	return &Ledger{reader: ledger.NewReader(terms), words: ledger.NewWeights(), names: ledger.NewWeights(), index: map[string][]int{}, ids: map[string]int{}}
}

// Read reads a series whole.
func Read(terms *ledger.Terms, s *holding.Series) *Ledger {
	l := New(terms)
	ledger.Play(l, s)
	return l
}

// Add enters the plan claims of a report. Reports come by the day they were
// known.
func (l *Ledger) Add(r *holding.Report) {
	for i := range r.Plans {
		first := &Claim{Report: r.ID, Version: r.Version, Published: r.Published, Known: r.Known, Title: r.Title, Number: i + 1, Plan: r.Plans[i]}
		first.f = l.read(r, &r.Plans[i])
		for _, c := range listed(first) {
			l.enter(c)
		}
		l.words.Add(first.f.said())
		var own []string
		for _, names := range [][]ledger.Name{first.f.objects, first.f.holders} {
			for i := range names {
				own = append(own, names[i].Own...)
			}
		}
		slices.Sort(own)
		l.names.Add(slices.Compact(own))
	}
}

// enter puts a claim into the entry that it fits, or into one of its own.
func (l *Ledger) enter(c *Claim) {
	e, f := l.find(c)
	if e == nil {
		e = l.open(c)
	} else {
		c.Linked, c.Part = f.how, f.part
		l.contradicts(e, c)
	}
	before, horizon := e.State, e.Horizon
	e.add(c)
	l.turns(e, c, before, horizon)
	l.file(e, c)
	if !slices.Contains(l.fresh, e) {
		l.fresh = append(l.fresh, e)
	}
}

// listed parts a claim of several things in a row: it is one of each.
func listed(c *Claim) []*Claim {
	commas := false
	for i := 1; i < len(c.f.objects); i++ {
		gap := c.Plan.Plan[c.f.objects[i-1].End:c.f.objects[i].Start]
		commas = commas || strings.HasPrefix(gap, ",")
	}
	if !commas {
		return []*Claim{c}
	}
	var all []*Claim
	for _, n := range c.f.objects {
		if !n.Thing {
			continue
		}
		one := *c
		one.f.objects = []ledger.Name{n}
		all = append(all, &one)
	}
	if len(all) == 0 {
		return []*Claim{c}
	}
	return all
}

// open begins an entry with a claim.
func (l *Ledger) open(c *Claim) *Entry {
	e := &Entry{ID: l.id(c), Plan: c.Plan.Plan, Voice: c.Voice, Referent: c.Referent, quota: c.f.quota, place: len(l.entries),
		texts: map[string]bool{}, sector: map[string]int{}, where: map[string]int{}}
	for _, n := range c.f.objects { // a quota names nothing that is built
		if len(e.named.Own) == 0 || e.named.Head == "" && n.Head != "" {
			e.named = n
		}
	}
	if len(e.named.Own) == 0 && c.f.whole() && !c.f.quota {
		for _, n := range c.f.topic {
			if len(e.named.Own) == 0 {
				e.named = n
			}
		}
	}
	e.Name = e.Plan
	if e.named.Head != "" {
		e.Name = e.named.Text
	}
	l.entries = append(l.entries, e)
	return e
}

// id names an entry by its first claim: the report, and where the passage begins;
// several of one passage are numbered.
func (l *Ledger) id(c *Claim) string {
	id := fmt.Sprintf("%s:%d", c.Report, c.At.Start)
	if c.At.Field == rostrum.FieldTitle {
		id = c.Report + ":title"
	}
	l.ids[id]++
	if n := l.ids[id]; n > 1 {
		id = fmt.Sprintf("%s.%d", id, n)
	}
	return id
}

// Entries are the plans in the order of their first claims.
func (l *Ledger) Entries() []*Entry {
	all := slices.Clone(l.entries)
	slices.SortFunc(all, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Claims[0].Report, b.Claims[0].Report), cmp.Compare(a.place, b.place))
	})
	return all
}
