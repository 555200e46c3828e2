package eval

import (
	"testing"

	"github.com/rostrum-watch/rostrum"
)

// ev makes an event whose people are "Name/role".
func ev(typ, evidence string, people ...[2]string) rostrum.Event {
	e := rostrum.Event{Type: typ, Evidence: evidence, Formula: "f"}
	for _, p := range people {
		e.Participants = append(e.Participants, rostrum.Appearance{Name: &p[0], Role: p[1], Formula: "g"})
	}
	return e
}

func TestJudge(t *testing.T) {
	a, b := [2]string{"Orlan Vest", "principal"}, [2]string{"Mira Tarn", "companion"}
	family := map[string]string{"f": "visits", "g": "lists"}
	for _, c := range []struct {
		name        string
		gold, found []rostrum.Event
		events      Count
		people      Count
		roles       int
	}{
		{"the same", []rostrum.Event{ev("meeting", "met today", a, b)}, []rostrum.Event{ev("meeting", "met today", a, b)}, Count{1, 0, 0}, Count{2, 0, 0}, 2},
		{"a name spaced otherwise", []rostrum.Event{ev("meeting", "met today", a)}, []rostrum.Event{ev("meeting", "x", [2]string{"OrlanVest", "principal"})}, Count{1, 0, 0}, Count{1, 0, 0}, 1},
		{"another type, the same list", []rostrum.Event{ev("meeting", "met", a, b)}, []rostrum.Event{ev("drill", "met", a, b)}, Count{0, 1, 1}, Count{2, 0, 0}, 2},
		{"another role", []rostrum.Event{ev("meeting", "met", a)}, []rostrum.Event{ev("meeting", "met", [2]string{"Orlan Vest", "host"})}, Count{1, 0, 0}, Count{1, 0, 0}, 0},
		{"no people, the same passage", []rostrum.Event{ev("drill", "guns fired at dawn")}, []rostrum.Event{ev("drill", "the guns fired")}, Count{1, 0, 0}, Count{}, 0},
		{"no people, another passage", []rostrum.Event{ev("drill", "guns fired at dawn")}, []rostrum.Event{ev("drill", "rain fell")}, Count{0, 1, 1}, Count{}, 0},
		{"a statement without people is one wherever it stands", []rostrum.Event{ev("statement", "guns fired")}, []rostrum.Event{ev("statement", "rain fell")}, Count{1, 0, 0}, Count{}, 0},
		{"other people never pair", []rostrum.Event{ev("meeting", "met today", a)}, []rostrum.Event{ev("meeting", "met today", b)}, Count{0, 1, 1}, Count{0, 1, 1}, 0},
		{"one missing, one extra", []rostrum.Event{ev("meeting", "met", a, b)}, []rostrum.Event{ev("meeting", "met", a, [2]string{"Sel Ord", "host"})}, Count{1, 0, 0}, Count{1, 1, 1}, 1},
		{"nothing found", []rostrum.Event{ev("meeting", "met", a, b)}, nil, Count{0, 0, 1}, Count{0, 0, 2}, 0},
		{"the better of two", []rostrum.Event{ev("meeting", "met today", a, b)}, []rostrum.Event{ev("meeting", "x", a), ev("meeting", "met today", a, b)}, Count{1, 1, 0}, Count{2, 1, 0}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Judge("r", c.gold, c.found, family)
			if got.Events != c.events || got.Appearances != c.people || got.Roles != c.roles {
				t.Errorf("got events %v people %v roles %d; want %v %v %d", got.Events, got.Appearances, got.Roles, c.events, c.people, c.roles)
			}
			right := map[string]int{}
			for _, v := range got.Verdicts {
				if want := map[string]string{"event": "visits", "appearance": "lists"}[v.Kind]; v.Family != want {
					t.Errorf("%+v: expected family %s", v, want)
				}
				if v.Right {
					right[v.Kind]++
				}
			}
			if right["event"] != c.events.Both || right["appearance"] != c.roles {
				t.Errorf("verdicts: %v right", right)
			}
		})
	}
}

func TestJudge_unnamedPeopleArePassedOver(t *testing.T) {
	found := ev("meeting", "met", [2]string{"Orlan Vest", "principal"})
	found.Participants = append(found.Participants, rostrum.Appearance{Role: "attendee"})
	got := Judge("r", []rostrum.Event{ev("meeting", "met", [2]string{"Orlan Vest", "principal"})}, []rostrum.Event{found}, nil)
	if got.Appearances != (Count{1, 0, 0}) || len(got.Verdicts) != 2 {
		t.Errorf("got %+v", got)
	}
}
