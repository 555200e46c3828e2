package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// mostKept bounds the answers that are kept, in bytes.
const mostKept = 32 << 20

// kept are answers that took long, as long as nothing changes.
type kept struct {
	turn chan struct{} // held by who works one out: others wait, as each takes all processors

	mu      sync.Mutex
	changes int64
	of      map[string][]byte // by address
	size    int
}

func (k *kept) get(changes int64, address string) []byte {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.changes != changes {
		return nil
	}
	return k.of[address]
}

func (k *kept) put(changes int64, address string, body []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if changes < k.changes || len(body) > mostKept {
		return
	}
	if changes > k.changes || k.size+len(body) > mostKept {
		k.changes, k.of, k.size = changes, map[string][]byte{}, 0
	}
	k.size += len(body) - len(k.of[address])
	k.of[address] = body
}

// take waits for one's turn.
func (k *kept) take(ctx context.Context) (done func(), err error) {
	select {
	case k.turn <- struct{}{}:
		return func() { <-k.turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// slowly answers what an analysis has to read everything for: once for each state.
func (s *server) slowly(w http.ResponseWriter, q *request, p *path, state *store.State) error {
	address := q.URL.Path + "?" + q.URL.Query().Encode()
	body := s.kept.get(state.Changes, address)
	if body == nil {
		ctx, cancel := context.WithTimeout(q.Context(), analysisTime)
		defer cancel()
		extend(w, analysisTime+writeTime)
		done, err := s.kept.take(ctx)
		if err != nil {
			return err
		}
		defer done()
		if body = s.kept.get(state.Changes, address); body == nil { // who came before did not ask for it
			a, err := p.leave(ctx, s, q, q.page())
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if err := encode(&b, a); err != nil {
				return err
			}
			body = b.Bytes()
			// What came meanwhile may be in it, and what it says then is not of that state.
			if now, err := s.app.State(ctx); err == nil && now.Changes == state.Changes {
				s.kept.put(state.Changes, address, body)
			}
		}
	}
	h := w.Header()
	if p.entries != nil {
		var at struct{ Next string }
		if json.Unmarshal(body, &at) == nil && at.Next != "" {
			h.Set("Link", fmt.Sprintf(`<%s>; rel="next"`, q.following(at.Next)))
		}
	}
	h.Set("Content-Type", formJSON)
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(body) // who does not take it has gone
	return nil
}
