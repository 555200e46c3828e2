package profile

import (
	"errors"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum/internal/calendar"
	"github.com/rostrum-watch/rostrum/internal/grammar"
)

// yaml parses a file whose root is a mapping; nil where it is not, reported.
func (l *loader) yaml(file string, data []byte) *yaml.Node {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		l.yamlError(file, err)
		return nil
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		l.report(Diagnostic{ID: idYAML, File: file, Line: 1, Message: "expected keys with values (\"outlet: …\")"})
		return nil
	}
	return doc.Content[0]
}

// yamlError reports why a file is no YAML, in the words of its author: the
// reader's own messages speak of tokens and Go types.
func (l *loader) yamlError(file string, err error) {
	data, _ := fs.ReadFile(l.fsys, file)
	lines := strings.Split(string(data), "\n")
	at := func(n int) string {
		if n < 1 || n > len(lines) {
			return ""
		}
		return lines[n-1]
	}
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	d := Diagnostic{ID: idYAML, File: file, Message: message}
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		d.Line, _ = strconv.Atoi(m[1])
		d.Message = strings.TrimPrefix(message, m[0])
	}
	// a tab and a wrong indent are told with the line before them
	tab, shift := 0, 0
	for n := max(d.Line, 1); n <= d.Line+2; n++ {
		if tab == 0 && strings.HasPrefix(strings.TrimLeft(at(n), " "), "\t") {
			tab = n
		}
		if in := indent(at(n)); shift == 0 && n > d.Line && in > 0 && in < indent(at(n-1)) && !strings.HasPrefix(at(n)[in:], "-") {
			shift = n
		}
	}
	switch {
	case tab > 0:
		d.Line, d.Column, d.Message = tab, 1+indent(at(tab)), "a tab stands before the text; indent with spaces"
	case strings.Contains(message, "mapping values are not allowed"):
		d.Message = "a text that holds \": \" must stand in quotes"
	case strings.Contains(message, "did not find expected ',' or"):
		d.Message = "a [ or { is never closed, or a comma is missing"
	case strings.Contains(message, "did not find expected") && shift > 0:
		d.Line, d.Column, d.Message = shift, 1+indent(at(shift)), "the line is indented unlike those around it; the keys of one thing stand in one column"
	case strings.Contains(message, "unexpected end of stream"):
		d.Message = "a quotation mark is never closed"
	}
	l.report(d)
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// wrongKind matches what the YAML reader says of a value of another kind.
var wrongKind = regexp.MustCompile("line (\\d+): cannot unmarshal !!(\\w+)(?: `(.*)`)? into (\\S+)")

// kindError reports values that are of another kind than their key takes.
func (l *loader) kindError(file string, n *yaml.Node, err error) {
	var kinds *yaml.TypeError
	if !errors.As(err, &kinds) {
		l.yamlError(file, err)
		return
	}
	for _, e := range kinds.Errors {
		m := wrongKind.FindStringSubmatch(e)
		if m == nil {
			l.report(Diagnostic{ID: idValue, File: file, Line: n.Line, Message: e})
			continue
		}
		d := Diagnostic{ID: idValue, File: file}
		d.Line, _ = strconv.Atoi(m[1])
		if k, v := pairAt(nil, n, d.Line, strings.TrimSuffix(m[3], "...")); v != nil {
			d.Column, d.Message = v.Column, k.Value+": "
		}
		switch {
		case strings.HasPrefix(m[4], "[]") && m[3] != "":
			d.Message += "takes a list"
			d.Meant = "[" + m[3] + "]"
		case strings.HasPrefix(m[4], "[]"):
			d.Message += "takes a list, as in [a, b]"
		case m[4] == "bool":
			d.Message += "takes true or false, not " + quote(m[3])
		case m[4] == "int":
			d.Message += "takes a number, not " + quote(m[3])
		case m[4] == "string":
			d.Message += "takes one text"
		default:
			d.Message += "takes keys with values"
		}
		l.report(d)
	}
}

// pairAt finds a value of another kind than its key takes, with the key: what
// begins on the line with the text, or, without one, is no text. key is that of n,
// nil where it has none.
func pairAt(key, n *yaml.Node, line int, text string) (k, v *yaml.Node) {
	for i, one := range n.Content {
		if n.Kind == yaml.MappingNode {
			if i%2 == 0 {
				continue
			}
			key = n.Content[i-1]
		}
		if key != nil && one.Line == line && strings.HasPrefix(one.Value, text) && (text != "" || one.Value == "") {
			return key, one
		}
		if k, v := pairAt(key, one, line, text); v != nil {
			return k, v
		}
	}
	return nil, nil
}

// strict decodes a mapping and reports unknown and repeated keys, which plain
// decoding would pass over.
func (l *loader) strict(file string, n *yaml.Node, into any, keys []string) bool {
	if n.Kind != yaml.MappingNode {
		l.report(Diagnostic{ID: idYAML, File: file, Line: n.Line, Column: n.Column, Message: "expected keys with values"})
		return false
	}
	ok := true
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		switch {
		case !oneOf(k.Value, keys):
			l.report(Diagnostic{ID: idKey, File: file, Line: k.Line, Column: k.Column, Message: "there is no key " + quote(k.Value) + "; keys are " + strings.Join(keys, ", "), Meant: grammar.Nearest(k.Value, keys)})
			ok = false
		case seen[k.Value] && k.Value == "id": // and all that follows belongs to that formula
			l.report(Diagnostic{ID: idKey, File: file, Line: k.Line, Column: k.Column, Message: "the key \"id\" is given twice; a formula begins with \"- id:\""})
			return false
		case seen[k.Value]:
			l.report(Diagnostic{ID: idKey, File: file, Line: k.Line, Column: k.Column, Message: "the key " + quote(k.Value) + " is given twice"})
			ok = false
		}
		seen[k.Value] = true
	}
	if !ok {
		return false
	}
	if err := n.Decode(into); err != nil {
		l.kindError(file, n, err)
		return false
	}
	return true
}

