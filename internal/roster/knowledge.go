package roster

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/profile"
)

// The files of a profile that are read here.
const (
	NamesFile   = "names.yaml"
	OfficesFile = "offices.yaml"
)

// Knowledge is what a profile says of how names are spelled and of who can hold
// what. It is read-only after Load and may be shared.
type Knowledge struct {
	Outlet string
	Lang   string
	spelling
	posts
	leaders map[string]bool // keys of names
	formed  *profile.OwnNames
	inside  sync.Map // what within found, by the id of the body
}

// namesData is names.yaml.
type namesData struct {
	Order    []string            `yaml:"order"`
	Sounds   map[string][]sound  `yaml:"sounds"`
	Careless map[string]string   `yaml:"careless"`
	Families map[string][]string `yaml:"families"`
	Signs    map[string]string   `yaml:"signs"`
}

// Load reads what the profile in folder name of fsys says of names and offices. A
// profile needs neither file: then a name is what its letters are, and an office
// what its words are. Its error is profile.Diagnostics where a file has mistakes.
func Load(fsys fs.FS, name string) (*Knowledge, error) {
	part := profile.OpenPart(fsys, name, nil)
	l := &knowledgeLoader{part: part, k: &Knowledge{Outlet: part.Outlet, Lang: part.Lang, leaders: map[string]bool{}, formed: part.OwnNames()}}
	lists := map[string][]string{}
	for _, list := range []string{listFamilies, listLeaders, listHome, listCountries, listDemonyms, listBodies, listLinks} {
		lists[list] = part.Texts(list)
	}
	var names namesData
	l.files = part.Files(NamesFile)
	for _, f := range l.files { // a child's values come over those of its parents
		f.Decode(&names)
	}
	l.spell(&names, lists[listFamilies], lists[listLinks])
	var offices officesData
	l.files = part.Files(OfficesFile)
	for _, f := range l.files {
		var more officesData
		if f.Decode(&more) {
			offices.add(&more)
		}
	}
	l.organise(&offices, lists)
	for _, n := range lists[listLeaders] {
		key, _ := l.k.keyed(n)
		l.k.leaders[key] = true
	}
	if err := part.Err(); err != nil {
		return nil, err
	}
	return l.k, nil
}

// Lists of words of a profile that are read here too.
const (
	listFamilies  = "family_names"
	listLeaders   = "leaders"
	listHome      = "home_names"
	listCountries = "countries"
	listDemonyms  = "demonyms"
	listBodies    = "org_nouns"
	listLinks     = "name_links"
)

type knowledgeLoader struct {
	part  *profile.Part
	k     *Knowledge
	files []*profile.PartFile // of the sort that is read, parents first
}

// wrong notes a mistake in the value under a key, or in the one that stands there
// under an index or a name: of lists that the files add to one another, in that
// file where it is.
func (l *knowledgeLoader) wrong(at []any, format string, args ...any) {
	for i, f := range slices.Backward(l.files) {
		list := f.At(at[0])
		if list == f.Root && i > 0 {
			continue // the key is not there
		}
		if n, ok := at[len(at)-1].(int); ok && len(at) == 2 {
			before := 0
			for _, parent := range l.files[:i] {
				if v := parent.At(at[0]); v != parent.Root {
					before += len(v.Content)
				}
			}
			if n < before {
				continue
			}
			at = []any{at[0], n - before}
		}
		f.Fault(profile.BadValue, f.At(at...), "", format, args...)
		return
	}
}

// spell builds the tables of spellings.
func (l *knowledgeLoader) spell(d *namesData, families, links []string) {
	s := &l.k.spelling
	s.links = map[string]bool{}
	for _, w := range links {
		s.links[strings.ToLower(w)] = true
	}
	s.script, s.signs, s.families, s.family, s.careless = map[rune]place{}, map[rune]string{}, map[string][]string{}, map[string]bool{}, d.Careless
	for i, name := range d.Order {
		group, ok := d.Sounds[name]
		if !ok {
			l.wrong([]any{"order", i}, "sounds has no list %q, which order names", name)
			continue
		}
		house, written := map[string]string{}, map[string][]string{}
		for j, x := range group {
			at := []any{"sounds", name, j}
			if len(x.House) == 0 {
				l.wrong(at, "sound %q: expected how the outlet writes it, as in house: [k, g]", x.Key)
			}
			for _, h := range x.House {
				if other, twice := house[h]; twice && other != x.Key {
					l.wrong(at, "the outlet writes %q for the sounds %q and %q; expected one key for both", h, other, x.Key)
				}
				house[h] = x.Key
			}
			for _, h := range append(slices.Clone(x.House), x.Other...) {
				if !slices.Contains(written[h], x.Key) {
					written[h] = append(written[h], x.Key)
				}
				s.longest = max(s.longest, len(h))
			}
			for _, r := range x.Script {
				s.script[r] = place{i, x.Key}
			}
		}
		s.groups, s.house, s.any = append(s.groups, group), append(s.house, house), append(s.any, written)
	}
	for name := range d.Sounds {
		if !slices.Contains(d.Order, name) {
			l.wrong([]any{"sounds", name}, "order does not name %q; expected it to say where in a syllable these sounds stand", name)
		}
	}
	if len(s.groups) == 0 {
		return
	}
	for _, sign := range slices.Sorted(maps.Keys(d.Signs)) {
		for _, r := range sign {
			s.signs[r] = d.Signs[sign]
		}
	}
	for _, f := range families {
		if k := familyUnit(s, strings.ToLower(f)); k != "" {
			s.family[k] = true
		}
	}
	for f, others := range d.Families {
		k := familyUnit(s, strings.ToLower(f))
		if !s.family[k] {
			l.wrong([]any{"families", f}, "families: %q is none of lexicon/%s.txt", f, listFamilies)
			continue
		}
		for _, o := range others {
			s.families[o] = append(s.families[o], k)
		}
	}
	for _, ks := range s.families {
		slices.Sort(ks)
	}
}
