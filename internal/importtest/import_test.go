package importtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/rostrum-watch/rostrum"

// allowed says what each package may import directly besides the standard
// library: packages of this module by their folder ("." is the root) and other
// modules by a prefix of their path. A package that is missing here fails.
//
// The direction is: root <- text <- {grammar, calendar} <- profile <- extract <-
// app <- cli; confidence stands beside text and is told nothing of texts.
var allowed = map[string][]string{
	".":                             {},
	"cmd/rostrum":                   {"internal/cli"},
	"profiles":                      {},
	"internal/text":                 {"."},
	"internal/calendar":             {".", "internal/text", "gopkg.in/yaml.v3"},
	"internal/grammar":              {".", "internal/text"},
	"internal/profile":              {".", "internal/text", "internal/grammar", "internal/calendar", "internal/confidence", "internal/weigh", "gopkg.in/yaml.v3"},
	"internal/extract":              {".", "internal/text", "internal/grammar", "internal/calendar", "internal/confidence", "internal/profile", "internal/weigh"},
	"internal/cases":                {".", "internal/grammar"},
	"internal/correction":           {".", "internal/store"},
	"internal/diff":                 {".", "github.com/aymanbagabas/go-udiff", "golang.org/x/text"},
	"internal/language":             {"."},
	"internal/read":                 {".", "github.com/klauspost/compress/gzip"},
	"internal/confidence":           {"gopkg.in/yaml.v3"},
	"internal/weigh":                {},
	"internal/search":               {".", "github.com/kljensen/snowball", "golang.org/x/text/unicode/norm"},
	"internal/search/posting":       {".", "internal/search"},
	"internal/holding":              {"."},
	"internal/pack":                 {"."},
	"internal/finding":              {".", "internal/pack"},
	"internal/edit":                 {".", "internal/diff", "internal/finding", "internal/holding"},
	"internal/backtest":             {".", "internal/finding", "internal/holding", "internal/search", "gopkg.in/yaml.v3"},
	"internal/watch":                {".", "internal/finding", "internal/holding", "internal/search"},
	"internal/roster":               {".", "internal/finding", "internal/holding", "internal/pack", "internal/profile", "golang.org/x/text/unicode/norm"},
	"internal/store":                {".", "internal/holding", "internal/search"},
	"internal/archive":              {".", "internal/store", "github.com/transparency-dev/merkle", "github.com/klauspost/compress"},
	"internal/occasion":             {".", "internal/finding", "internal/grammar", "internal/holding", "internal/profile", "gopkg.in/yaml.v3"},
	"internal/relate":               {".", "internal/store", "golang.org/x/text"},
	"internal/store/sqlite":         {".", "internal/archive", "internal/holding", "internal/pack", "internal/search", "internal/search/posting", "internal/store", "modernc.org/sqlite"},
	"internal/store/storetest":      {".", "internal/holding", "internal/search", "internal/store", "internal/archive"},
	"internal/app":                  {".", "internal/analysis/absence", "internal/analysis/company", "internal/analysis/first", "internal/analysis/lineup", "internal/analysis/rank", "internal/archive", "internal/backtest", "internal/confidence", "internal/correction", "internal/diff", "internal/edit", "internal/extract", "internal/finding", "internal/grammar", "internal/holding", "internal/language", "internal/occasion", "internal/pack", "internal/profile", "internal/read", "internal/relate", "internal/roster", "internal/search", "internal/store", "internal/text", "internal/watch", "internal/ledger", "internal/ledger/plan", "internal/ledger/notice", "internal/ledger/weapon", "internal/ledger/pronouncement", "internal/analysis/counterpart", "internal/analysis/phrase", "internal/analysis/wordbook", "internal/analysis/novelty"},
	"internal/cli":                  {".", "internal/analysis/absence", "internal/analysis/company", "internal/analysis/first", "internal/analysis/lineup", "internal/analysis/rank", "internal/app", "internal/backtest", "internal/cases", "internal/correction", "internal/diff", "internal/extract", "internal/finding", "internal/grammar", "internal/language", "internal/occasion", "internal/profile", "internal/read", "internal/roster", "internal/search", "internal/store", "internal/store/sqlite", "profiles", "github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/term", "internal/ledger", "internal/ledger/plan", "internal/ledger/notice", "internal/ledger/weapon", "internal/analysis/counterpart", "internal/analysis/phrase", "internal/analysis/wordbook", "internal/text", "internal/web", "internal/serve", "internal/prose", "internal/marks", "internal/api", "internal/analysis/novelty"},
	"internal/eval":                 {".", "docs", "internal/confidence", "internal/profile", "internal/extract", "internal/read"},
	"internal/eval/learn":           {".", "internal/eval", "internal/extract", "internal/profile", "internal/weigh", "gonum.org/v1/gonum/optimize"},
	"internal/eval/calibrate":       {"internal/confidence", "internal/eval", "internal/profile", "internal/extract"},
	"internal/eval/draw":            {"."},
	"internal/eval/purge":           {".", "internal/holding"},
	"internal/eval/grow":            {".", "internal/eval", "internal/profile", "internal/extract"},
	"internal/importtest":           {},
	"internal/analysis/phrase":      {".", "internal/finding", "internal/holding", "internal/pack", "internal/search"},
	"internal/analysis/wordbook":    {"internal/grammar", "gopkg.in/yaml.v3"},
	"internal/analysis/counterpart": {".", "internal/search"},
	"internal/prose":                {".", "internal/app", "internal/correction", "internal/finding", "internal/store"},
	"internal/citation":             {},
	"internal/marks":                {"."},
	"internal/serve":                {".", "github.com/klauspost/compress"},
	"internal/web":                  {".", "docs", "internal/app", "internal/analysis/absence", "internal/analysis/company", "internal/analysis/counterpart", "internal/analysis/phrase", "internal/analysis/rank", "internal/citation", "internal/confidence", "internal/correction", "internal/diff", "internal/finding", "internal/marks", "internal/prose", "internal/roster", "internal/search", "internal/store", "github.com/yuin/goldmark"},
	"docs":                          {},
	"internal/api":                  {".", "internal/analysis/absence", "internal/analysis/company", "internal/analysis/first", "internal/analysis/phrase", "internal/analysis/rank", "internal/finding", "internal/app", "internal/correction", "internal/diff", "internal/grammar", "internal/occasion", "internal/roster", "internal/search", "internal/store", "github.com/danielgtaylor/huma/v2", "github.com/klauspost/compress/gzhttp"},

	// analyses of line-ups
	"internal/analysis/lineup":  {".", "internal/finding", "internal/grammar", "internal/holding", "internal/pack", "internal/profile", "internal/store", "internal/text", "gopkg.in/yaml.v3"},
	"internal/analysis/rank":    {"internal/analysis/lineup", "internal/finding", "internal/holding", "internal/pack"},
	"internal/analysis/absence": {"internal/analysis/lineup", "internal/finding", "internal/holding", "internal/pack", "internal/store"},
	"internal/analysis/company": {"internal/analysis/lineup", "internal/finding", "internal/holding", "gonum.org/v1/gonum"},
	"internal/analysis/first":   {".", "internal/analysis/lineup", "internal/finding", "internal/holding", "internal/pack"},
	"internal/analysis/novelty": {".", "internal/finding", "internal/holding", "internal/ledger", "internal/pack", "internal/profile", "internal/search", "gopkg.in/yaml.v3"},
	"internal/eval/corpus":      {".", "profiles", "internal/analysis/lineup", "internal/eval", "internal/extract", "internal/holding", "internal/language", "internal/profile", "internal/roster"},
	"internal/eval/state":       {".", "internal/holding"},
	"internal/eval/whole":       {},
	"internal/eval/speed":       {},

	// ledgers
	"internal/ledger":               {".", "internal/finding", "internal/holding", "internal/pack", "internal/profile", "internal/search", "gopkg.in/yaml.v3"},
	"internal/ledger/ledgertest":    {"internal/finding", "internal/holding", "internal/ledger", "internal/pack", "profiles"},
	"internal/ledger/plan":          {".", "internal/finding", "internal/holding", "internal/ledger", "internal/pack", "internal/search"},
	"internal/ledger/notice":        {".", "internal/finding", "internal/holding", "internal/ledger", "internal/pack"},
	"internal/ledger/weapon":        {".", "internal/finding", "internal/holding", "internal/ledger", "internal/pack", "internal/search"},
	"internal/ledger/pronouncement": {".", "internal/finding", "internal/holding", "internal/ledger", "internal/pack"},
}

