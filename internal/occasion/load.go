package occasion

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

// File is the name of the file of a profile that says what this package needs.
const File = "occasions.yaml"

// maxFile bounds what a profile may hold; far beyond any sane one.
const maxFile = 1 << 20

// defaultLag is how long before it is told an occasion can have been where no
// profile says anything.
const defaultLag = 7

// Sectors are what occasions can count as.
var Sectors = []string{"economic", "military", "diplomatic", "performance", "political", "other"}

// Identifiers of mistakes, as docs/profile/occasions.md lists them.
const (
	idYAML    = "O001" // not YAML
	idKey     = "O002" // unknown or repeated key
	idValue   = "O003" // a value that is not one of the allowed ones
	idLexicon = "O004" // a lexicon that is not there
)

// Load reads what the profile in folder name of fsys says of occasions, what it
// inherits included. A profile that says nothing is no mistake. The error is
// profile.Diagnostics where there are mistakes: all of them.
func Load(fsys fs.FS, name string) (*Knowledge, error) {
	l := &loader{fsys: fsys, k: &Knowledge{Lag: defaultLag, families: map[string]bool{}, given: map[string]bool{}, links: map[string]bool{}}}
	l.folders(name)
	for _, dir := range l.chain {
		l.file(path.Join(dir, File))
	}
	for _, c := range []string{"countries", "demonyms"} {
		l.phrases(&l.k.countries, l.lexicon(c))
	}
	l.phrases(&l.k.home, l.lexicon("home_names"))
	if len(l.mistakes) > 0 {
		return nil, l.mistakes
	}
	return l.k, nil
}

type loader struct {
	fsys     fs.FS
	k        *Knowledge
	chain    []string // folders, parents first
	mistakes profile.Diagnostics
}

func (l *loader) fault(id, file string, n *yaml.Node, message, meant string) {
	d := profile.Diagnostic{ID: id, File: file, Message: message, Meant: meant}
	if n != nil {
		d.Line, d.Column = n.Line, n.Column
	}
	l.mistakes = append(l.mistakes, d)
}

// folders finds the profile's folder and those that it inherits; mistakes there
// are for who loads the profile to tell.
func (l *loader) folders(name string) {
	if slices.Contains(l.chain, name) || len(l.chain) > 32 {
		return
	}
	var h struct {
		Outlet   string   `yaml:"outlet"`
		Lang     string   `yaml:"lang"`
		Inherits []string `yaml:"inherits"`
	}
	if data, err := fs.ReadFile(l.fsys, path.Join(name, "profile.yaml")); err == nil {
		_ = yaml.Unmarshal(data, &h)
	}
	if h.Outlet != "" && l.k.Outlet == "" {
		l.k.Outlet, l.k.Lang = h.Outlet, h.Lang
	}
	at := len(l.chain)
	l.chain = append(l.chain, name)
	for _, parent := range h.Inherits {
		l.folders(parent)
	}
	// parents first
	l.chain = append(append(slices.Clone(l.chain[:at]), l.chain[at+1:]...), name)
}

// lexicon reads the entries of a lexicon of the profile and its parents.
func (l *loader) lexicon(name string) []string {
	var all []string
	for _, dir := range l.chain {
		data, err := fs.ReadFile(l.fsys, path.Join(dir, "lexicon", name+".txt"))
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(data)) {
			if i := strings.IndexByte(line, '#'); i >= 0 {
				line = line[:i]
			}
			line, _, _ = strings.Cut(line, " = ")
			if line = strings.TrimSpace(line); line != "" {
				all = append(all, line)
			}
		}
	}
	return all
}

func (l *loader) phrases(into *phrases, lines []string) {
	for _, line := range lines {
		if words := cutPhrase(line); len(words) > 0 {
			*into = append(*into, words)
		}
	}
}

// cutPhrase cuts a phrase into words; a "*" stays one.
func cutPhrase(line string) []string {
	var words []string
	for _, f := range strings.Fields(line) {
		if f == "*" {
			words = append(words, f)
			continue
		}
		words = append(words, cut(f)...)
	}
	return words
}

// keys of the file, with what takes their values.
var keys = []string{"lag", "own", "looks_back", "titles_look_back", "not_there", "legs", "sectors"}

