package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/archive"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// openLog reads the right edge of the log.
func (w *writer) openLog() error {
	var size uint64
	var edge []byte
	if err := w.findEdge.QueryRowContext(background).Scan(&size, &edge); err != nil {
		return err
	}
	var err error
	w.log, err = archive.NewLog(size, edge)
	if err == nil && size != uint64(w.version) {
		err = rostrum.Errorf(rostrum.CodeInvalid, "the log has %d versions, the store %d: see `rostrum verify`", size, w.version)
	}
	return err
}

// closeLog keeps the right edge of the log, and the head with the import.
func (w *writer) closeLog() error {
	if _, err := w.setEdge.ExecContext(background, w.log.Size(), w.log.Edge()); err != nil {
		return err
	}
	if w.imported == 0 {
		return nil
	}
	root, err := w.log.Root()
	if err != nil {
		return err
	}
	_, err = w.setImport.ExecContext(background, w.log.Size(), root, w.imported)
	return err
}

// Begin declares an import.
func (db *DB) Begin(ctx context.Context, i store.Import) (int64, error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	w, err := db.writer(ctx)
	if err != nil {
		return 0, db.fail(err, "declaring an import")
	}
	w.bearers = archive.NewBearers(maxBearers)
	inputs, err := list(i.Inputs)
	if err != nil {
		return 0, err
	}
	breaks, err := list(i.Breaks)
	if err != nil {
		return 0, err
	}
	var key int64
	err = w.conn.QueryRowContext(background, `INSERT INTO import (inputs, coverage, rule, breaks, began, size, root) VALUES (?, ?, ?, ?, ?, 0, x'')
ON CONFLICT (inputs, coverage, rule, breaks) DO UPDATE SET began = began RETURNING key`, inputs, i.Coverage, i.Rule, breaks, i.Began).Scan(&key)
	if err != nil {
		return 0, db.fail(err, "declaring an import")
	}
	return key, nil
}

// Imports lists what imports said of themselves.
func (db *DB) Imports(ctx context.Context) ([]store.Import, error) {
	var found []store.Import
	err := db.snapshot(ctx, func(tx *sql.Tx) (err error) {
		found, err = tally(ctx, db, tx, "imports", func(all []store.Import) int { return len(all) }, func() ([]store.Import, error) { return imports(ctx, tx) })
		return err
	})
	if err != nil {
		return nil, db.fail(err, "listing imports")
	}
	found = slices.Clone(found)
	for i := range found {
		found[i].Inputs, found[i].Breaks = slices.Clone(found[i].Inputs), slices.Clone(found[i].Breaks)
	}
	return found, nil
}

func imports(ctx context.Context, tx *sql.Tx) ([]store.Import, error) {
	return collect(ctx, tx, `SELECT i.inputs, i.coverage, i.rule, i.breaks, i.began, i.size, i.root, (SELECT count(*) FROM capture c WHERE c.import = i.key)
FROM import i ORDER BY i.key`, nil, func(rows *sql.Rows, i *store.Import) error {
		var inputs, breaks string
		var root []byte
		if err := rows.Scan(&inputs, &i.Coverage, &i.Rule, &breaks, &i.Began, &i.Head.Size, &root, &i.Captures); err != nil {
			return err
		}
		i.Head.Root = hex.EncodeToString(root)
		return errors.Join(json.Unmarshal([]byte(inputs), &i.Inputs), json.Unmarshal([]byte(breaks), &i.Breaks))
	})
}

// kept is a version as it stands in the store, whatever it says.
type kept struct {
	key, report                  int64
	id, outlet, topic, published string
	lang, retrieved, title, text string
	url                          string
	sum, hash, rawSum, raw       []byte
}

const selectKept = `SELECT v.key, v.report, coalesce(r.id, ''), v.sha256, v.outlet, v.topic, v.published, v.filed_lang, v.retrieved, CAST(v.title AS BLOB), CAST(v.text AS BLOB),
	coalesce(l.hash, x''), coalesce(c.url, ''), coalesce(c.sum, x''), coalesce(c.raw, x'')
FROM version v LEFT JOIN report r ON r.key = v.report LEFT JOIN leaf l ON l.version = v.key
LEFT JOIN capture c ON c.key = (SELECT min(key) FROM capture WHERE version = v.key)`

func scanKept(rows *sql.Rows, k *kept) error {
	var title, text []byte
	err := rows.Scan(&k.key, &k.report, &k.id, &k.sum, &k.outlet, &k.topic, &k.published, &k.lang, &k.retrieved, &title, &text, &k.hash, &k.url, &k.rawSum, &k.raw)
	k.title, k.text = string(title), string(text)
	return err
}

// verifyRows is how many versions are read at once.
const verifyRows = 256

