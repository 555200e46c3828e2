package watch

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ rule, want, mistake string }{
		{`person:"Torvane Ost Halric"`, `person:"Torvane Ost Halric"`, ""},
		{`person: Torvane Ost Halric `, `person:"Torvane Ost Halric"`, ""},
		{`Phrase:"tour of counsel"`, `phrase:"tour of counsel"`, ""},
		{`post:"with \"marks\""`, `post:"with \"marks\""`, ""},
		{`plan:grain`, `plan:"grain"`, ""},
		{`finding:name_removed`, `finding:name_removed`, ""},
		{`finding:edit about "the Isker"`, `finding:edit about "the Isker"`, ""},
		{`finding:edit about Isker`, `finding:edit about "Isker"`, ""},
		{`finding:edit with Isker`, "", "expected about"},
		{`finding:edit about`, "", "expected the words of a subject"},
		{`finding:`, "", "expected the kind of a finding"},
		{`person:`, "", "expected words behind person:"},
		{`person:"Torvane`, "", "expected words behind person:"},
		{`person:"..."`, "", "expected words behind person:"},
		{`Torvane Ost Halric`, "", "expected one of person, post, phrase, plan, finding"},
		{`persn:"x"`, "", "expected one of"},
		{`phrase:` + strings.Repeat("x", 500), "", "at most 500 bytes"},
	} {
		r, err := Parse(c.rule)
		switch {
		case c.mistake != "":
			if err == nil || !strings.Contains(err.Error(), c.mistake) || rostrum.ErrorCode(err) != rostrum.CodeInvalid {
				t.Errorf("%s: found %v, expected %s", c.rule, err, c.mistake)
			}
		case err != nil || r.String() != c.want:
			t.Errorf("%s: found %s, %v, expected %s", c.rule, r, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`person:"A B"`, `finding:edit about "x"`, `phrase:a "b`, `plan:"\x00"`, `post:"\u00e9"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := Parse(s)
		if err != nil {
			return
		}
		again, err := Parse(r.String())
		if len(r.String()) <= mostBytes && (err != nil || again != r) {
			t.Errorf("%q is %s, which is %s, %v", s, r, again, err)
		}
	})
}

func given(s string) *string { return &s }

// reports are four of an invented state.
func reports() []*holding.Report {
	at := func(name, post string) rostrum.Appearance {
		a := rostrum.Appearance{Name: given(name), Role: rostrum.RoleAttendee}
		if post != "" {
			a.Post = given(post)
		}
		return a
	}
	return []*holding.Report{
		{ID: "a", Known: "2031-03-01", Title: "Tour", Text: "He made a Tour\nof Counsel there.", Events: []rostrum.Event{{Type: "inspection", Participants: []rostrum.Appearance{at("Mara Ild Senn", "Superintendent of Mines"), at("Joss Ost Penn", "")}}},
			Plans: []rostrum.Plan{{Plan: "the grain plan", Status: "assigned", Voice: rostrum.VoiceOwn, Evidence: "set the grain plan"}}},
		{ID: "b", Known: "2031-03-02", Text: "A counsel of tours.", Events: []rostrum.Event{{Type: "meeting", Participants: []rostrum.Appearance{at("Mara Ild Senn", "Superintendent of Mines"), at("Orla Ild Bree", "")}}},
			Plans: []rostrum.Plan{{Plan: "the grain plan", Status: "behind", Voice: rostrum.VoiceAbroad, Evidence: "the grain plan fails"}}},
		{ID: "c", Known: "2031-03-03", Title: "A tour of counsel", Events: []rostrum.Event{{Type: "meeting", Participants: []rostrum.Appearance{at("Teth Ost Varr", "acting Superintendent of Mines"), at("Orla Ild Bree", "")}}}},
		{ID: "d", Known: "2031-03-04", Events: []rostrum.Event{{Type: "meeting", Participants: []rostrum.Appearance{at("MARA ILD-SENN", "")}}}},
	}
}

func TestRule_Cases(t *testing.T) {
	for _, c := range []struct{ rule, want string }{
		{"person:Mara Ild Senn", "a: attendee at inspection, Superintendent of Mines; b: attendee at meeting, Superintendent of Mines; d: attendee at meeting"},
		{"post:superintendent of mines", "a: Mara Ild Senn: Superintendent of Mines; c: Teth Ost Varr: acting Superintendent of Mines"},
		{"phrase:tour of counsel", "a: in Tour; c: in A tour of counsel"},
		{"plan:grain plan", "a: assigned: the grain plan"},
		{"person:Nobody", ""},
	} {
		r, err := Parse(c.rule)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range r.Cases(reports()) {
			got = append(got, x.Evidence.Report+": "+x.Says)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\nfound    %s\nexpected %s", c.rule, s, c.want)
		}
	}
	r := Rule{Kind: Phrase, Words: "tour of counsel"}
	if e := r.Cases(reports())[0].Evidence; e.Quote != "Tour\nof Counsel" || e.At != (rostrum.Span{Field: "text", Start: 10, End: 25}) {
		t.Errorf("found %+v", e)
	}
}

func TestRule_CasesOf(t *testing.T) {
	all := []finding.Finding{{Kind: "edit", Subject: "On the Isker", Known: "2031-03-01", Evidence: []finding.Evidence{{Report: "a"}}},
		{Kind: "edit", Subject: "elsewhere", Known: "2031-03-02", Evidence: []finding.Evidence{{Report: "b"}}}, {Kind: "other", Subject: "Isker"}}
	for _, c := range []struct {
		rule Rule
		want int
	}{{Rule{Finding, "edit", ""}, 2}, {Rule{Finding, "edit", "isker"}, 1}, {Rule{Finding, "absence", ""}, 0}} {
		if got := len(c.rule.CasesOf(all)); got != c.want {
			t.Errorf("%s: found %d, expected %d", c.rule, got, c.want)
		}
	}
}

func TestPublic(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Mara Ild Senn", "true true"}, {"Joss Ost Penn", "false true"}, {"Orla Ild Bree", "true true"}, {"Nobody", "false false"},
	} {
		public, named := Public(reports(), c.name)
		if got := fmt.Sprint(public, named); got != c.want {
			t.Errorf("%s: found %s, expected %s", c.name, got, c.want)
		}
	}
}
