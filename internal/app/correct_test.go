package app_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// phrases is a profile of these tests: what it reads where a phrase stands. A
// phrase is an event of a type with the people whose names the text has, or an act.
type phrases struct {
	profile string
	events  map[string]string // phrase -> type
	acts    map[string]string // phrase -> act
	people  map[string]string // name -> role
}

func (p phrases) Extract(r *rostrum.Report) *rostrum.Extraction {
	x := extractor{}.Extract(&rostrum.Report{ID: r.ID, Outlet: r.Outlet, Published: r.Published, Title: r.Title, Text: "=x|x|own"})
	x.Version, x.Retrieved, x.Profile, x.Mentions = r.Version(), r.Retrieved, p.profile, nil
	span := func(words string) rostrum.Span {
		i := strings.Index(r.Text, words)
		return rostrum.Span{Field: rostrum.FieldText, Start: i, End: i + len(words)}
	}
	for phrase, typ := range p.events {
		if at := span(phrase); at.Start >= 0 {
			e := rostrum.Event{Type: typ, Evidence: phrase, At: at}
			for name, role := range p.people {
				if at := span(name); at.Start >= 0 {
					e.Participants = append(e.Participants, rostrum.Appearance{Name: &name, Role: role, At: at})
				}
			}
			slices.SortFunc(e.Participants, func(a, b rostrum.Appearance) int { return a.At.Start - b.At.Start })
			x.Events = append(x.Events, e)
		}
	}
	slices.SortFunc(x.Events, func(a, b rostrum.Event) int { return a.At.Start - b.At.Start })
	for phrase, act := range p.acts {
		if at := span(phrase); at.Start >= 0 {
			x.Acts = append(x.Acts, rostrum.Act{Act: act, Speaker: "Ludrik", Evidence: phrase, Sentence: phrase, Voice: rostrum.VoiceOwn, Referent: rostrum.ReferentOwn, At: at})
		}
	}
	slices.SortFunc(x.Acts, func(a, b rostrum.Act) int { return a.At.Start - b.At.Start })
	return x
}

// first and second are two profiles that read the same report.
var (
	first = phrases{"first", map[string]string{"Ludrik toured the Low Weir": rostrum.TypeInspection, "A meeting of the hands": rostrum.TypeMeeting},
		map[string]string{"He thanked them.": rostrum.ActPraise}, map[string]string{"Ludrik": rostrum.RolePrincipal, "Merin": rostrum.RoleCompanion, "Perrin": rostrum.RoleCompanion}}
	second = phrases{"second", map[string]string{"Ludrik toured the Low Weir on 4 March": rostrum.TypeInspection, "The water stood high": rostrum.TypeDrill},
		map[string]string{"He thanked them.": rostrum.ActPraise}, map[string]string{"Ludrik": rostrum.RolePrincipal, "Merin": rostrum.RoleHost, "Perrin": rostrum.RoleCompanion}}
)

const visit = "Ludrik toured the Low Weir on 4 March with Merin and Perrin. The water stood high. A meeting of the hands followed. He thanked them. A supper was given at the landing."

// desk is a store with reports that people speak of.
type desk struct {
	*testing.T
	app  *app.App
	said int
}

func newDesk(t *testing.T) *desk {
	d := &desk{T: t, app: app.New(open(t), leaders)}
	d.add(first, visit, "2031-03-05")
	return d
}

func (d *desk) add(p phrases, text, retrieved string) {
	d.Helper()
	r := report("weir", "2031-03-05", text)
	r.Retrieved = retrieved
	if _, err := d.app.Ingest(d.Context(), &items{reports: []*rostrum.Report{r}}, p, app.IngestOptions{Workers: 1}); err != nil {
		d.Fatal(err)
	}
}

// clock gives each word a time of its own.
func (d *desk) clock() time.Time {
	d.said++
	return time.Date(2031, 3, 10, 12, d.said, 0, 0, time.FixedZone("", 3600))
}

func (d *desk) say(by, record, verdict string, set map[string]string, quote string) *correction.Standing {
	d.Helper()
	s, err := d.app.Correct(d.Context(), app.Word{Report: "weir", Record: record, Verdict: verdict, Set: set, Quote: quote, By: by, Why: "so it is", When: d.clock()})
	if err != nil {
		d.Fatalf("%s %s %s: %v", by, record, verdict, err)
	}
	return s
}

func (d *desk) lists(applies *bool) string {
	d.Helper()
	found, err := d.app.Corrections(d.Context(), app.CorrectionsFilter{Applies: applies})
	if err != nil {
		d.Fatal(err)
	}
	var out []string
	for _, s := range found.Corrections {
		out = append(out, fmt.Sprintf("%d:%s", s.ID, s.Record))
	}
	return strings.Join(out, " ")
}

