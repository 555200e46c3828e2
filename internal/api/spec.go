package api

import (
	_ "embed"
	"encoding/json"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// contract is the version of what the API promises: see docs/API.md.
const contract = "1.0"

// schemas is where types are described.
const schemas = "#/components/schemas/"

// explained holds what the code says of its types and their fields, by the name of
// the schema and of the property. It is generated from the comments of the code:
// go test ./internal/api -update
//
//go:embed explained.json
var explained []byte

// records are types whose names others have: those of records as the engine reads
// them, which lists have for the records with their reports.
var records = map[reflect.Type]string{
	reflect.TypeFor[rostrum.Event](): "EventRecord", reflect.TypeFor[rostrum.Plan](): "PlanRecord", reflect.TypeFor[rostrum.Act](): "ActRecord", reflect.TypeFor[rostrum.Unread](): "UnreadRecord",
	reflect.TypeFor[app.PhraseUse](): "PhraseUsage", // a use of a phrase has the other name
}

// typeName is the name by which a type is described.
func typeName(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if name := records[t]; name != "" {
		return name
	}
	if t.Kind() == reflect.Struct && t.PkgPath() == reflect.TypeFor[app.Events]().PkgPath() {
		if _, list := t.FieldByName("Next"); list {
			return t.Name() + "Page" // an entry of it may have the name
		}
	}
	name := huma.DefaultSchemaNamer(t, "")
	if folder := strings.TrimPrefix(t.PkgPath(), module); t.Kind() == reflect.Struct && !plain[folder] {
		// Analyses have words in common: an entry is a plan's, or a notice's.
		of := folder[strings.LastIndexByte(folder, '/')+1:]
		if of = strings.ToUpper(of[:1]) + of[1:]; !strings.HasPrefix(name, of) {
			name = of + name
		}
	}
	return name
}

// module is where packages lie.
var module = reflect.TypeFor[rostrum.Event]().PkgPath()

// plain are the packages whose types go by their names alone.
var plain = map[string]bool{"": true, "/internal/api": true, "/internal/app": true, "/internal/store": true, "/internal/correction": true, "/internal/diff": true, "/internal/finding": true}

// spanSchema stands for rostrum.Span, whose JSON form is not that of its fields.
type spanSchema struct{}

// Schema refers to the description that describe gives.
func (spanSchema) Schema(huma.Registry) *huma.Schema { return &huma.Schema{Ref: schemas + "Span"} }

// describe makes the description of all paths.
func (s *server) describe() {
	registry := huma.NewMapRegistry(schemas, func(t reflect.Type, _ string) string { return typeName(t) })
	registry.RegisterTypeAlias(reflect.TypeFor[rostrum.Span](), reflect.TypeFor[spanSchema]())
	registry.Map()["Span"] = &huma.Schema{Type: huma.TypeArray, Description: "A half-open range of UTF-8 bytes in the title or text of a version, as [\"text\", 12, 34].",
		Extensions: map[string]any{"prefixItems": []*huma.Schema{{Type: huma.TypeString, Enum: []any{rostrum.FieldTitle, rostrum.FieldText}}, {Type: huma.TypeInteger}, {Type: huma.TypeInteger}}, "items": false}}
	s.spec = &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{Title: "rostrum", Version: contract, License: &huma.License{Name: "Apache 2.0", Identifier: "Apache-2.0"},
			Description: "What official reports of closed states say, as records with the words that say it. A record tells what a report says, never that it is true."},
		Servers:    []*huma.Server{{URL: Prefix}},
		Components: &huma.Components{Schemas: registry},
	}
	for _, g := range groups {
		s.spec.Tags = append(s.spec.Tags, &huma.Tag{Name: g.name, Description: g.says})
	}
	failed := registry.Schema(reflect.TypeFor[Problem](), true, "")
	for _, p := range s.paths {
		s.spec.AddOperation(p.operation(registry, failed))
	}
	finish(registry)
	var err error
	if s.document, err = json.Marshal(s.spec); err != nil {
		panic(err) // types of this package alone
	}
	s.document = append(s.document, '\n')
	s.shape = fixedTag(s.document)
}

var braces = regexp.MustCompile(`\{(\w+)\}`)

