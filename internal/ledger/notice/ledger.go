package notice

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// Ledger is the notices of one outlet in one language.
type Ledger struct {
	ledger.Telling

	reader  *ledger.Reader
	dates   ledger.Dates
	threats *ledger.Weights // of sentences that threaten
	others  *ledger.Weights // of the rest
	told    *ledger.Weights // of passages that tell what happened
	bodied  *ledger.Weights // own words of bodies, by unit
	lines   lines
	ids     map[string]int
	entries []*Entry
	pending []pending
}

// New returns an empty ledger that is read by the terms of a profile. dates finds
// days in a sentence; nil where nobody can.
func New(terms *ledger.Terms, dates ledger.Dates) *Ledger {
	return &Ledger{reader: ledger.NewReader(terms), dates: dates, threats: ledger.NewWeights(), others: ledger.NewWeights(), told: ledger.NewWeights(),
		bodied: ledger.NewWeights(), lines: lines{post: map[string][]int32{}}, ids: map[string]int{}}
}

// Read reads a series whole.
func Read(terms *ledger.Terms, dates ledger.Dates, s *holding.Series) *Ledger {
	l := New(terms, dates)
	ledger.Play(l, s)
	return l
}

// Add enters the notices of a report, and what it tells that may have come of
// earlier ones. Reports come by the day they were known.
func (l *Ledger) Add(r *holding.Report) {
	given := map[[2]string]*Entry{} // by this report, by speaker and referent
	for _, u := range l.units(r) {
		side := [2]string{u.v.By, u.referent}
		e, m, joined := l.find(u)
		if e == nil && u.hostile {
			e = given[side] // more of the notice that it gives
		}
		switch {
		case m != nil:
			u.v.Joined, u.v.Repeats = joined, m.repeats
			if m.repeats == nil {
				u.v.Repeats = &Repeated{Quote: u.v.Sentences[0].Quote, Report: e.Vehicles[0].Report, Other: e.Says}
			}
		case e == nil:
			e = l.open(u)
			if u.hostile {
				given[side] = e
			}
		}
		l.enter(e, u, m)
	}
	l.propose(r)
}

// enter puts a unit into a notice, with the vehicle of its report if there is one.
func (l *Ledger) enter(e *Entry, u *unit, m *match) {
	l.given(e, u)
	l.reissued(e, u)
	e.add(u)
	if e.Rung == "" || u.v.Rung != "" && l.reader.Above(u.v.Rung, e.Rung) {
		e.Rung = u.v.Rung
	}
	for i, b := range u.bags {
		// Of a later vehicle, only the sentences that repeat the notice can be
		// repeated for it in turn: the others are its own.
		if m == nil || m.repeats != nil && (m.passed[i] || m.repeats.Quote == u.v.Sentences[i].Quote) {
			l.lines.add(line{entry: e.place, unit: u, nth: i, bag: b, day: u.v.Published, hostile: hostile(&u.v.Sentences[i], u.referent)})
		}
		l.weights(u).Add(b)
	}
	var own ledger.Bag
	for _, n := range u.bodies {
		own = append(own, n.Own...)
	}
	slices.Sort(own)
	l.bodied.Add(slices.Compact(own))
}

func (l *Ledger) weights(u *unit) *ledger.Weights {
	if u.hostile {
		return l.threats
	}
	return l.others
}

func (l *Ledger) open(u *unit) *Entry {
	s := &u.v.Sentences[0]
	id := fmt.Sprintf("%s:%d", u.v.Report, s.At.Start)
	if s.At.Field == rostrum.FieldTitle {
		id = u.v.Report + ":title"
	}
	l.ids[id]++
	if n := l.ids[id]; n > 1 {
		id = fmt.Sprintf("%s.%d", id, n)
	}
	e := &Entry{ID: id, Says: s.Quote, By: u.v.By, Voice: u.voice, Referent: u.referent, First: u.v.Published, Last: u.v.Published, place: len(l.entries),
		Outcome: OutcomeNone, Proposals: []Proposal{}, Confirmed: []rostrum.NoticeOutcome{}}
	l.entries = append(l.entries, e)
	return e
}

// Bounds of joining; docs/methods/ledgers.md gives the reasons.
const (
	window      = 45   // days within which words join
	citing      = 30   // days within which an author's name does
	threatShare = 0.42 // of the words of two sentences that threaten, by weight
	soon        = 14   // days within which this will do
	near        = 3    // days within which
	nearShare   = 0.33 // less will do
	nearWeight  = 22.0 // if it tells more
	never       = 2.0  // of what one speaker says again at another occasion
	otherShare  = 0.55 // of other acts, and later: formulae are repeated at each occasion
	leastInside = 0.65 // of the words of the shorter
	leastWeight = 16.0 // and what those in common tell at least, of threats
	otherWeight = 24.0 // and of other acts
	leaning     = 0.3  // the share of words where the passage says that it repeats
	leastBody   = 2.5  // what the rarest word of an author's name tells at least
)

// How a vehicle joined.
const (
	byWords = "words"
	byCited = "cited"
)

// match is how a unit fits a notice.
type match struct {
	entry *Entry
	score float64 // of words, where they are enough
	alike float64 // the largest share of words
	text  bool    // the same text, held under another id

	repeats *Repeated // the sentences of that share
	passed  []bool    // which sentences of the unit repeat it, or are most like it
}

