package roster

import (
	"maps"
	"slices"
	"strings"
)

// Organisation is a body that offices belong to: one of the profile's, or one that
// reports name and no profile knows.
type Organisation struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	In     string   `json:"in,omitempty"` // id
	Sphere string   `json:"sphere,omitempty"`
	Parts  []string `json:"parts,omitempty"` // ids
	Known  bool     `json:"known"`           // the profile names it
	beside bool
	open   bool // being a member is no office
	common bool
	side   string
	heads  map[string]string
	many   []string
	one    []string
	forms  [][]string
	names  [][]string // as parts of the body they are in are called
}

// organise builds the tables of posts and bodies.
func (l *knowledgeLoader) organise(d *officesData, lists map[string][]string) {
	p := &l.k.posts
	*p = posts{fillers: set(d.Fillers), stops: set(d.Stops), past: set(d.Past), empty: set(d.Empty), sidelines: set(d.Sidelines), joined: map[string]bool{},
		alike: d.Alike, heads: &tree{}, orgs: &tree{}, sides: &tree{}, joins: &tree{}, byHead: map[string]*head{}, groups: map[string]bool{}, citizens: map[string]bool{},
		tree: map[string]*Organisation{}, soldiers: set(d.Soldiers), public: set(d.Public), local: set(d.Local), ages: set(d.Ages), temporary: set(d.Temporary), sentTo: set(d.SentTo), generic: map[string]bool{}, pointers: set(d.Pointers), party: set(d.Parties), burials: set(d.Burials), dead: set(d.Dead), whole: &tree{}, lead: &tree{}, state: d.State}
	shorts := &tree{}
	for _, short := range slices.Sorted(maps.Keys(d.Shorts)) { // of two that are spelled alike the first counts
		shorts.add(p.cut(short), strings.Join(p.cut(d.Shorts[short]), " "))
	}
	p.shorts = shorts
	for _, j := range d.Joins {
		words := p.cut(j)
		p.joins.add(words, j)
		for _, w := range words {
			p.joined[w] = true
		}
	}
	for _, list := range [][]string{d.Generic, lists[listBodies]} {
		for _, g := range list {
			for _, w := range p.cut(g) {
				p.generic[w] = true
			}
		}
	}
	for _, s := range d.Sheds {
		p.sheds = append(p.sheds, p.cut(s))
	}
	slices.SortStableFunc(p.sheds, func(a, b []string) int { return len(b) - len(a) })
	for i := range d.Heads {
		h := &d.Heads[i]
		if h.Name == "" {
			l.wrong([]any{"heads", i}, "a head needs a name, as in {name: chairman, one: true}")
			continue
		}
		name := strings.Join(p.cut(h.Name), " ")
		p.byHead[name] = h
		for _, form := range append([]string{h.Name}, h.Also...) {
			p.heads.add(p.cut(form), name)
		}
		if h.Of != "" {
			h.Of = strings.Join(p.cut(h.Of), " ")
		}
	}
	for _, list := range []struct {
		names []string
		into  map[string]bool
	}{{d.Groups, p.groups}, {d.Citizens, p.citizens}} {
		for _, name := range list.names {
			words := p.cut(name)
			list.into[strings.Join(words, " ")] = true
			p.heads.add(words, strings.Join(words, " "))
		}
	}
	l.sides(d, lists)
	for _, s := range d.Leads {
		p.lead.add(p.cut(s), s)
	}
	l.bodies(d)
	p.vocabulary()
	p.parts = map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(d.Parts)) {
		id := d.Parts[name]
		if p.tree[id] == nil {
			l.wrong([]any{"parts", name}, "parts: there is no organisation with the id %q", id)
		}
		p.parts[strings.Join(p.cut(name), " ")] = id
	}
	for i := range d.Heads {
		if at := d.Heads[i].At; at != "" && p.tree[at] == nil {
			l.wrong([]any{"heads", i}, "head %q: there is no organisation with the id %q", d.Heads[i].Name, at)
		}
	}
	if d.State != "" && p.tree[d.State] == nil {
		l.wrong([]any{"state"}, "state: there is no organisation with the id %q", d.State)
	}
}

// sides files the words that tell whose a post is.
func (l *knowledgeLoader) sides(d *officesData, lists map[string][]string) {
	p := &l.k.posts
	for _, side := range slices.Sorted(maps.Keys(d.Sides)) {
		for _, w := range d.Sides[side] {
			p.sides.add(p.cut(w), side)
		}
	}
	for _, h := range lists[listHome] {
		p.sides.add(p.cut(h), sideOwn)
	}
	for _, name := range []string{listCountries, listDemonyms} {
		for _, c := range lists[name] {
			words := p.cut(c)
			value := sideAbroad + ":" + strings.Join(words, " ")
			p.sides.add(words, value)
			if len(words) > 0 { // and what is its own
				p.sides.add(append(slices.Clone(words[:len(words)-1]), words[len(words)-1]+d.Genitive), value)
			}
		}
	}
}

