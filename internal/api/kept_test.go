package api

import (
	"context"
	"net/http/httptest"
	"testing"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// TestSlowly wants an analysis to run once for each address and state, and what it
// finds to be the answer of no other.
func TestSlowly(t *testing.T) {
	var k kept
	k.put(1, "/a", []byte("a1"))
	k.put(1, "/b", []byte("b1"))
	if string(k.get(1, "/a")) != "a1" || k.get(1, "/c") != nil || k.get(2, "/a") != nil {
		t.Error("in the first state")
	}
	k.put(2, "/a", []byte("a2"))
	if k.get(1, "/b") != nil || k.get(2, "/b") != nil || string(k.get(2, "/a")) != "a2" {
		t.Error("in the second state")
	}
	k.put(1, "/a", []byte("late"))
	k.put(2, "/long", make([]byte, mostKept+1))
	if string(k.get(2, "/a")) != "a2" || k.get(2, "/long") != nil {
		t.Error("late, or too long")
	}
	k.put(2, "/b", make([]byte, mostKept-1))
	k.put(2, "/c", make([]byte, 10))
	if k.size > mostKept || k.get(2, "/c") == nil {
		t.Errorf("%d bytes are kept", k.size)
	}
	// Who waits for a turn gives up with his client.
	s := newServer()
	s.kept.turn = make(chan struct{}, 1)
	s.kept.turn <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p := single(path{path: "/slow", slow: true}, func(context.Context, *server, *request) (*lines, error) { t.Error("it was asked"); return nil, nil })
	q, err := p.read(httptest.NewRequest("GET", "/slow", nil).WithContext(ctx))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.slowly(httptest.NewRecorder(), q, p, &store.State{Changes: 3}); err == nil {
		t.Error("it did not give up")
	}
}
