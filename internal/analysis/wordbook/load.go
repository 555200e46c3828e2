package wordbook

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum/internal/grammar"
)

// File is the name of the file in a profile's folder.
const File = "words.yaml"

// Bounds on what a file may hold, far beyond any sane one.
const (
	maxFile  = 1 << 20
	maxWords = 20_000
)

// Load reads the file of every profile, and of folders that say themselves whose
// words they are about. What a profile inherits comes first. The error is Mistakes
// where files have any: all of them.
func Load(fsys fs.FS) ([]*Book, error) {
	dirs, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	l := &loader{fsys: fsys}
	var all []*Book
	for _, d := range dirs {
		if !d.IsDir() {
			continue
		}
		outlet, lang, parents := l.whose(d.Name())
		if outlet == "" {
			continue // it is only inherited
		}
		b := &Book{Outlet: outlet, Lang: lang}
		for _, dir := range append(parents, d.Name()) {
			l.read(b, dir)
		}
		all = append(all, b)
	}
	if len(l.mistakes) > 0 {
		l.mistakes.sort()
		return nil, slices.CompactFunc(l.mistakes, func(a, b Mistake) bool { return a == b }) // a parent is read once for each child
	}
	return all, nil
}

type loader struct {
	fsys     fs.FS
	mistakes Mistakes
	file     string
	words    int
}

// whose tells by its profile whose words a folder is about, else by its own file.
func (l *loader) whose(dir string) (outlet, lang string, parents []string) {
	var h struct {
		Outlet   string   `yaml:"outlet"`
		Lang     string   `yaml:"lang"`
		Inherits []string `yaml:"inherits"`
	}
	data, err := fs.ReadFile(l.fsys, path.Join(dir, "profile.yaml"))
	if err != nil {
		data, err = fs.ReadFile(l.fsys, path.Join(dir, File))
	}
	if err != nil || len(data) > maxFile || yaml.Unmarshal(data, &h) != nil {
		return "", "", nil // what is wrong with a profile, its own loader says
	}
	return h.Outlet, h.Lang, h.Inherits
}

func (l *loader) wrong(n *yaml.Node, message, meant string) {
	m := Mistake{File: l.file, Message: message, Meant: meant}
	if n != nil {
		m.Line, m.Column = n.Line, n.Column
	}
	l.mistakes = append(l.mistakes, m)
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

func (l *loader) read(b *Book, dir string) {
	l.file = path.Join(dir, File)
	data, err := fs.ReadFile(l.fsys, l.file)
	if err != nil {
		return // a profile need not have one
	}
	if len(data) > maxFile {
		l.wrong(nil, "expected a file of at most 1 MiB", "")
		return
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		m := Mistake{File: l.file, Line: 1, Message: "expected YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")}
		if at := yamlLine.FindStringSubmatch(err.Error()); at != nil {
			m.Line, _ = strconv.Atoi(at[1])
		}
		l.mistakes = append(l.mistakes, m)
		return
	}
	if len(doc.Content) == 0 {
		return
	}
	l.keys(doc.Content[0], "", func(key string, n *yaml.Node) {
		switch key {
		case "edges":
			b.Edges = append(b.Edges, l.list(n)...)
		case "outside":
			b.Outside = append(b.Outside, l.list(n)...)
		case "plural":
			b.Plural = append(b.Plural, l.list(n)...)
		case "one_word":
			b.Units = append(b.Units, l.list(n)...)
		case "titles":
			l.each(n, func(n *yaml.Node) { l.title(b, n) })
		case "renderings":
			l.each(n, func(n *yaml.Node) { l.rendering(b, n) })
		case "names":
			l.each(n, func(n *yaml.Node) { l.thing(b, n) })
		}
	}, "outlet", "lang", "edges", "outside", "plural", "one_word", "titles", "renderings", "names")
}