// gold words what is exported, and what is left out.
func (d *desk) gold(by string) string {
	d.Helper()
	g, err := d.app.Gold(d.Context(), by)
	if err != nil {
		d.Fatal(err)
	}
	var out []string
	for _, r := range g.Reports {
		for _, e := range r.Events {
			var people []string
			for _, p := range e.Participants {
				people = append(people, p.Name+"/"+p.Role)
			}
			out = append(out, e.Type+"("+strings.Join(people, " ")+")")
		}
		for _, a := range r.Acts {
			out = append(out, a.Act)
		}
	}
	for _, l := range g.Left {
		out = append(out, fmt.Sprint("left: ", l.Why, l.Words))
	}
	return strings.Join(out, " ")
}

func (d *desk) want(what, got, want string) {
	d.Helper()
	if got != want {
		d.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
}

// speak has words of every sort said, and the report reviewed.
func (d *desk) speak() {
	d.Helper()
	d.say("Ann", "event:1", rostrum.VerdictRight, nil, "")
	d.say("Ann", "event:1/2", rostrum.VerdictInstead, map[string]string{"role": rostrum.RoleHost}, "")
	d.say("Ann", "event:2", rostrum.VerdictWrong, nil, "")
	d.say("Ann", "event:new", rostrum.VerdictMissing, map[string]string{"type": rostrum.TypeBanquet}, "A supper was given")
	d.say("Ann", "event:+4/new", rostrum.VerdictMissing, map[string]string{"name": "Perrin", "role": rostrum.RoleAttendee}, "landing")
	d.say("Ann", "", rostrum.VerdictReviewed, nil, "")
}

const judgedVisit = "inspection(Ludrik/principal Merin/host Perrin/companion) banquet(Perrin/attendee) praise"

func TestApp_Correct_survives(t *testing.T) {
	yes, no := true, false
	d := newDesk(t)
	d.want("before anybody reviews", d.gold(""), "")
	d.speak()
	d.want("words", d.lists(nil), "1:event:1 2:event:1/2 3:event:2 4: 5: 6:")
	d.want("gold", d.gold(""), judgedVisit)

	d.add(second, visit, "2031-03-05") // re-extraction: what it reads besides, nobody has judged
	d.want("words after re-extraction", d.lists(&yes), "1:event:1 2:event:1/2 3: 4: 5: 6:")
	d.want("gold after re-extraction", d.gold(""), judgedVisit)

	moved := "A supper was given at the landing. " + strings.Replace(visit, " A supper was given at the landing.", "", 1)
	d.add(first, moved, "2031-03-06")
	d.want("words of which the text moved", d.lists(&yes), "1:event:1 2:event:1/2 3:event:2 4: 5:")
	d.want("gold of another version", d.gold(""), "left: another text of the report than the one that was reviewed is the newest[]")
	d.say("Bo", "", rostrum.VerdictReviewed, nil, "")
	d.want("gold after a new review", d.gold(""), "banquet(Perrin/attendee) inspection(Ludrik/principal Merin/host Perrin/companion) praise")

	d.add(first, strings.Replace(strings.Replace(visit, "A meeting of the hands followed. ", "", 1), "A supper was given", "They ate well", 1), "2031-03-07")
	d.want("words of which the text is gone", d.lists(&no), "3: 4: 5: 6: 7:")
	d.want("the others", d.lists(&yes), "1:event:1 2:event:1/2")
	d.want("all are kept", d.lists(nil), "1:event:1 2:event:1/2 3: 4: 5: 6: 7:")
}

func TestApp_Correct_several(t *testing.T) {
	d := newDesk(t)
	d.speak()
	d.say("Bo", "act:1", rostrum.VerdictWrong, nil, "")
	d.want("one person's word", d.gold(""), "inspection(Ludrik/principal Merin/host Perrin/companion) banquet(Perrin/attendee)")
	d.say("Bo", "event:2", rostrum.VerdictRight, nil, "")
	d.say("Bo", "event:+4", rostrum.VerdictWrong, nil, "")
	d.want("two who do not say the same", d.gold(""), "left: people do not say the same of it[[3 8] [4 9]]")
	d.want("Ann's", d.gold("ann"), judgedVisit)
	d.want("Bo's, who reviewed nothing", d.gold("Bo"), "")
	s := d.say("Bo", "event:2", rostrum.VerdictWrong, nil, "")
	if fmt.Sprint(s.Replaces) != "[8]" {
		t.Errorf("takes the place of %v", s.Replaces)
	}
	if _, err := d.app.Withdraw(t.Context(), 9, "Ann", "", d.clock()); rostrum.ErrorCode(err) != rostrum.CodeConflict {
		t.Errorf("another's word was withdrawn: %v", err)
	}
	back, err := d.app.Withdraw(t.Context(), 9, "bo", "I was wrong", d.clock())
	if err != nil || back.Withdraws != 9 || back.Report != "weir" || back.Why != "I was wrong" {
		t.Fatalf("got %+v, %v", back, err)
	}
	d.want("settled", d.gold(""), "inspection(Ludrik/principal Merin/host Perrin/companion) banquet(Perrin/attendee)")
	for what, id := range map[string]int64{"twice": 9, "a withdrawal": back.ID, "no word": 99, "none": 0} {
		if _, err := d.app.Withdraw(t.Context(), id, "Bo", "", d.clock()); err == nil {
			t.Errorf("%s: was withdrawn", what)
		}
	}
}

func TestApp_Correct_refuses(t *testing.T) {
	d := newDesk(t)
	for what, tt := range map[string]struct {
		w    app.Word
		code rostrum.Code
	}{
		"nobody":        {app.Word{Report: "weir", Record: "event:1", Verdict: "right", By: " "}, rostrum.CodeInvalid},
		"marks alone":   {app.Word{Report: "weir", Record: "event:1", Verdict: "right", By: "…"}, rostrum.CodeInvalid},
		"control marks": {app.Word{Report: "weir", Record: "event:1", Verdict: "right", By: "Ann", Why: "\x1b[31m"}, rostrum.CodeInvalid},
		"no report":     {app.Word{Report: "dam", Record: "event:1", Verdict: "right", By: "Ann"}, rostrum.CodeNotFound},
		"no record":     {app.Word{Report: "weir", Record: "event:7", Verdict: "right", By: "Ann"}, rostrum.CodeNotFound},
		"no verdict":    {app.Word{Report: "weir", Record: "event:1", Verdict: "so", By: "Ann"}, rostrum.CodeInvalid},
	} {
		if _, err := d.app.Correct(t.Context(), tt.w); rostrum.ErrorCode(err) != tt.code {
			t.Errorf("%s: got %v", what, err)
		}
	}
	d.want("nothing is kept", d.lists(nil), "")
}

// TestApp_Correct_lists wants words beside what the engine read, in every list.
func TestApp_Correct_lists(t *testing.T) {
	d := newDesk(t)
	before, err := d.app.Events(t.Context(), store.EventFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if b, err := json.Marshal(before.Events); err != nil || strings.Contains(string(b), "corrections") {
		t.Errorf("without a word: %s, %v", b, err)
	}
	d.speak()
	d.say("Bo", "act:1", rostrum.VerdictInstead, map[string]string{"act": rostrum.ActPledge}, "")
	events, err := d.app.Events(t.Context(), store.EventFilter{})
	if err != nil {
		t.Fatal(err)
	}
	words := func(o store.Origin) string {
		var out []string
		for _, j := range o.Corrections {
			out = append(out, fmt.Sprintf("%s %s %s", j.Record, j.Verdict, j.By))
		}
		return strings.Join(out, ", ")
	}
	d.want("of an event and its people", words(events.Events[0].Origin), "event:1 right Ann, event:1/2 instead Ann")
	d.want("of another", words(events.Events[1].Origin), "event:2 wrong Ann")
	if e := events.Events[0]; e.Participants[1].Role != rostrum.RoleCompanion || len(events.Events) != 2 || e.Corrections[0].When != "2031-03-10T11:01:00Z" {
		t.Errorf("what was read is another now: %+v", e)
	}
	acts, err := d.app.Acts(t.Context(), store.ActFilter{})
	if err != nil {
		t.Fatal(err)
	}
	d.want("of an act", words(acts.Acts[0].Origin), "act:1 instead Bo")
	if is := acts.Acts[0].Corrections[0].Is["act"]; is == nil || *is != rostrum.ActPledge || acts.Acts[0].Act.Act != rostrum.ActPraise {
		t.Errorf("got %+v", acts.Acts[0])
	}
	shown, err := d.app.Show(t.Context(), "weir")
	if err != nil || len(shown.Corrections) != 7 || shown.Corrections[3].Stands == nil {
		t.Errorf("got %+v, %v", shown, err)
	}
	// Pages of those that apply, filled across pages of the store.
	d.say("Bo", "act:1", rostrum.VerdictRight, nil, "")
	yes := true
	var got []int64
	f := app.CorrectionsFilter{Applies: &yes}
	for {
		f.Limit = 3
		p, err := d.app.Corrections(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range p.Corrections {
			got = append(got, s.ID)
		}
		if p.Next == "" {
			break
		}
		f.Cursor = p.Next
	}
	d.want("pages", fmt.Sprint(got), "[1 2 3 4 5 6 8]")
	if _, err := d.app.Corrections(cancelled(t), app.CorrectionsFilter{}); err == nil {
		t.Error("a cancelled context went unnoticed")
	}
}
