package profile

import (
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"gopkg.in/yaml.v3"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// Formula is a phrase pattern through which communiqués say something, and
// what it says. docs/PROFILE-GUIDE.md explains every key to its author.
type Formula struct {
	ID       string
	Family   string // file it stands in; confidence is measured by family
	Patterns []*grammar.Pattern

	Event   string // type of the event it tells of; "noun": that of the noun in {occasion}; "nouns": one for each there; or ""
	Lineup  string // role of its {people}, attached to an event told before or to its own
	Subject string // role of the people in {subject}; of a plan claim: assigner, or "" where they carry it out
	Object  string // role of the people in {object}
	In      string // title, lead (first three sentences), text
	Kind    string // makes the report this kind: anecdote, background, commentary, …
	Date    string // "dateline": an undated event has the dateline's day; "event": that of the event told before
	Again   bool   // opens an event of its own even where one of its type was told
	Speech  bool   // what follows is somebody's words
	Veto    bool   // nothing else may be found where it stands
	Nested  bool   // belongs to the event told before, where there is one
	Needs   string // person: {subject} must name a person; site: {site} must not be empty; …
	When    []When // changes of type by what was found
	Others  string // role of all but the first of {people}, where it is another
	Words   bool   // the sentence is somebody's words, whatever else stands in it
	Roster  bool   // the people stand in the sentences that follow
	To      string // type of the events that a line-up belongs to before others
	Else    string // type of the event that a line-up makes where none was told; "noun": that of {occasion}
	Yields  bool   // gives way to another event of the report that tells the same occasion in full; a plan claim, to any other

	Act    string // the act that the sentence is
	Plan   string // status of the plan claim that the sentence makes
	Source string // the slot that says whose words the sentence is: subject, object; "same": the one told before; "pronoun": the person told before
	Among  string // words: only where somebody's words are given; narration: only where the outlet tells
	Whose  string // own, adversary, other: whose doing {subject} is
	Weak   bool   // its kind counts only where the text bears it out
	Free   bool   // may stand behind a relative pronoun or within a subordinate clause

	file string
	line int
	text string // its example
}

// When changes the type of an event by what stands in its slots.
type When struct {
	Site    text.Class // {site} holds a word or phrase of this class
	Subject text.Class // {subject} does
	Object  text.Class // {object} does
	Event   string     // the type it has then, or "none"
}

var formulaKeys = []string{"id", "pattern", "patterns", "event", "lineup", "subject", "object", "in", "kind", "date", "again", "speech", "veto", "nested", "needs", "when", "others", "to", "words", "roster", "else", "yields", "act", "plan", "source", "among", "whose", "free", "weak", "example"}

type formulaYAML struct {
	ID       string     `yaml:"id"`
	Pattern  string     `yaml:"pattern"`
	Patterns []string   `yaml:"patterns"`
	Event    string     `yaml:"event"`
	Lineup   string     `yaml:"lineup"`
	Subject  string     `yaml:"subject"`
	Object   string     `yaml:"object"`
	In       string     `yaml:"in"`
	Kind     string     `yaml:"kind"`
	Date     string     `yaml:"date"`
	Again    bool       `yaml:"again"`
	Speech   bool       `yaml:"speech"`
	Veto     bool       `yaml:"veto"`
	Nested   bool       `yaml:"nested"`
	Needs    string     `yaml:"needs"`
	When     []whenYAML `yaml:"when"`
	Others   string     `yaml:"others"`
	To       string     `yaml:"to"`
	Words    bool       `yaml:"words"`
	Roster   bool       `yaml:"roster"`
	Else     string     `yaml:"else"`
	Yields   bool       `yaml:"yields"`
	Act      string     `yaml:"act"`
	Plan     string     `yaml:"plan"`
	Source   string     `yaml:"source"`
	Among    string     `yaml:"among"`
	Whose    string     `yaml:"whose"`
	Free     bool       `yaml:"free"`
	Weak     bool       `yaml:"weak"`
	Example  string     `yaml:"example"`
}

type whenYAML struct {
	Site    string `yaml:"site"`
	Subject string `yaml:"subject"`
	Object  string `yaml:"object"`
	Event   string `yaml:"event"`
}

// KindNames are the kinds a formula may give a report.
var KindNames = append(slices.Clone(rostrum.ReportKinds), "background")

// inMeant are names that authors give to the parts of a report that in: takes.
var inMeant = map[string]string{"headline": "title", "opening": "lead", "beginning": "lead", "body": "text"}

// readFormula is a formula as it stands in its file, or what is wrong with it, or
// with the file.
type readFormula struct {
	file, family string
	node         *yaml.Node
	yaml         formulaYAML
	mistakes     Diagnostics
}

// formulaFiles reads the formulas of all folders by the names of their files,
// and for one name those of a child before its parents': the numbers that the
// names begin with are the order of precedence.
func (l *loader) formulaFiles(chain []string) []readFormula {
	type formulaFile struct {
		name string
		rank int
	}
	var files []formulaFile
	for rank, dir := range chain {
		entries, _ := fs.ReadDir(l.fsys, path.Join(dir, "formulas"))
		for _, e := range entries {
			files = append(files, formulaFile{e.Name(), rank})
		}
	}
	sort.Slice(files, func(i, j int) bool {
		if files[i].name != files[j].name {
			return files[i].name < files[j].name
		}
		return files[i].rank > files[j].rank
	})
	var all []readFormula
	for _, f := range files {
		file := path.Join(chain[f.rank], "formulas", f.name)
		family, ok := strings.CutSuffix(f.name, ".yaml")
		if !ok {
			l.report(Diagnostic{ID: idKey, File: file, Message: "a file of formulas ends in .yaml"})
		} else if data, err := l.read(file); err == nil {
			for _, n := range l.formulas(file, data) {
				r := readFormula{file: file, family: family, node: n}
				l.strict(file, n, &r.yaml, formulaKeys)
				r.mistakes, l.ds = l.ds, nil
				all = append(all, r)
			}
		}
		all = append(all, readFormula{mistakes: l.ds})
		l.ds = nil
	}
	return all
}

// formulas returns what stands in the list that a file of formulas is.
func (l *loader) formulas(file string, data []byte) []*yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		if !l.dashless(file, data) {
			l.yamlError(file, err)
		}
		return nil
	}
	if len(doc.Content) == 0 {
		return nil
	}
	list := doc.Content[0]
	if list.Kind == yaml.MappingNode && l.dashless(file, data) {
		return nil
	}
	if list.Kind != yaml.SequenceNode {
		l.report(Diagnostic{ID: idYAML, File: file, Line: list.Line, Column: list.Column, Message: "a file of formulas is a list: every formula begins with \"- id:\""})
		return nil
	}
	return list.Content
}

