// These tests hold the documents to the program. What a page shows a command
// printing is what the command prints; what is generated is generated here:
//
//	go test ./docs -update
package docs_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/cli"
	"github.com/rostrum-watch/rostrum/internal/eval/whole"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

var update = flag.Bool("update", false, "rewrite what is generated")

const root = ".."

func TestMain(m *testing.M) {
	flag.Parse()
	if err := os.Chdir(root); err != nil { // commands in documents are run where a reader runs them
		panic(err)
	}
	os.Exit(m.Run())
}

// rostrumRun runs the program as a shell would and returns what it prints.
func rostrumRun(t *testing.T, env map[string]string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	p := &cli.Program{In: strings.NewReader(""), Out: &out, Err: &errs, Args: args, Env: func(k string) string { return env[k] }}
	if code := p.Run(context.Background()); code != 0 {
		t.Errorf("rostrum %s: exit status %d: %s", strings.Join(args, " "), code, &errs)
	}
	return out.String()
}

// environment is one of its own for each document: a store that is not there
// yet, no home.
func environment(t *testing.T) map[string]string {
	return map[string]string{"ROSTRUM_DB": filepath.Join(t.TempDir(), "rostrum.db"), "COLUMNS": "90", "TERM": "dumb"}
}

// pages are the documents, by name.
func pages(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, pattern := range []string{"*.md", "docs/*.md", "profiles/*/samples/*.md", "profiles/*/*.md"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			out[name] = string(data)
		}
	}
	if len(out) < 5 {
		t.Fatalf("only %d documents", len(out))
	}
	return out
}

// rewrite keeps a generated document, or compares it.
func rewrite(t *testing.T, name, want string) {
	t.Helper()
	got, err := os.ReadFile(name)
	if err == nil && string(got) == want {
		return
	}
	if !*update {
		t.Errorf("%s is not what the program says now; go test ./docs -update rewrites it%s", name, firstDifference(string(got), want))
		return
	}
	if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		a, b := "(end)", "(end)"
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			return fmt.Sprintf("\nline %d\n  page    %s\n  program %s", i+1, a, b)
		}
	}
	return ""
}

var console = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestConsole runs the commands of every ```console block and wants the page to
// show what they print.
func TestConsole(t *testing.T) {
	ran := 0
	pages := pages(t)
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		t.Run(name, func(t *testing.T) {
			env := environment(t)
			page := console.ReplaceAllStringFunc(pages[name], func(block string) string {
				var b strings.Builder
				b.WriteString("```console\n")
				first := true
				for _, line := range strings.Split(console.FindStringSubmatch(block)[1], "\n") {
					command, ok := strings.CutPrefix(line, "$ rostrum ")
					if !ok {
						continue
					}
					ran++
					if !first {
						b.WriteString("\n")
					}
					first = false
					b.WriteString(line + "\n")
					for _, l := range strings.Split(strings.Trim(rostrumRun(t, env, fields(command)...), "\n"), "\n") {
						b.WriteString(strings.TrimRight(strings.ReplaceAll(l, env["ROSTRUM_DB"], "~/.local/share/rostrum/rostrum.db"), " ") + "\n")
					}
				}
				return b.String() + "```"
			})
			rewrite(t, name, page)
		})
	}
	if ran == 0 {
		t.Error("no command was run")
	}
}

// fields cuts a command into words; quotes, double or single, hold words together.
func fields(command string) []string {
	var out []string
	for command != "" {
		i := strings.IndexAny(command, `"'`)
		if i < 0 {
			return append(out, strings.Fields(command)...)
		}
		inside, after, _ := strings.Cut(command[i+1:], command[i:i+1])
		out = append(append(out, strings.Fields(command[:i])...), inside)
		command = after
	}
	return out
}

var listed = regexp.MustCompile(`(?m)^  ([a-z]+)  +\S`)

