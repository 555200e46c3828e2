package novelty

import (
	"errors"
	"io/fs"
	"path"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// File is the name of the file of a profile's folder that is read here.
const File = "novelty.yaml"

// Knowledge is what a profile says for this package, beside its terms for ledgers.
type Knowledge struct {
	*ledger.Terms
	founded []ledger.Phrase // that somebody founds what stands behind
	formed  []ledger.Phrase // that what stands before is founded
	left    []ledger.Phrase // that somebody beside gives a post up
	bodies  map[string]bool // nouns of bodies that are founded
}

// mistake is the identifier of every mistake in the file, as docs/profile/novelty.md has
// it.
const mistake = "N001"

var mistakes = map[string]string{profile.NotYAML: mistake, profile.UnknownKey: mistake, profile.Missing: mistake, profile.BadValue: mistake, profile.Twice: mistake, profile.TooLarge: mistake}

// file is novelty.yaml.
type file struct {
	Founded []yaml.Node `yaml:"founded"`
	Formed  []yaml.Node `yaml:"formed"`
	Left    []yaml.Node `yaml:"left"`
	Bodies  []yaml.Node `yaml:"bodies"`
}

// Load reads what the profile of some terms says; nil where it says nothing. Its error
// is profile.Diagnostics: every mistake, with file, line, column and what was expected.
func Load(fsys fs.FS, t *ledger.Terms) (*Knowledge, error) {
	part := profile.OpenPart(fsys, t.Profile, mistakes)
	name := path.Join(t.Profile, File)
	k := &Knowledge{Terms: t, bodies: map[string]bool{}}
	f := part.File(name)
	if f != nil {
		k.read(f)
	}
	if err := part.Err(); err != nil {
		return nil, err
	}
	if _, err := fs.Stat(fsys, name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return k, nil
}

func (k *Knowledge) read(f *profile.PartFile) {
	var in file
	if !f.Decode(&in) {
		return
	}
	phrases := func(list []yaml.Node) []ledger.Phrase {
		var all []ledger.Phrase
		for i := range list {
			if words := search.Words(list[i].Value); len(words) > 0 {
				all = append(all, words)
				continue
			}
			f.Fault(profile.BadValue, &list[i], "", "expected words, found %q", list[i].Value)
		}
		return all
	}
	k.founded, k.formed, k.left = phrases(in.Founded), phrases(in.Formed), phrases(in.Left)
	for i := range in.Bodies {
		if words := search.Words(in.Bodies[i].Value); len(words) == 1 {
			k.bodies[words[0]] = true
			continue
		}
		f.Fault(profile.BadValue, &in.Bodies[i], "", "expected one word, found %q", in.Bodies[i].Value)
	}
}