// enter compiles the formulas that were read.
func (l *loader) enter(all []readFormula) {
	for i := range all {
		r := &all[i]
		if l.ds = append(l.ds, r.mistakes...); len(r.mistakes) == 0 && r.node != nil {
			l.formula(r.file, r.family, r.node, &r.yaml)
		}
	}
}

// dashless reports the first line that begins a formula without its dash; false
// where there is none. It is asked only of a file that is no list of formulas.
func (l *loader) dashless(file string, data []byte) bool {
	for n, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, "id:") {
			l.report(Diagnostic{ID: idYAML, File: file, Line: n + 1, Column: 1, Message: "a formula begins with \"- id:\"", Meant: "- " + strings.TrimSpace(line)})
			return true
		}
	}
	return false
}

func (l *loader) formula(file, family string, n *yaml.Node, y *formulaYAML) {
	fail := func(id, key, message, meant string) {
		line, col := lineCol(n, key)
		l.report(Diagnostic{ID: id, File: file, Line: line, Column: col, Message: message, Meant: meant})
	}
	if y.ID == "" {
		fail(idMissing, "", "a formula needs an id, such as visit.inspect", "")
		return
	}
	if at, ok := l.ids[y.ID]; ok {
		fail(idDuplicate, "id", "the id "+quote(y.ID)+" stands already in "+at, "")
		return
	}
	l.ids[y.ID] = file
	f := &Formula{ID: y.ID, Family: family, Event: y.Event, Lineup: y.Lineup, Subject: y.Subject, Object: y.Object, In: y.In, Kind: y.Kind,
		Date: y.Date, Again: y.Again, Speech: y.Speech, Veto: y.Veto, Nested: y.Nested, Needs: y.Needs, Yields: y.Yields, Others: y.Others, To: y.To, Words: y.Words, Roster: y.Roster, Else: y.Else,
		Act: y.Act, Plan: y.Plan, Source: y.Source, Among: y.Among, Whose: y.Whose, Free: y.Free, Weak: y.Weak, file: file, line: n.Line, text: y.Example}
	patterns := y.Patterns
	if y.Pattern != "" {
		patterns = append([]string{y.Pattern}, patterns...)
	}
	if len(patterns) == 0 {
		fail(idMissing, "", "formula "+quote(y.ID)+" has no pattern", "")
		return
	}
	var has [16]bool
	for i, src := range patterns {
		key, k := "pattern", i
		if y.Pattern == "" || i > 0 {
			key = "patterns"
			if y.Pattern != "" {
				k--
			}
		}
		at := item(n, key, k)
		if straight, ok := curly(at); ok {
			l.report(Diagnostic{ID: idPattern, File: file, Line: at.Line, Column: at.Column, Message: "the pattern stands in curly quotation marks; straight ones are wanted", Meant: straight})
			return
		}
		p, err := grammar.Compile(src, l.p.Vocabulary, l.p.Classes)
		if err != nil {
			d := Diagnostic{ID: idPattern, File: file, Line: at.Line, Message: err.Error()}
			if ge, ok := err.(*grammar.Error); ok {
				d.Message, d.Meant, d.Column = ge.Message, ge.Meant, at.Column+ge.Column
			}
			l.report(d)
			return
		}
		for s := grammar.Slot(1); int(s) < len(grammar.SlotNames); s++ {
			has[s] = has[s] || p.Has(s)
		}
		f.Patterns = append(f.Patterns, p)
	}
	choose := func(key, value string, allowed []string) bool {
		if value == "" || oneOf(value, allowed) {
			return true
		}
		meant := grammar.Nearest(value, allowed)
		if key == "in" && inMeant[value] != "" {
			meant = inMeant[value]
		}
		fail(idValue, key, key+": "+quote(value)+" is none of "+strings.Join(allowed, ", "), meant)
		return false
	}
	ok := choose("event", y.Event, append([]string{"noun", "nouns"}, eventTypes...))
	ok = choose("else", y.Else, append([]string{"noun"}, eventTypes...)) && ok
	ok = choose("to", y.To, eventTypes) && ok
	ok = choose("others", y.Others, roles) && ok
	ok = choose("lineup", y.Lineup, roles) && ok
	subjects := roles
	if y.Plan != "" {
		subjects = []string{SubjectAssigner}
	}
	ok = choose("subject", y.Subject, subjects) && ok
	ok = choose("object", y.Object, roles) && ok
	ok = choose("in", y.In, []string{"title", "lead", "text"}) && ok
	ok = choose("kind", y.Kind, KindNames) && ok
	ok = choose("date", y.Date, []string{"dateline", "event", "none"}) && ok
	ok = choose("needs", y.Needs, []string{"person", "people", "site", "site_noun", "object", "date", "when_or_where", "plan", "work"}) && ok
	ok = choose("act", y.Act, rostrum.Acts) && ok
	ok = choose("plan", y.Plan, rostrum.PlanStatuses) && ok
	ok = choose("source", y.Source, []string{"subject", "object", "same", "pronoun"}) && ok
	ok = choose("among", y.Among, []string{"words", "narration"}) && ok
	ok = choose("whose", y.Whose, []string{"own", "adversary", "other"}) && ok
	if !ok {
		return
	}
	if (y.Source == "subject" || y.Whose != "") && !has[grammar.Subject] {
		fail(idSlot, "source", "whose words or doings are told needs a {subject} slot in the pattern", "")
		return
	}
	if y.Source == "object" && !has[grammar.Object] {
		fail(idSlot, "source", "source: object needs an {object} slot in the pattern", "")
		return
	}
	if y.Lineup != "" && !has[grammar.People] {
		fail(idSlot, "lineup", "lineup: needs a {people} slot in the pattern", "")
		return
	}
	if y.Subject != "" && !has[grammar.Subject] {
		fail(idSlot, "subject", "subject: needs a {subject} slot in the pattern", "")
		return
	}
	if y.Object != "" && !has[grammar.Object] {
		fail(idSlot, "object", "object: needs an {object} slot in the pattern", "")
		return
	}
	if (y.Event == "noun" || y.Event == "nouns" || y.Else == "noun") && !has[grammar.Occasion] {
		fail(idSlot, "event", "a type that is that of a noun needs an {occasion} slot in the pattern", "")
		return
	}
	for i, w := range y.When {
		when := When{Event: w.Event}
		if !oneOf(w.Event, eventTypes) && w.Event != "none" {
			line, col := itemAt(n, "when", i)
			l.report(Diagnostic{ID: idValue, File: file, Line: line, Column: col, Message: "when: needs an event: " + strings.Join(eventTypes, ", "), Meant: grammar.Nearest(w.Event, eventTypes)})
			return
		}
		for _, c := range []struct {
			name string
			to   *text.Class
		}{{w.Site, &when.Site}, {w.Subject, &when.Subject}, {w.Object, &when.Object}} {
			if c.name == "" {
				continue
			}
			if !wanted(c.name) {
				line, col := itemAt(n, "when", i)
				l.report(Diagnostic{ID: idClass, File: file, Line: line, Column: col, Message: "no word class is called " + quote(c.name), Meant: grammar.Nearest(c.name, ClassNames)})
				return
			}
			bit, _ := l.classOf(c.name)
			*c.to = bit
		}
		f.When = append(f.When, when)
	}
	if y.Example == "" {
		fail(idMissing, "", "formula "+quote(y.ID)+" has no example: a sentence of yours that it must match", "")
		return
	}
	l.p.Formulas = append(l.p.Formulas, f)
}

