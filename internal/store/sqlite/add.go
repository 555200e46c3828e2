package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Add keeps a batch in one transaction.
func (db *DB) Add(ctx context.Context, batch []store.Item) ([]store.Outcome, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w, err := db.writer(ctx)
	if err != nil {
		return nil, db.fail(err, "adding")
	}
	// Statements run without the context, as the driver starts a watcher for
	// each that could be cancelled; the loop looks between items instead.
	if err := w.begin(ctx); err != nil {
		return nil, db.fail(err, "adding")
	}
	outcomes := make([]store.Outcome, 0, len(batch))
	for i := range batch {
		err := ctx.Err()
		if err == nil {
			var o store.Outcome
			o, err = w.add(&batch[i])
			outcomes = append(outcomes, o)
		}
		if err != nil {
			w.rollback()
			return nil, db.fail(err, "adding item %d of %s", batch[i].Report.Item, batch[i].Report.Input)
		}
	}
	if err := w.commit(); err != nil {
		w.rollback()
		return nil, db.fail(err, "adding %d items", len(batch))
	}
	return outcomes, nil
}

// background is for statements that must not be cancelled halfway.
var background = context.Background()

// writer adds items over one connection with prepared statements. Keys are
// counted here; they are read anew in each transaction, as another process may
// have written meanwhile.
type writer struct {
	conn  *sql.Conn
	stmts []*sql.Stmt // all of them

	findReport, addReport, setReport                               *sql.Stmt
	addAddress                                                     *sql.Stmt
	findVersion, addVersion, setVersion, newest                    *sql.Stmt
	findEngine, addEngine                                          *sql.Stmt
	findExtraction, addExtraction, setExtraction, addRejected, max *sql.Stmt

	events, appearances, plans, acts, mentions, unread *rows

	report, version, extraction, engine int64 // the last key given
	engines                             map[[2]string]int64
}

// writer returns the writer, which is made before the first Add: who only reads
// needs none.
func (db *DB) writer(ctx context.Context) (*writer, error) {
	if db.adds != nil {
		return db.adds, nil
	}
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{conn: conn}
	for _, s := range []struct {
		into  **sql.Stmt
		query string
	}{
		{&w.findReport, `SELECT r.key, r.version, v.seen FROM report r JOIN version v ON v.key = r.version WHERE r.id = ?`},
		{&w.addReport, `INSERT INTO report (key, id, outlet, topic, published, lang, kind, version, extraction, versions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`},
		{&w.setReport, `UPDATE report SET (outlet, topic, published, version, extraction, lang, kind, versions) =
			(SELECT v.outlet, v.topic, v.published, v.key, x.key, x.lang, x.kind, (SELECT count(*) FROM version WHERE report = report.key)
			 FROM version v JOIN extraction x ON x.key = v.extraction WHERE v.key = ?) WHERE key = ?`},
		{&w.addAddress, `INSERT INTO address (report, url) VALUES (?, ?) ON CONFLICT DO NOTHING`},
		{&w.findVersion, `SELECT v.key, v.seen, v.extraction, x.engine, x.status, x.lang, x.reason FROM version v JOIN extraction x ON x.key = v.extraction
			WHERE v.report = ? AND v.sha256 = ?`},
		{&w.addVersion, `INSERT INTO version (key, report, sha256, outlet, topic, published, filed_lang, retrieved, seen, input, item, notes, extraction, title, text)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&w.setVersion, `UPDATE version SET seen = ?, extraction = ? WHERE key = ?`},
		{&w.newest, `SELECT key FROM version WHERE report = ? ORDER BY seen DESC, key DESC LIMIT 1`},
		{&w.findEngine, `SELECT key FROM engine WHERE profile = ? AND version = ?`},
		{&w.addEngine, `INSERT INTO engine (key, profile, version) VALUES (?, ?, ?)`},
		{&w.findExtraction, `SELECT key, status, lang, reason FROM extraction WHERE version = ? AND engine = ?`},
		{&w.addExtraction, `INSERT INTO extraction (key, version, engine, lang, status, reason, notes, events, unread, kind, plans, acts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&w.setExtraction, `UPDATE extraction SET (lang, status, reason, notes, events, unread, kind, plans, acts) = (?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE key = ?`},
		{&w.addRejected, `INSERT INTO rejected (input, item, reason, id, published, title) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`},
		{&w.max, `SELECT coalesce((SELECT max(key) FROM report), 0), coalesce((SELECT max(key) FROM version), 0),
			coalesce((SELECT max(key) FROM extraction), 0), coalesce((SELECT max(key) FROM engine), 0)`},
	} {
		if *s.into, err = w.prepare(s.query); err != nil {
			return nil, errors.Join(err, w.close())
		}
	}
	w.events = newRows(w, "event", 20, nil)
	w.appearances = newRows(w, "appearance", 13, w.events)
	w.plans = newRows(w, "plan", 17, nil)
	w.acts = newRows(w, "act", 17, nil)
	w.mentions = newRows(w, "mention", 11, nil)
	w.unread = newRows(w, "unread", 6, nil)
	db.adds = w
	return w, nil
}

// prepare makes a statement that close closes: those of a connection do not end
// with it, and the last connection clears up only where none is left.
func (w *writer) prepare(query string) (*sql.Stmt, error) {
	s, err := w.conn.PrepareContext(background, query)
	if err == nil {
		w.stmts = append(w.stmts, s)
	}
	return s, err
}

func (w *writer) close() error {
	var err error
	for _, s := range w.stmts {
		err = errors.Join(err, s.Close())
	}
	return errors.Join(err, w.conn.Close())
}

func (w *writer) begin(ctx context.Context) error {
	if _, err := w.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		w.rollback() // where the context ended just after it had begun
		return err
	}
	w.engines = map[[2]string]int64{}
	for _, r := range w.records() {
		r.forget()
	}
	err := w.max.QueryRowContext(background).Scan(&w.report, &w.version, &w.extraction, &w.engine)
	if err != nil {
		w.rollback()
	}
	return err
}

