package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Unrelated lists the days of which something came. Who asks is done with adding and
// is going to read: what is remembered of pages that were written makes room.
func (db *DB) Unrelated(ctx context.Context) ([]store.Mark, error) {
	if err := db.makeRoom(); err != nil {
		return nil, db.fail(err, "listing days to relate")
	}
	if db.journal.added(0) > 0 {
		db.move()
	}
	found, err := collect(ctx, db.read, `SELECT day, mark FROM unrelated ORDER BY day`, nil,
		func(rows *sql.Rows, m *store.Mark) error { return rows.Scan(&m.Day, &m.Mark) })
	if err != nil {
		return nil, db.fail(err, "listing days to relate")
	}
	return found, nil
}

// makeRoom gives up the cache of the connection that writes, if there is one.
func (db *DB) makeRoom() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.adds == nil {
		return nil
	}
	_, err := db.adds.conn.ExecContext(background, "PRAGMA shrink_memory")
	return err
}

// FindTexts lists the newest texts of the reports of some days.
func (db *DB) FindTexts(ctx context.Context, from, to string) ([]store.Text, error) {
	var found []store.Text
	err := db.snapshot(ctx, func(tx *sql.Tx) (err error) {
		found, err = collect(ctx, tx, `SELECT r.key, r.id, r.outlet, r.lang, r.published, r.kind, v.title, v.text FROM report r JOIN version v ON v.key = r.version
WHERE r.published >= ? AND r.published <= ? AND octet_length(v.text) > 0 ORDER BY r.published, r.id`, []any{from, to},
			func(rows *sql.Rows, t *store.Text) error {
				return rows.Scan(&t.Key, &t.ID, &t.Outlet, &t.Lang, &t.Published, &t.Kind, &t.Title, &t.Text)
			})
		if err != nil {
			return err
		}
		of := make(map[int64]*store.Text, len(found))
		for i := range found {
			of[found[i].Key] = &found[i]
		}
		told, err := collect(ctx, tx, `SELECT r.key, e.number, e.type, coalesce(e.date, ''), e.form, e.evidence, e.at_field, e.at_start, e.at_end
FROM report r JOIN event e ON e.extraction = r.extraction
WHERE r.published >= ? AND r.published <= ? AND (r.kind = '`+rostrum.KindDigest+`' OR e.type = '`+rostrum.TypeStatement+`') ORDER BY r.key, e.number`, []any{from, to},
			func(rows *sql.Rows, t *keyedTelling) error {
				return rows.Scan(&t.report, &t.Number, &t.Type, &t.Date, &t.Form, &t.Evidence, &t.At.Field, &t.At.Start, &t.At.End)
			})
		for _, t := range told {
			if r := of[t.report]; r != nil {
				r.Told = append(r.Told, t.Telling)
			}
		}
		return err
	})
	if err != nil {
		return nil, db.fail(err, "reading the texts of %s to %s", from, to)
	}
	return found, nil
}

// keyedTelling is an event of a report that is given by its key.
type keyedTelling struct {
	report int64
	store.Telling
}

// SetRelations keeps what was decided of some days.
func (db *DB) SetRelations(ctx context.Context, decided []store.Decided, done []store.Mark) error {
	err := db.writing(ctx, func(w *writer) error {
		for i := range decided {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := w.decide(&decided[i]); err != nil {
				return err
			}
		}
		for _, m := range done {
			if _, err := w.conn.ExecContext(background, `DELETE FROM unrelated WHERE day = ? AND mark = ?`, m.Day, m.Mark); err != nil {
				return err
			}
		}
		return nil
	})
	return db.fail(err, "keeping links")
}

func (w *writer) decide(d *store.Decided) error {
	if _, err := w.conn.ExecContext(background, `DELETE FROM link WHERE day >= ? AND day <= ?`, d.From, d.To); err != nil {
		return err
	}
	if _, err := w.conn.ExecContext(background, `DELETE FROM cited WHERE decided >= ? AND decided <= ?`, d.From, d.To); err != nil {
		return err
	}
	for i := range d.Cited {
		c := &d.Cited[i]
		if _, err := w.addCited.ExecContext(background, c.Report, c.Sort, c.Number, c.Day, c.At.Field, c.At.Start, c.At.End, c.Quote, d.From); err != nil {
			return err
		}
	}
	for i := range d.Links {
		l := &d.Links[i]
		names, err := list(l.Names)
		if err != nil {
			return err
		}
		if err := w.links.add(l.From, l.To, l.Kind, l.Score, names, l.Day); err != nil {
			return err
		}
	}
	return w.links.flush() // before those of the next days, which may be the same
}

