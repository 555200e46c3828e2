package occasion_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rostrum-watch/rostrum/internal/occasion"
	"github.com/rostrum-watch/rostrum/profiles"
)

// files is a profile with a file of occasions.
func files(occasions string) fstest.MapFS {
	return fstest.MapFS{
		"base/profile.yaml":   {Data: []byte("lang: en\n")},
		"base/occasions.yaml": {Data: []byte("lag: 9\nlooks_back: [long since]\n")},
		"own/profile.yaml":    {Data: []byte("outlet: APO\nlang: en\ninherits: [base]\n")},
		"own/occasions.yaml":  {Data: []byte(occasions)},
	}
}

func TestLoad_mistakes(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"comments alone", "# none\n", ""},
		{"all", "lag: 3\nlooks_back: [once]\ntitles_look_back: [told in]\nnot_there: [sent]\nlegs: [then *]\nsectors:\n  - {sector: military, types: [drill], foreign: true, words: [army]}\n  - {sector: other}\n", ""},
		{"not YAML", "lag: [", "own/occasions.yaml:1: O001"},
		{"no keys", "- lag\n", "own/occasions.yaml:1:1: O001 expected keys with values"},
		{"unknown key", "lag: 3\nlegz: [a]\n", `own/occasions.yaml:2:1: O002 there is no key "legz"; keys are lag, looks_back, titles_look_back, not_there, legs, sectors (did you mean "legs"?)`},
		{"twice", "lag: 3\nlag: 4\n", `own/occasions.yaml:2:1: O002 the key "lag" is given twice`},
		{"no number", "lag: few\n", `own/occasions.yaml:1:6: O003 lag: expected a number of days, 0 to 366, found "few"`},
		{"no list", "legs: then\n", "own/occasions.yaml:1:7: O003 legs: takes a list, as in [a, b]"},
		{"no words", "legs: ['-']\n", `own/occasions.yaml:1:8: O003 legs: expected words, found "-"`},
		{"no sector", "sectors:\n  - {types: [drill]}\n", `own/occasions.yaml:2:5: O002 a rule needs the key "sector"`},
		{"unknown sector", "sectors:\n  - {sector: miltary}\n", `own/occasions.yaml:2:14: O003 sector: found "miltary"; expected one of economic, military, diplomatic, performance, political, other (did you mean "military"?)`},
		{"unknown type", "sectors:\n  - {sector: other, types: [drills]}\n", `own/occasions.yaml:2:29: O003 types: found "drills"`},
		{"neither true nor false", "sectors:\n  - {sector: other, foreign: perhaps}\n", `own/occasions.yaml:2:30: O003 foreign: found "perhaps"; expected one of true, false`},
	} {
		t.Run(c.name, func(t *testing.T) {
			k, err := occasion.Load(files(c.in), "own")
			switch {
			case c.want == "" && err != nil:
				t.Errorf("found %v", err)
			case c.want != "" && (err == nil || !strings.HasPrefix(err.Error(), c.want)):
				t.Errorf("found %v\nexpected %s", err, c.want)
			case c.want == "" && (k.Outlet != "APO" || k.Lang != "en"):
				t.Errorf("found %s in %s", k.Outlet, k.Lang)
			case c.name == "nothing" && k.Lag != 9 || c.name == "all" && k.Lag != 3:
				t.Errorf("lag %d", k.Lag)
			}
		})
	}
}

// The profiles that ship say what is needed.
func TestLoad_profiles(t *testing.T) {
	for _, name := range []string{"kcna-en", "vdb-en"} {
		k, err := occasion.Load(profiles.FS, name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if k.Outlet == "" {
			t.Errorf("%s is of no outlet", name)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("lag: 3\nlooks_back: [once]\nsectors:\n  - {sector: other}\n")
	f.Add("legs: [then *]\n")
	f.Fuzz(func(t *testing.T, in string) {
		k, err := occasion.Load(files(in), "own")
		if (k == nil) == (err == nil) {
			t.Errorf("%v, %v", k, err)
		}
	})
}
