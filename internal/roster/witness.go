package roster

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// witness takes in the posts of people whom a report names beside its events. They
// join nobody to anybody and give no office: they only tell that somebody who is
// given an office elsewhere had it then too.
func (r *Roll) witness(h *holding.Report, s *source) {
	for i := range h.Mentions {
		m := &h.Mentions[i]
		if m.Kind != rostrum.MentionPerson || m.Post == nil || len(m.PostAt) == 0 {
			continue
		}
		key, home := r.k.keyed(m.Name)
		if !home {
			continue
		}
		a := rostrum.Appearance{Name: &m.Name, At: m.At, Post: m.Post, PostAt: m.PostAt}
		f := &figure{src: s, name: m.Name, key: key, home: home, at: m.PostAt[0]}
		for n, p := range strings.Split(*m.Post, postParts) {
			if n < len(m.PostAt) {
				f.parts = append(f.parts, part{m.PostAt[n], p})
			}
		}
		f.quote = f.parts[0].quote
		start := m.At.Start
		for _, p := range m.PostAt {
			start = min(start, p.Start)
		}
		context := ""
		if m.At.Field == rostrum.FieldText && start <= len(h.Text) {
			context, _, _ = r.k.leads(h.Text[:start])
		}
		rd := r.read(*m.Post, context, home)
		if f.posts, f.side = rd.posts, rd.side; rd.citizen || f.side != "" && f.side != sideOwn || r.k.buries(h, &a) {
			continue
		}
		r.beside[key] = append(r.beside[key], f)
		r.persons = nil
	}
}

// testify adds to tenures what such reports tell, where only one person of the name
// holds the office.
func (r *Roll) testify() {
	byKey := map[string][]*Person{}
	for _, p := range r.list {
		keys := map[string]bool{}
		for _, f := range p.figures {
			if !keys[f.key] && len(r.beside[f.key]) > 0 {
				byKey[f.key] = append(byKey[f.key], p)
			}
			keys[f.key] = true
		}
	}
	for _, key := range sortedKeys(byKey) {
		for _, f := range r.beside[key] {
			for i := range f.posts {
				q := &f.posts[i]
				if q.office() == "" || q.group || q.Past || !q.known || f.src.published == "" {
					continue
				}
				if t := r.holdsOne(byKey[key], f, q); t != nil {
					t.add(f, q)
				}
			}
		}
	}
}

// holdsOne is the tenure of the only one of some people that such a report can be
// of; nil where there are none or several.
func (r *Roll) holdsOne(people []*Person, f *figure, q *Post) *Tenure {
	var found *Tenure
	for _, p := range people {
		for i := range p.Tenures {
			t := &p.Tenures[i]
			if t.Office != q.office() && !r.like(&t.post, q) ||
				max(holding.Between(f.src.published, t.First.Day), holding.Between(t.Last.Day, f.src.published)) > nearTenure {
				continue
			}
			if found != nil {
				return nil
			}
			found = t
		}
	}
	return found
}

// maybeBefore tells whether an earlier report names somebody of the name who may be
// the same: beside its events, or with a post that is no citizen's and tells no body.
func (r *Roll) maybeBefore(now *figure) bool {
	before := func(f *figure) bool { return f.src.published != "" && f.src.published < now.src.published }
	if first := r.besideSince(now.key); first != "" && first < now.src.published {
		return true
	}
	e := r.entry(now.key)
	return e != nil && slices.ContainsFunc(e.figures, func(f *figure) bool {
		return before(f) && !f.citizen && len(f.posts) > 0 && !slices.ContainsFunc(f.posts, func(q Post) bool { return q.office() != "" })
	})
}

// besideSince is the first day on which a report names somebody of a name beside its
// events; "" where none does.
func (r *Roll) besideSince(key string) string {
	first := ""
	if r.past != nil {
		if kept := r.past.beside.Get(key); kept != nil {
			first = *kept
		}
	}
	for _, f := range r.beside[key] {
		if day := f.src.published; day != "" && (first == "" || day < first) {
			first = day
		}
	}
	return first
}