// touch notes that a report of a day came or changed.
func (w *writer) touch(day string) {
	if day != "" {
		w.touched[day] = true
	}
}

// mark keeps the days that were touched.
func (w *writer) mark() error {
	for day := range w.touched {
		if _, err := w.addMark.ExecContext(background, day); err != nil {
			return err
		}
	}
	return nil
}

const refColumns = `f.id, f.outlet, f.lang, f.published, fv.title, t.id, t.outlet, t.lang, t.published, tv.title`

func refFields(l *store.Link) []any {
	return []any{&l.From.ID, &l.From.Outlet, &l.From.Lang, &l.From.Published, &l.From.Title, &l.To.ID, &l.To.Outlet, &l.To.Lang, &l.To.Published, &l.To.Title}
}

const fromLinks = ` FROM report f JOIN link l ON l.report = f.key JOIN report t ON t.key = l.other
JOIN version fv ON fv.key = f.version JOIN version tv ON tv.key = t.version`

// linksByDay are fromLinks for a list that selects little: in the order of its days,
// so that it ends where the page does. The planner would sort all of them.
const linksByDay = ` FROM report f INDEXED BY report_published CROSS JOIN link l ON l.report = f.key CROSS JOIN report t ON t.key = l.other
JOIN version fv ON fv.key = f.version JOIN version tv ON tv.key = t.version`

func scanLink(rows *sql.Rows, l *store.Link) error {
	var names string
	if err := rows.Scan(append([]any{&l.Kind, &l.Score, &names}, refFields(l)...)...); err != nil {
		return err
	}
	return json.Unmarshal([]byte(names), &l.Names)
}

// FindLinks lists links.
func (db *DB) FindLinks(ctx context.Context, f store.LinkFilter) (*store.Page[store.Link], error) {
	w := &where{}
	w.addAny("l.kind", f.Kinds)
	if f.Outlet != "" {
		w.add("(f.outlet = ? COLLATE NOCASE OR t.outlet = ? COLLATE NOCASE)", f.Outlet, f.Outlet)
	}
	if f.From != "" || f.To != "" {
		from, to := f.From, "9999"
		if f.To != "" {
			to = lastDay(f.To)
		}
		w.add("(f.published >= ? AND f.published <= ? OR t.published >= ? AND t.published <= ?)", from, to, from, to)
	}
	if f.Report != "" {
		w.add(`(l.report, l.other) IN (SELECT report, other FROM link WHERE report = `+reportKey+` UNION SELECT report, other FROM link WHERE other = `+reportKey+`)`,
			f.Report, f.Report, f.Report, f.Report)
	}
	key, err := place(f.Cursor, "links", 4)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("(f.published, f.id, t.id, l.kind) > (?, ?, ?, ?)", key...)
	}
	if key != nil { // and begins where the page before ended
		w.add("f.published >= ?", key[0])
	}
	most, from := limit(f.Limit), linksByDay
	if f.Report != "" || f.From != "" { // where days do not tell how far a page is
		from = fromLinks
	}
	found, err := collect(ctx, db.read, `SELECT l.kind, l.score, l.names, `+refColumns+from+w.String()+`ORDER BY f.published, f.id, t.id, l.kind LIMIT ?`, append(w.args, most+1), scanLink)
	if err != nil {
		return nil, db.fail(err, "listing links")
	}
	return cut(found, most, func(l *store.Link) string { return cursor("links", l.From.Published, l.From.ID, l.To.ID, l.Kind) }), nil
}

// linksOf gives all links of one report.
func linksOf(ctx context.Context, q querier, report int64) ([]store.Link, error) {
	return collect(ctx, q, `SELECT l.kind, l.score, l.names, `+refColumns+` FROM (SELECT * FROM link WHERE report = ?1 UNION SELECT * FROM link WHERE other = ?1) l
JOIN report f ON f.key = l.report JOIN report t ON t.key = l.other JOIN version fv ON fv.key = f.version JOIN version tv ON tv.key = t.version
ORDER BY f.published, f.id, t.id, l.kind`, []any{report}, scanLink)
}
