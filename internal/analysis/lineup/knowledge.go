package lineup

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// File is the file of a profile that holds this knowledge.
const File = "lineups.yaml"

// Knowledge is what a profile says of line-ups. docs/profile/lineups.md is for
// its authors.
type Knowledge struct {
	Outlet  string
	Lang    string
	Classes []Class
	// Orders are the words for lists of one protocol, by their ids.
	Orders map[string]string

	abroad   []string // folded words of posts
	posted   []string // of posts of the state that are abroad
	citizens []string
	general  []string
	same     [][2]string // what is one in posts: a wording, and the one that stands for it
	leaders  []reign
	quotes   []string // beginnings of the ids of formulas that find who is quoted
	profile  *profile.Profile
}

// Class is a class of comparable occasions.
type Class struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"` // as printed
	// Order names the protocol that places are given by: lists of one order can be
	// compared, lists of two cannot. Without one, the order says nothing.
	Order string `yaml:"order"`
	// Roster says that nobody on the list need be present.
	Roster bool `yaml:"roster"`
	// Rare says that nobody is expected at such occasions by habit.
	Rare bool `yaml:"rare"`

	Types  []string `yaml:"types"`
	Words  []string `yaml:"words"` // any of them in form, site, evidence or title
	Not    []string `yaml:"not"`   // none of them there
	Site   []string `yaml:"site"`  // any of them in the site, or, without one, in title or evidence
	Days   []string `yaml:"days"`  // any of these days of a year, as 04-15
	Leader *bool    `yaml:"leader"`
	Least  int      `yaml:"least"` // so many of the own state's people
	Most   int      `yaml:"most"`
}

// reign is the days on which occasions can be in the company of a leader.
type reign struct{ name, from, to string }

type knowledgeFile struct {
	Orders  map[string]string `yaml:"orders"`
	Leaders map[string]string `yaml:"leaders"`
	Quotes  []string          `yaml:"quotes"`
	Own     ownFile           `yaml:"own"`
	Classes []Class           `yaml:"classes"`
}

type ownFile struct {
	Abroad   []string          `yaml:"abroad"`
	Posted   []string          `yaml:"posted"`
	Citizens []string          `yaml:"citizens"`
	General  []string          `yaml:"general"`
	Same     map[string]string `yaml:"same"`
}

var (
	fileKeys  = []string{"orders", "leaders", "quotes", "own", "classes"}
	ownKeys   = []string{"abroad", "posted", "citizens", "general", "same"}
	classKeys = []string{"id", "name", "order", "roster", "rare", "types", "words", "not", "site", "days", "leader", "least", "most"}
)

// maxFile bounds the file of a profile.
const maxFile = 1 << 20

// Load reads what the profile p of fsys says of line-ups. A profile without the
// file has no classes. Its error is profile.Diagnostics where the file has
// mistakes: all of them.
func Load(fsys fs.FS, p *profile.Profile) (*Knowledge, error) {
	k := &Knowledge{Outlet: p.Outlet, Lang: p.Lang, profile: p, Orders: map[string]string{}}
	name := path.Join(p.Name, File)
	data, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil
	}
	if err != nil {
		return nil, err
	}
	if ds := k.parse(name, data); len(ds) > 0 {
		return nil, ds
	}
	return k, nil
}

// parse reads the file into k.
func (k *Knowledge) parse(name string, data []byte) profile.Diagnostics {
	var ds profile.Diagnostics
	report := func(n *yaml.Node, id, meant, format string, args ...any) {
		d := profile.Diagnostic{ID: id, File: name, Message: fmt.Sprintf(format, args...), Meant: meant}
		if n != nil {
			d.Line, d.Column = n.Line, n.Column
		}
		ds = append(ds, d)
	}
	if len(data) > maxFile {
		report(nil, idLimit, "", "larger than %d KiB", maxFile>>10)
		return ds
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		report(nil, idYAML, "", "%s", strings.TrimPrefix(err.Error(), "yaml: "))
		return ds
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		report(nil, idYAML, "", "expected keys with values (\"classes: …\")")
		return ds
	}
	root := doc.Content[0]
	keys := func(n *yaml.Node, known []string) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if key := n.Content[i]; !slices.Contains(known, key.Value) {
				report(key, idKey, grammar.Nearest(key.Value, known), "no key is called %q", key.Value)
			}
		}
	}
	keys(root, fileKeys)
	if own := child(root, "own"); own != nil && own.Kind == yaml.MappingNode {
		keys(own, ownKeys)
	}
	var f knowledgeFile
	if err := root.Decode(&f); err != nil {
		report(root, idValue, "", "%s", strings.TrimPrefix(err.Error(), "yaml: "))
		return ds
	}
	if f.Orders != nil {
		k.Orders = f.Orders
	}
	k.abroad, k.posted = foldAll(f.Own.Abroad), foldAll(f.Own.Posted)
	k.citizens, k.general = foldAll(f.Own.Citizens), foldAll(f.Own.General)
	for from, to := range f.Own.Same {
		k.same = append(k.same, [2]string{" " + strings.TrimSpace(words(from)) + " ", " " + strings.TrimSpace(words(to)) + " "})
	}
	slices.SortFunc(k.same, func(a, b [2]string) int { return cmp.Or(len(b[0])-len(a[0]), cmp.Compare(a[0], b[0])) })
	if n := child(root, "leaders"); n != nil && n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			name, days := n.Content[i], n.Content[i+1]
			from, to, ok := strings.Cut(days.Value, "/")
			if !ok || !isDay(from) || !isDay(to) {
				report(days, idValue, "", "expected days as 1994-07-08/2011-12-17, either of which may be left out, found %q", days.Value)
			}
			k.leaders = append(k.leaders, reign{store.Fold(name.Value), from, to})
		}
	}
	k.quotes = f.Quotes
	list := child(root, "classes")
	seen := map[string]bool{}
	for i, c := range f.Classes {
		n := list.Content[i]
		if n.Kind != yaml.MappingNode {
			continue
		}
		keys(n, classKeys)
		at := func(key string) *yaml.Node {
			if v := child(n, key); v != nil {
				return v
			}
			return n
		}
		switch {
		case c.ID == "":
			report(n, idMissing, "", "a class needs an id")
		case seen[c.ID]:
			report(at("id"), idDuplicate, "", "the class %q is there twice", c.ID)
		}
		seen[c.ID] = true
		if c.Name == "" {
			report(n, idMissing, "", "the class %q needs a name", c.ID)
		}
		if len(c.Types) == 0 {
			report(n, idMissing, "", "the class %q needs types: of what events it is", c.ID)
		}
		for j, typ := range c.Types {
			if !slices.Contains(rostrum.EventTypes, typ) {
				report(at("types").Content[j], idValue, grammar.Nearest(typ, rostrum.EventTypes), "no type of events is called %q", typ)
			}
		}
		for j, day := range c.Days {
			if len(day) != 5 || day[2] != '-' {
				report(at("days").Content[j], idValue, "", "expected a day of a year, as 04-15, found %q", day)
			}
		}
		if _, ok := k.Orders[c.Order]; c.Order != "" && !ok {
			var names []string
			for name := range k.Orders {
				names = append(names, name)
			}
			slices.Sort(names)
			report(at("order"), idValue, grammar.Nearest(c.Order, names), "orders: has no %q", c.Order)
		}
		c.Words, c.Not, c.Site = foldAll(c.Words), foldAll(c.Not), foldAll(c.Site)
		k.Classes = append(k.Classes, c)
	}
	return ds
}

