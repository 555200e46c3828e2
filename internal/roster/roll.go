package roster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Roll is who is who in the reports of one outlet in one language. Reports may be
// added at any time, in any order: what it says depends on which they are, and on
// the rulings. It is not safe for use by several goroutines.
type Roll struct {
	k        *Knowledge
	reports  map[string]*source
	byKey    map[string]*entry
	keys     []string            // sorted, where clean
	byOffice map[string][]string // office -> keys of names that were given it, in order of their coming
	nameless []*figure
	beside   map[string][]*figure // key of a name -> reports that give it a post and no part in an event
	rulings  []rostrum.Ruling
	readings map[readingKey]*reading
	persons  map[string]*Person // by id; nil where something was added
	ids      map[place3]string
	list     []*Person
	named    map[string][]int  // key of a name -> those who bear it, by their places in the list
	labels   map[string]string // id -> what the person is called, and nobody else
	inferred map[place3]Inference
	bodies   map[string]wordings // organisation that no profile knows -> how it is worded
	past     *past               // of a roll that goes on
}

// place3 is an appearance: its report, and number of event and place, from 1.
type place3 struct {
	report        string
	event, person int
}

// source is what is kept of a report.
type source struct {
	id, version, published, known, title string
	nth                                  int // place in the order in which the reports of the series became known
}

// entry is what is known of one name.
type entry struct {
	key     string
	figures []*figure // by day, report, place
	sorted  bool
	groups  []*group  // settled; nil where a figure was added
	news    []*figure // in the order in which they came: those that before does not count
	before  offices
}

// offices are those that figures of a name are given, and the last day of the figures.
type offices struct {
	given map[string]bool
	last  string
}

// figure is what a report says of a name: one person of one report, as far as the
// report itself tells.
type figure struct {
	src           *source
	event, person int // of the first appearance, from 1
	more          []place3
	at            rostrum.Span // what the post or, without one, the clause stands on
	quote         string       // the bytes there
	parts         []part       // of the post, where they can be told apart
	name, key     string
	home          bool
	posts         []Post
	side, country string
	guessed       bool   // the side, by what stands around: no post says it
	company       string // country of those around in the list
	citizen       bool   // only such words as citizens have, or an age
	words         map[string]bool
	list          int // how many stand in the list
	typ           string
	leader        bool     // stands in a list with a leader, or is one
	lead          bool     // bears the name of a leader
	twin          int      // number among the figures of one name in one list, from 1
	near          []string // words of places that the report names, where a post says not where somebody is sent
	buried        bool     // the report is of those who are dead
}

// part is one part of a post: where it stands, and the bytes there.
type part struct {
	at    rostrum.Span
	quote string
}

type readingKey struct {
	post, context string
	own           bool
}

// New returns an empty roll over what a profile says, with the rulings of
// analysts.
func New(k *Knowledge, rulings []rostrum.Ruling) *Roll {
	return &Roll{k: k, reports: map[string]*source{}, byKey: map[string]*entry{}, byOffice: map[string][]string{}, beside: map[string][]*figure{}, readings: map[readingKey]*reading{}, rulings: standing(rulings), bodies: map[string]wordings{}}
}

// Add takes reports in. One that was added before changes nothing.
func (r *Roll) Add(reports ...*holding.Report) {
	for _, h := range reports {
		if r.reports[h.ID] != nil {
			continue
		}
		s := &source{id: h.ID, version: h.Version, published: h.Published, known: h.KnownOn(), title: h.Title}
		r.reports[h.ID] = s
		r.witness(h, s)
		if len(h.Events) == 0 {
			continue
		}
		r.persons = nil
		for _, f := range r.figures(h, s) {
			if f.name == "" {
				r.nameless = append(r.nameless, f)
				continue
			}
			e := r.entry(f.key)
			if e == nil {
				e = &entry{key: f.key}
				r.byKey[f.key] = e
			}
			e.figures, e.news = append(e.figures, f), append(e.news, f)
			e.sorted, e.groups = false, nil
			for i := range f.posts {
				r.worded(&f.posts[i])
				if o := f.posts[i].office(); o != "" && !slices.Contains(r.byOffice[o], f.key) {
					r.byOffice[o] = append(r.byOffice[o], f.key)
				}
			}
		}
	}
}

