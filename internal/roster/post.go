package roster

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Where people stand.
const (
	sideOwn    = "own"
	sideAbroad = "abroad"
)

// posts knows how posts are worded.
type posts struct {
	fillers, joined, stops, past, empty, sidelines            map[string]bool
	soldiers, generic, public, local, ages, temporary, sentTo map[string]bool
	pointers, vocab, party, burials, dead                     map[string]bool
	long                                                      []slippable // words of vocab that a slip is looked for in, sorted
	sheds                                                     [][]string  // the longest first
	alike                                                     map[string]string
	shorts                                                    *tree // value: the words
	heads                                                     *tree // value: name of a head
	orgs                                                      *tree // value: id of an organisation
	whole                                                     *tree // the names of the state itself
	lead                                                      *tree // what stands between people and who leads them
	sides                                                     *tree // value: a side
	joins                                                     *tree
	byHead                                                    map[string]*head
	groups, citizens                                          map[string]bool   // by head
	parts                                                     map[string]string // name of a part -> id
	tree                                                      map[string]*Organisation
	order                                                     []string
	state                                                     string
}

const comma = ","

// cut cuts a post into lower-case words, with commas; words that stand for others
// are put right.
func (p *posts) cut(s string) []string {
	words, _ := p.cutAt(s)
	return words
}

// span is where a word stands in what it was cut from.
type span struct{ start, end int }

func (p *posts) cutAt(s string) ([]string, []span) {
	var words []string
	var at []span
	var b strings.Builder
	start, here := 0, 0
	flush := func() {
		if b.Len() > 0 {
			w := b.String()
			for _, to := range p.stands(w) {
				words, at = append(words, to), append(at, span{start, here})
			}
			b.Reset()
		}
	}
	within := 0 // parentheses: what stands there says the same again
	for i, r := range s {
		here = i
		switch {
		case r == '(':
			flush()
			within++
		case r == ')':
			within = max(within-1, 0)
		case within > 0:
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if b.Len() == 0 {
				start = i
			}
			b.WriteRune(unicode.ToLower(r))
		case r == '.' || r == '\'' || r == '’' || r == '‘':
		case r == ',' || r == ';' || r == '|':
			flush()
			words, at = append(words, comma), append(at, span{i, i + 1})
		default:
			flush()
		}
	}
	here = len(s)
	flush()
	for range 2 { // what a short form stands for may hold another
		words, at = p.spellOut(words, at)
	}
	return words, at
}

// stands gives the words that a word stands for.
func (p *posts) stands(w string) []string {
	if to, ok := p.alike[w]; ok {
		return strings.Fields(to)
	}
	return []string{w}
}

func (p *posts) spellOut(words []string, at []span) ([]string, []span) {
	if p.shorts == nil {
		return words, at
	}
	var out []string
	var where []span
	for i := 0; i < len(words); {
		if long, end := p.shorts.longest(words, i, nil); end > 0 {
			for _, w := range strings.Fields(long) {
				out, where = append(out, w), append(where, span{at[i].start, at[end-1].end})
			}
			i = end
			continue
		}
		out, where = append(out, words[i]), append(where, at[i])
		i++
	}
	return out, where
}

// Post is one post out of those that a report gives a person.
type Post struct {
	Head   string   `json:"head"`           // what he is, in the profile's words, or the words given
	Org    string   `json:"org,omitempty"`  // id of the organisation, "" where none is named
	One    bool     `json:"one"`            // the office has one holder
	Rank   bool     `json:"rank,omitempty"` // a rank
	Past   bool     `json:"past,omitempty"` // held no longer
	body   string   // as worded here
	part   int      // of the post, from 0
	cut    bool     // broken off behind the head
	joined bool     // with the next by a joining word alone
	points bool     // the body is said to be that named before
	loose  []string // words of a body that do not tell which it is, where none is told
	group  bool
	beside bool // held beside other offices
	known  bool // the head is one of the profile's
}

// office is what the post is, by name: the same whichever way it is worded.
func (p *Post) office() string {
	if p.Org == "" {
		return ""
	}
	return p.Head + "@" + p.Org
}

// reading is what a post as worded says.
type reading struct {
	posts   []Post
	side    string // "" where it does not say
	country string // with sideAbroad
	citizen bool
	words   map[string]bool // that carry meaning
}

