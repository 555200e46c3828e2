package extract

import (
	"sort"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/calendar"
	"github.com/rostrum-watch/rostrum/internal/confidence"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

func span(d *text.Doc, r grammar.Range) rostrum.Span {
	a, b := d.Span(r.First, r.Last)
	return rostrum.Span{Field: d.Field, Start: a, End: b}
}

func quote(d *text.Doc, r grammar.Range) *string {
	if r.Empty() {
		return nil
	}
	s := d.Quote(r.First, r.Last)
	return &s
}

func pointer(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// emit writes the events in text order.
func (x *reader) emit() {
	sort.SliceStable(x.events, func(i, j int) bool {
		a, b := x.events[i], x.events[j]
		if a.d != b.d {
			return a.d == &x.title
		}
		return a.ev.First < b.ev.First
	})
	for _, e := range x.events {
		out := rostrum.Event{
			Type: e.typ, Date: pointer(e.date), DateTo: pointer(e.dateTo), Site: quoteIf(e.siteDoc, e.site), Place: quoteIf(e.placeDoc, e.place),
			Form: e.d.Quote(e.core.First, max(e.core.Last, e.core.First+1)), Evidence: e.d.Quote(e.ev.First, e.ev.Last), At: span(e.d, e.ev), Formula: e.f.ID,
			Confidence:   x.p.Confidence.Lookup(confidence.Event, e.typ, e.f.Family).Value,
			Participants: make([]rostrum.Appearance, 0, len(e.people)),
		}
		if e.typ == rostrum.TypeStatement {
			out.Site, out.Place = nil, nil // nobody met: what is named there is what the words are about
		}
		if e.date == "" && calendar.IsDay(x.r.Published) {
			out.NotAfter = pointer(x.r.Published)
			out.NotBefore = pointer(e.notBefore)
		}
		for i := range e.people {
			out.Participants = append(out.Participants, x.appearance(&e.people[i]))
		}
		x.out.Events = append(x.out.Events, out)
	}
}

func quoteIf(d *text.Doc, r grammar.Range) *string {
	if d == nil {
		return nil
	}
	return quote(d, r)
}

func (x *reader) appearance(a *appearance) rostrum.Appearance {
	out := rostrum.Appearance{Role: a.role, At: span(a.d, a.name), Formula: a.f.ID, PostAt: []rostrum.Span{},
		Confidence: x.p.Confidence.Lookup(confidence.Appearance, a.role, a.f.Family).Value}
	if !a.null {
		out.Name = pointer(a.key)
	}
	if len(a.posts) > 0 {
		parts := make([]string, 0, len(a.posts))
		for _, p := range a.posts {
			parts = append(parts, a.d.Quote(p.First, p.Last))
			out.PostAt = append(out.PostAt, span(a.d, p))
		}
		s := strings.Join(parts, " | ")
		out.Post = &s
	}
	return out
}

// crowded is how many people a sentence names before it looks like a line-up.
const crowded = 3

// overlooked lists the sentences that name several people of whom none takes
// part in any event: they look like a line-up and gave none.
func (x *reader) overlooked() {
	d := &x.body
	x.d = d
	for _, s := range d.Sentences {
		seen := 0
		for k := s.First; k < s.Last && seen >= 0; {
			n := 0
			if t := &d.Tokens[k]; t.Is(text.Capital) && !t.Is(text.Quoted) {
				if n = x.korean(k, s.Last); n == 0 {
					n = x.linked(k, s.Last)
				}
			}
			if n == 0 || x.eponym(k+n, s.Last) {
				k += max(n, 1)
				continue
			}
			one := person{name: name{first: k, last: k + n}}
			if x.taken(d.Join(k, k+n)) {
				seen = -1
				break
			}
			if !x.gone(one) {
				seen++
			}
			k += n
		}
		if seen >= crowded {
			a, b := d.Span(s.First, s.Last)
			x.out.Unread = append(x.out.Unread, rostrum.Unread{At: rostrum.Span{Field: d.Field, Start: a, End: b}, Why: "several people are named and none was read into a line-up"})
		}
	}
}

// taken reports whether a name is that of somebody who takes part in an event.
func (x *reader) taken(key string) bool {
	for _, e := range x.events {
		if holds(e.people, key) {
			return true
		}
	}
	return false
}

// mentions lists the names of people, organisations, sites, places and weapons
// in the text.
func (x *reader) mentions() {
	for _, d := range []*text.Doc{&x.title, &x.body} {
		x.d = d
		told := x.toldAt(d)
		for i := 0; i < len(d.Tokens); {
			t := &d.Tokens[i]
			n := 0
			kind := ""
			if t.Is(text.Capital) {
				if k := x.linked(i, len(d.Tokens)); k > 0 && !x.eponym(i+k, len(d.Tokens)) {
					n, kind = k, rostrum.MentionPerson
				}
			}
			if t.Is(text.Capital) && t.Class.Has(x.c.family) {
				if k := x.korean(i, len(d.Tokens)); k > 0 && !x.eponym(i+k, len(d.Tokens)) {
					n, kind = k, rostrum.MentionPerson
				}
			}
			if t.Opens.Has(x.c.phrase) {
				if k, class, value := x.p.Phrases.Longest(d, i, len(d.Tokens), x.c.phrase); k > n {
					n = k
					kind = x.kindOf(class)
					if kind == rostrum.MentionSite && d.Tokens[i+k-1].Class.Has(x.c.placeNoun) {
						kind = rostrum.MentionPlace // a city or county that is visited is a place all the same
					}
					if kind == rostrum.MentionWeapon && value == profile.NoArms {
						kind = ""
					}
				}
			}
			if n == 0 && t.Is(text.Capital) {
				if k := x.kindOf(t.Class); k != "" && k != rostrum.MentionWeapon && !(k == rostrum.MentionPlace && x.noPlace(i)) {
					n, kind = 1, k
				}
			}
			if n == 0 && t.Class.Has(x.c.weapon) && (x.p.Value(x.c.weapon, t.Word) != profile.BesideArms || x.besideArms(i)) {
				n, kind = 1, rostrum.MentionWeapon
			}
			if n == 0 {
				i++
				continue
			}
			if kind != "" {
				m := rostrum.Mention{Kind: kind, Name: d.Join(i, i+n), At: span(d, grammar.Range{First: i, Last: i + n})}
				if kind == rostrum.MentionPerson && d == &x.body && !told[i] {
					m.Post, m.PostAt = x.beside(i)
				}
				x.out.Mentions = append(x.out.Mentions, m)
			}
			i += n
		}
	}
}

// besideArms reports whether a number, a type ("F-16") or other arms stand beside a word that
// may mean people or other things too: "60 fighters", "fighters such as F-35A", "tanks and planes".
func (x *reader) besideArms(i int) bool {
	d := x.d
	if i > 0 && (d.Tokens[i-1].Is(text.Number) || x.armsType(i-1)) {
		return true
	}
	for k := i + 1; k < len(d.Tokens) && k <= i+typeReach && !d.Tokens[k].Is(text.LineStart); k++ {
		if x.armsType(k) {
			return true
		}
	}
	joins := func(k int) bool { return d.Tokens[k].Mark == ',' || d.Tokens[k].Class.Has(x.c.and) }
	if i > 1 && joins(i-1) && d.Tokens[i-2].Class.Has(x.c.weapon) {
		return true
	}
	if i+1 == len(d.Tokens) || !joins(i+1) {
		return false
	}
	for k := i + 2; k < len(d.Tokens) && k <= i+typeReach; k++ {
		if d.Tokens[k].Class.Has(x.c.weapon) {
			return true
		}
	}
	return false
}

// typeReach is how many words behind a weapon its type may stand.
const typeReach = 3

// armsType reports whether a word is the type of a weapon: large letters and digits.
func (x *reader) armsType(k int) bool {
	t := &x.d.Tokens[k]
	return t.Is(text.Capital) && !t.Is(text.Punct|text.Number) && strings.ContainsAny(x.d.Word(k), "0123456789") && strings.Contains(x.d.Word(k), "-")
}

// noPlace reports whether a word that may name a state is its people's name, or the pronoun
// that its initials are in small letters: "Vellmarers", "Us".
func (x *reader) noPlace(k int) bool {
	t := &x.d.Tokens[k]
	return t.Class.Has(x.c.home) && x.p.Value(x.c.home, t.Word) != "" || t.Class.Has(x.c.common) && t.End-t.Start <= shortState && !t.Is(text.Upper)
}

// shortState is how many letters initials of a state have that may be a word.
const shortState = 2

// toldAt are the tokens of a text at which people stand who take part in an event.
func (x *reader) toldAt(d *text.Doc) map[int]bool {
	at := map[int]bool{}
	for _, e := range x.events {
		for i := range e.people {
			if a := &e.people[i]; a.d == d {
				at[a.name.First] = true
			}
		}
	}
	return at
}

// beside reads the post that stands with the name at token i, which no event has: as
// in a list of people of which the name is the first.
func (x *reader) beside(i int) (*string, []rostrum.Span) {
	at, ok := sentenceOf(x.d, i)
	if !ok {
		return nil, nil
	}
	s := x.d.Sentences[at]
	if r := (grammar.Range{First: s.First, Last: s.Last}); x.roll.d != x.d || x.roll.of != r {
		x.roll.d, x.roll.of, x.roll.list = x.d, r, x.people(s.First, s.Last) // once for all its names
	}
	for _, p := range x.roll.list {
		if p.name.first == i && !p.null {
			return x.posted(p)
		}
	}
	// the list that begins with the sentence does not reach so far
	if p, ok := x.personAt(i, s); ok {
		return x.posted(p)
	}
	return nil, nil
}

// longList is how many words of a list are read for what stands behind one of its names.
const longList = 600

// personAt reads the person whose name begins at a token of a sentence, with the posts
// before and behind it.
func (x *reader) personAt(i int, s text.Sentence) (person, bool) {
	for _, p := range x.people(i, min(s.Last, i+longList)) {
		if p.name.first == i && !p.null {
			if pre, _ := x.prePost(s.First, i); !pre.Empty() {
				p.posts = append([]grammar.Range{pre}, p.posts...)
			}
			return p, true
		}
	}
	return person{}, false
}

// sentenceOf returns which sentence holds a token.
func sentenceOf(d *text.Doc, i int) (int, bool) {
	k := sort.Search(len(d.Sentences), func(k int) bool { return d.Sentences[k].Last > i })
	return k, k < len(d.Sentences)
}

// posted words the parts of the post of somebody, unless he is dead.
func (x *reader) posted(one person) (*string, []rostrum.Span) {
	if len(one.posts) == 0 || x.gone(one) {
		return nil, nil
	}
	var parts []string
	var at []rostrum.Span
	for _, p := range one.posts {
		parts, at = append(parts, x.d.Quote(p.First, p.Last)), append(at, span(x.d, p))
	}
	s := strings.Join(parts, " | ")
	return &s, at
}

func (x *reader) kindOf(c text.Class) string {
	switch {
	case c.Has(x.c.falseName):
		return ""
	case c.Has(x.c.site | x.c.shrine):
		return rostrum.MentionSite
	case c.Has(x.c.organisation):
		return rostrum.MentionOrganisation
	case c.Has(x.c.place | x.c.country | x.c.home):
		return rostrum.MentionPlace
	case c.Has(x.c.weapon):
		return rostrum.MentionWeapon
	}
	return ""
}
