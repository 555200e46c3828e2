package profile

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/grammar"
)

// TestGuideIsComplete holds that docs/PROFILE-GUIDE.md tells of every class, key,
// slot, kind and diagnostic there is.
func TestGuideIsComplete(t *testing.T) {
	data, err := os.ReadFile("../../docs/PROFILE-GUIDE.md")
	if err != nil {
		t.Fatal(err)
	}
	guide := string(data)
	holds := func(what, as string) {
		if !strings.Contains(guide, as) {
			t.Errorf("docs/PROFILE-GUIDE.md tells nothing of %s; expected %s in it", what, as)
		}
	}
	for _, c := range ClassNames {
		holds("the class "+c, "`"+c+"`")
	}
	for _, k := range formulaKeys {
		holds("the key of a formula "+k, "`"+k+"`")
	}
	for _, k := range headerKeys {
		holds("the key of profile.yaml "+k, "`"+k+"`")
	}
	for _, keys := range [][]string{calendarMaps, calendarLists, calendarOnes} {
		for _, k := range keys {
			holds("the key of calendar.yaml "+k, "`"+k+"`")
		}
	}
	for _, s := range grammar.SlotNames[1:] {
		holds("the slot "+s, "`{"+s+"}`")
	}
	for _, k := range KindNames {
		holds("the kind "+k, k)
	}
	for name, id := range diagnosticIDs(t) {
		holds("the diagnostic "+name, "| "+id+" |")
	}
	// nor of what there is not
	calendarKeys := slices.Concat(calendarMaps, calendarLists, calendarOnes)
	for _, part := range []struct {
		from, to string
		known    []string
	}{
		{"## profile.yaml", "## lexicon/", headerKeys},
		{"## lexicon/", "## calendar.yaml", ClassNames},
		{"## calendar.yaml", "## formulas/", calendarKeys},
		{"## formulas/", "### Patterns", formulaKeys},
	} {
		_, text, _ := strings.Cut(guide, "\n"+part.from)
		text, _, ok := strings.Cut(text, "\n"+part.to)
		if !ok {
			t.Errorf("docs/PROFILE-GUIDE.md has no part between %q and %q", part.from, part.to)
		}
		for _, row := range strings.Split(text, "\n") {
			if !strings.HasPrefix(row, "| `") {
				continue
			}
			first, _, _ := strings.Cut(row[2:], " | ")
			for _, key := range strings.Split(first, ", ") {
				if !oneOf(strings.Trim(key, "`"), part.known) {
					t.Errorf("docs/PROFILE-GUIDE.md tells of %s in %q, which there is not", key, part.from)
				}
			}
		}
	}
}

// diagnosticIDs reads the identifiers off their declaration, so that a new one
// cannot be forgotten.
func diagnosticIDs(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "diagnostic.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok {
			for i, name := range v.Names {
				if strings.HasPrefix(name.Name, "id") && i < len(v.Values) {
					ids[name.Name] = strings.Trim(v.Values[i].(*ast.BasicLit).Value, `"`)
				}
			}
		}
		return true
	})
	if len(ids) == 0 {
		t.Fatal("found no identifiers")
	}
	return ids
}
