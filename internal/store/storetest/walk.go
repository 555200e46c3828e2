package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (s suite) walked(f store.WalkFilter) []*holding.Report {
	s.Helper()
	var all []*holding.Report
	if err := s.store.Walk(s.Context(), f, func(r *holding.Report) error { all = append(all, r); return nil }); err != nil {
		s.Fatalf("Walk(%+v): %v", f, err)
	}
	return all
}

func walkedIDs(all []*holding.Report) []string {
	ids := []string{}
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	return ids
}

// walking holds what Walk promises.
var walking = map[string]func(*testing.T, suite){
	"each-filter": func(_ *testing.T, s suite) {
		year(s)
		for _, c := range []struct {
			what string
			f    store.WalkFilter
			want string
		}{
			{"order", store.WalkFilter{}, "p0 p1 p2 p3"},
			{"from", store.WalkFilter{From: "2024-03-31"}, "p2 p3"},
			{"to", store.WalkFilter{To: "2024-03"}, "p0 p1 p2"},
			{"outlet", store.WalkFilter{Outlet: "herald"}, "p3"},
			{"language", store.WalkFilter{Lang: "ru"}, "p0"},
		} {
			s.list(c.what, walkedIDs(s.walked(c.f)), c.want)
		}
	},
	"records": func(t *testing.T, s suite) {
		m := report("a", "2024-05-01", "one").kind(rostrum.KindNews).
			event(rostrum.TypeMeeting, "2024-04-30", "Ann Example/principal/minister", "Ben Example/attendee").event(rostrum.TypeMessage, "").
			plan("the annual plan", "", "2024", rostrum.StatusAssigned).act(rostrum.ActPledge, "Ann Example", "will do so")
		m.x.Mentions = []rostrum.Mention{{Kind: rostrum.MentionPerson, Name: "Ann Example", At: rostrum.Span{Field: "text", Start: 0, End: 3}}}
		s.add(m)
		r := s.walked(store.WalkFilter{Text: true})[0]
		got := fmt.Sprint(r.ID, r.Outlet, r.Lang, r.Topic, r.Published, r.Known, r.Title, r.Kind, r.Status, r.Coverage, r.Versions, r.Headline)
		if want := fmt.Sprint("a", "Gazette", "en", "Politics", "2024-05-01", "2024-05-01", m.r.Title, rostrum.KindNews, rostrum.StatusExtracted, store.CoverageUnknown, 1, false); got != want {
			t.Errorf("found %s, expected %s", got, want)
		}
		if r.Text != m.r.Text || r.Version != m.x.Version {
			t.Errorf("found text %q of %s", r.Text, r.Version)
		}
		x := &rostrum.Extraction{Events: r.Events, Plans: r.Plans, Acts: r.Acts, Mentions: r.Mentions}
		s.same("records", x, &rostrum.Extraction{Events: m.x.Events, Plans: m.x.Plans, Acts: m.x.Acts, Mentions: m.x.Mentions})
		r = s.walked(store.WalkFilter{NoEvents: true, NoPlans: true, NoActs: true, NoMentions: true})[0]
		if r.Text != "" || len(r.Events)+len(r.Plans)+len(r.Acts)+len(r.Mentions) > 0 {
			t.Errorf("found %+v, expected nothing of what was left out", r)
		}
	},
	"newest-version-and-current-extraction": func(t *testing.T, s suite) {
		s.add(report("a", "2024-05-01", "one").retrieved("2024-05-01T10:00:00Z").event(rostrum.TypeMeeting, "", "Ann Example/principal"))
		s.add(report("a", "2024-05-01", "two").retrieved("2024-05-03T10:00:00Z").event(rostrum.TypeMeeting, "", "Ben Example/principal"))
		s.add(report("a", "2024-05-01", "two").retrieved("2024-05-03T10:00:00Z").profile("p2", "1").event(rostrum.TypeMeeting, "", "Cora Example/principal"))
		all := s.walked(store.WalkFilter{Text: true})
		if len(all) != 1 || all[0].Versions != 2 || all[0].Known != "2024-05-03" || !strings.HasSuffix(all[0].Text, "two") || *all[0].Events[0].Participants[0].Name != "Cora Example" {
			t.Errorf("found %+v", all)
		}
	},
	"coverage-and-headlines": func(t *testing.T, s suite) {
		key, err := s.store.Begin(s.Context(), store.Import{Inputs: []string{"a.jsonl"}, Coverage: store.CoverageComplete})
		if err != nil {
			t.Fatal(err)
		}
		item := report("a", "2024-05-01", "one").item()
		item.Import = key
		headline := report("b", "2024-05-02", "x").none(rostrum.StatusNotExtracted, "headline").item()
		headline.Report.Text = ""
		headline.Extraction.Version = headline.Report.Version()
		s.batch(item, headline)
		all := s.walked(store.WalkFilter{})
		if len(all) != 2 || all[0].Coverage != store.CoverageComplete || all[0].Headline || all[1].Coverage != store.CoverageUnknown || !all[1].Headline {
			t.Errorf("found %+v %+v", all[0], all[1])
		}
	},
	"over-many-and-stops": func(t *testing.T, s suite) {
		var batch []store.Item
		for i := range 1100 {
			batch = append(batch, report(fmt.Sprintf("r%04d", i), "2024-05-01", "one").event(rostrum.TypeMeeting, "", fmt.Sprintf("Name %d/principal", i)).item())
		}
		s.batch(batch...)
		for i, r := range s.walked(store.WalkFilter{}) {
			if want := fmt.Sprintf("r%04d", i); r.ID != want || *r.Events[0].Participants[0].Name != fmt.Sprintf("Name %d", i) {
				t.Fatalf("at %d found %s %+v", i, r.ID, r.Events)
			}
		}
		stop, n := errors.New("enough"), 0
		if err := s.store.Walk(s.Context(), store.WalkFilter{}, func(*holding.Report) error { n++; return stop }); err != stop || n != 1 {
			t.Errorf("found %v after %d, expected to stop at once", err, n)
		}
	},
	"some-reports": func(t *testing.T, s suite) {
		year(s)
		s.list("two", walkedIDs(s.walked(store.WalkFilter{Reports: []string{"p3", "p1", "p9"}})), "p1 p3")
		s.list("none", walkedIDs(s.walked(store.WalkFilter{Reports: []string{}})), "")
	},
	// heads are those of a walk, and those that changed since are all that a walk shows
	// to be others
	"heads": func(t *testing.T, s suite) {
		var known store.Moment
		all := map[string]holding.Report{}
		since := func(what, want string) {
			t.Helper()
			ids := []string{}
			var err error
			if known, err = s.store.WalkHeads(s.Context(), known, func(r *holding.Report) error {
				ids = append(ids, r.ID)
				all[r.ID] = *r
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			s.list(what, ids, want)
			for _, r := range s.walked(store.WalkFilter{NoEvents: true, NoPlans: true, NoActs: true, NoMentions: true}) {
				r.Title, r.Mentions = "", nil
				s.same(what, all[r.ID], *r)
			}
		}
		year(s)
		since("all", "p0 p1 p2 p3")
		since("nothing new", "")
		s.add(report("a", "2024-05-01", "one").retrieved("2024-05-01T10:00:00Z").event(rostrum.TypeMeeting, ""), report("b", "2024-05-02", "x").headline())
		since("new ones", "a b")
		s.add(report("a", "2024-05-01", "one").retrieved("2024-05-02T10:00:00Z"))
		s.add(report("a", "2024-05-01", "two").retrieved("2024-05-03T10:00:00Z"))
		since("a version", "a")
		s.add(report("b", "2024-05-02", "text"))
		since("a text", "b")
		s.add(report("a", "2024-05-01", "two").retrieved("2024-05-03T10:00:00Z").profile("p2", "1").kind(rostrum.KindNews))
		since("an extraction", "a")
		stop := errors.New("enough")
		if got, err := s.store.WalkHeads(s.Context(), store.Moment{}, func(*holding.Report) error { return stop }); err != stop || got != (store.Moment{}) {
			t.Errorf("found %v, %v, expected to stop at once", got, err)
		}
	},
	"versions": func(t *testing.T, s suite) {
		s.add(report("a", "2024-05-01", "one").retrieved("2024-05-01T10:00:00Z").event(rostrum.TypeMeeting, "", "Ann Example/principal"),
			report("b", "2024-05-01", "one"), report("c", "2024-05-02", "x").headline(), report("c", "2024-05-02", "one"),
			report("a", "2024-05-01", "two").retrieved("2024-05-03").event(rostrum.TypeMeeting, "", "Ben Example/principal"),
			report("a", "2024-05-01", "one").retrieved("2024-05-05T01:00:00+02:00"))
		got := ""
		walk := func(r *holding.Report) error {
			got += r.ID + " " + r.Text[strings.LastIndexByte(r.Text, ' ')+1:] + " " + r.Known + " "
			if len(r.Events) > 0 {
				got += *r.Events[0].Participants[0].Name
			}
			got += "; "
			return nil
		}
		if err := s.store.WalkVersions(s.Context(), store.WalkFilter{Text: true}, walk); err != nil {
			t.Fatal(err)
		}
		// c had a headline before it had a text
		if want := "a one 2024-05-01 Ann Example; a two 2024-05-03 Ben Example; "; got != want {
			t.Errorf("versions\nfound    %s\nexpected %s", got, want)
		}
		got = ""
		captures := func(h *holding.History) error {
			got += h.Report + " " + h.Published
			for i := range h.Captures {
				got += " " + h.Captures[i].At + "=" + h.Captures[i].Version[7:10]
			}
			got += "; "
			return nil
		}
		last, err := s.store.WalkCaptures(s.Context(), store.WalkFilter{}, 0, captures)
		if err != nil {
			t.Fatal(err)
		}
		one, two := report("a", "2024-05-01", "one").r.Version()[7:10], report("a", "2024-05-01", "two").r.Version()[7:10]
		want := fmt.Sprintf("a 2024-05-01 2024-05-01T10:00:00Z=%s 2024-05-03=%s 2024-05-04T23:00:00Z=%s; b 2024-05-01 =%s; c 2024-05-02 =%s; ",
			one, two, one, report("b", "2024-05-01", "one").r.Version()[7:10], report("c", "2024-05-02", "one").r.Version()[7:10])
		if got != want {
			t.Errorf("captures\nfound    %s\nexpected %s", got, want)
		}
		stop, n := errors.New("enough"), 0
		if got, err := s.store.WalkCaptures(s.Context(), store.WalkFilter{From: "2024-05-02"}, 0, func(*holding.History) error { n++; return stop }); got != 0 || err != stop || n != 1 {
			t.Errorf("found %v after %d, expected to stop at once", err, n)
		}
		since := func(what, want string) {
			t.Helper()
			got = ""
			if last, err = s.store.WalkCaptures(s.Context(), store.WalkFilter{}, last, captures); err != nil {
				t.Fatal(err)
			}
			if got != want {
				t.Errorf("captures since then, %s\nfound    %s\nexpected %s", what, got, want)
			}
		}
		since("of nothing", "")
		s.add(report("a", "2024-05-01", "two").retrieved("2024-05-07"), report("d", "2024-05-03", "x").headline(), report("a", "2024-05-01", "one").retrieved("2024-05-06"))
		since("of what is held", fmt.Sprintf("a 2024-05-01 2024-05-06=%s 2024-05-07=%s; ", one, two))
		s.add(report("e", "2024-05-03", "one").retrieved("2024-05-08"))
		since("of what is new", fmt.Sprintf("e 2024-05-03 2024-05-08=%s; ", report("e", "2024-05-03", "one").r.Version()[7:10]))
	},
}
