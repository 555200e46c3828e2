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

// migrate brings the file to the newest schema, in one transaction. The number
// of migrations that it has had is its user_version.
func migrate(ctx context.Context, db *sql.DB, path string) error {
	entries, err := fs.ReadDir(migrations, "migrations") // sorted by name
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var id, had, tables int
	for pragma, into := range map[string]*int{"PRAGMA application_id": &id, "PRAGMA user_version": &had, "SELECT count(*) FROM sqlite_master": &tables} {
		if err := tx.QueryRowContext(ctx, pragma).Scan(into); err != nil {
			return err
		}
	}
	switch {
	case tables > 0 && id != applicationID:
		return rostrum.Errorf(rostrum.CodeInvalid, "store %s: an SQLite file of another program", path)
	case had > len(entries):
		return rostrum.Errorf(rostrum.CodeUnsupported, "store %s: written by a newer rostrum (schema %d; this one knows up to %d)", path, had, len(entries))
	case had == len(entries):
		return nil
	}
	for i, e := range entries[had:] {
		var number int
		if _, err := fmt.Sscanf(e.Name(), "%04d_", &number); err != nil || number != had+i+1 {
			return fmt.Errorf("migration %s: expected the number %04d", e.Name(), had+i+1)
		}
		script, err := migrations.ReadFile("migrations/" + e.Name())
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(script)); err != nil {
			return fmt.Errorf("migration %s: %w", e.Name(), err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(entries))); err != nil {
		return err
	}
	return tx.Commit()
}
