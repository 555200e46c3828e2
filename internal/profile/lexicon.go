package profile

import (
	"strings"
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
	if !utf8.Valid(data) {
		l.report(Diagnostic{ID: idYAML, File: file, Message: "not UTF-8"})
		return
	}
	seen := map[string]int{}
	for n, line := range strings.Split(string(data), "\n") {
		if i := strings.Index(line, "#"); i >= 0 && (i == 0 || line[i-1] == ' ') {
			line = line[:i]
		}
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		entry, value, hasValue := strings.Cut(line, " = ")
		entry, value = strings.TrimSpace(entry), strings.TrimSpace(value)
		if hasValue && value == "" || strings.HasSuffix(line, " =") {
			l.report(Diagnostic{ID: idEntry, File: file, Line: n + 1, Message: "a value must follow the = sign"})
			continue
		}
		if strings.Contains(entry, "=") {
			l.report(Diagnostic{ID: idEntry, File: file, Line: n + 1, Message: "write \"entry = value\", with spaces around the = sign"})
			continue
		}
		folded := strings.ToLower(entry)
		if first, ok := seen[folded]; ok {
			l.report(Diagnostic{ID: idDuplicate, File: file, Line: n + 1, Message: quote(entry) + " stands on line " + itoa(first) + " already"})
			continue
		}
		seen[folded] = n + 1
		if name == "event_nouns" && !oneOf(value, eventTypes) {
			l.report(Diagnostic{ID: idValue, File: file, Line: n + 1, Message: "an event noun needs a type: " + strings.Join(eventTypes, ", "), Meant: grammar.Nearest(value, eventTypes)})
			continue
		}
		if !l.entry(c, entry, value) {
			l.report(Diagnostic{ID: idEntry, File: file, Line: n + 1, Message: "no word in " + quote(entry)})
		}
		if l.entries++; l.entries > maxEntries {
			l.report(Diagnostic{ID: idLimit, File: file, Line: n + 1, Message: "more than 200,000 entries"})
			return
		}
	}
}

// entry adds one word or phrase to a class.
func (l *loader) entry(c text.Class, entry, value string) bool {
	v := l.p.Vocabulary
	d := text.New(v, "", entry)
	if len(d.Tokens) == 0 {
		return false
	}
	words := make([]text.Word, len(d.Tokens))
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
