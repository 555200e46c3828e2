package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strconv"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// FindVersions lists versions with their texts by their place in the log.
func (db *DB) FindVersions(ctx context.Context, f store.VersionFilter) (*store.Page[store.HeldVersion], error) {
	w := &where{}
	key, err := place(f.Cursor, "versions", 1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("v.key > CAST(? AS INTEGER)", key...)
	}
	w.addIf("r.outlet = ? COLLATE NOCASE", f.Outlet)
	for _, e := range f.Not {
		w.add("NOT (g.profile = ? AND g.version = ?)", e.Profile, e.Version)
	}
	most := limit(f.Limit)
	found, err := collect(ctx, db.read, `SELECT v.key, r.id, v.outlet, v.topic, v.published, v.filed_lang, v.retrieved, v.input, v.item, v.notes, v.title, v.text,
	coalesce((SELECT url FROM address WHERE report = r.key ORDER BY key LIMIT 1), ''), g.profile, g.version, x.status
FROM version v JOIN report r ON r.key = v.report JOIN extraction x ON x.key = v.extraction JOIN engine g ON g.key = x.engine`+w.String()+`ORDER BY v.key LIMIT ?`,
		append(w.args, most+1), func(rows *sql.Rows, v *store.HeldVersion) error {
			r := &rostrum.Report{}
			v.Report = r
			var notes string
			err := rows.Scan(&v.Key, &r.ID, &r.Outlet, &r.Topic, &r.Published, &r.Lang, &r.Retrieved, &r.Input, &r.Item, &notes, &r.Title, &r.Text, &r.URL,
				&v.Engine.Profile, &v.Engine.Version, &v.Status)
			if err == nil {
				err = parseList(notes, &r.Notes)
			}
			return err
		})
	if err != nil {
		return nil, db.fail(err, "listing versions")
	}
	return cut(found, most, func(v *store.HeldVersion) string { return cursor("versions", strconv.FormatInt(v.Key, 10)) }), nil
}

// Reextract keeps extractions of versions that are held.
func (db *DB) Reextract(ctx context.Context, batch []store.Reextraction) (int, error) {
	changed := 0
	err := db.writing(ctx, func(w *writer) error {
		for i := range batch {
			if err := ctx.Err(); err != nil {
				return err
			}
			x := batch[i].Extraction
			engine, err := w.engineKey(x)
			if err != nil {
				return err
			}
			var report keptReport
			v := held{key: batch[i].Version}
			it := &store.Item{Report: &rostrum.Report{}, Extraction: x}
			err = w.findKept.QueryRowContext(background, v.key).Scan(&report.key, &report.version, &report.document, &it.Report.Title, &it.Report.Text, &v.seen, &v.extraction, &v.engine, &v.status, &v.lang, &v.reason)
			if errors.Is(err, sql.ErrNoRows) {
				return rostrum.Errorf(rostrum.CodeNotFound, "version %d: the store holds none", v.key)
			}
			if err != nil {
				return err
			}
			outcome, err := w.again(&report, &v, it, engine)
			if err != nil {
				return err
			}
			if outcome == store.Reextracted {
				changed++
			}
		}
		return nil
	})
	if err != nil {
		return 0, db.fail(err, "keeping extractions")
	}
	return changed, nil
}
