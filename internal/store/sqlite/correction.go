package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// ReadBy returns the extraction of a version by one profile and engine.
func (db *DB) ReadBy(ctx context.Context, id, version string, e store.Engine) (*rostrum.Extraction, error) {
	var x *rostrum.Extraction
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		var key int64
		err := tx.QueryRowContext(ctx, `SELECT x.key FROM report r JOIN version v ON v.report = r.key JOIN extraction x ON x.version = v.key JOIN engine g ON g.key = x.engine
WHERE r.id = ? AND v.sha256 = ? AND g.profile = ? AND g.version = ?`, id, versionSum(version), e.Profile, e.Version).Scan(&key)
		if errors.Is(err, sql.ErrNoRows) {
			return rostrum.Errorf(rostrum.CodeNotFound, "report %s: the store holds no extraction of version %s by the profile %q and the engine %q", id, version, e.Profile, e.Version)
		}
		if err != nil {
			return err
		}
		x, err = db.extraction(ctx, tx, id, key)
		return err
	})
	if err != nil {
		return nil, db.fail(err, "reading version %s of report %s", version, id)
	}
	return x, nil
}

// Correct appends an analyst's word.
func (db *DB) Correct(ctx context.Context, c *rostrum.Correction) (int64, error) {
	var subject any
	changes, err := json.Marshal(c.Is)
	if err == nil && c.Subject != nil {
		var b []byte
		b, err = json.Marshal(c.Subject)
		subject = string(b)
	}
	if err != nil {
		return 0, err
	}
	var id int64
	err = db.writing(ctx, func(w *writer) error {
		var report, version int64
		err := w.conn.QueryRowContext(background, `SELECT r.key, v.key FROM report r JOIN version v ON v.report = r.key WHERE r.id = ? AND v.sha256 = ?`,
			c.Report, versionSum(c.Version)).Scan(&report, &version)
		if errors.Is(err, sql.ErrNoRows) {
			return rostrum.Errorf(rostrum.CodeNotFound, "report %s: the store holds no version %s of it", c.Report, c.Version)
		}
		if err != nil {
			return err
		}
		var withdraws any
		if c.Withdraws != 0 {
			if err := withdrawable(w, c.Withdraws, report); err != nil {
				return err
			}
			withdraws = c.Withdraws
		}
		return w.conn.QueryRowContext(background, `INSERT INTO correction (report, version, profile, engine, verdict, analyst, folded, said, why, subject, changes, withdraws)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key`, report, version, c.Profile, c.Engine, c.Verdict, c.By, store.Fold(c.By), c.When, c.Why, subject, string(changes),
			withdraws).Scan(&id)
	})
	if err != nil {
		return 0, db.fail(err, "keeping a correction")
	}
	return id, nil
}

// withdrawable tells whether a word on a report is there to be taken back.
func withdrawable(w *writer, id, report int64) error {
	var by sql.NullInt64
	err := w.conn.QueryRowContext(background, `SELECT (SELECT key FROM correction WHERE withdraws = c.key) FROM correction c WHERE c.key = ? AND c.report = ?`, id, report).Scan(&by)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return rostrum.Errorf(rostrum.CodeNotFound, "correction %d: there is none on this report", id)
	case err == nil && by.Valid:
		return rostrum.Errorf(rostrum.CodeConflict, "correction %d: was withdrawn before, by %d", id, by.Int64)
	}
	return err
}

// FindCorrections lists analysts' words.
func (db *DB) FindCorrections(ctx context.Context, f store.CorrectionFilter) (*store.Page[rostrum.Correction], error) {
	w := &where{}
	if f.Reports != nil {
		// Most stores have few words, most lists many reports.
		var any bool
		if err := db.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM correction)`).Scan(&any); err != nil {
			return nil, db.fail(err, "listing corrections")
		}
		if !any {
			return &store.Page[rostrum.Correction]{Items: []rostrum.Correction{}}, nil
		}
		ids := jsonList(f.Reports)
		w.add(`c.report IN (SELECT key FROM report WHERE id IN (SELECT value FROM json_each(?)) UNION ALL SELECT report FROM alias WHERE id IN (SELECT value FROM json_each(?)))`, ids, ids)
	}
	if f.By != "" {
		w.add("c.folded = ?", store.Fold(f.By))
	}
	w.addAny("c.verdict", f.Verdicts)
	w.addIf("substr(c.said, 1, 10) >= ?", f.From)
	if f.To != "" {
		w.add("substr(c.said, 1, 10) <= ?", lastDay(f.To))
	}
	if f.ID != 0 {
		w.add("c.key = ?", f.ID)
	}
	key, err := place(f.Cursor, "corrections", 1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("c.key > CAST(? AS INTEGER)", key...)
	}
	most := limit(f.Limit)
	found, err := collect(ctx, db.read, `SELECT c.key, r.id, v.sha256, c.profile, c.engine, c.verdict, c.analyst, c.said, c.why, c.subject, c.changes, coalesce(c.withdraws, 0)
FROM correction c JOIN report r ON r.key = c.report JOIN version v ON v.key = c.version`+w.String()+`ORDER BY c.key LIMIT ?`, append(w.args, most+1), scanCorrection)
	if err != nil {
		return nil, db.fail(err, "listing corrections")
	}
	return cut(found, most, func(c *rostrum.Correction) string { return cursor("corrections", strconv.FormatInt(c.ID, 10)) }), nil
}

func scanCorrection(rows *sql.Rows, c *rostrum.Correction) error {
	var sum []byte
	var subject *string
	var changes string
	if err := rows.Scan(&c.ID, &c.Report, &sum, &c.Profile, &c.Engine, &c.Verdict, &c.By, &c.When, &c.Why, &subject, &changes, &c.Withdraws); err != nil {
		return err
	}
	c.Version = versionName(sum)
	if subject != nil {
		if err := json.Unmarshal([]byte(*subject), &c.Subject); err != nil {
			return err
		}
	}
	return json.Unmarshal([]byte(changes), &c.Is)
}

// versionSum is the digest that a version is named by; null where the name is none.
func versionSum(name string) []byte {
	sum, err := hex.DecodeString(strings.TrimPrefix(name, versionName(nil)))
	if err != nil || versionName(sum) != name {
		return nil
	}
	return sum
}
