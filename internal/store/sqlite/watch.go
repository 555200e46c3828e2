package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Watch keeps a rule, or takes one off.
func (db *DB) Watch(ctx context.Context, watch *store.Watch) (int64, error) {
	var id int64
	err := db.writing(ctx, func(w *writer) error {
		var removes any
		if watch.Removes != 0 {
			removes = watch.Removes
			if err := removable(w, watch.Removes); err != nil {
				return err
			}
		} else if err := unwatched(w, watch.Rule); err != nil {
			return err
		}
		return w.conn.QueryRowContext(background, `INSERT INTO watch (rule, analyst, said, removes) VALUES (?, ?, ?, ?) RETURNING key`,
			watch.Rule, watch.By, watch.When, removes).Scan(&id)
	})
	if err != nil {
		return 0, db.fail(err, "changing the watchlist")
	}
	return id, nil
}

// removable tells whether a rule is on the list.
func removable(w *writer, id int64) error {
	var by sql.NullInt64
	err := w.conn.QueryRowContext(background, `SELECT (SELECT key FROM watch WHERE removes = w.key) FROM watch w WHERE w.key = ? AND w.removes IS NULL`, id).Scan(&by)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return rostrum.Errorf(rostrum.CodeNotFound, "watchlist: there is no rule %d", id)
	case err == nil && by.Valid:
		return rostrum.Errorf(rostrum.CodeConflict, "watchlist: rule %d was taken off before", id)
	}
	return err
}

// unwatched tells whether a rule is not on the list.
func unwatched(w *writer, rule string) error {
	var id int64
	err := w.conn.QueryRowContext(background, `SELECT key FROM watch w WHERE rule = ? AND NOT EXISTS (SELECT 1 FROM watch WHERE removes = w.key)`, rule).Scan(&id)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err == nil:
		return rostrum.Errorf(rostrum.CodeConflict, "watchlist: %s is on it already, as rule %d", rule, id)
	}
	return err
}

// Watches lists the rules.
func (db *DB) Watches(ctx context.Context, removed bool) ([]store.Watch, error) {
	c := &where{}
	c.add("w.removes IS NULL")
	if !removed {
		c.add("r.key IS NULL")
	}
	found, err := collect(ctx, db.read, `SELECT w.key, w.rule, w.analyst, w.said, coalesce(r.key, 0), coalesce(r.said, '')
FROM watch w LEFT JOIN watch r ON r.removes = w.key`+c.String()+`ORDER BY w.key`, nil, func(rows *sql.Rows, w *store.Watch) error {
		return rows.Scan(&w.ID, &w.Rule, &w.By, &w.When, &w.Removed, &w.RemovedWhen)
	})
	if err != nil {
		return nil, db.fail(err, "reading the watchlist")
	}
	return found, nil
}
