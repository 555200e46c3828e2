package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/read"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/internal/store/sqlite"
)

// items is a source of reports that are there already. It fails with err at its
// end, if there is one.
type items struct {
	reports []*rostrum.Report
	err     error
	at      int
	before  func(at int) // called before each
}

type decoded struct{ r *rostrum.Report }

func (d decoded) Report() *rostrum.Report {
	if d.r.Title == "panic while decoding" {
		panic("decoding")
	}
	return d.r
}

func (s *items) Next() (app.Decoder, error) {
	if s.before != nil {
		s.before(s.at)
	}
	if s.at == len(s.reports) {
		if s.err != nil {
			return nil, s.err
		}
		return nil, io.EOF
	}
	s.at++
	return decoded{s.reports[s.at-1]}, nil
}

// extractor makes an event of each line of a text, which names its type, its
// people and their roles: "meeting|Kim Chol/attendee|-/host". A line that begins
// with # is a plan claim, "#fulfilled|own|own|the plan" (voice, referent), one with
// ! a sentence, "!threat,pledge|Kim Chol|own|adversary|We shall.", and to whom, one with = a
// title, "=Marshal|Kim Chol|own", one with ~ names a person, and one with @ tells of
// what kind the report is. A text "es" is in another language, "panic" makes it panic, "nil" gives nothing.
type extractor struct{}

func (extractor) Extract(r *rostrum.Report) *rostrum.Extraction {
	x := &rostrum.Extraction{ID: rostrum.IdentifyReport(r, r.Version()), Input: r.Input, Item: r.Item, Outlet: r.Outlet, Lang: "en", Published: r.Published,
		Title: r.Title, Version: r.Version(), Status: rostrum.StatusExtracted, Profile: "p", Engine: "1", Events: []rostrum.Event{}}
	switch {
	case r.Err != nil:
		x.Status, x.Reason, x.Profile = rostrum.StatusFailed, r.Err.Error(), ""
		return x
	case r.Text == "es":
		x.Lang, x.Status, x.Reason, x.Profile = "es", rostrum.StatusNotExtracted, "language: es", ""
		return x
	case r.Text == "panic":
		panic("extracting")
	case r.Text == "nil":
		return nil
	}
	for line := range strings.SplitSeq(r.Text, "\n") {
		part := strings.Split(line, "|")
		if part[0] == "?" {
			x.Unread = append(x.Unread, rostrum.Unread{At: rostrum.Span{Field: "text", Start: 0, End: 1}, Why: "list"})
			continue
		}
		if words(x, r.Text, line[:1], strings.Split(strings.TrimLeft(line, "#!=~@"), "|")) {
			continue
		}
		e := rostrum.Event{Type: part[0], Evidence: line, Participants: []rostrum.Appearance{}}
		for _, p := range part[1:] {
			name, role, _ := strings.Cut(p, "/")
			a := rostrum.Appearance{Name: &name, Role: role, PostAt: []rostrum.Span{}}
			if name == "-" {
				a.Name = nil
			}
			e.Participants = append(e.Participants, a)
		}
		x.Events = append(x.Events, e)
	}
	return x
}

// words makes a plan claim, the acts of a sentence, a title or a name, or tells the kind.
func words(x *rostrum.Extraction, text, mark string, part []string) bool {
	switch at := (rostrum.Span{Field: "text", Start: len(x.Plans) + len(x.Acts) + len(x.Mentions)}); mark {
	case "#":
		x.Plans = append(x.Plans, rostrum.Plan{Status: part[0], Voice: part[1], Referent: part[2], Plan: part[3], Evidence: part[3], At: at})
	case "!":
		for act := range strings.SplitSeq(part[0], ",") {
			a := rostrum.Act{Act: act, Speaker: part[1], Voice: part[2], Referent: part[3], Evidence: part[4], At: at}
			if len(part) > 5 {
				a.Addressee = &part[5]
			}
			x.Acts = append(x.Acts, a)
		}
	case "=":
		x.Mentions = append(x.Mentions, rostrum.Mention{Kind: rostrum.MentionTitle, Name: part[0], Referent: part[1], Voice: part[2], At: at})
	case "~":
		at = rostrum.Span{Field: rostrum.FieldText, Start: strings.Index(text, part[0])}
		at.End = at.Start + len(part[0])
		x.Mentions = append(x.Mentions, rostrum.Mention{Kind: rostrum.MentionPerson, Name: part[0], At: at})
	case "@":
		x.Kind = part[0]
	default:
		return false
	}
	return true
}

func report(id, published, text string) *rostrum.Report {
	return &rostrum.Report{ID: id, Outlet: "Gazette", Published: published, Title: "Title of " + id, Text: text, Input: "in"}
}