// The identifiers of profile diagnostics that a file of classes can have.
const (
	idYAML      = "P001"
	idKey       = "P002"
	idMissing   = "P003"
	idValue     = "P004"
	idDuplicate = "P006"
	idLimit     = "P012"
)

// child is the value of a key of a mapping; nil where there is none.
func child(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// Class returns the class of an id.
func (k *Knowledge) Class(id string) (*Class, bool) {
	for i := range k.Classes {
		if k.Classes[i].ID == id {
			return &k.Classes[i], true
		}
	}
	return nil, false
}

// classify returns the first class that an event is of, nil where it is of none.
func (k *Knowledge) classify(e *rostrum.Event, title, day string, leader bool, people int) *Class {
	site := words(deref(e.Site))
	all := words(deref(e.Site), e.Form, e.Evidence, title)
	where := site
	if e.Site == nil {
		where = words(e.Evidence, title)
	}
	for i := range k.Classes {
		c := &k.Classes[i]
		switch {
		case !slices.Contains(c.Types, e.Type),
			c.Leader != nil && *c.Leader != leader,
			people < c.Least, c.Most > 0 && people > c.Most,
			len(c.Words) > 0 && !holdsAny(all, c.Words),
			holdsAny(all, c.Not),
			len(c.Site) > 0 && !holdsAny(where, c.Site),
			len(c.Days) > 0 && (len(day) != 10 || !slices.Contains(c.Days, day[5:])):
			continue
		}
		return c
	}
	return nil
}

// Quoted reports whether a formula finds people by what they say, not by where
// they are.
func (k *Knowledge) Quoted(formula string) bool {
	return slices.ContainsFunc(k.quotes, func(q string) bool { return strings.HasPrefix(formula, q) })
}

// isDay reports whether a text is an ISO day, or empty.
func isDay(s string) bool {
	if s == "" {
		return true
	}
	return len(s) == len("2006-01-02") && s[4] == '-' && s[7] == '-' && strings.Trim(s, "0123456789-") == ""
}

// Reigned reports whether somebody is a leader in whose company occasions are, at
// some time.
func (k *Knowledge) Reigned(name string) bool {
	if k.leaders == nil {
		return k.profile.Leader(name)
	}
	return slices.ContainsFunc(k.leaders, func(r reign) bool { return r.name == store.Fold(name) })
}

// Reigns reports whether occasions of a day can be in the company of somebody.
func (k *Knowledge) Reigns(name, day string) bool {
	if k.leaders == nil {
		return k.profile.Leader(name)
	}
	return slices.ContainsFunc(k.leaders, func(r reign) bool {
		return r.name == store.Fold(name) && day >= r.from && (r.to == "" || day <= r.to)
	})
}

// words lays out texts as words in lower case between single blanks, so that
// words are found in them as whole words.
func words(texts ...string) string {
	var b strings.Builder
	for _, t := range texts {
		blank := true
		b.WriteByte(' ')
		for _, r := range strings.ToLower(t) {
			if isWord(r) {
				b.WriteRune(r)
				blank = false
			} else if !blank {
				b.WriteByte(' ')
				blank = true
			}
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func isWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127
}

func foldAll(texts []string) []string {
	var out []string
	for _, t := range texts {
		if w := words(t); strings.TrimSpace(w) != "" {
			out = append(out, " "+strings.TrimSpace(w)+" ")
		}
	}
	return out
}

func holdsAny(text string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
