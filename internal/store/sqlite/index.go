package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/search/posting"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// headers is the part of a segment's header, beside those of posting.
const headers posting.Part = 3

// blockKey is where a block lies: those of a segment together, by part.
func blockKey(segment int64, part posting.Part, number int) int64 {
	return segment<<28 | int64(part)<<26 | int64(number)
}

// blocksEnd is the key behind the last block of a segment.
func blocksEnd(segment int64) int64 { return (segment + 1) << 28 }

const selectBlock = `SELECT data FROM search_block WHERE key = ?`

// blocks reads blocks with a statement of one connection.
type blocks struct {
	ctx context.Context
	get *sql.Stmt
}

func (b blocks) Block(segment int64, part posting.Part, number int) ([]byte, error) {
	var data []byte
	err := b.get.QueryRowContext(b.ctx, blockKey(segment, part, number)).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "search index: block %d of segment %d is missing; the file is damaged", number, segment)
	}
	return data, err
}

// segmentKey names a segment with its dead, who only become more.
type segmentKey struct {
	key  int64
	dead int
}

// segments returns the segments of the index, in the order of their documents.
// Those that were read before are remembered: only their dead can change.
func (db *DB) segments(ctx context.Context, q querier, b blocks) ([]*posting.Segment, error) {
	type row struct {
		segmentKey
		base uint32
	}
	found, err := collect(ctx, q, `SELECT key, dead, base FROM search_segment ORDER BY base`, nil, func(rows *sql.Rows, r *row) error {
		return rows.Scan(&r.key, &r.dead, &r.base)
	})
	if err != nil {
		return nil, err
	}
	all := make([]*posting.Segment, len(found))
	for i, r := range found {
		db.remember.Lock()
		s := db.remembered[r.segmentKey]
		db.remember.Unlock()
		if s == nil {
			var marks []byte
			if err := q.QueryRowContext(ctx, `SELECT marks FROM search_segment WHERE key = ?`, r.key).Scan(&marks); err != nil {
				return nil, err
			}
			header, err := b.Block(r.key, headers, 0)
			if err != nil {
				return nil, err
			}
			if s, err = posting.Load(r.key, r.base, header, marks); err != nil {
				return nil, err
			}
		}
		all[i] = s
	}
	return all, nil
}

// keepSegments remembers the segments of a state of the store that is committed,
// and forgets others.
func (db *DB) keepSegments(all []*posting.Segment) {
	db.remember.Lock()
	defer db.remember.Unlock()
	db.remembered = make(map[segmentKey]*posting.Segment, len(all))
	for _, s := range all {
		db.remembered[segmentKey{s.Key, s.Dead()}] = s
	}
}

// indexing is what a writer has to do for the index when a batch ends.
type indexing struct {
	segments []*posting.Segment
	next     uint32          // number of the next document
	entries  []posting.Entry // of this batch, the last of them numbered next-1
	gone     []uint32        // documents of earlier batches that count no more
	builder  posting.Builder

	addSegment, setMarks, dropSegment, getBlock, addBlock, dropBlocks, setDocument *sql.Stmt
}

// statements prepares what an index needs.
func (x *indexing) statements(w *writer) error {
	for _, s := range []struct {
		into  **sql.Stmt
		query string
	}{
		{&x.addSegment, `INSERT INTO search_segment (base, docs, dead, marks) VALUES (?, 0, 0, x'')`},
		{&x.setMarks, `UPDATE search_segment SET (base, docs, dead, marks) = (?, ?, ?, ?) WHERE key = ?`},
		{&x.dropSegment, `DELETE FROM search_segment WHERE key = ?`},
		{&x.getBlock, selectBlock},
		{&x.addBlock, `INSERT INTO search_block (key, data) VALUES (?, ?)`},
		{&x.dropBlocks, `DELETE FROM search_block WHERE key >= ? AND key < ?`},
		{&x.setDocument, `UPDATE report SET document = ? WHERE key = ?`},
	} {
		var err error
		if *s.into, err = w.prepare(s.query); err != nil {
			return err
		}
	}
	return nil
}

