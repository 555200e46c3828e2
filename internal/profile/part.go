package profile

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum/internal/grammar"
)

// Sorts of mistakes that the files of a Part can have, and the identifiers under
// which they are told where a part has none of its own.
const (
	NotYAML    = idYAML
	UnknownKey = idKey
	Missing    = idMissing
	BadValue   = idValue
	Twice      = idDuplicate
	NoLexicon  = idEntry
	TooLarge   = idLimit
)

// Part reads one of the files that a profile may have beside those that Load
// reads, such as what an analysis must know of a language: the file of the profile
// and of those it inherits, and the lexicons, with mistakes as Load tells them.
type Part struct {
	Outlet, Lang string
	Chain        []string // folders, parents first; none where there is no profile

	l     loader
	codes map[string]string
}

// OpenPart begins to read a part of the profile in folder name of fsys. codes
// gives the identifiers of mistakes by sort, where the part has its own. What is
// wrong with profile.yaml is for Load to tell, but for a profile that is not there
// or inherits itself: there a part cannot tell what it would be of.
func OpenPart(fsys fs.FS, name string, codes map[string]string) *Part {
	p := &Part{l: loader{fsys: fsys, p: &Profile{}}, codes: codes}
	p.Chain = p.l.chain(name, nil)
	p.Outlet, p.Lang = p.l.p.Outlet, p.l.p.Lang
	there := true
	if file := path.Join(name, "profile.yaml"); len(p.Chain) == 0 {
		_, err := fs.Stat(fsys, file)
		there = err == nil
	}
	p.l.ds = slices.DeleteFunc(p.l.ds, func(d Diagnostic) bool { return d.ID != idInherit && there })
	return p
}

// Err is Diagnostics where there are mistakes: all of them, in order.
func (p *Part) Err() error {
	if len(p.l.ds) == 0 {
		return nil
	}
	ds := slices.Clone(p.l.ds)
	for i := range ds {
		ds[i].ID = cmp.Or(p.codes[ds[i].ID], ds[i].ID)
	}
	ds.sort()
	return ds
}

// Entry is a line of a lexicon.
type Entry struct{ Text, Value string }

// Lexicon lists the entries of a lexicon of the profile and its parents. What is
// wrong with it is for Load to tell.
func (p *Part) Lexicon(name string) []Entry {
	quiet := loader{}
	var all []Entry
	for _, dir := range p.Chain {
		file := path.Join(dir, "lexicon", name+".txt")
		data, err := fs.ReadFile(p.l.fsys, file)
		if err != nil || len(data) > maxFile {
			continue
		}
		n := 0
		for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
			n++
			if e, ok := quiet.line(file, name, n, strings.TrimSuffix(line, "\n")); ok {
				all = append(all, Entry{e.text, e.value})
			}
		}
	}
	return all
}

// Texts lists the entries of a lexicon without their values.
func (p *Part) Texts(name string) []string {
	var all []string
	for _, e := range p.Lexicon(name) {
		all = append(all, e.Text)
	}
	return all
}

// Files are the files of this name of the profile and its parents, parents first;
// those that cannot be read are told of, and left out.
func (p *Part) Files(name string) []*PartFile {
	var all []*PartFile
	for _, dir := range p.Chain {
		if f := p.File(path.Join(dir, name)); f != nil {
			all = append(all, f)
		}
	}
	return all
}

// File reads one file, a mapping; nil where there is none, or nothing but
// comments, or it has mistakes.
func (p *Part) File(name string) *PartFile {
	if _, err := fs.Stat(p.l.fsys, name); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	data, err := p.l.read(name)
	if err != nil {
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		p.l.yamlError(name, err)
		return nil
	}
	if len(doc.Content) == 0 {
		return nil
	}
	return &PartFile{Name: name, Root: doc.Content[0], part: p}
}

// PartFile is one file of a part.
type PartFile struct {
	Name string
	Root *yaml.Node
	part *Part
}

// Fault notes a mistake where a node stands, in the whole file where it is nil.
func (f *PartFile) Fault(sort string, n *yaml.Node, meant, format string, args ...any) {
	d := Diagnostic{ID: sort, File: f.Name, Message: fmt.Sprintf(format, args...), Meant: meant}
	if n != nil {
		d.Line, d.Column = n.Line, n.Column
	}
	f.part.l.report(d)
}