// Verify reads every version and holds it against its digest and the log.
func (db *DB) Verify(ctx context.Context, head *store.Head) (*store.Verification, error) {
	v := &store.Verification{Flaws: []store.Flaw{}}
	var kept []store.Import // as they stand, not as they are remembered
	err := db.snapshot(ctx, func(tx *sql.Tx) (err error) {
		kept, err = imports(ctx, tx)
		return err
	})
	if err != nil {
		return nil, db.fail(err, "listing imports")
	}
	var heads []store.Head
	for _, i := range kept {
		if i.Head.Size > 0 {
			heads = append(heads, i.Head)
		}
	}
	if head != nil {
		heads = append(heads, *head)
	}
	err = db.snapshot(ctx, func(tx *sql.Tx) error {
		c := &checker{tx: tx, v: v, heads: heads, told: map[int64]bool{}}
		return c.run(ctx)
	})
	if err != nil {
		return nil, db.fail(err, "verifying")
	}
	return v, nil
}

// checker goes through the versions in the order of the log.
type checker struct {
	tx    *sql.Tx
	v     *store.Verification
	heads []store.Head
	log   *archive.Log
	told  map[int64]bool // versions whose flaw has been told
}

func (c *checker) flaw(report, version, format string, args ...any) {
	c.v.Flaws = append(c.v.Flaws, store.Flaw{Report: report, Version: version, Why: fmt.Sprintf(format, args...)})
}

func (c *checker) run(ctx context.Context) error {
	var err error
	if c.log, err = archive.NewLog(0, nil); err != nil {
		return err
	}
	var last, leaves int64
	if err := c.tx.QueryRowContext(ctx, `SELECT coalesce(max(key), 0), (SELECT coalesce(max(version), 0) FROM leaf) FROM version`).Scan(&last, &leaves); err != nil {
		return err
	}
	last = max(last, leaves)
	for from := int64(1); from <= last; from += verifyRows {
		to := min(from+verifyRows-1, last)
		rows, err := c.rows(ctx, from, to)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			// A page of the file is damaged: what lies on others is read one by one.
			rows = rows[:0]
			for key := from; key <= to; key++ {
				one, err := c.rows(ctx, key, key)
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if err != nil {
					c.flaw("", fmt.Sprintf("no. %d of the log", key), "cannot be read: %v", err)
					c.told[key] = true
				}
				rows = append(rows, one...)
			}
		}
		next := from
		for i := range rows {
			for ; next < rows[i].key; next++ {
				if err := c.missing(ctx, next); err != nil {
					return err
				}
			}
			next++
			if err := c.version(&rows[i]); err != nil {
				return err
			}
		}
		for ; next <= to; next++ {
			if err := c.missing(ctx, next); err != nil {
				return err
			}
		}
	}
	if err := c.tx.QueryRowContext(ctx, `SELECT count(*) FROM report`).Scan(&c.v.Reports); err != nil {
		return err
	}
	root, err := c.log.Root()
	if err != nil {
		return err
	}
	c.v.Head = store.Head{Size: int(c.log.Size()), Root: hex.EncodeToString(root)}
	for _, h := range c.heads {
		if h.Size > c.v.Head.Size {
			c.flaw("", "", "the log once had %d versions with the head %s; it has %d now", h.Size, h.Root, c.v.Head.Size)
		}
	}
	var size int64
	var edge []byte
	if err := c.tx.QueryRowContext(ctx, `SELECT size, hashes FROM edge`).Scan(&size, &edge); err != nil {
		return err
	}
	if size != int64(c.log.Size()) || !bytes.Equal(edge, c.log.Edge()) {
		c.flaw("", "", "the edge of the log, kept for %d versions, is not that of the %d that are there", size, c.log.Size())
	}
	return c.references(ctx)
}

// references looks for rows that refer to others that are not there.
func (c *checker) references(ctx context.Context) error {
	type group struct {
		table, parent string
		rows          int
	}
	found, err := collect(ctx, c.tx, `SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY "table", parent ORDER BY "table", parent`, nil,
		func(rows *sql.Rows, g *group) error { return rows.Scan(&g.table, &g.parent, &g.rows) })
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		c.flaw("", "", "what refers to what cannot be read: %v", err)
	}
	for _, g := range found {
		c.flaw("", "", "%d rows of table %s refer to rows of table %s that are not there", g.rows, g.table, g.parent)
	}
	return nil
}

func (c *checker) rows(ctx context.Context, from, to int64) ([]kept, error) {
	return collect(ctx, c.tx, selectKept+` WHERE v.key BETWEEN ? AND ? ORDER BY v.key`, []any{from, to}, scanKept)
}

