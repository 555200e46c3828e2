package roster

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/profiles"
)

// vellmar is what the profile of the invented state says.
func vellmar(t testing.TB) *Knowledge { return known(t, "vdb-en") }

func known(t testing.TB, name string) *Knowledge {
	t.Helper()
	k, err := Load(profiles.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// told makes a report of one list: "2031-03-01: Zellick Ost Merin/head of the Bureau; …".
func told(line string) *holding.Report {
	day, people, _ := strings.Cut(line, ": ")
	id := day
	if d, n, ok := strings.Cut(day, "#"); ok {
		day, id = d, d+"-"+n
	}
	h := &holding.Report{ID: id, Outlet: "VDB", Lang: "en", Published: day, Known: day, Version: "sha256:" + id, Coverage: "unknown"}
	var text strings.Builder
	e := rostrum.Event{Type: rostrum.TypeMeeting}
	for one := range strings.SplitSeq(people, "; ") {
		name, post, _ := strings.Cut(one, "/")
		a := rostrum.Appearance{Role: rostrum.RoleAttendee}
		if name != "-" {
			a.Name = &name
			a.At = rostrum.Span{Field: rostrum.FieldText, Start: text.Len(), End: text.Len() + len(name)}
			text.WriteString(name)
		}
		text.WriteString(", ")
		if post != "" {
			a.Post = &post
			a.PostAt = []rostrum.Span{{Field: rostrum.FieldText, Start: text.Len(), End: text.Len() + len(post)}}
			text.WriteString(post)
		}
		text.WriteString("; ")
		e.Participants = append(e.Participants, a)
	}
	e.Evidence, e.At = text.String(), rostrum.Span{Field: rostrum.FieldText, End: text.Len()}
	h.Text, h.Events = text.String(), []rostrum.Event{e}
	return h
}

func tell(lines ...string) []*holding.Report {
	var all []*holding.Report
	for _, l := range lines {
		all = append(all, told(l))
	}
	return all
}

func TestRoll_Persons(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  string // persons: spelling (reports), comma between, those of one test name
	}{
		{"one-office-one-person", []string{"2031-03-01: Zellick Ost Merin/head of the Bureau of Heavy Works", "2031-03-05: Zellick Ost Merin/Head of the Bureau of Heavy Works"}, "2"},
		{"an-official-and-a-teacher", []string{"2031-03-01: Zellick Ost Merin/head of the Bureau of Heavy Works", "2031-03-05: Zellick Ost Merin/teacher of the Harbour School"}, "1 1"},
		{"two-in-one-list", []string{"2031-03-01: Zellick Ost Merin/Superintendent of Mines; Ruda Ost Kemm; Zellick Ost Merin"}, "1 1"},
		{"the-same-again-in-one-list", []string{"2031-03-01: Zellick Ost Merin/Superintendent of Mines; Zellick Ost Merin/Superintendent of Mines"}, "1"},
		{"variant-spelling", []string{"2031-03-01: Zellick Ost Merin/Superintendent of Mines", "2031-03-05: Zellik Ost Meryn/Superintendent of Mines"}, "2"},
		{"another-state", []string{"2031-03-01: Zellick Ost Merin/Superintendent of Mines of Vellmar", "2031-03-05: Zellick Ost Merin/mayor of a town of Karrow"}, "1 1"},
		{"moved-on", []string{"2031-03-01: Zellick Ost Merin/head of the Bureau of Heavy Works", "2031-06-05: Zellick Ost Merin/Superintendent of Roads and Rivers"}, "2"},
		{"by-turns", []string{"2031-03-01: Zellick Ost Merin/Superintendent of Outer Affairs", "2031-03-05: Zellick Ost Merin/chairman of the Weavers' League",
			"2031-03-09: Zellick Ost Merin/Superintendent of Outer Affairs", "2031-03-12: Zellick Ost Merin/chairman of the Weavers' League"}, "2 2"},
		{"by-turns-but-given-together", []string{"2031-03-01: Zellick Ost Merin/Superintendent of Outer Affairs", "2031-03-05: Zellick Ost Merin/chairman of the Weavers' League",
			"2031-03-07: Zellick Ost Merin/Superintendent of Outer Affairs and chairman of the Weavers' League",
			"2031-03-09: Zellick Ost Merin/Superintendent of Outer Affairs", "2031-03-12: Zellick Ost Merin/chairman of the Weavers' League"}, "5"},
		{"long-after", []string{"2031-03-01: Zellick Ost Merin/head of the Bureau of Heavy Works", "2041-03-01: Zellick Ost Merin/Speaker of the Assembly of Hundreds"}, "1 1"},
		{"bare-posts-follow", []string{"2031-03-01: Zellick Ost Merin/Superintendent of Mines", "2031-03-05: Zellick Ost Merin/Superintendent", "2031-03-06: Zellick Ost Merin"}, "3"},
		{"slip-of-the-pen", []string{"2031-03-01: Zellick Ost Merin/Superintendent of Mines", "2031-03-02: Zellick Ost Merin/Superintendent of Mines", "2031-03-05: Zellick Ost Merim/Superintendent of Mines",
			"2031-03-06: Zellick Ost Merin/Superintendent of Mines"}, "4"},
		{"a-successor-of-a-like-name", []string{"2031-03-01: Zellick Ost Merin/Superintendent of Mines", "2031-03-05: Zellick Ost Merim/Superintendent of Mines"}, "1 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			reports := tell(c.lines...)
			rand.New(rand.NewPCG(1, 2)).Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
			r := New(vellmar(t), nil)
			r.Add(reports...)
			var got []string
			for _, p := range r.Persons() {
				if strings.HasPrefix(p.Name, "Zel") {
					got = append(got, fmt.Sprint(p.Reports))
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("found %v, expected %s: %s", got, c.want, reasons(r))
			}
		})
	}
}

func reasons(r *Roll) string {
	b, _ := json.Marshal(r.Persons())
	return string(b)
}

// TestRoll_order holds that neither the order of adding nor adding in parts tells.
func TestRoll_order(t *testing.T) {
	lines := []string{"2031-03-01: Zellick Ost Merin/head of the Bureau of Heavy Works; Ruda Ost Kemm", "2031-03-03: Zellick Ost Merin/teacher of the Harbour School",
		"2031-03-05: Zellik Ost Merin/head of the Bureau of Heavy Works", "2031-03-09: Ruda Ost Kemm/Superintendent of Mines", "2031-03-09#2: -/Superintendent of Mines"}
	want := ""
	for seed := range uint64(8) {
		reports := tell(lines...)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		r := New(vellmar(t), nil)
		for _, h := range reports {
			r.Add(h)
			r.Persons()
		}
		got := reasons(r) + fmt.Sprint(r.Inferences())
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("seed %d:\nfound    %s\nexpected %s", seed, got, want)
		}
	}
}

