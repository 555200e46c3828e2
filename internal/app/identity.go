package app

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Sorts of doubtful identities.
const (
	IdentityApart  = "apart"  // two people of one name, who may be one
	IdentityJoined = "joined" // one person, joined of reports of two sorts, who may be two
)

// Identity is a decision about who is who that no analyst has confirmed.
type Identity struct {
	Sort    string `json:"sort"`
	Person  string `json:"person"` // id
	Name    string `json:"name"`
	One     Side   `json:"one"`
	Other   Side   `json:"other"`
	OtherID string `json:"other_id"` // of the other person; "" where it is joined
	Why     string `json:"why"`      // it was decided so
}

// Side is one of two that may be one person, or two.
type Side struct {
	What    string      `json:"what"` // an office, or a report that names him
	Reports int         `json:"reports"`
	First   roster.Seen `json:"first"`
	Last    roster.Seen `json:"last"`

	anchors []rostrum.Anchor // the first before all
}

// Identities is the answer of App.Identities.
type Identities struct {
	Identities []Identity `json:"identities"` // those that more reports hang on first
	Next       string     `json:"next,omitempty"`
	Open       int        `json:"open"`    // on all pages
	Decided    int        `json:"decided"` // by analysts
	// Pending says that who is who is being laid out anew: what is listed is from before
	// the last changes, without what was decided since.
	Pending  bool     `json:"pending"`
	Searched Searched `json:"searched"`
}

// lastRolls are who is who as it was settled last, with what is doubtful in it. To
// settle takes seconds in a large store, and every word of an analyst changes the
// store: so that one who judges does not wait after each word, what was settled before
// serves until it is done.
type lastRolls struct {
	mu     sync.Mutex
	state  int64
	rolls  []rolled
	doubts []Identity
	before [][]Identity // what was doubtful before, the last first: a page may be of then
	laying bool
}

// mostBefore is how many earlier lists of what is doubtful are remembered.
const mostBefore = 4

// rollsAtHand gives the rolls as they were settled last, and whether they are those of
// now; where there are none, they are waited for.
func (a *App) rollsAtHand(ctx context.Context, f RollFilter) ([]rolled, []Identity, bool, error) {
	l := &a.lastRolls
	state, err := a.state(ctx)
	if err != nil {
		return nil, nil, false, err
	}
	l.mu.Lock()
	rolls, doubts, at := l.rolls, l.doubts, l.state
	if rolls != nil && at != state && !l.laying {
		l.laying = true
		go func() {
			_ = guarded(func() error { // who asks next hears of it
				_, _, err := a.layRolls(context.WithoutCancel(ctx), f, state)
				return err
			})
			l.mu.Lock()
			l.laying = false
			l.mu.Unlock()
		}()
	}
	l.mu.Unlock()
	if rolls != nil {
		return rolls, doubts, at == state, nil
	}
	rolls, doubts, err = a.layRolls(ctx, f, state)
	return rolls, doubts, true, err
}

// layRolls settles the rolls and remembers them.
func (a *App) layRolls(ctx context.Context, f RollFilter, state int64) ([]rolled, []Identity, error) {
	rolls, err := a.rolls(ctx, RollFilter{Knowledge: f.Knowledge})
	if err != nil {
		return nil, nil, err
	}
	doubts := []Identity{}
	for _, r := range rolls {
		doubts = append(doubts, doubtsOf(r.roll)...)
	}
	slices.SortStableFunc(doubts, func(x, y Identity) int {
		return min(y.One.Reports, y.Other.Reports) - min(x.One.Reports, x.Other.Reports)
	})
	if rolls == nil {
		rolls = []rolled{}
	}
	l := &a.lastRolls
	l.mu.Lock()
	defer l.mu.Unlock()
	if state >= l.state {
		if l.doubts != nil {
			l.before = append([][]Identity{l.doubts}, l.before[:min(len(l.before), mostBefore-1)]...)
		}
		l.state, l.rolls, l.doubts = state, rolls, doubts
	}
	return rolls, doubts, nil
}

// doubtsOf lists what a roll decided of people with a public office: no others have a
// page, or are shown beside one another.
func doubtsOf(r *roster.Roll) []Identity {
	var all []Identity
	for _, p := range r.Persons() {
		if !p.Public {
			continue
		}
		for _, n := range p.Namesakes {
			q := r.Person(n.ID)
			if q == nil || !q.Public || q.ID <= p.ID { // each pair once
				continue
			}
			all = append(all, Identity{Sort: IdentityApart, Person: p.ID, Name: p.Name, OtherID: q.ID, Why: whyApart(p, q), One: oneSide(r, p, q), Other: oneSide(r, q, p)})
		}
		parts := r.Parts(p)
		for i := 1; i < len(parts); i++ {
			one := Identity{Sort: IdentityJoined, Person: p.ID, Name: p.Name, Why: strings.Join(parts[i].Why, "; "), One: partOf(&parts[0]), Other: partOf(&parts[i])}
			all = append(all, one)
		}
	}
	return all
}

// oneSide is a person, held against another of the name.
func oneSide(r *roster.Roll, p, other *roster.Person) Side {
	s := Side{Reports: p.Reports, First: p.First, Last: p.Last, anchors: r.AnchorsOf(p)}
	for _, n := range other.Namesakes {
		if n.ID == p.ID {
			s.What = n.What
		}
	}
	return s
}

