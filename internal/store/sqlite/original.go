package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/archive"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Originals lists the items that brought the versions of a report.
func (db *DB) Originals(ctx context.Context, id string) ([]store.Original, error) {
	var all []store.Original
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		var key int64
		err := tx.QueryRowContext(ctx, `SELECT key FROM report WHERE key = `+reportKey, id, id).Scan(&key)
		if errors.Is(err, sql.ErrNoRows) {
			return rostrum.Errorf(rostrum.CodeNotFound, "report %s: the store holds none of this id", id)
		}
		if err != nil {
			return err
		}
		all, err = collect(ctx, tx, `SELECT v.sha256, c.id, c.url, c.retrieved, c.input, c.item, c.raw FROM version v JOIN capture c ON c.version = v.key
WHERE v.report = ? ORDER BY c.key`, []any{key}, scanOriginal)
		return err
	})
	if err != nil {
		return nil, db.fail(err, "reading the originals of report %s", id)
	}
	return all, nil
}

func scanOriginal(rows *sql.Rows, o *store.Original) error {
	var sum, packed []byte
	if err := rows.Scan(&sum, &o.ID, &o.Address, &o.Retrieved, &o.Input, &o.Item, &packed); err != nil {
		return err
	}
	o.Version = versionName(sum)
	if len(packed) == 0 {
		return nil
	}
	var err error
	o.Raw, err = archive.Unpack(packed)
	return err
}
