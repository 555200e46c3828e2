package importtest

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	root     = "../.."
	maxLines = 600
)

// written are the endings of files that people write and read; word lists and
// samples are data and may be long.
var written = []string{".go", ".md", ".sh", ".yaml", ".yml", ".sql", ".css", ".html"}

// generated are files that nobody writes: what they are made of is short.
var generated = map[string]bool{root + "/docs/COMMANDS.md": true}

// files calls f for each file of the repository.
func files(t *testing.T, f func(name string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && (base == ".git" || base == "bin" || base == "testdata" || base == "node_modules") {
			return fs.SkipDir
		}
		if !d.IsDir() {
			f(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFileLength(t *testing.T) {
	files(t, func(name string) {
		for _, end := range written {
			if !strings.HasSuffix(name, end) || generated[filepath.ToSlash(name)] {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Error(err)
			} else if n := bytes.Count(data, []byte("\n")); n > maxLines {
				t.Errorf("%s: %d lines; expected at most %d: split it by what changes for one reason", strings.TrimPrefix(name, root+"/"), n, maxLines)
			}
		}
	})
}

// TestPackageComment wants each package to say, in one place, what it is for
// and what it does not do.
func TestPackageComment(t *testing.T) {
	for dir, p := range list(t) {
		var comments []string
		name := ""
		for _, file := range p.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, file), nil, parser.PackageClauseOnly|parser.ParseComments)
			if err != nil {
				t.Error(err)
				continue
			}
			name = f.Name.Name
			if f.Doc != nil {
				comments = append(comments, f.Doc.Text())
			}
		}
		if len(p.GoFiles) == 0 {
			continue
		}
		if len(comments) != 1 {
			t.Errorf("%s: expected one package comment, found %d", dir, len(comments))
			continue
		}
		doc := strings.Join(strings.Fields(comments[0]), " ")
		if name == "main" {
			if !strings.HasPrefix(doc, "Command ") {
				t.Errorf("%s: expected a comment that begins with %q", dir, "Command "+filepath.Base(dir))
			}
			continue
		}
		if !strings.HasPrefix(doc, "Package "+name+" ") {
			t.Errorf("%s: expected a comment that begins with %q", dir, "Package "+name)
		}
		if strings.HasPrefix(dir, "internal/") && !strings.Contains(doc, "does not do") && !strings.Contains(doc, "does NOT do") {
			t.Errorf("%s: the package comment does not say what the package does not do", dir)
		}
	}
}

// TestEngineReadsNoClock holds what no import can: that the engine asks for no
// time, so that the same input gives the same bytes tomorrow.
func TestEngineReadsNoClock(t *testing.T) {
	clock := map[string]bool{"Now": true, "Since": true, "Until": true, "After": true, "Tick": true, "Sleep": true, "NewTimer": true, "NewTicker": true}
	packages := list(t)
	for _, dir := range append([]string{"."}, engine...) {
		p := packages[dir]
		for _, file := range p.GoFiles {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, filepath.Join(p.Dir, file), nil, 0)
			if err != nil {
				t.Error(err)
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" && clock[s.Sel.Name] {
						t.Errorf("%s: time.%s: the engine reads no clock", fset.Position(s.Pos()), s.Sel.Name)
					}
				}
				return true
			})
		}
	}
}