// TestRoll_ids holds that what comes later changes no id.
func TestRoll_ids(t *testing.T) {
	r := New(vellmar(t), nil)
	r.Add(tell("2031-03-01: Zellick Ost Merin/head of the Bureau of Heavy Works")...)
	before, ok := r.Resolve("2031-03-01", 1, 1)
	r.Add(tell("2031-03-02: Zellick Ost Merin/teacher of the Harbour School", "2031-03-03: Zellick Ost Merin/head of the Bureau of Heavy Works")...)
	after, _ := r.Resolve("2031-03-01", 1, 1)
	other, _ := r.Resolve("2031-03-02", 1, 1)
	if !ok || before != after || !after.Public || other.Person == after.Person || other.Public {
		t.Errorf("found %+v, then %+v, and another %+v", before, after, other)
	}
	if _, ok := r.Resolve("2031-03-01", 1, 2); ok {
		t.Error("resolved an appearance that is not there")
	}
}

func TestRoll_infers(t *testing.T) {
	r := New(vellmar(t), nil)
	r.Add(tell("2031-03-01: Zellick Ost Merin/Superintendent of Roads and Rivers", "2031-03-05: -/Superintendent of Roads and Rivers", "2031-04-01: Westrel Ost Halvin/Superintendent of Roads and Rivers",
		"2031-04-05: -/the Superintendent of Roads and Rivers")...)
	for id, want := range map[string]string{"2031-03-05": "zellick", "2031-04-05": "westrel"} {
		got, ok := r.Resolve(id, 1, 1)
		if !ok || !got.Inferred || !strings.HasPrefix(got.Person, want) {
			t.Errorf("%s: found %+v, expected %s", id, got, want)
		}
	}
}

