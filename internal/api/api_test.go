package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/api"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/cli"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/occasion"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store/sqlite"
	"github.com/rostrum-watch/rostrum/profiles"
)

var update = flag.Bool("update", false, "rewrite what is generated")

const samples = "../../profiles/vdb-en/samples/"

// outliner takes each text for one sentence.
type outliner struct{}

func (outliner) Outline(x *rostrum.Extraction) ([]rostrum.Span, []diff.Number) {
	return []rostrum.Span{{Field: rostrum.FieldTitle, Start: 0, End: len(x.Title)}, {Field: rostrum.FieldText, Start: 0, End: len(*x.Text)}}, nil
}

// said is the time at which every test speaks.
var said = time.Date(2031, 5, 1, 10, 0, 0, 0, time.UTC)

// made is a store of the samples, some of them edited, one item that cannot be read,
// and a word of an analyst. It is made once; tests work on copies.
var made = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "rostrum-api")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file, bad, more := filepath.Join(dir, "made.db"), filepath.Join(dir, "bad.jsonl"), filepath.Join(dir, "more.jsonl")
	added, err := moreSamples()
	if err != nil {
		return nil, err
	}
	for name, data := range map[string][]byte{bad: []byte("{\"id\": 12\n"), more: added} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			return nil, err
		}
	}
	for _, args := range [][]string{
		{"ingest", "-q", "--coverage", "sample", "--rule", "some", samples + "reports.jsonl"}, {"ingest", "-q", samples + "recaptured.jsonl"}, {"ingest", "-q", more}, {"ingest", "-q", bad},
		{"correct", "vdb-2031-03-01-001", "event:1/2", "instead", "--set", "role=attendee", "--as", "M. Ilven", "--why", "was only in the hall"},
		{"correct", "vdb-2031-03-05-001", "--reviewed", "--as", "M. Ilven"},
		{"person", "merge", "Torvane Ost Halric", "Eldrun Ost Corvan", "--as", "M. Ilven", "--why", "a test"},
		{"person", "merge", "Garrovan Ost Lennick", "Westrel Ost Halvin", "--as", "M. Ilven", "--why", "a test"},
	} {
		var out bytes.Buffer
		p := &cli.Program{In: strings.NewReader(""), Out: &out, Err: &out, Args: append(args, "--db", file), Env: func(string) string { return "" }}
		if code := p.Run(context.Background()); code != 0 && args[len(args)-1] != bad {
			return nil, rostrum.Errorf(rostrum.CodeInternal, "rostrum %s: exit status %d: %s", strings.Join(args, " "), code, &out)
		}
	}
	db, err := sqlite.Open(context.Background(), file, sqlite.Options{MustExist: true})
	if err != nil {
		return nil, err
	}
	if _, err := app.New(db, nil).SaveSearch(context.Background(), "The fleet", "harbour OR fleet", true, "M. Ilven", said); err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

