package roster

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Person is somebody whom reports name: one, as far as they show it.
type Person struct {
	// ID begins like the name. It is made from the key of the name and the first
	// report that names the person, so that reports which come later change it only
	// where they show two to be one, or one to be two.
	ID        string     `json:"id"`
	Name      string     `json:"name"`      // the spelling met most often
	Spellings []string   `json:"spellings"` // all of them, sorted
	Side      string     `json:"side"`      // "own", "abroad", or another that the profile names; "" where no report tells
	Public    bool       `json:"public"`    // holds or held a public office of the own state, or stands in line-ups with a leader
	Reports   int        `json:"reports"`
	First     Seen       `json:"first"`
	Last      Seen       `json:"last"`
	Posts     []Post     `json:"posts"` // given last, in the order given
	PostsFrom *Seen      `json:"posts_from"`
	Tenures   []Tenure   `json:"tenures"` // by first report
	Namesakes []Namesake `json:"namesakes"`
	Reasons   []Reason   `json:"reasons"`
	formed    bool       // as names of the own state are
	figures   []*figure
	groups    []*group
}

// Seen is a report that shows something.
type Seen struct {
	Day     string       `json:"day"`   // of publication
	Known   string       `json:"known"` // from when it could be known
	Report  string       `json:"report"`
	Version string       `json:"version"`
	At      rostrum.Span `json:"at"`
	Quote   string       `json:"quote"` // the bytes at At
}

// Namesake is another person of the same name.
type Namesake struct {
	ID     string `json:"id"`
	What   string `json:"what"` // an office, or the first report
	Public bool   `json:"public"`
}

// Resolution is whose an appearance is.
type Resolution struct {
	Person   string // id
	Public   bool   // has a page
	Own      bool   // of the own state, as far as reports tell
	Inferred bool   // by office alone, from who held it then
}

// Inference is whom an office named without its holder means.
type Inference struct {
	Person string `json:"person"`
	Office string `json:"office"`
	Report string `json:"report"`
	Event  int    `json:"event"`
	Place  int    `json:"place"`
	Why    string `json:"why"`
}

// giving is what a figure shows of an office.
func (f *figure) giving(p *Post) Seen {
	s := f.seen()
	if w := f.where(p); w != nil {
		s.At, s.Quote = w.at, w.quote
	}
	return s
}

func (f *figure) seen() Seen {
	return Seen{f.src.published, f.src.known, f.src.id, f.src.version, f.at, f.quote}
}

// Resolve tells whose an appearance is: that of one place in the line-up of one
// event of a report, both from 1. It is false where the report was not added, or
// the appearance gives neither a name nor an office that somebody holds.
func (r *Roll) Resolve(report string, event, place int) (Resolution, bool) {
	r.build()
	at := place3{report, event, place}
	inferred := false
	id, ok := r.ids[at]
	if !ok {
		inf, ok := r.inferred[at]
		if !ok {
			return Resolution{}, false
		}
		id, inferred = inf.Person, true
	}
	p := r.persons[id]
	return Resolution{Person: id, Public: p.Public, Own: p.own(), Inferred: inferred}, true
}

func (p *Person) own() bool {
	return p.figures[0].home && p.formed && (p.Side == sideOwn || p.Side == "")
}

// Person returns a person by id, or nil.
func (r *Roll) Person(id string) *Person {
	r.build()
	return r.persons[id]
}

// Persons lists all, by name as Key orders it, then first report.
func (r *Roll) Persons() []*Person {
	r.build()
	return r.list
}

// Find lists the persons whom a name may mean, in whatever spelling or script:
// those of the closest spelling that anybody has, most reports first.
func (r *Roll) Find(query string) []*Person {
	r.build()
	if p := r.persons[query]; p != nil {
		return []*Person{p}
	}
	for _, keys := range r.k.searched(query) {
		var at []int
		for _, key := range keys {
			at = append(at, r.named[key]...)
		}
		slices.Sort(at)
		var found []*Person
		for _, i := range slices.Compact(at) {
			found = append(found, r.list[i])
		}
		if len(found) > 0 {
			slices.SortStableFunc(found, func(a, b *Person) int {
				if a.Public != b.Public {
					if a.Public {
						return -1
					}
					return 1
				}
				return cmp.Compare(b.Reports, a.Reports)
			})
			return found
		}
	}
	return nil
}

