package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// line is an entry of a list that is made for tests.
type line struct {
	Text string        `json:"text"`
	At   rostrum.Span  `json:"at"`
	None *rostrum.Span `json:"none"`
	Of   *inner        `json:"of"`
	List []string      `json:"list"`
	Left int           `json:"-"`
}

type inner struct {
	N    int     `json:"n"`
	F    float64 `json:"f"`
	Deep *inner  `json:"deep"`
}

type lines struct{ all []line }

// long is a list of so many parts of streamPage entries; before is called before each.
func long(parts int, before func(context.Context, int) error) *path {
	var asked int
	return list(path{path: "/lines", id: "lines"}, func(ctx context.Context, _ *server, _ *request, p page) (*lines, error) {
		asked++
		if err := before(ctx, asked); err != nil {
			return nil, err
		}
		return &lines{make([]line, p.limit)}, nil
	}, func(l *lines) ([]line, string, *app.Searched) {
		if asked == parts {
			return l.all, "", &app.Searched{}
		}
		return l.all, "next", &app.Searched{}
	})
}

// stream runs a stream to its end, and reports whether it was broken off.
func (s *server) run(w http.ResponseWriter, ctx context.Context, p *path) (off bool, err error) {
	defer func() {
		if what := recover(); what != nil {
			off = what == http.ErrAbortHandler
		}
	}()
	r := httptest.NewRequest("GET", "/lines?format=ndjson", nil).WithContext(ctx)
	q, err := p.read(r)
	if err != nil {
		return false, err
	}
	return false, s.stream(w, q, p, formNDJSON)
}

func newServer() *server {
	s := &server{streams: make(chan struct{}, mostStreams)}
	s.options.Log = discard
	return s
}

func TestStream_memory(t *testing.T) {
	const parts = 200
	var most uint64
	p := long(parts, func(_ context.Context, asked int) error {
		if asked%20 == 0 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			if most == 0 {
				most = m.HeapAlloc
			} else if m.HeapAlloc > most+8<<20 {
				t.Errorf("part %d: %d bytes, %d at first", asked, m.HeapAlloc, most)
			}
		}
		return nil
	})
	w := &counting{ResponseWriter: httptest.NewRecorder()}
	if off, err := newServer().run(w, t.Context(), p); off || err != nil || w.lines != parts*streamPage {
		t.Errorf("%d lines, broken off %v, %v", w.lines, off, err)
	}
}

// counting counts lines, and keeps none.
type counting struct {
	http.ResponseWriter
	lines int
	fail  int // lines after which who reads has gone
}

func (c *counting) Write(b []byte) (int, error) {
	c.lines += bytes.Count(b, []byte("\n"))
	if c.fail > 0 && c.lines > c.fail {
		return 0, errors.New("gone")
	}
	return len(b), nil
}

func TestStream_ends(t *testing.T) {
	s := newServer()
	// Who cancels is asked nothing more.
	ctx, cancel := context.WithCancel(t.Context())
	last := 0
	off, _ := s.run(httptest.NewRecorder(), ctx, long(1000, func(ctx context.Context, asked int) error {
		if last = asked; asked == 3 {
			cancel()
		}
		return ctx.Err()
	}))
	if !off || last != 3 {
		t.Errorf("cancelled: broken off %v after part %d", off, last)
	}
	// Who takes nothing more neither.
	off, _ = s.run(&counting{ResponseWriter: httptest.NewRecorder(), fail: 2 * streamPage}, t.Context(), long(1000, func(_ context.Context, asked int) error { last = asked; return nil }))
	if !off || last > 4 {
		t.Errorf("gone: broken off %v after part %d", off, last)
	}
	// What fails at first is told; what fails later is cut off.
	if off, err := s.run(httptest.NewRecorder(), t.Context(), long(9, func(context.Context, int) error { return notHere("none") })); off || err == nil {
		t.Errorf("failed at first: broken off %v, %v", off, err)
	}
	if off, _ := s.run(httptest.NewRecorder(), t.Context(), long(9, func(_ context.Context, asked int) error {
		if asked == 5 {
			return errors.New("failed")
		}
		return nil
	})); !off {
		t.Error("failed later: not broken off")
	}
	if len(s.streams) != 0 {
		t.Errorf("%d streams count as running", len(s.streams))
	}
	for range mostStreams {
		s.streams <- struct{}{}
	}
	if _, err := s.run(httptest.NewRecorder(), t.Context(), long(1, func(context.Context, int) error { return nil })); problemOf(err).Code != rostrum.CodeUnavailable {
		t.Errorf("too many: %v", err)
	}
}

func TestTable(t *testing.T) {
	table := newTable(typeOf[line]())
	var out bytes.Buffer
	if err := table.begin(&out); err != nil {
		t.Fatal(err)
	}
	span := rostrum.Span{Field: "text", Start: 3, End: 9}
	for _, l := range []line{{Text: "=1+1", At: span, None: &span, Of: &inner{2, 0.25, &inner{N: 3}}, List: []string{"a, b", "c"}}, {Text: "two\nlines \"quoted\""}} {
		if err := table.line(&out, &l); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"text|at.field|at.start|at.end|none.field|none.start|none.end|of.n|of.f|of.deep|list",
		`'=1+1|text|3|9|text|3|9|2|0.25|{"n":3,"f":0,"deep":null}|["a, b","c"]`,
		"two\nlines \"quoted\"||0|0|||||||",
	}
	for i, row := range rows {
		if got := strings.Join(row, "|"); got != want[i] {
			t.Errorf("row %d: got %s, want %s", i, got, want[i])
		}
	}
}