// begin reads where the index ends.
func (x *indexing) begin(ctx context.Context, db *DB, w *writer) (err error) {
	x.entries, x.gone, x.next = x.entries[:0], x.gone[:0], 1
	if x.segments, err = db.segments(ctx, w.conn, blocks{ctx, x.getBlock}); err != nil {
		return err
	}
	if n := len(x.segments); n > 0 {
		last := x.segments[n-1]
		x.next = last.Base + uint32(last.Docs())
	}
	return nil
}

// document gives a report's document its number.
func (x *indexing) document(report int64, d *search.Document) (uint32, error) {
	if report > math.MaxUint32 || x.next == math.MaxUint32 {
		return 0, rostrum.Errorf(rostrum.CodeUnsupported, "the search index is full: it holds up to %d reports", uint32(math.MaxUint32))
	}
	x.entries = append(x.entries, posting.Entry{Report: uint32(report), Document: d})
	x.next++
	return x.next - 1, nil
}

// drop lets a document count no more; 0 is none.
func (x *indexing) drop(document int64) {
	first := int64(x.next) - int64(len(x.entries))
	switch {
	case document <= 0:
	case document >= first:
		x.entries[document-first] = posting.Entry{}
	default:
		x.gone = append(x.gone, uint32(document))
	}
}

// built is a segment that was made beside the writing of rows.
type built struct {
	segment *posting.Segment // nil where there are no documents
	blocks  []block
	err     error
}

// block is one block of a segment.
type block struct {
	part   posting.Part
	number int
	data   []byte
}

// build begins to make the segment of the batch's documents, which takes as long
// as writing its rows: nothing of it touches the store. The segment has no key yet.
func (x *indexing) build() <-chan built {
	done := make(chan built, 1)
	if len(x.entries) == 0 {
		done <- built{}
		return done
	}
	base, entries := x.next-uint32(len(x.entries)), x.entries
	go func() {
		var b built
		b.segment, b.err = x.builder.Build(0, base, entries, func(part posting.Part, number int, data []byte) error {
			b.blocks = append(b.blocks, block{part, number, bytes.Clone(data)})
			return nil
		})
		done <- b
	}()
	return done
}

// commit writes what the batch brought: marks of the dead, the segment of its
// documents, and what is to be merged.
func (x *indexing) commit(w *writer, b built) error {
	if b.err != nil {
		return b.err
	}
	if err := x.bury(); err != nil {
		return err
	}
	if b.segment != nil {
		if err := x.make(b.segment.Base, func(key int64, put posting.Put) (*posting.Segment, error) {
			b.segment.Key = key
			for _, o := range b.blocks {
				if err := put(o.part, o.number, o.data); err != nil {
					return nil, err
				}
			}
			return b.segment, nil
		}, len(x.segments), len(x.segments)); err != nil {
			return err
		}
	}
	for {
		from, to := posting.Plan(x.segments)
		if from == to {
			clear(x.entries)
			return nil
		}
		parts := slices.Clone(x.segments[from:to])
		if err := x.make(parts[0].Base, func(key int64, put posting.Put) (*posting.Segment, error) {
			return posting.Merge(key, parts, blocks{background, x.getBlock}, put)
		}, from, to); err != nil {
			return err
		}
		for _, p := range parts {
			if err := x.remove(p); err != nil {
				return err
			}
		}
	}
}

// make writes a segment that takes the place of some others.
func (x *indexing) make(base uint32, build func(int64, posting.Put) (*posting.Segment, error), from, to int) error {
	result, err := x.addSegment.ExecContext(background, base)
	if err != nil {
		return err
	}
	key, err := result.LastInsertId()
	if err != nil {
		return err
	}
	put := func(part posting.Part, number int, data []byte) error {
		_, err := x.addBlock.ExecContext(background, blockKey(key, part, number), data)
		return err
	}
	s, err := build(key, put)
	if err != nil {
		return err
	}
	if err := put(headers, 0, s.Header()); err != nil {
		return err
	}
	if _, err := x.setMarks.ExecContext(background, s.Base, s.Docs(), s.Dead(), bytesOf(s.Marks()), key); err != nil {
		return err
	}
	x.segments = slices.Replace(slices.Clone(x.segments), from, to, s)
	return nil
}

