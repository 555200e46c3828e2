package extract

import (
	"slices"

	"github.com/rostrum-watch/rostrum/internal/calendar"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// postStart reports whether a post may begin at token i: a title follows before
// any preposition.
func (x *reader) postStart(i, last int) bool {
	d := x.d
	if i < last && d.Tokens[i].Class.Has(x.c.relative) {
		// "A, who is director of X,"
		i++
		for i < last && d.Tokens[i].Class.Has(x.c.verb|x.c.adverb|x.c.article) {
			i++
		}
	}
	for k := i; k < last && k < i+9; k++ {
		t := &d.Tokens[k]
		if t.Is(text.Punct) {
			if t.Mark == '\'' || t.Is(text.Possessive) || t.Mark == '-' || x.rowGoesOn(i, k, last) {
				continue
			}
			return false
		}
		if t.Class.Has(x.c.title | x.c.rank) {
			return true
		}
		if n, _, _ := x.p.Phrases.Longest(d, k, last, x.c.rank|x.c.title); n > 0 {
			return true
		}
		if t.Class.Has(x.c.and) && k > i && k+1 < last && d.Tokens[k-1].Class.Has(x.c.postWord) && d.Tokens[k+1].Class.Has(x.c.postWord) {
			continue // "economic and commercial attache"
		}
		if t.Class.Has(x.c.of|x.c.and|x.c.relative|x.c.verb|x.c.postBreak|x.c.pronoun) && !t.Class.Has(x.c.article) {
			return false
		}
	}
	return false
}

// rowGoesOn reports whether a comma at token k parts the words of a row before the
// title: "military, naval and air attache".
func (x *reader) rowGoesOn(i, k, last int) bool {
	d := x.d
	if d.Tokens[k].Mark != ',' || k == i || k+1 >= last {
		return false
	}
	for j := i; j < k; j++ {
		if t := &d.Tokens[j]; t.Is(text.Capital) || t.Mark != ',' && (!t.Class.Has(x.c.postWord) || t.Class.Has(x.c.title)) {
			return false
		}
	}
	n := &d.Tokens[k+1]
	return n.Class.Has(x.c.postWord) && !n.Is(text.Capital)
}

// crowd reports whether a group without names stands at token i: "officials
// concerned", "their wives", "members of the party". A plural before which
// several names stand joined is a post that they share instead.
func (x *reader) crowd(i, last int, more bool) bool {
	d := x.d
	k := i
	for k < last && k < i+8 && !d.Tokens[k].Class.Has(x.c.title|x.c.group|x.c.rank) {
		k++
	}
	if k >= last {
		return false
	}
	// the head is the last of a row of nouns: "party members"
	for k+1 < last && d.Tokens[k+1].Class.Has(x.c.title|x.c.group) && !d.Tokens[k+1].Is(text.Punct) {
		k++
	}
	t := &d.Tokens[k]
	if !x.pluralWord(k) {
		return false
	}
	if !t.Class.Has(x.c.title) {
		return t.Class.Has(x.c.group)
	}
	// plural: shared by the names before it, if they are joined
	n := x.joinedBefore(i)
	if n < 2 || !x.closedByAnd(i) {
		return true
	}
	if !t.Class.Has(x.c.group) {
		return false
	}
	// closed by several groups: ", officials of X, teachers of Y and …"
	for j := k + 1; j < last; j++ {
		u := &d.Tokens[j]
		if u.Class.Has(x.c.and) && j+1 < last && d.Tokens[j+1].Word == t.Word {
			return true // "officials of ministries and officials in the field"
		}
		if u.Mark == ',' {
			j++
			if e := x.segmentEnd(j, last); x.wholeOrganisation(j, e) {
				j = e - 1
				continue // "members of the C.C., the Party": what it is of goes on
			}
			others := false // "and other members": the names are members too
			for j < last && d.Tokens[j].Class.Has(x.c.article|x.c.other|x.c.postWord|x.c.and) {
				others = others || d.Tokens[j].Class.Has(x.c.other)
				j++
			}
			if others {
				return false
			}
			if j < last && d.Tokens[j].Class.Has(x.c.group) && !x.postStartSingular(j, last) {
				return t.Class.Has(x.c.group)
			}
		}
	}
	return false
}

func (x *reader) postStartSingular(j, last int) bool {
	return j < last && x.d.Tokens[j].Class.Has(x.c.title) && !x.pluralWord(j)
}

// closedByAnd reports whether "and" joins the last two names before token i: only
// then does a plural behind them say what they are.
func (x *reader) closedByAnd(i int) bool {
	for j := len(x.names) - 1; j > 0; j-- {
		if x.names[j].last > i {
			continue
		}
		for k := x.names[j-1].last; k < x.names[j].first; k++ {
			if x.d.Tokens[k].Class.Has(x.c.and) {
				return true
			}
		}
		return false
	}
	return false
}

// joinedBefore counts the names that stand joined right before token i.
func (x *reader) joinedBefore(i int) int {
	n := 0
	end := i
	for j := len(x.names) - 1; j >= 0; j-- {
		nm := x.names[j]
		if nm.last > end {
			continue
		}
		if !x.joined(nm.last, end) {
			break
		}
		n++
		end = nm.first
	}
	return n
}

// postEnd returns the token after a post that begins at token i. Commas belong
// to it where an organisation goes on behind them, "and" where another title
// follows.
func (x *reader) postEnd(i, last int, more bool) int {
	d := x.d
	end := x.postEndLoose(i, last, more)
	// no post ends in "of the" or "to"
	for end > i+1 && !d.Tokens[end-1].Is(text.Capital|text.Punct) && d.Tokens[end-1].Class.Has(x.c.of|x.c.and|x.c.in|x.c.at|x.c.article|x.c.postBreak|x.c.siteStop) && !d.Tokens[end-1].Class.Has(x.c.title|x.c.postWord) {
		end--
	}
	return end
}

// postEndLoose is postEnd but for the small words that may be left at the end.
func (x *reader) postEndLoose(i, last int, more bool) int {
	d := x.d
	k := i
	end := i
	for k < last {
		t := &d.Tokens[k]
		if t.Opens.Has(x.c.organisation) {
			if n, _, _ := x.p.Phrases.Longest(d, k, last, x.c.organisation); n > 1 && x.comma(k, k+n) < k+n {
				k += n // "Front of Workers, Peasants and Students": one body
				end = k
				continue
			}
		}
		switch {
		case t.Is(text.LineStart) && k > i && x.resumesLine(k, last):
			// "… of the C.C." cut off before "WPK"
		case t.Mark == ',' && x.rowGoesOn(i, k, last):
		case t.Mark == ',' || t.Is(text.LineStart) && k > i && !t.Is(text.Punct):
			j := k
			if t.Mark == ',' {
				j++
			}
			and := j < last && d.Tokens[j].Class.Has(x.c.and)
			if and {
				j++
			}
			if !x.continues(j, k, last, more, and) {
				return end
			}
			if k = max(j, k+1); k > last {
				k = last
			}
			continue
		case t.Class.Has(x.c.and):
			// "senior party and state officials": no post yet
			if x.holds(grammar.Range{First: i, Last: k}, x.c.title|x.c.rank|x.c.group) && !x.continuesAnd(k+1, last, more) {
				return end
			}
		case t.Is(text.Punct):
			switch t.Mark {
			case '\'', '-', '/', '&':
			case '.':
				if k+1 >= last || !d.Tokens[k+1].Is(text.Glued) {
					return end
				}
			case '"', '(':
				if t.Is(text.Parenthesis) && k > i {
					// "(WPK)" belongs to the post
					for k+1 < last && d.Tokens[k+1].Is(text.Parenthesis) {
						k++
					}
				}
			case ')':
			default:
				return end
			}
		case k > i && x.dateAt(k):
			return end
		case t.Class.Has(x.c.here) && k > i && d.Tokens[k-1].Class.Has(x.c.orgNoun|x.c.siteNoun) && !d.Tokens[k-1].Is(text.Capital):
			// "of the embassy here"
		case t.Class.Has(x.c.here) || t.Class.Has(x.c.verb) && !t.Is(text.Capital|text.Quoted):
			return end
		case t.Class.Has(x.c.relative):
			_, title := x.relativePost(k, last)
			if title == 0 {
				return end
			}
			k = title
		case t.Class.Has(x.c.postBreak) && !t.Class.Has(x.c.of) && !t.Is(text.Capital|text.Quoted):
			// "Relations with Foreign Countries", "researcher at X University"
			n := k + 1
			for t.Class.Has(x.c.postLink) && n+1 < last && n < k+3 && d.Tokens[n].Class.Has(x.c.article|x.c.of|x.c.siteStop) && !d.Tokens[n].Is(text.Capital) {
				n++ // "worker under the Central Committee", "chairman of the one side to the Committee"
			}
			if n >= last || !d.Tokens[n].Is(text.Capital) || x.nameStarts(n) || k == i || t.Class.Has(x.c.verb) {
				return end
			}
			if n+1 < last && d.Tokens[n+1].Class.Has(x.c.postLink) && !d.Tokens[n+1].Is(text.Capital) {
				return end // "and from the Russian side B"
			}
		}
		k++
		end = k
	}
	if more {
		// the next name follows without a mark: its own post is the last segment
		for j := end - 1; j > i; j-- {
			t := &d.Tokens[j]
			if t.Mark == ',' || t.Class.Has(x.c.and) && x.postStart(j+1, end) {
				if d.Tokens[j-1].Mark == ',' && t.Class.Has(x.c.and) {
					j--
				}
				return j
			}
		}
		return i
	}
	return end
}

// resumesLine reports whether a line that begins at token k goes on with the
// organisation that an abbreviation at the end of the line before belongs to:
// what follows it is no name and no other post.
func (x *reader) resumesLine(k, last int) bool {
	d := x.d
	if k == 0 || !d.Tokens[k-1].Is(text.Period) {
		return false
	}
	j := k
	if d.Tokens[j].Class.Has(x.c.article) {
		j++
	}
	if j >= last || !d.Tokens[j].Is(text.Capital) || x.nameStarts(j) {
		return false
	}
	if n, _, _ := x.p.Phrases.Longest(d, j, last, x.c.organisation); n > 0 {
		j += n
	} else {
		for j++; j < last && (d.Tokens[j].Is(text.Capital|text.Possessive) && !d.Tokens[j].Is(text.LineStart) || d.Tokens[j].Mark == '\'' || d.Tokens[j].Class.Has(x.c.of)) && !d.Tokens[j].Class.Has(x.c.title); j++ {
		}
	}
	return j >= last || d.Tokens[j].Mark == ',' || d.Tokens[j].Mark == '.' || d.Tokens[j].Class.Has(x.c.and|x.c.of|x.c.relative)
}

// relativePost returns the post that "who is state councillor", "who doubles as
// chairman" gives at the relative k, from its first word to its title; 0 where
// none follows.
func (x *reader) relativePost(k, last int) (start, title int) {
	d := x.d
	for j := k + 1; j < last && j < k+6; j++ {
		t := &d.Tokens[j]
		if t.Class.Has(x.c.title) && j+1 < last && !d.Tokens[j+1].Is(text.Capital|text.Punct) && d.Tokens[j+1].Class.Has(x.c.common|x.c.eventNoun) && !d.Tokens[j+1].Class.Has(x.c.of|x.c.and|x.c.postBreak|x.c.relative|x.c.here|x.c.title) {
			continue // "on an official visit"
		}
		if t.Class.Has(x.c.title) {
			for start = j; start > k+1; start-- {
				p := &d.Tokens[start-1]
				if !p.Is(text.Capital) && p.Class.Has(x.c.verb|x.c.postBreak|x.c.article|x.c.adverb) && !p.Class.Has(x.c.postWord) {
					break
				}
			}
			return start, j
		}
		if t.Is(text.Punct) || t.Class.Has(x.c.and|x.c.pronoun) {
			return 0, 0
		}
		if j > k+1 && t.Is(text.Capital) && !t.Class.Has(x.c.postWord) {
			if d.Tokens[k+1].Class.Has(x.c.passive) {
				return j - 1, j - 1 // "who is chairing the X Association"
			}
			return 0, 0 // "who visited X as head of a delegation"
		}
	}
	return 0, 0
}

// nameStarts reports whether a name of the list being read begins at token k.
func (x *reader) nameStarts(k int) bool {
	for _, n := range x.names {
		if n.first == k {
			return true
		}
	}
	return false
}

// dateAt reports whether a date wording begins at token k.
func (x *reader) dateAt(k int) bool {
	if !x.p.Calendar.Word(x.d.Tokens[k].Word) || !x.d.Tokens[k].Is(text.Capital) {
		return false
	}
	i, ok := sentenceOf(x.d, k)
	return ok && slices.ContainsFunc(x.datesOf(i), func(d calendar.Date) bool { return d.First == k })
}

// segmentEnd returns the token of the next comma, semicolon or "and" from token
// j on.
func (x *reader) segmentEnd(j, last int) int {
	for j < last && x.d.Tokens[j].Mark != ',' && x.d.Tokens[j].Mark != ';' && !x.d.Tokens[j].Class.Has(x.c.and) {
		j++
	}
	return j
}

// continues reports whether a post goes on at token j behind a comma at k.
func (x *reader) continues(j, k, last int, more, and bool) bool {
	d := x.d
	if j >= last {
		return false
	}
	e := x.segmentEnd(j, last)
	if e == last && more {
		return x.wholeOrganisation(j, e) && d.Tokens[k-1].Is(text.Period) // else that of the next name
	}
	t := &d.Tokens[j]
	if t.Class.Has(x.c.other|x.c.possessive|x.c.verb) || t.Class.Has(x.c.postBreak) && !t.Class.Has(x.c.of) {
		return false
	}
	if t.Class.Has(x.c.article) && x.officeOf(j+1, e) {
		return false // somebody else, by office alone
	}
	if x.postStart(j, e) {
		// another post of the same man begins small and is no plural group
		if t.Is(text.Capital) && !t.Is(text.Upper) {
			return false
		}
		return !x.plural(grammar.Range{First: j, Last: e})
	}
	if x.wholeOrganisation(j, e) && !and {
		return true
	}
	s := j
	if d.Tokens[s].Class.Has(x.c.article) {
		s++
	}
	if s >= e || and {
		return false
	}
	// "C.C., the WPK": an organisation goes on behind its committee
	return d.Tokens[s].Is(text.Capital) && !d.Tokens[s].Class.Has(x.c.group)
}

// wholeOrganisation reports whether tokens [j, e) are the name of a known
// organisation and nothing else.
func (x *reader) wholeOrganisation(j, e int) bool {
	if j < e && x.d.Tokens[j].Class.Has(x.c.article) {
		j++
	}
	for j < e && x.d.Tokens[e-1].Mark == ',' {
		e--
	}
	if j >= e {
		return false
	}
	if n, class, _ := x.p.Phrases.Longest(x.d, j, e, x.c.organisation); n > 0 {
		return n == e-j && class.Has(x.c.organisation)
	}
	return e == j+1 && x.d.Tokens[j].Class.Has(x.c.organisation|x.c.home)
}

// continuesAnd reports whether a post goes on behind "and" at token j.
func (x *reader) continuesAnd(j, last int, more bool) bool {
	d := x.d
	if j >= last {
		return false
	}
	e := x.segmentEnd(j, last)
	if e == last && more {
		return false
	}
	t := &d.Tokens[j]
	if t.Class.Has(x.c.other|x.c.possessive) || t.Class.Has(x.c.article) && x.officeOf(j+1, e) {
		return false
	}
	if x.postStart(j, e) {
		if x.plural(grammar.Range{First: j, Last: e}) && x.crowdHead(j, e) {
			return x.pluralBefore(j) || x.withinName(j)
		}
		return true
	}
	if x.crowdHead(j, e) {
		return x.withinName(j)
	}
	if t.Class.Has(x.c.article) {
		return j+1 < last && d.Tokens[j+1].Is(text.Capital) && !x.crowdHead(j, e)
	}
	// "Ministry of Land and Environment Protection"
	return t.Is(text.Capital) || !t.Class.Has(x.c.group|x.c.verb|x.c.article|x.c.pronoun)
}

// withinName reports whether "and" before token j stands inside the name of an
// organisation: "the Union of Writers and Artistes in Japan".
func (x *reader) withinName(j int) bool {
	d := x.d
	if j < 2 || !d.Tokens[j].Is(text.Capital) || !d.Tokens[j-2].Is(text.Capital) {
		return false
	}
	for k := j - 2; k >= 0 && k > j-10; k-- {
		t := &d.Tokens[k]
		if t.Is(text.Punct) && t.Mark != '\'' {
			return false
		}
		if t.Class.Has(x.c.orgNoun) && t.Is(text.Capital) {
			return true
		}
	}
	return false
}

// pluralBefore reports whether the post that "and" goes on with is a plural
// too: "members of the Political Bureau and secretaries of the C.C.".
func (x *reader) pluralBefore(j int) bool {
	for k := j - 2; k >= 0 && k > j-14; k-- {
		t := &x.d.Tokens[k]
		if t.Class.Has(x.c.title) {
			return x.pluralWord(k)
		}
	}
	return false
}

// crowdHead reports whether the first noun that could head tokens [j, e) names
// a group.
func (x *reader) crowdHead(j, e int) bool {
	for k := j; k < e && k < j+8; k++ {
		t := &x.d.Tokens[k]
		if t.Class.Has(x.c.of) {
			return false
		}
		if t.Class.Has(x.c.group) && !t.Class.Has(x.c.orgNoun) { // "the party and armed forces organs"
			return x.pluralWord(k) || !t.Class.Has(x.c.title)
		}
		if t.Class.Has(x.c.title) && !(k+1 < e && x.d.Tokens[k+1].Class.Has(x.c.title|x.c.group)) {
			return false
		}
	}
	return false
}

// plural reports whether a post is one of several people: its head, the last
// title before a preposition, is a plural.
func (x *reader) plural(r grammar.Range) bool {
	head := -1
	for k := r.First; k < r.Last; k++ {
		t := &x.d.Tokens[k]
		if head >= 0 && (t.Class.Has(x.c.of) || t.Is(text.Punct) && x.d.Tokens[head].Class.Has(x.c.title|x.c.rank)) {
			break
		}
		if t.Class.Has(x.c.title | x.c.rank | x.c.group) {
			head = k
		}
	}
	return head >= 0 && x.pluralWord(head)
}

// pluralWord reports whether a token has a plural ending of the profile.
func (x *reader) pluralWord(k int) bool {
	t := &x.d.Tokens[k]
	w := x.d.Raw[t.Start:t.End]
	for _, suffix := range x.p.Plural {
		if len(w) > len(suffix) && w[len(w)-len(suffix):] == suffix {
			return true
		}
	}
	return false
}
