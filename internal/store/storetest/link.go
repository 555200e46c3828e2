package storetest

import (
	"fmt"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// unrelated gives the days that are marked.
func (s suite) unrelated() ([]store.Mark, []string) {
	s.Helper()
	marks, err := s.store.Unrelated(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	days := []string{}
	for _, m := range marks {
		days = append(days, m.Day)
	}
	return marks, days
}

// texts gives the reports of some days that have a text, by id.
func (s suite) texts(from, to string) (map[string]store.Text, []string) {
	s.Helper()
	found, err := s.store.FindTexts(s.Context(), from, to)
	if err != nil {
		s.Fatal(err)
	}
	of, ids := map[string]store.Text{}, []string{}
	for _, t := range found {
		of[t.ID] = t
		ids = append(ids, t.ID)
	}
	return of, ids
}

func (s suite) relations(decided []store.Decided, done []store.Mark) {
	s.Helper()
	if err := s.store.SetRelations(s.Context(), decided, done); err != nil {
		s.Fatal(err)
	}
}

// links names the links of a list: kind:from>to.
func (s suite) links(f store.LinkFilter) ([]string, string) {
	s.Helper()
	p, err := s.store.FindLinks(s.Context(), f)
	if err != nil {
		s.Fatal(err)
	}
	names := []string{}
	for _, l := range p.Items {
		names = append(names, l.Kind+":"+l.From.ID+">"+l.To.ID)
	}
	return names, p.Next
}

// relating holds what a store keeps of reports that belong together.
var relating = map[string]func(*testing.T, suite){
	"marks": func(_ *testing.T, s suite) {
		s.list("of an empty store", second(s.unrelated()), "")
		s.add(report("a", "2024-05-18", "text"), report("b", "2024-05-16", "text"), report("c", "", "text"), report("h", "2024-05-17", "-").headline())
		marks, days := s.unrelated()
		s.list("of new reports with a text and a day", days, "2024-05-16 2024-05-18")
		s.relations(nil, marks)
		s.list("when all is decided", second(s.unrelated()), "")
		s.add(report("a", "2024-05-18", "text"), report("a", "2024-05-18", "text").retrieved("2024-05-30"))
		s.list("when nothing new came", second(s.unrelated()), "")
		s.add(report("a", "2024-05-19", "other").retrieved("2024-05-31"))
		s.list("of a report that has another day now", second(s.unrelated()), "2024-05-18 2024-05-19")
		marks, _ = s.unrelated()
		s.add(report("d", "2024-05-18", "text"))
		s.relations(nil, marks)
		s.list("of a day of which something came meanwhile", second(s.unrelated()), "2024-05-18")
		marks, _ = s.unrelated()
		s.relations(nil, marks)
		s.add(report("b", "2024-05-16", "text").profile("p2", "1"))
		s.list("of a report that was read anew", second(s.unrelated()), "2024-05-16")
		s.add(report("h", "2024-05-17", "text"))
		s.list("of a headline that was filled", second(s.unrelated()), "2024-05-16 2024-05-17")
	},
	"texts": func(_ *testing.T, s suite) {
		s.add(report("b", "2024-05-18", "old").retrieved("2024-05-18"), report("a", "2024-05-18", "text").lang("es").outlet("Herald"), report("b", "2024-05-18", "new").retrieved("2024-05-19"),
			report("c", "2024-05-20", "text"), report("h", "2024-05-18", "-").headline(), report("u", "", "text"))
		of, ids := s.texts("2024-05-18", "2024-05-19")
		s.list("by day, then id", ids, "a b")
		a, b := of["a"], of["b"]
		if b.Text != sentence("b", "new") || a.Lang != "es" || a.Outlet != "Herald" || a.Published != "2024-05-18" || a.Key == b.Key {
			s.Errorf("got %+v and %+v", a, b)
		}
		s.list("of no day", second(s.texts("2024-06-01", "2024-06-30")), "")
	},
	"links": func(t *testing.T, s suite) {
		s.add(report("a", "2024-05-16", "text"), report("b", "2024-05-18", "text"), report("c", "2024-05-18", "text").lang("es"), report("d", "2024-06-02", "text").outlet("Herald"),
			report("a", "2024-05-16", "other").retrieved("2024-05-20").titled("A New Title"))
		of, _ := s.texts("2024-05-01", "2024-06-30")
		link := func(from, to, kind string, names ...string) store.KeyedLink {
			return store.KeyedLink{From: of[from].Key, To: of[to].Key, Day: max(of[from].Published, of[to].Published), Kind: kind, Score: 0.75, Names: names}
		}
		may := store.Decided{From: "2024-05-13", To: "2024-05-19", Links: []store.KeyedLink{
			link("c", "b", store.LinkTwin, "Kim Chol Su", "214"), link("b", "a", store.LinkRetelling), link("a", "c", store.LinkSummary)}}
		june := store.Decided{From: "2024-05-27", To: "2024-06-02", Links: []store.KeyedLink{link("d", "c", store.LinkRetelling)}}
		for range 2 { // doing it again changes nothing
			s.relations([]store.Decided{may, june}, nil)
			got, _ := s.links(store.LinkFilter{})
			s.list("all", got, "summary:a>c retelling:b>a twin:c>b retelling:d>c")
		}
		p, err := s.store.FindLinks(s.Context(), store.LinkFilter{Kinds: []string{store.LinkTwin, store.LinkSummary}})
		if err != nil || len(p.Items) != 2 {
			t.Fatalf("got %+v, %v", p, err)
		}
		ref := func(id, outlet, lang, day, title string) store.ReportRef {
			return store.ReportRef{ID: id, Outlet: outlet, Lang: lang, Published: day, Title: title}
		}
		s.same("a twin", p.Items[1], store.Link{Kind: "twin", Score: 0.75, Names: []string{"Kim Chol Su", "214"},
			From: ref("c", "Gazette", "es", "2024-05-18", "Title of c"), To: ref("b", "Gazette", "en", "2024-05-18", "Title of b")})
		s.same("a summary", p.Items[0], store.Link{Kind: "summary", Score: 0.75, Names: []string{},
			From: ref("a", "Gazette", "en", "2024-05-16", "A New Title"), To: ref("c", "Gazette", "es", "2024-05-18", "Title of c")})
		s.same("those of a report", s.report("b").Links[1], p.Items[1])
		s.same("those of one without", s.add(report("e", "2024-07-01", "text")), []store.Outcome{store.New})
		s.same("none", s.report("e").Links, []store.Link{})
		for _, tt := range []struct {
			f    store.LinkFilter
			want string
		}{
			{store.LinkFilter{Report: "b"}, "retelling:b>a twin:c>b"}, {store.LinkFilter{Report: "none"}, ""}, {store.LinkFilter{Outlet: "herald"}, "retelling:d>c"},
			{store.LinkFilter{From: "2024-05-17", To: "2024-05-18"}, "summary:a>c retelling:b>a twin:c>b retelling:d>c"}, {store.LinkFilter{To: "2024-05-16"}, "summary:a>c retelling:b>a"},
			{store.LinkFilter{From: "2024-06"}, "retelling:d>c"}, {store.LinkFilter{From: "2024-05-19", Kinds: []string{store.LinkTwin}}, ""},
		} {
			got, _ := s.links(tt.f)
			s.list(fmt.Sprintf("%+v", tt.f), got, tt.want)
		}
		var all []string
		f := store.LinkFilter{Limit: 1}
		for {
			got, next := s.links(f)
			all = append(all, got...)
			if f.Cursor = next; next == "" {
				break
			}
		}
		s.list("page by page", all, "summary:a>c retelling:b>a twin:c>b retelling:d>c")
		_, err = s.store.FindLinks(s.Context(), store.LinkFilter{Cursor: "x"})
		s.code("a cursor that is none", err, rostrum.CodeInvalid)
		// What is decided anew takes the place of what was.
		s.relations([]store.Decided{{From: "2024-05-13", To: "2024-05-19", Links: may.Links[:1]}}, nil)
		got, _ := s.links(store.LinkFilter{})
		s.list("decided anew", got, "twin:c>b retelling:d>c")
		if s.store.SetRelations(cancelled(t), []store.Decided{may}, nil) == nil {
			s.Error("a cancelled context went unnoticed")
		}
	},
}

func second[A, B any](_ A, b B) B { return b }
