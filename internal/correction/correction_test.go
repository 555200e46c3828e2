package correction_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/correction"
)

// The sentences of the report that the tests are about.
const (
	toured   = "Brannoc Ost Ludrik toured the Low Weir Works"
	suite    = "With him were Zellick Ost Merin and Hallvarn Ost Perrin."
	repaired = "The works has repaired 12 weirs, over its plan."
	ordered  = "He told the hands to mend the sluice and thanked them."
	closing  = "A supper was given at the landing."
)

// version is a version of one report with these sentences.
func version(sentences ...string) *rostrum.Extraction {
	text := strings.Join(sentences, " ")
	r := &rostrum.Report{ID: "weir", Title: "First Steward at Low Weir", Text: text}
	return &rostrum.Extraction{ID: "weir", Outlet: "VDB", Published: "2031-03-05", Title: r.Title, Text: &text, Version: r.Version(), Status: rostrum.StatusExtracted,
		Profile: "p1", Engine: "1", Events: []rostrum.Event{}, Plans: []rostrum.Plan{}, Acts: []rostrum.Act{}}
}

func at(x *rostrum.Extraction, words string) rostrum.Span {
	i := strings.Index(*x.Text, words)
	if i < 0 {
		return rostrum.Span{}
	}
	return rostrum.Span{Field: rostrum.FieldText, Start: i, End: i + len(words)}
}

func some(s string) *string { return &s }

// read puts into a version what an engine would read in it.
func read(x *rostrum.Extraction) *rostrum.Extraction {
	has := func(words string) bool { return strings.Contains(*x.Text, words) }
	if has(toured) {
		e := rostrum.Event{Type: rostrum.TypeInspection, Date: some("2031-03-04"), Site: some("the Low Weir Works"), Evidence: toured, At: at(x, toured)}
		for _, p := range [][2]string{{"Brannoc Ost Ludrik", rostrum.RolePrincipal}, {"Zellick Ost Merin", rostrum.RoleCompanion}, {"Hallvarn Ost Perrin", rostrum.RoleCompanion}} {
			if has(p[0]) {
				e.Participants = append(e.Participants, rostrum.Appearance{Name: some(p[0]), Role: p[1], At: at(x, p[0])})
			}
		}
		x.Events = append(x.Events, e)
	}
	if has(repaired) {
		x.Plans = append(x.Plans, rostrum.Plan{Plan: "its plan", Status: rostrum.StatusOverfulfilled, Voice: rostrum.VoiceOwn, Evidence: repaired, At: at(x, repaired)})
	}
	if has(ordered) {
		for _, act := range []string{rostrum.ActDirective, rostrum.ActPraise} {
			x.Acts = append(x.Acts, rostrum.Act{Speaker: "Brannoc Ost Ludrik", Act: act, Sentence: "He told the hands to mend", Evidence: ordered, At: at(x, ordered)})
		}
	}
	return x
}

func whole() *rostrum.Extraction {
	return read(version(toured+" on 4 March.", suite, repaired, ordered, closing))
}

// desk is a report with words on it.
type desk struct {
	*testing.T
	x   *rostrum.Extraction
	all []rostrum.Correction
}

// say keeps a word: "Ann event:1/2 instead role=host", and for what is missing the
// quote behind a bar.
func (d *desk) say(line string) *rostrum.Correction {
	d.Helper()
	c, err := d.try(line)
	if err != nil {
		d.Fatalf("%s: %v", line, err)
	}
	c.ID = int64(len(d.all) + 1)
	d.all = append(d.all, *c)
	return c
}

func (d *desk) try(line string) (*rostrum.Correction, error) {
	line, quote, _ := strings.Cut(line, "|")
	part := strings.Fields(line)
	name, err := correction.ParseName(part[1])
	if err != nil {
		return nil, err
	}
	g := correction.Given{Name: name, Verdict: part[2], Quote: quote, Set: map[string]string{}}
	for _, s := range part[3:] {
		field, value, _ := strings.Cut(s, "=")
		g.Set[field] = strings.ReplaceAll(value, "_", " ")
		if field == "status" || field == "type" {
			g.Set[field] = value
		}
	}
	c, err := correction.New(d.x, d.all, g)
	if err != nil {
		return nil, err
	}
	c.By = part[0]
	return c, nil
}

