package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/rostrum-watch/rostrum/internal/archive"
	"github.com/rostrum-watch/rostrum/internal/pack"
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

// What takes so long to count is kept in the file too, unless it is much: a program
// that opens a large store need not count again what another counted.
var worthKeeping = 20 * time.Millisecond

const (
	mostKeptEntries = 10_000
	keptSlots       = 64 // a count takes the place of another one now and then
	tallyVersion    = 1  // of what counts say and how they are kept
)

// keptTally is where a count is kept: under one of few names, in a state that says what
// was counted and when.
func keptTally(key string, changes int64) (name, state string) {
	sum := sha256.Sum256([]byte(key))
	return fmt.Sprintf("tally/%d", sum[0]%keptSlots), fmt.Sprintf("%d/%d/%x", tallyVersion, changes, sum)
}

// recall gives what was counted and kept; what cannot be read was not.
func recall[T any](ctx context.Context, db *DB, tx *sql.Tx, key string, changes int64) (known T, ok bool) {
	name, state := keptTally(key, changes)
	var data []byte
	if err := tx.QueryRowContext(ctx, selectKeptData, name, state).Scan(&data); err != nil {
		return known, false
	}
	return known, json.Unmarshal(data, &known) == nil
}

// keepTally keeps a count.
func (db *DB) keepTally(key string, changes int64, counted any) {
	data, err := json.Marshal(counted)
	if err != nil {
		return
	}
	name, state := keptTally(key, changes)
	db.keepBeside(name, state, func() []byte { return data })
}

// keepPacked keeps what code says, until recallPacked is asked for it.
func (db *DB) keepPacked(name, version string, code func(*pack.Coder)) {
	db.keepBeside(name, version, func() []byte {
		var w pack.Writer
		w.Code(code)
		return w.Bytes()
	})
}

// recallPacked gives what keepPacked kept; nil where it did not, or in another version.
func recallPacked[T any](ctx context.Context, tx *sql.Tx, name, version string, code func(*T, *pack.Coder)) *T {
	var data []byte
	if err := tx.QueryRowContext(ctx, selectKeptData, name, version).Scan(&data); err != nil {
		return nil
	}
	made := new(T)
	r := pack.NewReader(data)
	if r.Code(func(c *pack.Coder) { code(made, c) }); r.Err() != nil {
		return nil
	}
	return made
}

// unkept is what was worked out and waits to be kept, by its name: what is newer takes
// the place of what nobody has kept yet.
type unkept struct {
	mu      sync.Mutex
	of      map[string]keepsake
	keeping bool // somebody is about to
}

type keepsake struct {
	state string
	data  func() []byte
}

// take gives what waits; where nothing does, nobody keeps any more.
func (u *unkept) take() map[string]keepsake {
	u.mu.Lock()
	defer u.mu.Unlock()
	taken := u.of
	u.of, u.keeping = nil, len(taken) > 0
	return taken
}

// keepBeside keeps what was worked out while others go on. It waits its turn to write,
// and all that waits is written at once.
func (db *DB) keepBeside(name, state string, data func() []byte) {
	u := &db.unkept
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.of == nil {
		u.of = map[string]keepsake{}
	}
	u.of[name] = keepsake{state, data}
	if !u.keeping {
		u.keeping = true
		db.keeping.Go(db.keepAll)
	}
}

// keepAll keeps what waits until nothing does. What cannot be kept, as another program
// writes for long, is worked out again by who needs it.
func (db *DB) keepAll() {
	for {
		taken := db.unkept.take()
		if len(taken) == 0 {
			return
		}
		_ = db.writing(background, func(w *writer) error {
			for _, name := range slices.Sorted(maps.Keys(taken)) {
				if err := keep(w, name, taken[name].state, taken[name].data()); err != nil {
					return err
				}
			}
			return nil
		})
	}
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
	counted, found := recall[T](ctx, db, tx, key, now)
	if !found {
		began := time.Now()
		if counted, err = count(); err != nil {
			return none, err
		}
		if n := weigh(counted); time.Since(began) >= worthKeeping && n <= mostKeptEntries {
			db.keepTally(key, now, counted)
		}
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
