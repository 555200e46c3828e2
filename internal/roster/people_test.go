package roster

import (
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/profiles"
)

// TestOwn: whose an appearance is, for those who follow the own state's people:
// namesakes are two, and what only stands around says less than what is silent.
func TestOwn(t *testing.T) {
	k, err := Load(profiles.FS, "vdb-en")
	if err != nil {
		t.Fatal(err)
	}
	person := func(name, post string) rostrum.Appearance {
		return rostrum.Appearance{Name: &name, Post: &post, Role: rostrum.RoleAttendee}
	}
	report := func(id, title string, list ...rostrum.Appearance) *holding.Report {
		day := "2031-03-" + id
		return &holding.Report{ID: id, Outlet: "VDB", Lang: "en", Published: day, Known: day, Title: title, Events: []rostrum.Event{{Type: rostrum.TypeMeeting, Participants: list}}}
	}
	reports := []*holding.Report{
		report("01", "", person("Brannoc Ost Ludrik", "superintendent of heavy works"), person("Brannoc Ost Ludrik", "warden of the Northern Canton"), person("Ruda Kemmeri", "envoy of Karsavia")),
		report("02", "", person("Brannoc Ost Ludrik", "superintendent of heavy works")),
	}
	roll := New(k, nil)
	roll.Add(reports...)
	own := roll.Own()
	a, name, ok := own.Resolve(reports[0], 0, 0)
	b, _, also := own.Resolve(reports[0], 0, 1)
	c, _, again := own.Resolve(reports[1], 0, 0)
	if !ok || !also || !again || name != "Brannoc Ost Ludrik" || a == b || a != c {
		t.Errorf("found %s, %s, %s (%v %v %v)", a, b, c, ok, also, again)
	}
	if id, _, ok := own.Resolve(reports[0], 0, 2); ok {
		t.Errorf("%s is no own state's", id)
	}
	if got := own.Search("Brannoc Ost Ludrik"); len(got) != 2 || !slices.Contains(got, a) || !slices.Contains(got, b) {
		t.Errorf("found %v, expected %s and %s", got, a, b)
	}
	for text, want := range map[string]string{
		"": "", "Vellmarers Rally in Vellmar": "", "Southern Isles Rally": "isles", "Vellmarers Denounce Southern Isles": "",
	} {
		if got := k.onlySide(k.cut(text)); got != want {
			t.Errorf("%s: side %q", text, got)
		}
	}
}