func TestRoll_Holders(t *testing.T) {
	r := New(vellmar(t), nil)
	r.Add(tell("2031-03-01: Zellick Ost Merin/Superintendent of Roads and Rivers", "2031-03-05: Zellick Ost Merin/Superintendent of Roads and Rivers; Ruda Ost Kemm/former Superintendent of Outer Affairs",
		"2031-04-01: Westrel Ost Halvin/Superintendent of Roads and Rivers", "2031-05-01: Ulvane Ost Ercan/Speaker of the Assembly of Hundreds", "2031-05-02: Orrisk Ost Vantor/Speaker of the Assembly of Hundreds",
		"2031-05-03: Ulvane Ost Ercan/Speaker of the Assembly of Hundreds")...)
	var got []string
	for _, q := range []string{"superintendent of Roads and Rivers", "Speaker of the Assembly of Hundreds", "Superintendent of Outer Affairs"} {
		for _, o := range r.FindOffices(q) {
			for _, x := range r.Holders(o) {
				until := ""
				if x.Until != nil {
					until = x.Until.Day
				}
				got = append(got, fmt.Sprintf("%s %s %s %d [%s] %d", x.Holder, x.First.Day, x.Last.Day, x.Reports, until, len(x.With)))
			}
		}
	}
	want := []string{"Zellick Ost Merin 2031-03-01 2031-03-05 2 [2031-04-01] 0", "Westrel Ost Halvin 2031-04-01 2031-04-01 1 [] 0",
		"Ulvane Ost Ercan 2031-05-01 2031-05-03 2 [] 1", "Orrisk Ost Vantor 2031-05-02 2031-05-02 1 [] 1"}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nexpected\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestRoll_rulings(t *testing.T) {
	reports := tell("2031-03-01: Zellick Ost Merin/Superintendent of Mines", "2031-03-05: Zellick Ost Merin/teacher of the Harbour School", "2031-03-06: Zellick Ost Merin/Superintendent of Mines")
	at := func(report string) rostrum.Anchor {
		return rostrum.Anchor{Report: report, Name: "Zellick Ost Merin", Nth: 1}
	}
	one, another := at("2031-03-01"), at("2031-03-05")
	same := rostrum.Ruling{ID: 1, Sort: rostrum.RulingSame, By: "Ann", Why: "why", Of: &one, And: []rostrum.Anchor{another}}
	two := rostrum.Ruling{ID: 2, Sort: rostrum.RulingTwo, By: "Ann", Of: &one, And: []rostrum.Anchor{at("2031-03-06")}}
	back := rostrum.Ruling{ID: 3, Sort: rostrum.RulingWithdrawn, Withdraws: 1}
	for _, c := range []struct {
		name    string
		rulings []rostrum.Ruling
		want    string
	}{{"none", nil, "2 1"}, {"same", []rostrum.Ruling{same}, "3"}, {"two", []rostrum.Ruling{two}, "1 1 1"}, {"taken-back", []rostrum.Ruling{same, back}, "2 1"}} {
		t.Run(c.name, func(t *testing.T) {
			r := New(vellmar(t), c.rulings)
			r.Add(reports...)
			var got []string
			for _, p := range r.Persons() {
				got = append(got, fmt.Sprint(p.Reports))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("found %v, expected %s", got, c.want)
			}
		})
	}
}

func TestFindings(t *testing.T) {
	reports := tell("2031-03-01: Zellick Ost Merin/Superintendent of Roads and Rivers", "2031-03-05: Zellick Ost Merin/Superintendent of Roads and Rivers; Calderin Ost Rodvar/member of the Grand Table",
		"2031-04-01: Westrel Ost Halvin/Superintendent of Roads and Rivers", "2031-04-08: Zellick Ost Merin/Superintendent of Roads and Rivers", "2031-04-09: Ruda Ost Kemm/teacher of the Harbour School")
	whole := holding.SeriesOf(reports)[0]
	all := Findings(vellmar(t), nil, whole)
	var got []string
	for _, f := range all {
		got = append(got, f.Kind+" "+f.Subject+" "+f.Known)
		for _, e := range f.Evidence {
			i := slices.IndexFunc(reports, func(h *holding.Report) bool { return h.ID == e.Report })
			if text := reports[i].Text; text[e.At.Start:e.At.End] != e.Quote || e.Version != reports[i].Version {
				t.Errorf("%s: %q stands there, not %q", f.Says, text[e.At.Start:e.At.End], e.Quote)
			}
		}
		if f.Coverage.Denominator == "" || f.Rule == "" {
			t.Errorf("no denominator or rule: %+v", f)
		}
	}
	want := []string{"first_named_held Zellick Ost Merin 2031-03-01", "new_post_held Zellick Ost Merin 2031-03-01", "first_named_held Calderin Ost Rodvar 2031-03-05", "new_post_held Calderin Ost Rodvar 2031-03-05",
		"first_named_held Westrel Ost Halvin 2031-04-01", "new_holder Westrel Ost Halvin 2031-04-01", "new_post_held Westrel Ost Halvin 2031-04-01",
		"two_holders superintendent, Superintendency of Roads and Rivers, Council of Works 2031-04-08"}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nexpected\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// what was known on a day is the same when the archive ends there
	for _, day := range []string{"2031-03-01", "2031-03-05", "2031-04-01"} {
		part := Findings(vellmar(t), nil, whole.Until(day))
		until := slices.DeleteFunc(slices.Clone(all), func(f finding.Finding) bool { return f.Known > day })
		a, _ := json.Marshal(part)
		b, _ := json.Marshal(until)
		if string(a) != string(b) {
			t.Errorf("until %s:\nfound    %s\nexpected %s", day, a, b)
		}
	}
}

// TestFindings_again finds who is named again after longer than ever before, in
// whatever list, and leaves out whom nobody had named twice.
func TestFindings_again(t *testing.T) {
	var lines []string
	for d := range 130 {
		who := "Orla Ost Tamm/head of the Bureau of Heavy Works"
		switch d {
		case 0, 3, 120:
			who += "; Zellick Ost Merin/Superintendent of Mines"
		case 10, 118:
			who += "; Calderin Ost Rodvar/member of the Grand Table"
		}
		lines = append(lines, holding.Plus("2031-01-01", d)+": "+who)
	}
	s := holding.SeriesOf(tell(lines...))[0]
	for _, until := range []string{"2031-05-10", "2031-04-30"} {
		var got []string
		for _, f := range Findings(vellmar(t), nil, s.Until(until)) {
			if f.Kind == FindingAgain {
				got = append(got, fmt.Sprintf("%s %s %.0f %d", f.Subject, f.Known, f.Value, len(f.Evidence)))
			}
		}
		want := "Zellick Ost Merin 2031-05-01 116 2"
		if until < "2031-05-01" {
			want = ""
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("until %s: found %q, expected %q", until, s, want)
		}
	}
}

func TestKnowledge_read(t *testing.T) {
	k := vellmar(t)
	for post, want := range map[string]string{
		"Superintendent of Roads and Rivers":                                                              "superintendent@works.roads!",
		"members of the Grand Table and Stewards of the People's Union":                                   "member@union.table steward@union",
		"First Steward of the People's Union and Keeper of State of the People's Commonwealth of Vellmar": "first steward@union! keeper of state@vellmar.keep!",
		"Banner General | Chief of the War Chancery":                                                      "banner general@guard chief@guard.war!",
		"Union Steward of Lower Sarn Province":                                                            "union steward@~lower province sarn!",
		"deputy head of the Bureau of Heavy Works":                                                        "vice head@union.heavy",
		"former Speaker of the Assembly of Hundreds":                                                      "speaker@assembly!(past)",
		"a 33-year-old member of a centre":                                                                "member@",
		"Outer Secretary":                                                                                 "superintendent@works.outer!",
	} {
		var got []string
		r := k.read(post, "", true)
		for _, p := range r.posts {
			s := p.Head + "@" + p.Org
			if p.One {
				s += "!"
			}
			if p.Past {
				s += "(past)"
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: found %s, expected %s", post, strings.Join(got, " "), want)
		}
	}
}

func TestLoad_mistakes(t *testing.T) {
	const header = "outlet: X\nlang: en\n"
	for name, c := range map[string]struct{ file, text, want string }{
		"unknown-key":     {OfficesFile, "bodies: []\n", `x/offices.yaml:1:1: P002 there is no key "bodies"; keys are fillers, alike, `},
		"no-yaml":         {OfficesFile, "state: [\n", "x/offices.yaml:1: P001"},
		"kind":            {OfficesFile, "stops: 7\n", `x/offices.yaml:1:8: P004 stops: takes a list (did you mean "[7]"?)`},
		"no-parent":       {OfficesFile, "organisations:\n  - {id: a, in: b, name: A}\n", `x/offices.yaml:2:5: P004 organisation "a": there is no "b" before it to be in`},
		"twice":           {OfficesFile, "organisations:\n  - {id: a, name: A}\n  - {id: a, name: B}\n", `x/offices.yaml:3:5: P004 the id "a" is given twice`},
		"no-organisation": {OfficesFile, "heads:\n  - {name: premier, at: b}\n", `x/offices.yaml:2:5: P004 head "premier": there is no organisation with the id "b"`},
		"no-state":        {OfficesFile, "state: b\n", "x/offices.yaml:1:8: P004 state: there is no organisation"},
		"no-head":         {OfficesFile, "organisations:\n  - {id: a, name: A, many: [boss]}\n", `x/offices.yaml:2:5: P004 organisation "a": no head is called "boss"`},
		"no-sounds":       {NamesFile, "order: [letters]\n", `x/names.yaml:1:9: P004 sounds has no list "letters"`},
		"no-house":        {NamesFile, "order: [l]\nsounds:\n  l:\n    - {key: a}\n", `x/names.yaml:4:7: P004 sound "a": expected how the outlet writes it`},
		"two-keys":        {NamesFile, "order: [l]\nsounds:\n  l:\n    - {key: a, house: [a]}\n    - {key: b, house: [a]}\n", `x/names.yaml:5:7: P004 the outlet writes "a" for the sounds`},
		"no-family":       {NamesFile, "order: [l]\nsounds:\n  l:\n    - {key: a, house: [a]}\nfamilies: {a: [b]}\n", `x/names.yaml:5:15: P004 families: "a" is none of lexicon/family_names.txt`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{"x/profile.yaml": {Data: []byte(header)}, "x/" + c.file: {Data: []byte(c.text)}}, "x")
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("found %v, expected %s", err, c.want)
			}
		})
	}
}

