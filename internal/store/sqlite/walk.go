package sqlite

import (
	"context"
	"database/sql"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// walked is how many reports Walk reads at once.
const walked = 512

// walking is reports of a walk with the keys of their extractions.
type walking struct {
	reports []*holding.Report
	keys    string                    // JSON list of keys of extractions
	of      map[int64]*holding.Report // by that key
	// mentions that stand in rows of their own, as they did before
	scattered []int64
	last      int64 // key of the last version
}

// Walk reads reports with their records.
func (db *DB) Walk(ctx context.Context, f store.WalkFilter, use func(*holding.Report) error) error {
	return db.walk(ctx, f, false, use)
}

// WalkVersions reads the versions of reports of which several are held.
func (db *DB) WalkVersions(ctx context.Context, f store.WalkFilter, use func(*holding.Report) error) error {
	return db.walk(ctx, f, true, use)
}

// walk reads the newest version of every report, or each version of those that have
// several.
func (db *DB) walk(ctx context.Context, f store.WalkFilter, versions bool, use func(*holding.Report) error) error {
	var stopped error // by use
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		published, id, version := "", "", int64(0)
		for {
			w, err := walkReports(ctx, tx, &f, versions, published, id, version)
			if err != nil || len(w.reports) == 0 {
				return err
			}
			if err := w.fill(ctx, tx, &f); err != nil {
				return err
			}
			for _, r := range w.reports {
				if stopped = use(r); stopped != nil {
					return nil
				}
			}
			if len(w.reports) < walked {
				return nil
			}
			last := w.reports[len(w.reports)-1]
			published, id, version = last.Published, last.ID, w.last
		}
	})
	if stopped != nil {
		return stopped
	}
	return db.fail(err, "reading reports")
}

// whereWalk selects the reports of a walk.
func whereWalk(f *store.WalkFilter) (*where, error) {
	c := &where{}
	c.addIf("r.published >= ?", f.From)
	if f.To != "" {
		c.add("r.published <= ?", lastDay(f.To))
	}
	c.addIf("r.outlet = ? COLLATE NOCASE", f.Outlet)
	c.addIf("r.lang = ?", f.Lang)
	if f.Reports != nil {
		ids, err := list(f.Reports)
		if err != nil {
			return nil, err
		}
		c.add("r.id IN (SELECT value FROM json_each(?))", ids)
	}
	return c, nil
}

// walkReports reads the reports, or versions, that come after a place.
func walkReports(ctx context.Context, q querier, f *store.WalkFilter, versions bool, published, id string, version int64) (*walking, error) {
	c, err := whereWalk(f)
	if err != nil {
		return nil, err
	}
	newest, order := "v.key = r.version", "r.published, r.id"
	if versions {
		newest, order = "v.report = r.key", "r.published, r.id, v.key"
		c.add("r.versions > 1 AND octet_length(v.text) > 0 AND (r.published, r.id, v.key) > (?, ?, ?)", published, id, version)
	} else {
		c.add("(r.published, r.id) > (?, ?)", published, id)
	}
	text, mentions := "''", "'[]'"
	if f.Text {
		text = "v.text"
	}
	if !f.NoMentions {
		mentions = "x.mentions"
	}
	w := &walking{of: map[int64]*holding.Report{}}
	keys := []int64{}
	rows, err := q.QueryContext(ctx, `SELECT v.key, v.extraction, r.id, r.outlet, r.lang, r.topic, r.published, r.kind, r.versions, coalesce(i.coverage, '`+store.CoverageUnknown+`'),
	v.title, v.sha256, v.retrieved, octet_length(v.text) = 0, x.status, `+mentions+`, `+text+`
FROM report r JOIN version v ON `+newest+` JOIN extraction x ON x.key = v.extraction LEFT JOIN import i ON i.key = r.import`+c.String()+
		`ORDER BY `+order+` LIMIT ?`, append(c.args, walked)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		r := &holding.Report{}
		var key int64
		var sum []byte
		var retrieved, mentions string
		if err := rows.Scan(&w.last, &key, &r.ID, &r.Outlet, &r.Lang, &r.Topic, &r.Published, &r.Kind, &r.Versions, &r.Coverage,
			&r.Title, &sum, &retrieved, &r.Headline, &r.Status, &mentions, &r.Text); err != nil {
			return nil, err
		}
		r.Version, r.Known, r.Reading = versionName(sum), knownFrom(r, retrieved), key
		if mentions == "" {
			w.scattered = append(w.scattered, key)
		} else if err := parseList(mentions, &r.Mentions); err != nil {
			return nil, err
		}
		w.reports = append(w.reports, r)
		w.of[key] = r
		keys = append(keys, key)
	}
	w.keys, err = list(keys)
	if err != nil {
		return nil, err
	}
	return w, rows.Err()
}

