package ledger

import "slices"

// Terms are what a profile says for ledgers. They are read-only after LoadTerms.
type Terms struct {
	Profile string
	Outlet  string // whose reports they are for
	Lang    string

	Empty   map[string]bool // folded words that say nothing of what a passage is about
	General map[string]bool // words of plans that name no plan
	Quota   map[string]bool // nouns of what is set for a time
	Kinds   map[string]bool // words that say what sort of a thing a name is of
	Things  map[string]bool // of these, those of what is built, and not of who acts
	Common  map[string]bool // words of the language, as against names
	Lands   map[string]bool // countries and their people: no name of a thing by themselves
	Home    map[string]bool // of these, the own state's

	Countries map[string]string // a people, folded -> its country, as the lexicon has it

	Calibres map[string]bool // measures of calibres

	Adversaries []Phrase // whom the state calls its enemies
	Enemies     []Phrase // enemies at large, none by name
	Leaders     []Phrase // who leads it, or led it

	Sectors   []Group
	Provinces []Group
	Ladder    []Group // rungs of authority, the highest first

	Documents []Phrase // by which a passage speaks of a pronouncement
	Again     []Phrase // by which a passage says that it repeats one
	Answers   []Phrase // by which a pronouncement says what it answers
	Dues      []Phrase // before a day by which something is to be done
}

// Phrase is words in a row, folded.
type Phrase []string

// Group is a name with the phrases that tell it.
type Group struct {
	Name       string
	Phrases    []Phrase
	Conditions []string // of the ladder: "(person)", …
}

// opens tells whether words begin with a phrase.
func (p Phrase) opens(words []Word) bool {
	return len(p) <= len(words) && slices.EqualFunc(p, words[:len(p)], func(s string, w Word) bool { return s == w.Word })
}

// In tells whether a phrase stands in words.
func (p Phrase) In(words []Word) bool {
	for i := range words {
		if p.opens(words[i:]) {
			return true
		}
	}
	return false
}

// OpenedBy tells whether words begin with one of some phrases.
func OpenedBy(phrases []Phrase, words []Word) bool {
	return slices.ContainsFunc(phrases, func(p Phrase) bool { return p.opens(words) })
}

// AnyIn tells whether any of some phrases stands in words.
func AnyIn(phrases []Phrase, words []Word) bool {
	return slices.ContainsFunc(phrases, func(p Phrase) bool { return p.In(words) })
}

// Which gives the groups that words tell, by how many of their phrases, the most
// first; of several alike, in the order of the profile.
func Which(groups []Group, words []Word) []string {
	type hit struct {
		name string
		n    int
	}
	var hits []hit
	for _, g := range groups {
		n := 0
		for _, p := range g.Phrases {
			if p.In(words) {
				n += len(p)
			}
		}
		if n > 0 {
			hits = append(hits, hit{g.Name, n})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.n - a.n })
	var names []string
	for _, h := range hits {
		names = append(names, h.name)
	}
	return names
}
