package cases_test

import (
	"strings"
	"testing"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/cases"
)

func point(s string) *string { return &s }

// drill is a record to compare with: one event with two people.
func drill() *rostrum.Extraction {
	return &rostrum.Extraction{
		Events: []rostrum.Event{{Type: rostrum.TypeDrill, Date: point("2031-03-01"), DateTo: point("2031-03-02"), Evidence: "held a drill",
			Participants: []rostrum.Appearance{
				{Name: point("A Ost B"), Role: rostrum.RolePrincipal, Post: point("Steward | Marshal")},
				{Role: rostrum.RoleCompanion, Post: point("the Warden")},
			}}},
		Kind: rostrum.KindStatement,
		Plans: []rostrum.Plan{
			{Plan: "its plan for May in full", Status: rostrum.StatusFulfilled, Horizon: point("2031-05"), Voice: rostrum.VoiceOwn, Referent: rostrum.ReferentOwn, Evidence: "met its plan for May in full"},
			{Plan: "the weir", Status: rostrum.StatusUnderWay, Voice: rostrum.VoiceOwn, Referent: rostrum.ReferentOwn},
		},
		Acts:     []rostrum.Act{{Act: rostrum.ActThreat, Speaker: "A Ost B", Sentence: "Whoever comes will pay for the", Evidence: "Whoever comes will pay for the way back.", Voice: rostrum.VoiceOfficial, Referent: rostrum.ReferentAdversary}},
		Mentions: []rostrum.Mention{{Kind: rostrum.MentionPlace, Name: "Aldermoor"}, {Kind: rostrum.MentionPerson, Name: "C Ost D"}},
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct{ name, sections, want string }{
		{"all of it", "-- events --\ndrill | 2031-03-01/2031-03-02 | - | -\n  principal  A Ost B | Steward | Marshal\n  companion  - | the Warden\n", ""},
		{"what is left out is not looked at", "-- events --\ndrill\n  principal A Ost B\n  companion -\n", ""},
		{"more people", "-- events --\ndrill\n  principal A Ost B\n  ...\n", ""},
		{"only more", "-- events --\n...\n", ""},
		{"no more is there", "-- events --\ndrill\n  principal A Ost B\n  companion -\n  ...\n...\n", ""},
		{"another date", "-- events --\ndrill | 2031-03-01\n  ...\n", "a.txt:7: a: events differ (- wanted, + found)\n  - drill | 2031-03-01\n"},
		{"a person too many", "-- events --\ndrill\n  principal A Ost B\n", "  +   companion  - | the Warden"},
		{"a person missing", "-- events --\ndrill\n  principal A Ost B\n  companion E Ost F\n  ...\n", "a.txt:9: a: events differ (- wanted, + found)\n    drill"},
		{"another order", "-- events --\ndrill\n  companion -\n  principal A Ost B\n", "- "},
		{"an event too many", "-- events --\nnone\n", "a.txt:1: a: events differ"},
		{"the kind", "-- kind --\nstatement\n", ""},
		{"another kind", "-- kind --\nspeech\n", `a.txt:7: a: the report is "statement", not "speech"`},
		{"plans with fields left out", "-- plans --\nfulfilled | its plan for May in full | 2031-05 | - | - | - | own\nunder_way | the weir\n", ""},
		{"more plans before", "-- plans --\n...\nunder_way | the weir\n", ""},
		{"the beginning of a plan alone", "-- plans --\nfulfilled | its plan for May\nunder_way | the weir\n", "a.txt:7: a: plans differ (- wanted, + found)\n  - fulfilled | its plan for May\n  + fulfilled | its plan for May in full"},
		{"a plan too many", "-- plans --\nfulfilled | its plan for May in full\n", "a.txt:6: a: plans differ (- wanted, + found)\n    fulfilled"},
		{"another status", "-- plans --\nahead | its plan\n...\n", "a.txt:7: a: plans differ"},
		{"no plans", "-- plans --\nnone\n", "a.txt:6: a: plans differ"},
		{"an act", "-- acts --\nthreat | A Ost B | Whoever comes | official | adversary | -\n", ""},
		{"a field between that is not looked at", "-- acts --\nthreat | * | Whoever comes | official | * | -\n", ""},
		{"what stands behind it is looked at", "-- acts --\nthreat | * | Whoever comes | own\n", "a.txt:7: a: acts differ"},
		{"another speaker", "-- acts --\nthreat | A | Whoever comes\n", "a.txt:7: a: acts differ"},
		{"a forbidden act", "-- not --\nact threat\nact pledge\n", `act "threat" must not be found, but is: A Ost B: Whoever comes`},
		{"a forbidden plan", "-- not --\nplan weir\nplan bridge\n", `plan "weir" must not be found, but is: under_way`},
		{"a mention", "-- mentions --\nplace Aldermoor\n", ""},
		{"a title missing", "-- mentions --\ntitle Beacon\n", `a.txt:7: a: no mention of title "Beacon" was found`},
		{"a mention missing", "-- mentions --\nsite Aldermoor\n", `a.txt:7: a: no mention of site "Aldermoor" was found`},
		{"nothing forbidden", "-- not --\nevent banquet\nperson E Ost F\nparticipant C Ost D\npost Chief\ndate 2031-03-03\nplace Isker\n", ""},
		{"a forbidden event", "-- not --\nevent drill\n", `event "drill" must not be found, but is: held a drill`},
		{"a forbidden person among the mentions", "-- not --\nperson C Ost D\n", "among the mentions"},
		{"a forbidden participant", "-- not --\nparticipant A Ost B\n", "principal A Ost B"},
		{"a forbidden post", "-- not --\npost Marshal\n", "Steward | Marshal"},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, err := cases.Parse("a.txt", "== a\n-- report --\npublished: 2031-03-02\n\nA text.\n"+c.sections)
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, f := range list[0].Check(drill()) {
				lines = append(lines, f.String())
			}
			found := strings.Join(lines, "\n")
			if c.want == "" && found != "" || !strings.Contains(found, c.want) {
				t.Errorf("expected %q, found\n%s", c.want, found)
			}
		})
	}
}
