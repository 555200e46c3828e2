package profile

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum/internal/calendar"
	"github.com/rostrum-watch/rostrum/internal/confidence"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
	"github.com/rostrum-watch/rostrum/internal/weigh"
)

// Profile is the knowledge about one outlet's language. It is read-only after
// Load and may be shared.
type Profile struct {
	Name          string   // folder name, "kcna-en"
	Outlet        string   // whose reports it reads
	Lang          string   // in which language
	Hosts         []string // host suffixes of the outlet's addresses
	Plural        []string // endings of plurals ("s")
	PastEndings   []string // endings of verbs that tell what happened ("ed")
	AdverbEndings []string // endings of adverbs ("ly")
	Participles   []string // endings of participles that open a clause ("ing")
	Digest        string   // of every file it was loaded from, parents included
	Credit        string   // what commentary without an author goes under
	Ends          []string // marks that a text ends with: what follows is no part of it
	Classes       map[string]text.Class

	Vocabulary *text.Vocabulary
	Phrases    *Phrases
	Calendar   *calendar.Calendar
	Formulas   []*Formula
	Confidence *confidence.Table // nil where nobody has measured any
	Learned

	// starts says by word for which uses a pattern may begin with it, and more, so
	// that most tokens are passed over on one look at a small table.
	starts        []uint8
	tries         [Uses]tries
	leaders       map[string]bool      // names, small
	longestLeader int                  // in bytes
	pronouns      map[text.Word]string // that stand for one leader and nobody else, and for whom
	cues          []*Cue               // by word
	phraseCues    map[string]*Cue      // by value
	values        map[text.Class]map[text.Word]string
}

// Class returns the bit of a word class; 0 where the profile has none.
func (p *Profile) Class(name string) text.Class { return p.Classes[name] }

// Value returns what a lexicon gives for a single word of a class.
func (p *Profile) Value(c text.Class, w text.Word) string { return p.values[c][w] }

// Use is what patterns are tried for; each use has them filed by themselves.
type Use uint8

// The uses, and how many they are.
const (
	InText  Use = iota // occasions and people in a text
	InTitle            // the same in a title
	Telling            // what marks a sentence as somebody's words
	Saying             // words, acts and plans
	Uses
)

// What a word is to a profile beyond that a pattern of each use may begin with it.
const (
	beginsCue uint8 = 1 << (Uses + iota) // a cue may begin with it
	isNeeded                             // a pattern needs it
)

func (p *Profile) begins(t *text.Token, what uint8) bool {
	return int(t.Word) < len(p.starts) && p.starts[t.Word]&what != 0
}

// At returns the patterns of a use that may begin with the token, in order of
// precedence. opens says that the token is the first of its sentence.
func (p *Profile) At(u Use, t *text.Token, opens bool) []Try {
	if !p.begins(t, 1<<u) {
		return nil
	}
	return p.tries[u].at(t.Word, opens)
}

// Leader reports whether a name is that of a leader.
func (p *Profile) Leader(name string) bool {
	// most that are asked about are none and longer than any; twice, as a letter's
	// small form may take other bytes
	if name == "" || len(name) > 2*p.longestLeader {
		return false
	}
	var room [64]byte // asked for every sentence: nothing is set aside for it
	small := room[:0]
	for _, r := range name {
		small = utf8.AppendRune(small, unicode.ToLower(r))
	}
	return p.leaders[string(small)]
}

// StandsFor reports whether a pronoun for a person can stand for a leader: one of his
// own where the profile names any, else none that it names as another's.
func (p *Profile) StandsFor(pronoun text.Word, leader string) bool {
	if whose, ok := p.pronouns[pronoun]; ok {
		return strings.EqualFold(whose, leader)
	}
	for _, whose := range p.pronouns {
		if strings.EqualFold(whose, leader) {
			return false
		}
	}
	return true
}

type loader struct {
	fsys    fs.FS
	p       *Profile
	ds      Diagnostics
	names   []string
	entries int
	sum     []string
	cals    []calendar.File
	ids     map[string]string

	doc  text.Doc    // entries are read into it
	room []text.Word // and their words
}

func (l *loader) report(d Diagnostic) { l.ds = append(l.ds, d) }

