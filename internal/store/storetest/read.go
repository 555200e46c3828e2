package storetest

import (
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// hostileText holds what stores have been seen to lose: NUL, quotes, line ends,
// characters beyond the basic plane, combining marks, U+FFFD, wildcards of LIKE.
const hostileText = "김정은 \x00 'quoted' \"double\" \r\n\t 😀 e\u0301 \ufffd %_\\ end "

// reading holds what Report promises: what was added comes back whole.
var reading = map[string]func(*testing.T, suite){
	"by-address-and-digest": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "one text"), report("b", "2024-05-19", "another"))
		named := func(name, want string) {
			s.Helper()
			got, err := s.store.Named(s.Context(), name)
			if err != nil {
				s.Fatal(err)
			}
			s.list(name, got, want)
		}
		a := s.report("a")
		digest := strings.TrimPrefix(a.Extraction.Version, "sha256:")
		named(a.Extraction.Version, "a")
		named(digest[:10], "a")
		named("sha256:"+digest[:7], "a")
		named(strings.ToUpper(digest[:8]), "a")
		named(digest[:5], "") // could be anything
		named(a.Addresses[0], "a")
		named(a.Addresses[0][:10], "")
		named("", "")
		named("%", "")
	},
	"everything-comes-back": func(_ *testing.T, s suite) {
		m := report("id/with ?#&%", "2024-05-18", hostileText).retrieved("2024-05-19T10:11:12Z")
		m.r.Title = "Title: " + hostileText
		m.x.Title, m.x.Version = m.r.Title, m.r.Version()
		m.r.Notes = []string{"read: odd"}
		m.x.Notes = []string{"read: odd", "extract: " + hostileText}
		m.x.Item, m.r.Item = 12, 12
		m.event(rostrum.TypeInspection, "2024-05-17", "Kim Chol/principal/minister of \"X\" | Marshal", "-/companion/the minister", hostileText+"/host").to("2024-05-18").at("Plant “A”", hostileText)
		before, after := "2024-05-01", "2024-05-18"
		m.event(rostrum.TypeMessage, "")
		m.last().NotBefore, m.last().NotAfter = &before, &after
		empty := ""
		m.event(rostrum.TypeMeeting, "2024-05").last().Site = &empty // empty is not null
		m.kind(rostrum.KindFullReport)
		m.plan(hostileText, "the plant "+hostileText, "2024-H1", rostrum.StatusOverfulfilled).plan("a plan", "", "", rostrum.StatusAssigned)
		assigner, value, addressee := "the Council", "104 percent", "the \"enemy\""
		m.x.Plans[0].Assigner, m.x.Plans[0].Value, m.x.Plans[1].Subject = &assigner, &value, &empty
		m.act(rostrum.ActThreat, "spokesman "+hostileText, hostileText).by(rostrum.VoiceOfficial, rostrum.ReferentAdversary, "if "+hostileText)
		m.act(rostrum.ActPraise, "Gazette", "It was well done.")
		m.x.Acts[0].Addressee = &addressee
		m.x.Mentions = []rostrum.Mention{{Kind: rostrum.MentionSite, Name: hostileText, At: rostrum.Span{Field: "title", Start: 0, End: 4}},
			{Kind: rostrum.MentionWeapon, Name: "Thing-1", At: rostrum.Span{Field: "text", Start: 1 << 20, End: 1<<20 + 7},
				Figures: []rostrum.Figure{{Quote: "12 " + hostileText, At: rostrum.Span{Field: "text", Start: 3, End: 9}}, {Quote: "two", At: rostrum.Span{Field: "title", Start: 0, End: 3}}}}}
		m.title("Marshal "+hostileText, "Kim Chol", rostrum.VoiceAbroad)
		m.x.Unread = []rostrum.Unread{{At: rostrum.Span{Field: "text", Start: 2, End: 9}, Why: "a list that gave none"}}
		s.add(m)

		r := s.report("id/with ?#&%")
		want := *m.x
		want.Text = &m.r.Text
		s.same("extraction", r.Extraction, want)
		versions := []store.Version{{Version: m.x.Version, Title: m.r.Title, Bytes: len(m.r.Text), Published: "2024-05-18", FiledLang: "en",
			Retrieved: "2024-05-19T10:11:12Z", Seen: "2024-05-19T10:11:12Z", Input: "a.jsonl", Item: 12, Status: rostrum.StatusExtracted, Notes: []string{"read: odd"}}}
		s.same("report", r, store.Report{ID: m.x.ID, Outlet: "Gazette", Topic: "Politics", Published: "2024-05-18", Addresses: []string{m.r.URL}, Aliases: []string{},
			Versions: versions, Links: []store.Link{}, Extraction: &want})

		events := s.events(store.EventFilter{})
		if len(events.Items) != 3 {
			s.Fatalf("%d events", len(events.Items))
		}
		for _, e := range events.Items {
			s.same("event in a list", e, store.Event{Origin: store.Origin{Report: m.x.ID, Outlet: "Gazette", Lang: "en", Kind: rostrum.KindFullReport, Published: "2024-05-18", Title: m.r.Title,
				Version: m.x.Version, Number: e.Number}, Event: m.x.Events[e.Number-1]})
		}
	},
	"each-version": func(_ *testing.T, s suite) {
		first := report("a", "2024-05-18", "first").retrieved("2024-05-18").event(rostrum.TypeMeeting, "2024-05-17", "Pak Chol/host").event(rostrum.TypeDrill, "")
		second := report("a", "2024-05-18", "second").retrieved("2024-05-19").event(rostrum.TypeMeeting, "2024-05-17", "Ri Chol/host")
		again := report("a", "2024-05-18", "first").retrieved("2024-05-18").profile("p2", "1").event(rostrum.TypeMeeting, "", "Pak Chol/attendee")
		other := report("b", "2024-05-18", "first")
		s.add(first, second, again, other)
		for _, m := range []*made{second, again, other} {
			x, err := s.store.Version(s.Context(), m.x.ID, m.x.Version)
			if err != nil {
				s.Fatal(err)
			}
			want := *m.x
			want.Text = &m.r.Text
			s.same("version", x, want)
		}
		texts, err := s.store.Texts(s.Context(), []store.VersionName{{Report: "b", Version: other.x.Version}, {Report: "a", Version: second.x.Version}, {Report: "a", Version: first.x.Version}, {Report: "b", Version: other.x.Version}})
		if err != nil {
			s.Fatal(err)
		}
		s.same("texts", texts, []store.VersionText{{Title: other.r.Title, Text: other.r.Text}, {Title: second.r.Title, Text: second.r.Text}, {Title: first.r.Title, Text: first.r.Text}, {Title: other.r.Title, Text: other.r.Text}})
		for what, v := range map[string][2]string{"of another report": {"b", second.x.Version}, "of no report": {"c", first.x.Version}, "unknown": {"a", "sha256:00"},
			"without its digest's name": {"a", first.x.Version[len("sha256:"):]}, "no digest": {"a", "sha256:first"}, "half a byte": {"a", "sha256:0"}, "none": {"a", ""}} {
			_, err := s.store.Version(s.Context(), v[0], v[1])
			s.code(what, err, rostrum.CodeNotFound)
			_, err = s.store.Texts(s.Context(), []store.VersionName{{Report: "a", Version: first.x.Version}, {Report: v[0], Version: v[1]}})
			s.code("text "+what, err, rostrum.CodeNotFound)
		}
		if none, err := s.store.Texts(s.Context(), nil); len(none) > 0 || err != nil {
			s.Errorf("no texts: found %v, %v", none, err)
		}
		if _, err := s.store.Version(cancelled(s.T), "a", first.x.Version); err == nil {
			s.Error("an ended context gave an answer")
		}
	},
	"plan-claims-and-acts-in-lists": func(_ *testing.T, s suite) {
		m := report("a", "2024-05-18", "text").kind(rostrum.KindNews).plan("the plan", "the plant", "2024", rostrum.StatusFulfilled).
			act(rostrum.ActPledge, "the plant", "It will do more.").act(rostrum.ActPraise, "Gazette", "It did well.")
		s.add(m)
		plans, acts := s.plans(store.PlanFilter{}), s.acts(store.ActFilter{})
		if len(plans.Items) != 1 || len(acts.Items) != 2 {
			s.Fatalf("%d plan claims, %d acts", len(plans.Items), len(acts.Items))
		}
		s.same("plan claim", plans.Items[0], store.Plan{Origin: store.Origin{Report: "a", Outlet: "Gazette", Lang: "en", Kind: rostrum.KindNews, Published: "2024-05-18", Title: m.r.Title,
			Version: m.x.Version, Number: 1}, Plan: m.x.Plans[0]})
		s.same("act", acts.Items[1], store.Act{Origin: store.Origin{Report: "a", Outlet: "Gazette", Lang: "en", Kind: rostrum.KindNews, Published: "2024-05-18", Title: m.r.Title,
			Version: m.x.Version, Number: 2}, Act: m.x.Acts[1]})
	},
	"many-records": func(_ *testing.T, s suite) {
		m := report("roster", "2024-05-18", "text").event(rostrum.TypeAppointment, "")
		for i := range 500 {
			name := "Kim " + string(rune('A'+i%26)) + string(rune('a'+i/26))
			m.last().Participants = append(m.last().Participants, rostrum.Appearance{Name: &name, Role: rostrum.RoleRecipient,
				At: rostrum.Span{Field: "text", Start: i, End: i + 3}, PostAt: []rostrum.Span{}, Formula: "p/roster"})
		}
		for range 150 {
			m.event(rostrum.TypeMeeting, "", "Ri Chol/attendee").plan("a plan", "a plant", "", rostrum.StatusFulfilled).act(rostrum.ActPraise, "Gazette", "Well done.")
		}
		s.add(m, report("other", "2024-05-18", "text").event(rostrum.TypeDrill, "", "Pak Chol/host"))
		want := *m.x
		want.Text = &m.r.Text
		s.same("extraction", s.report("roster").Extraction, want)
	},
	"empty-fields": func(_ *testing.T, s suite) {
		m := &made{&rostrum.Report{ID: "bare"}, nil}
		m.x = report("bare", "", "").x
		m.x.Outlet, m.x.Title, m.x.Input, m.x.Item, m.x.Lang = "", "", "", 0, ""
		m.x.Version = m.r.Version()
		m.none(rostrum.StatusNotExtracted, "empty")
		s.add(m)
		r := s.report("bare")
		if r.Addresses == nil || len(r.Addresses) != 0 || r.Versions[0].Notes == nil || r.Extraction.Events == nil || r.Extraction.Plans == nil || r.Extraction.Acts == nil || r.Extraction.Unread == nil || r.Extraction.Mentions == nil {
			s.Errorf("expected empty lists, not nil: %+v", r)
		}
	},
	"not-found": func(_ *testing.T, s suite) {
		s.add(report("a", "", "text"))
		_, err := s.store.Report(s.Context(), "A")
		s.code("another id", err, rostrum.CodeNotFound)
	},
	"cancelled": func(t *testing.T, s suite) {
		s.add(report("a", "", "text"))
		if _, err := s.store.Report(cancelled(t), "a"); err == nil {
			s.Error("an ended context gave an answer")
		}
		if _, err := s.store.FindEvents(cancelled(t), store.EventFilter{}); err == nil {
			s.Error("an ended context gave a list")
		}
	},
}
