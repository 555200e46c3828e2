package storetest

import (
	"context"
	"errors"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// adding holds what Add promises.
var adding = map[string]func(*testing.T, suite){
	"again-changes-nothing": func(_ *testing.T, s suite) {
		m := func() *made {
			return report("a", "2024-05-18", "text").retrieved("2024-05-19").event(rostrum.TypeMeeting, "2024-05-17", "Kim Chol/attendee")
		}
		s.outcomes("first", s.add(m()), store.New)
		before, counts := s.report("a"), s.counts(store.ReportFilter{})
		s.outcomes("again", s.add(m(), m()), store.Duplicate, store.Duplicate)
		s.outcomes("twice in a batch", s.batch(m().item(), m().item()), store.Duplicate, store.Duplicate)
		s.same("report", s.report("a"), before)
		s.same("counts", s.counts(store.ReportFilter{}), counts)
	},
	"twice-in-one-batch": func(_ *testing.T, s suite) {
		m := report("a", "2024-05-18", "one")
		s.outcomes("batch", s.batch(m.item(), m.item(), report("a", "2024-05-18", "two").item(), report("b", "", "one").item()),
			store.New, store.Duplicate, store.NewVersion, store.New)
	},
	"all-or-nothing": func(_ *testing.T, s suite) {
		bad := report("b", "2024-05-18", "text")
		bad.x.Version = "no digest"
		_, err := s.store.Add(s.Context(), []store.Item{report("a", "2024-05-18", "text").event(rostrum.TypeMeeting, "").item(), rejected("x", 1, "bad"), bad.item()})
		s.code("a version that is none", err, rostrum.CodeInvalid)
		c := s.counts(store.ReportFilter{})
		if c.Reports != 0 || c.Rejected != 0 || len(s.events(store.EventFilter{}).Items) != 0 {
			s.Errorf("something was kept: %+v", c)
		}
		s.outcomes("afterwards", s.add(report("a", "2024-05-18", "text").event(rostrum.TypeMeeting, "")), store.New)
		s.list("events", s.found(store.EventFilter{}), "a.1")
	},
	"cancelled": func(t *testing.T, s suite) {
		_, err := s.store.Add(cancelled(t), []store.Item{report("a", "", "text").item()})
		if !errors.Is(err, context.Canceled) {
			s.Errorf("got the error %v, want that of the context", err)
		}
		if n := s.counts(store.ReportFilter{}).Reports; n != 0 {
			s.Errorf("%d reports were kept", n)
		}
	},
	"empty-batch": func(t *testing.T, s suite) {
		s.outcomes("none", s.batch())
	},
	"rejected": func(_ *testing.T, s suite) {
		legible := rejected("b.jsonl", 2, "bad date")
		legible.Report.ID, legible.Report.Title, legible.Extraction.Title, legible.Extraction.Published = "r7", "A title", "A title", "2024-05-18"
		s.outcomes("first", s.batch(legible, rejected("b.jsonl", 10, "broken"), rejected("a.jsonl", 3, "broken")), store.RejectedNew, store.RejectedNew, store.RejectedNew)
		s.outcomes("again", s.batch(legible, rejected("b.jsonl", 10, "otherwise broken")), store.Duplicate, store.RejectedNew)
		p, err := s.store.FindRejected(s.Context(), store.RejectedFilter{Input: "b.jsonl"})
		if err != nil {
			s.Fatal(err)
		}
		s.same("rejected", p.Items, []store.Rejected{{Input: "b.jsonl", Item: 2, Reason: "bad date", ID: "r7", Published: "2024-05-18", Title: "A title"},
			{Input: "b.jsonl", Item: 10, Reason: "broken"}, {Input: "b.jsonl", Item: 10, Reason: "otherwise broken"}})
		if c := s.counts(store.ReportFilter{}); c.Rejected != 4 || c.Reports != 0 {
			s.Errorf("counts: %+v", c)
		}
	},
	"newest-version-by-capture": func(_ *testing.T, s suite) {
		// Read backwards: the newest came in first.
		s.outcomes("three texts", s.add(
			report("a", "2024-05-18", "third").retrieved("2024-05-20T08:00:00Z").event(rostrum.TypeDrill, "2024-05-17"),
			report("a", "2024-05-18", "second").retrieved("2024-05-20").event(rostrum.TypeMeeting, "2024-05-17"),
			report("a", "2024-05-18", "first").event(rostrum.TypeBanquet, "2024-05-17")), store.New, store.NewVersion, store.NewVersion)
		r := s.report("a")
		if *r.Extraction.Text != sentence("a", "third") || len(r.Versions) != 3 {
			s.Errorf("newest is %q of %d", *r.Extraction.Text, len(r.Versions))
		}
		if got := s.events(store.EventFilter{}).Items; len(got) != 1 || got[0].Type != rostrum.TypeDrill || got[0].Version != r.Extraction.Version {
			s.Errorf("events are not those of the newest: %+v", got)
		}
		// An earlier text is seen again later: it is the newest now.
		s.outcomes("again", s.add(report("a", "2024-05-18", "second").retrieved("2024-05-21")), store.Duplicate)
		if r = s.report("a"); *r.Extraction.Text != sentence("a", "second") || r.Versions[0].Retrieved != "2024-05-20" || r.Versions[0].Seen != "2024-05-21" {
			s.Errorf("after it was seen again: %q, %+v", *r.Extraction.Text, r.Versions[0])
		}
		if got := s.events(store.EventFilter{}).Items; len(got) != 1 || got[0].Type != rostrum.TypeMeeting {
			s.Errorf("events are not those of the newest: %+v", got)
		}
	},
	"newest-version-across-zones": func(_ *testing.T, s suite) {
		s.add(report("a", "", "later").retrieved("2024-05-20T23:30:00-05:00"), report("a", "", "earlier").retrieved("2024-05-21T02:00:00Z"))
		if got := *s.report("a").Extraction.Text; got != sentence("a", "later") {
			s.Errorf("newest is %q", got)
		}
	},
	"same-capture-last-in": func(_ *testing.T, s suite) {
		s.add(report("a", "", "one"), report("a", "", "two"), report("a", "", "one"))
		if got := *s.report("a").Extraction.Text; got != sentence("a", "two") {
			s.Errorf("newest is %q", got)
		}
	},
	"newest-version-names-the-report": func(_ *testing.T, s suite) {
		old, now := report("a", "2024-05-17", "old"), report("a", "2024-05-18", "new").outlet("Herald").lang("ru")
		now.r.Topic = "Sport"
		s.add(old, now)
		r := s.report("a")
		if r.Outlet != "Herald" || r.Published != "2024-05-18" || r.Topic != "Sport" || s.counts(store.ReportFilter{Lang: "ru", Outlet: "Herald"}).Reports != 1 {
			s.Errorf("got %s, %s, %s", r.Outlet, r.Published, r.Topic)
		}
	},
	"addresses-grow": func(_ *testing.T, s suite) {
		m := report("a", "", "text")
		other, none := report("a", "", "text"), report("a", "", "text")
		other.r.URL, none.r.URL = "https://mirror.example.org/a", ""
		s.outcomes("adding", s.add(m, other, none, m), store.New, store.Alias, store.Duplicate, store.Duplicate)
		s.list("addresses", s.report("a").Addresses, "https://example.org/a https://mirror.example.org/a")
	},
	"re-extraction": func(_ *testing.T, s suite) {
		by := func(profile, engine, typ string) *made {
			return report("a", "2024-05-18", "text").profile(profile, engine).event(typ, "")
		}
		current := func(typ string) {
			s.Helper()
			if got := s.events(store.EventFilter{}).Items; len(got) != 1 || got[0].Type != typ {
				s.Errorf("current is not %s: %+v", typ, got)
			}
		}
		s.outcomes("first", s.add(by("p1", "1", rostrum.TypeMeeting)), store.New)
		s.outcomes("another profile", s.add(by("p2", "1", rostrum.TypeDrill)), store.Reextracted)
		current(rostrum.TypeDrill)
		s.outcomes("another engine", s.add(by("p2", "2", rostrum.TypeBanquet)), store.Reextracted)
		current(rostrum.TypeBanquet)
		s.outcomes("the same", s.add(by("p2", "2", rostrum.TypeBanquet)), store.Duplicate)
		s.outcomes("the first profile again", s.add(by("p1", "1", rostrum.TypeMeeting)), store.Reextracted)
		current(rostrum.TypeMeeting)
		if c := s.counts(store.ReportFilter{}); c.Reports != 1 || c.Versions != 1 || c.Events != 1 {
			s.Errorf("counts: %+v", c)
		}
	},
	"re-extraction-of-an-older-version": func(_ *testing.T, s suite) {
		s.add(report("a", "", "old").retrieved("2024-05-01").event(rostrum.TypeMeeting, ""), report("a", "", "new").retrieved("2024-05-02").event(rostrum.TypeDrill, ""))
		s.outcomes("older", s.add(report("a", "", "old").retrieved("2024-05-01").profile("p2", "1").event(rostrum.TypeBanquet, "")), store.Reextracted)
		if got := s.events(store.EventFilter{}).Items; len(got) != 1 || got[0].Type != rostrum.TypeDrill {
			s.Errorf("events are not those of the newest: %+v", got)
		}
	},
	"failure-gives-way": func(_ *testing.T, s suite) {
		broken := report("a", "2024-05-18", "text").none(rostrum.StatusFailed, "panic").profile("p1", "1")
		good := report("a", "2024-05-18", "text").event(rostrum.TypeMeeting, "", "Kim Chol/attendee")
		good.x.Notes = []string{"a note"}
		s.outcomes("adding", s.add(broken, good, broken), store.New, store.Reextracted, store.Duplicate)
		want := *good.x
		want.Text = &good.r.Text
		s.same("extraction", s.report("a").Extraction, want)
		if c := s.counts(store.ReportFilter{}); c.Status[rostrum.StatusExtracted] != 1 || c.Events != 1 || len(c.Reasons) != 0 {
			s.Errorf("counts: %+v", c)
		}
	},
	"reason-gives-way": func(_ *testing.T, s suite) {
		as := func(lang string) *made {
			return report("a", "", "text").lang(lang).none(rostrum.StatusNotExtracted, "language: "+lang)
		}
		s.outcomes("adding", s.add(as("es"), as("pt"), as("pt")), store.New, store.Reextracted, store.Duplicate)
		s.same("reasons", s.counts(store.ReportFilter{}).Reasons, map[string]int{"language: pt": 1})
		s.outcomes("by a profile", s.add(report("a", "", "text").event(rostrum.TypeMeeting, "")), store.Reextracted)
		s.list("events", s.found(store.EventFilter{}), "a.1")
	},
}
