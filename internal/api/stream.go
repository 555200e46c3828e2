package api

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"time"
	"unicode/utf16"

	"github.com/rostrum-watch/rostrum"
)

// searchedHeader carries what a stream was looked for in, as its lines are entries
// and nothing else.
const searchedHeader = "Rostrum-Searched"

// stream writes a whole set, from the cursor on if one is given. So many entries
// are held at once, whatever the size of the set; who stops reading stops it.
func (s *server) stream(w http.ResponseWriter, q *request, p *path, form string) error {
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		return problem(rostrum.CodeUnavailable, "as many streams as there may be are running; try again")
	}
	left := math.MaxInt // a stream is of the whole set, unless somebody wants less
	if q.given[limit.name] {
		left = q.number(limit.name)
	}
	most := streamPage
	if p.slow {
		most = slowPage
	}
	at := page{min(most, left), q.text("cursor")}
	part, err := s.part(p, q, at)
	if err != nil {
		return err
	}
	h := w.Header()
	looked, err := json.Marshal(part.searched)
	if err != nil {
		return err
	}
	h.Set(searchedHeader, ascii(looked))
	h.Set("Content-Type", form)
	var lines lineWriter = ndjson{}
	if form == formCSV {
		h.Set("Content-Type", form+"; charset=utf-8; header=present")
		h.Set("Content-Disposition", `attachment; filename="`+p.id+`.csv"`)
		lines = newTable(p.entry)
	}
	w.WriteHeader(http.StatusOK)
	if q.Method == http.MethodHead {
		return nil
	}
	out := bufio.NewWriterSize(w, 64<<10)
	if err := lines.begin(out); err != nil {
		broken()
	}
	for {
		extend(w, writeTime)
		for i := range part.count {
			if err := lines.line(out, part.at(i)); err != nil {
				broken()
			}
		}
		if err := out.Flush(); err != nil {
			broken()
		}
		_ = http.NewResponseController(w).Flush() // where it cannot, it comes later
		if left -= part.count; part.next == "" || left <= 0 {
			return nil
		}
		at = page{min(most, left), part.next}
		if part, err = s.part(p, q, at); err != nil && !errors.Is(err, context.Canceled) {
			s.options.Log.ErrorContext(q.Context(), "stream broken off", "path", q.URL.Path, "error", err)
		}
		if err != nil {
			broken()
		}
	}
}

// part finds one part of a stream.
func (s *server) part(p *path, q *request, at page) (entries, error) {
	bound := answerTime
	if p.slow {
		bound = analysisTime
	}
	ctx, cancel := context.WithTimeout(q.Context(), bound)
	defer cancel()
	if p.slow {
		done, err := s.kept.take(ctx)
		if err != nil {
			return entries{}, err
		}
		defer done()
	}
	a, err := p.leave(ctx, s, q, at)
	if err != nil {
		return entries{}, err
	}
	return p.entries(a), nil
}

// broken ends an answer that has begun: the connection is cut, so that nobody takes
// half of a set for all of it.
func broken() { panic(http.ErrAbortHandler) }

// extend gives the client so long to take what is written next. Where there is no
// connection, as in tests, nothing has to be extended.
func extend(w http.ResponseWriter, d time.Duration) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(d))
}

// ascii escapes what a header must not hold.
func ascii(text []byte) string {
	out := make([]byte, 0, len(text))
	for _, r := range string(text) {
		if r < 0x7f {
			out = append(out, byte(r))
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			out = fmt.Appendf(out, `\u%04x`, u)
		}
	}
	return string(out)
}

// lineWriter writes entries, one a line.
type lineWriter interface {
	begin(w io.Writer) error
	line(w io.Writer, entry any) error
}

// ndjson is one JSON object a line.
type ndjson struct{}

func (ndjson) begin(io.Writer) error { return nil }

func (ndjson) line(w io.Writer, entry any) error { return encode(w, entry) }
