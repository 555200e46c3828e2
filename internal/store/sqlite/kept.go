package sqlite

import (
	"context"
	"database/sql"
	"errors"
)

// Revision counts the transactions that changed what is held.
func (db *DB) Revision(ctx context.Context) (int64, error) {
	var n int64
	err := db.read.QueryRowContext(ctx, `SELECT number FROM revision`).Scan(&n)
	return n, db.fail(err, "reading the revision")
}

// Kept gives what was kept.
func (db *DB) Kept(ctx context.Context, name, state string) ([]byte, error) {
	var data []byte
	err := db.read.QueryRowContext(ctx, `SELECT data FROM kept WHERE name = ? AND state = ?`, name, state).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return data, db.fail(err, "reading what was kept")
}

// Keep keeps something.
func (db *DB) Keep(ctx context.Context, name, state string, data []byte) error {
	err := db.writing(ctx, func(w *writer) error {
		w.apart = true
		_, err := w.conn.ExecContext(background, `INSERT INTO kept (name, state, data) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET state = excluded.state, data = excluded.data`, name, state, data)
		return err
	})
	return db.fail(err, "keeping what was found")
}

// revise counts a transaction, if it changed anything since there were so many
// changes.
func (w *writer) revise(before int64) error {
	now, err := w.changes()
	if err != nil || now == before || w.apart {
		return err
	}
	_, err = w.conn.ExecContext(background, `UPDATE revision SET number = number + 1`)
	return err
}

// changes is how many rows the connection has changed so far.
func (w *writer) changes() (n int64, err error) {
	err = w.conn.QueryRowContext(background, `SELECT total_changes()`).Scan(&n)
	return n, err
}
