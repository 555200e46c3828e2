package phrase

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Kinds of changes, which are kinds of findings.
const (
	Born      = "phrase born"
	Died      = "phrase died"
	Back      = "phrase back"
	Burst     = "phrase burst"
	Rendering = "perhaps a new rendering"
	Reworded  = "perhaps other words"
)

// Kinds lists the kinds of changes.
var Kinds = []string{Born, Died, Back, Burst, Rendering, Reworded}

// Ledger is the phrases of one field of a corpus, in some voices, and what became
// of them.
type Ledger struct {
	Changes []*Change // by the day they were known, then kind, then words

	f       *field
	voices  []string
	tracked []*tracked
	terms   []term
	played  int // months
}

// Change is what became of a phrase in a month.
type Change struct {
	Kind   string
	Phrase Phrase
	Other  *Phrase // that took its place, or gave it up
	Weeks  int
	Chance float64
	Alike  float64 // of the company of the two; 0 where a list or another change tells of them
	Term   string  // that both render, where a list says so
	Beside *Phrase // that came up at the same time in the same company
	Near   int     // reports that hold most of the words, before it was born or since it died

	day, known   int32
	since, until int // reports that were looked at
	first, last  int // uses that show it
	near         int // one of the reports that hold most of the words
	died         bool
	p            *tracked
	group        []*tracked
}

// Phrase is words as they stand where they are shown.
type Phrase struct {
	Words  string // as compared, or, from a list, as written
	Before int    // reports with it before the change, and after
	After  int

	words []uint32 // their numbers
	shown int      // report where it is seen; -1 for none
}

// NewLedger plays a field month by month. Voices are those whose words count;
// none is all.
func (c *Corpus) NewLedger(fieldName string, voices []string, terms []Term) *Ledger {
	l := c.OpenLedger(fieldName, voices, terms, nil)
	l.Play(end)
	return l
}

// end is behind all days.
const end = "\xff"

// OpenLedger finds the phrases of a field, and plays no month. Where a ledger kept its
// table, and the reports that it was kept with were restored, they are not counted anew.
func (c *Corpus) OpenLedger(fieldName string, voices []string, terms []Term, kept *pack.Reader) *Ledger {
	l := &Ledger{f: c.fieldOf(fieldName, voices), voices: voices}
	for _, t := range terms {
		l.terms = append(l.terms, l.f.term(&t))
	}
	l.count(kept)
	return l
}

// Play plays the months that were not played and are known to be over by a day.
func (l *Ledger) Play(day string) {
	f := l.f
	for ; l.played < len(f.shuts) && isoOf(f.shuts[l.played].known) <= day; l.played++ {
		l.month(&f.shuts[l.played])
	}
}

// Recurring is a ledger in which nothing is told of the phrases but their uses.
func (c *Corpus) Recurring(fieldName string, voices []string) *Ledger {
	l := &Ledger{f: c.fieldOf(fieldName, voices), voices: voices}
	l.count(nil)
	return l
}

// count finds the phrases.
func (l *Ledger) count(kept *pack.Reader) {
	f := l.f
	if len(f.reports) == 0 {
		f.table = &table{}
		return
	}
	if kept != nil {
		var old []int32
		for i, r := range f.reports {
			if r.counted {
				old = append(old, int32(i))
			}
		}
		f.table = f.corpus.goOn(f.stream, Least, kept, old)
	}
	if f.table == nil {
		f.table = f.corpus.recurring(f.stream, Least)
	}
	f.weigh()
	l.track()
}

// track lists the phrases.
func (l *Ledger) track() {
	f := l.f
	long := f.longWords()
	all := make([]tracked, 0, 1<<12)
	for n := 2; n <= Longest; n++ {
		for id := range f.table[n] {
			if g := &f.table[n][id]; g.listed && long[n][id] > 1 {
				if len(all) == cap(all) {
					all = make([]tracked, 0, cap(all)) // of many, one behind the other
				}
				all = append(all, tracked{n: n, id: uint32(id), uses: g.uses})
				l.tracked = append(l.tracked, &all[len(all)-1])
			}
		}
	}
}

// longWords counts of each gram the words that are more than a letter, edges aside: a
// phrase has two.
func (f *field) longWords() (long [Longest + 1][]uint8) {
	for n := 1; n <= Longest; n++ {
		long[n] = make([]uint8, len(f.table[n]))
		for id := 1; id < len(f.table[n]); id++ {
			last := f.table.last(n, uint32(id))
			if n > 1 {
				long[n][id] = long[n-1][f.table[n][id].left]
			}
			if !f.corpus.edge[last] && len(f.corpus.keys[last]) > 1 {
				long[n][id]++
			}
		}
	}
	return long
}

// weigh finds the grams of single words by their numbers.
func (f *field) weigh() {
	f.word = make([]*gram, len(f.corpus.keys))
	for id := 1; id < len(f.table[1]); id++ {
		g := &f.table[1][id]
		f.word[g.right] = g
	}
}