// bodies files the organisations by each way of naming them.
func (l *knowledgeLoader) bodies(d *officesData) {
	p := &l.k.posts
	for i := range d.Organisations {
		o := &d.Organisations[i]
		at := []any{"organisations", i}
		parent := p.tree[o.In]
		switch {
		case o.ID == "" || o.Name == "":
			l.wrong(at, "an organisation needs an id and a name")
			continue
		case p.tree[o.ID] != nil:
			l.wrong(at, "the id %q is given twice", o.ID)
			continue
		case o.In != "" && parent == nil:
			l.wrong(at, "organisation %q: there is no %q before it to be in", o.ID, o.In)
			continue
		}
		body := &Organisation{ID: o.ID, Name: o.Name, In: o.In, Sphere: o.Sphere, Known: true, beside: o.Beside, common: o.Common, open: o.Open, side: o.Side}
		for _, list := range []struct {
			from []string
			to   *[]string
		}{{o.Many, &body.many}, {o.One, &body.one}} {
			for _, name := range list.from {
				head := strings.Join(p.cut(name), " ")
				if p.byHead[head] == nil {
					l.wrong(at, "organisation %q: no head is called %q", o.ID, name)
				}
				*list.to = append(*list.to, head)
			}
		}
		body.heads = map[string]string{}
		for _, from := range slices.Sorted(maps.Keys(o.Heads)) {
			to := o.Heads[from]
			a, b := strings.Join(p.cut(from), " "), strings.Join(p.cut(to), " ")
			if p.byHead[a] == nil || p.byHead[b] == nil {
				l.wrong(at, "organisation %q: heads says that %q is %q; expected names of heads", o.ID, from, to)
			}
			body.heads[a] = b
		}
		if parent != nil {
			parent.Parts = append(parent.Parts, o.ID)
			if body.Sphere == "" {
				body.Sphere = parent.Sphere
			}
		}
		p.tree[o.ID] = body
		p.order = append(p.order, o.ID)
		for _, name := range append([]string{o.Name}, o.Also...) {
			words := slices.DeleteFunc(p.cut(name), p.skips)
			body.names = append(body.names, words)
			if parent == nil || o.Alone || o.In == d.State {
				body.forms = append(body.forms, words)
			}
			for up := parent; up != nil; up = p.tree[up.In] {
				for _, f := range up.forms {
					body.forms = append(body.forms, slices.Concat(words, f), slices.Concat(f, words))
				}
			}
		}
		for _, f := range body.forms {
			if o.ID == d.State {
				p.whole.add(f, o.ID)
			}
			p.orgs.add(f, o.ID)
		}
	}
}

func set(list []string) map[string]bool {
	m := map[string]bool{}
	for _, s := range list {
		m[s] = true
	}
	return m
}

// Organisation finds a body by its id; one that no profile knows is made of its
// words.
func (k *Knowledge) Organisation(id string) *Organisation {
	if o := k.tree[id]; o != nil {
		return o
	}
	name, ok := strings.CutPrefix(id, "~")
	if !ok {
		return nil
	}
	o := &Organisation{ID: id, Name: name}
	if up := k.within(id); up != "" {
		o.In, o.Sphere = up, k.tree[up].Sphere
	}
	return o
}

// within finds the known body whose name is part of that of another: the longest.
func (k *Knowledge) within(id string) string {
	if known, ok := k.inside.Load(id); ok {
		return known.(string)
	}
	found := k.findWithin(id)
	k.inside.Store(id, found) // it is asked of the same bodies again and again
	return found
}

func (k *Knowledge) findWithin(id string) string {
	words := set(strings.Fields(strings.TrimPrefix(id, "~")))
	best, most := "", 0
	for _, o := range k.order {
		if o == k.state {
			continue
		}
		for _, f := range k.tree[o].forms {
			if len(f) > most && !slices.ContainsFunc(f, func(w string) bool { return !words[w] }) {
				best, most = o, len(f)
			}
		}
	}
	if most < 2 {
		return ""
	}
	return best
}

// related tells whether one of two bodies is the other, or lies in it.
func (k *Knowledge) related(a, b string) bool {
	return a == b || k.under(a, b) || k.under(b, a)
}

// under tells whether a body lies in another that is not the state itself.
func (k *Knowledge) under(a, b string) bool {
	if b == k.state || b == "" {
		return false
	}
	for i := 0; a != "" && i < 16; i++ {
		if a == b {
			return true
		}
		o := k.Organisation(a)
		if o == nil {
			return false
		}
		a = o.In
	}
	return false
}

// sideline tells whether the posts of a body are held beside others.
func (k *Knowledge) sideline(id string) bool {
	name := id
	if o := k.tree[id]; o != nil {
		if o.beside {
			return true
		}
		name = strings.Join(k.cut(o.Name), " ")
	}
	return slices.ContainsFunc(strings.Fields(strings.TrimPrefix(name, "~")), func(w string) bool { return k.sidelines[w] })
}