// find gives the notice that a unit repeats, and how that is known.
func (l *Ledger) find(u *unit) (*Entry, *match, string) {
	found := map[int]*match{}
	w := l.weights(u)
	least := otherWeight
	if w == l.threats {
		least = leastWeight
	}
	for i, a := range u.bags {
		l.lines.look(a, w, u.v.Published, window, least/3, func(o *line, sum float64) {
			mine, theirs := &u.v.Sentences[i], &o.unit.v.Sentences[o.nth]
			if o.unit.v.Report == u.v.Report || opposed(mine, theirs, l.reader) {
				return
			}
			e := l.entries[o.entry]
			m := found[o.entry]
			if m == nil {
				m = &match{entry: e, passed: make([]bool, len(u.bags))}
				found[o.entry] = m
			}
			x, y := w.Sum(a), w.Sum(o.bag)
			share, inside := 2*sum/(x+y), sum/min(x, y)
			m.text = m.text || o.unit.v.Version == u.v.Version && o.unit.v.Sentences[0].At == u.v.Sentences[0].At
			enough := l.enough(u, o, sum, share, inside)
			if share > m.alike && m.score == 0 {
				m.alike, m.repeats = share, repeated(mine, o, share)
			}
			if sum >= least && share >= enough && l.kin(u, e) && (u.referent == e.Referent || w == l.threats) {
				m.passed[i] = true
				if score := max(share, 0.7*inside); score > m.score {
					m.score, m.repeats = score, repeated(mine, o, share)
				}
			}
		})
	}
	if u.leans {
		for i := len(l.entries) - 1; i >= 0 && holding.Between(l.entries[i].First, u.v.Published) <= citing; i-- {
			if e := l.entries[i]; found[i] == nil && e.units[0].hostile {
				found[i] = &match{entry: e}
			}
		}
	}
	var best *match
	var how string
	score := 0.0
	for _, place := range slices.Sorted(maps.Keys(found)) {
		m := found[place]
		s, h := l.fits(u, m)
		if s > score || s == score && s > 0 && m.entry.Last > best.entry.Last {
			best, how, score = m, h, s
		}
	}
	if best == nil {
		return nil, nil, ""
	}
	return best.entry, best, how
}

// enough is the share of words with which a sentence repeats another.
func (l *Ledger) enough(u *unit, o *line, sum, share, inside float64) float64 {
	days := holding.Between(o.day, u.v.Published)
	switch {
	case u.hostile && o.hostile && days <= near && sum >= nearWeight && share >= nearShare:
		return nearShare
	case u.hostile && o.hostile && days <= soon && inside >= leastInside:
		return 0
	case u.hostile && o.hostile && days <= soon:
		return threatShare
	case !u.hostile && days > near && u.v.By == o.unit.v.By:
		return never // he says it at each occasion
	}
	return otherShare
}

func repeated(mine *Sentence, o *line, share float64) *Repeated {
	return &Repeated{Quote: mine.Quote, Report: o.unit.v.Report, Other: o.unit.v.Sentences[o.nth].Quote, Share: share}
}

// kin tells whether a unit and a notice have an act in common.
func (l *Ledger) kin(u *unit, e *Entry) bool {
	return slices.ContainsFunc(u.kinds, func(k string) bool { return slices.Contains(e.Kinds, k) })
}

func (l *Ledger) fits(u *unit, m *match) (float64, string) {
	switch e := m.entry; {
	case m.text:
		return 2, byWords
	case m.score > 0:
		return m.score, byWords
	case !u.leans || !e.units[0].hostile || !l.kin(u, e) || holding.Between(e.First, u.v.Published) > citing:
	case l.leansOn(u, e) && (m.alike >= leaning/3 || u.repeats || u.named):
		return 0.3 + 0.2*m.alike, byCited
	case u.repeats && m.alike >= leaning && u.v.By != e.By && !l.reader.Above(u.v.Rung, e.units[0].v.Rung): // notices go down the ladder
		return 0.2 + 0.2*m.alike, byCited
	}
	return 0, ""
}

// opposed tells whether two sentences address different sides.
func opposed(a, b *Sentence, r *ledger.Reader) bool {
	if a.Addressee == "" || b.Addressee == "" {
		return false
	}
	x, y := r.Names(a.Addressee, r.Words(a.Addressee), nil), r.Names(b.Addressee, r.Words(b.Addressee), nil)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	return !slices.ContainsFunc(x, func(n ledger.Name) bool {
		return slices.ContainsFunc(y, func(m ledger.Name) bool { return sameBody(&n, &m) })
	})
}

// leansOn tells whether a unit names the author of a notice, who gave it in a
// pronouncement of its own.
func (l *Ledger) leansOn(u *unit, e *Entry) bool {
	by := e.units[0]
	if by.v.Kind == rostrum.KindCommentary {
		return false // a paper that is named gave no notice by that
	}
	if by.v.Published > u.v.Published || by.v.Report == u.v.Report {
		return false
	}
	if len(by.bodies) == 0 || !l.tells(&by.bodies[0]) || u.v.Kind != rostrum.KindCommentary && slices.ContainsFunc(u.bodies, func(n ledger.Name) bool { return sameBody(&n, &by.bodies[0]) }) {
		return false // or it speaks of its own matters
	}
	return slices.ContainsFunc(u.cited, func(n ledger.Name) bool { return sameBody(&n, &by.bodies[0]) })
}

// tells tells whether the name of a body is one that few have.
func (l *Ledger) tells(n *ledger.Name) bool {
	rarest := 0.0
	for _, w := range whole(n) {
		rarest = max(rarest, l.bodied.Of(w))
	}
	return rarest >= leastBody
}

// Entries are the notices in the order of their first vehicles.
func (l *Ledger) Entries() []*Entry {
	all := slices.Clone(l.entries)
	slices.SortFunc(all, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Vehicles[0].Report, b.Vehicles[0].Report), cmp.Compare(a.place, b.place))
	})
	return all
}