// many are reports of which some are in another language or cannot be read.
func many(n int) []*rostrum.Report {
	var all []*rostrum.Report
	for i := range n {
		r := report(fmt.Sprintf("r%05d", i), fmt.Sprintf("2024-01-%02d", 1+i%28), fmt.Sprintf("meeting|Person %d/attendee|Guest %d/attendee", i%10, i))
		r.Item = i + 1
		switch i % 10 {
		case 3:
			r.Text = "es"
		case 7:
			r.Err = rostrum.Errorf(rostrum.CodeInvalid, "in:%d: broken", r.Item)
		}
		all = append(all, r)
	}
	return all
}

func open(t *testing.T) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "test.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// filled fills a store with reports.
func filled(t *testing.T, reports []*rostrum.Report) *app.App {
	t.Helper()
	a := app.New(open(t), leaders)
	if _, err := a.Ingest(t.Context(), &items{reports: reports}, extractor{}, app.IngestOptions{Workers: 2}); err != nil {
		t.Fatal(err)
	}
	return a
}

// dump is everything that a store shows.
func dump(t *testing.T, s store.Store) string {
	t.Helper()
	var b strings.Builder
	put := func(v any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		line, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	ctx := t.Context()
	reports, err := s.FindReports(ctx, store.ReportFilter{Limit: store.MaxLimit})
	put(reports, err)
	events, err := s.FindEvents(ctx, store.EventFilter{Limit: store.MaxLimit})
	put(events, err)
	rejected, err := s.FindRejected(ctx, store.RejectedFilter{Limit: store.MaxLimit})
	put(rejected, err)
	counts, err := s.Counts(ctx, store.ReportFilter{})
	put(counts, err)
	return b.String()
}

func TestApp_Ingest(t *testing.T) {
	all := many(600)
	want := app.Summary{Read: 600, New: 540, Rejected: 60, Extracted: 480, NotExtracted: 60, Failed: 60, Events: 480, Input: "in"}
	var first string
	for _, workers := range []int{1, 2, 5} {
		t.Run(fmt.Sprintf("%d-workers", workers), func(t *testing.T) {
			db := open(t)
			calls, last := 0, 0
			got, err := app.New(db, nil).Ingest(t.Context(), &items{reports: all}, extractor{}, app.IngestOptions{Workers: workers, Progress: func(s app.Summary) {
				if s.Read <= last {
					t.Errorf("progress went from %d to %d", last, s.Read)
				}
				calls, last = calls+1, s.Read
			}})
			if err != nil {
				t.Fatal(err)
			}
			if calls < 2 || last != 600 {
				t.Errorf("%d calls of progress, the last at %d", calls, last)
			}
			if got.Reasons["language: es"] != 60 || len(got.Reasons) != 61 {
				t.Errorf("%d reasons", len(got.Reasons))
			}
			got.Reasons = nil
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("got %+v, want %+v", got, want)
			}
			text := dump(t, db)
			if first == "" {
				first = text
			}
			if text != first {
				t.Error("another store than with one worker")
			}
			again, err := app.New(db, nil).Ingest(t.Context(), &items{reports: all}, extractor{}, app.IngestOptions{Workers: workers})
			if err != nil || again.Duplicates != 600 || again.New != 0 {
				t.Errorf("again: %+v, %v", again, err)
			}
			if dump(t, db) != text {
				t.Error("doing it again changed something")
			}
		})
	}
}

