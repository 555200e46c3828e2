package storetest

import (
	"crypto/sha256"
	"fmt"
	"testing"

	"github.com/rostrum-watch/rostrum"
	packing "github.com/rostrum-watch/rostrum/internal/archive"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// url puts a report at an address.
func (m *made) url(url string) *made {
	m.r.URL = url
	return m
}

// titled gives a report a title.
func (m *made) titled(title string) *made {
	m.r.Title, m.x.Title = title, title
	m.x.Version = m.r.Version()
	return m
}

// headline takes the text away.
func (m *made) headline() *made {
	m.r.Text = ""
	m.x.Version = m.r.Version()
	return m.none(rostrum.StatusNotExtracted, "headline only")
}

// archiving holds how reports are recognised, what their versions and captures
// are, and that the log proves it.
var archiving = map[string]func(*testing.T, suite){
	"alias": func(_ *testing.T, s suite) {
		s.outcomes("adding", s.add(report("a", "2024-05-18", "text"), report("b", "2024-05-18", "text").titled("Title of a"), // another text
			report("c", "2024-05-18", sentence("a", "text")).titled("Title of a")), store.New, store.NewVersion, store.Alias)
		r := s.report("c")
		if r.ID != "a" || len(r.Versions) != 2 {
			s.Errorf("got %s with %d versions", r.ID, len(r.Versions))
		}
		s.list("aliases", r.Aliases, "b c")
		s.list("addresses", r.Addresses, "https://example.org/a https://example.org/b https://example.org/c")
		if c := s.counts(store.ReportFilter{Report: "b"}); c.Reports != 1 || c.Versions != 2 {
			s.Errorf("counts by an alias: %+v", c)
		}
	},
	"another-story-at-an-address": func(_ *testing.T, s suite) {
		other := report("a", "2024-05-18", "A choir of the Salt Coast sang in the great hall on the eve of the feast.").titled("Choir Sings")
		s.outcomes("adding", s.add(report("a", "2024-05-18", "text"), other, other), store.New, store.New, store.Duplicate)
		r := s.report("a-" + other.x.Version[len("sha256:"):][:8])
		s.list("addresses", r.Addresses, "https://example.org/a")
		if got := *s.report("a").Extraction.Text; got != sentence("a", "text") {
			s.Errorf("the first report is %q now", got)
		}
	},
	"originals": func(_ *testing.T, s suite) {
		key := s.begin(store.Import{Inputs: []string{"in"}, Coverage: store.CoverageUnknown})
		raw := func(m *made, bytes string) store.Item {
			it := m.item()
			it.Import, it.Raw, it.RawSum = key, packing.Pack([]byte(bytes)), sha256.Sum256([]byte(bytes))
			return it
		}
		later := report("a", "2024-05-18", sentence("a", "edited"))
		s.batch(raw(report("a", "2024-05-18", "text").retrieved("2024-05-18"), hostileText), raw(later.retrieved("2024-05-19"), "<b>"), raw(report("b", "2024-05-18", "other"), "no"))
		got, err := s.store.Originals(s.Context(), "a")
		if err != nil || len(got) != 2 || string(got[0].Raw) != hostileText || string(got[1].Raw) != "<b>" {
			s.Fatalf("got %+v, %v", got, err)
		}
		if o := got[1]; o.Version != later.x.Version || o.ID != "a" || o.Address != "https://example.org/a" || o.Retrieved != "2024-05-19" || o.Input != "a.jsonl" || o.Item != 1 {
			s.Errorf("the second is %+v", o)
		}
		s.add(report("c", "2024-05-18", "kept without bytes"))
		if got, err := s.store.Originals(s.Context(), "c"); err != nil || len(got) != 1 || got[0].Raw != nil {
			s.Errorf("without bytes: %+v, %v", got, err)
		}
		_, err = s.store.Originals(s.Context(), "none")
		s.code("of no report", err, rostrum.CodeNotFound)
	},
	"listing": func(_ *testing.T, s suite) {
		key := s.begin(store.Import{Inputs: []string{"day"}, Coverage: store.CoverageUnknown})
		on := func(id, word string) store.Item {
			it := report(id, "2024-05-18", word).url("https://example.org/day").item()
			it.Import = key
			return it
		}
		s.outcomes("a day", s.batch(on("a", "x"), on("b", "y"), on("b", "edited")), store.New, store.New, store.NewVersion)
		// The address is known for what it is by now, whatever the import.
		s.begin(store.Import{Inputs: []string{"again"}, Coverage: store.CoverageUnknown})
		moved := report("", "2024-05-18", sentence("a", "z")).titled("Title of c").url("https://example.org/day")
		moved.x.ID = "c"
		s.outcomes("later", s.add(moved), store.New)
	},
	"one-capture-after-another": func(_ *testing.T, s suite) {
		s.outcomes("two captures", s.batch(report("", "2024-05-18", sentence("a", "x")).titled("One").url("u").retrieved("2024-05-18").named("a").item(),
			report("", "2024-05-18", sentence("a", "y")).titled("Two").url("u").retrieved("2024-05-19").named("b").item()), store.New, store.NewVersion)
	},
	"headlines": func(_ *testing.T, s suite) {
		head := func(id string) *made {
			return report(id, "2024-05-18", "-").titled("Steward at Yard").headline()
		}
		text := func(id string) *made { return report(id, "2024-05-18", "text").titled("Steward at Yard") }
		s.outcomes("filled", s.add(head("h1"), head("h1"), text("t1"), head("h1")), store.Headline, store.Duplicate, store.Filled, store.Duplicate)
		r := s.report("t1")
		if r.ID != "h1" || r.Extraction.Status != rostrum.StatusExtracted || len(r.Versions) != 2 || r.Versions[0].Bytes == 0 {
			s.Errorf("got %s, %s, %+v", r.ID, r.Extraction.Status, r.Versions)
		}
		if c := s.counts(store.ReportFilter{}); c.Reports != 1 || c.Versions != 1 {
			s.Errorf("counts: %+v", c)
		}
		s.outcomes("joined", s.add(report("t2", "2024-05-19", "text"), report("h2", "2024-05-19", "-").titled("TITLE of t2").headline().retrieved("2024-06-01")), store.New, store.Joined)
		if r := s.report("h2"); r.ID != "t2" || r.Extraction.Status != rostrum.StatusExtracted || r.Versions[1].Bytes != 0 {
			s.Errorf("got %s, %s, %+v", r.ID, r.Extraction.Status, r.Versions)
		}
	},
	"edited-and-displaced": func(_ *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "one").retrieved("2024-05-18"), report("a", "2024-05-18", "two").retrieved("2024-06-02"),
			report("b", "2024-05-18", "one").retrieved("2024-05-18"),
			report("", "2024-06-03", "A choir of the Salt Coast sang in the great hall on the eve of the feast.").titled("Choir Sings").url("https://example.org/b").retrieved("2024-06-04").named("choir"))
		for _, tt := range []struct {
			f                 store.ReportFilter
			edited, displaced string
		}{
			{store.ReportFilter{}, "a", "b"}, {store.ReportFilter{From: "2024-05-18", To: "2024-05-18"}, "a", "b"}, {store.ReportFilter{From: "2024-06-02"}, "a", "b"},
			{store.ReportFilter{From: "2024-06-03"}, "", "b"}, {store.ReportFilter{From: "2024-06-05"}, "", ""}, {store.ReportFilter{Outlet: "Herald"}, "", ""},
			{store.ReportFilter{To: "2024-05-17"}, "", ""}, {store.ReportFilter{To: "2024-05-31"}, "a", "b"},
		} {
			edited, err := s.store.FindEdited(s.Context(), tt.f)
			if err != nil {
				s.Fatal(err)
			}
			displaced, err := s.store.FindDisplaced(s.Context(), tt.f)
			if err != nil {
				s.Fatal(err)
			}
			var names, others []string
			for _, e := range edited.Items {
				names = append(names, e.ID)
				s.same("captures", []any{e.Versions, e.First, e.Last}, []any{2, "2024-05-18", "2024-06-02"})
			}
			for _, d := range displaced.Items {
				others = append(others, d.ID)
				s.same("by", []any{d.Address, d.Other, d.At}, []any{"https://example.org/b", "choir", "2024-06-04"})
			}
			s.list(fmt.Sprintf("edited %+v", tt.f), names, tt.edited)
			s.list(fmt.Sprintf("displaced %+v", tt.f), others, tt.displaced)
		}
	},
	"imports": func(_ *testing.T, s suite) {
		i := store.Import{Inputs: []string{"a.jsonl", "b.jsonl"}, Coverage: store.CoverageSample, Rule: "the first of each topic", Breaks: []string{"none of May"}, Began: "2024-06-01T00:00:00Z"}
		key := s.begin(i)
		it := report("a", "2024-05-18", "text").item()
		it.Import = key
		s.batch(it)
		i.Began = "2024-07-01T00:00:00Z"
		if again := s.begin(i); again != key {
			s.Errorf("the same declaration has the keys %d and %d", key, again)
		}
		s.begin(store.Import{Coverage: store.CoverageUnknown})
		got, err := s.store.Imports(s.Context())
		if err != nil || len(got) != 2 {
			s.Fatalf("got %+v, %v", got, err)
		}
		head := s.verified(nil).Head
		i.Began, i.Captures, i.Head = "2024-06-01T00:00:00Z", 1, head
		s.same("the first", got[0], i)
		if got[1].Inputs == nil || got[1].Breaks == nil || got[1].Head.Size != 0 {
			s.Errorf("the second: %+v", got[1])
		}
	},
	"log": func(_ *testing.T, s suite) {
		if v := s.verified(nil); v.Versions != 0 || len(v.Flaws) != 0 || v.Head.Root != fmt.Sprintf("%x", sha256.Sum256(nil)) {
			s.Errorf("empty: %+v", v)
		}
		raw := report("a", "2024-05-18", "text").item()
		s.batch(raw)
		one := s.verified(nil)
		s.add(report("b", "2024-05-18", "text"), report("a", "2024-05-18", "edited"), report("a", "2024-05-18", "text"))
		if v := s.verified(&one.Head); v.Versions != 3 || v.Reports != 2 || v.Head.Size != 3 || v.Heads != 1 || len(v.Flaws) != 0 || v.Head.Root == one.Head.Root {
			s.Errorf("after more: %+v", v)
		}
		for _, h := range []store.Head{{Size: 1, Root: fmt.Sprintf("%064d", 0)}, {Size: 4, Root: one.Head.Root}} {
			if v := s.verified(&h); len(v.Flaws) != 1 {
				s.Errorf("with the head %+v: %+v", h, v)
			}
		}
	},
	"re-extraction": func(t *testing.T, s suite) {
		s.add(report("a", "2024-05-18", "text").event(rostrum.TypeMeeting, ""), report("b", "2024-05-18", "text").profile("p2", "1"), report("c", "", "text").none(rostrum.StatusNotExtracted, "language: es"))
		find := func(f store.VersionFilter) *store.Page[store.HeldVersion] {
			s.Helper()
			p, err := s.store.FindVersions(s.Context(), f)
			if err != nil {
				s.Fatal(err)
			}
			return p
		}
		p := find(store.VersionFilter{Not: []store.Engine{{Profile: "p2", Version: "1"}}, Limit: 1})
		if len(p.Items) != 1 || p.Items[0].Report.ID != "a" || p.Items[0].Report.Text != sentence("a", "text") || p.Items[0].Engine != (store.Engine{Profile: "p1", Version: "1"}) || p.Next == "" {
			s.Fatalf("got %+v", p)
		}
		rest := find(store.VersionFilter{Not: []store.Engine{{Profile: "p2", Version: "1"}}, Cursor: p.Next})
		if len(rest.Items) != 1 || rest.Items[0].Report.ID != "c" || rest.Next != "" {
			s.Errorf("got %+v", rest)
		}
		anew := report("a", "2024-05-18", "text").profile("p2", "1").event(rostrum.TypeDrill, "")
		for _, want := range []int{1, 0} {
			n, err := s.store.Reextract(s.Context(), []store.Reextraction{{Version: p.Items[0].Key, Extraction: anew.x}})
			if err != nil || n != want {
				s.Errorf("got %d, %v, want %d", n, err, want)
			}
		}
		if got := s.events(store.EventFilter{}).Items; len(got) != 1 || got[0].Type != rostrum.TypeDrill {
			s.Errorf("got %+v", got)
		}
		_, err := s.store.Reextract(s.Context(), []store.Reextraction{{Version: 1 << 40, Extraction: anew.x}})
		s.code("a version that is none", err, rostrum.CodeNotFound)
		_, err = s.store.Reextract(cancelled(t), []store.Reextraction{{Version: p.Items[0].Key, Extraction: anew.x}})
		if err == nil {
			s.Error("a cancelled context went unnoticed")
		}
	},
}

// named gives a report the id that a store gives it, and the input none.
func (m *made) named(id string) *made {
	m.r.ID, m.x.ID = "", id
	return m
}

func (s suite) begin(i store.Import) int64 {
	s.Helper()
	key, err := s.store.Begin(s.Context(), i)
	if err != nil {
		s.Fatal(err)
	}
	return key
}

func (s suite) verified(head *store.Head) *store.Verification {
	s.Helper()
	v, err := s.store.Verify(s.Context(), head)
	if err != nil {
		s.Fatal(err)
	}
	return v
}
