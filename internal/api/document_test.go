package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/api"
	"github.com/rostrum-watch/rostrum/internal/cli"
)

const document = "../../docs/API.md"

var example = regexp.MustCompile("(?s)```http\n(.*?)```\n(?:\n```(?:json|csv)\n.*?```\n)?")

// changing is what each change of a profile or the engine changes.
var changing = regexp.MustCompile(`"(profile|engine)": "[^"]*"`)

// TestDocument runs the examples of the document, and wants it to show what they
// give.
func TestDocument(t *testing.T) {
	file := filepath.Join(t.TempDir(), "samples.db")
	var out bytes.Buffer
	p := &cli.Program{In: strings.NewReader(""), Out: &out, Err: &out, Args: []string{"ingest", "-q", samples + "reports.jsonl", "--db", file}, Env: func(string) string { return "" }}
	if code := p.Run(context.Background()); code != 0 {
		t.Fatalf("exit status %d: %s", code, &out)
	}
	handler := api.New(over(t, file), options())
	page, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	shown := example.ReplaceAllStringFunc(string(page), func(block string) string {
		asked := example.FindStringSubmatch(block)[1]
		line, body, _ := strings.Cut(asked, "\n")
		method, address, _ := strings.Cut(line, " ")
		r := httptest.NewRequest(method, address, strings.NewReader(body))
		if body != "" {
			r.Header.Set("Content-Type", "application/json")
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		ran++
		answer, lang := w.Body.Bytes(), "csv"
		if strings.Contains(w.Header().Get("Content-Type"), "json") {
			var b bytes.Buffer
			if err := json.Indent(&b, answer, "", "  "); err != nil {
				t.Errorf("%s: %v", line, err)
			}
			answer, lang = changing.ReplaceAll(b.Bytes(), []byte(`"$1": "…"`)), "json"
		}
		return "```http\n" + asked + "```\n\n```" + lang + "\n" + strings.TrimRight(string(answer), "\n") + "\n```\n"
	})
	if ran < 5 {
		t.Errorf("only %d examples", ran)
	}
	golden(t, document, []byte(shown))
}
