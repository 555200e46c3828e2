package sqlite

import (
	"context"
	"database/sql"
	"errors"
)

const selectKeptData = `SELECT data FROM kept WHERE name = ? AND state = ?`

// Kept gives what was kept.
func (db *DB) Kept(ctx context.Context, name, state string) ([]byte, error) {
	var data []byte
	err := db.read.QueryRowContext(ctx, selectKeptData, name, state).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return data, db.fail(err, "reading what was kept")
}

// Keep keeps something.
func (db *DB) Keep(ctx context.Context, name, state string, data []byte) error {
	err := db.writing(ctx, func(w *writer) error { return keep(w, name, state, data) })
	return db.fail(err, "keeping what was found")
}

func keep(w *writer, name, state string, data []byte) error {
	w.apart = true
	_, err := w.conn.ExecContext(background, `INSERT INTO kept (name, state, data) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET state = excluded.state, data = excluded.data`, name, state, data)
	return err
}