// build makes persons of settled names.
func (r *Roll) build() {
	if r.persons != nil {
		return
	}
	r.keys = sortedKeys(r.byKey)
	var all []*group
	for _, key := range r.keys {
		all = append(all, r.settle(r.byKey[key])...)
	}
	joined := r.joinNear(all)
	r.persons, r.ids, r.list, r.inferred = map[string]*Person{}, map[place3]string{}, nil, map[place3]Inference{}
	r.named = map[string][]int{}
	for _, groups := range joined {
		p := r.person(groups)
		for n := 2; r.persons[p.ID] != nil; n++ { // two of one name in one list
			p.ID = fmt.Sprintf("%s-%d", strings.TrimSuffix(p.ID, fmt.Sprintf("-%d", n-1)), n)
		}
		r.persons[p.ID] = p
		r.list = append(r.list, p)
		for _, f := range p.figures {
			if at := r.named[f.key]; len(at) == 0 || at[len(at)-1] != len(r.list)-1 {
				r.named[f.key] = append(at, len(r.list)-1)
			}
			r.ids[place3{f.src.id, f.event, f.person}] = p.ID
			for _, m := range f.more {
				r.ids[m] = p.ID
			}
		}
	}
	r.call()
	r.holders()
	r.namesakes()
	r.infer()
}

// person makes one of groups.
func (r *Roll) person(groups []*group) *Person {
	p := &Person{groups: groups, Reasons: []Reason{}, Tenures: []Tenure{}, Namesakes: []Namesake{}, Posts: []Post{}}
	spellings := map[string]int{}
	sides, guesses := map[string]int{}, map[string]int{}
	reports := map[string]bool{}
	led := 0
	for _, g := range groups {
		p.figures = append(p.figures, g.figures...)
		p.Reasons = append(p.Reasons, g.reasons...)
	}
	slices.SortFunc(p.figures, compareFigures)
	for _, f := range p.figures {
		spellings[f.name]++
		reports[f.src.id] = true
		switch {
		case f.side != "" && !f.guessed:
			sides[f.side]++
		case f.side != "" || slices.ContainsFunc(f.posts, func(q Post) bool { return q.office() != "" }):
			guesses[f.side]++ // "" too: nothing around says another side
		}
		if f.leader {
			led++
		}
		p.Public = p.Public || r.publicOffice(f)
	}
	for _, s := range sortedKeys(spellings) {
		p.Spellings = append(p.Spellings, s)
		if spellings[s] > spellings[p.Name] {
			p.Name = s
		}
	}
	if len(sides) == 0 {
		sides = guesses
	}
	for _, s := range sortedKeys(sides) {
		if sides[s] > sides[p.Side] {
			p.Side = s
		}
	}
	p.Reports = len(reports)
	p.First, p.Last = p.figures[0].seen(), p.figures[len(p.figures)-1].seen()
	p.formed = r.k.formed.Formed(p.Name)
	p.Public = p.own() && (p.Public || led >= leastWithLeader && !p.citizen())
	for _, f := range slices.Backward(p.figures) {
		if slices.ContainsFunc(f.posts, func(q Post) bool { return q.office() != "" && !q.group }) {
			s := f.seen()
			p.Posts, p.PostsFrom = f.posts, &s
			break
		}
	}
	p.ID = personID(p.figures[0])
	return p
}

// leastWithLeader is in how many lists with a leader somebody without a known
// office stands to have a page.
const leastWithLeader = 3

// citizen tells whether every post of a person is one that citizens have.
func (p *Person) citizen() bool {
	return !slices.ContainsFunc(p.figures, func(f *figure) bool { return !f.citizen })
}

// publicOffice tells whether a figure gives an office of the own state.
func (r *Roll) publicOffice(f *figure) bool {
	if f.citizen || f.side != "" && f.side != sideOwn {
		return false
	}
	return slices.ContainsFunc(f.posts, func(p Post) bool {
		h := r.k.byHead[p.Head]
		return p.known && !p.group && !r.k.citizens[p.Head] && p.Org != "" && (h != nil && h.Sent ||
			r.k.tree[p.Org] != nil || r.k.within(p.Org) != "" ||
			slices.ContainsFunc(strings.Fields(strings.TrimPrefix(p.Org, "~")), func(w string) bool { return r.k.public[w] }))
	})
}

