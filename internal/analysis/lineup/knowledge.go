package lineup

import (
	"cmp"
	"io/fs"
	"maps"
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

	citizens []string // folded words of posts
	general  []string
	same     [][2]string // what is one in posts: a wording, and the one that stands for it
	leaders  []reign
	quotes   []string // beginnings of the ids of formulas that find who is quoted
	profile  *profile.Profile
	names    *profile.OwnNames
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
	Citizens []string          `yaml:"citizens"`
	General  []string          `yaml:"general"`
	Same     map[string]string `yaml:"same"`
}

// Load reads what the profile p of fsys says of line-ups. A profile without the
// file has no classes. Its error is profile.Diagnostics where the file has
// mistakes: all of them.
func Load(fsys fs.FS, p *profile.Profile) (*Knowledge, error) {
	part := profile.OpenPart(fsys, p.Name, nil)
	k := &Knowledge{Outlet: p.Outlet, Lang: p.Lang, profile: p, names: part.OwnNames(), Orders: map[string]string{}}
	if f := part.File(path.Join(p.Name, File)); f != nil {
		k.read(f)
	}
	if err := part.Err(); err != nil {
		return nil, err
	}
	return k, nil
}

// read takes the file in.
func (k *Knowledge) read(file *profile.PartFile) {
	var f knowledgeFile
	if !file.Decode(&f) {
		return
	}
	if f.Orders != nil {
		k.Orders = f.Orders
	}
	k.citizens, k.general = foldAll(f.Own.Citizens), foldAll(f.Own.General)
	for from, to := range f.Own.Same {
		k.same = append(k.same, [2]string{" " + strings.TrimSpace(words(from)) + " ", " " + strings.TrimSpace(words(to)) + " "})
	}
	slices.SortFunc(k.same, func(a, b [2]string) int { return cmp.Or(len(b[0])-len(a[0]), cmp.Compare(a[0], b[0])) })
	if len(f.Leaders) > 0 {
		file.Names(file.At("leaders"), func(name, days *yaml.Node) {
			from, to, ok := strings.Cut(days.Value, "/")
			if !ok || !isDay(from) || !isDay(to) {
				file.Fault(profile.BadValue, days, "", "expected days as 1994-07-08/2011-12-17, either of which may be left out, found %q", days.Value)
			}
			k.leaders = append(k.leaders, reign{store.Fold(name.Value), from, to})
		})
	}
	k.quotes = f.Quotes
	seen := map[string]bool{}
	for i, c := range f.Classes {
		k.check(file, i, &c, seen)
		c.Words, c.Not, c.Site = foldAll(c.Words), foldAll(c.Not), foldAll(c.Site)
		k.Classes = append(k.Classes, c)
	}
}

// check tells what is wrong with a class.
func (k *Knowledge) check(file *profile.PartFile, i int, c *Class, seen map[string]bool) {
	at := func(keys ...any) *yaml.Node { return file.At(append([]any{"classes", i}, keys...)...) }
	switch {
	case c.ID == "":
		file.Fault(profile.Missing, at(), "", "a class needs an id")
	case seen[c.ID]:
		file.Fault(profile.Twice, at("id"), "", "the class %q is there twice", c.ID)
	}
	seen[c.ID] = true
	if c.Name == "" {
		file.Fault(profile.Missing, at(), "", "the class %q needs a name", c.ID)
	}
	if len(c.Types) == 0 {
		file.Fault(profile.Missing, at(), "", "the class %q needs types: of what events it is", c.ID)
	}
	for j, typ := range c.Types {
		if !slices.Contains(rostrum.EventTypes, typ) {
			file.Fault(profile.BadValue, at("types", j), grammar.Nearest(typ, rostrum.EventTypes), "no type of events is called %q", typ)
		}
	}
	for j, day := range c.Days {
		if len(day) != 5 || day[2] != '-' {
			file.Fault(profile.BadValue, at("days", j), "", "expected a day of a year, as 04-15, found %q", day)
		}
	}
	if _, ok := k.Orders[c.Order]; c.Order != "" && !ok {
		names := slices.Sorted(maps.Keys(k.Orders))
		file.Fault(profile.BadValue, at("order"), grammar.Nearest(c.Order, names), "orders: has no %q", c.Order)
	}
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
