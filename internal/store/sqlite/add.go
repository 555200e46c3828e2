package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/archive"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Add keeps a batch in one transaction.
func (db *DB) Add(ctx context.Context, batch []store.Item) ([]store.Outcome, error) {
	outcomes := make([]store.Outcome, 0, len(batch))
	at := 0
	err := db.writing(ctx, func(w *writer) error {
		if err := w.foresee(batch); err != nil {
			return err
		}
		for at = range batch {
			if err := ctx.Err(); err != nil {
				return err
			}
			o, err := w.add(&batch[at])
			if err != nil {
				return err
			}
			outcomes = append(outcomes, o)
		}
		return nil
	})
	if err != nil && at < len(batch) {
		return nil, db.fail(err, "adding item %d of %s", batch[at].Report.Item, batch[at].Report.Input)
	}
	if err != nil {
		return nil, db.fail(err, "adding %d items", len(batch))
	}
	if db.journal.added(len(batch)) >= moveItems {
		db.move()
	}
	return outcomes, nil
}

// writing runs f in one transaction, which is undone where f fails.
func (db *DB) writing(ctx context.Context, f func(*writer) error) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	return db.writeNow(ctx, f)
}

// writeNow is writing for who holds the lock.
func (db *DB) writeNow(ctx context.Context, f func(*writer) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w, err := db.writer(ctx)
	if err != nil {
		return err
	}
	// Statements run without the context, as the driver starts a watcher for
	// each that could be cancelled; f looks between items instead.
	if err := w.begin(ctx, db); err != nil {
		return err
	}
	if err = f(w); err == nil {
		err = w.commit(db)
	}
	if err != nil {
		w.rollback()
	}
	return err
}

// background is for statements that must not be cancelled halfway.
var background = context.Background()

