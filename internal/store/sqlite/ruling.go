package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// ruled is whom a ruling is about, as kept.
type ruled struct {
	Of  *rostrum.Anchor  `json:"of,omitempty"`
	And []rostrum.Anchor `json:"and,omitempty"`
}

// Rule appends an analyst's ruling.
func (db *DB) Rule(ctx context.Context, r *rostrum.Ruling) (int64, error) {
	people, err := json.Marshal(ruled{r.Of, r.And})
	if err != nil {
		return 0, err
	}
	var id int64
	err = db.writing(ctx, func(w *writer) error {
		var withdraws any
		if r.Withdraws != 0 {
			var by sql.NullInt64
			err := w.conn.QueryRowContext(background, `SELECT (SELECT key FROM ruling WHERE withdraws = r.key) FROM ruling r WHERE r.key = ?`, r.Withdraws).Scan(&by)
			switch {
			case errors.Is(err, sql.ErrNoRows):
				return rostrum.Errorf(rostrum.CodeNotFound, "ruling %d: there is none", r.Withdraws)
			case err != nil:
				return err
			case by.Valid:
				return rostrum.Errorf(rostrum.CodeConflict, "ruling %d: was withdrawn before, by %d", r.Withdraws, by.Int64)
			}
			withdraws = r.Withdraws
		}
		return w.conn.QueryRowContext(background, `INSERT INTO ruling (sort, analyst, folded, said, why, people, withdraws) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING key`,
			r.Sort, r.By, store.Fold(r.By), r.When, r.Why, string(people), withdraws).Scan(&id)
	})
	if err != nil {
		return 0, db.fail(err, "keeping a ruling")
	}
	return id, nil
}

// FindRulings lists analysts' rulings.
func (db *DB) FindRulings(ctx context.Context, f store.RulingFilter) (*store.Page[rostrum.Ruling], error) {
	w := &where{}
	if f.By != "" {
		w.add("folded = ?", store.Fold(f.By))
	}
	if f.ID != 0 {
		w.add("key = ?", f.ID)
	}
	key, err := place(f.Cursor, "rulings", 1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("key > CAST(? AS INTEGER)", key...)
	}
	most := limit(f.Limit)
	found, err := collect(ctx, db.read, `SELECT key, sort, analyst, said, why, people, coalesce(withdraws, 0) FROM ruling`+w.String()+`ORDER BY key LIMIT ?`,
		append(w.args, most+1), func(rows *sql.Rows, r *rostrum.Ruling) error {
			var people string
			if err := rows.Scan(&r.ID, &r.Sort, &r.By, &r.When, &r.Why, &people, &r.Withdraws); err != nil {
				return err
			}
			var p ruled
			err := json.Unmarshal([]byte(people), &p)
			r.Of, r.And = p.Of, p.And
			return err
		})
	if err != nil {
		return nil, db.fail(err, "listing rulings")
	}
	return cut(found, most, func(r *rostrum.Ruling) string { return cursor("rulings", strconv.FormatInt(r.ID, 10)) }), nil
}
