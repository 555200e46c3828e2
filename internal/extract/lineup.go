package extract

import (
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// person is one item of a list of people, with its posts in text order.
type person struct {
	name  name
	null  bool // an office or kin without a name; name covers the wording
	posts []grammar.Range
	pre   bool // has a post of its own before the name
	share bool // has it together with others
	after bool // has a post of its own after the name
	last  int  // token after everything that belongs to the item
}

// people reads tokens [first, last) as a list of people with posts before,
// after and shared. It stops where the list does.
func (x *reader) people(first, last int) []person {
	found := x.find(first, last, x.names[:0])
	names := found[:0]
	kin, several := false, false // within "families of A, B and C"
	for i, n := range found {
		if several = several && x.joined(found[i-1].last, n.first); !several {
			kin, several = x.kinOf(first, n)
		} else if x.d.Tokens[n.first-1].Class.Has(x.c.and) {
			several = false // the last of them
		}
		if !kin && !x.inPost(first, n) && !x.attribute(n) && !(n.last < last && x.d.Tokens[n.last].Is(text.Possessive)) {
			names = append(names, n)
		}
	}
	x.names = names
	if len(names) == 0 {
		return nil
	}
	list := make([]person, 0, len(names))
	var shared grammar.Range // a plural post before several names
	sharing := false
	pre, _ := x.prePost(first, names[0].first)
	for i, n := range names {
		p := person{name: n, last: n.last}
		if !pre.Empty() {
			p.posts = append(p.posts, pre)
			p.pre = true
			sharing = x.plural(pre)
			p.share = sharing
			shared = pre
		} else if sharing {
			p.posts = append(p.posts, shared)
			p.share = true
			// "A, B and C, D": the list that the post opened ends with its "and"
			sharing = !x.d.Tokens[n.first-1].Class.Has(x.c.and)
		}
		next := last
		if i+1 < len(names) {
			next = names[i+1].first
		}
		var after grammar.Range
		var group grammar.Range
		var broken bool
		after, pre, group, broken = x.between(n.last, next, i+1 < len(names), len(p.posts) > 0, p.share)
		list = append(list, p)
		k := len(list) - 1
		if !after.Empty() {
			list[k].last = after.Last
			x.give(list, after)
			if x.d.Tokens[after.First].Class.Has(x.c.of) {
				x.tail(list)
			}
			if !pre.Empty() || x.plural(after) {
				sharing = false
			}
		}
		if !group.Empty() {
			if !x.includedFrom(first, names[0].first) { // who is only counted in has his own post or none
				x.group(list, group)
			}
			list[k].last = group.Last
		}
		gap := next
		if !pre.Empty() {
			gap = pre.First
		}
		list = x.unnamed(list[k].last, gap, list)
		if broken {
			if i+1 < len(names) && !x.resumes(n.last, names[i+1].first) {
				break
			}
			sharing = false
		}
	}
	return list
}

// includedFrom reports whether the list that begins at a name is the named part of a
// crowd: "senior officials, including A".
func (x *reader) includedFrom(first, name int) bool {
	return x.holds(grammar.Range{First: max(first, name-11), Last: name}, x.c.including)
}

// unnamed appends the people of a list who have an office or are kin and no
// name: ", the minister of National Defence", "and his daughter".
func (x *reader) unnamed(i, last int, list []person) []person {
	d := x.d
	for i < last {
		start := i
		for i < last && (d.Tokens[i].Mark == ',' || d.Tokens[i].Mark == ';' || d.Tokens[i].Class.Has(x.c.and)) {
			i++
		}
		if i == start || i+1 >= last {
			break
		}
		t := &d.Tokens[i]
		end := 0
		switch {
		case t.Class.Has(x.c.article) && x.officeOf(i+1, last):
			i++
			end = x.postEnd(i, last, false)
		case t.Class.Has(x.c.possessive) && d.Tokens[i+1].Class.Has(x.c.kin):
			end = i + 2
		}
		if end <= i {
			break
		}
		list = append(list, person{name: name{first: i, last: end}, null: true, posts: []grammar.Range{{First: i, Last: end}}, last: end})
		i = end
	}
	return list
}

// officeOf reports whether an office of one man is named at token i: a title
// with what it belongs to.
func (x *reader) officeOf(i, last int) bool {
	d := x.d
	for k := i; k < last && k < i+6; k++ {
		t := &d.Tokens[k]
		if t.Is(text.Punct) || t.Class.Has(x.c.other|x.c.group|x.c.of|x.c.relative) && !t.Class.Has(x.c.title) {
			return false
		}
		if t.Class.Has(x.c.title) && !(k+1 < last && d.Tokens[k+1].Class.Has(x.c.title|x.c.group|x.c.orgNoun)) {
			return !x.pluralWord(k)
		}
	}
	return false
}

// kinOf reports whether a name only says whose kin somebody is, "widow of ex-President
// A", or of whom a portrait is, and whether several are, "families of A".
func (x *reader) kinOf(first int, n name) (kin, several bool) {
	d := x.d
	k := n.first - 1
	for k > first && d.Tokens[k].Class.Has(x.c.title|x.c.rank|x.c.honorific|x.c.article) && !d.Tokens[k].Class.Has(x.c.of) {
		k--
	}
	for j := k; j > first && x.unknownName(j-1) && (d.Tokens[j].Mark == ',' || d.Tokens[j].Class.Has(x.c.and)); {
		for j--; j > first && x.unknownName(j); j-- { // a name that nothing tells is one: "families of Chen Lei, A and B"
		}
		if d.Tokens[j].Class.Has(x.c.of) {
			k = j
		}
	}
	if k <= first || !d.Tokens[k].Class.Has(x.c.of) || !d.Tokens[k-1].Class.Has(x.c.kin|x.c.monument) {
		return false, false
	}
	return true, x.pluralWord(k - 1)
}

// inPost reports whether a name stands inside a post rather than in the list,
// as in "secretary of the Kim Il Sung Youth League" or "student of Kim X".
func (x *reader) inPost(first int, n name) bool {
	if n.first == first {
		return false
	}
	t := &x.d.Tokens[n.first-1]
	if k := n.first - 2; k >= first {
		if l, _, _ := x.p.Phrases.Longest(x.d, k, n.first, x.c.of); l == 2 {
			return true // "the Society Named after A"
		}
	}
	return t.Class.Has(x.c.of) && !t.Class.Has(x.c.postBreak)
}

// attribute reports whether a name behind an article says whose something is, and is nobody in
// the list: "the A regime", "the A puppet group", "the A "government"".
func (x *reader) attribute(n name) bool {
	d := x.d
	if n.first == 0 || n.last >= len(d.Tokens) || !d.Tokens[n.first-1].Class.Has(x.c.article) {
		return false
	}
	t := &d.Tokens[n.last]
	if t.Mark == '"' {
		return true
	}
	return !t.Is(text.Punct|text.Capital|text.Number) && !t.Class.Has(x.c.verb|x.c.passive|x.c.postBreak|x.c.siteStop|x.c.relative|x.c.subordinator|x.c.of|x.c.in|x.c.at|x.c.and|x.c.adverb|x.c.pronoun|x.c.possessive|x.c.article) && !x.pastForm(n.last)
}

// give hands a post that stands after names to the last, or, where it is a
// plural, to all names before it that are joined to the last and have none of
// their own after them.
func (x *reader) give(list []person, post grammar.Range) {
	k := len(list) - 1
	list[k].posts = append(list[k].posts, post)
	list[k].after = true
	if !x.plural(post) {
		return
	}
	for j := k - 1; j >= 0 && !list[j].after && list[j].share == list[k].share && x.joined(list[j].last, list[j+1].name.first); j-- {
		list[j].posts = append(list[j].posts, post)
		list[j].after = true
	}
}

// tail gives what the last of a list belongs to, "… and Director A of the
// committee", to those before it who have a title of their own before the name
// and nothing behind it.
func (x *reader) tail(list []person) {
	k := len(list) - 1
	post := list[k].posts[len(list[k].posts)-1]
	for j := k - 1; j >= 0 && list[j].pre && !list[j].after && !list[j].share; j-- {
		list[j].posts = append(list[j].posts, post)
		list[j].after = true
	}
}

// joined reports whether only a comma or "and" (and a shared rank) stands
// between two names.
func (x *reader) joined(a, b int) bool {
	for i := a; i < b; i++ {
		t := &x.d.Tokens[i]
		if t.Mark == ',' || t.Class.Has(x.c.and) || t.Class.Has(x.c.rank|x.c.honorific|x.c.title|x.c.postWord) {
			continue
		}
		return false
	}
	return true
}

// group gives "A, B and other officials of X" to those without a post.
func (x *reader) group(list []person, post grammar.Range) {
	for j := len(list) - 1; j >= 0; j-- {
		if len(list[j].posts) > 0 {
			break
		}
		list[j].posts = append(list[j].posts, post)
	}
}

// between reads what stands between a name and the next (or the end of the
// range): the post of the first, the post before the second, the post that a
// closing group gives to the names before it, and whether the list breaks off. pre0
// tells that the first has a post before the name, share that several have it.
func (x *reader) between(first, last int, more, pre0, share bool) (after, pre, group grammar.Range, broken bool) {
	d := x.d
	i := first
	// names may carry an age, or another name in brackets
	for i < last && d.Tokens[i].Is(text.Parenthesis) {
		i++
	}
	if i+2 < last && d.Tokens[i].Mark == ',' && d.Tokens[i+1].Is(text.Number) && d.Tokens[i+2].Mark == ',' {
		i += 2
	}
	for i < last && d.Tokens[i].Is(text.Possessive) {
		i++
		broken = true
	}
	if i >= last {
		return
	}
	t := &d.Tokens[i]
	comma := t.Mark == ',' || t.Is(text.LineStart) && !t.Is(text.Punct)
	if n, _, _ := x.p.Phrases.Longest(d, i, last, x.c.joins); n > 0 && more {
		pre, broken = x.prePost(i+n, last)
		return
	}
	switch {
	case t.Mark == ',' || t.Class.Has(x.c.and) || t.Mark == ';':
		i++
	case x.unparted(i, last):
		comma = true // it was left out
	case t.Is(text.LineStart):
		// the comma was lost where the line was cut
	case t.Class.Has(x.c.of) && pre0:
		if end := x.postEnd(i+1, last, more); end > i+1 {
			after = grammar.Range{First: i, Last: end}
			i = end
		}
		if more {
			pre, broken = x.prePost(i, last)
			return
		}
		return after, pre, group, true
	case t.Class.Has(x.c.relative) && x.givesPost(i, last):
		start, title := x.relativePost(i, last)
		if end := x.postEnd(start, last, more && !d.Tokens[min(last, len(d.Tokens)-1)].Is(text.LineStart)); end > title && d.Tokens[title].Class.Has(x.c.title) {
			after = grammar.Range{First: start, Last: end}
			i = end
		}
		if more {
			pre, broken = x.prePost(i, last)
			return
		}
		return after, pre, group, true
	default:
		// "the list ends here", unless the next name follows at once
		return after, x.preOnly(i, last, more), group, true
	}
	if !comma && t.Class.Has(x.c.and) && i < last {
		if g, ok := x.closing(i, last); ok {
			group = g
			broken = !more
			if more {
				pre, broken = x.prePost(g.Last, last)
			}
			return
		}
	}
	if i < last && d.Tokens[i].Class.Has(x.c.and) {
		i++
		if g, ok := x.closing(i, last); ok && !more {
			return after, pre, g, true
		}
	}
	cut := more && d.Tokens[last].Is(text.LineStart) // the comma before the next name was lost
	if comma && more && !cut && x.opensNext(i, last) {
		return after, grammar.Range{First: i, Last: last}, group, false
	}
	another := i < last && d.Tokens[i].Class.Has(x.c.article) && (share || pre0 && x.opensClauseAt(i, last)) && x.officeOf(i+1, last)
	if comma && !another && x.postStart(i, last) && !x.crowd(i, last, more) {
		end := x.postEnd(i, last, more && !cut)
		if end > i {
			after = grammar.Range{First: i, Last: end}
			i = end
			for i < last && (d.Tokens[i].Mark == ',' || d.Tokens[i].Class.Has(x.c.and)) {
				i++
			}
		}
	}
	i = x.party(i, last)
	if more && cut && i >= last {
		return
	}
	if more {
		pre, broken = x.prePost(i, last)
		return
	}
	return after, pre, group, true
}

// opensClauseAt reports whether an office at token i is the subject of what follows and
// not in apposition: "President A, the reporter said".
func (x *reader) opensClauseAt(i, last int) bool {
	end := x.postEnd(i+1, last, false)
	return end < len(x.d.Tokens) && x.d.Tokens[end].Class.Has(x.c.verb)
}

// unparted reports whether a post that several people share follows the last of
// them without a comma: "A and B members of the Commission".
func (x *reader) unparted(i, last int) bool {
	d := x.d
	return i+1 < last && d.Tokens[i].Class.Has(x.c.title) && !d.Tokens[i].Is(text.Capital|text.Punct) && x.pluralWord(i) && d.Tokens[i+1].Class.Has(x.c.of) && x.closedByAnd(i)
}

func (x *reader) givesPost(k, last int) bool {
	_, title := x.relativePost(k, last)
	return title > 0
}

// opensNext reports whether everything from token i is the post before the next
// name: "A, Vice-Chairman and Director of the Bureau B". It begins large, where
// the posts behind names begin small, and no comma parts it but one before the body
// that a committee is of.
func (x *reader) opensNext(i, last int) bool {
	d := x.d
	if i >= last || !d.Tokens[i].Is(text.Capital) || d.Tokens[i].Is(text.Upper) || !d.Tokens[i].Class.Has(x.c.title|x.c.rank|x.c.postWord) || !x.postStart(i, last) {
		return false
	}
	for k := i; k < last; k++ {
		t := &d.Tokens[k]
		if t.Mark == ',' && d.Tokens[k-1].Is(text.Period) && k+2 < last && d.Tokens[k+1].Class.Has(x.c.article) && d.Tokens[k+2].Is(text.Capital) && !x.hasTitle(k+3, last) {
			continue
		}
		if t.Is(text.Punct) && t.Mark != '\'' && t.Mark != '-' || t.Class.Has(x.c.other|x.c.relative|x.c.verb) && !t.Is(text.Capital) {
			return false
		}
	}
	return !d.Tokens[last-1].Class.Has(x.c.and)
}

// party passes over the people who come with the one named before, "and his
// party,": the list goes on behind them.
func (x *reader) party(i, last int) int {
	d := x.d
	k := i
	if k < last && d.Tokens[k].Class.Has(x.c.and) {
		k++
	}
	if k+1 >= last || !d.Tokens[k].Class.Has(x.c.possessive) || !d.Tokens[k+1].Class.Has(x.c.group) {
		return i
	}
	for k += 2; k < last && (d.Tokens[k].Mark == ',' || d.Tokens[k].Class.Has(x.c.and)); k++ {
	}
	return k
}

func (x *reader) preOnly(i, last int, more bool) grammar.Range {
	if !more {
		return grammar.Range{}
	}
	p, _ := x.prePost(i, last)
	return p
}

// closing reads "other officials of X" at token i.
func (x *reader) closing(i, last int) (grammar.Range, bool) {
	d := x.d
	if i >= last || !d.Tokens[i].Class.Has(x.c.other) {
		return grammar.Range{}, false
	}
	start := i + 1
	if start < last && d.Tokens[start].Class.Has(x.c.and) {
		return grammar.Range{}, false // "and others and officials of X"
	}
	k := start
	for k < last && k < start+4 && !d.Tokens[k].Class.Has(x.c.group|x.c.title) {
		if d.Tokens[k].Is(text.Punct) {
			return grammar.Range{}, false
		}
		k++
	}
	if k >= last || !d.Tokens[k].Class.Has(x.c.group|x.c.title) {
		return grammar.Range{}, false
	}
	end := k + 1
	if h := x.headBehindAnd(k, last); h > 0 {
		end = h + 1
	}
	for end < last && !d.Tokens[end].Is(text.Punct) && !d.Tokens[end].Class.Has(x.c.and|x.c.siteStop|x.c.verb) && !x.dateAt(end) {
		end++
		if start < end-1 && end < last && d.Tokens[end].Class.Has(x.c.and) {
			end = x.bodies(k+1, end, last)
		}
	}
	return grammar.Range{First: start, Last: end}, true
}

// headBehindAnd returns the head of "senior party and state officials" where the word
// at k only tells of what they are; 0 where it is the head.
func (x *reader) headBehindAnd(k, last int) int {
	d := x.d
	if x.pluralWord(k) || k+1 >= last || !d.Tokens[k+1].Class.Has(x.c.and) {
		return 0
	}
	for j := k + 2; j < last && j < k+6; j++ {
		t := &d.Tokens[j]
		if t.Is(text.Punct|text.Capital) || t.Class.Has(x.c.of|x.c.verb|x.c.article) {
			return 0
		}
		if t.Class.Has(x.c.group|x.c.title) && x.pluralWord(j) {
			return j
		}
	}
	return 0
}

// bodies returns where the rest of two bodies ends that are told by common nouns, "of
// the party and the army", from the "and" at k; k where something else is joined.
func (x *reader) bodies(first, k, last int) int {
	d := x.d
	if first >= k || !d.Tokens[first].Class.Has(x.c.of) || d.Tokens[k-1].Is(text.Capital) {
		return k
	}
	j := k + 1
	for j < last && d.Tokens[j].Class.Has(x.c.article) {
		j++
	}
	for n := j; n < last && n < j+3 && !d.Tokens[n].Is(text.Punct|text.Capital) && !d.Tokens[n].Class.Has(x.c.title|x.c.of|x.c.and|x.c.verb); n++ {
		if d.Tokens[n].Class.Has(x.c.orgNoun) && (n+1 == last || d.Tokens[n+1].Is(text.Punct)) {
			return n + 1
		}
	}
	return k
}