// Try is a pattern of a formula that may begin with a certain word.
type Try struct {
	Formula *Formula
	Pattern *grammar.Pattern
	need    int32 // its number
	rest    grammar.Rest
}

// Fits reports whether the pattern is worth matching with its first word at token
// at, by what stands ahead and by the token behind; nil stands for the end of the
// sentence.
func (y *Try) Fits(at int, ahead Ahead, next *text.Token) bool {
	return int(ahead[y.need]) > at && y.rest.Allows(next)
}

// Match tries the pattern where its first word stands at token at, as
// grammar.Pattern.Match does.
func (y *Try) Match(d *text.Doc, first, last, at int, m *grammar.Match) bool {
	return y.Pattern.MatchRest(&y.rest, d, first, last, at, m)
}

// tries are patterns by the word they begin with.
type tries struct {
	row   []int32 // by word: which of the rows
	rows  []row   // the first is that of most words
	needs int     // how many things patterns need
}

// row is what is filed under a word. The many patterns that stand only where a
// sentence opens are kept out of the way of every other place.
type row struct {
	opening []Try   // where a sentence opens
	within  []Try   // elsewhere in it
	meets   []int32 // what patterns need that the word meets
}

func newTries(words int) tries {
	return tries{row: make([]int32, words), rows: make([]row, 1), needs: noNeed + 1}
}

