package extract

import (
	"slices"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// occasion is a noun of a row that names an occasion.
type occasion struct {
	typ string
	at  grammar.Range
}

// told are occasions of a row that stand together, and the places that they share.
type told struct {
	occasions []occasion
	places    []grammar.Range
}

// list makes an event of each noun in a row of occasions: "a meeting in A, a lecture and
// a film show in B". Nouns share the place that follows them.
func (x *reader) list(f *profile.Formula, m *grammar.Match, sentence int) bool {
	first := m.Slot(grammar.Occasion).First
	row, rest := x.row(first, x.d.Sentences[sentence].Last)
	for _, one := range rest {
		row = append(row, told{occasions: []occasion{one}})
	}
	if len(row) == 0 {
		return false
	}
	quoted := false
	tell := func(o occasion, place grammar.Range, last int) {
		ev := &event{f: f, d: x.d, sentence: sentence, typ: o.typ, core: o.at, listed: true, ev: grammar.Range{First: o.at.First, Last: last}}
		if !quoted {
			ev.ev.First, quoted = m.First, true // the first with its verb
		}
		if !place.Empty() {
			ev.place, ev.placeDoc = place, x.d
		}
		if day, ok := x.nearestDate(sentence, o.at); ok {
			ev.date, ev.dateTo = day.From, day.To
		} else if len(x.events) > 0 {
			old := x.events[len(x.events)-1]
			ev.date, ev.dateTo = old.date, old.dateTo
		}
		x.add(ev, f, false)
	}
	if len(row) > 1 && x.inMany(row) {
		o := row[0].occasions[0]
		o.typ = rostrum.TypeCeremony
		tell(o, grammar.Range{}, row[len(row)-1].last())
		return true
	}
	for i := range row {
		t := &row[i]
		if len(t.places) > 0 && x.pooled(t) {
			all := occasion{t.typ(), grammar.Range{First: t.occasions[0].at.First, Last: t.occasions[len(t.occasions)-1].at.Last}}
			tell(all, grammar.Range{First: t.places[0].First, Last: t.last()}, t.last())
			continue
		}
		for _, place := range t.places {
			for _, o := range t.occasions {
				tell(o, place, place.Last)
			}
		}
		if len(t.places) == 0 {
			tell(t.occasions[0], grammar.Range{}, t.last())
		}
	}
	return true
}

// last is the end of the places, else of the last noun.
func (t *told) last() int {
	if n := len(t.places); n > 0 {
		return t.places[n-1].Last
	}
	return t.occasions[len(t.occasions)-1].at.Last
}

// typ is the type of occasions told as one: "meetings and film shows in A and B" are
// celebrations, "meetings in A and B" are meetings.
func (t *told) typ() string {
	if len(t.occasions) == 1 {
		return t.occasions[0].typ
	}
	return rostrum.TypeCeremony
}

// pooled reports whether occasions are told as one: several, or several that share their
// places.
func (x *reader) pooled(t *told) bool {
	return len(t.occasions) > 1 && len(t.places) > 1 || slices.ContainsFunc(t.occasions, x.several)
}

func (x *reader) several(o occasion) bool { return x.pluralWord(o.at.Last - 1) }

// manyCountries is in how many countries occasions are told together of which one country
// has several.
const manyCountries = 3

// inMany reports whether what a row tells of are celebrations in many countries, told
// together; where one occasion stands with each country they are told by themselves.
func (x *reader) inMany(row []told) bool {
	places, mixed := 0, false
	for i := range row {
		t := &row[i]
		if len(t.places) > 0 && len(t.places)+len(t.occasions) > 2 && x.pooled(t) {
			return true
		}
		places += len(t.places)
		mixed = mixed || len(t.occasions) > 1
	}
	return mixed && places >= manyCountries
}

// row reads the occasions that stand from token k on with their places, and those at the
// end that have none. It gives nothing where people are told of, and where one occasion,
// or several as one, have no place.
func (x *reader) row(k, last int) (row []told, rest []occasion) {
	d := x.d
	start := k
	of := false   // behind "of": what the occasion is about
	held := false // "of a book, photo and painting show" goes on behind its commas
	for k < last {
		t := &d.Tokens[k]
		if t.Is(text.Quoted) {
			k++
			continue
		}
		if t.Mark == ',' || t.Class.Has(x.c.and) {
			k++
			start, of = k, held && !(k < last && d.Tokens[k].Class.Has(x.c.article))
			continue
		}
		if t.Class.Has(x.c.of) {
			of, held = true, k+1 < last && d.Tokens[k+1].Class.Has(x.c.article)
		}
		if len(row) == 0 && len(rest) == 0 && t.Class.Has(x.c.title|x.c.group) {
			return nil, nil // people, not occasions
		}
		n, typ := x.eventNoun(k, last)
		if typ != "" && !of {
			// the last noun of a row of nouns names the occasion
			if p := len(rest); p > 0 && rest[p-1].at.Last == k {
				rest[p-1] = occasion{typ, grammar.Range{First: rest[p-1].at.First, Last: k + n}}
			} else {
				rest = append(rest, occasion{typ, grammar.Range{First: start, Last: k + n}})
			}
			k += n
			continue
		}
		if t.Class.Has(x.c.in) && len(rest) > 0 {
			if places := x.placesFrom(k+1, last); len(places) > 0 {
				row, rest, held = append(row, told{rest, places}), nil, false
				k = row[len(row)-1].last()
				continue
			}
		}
		k += n
	}
	if len(row) == 0 && (len(rest) < 2 || slices.ContainsFunc(rest, x.several)) {
		return nil, nil
	}
	return row, rest
}

// eventNoun returns how many tokens from token k on name an occasion, and its type; one
// and "" where none does.
func (x *reader) eventNoun(k, last int) (n int, typ string) {
	n, class, typ := x.p.Phrases.Longest(x.d, k, last, x.c.eventNoun)
	if n > 0 && class.Has(x.c.eventNoun) {
		return n, typ
	}
	if t := &x.d.Tokens[k]; t.Class.Has(x.c.eventNoun) {
		return 1, x.p.Value(x.c.eventNoun, t.Word)
	}
	return 1, ""
}

// besideType returns the type of the occasion that stands with another of a type in the
// subject of one verb, as in "A meeting and an art performance were held"; "" where there
// is none. It tells whether the two are told as one instead: "Meetings and film shows".
func (x *reader) besideType(r grammar.Range, typ string) (beside string, together bool) {
	d := x.d
	for k := r.First + 1; k+1 < r.Last; k++ {
		if !d.Tokens[k].Class.Has(x.c.and) || d.Tokens[k].Is(text.Quoted) {
			continue
		}
		last := k + 1
		for last < r.Last && last <= k+besideWords && d.Tokens[last].Mark != ',' && !d.Tokens[last].Class.Has(x.c.of|x.c.in|x.c.at|x.c.postBreak) {
			last++
		}
		before, behind := x.nounOf(grammar.Range{First: r.First, Last: k}, false), x.nounOf(grammar.Range{First: k + 1, Last: last}, false)
		if before == "" || behind == "" || before == behind {
			continue
		}
		switch {
		case x.pluralWord(k-1) && x.nounOf(grammar.Range{First: max(r.First, k-2), Last: k}, false) != "":
			return "", true
		case before == typ:
			return behind, false
		}
		return before, false
	}
	return "", false
}

// elsewhere reports whether a clause goes on with occasions in other places that have no
// verb of their own, "A seminar took place in Aland and film shows in Bland", and whether
// one of them is of another type.
func (x *reader) elsewhere(r grammar.Range, typ string) (more, other bool) {
	d := x.d
	for k := r.First; k < r.Last; k++ {
		if !d.Tokens[k].Class.Has(x.c.in) {
			continue
		}
		places := x.placesFrom(k+1, r.Last)
		if len(places) == 0 {
			continue
		}
		k = places[len(places)-1].Last
		if k+1 >= r.Last || !d.Tokens[k].Class.Has(x.c.and) && d.Tokens[k].Mark != ',' {
			return more, other
		}
		row, _ := x.row(k+1, r.Last)
		for i := range row {
			for _, o := range row[i].occasions {
				more, other = true, other || o.typ != typ
			}
		}
		return more, other
	}
	return false, false
}

// besideWords is how many words of the second of two occasions are looked at.
const besideWords = 6

// placesFrom reads the places that stand in a row from token k on: "Aland, Bland
// and Cland".
func (x *reader) placesFrom(k, last int) []grammar.Range {
	var out []grammar.Range
	for n := x.placeLen(k, last); n > 0; n = x.placeLen(k, last) {
		out = append(out, grammar.Range{First: k, Last: k + n})
		k += n
		if k+1 >= last || !x.d.Tokens[k].Class.Has(x.c.and) && x.d.Tokens[k].Mark != ',' {
			break
		}
		k++
	}
	return out
}