// personID makes the id of a person from the first figure.
func personID(f *figure) string {
	sum := sha256.Sum256([]byte(f.key + "\x00" + f.src.id))
	return strings.ToLower(strings.Join(nameWords(f.name), "-")) + "~" + hex.EncodeToString(sum[:3])
}

// namesakes tells persons of one key about each other.
func (r *Roll) namesakes() {
	byKey := map[string][]*Person{}
	for _, p := range r.list {
		keys := map[string]bool{}
		for _, f := range p.figures {
			keys[f.key] = true
		}
		for _, k := range sortedKeys(keys) {
			byKey[k] = append(byKey[k], p)
		}
	}
	for _, k := range sortedKeys(byKey) {
		for _, p := range byKey[k] {
			for _, q := range byKey[k] {
				if p != q {
					p.Namesakes = append(p.Namesakes, Namesake{q.ID, r.what(q), q.Public})
				}
			}
		}
	}
}

// what words who a person is: the office most reports give.
func (r *Roll) what(p *Person) string {
	best := -1
	for i := range p.Tenures {
		if best < 0 || p.Tenures[i].Reports > p.Tenures[best].Reports {
			best = i
		}
	}
	if best >= 0 {
		return p.Tenures[best].Name
	}
	return "named in " + p.First.Report
}

// joinNear joins people of different spellings, and those whom analysts call one.
func (r *Roll) joinNear(all []*group) [][]*group {
	parent := make([]int, len(all))
	index := map[*group]int{}
	for i, g := range all {
		parent[i] = i
		index[g] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			i = parent[i]
		}
		return i
	}
	union := func(a, b *group, why string, ruling int64) {
		i, j := root(index[a]), root(index[b])
		if i == j {
			return
		}
		reason := Reason{Decision: decidedSame, With: b.figures[0].name + " / " + a.figures[0].name, Why: why, Ruling: ruling}
		a.reasons = append(slices.Clip(a.reasons), reason)
		parent[max(i, j)] = min(i, j)
	}
	byKey := map[string][]*group{}
	for _, g := range all {
		byKey[g.figures[0].key] = append(byKey[g.figures[0].key], g)
	}
	for _, office := range sortedKeys(r.byOffice) {
		keys := r.byOffice[office]
		if len(keys) < 2 {
			continue
		}
		keys = slices.Sorted(slices.Values(keys))
		for i, a := range keys {
			for _, b := range keys[i+1:] {
				if r.spelledNear(a, b) {
					r.judgeNear(office, byKey[a], byKey[b], union)
				}
			}
		}
	}
	r.joinSpelled(byKey, union)
	for i := range r.rulings {
		w := &r.rulings[i]
		if w.Sort != rostrum.RulingSame || len(w.And) == 0 {
			continue
		}
		a, b := r.anchored(byKey, w.Of), r.anchored(byKey, &w.And[0])
		if a != nil && b != nil {
			union(a, b, fmt.Sprintf("%s says so: %s", w.By, w.Why), w.ID)
		}
	}
	var out [][]*group
	at := map[int]int{}
	for i, g := range all {
		top := root(i)
		if n, ok := at[top]; ok {
			out[n] = append(out[n], g)
			continue
		}
		at[top] = len(out)
		out = append(out, []*group{g})
	}
	return out
}

// longName is how many letters, in three words or more, a name abroad has that one
// letter makes no other.
const longName = 15

// joinSpelled joins people abroad whose long names differ by one letter.
func (r *Roll) joinSpelled(byKey map[string][]*group, union func(a, b *group, why string, ruling int64)) {
	without := map[string][]string{} // a name with a word left out -> keys
	for _, key := range r.keys {
		e := r.byKey[key]
		words := strings.Fields(strings.TrimPrefix(key, "~"))
		if e.figures[0].home || len(words) < 3 || len(key) < longName {
			continue
		}
		for i := range words {
			k := strings.Join(slices.Concat(words[:i], []string{"_"}, words[i+1:]), " ")
			without[k] = append(without[k], key)
		}
	}
	for _, k := range sortedKeys(without) {
		keys := without[k]
		for i, x := range keys {
			for _, y := range keys[i+1:] {
				a, b := byKey[x][0], byKey[y][0]
				if letterDistance(x, y) == 1 && !a.beside(b) {
					union(a, b, "long names abroad that differ by one letter", 0)
				}
			}
		}
	}
}