type header struct {
	Outlet        string   `yaml:"outlet"`
	Lang          string   `yaml:"lang"`
	Hosts         []string `yaml:"hosts"`
	Inherits      []string `yaml:"inherits"`
	Plural        []string `yaml:"plural"`
	Participles   []string `yaml:"participles"`
	PastEndings   []string `yaml:"past_endings"`
	AdverbEndings []string `yaml:"adverb_endings"`
	Credit        string   `yaml:"credit"`
	Ends          []string `yaml:"end_marks"`
}

var headerKeys = []string{"outlet", "lang", "hosts", "inherits", "plural", "participles", "past_endings", "adverb_endings", "credit", "end_marks"}

// Load reads the profile in folder name of fsys. Its error is Diagnostics where
// the profile has mistakes: all of them, not the first.
func Load(fsys fs.FS, name string) (*Profile, error) {
	l := &loader{fsys: fsys, ids: map[string]string{}, p: &Profile{
		Name: name, Classes: map[string]text.Class{}, Vocabulary: text.NewVocabulary(), Phrases: newPhrases(),
		values: map[text.Class]map[text.Word]string{}, phraseCues: map[string]*Cue{}, leaders: map[string]bool{}, pronouns: map[text.Word]string{},
	}}
	if _, err := fs.Stat(fsys, path.Join(name, "profile.yaml")); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, Diagnostics{{ID: idMissing, File: path.Join(name, "profile.yaml"), Message: "a profile needs this file"}}
		}
		return nil, err
	}
	chain := l.chain(name, nil)
	formulas := beside(l, func(l *loader) []readFormula { return l.formulaFiles(chain) })
	measured := beside(l, func(l *loader) *confidence.Table { return l.confidence(path.Join(name, "confidence.yaml")) })
	points := beside(l, func(l *loader) Learned { return l.learned(name) })
	for _, dir := range chain {
		l.words(dir)
	}
	for _, name := range ClassNames { // a parent's formula may ask for a class that only other children have
		l.classOf(name)
	}
	l.wireVocabulary()
	if len(l.cals) > 0 {
		c, errs := calendar.Load(l.cals, l.p.Vocabulary)
		for _, e := range errs {
			l.report(Diagnostic{ID: idValue, File: e.File, Line: e.Line, Column: e.Column, Message: e.Message, Meant: e.Meant})
		}
		l.p.Calendar = c
	} else if len(l.ds) == 0 { // or it would be told of what only follows from another mistake
		l.report(Diagnostic{ID: idMissing, File: path.Join(name, "calendar.yaml"), Message: "neither the profile nor a parent has a calendar"})
	}
	l.enter(formulas())
	unmatched := beside(l, func(l *loader) []*Formula { return l.unmatched() })
	l.index()
	l.cueTable()
	l.p.Confidence, l.p.Learned = measured(), points()
	if wrong := unmatched(); len(l.ds) == 0 {
		l.examples(wrong)
	}
	if len(l.ds) > 0 {
		l.ds.sort()
		return nil, l.ds
	}
	sort.Strings(l.sum)
	h := sha256.Sum256([]byte(strings.Join(l.sum, "\n")))
	l.p.Digest = "sha256:" + hex.EncodeToString(h[:])
	return l.p, nil
}

// beside does a part of loading while others are done, of which it needs nothing that
// they change. What is returned waits for it, and takes over which files it read and
// what is wrong with them: that is told in one order, whatever was done first.
func beside[T any](l *loader, do func(*loader) T) (wait func() T) {
	part := &loader{fsys: l.fsys, p: l.p}
	done := make(chan T, 1)
	go func() { done <- do(part) }()
	return func() T {
		out := <-done
		l.ds, l.sum = append(l.ds, part.ds...), append(l.sum, part.sum...)
		return out
	}
}

// confidence loads the measured figures of a profile, nil if it has none.
func (l *loader) confidence(file string) *confidence.Table {
	data, ok := l.optional(file)
	if !ok {
		return nil
	}
	t, err := confidence.Parse(data)
	if err != nil {
		l.report(Diagnostic{ID: idValue, File: file, Message: err.Error() + "; `make calibrate` writes this file anew"})
		return nil
	}
	return t
}

// Files of a profile that hold learned points: for referents, for the acts and plan
// claims of a sentence, and for the events that it tells of.
const (
	PointsFile      = "referent-points.tsv"
	ClaimPointsFile = "claim-points.tsv"
	EventPointsFile = "event-points.tsv"
)

