package relate

import (
	"cmp"
	"slices"
)

// How far a link reaches.
const (
	Before = 2  // weeks that are looked at before one
	After  = 1  // and behind it
	Reach  = 10 // days between a story and its retelling, at most
	Apart  = 1  // days between twins, at most
)

// Link says that two reports belong together.
type Link struct {
	From, To int64    // keys of reports: the later one, the summary, the one whose language comes later by its code; and the other
	Day      string   // of publication of the later one
	Kind     string   // store.LinkRetelling, …
	Score    float64  // 0 to 1: what share of their runs of words, or of their names, they have in common
	Names    []string // that twins have in common, the rarest first
}

// Weeks are a week with those around it: Before, itself, After. One of which
// nothing is held may be nil.
type Weeks [Before + 1 + After]*Week

// Decision is what is told of one week.
type Decision struct {
	Links []Link     // whose later report is of the week, by it, then by the other
	Cited []Citation // what its reports tell of others that are not held, by report, then number
}

// Decide tells what there is to tell of the week in the middle.
func Decide(w *Weeks) Decision {
	if w[Before] == nil {
		return Decision{}
	}
	// What is told of one language and of two is found at once: neither keeps anything
	// that the other looks at.
	told := make(chan []pair, 1)
	go func() { told <- w.told() }()
	twins, alone := w.twins()
	found := append(<-told, twins...)
	slices.SortFunc(found, func(a, b pair) int {
		return cmp.Or(order(a.late, b.late), order(a.early, b.early), cmp.Compare(a.kind, b.kind))
	})
	links := make([]Link, len(found))
	for i, p := range found {
		from, to := p.late, p.early
		if p.swap {
			from, to = to, from
		}
		links[i] = Link{From: from.Key, To: to.Key, Day: p.late.Published, Kind: p.kind, Score: p.score, Names: p.names}
	}
	return Decision{Links: links, Cited: w.cited(alone)}
}

// pair is two reports that belong together, by order.
type pair struct {
	late, early *doc
	kind        string
	score       float64
	swap        bool // the link begins at the early one
	names       []string
}

// shorter is the summary of a pair that is one.
func (p *pair) shorter() *doc {
	if p.swap {
		return p.early
	}
	return p.late
}
