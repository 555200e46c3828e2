package extract

import (
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// withPlace adds to a noun phrase the place behind it: "the Library in Finland".
func (x *reader) withPlace(np grammar.Range, last int) grammar.Range {
	if np.Last < last && x.d.Tokens[np.Last].Class.Has(x.c.in) {
		end := np.Last + 1
		for end < last && end < np.Last+longWhere && (end < np.Last+4 || !x.d.Tokens[end].Class.Has(x.c.verb|x.c.passive|x.c.relative)) {
			end++
		}
		np.Last = end
	}
	return np
}

// longWhere is how many words tell where somebody is at most.
const longWhere = 8

// titledBody reports whether the title in a noun phrase is part of a body's name:
// "General Association".
func (x *reader) titledBody(np grammar.Range) bool {
	for k := np.First; k+1 < np.Last; k++ {
		if x.d.Tokens[k].Class.Has(x.c.title) {
			return x.d.Tokens[k].Is(text.Capital) && x.d.Tokens[k+1].Class.Has(x.c.orgNoun)
		}
	}
	return false
}

// nounPhrase returns the noun phrase that is the subject or object in a range:
// without adverbials before it, and up to the first word that ends it.
func (x *reader) nounPhrase(r grammar.Range) grammar.Range {
	d := x.d
	first := r.First
	for first < r.Last && (d.Tokens[first].Is(text.Punct) || d.Tokens[first].Class.Has(x.c.and|x.c.adverb)) {
		first++
	}
	if first == r.First && first+1 < r.Last && d.Tokens[first].Is(text.Capital) && d.Tokens[first+1].Class.Has(x.c.article) && !d.Tokens[first].Class.Has(x.c.in|x.c.at|x.c.of|x.c.postBreak|x.c.subordinator|x.c.title|x.c.group) && !x.participle(first) && x.opensSentence(first) {
		first++ // "But the spokesman"
	}
	if first == r.First && first+2 < r.Last && x.opensSentence(first) && d.Tokens[first+1].Class.Has(x.c.subordinator) && x.beforeNoun(first+1, r.Last) {
		first++ // "Soon after the fire the mayor"
	}
	if end := x.behindAdverb(first, r.Last); end > first {
		first = end // "Meanwhile, the paper", "Some time ago, the paper"
	}
	counted := x.counted(first, r.Last)
	// an adverbial that opens the sentence ends with its comma
	for counted == 0 && first < r.Last && !d.Tokens[first].Class.Has(x.c.article|x.c.pronoun|x.c.title) && (d.Tokens[first].Class.Has(x.c.in|x.c.at|x.c.of|x.c.postBreak|x.c.subordinator|x.c.adverb) || x.participle(first)) {
		k := first
		for k < r.Last && (d.Tokens[k].Mark != ',' || d.Tokens[k].Is(text.Quoted)) {
			k++
		}
		if k >= r.Last {
			behind := x.behindAdverbial(first, r.Last)
			if d.Tokens[first].Class.Has(x.c.subordinator) && !x.beforeNoun(first, r.Last) || x.participle(first) && (behind == first || !d.Tokens[first].Class.Has(x.c.postBreak) || !d.Tokens[first+1].Class.Has(x.c.article|x.c.possessive)) {
				return grammar.Range{First: r.Last, Last: r.Last}
			}
			if behind == first && x.opensSentence(first) && first+1 < r.Last && d.Tokens[first+1].Class.Has(x.c.article) {
				behind++ // "But the President"
			}
			first = behind
			break
		}
		first = k + 1
	}
	for first < r.Last && (d.Tokens[first].Class.Has(x.c.article|x.c.and) || d.Tokens[first].Mark == ',' || d.Tokens[first].Class.Has(x.c.adverb) && !x.ranks(first, r.Last)) {
		first++
	}
	if counted == 0 && first > r.First && first+1 < r.Last && d.Tokens[first].Is(text.Number) && d.Tokens[first-1].Mark == ',' && d.Tokens[first+1].Is(text.Capital) {
		first++ // "On May 8, 2031 Laine"
	}
	last := max(first, counted)
	for last < r.Last {
		t := &d.Tokens[last]
		if t.Mark == ',' && last > first && last+1 < r.Last && (last == first+1 && d.Tokens[first].Is(text.Period) || x.shortBody(last)) {
			last++ // "the secretary of the C.C., the Party": one body
			continue
		}
		if t.Mark == ',' && last > first && last+1 < r.Last && (x.listOfNames(last, r.Last) || x.listOfWords(first, last, r.Last)) {
			last++
			continue
		}
		if t.Mark == '"' && last > first && (d.Tokens[last-1].Class.Has(x.c.article|x.c.of) && !d.Tokens[last-1].Is(text.Capital) || d.Tokens[last-1].Class.Has(x.c.orgNoun) && last+1 < r.Last && d.Tokens[last+1].Is(text.Capital)) {
			if end := x.behindQuotation(last, r.Last); end > last {
				last = end // "the Union for the Repeal of the "Law""
				continue
			}
		}
		if t.Mark == ',' || t.Mark == ';' || t.Mark == '(' || t.Mark == '"' && last > first {
			break
		}
		if last > first && d.Tokens[last-1].Class.Has(x.c.of) {
			if n := x.signAt(last, r.Last, profile.CueCount); n > 1 {
				last += n // "members of more than 40 guilds"
				continue
			}
		}
		if last > first && t.Class.Has(x.c.postBreak) && x.signs(last, profile.CueCrowd) {
			last++ // "the head of the north side"
			continue
		}
		if last > first && x.countrymen(first, last, r.Last) {
			last++ // "the Association of Finnish Residents in Sweden"
			continue
		}
		if last > first && !t.Is(text.Capital) && (t.Class.Has(x.c.relative|x.c.in|x.c.at|x.c.verb) || t.Class.Has(x.c.postBreak) && !t.Class.Has(x.c.of)) {
			break
		}
		if last > first && (x.dateWord(last) || x.dateAt(last)) && !x.dayNamed(last, r.Last) {
			break
		}
		if last > first && !t.Is(text.Capital) && x.signAt(last, r.Last, profile.CueModal) > 0 {
			break
		}
		if last > first && last+1 < r.Last && x.toldPast(last) && (d.Tokens[last+1].Class.Has(x.c.postBreak|x.c.siteStop) || x.pluralWord(last-1) || d.Tokens[last-1].Class.Has(x.c.country|x.c.home) && x.pluralWord(last+1) && !x.speaks(grammar.Range{First: last + 1, Last: last + 2}) || d.Tokens[last-1].Class.Has(x.c.title|x.c.group|x.c.orgNoun|x.c.organisation)) {
			break // "the society related to shoes", "the ministry seized boots"
		}
		if last > first && last+1 < r.Last && x.participle(last) && !t.Is(text.Capital) && d.Tokens[last-1].Is(text.Capital) && d.Tokens[last+1].Class.Has(x.c.siteStop) {
			break // "the club for the Reunification referring to"
		}
		if last > first+1 && x.opensObject(last) {
			last-- // "demonstrators burnt a flag"
			break
		}
		if last > first && x.endsIn(last, x.p.AdverbEndings) && !x.speaks(grammar.Range{First: last, Last: last + 1}) && (d.Tokens[last-1].Is(text.Capital) || x.speaks(grammar.Range{First: last - 1, Last: last})) && !d.Tokens[last-1].Class.Has(x.c.article) {
			break // "the club fully supports"
		}
		last++
	}
	for last > first && (d.Tokens[last-1].Class.Has(x.c.adverb|x.c.and|x.c.of) || d.Tokens[last-1].Is(text.Punct) && d.Tokens[last-1].Mark != '"' || last > first+1 && x.belongsBehind(last-1, r.Last)) {
		last--
	}
	return grammar.Range{First: first, Last: last}
}

// beforeNoun reports whether a word for what came later, which may open a clause, stands
// before a noun alone: "after the fire the mayor", but not "after the mayor arrived the club".
func (x *reader) beforeNoun(k, last int) bool {
	d := x.d
	if k+1 >= last || !d.Tokens[k].Class.Has(x.c.sequel) || !d.Tokens[k+1].Class.Has(x.c.article|x.c.possessive) {
		return false
	}
	for i := k + 2; i < last; i++ {
		if d.Tokens[i].Class.Has(x.c.verb|x.c.passive|x.c.relative) || x.endsIn(i, x.p.PastEndings) {
			return false
		}
	}
	return true
}

// ranks reports whether what may be an adverb is part of a title: "the first secretary".
func (x *reader) ranks(k, last int) bool {
	return k > 0 && k+1 < last && x.d.Tokens[k-1].Class.Has(x.c.article) && x.d.Tokens[k+1].Class.Has(x.c.title)
}

// counted returns where behind a figure that opens a subject those stand who are counted:
// "More than 400 workers", "Dozens of organizations", "70 percent of the inhabitants". It is
// 0 where none does.
func (x *reader) counted(first, last int) int {
	if first >= last || !x.opensSentence(first) {
		return 0
	}
	d := x.d
	k := first
	k += x.signAt(first, last, profile.CueCount)
	rough := k > first
	for k < last && d.Tokens[k].Is(text.Number) {
		k++
	}
	if k == first || k == last {
		return 0
	}
	if n := x.signAt(k, last, profile.CueMeasure); n > 0 && k+n+1 < last && d.Tokens[k+n].Class.Has(x.c.of) {
		if k += n + 1; d.Tokens[k].Class.Has(x.c.article) {
			k++
		}
		rough = true
	}
	if rough && k < last && (d.Tokens[k-1].Is(text.Number) || d.Tokens[k-1].Class.Has(x.c.of|x.c.article)) && !d.Tokens[k].Is(text.Punct) {
		return k
	}
	return 0
}

// behindAdverb returns where a subject begins behind one to three words that open a sentence
// and tell of nobody, and their comma: first where none do.
func (x *reader) behindAdverb(first, last int) int {
	d := x.d
	if first+2 >= last || !x.opensSentence(first) || !d.Tokens[first].Is(text.Capital) || d.Tokens[first].Class.Has(x.c.article|x.c.possessive) || x.nameWord(first) {
		return first
	}
	for k := first; k+1 < last && k <= first+3; k++ {
		t := &d.Tokens[k]
		switch {
		case k > first && t.Mark == ',':
			return k + 1
		case k > first && t.Is(text.Capital|text.Punct|text.Number), !x.cuesNothing(k) && !x.signs(k, profile.CueCount) && !x.signs(k, profile.CueSpan),
			t.Class.Has(x.c.title | x.c.group | x.c.orgNoun | x.c.organisation | x.c.country | x.c.pronoun | x.c.of | x.c.and | x.c.postWord):
			return first
		}
	}
	return first
}

// listOfWords reports whether a comma in what began at first stands between single words of
// small letters that "and" joins: "the north, south and overseas headquarters".
func (x *reader) listOfWords(first, comma, last int) bool {
	d := x.d
	single := func(k int) bool {
		t := &d.Tokens[k]
		return !t.Is(text.Punct|text.Number) && (!t.Is(text.Capital) || x.opensSentence(k)) && !x.signs(k, profile.CueFirst) &&
			!t.Class.Has(x.c.verb|x.c.passive|x.c.article|x.c.pronoun|x.c.possessive|x.c.relative|x.c.subordinator|x.c.in|x.c.at|x.c.postBreak|x.c.adverb)
	}
	if comma != first+1 && d.Tokens[max(first, comma-2)].Mark != ',' || !single(comma-1) {
		return false
	}
	for k := comma + 1; k+2 < last && k < comma+longListed && single(k); k += 2 {
		if d.Tokens[k+1].Class.Has(x.c.and) {
			return true
		}
		if d.Tokens[k+1].Mark != ',' {
			return false
		}
	}
	return false
}

// shortBody reports whether a comma stands between the initials of a body and whose it is:
// "the C.C., the Party".
func (x *reader) shortBody(comma int) bool {
	d := x.d
	if comma < 2 || comma+2 >= len(d.Tokens) {
		return false
	}
	t, next := &d.Tokens[comma-1], &d.Tokens[comma+1]
	return t.Is(text.Period) && t.Is(text.Capital) && !t.Class.Has(x.c.country|x.c.adversary|x.c.demonym|x.c.home) && d.Tokens[comma-2].Class.Has(x.c.article) &&
		(next.Is(text.Capital) || next.Class.Has(x.c.article) && d.Tokens[comma+2].Is(text.Capital))
}

// countrymen reports whether the word at a token joins a country to the name of a body:
// that of those who live there, or with whom it stands.
func (x *reader) countrymen(first, k, last int) bool {
	d := x.d
	if k+1 >= last || !d.Tokens[k-1].Is(text.Capital) || d.Tokens[k].Is(text.Capital|text.Punct) || !x.holds(grammar.Range{First: first, Last: k}, x.c.orgNoun) {
		return false
	}
	next := k + 1
	if d.Tokens[k].Class.Has(x.c.in) {
		return x.pluralWord(k-1) && d.Tokens[next].Is(text.Capital) && d.Tokens[next].Class.Has(x.c.country)
	}
	if d.Tokens[next].Class.Has(x.c.article) && next+1 < last {
		next++
	}
	return d.Tokens[k].Class.Has(x.c.postBreak) && !d.Tokens[k].Class.Has(x.c.verb|x.c.passive|x.c.subordinator) && !x.endsIn(k, x.p.PastEndings) && d.Tokens[next].Is(text.Capital) && d.Tokens[next].Class.Has(x.c.home)
}

// withoutFriends cuts off a body's name with whom it stands.
func (x *reader) withoutFriends(np grammar.Range) grammar.Range {
	for k := np.First + 1; k < np.Last; k++ {
		if t := &x.d.Tokens[k]; t.Class.Has(x.c.postBreak) && !t.Class.Has(x.c.postLink) && x.countrymen(np.First, k, np.Last) {
			np.Last = k // not what it stands under
		}
	}
	return np
}

// dayNamed reports whether a day is part of a name: "the May 5 Declaration".
func (x *reader) dayNamed(k, last int) bool {
	d := x.d
	return k+2 < last && d.Tokens[k+1].Is(text.Number) && d.Tokens[k+2].Is(text.Capital) && !x.dateWord(k+2)
}

// behindQuotation returns where a quotation that begins at a token has ended, its own
// place where it is long or stays open.
func (x *reader) behindQuotation(k, last int) int {
	for i := k + 2; i < last && i <= k+longQuoted; i++ {
		if x.d.Tokens[i].Mark == '"' {
			return i + 1
		}
	}
	return k
}

// longQuoted is how many words within quotation marks are part of a name at most.
const longQuoted = 12

// belongsBehind reports whether a word at the end of what began as a noun phrase is part
// of what follows, up to last: an adverb, a participle, "there".
func (x *reader) belongsBehind(k, last int) bool {
	t, before := &x.d.Tokens[k], &x.d.Tokens[k-1]
	past := x.endsIn(k, x.p.PastEndings)
	if before.Is(text.Capital) && before.Class.Has(x.c.orgNoun|x.c.siteNoun) && (t.Class&^x.c.common == 0 || past) && !t.Is(text.Capital|text.Punct) && x.cuesNothing(k) && !x.pluralWord(k) {
		return true // "the Publishing House brought out"
	}
	return t.Class.Has(x.c.here) || t.Class.Has(x.c.siteStop) && before.Is(text.Capital) && !t.Is(text.Capital) ||
		x.endsIn(k, x.p.AdverbEndings) && !x.speaks(grammar.Range{First: k, Last: k + 1}) ||
		x.endsIn(k, x.p.Participles) && (t.Class&^x.c.common == 0 || t.Class.Has(x.c.siteStop)) ||
		k+1 < last && x.toldPast(k)
}

// toldPast reports whether the word at a token behind others is a verb of the past, or a
// participle, and is not told of what follows: "affiliated", but not "the wounded".
func (x *reader) toldPast(k int) bool {
	before := &x.d.Tokens[k-1]
	return x.pastForm(k) && !before.Is(text.Punct|text.Number) &&
		!before.Class.Has(x.c.article|x.c.possessive|x.c.of|x.c.and|x.c.in|x.c.at)
}

// pastForm reports whether a word has the form of a verb of the past and no class of its own.
func (x *reader) pastForm(k int) bool {
	return x.endsIn(k, x.p.PastEndings) && x.d.Tokens[k].Class&^(x.c.common|x.c.cue) == 0
}

// cuesNothing reports whether a word signals nothing.
func (x *reader) cuesNothing(k int) bool {
	_, n := x.cueAt(x.d, k, k+1)
	return n == 0
}

// opensObject reports whether an article or a pronoun within what began as a noun phrase
// tells that the word before it is a verb.
func (x *reader) opensObject(k int) bool {
	d := x.d
	if t := &d.Tokens[k]; t.Is(text.Capital) || !t.Class.Has(x.c.article|x.c.possessive|x.c.pronoun) {
		return false
	}
	before := &d.Tokens[k-1]
	if k > 1 && before.Class.Has(x.c.siteStop) && before.End-before.Start <= leading && d.Tokens[k-2].Class.Has(x.c.title) {
		return false // "the envoy to the league"
	}
	return !before.Is(text.Punct|text.Capital) && !before.Class.Has(x.c.of|x.c.in|x.c.at|x.c.and|x.c.article|x.c.possessive|x.c.postBreak|x.c.subordinator|x.c.relative)
}

// endsIn reports whether a word of small letters has one of some endings.
func (x *reader) endsIn(k int, endings []string) bool {
	return !x.d.Tokens[k].Is(text.Capital) && hasEnding(x.d.Word(k), endings)
}

// hasEnding reports whether a word has one of some endings behind three bytes or more.
func hasEnding(w string, endings []string) bool {
	return slices.ContainsFunc(endings, func(ending string) bool { return len(w) > len(ending)+2 && strings.HasSuffix(w, ending) })
}

// ownState cuts the own state's name off the end of an institution's: whose else.
func (x *reader) ownState(r grammar.Range) grammar.Range {
	d := x.d
	for k := r.First + 2; k < r.Last; k++ {
		if !d.Tokens[k-1].Class.Has(x.c.of) {
			continue
		}
		first := k
		if d.Tokens[first].Class.Has(x.c.article) && first+1 < r.Last {
			first++
		}
		n, class, _ := x.p.Phrases.Longest(d, first, r.Last, x.c.home)
		if n == 0 && d.Tokens[first].Class.Has(x.c.home) {
			n, class = 1, d.Tokens[first].Class
		}
		if n > 0 && first+n == r.Last && class.Has(x.c.home) && !class.Has(x.c.organisation) && !x.namedWith(r, k) && (first > k || x.bodyEnds(r.First, k-1)) {
			r.Last = k - 1
			return r
		}
	}
	return r
}

// bodyEnds reports whether the land whose name follows at a token is that of a body, and
// not of what that is for: "the Society of Korea", not "the Council for the Reunification of
// Korea".
func (x *reader) bodyEnds(first, k int) bool {
	if x.d.Tokens[k-1].Class.Has(x.c.orgNoun | x.c.organisation | x.c.title | x.c.group) {
		return true
	}
	for i := first; i < k; i++ {
		if t := &x.d.Tokens[i]; !t.Is(text.Capital|text.Punct) && t.Class.Has(x.c.postBreak|x.c.of) {
			return false
		}
	}
	return true
}

// behindAdverbial returns where the subject begins behind an adverbial that no
// comma ends: at the next article or capital behind the adverbial's own noun.
func (x *reader) behindAdverbial(first, last int) int {
	d := x.d
	k := first + 1
	if k < last && d.Tokens[k].Class.Has(x.c.article|x.c.possessive) {
		k++
	}
	if k < last && x.placeEnd(k, last) == k {
		k++
	}
	for ; k < last; k++ {
		if c, n := x.cueAt(d, k, last); n > 0 && k+n == last && (c.Sign == profile.CueCrowd || c.Sign == profile.CueDelivered) {
			return k // "At the meeting speakers said"
		}
		if d.Tokens[k-1].Class.Has(x.c.of|x.c.in|x.c.at|x.c.postBreak) || x.dateWord(k) || x.dateAt(k) {
			at := k
			if d.Tokens[k].Class.Has(x.c.article) && k+1 < last {
				at++
			}
			end := x.placeEnd(at, last)
			switch {
			case end > at && end < last:
				if end+1 == last && (x.pluralWord(end) || x.nameWord(end)) {
					return end // "During his stay in North Finland Laine"
				}
				k = end - 1
			case at > k:
				for end < last && d.Tokens[end].Is(text.Capital) && !d.Tokens[end].Class.Has(x.c.article) {
					end++ // "After the end of the Long War the mayor"
				}
				if end < last && d.Tokens[end].Class.Has(x.c.article) {
					k = max(k, end-1)
				}
			}
			continue
		}
		if to := &d.Tokens[k-1]; d.Tokens[first].Class.Has(x.c.in) && (d.Tokens[k].Class.Has(x.c.article) && to.Class.Has(x.c.siteStop) || d.Tokens[k-2].Class.Has(x.c.siteStop) && to.Class.Has(x.c.article)) {
			continue // "In a letter to the Finnish mayor the club"
		}
		if d.Tokens[k].Class.Has(x.c.article) || d.Tokens[k].Is(text.Capital) && !d.Tokens[k-1].Is(text.Capital) {
			return k
		}
	}
	return first
}

// placeEnd returns where the name of a place or a land that begins at a token ends, the token
// itself where none does.
func (x *reader) placeEnd(k, last int) int {
	if n, _, _ := x.p.Phrases.Longest(x.d, k, last, x.c.country|x.c.home|x.c.place); n > 0 {
		return k + n
	}
	if t := &x.d.Tokens[k]; t.Is(text.Capital) && t.Class.Has(x.c.country|x.c.home|x.c.place) {
		return k + 1
	}
	return k
}

// participle reports whether a word with a participle's shape opens a clause.
func (x *reader) participle(k int) bool {
	return hasEnding(x.d.Word(k), x.p.Participles)
}

// namedWith reports whether the words from token k to the end of an institution's are part
// of a name: "the Party of Korea".
func (x *reader) namedWith(r grammar.Range, k int) bool {
	for i := r.First; i < k; i++ {
		if n, _, _ := x.p.Phrases.Longest(x.d, i, r.Last, x.c.organisation|x.c.home); n > 0 && i < k-1 && i+n > k {
			return true
		}
	}
	return false
}

// planAlone reports whether a noun phrase is a noun for plans and nothing else that would
// tell which: "plans", not "the plans".
func (x *reader) planAlone(r grammar.Range) bool {
	return r.Last == r.First+1 && x.d.Tokens[r.First].Class.Has(x.c.planNoun) &&
		!(r.First > 0 && x.d.Tokens[r.First-1].Class.Has(x.c.article|x.c.possessive))
}

func (x *reader) pronounAlone(r grammar.Range) bool {
	return r.Last == r.First+1 && x.d.Tokens[r.First].Class.Has(x.c.pronoun|x.c.relative|x.c.possessive)
}
