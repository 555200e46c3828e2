package extract

import (
	"strings"

	"github.com/rostrum-watch/rostrum/internal/text"
)

// name is a person's name in the text, tokens [first, last).
type name struct {
	first, last int
	listed      bool // recognised by its own words; otherwise by its place only
}

// find collects the names of people in tokens [first, last) of the current
// field, in order. Names recognised by place only must stand where an item of a
// list begins.
func (x *reader) find(first, last int, out []name) []name {
	d := x.d
	for i := first; i < last; {
		t := &d.Tokens[i]
		if !t.Is(text.Capital) || t.Is(text.Quoted) {
			i++
			continue
		}
		if n, _, _ := x.p.Phrases.Longest(d, i, last, x.c.phrase); n > 1 {
			if k := x.korean(i, last); k <= n {
				i += n
				continue
			}
		}
		n := x.korean(i, last)
		if n == 0 {
			n = x.linked(i, last)
		}
		if n > 0 {
			if x.eponym(i+n, last) {
				i += n + 1
				continue
			}
			if len(out) > 0 && t.Opens.Has(x.c.leader) && x.honours(out[len(out)-1].last, i) {
				i += n
				continue
			}
			out = append(out, name{i, i + n, true})
			i += n
			continue
		}
		if n := x.placed(i, first, last); n > 0 {
			if x.eponym(i+n, last) || x.owned(i+n, last) {
				i += n
				continue
			}
			out = append(out, name{i, i + n, false})
			i += n
			continue
		}
		i++
	}
	return out
}

// honours reports whether a name stands within the post of the one who is named before
// it: "A, chairman of the Committee for the Centenary of Birth of President B".
func (x *reader) honours(comma, k int) bool {
	d := x.d
	if !x.honoured(k, comma) || d.Tokens[comma].Mark != ',' || !x.postStart(comma+1, k) {
		return false
	}
	for i := comma + 1; i < k; i++ {
		if t := &d.Tokens[i]; t.Mark == ',' || t.Class.Has(x.c.relative|x.c.postBreak) || t.Class.Has(x.c.verb) && !t.Is(text.Capital) {
			return false
		}
	}
	return true
}

// linked returns the length of a name at token i whose middle word gives it
// away, such as a particle that only names hold; or 0.
func (x *reader) linked(i, last int) int {
	d := x.d
	if i+2 >= last || !d.Tokens[i+1].Class.Has(x.c.link) || !d.Tokens[i+1].Is(text.Capital) {
		return 0
	}
	b := &d.Tokens[i+2]
	if !b.Is(text.Capital) || b.Is(text.Punct|text.LineStart|text.Quoted|text.Upper) || d.Tokens[i].Is(text.Punct|text.Upper) {
		return 0
	}
	return 3
}

// korean returns the number of tokens of a family name with its given name at
// token i, or 0.
func (x *reader) korean(i, last int) int {
	d := x.d
	t := &d.Tokens[i]
	if !t.Class.Has(x.c.family) || !t.Is(text.Capital) || t.Is(text.Period|text.Upper) {
		return 0
	}
	if n, _, _ := x.p.Phrases.Longest(d, i, last, x.c.falseName); n > 0 {
		return 0
	}
	n := 1
	strong := 0
	for k := i + 1; k < last && n < 3; k++ {
		t := &d.Tokens[k]
		if !t.Is(text.Capital) || t.Is(text.Quoted|text.LineStart) {
			break
		}
		switch {
		case t.Class.Has(x.c.syllable):
			strong++
		case n == 1 && t.Class.Has(x.c.family) && k+1 < last && d.Tokens[k+1].Class.Has(x.c.syllable) && d.Tokens[k+1].Is(text.Capital) && x.boundary(k+2, last):
			// a syllable that is a family name too
		case x.syllables(k):
			n++
			return n // "Jong-un" is a whole given name
		case n == 2 && t.Class == 0 && !t.Is(text.Period|text.Upper) && d.Tokens[k].End-d.Tokens[k].Start <= 7 && strong == 1 && x.boundary(k+1, last):
			// an unknown second syllable
		case n == 1 && t.Class == 0 && !t.Is(text.Period|text.Upper) && k+1 < last && d.Tokens[k+1].Class.Has(x.c.syllable) && d.Tokens[k+1].Is(text.Capital):
			// an unknown first syllable
		default:
			if n > 1 || strong > 0 {
				return x.full(n)
			}
			return 0
		}
		n++
	}
	if strong == 0 {
		return 0
	}
	return x.full(n)
}

