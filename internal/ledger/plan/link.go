package plan

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
)

// Bounds of linking; docs/methods/ledgers.md gives the reasons.
const (
	leastWords  = 0.6  // share of weighted words in common, without a name
	leastWeight = 9.0  // and what these tell at least
	leastShared = 3    // words in common, where more than a season lies between
	season      = 21   // days
	leastBeside = 0.25 // the same share beside a name that both have
	leastPlace  = 0.5  // the same where names have no sort
	longest     = 400  // days between claims that words alone link
	longestName = 1100 // days between claims that a name links
	longestSpan = 62   // days between quotas of which one tells no time
)

// fit is how well a claim fits an entry: how, and a score.
type fit struct {
	how   string
	score float64
	part  bool
}

// How claims are linked.
const (
	byName  = "name"
	byQuota = "quota"
	byWords = "words"
)

// find gives the entry that a claim fits best, nil where it fits none. Of two that it fits
// alike it is the one of which more was told: the other is of one place.
func (l *Ledger) find(c *Claim) (*Entry, fit) {
	var best *Entry
	var bestFit fit
	for _, e := range l.candidates(c) {
		f := l.fits(c, e)
		if f.score > bestFit.score || f.score > 0 && f.score == bestFit.score && more(e, best) {
			best, bestFit = e, f
		}
	}
	return best, bestFit
}

// more tells whether more was told of one entry than of another, or it was told of later.
func more(a, b *Entry) bool {
	if len(a.Claims) != len(b.Claims) {
		return len(a.Claims) > len(b.Claims)
	}
	return a.Last > b.Last
}

// candidates are the entries that share a word with a claim, in order.
func (l *Ledger) candidates(c *Claim) []*Entry {
	places := map[int]bool{}
	look := func(key string) {
		for _, p := range l.index[key] {
			places[p] = true
		}
	}
	for _, names := range [][]ledger.Name{c.f.objects, c.f.topic, c.f.holders} {
		for i := range names {
			for _, w := range names[i].Own {
				look("name " + w)
			}
		}
	}
	for _, w := range c.f.all {
		if l.words.Of(w) > 2 {
			look("word " + w)
		}
	}
	all := make([]int, 0, len(places))
	for p := range places {
		all = append(all, p)
	}
	slices.Sort(all)
	entries := make([]*Entry, len(all))
	for i, p := range all {
		entries[i] = l.entries[p]
	}
	return entries
}

// file makes an entry findable by the words of a claim.
func (l *Ledger) file(e *Entry, c *Claim) {
	put := func(key string) {
		if list := l.index[key]; len(list) == 0 || !slices.Contains(list, e.place) {
			l.index[key] = append(list, e.place)
		}
	}
	for _, names := range [][]ledger.Name{c.f.objects, c.f.holders} {
		for i := range names {
			for _, w := range names[i].Own {
				put("name " + w)
			}
		}
	}
	for _, w := range c.f.all {
		put("word " + w)
	}
}

// fits tells how well a claim fits an entry.
func (l *Ledger) fits(c *Claim, e *Entry) fit {
	apart := apart(e.Last, c.Published)
	if c.f.quota != e.quota || apart > longestName {
		return fit{}
	}
	if c.f.quota {
		return l.fitsQuota(c, e, apart)
	}
	if f := l.fitsName(c, e); f.score > 0 {
		return f
	}
	if apart > longest || c.Referent != e.Referent {
		return fit{}
	}
	return l.fitsWords(c, e)
}

// apart is how many days lie between two.
func apart(a, b string) int { return holding.Between(min(a, b), max(a, b)) }

// fitsName links by a named thing.
func (l *Ledger) fitsName(c *Claim, e *Entry) fit {
	var best fit
	better := func(f fit) {
		if f.score > best.score {
			best = f
		}
	}
	if len(e.named.Own) == 0 {
		return best
	}
	beside := func() float64 { // how much agrees beside the name, with the claim that agrees most
		share := 0.0
		for _, old := range e.Claims {
			if len(old.f.words) == 0 {
				continue
			}
			s, _ := l.words.Alike(c.f.words, old.f.words)
			share = max(share, s)
		}
		return share
	}
	switch agreeing(c.f.objects, &e.named) {
	case ledger.Same:
		switch {
		case c.f.whole() || len(c.f.lead.Without(e.Claims[0].f.lead)) == 0:
			better(fit{byName, 1, false})
		case e.whole:
			better(fit{byName, 0.9, true})
		default:
			if s := beside(); s >= leastBeside {
				better(fit{byName, 0.7 + 0.2*s, false})
			}
		}
	case ledger.Place:
		if s := beside(); s >= leastPlace {
			better(fit{byName, 0.6 + 0.2*s, false})
		}
	}
	if best.score > 0 {
		return best
	}
	// What names nothing of its own belongs to what is built there, or to a like
	// claim.
	if free := len(c.f.objects) == 0; agreeing(c.f.topic, &e.named) == ledger.Same && (free || agreeingAny(c.f.objects, e)) {
		switch s := beside(); {
		case e.whole:
			better(fit{byName, 0.6 + 0.1*s, len(c.f.words) > 0 || !free})
		case s >= leastBeside:
			better(fit{byName, 0.5 + 0.2*s, false})
		}
	}
	if agreeing(c.f.holders, &e.named) == ledger.Same && len(c.f.objects) == 0 && e.whole && c.f.more {
		better(fit{byName, 0.55, true})
	}
	return best
}

