package web

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/diff"
)

func TestAddress(t *testing.T) {
	at := rostrum.Span{Field: rostrum.FieldText, Start: 3, End: 9}
	for want, got := range map[string]string{
		"/report/vdb-2031-03-05-001": reportURL("vdb-2031-03-05-001"),
		"/report?id=..":              reportURL(".."),
		"/report?id=a%2F..%2Fb":      reportURL("a/../b"),
		"/report?id=":                reportURL(""),
		"/report/a?at=text-3-9&version=0123456789abcdef#at": passageURL("a", "sha256:0123456789abcdef0123", at),
		"/report?at=text-3-9&id=%3F&version=0#at":           passageURL("?", "sha256:0", at),
		"/events?from=2031&type=drill&type=weapons_test":    listURL("events", "from", "2031", "type", "drill,weapons_test", "to", ""),
		"/cited":                        listURL("cited", "from", ""),
		"/person?name=Ri%2C+Kim":        personURL("Ri, Kim"),
		"event-2-3":                     anchor("event:2/3"),
		"/correct/a?record=event%3Anew": judgeURL("a", "event:new"),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for to, want := range map[string]bool{"/": true, "/review?a=b#c": true, "//evil": false, "https://evil": false, "evil": false, "": false, `/\evil`: false, "/\n": false, "javascript:x": false, "/a//b": true} {
		if local(to) != want {
			t.Errorf("local(%q) is %v", to, !want)
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("a/../b", "text-1-2", "//x")
	f.Fuzz(func(t *testing.T, id, span, to string) {
		u, err := url.Parse(reportURL(id))
		if err != nil || u.Host != "" {
			t.Fatalf("%q: %v", reportURL(id), err)
		}
		got := u.Query().Get("id")
		if name, ok := strings.CutPrefix(u.Path, "/report/"); ok {
			got = name
		}
		if got != id {
			t.Fatalf("%q came back as %q", id, got)
		}
		if at, ok := parseSpan(span); ok && (at.Start < 0 || at.End <= at.Start) {
			t.Fatalf("%q is %v", span, at)
		}
		if u, err := url.Parse(to); local(to) && (err != nil || u.Host != "" || u.Scheme != "") {
			t.Fatalf("%q leads elsewhere", to)
		}
	})
}

// TestChanged wants the new text back where what is gone is left out, and the old
// one's words where what is new is.
func TestChanged(t *testing.T) {
	old := "The First Steward toured the weir.\nHe thanked the hands, and blamed the Works.\nIt rained."
	text := "The First Steward toured the quay.\nIt rained.\nHe thanked the hands; and praised nobody."
	read := func(s string) *diff.Version { return diff.Read(&rostrum.Extraction{Text: &s}, nil, nil) }
	d := diff.Compare(read(old), read(text))
	var kept, gone strings.Builder
	for _, c := range changed(text, rostrum.FieldText, d.Changes) {
		if c.Sort == "gone" || c.Sort == "noise-gone" {
			gone.WriteString(c.Text)
			continue
		}
		kept.WriteString(c.Text)
	}
	if kept.String() != text {
		t.Errorf("got %q, want %q", kept.String(), text)
	}
	for _, w := range []string{"weir", "blamed"} {
		if !strings.Contains(gone.String(), w) {
			t.Errorf("%q is gone and not shown", w)
		}
	}
	n := 0
	for _, p := range paragraphs(changed(text, rostrum.FieldText, d.Changes)) {
		n += len(p)
	}
	if n == 0 {
		t.Error("no paragraph")
	}
}

// TestFail wants a defect to be told of in the log and nowhere else.
func TestFail(t *testing.T) {
	var log bytes.Buffer
	d := &desk{static: newFiles(), options: Options{Log: &log}, app: app.New(nil, nil)}
	d.pages = d.parse()
	for _, tt := range []struct {
		err    error
		status int
		shown  string
	}{
		{errors.New("secret path"), 500, "This is a defect"},
		{rostrum.Errorf(rostrum.CodeNotFound, "report \x1b x: none"), 404, "report \ufffd x: none"},
		{rostrum.Errorf(rostrum.CodeUnavailable, "store: busy"), 503, "Try again"},
		{rostrum.Errorf(rostrum.CodeConflict, "no"), 409, "contradicts"},
		{rostrum.Errorf(rostrum.CodeUnsupported, "no"), 422, "not something rostrum does"},
	} {
		w := httptest.NewRecorder()
		d.fail(w, httptest.NewRequest(http.MethodGet, "/x", nil), tt.err)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.shown) {
			t.Errorf("%v: %d, %s", tt.err, w.Code, w.Body)
		}
		if strings.Contains(w.Body.String(), "secret") {
			t.Error("a defect is told to the browser")
		}
	}
	if !strings.Contains(log.String(), "secret path") {
		t.Errorf("the log has %q", log.String())
	}
}
