package storetest

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// month is what the tests of lists look at: events of one month, of several
// kinds, added in no order.
func month(s suite) {
	s.Helper()
	s.add(
		report("r3", "2024-09-10", "text three").outlet("Herald").
			event(rostrum.TypeMeeting, "2024-09-09", "KIM JONG-UN/attendee/premier", "Ri Il Hwan/speaker").at("the Hall", "Pyongyang").
			event(rostrum.TypeBanquet, ""),
		report("r1", "2024-09-02", "text one").
			event(rostrum.TypeInspection, "2024-09-01", "Kim Jong Un/principal/general secretary", "Jo Yong Won/companion/secretary", "Kim Jong Un Jr/host").at("Example Machine Plant", "Hamju County"),
		report("r2", "2024-09-05", "text two").
			event(rostrum.TypeDrill, "2024-08-30", "Jo Yong Won/principal").to("2024-09-03").at("the East Sea", "").
			event(rostrum.TypeMessage, "2024-09-05", "Kim Jong Un/principal/president", "Élodie Pöhl/recipient").
			event(rostrum.TypePerformance, "2024-08", "김정은/attendee").at("모란봉극장", ""),
		report("r0", "", "text undated").lang("ru").event(rostrum.TypeCeremony, "", "Pak Chol/attendee/officer"),
		report("r4", "2024-10-01", "text four").event(rostrum.TypeInspection, "2024-09-30", "Jo Yong Won/principal", "-/companion/his aide").at("Second example machine-plant", ""),
	)
}

