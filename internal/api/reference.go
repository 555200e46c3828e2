package api

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/rostrum-watch/rostrum"
)

//go:embed reference
var files embed.FS

var layout = template.Must(template.ParseFS(files, "reference/page.html"))

// reference adds what describes the API: the description for programs, and a page
// for people that asks nothing of anybody else.
func (s *server) reference(mux *http.ServeMux) {
	mux.HandleFunc("GET "+Prefix+"/openapi.json", func(w http.ResponseWriter, r *http.Request) {
		s.fixed(w, r, "application/openapi+json", s.document)
	})
	page := s.page()
	mux.HandleFunc("GET "+Prefix+"/{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		s.fixed(w, r, "text/html; charset=utf-8", page)
	})
	for name, kind := range map[string]string{"page.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8"} {
		data, err := files.ReadFile("reference/" + name)
		if err != nil {
			panic(err) // it is embedded
		}
		mux.HandleFunc("GET "+Prefix+"/"+name, func(w http.ResponseWriter, r *http.Request) { s.fixed(w, r, kind, data) })
	}
}

// fixed answers with what is the same until the program is another.
func (s *server) fixed(w http.ResponseWriter, r *http.Request, kind string, data []byte) {
	tag := fixedTag(data)
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache")
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", kind)
	_, _ = w.Write(data) // who does not take it has gone
}

// section is a group of paths on the page.
type section struct {
	Name, Says string
	Paths      []shownPath
}

// shownPath is a path as the page shows it.
type shownPath struct {
	ID, Method, Path, Summary, Says string
	Prefix                          string
	Answer, Entry, Body             string // names of types
	Inputs                          []field
	Columns                         []string // of CSV
}

// field is one of a form.
type field struct {
	Name, Says, Example string
	InPath, Many, Wants bool
	Number              bool
	Least, Most         int
	Options             []string
	Initial             string
}

// shownType is a type as the page shows it.
type shownType struct {
	Name, Says string
	Properties []property
}

type property struct {
	Name, Type, Ref, Says string
	Maybe                 bool
}

// page lays the reference out. It is the same for everybody.
func (s *server) page() []byte {
	type shownCode struct {
		Code   rostrum.Code
		Status int
		Says   string
	}
	data := struct {
		Prefix, Contract, Says string
		Sections               []section
		Types                  []shownType
		Codes                  []shownCode
	}{Prefix: Prefix, Contract: contract, Says: s.spec.Info.Description, Types: s.types()}
	for _, c := range codes {
		data.Codes = append(data.Codes, shownCode{c, c.HTTPStatus(), titles[c]})
	}
	for _, g := range groups {
		one := section{Name: g.name, Says: g.says}
		for _, p := range s.paths {
			if p.group == g.name {
				one.Paths = append(one.Paths, p.shown())
			}
		}
		data.Sections = append(data.Sections, one)
	}
	var b bytes.Buffer
	if err := layout.Execute(&b, data); err != nil {
		panic(err) // a template and data of this package
	}
	return b.Bytes()
}

func (p *path) shown() shownPath {
	out := shownPath{ID: p.id, Method: p.method, Path: p.path, Summary: p.summary, Says: p.says, Prefix: Prefix, Answer: typeName(p.answer)}
	if p.entry != nil {
		out.Entry = typeName(p.entry)
		for _, c := range newTable(p.entry).columns {
			out.Columns = append(out.Columns, c.name)
		}
	}
	if p.body != nil {
		out.Body = typeName(p.body)
	}
	for _, m := range braces.FindAllStringSubmatch(p.path, -1) {
		out.Inputs = append(out.Inputs, field{Name: m[1], Says: named[m[1]], InPath: true, Wants: true})
	}
	for _, one := range p.parameters {
		i := field{Name: one.name, Says: one.says, Example: one.example, Many: one.many, Wants: one.wants, Number: one.sort == asNumber, Least: one.least, Most: one.most, Options: one.of, Initial: one.initial}
		if one.sort == asFlag {
			i.Options = []string{"true", "false"}
		}
		out.Inputs = append(out.Inputs, i)
	}
	return out
}

// types lists the types of bodies and answers, by name.
func (s *server) types() []shownType {
	all := s.spec.Components.Schemas.Map()
	var shown []shownType
	for _, name := range sorted(all) {
		schema := all[name]
		t := shownType{Name: name, Says: schema.Description}
		required := map[string]bool{}
		for _, key := range schema.Required {
			required[key] = true
		}
		for _, key := range sorted(schema.Properties) {
			what := schema.Properties[key]
			p := property{Name: key, Says: what.Description, Maybe: !required[key]}
			p.Type, p.Ref = worded(what)
			t.Properties = append(t.Properties, p)
		}
		shown = append(shown, t)
	}
	return shown
}

// worded words what a value is, and names the type that it refers to.
func worded(s *huma.Schema) (words, ref string) {
	switch {
	case s == nil:
		return "anything", ""
	case s.Ref != "":
		return "", strings.TrimPrefix(s.Ref, schemas)
	case len(s.AnyOf) > 0:
		_, ref = worded(s.AnyOf[0])
		return "null or", ref
	case s.Type == huma.TypeArray:
		words, ref = worded(s.Items)
		return strings.TrimSpace("list of " + words), ref
	case s.Type == huma.TypeObject:
		values, _ := s.AdditionalProperties.(*huma.Schema)
		words, ref = worded(values)
		return strings.TrimSpace("map to " + words), ref
	case s.Nullable:
		return s.Type + " or null", ""
	}
	return s.Type, ""
}
