package roster

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/holding"
)

// Tenure is one person's time in an office, as reports show it: from the first to
// the last that gives it. It was held before and after for as long as nobody
// tells.
type Tenure struct {
	Person  string    `json:"person"` // id
	Holder  string    `json:"holder"` // the person's name
	Office  string    `json:"office"` // key of the office
	Name    string    `json:"name"`   // of the office, in the profile's words
	Head    string    `json:"head"`
	Org     string    `json:"org"` // id
	One     bool      `json:"one"` // one person holds the office
	Rank    bool      `json:"rank"`
	First   Seen      `json:"first"`
	Last    Seen      `json:"last"`
	Reports int       `json:"reports"`
	Until   *Seen     `json:"until,omitempty"`  // first report that gives another the office: it was over by then
	After   string    `json:"after,omitempty"`  // id of the person before
	Before  string    `json:"before,omitempty"` // id of the person after
	With    []Overlap `json:"with,omitempty"`   // others who are given an office that one person holds, at the same time
	days    []string
	post    Post
}

// Overlap is another holder of an office that one person holds.
type Overlap struct {
	Person string `json:"person"`
	Holder string `json:"holder"`
	From   Seen   `json:"from"` // a report that gives it to the other
	To     Seen   `json:"to"`   // a later one that gives it to this one again
}

// holders makes the tenures of all people.
func (r *Roll) holders() {
	for _, p := range r.list {
		if !p.Public {
			continue // no series of people without a public office
		}
		for _, f := range p.figures {
			for i := range f.posts {
				if f.src.published == "" {
					continue // nobody knows when
				}
				r.give(p, f, &f.posts[i])
			}
		}
		r.lengthen(p)
	}
	r.testify()
	r.doubt()
	byOffice := map[string][]*Tenure{}
	for _, p := range r.list {
		slices.SortFunc(p.Tenures, func(a, b Tenure) int {
			return cmp.Or(cmp.Compare(a.First.Day, b.First.Day), cmp.Compare(a.First.Report, b.First.Report), cmp.Compare(a.Office, b.Office))
		})
		for i := range p.Tenures {
			t := &p.Tenures[i]
			byOffice[t.Office] = append(byOffice[t.Office], t)
		}
	}
	for _, o := range sortedKeys(byOffice) {
		if ts := byOffice[o]; ts[0].One {
			succeed(ts)
		}
	}
}

// give adds a report to a tenure.
func (r *Roll) give(p *Person, f *figure, q *Post) {
	o := q.office()
	if o == "" || f.buried || q.group || q.Past || !q.known || f.citizen || r.k.citizens[q.Head] {
		return
	}
	if o := r.k.tree[q.Org]; q.beside && (o == nil || o.open) {
		return // a member of a body that nobody knows, or of one for everybody, holds no office
	}
	for i := range slices.Backward(p.Tenures) {
		t := &p.Tenures[i]
		if t.Office != o && !r.like(&t.post, q) || holding.Between(t.Last.Day, f.src.published) > oneTenure {
			continue
		}
		if f.src.id != t.Last.Report {
			t.Reports++
			t.days = append(t.days, f.src.published)
		}
		t.Last = f.giving(q)
		if r.k.tree[t.Org] == nil && r.k.tree[q.Org] != nil { // the wording that says which body
			t.post, t.Office, t.Org, t.One, t.Name = *q, o, q.Org, q.One, r.OfficeName(q)
		}
		return
	}
	p.Tenures = append(p.Tenures, Tenure{Person: p.ID, Holder: p.Name, Office: o, Name: r.OfficeName(q), Head: q.Head, Org: q.Org, One: q.One, Rank: q.Rank,
		First: f.giving(q), Last: f.giving(q), Reports: 1, days: []string{f.src.published}, post: *q})
}

// doubt takes away an office of one holder that one report gives somebody and
// another too, who is given it in others: he holds it in a part of the body that the
// report's wording, or its reading, lost.
func (r *Roll) doubt() {
	type given struct{ office, report string }
	often := map[given]*Person{} // by tenures of several reports
	for _, p := range r.list {
		for i := range p.Tenures {
			if t := &p.Tenures[i]; t.One && t.Reports > 1 {
				for _, f := range p.figures {
					if slices.ContainsFunc(f.posts, func(q Post) bool { return q.office() == t.Office && !q.Past }) {
						often[given{t.Office, f.src.id}] = p
					}
				}
			}
		}
	}
	for _, p := range r.list {
		p.Tenures = slices.DeleteFunc(p.Tenures, func(t Tenure) bool {
			other := often[given{t.Office, t.First.Report}]
			return t.One && t.Reports == 1 && other != nil && other != p
		})
	}
}

// nearTenure is within how many days of a tenure a post that names no body, or not
// which, is that office again.
const nearTenure = 400

