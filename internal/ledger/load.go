package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum/internal/search"
)

// File is the name of the file of a profile's folder that ledgers read.
const File = "ledger.yaml"

// maxFile is the most bytes that a file of terms may have.
const maxFile = 1 << 20

// Mistake is what is wrong in a file of terms.
type Mistake struct {
	File         string
	Line, Column int // from 1; 0 where the whole file is meant
	Message      string
}

// Mistakes is all that is wrong in the files of terms of a profile.
type Mistakes []Mistake

func (ms Mistakes) Error() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}

func (m Mistake) String() string {
	at := m.File
	if m.Line > 0 {
		at += fmt.Sprintf(":%d:%d", m.Line, m.Column)
	}
	return at + ": " + m.Message
}

// thingLexicons are those of a profile that tell of what sort a named thing is.
var thingLexicons = []string{"site_nouns", "place_nouns"}

// landLexicons name countries and their people.
var landLexicons = []string{"countries", "demonyms"}

const (
	bodyLexicon   = "org_nouns" // of what sort a named body is
	commonLexicon = "common"    // words of the language
	enemyLexicon  = "adversaries"
	leaderLexicon = "leaders"
	homeLexicon   = "home_names" // the own state and its people
)

type loader struct {
	fsys     fs.FS
	t        *Terms
	mistakes Mistakes
}

// LoadTerms reads the terms of the profile in folder name of fsys, with those of
// the profiles that it inherits before them. Its error is Mistakes: every one, with
// file, line, column and what was expected.
func LoadTerms(fsys fs.FS, name string) (*Terms, error) {
	l := &loader{fsys: fsys, t: &Terms{Profile: name, Empty: map[string]bool{}, General: map[string]bool{}, Quota: map[string]bool{}, Kinds: map[string]bool{}, Things: map[string]bool{}, Common: map[string]bool{}, Lands: map[string]bool{}, Home: map[string]bool{}, Countries: map[string]string{}, Calibres: map[string]bool{}}}
	for _, dir := range l.chain(name, nil) {
		for _, lexicon := range thingLexicons {
			l.lexicon(path.Join(dir, "lexicon", lexicon+".txt"), l.t.Things)
		}
		for _, lexicon := range landLexicons {
			l.entries(path.Join(dir, "lexicon", lexicon+".txt"), func(words []string, value string) {
				if len(words) == 1 {
					l.t.Lands[words[0]] = true
					if value != "" {
						l.t.Countries[words[0]] = value
					}
				}
			})
		}
		l.lexicon(path.Join(dir, "lexicon", homeLexicon+".txt"), l.t.Home)
		l.lexicon(path.Join(dir, "lexicon", bodyLexicon+".txt"), l.t.Kinds)
		l.lexicon(path.Join(dir, "lexicon", commonLexicon+".txt"), l.t.Common)
		l.entries(path.Join(dir, "lexicon", enemyLexicon+".txt"), func(words []string, _ string) { l.t.Adversaries = append(l.t.Adversaries, words) })
		l.entries(path.Join(dir, "lexicon", leaderLexicon+".txt"), func(words []string, _ string) { l.t.Leaders = append(l.t.Leaders, words) })
		l.file(path.Join(dir, File))
	}
	maps.Copy(l.t.Kinds, l.t.Things)
	if len(l.mistakes) > 0 {
		return nil, l.mistakes
	}
	return l.t, nil
}

func (l *loader) wrong(file string, n *yaml.Node, format string, args ...any) {
	m := Mistake{File: file, Message: fmt.Sprintf(format, args...)}
	if n != nil {
		m.Line, m.Column = n.Line, n.Column
	}
	l.mistakes = append(l.mistakes, m)
}

// chain is the folders to read, parents first. What else can be wrong with
// profile.yaml tells whoever loads the profile.
func (l *loader) chain(name string, ring []string) []string {
	file := path.Join(name, "profile.yaml")
	var h struct {
		Outlet   string   `yaml:"outlet"`
		Lang     string   `yaml:"lang"`
		Inherits []string `yaml:"inherits"`
	}
	data, err := fs.ReadFile(l.fsys, file)
	if err == nil {
		err = yaml.Unmarshal(data, &h)
	}
	if err != nil {
		l.wrong(file, nil, "%v", err)
		return nil
	}
	if len(ring) == 0 {
		l.t.Outlet, l.t.Lang = h.Outlet, h.Lang
	}
	if slices.Contains(ring, name) {
		l.wrong(file, nil, "the profile inherits itself: %s", strings.Join(append(ring, name), " → "))
		return nil
	}
	var dirs []string
	for _, parent := range h.Inherits {
		for _, dir := range l.chain(parent, append(slices.Clone(ring), name)) {
			if !slices.Contains(dirs, dir) {
				dirs = append(dirs, dir)
			}
		}
	}
	return append(dirs, name)
}

// lexicon adds the single words of a lexicon, if there is one.
func (l *loader) lexicon(file string, into map[string]bool) {
	l.entries(file, func(words []string, _ string) {
		if len(words) == 1 {
			into[words[0]] = true
		}
	})
}