// moreSamples are items of which the samples have none: a report that is told again,
// one at the address of another, and a passage that gives no record.
func moreSamples() ([]byte, error) {
	data, err := os.ReadFile(samples + "reports.jsonl")
	if err != nil {
		return nil, err
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	var told map[string]any
	if err := json.Unmarshal(line, &told); err != nil {
		return nil, err
	}
	url := told["url"]
	told["id"], told["url"], told["published"] = "told-again", "http://www.vdb.example/again", "2031-03-02"
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	for _, item := range []map[string]any{told,
		{"id": "displacing", "outlet": "VDB", "lang": "en", "url": url, "published": "2031-04-30", "retrieved": "2031-05-01", "title": "Notice to Readers", "text": "This page is being moved to another place and will soon be back."},
		{"id": "unread", "outlet": "VDB", "lang": "en", "url": "http://www.vdb.example/unread", "published": "2031-04-29", "retrieved": "2031-05-01", "title": "=At the Weir",
			"text": "Aldermoor, April 29 Union 84 (VDB) -- Torvane Ost Halric, Eldrun Ost Corvan, Brannoc Ost Ludrik, Merrit Ost Hallan and Torvane Ost Bersin."},
	} {
		if err := enc.Encode(item); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// opened gives the use cases over a copy of the store of samples.
func opened(t testing.TB) *app.App {
	t.Helper()
	data, err := made()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "samples.db")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return over(t, file)
}

// over gives the use cases over a file.
func over(t testing.TB, file string) *app.App {
	t.Helper()
	db, err := sqlite.Open(t.Context(), file, sqlite.Options{MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return app.New(db, app.Leaders{"": {"Torvane Ost Halric"}})
}

// unnamed finds one thing to the disadvantage of somebody, in whatever is held.
var unnamed = app.OverSeries([]app.Kind{{Name: "absence", Means: "somebody is not named"}}, false, func(all []*holding.Series) []finding.Finding {
	r := all[0].Reports[0]
	return []finding.Finding{{Kind: "absence", Subject: "Eldrun Ost Corvan", Day: r.Published, Known: r.Published, Says: "Eldrun Ost Corvan is not named.", Rule: "of a test",
		Coverage: finding.Coverage{Outlet: r.Outlet, Lang: r.Lang, From: r.Published, To: r.Published, Coverage: "unknown", Reports: 1, HeldDays: 1, Denominator: "one report"},
		Evidence: []finding.Evidence{{Report: r.ID, Version: r.Version, Published: r.Published, At: rostrum.Span{Field: rostrum.FieldTitle, End: 1}}}}}
})

func options() api.Options {
	o := api.Options{Version: "test", Outliner: outliner{}, Now: func() time.Time { return said }, Analyses: []app.Analysis{app.EditAnalysis(), unnamed},
		Knowing: app.Knowing{Load: func(func(outlet, lang string) bool) (*app.Profiles, error) {
			return &app.Profiles{Outliner: outliner{}}, nil
		}}}
	k, err := known()
	if err != nil {
		panic(err) // the profiles of the repository
	}
	o.LineUps = func(string, string) *lineup.Knowledge { return k.lineups }
	o.Occasions = func(string, string) *occasion.Knowledge { return k.occasions }
	o.Terms = func(string, string) *app.LedgerTerms {
		return &app.LedgerTerms{Terms: k.terms, Dates: func(string, string) []ledger.Dated { return nil }}
	}
	o.Rosters = []*roster.Knowledge{k.roster}
	o.Words = app.Wordsmith{Reader: passages{}, Books: k.books}
	return o
}

// passages takes each text for one passage of the outlet's own.
type passages struct{}

func (passages) Passages(_, _ string, s *phrase.Source) {
	s.Passages = []phrase.Passage{{At: rostrum.Span{Field: rostrum.FieldText, End: len(s.Text)}, Voice: rostrum.VoiceOwn}}
}

func (passages) Reads(_, lang string) bool { return lang == "en" }

// knowledge is what the profile of the samples knows.
type knowledge struct {
	lineups   *lineup.Knowledge
	occasions *occasion.Knowledge
	terms     *ledger.Terms
	roster    *roster.Knowledge
	books     []*wordbook.Book
}

var known = sync.OnceValues(func() (k knowledge, err error) {
	const name = "vdb-en"
	p, err := profile.Load(profiles.FS, name)
	if err == nil {
		k.lineups, err = lineup.Load(profiles.FS, p)
	}
	if err == nil {
		k.occasions, err = occasion.Load(profiles.FS, name)
	}
	if err == nil {
		k.terms, err = ledger.LoadTerms(profiles.FS, name)
	}
	if err == nil {
		k.roster, err = roster.Load(profiles.FS, name)
	}
	if err == nil {
		k.books, err = wordbook.Load(profiles.FS)
	}
	return k, err
})

// client asks one handler.
type client struct {
	*testing.T
	handler http.Handler
}

func newClient(t *testing.T) client { return client{t, api.New(opened(t), options())} }

// ask asks for an address below the prefix; headers are pairs of name and value.
func (c client) ask(method, address, body string, headers ...string) *http.Response {
	c.Helper()
	r := httptest.NewRequest(method, api.Prefix+address, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w.Result()
}

// get reads an answer whole.
func (c client) get(address string, headers ...string) (int, string) {
	c.Helper()
	return c.read(c.ask("GET", address, "", headers...))
}

func (c client) read(r *http.Response) (int, string) {
	c.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		c.Fatal(err)
	}
	return r.StatusCode, string(b)
}

// decode reads an answer as JSON into a value.
func (c client) decode(address string, into any) {
	c.Helper()
	status, body := c.get(address)
	if status != http.StatusOK {
		c.Fatalf("GET %s: status %d: %s", address, status, body)
	}
	if err := json.Unmarshal([]byte(body), into); err != nil {
		c.Fatalf("GET %s: %v", address, err)
	}
}

// golden compares with a file, or rewrites it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(name)
	if err == nil && bytes.Equal(got, want) {
		return
	}
	if !*update {
		t.Errorf("%s is not what the program says now; go test ./internal/api -update rewrites it", name)
		return
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, got, 0o644); err != nil {
		t.Fatal(err)
	}
}