// rarity tells how rare a word was at the end of a month, from nothing for one that
// every report has.
func (f *field) rarity(w uint32, s *shut) float64 {
	all := float64(s.reports)
	g := f.word[w]
	if g == nil || len(g.uses) < Least || int(g.uses[Least-1]) >= s.reports {
		return math.Log(all)
	}
	return math.Log(all / float64(f.from(g.uses, s.reports)))
}

// countMonths counts the uses of grams before each month, once, of those that have many:
// of the others they are looked for among their uses, which takes less room.
func (f *field) countMonths() {
	if f.monthly[1] != nil {
		return
	}
	var room []uint32
	for n := 1; n <= Longest; n++ {
		f.monthly[n] = make([][]uint32, len(f.table[n]))
		for id := 1; id < len(f.table[n]); id++ {
			g := &f.table[n][id]
			if !g.listed || len(g.uses) < len(f.months) {
				continue
			}
			if len(room) < len(f.months) {
				room = make([]uint32, 100*len(f.months)) // of many, one behind the other
			}
			monthly := room[:len(f.months):len(f.months)]
			room = room[len(f.months):]
			for _, u := range g.uses {
				monthly[f.month[u]-f.month[0]+1]++
			}
			for m := 1; m < len(monthly); m++ {
				monthly[m] += monthly[m-1]
			}
			f.monthly[n][id] = monthly
		}
	}
}

// month looks at one month that is over.
func (l *Ledger) month(s *shut) {
	f := l.f
	var births, deaths, turns, bursts []candidate
	var backs []*tracked
	begun, recurring := len(l.Changes), 0
	for _, p := range l.tracked {
		for p.next < len(p.uses) && int(p.uses[p.next]) < s.reports {
			p.next++
		}
		if p.dead && p.next >= Least {
			backs = append(backs, p)
		}
	}
	slices.SortFunc(backs, func(a, b *tracked) int { return cmp.Or(a.n-b.n, f.compare(a, b)) })
	for _, p := range backs {
		l.returned(p, s)
	}
	for _, p := range l.tracked {
		if p.next < Least {
			continue
		}
		recurring++
		if x, ok := f.newborn(p, s); ok {
			births = append(births, x)
		}
		if x, ok := f.departed(p, s); ok {
			deaths = append(deaths, x)
		}
		if x, ok := f.fallen(p, s); ok {
			turns = append(turns, x)
		}
		if x, ok := f.crowded(p, s); ok {
			bursts = append(bursts, x)
		}
	}
	births, deaths = f.outlive(births, seldom), f.survive(deaths, falsely)
	bursts = f.survive(bursts, falsely)
	for _, x := range births {
		x.p.born = true
	}
	for _, x := range deaths {
		x.p.dead, x.p.gone, x.p.back = true, f.day[x.last], false
	}
	for _, x := range bursts {
		x.p.burst = true
	}
	l.tell(Born, births, s)
	l.tell(Died, deaths, s)
	l.turn(turns, recurring, s)
	l.tell(Burst, bursts, s)
	slices.SortFunc(l.Changes[begun:], func(a, b *Change) int {
		if a.Kind != b.Kind {
			return slices.Index(Kinds, a.Kind) - slices.Index(Kinds, b.Kind)
		}
		return f.compare(a.p, b.p)
	})
}

// weeksBack is in how many weeks a phrase is used again before it is back.
const weeksBack = 3

// returned tells of a phrase that is used again.
func (l *Ledger) returned(p *tracked, s *shut) {
	f := l.f
	uses := p.uses[:p.next]
	k := sort.Search(len(uses), func(i int) bool { return f.day[uses[i]] > p.gone })
	if sp := f.spellOf(uses[k:]); sp.weeks >= weeksBack {
		p.dead = false
		// of phrases that are parts of one another, the first is told
		c := &Change{Kind: Back, p: p, Weeks: sp.weeks, day: f.day[uses[k]], known: s.known, since: int(uses[k-1]) + 1, until: s.reports,
			first: int(uses[k]), last: int(uses[k-1])}
		if !l.told(c) {
			c.Phrase = f.phrase(f.table.wordsOf(p.n, p.id), c.first)
			l.Changes = append(l.Changes, c)
		}
	}
}