// calendarKeys are the keys of calendar.yaml, by the values they take.
var (
	calendarMaps  = []string{"months", "weekdays", "relative", "years", "named_days", "periods", "number_words"}
	calendarLists = []string{"same_day", "links", "year_nouns", "names_of_things", "prepositions"}
	calendarOnes  = []string{"era", "era_offset"}
)

// calendarShape reports mistakes in a calendar.yaml at the place where they
// stand, which package calendar cannot tell.
func (l *loader) calendarShape(file string, data []byte) bool {
	root := l.yaml(file, data)
	if root == nil {
		return false
	}
	var keys []string
	for _, k := range [][]string{calendarMaps, calendarLists, calendarOnes} {
		keys = append(keys, k...)
	}
	before := len(l.ds)
	if !l.strict(file, root, &map[string]any{}, keys) {
		return false
	}
	given := map[string]string{}
	for i := 0; i+1 < len(root.Content); i += 2 {
		k, v := root.Content[i], root.Content[i+1]
		l.oneKey(file, k, v, given)
		switch {
		case oneOf(k.Value, calendarMaps) && v.Kind != yaml.MappingNode:
			l.report(Diagnostic{ID: idValue, File: file, Line: v.Line, Column: v.Column, Message: k.Value + ": takes words with their values, as in {may: 5}"})
		case oneOf(k.Value, calendarLists) && v.Kind != yaml.SequenceNode:
			l.report(Diagnostic{ID: idValue, File: file, Line: v.Line, Column: v.Column, Message: k.Value + ": takes a list of words"})
		case v.Kind == yaml.MappingNode:
			for j := 0; j+1 < len(v.Content); j += 2 {
				if w, day := v.Content[j], v.Content[j+1]; !calendarValue(k.Value, day) {
					l.report(Diagnostic{ID: idValue, File: file, Line: day.Line, Column: day.Column, Message: k.Value + ": " + w.Value + ": " + quote(day.Value) + " is none; expected " + calendarExpects[k.Value]})
				}
			}
		}
	}
	return len(l.ds) == before
}

// oneKey reports a word that stands under two keys of a calendar.yaml: one would
// silently take it from the other. Days with names are phrases and may share
// their words; words of numbers are kept apart.
func (l *loader) oneKey(file string, k, v *yaml.Node, given map[string]string) {
	if k.Value == "named_days" || k.Value == "periods" || k.Value == "number_words" || k.Value == "same_day" || v.Kind == yaml.ScalarNode {
		return
	}
	step := 1
	if v.Kind == yaml.MappingNode {
		step = 2
	}
	for j := 0; j < len(v.Content); j += step {
		w := v.Content[j]
		word := strings.ToLower(strings.TrimSpace(w.Value))
		if old, ok := given[word]; ok && old != k.Value {
			l.report(Diagnostic{ID: idValue, File: file, Line: w.Line, Column: w.Column, Message: quote(w.Value) + " stands under " + old + " and under " + k.Value + "; expected one of them"})
			continue
		}
		given[word] = k.Value
	}
}

var calendarExpects = map[string]string{
	"months": "1 to 12", "weekdays": "0 (Sunday) to 6", "relative": "the number of days from the day of publication, as in -1",
	"years": "the number of years from that of publication, as in -1", "named_days": "a month and a day that there is, as in \"01-31\"",
	"number_words": "the number in digits, as in 12",
	"periods":      "a year, half, quarter or month, as in year+1 or half1, or two years, as in 2021/2025",
}

func calendarValue(key string, v *yaml.Node) bool {
	if key == "named_days" {
		_, err := time.Parse("01-02", v.Value)
		return err == nil
	}
	if key == "periods" {
		return calendar.CheckPeriod(v.Value) == ""
	}
	n, err := strconv.Atoi(v.Value)
	switch key {
	case "months":
		return err == nil && n >= 1 && n <= 12
	case "weekdays":
		return err == nil && n >= 0 && n <= 6
	}
	return err == nil
}

// lineCol returns where a key's value stands, or the mapping itself.
func lineCol(n *yaml.Node, key string) (line, column int) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			v := n.Content[i+1]
			return v.Line, v.Column
		}
	}
	return n.Line, n.Column
}

func lineOf(n *yaml.Node, key string) int {
	line, _ := lineCol(n, key)
	return line
}

// itemAt returns where item i of a key's list stands.
func itemAt(n *yaml.Node, key string, i int) (line, column int) {
	v := item(n, key, i)
	return v.Line, v.Column
}

// item returns item i of a key's list; the value where it is no such list, and
// the mapping itself where the key is not there.
func item(n *yaml.Node, key string, i int) *yaml.Node {
	for k := 0; k+1 < len(n.Content); k += 2 {
		if n.Content[k].Value == key {
			v := n.Content[k+1]
			if i >= 0 && i < len(v.Content) {
				return v.Content[i]
			}
			return v
		}
	}
	return n
}

// curly returns what stands between the curly quotation marks around a text,
// which YAML takes for a part of it; false where a text has none, or straight
// ones around them.
func curly(n *yaml.Node) (string, bool) {
	const opening, closing = "“”„‘’", "“”‘’"
	s := n.Value
	first, a := utf8.DecodeRuneInString(s)
	last, b := utf8.DecodeLastRuneInString(s)
	if n.Style != 0 || len(s) < a+b || !strings.ContainsRune(opening, first) || !strings.ContainsRune(closing, last) {
		return "", false
	}
	return strings.TrimSpace(s[a : len(s)-b]), true
}