// Learned are the points that were learned for a profile.
type Learned struct {
	Terms       *weigh.Terms // words and values that signs are made of
	Points      *weigh.Table // what signs count for whose matter a sentence is; nil where nobody has learned any
	ClaimPoints *weigh.Table // the same for which acts and plan claims it holds
	EventPoints *weigh.Table // the same for which events it tells of
}

func (l *loader) learned(name string) (out Learned) {
	out.Terms = new(weigh.Terms)
	out.Points = l.points(path.Join(name, PointsFile), weigh.Columns, out.Terms)
	out.ClaimPoints = l.points(path.Join(name, ClaimPointsFile), weigh.Claims, out.Terms)
	out.EventPoints = l.points(path.Join(name, EventPointsFile), weigh.Events, out.Terms)
	return out
}

// points loads a file of them, nil if there is none.
func (l *loader) points(file string, columns int, terms *weigh.Terms) *weigh.Table {
	data, ok := l.optional(file)
	if !ok {
		return nil
	}
	t, err := weigh.Parse(data, columns, terms)
	if wrong := (*weigh.Mistake)(nil); errors.As(err, &wrong) {
		l.report(Diagnostic{ID: idValue, File: file, Line: wrong.Line, Column: wrong.Column, Message: wrong.Message + "; `make learn` writes this file anew"})
		return nil
	}
	return t
}

// Head is what a profile says of itself: whose reports it reads, in which language.
type Head struct {
	Name         string // folder name
	Outlet, Lang string
	Hosts        []string
}

// Heads reads the heads of the profiles of fsys for outlets (those without an outlet
// are only inherited), by name. What is wrong with one is for Load to tell.
func Heads(fsys fs.FS) ([]Head, error) {
	dirs, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var heads []Head
	for _, d := range dirs {
		data, err := fs.ReadFile(fsys, path.Join(d.Name(), "profile.yaml"))
		if err != nil {
			continue
		}
		var h header
		if yaml.Unmarshal(data, &h) == nil && h.Outlet == "" && h.Lang != "" {
			continue
		}
		heads = append(heads, Head{d.Name(), h.Outlet, h.Lang, h.Hosts})
	}
	return heads, nil
}

// Names lists the folders of the profiles that Heads gives.
func Names(fsys fs.FS) ([]string, error) {
	heads, err := Heads(fsys)
	var names []string
	for _, h := range heads {
		names = append(names, h.Name)
	}
	return names, err
}

// chain returns the folders to load, parents first.
func (l *loader) chain(name string, ring []string) []string {
	file := path.Join(name, "profile.yaml")
	if oneOf(name, ring) {
		l.report(Diagnostic{ID: idInherit, File: file, Message: "the profile inherits itself: " + strings.Join(append(ring, name), " → ")})
		return nil
	}
	data, err := l.read(file)
	if err != nil {
		return nil
	}
	var h header
	root := l.yaml(file, data)
	if root == nil {
		return nil
	}
	l.strict(file, root, &h, headerKeys)
	if len(ring) == 0 {
		l.p.Outlet, l.p.Lang, l.p.Hosts, l.p.Credit = h.Outlet, h.Lang, h.Hosts, h.Credit
		l.p.Ends = h.Ends
		if h.Outlet == "" {
			l.report(Diagnostic{ID: idMissing, File: file, Message: "outlet: is missing: whose reports does the profile read?"})
		}
		if h.Lang == "" {
			l.report(Diagnostic{ID: idMissing, File: file, Message: "lang: is missing: en, es, …"})
		}
	}
	if len(h.Plural) > 0 {
		l.p.Plural = h.Plural
	}
	if len(h.AdverbEndings) > 0 {
		l.p.AdverbEndings = h.AdverbEndings
	}
	if len(h.PastEndings) > 0 {
		l.p.PastEndings = h.PastEndings
	}
	if len(h.Participles) > 0 {
		l.p.Participles = h.Participles
	}
	var dirs []string
	for _, parent := range h.Inherits {
		if _, err := fs.Stat(l.fsys, path.Join(parent, "profile.yaml")); err != nil {
			l.report(Diagnostic{ID: idInherit, File: file, Line: lineOf(root, "inherits"), Message: "there is no profile " + quote(parent) + " to inherit", Meant: grammar.Nearest(parent, l.folders())})
			continue
		}
		for _, d := range l.chain(parent, append(ring, name)) {
			if !oneOf(d, dirs) {
				dirs = append(dirs, d)
			}
		}
	}
	return append(dirs, name)
}