// figures makes figures of the appearances of a report.
func (r *Roll) figures(h *holding.Report, s *source) []*figure {
	var out []*figure
	byKey := map[string][]*figure{}
	for i := range h.Events {
		e := &h.Events[i]
		seen := map[string]int{} // in this list
		listed := make([]*figure, len(e.Participants))
		for j := range e.Participants {
			listed[j] = r.figure(h, s, i, j)
		}
		for j := range listed {
			byCompany(listed, j)
		}
		led := slices.ContainsFunc(e.Participants, func(a rostrum.Appearance) bool { return r.leads(a.Name) })
		for j := range e.Participants {
			a := &e.Participants[j]
			f := listed[j]
			f.leader = led
			if f.name == "" {
				if a.Post != nil {
					out = append(out, f)
				}
				continue
			}
			seen[f.key]++
			if old := sameFigure(byKey[f.key], f, seen[f.key]); old != nil {
				old.more = append(old.more, place3{h.ID, i + 1, j + 1})
				old.take(f)
				continue
			}
			f.twin = seen[f.key]
			byKey[f.key] = append(byKey[f.key], f)
			out = append(out, f)
		}
	}
	return out
}

// nearby is how many places away in a list those stand who tell whose somebody is.
const nearby = 2

// byCompany takes somebody for one of another state where a post does not say and
// all around who do are.
func byCompany(list []*figure, at int) {
	f := list[at]
	if f.side != "" || f.lead || !f.home || !slices.ContainsFunc(f.posts, func(p Post) bool { return p.office() != "" }) {
		return
	}
	n := 0
	for i := max(0, at-nearby); i <= min(len(list)-1, at+nearby); i++ {
		switch {
		case i == at:
		case list[i].side == "" && list[i].name != "" && !list[i].home:
			n++
		case list[i].side != sideAbroad || f.company != "" && list[i].country != f.company:
			return
		default:
			n, f.company = n+1, list[i].country
		}
	}
	if n >= nearby {
		f.side, f.country, f.guessed = sideAbroad, f.company, true
	}
}

// sameFigure finds the figure that an appearance of a later list of the report
// belongs to: that with an office in common, else that of the same place among
// those of the name.
func sameFigure(known []*figure, f *figure, nth int) *figure {
	if nth > 1 || len(known) > 1 {
		for _, k := range known {
			if shareOffice(k, f) { // in one list too: it says the same again
				return k
			}
		}
		if nth <= len(known) && known[nth-1].event != f.event {
			return known[nth-1]
		}
		return nil
	}
	if len(known) == 0 || known[0].event == f.event {
		return nil
	}
	return known[0]
}

func shareOffice(a, b *figure) bool {
	for i := range a.posts {
		for j := range b.posts {
			if o := a.posts[i].office(); o != "" && o == b.posts[j].office() {
				return true
			}
		}
	}
	return false
}

// take adds what another appearance of the same person in the report says.
func (f *figure) take(g *figure) {
	f.leader = f.leader || g.leader
	f.list = max(f.list, g.list)
	if len(f.parts) == 0 || len(f.posts) == 0 {
		f.parts = g.parts
	}
	if len(f.posts) == 0 || len(g.posts) > 0 && !slices.ContainsFunc(f.posts, func(p Post) bool { return p.office() != "" }) {
		if g.side != "" {
			f.guessed = g.guessed
		}
		f.posts, f.side, f.country, f.citizen, f.words = g.posts, cmp.Or(g.side, f.side), cmp.Or(g.country, f.country), g.citizen, g.words
		f.at, f.quote, f.parts = g.at, g.quote, g.parts
		return
	}
	for _, p := range g.posts {
		if o := p.office(); o != "" && !slices.ContainsFunc(f.posts, func(q Post) bool { return q.office() == o }) {
			p.part = -1 // of another passage
			if p0 := g.where(&p); p0 != nil {
				f.parts = append(f.parts, *p0)
				p.part = len(f.parts) - 1
			}
			f.posts = append(f.posts, p)
		}
	}
}

