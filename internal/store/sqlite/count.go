package sqlite

import (
	"context"
	"database/sql"
	"strconv"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// FindUnread lists passages that gave no records though they look as if they
// should have.
func (db *DB) FindUnread(ctx context.Context, f store.ReportFilter) (*store.Page[store.Unread], error) {
	in := f.In
	f.In = nil
	w, err := db.whereReports(ctx, &f)
	if err == nil {
		err = db.among(ctx, w, "+r.key", in)
	}
	if err != nil {
		return nil, err
	}
	key, err := place(f.Cursor, "unread", 3)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("(r.published, r.id, u.number) > (?, ?, CAST(? AS INTEGER))", key...)
	}
	most := limit(f.Limit)
	type row struct {
		store.Unread
		number int
	}
	// As blobs, since spans count bytes and not characters. Few reports have any, so
	// these come first.
	found, err := collect(ctx, db.read, `SELECT u.number, r.id, r.outlet, r.published, v.title, v.sha256, u.at_field, u.at_start, u.at_end,
	substr(CAST(CASE u.at_field WHEN '`+rostrum.FieldTitle+`' THEN v.title ELSE v.text END AS BLOB), u.at_start + 1, u.at_end - u.at_start), u.why
FROM unread u CROSS JOIN extraction x ON x.key = u.extraction CROSS JOIN report r ON r.extraction = x.key JOIN version v ON v.key = r.version`+w.String()+`ORDER BY r.published, r.id, u.number LIMIT ?`, append(w.args, most+1),
		func(rows *sql.Rows, u *row) error {
			var sum, quote []byte
			err := rows.Scan(&u.number, &u.Report, &u.Outlet, &u.Published, &u.Title, &sum, &u.At.Field, &u.At.Start, &u.At.End, &quote, &u.Why)
			u.Version, u.Quote = versionName(sum), string(quote)
			return err
		})
	if err != nil {
		return nil, db.fail(err, "listing passages that were not read")
	}
	page := cut(found, most, func(u *row) string { return cursor("unread", u.Published, u.Report, strconv.Itoa(u.number)) })
	items := make([]store.Unread, len(page.Items))
	for i := range page.Items {
		items[i] = page.Items[i].Unread
	}
	return &store.Page[store.Unread]{Items: items, Next: page.Next}, nil
}

// FindRejected lists items that could not be read.
func (db *DB) FindRejected(ctx context.Context, f store.RejectedFilter) (*store.Page[store.Rejected], error) {
	w := &where{}
	w.addIf("input = ?", f.Input)
	key, err := place(f.Cursor, "rejected", 3)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("(input, item, reason) > (?, CAST(? AS INTEGER), ?)", key...)
	}
	most := limit(f.Limit)
	found, err := collect(ctx, db.read, `SELECT input, item, reason, id, published, title FROM rejected`+w.String()+`ORDER BY input, item, reason LIMIT ?`, append(w.args, most+1),
		func(rows *sql.Rows, r *store.Rejected) error {
			return rows.Scan(&r.Input, &r.Item, &r.Reason, &r.ID, &r.Published, &r.Title)
		})
	if err != nil {
		return nil, db.fail(err, "listing rejected items")
	}
	return cut(found, most, func(r *store.Rejected) string { return cursor("rejected", r.Input, strconv.Itoa(r.Item), r.Reason) }), nil
}

// Days lists publication days that have reports, newest first.
func (db *DB) Days(ctx context.Context, f store.ReportFilter) ([]store.Day, error) {
	w, err := db.whereReports(ctx, &f)
	if err != nil {
		return nil, err
	}
	w.add("r.published <> ''")
	from := "\nFROM report r" // alone it is counted by its index
	if f.Status != "" {
		from = fromCounted
	}
	found, err := collect(ctx, db.read, `SELECT r.published, count(*)`+from+w.String()+`GROUP BY r.published ORDER BY r.published DESC LIMIT ?`,
		append(w.args, limit(f.Limit)), func(rows *sql.Rows, d *store.Day) error { return rows.Scan(&d.Day, &d.Reports) })
	if err != nil {
		return nil, db.fail(err, "listing days")
	}
	return found, nil
}
