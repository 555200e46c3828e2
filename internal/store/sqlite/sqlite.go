// Package sqlite keeps reports and records in one SQLite file, in WAL mode.
//
// migrations/NNNN_*.sql describe what is where; their number is the file's
// user_version. One connection writes, several read; readers see what was there
// when their statement began.
//
// Key types: DB, made by Open, which keeps the contract of internal/store.
//
// What it does not do: it compresses nothing, reads no query and ranks nothing
// (internal/search does), and decides nothing that internal/store does not promise.
package sqlite

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	driver "modernc.org/sqlite"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search/posting"
	"github.com/rostrum-watch/rostrum/internal/store"
)

const (
	readers    = 4
	writeCache = 48 << 10 // KiB; of memory it takes more than twice as much, see pageSize
	readCache  = 16 << 10
	// checkpoint is after how many pages of the journal who writes moves those into the
	// file that nobody has moved yet, and the journal begins anew: see move.go.
	checkpoint = 16000
	// pageSize is that of a file that is made. Each page costs two writes to the
	// journal, and a read and a write to be moved. In memory one takes 21 kB: the
	// driver's allocator cuts pieces of 64 kB into three of what is just above 8 kB. A
	// page of 16 kB would take all 64, one of 4 kB takes 9.
	pageSize = 8 << 10
	busyWait = 10000 // milliseconds that one waits for another process
)

// Options says how to open a store. The zero value makes the file where there
// is none.
type Options struct {
	MustExist bool // CodeNotFound where there is no file, instead of making one
}

// DB is a store in one file.
type DB struct {
	path     string
	read     *sql.DB
	write    *sql.DB
	getBlock *sql.Stmt // of the index, over read: a search reads many

	mu   sync.Mutex // held while adding
	adds *writer    // made by the first Add

	remember   sync.Mutex // held for what follows
	remembered map[segmentKey]*posting.Segment
	looked     lookedAt

	keeping sync.WaitGroup // what was counted, by those who keep it; pages, by who moves them
	journal journal
	tallied tallies
	unkept  unkept

	attended attendances
	stocked  stocks
}

var _ store.Store = (*DB)(nil)

// functions gives the driver, once, what statements need and SQL has not: fold, which is
// store.Fold, and begins, which is store.Begins. Of NULL they are NULL.
var functions = sync.OnceValue(func() error {
	return errors.Join(driver.RegisterDeterministicScalarFunction("fold", 1, func(_ *driver.FunctionContext, args []sqldriver.Value) (sqldriver.Value, error) {
		if s, ok := args[0].(string); ok {
			return store.Fold(s), nil
		}
		return nil, nil
	}), driver.RegisterDeterministicScalarFunction("begins", 2, func(_ *driver.FunctionContext, args []sqldriver.Value) (sqldriver.Value, error) {
		text, ok := args[0].(string)
		part, given := args[1].(string)
		if !ok || !given {
			return nil, nil
		}
		return store.Begins(text, part), nil
	}))
})

// Open opens the store in the file at path, making its folder and the file
// where there is none, and brings an older file up to date.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "store %s: expected a file, found a folder", path)
	case errors.Is(err, fs.ErrNotExist) && o.MustExist:
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "store %s: there is none yet; `rostrum ingest` makes it", path)
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, rostrum.Errorf(rostrum.CodeUnavailable, "store %s: its folder cannot be made: %w", path, err)
		}
	case err != nil:
		return nil, rostrum.Errorf(rostrum.CodeUnavailable, "store: %w", err)
	}
	if err := functions(); err != nil {
		return nil, rostrum.Errorf(rostrum.CodeInternal, "store %s: %w", path, err)
	}
	db := &DB{path: path}
	if db.write, err = sql.Open("sqlite", dsn(path, writeCache, false)); err != nil {
		return nil, db.fail(err, "opening")
	}
	db.write.SetMaxOpenConns(1)
	if err := migrate(ctx, db.write, path); err != nil {
		db.write.Close()
		return nil, db.fail(err, "opening")
	}
	if db.read, err = sql.Open("sqlite", dsn(path, readCache, true)); err != nil {
		db.write.Close()
		return nil, db.fail(err, "opening")
	}
	db.read.SetMaxOpenConns(readers)
	db.read.SetMaxIdleConns(readers)
	if db.getBlock, err = db.read.PrepareContext(ctx, selectBlock); err != nil {
		return nil, errors.Join(db.fail(err, "opening"), db.read.Close(), db.write.Close())
	}
	return db, nil
}

// Close gives up the store.
func (db *DB) Close() error {
	db.keeping.Wait()
	err := errors.Join(db.getBlock.Close(), db.read.Close())
	if db.adds != nil {
		err = errors.Join(err, db.adds.close())
	}
	if err = errors.Join(err, db.write.Close()); err != nil {
		return db.fail(err, "closing")
	}
	return nil
}

// dsn names the file and how each connection is set up.
func dsn(path string, cache int, reader bool) string {
	v := url.Values{}
	v.Add("_pragma", fmt.Sprintf("busy_timeout(%d)", busyWait))
	if reader {
		v.Add("_pragma", "query_only(1)")
	} else {
		v.Add("_pragma", fmt.Sprintf("page_size(%d)", pageSize))
		v.Set("_journal_mode", "WAL") // after the pragmas, which come by the alphabet: it settles the size of pages
		v.Add("_pragma", fmt.Sprintf("wal_autocheckpoint(%d)", checkpoint))
		v.Add("_pragma", "synchronous(normal)")
		// The one writer gives every key and writes what is referred to first; to
		// look each up again takes a twentieth of an ingest. Verify looks instead.
		v.Add("_pragma", "foreign_keys(0)")
		v.Set("_txlock", "immediate")
	}
	v.Add("_pragma", fmt.Sprintf("cache_size(-%d)", cache))
	v.Add("_pragma", "temp_store(memory)")
	return (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: v.Encode()}).String()
}

// Result codes of SQLite: https://sqlite.org/rescode.html
const (
	codeBusy     = 5
	codeLocked   = 6
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotDB    = 26
)

// fail gives an error its code and says what was being done with which store.
// Errors that have a code already, and those of a context, stay as they are.
func (db *DB) fail(err error, format string, args ...any) error {
	var coded *rostrum.Error
	if err == nil || errors.As(err, &coded) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	code, hint := rostrum.CodeInternal, ""
	var e *driver.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case codeBusy, codeLocked:
			code, hint = rostrum.CodeUnavailable, "another process is writing; try again: "
		case codeReadOnly, codeIO, codeFull, codeCantOpen:
			code = rostrum.CodeUnavailable
		case codeNotDB:
			code, hint = rostrum.CodeInvalid, "not a store of rostrum: "
		case codeCorrupt:
			code, hint = rostrum.CodeInvalid, "the file is damaged: "
		}
	}
	return rostrum.Errorf(code, "store %s: %s: %s%w", db.path, fmt.Sprintf(format, args...), hint, err)
}