// lengthen adds the reports that word an office without saying of what, or of one
// of many, where only one that the person is given elsewhere can be meant.
func (r *Roll) lengthen(p *Person) {
	for _, f := range p.figures {
		for i := range f.posts {
			q := &f.posts[i]
			if part, of := r.k.groupOf(q); of {
				if t := r.meant(p, f, part); t != nil {
					t.add(f, q)
				}
			}
			if q.Org != "" || f.buried || q.group || q.Past || q.Rank || q.beside || q.cut || !q.known || f.citizen || r.k.citizens[q.Head] || f.src.published == "" {
				continue
			}
			if t := r.meant(p, f, q); t != nil {
				t.add(f, q)
			}
		}
	}
}

// meant is the one tenure that such a post can be of, one of a main body before those
// that are held beside others; nil where it could be several.
func (r *Roll) meant(p *Person, f *figure, q *Post) *Tenure {
	var found *Tenure
	several := false
	for i := range p.Tenures {
		t := &p.Tenures[i]
		if h := r.k.byHead[q.Head]; h != nil && h.Sent && !placed(r.k.bodyWords(t.Org), f.near) {
			continue
		}
		if t.Head != q.Head || len(q.loose) > 0 && !subset(q.loose, r.k.bodyWords(t.Org)) ||
			max(holding.Between(f.src.published, t.First.Day), holding.Between(t.Last.Day, f.src.published)) > nearTenure {
			continue
		}
		switch {
		case found == nil || r.k.sideline(found.Org) && !r.k.sideline(t.Org):
			found, several = t, false
		case r.k.sideline(t.Org) && !r.k.sideline(found.Org):
		default:
			several = true
		}
	}
	if several {
		return nil
	}
	return found
}

// add puts a report to a tenure.
func (t *Tenure) add(f *figure, q *Post) {
	s := f.giving(q)
	if s.before(&t.First) {
		t.First = s
	}
	if t.Last.before(&s) {
		t.Last = s
	}
	if !slices.Contains(t.days, f.src.published) { // of several reports of a day one is enough
		t.days = append(t.days, f.src.published)
	}
	t.Reports++
}

func (s *Seen) before(t *Seen) bool {
	return cmp.Or(cmp.Compare(s.Day, t.Day), cmp.Compare(s.Report, t.Report)) < 0
}

// succeed orders the tenures of an office that one person holds: who is given it
// after another was for the last time follows him; two who are given it by turns
// hold it both, and that is shown.
func succeed(ts []*Tenure) {
	slices.SortStableFunc(ts, func(a, b *Tenure) int {
		return cmp.Or(cmp.Compare(a.First.Day, b.First.Day), cmp.Compare(a.First.Report, b.First.Report))
	})
	for i, a := range ts {
		for _, b := range ts[i+1:] {
			switch {
			case a.Person == b.Person:
			case a.Last.Day <= b.First.Day:
				if a.Until == nil {
					until := b.First
					a.Until = &until
					if holding.Between(a.Last.Day, b.First.Day) <= oneTenure { // else nobody knows who was between
						a.Before, b.After = b.Person, a.Person
					}
				}
			default:
				a.With = append(a.With, Overlap{b.Person, b.Holder, b.First, a.Last})
				b.With = append(b.With, Overlap{a.Person, a.Holder, b.First, a.Last})
			}
		}
	}
}

// Holders lists the tenures of an office, by first report.
func (r *Roll) Holders(office string) []*Tenure {
	r.build()
	var out []*Tenure
	for _, p := range r.list {
		for i := range p.Tenures {
			if p.Tenures[i].Office == office {
				out = append(out, &p.Tenures[i])
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *Tenure) int {
		return cmp.Or(cmp.Compare(a.First.Day, b.First.Day), cmp.Compare(a.First.Report, b.First.Report))
	})
	return out
}

// infer finds whom offices mean that stand without a name.
func (r *Roll) infer() {
	holders := map[string][]*Tenure{}
	for _, p := range r.list {
		for i := range p.Tenures {
			if t := &p.Tenures[i]; t.One {
				holders[t.Office] = append(holders[t.Office], t)
			}
		}
	}
	for _, f := range r.nameless {
		if f.side != "" && f.side != sideOwn {
			continue
		}
		for i := range f.posts {
			q := &f.posts[i]
			if !q.One || q.Past || q.office() == "" || r.k.tree[q.Org] == nil {
				continue
			}
			if t := holderOn(holders[q.office()], f.src.published); t != nil {
				r.inferred[place3{f.src.id, f.event, f.person}] = Inference{t.Person, q.office(), f.src.id, f.event, f.person,
					fmt.Sprintf("%s is given %s in reports of %s to %s", t.Holder, t.Name, t.First.Day, t.Last.Day)}
				break
			}
		}
	}
}

// holderOn is who holds an office on a day: the one whom reports before give it
// last, and nobody after whom another was.
func holderOn(ts []*Tenure, day string) *Tenure {
	var best *Tenure
	latest := ""
	for _, t := range ts {
		for _, d := range t.days {
			if d <= day && d > latest {
				best, latest = t, d
			}
		}
	}
	if best == nil || holding.Between(latest, day) > 400 {
		return nil
	}
	return best
}

// Inferences lists whom offices without a name mean.
func (r *Roll) Inferences() []Inference {
	r.build()
	var out []Inference
	for _, i := range r.inferred {
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b Inference) int {
		return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Event, b.Event), cmp.Compare(a.Place, b.Place))
	})
	return out
}