func (x *reader) full(n int) int {
	if n < 2 {
		return 0
	}
	return n
}

// boundary reports whether a name may end before token k.
func (x *reader) boundary(k, last int) bool {
	return k >= last || !x.d.Tokens[k].Is(text.Capital)
}

// syllables reports whether a hyphenated token is made of syllables.
func (x *reader) syllables(k int) bool {
	w := strings.ToLower(x.d.Word(k))
	a, b, ok := strings.Cut(w, "-")
	if !ok {
		return false
	}
	v := x.p.Vocabulary
	return v.Class(v.Find(a)).Has(x.c.syllable) && v.Class(v.Find(b)).Has(x.c.syllable)
}

// eponym reports whether the token after a name makes it the name of something
// else: "… University", "… Square".
func (x *reader) eponym(k, last int) bool {
	d := x.d
	if k >= last {
		return false
	}
	t := &d.Tokens[k]
	if t.Mark == '-' && t.Is(text.Glued) && k+1 < last && d.Tokens[k+1].Is(text.Glued) && d.Tokens[k+1].Is(text.Capital) {
		return true // two names make one: "… Foundation"
	}
	if !t.Is(text.Capital) || t.Is(text.LineStart|text.Punct) {
		return false
	}
	if x.p.Calendar.Word(t.Word) || t.Class.Has(x.c.adverb) {
		return false
	}
	if t.Class.Has(x.c.eponym | x.c.orgNoun | x.c.siteNoun | x.c.placeNoun) {
		return true
	}
	if t.Class.Has(x.c.place | x.c.home | x.c.demonym) {
		// "… Pyongyang Silk Mill"
		for j := k + 1; j < last && j < k+4 && d.Tokens[j].Is(text.Capital) && !d.Tokens[j].Is(text.Punct); j++ {
			if d.Tokens[j].Class.Has(x.c.eponym | x.c.orgNoun | x.c.siteNoun) {
				return true
			}
		}
	}
	return t.Class.Has(x.c.common) && !t.Class.Has(x.c.title)
}

// owned reports whether a place-recognised name is followed by something that
// makes it an adjective of it: "Beijing University".
func (x *reader) owned(k, last int) bool {
	if k >= last {
		return false
	}
	t := &x.d.Tokens[k]
	return t.Is(text.Capital) && !t.Is(text.LineStart) && t.Class.Has(x.c.orgNoun|x.c.siteNoun|x.c.title|x.c.demonym)
}

// longName is how many words a foreign name may have: "Datuk Seri Mohamad Najib
// Bin Tun Haji Abdul Razak".
const longName = 10

