package app_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// spoken fills a store with reports that hold plan claims, acts and titles.
func spoken(t *testing.T) *app.App {
	t.Helper()
	herald := report("e", "2024-05-04", "!directive|Queen Ann|own|own|Dig!\n!directive|Kim Chol|own|own|Sow!")
	herald.Outlet = "Herald"
	reports := []*rostrum.Report{
		report("z", "2024-04-01", "=general|Kim Chol|own\n=hero|Kim Chol|abroad\n#fulfilled|own|own|earlier"),
		report("a", "2024-05-01", "#fulfilled|own|own|the plan\n#fulfilled|own|own|the plan\n#assigned|abroad|own|another\n#behind|own|foreign|theirs\n#under_way|official|Kim Chol|his"),
		report("b", "2024-05-02", "#fulfilled|own|own|the plan\n!directive|Ri Il|own|own|Build!\n!directive,praise|KIM CHOL|own|foreign|Well, build!\n!directive|Ri Il|official|adversary|Stop!"),
		report("c", "2024-05-03", "!pledge,threat,criticism|Ri Il|home|adversary|We shall strike.\n!threat,directive|Friends|abroad|foreign|Beware!\n!pledge|Friends|abroad|foreign|We shall come."),
		report("d", "2024-05-03", "!pledge,threat,criticism|Ri Il|home|adversary|We shall strike.\n!pledge|Ri Il|own|own|We shall sow.\n=General|Kim Chol|own\n=hero|Kim Chol|official\n=sage|Kim Chol|abroad"),
		report("f", "2024-05-05", "@anecdote\n#fulfilled|own|own|the plan\n#fulfilled|abroad|own|a plan\n!directive,praise|Kim Chol|own|own|Build!\n!threat|Ri Il|official|adversary|Beware!\n!threat|Friends|abroad|foreign|Beware!"),
		herald,
	}
	return filled(t, reports)
}

func TestApp_Brief_words(t *testing.T) {
	b, err := spoken(t).Brief(t.Context(), app.BriefOptions{From: "2024-05-01", To: "2024-05-31"})
	if err != nil {
		t.Fatal(err)
	}
	acts := func(said []app.ToldAct) string {
		list := []string{}
		for _, s := range said {
			list = append(list, fmt.Sprintf("%s:%s", strings.Join(append([]string{s.Report}, s.Also...), "+"), strings.Join(s.Acts, "+")))
		}
		return strings.Join(list, " ")
	}
	plans, titles := []string{}, []string{}
	for _, p := range b.Plans {
		plans = append(plans, strings.Join(append([]string{fmt.Sprintf("%s.%d", p.Report, p.Number)}, p.Also...), "+"))
	}
	for _, title := range b.Titles {
		titles = append(titles, title.First.Report+":"+title.Name)
	}
	for _, c := range []struct{ section, got, want string }{
		{"plans", strings.Join(plans, " "), "a.1 a.2+b a.5"}, // twice in one report is twice
		{"directives", acts(b.Directives), "b:directive+praise e:directive b:directive e:directive"},
		{"demands", acts(b.Demands), "b:directive"},
		{"pledges", acts(b.Pledges), "d:pledge"},
		{"threats", acts(b.Threats), "c+d:threat+pledge+criticism"},
		{"threats told", acts(b.ThreatsTold), "c:threat+directive"},
		{"titles", strings.Join(titles, " "), "d:hero"}, // what others called him before does not count
		{"voices of plan claims", fmt.Sprint(b.PlanVoices), "map[abroad:2 official:1 own:5]"},
		{"of anecdotes", fmt.Sprint(b.Anecdotes), "{1 2}"},
		{"voices of acts", fmt.Sprint(b.ActVoices), "map[abroad:4 home:6 official:2 own:8]"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %s, want %s", c.section, c.got, c.want)
		}
	}
	// Whose leader it is depends on the outlet.
	if b.Directives[1].Evidence != "Dig!" || b.Directives[3].Evidence != "Sow!" {
		t.Errorf("of the leaders first: %q, %q", b.Directives[1].Evidence, b.Directives[3].Evidence)
	}
}

func TestApp_Plans(t *testing.T) {
	found, err := spoken(t).Plans(t.Context(), store.PlanFilter{From: "2024-05", Voices: []string{rostrum.VoiceOwn}, Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Plans) != 2 || found.Next == "" || found.Voices[rostrum.VoiceAbroad] != 2 || found.Voices[rostrum.VoiceOwn] != 5 {
		t.Errorf("got %+v", found)
	}
	if s := found.Searched; s.Reports != 6 || s.From != "2024-05" || s.First != "2024-05-01" {
		t.Errorf("searched: %+v", s)
	}
}

func TestApp_Acts(t *testing.T) {
	found, err := spoken(t).Acts(t.Context(), store.ActFilter{Acts: []string{rostrum.ActPledge}, Voices: []string{rostrum.VoiceOwn}, Outlet: "Gazette"})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Acts) != 1 || found.Acts[0].Report != "d" || found.Voices[rostrum.VoiceHome] != 2 || found.Searched.Reports != 6 {
		t.Errorf("got %+v", found)
	}
}

func TestApp_Acts_referents(t *testing.T) {
	a := spoken(t)
	for _, tt := range []struct{ given, want string }{
		{"own", "own"},
		{"FOREIGN, adversary", "foreign adversary"},
		{"all", "adversary foreign own"},
		{"own,all", "adversary foreign own"},
		{"kim-chol", ""},  // a leader of whom nothing is said
		{"QUEEN ANN", ""}, // of another outlet
		{"ROK", `referent: found "ROK", which is not known; expected own, foreign, adversary, all or a leader's full name (Kim Chol, Queen Ann)`},
		{"Kim Cholg", `referent: found "Kim Cholg", which is not known; did you mean "Kim Chol"?`},
		{"own,advesary", `referent: found "advesary", which is not known; did you mean "adversary"?`},
	} {
		found, err := a.Acts(t.Context(), store.ActFilter{Referents: strings.Split(tt.given, ",")})
		if err != nil {
			if err.Error() != tt.want || rostrum.ErrorCode(err) != rostrum.CodeInvalid {
				t.Errorf("%s: got %v, want %s", tt.given, err, tt.want)
			}
			continue
		}
		about := map[string]bool{}
		for _, act := range found.Acts {
			about[act.Referent] = true
		}
		for _, want := range strings.Fields(tt.want) {
			if !about[want] {
				t.Errorf("%s: nothing about %s", tt.given, want)
			}
			delete(about, want)
		}
		if len(about) > 0 {
			t.Errorf("%s: also about %v", tt.given, about)
		}
	}
}

// Whom only records name is known too.
func TestApp_Plans_referent_held(t *testing.T) {
	a := app.New(open(t), nil)
	if _, err := a.Ingest(t.Context(), &items{reports: []*rostrum.Report{report("a", "2024-05-01", "#fulfilled|own|Kim Chol|his")}}, extractor{}, app.IngestOptions{}); err != nil {
		t.Fatal(err)
	}
	found, err := a.Plans(t.Context(), store.PlanFilter{Referents: []string{"kim chol"}})
	if err != nil || len(found.Plans) != 1 {
		t.Errorf("got %+v, %v", found, err)
	}
	if _, err := a.Titles(t.Context(), store.TitleFilter{Referent: "own"}); rostrum.ErrorCode(err) != rostrum.CodeInvalid {
		t.Errorf("a title of the own state: %v", err)
	}
}
