package roster

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// wrote makes a report that names one person: "2031-03-01: title: what stands before |
// Zellick Ost Merin/post"; with "+" for the bar in no event.
func wrote(line string) *holding.Report {
	day, rest, _ := strings.Cut(line, ": ")
	title, rest, _ := strings.Cut(rest, ": ")
	before, one, inEvent := strings.Cut(rest, "|")
	if !inEvent {
		before, one, _ = strings.Cut(rest, "+")
	}
	name, post, _ := strings.Cut(strings.TrimSpace(one), "/")
	h := &holding.Report{ID: day, Outlet: "VDB", Lang: "en", Published: day, Known: day, Version: "sha256:" + day, Coverage: "unknown", Title: title}
	h.Text = before + name + ", " + post + "."
	at := rostrum.Span{Field: rostrum.FieldText, Start: len(before), End: len(before) + len(name)}
	postAt := []rostrum.Span{{Field: rostrum.FieldText, Start: at.End + 2, End: at.End + 2 + len(post)}}
	for _, place := range strings.Fields(title) {
		h.Mentions = append(h.Mentions, rostrum.Mention{Kind: rostrum.MentionPlace, Name: place, At: rostrum.Span{Field: rostrum.FieldTitle, End: len(place)}})
	}
	if !inEvent {
		h.Mentions = append(h.Mentions, rostrum.Mention{Kind: rostrum.MentionPerson, Name: name, At: at, Post: &post, PostAt: postAt})
		return h
	}
	h.Events = []rostrum.Event{{Type: rostrum.TypeMeeting, Evidence: h.Text[len(before):], At: rostrum.Span{Field: rostrum.FieldText, Start: len(before), End: len(h.Text)},
		Participants: []rostrum.Appearance{{Name: &name, Role: rostrum.RolePrincipal, At: at, Post: &post, PostAt: postAt}}}}
	return h
}

func TestRoll_tenures(t *testing.T) {
	for _, c := range []struct {
		name    string
		reports []string
		want    string // office first last, by first report
	}{
		{"a-post-that-names-no-body", []string{"2031-03-01: A: There spoke | Zellick Ost Merin/Superintendent of Mines", "2031-03-05: A: There spoke | Zellick Ost Merin/Superintendent"},
			"superintendent@~mines superintendency 2031-03-01 2031-03-05"},
		{"before-the-body-is-named", []string{"2031-02-01: A: There spoke | Zellick Ost Merin/Superintendent", "2031-03-01: A: There spoke | Zellick Ost Merin/Superintendent of Mines"},
			"superintendent@~mines superintendency 2031-02-01 2031-03-01"},
		{"one-of-two", []string{"2031-03-01: A: There spoke | Zellick Ost Merin/director of the Bureau of Mines and director of the Bureau of Salt", "2031-03-05: A: There spoke | Zellick Ost Merin/director"},
			"director@~bureau mines 2031-03-01 2031-03-01; director@~bureau salt 2031-03-01 2031-03-01"},
		{"one-of-many-bodies", []string{"2031-03-01: A: There spoke | Zellick Ost Merin/secretary of the Isker Provincial Committee", "2031-03-05: A: There spoke | Zellick Ost Merin/secretary of the provincial committee",
			"2031-03-07: A: There spoke | Zellick Ost Merin/secretary of the county committee"}, "secretary@~committee isker provincial 2031-03-01 2031-03-05"},
		{"who-leads-its-people", []string{"2031-03-01: A: A delegation of the Superintendency of Mines led by | Zellick Ost Merin/its vice superintendent"}, "vice superintendent@~mines superintendency 2031-03-01 2031-03-01"},
		{"who-leads-those-of-another-body", []string{"2031-03-01: A: There spoke | Zellick Ost Merin/vice chairman of the Isker Provincial Committee", "2031-03-05: A: A delegation of the Salt River Provincial Council led by | Zellick Ost Merin/its vice chairman"},
			"vice chairman@~committee isker provincial 2031-03-01 2031-03-01; vice chairman@~council provincial river salt 2031-03-05 2031-03-05"},
		{"the-country-that-is-spoken-of", []string{"2031-03-01: Karrow: There spoke | Zellick Ost Merin/Ambassador to Karrow", "2031-03-05: Karrow: Its head met | Zellick Ost Merin/Ambassador to his country",
			"2031-03-09: Ostmark: Its head met | Zellick Ost Merin/Ambassador to his country"}, "ambassador@~karrow 2031-03-01 2031-03-05"},
		{"a-slip", []string{"2031-03-01: A: There spoke | Zellick Ost Merin/Superintendent of Outer Affairs", "2031-03-05: A: There spoke | Zellick Ost Merin/Superintendent of Outer Afairs"},
			"superintendent@works.outer 2031-03-01 2031-03-05"},
		{"large-words-end-nothing", []string{"2031-03-01: A: There spoke | Zellick Ost Merin/Superintendent of Public Health"}, "superintendent@~health public superintendency 2031-03-01 2031-03-01"},
		{"and-what-else-is-told", []string{"2031-03-01: A: There spoke | Zellick Ost Merin/vice chairman of the Weavers' League and wise father of its people"}, "vice chairman@weavers 2031-03-01 2031-03-01"},
		{"where-and-not-of-what", []string{"2031-03-01: A: There spoke | Zellick Ost Merin/Weavers' League chairman in a speech of thanks"}, "chairman@weavers 2031-03-01 2031-03-01"},
		{"named-beside-the-events", []string{"2031-03-01: A: It was read out to + Zellick Ost Merin/Superintendent of Mines", "2031-03-05: A: There spoke | Zellick Ost Merin/Superintendent of Mines",
			"2031-03-09: A: It was read out to + Zellick Ost Merin/former Superintendent of Mines"}, "superintendent@~mines superintendency 2031-03-01 2031-03-05"},
		{"the-dead", []string{"2031-03-01: Remains Laid to Rest: They included | Zellick Ost Merin/Superintendent of Mines"}, ""},
		{"a-member-of-what-everybody-joins", []string{"2031-03-01: A: There spoke | Zellick Ost Merin/member of the Weavers' League and secretary of the Isker Provincial Committee"}, "secretary@~committee isker provincial 2031-03-01 2031-03-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := New(vellmar(t), nil)
			for _, line := range c.reports {
				r.Add(wrote(line))
			}
			var got []string
			for _, p := range r.Persons() {
				for _, x := range p.Tenures {
					got = append(got, fmt.Sprintf("%s %s %s", x.Office, x.First.Report, x.Last.Report))
				}
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("found    %s\nexpected %s", strings.Join(got, "; "), c.want)
			}
		})
	}
}