// knownFrom is the day from which what the newest version says could be known.
func knownFrom(r *holding.Report, retrieved string) string {
	if at := captured(retrieved); r.Versions > 1 && len(at) >= len("2006-01-02") {
		return max(r.Published, at[:len("2006-01-02")])
	}
	return r.Published
}

// moment is the state that a transaction sees.
func moment(ctx context.Context, tx *sql.Tx, m *store.Moment) error {
	return tx.QueryRowContext(ctx, `SELECT (SELECT coalesce(max(key), 0) FROM report), changes FROM state`).Scan(&m.Report, &m.Changes)
}

// addSince limits w to the reports that came or were touched since.
func addSince(w *where, m store.Moment) {
	w.add("r.key IN (SELECT key FROM report WHERE key > ? UNION SELECT report FROM touched WHERE changes >= ?)", m.Report, m.Changes)
}

// WalkHeads reads reports without their records.
func (db *DB) WalkHeads(ctx context.Context, since store.Moment, use func(*holding.Report) error) (store.Moment, error) {
	var stopped error // by use
	mark := since
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		if err := moment(ctx, tx, &mark); err != nil {
			return err
		}
		c := &where{}
		if since != (store.Moment{}) {
			addSince(c, since)
		}
		rows, err := tx.QueryContext(ctx, `SELECT v.extraction, r.id, r.outlet, r.lang, r.topic, r.published, r.kind, r.versions, coalesce(i.coverage, '`+store.CoverageUnknown+`'),
	v.sha256, v.retrieved, octet_length(v.text) = 0, x.status
FROM report r JOIN version v ON v.key = r.version JOIN extraction x ON x.key = v.extraction LEFT JOIN import i ON i.key = r.import`+c.String()+
			`ORDER BY r.published, r.id`, c.args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		words := words{}
		for rows.Next() {
			r := &holding.Report{}
			var sum sql.RawBytes
			var retrieved string
			if err := rows.Scan(&r.Reading, &r.ID, &r.Outlet, &r.Lang, &r.Topic, &r.Published, &r.Kind, &r.Versions, &r.Coverage,
				&sum, &retrieved, &r.Headline, &r.Status); err != nil {
				return err
			}
			words.share(&r.Outlet, &r.Lang, &r.Topic, &r.Published, &r.Kind, &r.Coverage, &r.Status)
			r.Version, r.Known = versionName(sum), knownFrom(r, retrieved)
			if stopped = use(r); stopped != nil {
				return nil
			}
		}
		return rows.Err()
	})
	if stopped != nil {
		return since, stopped
	}
	return mark, db.fail(err, "reading reports")
}

// WalkCaptures tells when reports were captured.
func (db *DB) WalkCaptures(ctx context.Context, f store.WalkFilter, after int64, use func(*holding.History) error) (int64, error) {
	var stopped error // by use
	last := after
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(key), 0) FROM capture`).Scan(&last); err != nil {
			return err
		}
		c, err := whereWalk(&f)
		if err != nil {
			return err
		}
		c.add("octet_length(v.text) > 0")
		from := `report r JOIN version v ON v.report = r.key JOIN capture c ON c.version = v.key`
		if after > 0 { // few: from them on
			c.add("c.key > ?", after)
			from = `capture c CROSS JOIN version v ON v.key = c.version CROSS JOIN report r ON r.key = v.report`
		}
		rows, err := tx.QueryContext(ctx, `SELECT r.id, r.outlet, r.lang, r.published, v.sha256, c.retrieved, coalesce(i.coverage, '`+store.CoverageUnknown+`')
