package occasion

import (
	"slices"
	"strings"
	"unicode"
)

// Knowledge is what a profile says of occasions, in occasions.yaml.
type Knowledge struct {
	Outlet, Lang string
	// Lag is how many days before it is told an occasion without a stated day can
	// have been, at most.
	Lag int

	families, given, links map[string]bool // words of the own people's names
	countries, home        phrases
	notOwn                 phrases // posts of people who are of the own nation, but not of the state
	back                   phrases // in the words that tell of it: it looks back
	backTitles             phrases // in the title: the report looks back
	away                   phrases // forms of those who are not there
	legs                   phrases // what stands before each place of a trip
	sectors                []sector
}

// sector is one rule of what an occasion counts as; the first that fits decides.
type sector struct {
	name    string
	types   []string
	foreign bool    // a foreigner takes part
	words   phrases // of site, place, title and the words that tell of it
}

// phrases are rows of small words.
type phrases [][]string

// cut gives the words of a text, small, each a run of letters or digits.
func cut(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// find gives the place of the first word of the first phrase that stands in a row
// of words, and behind its last; false where none does. A "*" of a phrase is any
// one word.
func (p phrases) find(in []string) (first, last int, ok bool) {
	for i := range in {
		for _, one := range p {
			if i+len(one) <= len(in) && fits(one, in[i:]) {
				return i, i + len(one), true
			}
		}
	}
	return 0, 0, false
}

func fits(phrase, in []string) bool {
	for i, w := range phrase {
		if w != "*" && w != in[i] {
			return false
		}
	}
	return true
}

func (p phrases) in(words []string) bool {
	_, _, ok := p.find(words)
	return ok
}

// Own reports whether somebody is of the own state's people, by name and by the
// post given there.
func (k *Knowledge) Own(name, post string) bool {
	if k == nil {
		return true // nobody has said whose names are the own people's
	}
	if len(k.families)+len(k.links) > 0 && !k.ownName(name) {
		return false
	}
	words := cut(post)
	if k.notOwn.in(words) {
		return false
	}
	// "ambassador of Aland to the own state", but "the own state's to Aland"
	abroad, _, foreign := k.countries.find(words)
	at, _, home := k.home.find(words)
	return !foreign || home && at <= abroad
}

// ownName reports whether a name has the shape of the own people's: a family name
// and words of given names, or a word between its first and its last that no
// others have.
func (k *Knowledge) ownName(name string) bool {
	words := cut(name)
	if len(words) < 2 {
		return false
	}
	if slices.ContainsFunc(words[1:len(words)-1], func(w string) bool { return k.links[w] }) {
		return true
	}
	known := 0
	for _, w := range words[1:] {
		if k.given[w] || k.families[w] {
			known++
		}
	}
	if !k.families[words[0]] {
		return len(words) == 3 && known == 2 // a family name that is new, or misspelt
	}
	return len(words) <= 3 && known > 0 && known >= len(words)-2 // one word of a given name may be new
}

// Sector tells what an occasion counts as: the first rule that fits.
func (k *Knowledge) sectorOf(typ string, words []string, foreign bool) string {
	if k == nil {
		return ""
	}
	for _, s := range k.sectors {
		if (len(s.types) == 0 || slices.Contains(s.types, typ)) && (!s.foreign || foreign) && (len(s.words) == 0 || s.words.in(words)) {
			return s.name
		}
	}
	return ""
}