// placed returns the length of a foreign name at token i, recognised by where
// it stands: at the head of a list item, or after a title.
func (x *reader) placed(i, first, last int) int {
	d := x.d
	n, known, whole := 0, 0, 0
	for k := i; k < last && n < longName; k++ {
		t := &d.Tokens[k]
		if k > i && t.Is(text.LineStart) && d.Tokens[k-1].Is(text.Punct) {
			break
		}
		if t.Is(text.Punct) || t.Is(text.Quoted) {
			break
		}
		if !t.Is(text.Capital) {
			if n > 0 && x.particled(k) { // "al-Khalifa"
				n++
				whole = n
				continue
			}
			// a particle inside a name
			if n > 0 && t.Class.Has(x.c.particle) && k+1 < last && d.Tokens[k+1].Is(text.Capital) && x.nameWord(k+1) {
				n++
				continue
			}
			break
		}
		if !x.nameWord(k) && !(k == i && x.commonGiven(k, first, last)) && !(k > i && x.commonLast(i, k, first, last)) {
			break
		}
		if k > i && t.Opens.Has(x.c.leader) {
			if m, _, _ := x.p.Phrases.Longest(d, k, last, x.c.leader); m > 0 {
				return 0 // "Recalling" and a leader's name
			}
		}
		if t.Class.Has(x.c.foreign | x.c.family) {
			known++
		}
		n++
	}
	// a trailing initial or particle is no end of a name
	for n > whole && !d.Tokens[i+n-1].Is(text.Capital) {
		n--
	}
	if n == 0 {
		return 0
	}
	before := x.before(i, first)
	if before != elsewhere && i+n < last && d.Tokens[i+n].Class.Has(x.c.of) && !x.titleBefore(i, first) {
		return 0 // "the newspaper X of Y"
	}
	switch before {
	case afterTitle:
		if n == 1 && known == 0 && !x.titleBefore(i, first) && !x.loneName(i, last) {
			return 0 // but "Chairman of the Council Torshyn"
		}
		return n
	case itemStart:
		if n >= 2 {
			return n
		}
		// a single word needs a post after it: "X, minister of Y"
		if d.Tokens[i].Class&^(x.c.foreign|x.c.family) == 0 && d.Tokens[i].End-d.Tokens[i].Start > 2 && i+2 < last && d.Tokens[i+1].Mark == ',' &&
			!x.opensClause(i, first) && x.postStart(i+2, last) && !d.Tokens[i+2].Is(text.Capital) {
			return 1
		}
		return 0
	}
	// "At the ceremony Luis Lopez, president of …": a post behind it tells
	if n >= 2 && i+n+1 < last && d.Tokens[i+n].Mark == ',' && x.postStart(i+n+1, last) {
		if p := &d.Tokens[i-1]; p.Class.Has(x.c.eventNoun) && !p.Is(text.Capital) || x.dateWord(i-1) {
			return n
		}
	}
	return 0
}

// opensClause reports whether token i opens the range only because the sentence
// begins there and its word is nothing but an unknown noun.
func (x *reader) opensClause(i, first int) bool {
	return i == first && x.d.Tokens[i].Is(text.Upper)
}

// particled reports whether a small token is a particle of names with the word it
// belongs to.
func (x *reader) particled(k int) bool {
	head, rest, ok := strings.Cut(x.d.Word(k), "-")
	if !ok || rest == "" || rest[0] < 'A' || rest[0] > 'Z' {
		return false
	}
	v := x.p.Vocabulary
	return v.Class(v.Find(head)).Has(x.c.particle)
}

// commonGiven reports whether a plain word opens a foreign name all the same:
// it is short, stands right behind a title or where an item begins, and unknown
// words of a name follow: "Sun Yuhua", "Desire Delano Bouterse, president of X".
func (x *reader) commonGiven(k, first, last int) bool {
	d := x.d
	t := &d.Tokens[k]
	if k+1 >= last || t.End-t.Start > 6 || t.Class.Has(x.c.notName&^(x.c.article|x.c.pronoun)) || t.Is(text.Upper|text.Period) || x.p.Calendar.Word(t.Word) || !x.unknownName(k+1) {
		return false
	}
	if x.titleBefore(k, first) {
		return true
	}
	j := k + 2
	for j < last && x.unknownName(j) {
		j++
	}
	return x.before(k, first) == itemStart && x.postBehind(j, last)
}

// unknownName reports whether a token can only be a word of a name: it is written large
// and otherwise unknown.
func (x *reader) unknownName(k int) bool {
	t := &x.d.Tokens[k]
	return t.Is(text.Capital) && !t.Is(text.Upper|text.LineStart|text.Punct|text.Period) && t.Class&^(x.c.foreign|x.c.syllable) == 0
}