// bytesOf keeps none from becoming NULL.
func bytesOf(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// bury marks documents as dead; a segment of which none is left goes.
func (x *indexing) bury() error {
	slices.Sort(x.gone)
	kept := make([]*posting.Segment, 0, len(x.segments)+1)
	for _, s := range x.segments {
		n := 0
		for n < len(x.gone) && x.gone[n] < s.Base+uint32(s.Docs()) {
			n++
		}
		if n == 0 {
			kept = append(kept, s)
			continue
		}
		now, err := s.Kill(x.gone[:n])
		if err != nil {
			return err
		}
		x.gone = x.gone[n:]
		// The last one stays, so that numbers go on from it.
		if now.Dead() == now.Docs() && s != x.segments[len(x.segments)-1] {
			if err := x.remove(s); err != nil {
				return err
			}
			continue
		}
		if _, err := x.setMarks.ExecContext(background, now.Base, now.Docs(), now.Dead(), now.Marks(), now.Key); err != nil {
			return err
		}
		kept = append(kept, now)
	}
	x.segments = kept
	return nil
}

func (x *indexing) remove(s *posting.Segment) error {
	if _, err := x.dropBlocks.ExecContext(background, blockKey(s.Key, 0, 0), blocksEnd(s.Key)); err != nil {
		return err
	}
	_, err := x.dropSegment.ExecContext(background, s.Key)
	return err
}

// reindex lets a report be found as its newest version, which the item is, has it.
func (w *writer) reindex(report, document int64, it *store.Item) error {
	// What the item says of itself may be another's than that of the version that
	// is kept.
	x := *it.Extraction
	var outlet, lang, published string
	if err := w.fields.QueryRowContext(background, report).Scan(&outlet, &lang, &published); err != nil {
		return err
	}
	d := it.Document
	if d == nil || x.Outlet != outlet || x.Lang != lang || x.Published != published {
		x.Outlet, x.Lang, x.Published = outlet, lang, published
		d = w.gatherer.Document(it.Report, &x)
	}
	w.index.drop(document)
	n, err := w.index.document(report, d)
	if err != nil {
		return err
	}
	_, err = w.index.setDocument.ExecContext(background, n, report)
	return err
}

// indexAtOnce is how many reports one transaction of Index takes.
const indexAtOnce = 256

// Index makes documents of reports that have none.
func (db *DB) Index(ctx context.Context, progress func(done, left int)) error {
	left, err := db.unindexed(ctx, db.read)
	if err != nil || left == 0 {
		return db.fail(err, "indexing")
	}
	for done := 0; left > 0; {
		n, err := db.indexSome(ctx)
		if err != nil {
			return db.fail(err, "indexing")
		}
		if n == 0 {
			return nil
		}
		done, left = done+n, left-n
		if progress != nil {
			progress(done, max(left, 0))
		}
	}
	return nil
}

func (db *DB) unindexed(ctx context.Context, q querier) (n int, err error) {
	err = q.QueryRowContext(ctx, `SELECT count(*) FROM report WHERE document = 0`).Scan(&n)
	return n, err
}

// indexSome indexes a batch, and returns how many reports it was.
func (db *DB) indexSome(ctx context.Context) (n int, err error) {
	err = db.writing(ctx, func(w *writer) error {
		n, err = w.indexRest(ctx, db)
		return err
	})
	return n, err
}

func (w *writer) indexRest(ctx context.Context, db *DB) (int, error) {
	type row struct {
		key, extraction int64
		id              string
	}
	rows, err := collect(background, w.conn, `SELECT key, extraction, id FROM report WHERE document = 0 ORDER BY key LIMIT ?`, []any{indexAtOnce},
		func(rows *sql.Rows, r *row) error { return rows.Scan(&r.key, &r.extraction, &r.id) })
	if err != nil {
		return 0, err
	}
	for _, r := range rows {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		x, err := db.extraction(background, w.conn, r.id, r.extraction)
		if err != nil {
			return 0, err
		}
		it := &store.Item{Report: &rostrum.Report{Title: x.Title, Text: *x.Text}, Extraction: x}
		if err := w.reindex(r.key, 0, it); err != nil {
			return 0, err
		}
	}
	return len(rows), nil
}
