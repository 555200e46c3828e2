package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// The forms of answers.
const (
	formJSON   = "application/json"
	formNDJSON = "application/x-ndjson"
	formCSV    = "text/csv"
)

// formats are their names as the parameter format has them.
var formats = map[string]string{"json": formJSON, "ndjson": formNDJSON, "csv": formCSV}

// serve answers what one path asks.
func (s *server) serve(p *path) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q, err := p.read(r)
		if err == nil {
			err = s.knows(p)
		}
		if err == nil {
			switch {
			case p.take != nil:
				err = s.take(w, q, p)
			case p.whole:
				err = s.readWhole(w, q, p)
			default:
				err = s.answer(w, q, p)
			}
		}
		if err != nil {
			s.fail(w, r, err)
		}
	})
}

// answer answers, or says that what the client has still holds. The state is read
// before what is found: if something comes between them, the client asks once too
// often, and never once too little.
func (s *server) answer(w http.ResponseWriter, q *request, p *path) error {
	form, err := p.form(q)
	if err != nil {
		return err
	}
	if form != formJSON && p.signed && q.text(signature.name) == "" {
		return invalid([]Wrong{{signature.name, "expected the name of the analyst who takes along what is found of people, found nothing; pages need none"}})
	}
	ctx, cancel := context.WithTimeout(q.Context(), answerTime)
	defer cancel()
	state, err := s.app.State(ctx)
	if err != nil {
		return err
	}
	h := w.Header()
	tag := s.tag(state, form)
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
	h.Add("Vary", "Accept")
	if matches(q.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if form != formJSON {
		return s.stream(w, q, p, form)
	}
	if p.slow {
		return s.slowly(w, q, p, state)
	}
	at := q.page()
	a, err := p.leave(ctx, s, q, at)
	if err != nil {
		return err
	}
	if p.entries != nil {
		if next := p.entries(a).next; next != "" {
			h.Set("Link", fmt.Sprintf(`<%s>; rel="next"`, q.following(next)))
		}
	}
	return writeJSON(w, http.StatusOK, a)
}

// following is the address of the next page.
func (q *request) following(next string) string {
	values := q.URL.Query()
	values.Set("cursor", next)
	return q.URL.EscapedPath() + "?" + values.Encode()
}

// readWhole answers what takes the whole store, one such request at a time.
func (s *server) readWhole(w http.ResponseWriter, q *request, p *path) error {
	if !s.verify.TryLock() {
		return problem(rostrum.CodeUnavailable, "the store is being read already; try again when that is done")
	}
	defer s.verify.Unlock()
	ctx, cancel := context.WithTimeout(q.Context(), verifyTime)
	defer cancel()
	extend(w, verifyTime+writeTime)
	a, err := p.leave(ctx, s, q, page{})
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return writeJSON(w, http.StatusOK, a)
}

// writeJSON answers with one document.
func writeJSON(w http.ResponseWriter, status int, a any) error {
	var b bytes.Buffer
	if err := encode(&b, a); err != nil {
		return err
	}
	w.Header().Set("Content-Type", formJSON)
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // who does not take it has gone
	return nil
}

// encode writes a line of JSON. Text stays readable: it is never part of a page.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// tag names a state, the form in which it is told, and what the program is. It is
// weak, as answers may be compressed.
func (s *server) tag(state *store.State, form string) string {
	return fixedTag(fmt.Appendf(nil, "%d %s %d %d %q %s %s", state.Head.Size, state.Head.Root, state.Corrections, state.Changes, s.options.Version, form, s.shape))
}

// fixedTag names what is the same as long as its bytes are.
func fixedTag(data []byte) string {
	sum := sha256.Sum256(data)
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// matches tells whether one of the tags of a header is the tag, weakly compared.
func matches(header, tag string) bool {
	for one := range strings.SplitSeq(header, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// form is the form in which an answer is wanted: by the parameter, else by what the
// client accepts.
func (p *path) form(q *request) (string, error) {
	offered := []string{formJSON}
	if p.entries != nil {
		offered = append(offered, formNDJSON, formCSV)
	}
	form := formats[q.text(format.name)]
	if form == "" {
		form = accepted(q.Header.Values("Accept"), offered)
	}
	if form == "" {
		return "", problem(rostrum.CodeUnsupported, fmt.Sprintf("expected a client that accepts one of %s, found %q", strings.Join(offered, ", "), strings.Join(q.Header.Values("Accept"), ", "))).
			with(http.StatusNotAcceptable)
	}
	return form, nil
}

// accepted chooses what a client likes best of what is offered, the first of equals;
// "" where it likes none.
func accepted(headers, offered []string) string {
	if len(headers) == 0 {
		return offered[0]
	}
	best, bestWeight := "", 0.0
	for _, o := range offered {
		kind, _, _ := strings.Cut(o, "/")
		weight, exact := 0.0, -1
		for part := range strings.SplitSeq(strings.Join(headers, ","), ",") {
			name, params, err := mime.ParseMediaType(strings.TrimSpace(part))
			if err != nil {
				continue
			}
			how := map[string]int{"*/*": 0, kind + "/*": 1, o: 2}
			level, ok := how[name]
			if !ok || level < exact {
				continue
			}
			w := 1.0
			if given, ok := params["q"]; ok {
				if w, err = strconv.ParseFloat(given, 64); err != nil {
					w = 0
				}
			}
			if level > exact || w > weight {
				weight, exact = w, level
			}
		}
		if weight > bestWeight {
			best, bestWeight = o, weight
		}
	}
	return best
}

// take reads what is said and keeps it.
func (s *server) take(w http.ResponseWriter, q *request, p *path) error {
	body := reflect.New(p.body).Interface()
	if err := readBody(w, q.Request, body); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(q.Context(), answerTime)
	defer cancel()
	a, at, err := p.take(ctx, s, q, body)
	if err != nil {
		return err
	}
	w.Header().Set("Location", at)
	w.Header().Set("Cache-Control", "no-store")
	return writeJSON(w, http.StatusCreated, a)
}

// readBody reads one JSON object, and refuses whatever is not as it should be.
func readBody(w http.ResponseWriter, r *http.Request, into any) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != formJSON {
		return problem(rostrum.CodeUnsupported, fmt.Sprintf("expected a body of the type %s, found %q", formJSON, r.Header.Get("Content-Type"))).with(http.StatusUnsupportedMediaType)
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBody))
	if err != nil {
		if _, large := err.(*http.MaxBytesError); large {
			return problem(rostrum.CodeInvalid, fmt.Sprintf("expected a body of at most %d bytes", mostBody)).with(http.StatusRequestEntityTooLarge)
		}
		return problem(rostrum.CodeInvalid, "the body cannot be read: "+err.Error())
	}
	if depth(data) > mostDepth {
		return problem(rostrum.CodeInvalid, fmt.Sprintf("body: expected at most %d objects and lists within one another", mostDepth))
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return problem(rostrum.CodeInvalid, "body: "+strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := dec.Token(); err != io.EOF {
		return problem(rostrum.CodeInvalid, "body: expected one object, found more behind it")
	}
	return nil
}

// depth is how deep the brackets of a JSON text go, strings left out.
func depth(data []byte) int {
	deepest, now, quoted := 0, 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			now++
			deepest = max(deepest, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return deepest
}
