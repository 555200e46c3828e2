package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/rostrum-watch/rostrum"
)

// Problem says why there is no answer, as RFC 9457 words it.
type Problem struct {
	Type   string       `json:"type"`   // names the code, and leads to what it means
	Title  string       `json:"title"`  // the code in words
	Status int          `json:"status"` // of HTTP
	Detail string       `json:"detail"` // what was wrong here
	Code   rostrum.Code `json:"code"`   // one of a closed set
	// Errors lists each parameter or field that was wrong, where it is known.
	Errors []Wrong `json:"errors,omitempty"`
}

// Wrong is one thing that was given and cannot be.
type Wrong struct {
	Where  string `json:"where"`  // name of the parameter, or field of the body
	Detail string `json:"detail"` // what was expected, and what was found
}

// Error makes a problem an error, so that it can be returned as one.
func (p *Problem) Error() string { return p.Detail }

// codes are the codes there are, in the order in which they are told.
var codes = []rostrum.Code{rostrum.CodeInvalid, rostrum.CodeNotFound, rostrum.CodeConflict, rostrum.CodeUnavailable, rostrum.CodeUnsupported, rostrum.CodeInternal}

// titles word the codes.
var titles = map[rostrum.Code]string{
	rostrum.CodeInvalid:     "What was given is malformed",
	rostrum.CodeNotFound:    "What was asked for is not there",
	rostrum.CodeConflict:    "It contradicts what is held",
	rostrum.CodeUnavailable: "The store cannot be reached now",
	rostrum.CodeUnsupported: "Not something this program does",
	rostrum.CodeInternal:    "A defect of the program",
}

// problem makes one of a code, with the status that the table of codes gives it.
func problem(code rostrum.Code, detail string) *Problem {
	return &Problem{Type: Prefix + "/#" + string(code), Title: titles[code], Status: code.HTTPStatus(), Detail: detail, Code: code}
}

// with is the same with another status: HTTP has some of its own for what it
// refuses before anything was asked.
func (p *Problem) with(status int) *Problem {
	p.Status = status
	return p
}

// problemOf words an error. What is a defect, or tells of files of the server, is
// for its log alone.
func problemOf(err error) *Problem {
	var p *Problem
	switch code := rostrum.ErrorCode(err); {
	case errors.As(err, &p):
		return p
	case errors.Is(err, context.DeadlineExceeded):
		return problem(rostrum.CodeUnavailable, "it took too long; ask for less at once")
	case code == rostrum.CodeInternal:
		return problem(code, "the program failed; its log says how")
	case code == rostrum.CodeUnavailable:
		return problem(code, "the store is busy or cannot be read; try again")
	default:
		return problem(code, err.Error())
	}
}

// fail answers with a problem. A client that has gone gets none.
func (s *server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return
	}
	p := problemOf(err)
	if p.Code == rostrum.CodeInternal || p.Code == rostrum.CodeUnavailable {
		s.options.Log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "query", r.URL.RawQuery, "error", err)
	}
	body, err := json.Marshal(p)
	if err != nil {
		panic(err) // strings and numbers always can be
	}
	h := w.Header()
	h.Del("ETag")
	h.Del("Last-Modified")
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", strconv.Itoa(5))
	}
	w.WriteHeader(p.Status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(append(body, '\n')) // who does not take it has gone
	}
}