// back takes a word back.
func (d *desk) back(id int64, by string) {
	d.all = append(d.all, rostrum.Correction{ID: int64(len(d.all) + 1), Verdict: rostrum.VerdictWithdrawn, By: by, Withdraws: id, Version: d.x.Version})
}

// stands words how words stand to x.
func (d *desk) stands(x *rostrum.Extraction) []string {
	var out []string
	for _, s := range correction.Judge(x, d.all) {
		line := fmt.Sprint(s.ID)
		if s.Applies {
			line += " yes"
		} else {
			line += " no(" + s.Lapsed + ")"
		}
		if s.Record != "" {
			line += " " + s.Record
		}
		if s.Agrees {
			line += " agrees"
		}
		if len(s.Differs) > 0 {
			line += " differs:" + strings.Join(s.Differs, ",")
		}
		if s.Stands != nil && s.Subject.Event == nil {
			if q := s.Stands.Quote(&rostrum.Report{Title: x.Title, Text: *x.Text}); strings.Join(strings.Fields(q), " ") != strings.Join(strings.Fields(s.Subject.Quote), " ") {
				line += " quotes " + q
			}
		}
		out = append(out, line)
	}
	return out
}

func (d *desk) want(what string, x *rostrum.Extraction, want ...string) {
	d.Helper()
	if got := d.stands(x); !slices.Equal(got, want) {
		d.Errorf("%s:\n got %s\nwant %s", what, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// gold words the records with the words applied.
func (d *desk) gold(x *rostrum.Extraction, by string) (string, [][]int64) {
	d.Helper()
	g, disagreed := correction.Apply(x, correction.Judge(x, d.all), by)
	var out []string
	for _, e := range g.Events {
		var people []string
		for _, p := range e.Participants {
			first, _, _ := strings.Cut(p.Name, " ")
			people = append(people, first+"/"+p.Role)
		}
		out = append(out, e.Type+"("+strings.Join(people, " ")+")")
	}
	for _, p := range g.Plans {
		out = append(out, p.Status)
	}
	for _, a := range g.Acts {
		out = append(out, a.Act)
	}
	return strings.Join(out, " "), disagreed
}

const asRead = "inspection(Brannoc/principal Zellick/companion Hallvarn/companion) overfulfilled directive praise"

func TestJudge_sameVersion(t *testing.T) {
	d := &desk{T: t, x: whole()}
	d.say("Ann event:1 right")
	d.say("Ann event:1/2 instead role=host")
	d.say("Bo event:1/2 wrong")
	d.say("Ann act:2 wrong")
	d.say("Ann plan:1 instead status=fulfilled")
	d.say("Ann event:new missing type=banquet|A supper was given at the landing")
	d.say("Ann event:+6/new missing name=Zellick_Ost_Merin role=attendee|landing")
	d.want("as it was read", whole(), "1 yes event:1 agrees", "2 yes event:1/2", "3 yes event:1/2", "4 yes act:2", "5 yes plan:1", "6 yes", "7 yes")

	again := whole() // by another profile, which reads some of it as they say
	again.Profile = "p2"
	again.Events[0].Participants[1].Role = rostrum.RoleHost
	again.Events[0].Site = nil
	again.Plans[0].Status = rostrum.StatusFulfilled
	again.Acts = again.Acts[:1]
	supper := "A supper was given"
	again.Events = append(again.Events, rostrum.Event{Type: rostrum.TypeBanquet, Evidence: supper, At: at(again, supper)})
	d.want("read otherwise", again, "1 yes event:1 differs:site", "2 yes event:1/2 agrees", "3 yes agrees", "4 yes agrees", "5 yes plan:1 agrees",
		"6 yes event:2 differs:evidence quotes A supper was given", "7 yes")

	less := whole()
	less.Engine, less.Events, less.Plans, less.Acts = "2", nil, nil, nil
	d.want("nothing read", less, "1 yes", "2 yes", "3 yes agrees", "4 yes agrees", "5 yes", "6 yes", "7 yes")

	wider := whole() // the same records, with other spans
	wider.Engine = "2"
	wider.Events[0].At.End += len(" on 4 March")
	wider.Plans[0].At.Start += 4
	wider.Events[0].Evidence, wider.Plans[0].Evidence = toured+" on 4 March", repaired[4:]
	got := d.stands(wider)
	if !strings.HasPrefix(got[0], "1 yes event:1 differs:evidence") || !strings.HasPrefix(got[4], "5 yes plan:1") {
		t.Errorf("spans that overlap: %q", got)
	}
}

func TestJudge_newVersion(t *testing.T) {
	d := &desk{T: t, x: whole()}
	d.say("Ann event:1 right")
	d.say("Ann event:1/3 wrong")
	d.say("Ann plan:1 right")
	d.say("Ann act:1 instead addressee=the_hands")
	d.say("Ann event:new missing type=banquet|A supper was given at the landing")
	moved := read(version("The water stood high.", ordered, closing, repaired, toured+" on 4 March.\n\n", suite))
	d.want("moved", moved, "1 yes event:1 agrees", "2 yes event:1/3", "3 yes plan:1 agrees", "4 yes act:1", "5 yes")
	broken := version(toured+" on 4 March.", suite, repaired, ordered, closing)
	*broken.Text = strings.ReplaceAll(*broken.Text, "toured the", "toured\n\nthe")
	broken.Version = "sha256:other"
	d.want("with other spaces", broken, "1 yes", "2 yes agrees", "3 yes", "4 yes", "5 yes")
	reworded := read(version("Brannoc Ost Ludrik looked round the Low Weir Works on 4 March.", suite, repaired, ordered, "Supper was given at the landing."))
	d.want("reworded", reworded, "1 no(its text is gone)", "2 no(its text is gone)", "3 yes plan:1 agrees", "4 yes act:1", "5 no(its text is gone)")
	gone := read(version(toured+" on 4 March.", suite))
	d.want("gone", gone, "1 yes event:1 agrees", "2 yes event:1/3", "3 no(its text is gone)", "4 no(its text is gone)", "5 no(its text is gone)")
	without := read(version(toured+" on 4 March.", "With him was Zellick Ost Merin.", repaired, ordered, closing))
	d.want("a name gone", without, "1 yes event:1 agrees", "2 no(its text is gone)", "3 yes plan:1 agrees", "4 yes act:1", "5 yes")
	d.want("back again", whole(), "1 yes event:1 agrees", "2 yes event:1/3", "3 yes plan:1 agrees", "4 yes act:1", "5 yes")

	// The nearest of several places is meant.
	twice := version(repaired, toured+".", suite, repaired)
	near := at(twice, repaired)
	near.Start, near.End = len(*twice.Text)-len(repaired), len(*twice.Text)
	twice.Plans = []rostrum.Plan{{Plan: "its plan", Status: rostrum.StatusOverfulfilled, Evidence: repaired, At: at(twice, repaired)},
		{Plan: "its plan", Status: rostrum.StatusOverfulfilled, Evidence: repaired, At: near}}
	if got := d.stands(twice)[2]; !strings.HasPrefix(got, "3 yes plan:2") {
		t.Errorf("the nearest: %s", got)
	}
}

func TestJudge_whoCounts(t *testing.T) {
	d := &desk{T: t, x: whole()}
	d.say("Ann act:1 right")
	d.say("Ann act:2 right")
	d.say("ANN act:1 wrong")
	d.say("Bo act:1 right")
	d.want("the last of each", whole(), "1 no(the same person said 3 later) act:1 agrees", "2 yes act:2 agrees", "3 yes act:1", "4 yes act:1 agrees")
	d.back(3, "Ann")
	d.want("taken back", whole(), "1 yes act:1 agrees", "2 yes act:2 agrees", "3 no(withdrawn by 5) act:1", "4 yes act:1 agrees", "5 yes")

	// A later word on what another profile reads instead is on the same record.
	d = &desk{T: t, x: whole()}
	d.say("Ann event:1 instead type=ceremony")
	d.say("Ann event:new missing type=banquet|A supper was given at the landing")
	d.x = whole()
	d.x.Profile, d.x.Events[0].Type = "p2", rostrum.TypeCeremony
	supper := "supper was given at the landing"
	d.x.Events = append(d.x.Events, rostrum.Event{Type: rostrum.TypeBanquet, Evidence: supper, At: at(d.x, supper)})
	d.say("Ann event:1 wrong")
	d.say("Ann event:2 wrong")
	got := d.stands(d.x)
	if got[0] != "1 no(the same person said 3 later) event:1 agrees" || !strings.HasPrefix(got[1], "2 no(the same person said 4 later) event:2") {
		t.Errorf("got %q", got)
	}
	// Two claims of one sort in one passage stay two.
	d = &desk{T: t, x: whole()}
	second := d.x.Plans[0]
	second.At.Start += 4
	second.Evidence = second.Evidence[4:]
	d.x.Plans = append(d.x.Plans, second)
	d.say("Ann plan:1 right")
	d.say("Ann plan:2 wrong")
	d.want("claims that overlap", d.x, "1 yes plan:1 agrees", "2 yes plan:2")
	d.x = whole()
	d.x.Plans = nil
	if got := d.stands(d.x); strings.Contains(strings.Join(got, " "), "no(") {
		t.Errorf("neither read: %q", got)
	}
}

func TestApply(t *testing.T) {
	for _, tt := range []struct {
		what  string
		words string
		want  string
	}{
		{"nothing said", "", asRead},
		{"right", "Ann event:1 right", asRead},
		{"an event wrong", "Ann event:1 wrong\nAnn event:1/2 right", "overfulfilled directive praise"},
		{"a person wrong", "Ann event:1/2 wrong", "inspection(Brannoc/principal Hallvarn/companion) overfulfilled directive praise"},
		{"another role", "Ann event:1/2 instead role=host", "inspection(Brannoc/principal Zellick/host Hallvarn/companion) overfulfilled directive praise"},
		{"another type, and a person", "Ann event:1 instead type=drill date=\nAnn event:1/3 wrong", "drill(Brannoc/principal Zellick/companion) overfulfilled directive praise"},
		{"another status", "Ann plan:1 instead status=fulfilled", "inspection(Brannoc/principal Zellick/companion Hallvarn/companion) fulfilled directive praise"},
		{"an act wrong, an act otherwise", "Ann act:1 wrong\nAnn act:2 instead act=pledge", "inspection(Brannoc/principal Zellick/companion Hallvarn/companion) overfulfilled pledge"},
		{"missing, in text order", "Ann event:new missing type=banquet|A supper was given at the landing\nAnn act:new missing act=praise speaker=VDB|" + toured + "\nAnn plan:new missing plan=the_sluice status=assigned|mend the sluice",
			"inspection(Brannoc/principal Zellick/companion Hallvarn/companion) banquet() overfulfilled assigned praise directive praise"},
		{"people of what is missing", "Ann event:new missing type=banquet|A supper was given at the landing\nAnn event:+1/new missing name=Zellick_Ost_Merin role=host|supper",
			"inspection(Brannoc/principal Zellick/companion Hallvarn/companion) banquet(Zellick/host) overfulfilled directive praise"},
		{"missing, says one; no, says the same later", "Ann event:new missing type=banquet|A supper was given at the landing\nAnn event:+1 wrong", asRead},
		{"the last word of one", "Ann act:1 wrong\nAnn act:1 right", asRead},
	} {
		d := &desk{T: t, x: whole()}
		for line := range strings.SplitSeq(tt.words, "\n") {
			if line != "" {
				d.say(line)
			}
		}
		before, _ := json.Marshal(d.x)
		got, disagreed := d.gold(d.x, "")
		if got != tt.want || len(disagreed) > 0 {
			t.Errorf("%s: got %s, %v\nwant %s", tt.what, got, disagreed, tt.want)
		}
		if after, _ := json.Marshal(d.x); string(after) != string(before) {
			t.Errorf("%s: the extraction was changed", tt.what)
		}
	}
}

// TestApply_place puts who was missing where the text has the name.
func TestApply_place(t *testing.T) {
	d := &desk{T: t, x: whole()}
	people := d.x.Events[0].Participants
	d.x.Events[0].Participants = slices.Delete(slices.Clone(people), 1, 2)
	d.say("Ann event:1/new missing name=Zellick_Ost_Merin role=companion|Zellick Ost Merin")
	if got, _ := d.gold(d.x, ""); got != asRead {
		t.Errorf("got %s", got)
	}
	// Another profile that loses the event loses the person, unless somebody says that the event is right.
	lost := whole()
	lost.Profile, lost.Events = "p2", nil
	if got, _ := d.gold(lost, ""); got != "overfulfilled directive praise" {
		t.Errorf("got %s", got)
	}
	d.say("Ann event:1 right")
	if got, _ := d.gold(lost, ""); got != "inspection(Zellick/companion) overfulfilled directive praise" {
		t.Errorf("got %s", got)
	}
}

func TestApply_disagreed(t *testing.T) {
	d := &desk{T: t, x: whole()}
	d.say("Ann act:1 wrong")
	d.say("Bo act:1 right")
	d.say("Ann plan:1 instead status=fulfilled")
	d.say("Bo plan:1 instead status=fulfilled")
	if _, disagreed := d.gold(d.x, ""); fmt.Sprint(disagreed) != "[[1 2]]" {
		t.Errorf("disagreed: %v", disagreed)
	}
	for by, want := range map[string]string{"ann": "inspection(Brannoc/principal Zellick/companion Hallvarn/companion) fulfilled praise",
		"Bo": "inspection(Brannoc/principal Zellick/companion Hallvarn/companion) fulfilled directive praise", "nobody": asRead} {
		if got, disagreed := d.gold(d.x, by); got != want || len(disagreed) > 0 {
			t.Errorf("by %s: got %s, %v", by, got, disagreed)
		}
	}
	d.back(1, "Ann")
	if _, disagreed := d.gold(d.x, ""); len(disagreed) > 0 {
		t.Errorf("settled: %v", disagreed)
	}
}

func TestNew_refuses(t *testing.T) {
	for line, want := range map[string]string{
		"Ann event:2 right":                                                              "not_found event:2: there is none; of this sort the report has 1",
		"Ann event:1/4 right":                                                            "not_found event:1/4: there is none; of this sort the report has 3",
		"Ann event:+4 right":                                                             "not_found event:+4: no correction 4 of this report adds such a record",
		"Ann event:1 maybe":                                                              "invalid verdict: expected one of right, wrong, instead, missing",
		"Ann event:1 instead":                                                            "invalid fields: expected some",
		"Ann event:1 right type=drill":                                                   "invalid fields: expected some",
		"Ann event:1 instead type=drills":                                                "invalid type: expected one of inspection, weapons_test",
		"Ann event:1/2 instead role=guest":                                               "invalid role: expected one of principal, companion",
		"Ann plan:1 instead status=done":                                                 "invalid status: expected one of assigned, under_way",
		"Ann act:1 instead act=order":                                                    "invalid act: expected one of directive, praise",
		"Ann act:1 instead voice=loud":                                                   "invalid voice: expected one of own, official",
		"Ann event:1 instead colour=red":                                                 `invalid field "colour": expected one that an event has: type, date`,
		"Ann event:1 instead date=yesterday":                                             "invalid date: expected a day such as 2024-09-01",
		"Ann plan:1 instead horizon=2024-13":                                             "invalid horizon: expected a time such as 2024",
		"Ann plan:1 instead horizon=soon":                                                "invalid horizon: expected a time such as 2024",
		"Ann event:1 instead site=the_moon":                                              "invalid site: expected words that stand in the report",
		"Ann event:1 instead evidence=moon":                                              "invalid evidence: expected words of the report as they stand there",
		"Ann event:1/2 instead name=":                                                    "invalid name: expected a value",
		"Ann event:1/2 instead name=Ludrik_Moon":                                         "invalid name: expected words that stand in the report",
		"Ann event:1 instead type=inspection":                                            "invalid event:1: has these values already",
		"Ann event:1 right|toured":                                                       "invalid quote: expected words of the report for a record that is missing, and for no other",
		"Ann event:1 missing type=drill|toured":                                          "invalid event:1: a record that is missing is named new",
		"Ann event:new right":                                                            "invalid event:new: a record that is missing is named new",
		"Ann event:new missing type=drill":                                               "invalid quote: expected words",
		"Ann event:new missing type=drill|the moon":                                      "invalid quote: expected words of the report as they stand",
		"Ann event:new missing type=drill|the":                                           "invalid quote: expected words that stand once in the report, found",
		"Ann event:new missing date=2031-03-04|A supper":                                 "invalid type: expected a value, as an event that is missing is given whole",
		"Ann event:new missing type=banquet evidence=A_supper|A supper":                  "invalid evidence: of a record that is missing it is the quote",
		"Ann event:new missing type=inspection|Ludrik toured the Low":                    "conflict event:new: is read there, as event:1",
		"Ann event:1/new missing role=host name=zellick_OST_merin|Merin":                 "conflict event:1/new: is read there, as event:1/2",
		"Ann event:9/new missing role=host name=Zellick_Ost_Merin|Merin":                 "not_found event:9: there is none",
		"Ann event:+9/2 wrong":                                                           "not_found event:+9/2: people of a record that is missing are named by the corrections that add them",
		"Ann event wrong":                                                                `invalid record: expected event:2, event:2/3`,
		"Ann act:new missing act=directive speaker=Brannoc_Ost_Ludrik|He told the hands": "conflict act:new: is read there, as act:1",
	} {
		d := &desk{T: t, x: whole()}
		_, err := d.try(line)
		if err == nil || !strings.HasPrefix(string(rostrum.ErrorCode(err))+" "+err.Error(), want) {
			t.Errorf("%s: got %s %v\nwant %s", line, rostrum.ErrorCode(err), err, want)
		}
	}
}

func TestParseName(t *testing.T) {
	for _, name := range []string{"event:1", "event:12/3", "event:new", "event:2/new", "event:+7", "event:+7/new", "event:2/+9", "event:+7/+9", "plan:1", "plan:new", "act:+12"} {
		n, err := correction.ParseName(name)
		if err != nil || n.String() != name {
			t.Errorf("%s: got %s, %v", name, n, err)
		}
	}
	for _, name := range []string{"", "event", "event:", "event:0", "event:01", "event:-1", "event:1/", "event:1/2/3", "event:new/1", "plan:1/2", "acts:1", "mention:1", "event:+0", "event:99999999999", "event: 1"} {
		if n, err := correction.ParseName(name); rostrum.ErrorCode(err) != rostrum.CodeInvalid {
			t.Errorf("%q: got %v, %v", name, n, err)
		}
	}
}

func FuzzParseName(f *testing.F) {
	for _, s := range []string{"event:2/3", "event:+7/new", "plan:1", "act:x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, err := correction.ParseName(s); err == nil && n.String() != s {
			t.Errorf("%q became %q", s, n)
		}
	})
}

func FuzzOccurrences(f *testing.F) {
	f.Add("A title", "He told  them to\n\nmend it; told them to mend it.", "told them to")
	f.Add("", "a a a a", "a a")
	f.Add("\xff é", "é\u00a0é \xff", "é é")
	f.Fuzz(func(t *testing.T, title, text, quote string) {
		x := &rostrum.Extraction{Title: title, Text: &text}
		want := strings.Join(strings.Fields(quote), " ")
		for _, s := range correction.Occurrences(x, quote) {
			got := s.Quote(&rostrum.Report{Title: title, Text: text})
			if got == "" || strings.Join(strings.Fields(got), " ") != want {
				t.Errorf("%q at %v is %q", quote, s, got)
			}
		}
		// Half a character may stand within another that is a blank.
		if want != "" && utf8.ValidString(want) && strings.Contains(text, want) && len(correction.Occurrences(x, quote)) == 0 {
			t.Errorf("%q is not found", quote)
		}
	})
}
