package lineup

import (
	"strings"

	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// People says whose an appearance is.
type People interface {
	// Resolve tells who stands at a place of the line-up of an event of a report,
	// both from 0: an id that stays the same whatever else is held, and the name to
	// show. It is false for whoever is not to be followed: foreigners, the state's
	// people abroad, those without a name.
	Resolve(r *holding.Report, event, place int) (id, name string, ok bool)
	// Search lists the ids of those whom a name may mean, the likeliest first.
	Search(name string) []string
}

// Named is People by name alone, for where there is nobody to say who is who: names
// that store.Fold leaves the same are one person's, and the own state's people are
// those whose names are formed as its names are.
type Named struct{ Knowledge *Knowledge }

// Resolve implements People.
func (n Named) Resolve(r *holding.Report, event, place int) (id, name string, ok bool) {
	a := &r.Events[event].Participants[place]
	if a.Name == nil || !n.Knowledge.names.Formed(*a.Name) {
		return "", "", false
	}
	return store.Fold(*a.Name), *a.Name, true
}

// Search implements People.
func (n Named) Search(name string) []string { return []string{store.Fold(name)} }

// foreign reports whether a text names a country, or its people, and not the own.
func (k *Knowledge) foreign(text string) bool {
	v := k.profile.Vocabulary
	home, country := k.profile.Class("home_names"), k.profile.Class("countries")|k.profile.Class("demonyms")
	found := false
	for _, word := range strings.Fields(words(text)) {
		c := v.Class(v.Find(word))
		if home != 0 && c.Has(home) {
			return false
		}
		found = found || c&country != 0
	}
	return found
}

// Office is what a post is compared by, "" where it names no office: none is
// given, or it only says that somebody is one of a group, or a citizen.
func (k *Knowledge) Office(post string) string {
	w := " " + strings.Join(strings.Fields(words(post)), " ") + " "
	if w == "  " || holdsAny(w, k.citizens) || holdsAny(w, k.general) {
		return ""
	}
	for _, s := range k.same {
		w = strings.ReplaceAll(w, s[0], s[1])
	}
	return strings.TrimSpace(w)
}

// Joins reports whether a word only joins others: an article, a preposition, an
// "and" of the profile.
func (k *Knowledge) Joins(word string) bool {
	c := k.profile.Vocabulary.Class(k.profile.Vocabulary.Find(word))
	return c&(k.profile.Class("articles")|k.profile.Class("of")|k.profile.Class("and")|k.profile.Class("in")|k.profile.Class("at")) != 0
}

// Citizen reports whether a post says that somebody holds no office.
func (k *Knowledge) Citizen(post string) bool {
	return post != "" && holdsAny(words(post), k.citizens)
}