// agreeing is how well the best of some names agrees with one.
func agreeing(names []ledger.Name, with *ledger.Name) ledger.Agreement {
	best := ledger.Apart
	for i := range names {
		best = max(best, ledger.Agree(&names[i], with))
	}
	return best
}

// agreeingAny tells whether a name of a claim is one that claims of an entry name
// too: the dam of the power station.
func agreeingAny(names []ledger.Name, e *Entry) bool {
	for _, c := range e.Claims {
		for i := range c.f.objects {
			if agreeing(names, &c.f.objects[i]) == ledger.Same {
				return true
			}
		}
	}
	// or one with the place of the named thing, which has another sort
	for i := range names {
		if len(names[i].Own.Common(e.named.Own)) > 0 {
			return true
		}
	}
	return false
}

// fitsQuota links what is set for a time.
func (l *Ledger) fitsQuota(c *Claim, e *Entry, apart int) fit {
	first := e.Claims[0]
	switch {
	case c.f.period != "" && e.Horizon != "" && !strings.EqualFold(c.f.period, e.Horizon):
		return fit{}
	case (c.f.period == "" || e.Horizon == "") && apart > longestSpan:
		return fit{}
	case apart > longest:
		return fit{}
	}
	same := func(a, b *Claim) bool {
		if len(a.f.holders) > 0 || len(b.f.holders) > 0 {
			held := false
			for i := range b.f.holders {
				held = held || agreeing(a.f.holders, &b.f.holders[i]) == ledger.Same
			}
			if !held {
				return false
			}
			s, _ := l.words.Alike(a.f.words, b.f.words)
			return len(a.f.words) == 0 || len(b.f.words) == 0 || s >= leastBeside
		}
		s, weight := l.words.Alike(a.f.said(), b.f.said())
		return s >= leastWords && weight >= leastWeight/2 && a.Referent == b.Referent
	}
	for _, old := range e.Claims {
		if same(c, old) && (old == first || same(c, first)) {
			return fit{byQuota, 0.8, false}
		}
	}
	return fit{}
}

// said is what a claim says of who and what.
func (f *features) said() ledger.Bag {
	all := append(slices.Clone(f.who), f.all...)
	slices.Sort(all)
	return slices.Compact(all)
}

// fitsWords links by words alone.
func (l *Ledger) fitsWords(c *Claim, e *Entry) fit {
	best, sum, n := 0.0, 0.0, 0
	for _, old := range e.Claims {
		s := l.alike(c, old)
		if s < 0 {
			return fit{}
		}
		best = max(best, s)
		if len(e.Claims)-n <= 5 {
			sum += s
		}
		n++
	}
	if mean := sum / float64(min(n, 5)); best < leastWords || mean < leastWords/2 {
		return fit{}
	}
	return fit{byWords, 0.5 * best, false}
}

// alike is the share of words that two claims have in common; 0 where these tell
// too little, negative where something speaks against it.
func (l *Ledger) alike(a, b *Claim) float64 {
	if len(a.f.provinces) > 0 && len(b.f.provinces) > 0 && !slices.ContainsFunc(a.f.provinces, func(p string) bool { return slices.Contains(b.f.provinces, p) }) {
		return -1
	}
	for _, pair := range [][2][]ledger.Name{{a.f.objects, b.f.objects}, {a.f.holders, b.f.holders}, {a.f.around, b.f.around}} {
		if len(pair[0]) == 0 || len(pair[1]) == 0 {
			continue
		}
		agree := ledger.Apart
		for i := range pair[1] {
			agree = max(agree, agreeing(pair[0], &pair[1][i]))
		}
		if agree == ledger.Apart {
			return -1
		}
	}
	if a.Referent != rostrum.ReferentOwn && len(a.f.places) > 0 && len(b.f.places) > 0 && !slices.ContainsFunc(a.f.places, func(p string) bool { return slices.Contains(b.f.places, p) }) {
		return -1
	}
	if len(a.f.near) > 0 && len(b.f.near) > 0 && !slices.ContainsFunc(b.f.near, func(n ledger.Name) bool { return agreeing(a.f.near, &n) != ledger.Apart }) {
		return -1 // each is told of another thing
	}
	if len(a.f.all.Common(b.f.all)) < leastShared && apart(a.Published, b.Published) > season {
		return 0
	}
	share, weight := l.words.Alike(a.f.all, b.f.all)
	if held, w := l.words.Alike(a.f.words, b.f.words); held > share {
		share, weight = held, w
	}
	if weight < leastWeight {
		return 0
	}
	return share
}
