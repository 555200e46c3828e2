package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/store"
)

var leaders = app.Leaders{"": {"Kim Chol"}, "Herald": {"Queen Ann"}}

// archive fills a store with reports of some weeks.
func archive(t *testing.T) *app.App {
	t.Helper()
	herald := report("h", "2024-05-03", "meeting|Kim Chol/speaker|QUEEN-ANN/attendee\nmeeting|Kim Chol/speaker")
	herald.Outlet = "Herald"
	tests := report("b", "2024-05-02", "weapons_test|Kim Chol/principal\ndrill|Ri Il/principal\ndrill\ndrill")
	tests.Title = "Kim Chol and Ri Il see tests" // a title that names who is at the centre tells that it is news
	broken := report("x", "2024-05-03", "")
	broken.Err = rostrum.Errorf(rostrum.CodeInvalid, "broken")
	reports := []*rostrum.Report{
		report("a", "2024-05-01", "inspection|Kim Chol/principal|Ri Il/companion\nbanquet|Ri Il/attendee\nceremony|-/attendee"),
		tests,
		report("c", "2024-05-03", "message|Kim Chol/principal\nstatement\nappointment|Ri Il/recipient"),
		report("e", "2024-05-04", "inspection|Kim Chol/principal|Ri Il/companion"), // as in a
		report("f", "2024-05-05", "es"), report("g", "2024-05-06", "panic"), report("i", "", "?"), report("j", "2024-05-07", "?\nmeeting"),
		herald, broken, report("k", "2024-05-09", "meeting|Ri Il/attendee"), report("l", "2024-05-20", "meeting|Ri Il/attendee"),
	}
	return filled(t, reports)
}

// names are the events of a section: report.number, and who else tells of it.
func names(events []app.Told) string {
	list := []string{}
	for _, e := range events {
		list = append(list, strings.Join(append([]string{fmt.Sprintf("%s.%d", e.Report, e.Number)}, e.Also...), "+"))
	}
	return strings.Join(list, " ")
}

