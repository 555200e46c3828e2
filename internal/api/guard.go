package api

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"

	"github.com/rostrum-watch/rostrum"
)

// guard stands before every path: it bounds what is taken, refuses what other sites
// send, words every refusal as a problem, and compresses what is given.
func (s *server) guard(mux *http.ServeMux) http.Handler {
	compress, err := gzhttp.NewWrapper()
	if err != nil {
		panic(err) // it has no options
	}
	// A browser tells by itself where a request comes from, and other programs need
	// no protection from their own users.
	same := http.NewCrossOriginProtection()
	return compress(http.HandlerFunc(func(bare http.ResponseWriter, r *http.Request) {
		w := &begun{ResponseWriter: bare}
		defer s.recovered(w, r)
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Referrer-Policy", "no-referrer")
		open := s.share(w, r)
		switch _, pattern := mux.Handler(r); {
		case len(r.URL.EscapedPath()) > mostPath || len(r.URL.RawQuery) > mostQuery:
			s.fail(w, r, problem(rostrum.CodeInvalid, fmt.Sprintf("expected an address of at most %d bytes and a query of at most %d", mostPath, mostQuery)).with(http.StatusRequestURITooLong))
		case open && r.Method == http.MethodOptions:
			w.WriteHeader(http.StatusNoContent)
		case pattern == "":
			s.nowhere(w, r, mux)
		case same.Check(r) != nil:
			s.fail(w, r, problem(rostrum.CodeUnsupported, "another site may not say anything here").with(http.StatusForbidden))
		default:
			mux.ServeHTTP(w, r)
		}
	}))
}

// share lets scripts of sites that are listed read, and reports whether the request
// comes from one. Nothing is said to others.
func (s *server) share(w http.ResponseWriter, r *http.Request) bool {
	if len(s.options.Origins) == 0 {
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		return false
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if origin == "" || !slices.Contains(s.options.Origins, origin) {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Allow-Methods", "GET, HEAD")
	h.Set("Access-Control-Allow-Headers", "Accept, If-None-Match")
	h.Set("Access-Control-Expose-Headers", "ETag, Link, "+searchedHeader)
	return true
}

// nowhere answers for what is no path, or not with this method.
func (s *server) nowhere(w http.ResponseWriter, r *http.Request, mux *http.ServeMux) {
	probe := &probe{header: http.Header{}}
	mux.ServeHTTP(probe, r)
	if probe.status == http.StatusMethodNotAllowed {
		allow := probe.header.Get("Allow")
		w.Header().Set("Allow", allow)
		s.fail(w, r, problem(rostrum.CodeUnsupported, fmt.Sprintf("expected one of the methods %s here, found %s", allow, r.Method)).with(http.StatusMethodNotAllowed))
		return
	}
	s.fail(w, r, notHere("there is no path %s; %s/openapi.json lists them", strings.ToValidUTF8(r.URL.Path, "\ufffd"), Prefix))
}

// probe takes an answer of which the status and the headers alone are wanted.
type probe struct {
	header http.Header
	status int
}

func (p *probe) Header() http.Header         { return p.header }
func (p *probe) Write(b []byte) (int, error) { return len(b), nil }
func (p *probe) WriteHeader(status int)      { p.status = status }

// begun knows whether an answer has begun.
type begun struct {
	http.ResponseWriter
	status int
}

// Unwrap gives http.ResponseController what it works on.
func (b *begun) Unwrap() http.ResponseWriter { return b.ResponseWriter }

// WriteHeader begins the answer.
func (b *begun) WriteHeader(status int) {
	b.status = status
	b.ResponseWriter.WriteHeader(status)
}

// Write begins the answer, if it has not begun.
func (b *begun) Write(data []byte) (int, error) {
	if b.status == 0 {
		b.status = http.StatusOK
	}
	return b.ResponseWriter.Write(data)
}

// recovered turns a panic into a problem, or, where an answer has begun, breaks it off.
func (s *server) recovered(w *begun, r *http.Request) {
	switch what := recover(); {
	case what == nil:
	case what == http.ErrAbortHandler || w.status != 0:
		if what != http.ErrAbortHandler {
			s.options.Log.ErrorContext(r.Context(), "panic", "path", r.URL.Path, "value", what, "stack", string(debug.Stack()))
		}
		panic(http.ErrAbortHandler)
	default:
		s.fail(w, r, fmt.Errorf("panic: %v\n%s", what, debug.Stack()))
	}
}