func (t *tries) at(w text.Word, opens bool) []Try {
	r := &t.rows[t.row[w]]
	if opens {
		return r.opening
	}
	return r.within
}

// rowOf returns the row of a word, making it where there is none.
func (t *tries) rowOf(w text.Word) *row {
	if t.row[w] == 0 {
		t.row[w] = int32(len(t.rows))
		t.rows = append(t.rows, row{})
	}
	return &t.rows[t.row[w]]
}

// entered is a pattern that is to be filed under a word.
type entered struct {
	word text.Word
	try  Try
}

// file files patterns under their words, those of one in the order of the list. All
// stand one after another.
func (t *tries) file(list []entered) {
	for i := range list {
		t.rowOf(list[i].word)
	}
	counts, within := make([]int, len(t.rows)), make([]int, len(t.rows))
	opens := 0
	for i := range list {
		counts[t.row[list[i].word]]++
		if list[i].try.Pattern.Opens() {
			opens++
		} else {
			within[t.row[list[i].word]]++
		}
	}
	all, others := make([]Try, len(list)), make([]Try, len(list)-opens)
	for k := range t.rows {
		r := &t.rows[k]
		r.opening, all = all[:0:counts[k]], all[counts[k]:]
		r.within, others = others[:0:within[k]], others[within[k]:]
	}
	for i := range list {
		r := &t.rows[t.row[list[i].word]]
		if r.opening = append(r.opening, list[i].try); !list[i].try.Pattern.Opens() {
			r.within = append(r.within, list[i].try)
		}
	}
}

