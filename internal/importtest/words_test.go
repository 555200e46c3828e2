package importtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/profile"
)

// ours are words of the engine's own language that happen to be words of a
// profile too: names of keys, of outcomes, of formats.
var ours = []string{"text", "title", "lead", "noun", "event", "none", "list", "others", "to", "told", "roster", "family", "country", "kind", "source", "leader", "place", "narration", "citizens", "general", "order", "posted",
	"families", "heads", "state", "provinces", "first", "dropped", "about", "around", "days", "months", "years"}

// phrase is a literal that reads as words of a language rather than as a key, a
// format or a message: letters and spaces alone, three words at most.
var phrase = regexp.MustCompile(`^\pL[\pL'.-]*( \pL[\pL'.-]*){0,2}$`)

// TestEngineKnowsNoWord holds what the design wants of the engine: every name,
// title, verb and place comes from a profile. A literal in its code that is an
// entry of some lexicon is either a word that belongs there, or, if it really is
// the engine's own, belongs into the list above.
func TestEngineKnowsNoWord(t *testing.T) {
	lexicons, err := filepath.Glob(root + "/profiles/*/lexicon/*.txt")
	if err != nil || len(lexicons) == 0 {
		t.Fatal("no lexicons", err)
	}
	in := map[string]string{} // entry, folded -> lexicon
	for _, name := range lexicons {
		if filepath.Base(name) == "common.txt" {
			continue // any word of the language: half the keys of a profile are among them
		}
		for _, line := range readLines(t, name) {
			entry, _, _ := strings.Cut(line, " = ")
			if i := strings.Index(entry, "#"); i >= 0 {
				entry = entry[:i]
			}
			if entry = strings.ToLower(strings.TrimSpace(entry)); entry != "" {
				in[entry] = strings.TrimPrefix(name, root+"/")
			}
		}
	}
	own := slices.Concat(ours, profile.ClassNames, profile.KindNames, rostrum.EventTypes, rostrum.Roles, grammar.SlotNames,
		rostrum.Acts, rostrum.PlanStatuses, rostrum.Voices, rostrum.ReportKinds, profile.CueSigns,
		[]string{rostrum.MentionPerson, rostrum.MentionOrganisation, rostrum.MentionSite, rostrum.MentionPlace, rostrum.MentionWeapon})
	packages := list(t)
	checked := 0
	for _, dir := range slices.Concat(engine, analyses) {
		if dir == "internal/language" {
			continue // its words are data too, but of another kind: samples of a language
		}
		p := packages[dir]
		for _, file := range p.GoFiles {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, filepath.Join(p.Dir, file), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Error(err)
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.ImportSpec:
					return false
				case *ast.Field:
					if n.Tag != nil { // a key of a file or of JSON
						return false
					}
				case *ast.BasicLit:
					if n.Kind != token.STRING {
						return true
					}
					s, err := strconv.Unquote(n.Value)
					if err != nil || !phrase.MatchString(s) || len(s) < 2 {
						return true
					}
					checked++
					if lexicon, ok := in[strings.ToLower(s)]; ok && !slices.Contains(own, s) {
						t.Errorf("%s: %q is an entry of %s: engine code knows no word of a language", fset.Position(n.Pos()), s, lexicon)
					}
				}
				return true
			})
		}
	}
	if checked == 0 {
		t.Error("no literal was looked at")
	}
}

func readLines(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(data), "\n")
}