func (l *loader) file(file string) {
	data, err := fs.ReadFile(l.fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil || len(data) > maxFile {
		l.fault(idYAML, file, nil, "cannot be read, or is larger than 1 MiB", "")
		return
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		d := profile.Diagnostic{ID: idYAML, File: file, Message: strings.TrimPrefix(err.Error(), "yaml: ")}
		if rest, found := strings.CutPrefix(d.Message, "line "); found {
			n, message, _ := strings.Cut(rest, ": ")
			if line, err := strconv.Atoi(n); err == nil {
				d.Line, d.Message = line, message
			}
		}
		l.mistakes = append(l.mistakes, d)
		return
	}
	if len(doc.Content) == 0 {
		return // comments only
	}
	l.mapping(file, doc.Content[0], keys, func(key string, v *yaml.Node) {
		switch key {
		case "lag":
			n, err := strconv.Atoi(v.Value)
			if err != nil || n < 0 || n > 366 {
				l.fault(idValue, file, v, "lag: expected a number of days, 0 to 366, found "+strconv.Quote(v.Value), "")
				return
			}
			l.k.Lag = n
		case "own":
			l.own(file, v)
		case "looks_back":
			l.phrases(&l.k.back, l.list(file, key, v))
		case "titles_look_back":
			l.phrases(&l.k.backTitles, l.list(file, key, v))
		case "not_there":
			l.phrases(&l.k.away, l.list(file, key, v))
		case "legs":
			l.phrases(&l.k.legs, l.list(file, key, v))
		case "sectors":
			if v.Kind != yaml.SequenceNode {
				l.fault(idValue, file, v, "sectors: expected a list of rules", "")
				return
			}
			inherited := l.k.sectors
			l.k.sectors = nil
			for _, one := range v.Content {
				l.sector(file, one)
			}
			l.k.sectors = append(l.k.sectors, inherited...) // its own come first
		}
	})
}

// mapping calls f for each key of a mapping, and reports those that are unknown or
// given twice.
func (l *loader) mapping(file string, n *yaml.Node, known []string, f func(key string, v *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		l.fault(idYAML, file, n, "expected keys with values: "+strings.Join(known, ", "), "")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		switch {
		case !slices.Contains(known, key.Value):
			l.fault(idKey, file, key, "there is no key "+strconv.Quote(key.Value)+"; expected one of "+strings.Join(known, ", "), grammar.Nearest(key.Value, known))
		case seen[key.Value]:
			l.fault(idKey, file, key, "the key "+strconv.Quote(key.Value)+" is given twice", "")
		default:
			f(key.Value, n.Content[i+1])
		}
		seen[key.Value] = true
	}
}

// list is a list of texts; nil where it is none, reported.
func (l *loader) list(file, key string, v *yaml.Node) []string {
	if v.Kind != yaml.SequenceNode {
		l.fault(idValue, file, v, key+": expected a list, as in [a, b]", "")
		return nil
	}
	var all []string
	for _, one := range v.Content {
		if one.Kind != yaml.ScalarNode || len(cutPhrase(one.Value)) == 0 {
			l.fault(idValue, file, one, key+": expected words, found "+strconv.Quote(one.Value), "")
			continue
		}
		all = append(all, one.Value)
	}
	return all
}

// own says by which lexicons the own people's names are told.
func (l *loader) own(file string, v *yaml.Node) {
	known := []string{"families", "given", "links", "not_posts"}
	l.mapping(file, v, known, func(key string, v *yaml.Node) {
		if key == "not_posts" {
			l.phrases(&l.k.notOwn, l.list(file, key, v))
			return
		}
		words := l.lexicon(v.Value)
		if len(words) == 0 {
			l.fault(idLexicon, file, v, key+": neither the profile nor a parent has a lexicon "+strconv.Quote(v.Value), "")
			return
		}
		into := map[string]map[string]bool{"families": l.k.families, "given": l.k.given, "links": l.k.links}[key]
		for _, w := range words {
			for _, one := range cut(w) {
				into[one] = true
			}
		}
	})
}

func (l *loader) sector(file string, v *yaml.Node) {
	known := []string{"sector", "types", "foreign", "words"}
	var s sector
	l.mapping(file, v, known, func(key string, v *yaml.Node) {
		switch key {
		case "sector":
			if !slices.Contains(Sectors, v.Value) {
				l.fault(idValue, file, v, "sector: found "+strconv.Quote(v.Value)+"; expected one of "+strings.Join(Sectors, ", "), grammar.Nearest(v.Value, Sectors))
			}
			s.name = v.Value
		case "types":
			for i, typ := range l.list(file, key, v) {
				if !slices.Contains(rostrum.EventTypes, typ) {
					l.fault(idValue, file, v.Content[i], "types: found "+strconv.Quote(typ)+"; expected one of "+strings.Join(rostrum.EventTypes, ", "), grammar.Nearest(typ, rostrum.EventTypes))
				}
				s.types = append(s.types, typ)
			}
		case "foreign":
			if v.Value != "true" && v.Value != "false" {
				l.fault(idValue, file, v, "foreign: expected true or false, found "+strconv.Quote(v.Value), "")
			}
			s.foreign = v.Value == "true"
		case "words":
			l.phrases(&s.words, l.list(file, key, v))
		}
	})
	if s.name == "" {
		l.fault(idKey, file, v, "a rule needs the key \"sector\"", "")
		return
	}
	l.k.sectors = append(l.k.sectors, s)
}