// read parses a post as worded. context is the body that the report spoke of
// before, which a bare head or a part of a body may belong to; own is whether the
// person is of the own state as far as the name tells.
func (k *Knowledge) read(post, context string, own bool) *reading {
	p := &k.posts
	words, at := p.cutAt(post)
	r := &reading{words: map[string]bool{}}
	capital := p.capitals(post)
	p.mendHeads(words)
	marks := p.marked(words, capital)
	r.side, r.country = p.sideOf(words, marks, capital)
	for _, w := range words {
		if w != comma && !p.fillers[w] && !p.joined[w] {
			r.words[w] = true
		}
	}
	offices, citizens := 0, 0
	aged := slices.ContainsFunc(words, func(w string) bool { return p.ages[w] }) && slices.ContainsFunc(words, isNumber)
	for i, m := range marks {
		next := len(words)
		if i+1 < len(marks) {
			next = marks[i+1].start
		}
		from := 0
		if i > 0 {
			from = marks[i-1].end
		}
		q := Post{Head: m.name, known: true, group: p.groups[m.name]}
		if h := p.byHead[m.name]; h != nil {
			q.One, q.Rank, q.beside = h.One, h.Rank, h.Beside
		}
		q.Past = m.start > 0 && p.past[words[m.start-1]]
		a, b := p.region(words, m.end, next, capital)
		b = p.known(words, a, b, capital)
		c, d := p.region(words, p.before(words, from, m.start, i > 0), m.start, capital)
		q.cut = a == b && m.end < next && words[m.end] != comma && !p.joined[words[m.end]]
		q.part = strings.Count(post[:at[m.start].start], postParts)
		right, left := words[a:b], words[c:d]
		if slices.ContainsFunc(left, func(w string) bool { return !capital[w] && !p.skips(w) && !p.joined[w] }) {
			left = nil // no name, but what is told before it
		}
		right, q.points = p.pointed(right)
		var behind bool
		if q.Org, behind = k.body(&q, right, left, r.side, capital); q.points && k.tree[q.Org] != nil && !k.under(q.Org, context) {
			q.Org = k.partOf(context, p.meaning(right)) // a part of what was named before, and of no other
		}
		if q.Org != "" {
			if !behind {
				a, b = c, d
			}
			q.body = strings.Join(strings.Fields(post[at[a].start:at[b-1].end]), " ")
		} else {
			q.cut = q.cut || p.ofState(right) && p.one(m.name)
			q.loose = p.unshed(p.meaning(slices.Concat(left, right)))
		}
		if p.citizens[m.name] || p.isLocal(q.Org) {
			citizens++
		} else if !q.group {
			offices++
		}
		r.posts = append(r.posts, q)
	}
	r.citizen = aged || citizens > 0 && offices == 0
	for i := range r.posts {
		// a post that names no body is of that of the next only where nothing but a
		// joining word stands between
		next := i + 1
		r.posts[i].joined = next < len(marks) && marks[i].end < marks[next].start &&
			!slices.ContainsFunc(words[marks[i].end:marks[next].start], func(w string) bool { return !p.joined[w] && !p.fillers[w] })
	}
	k.settle(r, context, own)
	return r
}

func isNumber(w string) bool { return w != "" && strings.Trim(w, "0123456789") == "" }

// capitals are the words of a post that begin with a capital.
func (p *posts) capitals(post string) map[string]bool {
	m := map[string]bool{}
	for _, field := range strings.Fields(post) {
		if r, _ := utf8.DecodeRuneInString(field); unicode.IsUpper(r) {
			for _, w := range p.cut(field) {
				m[w] = true
			}
		}
	}
	return m
}

// isLocal tells whether a body that the profile does not know is a works, a school
// or the like.
func (p *posts) isLocal(id string) bool {
	name, free := strings.CutPrefix(id, "~")
	return free && slices.ContainsFunc(strings.Fields(name), func(w string) bool { return p.local[w] })
}

// mark is a head found in a post.
type mark struct {
	name       string
	start, end int
}

// marked finds the heads of a post.
func (p *posts) marked(words []string, capital map[string]bool) []mark {
	var out []mark
	free := true // no word stands before that a rank would be a part of the name of
	for i := 0; i < len(words); {
		// the name of a body may hold a word that heads a post elsewhere
		if _, end := p.orgs.longest(words, i, p.skips); end > i+1 {
			i, free = end, true
			continue
		}
		if name, end := p.heads.longest(words, i, nil); end > 0 && !p.inName(name, words[end:], free) {
			if p.opens(words, i, len(out) > 0, capital) {
				out = append(out, mark{name, i, end})
				i, free = end, true
				continue
			}
			i, free = end-1, false // no post begins within it either
		}
		free = p.skips(words[i]) || p.joined[words[i]] || p.past[words[i]] || !capital[words[i]]
		i++
	}
	return out
}