// TestApp_Ingest_Interrupted stops in the middle and goes on: the store is then
// what it would have been.
func TestApp_Ingest_Interrupted(t *testing.T) {
	all := many(1000)
	whole := open(t)
	if _, err := app.New(whole, nil).Ingest(t.Context(), &items{reports: all}, extractor{}, app.IngestOptions{Workers: 2}); err != nil {
		t.Fatal(err)
	}
	db := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s, err := app.New(db, nil).Ingest(ctx, &items{reports: all, before: func(at int) {
		if at == 700 {
			cancel()
		}
	}}, extractor{}, app.IngestOptions{Workers: 2})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	c, err := db.Counts(t.Context(), store.ReportFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Reports+c.Rejected != s.Read || s.Read > 700 {
		t.Errorf("the summary says %d, the store holds %d and %d", s.Read, c.Reports, c.Rejected)
	}
	s, err = app.New(db, nil).Ingest(t.Context(), &items{reports: all}, extractor{}, app.IngestOptions{Workers: 2})
	if err != nil || s.Read != 1000 || s.Duplicates != c.Reports+c.Rejected {
		t.Errorf("going on: %+v, %v", s, err)
	}
	if dump(t, db) != dump(t, whole) {
		t.Error("the store differs from one that was filled at once")
	}
}

func TestApp_Ingest_SourceFails(t *testing.T) {
	db := open(t)
	broken := errors.New("the disk is gone")
	s, err := app.New(db, nil).Ingest(t.Context(), &items{reports: many(300), err: broken}, extractor{}, app.IngestOptions{Workers: 2})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if c, err := db.Counts(t.Context(), store.ReportFilter{}); err != nil || s.Read != 300 || c.Reports+c.Rejected != 300 {
		t.Errorf("what was read before is not kept: %+v, %+v, %v", s, c, err)
	}
}

// failing is a store whose Add fails the third time.
type failing struct {
	store.Store
	calls atomic.Int32
}

func (f *failing) Add(ctx context.Context, batch []store.Item) ([]store.Outcome, error) {
	if f.calls.Add(1) == 3 {
		return nil, rostrum.Errorf(rostrum.CodeUnavailable, "full")
	}
	return f.Store.Add(ctx, batch)
}

func TestApp_Ingest_StoreFails(t *testing.T) {
	f := &failing{Store: open(t)}
	s, err := app.New(f, nil).Ingest(t.Context(), &items{reports: many(2000)}, extractor{}, app.IngestOptions{Workers: 2})
	if rostrum.ErrorCode(err) != rostrum.CodeUnavailable {
		t.Errorf("got %v", err)
	}
	if c, err := f.Counts(t.Context(), store.ReportFilter{}); err != nil || s.Read == 0 || s.Read >= 2000 || c.Reports+c.Rejected != s.Read {
		t.Errorf("the summary says %d, the store holds %+v, %v", s.Read, c, err)
	}
}

func TestApp_Ingest_Panics(t *testing.T) {
	undecodable := report("b", "", "x")
	undecodable.Title = "panic while decoding"
	db := open(t)
	s, err := app.New(db, nil).Ingest(t.Context(), &items{reports: []*rostrum.Report{report("a", "", "panic"), undecodable, report("c", "", "nil"), report("d", "", "meeting")}},
		extractor{}, app.IngestOptions{Workers: 2})
	if err != nil || s.Read != 4 || s.Failed != 3 || s.Extracted != 1 || s.Rejected != 1 || s.New != 3 {
		t.Errorf("got %+v, %v", s, err)
	}
	p, err := db.FindReports(t.Context(), store.ReportFilter{Status: rostrum.StatusFailed})
	if err != nil || len(p.Items) != 2 || !strings.HasPrefix(p.Items[0].Reason, "internal: panic: extracting in app/app_test.go:") {
		t.Errorf("got %+v, %v", p, err)
	}
}

func TestExtractStream_Order(t *testing.T) {
	all := many(777)
	for _, workers := range []int{0, 1, 3} {
		i := 0
		tally, err := app.ExtractStream(t.Context(), &items{reports: all}, extractor{}, workers, func(x *rostrum.Extraction) error {
			if x.ID != all[i].ID {
				t.Fatalf("item %d is %s, want %s", i, x.ID, all[i].ID)
			}
			i++
			return nil
		})
		if err != nil || i != len(all) || tally.Items != i || tally.Extracted+tally.NotExtracted+tally.Failed != i {
			t.Errorf("%d workers: %d items, %+v, %v", workers, i, tally, err)
		}
	}
}

func TestEncodeStream_SameBytes(t *testing.T) {
	all := many(500)
	encode := func(b []byte, _ *rostrum.Report, x *rostrum.Extraction) []byte { return append(x.AppendJSON(b), '\n') }
	var want []byte
	for _, workers := range []int{1, 2, 8} {
		var got []byte
		if _, err := app.EncodeStream(t.Context(), &items{reports: all}, extractor{}, workers, encode, func(b []byte) error {
			got = append(got, b...)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if string(got) != string(want) {
			t.Errorf("other bytes with %d workers", workers)
		}
	}
	if n := strings.Count(string(want), "\n"); n != len(all) {
		t.Errorf("%d lines for %d items", n, len(all))
	}
}

func TestExtractStream_EmitFails(t *testing.T) {
	stop := errors.New("enough")
	n := 0
	tally, err := app.ExtractStream(t.Context(), &items{reports: many(5000)}, extractor{}, 3, func(*rostrum.Extraction) error {
		if n++; n == 200 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || n != 200 || tally.Items > 200 {
		t.Errorf("got %v after %d, %+v", err, n, tally)
	}
}

func TestFromReader(t *testing.T) {
	lines := strings.NewReader(`{"id":"a","outlet":"Gazette","text":"meeting"}` + "\n" + `{"id":"b","outlet":"Gazette","text":"drill"}` + "\n")
	var ids []string
	if _, err := app.ExtractStream(t.Context(), app.FromReader(read.New([]string{"-"}, lines, read.Options{})), extractor{}, 2, func(x *rostrum.Extraction) error {
		ids = append(ids, x.ID)
		return nil
	}); err != nil || !slices.Equal(ids, []string{"a", "b"}) {
		t.Errorf("got %v, %v", ids, err)
	}
}

func cancelled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
