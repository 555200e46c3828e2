package profile

import (
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

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

var yamlLine = regexp.MustCompile(`line (\d+)`)

func (l *loader) yamlError(file string, err error) {
	d := Diagnostic{ID: idYAML, File: file, Message: strings.TrimPrefix(err.Error(), "yaml: ")}
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		d.Line, _ = strconv.Atoi(m[1])
	}
	if strings.Contains(d.Message, "mapping values are not allowed") {
		d.Message += "; a text that holds \": \" must stand in quotes"
	}
	l.report(d)
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
		l.yamlError(file, err)
		return false
	}
	return true
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
	for k := 0; k+1 < len(n.Content); k += 2 {
		if n.Content[k].Value == key {
			v := n.Content[k+1]
			if i >= 0 && i < len(v.Content) {
				return v.Content[i].Line, v.Content[i].Column
			}
			return v.Line, v.Column
		}
	}
	return n.Line, n.Column
}