// operation describes one path.
func (p *path) operation(registry huma.Registry, failed *huma.Schema) *huma.Operation {
	op := &huma.Operation{Method: p.method, Path: p.path, OperationID: p.id, Summary: p.summary, Description: p.says, Tags: []string{p.group}, Responses: map[string]*huma.Response{}}
	for _, m := range braces.FindAllStringSubmatch(p.path, -1) {
		op.Parameters = append(op.Parameters, &huma.Param{Name: m[1], In: "path", Required: true, Description: named[m[1]], Schema: &huma.Schema{Type: huma.TypeString}})
	}
	for i := range p.parameters {
		op.Parameters = append(op.Parameters, p.parameters[i].describe())
	}
	header := func(says string) *huma.Header {
		return &huma.Header{Description: says, Schema: &huma.Schema{Type: huma.TypeString}}
	}
	answer := &huma.Response{Description: "The answer", Headers: map[string]*huma.Header{},
		Content: map[string]*huma.MediaType{formJSON: {Schema: registry.Schema(p.answer, true, "")}}}
	status := http.StatusOK
	wrong := []int{http.StatusBadRequest, http.StatusServiceUnavailable}
	switch {
	case p.body != nil:
		status = http.StatusCreated
		answer.Description = "What was said, as it stands"
		answer.Headers["Location"] = header("Where it can be found")
		op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{formJSON: {Schema: registry.Schema(p.body, true, "")}}}
		wrong = append(wrong, http.StatusForbidden, http.StatusNotFound, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	case !p.whole:
		answer.Headers["ETag"] = header("Names the state of the store that the answer is of")
		op.Parameters = append(op.Parameters, &huma.Param{Name: "If-None-Match", In: "header", Description: "The ETag of an answer that is still held: if it holds, there is no other", Schema: &huma.Schema{Type: huma.TypeString}})
		op.Responses["304"] = &huma.Response{Description: "What is held still holds"}
		wrong = append(wrong, http.StatusNotAcceptable)
	}
	if p.entry != nil {
		answer.Headers["Link"] = header("The next page, if there is one")
		answer.Headers[searchedHeader] = header("Of a stream: what it was looked for in, as searched has it in a page; JSON in ASCII")
		answer.Content[formNDJSON] = &huma.MediaType{Schema: registry.Schema(p.entry, true, "")}
		var names []string
		for _, c := range newTable(p.entry).columns {
			names = append(names, c.name)
		}
		answer.Content[formCSV] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Description: "Columns: " + strings.Join(names, ", ")}}
		answer.Description = "A page of the list as JSON, or all of it: an entry a line as NDJSON, a row as CSV"
	}
	if len(braces.FindString(p.path)) > 0 && p.body == nil {
		wrong = append(wrong, http.StatusNotFound)
	}
	op.Responses[strconv.Itoa(status)] = answer
	for _, code := range wrong {
		op.Responses[strconv.Itoa(code)] = &huma.Response{Description: http.StatusText(code), Content: map[string]*huma.MediaType{"application/problem+json": {Schema: failed}}}
	}
	op.Responses["default"] = &huma.Response{Description: "Another problem", Content: map[string]*huma.MediaType{"application/problem+json": {Schema: failed}}}
	return op
}

// describe describes one parameter.
func (p *parameter) describe() *huma.Param {
	one := &huma.Schema{Type: huma.TypeString}
	var initial, example any
	if p.initial != "" {
		initial = p.initial
	}
	if p.example != "" {
		example = p.example
	}
	switch p.sort {
	case asNumber:
		least, most := float64(p.least), float64(p.most)
		one = &huma.Schema{Type: huma.TypeInteger, Minimum: &least, Maximum: &most}
		initial, _ = strconv.Atoi(p.initial)
	case asFlag:
		one = &huma.Schema{Type: huma.TypeBoolean}
		if example != nil {
			example = p.example == "true"
		}
	case asDay:
		one.Pattern = `^\d{4}(-\d\d(-\d\d)?)?$`
	case asTime:
		one.Pattern = `^\d{4}(-(H[12]|Q[1-4]|\d\d(-\d\d)?))?(/\d{4}(-\d\d){0,2})?$`
	}
	for _, v := range p.of {
		one.Enum = append(one.Enum, v)
	}
	d := &huma.Param{Name: p.name, In: "query", Required: p.wants, Description: p.says, Schema: one, Example: example}
	if p.many {
		no := false
		d.Schema, d.Explode = &huma.Schema{Type: huma.TypeArray, Items: one}, &no
		if p.initial != "" {
			initial = strings.Split(p.initial, ",")
		}
		if p.example != "" {
			d.Example = []string{p.example}
		}
	}
	d.Schema.Default = initial
	return d
}

// finish says of the types what a description made of Go types does not: which
// pointers may be null, that lists never are, what may come with later versions, and
// what the code says of each.
func finish(registry huma.Registry) {
	var words map[string]map[string]string
	if err := json.Unmarshal(explained, &words); err != nil {
		panic(err) // a file of this package
	}
	for name, schema := range registry.Map() {
		schema.Description = first(schema.Description, words[name][""])
		t := registry.TypeFromRef(schemas + name)
		if t == nil {
			continue
		}
		// Answers may have more one day. What is said must not: it could be a mistake.
		schema.AdditionalProperties = nil
		if t == reflect.TypeFor[Word]() || t == reflect.TypeFor[Withdrawal]() {
			schema.AdditionalProperties = false
		}
		slices.Sort(schema.Required)
		for _, f := range reflect.VisibleFields(t) {
			key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			property := schema.Properties[key]
			if property == nil || f.Anonymous {
				continue
			}
			property.Nullable = property.Nullable && property.Type != huma.TypeArray
			if f.Type.Kind() == reflect.Pointer && property.Ref != "" && !strings.Contains(options, "omitempty") {
				property = &huma.Schema{AnyOf: []*huma.Schema{{Ref: property.Ref}, {Type: "null"}}}
				schema.Properties[key] = property
			}
			property.Description = words[name][key]
			if of := closed[t][key]; of != nil {
				property.Enum = of
			}
		}
	}
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// closed are the keys whose values are of a closed set.
var closed = map[reflect.Type]map[string][]any{
	reflect.TypeFor[Problem](): {"code": anyOf(codes)},
	reflect.TypeFor[Word]():    {"verdict": anyOf(saidOf)},
}

func anyOf[T any](all []T) []any {
	out := make([]any, len(all))
	for i, v := range all {
		out[i] = v
	}
	return out
}