// where is the part of the post that gives an office; nil where that cannot be
// told.
func (f *figure) where(p *Post) *part {
	for i := range f.posts {
		if q := &f.posts[i]; q.office() == p.office() && q.Head == p.Head && q.part >= 0 && q.part < len(f.parts) {
			return &f.parts[q.part]
		}
	}
	return nil
}

func (r *Roll) leads(name *string) bool {
	if name == nil {
		return false
	}
	key, _ := r.k.keyed(*name)
	return r.k.leaders[key]
}

// figure reads one appearance.
func (r *Roll) figure(h *holding.Report, s *source, i, j int) *figure {
	e := &h.Events[i]
	a := &e.Participants[j]
	f := &figure{src: s, event: i + 1, person: j + 1, at: e.At, quote: e.Evidence, list: len(e.Participants), typ: e.Type}
	if a.Name != nil {
		f.name = *a.Name
		f.key, f.home = r.k.keyed(f.name)
	}
	context, theirs := r.context(h, e, a)
	if a.Post != nil {
		// parts are joined as PostAt counts them; the longest says most
		if parts := strings.Split(*a.Post, postParts); len(parts) == len(a.PostAt) {
			for n, p := range parts {
				f.parts = append(f.parts, part{a.PostAt[n], p})
				if n == 0 || len(p) > len(f.quote) {
					f.at, f.quote = a.PostAt[n], p
				}
			}
		}
		rd := r.read(*a.Post, context, f.home)
		f.posts, f.side, f.country, f.citizen, f.words = rd.posts, rd.side, rd.country, rd.citizen, rd.words
	} else if agedBehind(e, a) {
		f.citizen = true
	}
	if f.side == "" && context != "" && slices.ContainsFunc(f.posts, func(p Post) bool { return p.Org == context }) {
		f.side, f.country = theirs.side, theirs.country
	}
	if slices.ContainsFunc(f.posts, func(p Post) bool { h := r.k.byHead[p.Head]; return p.Org == "" && h != nil && h.Sent }) {
		f.near = r.k.places(h)
	}
	f.buried = r.k.buries(h, a)
	f.lead = f.home && r.k.leaders[f.key]
	if f.side == "" && f.home && !f.lead && slices.ContainsFunc(f.posts, func(p Post) bool { return p.office() != "" }) &&
		!slices.ContainsFunc(f.posts, func(p Post) bool { return r.k.tree[p.Org] != nil }) {
		// whose people the whole report is about, what stands before the name, or where
		// it is
		for _, s := range []string{h.Title, clauseBefore(e, a), placeOf(e), placeOf(&h.Events[0])} {
			if side := r.k.onlySide(r.k.cut(s)); side != "" {
				f.side, f.guessed = side, true
				break
			}
		}
	}
	return f
}

// postParts stands between the parts of a post.
const postParts = " | "

func (r *Roll) read(post, context string, own bool) *reading {
	key := readingKey{post, context, own}
	rd := r.readings[key]
	if rd == nil {
		rd = r.k.read(post, context, own)
		r.readings[key] = rd
	}
	return rd
}

// farthest is how many bytes before a post the body may stand that a bare head
// belongs to.
const farthest = 40