// FindOffices finds the offices that a wording may mean: those that it parses to
// and somebody was given, else those with all of its words in their names.
func (r *Roll) FindOffices(query string) []string {
	r.build()
	given := map[string]string{}
	for _, p := range r.list {
		for i := range p.Tenures {
			given[p.Tenures[i].Office] = p.Tenures[i].Name
		}
	}
	var found []string
	rd := r.k.read(query, "", true)
	for i := range rd.posts {
		if o := rd.posts[i].office(); given[o] != "" && !slices.Contains(found, o) {
			found = append(found, o)
		}
	}
	if len(found) > 0 {
		return found
	}
	var want []string
	for _, w := range r.k.cut(query) {
		if !r.k.skips(w) && !r.k.joined[w] {
			want = append(want, w)
		}
	}
	if len(want) == 0 {
		return nil
	}
	for _, o := range sortedKeys(given) {
		has := set(r.k.cut(given[o]))
		if !slices.ContainsFunc(want, func(w string) bool { return !has[w] }) {
			found = append(found, o)
		}
	}
	return found
}

// Standing are the tenures of an office that no report ends: of one that one
// person holds, those that nobody follows.
func Standing(ts []*Tenure) []*Tenure {
	var out []*Tenure
	for _, t := range ts {
		if t.Until == nil {
			out = append(out, t)
		}
	}
	return out
}

// Body is an organisation with its offices and who held them.
type Body struct {
	Organisation
	Offices []*Tenure `json:"offices"` // by office, then first report
}

// Bodies lists organisations that people of the own state were given offices of,
// or that such lie in, those of the profile first, in its order; with a query,
// those with all of its words in their names, and what lies in them.
func (r *Roll) Bodies(query string) []Body {
	r.build()
	byOrg := map[string][]*Tenure{}
	for _, p := range r.list {
		if !p.Public {
			continue
		}
		for i := range p.Tenures {
			byOrg[p.Tenures[i].Org] = append(byOrg[p.Tenures[i].Org], &p.Tenures[i])
		}
	}
	ids := slices.Clone(r.k.order)
	for _, id := range sortedKeys(byOrg) {
		if r.k.tree[id] == nil {
			ids = append(ids, id)
		}
	}
	wanted := r.wanted(query, ids)
	var out []Body
	for _, id := range ids {
		if query != "" && !slices.ContainsFunc(wanted, func(w string) bool { return id == w || r.k.under(id, w) }) {
			continue
		}
		if query == "" && r.k.tree[id] == nil {
			continue // hundreds; a query finds them
		}
		o := r.Organisation(id)
		ts := byOrg[id]
		slices.SortStableFunc(ts, func(a, b *Tenure) int {
			return cmp.Or(cmp.Compare(a.Head, b.Head), cmp.Compare(a.First.Day, b.First.Day), cmp.Compare(a.First.Report, b.First.Report))
		})
		out = append(out, Body{*o, append([]*Tenure{}, ts...)})
	}
	return out
}

// wanted finds the bodies that a query means: the one that it names, else those
// with all of its words.
func (r *Roll) wanted(query string, ids []string) []string {
	var words []string
	for _, w := range r.k.cut(query) {
		if !r.k.skips(w) {
			words = append(words, w)
		}
	}
	if id, end := r.k.orgs.longest(words, 0, r.k.skips); end > 0 && end == len(words) {
		return []string{id}
	}
	var out []string
	for _, id := range ids {
		if has := set(r.k.bodyWords(id)); len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !has[w] }) {
			out = append(out, id)
		}
	}
	return out
}

// groupOf reads a head of several people that names what they are of, as "table
// member": what one of them is, and of what.
func (k *Knowledge) groupOf(q *Post) (*Post, bool) {
	words := strings.Fields(q.Head)
	if !q.group || q.Past || q.Org != "" || len(words) != 2 || k.byHead[words[1]] == nil {
		return nil, false
	}
	return &Post{Head: words[1], loose: words[:1]}, true
}
