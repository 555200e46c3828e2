package roster

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum/internal/profile"
)

// The files of a profile that are read here.
const (
	namesFile   = "names.yaml"
	officesFile = "offices.yaml"
)

const maxKnowledge = 4 << 20 // bytes of a file; far beyond any sane one

// Knowledge is what a profile says of how names are spelled and of who can hold
// what. It is read-only after Load and may be shared.
type Knowledge struct {
	Outlet string
	Lang   string
	spelling
	posts
	leaders map[string]bool // keys of names
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
	outlet, lang := profile.Reads(fsys, name)
	l := &knowledgeLoader{fsys: fsys, k: &Knowledge{Outlet: outlet, Lang: lang, leaders: map[string]bool{}}}
	chain := append(profile.Parents(fsys, name), name)
	lists := map[string][]string{}
	for _, dir := range chain {
		for _, list := range []string{listFamilies, listLeaders, listHome, listCountries, listDemonyms, listBodies, listLinks} {
			lists[list] = append(lists[list], l.list(path.Join(dir, "lexicon", list+".txt"))...)
		}
	}
	var names namesData
	var offices officesData
	for _, dir := range chain { // a child's values come over those of its parents
		l.decode(path.Join(dir, namesFile), &names)
		var more officesData
		if l.decode(path.Join(dir, officesFile), &more) {
			offices.add(&more)
		}
	}
	l.spell(path.Join(name, namesFile), &names, lists[listFamilies], lists[listLinks])
	l.organise(path.Join(name, officesFile), &offices, lists)
	for _, n := range lists[listLeaders] {
		key, _ := l.k.keyed(n)
		l.k.leaders[key] = true
	}
	if len(l.mistakes) > 0 {
		return nil, l.mistakes
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
	fsys     fs.FS
	k        *Knowledge
	mistakes profile.Diagnostics
	roots    map[string]*yaml.Node // by file
}

// Identifiers of mistakes, as docs/PROFILE-GUIDE.md lists them.
const (
	idYAML  = "P001"
	idKey   = "P002"
	idValue = "P004"
	idLimit = "P012"
)

func (l *knowledgeLoader) report(id, file string, n *yaml.Node, format string, args ...any) {
	d := profile.Diagnostic{ID: id, File: file, Message: fmt.Sprintf(format, args...)}
	if n != nil {
		d.Line, d.Column = n.Line, n.Column
	}
	l.mistakes = append(l.mistakes, d)
}

// list reads the entries of a lexicon, values left out; what is wrong with it,
// loading the profile has told.
func (l *knowledgeLoader) list(file string) []string {
	data, err := fs.ReadFile(l.fsys, file)
	if err != nil {
		return nil
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if i := strings.Index(line, "#"); i >= 0 && (i == 0 || line[i-1] == ' ') {
			line = line[:i]
		}
		entry, _, _ := strings.Cut(line, " = ")
		if entry = strings.TrimSpace(entry); entry != "" {
			out = append(out, entry)
		}
	}
	return out
}

// decode reads a file into a value, over what is there; false where there is none
// or it has mistakes.
func (l *knowledgeLoader) decode(file string, into any) bool {
	data, err := fs.ReadFile(l.fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	if err != nil {
		l.report(idYAML, file, nil, "%v", err)
		return false
	}
	if len(data) > maxKnowledge {
		l.report(idLimit, file, nil, "larger than 4 MiB")
		return false
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		l.report(idYAML, file, nil, "%s", strings.TrimPrefix(err.Error(), "yaml: "))
		return false
	}
	if len(doc.Content) == 0 {
		return false
	}
	if l.roots == nil {
		l.roots = map[string]*yaml.Node{}
	}
	l.roots[file] = doc.Content[0]
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil {
		var kinds *yaml.TypeError
		if !errors.As(err, &kinds) {
			l.report(idYAML, file, nil, "%s", strings.TrimPrefix(err.Error(), "yaml: "))
			return false
		}
		for _, e := range kinds.Errors {
			var line int
			fmt.Sscanf(e, "line %d:", &line)
			_, message, _ := strings.Cut(e, ": ")
			id := idValue
			if strings.HasPrefix(message, "field ") {
				id = idKey
			}
			l.report(id, file, &yaml.Node{Line: line}, "%s", plainMistake(message))
		}
		return false
	}
	return true
}

// plainMistake words what the reader of YAML says, without Go types.
func plainMistake(s string) string {
	if key, _, ok := strings.Cut(strings.TrimPrefix(s, "field "), " not found in type "); ok {
		return fmt.Sprintf("there is no key %q; docs/profile/identity.md lists the keys", key)
	}
	if i := strings.Index(s, " into "); i > 0 && strings.HasPrefix(s, "cannot unmarshal ") {
		return "found " + strings.TrimPrefix(s[:i], "cannot unmarshal ") + ", expected a value of another kind, as docs/profile/identity.md shows"
	}
	return s
}

// at finds the node of a file's value by its keys and places in lists.
func (l *knowledgeLoader) at(file string, keys ...any) *yaml.Node {
	n := l.roots[file]
	for _, k := range keys {
		if n == nil {
			return nil
		}
		switch k := k.(type) {
		case int:
			if k >= len(n.Content) {
				return n
			}
			n = n.Content[k]
		case string:
			var next *yaml.Node
			for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
				if n.Content[i].Value == k {
					next = n.Content[i+1]
				}
			}
			if next == nil {
				return n
			}
			n = next
		}
	}
	return n
}

// spell builds the tables of spellings.
func (l *knowledgeLoader) spell(file string, d *namesData, families, links []string) {
	s := &l.k.spelling
	s.links = map[string]bool{}
	for _, w := range links {
		s.links[strings.ToLower(w)] = true
	}
	s.script, s.signs, s.families, s.family, s.careless = map[rune]place{}, map[rune]string{}, map[string][]string{}, map[string]bool{}, d.Careless
	for i, name := range d.Order {
		group, ok := d.Sounds[name]
		if !ok {
			l.report(idValue, file, l.at(file, "order", i), "sounds has no list %q, which order names", name)
			continue
		}
		house, any := map[string]string{}, map[string][]string{}
		for j, x := range group {
			at := l.at(file, "sounds", name, j)
			if len(x.House) == 0 {
				l.report(idValue, file, at, "sound %q: expected how the outlet writes it, as in house: [k, g]", x.Key)
			}
			for _, h := range x.House {
				if other, twice := house[h]; twice && other != x.Key {
					l.report(idValue, file, at, "the outlet writes %q for the sounds %q and %q; expected one key for both", h, other, x.Key)
				}
				house[h] = x.Key
			}
			for _, h := range append(slices.Clone(x.House), x.Other...) {
				if !slices.Contains(any[h], x.Key) {
					any[h] = append(any[h], x.Key)
				}
				s.longest = max(s.longest, len(h))
			}
			for _, r := range x.Script {
				s.script[r] = place{i, x.Key}
			}
		}
		s.groups, s.house, s.any = append(s.groups, group), append(s.house, house), append(s.any, any)
	}
	for name := range d.Sounds {
		if !slices.Contains(d.Order, name) {
			l.report(idValue, file, l.at(file, "sounds", name), "order does not name %q; expected it to say where in a syllable these sounds stand", name)
		}
	}
	if len(s.groups) == 0 {
		return
	}
	for sign, letters := range d.Signs {
		for _, r := range sign {
			s.signs[r] = letters
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
			l.report(idValue, file, l.at(file, "families", f), "families: %q is none of lexicon/%s.txt", f, listFamilies)
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