// entries gives the entries of a lexicon, if there is one.
func (l *loader) entries(file string, use func(words []string, value string)) {
	data, err := fs.ReadFile(l.fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		l.wrong(file, nil, "%v", err)
		return
	}
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "#")
		line, value, _ := strings.Cut(line, " = ")
		if words := search.Words(line); len(words) > 0 {
			use(words, strings.TrimSpace(value))
		}
	}
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)

// file reads a file of terms, if there is one.
func (l *loader) file(file string) {
	data, err := fs.ReadFile(l.fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err == nil && len(data) > maxFile {
		err = errors.New("larger than 1 MiB")
	}
	if err != nil {
		l.wrong(file, nil, "%v", err)
		return
	}
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); err != nil {
		m := Mistake{File: file, Message: strings.TrimPrefix(err.Error(), "yaml: ")}
		if found := yamlLine.FindStringSubmatch(err.Error()); found != nil {
			m.Line, _ = strconv.Atoi(found[1])
			m.Column = 1
			m.Message = strings.TrimPrefix(err.Error(), found[0])
		}
		l.mistakes = append(l.mistakes, m)
		return
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		l.wrong(file, &doc, "expected keys with values (\"quota: [plan, target]\")")
		return
	}
	l.keys(file, doc.Content[0])
}

func (l *loader) keys(file string, root *yaml.Node) {
	words := map[string]map[string]bool{"empty": l.t.Empty, "general": l.t.General, "quota": l.t.Quota, "kinds": l.t.Things, "calibres": l.t.Calibres}
	phrases := map[string]*[]Phrase{"documents": &l.t.Documents, "again": &l.t.Again, "answers": &l.t.Answers, "dues": &l.t.Dues}
	groups := map[string]*[]Group{"sectors": &l.t.Sectors, "provinces": &l.t.Provinces, "ladder": &l.t.Ladder}
	seen := map[string]bool{}
	for i := 0; i+1 < len(root.Content); i += 2 {
		k, v := root.Content[i], root.Content[i+1]
		if seen[k.Value] {
			l.wrong(file, k, "the key %q is given twice", k.Value)
			continue
		}
		seen[k.Value] = true
		switch {
		case words[k.Value] != nil:
			l.words(file, k.Value, v, words[k.Value])
		case phrases[k.Value] != nil:
			*phrases[k.Value] = append(*phrases[k.Value], l.phrases(file, k.Value, v)...)
		case groups[k.Value] != nil:
			l.groups(file, k.Value, v, groups[k.Value])
		default:
			l.wrong(file, k, "there is no key %q; keys are %s", k.Value, strings.Join(termKeys, ", "))
		}
	}
}

// termKeys are the keys of a file of terms.
var termKeys = []string{"empty", "general", "quota", "kinds", "sectors", "provinces", "ladder", "documents", "again", "answers", "dues", "calibres"}

// phrases reads a list of phrases.
func (l *loader) phrases(file, key string, v *yaml.Node) []Phrase {
	if v.Kind != yaml.SequenceNode {
		l.wrong(file, v, "%s: takes a list, as in [a, b]", key)
		return nil
	}
	var all []Phrase
	for _, n := range v.Content {
		p := Phrase(search.Words(n.Value))
		if n.Kind != yaml.ScalarNode || len(p) == 0 {
			l.wrong(file, n, "%s: expected words, found %q", key, n.Value)
			continue
		}
		all = append(all, p)
	}
	return all
}

// words reads a list of single words.
func (l *loader) words(file, key string, v *yaml.Node, into map[string]bool) {
	if v.Kind != yaml.SequenceNode {
		l.wrong(file, v, "%s: takes a list, as in [a, b]", key)
		return
	}
	for _, n := range v.Content {
		words := search.Words(n.Value)
		if n.Kind != yaml.ScalarNode || len(words) != 1 {
			l.wrong(file, n, "%s: expected one word, found %q", key, n.Value)
			continue
		}
		into[words[0]] = true
	}
}

// conditions takes the conditions of a rung out of its list.
func (l *loader) conditions(file string, list *yaml.Node, g *Group) *yaml.Node {
	rest := *list
	rest.Content = nil
	for _, n := range list.Content {
		switch {
		case slices.Contains(conditions, n.Value):
			g.Conditions = append(g.Conditions, n.Value)
		case strings.HasPrefix(n.Value, "("):
			l.wrong(file, n, "ladder: %q is no condition; there are %s", n.Value, strings.Join(conditions, ", "))
		default:
			rest.Content = append(rest.Content, n)
		}
	}
	return &rest
}

// groups reads names with phrases. Those of a profile come in its own order,
// before what it inherits; a name that was there gets more phrases.
func (l *loader) groups(file, key string, v *yaml.Node, into *[]Group) {
	if v.Kind != yaml.MappingNode {
		l.wrong(file, v, "%s: takes names with lists, as in {ministry: [ministry]}", key)
		return
	}
	var own []Group
	for i := 0; i+1 < len(v.Content); i += 2 {
		k, list := v.Content[i], v.Content[i+1]
		if slices.ContainsFunc(own, func(g Group) bool { return g.Name == k.Value }) {
			l.wrong(file, k, "%s: %q is given twice", key, k.Value)
			continue
		}
		g := Group{Name: k.Value}
		if key == "ladder" {
			list = l.conditions(file, list, &g)
		}
		g.Phrases = l.phrases(file, key+": "+k.Value, list)
		own = append(own, g)
	}
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
