package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

func (s suite) query(text string) *search.Query {
	s.Helper()
	q, err := search.Parse(text)
	if err != nil {
		s.Fatalf("%s: %v", text, err)
	}
	return q
}

func (s suite) search(f store.SearchFilter) *store.SearchPage {
	s.Helper()
	p, err := s.store.Search(s.Context(), f)
	if err != nil {
		s.Fatalf("Search(%s): %v", f.Query, err)
	}
	return p
}

// finds names the reports that a query finds, newest first.
func (s suite) finds(query, want string) {
	s.Helper()
	p := s.search(store.SearchFilter{Query: s.query(query)})
	var got []string
	for _, h := range p.Hits {
		got = append(got, h.Report)
	}
	s.list(query, got, want)
	if p.Reports != len(got) {
		s.Errorf("%s: %d reports are counted, %d listed", query, p.Reports, len(got))
	}
	ranked := s.search(store.SearchFilter{Query: s.query(query), Rank: true})
	var again []string
	for _, h := range ranked.Hits {
		again = append(again, h.Report)
	}
	slices.Sort(got)
	slices.Sort(again)
	if !slices.Equal(got, again) {
		s.Errorf("%s: ranked, it finds %v", query, again)
	}
}

// glued holds that a person's name is found by its words where the source ran it together
// with others, in what Index makes findable too.
func glued(_ *testing.T, s suite) {
	text := "There spoke the secretaryKim Cholbriefly."
	m := report("g", "2024-09-02", text)
	at := strings.Index(text, "Kim")
	m.x.Mentions = []rostrum.Mention{{Kind: rostrum.MentionPerson, Name: "Kim Chol", At: rostrum.Span{Field: rostrum.FieldText, Start: at, End: at + len("Kim Chol")}}}
	s.add(m)
	s.finds(`"secretary kim chol briefly"`, "g")
	s.finds("secretarykim", "")
	if h := s.search(store.SearchFilter{Query: s.query("chol")}).Hits; len(h) != 1 || len(h[0].People) != 1 {
		s.Errorf("expected whom it mentions, got %+v", h)
	}
}

// field is what the tests of searches look at.
func field(s suite) {
	s.Helper()
	s.add(
		report("a", "2024-09-02", "The ploughs were inspected on the spot.").event(rostrum.TypeInspection, "", "Kim Jong-un/principal/general secretary", "Jo Yong Won/companion/secretary").at("the Example Plough Works", "Hamju County"),
		report("b", "2024-09-05", "A plough and a sickle were shown. The sickle was new.").lang("es").outlet("Herald"),
		report("c", "2024-09-05", "El arado, los arados; nobody inspects them.").lang("es"),
		report("d", "", "Undated: plough, sickle, plough.").act(rostrum.ActPraise, "x", "Well done.").plan("p", "", "", rostrum.StatusFulfilled),
		report("e", "2024-10-01", "김정은 동지 spoke of Élodie’s plough-share.").lang("ko").none(rostrum.StatusNotExtracted, "language: ko"),
	)
}

