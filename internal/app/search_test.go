package app_test

import (
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
)

func TestApp_Search(t *testing.T) {
	a := app.New(open(t), nil)
	one := report("a", "2024-01-01", "meeting|Kim Chol/host\ninspection|Ri Chol/principal\nA plough was shown.")
	if _, err := a.Ingest(t.Context(), &items{reports: []*rostrum.Report{one, report("b", "2024-01-02", "No such thing.")}}, extractor{}, app.IngestOptions{Workers: 2}); err != nil {
		t.Fatal(err)
	}
	if err := a.Index(t.Context(), func(int, int) { t.Error("something was left to index") }); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query, report, opens string
		ranked               int
	}{
		{"plough", "a", "plough", 1},
		{"shown plough", "a", "plough was shown", 1},
		{"thing OR such", "b", "such thing", 1},
		{"such person:nobody OR things", "b", "such thing", 1},
		{"NOT plough", "b", "No such thing.", 0},
		{"type:meeting", "a", "", 0}, // at the event, wherever it is
	} {
		f, err := a.Search(t.Context(), app.SearchOptions{Query: c.query})
		if err != nil {
			t.Fatal(err)
		}
		if f.Reports != 1 || len(f.Hits) != 1 || f.Ranked != c.ranked || f.Searched.Reports != 2 || f.Searched.First != "2024-01-01" {
			t.Errorf("%s: got %+v", c.query, f)
			continue
		}
		h := f.Hits[0]
		if h.Report != c.report || c.opens != "" && h.At.Quote(&rostrum.Report{Title: h.Title, Text: h.Text}) != c.opens {
			t.Errorf("%s: opens %s at %v, want %q", c.query, h.Report, h.At, c.opens)
		}
	}
	if f, err := a.Search(t.Context(), app.SearchOptions{Query: "plough OR thing", Newest: true, Limit: 1}); err != nil || f.Next == "" || f.Hits[0].Report != "b" {
		t.Errorf("got %+v, %v", f, err)
	}
	if _, err := a.Search(t.Context(), app.SearchOptions{Query: "plough OR"}); rostrum.ErrorCode(err) != rostrum.CodeInvalid {
		t.Errorf("got %v", err)
	}
	_, err := a.Search(cancelled(t), app.SearchOptions{Query: "plough"})
	if err == nil {
		t.Error("a search that nobody waits for gives no error")
	}
}