// missing tells of a version that the log has and the store has not, and goes on
// with its leaf, so that those after it can still be held against the heads.
func (c *checker) missing(ctx context.Context, key int64) error {
	if !c.told[key] {
		c.flaw("", fmt.Sprintf("no. %d of the log", key), "is gone from the store")
	}
	var hash []byte
	err := c.tx.QueryRowContext(ctx, `SELECT hash FROM leaf WHERE version = ?`, key).Scan(&hash)
	if err != nil || len(hash) != sha256.Size {
		hash = make([]byte, sha256.Size)
	}
	return c.append([sha256.Size]byte(hash))
}

// version holds one version against its digests and its leaf.
func (c *checker) version(k *kept) error {
	c.v.Versions++
	name := versionName(k.sum)
	if k.id == "" {
		c.flaw("", name, "its report is gone")
	}
	is := (&rostrum.Report{Title: k.title, Text: k.text}).Version()
	if is != name {
		c.flaw(k.id, name, "title and text are not those that were kept: they make %s", is)
	}
	if len(k.raw) > 0 {
		c.v.Captures++
		raw, err := archive.Unpack(k.raw)
		if sum := sha256.Sum256(raw); err != nil {
			c.flaw(k.id, name, "the raw bytes cannot be unpacked: %v", err)
		} else if !bytes.Equal(sum[:], k.rawSum) {
			c.flaw(k.id, name, "the raw bytes are not those that were kept")
		}
	} else if len(k.rawSum) > 0 {
		c.flaw(k.id, name, "the raw bytes are gone")
	}
	entry := archive.Entry{Report: k.id, Version: is, Outlet: k.outlet, Lang: k.lang, Published: k.published, Retrieved: k.retrieved, Topic: k.topic, URL: k.url, Raw: k.rawSum}
	hash := entry.Hash()
	if !bytes.Equal(hash[:], k.hash) && is == name {
		c.flaw(k.id, name, "what is kept of it (report, outlet, language, days, topic, address, digest of the raw bytes) is not what the log has")
	}
	return c.append(hash)
}

// append adds a leaf and looks whether the log had this size before.
func (c *checker) append(hash [sha256.Size]byte) error {
	if err := c.log.Append(hash); err != nil {
		return err
	}
	size := int(c.log.Size())
	if !slices.ContainsFunc(c.heads, func(h store.Head) bool { return h.Size == size }) {
		return nil
	}
	root, err := c.log.Root()
	if err != nil {
		return err
	}
	for _, h := range c.heads {
		if h.Size != size {
			continue
		}
		c.v.Heads++
		if h.Root != hex.EncodeToString(root) {
			c.flaw("", "", "the head over the first %d versions was %s and is %x now", size, h.Root, root)
		}
	}
	return nil
}

// fillArchive makes clues and leaves for the versions that were held before
// there were any.
func fillArchive(ctx context.Context, tx *sql.Tx) error {
	log, err := archive.NewLog(0, nil)
	if err != nil {
		return err
	}
	listings := map[string]bool{}
	urls, err := collect(ctx, tx, `SELECT url FROM listing`, nil, func(rows *sql.Rows, url *string) error { return rows.Scan(url) })
	if err != nil {
		return err
	}
	for _, url := range urls {
		listings[url] = true
	}
	for key := int64(0); ; {
		rows, err := collect(ctx, tx, selectKept+` WHERE v.key > ? ORDER BY v.key LIMIT ?`, []any{key, verifyRows}, scanKept)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			_, err = tx.ExecContext(ctx, `UPDATE edge SET size = ?, hashes = ?`, log.Size(), log.Edge())
			return err
		}
		for i := range rows {
			k := &rows[i]
			if k.key != key+1 {
				return fmt.Errorf("version %d follows version %d", k.key, key)
			}
			key = k.key
			entry := archive.Entry{Report: k.id, Version: versionName(k.sum), Outlet: k.outlet, Lang: k.lang, Published: k.published, Retrieved: k.retrieved, Topic: k.topic, URL: k.url}
			hash := entry.Hash()
			if err := log.Append(hash); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `INSERT INTO leaf (version, hash) VALUES (?, ?)`, k.key, hash[:]); err != nil {
				return err
			}
			it := archive.Item{ID: k.id, URL: k.url, Listing: listings[k.url], Published: k.published, Title: k.title, Text: k.text}
			for _, clue := range archive.Clues(&it) {
				if _, err := tx.ExecContext(ctx, `INSERT INTO clue (sum, report) VALUES (?, ?) ON CONFLICT DO NOTHING`, int64(clue), k.report); err != nil {
					return err
				}
			}
			if k.text == "" {
				if _, err := tx.ExecContext(ctx, `UPDATE report SET headline = 1 WHERE key = ?`, k.report); err != nil {
					return err
				}
			}
		}
	}
}