// writer adds items over one connection with prepared statements. Keys are
// counted here; they are read anew in each transaction, as another process may
// have written meanwhile.
type writer struct {
	conn  *sql.Conn
	stmts []*sql.Stmt // all of them, but for those of tables

	tables []*rows

	findID, setReport, setHeadline                                  *sql.Stmt
	addAlias                                                        *sql.Stmt
	findListing, addListing, findClues, addClue, findHeld, findSame *sql.Stmt
	findAddresses, findAliases, findCapture, addDisplaced           *sql.Stmt
	findEdge, setEdge, setImport, setState                          *sql.Stmt
	findVersion, findKept, setVersion, newest                       *sql.Stmt
	findEngine, addEngine, findCurrent, addMark, addCited           *sql.Stmt
	findExtraction, setExtraction, addRejected, max                 *sql.Stmt

	events, appearances, plans, acts, mentions, unread *rows
	clues, captures, leaves, links                     *rows
	heldClues, takenIDs                                *sql.Stmt
	reports, versions, extractions, addresses          *rows
	fields                                             *sql.Stmt
	index                                              indexing
	gatherer                                           *search.Gatherer // of documents that nobody has made

	report, version, extraction, engine int64 // the last key given
	engines                             map[[2]string]int64

	apart bool // it changes nothing that is held

	log      *archive.Log
	touched  map[string]bool          // publication days of reports that came or changed
	imported int64                    // the import that the batch belongs to
	ids      map[string]bool          // given in this batch
	waiting  map[archive.Clue][]int64 // reports of the clues that are not written yet
	foreseen foresight
	listed   string           // an address that is known to be a listing
	unlisted string           // one that is known to be none
	bearers  *archive.Bearers // kept from batch to batch, as an import has many
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
	w := &writer{conn: conn, ids: map[string]bool{}, waiting: map[archive.Clue][]int64{}, touched: map[string]bool{}, bearers: archive.NewBearers(maxBearers), gatherer: search.NewGatherer()}
	for _, s := range []struct {
		into  **sql.Stmt
		query string
	}{
		{&w.fields, `SELECT outlet, lang, published FROM report WHERE key = ?`},
		{&w.findID, `SELECT 1 FROM report WHERE id = ?1 UNION ALL SELECT 1 FROM alias WHERE id = ?1`},
		{&w.setHeadline, `UPDATE report SET headline = 1 WHERE key = ?`},
		{&w.setReport, `UPDATE report SET (outlet, topic, published, version, extraction, lang, kind, versions) =
			(SELECT v.outlet, v.topic, v.published, v.key, x.key, x.lang, x.kind,
			 (SELECT max(1, count(*) FILTER (WHERE octet_length(o.text) > 0)) FROM version o WHERE o.report = report.key)
			 FROM version v JOIN extraction x ON x.key = v.extraction WHERE v.key = ?) WHERE key = ?`},
		{&w.heldClues, heldClues},
		{&w.takenIDs, takenIDs},
		{&w.addAlias, `INSERT INTO alias (id, report) VALUES (?, ?) ON CONFLICT DO NOTHING`},
		{&w.findListing, `SELECT 1 FROM listing WHERE url = ?`},
		{&w.addListing, `INSERT INTO listing (url) VALUES (?) ON CONFLICT DO NOTHING`},
		{&w.findClues, `SELECT report FROM clue WHERE sum = ? ORDER BY report DESC LIMIT ?`},
		{&w.addClue, `INSERT INTO clue (sum, report) VALUES (?, ?) ON CONFLICT DO NOTHING`},
		{&w.findHeld, `SELECT r.id, r.outlet, r.lang, r.published, r.headline, r.version, r.document, v.title, v.text FROM report r JOIN version v ON v.key = r.version WHERE r.key = ?`},
		{&w.findSame, `SELECT 1 FROM version WHERE report = ? AND sha256 = ?`},
		{&w.findAddresses, `SELECT url FROM address WHERE report = ? ORDER BY key`},
		{&w.findAliases, `SELECT id FROM alias WHERE report = ? ORDER BY id`},
		{&w.findCapture, `SELECT 1 FROM capture WHERE version = ? AND sum = ? AND url = ? AND retrieved = ?`},
		{&w.addDisplaced, `INSERT INTO displaced (report, other, url, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`},
		{&w.findEdge, `SELECT size, hashes FROM edge`},
		{&w.setEdge, `UPDATE edge SET size = ?, hashes = ?`},
		{&w.setState, `UPDATE state SET changes = changes + 1`},
		{&w.setImport, `UPDATE import SET size = ?, root = ? WHERE key = ?`},
		{&w.findVersion, `SELECT v.key, v.seen, v.extraction, x.engine, x.status, x.lang, x.reason FROM version v JOIN extraction x ON x.key = v.extraction
			WHERE v.report = ? AND v.sha256 = ?`},
		{&w.findKept, `SELECT r.key, r.version, r.document, v.title, v.text, v.seen, v.extraction, x.engine, x.status, x.lang, x.reason
			FROM version v JOIN report r ON r.key = v.report JOIN extraction x ON x.key = v.extraction WHERE v.key = ?`},
		{&w.setVersion, `UPDATE version SET seen = ?, extraction = ? WHERE key = ?`},
		{&w.newest, `SELECT key FROM version WHERE report = ? ORDER BY octet_length(text) = 0, seen DESC, key DESC LIMIT 1`},
		{&w.findCurrent, `SELECT published, version, extraction, lang, kind FROM report WHERE key = ?`},
		{&w.addMark, `INSERT INTO unrelated (day, mark) VALUES (?, 1) ON CONFLICT DO UPDATE SET mark = mark + 1`},
		{&w.addCited, `INSERT INTO cited (report, sort, number, version, day, at_field, at_start, at_end, quote, decided)
			SELECT key, ?2, ?3, version, ?4, ?5, ?6, ?7, ?8, ?9 FROM report WHERE key = ?1 ON CONFLICT DO NOTHING`},
		{&w.findEngine, `SELECT key FROM engine WHERE profile = ? AND version = ?`},
		{&w.addEngine, `INSERT INTO engine (key, profile, version) VALUES (?, ?, ?)`},
		{&w.findExtraction, `SELECT key, status, lang, reason FROM extraction WHERE version = ? AND engine = ?`},
		{&w.setExtraction, `UPDATE extraction SET (lang, status, reason, notes, events, unread, kind, plans, acts, mentions) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE key = ?`},
		{&w.addRejected, `INSERT INTO rejected (input, item, reason, id, published, title) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`},
		{&w.max, `SELECT coalesce((SELECT max(key) FROM report), 0), coalesce((SELECT max(key) FROM version), 0),
			coalesce((SELECT max(key) FROM extraction), 0), coalesce((SELECT max(key) FROM engine), 0)`},
	} {
		if *s.into, err = w.prepare(s.query); err != nil {
			return nil, errors.Join(err, w.close())
		}
	}
	if err := w.index.statements(w); err != nil {
		return nil, errors.Join(err, w.close())
	}
	w.reports = newRows(w, "report (key, id, outlet, topic, published, lang, kind, version, extraction, document, versions, headline, import)", 13, nil)
	w.addresses = newRows(w, "address (key, report, url)", 3, w.reports)
	w.versions = newRows(w, "version (key, report, sha256, outlet, topic, published, filed_lang, retrieved, seen, input, item, notes, extraction, title, text)", 15, w.reports)
	w.captures = newRows(w, "capture", 10, w.versions)
	w.leaves = newRows(w, "leaf", 2, w.versions)
	w.extractions = newRows(w, "extraction (key, version, engine, lang, status, reason, notes, events, unread, kind, plans, acts, mentions)", 13, w.versions)
	w.events = newRows(w, "event", 20, w.extractions)
	w.appearances = newRows(w, "appearance", 13, w.events)
	w.plans = newRows(w, "plan", 17, w.extractions)
	w.acts = newRows(w, "act", 17, w.extractions)
	w.mentions = newRows(w, "mention", 11, w.extractions)
	w.unread = newRows(w, "unread", 6, w.extractions)
	w.clues = newRows(w, "clue", 2, nil)
	w.links = newRows(w, "link", 6, nil)
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
	for _, r := range w.tables {
		err = errors.Join(err, r.close())
	}
	for _, s := range w.stmts {
		err = errors.Join(err, s.Close())
	}
	return errors.Join(err, w.conn.Close())
}