func (l *loader) folders() []string {
	dirs, _ := fs.ReadDir(l.fsys, ".")
	var out []string
	for _, d := range dirs {
		out = append(out, d.Name())
	}
	return out
}

// read returns a file's bytes and enters them into the digest; errors are
// reported.
func (l *loader) read(file string) ([]byte, error) {
	data, err := fs.ReadFile(l.fsys, file)
	if err != nil {
		l.report(Diagnostic{ID: idMissing, File: file, Message: err.Error()})
		return nil, err
	}
	if len(data) > maxFile {
		l.report(Diagnostic{ID: idLimit, File: file, Message: "larger than 4 MiB"})
		return nil, errors.New("too large")
	}
	h := sha256.Sum256(data)
	l.sum = append(l.sum, file+" "+hex.EncodeToString(h[:]))
	return data, nil
}

// optional reads a file that need not be there.
func (l *loader) optional(file string) ([]byte, bool) {
	if _, err := fs.Stat(l.fsys, file); err != nil {
		return nil, false
	}
	data, err := l.read(file)
	return data, err == nil
}

// words loads the word classes of one folder.
func (l *loader) words(dir string) {
	if data, err := fs.ReadFile(l.fsys, path.Join(dir, "syntax.yaml")); err == nil && data != nil {
		l.syntax(path.Join(dir, "syntax.yaml"))
	}
	entries, _ := fs.ReadDir(l.fsys, path.Join(dir, "lexicon"))
	for _, e := range entries {
		file := path.Join(dir, "lexicon", e.Name())
		name, ok := strings.CutSuffix(e.Name(), ".txt")
		if !ok {
			if !strings.HasSuffix(e.Name(), ".md") {
				l.report(Diagnostic{ID: idClass, File: file, Message: "a lexicon file ends in .txt"})
			}
			continue
		}
		if data, err := l.read(file); err == nil {
			l.lexicon(file, name, data)
		}
	}
	file := path.Join(dir, "calendar.yaml")
	if _, err := fs.Stat(l.fsys, file); err == nil {
		if data, err := l.read(file); err == nil && l.calendarShape(file, data) {
			l.cals = append(l.cals, calendar.File{Name: file, Data: data})
		}
	}
}

// syntax reads syntax.yaml: class names with lists of words.
func (l *loader) syntax(file string) {
	data, err := l.read(file)
	if err != nil {
		return
	}
	root := l.yaml(file, data)
	if root == nil {
		return
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		k, list := root.Content[i], root.Content[i+1]
		if !wanted(k.Value) {
			l.report(Diagnostic{ID: idClass, File: file, Line: k.Line, Column: k.Column, Message: "no word class is called " + quote(k.Value), Meant: grammar.Nearest(k.Value, ClassNames)})
			continue
		}
		c, ok := l.classOf(k.Value)
		if !ok {
			l.report(Diagnostic{ID: idLimit, File: file, Line: k.Line, Message: "more than 63 word classes"})
			return
		}
		if list.Kind != yaml.SequenceNode {
			l.report(Diagnostic{ID: idValue, File: file, Line: list.Line, Column: list.Column, Message: k.Value + ": takes a list of words"})
			continue
		}
		for _, w := range list.Content {
			if !l.entry(c, w.Value, "") {
				l.report(Diagnostic{ID: idEntry, File: file, Line: w.Line, Column: w.Column, Message: "no word in " + quote(w.Value)})
			}
		}
	}
}

// wireVocabulary tells the tokenizer which classes it works with. Marked names
// are phrases; their words carry the glue classes.
func (l *loader) wireVocabulary() {
	v := l.p.Vocabulary
	v.Abbreviation = l.p.Classes["abbreviations"]
	v.Opener = l.p.Classes["openers"]
	v.GlueHead = l.p.Classes["glue_heads"]
	v.GlueTail = l.p.Classes["glue_tails"]
}

func quote(s string) string { return strconv.Quote(s) }
func itoa(n int) string     { return strconv.Itoa(n) }

func oneOf(s string, list []string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func wanted(class string) bool { return oneOf(class, ClassNames) }
