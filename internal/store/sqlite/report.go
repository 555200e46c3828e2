package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// fromReports joins reports with their current extraction.
const fromReports = `
FROM report r JOIN extraction x ON x.key = r.extraction`

// fromCounted is the same where nothing is wanted of an extraction but numbers.
const fromCounted = `
FROM report r JOIN extraction x INDEXED BY extraction_counts ON x.key = r.extraction`

// reportKey is the key of the report that a parameter, given twice, names by its
// id or by another that an item of it came with.
const reportKey = `(SELECT coalesce((SELECT key FROM report WHERE id = ?), (SELECT report FROM alias WHERE id = ?)))`

// whereReports turns a filter into conditions on fromReports.
func (db *DB) whereReports(ctx context.Context, f *store.ReportFilter) (*where, error) {
	w := &where{}
	if f.Undated {
		w.add("r.published = ''")
	} else {
		w.addIf("r.published >= ?", f.From)
		if f.To != "" {
			w.add("r.published <= ? AND r.published <> ''", lastDay(f.To))
		}
	}
	w.addIf("r.outlet = ? COLLATE NOCASE", f.Outlet)
	w.addIf("r.lang = ?", f.Lang)
	w.addAny("r.kind", f.Kinds)
	w.addIf("x.status = ?", f.Status)
	w.addReport(f.Report)
	return w, db.in(ctx, w, f.In)
}

// versionName is a version as it is spoken of.
func versionName(sum []byte) string { return "sha256:" + hex.EncodeToString(sum) }

// lineColumns are those of a report in a list, from fromReports and its newest
// version v; lineFields is where they go.
const lineColumns = `r.id, r.outlet, r.lang, r.published, v.title, v.sha256, r.versions, r.kind, x.status, x.reason, x.events, x.plans, x.acts`

func lineFields(r *store.ReportLine, sum *[]byte) []any {
	return []any{&r.ID, &r.Outlet, &r.Lang, &r.Published, &r.Title, sum, &r.Versions, &r.Kind, &r.Status, &r.Reason, &r.Events, &r.Plans, &r.Acts}
}

// FindReports lists reports.
func (db *DB) FindReports(ctx context.Context, f store.ReportFilter) (*store.Page[store.ReportLine], error) {
	w, err := db.whereReports(ctx, &f)
	if err != nil {
		return nil, err
	}
	key, err := place(f.Cursor, "reports", 2)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("(r.published, r.id) > (?, ?)", key...)
	}
	most := limit(f.Limit)
	found, err := collect(ctx, db.read, `SELECT `+lineColumns+fromReports+`
JOIN version v ON v.key = r.version`+w.String()+`ORDER BY r.published, r.id LIMIT ?`, append(w.args, most+1),
		func(rows *sql.Rows, r *store.ReportLine) error {
			var sum []byte
			err := rows.Scan(lineFields(r, &sum)...)
			r.Version = versionName(sum)
			return err
		})
	if err != nil {
		return nil, db.fail(err, "listing reports")
	}
	return cut(found, most, func(r *store.ReportLine) string { return cursor("reports", r.Published, r.ID) }), nil
}

// Report returns one report with everything that is held of it.
func (db *DB) Report(ctx context.Context, id string) (*store.Report, error) {
	r := &store.Report{}
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		var key, extraction int64
		err := tx.QueryRowContext(ctx, `SELECT key, id, outlet, topic, published, extraction FROM report WHERE key = `+reportKey, id, id).
			Scan(&key, &r.ID, &r.Outlet, &r.Topic, &r.Published, &extraction)
		if errors.Is(err, sql.ErrNoRows) {
			return rostrum.Errorf(rostrum.CodeNotFound, "report %s: the store holds none of this id", id)
		}
		if err != nil {
			return err
		}
		if r.Addresses, err = collect(ctx, tx, `SELECT url FROM address WHERE report = ? ORDER BY key`, []any{key},
			func(rows *sql.Rows, url *string) error { return rows.Scan(url) }); err != nil {
			return err
		}
		if r.Aliases, err = collect(ctx, tx, `SELECT id FROM alias WHERE report = ? ORDER BY id`, []any{key},
			func(rows *sql.Rows, id *string) error { return rows.Scan(id) }); err != nil {
			return err
		}
		if r.Versions, err = collect(ctx, tx, `SELECT v.sha256, v.title, octet_length(v.text), v.published, v.filed_lang, v.retrieved, v.seen, v.input, v.item, v.notes, x.status
FROM version v JOIN extraction x ON x.key = v.extraction WHERE v.report = ? ORDER BY octet_length(v.text) = 0, v.seen DESC, v.key DESC`, []any{key}, scanVersion); err != nil {
			return err
		}
		if r.Links, err = linksOf(ctx, tx, key); err != nil {
			return err
		}
		r.Extraction, err = db.extraction(ctx, tx, r.ID, extraction)
		return err
	})
	if err != nil {
		return nil, db.fail(err, "reading report %s", id)
	}
	return r, nil
}

