package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strconv"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// SayOutcome appends an analyst's word on what came of a notice.
func (db *DB) SayOutcome(ctx context.Context, o *rostrum.NoticeOutcome) (int64, error) {
	var id int64
	err := db.writing(ctx, func(w *writer) error {
		var report, version int64
		err := w.conn.QueryRowContext(background, `SELECT r.key, v.key FROM report r JOIN version v ON v.report = r.key WHERE r.id = ? AND v.sha256 = ?`,
			o.Notice.Report, versionSum(o.Notice.Version)).Scan(&report, &version)
		if errors.Is(err, sql.ErrNoRows) {
			return rostrum.Errorf(rostrum.CodeNotFound, "report %s: the store holds no version %s of it", o.Notice.Report, o.Notice.Version)
		}
		if err != nil {
			return err
		}
		var told, withdraws any
		if o.Report != "" {
			var key int64
			err := w.conn.QueryRowContext(background, `SELECT key FROM report WHERE id = ?`, o.Report).Scan(&key)
			if errors.Is(err, sql.ErrNoRows) {
				return rostrum.Errorf(rostrum.CodeNotFound, "report %s: the store holds none", o.Report)
			}
			if err != nil {
				return err
			}
			told = key
		}
		if o.Withdraws != 0 {
			var by sql.NullInt64
			err := w.conn.QueryRowContext(background, `SELECT (SELECT key FROM outcome WHERE withdraws = c.key) FROM outcome c WHERE c.key = ? AND c.report = ?`, o.Withdraws, report).Scan(&by)
			switch {
			case errors.Is(err, sql.ErrNoRows):
				return rostrum.Errorf(rostrum.CodeNotFound, "outcome %d: there is none on this report", o.Withdraws)
			case err == nil && by.Valid:
				return rostrum.Errorf(rostrum.CodeConflict, "outcome %d: was withdrawn before, by %d", o.Withdraws, by.Int64)
			case err != nil:
				return err
			}
			withdraws = o.Withdraws
		}
		return w.conn.QueryRowContext(background, `INSERT INTO outcome (report, version, field, start, stop, quote, outcome, analyst, folded, said, why, told, source, withdraws)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key`, report, version, o.Notice.At.Field, o.Notice.At.Start, o.Notice.At.End, o.Notice.Quote, o.Outcome,
			o.By, store.Fold(o.By), o.When, o.Why, told, o.Source, withdraws).Scan(&id)
	})
	if err != nil {
		return 0, db.fail(err, "keeping an outcome")
	}
	return id, nil
}

// FindOutcomes lists analysts' words on what came of notices.
func (db *DB) FindOutcomes(ctx context.Context, f store.OutcomeFilter) (*store.Page[rostrum.NoticeOutcome], error) {
	w := &where{}
	w.addIf("r.id = ?", f.Notice)
	if f.By != "" {
		w.add("o.folded = ?", store.Fold(f.By))
	}
	if f.ID != 0 {
		w.add("o.key = ?", f.ID)
	}
	key, err := place(f.Cursor, "outcomes", 1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("o.key > CAST(? AS INTEGER)", key...)
	}
	most := limit(f.Limit)
	found, err := collect(ctx, db.read, `SELECT o.key, r.id, v.sha256, o.field, o.start, o.stop, o.quote, o.outcome, o.analyst, o.said, o.why, coalesce(t.id, ''), o.source, coalesce(o.withdraws, 0)
FROM outcome o JOIN report r ON r.key = o.report JOIN version v ON v.key = o.version LEFT JOIN report t ON t.key = o.told`+w.String()+`ORDER BY o.key LIMIT ?`, append(w.args, most+1),
		func(rows *sql.Rows, o *rostrum.NoticeOutcome) error {
			var sum []byte
			n := &o.Notice
			if err := rows.Scan(&o.ID, &n.Report, &sum, &n.At.Field, &n.At.Start, &n.At.End, &n.Quote, &o.Outcome, &o.By, &o.When, &o.Why, &o.Report, &o.Source, &o.Withdraws); err != nil {
				return err
			}
			n.Version = versionName(sum)
			return nil
		})
	if err != nil {
		return nil, db.fail(err, "listing outcomes")
	}
	return cut(found, most, func(o *rostrum.NoticeOutcome) string { return cursor("outcomes", strconv.FormatInt(o.ID, 10)) }), nil
}