// findingEvents holds what FindEvents promises.
var findingEvents = map[string]func(*testing.T, suite){
	"order": func(_ *testing.T, s suite) {
		month(s)
		s.list("by day", s.found(store.EventFilter{}), "r0.1 r2.3 r2.1 r1.1 r2.2 r3.1 r3.2 r4.1")
		s.list("newest first", s.found(store.EventFilter{NewestFirst: true}), "r4.1 r3.2 r3.1 r2.2 r1.1 r2.1 r2.3 r0.1")
		s.list("by publication", s.found(store.EventFilter{By: store.ByPublished}), "r0.1 r1.1 r2.1 r2.2 r2.3 r3.1 r3.2 r4.1")
		s.list("by publication, newest first", s.found(store.EventFilter{By: store.ByPublished, NewestFirst: true}), "r4.1 r3.1 r3.2 r2.1 r2.2 r2.3 r1.1 r0.1")
	},
	"same-day-by-report-then-place": func(_ *testing.T, s suite) {
		s.add(report("b", "2024-01-01", "b").event(rostrum.TypeMeeting, "").event(rostrum.TypeDrill, ""), report("a", "2024-01-02", "a").event(rostrum.TypeMeeting, "2024-01-01"),
			report("Ba", "2024-01-01", "Ba").event(rostrum.TypeMeeting, ""))
		s.list("by day", s.found(store.EventFilter{}), "Ba.1 a.1 b.1 b.2")
		s.list("newest first", s.found(store.EventFilter{NewestFirst: true}), "Ba.1 a.1 b.1 b.2")
	},
	"period": func(_ *testing.T, s suite) {
		month(s)
		for _, c := range []struct{ from, to, want string }{
			{"2024-09-01", "2024-09-01", "r2.1 r1.1"}, // a span counts if one of its days does
			{"2024-09-04", "", "r2.2 r3.1 r3.2 r4.1"},
			{"", "2024-08-31", "r2.3 r2.1"}, // nothing undated
			{"2024-09", "2024-09", "r2.1 r1.1 r2.2 r3.1 r3.2 r4.1"},
			{"2024-08-10", "2024-08-12", "r2.3"}, // a month without a day
			{"2024-10", "2024-12", ""},
			{"2024", "2024", "r2.3 r2.1 r1.1 r2.2 r3.1 r3.2 r4.1"},
		} {
			s.list("from "+c.from+" to "+c.to, s.found(store.EventFilter{From: c.from, To: c.to}), c.want)
		}
		s.list("published", s.found(store.EventFilter{From: "2024-09-05", To: "2024-09", By: store.ByPublished}), "r2.1 r2.2 r2.3 r3.1 r3.2")
		s.list("published until", s.found(store.EventFilter{To: "2024-09-02", By: store.ByPublished}), "r1.1")
	},
	"types": func(_ *testing.T, s suite) {
		month(s)
		s.list("one", s.found(store.EventFilter{Types: []string{rostrum.TypeInspection}}), "r1.1 r4.1")
		s.list("two", s.found(store.EventFilter{Types: []string{rostrum.TypeInspection, rostrum.TypeDrill}}), "r2.1 r1.1 r4.1")
		s.list("none of it", s.found(store.EventFilter{Types: []string{"x' OR '1'='1"}}), "")
	},
	"kinds": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-01-01", "a").kind(rostrum.KindNews).event(rostrum.TypeMeeting, "", "Pak Chol/attendee"),
			report("b", "2024-01-02", "b").kind(rostrum.KindAnecdote).event(rostrum.TypeMeeting, "", "Ri Chol/attendee"), report("c", "2024-01-03", "c").event(rostrum.TypeMeeting, ""))
		s.list("one", s.found(store.EventFilter{Kinds: []string{rostrum.KindNews}}), "a.1")
		s.list("two", s.found(store.EventFilter{Kinds: []string{rostrum.KindNews, rostrum.KindAnecdote}}), "a.1 b.1")
		if p := s.people(store.EventFilter{Kinds: []string{rostrum.KindAnecdote}}); len(p) != 1 || p[0].Name != "Ri Chol" {
			s.Errorf("people: %+v", p)
		}
		if c := s.counts(store.ReportFilter{Kinds: []string{rostrum.KindAnecdote}}); c.Reports != 1 || c.First != "2024-01-02" {
			s.Errorf("counts: %+v", c)
		}
	},
	"person": func(_ *testing.T, s suite) {
		month(s)
		for name, want := range map[string]string{
			"Kim Jong Un": "r1.1 r2.2 r3.1", "kim jong-un": "r1.1 r2.2 r3.1", "KIMJONGUN": "r1.1 r2.2 r3.1", "Kim Jong": "", "김정은": "r2.3", "élodie PÖHL": "r2.2", "elodie pohl": "",
			"%": "", "Nobody": "",
		} {
			if name == "%" {
				_, err := s.store.FindEvents(s.Context(), store.EventFilter{Person: name})
				s.code("a name without letters", err, rostrum.CodeInvalid)
				continue
			}
			s.list(name, s.found(store.EventFilter{Person: name}), want)
		}
	},
	"role": func(_ *testing.T, s suite) {
		month(s)
		s.list("anybody", s.found(store.EventFilter{Role: rostrum.RoleCompanion}), "r1.1 r4.1")
		s.list("that person", s.found(store.EventFilter{Role: rostrum.RoleCompanion, Person: "Jo Yong Won"}), "r1.1")
		s.list("that person, another role", s.found(store.EventFilter{Role: rostrum.RoleHost, Person: "Jo Yong Won"}), "")
	},
	"site": func(_ *testing.T, s suite) {
		month(s)
		s.list("part of a site", s.found(store.EventFilter{Site: "machine plant"}), "r1.1 r4.1")
		s.list("a place", s.found(store.EventFilter{Site: "HAMJU"}), "r1.1")
		s.list("not from one into the other", s.found(store.EventFilter{Site: "Plant Hamju"}), "")
		s.list("beyond ASCII", s.found(store.EventFilter{Site: "봉극"}), "r2.3")
		_, err := s.store.FindEvents(s.Context(), store.EventFilter{Site: "–"})
		s.code("no letters", err, rostrum.CodeInvalid)
	},
	"outlet-language-report": func(_ *testing.T, s suite) {
		month(s)
		s.list("outlet", s.found(store.EventFilter{Outlet: "Herald"}), "r3.1 r3.2")
		s.list("outlet in small letters", s.found(store.EventFilter{Outlet: "herald"}), "r3.1 r3.2")
		s.list("language", s.found(store.EventFilter{Lang: "ru"}), "r0.1")
		s.list("report", s.found(store.EventFilter{Report: "r2"}), "r2.3 r2.1 r2.2")
		s.list("together", s.found(store.EventFilter{Report: "r2", Outlet: "Herald"}), "")
	},
	"line-up-in-order": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-01-01", "text").event(rostrum.TypeMeeting, "", "Z Z/attendee", "A A/attendee", "-/attendee/an officer", "M M/speaker"))
		e := s.events(store.EventFilter{}).Items[0]
		var got []string
		for _, p := range e.Participants {
			if p.Name == nil {
				got = append(got, "-")
				continue
			}
			got = append(got, (*p.Name)[:1])
		}
		s.list("participants", got, "Z A - M")
	},
	"unknown-by": func(_ *testing.T, s suite) {
		_, err := s.store.FindEvents(s.Context(), store.EventFilter{By: "moon"})
		s.code("By", err, rostrum.CodeInvalid)
	},
	"nothing-held": func(_ *testing.T, s suite) {
		p := s.events(store.EventFilter{})
		if p.Items == nil || len(p.Items) != 0 || p.Next != "" {
			s.Errorf("expected an empty page, got %+v", p)
		}
	},
}