// partOf is a part of a person.
func partOf(part *roster.Part) Side {
	what, _, _ := strings.Cut(part.Label, " [") // behind it stands the report, which is linked
	return Side{What: what, Reports: len(part.Anchors), First: part.First, Last: part.Last, anchors: part.Anchors}
}

// whyApart is why two are not one, as far as either's reasons tell.
func whyApart(p, q *roster.Person) string {
	for _, one := range [][2]*roster.Person{{p, q}, {q, p}} {
		for _, reason := range one[0].Reasons {
			if reason.Decision == rostrum.RulingTwo && reason.Ruling == 0 && strings.Contains(reason.With, one[1].First.Report) {
				return reason.Why
			}
		}
	}
	for _, one := range []*roster.Person{p, q} {
		for _, reason := range one.Reasons {
			if reason.Decision == rostrum.RulingTwo && reason.Ruling == 0 {
				return reason.Why
			}
		}
	}
	return "nothing ties them"
}

// decided tells whether a ruling that stands says of an identity what it is.
func (i *Identity) decided(rulings []rostrum.Ruling) bool {
	return slices.ContainsFunc(rulings, func(r rostrum.Ruling) bool {
		return r.Of != nil && (i.One.has(*r.Of) && i.Other.has(r.And...) || i.Other.has(*r.Of) && i.One.has(r.And...))
	})
}

// has tells whether one of some anchors names the side.
func (s *Side) has(all ...rostrum.Anchor) bool {
	return slices.ContainsFunc(all, func(a rostrum.Anchor) bool {
		return slices.ContainsFunc(s.anchors, func(b rostrum.Anchor) bool {
			return a.Report == b.Report && max(a.Nth, 1) == max(b.Nth, 1) && store.Fold(a.Name) == store.Fold(b.Name)
		})
	})
}

// Identities lists what was decided of who is who and may be wrong. The cursor is a
// number of identities to leave out.
func (a *App) Identities(ctx context.Context, f RollFilter, name string, limit int, cursor string) (*Identities, error) {
	_, doubts, now, err := a.rollsAtHand(ctx, f)
	if err != nil {
		return nil, err
	}
	rulings, err := a.standingRulings(ctx)
	if err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{})
	if err != nil {
		return nil, err
	}
	skip := 0
	if cursor != "" {
		if skip, err = strconv.Atoi(cursor); err != nil || skip < 0 {
			return nil, rostrum.Errorf(rostrum.CodeInvalid, "cursor: expected one that the same list gave, found %q", cursor)
		}
	}
	out := &Identities{Identities: []Identity{}, Pending: !now, Searched: *s}
	for k := range doubts {
		d := &doubts[k]
		switch {
		case name != "" && !strings.Contains(store.Fold(d.Name), store.Fold(name)):
		case d.decided(rulings):
			out.Decided++
		default:
			if out.Open++; out.Open > skip && len(out.Identities) < limitOf(limit) {
				out.Identities = append(out.Identities, *d)
			}
		}
	}
	if skip+len(out.Identities) < out.Open {
		out.Next = strconv.Itoa(skip + len(out.Identities))
	}
	return out, nil
}

// standingRulings lists the rulings that nobody took back.
func (a *App) standingRulings(ctx context.Context) ([]rostrum.Ruling, error) {
	all, err := a.allRulings(ctx)
	if err != nil {
		return nil, err
	}
	back := map[int64]bool{}
	for _, r := range all {
		back[r.Withdraws] = true
	}
	return slices.DeleteFunc(all, func(r rostrum.Ruling) bool { return back[r.ID] || r.Sort == rostrum.RulingWithdrawn }), nil
}

// Decision is what an analyst says of an identity.
type Decision struct {
	Sort    string // of the identity: IdentityApart, IdentityJoined
	Person  string // id
	Other   string // id of the other, with IdentityApart; the first report of the part, with IdentityJoined
	Confirm bool   // that it was decided rightly; else that it is the other way
}

// about tells whether an identity is the one that is meant.
func (d *Decision) about(i Identity) bool {
	return i.Sort == d.Sort && i.Person == d.Person && (d.Sort == IdentityApart && i.OtherID == d.Other || d.Sort == IdentityJoined && i.Other.First.Report == d.Other)
}

// Decide keeps what an analyst says of an identity: that two are one, or are two.
func (a *App) Decide(ctx context.Context, f RollFilter, d Decision, s Said) (*rostrum.Ruling, error) {
	_, doubts, _, err := a.rollsAtHand(ctx, f)
	if err != nil {
		return nil, err
	}
	a.lastRolls.mu.Lock()
	lists := append([][]Identity{doubts}, a.lastRolls.before...)
	a.lastRolls.mu.Unlock()
	var one *Identity
	for _, list := range lists {
		if i := slices.IndexFunc(list, d.about); i >= 0 && one == nil {
			one = &list[i]
		}
	}
	if one == nil {
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "%s: there is no such decision about %s; who is who may have changed", d.Other, d.Person)
	}
	if (d.Sort == IdentityApart) != d.Confirm { // they are one
		return a.rule(ctx, &rostrum.Ruling{Sort: rostrum.RulingSame, Of: &one.One.anchors[0], And: one.Other.anchors[:1]}, s)
	}
	// Those of whom fewer reports tell are told apart, report by report.
	of, apart := &one.One, &one.Other
	if len(apart.anchors) > len(of.anchors) {
		of, apart = apart, of
	}
	return a.rule(ctx, &rostrum.Ruling{Sort: rostrum.RulingTwo, Of: &of.anchors[0], And: apart.anchors}, s)
}