// opens tells whether a post can begin with the head at a place: at the start,
// behind a comma or a joining word, or, for the first, behind a name, or written
// large behind words that are all small; never within what another post is of.
func (p *posts) opens(words []string, at int, another bool, capital map[string]bool) bool {
	i := at - 1
	for i >= 0 && p.fillers[words[i]] {
		i--
	}
	if i < 0 {
		return true
	}
	if w := words[i]; w == comma || p.joined[w] || p.past[w] {
		return true
	}
	if i < at-1 { // of what stands before
		return !another && capital[words[at]] && !slices.ContainsFunc(words[:at], func(w string) bool { return capital[w] })
	}
	if !another {
		return true
	}
	// a known body may stand before its head
	for from := i; from >= 0 && words[from] != comma && !p.joined[words[from]]; from-- {
		if _, end := p.orgs.longest(words, from, p.skips); end == at {
			return from == 0 || words[from-1] == comma || p.joined[words[from-1]]
		}
	}
	return false
}

// inName tells whether a rank is part of a longer name: what follows is another
// word of it.
func (p *posts) inName(name string, rest []string, free bool) bool {
	h := p.byHead[name]
	return h != nil && h.Rank && (!free || len(rest) > 0 && !p.skips(rest[0]) && !p.joined[rest[0]])
}

func (p *posts) skips(w string) bool { return w == comma || p.fillers[w] }

// region cuts what surrounds a head down to the body it names.
// A word that is written large is part of a name and ends none.
func (p *posts) region(words []string, from, to int, capital map[string]bool) (int, int) {
	for from < to && p.skips(words[from]) {
		if words[from] == comma {
			return from, from // of the next post
		}
		from++
	}
	for i := from; i < to; i++ {
		if p.stops[words[i]] && !capital[words[i]] {
			to = i
			break
		}
	}
	for from < to {
		last := words[to-1]
		if last != comma && !p.fillers[last] && !p.joined[last] && !p.past[last] {
			break
		}
		to--
	}
	return from, to
}

// before is where what belongs to a head begins before it: behind the last comma
// and, after another post, behind the last joining word.
func (p *posts) before(words []string, from, to int, after bool) int {
	for i := to - 1; i >= from; i-- {
		if words[i] == comma || after && p.joined[words[i]] {
			return i + 1
		}
	}
	if after {
		return to
	}
	return from
}

// settle gives posts without a body of their own that of the next post, of the
// context, or that which the head belongs to.
func (k *Knowledge) settle(r *reading, context string, own bool) {
	p := &k.posts
	home := r.side == sideOwn || r.side == "" && own
	for i := range r.posts {
		q := &r.posts[i]
		if name, free := strings.CutPrefix(q.Org, "~"); free && slices.ContainsFunc(strings.Fields(name), func(w string) bool { return p.temporary[w] }) {
			q.group = true // no office: it is gone when the occasion is
		}
		for _, row := range p.sheds {
			if q.Org == "~"+strings.Join(row, " ") {
				q.Org = k.part(row, r.posts, context, q.One || q.points)
			}
		}
	}
	for i := len(r.posts) - 1; i >= 0; i-- {
		q := &r.posts[i]
		h := p.byHead[q.Head]
		if q.Org == "" && !q.group && q.joined && r.posts[i+1].Org != "" && !r.posts[i+1].Rank && !q.Rank && (h == nil || h.At == "") {
			q.Org = r.posts[i+1].Org
		}
		if q.Org == "" && h != nil && h.At != "" && home && !q.cut {
			q.Org = h.At
			if o := p.tree[context]; o != nil && q.Rank && p.soldiers[o.Sphere] && !k.related(context, h.At) && o.side == "" {
				q.Org = context // another armed body, whose people he leads
			}
		}
		if q.Org == "" && context != "" && !q.group && !q.Rank && (len(q.loose) == 0 || subset(q.loose, k.bodyWords(context))) && (h == nil || !h.Sent) {
			q.Org = context
		}
		if o := p.tree[q.Org]; o != nil {
			q.Head = cmp.Or(o.heads[q.Head], q.Head)
			if slices.Contains(o.many, q.Head) {
				q.One = false
			}
			if slices.Contains(o.one, q.Head) {
				q.One = true
			}
		}
	}
	if r.side == "" && home {
		for i := range r.posts {
			if o := p.tree[r.posts[i].Org]; o != nil && !o.common {
				r.side = cmp.Or(o.side, sideOwn)
			}
		}
	}
}