// use tells what a formula's patterns are tried for.
func (f *Formula) use() Use {
	switch {
	case f.Act != "" || f.Plan != "" || f.Source != "":
		return Saying
	case f.Words:
		return Telling
	case f.In == "title":
		return InTitle
	}
	return InText
}

// index files the patterns under the words they may begin with. A formula stands
// before another if its file, then its place in the file, comes first.
func (l *loader) index() {
	p := l.p
	n := p.Vocabulary.Len()
	var numbers [Uses]map[string]int32 // of what is needed, by its words
	for u := range p.tries {
		p.tries[u], numbers[u] = newTries(n), map[string]int32{}
	}
	p.starts = make([]uint8, n)
	var lists [Uses][]entered
	ofClass := map[text.Class][]text.Word{} // words of any of some classes
	for _, f := range p.Formulas {
		u := f.use()
		table := &p.tries[u]
		for _, pt := range f.Patterns {
			need := int32(noNeed)
			if u != Telling { // these are too few to look ahead for
				need = table.need(pt.Need, numbers[u])
			}
			enter := func(w text.Word) {
				lists[u] = append(lists[u], entered{w, Try{Formula: f, Pattern: pt, need: need, rest: pt.Rest(w, p.Vocabulary.Class(w))}})
				p.starts[w] |= 1 << u
			}
			for _, w := range pt.Anchors {
				enter(w)
			}
			if pt.AnchorClass == 0 {
				continue
			}
			words, ok := ofClass[pt.AnchorClass]
			for w := text.Word(1); !ok && int(w) < n; w++ {
				if p.Vocabulary.Class(w).Has(pt.AnchorClass) {
					words = append(words, w)
				}
			}
			ofClass[pt.AnchorClass] = words
			for _, w := range words {
				if _, named := slices.BinarySearch(pt.Anchors, w); !named {
					enter(w)
				}
			}
		}
	}
	for u := range p.tries {
		p.tries[u].file(lists[u])
		for w, k := range p.tries[u].row {
			if len(p.tries[u].rows[k].meets) > 0 {
				p.starts[w] |= isNeeded
			}
		}
	}
}

// unmatched returns the formulas that do not match their own examples.
func (l *loader) unmatched() []*Formula {
	var all []*Formula
	var d text.Doc
	for _, f := range l.p.Formulas {
		d.Reset(l.p.Vocabulary, "", f.text)
		if !slices.ContainsFunc(f.Patterns, func(pt *grammar.Pattern) bool { return stands(pt, &d) }) {
			all = append(all, f)
		}
	}
	return all
}

// examples reports formulas that do not match their own examples.
func (l *loader) examples(unmatched []*Formula) {
	for _, f := range unmatched {
		d := text.New(l.p.Vocabulary, "", f.text)
		l.report(Diagnostic{ID: idExample, File: f.file, Line: f.line, Message: "formula " + quote(f.ID) + " does not match its own example " + quote(f.text) + ": " + l.missing(f, d)})
	}
}

// stands reports whether a pattern matches anywhere in a text.
func stands(pt *grammar.Pattern, d *text.Doc) bool {
	var m grammar.Match
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			if pt.Match(d, s.First, s.Last, i, &m) {
				return true
			}
		}
	}
	return false
}

// missing says which part of a formula's pattern its example lacks first: that
// by which a beginning of the pattern stops matching. Of several patterns it
// speaks of that which gets furthest.
func (l *loader) missing(f *Formula, d *text.Doc) string {
	source, part, most := "", "", -1
	for _, pt := range f.Patterns {
		items := grammar.Items(pt.Source)
		if len(items) > 100 { // a bound on hostile ones
			continue
		}
		for n := 1; n <= len(items); n++ {
			begin, err := grammar.Compile(strings.Join(items[:n], " "), l.p.Vocabulary, l.p.Classes)
			if err != nil || stands(begin, d) { // a beginning without a word is no pattern
				continue
			}
			if n > most {
				source, part, most = pt.Source, items[n-1], n
			}
			break
		}
	}
	if source == "" {
		return "the pattern " + quote(f.Patterns[0].Source) + " is not found there"
	}
	message := "the pattern " + quote(source)
	if len(f.Patterns) > 1 {
		message = "the nearest of its patterns, " + quote(source) + ","
	}
	return message + " finds no " + quote(part) + " there"
}