// Keys calls use for each key of a mapping. A key that is not among the known is a
// mistake, and so is one that is given twice.
func (f *PartFile) Keys(n *yaml.Node, known []string, use func(key string, k, v *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		f.Fault(NotYAML, n, "", "expected keys with values: %s", strings.Join(known, ", "))
		return
	}
	f.Names(n, func(k, v *yaml.Node) {
		if !slices.Contains(known, k.Value) {
			f.Fault(UnknownKey, k, grammar.Nearest(k.Value, known), "there is no key %q; keys are %s", k.Value, strings.Join(known, ", "))
			return
		}
		use(k.Value, k, v)
	})
}

// Names calls use for each key of a mapping whose keys are the author's. One that
// is given twice is a mistake.
func (f *PartFile) Names(n *yaml.Node, use func(k, v *yaml.Node)) {
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if seen[k.Value] {
			f.Fault(UnknownKey, k, "", "the key %q is given twice", k.Value)
			continue
		}
		seen[k.Value] = true
		use(k, n.Content[i+1])
	}
}

// List calls use for each text of a list. What it returns, if anything, was
// expected in place of the text.
func (f *PartFile) List(key string, v *yaml.Node, use func(text string, n *yaml.Node) (expected string)) {
	if v.Kind != yaml.SequenceNode {
		f.Fault(BadValue, v, "", "%s: takes a list, as in [a, b]", key)
		return
	}
	for _, n := range v.Content {
		expected := "a text"
		if n.Kind == yaml.ScalarNode {
			expected = use(n.Value, n)
		}
		if expected != "" {
			f.Fault(BadValue, n, "", "%s: expected %s, found %q", key, expected, n.Value)
		}
	}
}

// OneOf notes a text that is none of a few.
func (f *PartFile) OneOf(key string, n *yaml.Node, words []string) {
	if !slices.Contains(words, n.Value) {
		f.Fault(BadValue, n, grammar.Nearest(n.Value, words), "%s: found %q; expected one of %s", key, n.Value, strings.Join(words, ", "))
	}
}

// Decode reads the file into a struct, over what is there; false where it has
// mistakes, of which keys that the struct has no field for are some.
func (f *PartFile) Decode(into any) bool {
	before := len(f.part.l.ds)
	f.fields(f.Root, reflect.TypeOf(into))
	if len(f.part.l.ds) > before {
		return false
	}
	if err := f.Root.Decode(into); err != nil {
		f.part.l.kindError(f.Name, f.Root, err)
		return false
	}
	return true
}

// fields holds the keys of mappings against the fields of structs that are to take
// them. Values of another kind are left to the decoder.
func (f *PartFile) fields(n *yaml.Node, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Struct:
		if n.Kind != yaml.MappingNode && n != f.Root {
			return
		}
		var known []string
		types := map[string]reflect.Type{}
		for i := range t.NumField() {
			key, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
			known = append(known, key)
			types[key] = t.Field(i).Type
		}
		f.Keys(n, known, func(key string, _, v *yaml.Node) { f.fields(v, types[key]) })
	case reflect.Map:
		if n.Kind == yaml.MappingNode {
			f.Names(n, func(_, v *yaml.Node) { f.fields(v, t.Elem()) })
		}
	case reflect.Slice:
		if n.Kind == yaml.SequenceNode {
			for _, one := range n.Content {
				f.fields(one, t.Elem())
			}
		}
	}
}

// At finds a value by its keys and places in lists: as far as they lead.
func (f *PartFile) At(keys ...any) *yaml.Node {
	if f == nil {
		return nil
	}
	return under(f.Root, keys...)
}

func under(n *yaml.Node, keys ...any) *yaml.Node {
	for _, k := range keys {
		next := n
		switch k := k.(type) {
		case int:
			if k < len(n.Content) {
				next = n.Content[k]
			}
		case string:
			if n.Kind == yaml.MappingNode {
				if v := item(n, k, -1); v != n {
					next = v
				}
			}
		}
		if next == n {
			return n
		}
		n = next
	}
	return n
}
