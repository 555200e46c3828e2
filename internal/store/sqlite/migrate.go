package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/rostrum-watch/rostrum"
)

// applicationID marks a file as a store of rostrum: "rstm".
const applicationID = 0x7273746d

//go:embed migrations/*.sql
var migrations embed.FS

// fills are what a migration does that SQL cannot say, by its number.
var fills = map[int]func(context.Context, *sql.Tx) error{3: fillArchive}

// migrate brings the file to the newest schema, in one transaction. The number of
// the last migration that it has had is its user_version.
func migrate(ctx context.Context, db *sql.DB, path string) error {
	entries, err := fs.ReadDir(migrations, "migrations") // sorted by name
	if err != nil {
		return err
	}
	numbers := make([]int, len(entries))
	newest := 0
	for i, e := range entries {
		if _, err := fmt.Sscanf(e.Name(), "%04d_", &numbers[i]); err != nil || numbers[i] <= newest {
			return fmt.Errorf("migration %s: expected a number above %04d", e.Name(), newest)
		}
		newest = numbers[i]
	}
	// Most often there is nothing to do; that is seen without waiting for who writes.
	had, err := schema(ctx, db, path, newest)
	if err != nil || had == newest {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if had, err = schema(ctx, tx, path, newest); err != nil {
		return err
	}
	for i, e := range entries {
		if numbers[i] <= had {
			continue
		}
		script, err := migrations.ReadFile("migrations/" + e.Name())
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(script)); err != nil {
			return fmt.Errorf("migration %s: %w", e.Name(), err)
		}
		if fill := fills[numbers[i]]; fill != nil {
			if err := fill(ctx, tx); err != nil {
				return fmt.Errorf("migration %s: %w", e.Name(), err)
			}
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, newest)); err != nil {
		return err
	}
	return tx.Commit()
}

// schema returns the number of the last migration that a file has had, and refuses
// what is no store or one of a newer program, which knows more of them.
func schema(ctx context.Context, q querier, path string, known int) (had int, err error) {
	var id, tables int
	// In this order, as another process may be making the store meanwhile.
	for _, ask := range []struct {
		query string
		into  *int
	}{{"SELECT count(*) FROM sqlite_master", &tables}, {"PRAGMA user_version", &had}, {"PRAGMA application_id", &id}} {
		if err := q.QueryRowContext(ctx, ask.query).Scan(ask.into); err != nil {
			return 0, err
		}
	}
	switch {
	case tables > 0 && id != applicationID:
		return 0, rostrum.Errorf(rostrum.CodeInvalid, "store %s: an SQLite file of another program", path)
	case had > known:
		return 0, rostrum.Errorf(rostrum.CodeUnsupported, "store %s: written by a newer rostrum (schema %d; this one knows up to %d)", path, had, known)
	}
	return had, nil
}