func (w *writer) begin(ctx context.Context, db *DB) error {
	if _, err := w.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		w.rollback() // where the context ended just after it had begun
		return err
	}
	w.engines = map[[2]string]int64{}
	for _, r := range w.records() {
		r.forget()
	}
	clear(w.waiting)
	clear(w.ids)
	w.foreseen = foresight{}
	clear(w.touched)
	w.listed, w.unlisted, w.imported, w.apart = "", "", 0, false
	err := w.max.QueryRowContext(background).Scan(&w.report, &w.version, &w.extraction, &w.engine)
	if err == nil {
		err = w.openLog()
	}
	if err == nil {
		err = w.index.begin(background, db, w)
	}
	if err != nil {
		w.rollback()
	}
	return err
}

func (w *writer) commit(db *DB) error {
	making := w.index.build()
	err := w.write()
	made := <-making // in any case: it reads entries that the next batch overwrites
	if err != nil {
		return err
	}
	if err := w.index.commit(w, made); err != nil {
		return err
	}
	if !w.apart {
		if _, err := w.setState.ExecContext(background); err != nil {
			return err
		}
	}
	if _, err := w.conn.ExecContext(background, "COMMIT"); err != nil {
		return err
	}
	db.keepSegments(w.index.segments)
	return nil
}

// write writes what is waiting, but for the index.
func (w *writer) write() error {
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.mark(); err != nil {
		return err
	}
	return w.closeLog()
}

// rollback leaves the store as it was. It has nothing to undo, and says so with
// an error that means nothing, where the transaction has ended by itself.
func (w *writer) rollback() { _, _ = w.conn.ExecContext(background, "ROLLBACK") }

func (w *writer) records() []*rows {
	return []*rows{w.reports, w.addresses, w.versions, w.extractions, w.events, w.appearances, w.plans, w.acts, w.mentions, w.unread, w.clues, w.captures, w.leaves, w.links}
}

// settle writes the reports that are waiting, with versions, addresses and
// extractions, so that they can be asked for.
func (w *writer) settle() error {
	for _, r := range []*rows{w.addresses, w.extractions, w.captures} {
		if err := r.flush(); err != nil {
			return err
		}
	}
	return nil
}

// flush writes everything that is waiting, what others hang on before them.
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
	if it.Import != 0 {
		w.imported = it.Import
	}
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
	c := &coming{item: it, sum: sum, engine: engine}
	verdict, report, err := w.recognise(c)
	if err != nil {
		return 0, err
	}
	if verdict == archive.NewReport {
		outcome := store.New
		if r.Text == "" {
			outcome = store.Headline
		}
		if err := w.newReport(c); err != nil {
			return 0, err
		}
		return outcome, w.displace(w.report, c)
	}
	if err := w.known(report, c); err != nil {
		return 0, err
	}
	if err := w.displace(report.key, c); err != nil {
		return 0, err
	}
	var v held
	err = w.findVersion.QueryRowContext(background, report.key, sum).Scan(&v.key, &v.seen, &v.extraction, &v.engine, &v.status, &v.lang, &v.reason)
	if errors.Is(err, sql.ErrNoRows) {
		version, err := w.newVersion(report.key, report.id, c)
		if err != nil {
			return 0, err
		}
		if r.Text == "" {
			if _, err := w.setHeadline.ExecContext(background, report.key); err != nil {
				return 0, err
			}
		}
		return outcomeOf[verdict], w.renew(&report.keptReport, version, it, false)
	}
	if err != nil {
		return 0, err
	}
	if err := w.recapture(v.key, c); err != nil {
		return 0, err
	}
	outcome, err := w.again(&report.keptReport, &v, it, engine)
	if outcome == store.Duplicate && verdict == archive.Alias {
		outcome = store.Alias
	}
	return outcome, err
}

// outcomeOf says what became of an item that brought a version.
var outcomeOf = map[archive.Sort]store.Outcome{
	archive.NewVersion: store.NewVersion, archive.Fills: store.Filled, archive.Joins: store.Joined,
	archive.Alias: store.NewVersion, archive.Duplicate: store.NewVersion,
}

// coming is an item on its way in.
type coming struct {
	item   *store.Item
	as     archive.Item // as it is recognised
	clues  []archive.Clue
	sum    []byte // digest of its version
	engine int64

	displaced []int64 // reports at whose address it stands now instead
}

// reject keeps an item that could not be read.
func (w *writer) reject(r *rostrum.Report, x *rostrum.Extraction) (store.Outcome, error) {
	result, err := w.addRejected.ExecContext(background, r.Input, r.Item, r.Err.Error(), r.ID, x.Published, x.Title)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	if err != nil || n == 0 {
		return store.Duplicate, err
	}
	return store.RejectedNew, nil
}