// leastDigits is how many digits name a version.
const leastDigits = 6

// Named lists reports by an address, or by the beginning of a digest.
func (db *DB) Named(ctx context.Context, name string) ([]string, error) {
	digits := strings.ToUpper(strings.TrimPrefix(name, versionName(nil)))
	if len(digits) < leastDigits || strings.Trim(digits, "0123456789ABCDEF") != "" {
		digits = "none" // of which no digest has the letters
	}
	found, err := collect(ctx, db.read, `SELECT id FROM report WHERE key IN (SELECT report FROM address WHERE url = ? UNION SELECT report FROM version WHERE substr(hex(sha256), 1, length(?)) = ?) ORDER BY id`,
		[]any{name, digits, digits}, func(rows *sql.Rows, id *string) error { return rows.Scan(id) })
	return found, db.fail(err, "looking for report %s", name)
}

// Version returns what the current extraction of one version of a report holds.
func (db *DB) Version(ctx context.Context, id, version string) (*rostrum.Extraction, error) {
	var x *rostrum.Extraction
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		sum, ok := sumOf(version)
		if !ok {
			return noVersion(id, version)
		}
		var key int64
		err := tx.QueryRowContext(ctx, `SELECT v.extraction FROM version v JOIN report r ON r.key = v.report WHERE r.id = ? AND v.sha256 = ?`, id, sum).Scan(&key)
		if errors.Is(err, sql.ErrNoRows) {
			return noVersion(id, version)
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

// sumOf is the digest in the name of a version, if it is such a name.
func sumOf(version string) ([]byte, bool) {
	sum, err := hex.DecodeString(strings.TrimPrefix(version, versionName(nil)))
	return sum, err == nil && versionName(sum) == version
}

func noVersion(id, version string) error {
	return rostrum.Errorf(rostrum.CodeNotFound, "report %s: the store holds no version %s of it", id, version)
}

// textsAtOnce is how many texts are asked for with one statement: in a statement of its
// own, each takes several times as long.
const textsAtOnce = 512

// Texts returns titles and texts of versions.
func (db *DB) Texts(ctx context.Context, of []store.VersionName) ([]store.VersionText, error) {
	texts := make([]store.VersionText, len(of))
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		for from := 0; from < len(of); from += textsAtOnce {
			to := min(from+textsAtOnce, len(of))
			if err := textsOf(ctx, tx, of[from:to], texts[from:to]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, db.fail(err, "reading texts of versions")
	}
	return texts, nil
}

// textsOf fills in the texts of versions.
func textsOf(ctx context.Context, q querier, of []store.VersionName, texts []store.VersionText) error {
	named := make([][2]string, len(of)) // id and digest
	for i, v := range of {
		sum, ok := sumOf(v.Version)
		if !ok {
			return noVersion(v.Report, v.Version)
		}
		named[i] = [2]string{v.Report, hex.EncodeToString(sum)}
	}
	names, err := list(named)
	if err != nil {
		return err
	}
	type row struct {
		at   int
		text store.VersionText
	}
	// CROSS JOIN: from the names on, and not through all versions
	found, err := collect(ctx, q, `SELECT j.key, v.title, v.text FROM json_each(?) j CROSS JOIN report r ON r.id = j.value ->> 0
CROSS JOIN version v ON v.report = r.key AND v.sha256 = unhex(j.value ->> 1) ORDER BY j.key`, []any{names},
		func(rows *sql.Rows, r *row) error { return rows.Scan(&r.at, &r.text.Title, &r.text.Text) })
	if err != nil {
		return err
	}
	for i := range of {
		if i >= len(found) || found[i].at != i {
			return noVersion(of[i].Report, of[i].Version)
		}
		texts[i] = found[i].text
	}
	return nil
}

func scanVersion(rows *sql.Rows, v *store.Version) error {
	var sum []byte
	var notes string
	if err := rows.Scan(&sum, &v.Title, &v.Bytes, &v.Published, &v.FiledLang, &v.Retrieved, &v.Seen, &v.Input, &v.Item, &notes, &v.Status); err != nil {
		return err
	}
	v.Version = versionName(sum)
	return parseList(notes, &v.Notes)
}

// extraction reads one extraction with its text and records.
func (db *DB) extraction(ctx context.Context, q querier, id string, key int64) (*rostrum.Extraction, error) {
	x := &rostrum.Extraction{ID: id, Text: new(string)}
	var sum []byte
	var notes, mentions string
	if err := q.QueryRowContext(ctx, `SELECT v.input, v.item, v.outlet, x.lang, v.published, v.retrieved, v.title, v.text, v.sha256, x.status, x.reason, x.notes, x.kind, x.mentions, g.profile, g.version
FROM extraction x JOIN version v ON v.key = x.version JOIN engine g ON g.key = x.engine WHERE x.key = ?`, key).
		Scan(&x.Input, &x.Item, &x.Outlet, &x.Lang, &x.Published, &x.Retrieved, &x.Title, x.Text, &sum, &x.Status, &x.Reason, &notes, &x.Kind, &mentions, &x.Profile, &x.Engine); err != nil {
		return nil, err
	}
	x.Version = versionName(sum)
	err := json.Unmarshal([]byte(notes), &x.Notes)
	if err != nil {
		return nil, err
	}
	if x.Events, err = collect(ctx, q, `SELECT `+eventColumns+` FROM event e WHERE e.extraction = ? ORDER BY e.number`, []any{key},
		func(rows *sql.Rows, e *rostrum.Event) error { return rows.Scan(eventFields(new(int), e)...) }); err != nil {
		return nil, err
	}
	of := map[eventKey]*rostrum.Event{}
	for i := range x.Events {
		of[eventKey{key, i + 1}] = &x.Events[i]
	}
	if err := participants(ctx, q, of); err != nil {
		return nil, err
	}
	if x.Plans, err = collect(ctx, q, `SELECT `+planColumns+` FROM plan t WHERE t.extraction = ? ORDER BY t.number`, []any{key},
		func(rows *sql.Rows, p *rostrum.Plan) error { return rows.Scan(planFields(new(int), p)...) }); err != nil {
		return nil, err
	}
	if x.Acts, err = collect(ctx, q, `SELECT `+actColumns+` FROM act t WHERE t.extraction = ? ORDER BY t.number`, []any{key},
		func(rows *sql.Rows, a *rostrum.Act) error { return rows.Scan(actFields(new(int), a)...) }); err != nil {
		return nil, err
	}
	if x.Mentions, err = parseMentions(ctx, q, key, mentions); err != nil {
		return nil, err
	}
	x.Unread, err = collect(ctx, q, `SELECT at_field, at_start, at_end, why FROM unread WHERE extraction = ? ORDER BY number`, []any{key},
		func(rows *sql.Rows, u *rostrum.Unread) error {
			return rows.Scan(&u.At.Field, &u.At.Start, &u.At.End, &u.Why)
		})
	return x, err
}

// heldMentions are the mentions of an extraction.
func heldMentions(ctx context.Context, q querier, key int64) ([]rostrum.Mention, error) {
	var mentions string
	if err := q.QueryRowContext(ctx, `SELECT mentions FROM extraction WHERE key = ?`, key).Scan(&mentions); err != nil {
		return nil, err
	}
	return parseMentions(ctx, q, key, mentions)
}

// parseMentions reads the mentions of an extraction from its column, or where that is
// empty from rows.
func parseMentions(ctx context.Context, q querier, key int64, column string) (all []rostrum.Mention, err error) {
	if column != "" {
		err = parseList(column, &all)
		return all, err
	}
	return collect(ctx, q, selectMentions, []any{key}, scanMention)
}

// selectMentions finds the mentions of an extraction that stand in rows.
const selectMentions = `SELECT kind, name, at_field, at_start, at_end, referent, voice, figures FROM mention WHERE extraction = ? ORDER BY number`

func scanMention(rows *sql.Rows, m *rostrum.Mention) error {
	var figures string
	if err := rows.Scan(&m.Kind, &m.Name, &m.At.Field, &m.At.Start, &m.At.End, &m.Referent, &m.Voice, &figures); err != nil {
		return err
	}
	if figures == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(figures), &m.Figures)
}
