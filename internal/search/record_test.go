package search

import (
	"testing"

	"github.com/rostrum-watch/rostrum"
)

func TestQuery_Record(t *testing.T) {
	text := func(n int) rostrum.Span { return rostrum.Span{Field: rostrum.FieldText, Start: n, End: n + 1} }
	halric, brisa, steward, works := "Torvane Ost Halric", "Rastell Ild Brisa", "First Steward | Keeper of State", "Bellhurst Tractor Works"
	x := &rostrum.Extraction{
		Events: []rostrum.Event{
			{Type: rostrum.TypeMeeting, At: text(1), Participants: []rostrum.Appearance{{Name: &halric, Role: rostrum.RoleSpeaker, Post: &steward, At: text(2)}}},
			{Type: rostrum.TypeInspection, Site: &works, At: text(3), Participants: []rostrum.Appearance{{Name: &halric, Role: rostrum.RolePrincipal, At: text(4)}, {Name: &brisa, Role: rostrum.RoleCompanion, At: text(5)}, {Role: rostrum.RoleHost, At: text(6)}}},
		},
		Acts:  []rostrum.Act{{Act: rostrum.ActPraise, At: text(7)}},
		Plans: []rostrum.Plan{{Status: rostrum.StatusFulfilled, At: text(8)}},
	}
	for query, want := range map[string]int{
		"type:meeting": 1, "type:inspection": 3, "site:tractor": 3, `person:"Torvane Ost Halric"`: 2, "person:torvane*": 2, `person:"Torvane Ost Halric" type:inspection`: 4,
		`role:companion site:"tractor works"`: 5, "role:host": 6, `post:"keeper of state"`: 2, `post:"steward keeper"`: 0, "act:praise": 7, "plan:fulfilled": 8, "act:threat": 0,
		"outlet:vdb": 0, "-type:meeting": 0, "act:praise role:host": 6,
	} {
		q, err := Parse(query)
		if err != nil {
			t.Fatal(err)
		}
		at, ok := q.Record(x)
		if ok != (want > 0) || at.Start != want {
			t.Errorf("%s: opens at %v, %v, want %d", query, at, ok, want)
		}
	}
}