// findingPeople holds what FindPeople promises.
var findingPeople = map[string]func(*testing.T, suite){
	"counts": func(_ *testing.T, s suite) {
		month(s)
		post, president := "premier", "secretary"
		want := []store.Person{
			{Name: "Jo Yong Won", Spellings: []string{"Jo Yong Won"}, Appearances: 3, Present: 3, Roles: map[string]int{"companion": 1, "principal": 2},
				First: store.Occasion{Day: "2024-08-30", Report: "r2"}, Last: store.Occasion{Day: "2024-09-30", Report: "r4"},
				Post: &president, PostFrom: &store.Occasion{Day: "2024-09-01", Report: "r1"}},
			{Name: "Kim Jong Un", Spellings: []string{"KIM JONG-UN", "Kim Jong Un"}, Appearances: 3, Present: 2, Roles: map[string]int{"attendee": 1, "principal": 2},
				First: store.Occasion{Day: "2024-09-01", Report: "r1"}, Last: store.Occasion{Day: "2024-09-09", Report: "r3"},
				Post: &post, PostFrom: &store.Occasion{Day: "2024-09-09", Report: "r3"}},
		}
		got := s.people(store.EventFilter{})
		if len(got) != 7 {
			s.Fatalf("%d people: %+v", len(got), got)
		}
		s.same("the first two", got[:2], want)
	},
	"order": func(_ *testing.T, s suite) {
		month(s)
		var got []string
		for _, p := range s.people(store.EventFilter{}) {
			got = append(got, store.Fold(p.Name))
		}
		s.list("names", got, "joyongwon kimjongun kimjongunjr pakchol riilhwan élodiepöhl 김정은")
	},
	"undated": func(_ *testing.T, s suite) {
		s.add(report("u", "", "text").event(rostrum.TypeMeeting, "", "Pak Chol/attendee/officer"))
		p := s.people(store.EventFilter{})[0]
		s.same("alone", []any{p.First, p.Last, p.Post, p.PostFrom}, []any{store.Occasion{Report: "u"}, store.Occasion{Report: "u"}, "officer", store.Occasion{Report: "u"}})
		s.add(report("d", "2024-01-02", "text").event(rostrum.TypeMeeting, "", "Pak Chol/attendee"))
		p = s.people(store.EventFilter{})[0]
		s.same("with a dated one", []any{p.First, p.Last, p.PostFrom}, []any{store.Occasion{Day: "2024-01-02", Report: "d"}, store.Occasion{Day: "2024-01-02", Report: "d"}, store.Occasion{Report: "u"}})
	},
	"days": func(_ *testing.T, s suite) {
		month(s)
		s.add(report("u", "", "text").event(rostrum.TypeMeeting, "", "Pak Chol/attendee"),
			report("m", "2024-10-02", "text").event(rostrum.TypeMeeting, "2024-09", "Pak Chol/attendee").event(rostrum.TypeMessage, "", "Pak Chol/principal", "Pak Chol/speaker"))
		for _, name := range []string{"Pak Chol", "KIM JONG-UN", "Jo Yong Won", "Nobody"} {
			for _, most := range []int{0, 1, 2} {
				found, err := s.store.FindEvents(s.Context(), store.EventFilter{Person: name, NewestFirst: true, Limit: most})
				if err != nil {
					s.Fatal(err)
				}
				count := map[string]int{}
				for i := range found.Items {
					e := &found.Items[i]
					day := e.Published
					if e.Date != nil {
						day = *e.Date
					}
					if len(day) == len("2006-01-02") {
						count[day]++
					}
				}
				want := []store.Day{}
				for _, day := range slices.Sorted(maps.Keys(count)) {
					want = append(want, store.Day{Day: day, Reports: count[day]})
				}
				days, more, err := s.store.EventDays(s.Context(), name, most)
				if err != nil {
					s.Fatal(err)
				}
				s.same(fmt.Sprintf("days of %s, at most %d events", name, most), []any{days, more}, []any{want, found.Next != ""})
			}
		}
	},
	"one-text": func(_ *testing.T, s suite) {
		// one text published on several days, and one that reads otherwise
		for i, id := range []string{"a", "b", "c"} {
			m := report(id, fmt.Sprintf("2024-01-0%d", 2+i), "One text.")
			m.r.Title = "One title"
			m.x.Title, m.x.Version = m.r.Title, m.r.Version()
			s.add(m.event(rostrum.TypeMeeting, "2024-01-01", "Pak Chol/attendee", "Ri Chol/principal", "Ri Chol/speaker").event(rostrum.TypeMessage, "2024-01-01", "Pak Chol/principal"))
		}
		s.add(report("d", "2024-01-02", "text").event(rostrum.TypeMeeting, "2024-01-01", "Pak Chol/attendee"))
		got := map[string][]any{}
		for _, p := range s.people(store.EventFilter{}) {
			got[p.Name] = []any{p.Appearances, p.Present, p.Roles}
		}
		s.same("counts", got, map[string][]any{"Pak Chol": {3, 2, map[string]int{"attendee": 2, "principal": 1}},
			"Ri Chol": {1, 1, map[string]int{"principal": 1, "speaker": 1}}})
		s.list("events", s.found(store.EventFilter{}), "a.1 a.2 b.1 b.2 c.1 c.2 d.1")
	},
	"latest-post": func(_ *testing.T, s suite) {
		s.add(report("b", "2024-01-02", "text").event(rostrum.TypeMeeting, "2024-01-01", "Pak Chol/attendee/second").event(rostrum.TypeMeeting, "2024-01-01", "Pak Chol/attendee/third"),
			report("a", "2024-01-02", "text").event(rostrum.TypeMeeting, "2024-01-01", "Pak Chol/attendee/first"),
			report("c", "2024-01-05", "text").event(rostrum.TypeMeeting, "2024-01-04", "Pak Chol/attendee"))
		p := s.people(store.EventFilter{})[0]
		s.same("post", []any{p.Post, p.PostFrom}, []any{"third", store.Occasion{Day: "2024-01-01", Report: "b"}})
		p = s.people(store.EventFilter{By: store.ByPublished})[0]
		s.same("by publication", []any{p.Last, p.PostFrom}, []any{store.Occasion{Day: "2024-01-05", Report: "c"}, store.Occasion{Day: "2024-01-02", Report: "b"}})
	},
	"filtered": func(_ *testing.T, s suite) {
		month(s)
		names := func(f store.EventFilter) (got []string) {
			for _, p := range s.people(f) {
				got = append(got, store.Fold(p.Name))
			}
			return got
		}
		s.list("role", names(store.EventFilter{Role: rostrum.RolePrincipal}), "joyongwon kimjongun")
		s.list("site", names(store.EventFilter{Site: "hall"}), "kimjongun riilhwan")
		s.list("person", names(store.EventFilter{Person: "kim jong un"}), "kimjongun")
		s.list("person elsewhere", names(store.EventFilter{Person: "kim jong un", Site: "machine plant"}), "kimjongun")
		s.list("type and period", names(store.EventFilter{Types: []string{rostrum.TypeInspection}, From: "2024-09-02"}), "joyongwon")
		if p := s.people(store.EventFilter{Person: "jo yong won", Role: rostrum.RoleCompanion}); len(p) != 1 || p[0].Appearances != 1 {
			s.Errorf("in one role: %+v", p)
		}
	},
	"spelling-met-most": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-01-01", "text").event(rostrum.TypeMeeting, "", "KIM CHOL/attendee", "Kim Chol/attendee").event(rostrum.TypeMeeting, "", "Kim Chol/host"))
		p := s.people(store.EventFilter{})
		if len(p) != 1 || p[0].Name != "Kim Chol" || p[0].Appearances != 2 { // one name at one event, however it is spelled
			s.Errorf("got %+v", p)
		}
	},
}
