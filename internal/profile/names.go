package profile

import "strings"

// OwnNames tells names that are formed as those of a profile's own state are.
type OwnNames struct{ families, syllables, links map[string]bool }

// longestSyllable is how many letters a syllable that no list has can have.
const longestSyllable = 6

// OwnNames reads by which words the own state's names are told: the lexicons
// family_names, syllables and name_links.
func (p *Part) OwnNames() *OwnNames {
	set := func(list string) map[string]bool {
		words := map[string]bool{}
		for _, w := range p.Texts(list) {
			words[strings.ToLower(w)] = true
		}
		return words
	}
	return &OwnNames{set("family_names"), set("syllables"), set("name_links")}
}

// Formed reports whether a name is formed as those of the own state are: a family
// name with one or two syllables of given names, of which one of two may be new,
// or three words with a link between. Where a profile has neither family names nor
// links, every name is.
func (n *OwnNames) Formed(name string) bool {
	if len(n.families)+len(n.links) == 0 {
		return true
	}
	parts := strings.Fields(strings.ReplaceAll(strings.ToLower(name), "-", " "))
	switch {
	case len(parts) == 3 && n.links[parts[1]]:
		return true
	case len(parts) < 2 || len(parts) > 3 || !n.families[parts[0]]:
		return false
	}
	known := 0
	for _, p := range parts[1:] {
		if n.syllables[p] {
			known++
		} else if len(p) > longestSyllable {
			return false
		}
	}
	return known == len(parts)-1 || known == 1 && len(parts) == 3
}
