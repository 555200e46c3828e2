package extract

import (
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// prePost finds the post that stands right before a name: tokens [first, last)
// end at the name. broken tells that other words stand there too.
func (x *reader) prePost(first, last int) (post grammar.Range, broken bool) {
	d := x.d
	// back to the last mark or word that no post holds
	i := last
	for i > first {
		t := &d.Tokens[i-1]
		if i < last && d.Tokens[i].Is(text.LineStart) && !t.Is(text.Punct) {
			first = i // a heading without a mark ends before the line
			break
		}
		if t.Is(text.Punct) {
			if t.Mark == '"' && i-2 >= first && d.Tokens[i-2].Mark == ',' {
				break // words that somebody said end here
			}
			if t.Mark == '\'' || t.Is(text.Quoted|text.Parenthesis) || t.Mark == '"' || t.Mark == '&' || t.Mark == '.' && t.Is(text.Glued) {
				i--
				continue
			}
			if t.Mark == ',' && x.splitPre(i-1, first, last) {
				i--
				continue
			}
			break
		}
		if t.Is(text.Quoted) {
			i--
			continue
		}
		if t.Class.Has(x.c.and) {
			if !x.andInside(i-1, first, last) {
				break
			}
			i--
			continue
		}
		if t.Class.Has(x.c.background) {
			break // "Some days ago Minister A"
		}
		if t.Class.Has(x.c.postBreak|x.c.other|x.c.relative|x.c.including) && !t.Class.Has(x.c.of) {
			// "the Committee for Relations with Foreign Countries A"
			if i-2 >= first && i < last && d.Tokens[i-2].Is(text.Capital) && d.Tokens[i].Is(text.Capital) && !x.hasTitle(i, last) && x.hasTitle(first, i-2) && !x.nameEnds(i-1) {
				i--
				continue
			}
			break
		}
		if t.Class.Has(x.c.verb) && !t.Is(text.Capital) && !t.Class.Has(x.c.title) {
			break
		}
		i--
	}
	start := i
	for start < last && (d.Tokens[start].Class.Has(x.c.article|x.c.possessive|x.c.honorific|x.c.adverb|x.c.manner|x.c.pronoun) || d.Tokens[start].Class.Has(x.c.siteStop) && !d.Tokens[start].Is(text.Capital) && !d.Tokens[start].Class.Has(x.c.postWord) || d.Tokens[start].Is(text.Punct) || x.dateWord(start)) &&
		!(d.Tokens[start].Class.Has(x.c.title) && !d.Tokens[start].Class.Has(x.c.honorific)) && !(d.Tokens[start].Is(text.Capital) && d.Tokens[start].Class.Has(x.c.postWord)) {
		start++
	}
	if start < last && x.opensSentence(start) && d.Tokens[start].Class.Has(x.c.in) {
		for start++; start < last && !d.Tokens[start].Is(text.Capital); start++ { // "In this regard Minister A"
		}
	}
	end := last
	for end > start && (d.Tokens[end-1].Class.Has(x.c.honorific) && !d.Tokens[end-1].Class.Has(x.c.title|x.c.rank) || d.Tokens[end-1].Is(text.Punct) && d.Tokens[end-1].Mark != ')') {
		end--
	}
	if start >= end {
		return grammar.Range{}, i > first && !x.separators(first, i)
	}
	if !x.hasTitle(start, end) {
		return grammar.Range{}, true
	}
	// lower-case prose before the title is not the post: "and was met by its …"
	for from := start; start < end && (!x.postOpens(start, end) || x.prose(start, end, start-from)); start++ {
	}
	if start >= end || !x.tight(start, end) {
		return grammar.Range{}, true
	}
	return grammar.Range{First: start, Last: end}, i > first && !x.separators(first, i)
}

// prose reports whether the word at k is none of a post but stands in the sentence
// before one that is written large, "in a serious situation Minister A", where n words
// were passed over already. One word alone may say which: "the new Ambassador A".
func (x *reader) prose(k, end, n int) bool {
	d := x.d
	if t := &d.Tokens[k]; t.Is(text.Capital|text.Quoted|text.Punct|text.Number) || t.Class&^(x.c.common|x.c.eventNoun|x.c.adverb) != 0 || !t.Class.Has(x.c.common|x.c.eventNoun) {
		return false
	}
	if n == 0 && k+1 < end && d.Tokens[k+1].Is(text.Capital) {
		return false
	}
	for k++; k < end; k++ {
		if t := &d.Tokens[k]; t.Class.Has(x.c.title | x.c.rank) {
			return t.Is(text.Capital)
		}
	}
	return false
}

// nameEnds reports whether a name of the list being read ends before token k.
func (x *reader) nameEnds(k int) bool {
	for _, n := range x.names {
		if n.last == k {
			return true
		}
	}
	return false
}

// postOpens reports whether the post before a name may begin at token k.
func (x *reader) postOpens(k, end int) bool {
	t := &x.d.Tokens[k]
	if t.Class.Has(x.c.title|x.c.rank|x.c.postWord|x.c.demonym|x.c.country|x.c.home|x.c.orgNoun) || t.Is(text.Capital) || t.Is(text.Quoted) {
		return x.hasTitle(k, end)
	}
	return x.postStart(k, end)
}

func (x *reader) dateWord(k int) bool {
	t := &x.d.Tokens[k]
	return t.Is(text.Capital|text.Number) && x.p.Calendar.Word(t.Word)
}

func (x *reader) separators(first, last int) bool {
	for k := first; k < last; k++ {
		t := &x.d.Tokens[k]
		if t.Mark != ',' && !t.Class.Has(x.c.and) && t.Mark != ';' {
			return false
		}
	}
	return true
}

// splitPre reports whether a comma inside what stands before a name belongs to
// the post: "senior party, state and army officials".
func (x *reader) splitPre(comma, first, last int) bool {
	d := x.d
	if comma == first {
		return false
	}
	p, n := &d.Tokens[comma-1], &d.Tokens[comma+1]
	if comma+1 >= last {
		return false
	}
	// adjectives in a row, closed by a plural: the next words are small too
	if !p.Is(text.Capital) && p.Class.Has(x.c.postWord) && !n.Is(text.Capital) && !n.Class.Has(x.c.title|x.c.article) && (x.postStart(comma+1, last) || x.hasTitle(comma+1, last)) {
		return true
	}
	if !n.Is(text.Capital) && n.Class.Has(x.c.postWord) && !n.Class.Has(x.c.title) && !x.hasTitle(comma+1, last) && x.hasTitle(first, comma) {
		return true // "officials of the Party, state and armed forces organs"
	}
	// "members of the C.C., the WPK A, B and C": an organisation goes on
	if (n.Class.Has(x.c.article) && comma+2 < last && d.Tokens[comma+2].Is(text.Upper) || n.Is(text.Upper)) && (p.Is(text.Period)) {
		return !x.hasTitle(comma+1, last)
	}
	return false
}

// andInside reports whether "and" at token k belongs to the post before a name:
// "party, state and army officials", "Members of the Land and Sea Bureau X".
func (x *reader) andInside(k, first, last int) bool {
	d := x.d
	if k == first || k+1 >= last {
		return false
	}
	p, n := &d.Tokens[k-1], &d.Tokens[k+1]
	if !p.Is(text.Capital|text.Punct) && !n.Is(text.Capital) && p.Class.Has(x.c.postWord) && n.Class.Has(x.c.postWord) {
		return true
	}
	if p.Is(text.Capital) && n.Is(text.Capital) && p.Class.Has(x.c.title) && !x.pluralWord(k-1) && x.postStart(k+1, last) {
		return true // "Head and Chief Conductor A"
	}
	if p.Is(text.Capital) && n.Is(text.Capital) && !x.postStart(k+1, last) {
		// inside a capitalised name with a title before it
		for j := k - 1; j >= first && j > k-10; j-- {
			if d.Tokens[j].Class.Has(x.c.title) {
				return true
			}
			if d.Tokens[j].Is(text.Punct) {
				return false
			}
		}
	}
	if !p.Is(text.Capital|text.Punct) && !n.Is(text.Capital) && n.Class.Has(x.c.common|x.c.postWord|x.c.article|x.c.eventNoun) && !n.Class.Has(x.c.title|x.c.group|x.c.verb) {
		// "officials of the Party, state and armed forces organs A, B"
		return x.hasTitle(first, k) && !x.hasTitle(k+1, last)
	}
	return false
}

func (x *reader) hasTitle(first, last int) bool {
	for k := first; k < last; k++ {
		if x.d.Tokens[k].Class.Has(x.c.title | x.c.rank) {
			return true
		}
		if n, _, _ := x.p.Phrases.Longest(x.d, k, last, x.c.rank|x.c.title); n > 0 {
			return true
		}
	}
	return false
}

// tight reports whether tokens [start, end) before a name can be a post: a
// title right before the name, or a title with what it belongs to.
func (x *reader) tight(start, end int) bool {
	d := x.d
	t := &d.Tokens[end-1]
	if t.Class.Has(x.c.title | x.c.rank | x.c.group) {
		return true
	}
	if n := end - start; n > 24 {
		return false
	}
	return t.Is(text.Capital|text.Quoted|text.Parenthesis) || t.Class.Has(x.c.orgNoun|x.c.siteNoun|x.c.placeNoun|x.c.country|x.c.home|x.c.common) || t.Mark == '"' || t.Is(text.Period)
}

// resumes reports whether a list that broke off goes on with the next name: its
// item begins behind a separator.
func (x *reader) resumes(a, b int) bool {
	for k := a; k < b; k++ {
		t := &x.d.Tokens[k]
		if t.Mark == ',' || t.Mark == ';' || t.Class.Has(x.c.and) {
			return true
		}
	}
	return false
}
