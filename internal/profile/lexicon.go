package profile

import (
	"bytes"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/text"
)

// Limits on what a profile may hold; far beyond any sane one, and a bound on
// hostile ones.
const (
	maxFile    = 4 << 20
	maxEntries = 200_000
	maxClasses = 63
)

// classOf returns the bit of a class by name, making it where it is new.
func (l *loader) classOf(name string) (text.Class, bool) {
	if c, ok := l.p.Classes[name]; ok {
		return c, true
	}
	if len(l.p.Classes) >= maxClasses {
		return 0, false
	}
	c := text.Class(1) << len(l.p.Classes)
	l.p.Classes[name] = c
	l.names = append(l.names, name)
	return c, true
}

// lexicon reads one lexicon file: a class of words and phrases.
func (l *loader) lexicon(file, name string, data []byte) {
	if !wanted(name) {
		l.report(Diagnostic{ID: idClass, File: file, Message: "no word class is called " + quote(name) + "; the file's name is the class", Meant: grammar.Nearest(name, ClassNames)})
		return
	}
	c, ok := l.classOf(name)
	if !ok {
		l.report(Diagnostic{ID: idLimit, File: file, Message: "more than 63 word classes"})
		return
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // a mark that some editors put first
	lines := min(bytes.Count(data, []byte{'\n'})+1, maxEntries)
	l.p.Vocabulary.Reserve(lines)
	seen := make(map[string]int, lines)
	n := -1
	for line := range strings.SplitSeq(string(data), "\n") {
		n++
		if !utf8.ValidString(line) {
			l.report(Diagnostic{ID: idYAML, File: file, Line: n + 1, Message: "not UTF-8: save the file in this encoding"})
			return
		}
		e, ok := l.line(file, name, n+1, line)
		if !ok {
			continue
		}
		folded := strings.ToLower(e.text)
		if first, ok := seen[folded]; ok {
			l.report(Diagnostic{ID: idDuplicate, File: file, Line: n + 1, Column: e.column, Message: quote(e.text) + " stands on line " + itoa(first) + " already"})
			continue
		}
		seen[folded] = n + 1
		if name == "leaders" {
			l.p.leaders[folded] = true
			l.p.longestLeader = max(l.p.longestLeader, len(folded))
			if e.value != "" {
				for w := range strings.SplitSeq(strings.ToLower(e.value), ", ") {
					l.p.pronouns[l.p.Vocabulary.Add(w, 0)] = folded
				}
			}
			e.value = "" // a name may have another value in another class
		}
		if name == "adversaries" && e.value == inCapitals {
			l.p.Vocabulary.AddCapitals(e.text, c)
		} else if !l.entry(c, e.text, e.value) {
			l.report(Diagnostic{ID: idEntry, File: file, Line: n + 1, Column: e.column, Message: "no word in " + quote(e.text)})
		}
		if l.entries++; l.entries > maxEntries {
			l.report(Diagnostic{ID: idLimit, File: file, Line: n + 1, Message: "more than 200,000 entries"})
			return
		}
	}
}

// lexiconEntry is one line of a lexicon, read.
type lexiconEntry struct {
	text, value string
	column      int
}

// line reads one line of a lexicon; false where it holds no entry, or one that
// is reported.
func (l *loader) line(file, name string, n int, line string) (lexiconEntry, bool) {
	if text.Plain(line) && !slices.Contains(explained, name) { // as most are
		return lexiconEntry{text: line, column: 1}, true
	}
	if i := strings.Index(line, "#"); i >= 0 && (i == 0 || line[i-1] == ' ') {
		line = line[:i]
	}
	e := lexiconEntry{column: 1 + len(line) - len(strings.TrimLeft(line, " \t"))}
	line = strings.TrimSpace(line)
	if line == "" {
		return e, false
	}
	fail := func(id string, column int, message, meant string) (lexiconEntry, bool) {
		l.report(Diagnostic{ID: id, File: file, Line: n, Column: column, Message: message, Meant: meant})
		return e, false
	}
	text, value, hasValue := strings.Cut(line, " = ")
	e.text, e.value = strings.TrimSpace(text), strings.TrimSpace(value)
	at := e.column + strings.Index(line, "=") // of the sign
	after := at + 2
	switch {
	case hasValue && e.value == "" || strings.HasSuffix(line, " ="):
		return fail(idEntry, at, "a value must follow the = sign", "")
	case strings.Contains(e.text, "="):
		left, right, _ := strings.Cut(e.text, "=")
		return fail(idEntry, at, "a value stands behind an = sign with spaces around it", strings.TrimSpace(left)+" = "+strings.TrimSpace(right))
	case len(e.text) > 1 && e.text[0] == '"' && e.text[len(e.text)-1] == '"':
		return fail(idEntry, e.column, "an entry stands without quotation marks", strings.Trim(e.text, "\""))
	case words(e.text) || oneOf(name, uncut) && strings.Contains(e.text, ","):
		return fail(idEntry, e.column+strings.Index(line, ","), "one entry a line: "+quote(e.text)+" would be one phrase with commas", "")
	case hasValue && valued[name] == "":
		return fail(idEntry, after, name+" take no value", e.text)
	case name == "event_nouns" && !oneOf(e.value, eventTypes):
		if !hasValue {
			after = 0
		}
		return fail(idValue, after, "an event noun needs a type: "+strings.Join(eventTypes, ", "), grammar.Nearest(e.value, eventTypes))
	case name == "cues" && !cued(e.value):
		if !hasValue {
			after = 0
		}
		return fail(idValue, after, "a cue needs an act with a weight of 1 to 3, as in \"criticism 2\", or one of "+strings.Join(CueSigns, ", ")+", "+Rulers+"; \", "+Rulers+"\" and \", own\", \", foreign\" or \", adversary\" may stand behind any", grammar.Nearest(e.value, append([]string{Rulers}, CueSigns...)))
	case name == "adversaries" && hasValue && e.value != inEnmity && e.value != inCapitals:
		return fail(idValue, after, "an adversary takes no value but "+inEnmity+", where it is one only when it is blamed, or "+inCapitals+", where the same word in small letters is another", grammar.Nearest(e.value, []string{inEnmity, inCapitals}))
	case e.value == inCapitals && name == "adversaries" && (len(e.text) < 2 || strings.Trim(e.text, capitals) != ""):
		return fail(idEntry, e.column, quote(e.text)+" is not one word of capitals from A to Z", "")
	case name == "home_names" && hasValue && e.value != itsPeople:
		return fail(idValue, after, "a name of the own state takes no value but "+itsPeople+", where it is what they are called", itsPeople)
	case name == "weapons" && hasValue && e.value != BesideArms && e.value != NoArms:
		return fail(idValue, after, "a weapon takes no value but "+BesideArms+", where it is one only beside a number, a type or other arms, or "+NoArms+", where the words name none", grammar.Nearest(e.value, []string{BesideArms, NoArms}))
	case name == "demonyms" && !hasValue:
		return fail(idEntry, e.column, "an adjective of a country needs it as its value, as in Norwegian = Norway", "")
	case name == "dead" && hasValue:
		if _, err := time.Parse(time.DateOnly, e.value); err != nil {
			return fail(idValue, after, quote(e.value)+" is no day; expected the day of death, as in 1994-07-08", "")
		}
	}
	return e, true
}

// Values of adversaries: one only where it is blamed, and one only where it is
// written in capitals.
const (
	inEnmity   = "in_enmity"
	inCapitals = "in_capitals"
)

// Capitalised is the value of titles that many hold and that mean a leader alone only
// where they are written with a capital: the General Secretary, and no general secretary.
const Capitalised = "capitalised"

// Values of weapons: one only beside a number, a type or other arms, and words that name
// none, as "water tank".
const (
	BesideArms = "beside"
	NoArms     = "none"
)

// itsPeople is the value of the own state's names that its people have.
const itsPeople = "people"

const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

func cued(value string) bool { _, ok := parseCue(value); return ok }

// valued are the classes whose entries take a value, and what it is.
var valued = map[string]string{"event_nouns": "type", "demonyms": "country", "dead": "day of death", "cues": "sign", "styles": "leader or " + Capitalised, "leaders": "pronouns", "adversaries": "in_enmity or in_capitals", "home_names": itsPeople, "weapons": BesideArms + " or " + NoArms}

// explained are the classes whose entries cannot be without one.
var explained = []string{"event_nouns", "demonyms", "cues"}

// uncut are the classes whose entries hold no comma: one there parts entries.
var uncut = []string{"titles", "ranks", "honorifics"}

// words reports whether an entry is a row of single words with commas between:
// several entries on one line. Names of organisations hold a comma too, but
// with rows of words around it.
func words(s string) bool {
	parts := strings.Split(s, ",")
	for _, p := range parts {
		if p = strings.TrimSpace(p); p == "" || strings.ContainsAny(p, " .") {
			return false
		}
	}
	return len(parts) > 2
}

// entry adds one word or phrase to a class.
func (l *loader) entry(c text.Class, entry, value string) bool {
	v := l.p.Vocabulary
	if text.Plain(entry) { // as most are
		id := v.Add(entry, c)
		if value != "" {
			l.value(c, id, value)
		}
		return true
	}
	d := &l.doc
	d.Reset(v, "", entry)
	if len(d.Tokens) == 0 {
		return false
	}
	l.room = slices.Grow(l.room[:0], len(d.Tokens))[:len(d.Tokens)]
	words := l.room
	letters := false
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Is(text.Punct) {
			words[i] = mark(t)
			continue
		}
		letters = true
		w := strings.ToLower(d.Word(i))
		if len(d.Tokens) == 1 {
			id := v.Add(w, c)
			words[i] = id
			if dotless, ok := strings.CutSuffix(w, "."); ok && v.Find(dotless) == text.Unknown {
				v.Add(dotless, 0)
			}
			if value != "" {
				l.value(c, id, value)
			}
			continue
		}
		words[i] = v.Add(w, 0)
	}
	if len(d.Tokens) > 1 {
		l.p.Phrases.add(words, c, value)
		if words[0] >= 0 { // no mark
			v.Open(words[0], c)
		}
	}
	return letters
}

func (l *loader) value(c text.Class, w text.Word, value string) {
	m := l.p.values[c]
	if m == nil {
		m = map[text.Word]string{}
		l.p.values[c] = m
	}
	m[w] = value
}