// keys calls use for each key of a mapping that may be there.
func (l *loader) keys(n *yaml.Node, of string, use func(string, *yaml.Node), allowed ...string) {
	if n.Kind != yaml.MappingNode {
		l.wrong(n, of+"expected keys with values: "+strings.Join(allowed, ", "), "")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case !slices.Contains(allowed, k.Value):
			l.wrong(k, of+"expected one of "+strings.Join(allowed, ", ")+", found "+strconv.Quote(k.Value), grammar.Nearest(k.Value, allowed))
		case seen[k.Value]:
			l.wrong(k, of+strconv.Quote(k.Value)+" is given twice", "")
		default:
			use(k.Value, v)
		}
		seen[k.Value] = true
	}
}

func (l *loader) each(n *yaml.Node, use func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		l.wrong(n, "expected a list", "")
		return
	}
	for _, item := range n.Content {
		use(item)
	}
}

// list reads a list of words.
func (l *loader) list(n *yaml.Node) []string {
	var out []string
	l.each(n, func(n *yaml.Node) {
		if l.words++; l.words > maxWords {
			if l.words == maxWords+1 {
				l.wrong(n, "expected at most 20,000 words", "")
			}
			return
		}
		if s := l.text(n); s != "" {
			out = append(out, s)
		}
	})
	return out
}

func (l *loader) text(n *yaml.Node) string {
	s := strings.TrimSpace(n.Value)
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" || n.Tag == "!!bool" || s == "" {
		l.wrong(n, "expected words, in quotes where YAML takes them for something else", "")
		return ""
	}
	return s
}

var month = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

func (l *loader) rendering(b *Book, n *yaml.Node) {
	var r Rendering
	l.keys(n, "a rendering: ", func(key string, v *yaml.Node) {
		switch key {
		case "term":
			r.Term = l.text(v)
		case "meaning":
			r.Meaning = l.text(v)
		case "wordings":
			l.each(v, func(n *yaml.Node) {
				var w Wording
				l.keys(n, "a wording: ", func(key string, v *yaml.Node) {
					switch key {
					case "words":
						w.Words = l.list(v)
					case "from", "to":
						s := l.text(v)
						if !month.MatchString(s) {
							l.wrong(v, key+": expected a month such as 2003-04, found "+strconv.Quote(s), "")
						}
						if key == "from" {
							w.From = s
						} else {
							w.To = s
						}
					case "source":
						w.Source = l.text(v)
					}
				}, "words", "from", "to", "source")
				switch {
				case len(w.Words) == 0:
					l.wrong(n, "a wording: expected words", "")
				case w.From != "" && w.To != "" && w.From > w.To:
					l.wrong(n, "a wording: expected from before to", "")
				case w.Source == "":
					l.wrong(n, "a wording: expected a source: where is it known from?", "")
				default:
					r.Wordings = append(r.Wordings, w)
				}
			})
		}
	}, "term", "meaning", "wordings")
	if r.Term == "" || len(r.Wordings) == 0 {
		l.wrong(n, "a rendering: expected a term and wordings", "")
		return
	}
	b.Renderings = append(b.Renderings, r)
}

func (l *loader) thing(b *Book, n *yaml.Node) {
	var t Thing
	l.keys(n, "a name: ", func(key string, v *yaml.Node) {
		switch key {
		case "thing":
			t.Name = l.text(v)
		case "meaning":
			t.Meaning = l.text(v)
		case "known_as":
			t.Called = l.list(v)
		}
	}, "thing", "meaning", "known_as")
	switch {
	case t.Name == "" || len(t.Called) == 0:
		l.wrong(n, "a name: expected a thing and what it is called", "")
	case slices.ContainsFunc(b.Things, func(o Thing) bool { return strings.EqualFold(o.Name, t.Name) }):
		l.wrong(n, "a name: "+strconv.Quote(t.Name)+" is given twice", "")
	default:
		b.Things = append(b.Things, t)
	}
}

func (l *loader) title(b *Book, n *yaml.Node) {
	var t Title
	l.keys(n, "a title: ", func(key string, v *yaml.Node) {
		if key == "words" {
			t.Words = l.text(v)
		} else {
			t.Of = l.text(v)
		}
	}, "words", "of")
	if t.Words == "" || t.Of == "" {
		l.wrong(n, "a title: expected words, and whose title they are (of)", "")
		return
	}
	b.Titles = append(b.Titles, t)
}