// ban is something a package must not reach, not even through others.
type ban struct {
	who    []string // folders
	what   []string // import paths; a trailing "/..." takes what lies below too
	reason string
	direct bool // only direct imports count
}

var (
	searching = []string{"internal/search", "internal/search/posting"}

	engine = []string{"internal/text", "internal/grammar", "internal/calendar", "internal/confidence", "internal/weigh", "internal/profile", "internal/extract", "internal/diff", "internal/language",
		"internal/holding", "internal/finding", "internal/edit", "internal/roster",
		"internal/ledger", "internal/ledger/plan", "internal/ledger/notice", "internal/ledger/weapon", "internal/ledger/pronouncement",
		"internal/analysis/phrase", "internal/analysis/wordbook", "internal/analysis/counterpart"}

	// analyses find in records; their lots, where they draw any, are seeded.
	analyses = []string{"internal/analysis/lineup", "internal/analysis/rank", "internal/analysis/absence", "internal/analysis/company", "internal/analysis/first", "internal/analysis/novelty"}

	bans = []ban{
		{who: append([]string{".", "internal/read", "internal/store", "internal/app"}, engine...), what: []string{"modernc.org/sqlite/..."},
			reason: "only internal/store/sqlite knows a driver, so that another store can take its place"},
		{who: slices.Concat([]string{".", "internal/read"}, engine, analyses), what: []string{"database/sql/...", "net/...", "os/exec"},
			reason: "extraction is pure: the same text gives the same records, on any machine, with no network"},
		{who: searching, what: []string{"database/sql/..."},
			reason: "what a query finds is decided without a store, so that every store finds the same"},
		{who: append(append([]string{"."}, engine...), searching...), what: []string{"os", "math/rand/...", "math/rand/v2"}, direct: true,
			reason: "the engine does no I/O and draws no lots; files come in through an fs.FS"},
		{who: analyses, what: []string{"os", "time"}, direct: true, reason: "an analysis does no I/O and reads no clock: what it finds depends on what is held alone"},
		{who: []string{".", "internal/app", "internal/store", "internal/read"}, what: []string{"github.com/spf13/cobra", "github.com/spf13/pflag", "golang.org/x/term"},
			reason: "only the command line knows flags and terminals"},
		{who: []string{"internal/cli", "internal/app", "internal/store/sqlite"}, what: []string{"net/http"}, direct: true,
			reason: "nothing but the collector will dial out, and it does not exist yet"},
	}
)