func TestHarmless(t *testing.T) {
	for given, want := range map[string]string{
		"": "", "a=b": "a=b", "=a": "'=a", "+1": "'+1", "-1": "'-1", "@a": "'@a", "\ta": "'\ta", "\r\na": "'\r\na", " =a": "' =a", "\u00a0=a": "'\u00a0=a", "\ufeff=a": "'\ufeff=a", "＝a": "'＝a",
		"2024-01-02": "2024-01-02", "  text": "  text", "'=a": "'=a", "“=a”": "“=a”",
	} {
		if got := harmless(given); got != want {
			t.Errorf("%q: got %q, want %q", given, got, want)
		}
	}
}

func TestProblemOf(t *testing.T) {
	for _, c := range []struct {
		err  error
		code rostrum.Code
		hide bool
	}{
		{rostrum.Errorf(rostrum.CodeConflict, "store at x"), rostrum.CodeConflict, false},
		{rostrum.Errorf(rostrum.CodeUnavailable, "store at x"), rostrum.CodeUnavailable, true},
		{errors.New("x"), rostrum.CodeInternal, true},
		{context.DeadlineExceeded, rostrum.CodeUnavailable, true},
	} {
		if p := problemOf(c.err); p.Code != c.code || p.Status != c.code.HTTPStatus() || strings.Contains(p.Detail, "x") == c.hide && c.err != context.DeadlineExceeded {
			t.Errorf("%v: %+v", c.err, p)
		}
	}
}

func TestPanic(t *testing.T) {
	s := newServer()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /before", func(http.ResponseWriter, *http.Request) { panic("secret") })
	mux.HandleFunc("GET /after", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("half")); panic("secret") })
	h := s.guard(mux)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/before", nil))
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("before: status %d: %s", w.Code, w.Body)
	}
	defer func() {
		if what := recover(); what != http.ErrAbortHandler {
			t.Errorf("after: %v", what)
		}
	}()
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/after", nil))
}

// FuzzRequest gives whatever there is to every path: it must be taken or refused, and
// what is taken must be checked.
func FuzzRequest(f *testing.F) {
	for _, q := range []string{"", "from=2031-03&to=2031", "type=drill,,&type=", "limit=-0", "query=a+OR+(b", "horizon=2021/2025", "cursor=%00", "person=%F0%9F%98%80", "head=1:00", "a=1;b=2", "from=9999-99"} {
		f.Add(q, "application/json;q=0.1,*/*")
	}
	all := paths()
	f.Fuzz(func(t *testing.T, raw, accept string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.RawQuery = raw
		r.Header["Accept"] = []string{accept}
		for _, p := range all {
			q, err := p.read(r)
			if err != nil {
				if problemOf(err).Code != rostrum.CodeInvalid {
					t.Fatalf("%s?%s: %v", p.path, raw, err)
				}
				continue
			}
			for _, one := range p.parameters {
				for _, v := range q.all(one.name) {
					if v == "" || sane(v) != nil {
						t.Fatalf("%s?%s: %s is %q", p.path, raw, one.name, v)
					}
				}
				if one.sort == asDay && q.text(one.name) != "" && (startOf(q.text(one.name)) == "" || endOf(q.text(one.name)) < startOf(q.text(one.name))) {
					t.Fatalf("%s?%s: %s is %q", p.path, raw, one.name, q.text(one.name))
				}
			}
			if n := q.number("limit"); n < 0 || n > mostPage {
				t.Fatalf("%s?%s: limit %d", p.path, raw, n)
			}
			if _, err := p.form(q); err != nil && problemOf(err).Status != http.StatusNotAcceptable {
				t.Fatalf("%s: %v", accept, err)
			}
		}
	})
}

// FuzzBody gives whatever there is as what somebody says.
func FuzzBody(f *testing.F) {
	for _, b := range []string{`{"report":"a","record":"event:1","verdict":"right","by":"b"}`, `{"set":{"a":null}}`, "[]", "{", `{"a":"\"}`, strings.Repeat(`{"set":`, 9)} {
		f.Add([]byte(b))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := httptest.NewRequest("POST", "/", bytes.NewReader(data))
		r.Header.Set("Content-Type", "application/json")
		var w Word
		err := readBody(httptest.NewRecorder(), r, &w)
		if err == nil {
			err = w.check()
		}
		if err == nil && (strings.TrimSpace(w.By) == "" || w.Report == "") {
			t.Fatalf("%q was taken: %+v", data, w)
		}
		if err != nil && problemOf(err).Code != rostrum.CodeInvalid {
			t.Fatalf("%q: %v", data, err)
		}
	})
}