// loneName reports whether a word of a name stands alone behind the body whose officer
// he is: "Chairman of the Council Torshyn".
func (x *reader) loneName(i, last int) bool {
	p := &x.d.Tokens[i-1]
	return x.unknownName(i) && p.Is(text.Capital) && p.Class.Has(x.c.orgNoun) && !x.pluralOfKnown(i) && !(i+1 < last && x.d.Tokens[i+1].Class.Has(x.c.in|x.c.of|x.c.at))
}

// postBehind reports whether a comma stands at token j and a post behind it.
func (x *reader) postBehind(j, last int) bool {
	return j+1 < last && x.d.Tokens[j].Mark == ',' && x.postStart(j+1, last) && !x.d.Tokens[j+1].Is(text.Capital)
}

// commonLast reports whether a plain word ends a foreign name all the same: unknown
// words stand before it where an item begins, a post behind it ("Ella Rule,
// chairwoman of the society"), or a title stands before them and a mark behind it.
func (x *reader) commonLast(i, k, first, last int) bool {
	d := x.d
	t := &d.Tokens[k]
	not := x.c.notName
	if k == i+1 {
		not &^= x.c.title // "Robert King, special envoy"
	}
	if t.Class.Has(not) || t.Is(text.Upper|text.Period) || x.p.Calendar.Word(t.Word) {
		return false
	}
	for j := i; j < k; j++ {
		if d.Tokens[j].Class&^(x.c.foreign|x.c.syllable) != 0 {
			return false
		}
	}
	if x.before(i, first) != elsewhere && x.postBehind(k+1, last) {
		return true
	}
	return x.titleBefore(i, first) && !t.Class.Has(x.c.notName) && (k+1 == last || d.Tokens[k+1].Mark == ',' || d.Tokens[k+1].Class.Has(x.c.verb))
}

// nameWord reports whether a capitalised token may belong to a foreign name.
func (x *reader) nameWord(k int) bool {
	t := &x.d.Tokens[k]
	if t.Class.Has(x.c.article|x.c.pronoun) && !t.Is(text.Period) && t.End-t.Start > 1 && k+1 < len(x.d.Tokens) && !x.opensSentence(k) {
		// "An Pingnan", "You Quan": written large within a sentence
		n := &x.d.Tokens[k+1]
		return n.Is(text.Capital) && n.Class&^(x.c.syllable|x.c.foreign|x.c.family) == 0
	}
	if t.Class.Has(x.c.foreign) {
		return !t.Class.Has(x.c.title|x.c.rank) || k > 0 && x.d.Tokens[k-1].Class.Has(x.c.title|x.c.foreign)
	}
	if t.Is(text.Period) {
		return t.End-t.Start == 2 || t.End-t.Start == 3 && t.Class&^x.c.syllable == 0 || t.Class == 0 && x.initials(k)
	}
	if t.Is(text.Upper) { // "Abdullah II"
		return k > 0 && x.d.Tokens[k-1].Is(text.Capital) && strings.Trim(x.d.Word(k), "IVX") == ""
	}
	if t.Class.Has(x.c.notName) {
		return false
	}
	if x.p.Calendar.Word(t.Word) {
		return false
	}
	return (!t.Class.Has(x.c.common) || t.Class.Has(x.c.particle) && k > 0 && x.d.Tokens[k-1].Is(text.Capital)) &&
		(!x.pluralOfKnown(k) || k > 0 && (x.d.Tokens[k-1].Class.Has(x.c.particle) || x.titled(k-1)))
}

// titled reports whether token k is an unknown capitalised word right behind a
// title: the given name of somebody.
func (x *reader) titled(k int) bool {
	t := &x.d.Tokens[k]
	return k > 0 && t.Class == 0 && t.Is(text.Capital) && !t.Is(text.Upper) && x.d.Tokens[k-1].Class.Has(x.c.title)
}

// initials reports whether a token is a row of initials: "C.P.".
func (x *reader) initials(k int) bool {
	w := x.d.Word(k)
	if len(w) > 8 || len(w)%2 != 0 {
		return false
	}
	for i := 1; i < len(w); i += 2 {
		if w[i] != '.' || w[i-1] < 'A' || w[i-1] > 'Z' {
			return false
		}
	}
	return true
}