// listed is what `go list -json` tells of a package.
type listed struct {
	ImportPath string
	Dir        string
	Standard   bool
	Imports    []string
	Deps       []string
	GoFiles    []string
}

// list returns the packages of this module, by folder.
func list(t *testing.T) map[string]listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,Standard,Imports,Deps,GoFiles", module+"/...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	found := map[string]listed{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return found
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		found[folder(p.ImportPath)] = p
	}
}

// folder turns an import path of this module into its folder; others stay.
func folder(importPath string) string {
	if importPath == module {
		return "."
	}
	return strings.TrimPrefix(importPath, module+"/")
}

// standard reports whether an import path is of the standard library: its first
// part has no dot.
func standard(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

func within(importPath, prefix string) bool {
	return importPath == prefix || strings.HasPrefix(importPath, prefix+"/")
}

func TestImports(t *testing.T) {
	for dir, p := range list(t) {
		if len(p.GoFiles) == 0 {
			continue // tests only
		}
		may, known := allowed[dir]
		if !known {
			t.Errorf("%s: not in the table; add it to allowed in internal/importtest with what it may import", dir)
			continue
		}
		for _, imp := range p.Imports {
			if standard(imp) {
				continue
			}
			own := imp == module || within(imp, module)
			ok := slices.ContainsFunc(may, func(m string) bool {
				if own {
					return folder(imp) == m
				}
				return within(imp, m)
			})
			if !ok {
				t.Errorf("%s imports %s; expected one of %v", dir, folder(imp), may)
			}
		}
	}
}

func TestBans(t *testing.T) {
	packages := list(t)
	for _, b := range bans {
		for _, who := range b.who {
			p, ok := packages[who]
			if !ok {
				continue // not written yet
			}
			reached := p.Deps
			if b.direct {
				reached = p.Imports
			}
			for _, imp := range reached {
				for _, what := range b.what {
					below, deep := strings.CutSuffix(what, "/...")
					if imp == what || deep && within(imp, below) {
						t.Errorf("%s reaches %s: %s", who, imp, b.reason)
					}
				}
			}
		}
	}
}

// TestPackageNames refuses names that say nothing about what a package is for.
func TestPackageNames(t *testing.T) {
	empty := []string{"util", "utils", "common", "helper", "helpers", "model", "models", "types", "base", "misc", "shared", "lib", "core", "internal"}
	for dir := range list(t) {
		if name := path.Base(dir); slices.Contains(empty, name) {
			t.Errorf("%s: %q says nothing; name the package after what it provides", dir, name)
		} else if name != strings.ToLower(name) || strings.ContainsAny(name, "_-") {
			t.Errorf("%s: expected one lower-case word", dir)
		}
	}
}
