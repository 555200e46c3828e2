package ledger

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// File is the name of the file of a profile's folder that ledgers read.
const File = "ledger.yaml"

// mistake is the identifier of every mistake in a file of terms, as
// docs/profile/ledger.md has it.
const mistake = "L001"

var mistakes = map[string]string{profile.NotYAML: mistake, profile.UnknownKey: mistake, profile.Missing: mistake, profile.BadValue: mistake, profile.Twice: mistake, profile.TooLarge: mistake}

// thingLexicons are those of a profile that tell of what sort a named thing is.
var thingLexicons = []string{"site_nouns", "place_nouns"}

// landLexicons name countries and their people.
var landLexicons = []string{"countries", "demonyms"}

const (
	bodyLexicon   = "org_nouns" // of what sort a named body is
	commonLexicon = "common"    // words of the language
	enemyLexicon  = "adversaries"
	leaderLexicon = "leaders"
	cueLexicon    = "cues"
	homeLexicon   = "home_names" // the own state and its people
)

// LoadTerms reads the terms of the profile in folder name of fsys, with those of
// the profiles that it inherits before them. Its error is profile.Diagnostics:
// every mistake, with file, line, column and what was expected.
func LoadTerms(fsys fs.FS, name string) (*Terms, error) {
	part := profile.OpenPart(fsys, name, mistakes)
	t := &Terms{Profile: name, Outlet: part.Outlet, Lang: part.Lang, Empty: map[string]bool{}, General: map[string]bool{}, Quota: map[string]bool{}, Kinds: map[string]bool{}, Things: map[string]bool{}, Common: map[string]bool{}, Lands: map[string]bool{}, Home: map[string]bool{}, Countries: map[string]string{}, Calibres: map[string]bool{}}
	for _, lexicon := range thingLexicons {
		singles(part, lexicon, t.Things)
	}
	for _, lexicon := range landLexicons {
		for _, e := range part.Lexicon(lexicon) {
			if words := search.Words(e.Text); len(words) == 1 {
				t.Lands[words[0]] = true
				if e.Value != "" {
					t.Countries[words[0]] = e.Value
				}
			}
		}
	}
	singles(part, homeLexicon, t.Home)
	singles(part, bodyLexicon, t.Kinds)
	singles(part, commonLexicon, t.Common)
	t.Adversaries, t.Leaders = rows(part, enemyLexicon), rows(part, leaderLexicon)
	for _, e := range part.Lexicon(cueLexicon) {
		if words := search.Words(e.Text); e.Value == profile.CueEnemy && len(words) > 0 {
			t.Enemies = append(t.Enemies, words)
		}
	}
	for _, f := range part.Files(File) {
		t.read(f)
	}
	maps.Copy(t.Kinds, t.Things)
	if err := part.Err(); err != nil {
		return nil, err
	}
	return t, nil
}

// rows cuts the entries of a lexicon into words.
func rows(part *profile.Part, lexicon string) []Phrase {
	var all []Phrase
	for _, text := range part.Texts(lexicon) {
		if words := search.Words(text); len(words) > 0 {
			all = append(all, words)
		}
	}
	return all
}

// singles adds the single words of a lexicon.
func singles(part *profile.Part, lexicon string, into map[string]bool) {
	for _, words := range rows(part, lexicon) {
		if len(words) == 1 {
			into[words[0]] = true
		}
	}
}

// read takes in a file.
func (t *Terms) read(f *profile.PartFile) {
	words := map[string]map[string]bool{"empty": t.Empty, "general": t.General, "quota": t.Quota, "kinds": t.Things, "calibres": t.Calibres}
	wordings := map[string]*[]Phrase{"documents": &t.Documents, "again": &t.Again, "answers": &t.Answers, "dues": &t.Dues}
	lists := map[string]*[]Group{"sectors": &t.Sectors, "provinces": &t.Provinces, "ladder": &t.Ladder}
	f.Keys(f.Root, termKeys, func(key string, _, v *yaml.Node) {
		switch {
		case words[key] != nil:
			f.List(key, v, func(text string, _ *yaml.Node) string {
				one := search.Words(text)
				if len(one) != 1 {
					return "one word"
				}
				words[key][one[0]] = true
				return ""
			})
		case wordings[key] != nil:
			*wordings[key] = append(*wordings[key], phrases(f, key, v)...)
		default:
			groups(f, key, v, lists[key])
		}
	})
}

// termKeys are the keys of a file of terms.
var termKeys = []string{"empty", "general", "quota", "kinds", "sectors", "provinces", "ladder", "documents", "again", "answers", "dues", "calibres"}

// phrases reads a list of phrases.
func phrases(f *profile.PartFile, key string, v *yaml.Node) []Phrase {
	var all []Phrase
	f.List(key, v, func(text string, _ *yaml.Node) string {
		p := Phrase(search.Words(text))
		if len(p) == 0 {
			return "words"
		}
		all = append(all, p)
		return ""
	})
	return all
}

// limits takes the conditions of a rung out of its list.
func limits(f *profile.PartFile, list *yaml.Node, g *Group) *yaml.Node {
	rest := *list
	rest.Content = nil
	for _, n := range list.Content {
		switch {
		case slices.Contains(conditions, n.Value):
			g.Conditions = append(g.Conditions, n.Value)
		case strings.HasPrefix(n.Value, "("):
			f.Fault(profile.BadValue, n, "", "ladder: %q is no condition; there are %s", n.Value, strings.Join(conditions, ", "))
		default:
			rest.Content = append(rest.Content, n)
		}
	}
	return &rest
}

// groups reads names with phrases. Those of a profile come in its own order,
// before what it inherits; a name that was there gets more phrases.
func groups(f *profile.PartFile, key string, v *yaml.Node, into *[]Group) {
	if v.Kind != yaml.MappingNode {
		f.Fault(profile.BadValue, v, "", "%s: takes names with lists, as in {ministry: [ministry]}", key)
		return
	}
	var own []Group
	f.Names(v, func(k, list *yaml.Node) {
		g := Group{Name: k.Value}
		if key == "ladder" {
			list = limits(f, list, &g)
		}
		g.Phrases = phrases(f, key+": "+k.Value, list)
		own = append(own, g)
	})
	for _, old := range *into {
		if at := slices.IndexFunc(own, func(g Group) bool { return g.Name == old.Name }); at >= 0 {
			own[at].Phrases = append(own[at].Phrases, old.Phrases...)
			own[at].Conditions = append(own[at].Conditions, old.Conditions...)
		} else {
			own = append(own, old)
		}
	}
	*into = own
}
