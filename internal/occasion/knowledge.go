package occasion

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rostrum-watch/rostrum/internal/profile"
)

// Knowledge is what a profile says of occasions, in occasions.yaml.
type Knowledge struct {
	Outlet, Lang string
	// Lag is how many days before it is told an occasion without a stated day can
	// have been, at most.
	Lag int

	names      *profile.OwnNames
	back       phrases // in the words that tell of it: it looks back
	backTitles phrases // in the title: the report looks back
	away       phrases // forms of those who are not there
	legs       phrases // what stands before each place of a trip
	sectors    []sector
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

// Own reports whether a name is formed as those of the own state's people are:
// all that can be told where there is nobody to say who is who.
func (k *Knowledge) Own(name string) bool {
	return k == nil || k.names.Formed(name)
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