// TestLoad_order: several mistakes at one place are told in one order.
func TestLoad_order(t *testing.T) {
	const text = "organisations:\n  - {id: a, name: A, heads: {boss: b, chief: c, dean: d, elder: e, fellow: f}}\n"
	var first string
	for range 20 {
		_, err := Load(fstest.MapFS{"x/profile.yaml": {Data: []byte("outlet: X\nlang: en\n")}, "x/" + OfficesFile: {Data: []byte(text)}}, "x")
		if err == nil {
			t.Fatal("no mistake is told")
		}
		if first == "" {
			first = err.Error()
		}
		if err.Error() != first {
			t.Fatalf("told as\n%s\nand as\n%s", first, err)
		}
	}
	if strings.Count(first, "\n") != 4 {
		t.Errorf("expected five mistakes, found\n%s", first)
	}
}

func TestSites(t *testing.T) {
	site := func(s string) *string { return &s }
	h := &holding.Report{ID: "r", Events: []rostrum.Event{{Site: site("the Bellhurst Tractor Works")}, {Site: site("the works")}, {Site: site("a defence industrial enterprise")}, {}, {Site: site("Bellhurst Tractor Works")}}}
	var got []string
	for _, s := range Sites(h) {
		got = append(got, fmt.Sprintf("%s/%v", s.ID, s.Named))
	}
	if want := "bellhurst-tractor-works/true bellhurst-tractor-works/false r#3/false /false bellhurst-tractor-works/true"; strings.Join(got, " ") != want {
		t.Errorf("found %s, expected %s", strings.Join(got, " "), want)
	}
}
