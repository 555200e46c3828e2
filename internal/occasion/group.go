package occasion

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Bounds of what belongs together.
const (
	// TogetherDays is how many days apart two reports bring one occasion as news,
	// at most; where both state a day, it decides alone.
	TogetherDays = 3
	// BackDays is how many days later an occasion is looked back at, at most.
	BackDays = 400
	// LikeNews is how like the words are, at least, of two tellings that are news.
	LikeNews = 0.5
	// LikeBack is the share of the words that an occasion is known by, at least, that
	// stand around one that looks back at it.
	LikeBack = 0.6
	// LikeLinked is enough where the reports are linked as retelling or summary.
	LikeLinked = 0.15
	// LikeFull is needed where both reports are of one outlet, in one language, and
	// list people: nobody tells one thing at length twice in a row.
	LikeFull = 0.85
	// LikeTitle is how like the titles are, at least, of an announcement and the
	// report that follows it within a day.
	LikeTitle = 0.7
)

// Link is what the store holds of reports that belong together.
type Link struct {
	Kind     string // as internal/store names it
	From, To string // ids
}

// Occasion is what tellings are of.
type Occasion struct {
	ID       string     // of the report that told of it first, and the number of the event there
	Tellings []*Telling // that are news, in the order they came; the first told of it first
	Back     []*Telling // that look back
	fullest  *Telling
}

// Full is the telling whose facts count: with the most people listed, then the
// longest report, then the first.
func (o *Occasion) Full() *Telling { return o.fullest }

// add makes a telling one of the occasion's.
func (o *Occasion) add(t *Telling) {
	o.Tellings = append(o.Tellings, t)
	if f := o.fullest; f == nil || len(t.Event.Participants) > len(f.Event.Participants) ||
		len(t.Event.Participants) == len(f.Event.Participants) && t.size > f.size {
		o.fullest = t
	}
}

// First and Last bound the days on which it was: the narrowest that its tellings
// give.
func (o *Occasion) First() string { first, _ := o.days(); return first }

// Last is the other bound.
func (o *Occasion) Last() string { _, last := o.days(); return last }

func (o *Occasion) days() (first, last string) {
	for _, t := range o.Tellings {
		if len(given(t.Event.Date)) == len("2006-01-02") {
			return t.First, t.Last // the first that states one
		}
		first = max(first, t.First)
		if last == "" || t.Last != "" && t.Last < last {
			last = t.Last
		}
	}
	return min(first, last), last
}

// Site is that of the fullest telling, else of the first that has one.
func (o *Occasion) Site() string {
	if s := given(o.fullest.Event.Site); s != "" {
		return s
	}
	for _, t := range o.Tellings {
		if s := given(t.Event.Site); s != "" {
			return s
		}
	}
	return ""
}

// Difference is something that a telling says otherwise than the fullest.
type Difference struct {
	Field  string `json:"field"`
	Report string `json:"report"`
	Says   string `json:"says"`
	Kept   string `json:"kept"`
}

// Differences tells in what the tellings that are news disagree. What one leaves
// out is no disagreement.
func (o *Occasion) Differences() []Difference {
	all := []Difference{}
	f := o.fullest
	for _, t := range o.Tellings {
		if t == f {
			continue
		}
		for _, c := range []struct{ field, says, kept string }{
			{"type", t.Event.Type, f.Event.Type}, {"date", given(t.Event.Date), given(f.Event.Date)}, {"site", given(t.Event.Site), given(f.Event.Site)},
		} {
			if c.says != "" && c.kept != "" && Key(c.says) != Key(c.kept) {
				all = append(all, Difference{c.field, t.Report.ID, c.says, c.kept})
			}
		}
		if t.listed() && f.listed() {
			for _, k := range t.own {
				if !slices.Contains(f.own, k) {
					all = append(all, Difference{"people", t.Report.ID, t.nameOf(k), ""})
				}
			}
		}
	}
	return all
}

// nameOf gives a name as the telling has it.
func (t *Telling) nameOf(key string) string {
	for i, m := range t.who() {
		if m.key == key {
			return *t.Event.Participants[i].Name
		}
	}
	return ""
}

