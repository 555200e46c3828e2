package profile

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

type tour struct {
	Guides []string       `yaml:"guides"`
	Stops  []stop         `yaml:"stops"`
	Days   map[string]int `yaml:"days"`
	Own    *stop          `yaml:"own"`
}

type stop struct {
	Name string `yaml:"name"`
	Last bool   `yaml:"last"`
}

// TestPart_mistakes: what is wrong is told with its place, however deep it stands.
func TestPart_mistakes(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"comments alone", "# none\n", ""},
		{"good", "guides: [a]\nstops:\n  - {name: b, last: true}\ndays: {may: 5}\nown: {name: c}\n", ""},
		{"no YAML", "guides: [a\nstops: []\n", "abc-en/tour.yaml:1: T1 a [ or { is never closed, or a comma is missing"},
		{"no keys", "- a\n", "abc-en/tour.yaml:1:1: T1 expected keys with values: guides, stops, days, own"},
		{"unknown key", "gides: [a]\n", `abc-en/tour.yaml:1:1: P002 there is no key "gides"; keys are guides, stops, days, own (did you mean "guides"?)`},
		{"unknown key of one of a list", "stops:\n  - {name: b}\n  - {nam: b}\n", `abc-en/tour.yaml:3:6: P002 there is no key "nam"; keys are name, last (did you mean "name"?)`},
		{"unknown key of a value", "own: {laast: true}\n", `abc-en/tour.yaml:1:7: P002 there is no key "laast"`},
		{"twice", "own: {name: a, name: b}\n", `abc-en/tour.yaml:1:16: P002 the key "name" is given twice`},
		{"a name twice", "days: {may: 5, may: 6}\n", `abc-en/tour.yaml:1:16: P002 the key "may" is given twice`},
		{"no list", "guides: a\n", `abc-en/tour.yaml:1:9: P004 guides: takes a list (did you mean "[a]"?)`},
		{"no truth value", "stops:\n  - {name: b, last: perhaps}\n", `abc-en/tour.yaml:2:21: P004 last: takes true or false, not "perhaps"`},
		{"no number", "days:\n  may: five\n", `abc-en/tour.yaml:2:8: P004 may: takes a number, not "five"`},
		{"no mapping in a list", "stops: [a, {name: b}]\n", "abc-en/tour.yaml:1:9: P004 stops: takes keys with values"},
		{"in itself", "own: &a {name: *a}\n", "abc-en/tour.yaml:1:6: P004 own: "},
		{"too large", "guides: [a]\n" + strings.Repeat("#", maxFile), "abc-en/tour.yaml: P012 larger than 4 MiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := small()
			fsys["abc-en/tour.yaml"] = &fstest.MapFile{Data: []byte(c.in)}
			p := OpenPart(fsys, "abc-en", map[string]string{NotYAML: "T1"})
			for _, f := range p.Files("tour.yaml") {
				f.Decode(&tour{})
			}
			err := p.Err()
			if (err == nil) != (c.want == "") || err != nil && !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("found %v\nexpected %s", err, c.want)
			}
		})
	}
}

// TestOpenPart: parents come first; a profile that is not there, or inherits
// itself, is told of.
func TestOpenPart(t *testing.T) {
	fsys := small()
	fsys["english/lexicon/titles.txt"] = &fstest.MapFile{Data: []byte("\ufeff# All.\nclerk  # of any office\n")}
	p := OpenPart(fsys, "abc-en", nil)
	if got := fmt.Sprint(p.Outlet, p.Lang, p.Chain, p.Texts("titles"), p.Err()); got != "ABCen[english abc-en] [clerk director head] <nil>" {
		t.Errorf("found %s", got)
	}
	fsys["english/lexicon/demonyms.txt"] = &fstest.MapFile{Data: []byte("Norse = Norway\n")}
	if got := p.Lexicon("demonyms"); !slices.Equal(got, []Entry{{"Norse", "Norway"}}) {
		t.Errorf("found %v", got)
	}
	if err := OpenPart(fsys, "none", nil).Err(); err == nil || !strings.HasPrefix(err.Error(), "none/profile.yaml: P003 ") {
		t.Errorf("found %v", err)
	}
	fsys["english/profile.yaml"] = &fstest.MapFile{Data: []byte("lang: en\ninherits: [abc-en]\n")}
	if err := OpenPart(fsys, "abc-en", nil).Err(); err == nil || !strings.Contains(err.Error(), "P009 the profile inherits itself: abc-en → english → abc-en") {
		t.Errorf("found %v", err)
	}
}