// TestCommands generates COMMANDS.md from the program's own help, so that every
// command, flag and exit status stands in it.
func TestCommands(t *testing.T) {
	env := environment(t)
	var b strings.Builder
	b.WriteString("# Commands\n\nGenerated from the program's own help: `go test ./docs -update`.\n")
	var describe func(path []string)
	describe = func(path []string) {
		help := rostrumRun(t, env, append(slices.Clone(path), "--help")...)
		_, status, _ := strings.Cut(help, "\nExit status:")
		help = strings.ReplaceAll(help, "\nExit status:"+status, "")
		if len(path) > 0 {
			help, _, _ = strings.Cut(help, "\nFlags of every command:")
		}
		fmt.Fprintf(&b, "\n%s rostrum %s\n\n```text\n%s\n```\n", strings.Repeat("#", min(2, len(path)+1)+min(1, len(path)/2)), strings.Join(path, " "), strings.TrimSpace(help))
		if len(path) == 0 {
			fmt.Fprintf(&b, "\nExit status: %s\n", strings.Join(strings.Fields(status), " "))
		}
		if _, commands, ok := strings.Cut(help, "\nCommands:\n"); ok {
			commands, _, _ = strings.Cut(commands, "\nFlags")
			for _, m := range listed.FindAllStringSubmatch(commands, -1) {
				if m[1] != "help" {
					describe(append(slices.Clone(path), m[1]))
				}
			}
		}
	}
	describe(nil)
	out := strings.ReplaceAll(b.String(), "# rostrum \n", "# rostrum\n")
	out = strings.Replace(out, "\n# rostrum\n", "\n## rostrum\n", 1)
	// the number of cores is the reader's
	out = regexp.MustCompile(`(how many reports to read at once) \(default \d+\)`).ReplaceAllString(out, "$1 (default: the number of cores)")
	rewrite(t, "docs/COMMANDS.md", out)
	for _, code := range []rostrum.Code{rostrum.CodeInvalid, rostrum.CodeNotFound, rostrum.CodeConflict, rostrum.CodeUnavailable, rostrum.CodeUnsupported, rostrum.CodeInternal} {
		if _, status, _ := strings.Cut(out, "\nExit status:"); !strings.Contains(status, fmt.Sprint(code.ExitCode())) {
			t.Errorf("exit status %d (%s) is not explained", code.ExitCode(), code)
		}
	}
}

// TestExamples_whole runs every example of the program's help, as COMMANDS.md shows
// them, over a store that holds the sample reports.
func TestExamples_whole(t *testing.T) {
	whole.Only(t)
	env, scratch := environment(t), t.TempDir()
	rostrumRun(t, env, "ingest", "profiles/vdb-en/samples/reports.jsonl")
	page := pages(t)["docs/COMMANDS.md"]
	ran := 0
	for _, block := range strings.Split(page, "\nExamples:\n")[1:] {
		block, _, _ = strings.Cut(block, "\n\n")
		for line := range strings.Lines(block) {
			command, ok := strings.CutPrefix(strings.TrimSpace(line), "rostrum ")
			if !ok {
				continue // a shell's own
			}
			if strings.HasPrefix(command, "serve") {
				continue // goes on until it is interrupted; internal/web runs it
			}
			command, _, _ = strings.Cut(command, " | ")
			command, from, _ := strings.Cut(command, " < ")
			input := strings.NewReader("")
			if from != "" {
				data, err := os.ReadFile(from)
				if err != nil {
					t.Error(err)
				}
				input = strings.NewReader(string(data))
			}
			ran++
			var out, errs bytes.Buffer
			p := &cli.Program{In: input, Out: &out, Err: &errs, Args: fields(strings.ReplaceAll(command, "/tmp/", scratch+"/")), Env: func(k string) string { return env[k] }}
			if code := p.Run(context.Background()); code != 0 {
				t.Errorf("rostrum %s: exit status %d: %s", command, code, &errs)
			}
			if said := out.String(); strings.Contains(said, "No report") || strings.HasPrefix(said, "0 ") || out.Len() == 0 && !strings.Contains(command, " -o ") {
				t.Errorf("rostrum %s finds nothing: %s", command, said)
			}
		}
	}
	if ran < 15 {
		t.Errorf("only %d examples were run", ran)
	}
}

// TestGlossary wants every key of the printed records, every type, role, status,
// act, voice and kind in the glossary.
func TestGlossary(t *testing.T) {
	glossary := pages(t)["docs/GLOSSARY.md"]
	seen := map[reflect.Type]bool{}
	var keys func(reflect.Type)
	keys = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] {
			return
		}
		seen[typ] = true
		for f := range fieldsOf(typ) {
			if key, _, _ := strings.Cut(f.Tag.Get("json"), ","); key != "" && !strings.Contains(glossary, "`"+key+"`") {
				t.Errorf("the key %q of %s is not in the glossary", key, typ.Name())
			}
			keys(f.Type)
		}
	}
	keys(reflect.TypeFor[rostrum.Extraction]())
	words := slices.Concat(rostrum.EventTypes, rostrum.Roles, rostrum.PlanStatuses, rostrum.Acts, rostrum.Voices, rostrum.ReportKinds, profile.KindNames,
		[]string{rostrum.MentionPerson, rostrum.MentionOrganisation, rostrum.MentionSite, rostrum.MentionPlace, rostrum.MentionWeapon, rostrum.MentionTitle,
			rostrum.StatusExtracted, rostrum.StatusNotExtracted, rostrum.StatusFailed})
	for _, w := range words {
		if !strings.Contains(glossary, "`"+w+"`") {
			t.Errorf("%q is not in the glossary", w)
		}
	}
}