func TestApp_Brief(t *testing.T) {
	a := archive(t)
	b, err := a.Brief(t.Context(), app.BriefOptions{From: "2024-05-01", To: "2024-05-08"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ section, got, want string }{
		{"leaders", names(b.Leaders), "a.1+e b.1 h.1"},
		{"officials", names(b.Officials), "a.2 h.2"},
		{"others", names(b.Others), "a.3 j.1"},
		{"arms", names(b.Arms), "b.1 b.2 b.3 b.4"},
		{"rosters", names(b.Rosters), "c.3"},
		{"messages", names(b.Messages), "c.1"},
		{"statements", names(b.Statements), "c.2"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %s, want %s", c.section, c.got, c.want)
		}
	}
	if len(b.Unread) != 1 || b.Unread[0].Report != "j" || b.Unread[0].Quote != "?" {
		t.Errorf("unread: %+v", b.Unread)
	}
	if len(b.NotRead) != 2 || b.NotRead[0].ID != "f" || b.NotRead[1].ID != "g" {
		t.Errorf("not read: %+v", b.NotRead)
	}
	if len(b.Undated) != 1 || b.Undated[0].ID != "i" || b.Rejected != 1 || b.Reasons["language: es"] != 1 {
		t.Errorf("undated %+v, rejected %d, reasons %v", b.Undated, b.Rejected, b.Reasons)
	}
	if s := b.Searched; s.Reports != 8 || s.Days != 7 || s.From != "2024-05-01" || s.Last != "2024-05-07" || s.Outlets["Herald"] != 1 {
		t.Errorf("searched: %+v", s)
	}
}

// TestApp_Brief_occasions wants each occasion once, by the fullest report, and what looks
// back at one beside it, or in no section.
func TestApp_Brief_occasions(t *testing.T) {
	titled := func(title, id, day, text string) *rostrum.Report {
		r := report(id, day, text)
		r.Title = title
		return r
	}
	reports := []*rostrum.Report{
		titled("Kim Chol sees Sample Mill", "a", "2024-04-30", "inspection|Kim Chol/principal"),
		titled("Kim Chol sees Sample Mill", "b", "2024-05-01", "inspection|Kim Chol/principal|Ri Il/companion|Pak Hyon/companion"),
		titled("Kim Chol sees the Sample Mill", "c", "2024-05-01", "inspection|Kim Chol/principal|Ri Il/companion"),
		titled("Press Review", "d", "2024-05-02", "@digest\ninspection|Kim Chol/principal\ndrill\nmeeting|Ri Il/attendee"),
		titled("Good Days", "e", "2024-05-02", "@anecdote\nbanquet|Ri Il/attendee"),
		titled("Ri Il sees Sample Works", "f", "2024-05-02", "inspection|Ri Il/principal\nmessage|Ri Il/principal"),
		titled("Kim Chol sees Sample Works", "g", "2024-05-03", "weapons_test|Kim Chol/principal"),
		titled("A Song", "h", "2024-05-03", "performance|Kim Chol/principal"), // the title is of something else
		titled("A Song", "i", "2024-05-03", "performance|Ri Il/principal"),
	}
	b, err := filled(t, reports).Brief(t.Context(), app.BriefOptions{From: "2024-05-01", To: "2024-05-31"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ section, got, want string }{
		{"leaders", names(b.Leaders), "b.1+c g.1"},
		{"officials", names(b.Officials), "f.1 i.1"},
		{"arms", names(b.Arms), "g.1"},
		{"messages", names(b.Messages), "f.2"},
		{"first of the first", b.Leaders[0].First, "a"},
		{"of one first told here", b.Leaders[1].First, ""},
		{"looking back", fmt.Sprint(b.Leaders[0].LookedBackIn, b.LookingBack), "[] 5"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %s, want %s", c.section, c.got, c.want)
		}
	}
}

// TestApp_Brief_echoes wants a message once that a digest tells of in much the same words,
// whichever comes first, by the report that is no digest.
func TestApp_Brief_echoes(t *testing.T) {
	reports := []*rostrum.Report{
		report("a", "2024-05-01", "@digest\nmessage|Sample Union Committee Flowers/principal\nmessage|Other People Abroad Letters/principal\nstatement|Few/principal"),
		report("b", "2024-05-01", "message|Sample Union Committee Flowers/principal|Ri Il/recipient\nstatement|Few/principal|Ri Il/principal"),
		report("c", "2024-05-02", "@digest\nmessage|Sample Union Committee/principal|Flowers/principal"),
		report("d", "2024-05-05", "@digest\nmessage|Again Sample Union Committee Flowers/principal"),
		report("e", "2024-05-05", "message|Sample Union Committee Flowers Again/principal|Kim Chol/recipient"),
		report("f", "2024-05-05", "message|Sample Union Committee Flowers Again/principal|Pak Hyon/recipient"),
	}
	b, err := filled(t, reports).Brief(t.Context(), app.BriefOptions{From: "2024-05-01", To: "2024-05-31"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(b.Messages), "b.1+a+c a.2 e.1+d f.1"; got != want {
		t.Errorf("messages: got %s, want %s", got, want)
	}
	if got, want := names(b.Statements), "a.3 b.2"; got != want {
		t.Errorf("statements of few words: got %s, want %s", got, want)
	}
}

// TestApp_Brief_obituaries wants each death once, by the sentence that names who died,
// and what announces it nowhere else.
func TestApp_Brief_obituaries(t *testing.T) {
	titled := report("d", "2024-05-04", "@obituary")
	titled.Title = "Notice"
	reports := []*rostrum.Report{
		report("a", "2024-05-01", "statement\n~Ri Il"), // no obituary
		report("b", "2024-05-02", "@obituary\nstatement\n~Ri Il\n~Kim Chol\nappointment|Kim Chol/recipient"),
		report("c", "2024-05-03", "@obituary\nmeeting\n~RI IL"), titled,
		report("e", "2024-05-05", "@obituary\n~Pak Hyon"), report("f", "2024-05-06", "@obituary"),
	}
	b, err := filled(t, reports).Brief(t.Context(), app.BriefOptions{From: "2024-05-01", To: "2024-05-31"})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, d := range b.Obituaries {
		got = append(got, strings.Join(append([]string{d.Report}, d.Also...), "+")+" "+d.Evidence)
	}
	if want := []string{"b+c ~Ri Il", "d @obituary", "e ~Pak Hyon", "f @obituary"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if s := names(b.Statements); s != "a.1" || names(b.Rosters) != "b.2" {
		t.Errorf("statements %s, rosters %s", s, names(b.Rosters))
	}
}

func TestApp_Brief_Days(t *testing.T) {
	a := archive(t)
	for _, c := range []struct {
		o        app.BriefOptions
		from, to string
		reports  int
	}{
		{app.BriefOptions{}, "2024-05-03", "2024-05-20", 8}, // seven days that have reports, not seven days
		{app.BriefOptions{Outlet: "Herald"}, "2024-05-03", "2024-05-03", 1},
		{app.BriefOptions{From: "2024-05-09"}, "2024-05-09", "", 2},
		{app.BriefOptions{To: "2024-05-01"}, "", "2024-05-01", 1},
		{app.BriefOptions{Outlet: "Nobody's"}, "", "", 0},
	} {
		b, err := a.Brief(t.Context(), c.o)
		if err != nil {
			t.Fatal(err)
		}
		if b.From != c.from || b.To != c.to || b.Searched.Reports != c.reports {
			t.Errorf("%+v: got %s to %s of %d reports", c.o, b.From, b.To, b.Searched.Reports)
		}
	}
}

// narrow is a store whose pages hold three items.
type narrow struct{ store.Store }

func (n narrow) FindEvents(ctx context.Context, f store.EventFilter) (*store.Page[store.Event], error) {
	f.Limit = 3
	return n.Store.FindEvents(ctx, f)
}

func (n narrow) FindReports(ctx context.Context, f store.ReportFilter) (*store.Page[store.ReportLine], error) {
	f.Limit = 3
	return n.Store.FindReports(ctx, f)
}

func (n narrow) FindUnread(ctx context.Context, f store.ReportFilter) (*store.Page[store.Unread], error) {
	f.Limit = 3
	return n.Store.FindUnread(ctx, f)
}

func (n narrow) FindPlans(ctx context.Context, f store.PlanFilter) (*store.Page[store.Plan], error) {
	f.Limit = 3
	return n.Store.FindPlans(ctx, f)
}

func (n narrow) FindActs(ctx context.Context, f store.ActFilter) (*store.Page[store.Act], error) {
	f.Limit = 3
	return n.Store.FindActs(ctx, f)
}

func (n narrow) FindTitles(ctx context.Context, f store.TitleFilter) (*store.Page[store.Title], error) {
	f.Limit = 3
	return n.Store.FindTitles(ctx, f)
}

// TestApp_Brief_Pages wants everything of a stretch that is longer than a page.
func TestApp_Brief_Pages(t *testing.T) {
	var reports []*rostrum.Report
	for i := range 10 {
		reports = append(reports, report(fmt.Sprintf("r%d", i), "2024-05-01", fmt.Sprintf("meeting|Only %d/attendee\nmeeting|Everybody/attendee\n?\n#fulfilled|own|own|plan %d\n!pledge,praise|Ri Il|own|own|Number %d.\n=title %d|Kim Chol|own", i, i, i, i)),
			report(fmt.Sprintf("s%d", i), "2024-05-01", "es"), report(fmt.Sprintf("u%d", i), "", "es"))
	}
	a := app.New(narrow{open(t)}, leaders)
	if _, err := a.Ingest(t.Context(), &items{reports: reports}, extractor{}, app.IngestOptions{Workers: 2}); err != nil {
		t.Fatal(err)
	}
	b, err := a.Brief(t.Context(), app.BriefOptions{From: "2024"})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range b.Officials {
		n += 1 + len(e.Also)
	}
	if n != 20 || len(b.Officials) != 11 || len(b.Unread) != 10 || len(b.NotRead) != 10 || len(b.Undated) != 10 {
		t.Errorf("%d events, %d of them apart, %d passages, %d not read, %d undated", n, len(b.Officials), len(b.Unread), len(b.NotRead), len(b.Undated))
	}
	if len(b.Plans) != 10 || len(b.Pledges) != 10 || len(b.Pledges[9].Acts) != 2 || len(b.Titles) != 10 {
		t.Errorf("%d plan claims, %d pledges, %d titles", len(b.Plans), len(b.Pledges), len(b.Titles))
	}
}

func TestApp_Events(t *testing.T) {
	a := archive(t)
	found, err := a.Events(t.Context(), store.EventFilter{Person: "ri il", From: "2024-05-02", To: "2024-05-09", Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Events) != 2 || found.Next == "" || found.Events[0].Report != "b" {
		t.Errorf("got %+v", found.Events)
	}
	// What happened on a day may be told on any other: all that is held was looked at.
	if s := found.Searched; s.Reports != 11 || s.From != "" {
		t.Errorf("searched: %+v", s)
	}
	if found, err = a.Events(t.Context(), store.EventFilter{From: "2024-05-02", To: "2024-05-09", By: store.ByPublished, Outlet: "Herald"}); err != nil {
		t.Fatal(err)
	}
	if s := found.Searched; s.Reports != 1 || s.From != "2024-05-02" || s.To != "2024-05-09" || len(found.Events) != 2 {
		t.Errorf("searched: %+v", s)
	}
}

func TestApp_People(t *testing.T) {
	found, err := archive(t).People(t.Context(), store.EventFilter{Role: rostrum.RoleCompanion})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.People) != 1 || found.People[0].Name != "Ri Il" || found.People[0].Appearances != 2 || found.Searched.Reports != 11 {
		t.Errorf("got %+v", found)
	}
}

func TestApp_Show(t *testing.T) {
	a := archive(t)
	r, err := a.Show(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	types := []string{}
	for _, e := range r.Extraction.Events {
		types = append(types, e.Type)
	}
	if !slices.Equal(types, []string{"inspection", "banquet", "ceremony"}) {
		t.Errorf("got %v", types)
	}
	if _, err := a.Show(t.Context(), "nobody"); rostrum.ErrorCode(err) != rostrum.CodeNotFound {
		t.Errorf("got %v", err)
	}
}

func TestApp_AsksAStoreThatFails(t *testing.T) {
	db := open(t)
	a := app.New(db, leaders)
	ctx := cancelled(t)
	if _, err := a.Brief(ctx, app.BriefOptions{}); err == nil {
		t.Error("Brief: no error")
	}
	if _, err := a.Events(ctx, store.EventFilter{}); err == nil {
		t.Error("Events: no error")
	}
	if _, err := a.People(ctx, store.EventFilter{}); err == nil {
		t.Error("People: no error")
	}
	if _, err := a.Plans(ctx, store.PlanFilter{}); err == nil {
		t.Error("Plans: no error")
	}
	if _, err := a.Acts(ctx, store.ActFilter{}); err == nil {
		t.Error("Acts: no error")
	}
}
