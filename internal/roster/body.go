package roster

import (
	"slices"
	"strings"
)

// body finds the organisation of a post from what stands behind and before its head.
func (k *Knowledge) body(q *Post, right, left []string, side string, capital map[string]bool) (id string, behind bool) {
	p := &k.posts
	if id, end := p.orgs.longest(left, 0, p.skips); end > 0 && end == len(left) && id != p.state && p.told(right, capital) {
		right = nil // where or how, and not of what
	}
	for n, words := range [][]string{right, left} {
		if h := p.byHead[q.Head]; h != nil && h.Of != "" {
			if id, end := p.orgs.longest(append([]string{h.Of}, words...), 0, p.skips); end == len(words)+1 && side != sideAbroad {
				return id, n == 0
			}
		}
		id, end := p.orgs.longest(words, 0, p.skips)
		switch rest := p.meaning(words[end:]); { // what a known body is of is no other one
		case end > 0 && id == p.state && len(rest) > 0: // of the state's own body
			return p.free(q, rest), n == 0
		case end > 0 && (len(rest) == 0 || len(p.withoutBodies(rest)) == 0):
			if id == p.state {
				continue
			}
			if side == sideAbroad { // another state has one of that name
				return "~" + side + " " + strings.Join(p.meaning(words), " "), n == 0
			}
			return id, n == 0
		}
		if free := p.meaning(p.upToComma(words)); len(free) > 0 {
			if h := p.byHead[q.Head]; n == 1 && h != nil && h.At != "" {
				return "", false // before such a head only a body that is known counts
			}
			if right := p.mended(words); right != nil && side != sideAbroad {
				if h := p.byHead[q.Head]; h != nil && h.Of != "" && !slices.Contains(right, h.Of) {
					right = append([]string{h.Of}, right...)
				}
				if id, end := p.orgs.longest(right, 0, p.skips); end == len(right) && id != p.state {
					return id, n == 0
				}
			}
			return p.free(q, free), n == 0
		}
	}
	return "", false
}

// told tells whether words name no body: they are all small, and not such as tell
// one of many.
func (p *posts) told(words []string, capital map[string]bool) bool {
	if slices.ContainsFunc(words, func(w string) bool { return capital[w] }) {
		return false
	}
	return slices.ContainsFunc(p.meaning(words), func(w string) bool { return !p.generic[w] })
}

// upToComma cuts words at the first comma, but for one behind what only is part of
// a body.
func (p *posts) upToComma(words []string) []string {
	for i, w := range words {
		if w == comma && !slices.ContainsFunc(p.sheds, func(row []string) bool { return slices.Equal(row, slices.DeleteFunc(slices.Clone(words[:i]), p.skips)) }) {
			return words[:i]
		}
	}
	return words
}

// meaning leaves out words that do not tell which body is meant.
func (p *posts) meaning(words []string) []string {
	var out []string
	for i := 0; i < len(words); {
		if _, end := p.whole.longest(words, i, p.skips); end > 0 { // the state's name
			i = end
			continue
		}
		if w := words[i]; w != comma && !p.fillers[w] && !p.empty[w] && !p.joined[w] && !p.pointers[w] {
			out = append(out, w)
		}
		i++
	}
	return out
}

// free makes a body out of words that name none of the profile's.
func (p *posts) free(q *Post, words []string) string {
	for _, row := range p.sheds {
		if slices.Equal(row, words) {
			return "~" + strings.Join(row, " ") // of what, settle finds
		}
	}
	words = p.unshed(words)
	if id, end := p.orgs.longest(words, 0, p.skips); end == len(words) {
		return id
	}
	if rest := p.withoutBodies(words); len(rest) > 0 && !slices.ContainsFunc(rest, func(w string) bool { return !p.generic[w] && !p.citizens[w] }) {
		return "" // of one of many, and it is not said which
	}
	if h := p.byHead[q.Head]; h != nil && h.Of != "" && !slices.Contains(words, h.Of) {
		words = append([]string{h.Of}, words...)
		if id, end := p.orgs.longest(words, 0, p.skips); end == len(words) {
			return id
		}
	}
	words = slices.Clone(words)
	slices.Sort(words)
	return "~" + strings.Join(slices.Compact(words), " ")
}

// unshed leaves out parts that stand for the whole, where it is named.
func (p *posts) unshed(words []string) []string {
	for _, row := range p.sheds {
		if len(row) < len(words) {
			for i := 0; i+len(row) <= len(words); i++ {
				if slices.Equal(words[i:i+len(row)], row) {
					words = append(slices.Clone(words[:i]), words[i+len(row):]...)
					break
				}
			}
		}
	}
	return words
}

// withoutBodies leaves out the names of known bodies.
func (p *posts) withoutBodies(words []string) []string {
	var out []string
	for i := 0; i < len(words); {
		if _, end := p.orgs.longest(words, i, p.skips); end > i+1 {
			i = end
			continue
		}
		out = append(out, words[i])
		i++
	}
	return out
}

// known is where the name of a known body ends that a joining word follows, and
// then no name but what else is told; else the end of the region.
func (p *posts) known(words []string, from, to int, capital map[string]bool) int {
	_, n := p.orgs.longest(words[from:to], 0, p.skips)
	end := from + n
	if n == 0 || end+1 >= to || !p.joined[words[end]] {
		return to
	}
	next := end
	for next < to && (p.joined[words[next]] || p.fillers[words[next]]) {
		next++
	}
	if next < to && capital[words[next]] {
		return to
	}
	return end
}

// pointed takes off the words that say a body is that named before.
func (p *posts) pointed(words []string) (rest []string, points bool) {
	i := 0
	for i < len(words) && words[i] != comma && (p.fillers[words[i]] || p.pointers[words[i]]) {
		points = points || p.pointers[words[i]]
		i++
	}
	if !points {
		return words, false
	}
	return words[i:], true
}

// part finds the body that is called as a part of another only is, by the bodies
// of the posts beside it, else by the context, else the one that is most often
// meant; "" where there is none.
func (k *Knowledge) part(name []string, beside []Post, context string, one bool) string {
	for _, q := range beside {
		for id := q.Org; id != ""; {
			o := k.tree[id]
			if o == nil {
				break
			}
			if slices.Equal(k.cut(o.Name), name) {
				return o.ID
			}
			id = o.In
		}
	}
	if id := k.partOf(context, name); id != "" {
		return id
	}
	if context != "" || one {
		return context
	}
	return k.parts[strings.Join(name, " ")]
}

// partOf finds the part of a body that has a name; "" where it has none so named.
func (k *Knowledge) partOf(id string, name []string) string {
	if o := k.tree[id]; o != nil {
		for _, part := range o.Parts {
			if slices.ContainsFunc(k.tree[part].names, func(n []string) bool { return slices.Equal(n, name) }) {
				return part
			}
		}
	}
	return ""
}

// ofState tells whether nothing but the state stands behind a head.
func (p *posts) ofState(words []string) bool {
	_, end := p.whole.longest(words, 0, p.skips)
	return end > 0 && end == len(words)
}

// one tells whether a body has one of a head.
func (p *posts) one(name string) bool {
	h := p.byHead[name]
	return h != nil && h.One && !h.Sent && h.Of == "" && h.At == ""
}
