package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/archive"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// State names what is held now.
func (db *DB) State(ctx context.Context) (*store.State, error) {
	s := &store.State{}
	var size uint64
	var edge []byte
	err := db.read.QueryRowContext(ctx, `SELECT e.size, e.hashes, (SELECT coalesce(max(key), 0) FROM correction), s.changes FROM edge e, state s`).
		Scan(&size, &edge, &s.Corrections, &s.Changes)
	if err != nil {
		return nil, db.fail(err, "reading its state")
	}
	log, err := archive.NewLog(size, edge)
	if err != nil {
		return nil, db.fail(err, "reading the head of the log")
	}
	root, err := log.Root()
	if err != nil {
		return nil, db.fail(err, "reading the head of the log")
	}
	s.Head = store.Head{Size: int(size), Root: hex.EncodeToString(root)}
	return s, nil
}

// changes is how often what a transaction sees was changed.
func changes(ctx context.Context, tx *sql.Tx) (n int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT changes FROM state`).Scan(&n)
	return n, err
}

// tallies are what was counted over much in one state of the store: whoever asks
// again, or for the next page, does not wait for it again.
type tallies struct {
	mu      sync.Mutex
	changes int64
	of      map[string]any // by what was counted, and for whom
	weight  int            // of all of them
}

// mostTallied bounds what is remembered, in entries of tables and lists.
const mostTallied = 200_000

// tally returns what count gives for key in the state that tx sees, and weigh says
// how many entries it has. What is returned is shared: it must not be changed.
func tally[T any](ctx context.Context, db *DB, tx *sql.Tx, key string, weigh func(T) int, count func() (T, error)) (T, error) {
	var none T
	now, err := changes(ctx, tx)
	if err != nil {
		return none, err
	}
	t := &db.tallied
	t.mu.Lock()
	if t.changes == now {
		if known, ok := t.of[key].(T); ok {
			t.mu.Unlock()
			return known, nil
		}
	}
	t.mu.Unlock()
	counted, err := count()
	if err != nil {
		return none, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	n := 1 + weigh(counted)
	switch {
	case now < t.changes || n > mostTallied:
		return counted, nil // somebody has seen a newer state, or it is too much
	case now > t.changes || t.weight+n > mostTallied:
		t.changes, t.of, t.weight = now, map[string]any{}, 0
	}
	if t.of[key] == nil {
		t.weight += n
	}
	t.of[key] = counted
	return counted, nil
}