// context finds the body that the clause speaks of just before a person: the
// delegation of a ministry, led by its minister.
func (r *Roll) context(h *holding.Report, e *rostrum.Event, a *rostrum.Appearance) (id string, whose whose) {
	if a.At.Field != e.At.Field {
		return "", whose
	}
	start := a.At.Start
	for _, p := range a.PostAt {
		start = min(start, p.Start)
	}
	if a.At.Field == rostrum.FieldText && start <= len(h.Text) {
		if id, side, led := r.k.leads(h.Text[:start]); led {
			return id, side
		}
	}
	best := -1
	for i := range h.Mentions {
		m := &h.Mentions[i]
		if m.At.Field != a.At.Field || m.At.End > start || m.At.Start < e.At.Start {
			continue
		}
		switch {
		case m.Kind == rostrum.MentionOrganisation && m.At.End+farthest >= start && (best < 0 || m.At.End > h.Mentions[best].At.End):
			best = i
		case m.Kind == rostrum.MentionPerson && best >= 0 && m.At.Start >= h.Mentions[best].At.End:
			best = -1
		}
	}
	if best < 0 {
		return "", whose
	}
	// nothing but that he leads it may stand between
	from, to := h.Mentions[best].At.End-e.At.Start, start-e.At.Start
	if from < 0 || to < from || to > len(e.Evidence) {
		return "", whose
	}
	for _, w := range r.k.cut(e.Evidence[from:to]) {
		if w == comma || r.k.joined[w] && !r.k.fillers[w] {
			return "", whose
		}
	}
	words := r.k.cut(h.Mentions[best].Name)
	from, to = r.k.region(words, 0, len(words), r.k.capitals(h.Mentions[best].Name))
	words = words[from:to]
	if id, end := r.k.orgs.longest(words, 0, r.k.skips); end == len(words) && end > 0 {
		if id == r.k.state {
			return "", whose
		}
		return id, whose
	}
	free := r.k.meaning(words)
	if len(free) < 2 {
		return "", whose
	}
	return r.k.free(&Post{}, free), whose
}

func placeOf(e *rostrum.Event) string {
	if e.Place == nil {
		return ""
	}
	return *e.Place
}

// clauseBefore is what stands shortly before a name in the clause of its event.
func clauseBefore(e *rostrum.Event, a *rostrum.Appearance) string {
	to := a.At.Start - e.At.Start
	if a.At.Field != e.At.Field || to < 0 || to > len(e.Evidence) {
		return ""
	}
	return e.Evidence[max(0, to-2*farthest):to]
}

// agedBehind tells whether an age stands behind a name, as it does with people who
// hold no office.
func agedBehind(e *rostrum.Event, a *rostrum.Appearance) bool {
	const near = 8
	from := a.At.End - e.At.Start
	if a.At.Field != e.At.Field || from < 0 || from > len(e.Evidence) {
		return false
	}
	return strings.ContainsFunc(e.Evidence[from:min(from+near, len(e.Evidence))], unicode.IsDigit)
}

// compareFigures orders figures by day, report and place.
func compareFigures(a, b *figure) int {
	return cmp.Or(cmp.Compare(a.src.published, b.src.published), cmp.Compare(a.src.id, b.src.id), cmp.Compare(a.event, b.event), cmp.Compare(a.person, b.person))
}

// today gives the figures of fresh reports, which came last, and what those before
// them are given.
func (e *entry) today(fresh map[string]bool) ([]*figure, *offices) {
	if e.before.given == nil {
		e.before.given = map[string]bool{}
	}
	for len(e.news) > 0 && !fresh[e.news[0].src.id] {
		f := e.news[0]
		e.news = e.news[1:]
		e.before.last = max(e.before.last, f.src.published)
		for i := range f.posts {
			e.before.given[f.posts[i].office()] = true
		}
	}
	return e.news, &e.before
}

func (e *entry) sort() {
	if !e.sorted {
		slices.SortFunc(e.figures, compareFigures)
		e.sorted = true
	}
}

// worded counts how a body that no profile knows is worded.
func (r *Roll) worded(p *Post) {
	if p.body == "" || r.k.tree[p.Org] != nil {
		return
	}
	w := r.wordings(p.Org)
	if w == nil {
		w = wordings{}
		r.bodies[p.Org] = w
	}
	w[p.body]++
}

// Organisation finds a body by its id; one that no profile knows bears the name
// that reports give it most often.
func (r *Roll) Organisation(id string) *Organisation {
	o := r.k.Organisation(id)
	if o == nil || o.Known {
		return o
	}
	best := ""
	all := r.wordings(id)
	for _, w := range sortedKeys(all) {
		if best == "" || all[w] > all[best] {
			best = w
		}
	}
	if best != "" {
		o.Name = best
	}
	return o
}

// OfficeName words an office: what somebody is, and of which body.
func (r *Roll) OfficeName(p *Post) string {
	o := r.Organisation(p.Org)
	if o == nil {
		return p.Head
	}
	name := o.Name
	if up := r.k.tree[o.In]; o.Known && up != nil && o.In != r.k.state {
		name += ", " + up.Name
	}
	return p.Head + ", " + name
}