// anchored finds the group that a figure named by an analyst is in.
func (r *Roll) anchored(byKey map[string][]*group, a *rostrum.Anchor) *group {
	key, _ := r.k.keyed(a.Name)
	for _, g := range byKey[key] {
		if slices.ContainsFunc(g.figures, func(f *figure) bool { return r.k.anchors(a, f) }) {
			return g
		}
	}
	return nil
}

// leastLetters is how long names of people abroad are for a difference of one or
// two letters to be one of spelling.
const leastLetters = 10

// spelledNear tells whether two keys are near enough to be judged.
func (r *Roll) spelledNear(a, b string) bool {
	fa, fb := r.entry(a).figures[0], r.entry(b).figures[0]
	if fa.home != fb.home {
		return false
	}
	return fa.home && r.k.loose(a) == r.k.loose(b) || letterDistance(fa.name, fb.name) <= 2
}

// judgeNear decides about people of two spellings who were given one office.
func (r *Roll) judgeNear(office string, as, bs []*group, union func(a, b *group, why string, ruling int64)) {
	for _, a := range as {
		for _, b := range bs {
			pa, pb := a.holding(office), b.holding(office)
			if len(pa) == 0 || len(pb) == 0 || a.beside(b) && !slipped(a, b) && !slipped(b, a) {
				continue
			}
			p := a.post(office)
			switch {
			case p == nil || p.group || p.Rank:
			case !pa[0].home:
				if len(a.figures[0].name) >= leastLetters && !p.beside {
					union(a, b, "both hold one office abroad and the names differ by a letter or two", 0)
				}
			case r.k.loose(pa[0].key) == r.k.loose(pb[0].key):
				if d := apartDays(pa, pb); d <= 400 {
					union(a, b, fmt.Sprintf("both are %s within %d days, and the names differ by a sound that is carelessly written", r.OfficeName(p), d), 0)
				}
			case p.One && (within(pa, pb) || within(pb, pa)):
				union(a, b, "one stands once between reports that give the other the same office, which one person holds", 0)
			}
		}
	}
}

// slipped tells whether the name of one person stands once, one letter off that of
// another whom the report goes on to name without a post.
func slipped(a, b *group) bool {
	if len(a.figures) != 1 || letterDistance(a.figures[0].name, b.figures[0].name) != 1 {
		return false
	}
	return !slices.ContainsFunc(b.figures, func(f *figure) bool { return f.src == a.figures[0].src && len(f.posts) > 0 })
}

// holding lists the figures that give an office.
func (g *group) holding(office string) []*figure {
	var out []*figure
	for _, f := range g.figures {
		if slices.ContainsFunc(f.posts, func(p Post) bool { return p.office() == office && !p.Past }) {
			out = append(out, f)
		}
	}
	return out
}

func (g *group) post(office string) *Post {
	for _, f := range g.figures {
		for i := range f.posts {
			if f.posts[i].office() == office {
				return &f.posts[i]
			}
		}
	}
	return nil
}

// beside tells whether both ever stand in one list.
func (g *group) beside(h *group) bool {
	in := map[place3]bool{}
	for _, f := range g.figures {
		for _, l := range f.lists() {
			in[l] = true
		}
	}
	return slices.ContainsFunc(h.figures, func(f *figure) bool {
		return slices.ContainsFunc(f.lists(), func(l place3) bool { return in[l] })
	})
}

// lists are the lists that a figure stands in.
func (f *figure) lists() []place3 {
	all := []place3{{f.src.id, f.event, 0}}
	for _, m := range f.more {
		all = append(all, place3{m.report, m.event, 0})
	}
	return all
}

// within tells whether few figures lie between others.
func within(few, many []*figure) bool {
	return len(few) <= rare && len(many) > 2*len(few) && few[0].src.published > many[0].src.published &&
		few[len(few)-1].src.published < many[len(many)-1].src.published
}

func apartDays(a, b []*figure) int {
	return max(0, holding.Between(a[len(a)-1].src.published, b[0].src.published), holding.Between(b[len(b)-1].src.published, a[0].src.published))
}
