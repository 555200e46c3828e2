package sqlite

import (
	"context"
	"database/sql"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// whereSince is whereReports with a period that a report also falls into by a
// time of capture, given as a column that holds a day, a time, or ”.
func (db *DB) whereSince(ctx context.Context, f store.ReportFilter, column string) (*where, error) {
	from, to := f.From, f.To
	f.From, f.To = "", ""
	w, err := db.whereReports(ctx, &f)
	if err != nil || from == "" && to == "" {
		return w, err
	}
	if to == "" {
		to = "9999"
	}
	day := "substr(" + column + ", 1, 10)"
	w.add("(r.published >= ? AND r.published <= ? AND r.published <> '' OR "+day+" >= ? AND "+day+" <= ? AND "+column+" <> '')", from, lastDay(to), from, lastDay(to))
	return w, nil
}

// FindEdited lists reports of which several texts are held.
func (db *DB) FindEdited(ctx context.Context, f store.ReportFilter) (*store.Page[store.Edited], error) {
	w, err := db.whereSince(ctx, f, "v.retrieved")
	if err != nil {
		return nil, err
	}
	w.add("r.versions > 1")
	key, err := place(f.Cursor, "edited", 2)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("(r.published, r.id) > (?, ?)", key...)
	}
	most := limit(f.Limit)
	found, err := collect(ctx, db.read, `SELECT `+lineColumns+`,
	(SELECT o.retrieved FROM version o WHERE o.report = r.key AND octet_length(o.text) > 0 ORDER BY o.seen, o.key LIMIT 1), v.retrieved`+fromReports+`
JOIN version v ON v.key = r.version`+w.String()+`ORDER BY r.published, r.id LIMIT ?`, append(w.args, most+1),
		func(rows *sql.Rows, e *store.Edited) error {
			var sum []byte
			err := rows.Scan(append(lineFields(&e.ReportLine, &sum), &e.First, &e.Last)...)
			e.Version = versionName(sum)
			return err
		})
	if err != nil {
		return nil, db.fail(err, "listing edited reports")
	}
	return cut(found, most, func(e *store.Edited) string { return cursor("edited", e.Published, e.ID) }), nil
}

// FindDisplaced lists reports at whose address another one was captured later.
func (db *DB) FindDisplaced(ctx context.Context, f store.ReportFilter) (*store.Page[store.Displaced], error) {
	w, err := db.whereSince(ctx, f, "d.at")
	if err != nil {
		return nil, err
	}
	key, err := place(f.Cursor, "displaced", 4)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("(r.published, r.id, o.id, d.url) > (?, ?, ?, ?)", key...)
	}
	most := limit(f.Limit)
	found, err := collect(ctx, db.read, `SELECT `+lineColumns+`, d.url, o.id, d.at`+fromReports+`
JOIN version v ON v.key = r.version JOIN displaced d ON d.report = r.key JOIN report o ON o.key = d.other`+w.String()+`ORDER BY r.published, r.id, o.id, d.url LIMIT ?`,
		append(w.args, most+1), func(rows *sql.Rows, d *store.Displaced) error {
			var sum []byte
			err := rows.Scan(append(lineFields(&d.ReportLine, &sum), &d.Address, &d.Other, &d.At)...)
			d.Version = versionName(sum)
			return err
		})
	if err != nil {
		return nil, db.fail(err, "listing displaced reports")
	}
	return cut(found, most, func(d *store.Displaced) string { return cursor("displaced", d.Published, d.ID, d.Other, d.Address) }), nil
}
