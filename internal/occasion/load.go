package occasion

import (
	"io/fs"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

// File is the name of the file of a profile that says what this package needs.
const File = "occasions.yaml"

// defaultLag is how long before it is told an occasion can have been where no
// profile says anything.
const defaultLag = 7

// Sectors are what occasions can count as.
var Sectors = []string{"economic", "military", "diplomatic", "performance", "political", "other"}

// mistakes are the identifiers of mistakes, as docs/profile/occasions.md lists
// them.
var mistakes = map[string]string{profile.NotYAML: "O001", profile.TooLarge: "O001", profile.UnknownKey: "O002", profile.Missing: "O002", profile.BadValue: "O003"}

// Load reads what the profile in folder name of fsys says of occasions, what it
// inherits included. A profile that says nothing is no mistake. The error is
// profile.Diagnostics where there are mistakes: all of them.
func Load(fsys fs.FS, name string) (*Knowledge, error) {
	part := profile.OpenPart(fsys, name, mistakes)
	l := &loader{k: &Knowledge{Outlet: part.Outlet, Lang: part.Lang, Lag: defaultLag, names: part.OwnNames()}}
	for _, f := range part.Files(File) {
		l.file(f)
	}
	if err := part.Err(); err != nil {
		return nil, err
	}
	return l.k, nil
}

type loader struct{ k *Knowledge }

// add takes a wording in, unless it has no word.
func (p *phrases) add(wordings ...string) {
	for _, w := range wordings {
		if words := cutPhrase(w); len(words) > 0 {
			*p = append(*p, words)
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

// keys of the file.
var keys = []string{"lag", "looks_back", "titles_look_back", "not_there", "legs", "sectors"}

func (l *loader) file(f *profile.PartFile) {
	wordings := map[string]*phrases{"looks_back": &l.k.back, "titles_look_back": &l.k.backTitles, "not_there": &l.k.away, "legs": &l.k.legs}
	f.Keys(f.Root, keys, func(key string, _, v *yaml.Node) {
		switch key {
		case "lag":
			n, err := strconv.Atoi(v.Value)
			if err != nil || n < 0 || n > 366 {
				f.Fault(profile.BadValue, v, "", "lag: expected a number of days, 0 to 366, found %q", v.Value)
				return
			}
			l.k.Lag = n
		case "sectors":
			if v.Kind != yaml.SequenceNode {
				f.Fault(profile.BadValue, v, "", "sectors: expected a list of rules")
				return
			}
			inherited := l.k.sectors
			l.k.sectors = nil
			for _, one := range v.Content {
				l.sector(f, one)
			}
			l.k.sectors = append(l.k.sectors, inherited...) // its own come first
		default:
			phrasesOf(f, key, v, wordings[key])
		}
	})
}

// phrasesOf reads a list of wordings.
func phrasesOf(f *profile.PartFile, key string, v *yaml.Node, into *phrases) {
	f.List(key, v, func(text string, _ *yaml.Node) string {
		if len(cutPhrase(text)) == 0 {
			return "words"
		}
		into.add(text)
		return ""
	})
}

func (l *loader) sector(f *profile.PartFile, v *yaml.Node) {
	var s sector
	f.Keys(v, []string{"sector", "types", "foreign", "words"}, func(key string, _, v *yaml.Node) {
		switch key {
		case "sector":
			f.OneOf(key, v, Sectors)
			s.name = v.Value
		case "types":
			f.List(key, v, func(_ string, n *yaml.Node) string {
				f.OneOf(key, n, rostrum.EventTypes)
				s.types = append(s.types, n.Value)
				return ""
			})
		case "foreign":
			f.OneOf(key, v, []string{"true", "false"})
			s.foreign = v.Value == "true"
		case "words":
			phrasesOf(f, key, v, &s.words)
		}
	})
	if s.name == "" {
		f.Fault(profile.Missing, v, "", "a rule needs the key \"sector\"")
		return
	}
	l.k.sectors = append(l.k.sectors, s)
}
