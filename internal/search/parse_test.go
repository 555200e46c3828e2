package search

import (
	"reflect"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"Harvest", "harvest"},
		{"harvest plough", "harvest AND plough"},
		{"harvest AND plough, sickle", "harvest AND plough AND sickle"},
		{"harvest OR plough sickle", "harvest OR plough AND sickle"},
		{"(harvest OR plough) sickle", "(harvest OR plough) AND sickle"},
		{"harvest NOT plough", "harvest AND NOT plough"},
		{"harvest -plough", "harvest AND NOT plough"},
		{"NOT NOT harvest", "harvest"},
		{"NOT (harvest OR plough)", "NOT (harvest OR plough)"},
		{"a OR (b OR c)", "a OR b OR c"},
		{"a (b c)", "a AND b AND c"},
		{"not and or near", "not AND and AND or AND near"},
		{`"Field  Guidance"`, `"field guidance"`},
		{"“field guidance”", `"field guidance"`},
		{`"harvest"`, `"harvest"`},
		{`"field guid*"`, `"field guid*"`},
		{"prod*", "prod*"},
		{"people's", `"people s"`},
		{"Jong-un", `"jong un"`},
		{"3.5", `"3 5"`},
		{"Élan", "elan"},
		{"NEAR(a b, 5)", "NEAR(a b, 5)"},
		{`NEAR("a b" ce* d)`, `NEAR("a b" ce* d, 10)`},
		{"NEAR(a b,0)", "NEAR(a b, 0)"},
		{"a NEAR/5 b", "NEAR(a b, 5)"},
		{`x "a b" NEAR/2 c OR y`, `x AND NEAR("a b" c, 2) OR y`},
		{`person:"Kim Jong-un"`, `person:"kim jong un"`},
		{"person:Kim*", `person:"kim*"`},
		{`post:"Vice Premier"`, `post:"vice premier"`},
		{"type:weapons-test role:host", `type:"weapons_test" AND role:"host"`},
		{"site:factory outlet:KCNA lang:EN", `site:"factory" AND outlet:"kcna" AND lang:"en"`},
		{"from:2011 to:2011-03", `from:"2011" AND to:"2011-03"`},
		{"act:praise plan:fulfilled -act:threat", `act:"praise" AND plan:"fulfilled" AND NOT act:"threat"`},
		{"한국 소식", "한국 AND 소식"},
		{"金正日", `"金 正 日"`},
		{"10:30", `"10 30"`},
	} {
		q, err := Parse(c.query)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		if got := q.String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.query, got, c.want)
		}
		again, err := Parse(q.String())
		if err != nil || !reflect.DeepEqual(again, q) {
			t.Errorf("%s: %s is read as %v (%v)", c.query, q, again, err)
		}
	}
}

func TestParse_Days(t *testing.T) {
	for query, want := range map[string]uint32{"from:2011": 20110000, "to:2011": 20119999, "from:2011-03": 20110300, "to:2011-03": 20110399, "to:2011-03-04": 20110304} {
		q, err := Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Root.(Field).Day; got != want {
			t.Errorf("%s: %d, want %d", query, got, want)
		}
	}
}

