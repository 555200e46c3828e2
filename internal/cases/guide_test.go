package cases_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rostrum-watch/rostrum/internal/cases"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/profiles"
)

// guideFile matches a file in the guide: its name, then its content.
var guideFile = regexp.MustCompile("(?m)^`(ruritania-en/[^`]+)`\n\n```[a-z]*\n((?s:.*?))^```$")

// TestGuideDay follows docs/PROFILE-GUIDE.md to the letter: the files of its
// day's work, and those on promises, make a profile that loads and passes its own
// cases.
func TestGuideDay(t *testing.T) {
	data, err := os.ReadFile("../../docs/PROFILE-GUIDE.md")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, m := range guideFile.FindAllStringSubmatch(string(data), -1) {
		fsys[m[1]] = &fstest.MapFile{Data: []byte(m[2])}
	}
	if len(fsys) != 13 {
		t.Errorf("expected the eight files of the day and the five on promises, found %d", len(fsys))
	}
	// the parent ships with the program
	err = fs.WalkDir(profiles.FS, "english", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(profiles.FS, name)
		fsys[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	p, err := profile.Load(fsys, "ruritania-en")
	if err != nil {
		t.Fatal(err)
	}
	list, err := cases.Load(fsys, "ruritania-en")
	if err != nil || len(list) != 2 {
		t.Fatalf("expected two cases, found %d: %v", len(list), err)
	}
	e := extract.New(p)
	for _, c := range list {
		run(t, e, c)
	}
}

// TestMistakes holds what the author of a case is told of typical mistakes.
func TestMistakes(t *testing.T) {
	const report = "-- report --\npublished: 2031-03-01\n\nA text.\n"
	for _, m := range []struct{ name, data, want string }{
		{"text before the first case", "posts before names\n", `cases.txt:1: a case begins with "== what it shows"; lines before the first begin with #`},
		{"an unknown section", "== a\n" + report + "-- event --\n", `cases.txt:6: there is no section "event"; sections are report, kind, events, plans, acts, mentions, not (did you mean "events"?)`},
		{"no section", "== a\nA text.\n", `cases.txt:2: expected "-- report --" before "A text."`},
		{"an unknown header", "== a\n-- report --\npublishd: 2031-03-01\n", `cases.txt:3: there is no header "publishd"; headers are published, title (did you mean "published"?)`},
		{"a header as reports have it", "== a\n-- report --\ndate: 2031-03-01\n", `(did you mean "published"?)`},
		{"no day", "== a\n-- report --\npublished: March 1\n", `cases.txt:3: published: takes a day, as in 2031-03-01, not "March 1"`},
		{"a wrong type", "== a\n" + report + "-- events --\ninspecton | -\n", `(did you mean "inspection"?)`},
		{"a wrong date", "== a\n" + report + "-- events --\ndrill | March 1\n", `cases.txt:7: the date "March 1" is none; write 2031-03-01, 2031-03-01/2031-03-04 or - for none`},
		{"a wrong role", "== a\n" + report + "-- events --\ndrill | -\n  principle  A\n", `(did you mean "principal"?)`},
		{"no name", "== a\n" + report + "-- events --\ndrill | -\n  principal\n", `cases.txt:8: a person needs a name after the role, or - for an office alone`},
		{"a person without an event", "== a\n" + report + "-- events --\n  principal  A\n", `cases.txt:7: an indented line is a person and needs an event before it`},
		{"a wrong kind of report", "== a\n" + report + "-- kind --\nspeach\n", `(did you mean "speech"?)`},
		{"a wrong status", "== a\n" + report + "-- plans --\nfulfiled | its plan\n", `(did you mean "fulfilled"?)`},
		{"a wrong act", "== a\n" + report + "-- acts --\npraises | A\n", `(did you mean "praise"?)`},
		{"an act that is none", "== a\n" + report + "-- not --\nact thread\n", `cases.txt:7: there is no act "thread" (did you mean "threat"?)`},
		{"a wrong kind", "== a\n" + report + "-- not --\npersons A\n", `(did you mean "person"?)`},
		{"a kind without a name", "== a\n" + report + "-- not --\nperson\n", `cases.txt:7: person of what name?`},
		{"two cases of one name", "== a\n" + report + "-- events --\nnone\n== a\n", `cases.txt:8: a case called "a" stands on line 1 already`},
		{"nothing to look for", "== a\n" + report, `cases.txt:1: the case "a" looks for nothing; it needs "-- events --", "-- plans --", "-- acts --", "-- kind --", "-- mentions --" or "-- not --"`},
		{"no report", "== a\n-- events --\nnone\n", `cases.txt:1: the case "a" has no report`},
	} {
		t.Run(m.name, func(t *testing.T) {
			_, err := cases.Parse("cases.txt", m.data)
			if err == nil || !strings.HasSuffix(err.Error(), m.want) {
				t.Errorf("expected %q, found %v", m.want, err)
			}
		})
	}
}
