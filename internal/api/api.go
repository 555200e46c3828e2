// Package api answers over HTTP, under /api/v1, what the use cases of internal/app
// answer, in the JSON form that --json prints.
//
// Each path is one entry of the table in paths.go: which parameters it takes, what
// it asks of the use cases, and, for lists, what stands in them. From the same entry
// come the route, the checks of what is given, the page by page cursor, the streams
// of whole sets (NDJSON, CSV), the ETag, the description in OpenAPI 3.1 and the form
// on the reference page, so that none of them can say what another does not.
//
// Key types: Options (what a server is made of), path (an entry of the table),
// parameter (one thing that can be given), request (what was given, checked),
// Problem (an error as RFC 9457 words it).
//
// What it does not do: it listens on no address and knows no user; it opens no
// store and holds no SQL; it computes nothing that a use case does not; it answers
// no GET by writing. Who serves it bounds connections, headers and hosts.
package api

import (
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/roster"
)

// Prefix is where the API is mounted. New's handler expects it in the paths of
// requests.
const Prefix = "/api/v1"

// Options says what a server is made of. The zero value serves what needs no profile.
type Options struct {
	// Version is that of the program: another one may answer otherwise.
	Version string
	// Outliner tells the sentences of texts that are compared.
	Outliner app.Outliner
	// What profiles know, for the analyses that go by it: every analysis there is, of
	// line-ups, occasions, identities and ledgers. A path that lacks what it needs says
	// so.
	Analyses  []app.Analysis
	Knowing   app.Knowing // for all of these
	LineUps   app.Knows
	Occasions app.Knowledge
	Rosters   []*roster.Knowledge
	Terms     app.TermsOf
	Words     app.Wordsmith
	// Now is the time at which an analyst's word is said; time.Now where it is nil.
	Now func() time.Time
	// Origins are sites whose scripts may read answers, as https://example.org. None
	// by default; no site but that of the server itself may ever write.
	Origins []string
	// Log is told of defects; nobody where it is nil.
	Log *slog.Logger
}

// Bounds of what is taken, and of what is given.
const (
	mostQuery   = 8 << 10  // bytes of the part of an address behind the question mark
	mostPath    = 2 << 10  // bytes of the part before it
	mostBody    = 64 << 10 // bytes
	mostDepth   = 8        // objects and lists within one another, in a body
	mostPage    = 1000     // entries of a page
	defaultPage = 100
	streamPage  = 500    // entries of a stream that are held at once
	slowPage    = 10_000 // of one that an analysis makes: each part reads all that was found
	mostStreams = 4      // at once: the others go on being answered
	mostDays    = 92     // of a brief

	answerTime = 15 * time.Second // to find an answer, or one part of a stream
	verifyTime = 5 * time.Minute  // to read the whole store
	// an analysis reads all that is held, and waits for the one before it
	analysisTime = 2 * time.Minute
	writeTime    = 30 * time.Second // for the client to take what is written at once
)

// server answers requests.
type server struct {
	app      *app.App
	options  Options
	paths    []*path
	spec     *huma.OpenAPI
	document []byte        // the spec, as it is served
	shape    string        // its tag: a program that answers otherwise mostly describes it otherwise
	streams  chan struct{} // one for each stream that runs
	verify   sync.Mutex    // held while the whole store is read
	kept     kept
}

// New returns the handler that answers what lies below Prefix.
func New(a *app.App, o Options) http.Handler {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &server{app: a, options: o, streams: make(chan struct{}, mostStreams), kept: kept{turn: make(chan struct{}, 1)}}
	s.paths = paths()
	s.describe()
	mux := http.NewServeMux()
	for _, p := range s.paths {
		mux.Handle(p.method+" "+Prefix+p.path, s.serve(p))
	}
	s.reference(mux)
	return s.guard(mux)
}
