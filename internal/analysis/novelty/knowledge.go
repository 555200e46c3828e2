package novelty

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// File is the name of the file of a profile's folder that is read here.
const File = "novelty.yaml"

// maxFile is the most bytes that it may have.
const maxFile = 1 << 16

// Knowledge is what a profile says for this package, beside its terms for ledgers.
type Knowledge struct {
	*ledger.Terms
	founded []ledger.Phrase // that somebody founds what stands behind
	formed  []ledger.Phrase // that what stands before is founded
	left    []ledger.Phrase // that somebody beside gives a post up
	bodies  map[string]bool // nouns of bodies that are founded
}

// file is novelty.yaml.
type file struct {
	Founded words `yaml:"founded"`
	Formed  words `yaml:"formed"`
	Left    words `yaml:"left"`
	Bodies  words `yaml:"bodies"`
}

// words is a list of phrases, each with its place.
type words []yaml.Node

// Load reads what the profile of some terms says; nil where it says nothing.
func Load(fsys fs.FS, t *ledger.Terms) (*Knowledge, error) {
	name := path.Join(t.Profile, File)
	data, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, rostrum.Errorf(rostrum.CodeUnavailable, "%s: %w", name, err)
	}
	return parse(name, data, t)
}

func parse(name string, data []byte, t *ledger.Terms) (*Knowledge, error) {
	if len(data) > maxFile {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: expected at most %d bytes, found %d", name, maxFile, len(data))
	}
	var f file
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: expected founded, formed, left and bodies, each a list of words in brackets; %s", name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	k := &Knowledge{Terms: t, bodies: map[string]bool{}}
	var mistakes []string
	read := func(list words) []ledger.Phrase {
		var all []ledger.Phrase
		for i := range list {
			var p ledger.Phrase
			if n := &list[i]; n.Kind == yaml.ScalarNode {
				p = search.Words(n.Value)
			}
			if len(p) == 0 {
				mistakes = append(mistakes, fmt.Sprintf("%s:%d:%d: expected words, found none", name, list[i].Line, list[i].Column))
				continue
			}
			all = append(all, p)
		}
		return all
	}
	k.founded, k.formed, k.left = read(f.Founded), read(f.Formed), read(f.Left)
	for i, p := range read(f.Bodies) {
		if len(p) > 1 {
			mistakes = append(mistakes, fmt.Sprintf("%s:%d:%d: expected one word, found %d", name, f.Bodies[i].Line, f.Bodies[i].Column, len(p)))
			continue
		}
		k.bodies[p[0]] = true
	}
	if len(mistakes) > 0 {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s", strings.Join(mistakes, "\n"))
	}
	return k, nil
}
