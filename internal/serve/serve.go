// Package serve listens for browsers and other programs, hardened: it bounds what
// a request may hold and how long it may take, answers only to names that are its
// own (so that no page elsewhere can reach it by a name that was pointed here),
// refuses writes that another site's page sends, tells browsers to run nothing but
// what comes from here, compresses, and stops gracefully.
//
// Key types: Server (a listener that is open, and runs until its context ends);
// Guard is what it puts around a handler.
//
// What it does not do: it knows no page, no API and no store, and signs nobody in:
// who reaches the address can read and correct.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"github.com/rostrum-watch/rostrum"
)

// Bounds of a request and of its answer.
const (
	headTime  = 5 * time.Second
	readTime  = 15 * time.Second
	writeTime = 2 * time.Minute // a handler that streams sets its own
	idleTime  = 2 * time.Minute
	stopTime  = 5 * time.Second // for answers under way
	headSize  = 16 << 10
	bodySize  = 64 << 10
)

// Options say how it is listened and to whom is answered.
type Options struct {
	Addr  string   // host and port; port 0 takes a free one
	Hosts []string // names, beside localhost and plain addresses, by which browsers may come
	Log   io.Writer
}

// Server is a listener that is open.
type Server struct {
	listener net.Listener
	http     *http.Server
	options  Options
}

// Listen opens the address.
func Listen(ctx context.Context, o Options) (*Server, error) {
	host, _, err := net.SplitHostPort(o.Addr)
	if err != nil {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "--addr: expected a host and a port, such as 127.0.0.1:8377, found %q", o.Addr)
	}
	if host == "" {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "--addr: expected a host before the port, such as 127.0.0.1 (0.0.0.0 is every address of this machine), found %q", o.Addr)
	}
	var listening net.ListenConfig
	l, err := listening.Listen(ctx, "tcp", o.Addr)
	if err != nil {
		return nil, rostrum.Errorf(rostrum.CodeUnavailable, "cannot listen on %s: %w", o.Addr, err)
	}
	return &Server{listener: l, options: o}, nil
}

// URL is the address for a browser on this machine.
func (s *Server) URL() string {
	at, ok := s.listener.Addr().(*net.TCPAddr)
	if !ok {
		return "http://" + s.listener.Addr().String() + "/"
	}
	host := at.IP.String()
	if at.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, fmt.Sprint(at.Port)) + "/"
}

// Run answers by h until ctx ends, then lets answers under way finish.
func (s *Server) Run(ctx context.Context, h http.Handler) error {
	s.http = &http.Server{
		Handler:           Guard(h, s.options.Hosts, s.options.Log),
		ReadHeaderTimeout: headTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: headSize,
		ErrorLog:       log.New(s.options.Log, "rostrum: ", 0),
		BaseContext:    func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	ended := make(chan error, 1)
	go func() { ended <- s.http.Serve(s.listener) }()
	select {
	case err := <-ended:
		return rostrum.Errorf(rostrum.CodeUnavailable, "the server ended: %w", err)
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	if err := s.http.Shutdown(stopping); err != nil {
		_ = s.http.Close() // somebody is still being answered
	}
	if err := <-ended; err != nil && !errors.Is(err, http.ErrServerClosed) {
		return rostrum.Errorf(rostrum.CodeUnavailable, "the server ended: %w", err)
	}
	return nil
}

// Below answers what lies below a path with one handler, and all else with another.
func Below(path string, below, rest http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle(path+"/", below)
	mux.Handle("/", rest)
	return mux
}

// headers tell browsers what they may do with an answer. Nothing is run or loaded
// but what comes from here, and nothing may stand in another site's frame.
var headers = map[string]string{
	"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
	"Referrer-Policy":              "no-referrer",
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
}

// Guard puts around a handler what every answer needs. hosts are names by which
// browsers may come, beside localhost and plain addresses.
func Guard(h http.Handler, hosts []string, errors io.Writer) http.Handler {
	var sameSite http.CrossOriginProtection
	guarded := sameSite.Handler(http.MaxBytesHandler(h, bodySize))
	compressed := gzhttp.GzipHandler(guarded)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		defer func() {
			if err := recover(); err != nil {
				if err == http.ErrAbortHandler {
					panic(err) // the handler's way to hang up
				}
				fmt.Fprintf(errors, "rostrum: %s %q: %v (this is a defect; please report it)\n%s", r.Method, r.URL.Path, err, debug.Stack())
				http.Error(w, "This is a defect; please report it.", http.StatusInternalServerError)
			}
		}()
		if !known(r.Host, hosts) {
			http.Error(w, "This name is not one of this server's; rostrum serve --host NAME adds one.", http.StatusMisdirectedRequest)
			return
		}
		compressed.ServeHTTP(w, r)
	})
}

// known tells whether a request came by a name of this server. A plain address is
// always: no name was pointed anywhere to come by it.
func known(host string, hosts []string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if name == "localhost" {
		return true
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	return slices.ContainsFunc(hosts, func(h string) bool { return strings.EqualFold(h, name) })
}
