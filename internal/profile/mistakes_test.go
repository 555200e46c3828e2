package profile

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// small is a profile without mistakes, for tests to spoil.
func small() fstest.MapFS {
	files := map[string]string{
		"english/profile.yaml":           "lang: en\nplural: [s]\n",
		"english/calendar.yaml":          "months: {may: 5}\nweekdays: {sunday: 0}\n",
		"english/syntax.yaml":            "articles: [the, a]\nand: [and]\n",
		"abc-en/profile.yaml":            "outlet: ABC\nlang: en\nhosts: [abc.example]\ninherits: [english]\n",
		"abc-en/lexicon/titles.txt":      "director\nhead\n",
		"abc-en/formulas/10-visits.yaml": visit,
	}
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return fsys
}

const visit = `- id: visit
  event: inspection
  subject: principal
  pattern: "{subject} visited {site}"
  example: "He visited the works."
`

func TestSmallProfileLoads(t *testing.T) {
	if _, err := Load(small(), "abc-en"); err != nil {
		t.Fatal(err)
	}
}

// TestMistakes holds what the author of a profile is told of typical mistakes:
// file, line and column, what is wrong and what was probably meant.
func TestMistakes(t *testing.T) {
	const formulas, titles, nouns = "abc-en/formulas/10-visits.yaml", "abc-en/lexicon/titles.txt", "abc-en/lexicon/event_nouns.txt"
	// in the formula above, one wording for another
	in := func(old, new string) string {
		if !strings.Contains(visit, old) {
			t.Fatalf("the formula holds no %q", old)
		}
		return strings.Replace(visit, old, new, 1)
	}
	for _, m := range []struct {
		name, file, data string
		want             string // file:line:column ID, without the file where it is the one edited
		says, meant      string // part of the message; what was meant
	}{
		{"a misspelt key", formulas, in("pattern:", "patern:"), "4:3 P002", `no key "patern"`, "pattern"},
		{"a key given twice", formulas, visit + "  event: drill\n", "6:3 P002", `"event" is given twice`, ""},
		{"an unknown slot", formulas, in("{site}", "{sites}"), "4:31 P005", "no slot {sites}", "site"},
		{"a slot for one person", formulas, in("{site}", "{person}"), "4:31 P005", "no slot {person}", "people"},
		{"a slot for several persons", formulas, in("{site}", "{names}"), "4:31 P005", "no slot {names}", "people"},
		{"a slot by its question", formulas, in("{subject}", "{who}"), "4:13 P005", "no slot {who}", "subject"},
		{"a slot by another question", formulas, in("{site}", "{where}"), "4:31 P005", "no slot {where}", "site"},
		{"curly quotation marks", formulas, in(`"{subject} visited {site}"`, "“{subject} visited {site}”"), "4:12 P005", "straight ones are wanted", "{subject} visited {site}"},
		{"curly quotation marks in a list", formulas, in(`pattern: "{subject} visited {site}"`, "patterns:\n    - \"{subject} saw {site}\"\n    - ‘visited {site}’"), "6:7 P005", "straight ones are wanted", "visited {site}"},
		{"an unclosed bracket", formulas, in("visited", "(visited|toured"), "4:23 P005", "never closed", ""},
		{"an unclosed slot", formulas, in("{site}", "{site"), "4:31 P005", "never closed", ""},
		{"two slots side by side", formulas, in("visited ", ""), "4:23 P005", "a word must stand between", ""},
		{"a pattern that may begin anywhere", formulas, in("visited", "*3 visited"), "4:13 P005", "must begin with a word", ""},
		{"an unknown class in a pattern", formulas, in("visited", "visited %title"), "4:31 P005", "no word class %title", "titles"},
		{"a wrong type of event", formulas, in("inspection", "inspecton"), "2:10 P004", `"inspecton" is none of`, "inspection"},
		{"a wrong role", formulas, in("principal", "principle"), "3:12 P004", `"principle" is none of`, "principal"},
		{"a part of the report by another name", formulas, visit + "  in: \"opening\"\n", "6:7 P004", `in: "opening" is none of`, "lead"},
		{"a role without its slot", formulas, in("{subject} ", ""), "3:12 P011", "needs a {subject} slot", ""},
		{"a word for true or false", formulas, visit + "  again: maybe\n", "6:10 P004", `again: takes true or false, not "maybe"`, ""},
		{"an unknown class in when", formulas, visit + "  when:\n    - {site: shrine, event: ceremony}\n", "7:7 P010", `no word class is called "shrine"`, "shrines"},
		{"an id given twice", formulas, visit + visit, "6:7 P006", `"visit" stands already`, ""},
		{"no example", formulas, in("  example: \"He visited the works.\"\n", ""), "1:3 P003", "has no example", ""},
		{"an example that is not matched", formulas, in("He visited the works", "He toured the works"), "1:0 P007", `does not match its own example "He toured the works.": the pattern "{subject} visited {site}" finds no "visited" there`, ""},
		{"an example that lacks a later word", formulas, in("{site}", "(the|a) {site} (with|beside) {people}"), "1:0 P007", `finds no "(with|beside)" there`, ""},
		{"an example that no pattern matches", formulas, in(`pattern: "{subject} visited {site}"`, `patterns: ["{subject} saw {site}", "{subject} visited %titles", "saw"]`), "1:0 P007", `the nearest of its patterns, "{subject} visited %titles", finds no "%titles" there`, ""},
		{"a tab for an indent", formulas, in("  event", "\tevent"), "2:1 P001", "indent with spaces", ""},
		{"a line out of column", formulas, in("  subject", " subject"), "3:2 P001", "indented unlike", ""},
		{"a colon in a text without quotes", formulas, in(`"He visited the works."`, "He said: the works"), "5:0 P001", "must stand in quotes", ""},
		{"an open quotation mark", formulas, in(`works."`, "works."), "5:0 P001", "quotation mark is never closed", ""},
		{"no list of formulas", formulas, "event: inspection\n", "1:1 P001", `every formula begins with "- id:"`, ""},
		{"a formula without its dash", formulas, in("- id: visit", "id: visit"), "1:1 P001", `a formula begins with "- id:"`, "- id: visit"},
		{"a formula without its dash in a column with its keys", formulas, strings.ReplaceAll(in("- id: visit", "id: visit"), "\n  ", "\n"), "1:1 P001", `a formula begins with "- id:"`, "- id: visit"},
		{"a second formula without its dash", formulas, visit + "\n" + in("- id: visit", "id: tour"), "7:1 P001", `a formula begins with "- id:"`, "- id: tour"},
		{"a second formula without its dash in the column of keys", formulas, visit + in("- id: visit", "  id: tour"), "6:3 P002", `a formula begins with "- id:"`, ""},
		{"an entry given twice", titles, "director\nhead\n\nDirector\n", "4:1 P006", "stands on line 1 already", ""},
		{"an entry without a word", titles, "director\n---\n", "2:1 P008", "no word in", ""},
		{"several entries on a line", titles, "director, head, chief\n", "1:9 P008", "one entry a line", ""},
		{"two titles on a line", titles, "director\nlord warden, warden\n", "2:12 P008", "one entry a line", ""},
		{"two ranks on a line", "abc-en/lexicon/ranks.txt", "general, colonel\n", "1:8 P008", "one entry a line", ""},
		{"two honorifics on a line", "abc-en/lexicon/honorifics.txt", "Mr., Mrs.\n", "1:4 P008", "one entry a line", ""},
		{"an entry in quotes", titles, "\"director\"\n", "1:1 P008", "without quotation marks", "director"},
		{"a value that the class does not take", titles, "director = head\n", "1:12 P008", "take no value", "director"},
		{"another encoding", titles, "director\nd\xe9l\xe9gu\xe9\n", "2:0 P001", "not UTF-8", ""},
		{"a value glued to its sign", nouns, "rally=meeting\n", "1:6 P008", "spaces around it", "rally = meeting"},
		{"a sign without a value", nouns, "rally =\n", "1:7 P008", "a value must follow", ""},
		{"a noun of a wrong type", nouns, "rally = meting\n", "1:9 P004", "needs a type", "meeting"},
		{"an adjective of no country", "abc-en/lexicon/demonyms.txt", "Norwegian = Norway\n  Danish\n", "2:3 P008", "as in Norwegian = Norway", ""},
		{"a name of the own state with a value that is none", "abc-en/lexicon/home_names.txt", "Vellmarer = folk\n", "1:13 P004", "takes no value but", "people"},
		{"a weapon with a value that is none", "abc-en/lexicon/weapons.txt", "fighter = besides\n", "1:11 P004", "takes no value but", "beside"},
		{"an adversary with a value that is none", "abc-en/lexicon/adversaries.txt", "Dominion = enmity\n", "1:12 P004", "takes no value but", "in_enmity"},
		{"capitals that are none", "abc-en/lexicon/adversaries.txt", "Us = in_capitals\n", "1:1 P008", "not one word of capitals", ""},
		{"a cue with a sign that is none", "abc-en/lexicon/cues.txt", "police = ruler\n", "1:10 P004", "a cue needs", "rulers"},
		{"a death on no day", "abc-en/lexicon/dead.txt", "kim chol = 1994-02-30\n", "1:12 P004", "is no day", ""},
		{"a file that is no class", "abc-en/lexicon/title.txt", "director\n", "0:0 P010", `no word class is called "title"`, "titles"},
		{"a class that is none, in syntax.yaml", "abc-en/syntax.yaml", "artikles: [the]\n", "1:1 P010", `"artikles"`, "articles"},
		{"one word where a list belongs", "abc-en/syntax.yaml", "articles: the\n", "1:11 P004", "takes a list", ""},
		{"a parent that is not there", "abc-en/profile.yaml", "outlet: ABC\nlang: en\ninherits: [inglish]\n", "3:0 P009", `no profile "inglish"`, "english"},
		{"a parent that is no list", "abc-en/profile.yaml", "outlet: ABC\nlang: en\ninherits: english\n", "3:11 P004", "inherits: takes a list", "[english]"},
		{"a profile that inherits itself", "abc-en/profile.yaml", "outlet: ABC\nlang: en\ninherits: [abc-en]\n", "0:0 P009", "inherits itself", ""},
		{"no outlet", "abc-en/profile.yaml", "lang: en\ninherits: [english]\n", "0:0 P003", "outlet: is missing", ""},
		{"a day that is none", "abc-en/calendar.yaml", "named_days:\n  bread day: \"02-30\"\n", "2:14 P004", `"02-30" is none`, ""},
		{"a thirteenth month", "abc-en/calendar.yaml", "months: {may: 5, zember: 13}\n", "1:26 P004", "expected 1 to 12", ""},
		{"a word with two roles", "abc-en/calendar.yaml", "years: {last: -1}\nprepositions: [in, last]\n", "2:20 P004", "\"last\" stands under years and under prepositions; expected one of them", ""},
		{"a key of the calendar misspelt", "abc-en/calendar.yaml", "named_day: {}\n", "1:1 P002", `no key "named_day"`, "named_days"},
		{"points without a sign", "abc-en/referent-points.tsv", "# x\nwithin:weir\t1 2 3 4\nweir\t1 2 3 4\n", "3:1 P004", "expected a sign such as within:peace", ""},
		{"points for claims with a column too few", "abc-en/claim-points.tsv", "within:weir\t1 2 3 4 5 6 7\nwithin:bar\t1 2 3 4\n", "2:12 P004", "expected 7 whole numbers", ""},
		{"points for events with a letter among them", "abc-en/event-points.tsv", "within:weir\t1 2 3 4 5 6 7 x\n", "1:13 P004", "expected 8 whole numbers", ""},
	} {
		t.Run(m.name, func(t *testing.T) {
			fsys := small()
			fsys[m.file] = &fstest.MapFile{Data: []byte(m.data)}
			_, err := Load(fsys, "abc-en")
			var ds Diagnostics
			if !errors.As(err, &ds) {
				t.Fatalf("expected a diagnostic, found %v", err)
			}
			if len(ds) != 1 {
				t.Errorf("expected one diagnostic, found\n%v", ds)
			}
			d := ds[0]
			if at := fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.ID); d.File != m.file || at != m.want {
				t.Errorf("expected %s:%s, found %s:%s", m.file, m.want, d.File, at)
			}
			if !strings.Contains(d.Message, m.says) {
				t.Errorf("expected a message with %q, found %q", m.says, d.Message)
			}
			if d.Meant != m.meant {
				t.Errorf("meant: expected %q, found %q (%s)", m.meant, d.Meant, d)
			}
		})
	}
}
