package api_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/api"
)

// TestExplained keeps what the description says of types and keys: it is what the
// code says of them.
func TestExplained(t *testing.T) {
	comments := map[string]map[string]string{} // folder and type -> field, or "" for the type -> words
	words := map[string]map[string]string{}
	for name, typ := range api.Types() {
		out := map[string]string{}
		explain(t, comments, typ, out)
		switch out[""] = comments[key(t, comments, typ)][""]; {
		case out[""] == "":
			t.Errorf("nothing is said of %s", typ)
		case strings.HasPrefix(out[""], "The answer of App.") && strings.HasSuffix(name, "Page"):
			out[""] = "A page of a list, and what it was looked for in."
		case strings.HasPrefix(out[""], "The answer of App."):
			out[""] = "The whole answer."
		}
		words[name] = out
	}
	got, err := json.MarshalIndent(words, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "explained.json", append(got, '\n'))
}

// explain gathers what is said of the keys of a type, those of embedded ones too.
func explain(t *testing.T, comments map[string]map[string]string, typ reflect.Type, out map[string]string) {
	t.Helper()
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	said := comments[key(t, comments, typ)]
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			explain(t, comments, f.Type, out)
		case f.IsExported() && name != "-" && said[f.Name] != "":
			out[name] = said[f.Name]
		}
	}
}

// key names a type by its folder, whose sources it reads if it has to.
func key(t *testing.T, comments map[string]map[string]string, typ reflect.Type) string {
	t.Helper()
	folder := filepath.Join("../..", strings.TrimPrefix(strings.TrimPrefix(typ.PkgPath(), "github.com/rostrum-watch/rostrum"), "/"))
	if comments[folder] == nil {
		comments[folder] = map[string]string{}
		sources, err := filepath.Glob(folder + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, source := range sources {
			if strings.HasSuffix(source, "_test.go") {
				continue
			}
			src, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			f, err := parser.ParseFile(token.NewFileSet(), source, src, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			read(comments, folder, f)
		}
	}
	return folder + "." + typ.Name()
}

// read gathers what a file says of its types.
func read(comments map[string]map[string]string, folder string, f *ast.File) {
	for _, d := range f.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.TYPE {
			continue
		}
		for _, spec := range decl.Specs {
			typ := spec.(*ast.TypeSpec)
			s, ok := typ.Type.(*ast.StructType)
			if !ok {
				continue
			}
			doc := typ.Doc
			if doc == nil {
				doc = decl.Doc
			}
			said := map[string]string{"": worded(typ.Name.Name, doc.Text())}
			for _, field := range s.Fields.List {
				words := strings.Join(strings.Fields(field.Doc.Text()+" "+field.Comment.Text()), " ")
				for _, name := range field.Names {
					said[name.Name] = worded(name.Name, words)
				}
			}
			comments[folder+"."+typ.Name.Name] = said
		}
	}
}

// worded is a comment as it is told: without the name in Go, and without what only
// who writes Go has to know.
func worded(name, comment string) string {
	words := strings.Join(strings.Fields(comment), " ")
	for _, verb := range []string{" is ", " holds ", " are ", " says "} {
		if rest, ok := strings.CutPrefix(words, name+verb); ok && (verb == " is " || verb == " are ") {
			words = rest
		} else if ok {
			words = strings.TrimSpace(verb) + " " + rest
		}
	}
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
