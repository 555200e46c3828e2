package extract

import (
	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// list makes an event of each noun in a row of occasions: "a meeting in A, a
// lecture and a film show in B and C". Nouns share the place that follows them.
func (x *reader) list(f *profile.Formula, m *grammar.Match, sentence int) bool {
	d := x.d
	s := d.Sentences[sentence]
	r := m.Slot(grammar.Occasion)
	type noun struct {
		typ string
		at  grammar.Range
	}
	var pending []noun
	start := r.First
	found := 0
	of := false // behind "of": what the occasion is about
	tell := func(n noun, place grammar.Range, last int) {
		ev := &event{f: f, d: d, sentence: sentence, typ: n.typ, core: n.at, listed: true, ev: grammar.Range{First: n.at.First, Last: last}}
		if found == 0 {
			ev.ev.First = m.First
		}
		if !place.Empty() {
			ev.place, ev.placeDoc = place, d
		}
		if day, ok := x.nearestDate(sentence, n.at); ok {
			ev.date, ev.dateTo = day.From, day.To
		} else if len(x.events) > 0 {
			old := x.events[len(x.events)-1]
			ev.date, ev.dateTo = old.date, old.dateTo
		}
		x.add(ev, f, false)
		found++
	}
	pooled := func() bool {
		for _, p := range pending {
			if x.pluralWord(p.at.Last - 1) {
				return true
			}
		}
		return false
	}
	for k := r.First; k < s.Last; {
		t := &d.Tokens[k]
		if t.Is(text.Quoted) {
			k++
			continue
		}
		if t.Mark == ',' || t.Class.Has(x.c.and) {
			k++
			start, of = k, false
			continue
		}
		of = of || t.Class.Has(x.c.of)
		if found == 0 && len(pending) == 0 && t.Class.Has(x.c.title|x.c.group) {
			return false // people, not occasions
		}
		n, class, typ := x.p.Phrases.Longest(d, k, s.Last, x.c.eventNoun)
		if n == 0 || !class.Has(x.c.eventNoun) {
			n = 1
			typ = ""
			if t.Class.Has(x.c.eventNoun) {
				typ = x.p.Value(x.c.eventNoun, t.Word)
			}
		}
		if typ != "" && !of {
			// the last noun of a row of nouns names the occasion
			if p := len(pending); p > 0 && pending[p-1].at.Last == k {
				pending[p-1] = noun{typ, grammar.Range{First: pending[p-1].at.First, Last: k + n}}
			} else {
				pending = append(pending, noun{typ, grammar.Range{First: start, Last: k + n}})
			}
			k += n
			continue
		}
		if t.Class.Has(x.c.in) && len(pending) > 0 {
			if places := x.placesFrom(k+1, s.Last); len(places) > 0 {
				last := places[len(places)-1].Last
				if pooled() || len(pending) > 1 && len(places) > 1 {
					// "meetings and film shows in A and B" are celebrations told together,
					// "meetings in A and B" are meetings told together
					typ := rostrum.TypeCeremony
					if len(pending) == 1 {
						typ = pending[0].typ
					}
					all := noun{typ, grammar.Range{First: pending[0].at.First, Last: pending[len(pending)-1].at.Last}}
					tell(all, grammar.Range{First: places[0].First, Last: last}, last)
				} else {
					for _, place := range places {
						for _, p := range pending {
							tell(p, place, place.Last)
						}
					}
				}
				k = last
				pending = pending[:0]
				continue
			}
		}
		k += max(n, 1)
	}
	if found == 0 && (len(pending) < 2 || pooled()) {
		return false
	}
	for _, p := range pending {
		tell(p, grammar.Range{}, p.at.Last)
	}
	return found > 0
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