FROM `+from+` LEFT JOIN import i ON i.key = c.import`+c.String()+
			`ORDER BY r.published, r.id, c.key`, c.args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		words := words{}
		h := &holding.History{}
		give := func() bool {
			if len(h.Captures) > 0 {
				h.Sort()
				stopped = use(h)
			}
			return stopped == nil
		}
		for rows.Next() {
			var next holding.History
			var sum []byte
			var cap holding.Capture
			if err := rows.Scan(&next.Report, &next.Outlet, &next.Lang, &next.Published, &sum, &cap.At, &cap.Coverage); err != nil {
				return err
			}
			cap.Version, cap.At = versionName(sum), captured(cap.At)
			words.share(&next.Outlet, &next.Lang, &next.Published, &cap.At, &cap.Coverage)
			if next.Report != h.Report {
				if !give() {
					return nil
				}
				h = &next
			}
			h.Captures = append(h.Captures, cap)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		give()
		return nil
	})
	if stopped != nil {
		return after, stopped
	}
	return last, db.fail(err, "reading captures")
}

// fill reads the records of reports.
func (w *walking) fill(ctx context.Context, q querier, f *store.WalkFilter) error {
	if !f.NoEvents {
		if err := w.events(ctx, q); err != nil {
			return err
		}
	}
	if !f.NoPlans {
		if err := recordsOf(ctx, q, w, "plan", "t", planColumns, func(p *rostrum.Plan) []any { return planFields(new(int), p) },
			func(r *holding.Report, p rostrum.Plan) { r.Plans = append(r.Plans, p) }); err != nil {
			return err
		}
	}
	if !f.NoActs {
		if err := recordsOf(ctx, q, w, "act", "t", actColumns, func(a *rostrum.Act) []any { return actFields(new(int), a) },
			func(r *holding.Report, a rostrum.Act) { r.Acts = append(r.Acts, a) }); err != nil {
			return err
		}
	}
	for _, key := range w.scattered {
		var err error
		if w.of[key].Mentions, err = collect(ctx, q, selectMentions, []any{key}, scanMention); err != nil {
			return err
		}
	}
	return nil
}

// events reads the events of reports, with their participants.
func (w *walking) events(ctx context.Context, q querier) error {
	if err := recordsOf(ctx, q, w, "event", "e", eventColumns, func(e *rostrum.Event) []any { return eventFields(new(int), e) },
		func(r *holding.Report, e rostrum.Event) { r.Events = append(r.Events, e) }); err != nil {
		return err
	}
	of := map[eventKey]*rostrum.Event{}
	for key, r := range w.of {
		for i := range r.Events {
			of[eventKey{key, i + 1}] = &r.Events[i]
		}
	}
	return participants(ctx, q, of)
}

// recordsOf reads the records of a table, of which letter is the name, of all reports of w,
// in text order. fields gives where the columns of a record go, put takes it.
func recordsOf[T any](ctx context.Context, q querier, w *walking, table, letter, columns string, fields func(*T) []any, put func(*holding.Report, T)) error {
	type row struct {
		record T
		key    int64
	}
	found, err := collect(ctx, q, `SELECT `+columns+`, `+letter+`.extraction FROM `+table+` `+letter+`
WHERE `+letter+`.extraction IN (SELECT value FROM json_each(?)) ORDER BY `+letter+`.extraction, `+letter+`.number`, []any{w.keys},
		func(rows *sql.Rows, r *row) error { return rows.Scan(append(fields(&r.record), &r.key)...) })
	if err != nil {
		return err
	}
	for i := range found {
		put(w.of[found[i].key], found[i].record)
	}
	return nil
}