func fieldsOf(typ reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range typ.NumField() {
			if !yield(typ.Field(i)) {
				return
			}
		}
	}
}

const report = "internal/eval/testdata/report.txt"

// TestFigures keeps the table of figures in the README the same as the quality
// report, which internal/eval measures.
func TestFigures(t *testing.T) {
	what := map[string]string{
		"who":         "people found to take part anywhere in a report (F1)",
		"event":       "events: type, and a person or the passage in common (F1)",
		"participant": "people at their event (F1)",
		"date":        "day of the event",
		"site":        "site",
		"place":       "town, province or country",
		"role":        "role of a person at the event",
		"post":        "post as given, whole",
		"order":       "neighbours of a list in the right order",
		"line-up":     "lists of five and more right to the name and order",
		"plan":        "plan claims: the passage (F1)",
		"plan-status": "plan claims: the passage and the status (F1)",
		"horizon":     "period of a plan",
		"act":         "orders, praise, blame, threats, pledges, forecasts: the sentence and the act (F1)",
		"speaker":     "who does it",
	}
	data, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("<!-- figures:begin -->\n| measure | figure | of |\n| --- | --- | --- |\n")
	for _, line := range strings.Split(string(data), "\n") {
		f := strings.Fields(line)
		if len(f) < 4 || f[0] == "#" {
			continue
		}
		if what[f[0]] == "" {
			t.Errorf("%s: nothing explains %q", report, f[0])
			continue
		}
		var figure float64
		fmt.Sscan(f[2], &figure)
		fmt.Fprintf(&b, "| %s | %.3f | %s |\n", what[f[0]], figure, f[len(f)-1])
	}
	rewrite(t, "docs/FIGURES.md", "# How well annotated reports are read\n\nThe figures of internal/eval: `go test ./docs -update` rewrites this page.\n\n"+
		strings.TrimPrefix(b.String(), "<!-- figures:begin -->\n"))
	b.WriteString("<!-- figures:end -->")
	page := pages(t)["README.md"]
	before, rest, ok1 := strings.Cut(page, "<!-- figures:begin -->")
	_, after, ok2 := strings.Cut(rest, "<!-- figures:end -->")
	if !ok1 || !ok2 {
		t.Fatal("README.md has no place for the figures")
	}
	rewrite(t, "README.md", before+b.String()+after)
}

var link = regexp.MustCompile(`\]\(([^)#]+)(#[^)]*)?\)`)

// TestLinks wants what a page points to to be there.
func TestLinks(t *testing.T) {
	for name, page := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(page, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s points to %s, which is not there", name, m[1])
			}
		}
	}
}

// TestArchitecture wants every package in the table of packages.
func TestArchitecture(t *testing.T) {
	page := pages(t)["docs/ARCHITECTURE.md"]
	err := filepath.WalkDir("internal", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || d.Name() == "testdata" {
			return err
		}
		sources, _ := filepath.Glob(name + "/*.go")
		if len(sources) == 0 || !strings.HasPrefix(name, "internal/") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), sources[0], nil, parser.PackageClauseOnly)
		if err != nil {
			return err
		}
		short := strings.TrimPrefix(name, "internal/")
		if f.Name.Name != "main" && !strings.Contains(page, "`"+name+"`") && !strings.Contains(page, "`"+short+"`") {
			t.Errorf("%s is not in the table of packages", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var target = regexp.MustCompile(`(?m)^([a-z]+):.*##`)

// TestMakefile wants every target of the Makefile explained somewhere.
func TestMakefile(t *testing.T) {
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(slices.Collect(maps.Values(pages(t))), "\n")
	for _, m := range target.FindAllStringSubmatch(string(makefile), -1) {
		if !strings.Contains(all, "make "+m[1]) {
			t.Errorf("make %s stands in no document", m[1])
		}
	}
}