// tell makes changes of the candidates that survived: one for those that are the
// same words in longer and shorter runs.
func (l *Ledger) tell(kind string, all []candidate, s *shut) {
	f := l.f
	slices.SortFunc(all, func(a, b candidate) int {
		if d := b.p.next - a.p.next; d != 0 {
			return d
		}
		if d := b.p.n - a.p.n; d != 0 {
			return d
		}
		return f.compare(a.p, b.p)
	})
	var groups []*Change
next:
	for _, x := range all {
		c := &Change{Kind: kind, p: x.p, Weeks: x.weeks, Chance: x.chance, since: x.since, until: s.reports, first: x.first, last: x.last,
			known: s.known, died: kind == Died || kind == Rendering, group: []*tracked{x.p}}
		c.day = f.day[x.first]
		if c.died {
			c.day = f.day[x.last]
		}
		for _, g := range groups {
			if f.sameWords(g.p, c.p) {
				g.group = append(g.group, c.p)
				continue next
			}
		}
		if !l.told(c) {
			groups = append(groups, c)
		}
	}
	for _, c := range groups {
		at := c.first
		if c.died {
			at = c.last
		}
		if kind == Born || kind == Died {
			if !l.listed(c, s) && !l.follows(c) {
				if l.rendered(c, at, s); c.Other == nil {
					l.f.nearly(c, f.table.wordsOf(c.p.n, c.p.id), at, s)
					if c.Near == 0 {
						l.f.nearly(c, f.whole(c.p, at, s), at, s)
					}
				}
			}
		}
		if c.Near > 0 {
			c.Kind = Reworded
		}
		if c.Other != nil {
			c.Kind = Rendering
			if l.toldOther(c) {
				continue
			}
		}
		words := f.whole(c.p, at, s)
		if f.torn(words, c.p.uses[:f.from(c.p.uses, s.reports)]) {
			continue
		}
		c.Phrase = f.phrase(words, at)
		if l.toldWords(c) || (c.Kind == Born || c.Kind == Died) && l.toldAtOnce(c, s) {
			continue
		}
		c.Phrase.Before, c.Phrase.After = f.beforeAfter(c.p, at, s, c.died)
		if c.Kind == Born {
			c.Beside = l.twin(c, s)
		}
		l.Changes = append(l.Changes, c)
	}
}

// turn tells of phrases that are used much less since another took their place: the
// two chances together, of the fall and of the rise, have to survive.
func (l *Ledger) turn(all []candidate, recurring int, s *shut) {
	f := l.f
	if len(all) == 0 {
		return
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.chance, b.chance), cmp.Compare(b.p.next, a.p.next), cmp.Compare(b.p.n, a.p.n), f.compare(a.p, b.p))
	})
	var heads []candidate
	groups := map[*tracked][]*candidate{}
next:
	for k := range all {
		x := &all[k]
		for _, h := range heads {
			if f.sameWords(h.p, x.p) {
				if len(groups[h.p]) < tried {
					groups[h.p] = append(groups[h.p], x)
				}
				continue next
			}
		}
		heads = append(heads, *x)
		groups[x.p] = []*candidate{x}
	}
	of := map[*tracked]*Change{}
	for k := range heads {
		h := &heads[k]
		h.chance = 1
		for _, x := range groups[h.p] {
			o, alike, chance := f.partner(x.p, x.last, s, true, true)
			if o == nil {
				continue
			}
			both := x.chance * min(1, chance*float64(recurring))
			h.chance = min(1, both*(1-math.Log(max(both, math.SmallestNonzeroFloat64)))) // Fisher's, of two
			of[h.p] = &Change{Kind: Rendering, Other: o, Alike: alike, Chance: h.chance, p: x.p, Weeks: x.weeks, since: x.since, until: s.reports,
				first: x.first, last: x.last, day: f.day[x.last], known: s.known, died: true, group: []*tracked{x.p}}
			break
		}
	}
	for _, x := range f.survive(heads, falsely) {
		c := of[x.p]
		if c == nil {
			continue
		}
		for _, y := range groups[x.p] {
			y.p.turned = true
		}
		if l.told(c) || l.toldOther(c) {
			continue
		}
		c.Phrase = f.phrase(f.whole(c.p, c.last, s), c.last)
		c.Phrase.Before, c.Phrase.After = f.beforeAfter(c.p, c.last, s, true)
		l.Changes = append(l.Changes, c)
	}
}

// partOf reports whether words stand in a row in others.
func (f *field) partOf(a, b []uint32) bool {
	for i := 0; i+len(a) <= len(b); i++ {
		if slices.Equal(a, b[i:i+len(a)]) {
			return true
		}
	}
	return false
}

func abs(n int32) int32 {
	if n < 0 {
		return -n
	}
	return n
}

// phrase words a phrase as it stands in a report.
func (f *field) phrase(words []uint32, report int) Phrase {
	keys := make([]string, len(words))
	for i, w := range words {
		keys[i] = f.corpus.keys[w]
	}
	return Phrase{words: words, shown: report, Words: joinKeys(keys)}
}

func joinKeys(keys []string) string {
	s := ""
	for i, k := range keys {
		if i > 0 {
			s += " "
		}
		s += k
	}
	return s
}

// beforeAfter counts the reports with a phrase in the two years before a change and
// behind it.
func (f *field) beforeAfter(p *tracked, at int, s *shut, died bool) (before, after int) {
	a, b, c := f.window(at, s, died)
	lo, mid := between(p.uses, a, b)
	_, hi := between(p.uses, a, c)
	return mid - lo, hi - mid
}

// window is the reports that are compared around a change: from a to before b, and
// from b to before c.
func (f *field) window(at int, s *shut, died bool) (a, b, c int) {
	b = at
	if died {
		b = at + 1
	}
	a = max(f.reportAt(f.day[at]-around), f.begins(at, s.known, gap))
	c = min(s.reports, f.reportAt(f.day[at]+around+1), f.ends(at, s.reports, s.known, gap))
	return a, b, c
}