// Grouper forms occasions of reports that come in order of publication.
type Grouper struct {
	// People, if set before the first report comes, tells persons of an outlet and a
	// language, or is nil for them; else people are told apart by name alone.
	People func(outlet, lang string) People

	know      func(outlet, lang string) *Knowledge
	occasions []*Occasion
	of        map[string][]*Occasion // by key of who takes part
	links     map[string][]Link      // by either report
	rare      rarity
	published map[string]string // days of publication, by report
}

// NewGrouper makes one. know gives what the profile of an outlet and a language
// says, nil where there is none; links are those between reports, of which those
// to reports that have not come yet do nothing.
func NewGrouper(know func(outlet, lang string) *Knowledge, links []Link) *Grouper {
	g := &Grouper{know: know, of: map[string][]*Occasion{}, links: map[string][]Link{},
		rare: rarity{had: map[likeWord]int{}}, published: map[string]string{}}
	for _, l := range links {
		g.links[l.From] = append(g.links[l.From], l)
		if l.To != l.From {
			g.links[l.To] = append(g.links[l.To], l)
		}
	}
	return g
}

// Add takes the next report, in the order of holding.Compare. It keeps the report,
// without its text.
func (g *Grouper) Add(r *holding.Report) {
	g.published[r.ID] = r.Published
	if r.Published == "" || len(r.Events) == 0 {
		return
	}
	know := g.know(r.Outlet, r.Lang)
	var people People
	if g.People != nil {
		people = g.People(r.Outlet, r.Lang)
	}
	all := tellings(r, know, castOf(r, people, know))
	if len(all) == 0 {
		return
	}
	kept := *r
	kept.Text = ""
	for _, t := range all {
		t.Report, t.size = &kept, len(r.Text)
	}
	// what is news first: what looks back is held against it, too
	first := true
	for _, t := range all {
		t.liken(first && t.News)
		if t.News {
			first = false
			g.place(t)
		}
	}
	for _, t := range all {
		if !t.News && r.Kind != rostrum.KindAnecdote { // that is of earlier years
			g.recall(t)
		}
	}
	for _, t := range all {
		g.rare.add(t.words, t.head)
	}
}

// place finds the occasion that a telling is of, or opens one.
func (g *Grouper) place(t *Telling) {
	var best *Occasion
	most := 0.0
	for _, o := range g.near(t, TogetherDays+OldDays) {
		if score := g.same(o, t); score > most {
			best, most = o, score
		}
	}
	if best == nil {
		best = &Occasion{ID: t.Report.ID + "/" + strconv.Itoa(t.Number)}
		g.occasions = append(g.occasions, best)
	}
	g.enter(best, t)
}

func (g *Grouper) enter(o *Occasion, t *Telling) {
	o.add(t)
	for _, k := range t.keys() {
		if list := g.of[k]; len(list) == 0 || list[len(list)-1] != o {
			g.of[k] = append(list, o)
		}
	}
}

// keys are those of everybody who takes part.
func (t *Telling) keys() []string {
	var all []string
	for _, m := range t.who() {
		if m.key != "" && !slices.Contains(all, m.key) {
			all = append(all, m.key)
		}
	}
	return all
}

// near gives the occasions of the last days in which somebody at the centre of a
// telling takes part, the latest first.
func (g *Grouper) near(t *Telling, days int) []*Occasion {
	from := holding.Plus(t.Report.Published, -days)
	var all []*Occasion
	for _, k := range t.centre() {
		list := g.of[k]
		for i := len(list) - 1; i >= 0 && list[i].Tellings[0].Report.Published >= from; i-- {
			if !slices.Contains(all, list[i]) {
				all = append(all, list[i])
			}
		}
	}
	return all
}

// centre are the keys of the principals, or, where there is none, of the first few
// of the others.
func (t *Telling) centre() []string {
	const some = 5
	var all, others []string
	for i, m := range t.who() {
		switch {
		case m.key == "":
		case t.Event.Participants[i].Role == rostrum.RolePrincipal:
			all = append(all, m.key)
		case len(others) < some:
			others = append(others, m.key)
		}
	}
	if len(all) > 0 {
		return all[:min(len(all), some)]
	}
	return others
}

