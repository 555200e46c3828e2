package api_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/rostrum-watch/rostrum/internal/api"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
)

// description is the served description, as far as tests walk it.
type description struct {
	OpenAPI    string                          `json:"openapi"`
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Schemas map[string]map[string]any `json:"schemas"`
	} `json:"components"`
}

type operation struct {
	OperationID string             `json:"operationId"`
	Parameters  []parameter        `json:"parameters"`
	RequestBody *content           `json:"requestBody"`
	Responses   map[string]content `json:"responses"`
}

type content struct {
	Content map[string]struct {
		Schema map[string]any `json:"schema"`
	} `json:"content"`
}

type parameter struct {
	Name     string         `json:"name"`
	In       string         `json:"in"`
	Required bool           `json:"required"`
	Example  any            `json:"example"`
	Schema   map[string]any `json:"schema"`
}

// described reads the description as a program would.
func (c client) described() (description, []byte) {
	c.Helper()
	status, body := c.get("/openapi.json")
	var d description
	if err := json.Unmarshal([]byte(body), &d); status != http.StatusOK || err != nil {
		c.Fatalf("openapi.json: status %d, %v", status, err)
	}
	return d, []byte(body)
}

// checker validates against the description, by a library that did not make it.
type checker struct {
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

// newChecker reads the schemas. What a type does not have is refused: the description
// lets answers grow, and this program must say what it gives today.
func newChecker(t *testing.T, raw []byte) *checker {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	all := doc.(map[string]any)["components"].(map[string]any)["schemas"].(map[string]any)
	for _, s := range all {
		if s := s.(map[string]any); s["properties"] != nil {
			s["additionalProperties"] = false
		}
	}
	c := &checker{jsonschema.NewCompiler(), map[string]*jsonschema.Schema{}}
	c.compiler.DefaultDraft(jsonschema.Draft2020)
	if err := c.compiler.AddResource("mem:///openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	return c
}

// check validates a document against a schema of the description.
func (c *checker) check(schema map[string]any, document []byte) error {
	ref := strings.ReplaceAll(string(must(json.Marshal(schema))), `"#/`, `"mem:///openapi.json#/`)
	if c.compiled[ref] == nil {
		s, err := jsonschema.UnmarshalJSON(strings.NewReader(ref))
		if err != nil {
			return err
		}
		where := fmt.Sprintf("mem:///%d.json", len(c.compiled))
		if err := c.compiler.AddResource(where, s); err != nil {
			return err
		}
		if c.compiled[ref], err = c.compiler.Compile(where); err != nil {
			return err
		}
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return err
	}
	return c.compiled[ref].Validate(value)
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

// named fills the parts of addresses in braces: a report with two versions, and words
// that somebody said.
var named = map[string][]string{
	"id":      {"vdb-2031-04-10-002", "vdb-2031-03-01-001"},
	"version": {"newest"},
	"number":  {"1", "2"},
}

// addresses makes the addresses that an operation is asked at: with nothing but what
// it needs, and with each parameter by itself: each value of a closed set, or the
// example.
func addresses(c client, path string, op operation) []string {
	bases := []string{path}
	for _, name := range []string{"id", "number", "version"} { // a version is one of a report
		values := named[name]
		var filled []string
		for _, b := range bases {
			if !strings.Contains(b, "{"+name+"}") {
				filled = append(filled, b)
				continue
			}
			for _, v := range values {
				if name == "version" {
					v = newest(c, strings.Split(b, "/")[2])
				}
				filled = append(filled, strings.ReplaceAll(b, "{"+name+"}", url.PathEscape(v)))
			}
		}
		bases = filled
	}
	needed := url.Values{}
	for _, p := range op.Parameters {
		if p.In == "query" && p.Required {
			needed.Set(p.Name, fmt.Sprint(p.Example))
		}
	}
	var all []string
	with := func(name, value string) {
		q := maps.Clone(needed)
		if name != "" {
			q[name] = []string{value}
		}
		if (path == "/brief" || path == "/review") && (q.Has("from") || q.Has("to")) { // takes both or neither
			q = url.Values{"from": {"2031-03"}, "to": {"2031-04"}}
		}
		for _, b := range bases {
			all = append(all, b+"?"+q.Encode())
		}
	}
	with("", "")
	for _, p := range op.Parameters {
		if p.In != "query" || p.Name == "format" || p.Name == "cursor" {
			continue
		}
		schema := p.Schema
		if items, ok := schema["items"].(map[string]any); ok {
			schema = items
		}
		if of, ok := schema["enum"].([]any); ok {
			for _, v := range of {
				with(p.Name, fmt.Sprint(v))
			}
		}
		if schema["type"] == "boolean" && p.Name != "all" {
			with(p.Name, "true")
			with(p.Name, "false")
		}
		switch v := p.Example.(type) {
		case nil:
		case []any:
			with(p.Name, fmt.Sprint(v[0]))
		default:
			with(p.Name, fmt.Sprint(v))
		}
	}
	return all
}

func newest(c client, id string) string {
	var v api.Versions
	c.decode("/reports/"+id+"/versions", &v)
	return v.Versions[0].Version
}

// TestSpec_walkWhole asks every path of the description, in every form that it offers, and
// holds each answer against its schema. Under the race detector, where TestReading asks
// for all of it, each path is walked with two addresses.
func TestSpec_walkWhole(t *testing.T) {
	c := newClient(t)
	d, raw := c.described()
	check := newChecker(t, raw)
	if len(d.Paths) < 25 || d.OpenAPI != "3.1.0" {
		t.Fatalf("%d paths, OpenAPI %s", len(d.Paths), d.OpenAPI)
	}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		op, ok := d.Paths[path]["get"]
		if !ok {
			continue
		}
		t.Run(op.OperationID, func(t *testing.T) {
			c := client{t, c.handler}
			asked, empty := addresses(c, path, op), 0
			if whole.Part(t) && len(asked) > 2 {
				asked = asked[:2]
			}
			for _, address := range asked {
				if path == "/reports/{id}/versions/{version}" {
					address, _, _ = strings.Cut(address, "?")
				}
				for form, what := range op.Responses["200"].Content {
					if path == "/findings" && form != "application/json" && !strings.Contains(address, "as=") {
						address += "&as=M.+Ilven" // what is found of people leaves with a name on it
					}
					r := c.ask("GET", address, "", "Accept", form)
					status, body := c.read(r)
					if status != http.StatusOK {
						t.Errorf("GET %s as %s: status %d: %s", address, form, status, body)
						continue
					}
					if got, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); got != form {
						t.Errorf("GET %s as %s: got %s", address, form, got)
					}
					switch form {
					case "application/json":
						if err := check.check(what.Schema, []byte(body)); err != nil {
							t.Errorf("GET %s: %v\n%.600s", address, err, body)
						}
						if !evident(body) {
							empty++
						}
						grounded(t, address, body)
					case "application/x-ndjson":
						for line := range strings.Lines(body) {
							if err := check.check(what.Schema, []byte(line)); err != nil {
								t.Errorf("GET %s as NDJSON: %v\n%.600s", address, err, line)
							}
						}
						stood(t, c, address, r, strings.Count(body, "\n"))
					case "text/csv":
						rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
						if err != nil || !strings.HasSuffix(what.Schema["description"].(string), strings.Join(rows[0], ", ")) {
							t.Errorf("GET %s as CSV: %v, %v", address, err, rows[0])
						}
						stood(t, c, address, r, len(rows)-1)
					}
				}
			}
			if empty == len(asked) && !whole.Part(t) {
				t.Errorf("none of %d addresses found anything", len(asked))
			}
		})
	}
}

// evident tells whether an answer holds a record, or anything but counts.
func evident(body string) bool {
	var a map[string]any
	if json.Unmarshal([]byte(body), &a) != nil {
		return false
	}
	for key, value := range a {
		if list, ok := value.([]any); ok && len(list) == 0 || key == "searched" {
			continue
		}
		return true
	}
	return false
}

// grounds are keys of which each answer has one: a passage that can be opened, what
// was looked at, or what an import says it covers.
var grounds = []string{`"evidence":`, `"quote":`, `"searched":{"from":`, `"coverage":`, `"root":`, `"version":"sha256:`, `"subject":`, `"versions":[{"version":`}

// grounded wants evidence or coverage in an answer.
func grounded(t *testing.T, address, body string) {
	t.Helper()
	if !slices.ContainsFunc(grounds, func(g string) bool { return strings.Contains(body, g) }) {
		t.Errorf("GET %s: neither evidence nor coverage: %.400s", address, body)
	}
}

// stood wants a stream to say what it was looked for in, as a page does, and to be as
// long as all pages together.
func stood(t *testing.T, c client, address string, r *http.Response, lines int) {
	t.Helper()
	type page struct {
		Next     string          `json:"next"`
		Searched json.RawMessage `json:"searched"`
	}
	all, cursor := 0, ""
	for {
		a, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		q := a.Query()
		limited := q.Has("limit")
		if !limited {
			q.Set("limit", "7")
		}
		if cursor != "" {
			q.Set("cursor", cursor)
		}
		_, body := c.get(a.Path + "?" + q.Encode())
		var p page
		var m map[string]json.RawMessage
		if err := json.Unmarshal([]byte(body), &p); err != nil {
			t.Fatalf("%s: %v", body, err)
		}
		if err := json.Unmarshal([]byte(body), &m); err != nil {
			t.Fatal(err)
		}
		delete(m, "facets") // of a page alone
		for _, v := range m {
			var list []json.RawMessage
			if json.Unmarshal(v, &list) == nil {
				all += len(list)
			}
		}
		if cursor = p.Next; cursor == "" || limited {
			var head, want any
			if err := json.Unmarshal([]byte(r.Header.Get("Rostrum-Searched")), &head); err != nil || json.Unmarshal(p.Searched, &want) != nil || fmt.Sprint(head) != fmt.Sprint(want) {
				t.Errorf("GET %s: the stream says it looked at %s, a page %s (%v)", address, r.Header.Get("Rostrum-Searched"), p.Searched, err)
			}
			break
		}
	}
	if all != lines {
		t.Errorf("GET %s: the stream has %d entries, the pages %d", address, lines, all)
	}
}

// TestSpec_golden keeps the description: a change of it is a change of the contract.
func TestSpec_golden(t *testing.T) {
	_, raw := newClient(t).described()
	var out bytes.Buffer
	if err := json.Indent(&out, raw, "", "  "); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/openapi.json", out.Bytes())
}

// TestSpec_problems wants the answers to mistakes to be problems as described.
func TestSpec_problems(t *testing.T) {
	c := newClient(t)
	_, raw := c.described()
	check := newChecker(t, raw)
	problem := map[string]any{"$ref": "#/components/schemas/Problem"}
	for _, p := range mistakes {
		r := c.ask(p.method, p.address, p.body, p.headers...)
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		var got api.Problem
		if err := json.Unmarshal(body, &got); err != nil {
			t.Errorf("%s %s: %v: %s", p.method, p.address, err, body)
			continue
		}
		if err := check.check(problem, body); err != nil {
			t.Errorf("%s %s: %v", p.method, p.address, err)
		}
		if r.StatusCode != p.status || got.Status != p.status || string(got.Code) != p.code || !strings.Contains(got.Detail, p.says) || r.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %.100s: got %d, %s, %+v; want %d, %s, %q", p.method, p.address, r.StatusCode, r.Header.Get("Content-Type"), got, p.status, p.code, p.says)
		}
		if r.Header.Get("ETag") != "" {
			t.Errorf("%s %.100s: a problem has an ETag", p.method, p.address)
		}
	}
}