// opensSentence reports whether token k is the first of its sentence.
func (x *reader) opensSentence(k int) bool {
	if k == 0 || x.d.Tokens[k].Is(text.LineStart) {
		return true
	}
	p := &x.d.Tokens[k-1]
	return p.Is(text.Punct) && (p.Mark == '.' || p.Mark == '!' || p.Mark == '?' || p.Mark == ':' || p.Mark == '"' || p.Mark == '-')
}

// pluralOfKnown reports whether an unknown word is the plural of a known one:
// "Nationals".
func (x *reader) pluralOfKnown(k int) bool {
	t := &x.d.Tokens[k]
	if t.Class != 0 {
		return false
	}
	w := x.d.Raw[t.Start:t.End]
	for _, suffix := range x.p.Plural {
		if n := len(w) - len(suffix); n > 2 && strings.EqualFold(w[n:], suffix) {
			if v := x.p.Vocabulary; v.Class(v.Find(strings.ToLower(w[:n]))).Has(x.c.common | x.c.notName) {
				return true
			}
		}
	}
	return false
}

type position uint8

const (
	elsewhere  position = iota
	itemStart           // after a comma, "and", the range's start, "by", "with"
	afterTitle          // after a title, rank or honorific
)

// before says what stands before token i in a range.
func (x *reader) before(i, first int) position {
	d := x.d
	if i == first {
		return itemStart
	}
	t := &d.Tokens[i-1]
	switch {
	case t.Is(text.Punct):
		if t.Mark == ',' || t.Mark == ';' || t.Mark == ')' || t.Mark == '-' || t.Mark == ':' {
			return itemStart
		}
		if t.Mark == '"' {
			return afterTitle
		}
		return elsewhere
	case t.Class.Has(x.c.title | x.c.rank | x.c.honorific | x.c.kin):
		return afterTitle
	case t.Class.Has(x.c.demonym) && t.Is(text.Capital) && i+2 < len(d.Tokens) && d.Tokens[i+1].Is(text.Capital) && d.Tokens[i].Class&^(x.c.foreign|x.c.syllable) == 0:
		return itemStart // "Kenyan Mwange Morris Mureithi"
	case t.Class.Has(x.c.and | x.c.postBreak | x.c.including):
		return itemStart
	case t.Is(text.LineStart) && t.Is(text.Capital):
		return elsewhere
	}
	// "German ambassador to the DPRK Gerhard Thiedemann": a title earlier in
	// the same item, and a country, organisation or institution before the name
	if t.Class.Has(x.c.country|x.c.home|x.c.orgNoun|x.c.siteNoun|x.c.demonym|x.c.place|x.c.title|x.c.here) || t.Is(text.Upper) || t.Is(text.Capital) && t.Class.Has(x.c.common) || x.endsPhrase(i) {
		for k := i - 1; k >= first && k > i-14; k-- {
			u := &d.Tokens[k]
			if u.Is(text.Punct) && u.Mark != '"' && u.Mark != '\'' && u.Mark != '.' {
				break
			}
			if u.Class.Has(x.c.title | x.c.rank) {
				return afterTitle
			}
		}
	}
	return elsewhere
}

// titleBefore reports whether a title, rank or honorific stands right before
// token i.
func (x *reader) titleBefore(i, first int) bool {
	return i > first && x.d.Tokens[i-1].Class.Has(x.c.title|x.c.rank|x.c.honorific)
}

// endsPhrase reports whether a known organisation or place ends before token i.
func (x *reader) endsPhrase(i int) bool {
	for k := i - 1; k >= 0 && k > i-7; k-- {
		if n, _, _ := x.p.Phrases.Longest(x.d, k, i, x.c.phrase|x.c.organisation); n == i-k {
			return true
		}
	}
	return false
}

// key is the repaired form of a name.
func (x *reader) key(n name) string {
	return x.d.Join(n.first, n.last)
}