func (w *writer) commit() error {
	if err := w.flush(); err != nil {
		return err
	}
	_, err := w.conn.ExecContext(background, "COMMIT")
	return err
}

// rollback leaves the store as it was. It has nothing to undo, and says so with
// an error that means nothing, where the transaction has ended by itself.
func (w *writer) rollback() { _, _ = w.conn.ExecContext(background, "ROLLBACK") }

func (w *writer) records() []*rows {
	return []*rows{w.events, w.appearances, w.plans, w.acts, w.mentions, w.unread}
}

// flush writes the records that are waiting, events before what hangs on them.
func (w *writer) flush() error {
	for _, r := range w.records() {
		if err := r.flush(); err != nil {
			return err
		}
	}
	return nil
}

// add keeps one item.
func (w *writer) add(it *store.Item) (store.Outcome, error) {
	r, x := it.Report, it.Extraction
	if r.Err != nil {
		return w.reject(r, x)
	}
	sum, err := hex.DecodeString(strings.TrimPrefix(x.Version, "sha256:"))
	if err != nil || len(sum) != 32 {
		return 0, rostrum.Errorf(rostrum.CodeInvalid, "expected a version such as sha256:…, found %q", x.Version)
	}
	engine, err := w.engineKey(x)
	if err != nil {
		return 0, err
	}
	var report, current int64
	var currentSeen string
	err = w.findReport.QueryRowContext(background, x.ID).Scan(&report, &current, &currentSeen)
	if errors.Is(err, sql.ErrNoRows) {
		return store.New, w.newReport(r, x, sum, engine)
	}
	if err != nil {
		return 0, err
	}
	if err := w.address(report, r.URL); err != nil {
		return 0, err
	}
	var v held
	err = w.findVersion.QueryRowContext(background, report, sum).Scan(&v.key, &v.seen, &v.extraction, &v.engine, &v.status, &v.lang, &v.reason)
	if errors.Is(err, sql.ErrNoRows) {
		if _, err = w.newVersion(report, r, x, sum, engine); err != nil {
			return 0, err
		}
		return store.NewVersion, w.renew(report)
	}
	if err != nil {
		return 0, err
	}
	return w.again(report, &v, r, x, engine)
}

// reject keeps an item that could not be read.
func (w *writer) reject(r *rostrum.Report, x *rostrum.Extraction) (store.Outcome, error) {
	result, err := w.addRejected.ExecContext(background, r.Input, r.Item, r.Err.Error(), r.ID, x.Published, x.Title)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	if err != nil || n == 0 {
		return store.Unchanged, err
	}
	return store.RejectedNew, nil
}

func (w *writer) newReport(r *rostrum.Report, x *rostrum.Extraction, sum []byte, engine int64) error {
	w.report++
	report := w.report
	// The version and its extraction come next, with the next keys.
	if _, err := w.addReport.ExecContext(background, report, x.ID, x.Outlet, r.Topic, x.Published, x.Lang, x.Kind, w.version+1, w.extraction+1); err != nil {
		return err
	}
	if err := w.address(report, r.URL); err != nil {
		return err
	}
	_, err := w.newVersion(report, r, x, sum, engine)
	return err
}

func (w *writer) address(report int64, url string) error {
	if url == "" {
		return nil
	}
	_, err := w.addAddress.ExecContext(background, report, url)
	return err
}