func TestParse_Mistakes(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"", "column 1: expected words to look for, found nothing"},
		{"  ", "column 3: expected words"},
		{"a AND", "column 6: expected a word, a phrase in quotes, a field or (, found the end"},
		{"OR a", "column 1: expected a word before OR"},
		{"é OR OR b", "column 6: expected a word before OR"},
		{"(a", "column 3: expected ) for the ( in column 1, found the end"},
		{"a)", `column 2: expected AND, OR or the end, found ")"`},
		{`"a`, "column 1: expected a second quote"},
		{`""`, "column 1: expected letters or digits"},
		{"a ...", "column 3: expected letters or digits"},
		{"p*", "column 1: expected at least 2 letters right before *"},
		{"*", "column 1: expected letters or digits"},
		{"a*b", "column 1: expected * at the end"},
		{`"a *"`, "column 1: expected at least 2 letters right before *"},
		{"NEAR a b", "column 6: expected ( behind NEAR"},
		{"NEAR(a, 5)", "column 7: expected at least two words"},
		{"NEAR(a b, x)", `column 11: expected a number of words from 0 to 100 behind NEAR, found "x"`},
		{"NEAR(a b, 5", "column 12: expected ) at the end of NEAR"},
		{"a NEAR/x b", "column 3: expected a number of words"},
		{"a NEAR/101 b", "column 3: expected a number of words"},
		{"(a OR b) NEAR/5 c", "column 1: expected a word or phrase before NEAR/5"},
		{"a NEAR/5 person:b", "column 10: expected a word or phrase after NEAR/5"},
		{"a NEAR/5 b NEAR/5 c", "column 12: expected NEAR(a b c, 5)"},
		{"persn:x", `column 1: there is no field "persn"; expected one of person, post, type`},
		{"person: Kim", "column 9: expected the whole name of somebody at an event right behind person:"},
		{"a type:visit", "column 8: expected a type of event: inspection, "},
		{"from:May", "column 6: expected a day such as"},
		{"from:2011-13", "column 6: expected a day such as"},
		{"to:2011-02-", "column 4: expected a day such as"},
		{strings.Repeat("a ", 65), "column 129: expected at most 64 words"},
		{strings.Repeat("(", 40) + "a", "column 34: expected at most 32 brackets"},
		{strings.Repeat("NOT ", 40) + "a", "expected at most 32 brackets"},
		{strings.Repeat("a", 5000), "expected at most 4096 bytes, found 5000"},
		{"a\xff", "expected UTF-8"},
	} {
		_, err := Parse(c.query)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.40s: got %v, want %s", c.query, err, c.want)
		}
		if rostrum.ErrorCode(err) != rostrum.CodeInvalid {
			t.Errorf("%.40s: the code is %q", c.query, rostrum.ErrorCode(err))
		}
	}
}

func TestQuery_Texts(t *testing.T) {
	for query, want := range map[string][2]bool{"a": {true, false}, "-a": {false, false}, "type:drill": {false, true}, "type:drill a": {true, true},
		"-type:drill -(a OR b)": {false, false}, "NOT (x OR NOT y)": {true, false}, "outlet:x from:2011": {false, false}, "NEAR(a b)": {true, false}} {
		q, err := Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]bool{q.Texts(), q.Records()}; got != want {
			t.Errorf("%s: got %v, want %v", query, got, want)
		}
	}
}

// FuzzParse wants of any query that it is read the same again from its plainest
// form, or refused with a code, and that it can be held against any text.
func FuzzParse(f *testing.F) {
	for _, q := range []string{"a b", `"a b*" OR -c`, "NEAR(a \"b c\", 5)", "a NEAR/3 b", `person:"A B" type:drill from:2011-01`, "((a))", "a:b", "“x”", "é* 金"} {
		f.Add(q, "A text of é words, and 金正 more.")
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		q, err := Parse(query)
		if err != nil {
			if rostrum.ErrorCode(err) != rostrum.CodeInvalid {
				t.Fatalf("%v has the code %q", err, rostrum.ErrorCode(err))
			}
			return
		}
		again, err := Parse(q.String())
		if err != nil && len(q.String()) > MaxQuery {
			return
		}
		if err != nil || !reflect.DeepEqual(again, q) {
			t.Fatalf("%q is read as %#v, its plainest form %q as %#v (%v)", query, q, q, again, err)
		}
		for _, lang := range append(Stemmed(), NoStems) {
			e := q.Excerpt(lang, query, text, nil)
			if e.Quote != text[e.Shown.Start:e.Shown.End] {
				t.Fatalf("%q: the quote is not what stands there", query)
			}
			r := rostrum.Report{Title: query, Text: text}
			for _, m := range e.Marks {
				if m.Start >= m.End || m.Quote(&r) == "" {
					t.Fatalf("%q marks %v", query, m)
				}
			}
			if e.At.Start > e.At.End || e.At.Field == rostrum.FieldText && e.At.End > len(text) {
				t.Fatalf("%q opens at %v", query, e.At)
			}
		}
	})
}