// searching holds what Search promises.
var searching = map[string]func(*testing.T, suite){
	"names-run-together": glued,
	"words": func(_ *testing.T, s suite) {
		field(s)
		s.finds("plough", "e b a d") // ploughs too, where English is read
		s.finds(`"plough"`, "e b d")
		s.finds("arado", "c")
		s.finds("inspection", "a") // by its stem, in English alone
		s.finds("inspect*", "c a")
		s.finds("SICKLE -new", "d")
		s.finds(`"on the spot"`, "a")
		s.finds(`"the on spot"`, "")
		s.finds("elodie", "e")
		s.finds(`"plough share"`, "e")
		s.finds("plough NEAR/1 sickle", "d")
		s.finds("NEAR(plough sickle, 2)", "b d")
		s.finds("김정은", "e")
		s.finds("title", "e b c a d")
		s.finds(`"of a the"`, "") // not from the title into the text
		s.finds("nothing", "")
		s.finds("sickle OR spot", "b a d")
		s.finds("NOT plough", "c")
	},
	"fields": func(_ *testing.T, s suite) {
		field(s)
		s.finds(`person:"Kim Jong Un"`, "a")
		s.finds("person:Kim", "")
		s.finds("person:kim*", "a")
		s.finds("post:secretary", "a")
		s.finds(`post:"general secretary"`, "a")
		s.finds("type:inspection role:companion", "a")
		s.finds(`site:"plough works"`, "a")
		s.finds("site:hamju", "a")
		s.finds("outlet:herald", "b")
		s.finds("lang:es", "b c")
		s.finds("lang:ko plough", "e")
		s.finds("act:praise", "d")
		s.finds("plan:fulfilled", "d")
		s.finds("act:threat", "")
		s.finds("from:2024-09-03", "e b c")
		s.finds("to:2024-09", "b c a")
		s.finds("from:2024-09-05 to:2024-09-05 plough", "b")
		s.finds("-from:2024", "d")
	},
	"of-what-a-query-finds": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-01-01", "plough").event(rostrum.TypeMeeting, "", "Pak Chol/host/Vice-Premier of Works").act(rostrum.ActPraise, "Ri Il", "Well done.").plan("a plan", "", "", rostrum.StatusFulfilled),
			report("b", "2024-01-02", "sickle").event(rostrum.TypeMeeting, "", "Pak Chol/host/minister", "Ri Chol/attendee/Vice-Premier").act(rostrum.ActPraise, "Ri Il", "Very well.").plan("another", "", "", rostrum.StatusFulfilled))
		s.batch(report("a", "2024-01-01", "plough").kind(rostrum.KindSpeech).profile("p2", "1").event(rostrum.TypeMeeting, "", "Pak Chol/host/Vice-Premier of Works").
			act(rostrum.ActPraise, "Ri Il", "Well done.").plan("a plan", "", "", rostrum.StatusFulfilled).item())
		q := s.query("plough")
		s.list("events", s.found(store.EventFilter{In: q}), "a.1")
		s.list("by words and person", s.found(store.EventFilter{In: q, Person: "Ri Chol"}), "")
		s.list("all", s.found(store.EventFilter{In: s.query("plough OR sickle")}), "a.1 b.1")
		if p := s.people(store.EventFilter{In: q}); len(p) != 1 || p[0].Appearances != 1 {
			s.Errorf("people: %+v", p)
		}
		if p := s.plans(store.PlanFilter{In: q}); len(p.Items) != 1 || p.Items[0].Report != "a" {
			s.Errorf("plan claims: %+v", p.Items)
		}
		if p := s.acts(store.ActFilter{In: q}); len(p.Items) != 1 || p.Items[0].Report != "a" {
			s.Errorf("acts: %+v", p.Items)
		}
		if p := s.acts(store.ActFilter{Kinds: []string{rostrum.KindSpeech}}); len(p.Items) != 1 || p.Items[0].Report != "a" {
			s.Errorf("acts of speeches: %+v", p.Items)
		}
		if p := s.plans(store.PlanFilter{Kinds: []string{rostrum.KindSpeech, rostrum.KindList}}); len(p.Items) != 1 || p.Items[0].Report != "a" {
			s.Errorf("plan claims of speeches: %+v", p.Items)
		}
		if c := s.counts(store.ReportFilter{In: q}); c.Reports != 1 || c.Events != 1 {
			s.Errorf("counts: %+v", c)
		}
		s.list("a post", s.found(store.EventFilter{Post: "vice premier"}), "a.1 b.1")
		s.list("his post", s.found(store.EventFilter{Post: "vice-premier", Person: "Pak Chol"}), "a.1")
		s.list("no such post", s.found(store.EventFilter{Post: "marshal"}), "")
		if p := s.people(store.EventFilter{Post: "VICE PREMIER"}); len(p) != 2 {
			s.Errorf("people by post: %+v", p)
		}
	},
	"looked-is-what-counts-say": func(_ *testing.T, s suite) {
		archive(s)
		check := func() {
			s.Helper()
			for _, f := range []store.ReportFilter{{}, {From: "2024-09-03"}, {To: "2024-09-02"}, {From: "2024-09", To: "2024-09"}, {Outlet: "herald"}, {Lang: "es"}, {Lang: "none"},
				{In: s.query("gazette")}, {In: s.query("edited OR list"), From: "2024-09-05"}, {Outlet: "Gazette", Lang: "en", From: "2024-01-01", To: "2024-12-31"},
				{Kinds: []string{rostrum.KindNews}}, {Status: rostrum.StatusFailed}, {Undated: true}, {Report: "a"}, {Outlet: `a "b"`}} {
				l, err := s.store.Looked(s.Context(), f)
				if err != nil {
					s.Fatal(err)
				}
				c := s.counts(f)
				what := func(c *store.Counts) []any {
					return []any{c.Reports, c.Days, c.Undated, c.First, c.Last, c.Langs, c.Outlets, c.Status, c.Coverage}
				}
				s.same(fmt.Sprintf("%+v", f), what(l), what(c))
			}
		}
		check()
		// of two coverages
		it := report("later", "2024-09-09", "text").item()
		it.Import = s.begin(store.Import{Coverage: store.CoverageComplete})
		s.batch(it)
		check()
	},
	"a-hit": func(_ *testing.T, s suite) {
		field(s)
		p := s.search(store.SearchFilter{Query: s.query("spot"), Rank: true})
		want := report("a", "2024-09-02", "The ploughs were inspected on the spot.")
		if len(p.Hits) != 1 || p.Hits[0].Score <= 0 || p.Hits[0].Text != want.r.Text || p.Hits[0].Extraction != nil {
			s.Fatalf("got %+v", p.Hits)
		}
		p.Hits[0].Score = 0
		s.same("hit", p.Hits[0], store.SearchHit{Report: "a", Outlet: "Gazette", Lang: "en", Published: "2024-09-02", Title: "Title of a", Version: want.x.Version})
		s.same("looked at", p.Looked, store.Counts{Reports: 5, Days: 3, Undated: 1, First: "2024-09-02", Last: "2024-10-01", Langs: map[string]int{"en": 2, "es": 2, "ko": 1},
			Outlets: map[string]int{"Gazette": 4, "Herald": 1}, Status: map[string]int{rostrum.StatusExtracted: 4, rostrum.StatusNotExtracted: 1}})
		if p.Unindexed != 0 || p.Ranked != 1 || p.Reports != 1 {
			s.Errorf("%d not indexed, %d ranked of %d", p.Unindexed, p.Ranked, p.Reports)
		}
		p = s.search(store.SearchFilter{Query: s.query("role:companion"), Rank: true})
		if len(p.Hits) != 1 || p.Hits[0].Extraction == nil || len(p.Hits[0].Extraction.Events) != 1 || p.Ranked != 0 {
			s.Errorf("by records: %+v", p)
		}
	},
	"ranked": func(_ *testing.T, s suite) {
		s.add(report("once", "2024-01-03", "plough "+strings.Repeat("word ", 50)), report("often", "2024-01-01", strings.Repeat("plough ", 3)+strings.Repeat("word ", 48)),
			report("short", "2024-01-02", "plough plough"), report("none", "2024-01-04", "word"))
		var got []string
		for _, h := range s.search(store.SearchFilter{Query: s.query("plough"), Rank: true}).Hits {
			got = append(got, h.Report)
		}
		s.list("plough", got, "short often once")
	},
	"newest-version-alone": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-01-01", "plough").retrieved("2024-01-01"), report("b", "2024-01-01", "hoe"))
		s.add(report("a", "2024-01-01", "sickle").retrieved("2024-01-03"))
		s.finds("plough", "")
		s.finds("sickle", "a")
		s.add(report("a", "2024-01-01", "anvil").retrieved("2024-01-02")) // an older capture
		s.finds("anvil", "")
		s.finds("sickle", "a")
		s.add(report("a", "2024-01-01", "plough").retrieved("2024-01-09")) // the first text is back
		s.finds("plough", "a")
		s.finds("sickle", "")
		s.finds("NOT nothing", "a b")
	},
	"within-one-batch": func(_ *testing.T, s suite) {
		s.batch(report("a", "2024-01-01", "plough").item(), report("b", "2024-01-01", "hoe").item(), report("a", "2024-01-01", "sickle").retrieved("2024-01-03").item(),
			report("b", "2024-01-01", "hoe").item())
		s.finds("plough", "")
		s.finds("sickle OR hoe", "a b")
	},
	"read-anew": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-01-01", "text").event(rostrum.TypeMeeting, "", "Pak Chol/host"), report("a", "2024-01-01", "text").profile("p2", "2").event(rostrum.TypeDrill, "", "Ri Chol/host"))
		s.finds("type:meeting OR person:pakchol", "")
		s.finds("type:drill person:richol", "a")
		s.finds("text", "a")
	},
	"what-the-report-keeps": func(_ *testing.T, s suite) {
		// read anew from an input that says otherwise of what is held
		s.add(report("a", "2024-01-01", "text"))
		again := report("a", "2024-06-01", "text").profile("p2", "2").outlet("Herald")
		s.add(again)
		p := s.search(store.SearchFilter{Query: s.query("text")})
		listed, err := s.store.FindReports(s.Context(), store.ReportFilter{})
		if err != nil {
			s.Fatal(err)
		}
		line := listed.Items[0]
		s.finds("from:"+line.Published+" to:"+line.Published+" outlet:"+line.Outlet, "a")
		if p.Looked.First != line.Published || p.Looked.Outlets[line.Outlet] != 1 {
			s.Errorf("looked at %+v, listed is %+v", p.Looked, line)
		}
	},
	"not-what-was-rejected": func(_ *testing.T, s suite) {
		s.batch(rejected("in", 1, "plough"), report("a", "", "plough").item())
		s.finds("plough", "a")
	},
	"pages": func(_ *testing.T, s suite) {
		for i := range 50 {
			s.add(report(fmt.Sprintf("r%02d", (i*17)%50), []string{"", "2024-01-01", "2024-01-02"}[i%3], strings.Repeat("plough ", 1+i%4)))
		}
		for _, rank := range []bool{false, true} {
			whole := s.search(store.SearchFilter{Query: s.query("plough"), Rank: rank})
			if len(whole.Hits) != 50 || whole.Next != "" {
				s.Fatalf("%d hits", len(whole.Hits))
			}
			for _, n := range []int{1, 7, 49, 50} {
				var got []store.SearchHit
				f := store.SearchFilter{Query: s.query("plough"), Rank: rank, Limit: n}
				for {
					p := s.search(f)
					if len(p.Hits) > n || p.Reports != 50 {
						s.Fatalf("%d hits of %d in a page of %d", len(p.Hits), p.Reports, n)
					}
					got = append(got, p.Hits...)
					if f.Cursor = p.Next; p.Next == "" {
						break
					}
				}
				s.same(fmt.Sprintf("by %d, ranked %v", n, rank), got, whole.Hits)
			}
		}
		newest := s.search(store.SearchFilter{Query: s.query("plough"), Limit: 3}).Next
		for name, f := range map[string]store.SearchFilter{"of another order": {Query: s.query("plough"), Rank: true, Cursor: newest}, "nonsense": {Query: s.query("plough"), Cursor: "x!"},
			"of another list": {Query: s.query("plough"), Cursor: "WyJzZWFyY2ggbmV3ZXN0IiwieCIsInkiLCJ6Il0"}} {
			_, err := s.store.Search(s.Context(), f)
			s.code(name, err, rostrum.CodeInvalid)
		}
		last := s.search(store.SearchFilter{Query: s.query("plough"), Limit: 3}).Hits[2]
		s.add(report("later", "2030-01-01", "plough"))
		for _, h := range s.search(store.SearchFilter{Query: s.query("plough"), Cursor: newest}).Hits {
			if h.Published > last.Published || h.Published == last.Published && h.Report <= last.Report {
				s.Errorf("%s of %s is shown again", h.Report, h.Published)
			}
		}
	},
	"nothing-held": func(_ *testing.T, s suite) {
		p := s.search(store.SearchFilter{Query: s.query("plough OR NOT plough"), Rank: true})
		if p.Hits == nil || len(p.Hits) != 0 || p.Reports != 0 || p.Looked.Reports != 0 || p.Looked.First != "" {
			s.Errorf("got %+v", p)
		}
	},
	"cancelled": func(t *testing.T, s suite) {
		field(s)
		if _, err := s.store.Search(cancelled(t), store.SearchFilter{Query: s.query("plough")}); err == nil {
			s.Error("no error")
		}
	},
	"while-adding": func(t *testing.T, s suite) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			for i := range 60 {
				if _, err := s.store.Add(t.Context(), []store.Item{report(fmt.Sprintf("r%02d", i), "2024-01-01", "plough").item()}); err != nil {
					t.Error(err)
				}
			}
		}()
		for seen := 0; seen < 60; {
			p, err := s.store.Search(t.Context(), store.SearchFilter{Query: s.query("plough")})
			if err != nil {
				t.Error(err)
				break
			}
			if p.Reports < seen || p.Reports != len(p.Hits) || p.Reports != p.Looked.Reports {
				t.Errorf("%d reports, %d hits, %d looked at, after %d", p.Reports, len(p.Hits), p.Looked.Reports, seen)
			}
			seen = p.Reports
		}
		<-done
	},
}