// same says how surely a telling that is news is of an occasion; 0 where it is of
// another.
func (g *Grouper) same(o *Occasion, t *Telling) float64 {
	best := 0.0
	for _, old := range o.Tellings {
		if old.Report == t.Report || old.Event.Type != t.Event.Type || !meet(old, t) || !central(old, t) {
			return 0
		}
		if otherNumber(given(old.Event.Site), given(t.Event.Site)) {
			return 0
		}
		if !dated(old) || !dated(t) {
			if holding.Between(old.Report.Published, t.Report.Published) > TogetherDays {
				continue
			}
		}
		switch like, enough := g.alike(old, t); {
		case enough:
			best = max(best, like)
		case old.series(t) && old.listed() && t.listed():
			return 0 // it has its full report, which tells of something else
		}
	}
	return best
}

// alike says how like two tellings are that are news, and whether that is enough.
func (g *Grouper) alike(a, b *Telling) (float64, bool) {
	like := g.rare.likeness(a.words, b.words)
	if len(a.site) > 0 && len(b.site) > 0 {
		like = g.rare.likeness(a.site, b.site)
	}
	switch {
	case g.linked(a.Report.ID, b.Report.ID):
		return like, like >= LikeLinked
	case a.series(b) && a.listed() && b.listed():
		return like, min(like, g.rare.likeness(a.words, b.words)) >= LikeFull
	case a.series(b) && !a.centred() && !b.centred() && !a.listed() && !b.listed():
		// who stands beside others all day is told of with each group that comes
		return like, like >= LikeNews && g.rare.likeness(a.head, b.head) >= LikeFull
	case a.series(b) && len(a.head) > 0 && len(b.head) > 0 && holding.Between(a.Report.Published, b.Report.Published) <= 1:
		if title := g.rare.likeness(a.head, b.head); title >= LikeTitle {
			return max(like, title), true
		}
	}
	return like, like >= LikeNews
}

// series reports whether two tellings are of one outlet, in one language.
func (t *Telling) series(other *Telling) bool {
	return strings.EqualFold(t.Report.Outlet, other.Report.Outlet) && t.Report.Lang == other.Report.Lang
}

// central reports whether who is at the centre of one takes part in the other.
func central(a, b *Telling) bool {
	return anyOf(a.centre(), b.keys()) && anyOf(b.centre(), a.keys())
}

func anyOf(a, b []string) bool {
	return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
}

func dated(t *Telling) bool { return len(given(t.Event.Date)) == len("2006-01-02") }

// meet reports whether the days of two tellings have one in common.
func meet(a, b *Telling) bool {
	return (a.First == "" || b.Last == "" || a.First <= b.Last) && (b.First == "" || a.Last == "" || b.First <= a.Last)
}

func (g *Grouper) linked(a, b string) bool {
	return slices.ContainsFunc(g.links[a], func(l Link) bool { return l.From == b || l.To == b })
}

// recall finds what a telling looks back at: the latest occasion that fits, if
// any.
func (g *Grouper) recall(t *Telling) {
	var best *Occasion
	most := 0.0
	for _, o := range g.near(t, BackDays) {
		first := o.Tellings[0]
		if first.Report == t.Report || !meet(first, t) || !central(first, t) || otherNumber(o.Site(), given(t.Event.Site)) {
			continue
		}
		if like := g.meant(o, t); like >= LikeBack && like > most {
			best, most = o, like
		}
	}
	if best != nil {
		best.Back = append(best.Back, t)
	}
}

// meant says how much of what an occasion is known by a telling that looks back
// has, in its sentence, the one before and its title: the words of its site or of
// a leg, by their weight; where its site bears no name, the words that told of it.
func (g *Grouper) meant(o *Occasion, t *Telling) float64 {
	most := 0.0
	for _, old := range o.Tellings {
		known := [][]likeWord{old.site}
		if !bears(given(old.Event.Site)) {
			known = [][]likeWord{old.words}
		}
		for _, leg := range old.Legs {
			known = append(known, likeWords(nil, leg))
		}
		for _, words := range known {
			most = max(most, g.rare.share(words, t.around))
		}
	}
	return most
}

// Occasions gives all that were formed, in the order in which they were first
// told.
func (g *Grouper) Occasions() []*Occasion { return g.occasions }

// also gives the reports that a report is linked to, of those that came: its
// twins in other languages.
func (g *Grouper) also(id, kind string) []string {
	var all []string
	for _, l := range g.links[id] {
		if l.Kind != kind {
			continue
		}
		other := l.From
		if other == id {
			other = l.To
		}
		if _, came := g.published[other]; came {
			all = append(all, other)
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		if c := strings.Compare(g.published[a], g.published[b]); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	return all
}