func (w *writer) newVersion(report int64, r *rostrum.Report, x *rostrum.Extraction, sum []byte, engine int64) (int64, error) {
	w.version++
	version := w.version
	notes, err := list(r.Notes)
	if err != nil {
		return 0, err
	}
	if _, err := w.addVersion.ExecContext(background, version, report, sum, x.Outlet, r.Topic, x.Published, r.Lang, r.Retrieved, captured(r.Retrieved), x.Input, x.Item,
		notes, w.extraction+1, r.Title, r.Text); err != nil {
		return 0, err
	}
	_, err = w.newExtraction(report, version, x, engine)
	return version, err
}

// renew lets a report be as its newest version has it.
func (w *writer) renew(report int64) error {
	var newest int64
	if err := w.newest.QueryRowContext(background, report).Scan(&newest); err != nil {
		return err
	}
	_, err := w.setReport.ExecContext(background, newest, report)
	return err
}

// held is a version that is there, with its current extraction.
type held struct {
	key, extraction, engine    int64
	seen, status, lang, reason string
}

// again takes in a version that is there.
func (w *writer) again(report int64, v *held, r *rostrum.Report, x *rostrum.Extraction, engine int64) (store.Outcome, error) {
	outcome, current := store.Unchanged, v.extraction
	if v.engine != engine || yields(v, x) {
		key, err := w.reextract(report, v.key, x, engine)
		if err != nil {
			return 0, err
		}
		outcome, current = store.Reextracted, key
	}
	seen := max(v.seen, captured(r.Retrieved))
	if outcome == store.Unchanged && seen == v.seen {
		return outcome, nil
	}
	if _, err := w.setVersion.ExecContext(background, seen, current, v.key); err != nil {
		return 0, err
	}
	return outcome, w.renew(report)
}

// captured is the time of a capture in a form that can be compared: a day, which
// comes before every time of that day, or a time in UTC.
func captured(retrieved string) string {
	if t, err := time.Parse(time.RFC3339Nano, retrieved); err == nil {
		return t.UTC().Format(time.RFC3339)
	}
	return retrieved
}

// yields reports whether an extraction without records gives way to x, which the
// same profile and engine made: a failure to what is none, and a reason or a
// language to another, as the languages are no part of a profile.
func yields(v *held, x *rostrum.Extraction) bool {
	switch v.status {
	case rostrum.StatusExtracted:
		return false
	case rostrum.StatusFailed:
		return x.Status != rostrum.StatusFailed
	}
	return x.Status == rostrum.StatusNotExtracted && (x.Lang != v.lang || x.Reason != v.reason)
}

// reextract keeps another extraction of a version and returns its key: a new
// one, or that of the same profile and engine, which becomes current again.
func (w *writer) reextract(report, version int64, x *rostrum.Extraction, engine int64) (int64, error) {
	var v held
	err := w.findExtraction.QueryRowContext(background, version, engine).Scan(&v.key, &v.status, &v.lang, &v.reason)
	if errors.Is(err, sql.ErrNoRows) {
		return w.newExtraction(report, version, x, engine)
	}
	if err != nil || !yields(&v, x) {
		return v.key, err
	}
	notes, err := list(x.Notes)
	if err != nil {
		return 0, err
	}
	if _, err := w.setExtraction.ExecContext(background, x.Lang, x.Status, x.Reason, notes, len(x.Events), len(x.Unread), x.Kind, len(x.Plans), len(x.Acts), v.key); err != nil {
		return 0, err
	}
	return v.key, w.keepRecords(report, v.key, x)
}

func (w *writer) newExtraction(report, version int64, x *rostrum.Extraction, engine int64) (int64, error) {
	w.extraction++
	key := w.extraction
	notes, err := list(x.Notes)
	if err != nil {
		return 0, err
	}
	if _, err := w.addExtraction.ExecContext(background, key, version, engine, x.Lang, x.Status, x.Reason, notes, len(x.Events), len(x.Unread), x.Kind, len(x.Plans), len(x.Acts)); err != nil {
		return 0, err
	}
	return key, w.keepRecords(report, key, x)
}

// engineKey is the key of the profile and the engine that made x.
func (w *writer) engineKey(x *rostrum.Extraction) (int64, error) {
	pair := [2]string{x.Profile, x.Engine}
	if key, ok := w.engines[pair]; ok {
		return key, nil
	}
	var key int64
	err := w.findEngine.QueryRowContext(background, x.Profile, x.Engine).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		w.engine++
		key = w.engine
		_, err = w.addEngine.ExecContext(background, key, x.Profile, x.Engine)
	}
	if err == nil {
		w.engines[pair] = key
	}
	return key, err
}
