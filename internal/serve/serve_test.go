package serve

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/rostrum-watch/rostrum"
)

func TestKnown(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LOCALHOST:80": true, "localhost.": true, "127.0.0.1": true, "127.0.0.1:8377": true, "[::1]:8377": true, "::1": true, "192.168.1.7:8377": true,
		"desk.example": true, "Desk.Example:80": true, "evil.example": false, "127.0.0.1.evil.example": false, "localhost.evil.example": false, "": false, "desk.example.evil": false,
		"[": false, "a:b:c": false,
	} {
		if known(host, []string{"desk.example"}) != want {
			t.Errorf("known(%q) is %v", host, !want)
		}
	}
}

func TestGuard(t *testing.T) {
	var log bytes.Buffer
	h := Guard(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/panic":
			panic("secret")
		case "/form":
			if _, err := io.ReadAll(r.Body); err != nil {
				w.WriteHeader(http.StatusRequestEntityTooLarge)
			}
		default:
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, strings.Repeat("text ", 2000))
		}
	}), nil, &log)
	ask := func(method, path, body string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "http://127.0.0.1"+path, strings.NewReader(body))
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	if w := ask("GET", "/", "", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "gzip" || w.Body.Len() > 1000 || w.Header().Get("X-Frame-Options") != "DENY" {
		t.Errorf("got %v, %d bytes", w.Header(), w.Body.Len())
	}
	if w := ask("GET", "/", ""); w.Header().Get("Content-Encoding") != "" || w.Body.Len() != 10000 {
		t.Errorf("plain: %v", w.Header())
	}
	if w := ask("GET", "/panic", ""); w.Code != 500 || strings.Contains(w.Body.String(), "secret") || !strings.Contains(log.String(), "secret") {
		t.Errorf("a panic: %d %s; log %s", w.Code, w.Body, &log)
	}
	if w := ask("POST", "/form", strings.Repeat("x", bodySize+1), "Sec-Fetch-Site", "same-origin"); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a huge form: %d", w.Code)
	}
	for site, want := range map[string]int{"cross-site": 403, "same-site": 403, "same-origin": 200, "none": 200} {
		if w := ask("POST", "/form", "a=b", "Sec-Fetch-Site", site); w.Code != want {
			t.Errorf("from %s: %d", site, w.Code)
		}
	}
	if w := ask("POST", "/form", "a=b", "Origin", "http://evil.example"); w.Code != 403 {
		t.Errorf("from another origin: %d", w.Code)
	}
}

// TestServer_stops wants an answer under way to be finished when the server is
// ended.
func TestServer_stops(t *testing.T) {
	s, err := Listen(t.Context(), Options{Addr: "127.0.0.1:0", Log: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	under := make(chan struct{})
	ended := make(chan error, 1)
	go func() {
		ended <- s.Run(ctx, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			close(under)
			<-ctx.Done()
			if r.Context().Err() != nil {
				t.Error("who is answered was cut off")
			}
			fmt.Fprint(w, "whole")
		}))
	}()
	answer := make(chan string, 1)
	go func() {
		resp, err := http.Get(s.URL())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		answer <- string(b)
	}()
	<-under
	stop()
	if got := <-answer; got != "whole" {
		t.Errorf("got %q", got)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Error("it does not end")
	}
	if _, err := http.Get(s.URL()); err == nil {
		t.Error("it still answers")
	}
}

func TestListen_refuses(t *testing.T) {
	for _, addr := range []string{"", "8377", "127.0.0.1", ":8377", "127.0.0.1:port", "127.0.0.1:99999"} {
		if _, err := Listen(t.Context(), Options{Addr: addr, Log: io.Discard}); err == nil {
			t.Errorf("%q: is listened to", addr)
		} else if c := rostrum.ErrorCode(err); c != rostrum.CodeInvalid && c != rostrum.CodeUnavailable {
			t.Errorf("%q: %v", addr, err)
		}
	}
	s, err := Listen(t.Context(), Options{Addr: "127.0.0.1:0", Log: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	defer s.listener.Close()
	at := strings.TrimSuffix(strings.TrimPrefix(s.URL(), "http://"), "/")
	if _, err := Listen(t.Context(), Options{Addr: at, Log: io.Discard}); rostrum.ErrorCode(err) != rostrum.CodeUnavailable {
		t.Errorf("an address that is taken: %v", err)
	}
}

func TestBelow(t *testing.T) {
	says := func(word string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, word) })
	}
	h := Below("/api/v1", says("below"), says("rest"))
	for path, want := range map[string]string{"/": "rest", "/api/v1/": "below", "/api/v1/events": "below", "/api": "rest", "/events": "rest"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if got := w.Body.String(); got != want {
			t.Errorf("%s: found %q, expected %q", path, got, want)
		}
	}
}
