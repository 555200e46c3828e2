package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/search/posting"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// lookedAt is what a search looks at in one state of the index.
type lookedAt struct {
	segments []segmentKey
	counts   store.Counts
}

// index is what posting reads of the store.
type index struct {
	blocks
	q querier
}

func (x index) IDs(reports []uint32) ([]string, error) {
	return collect(x.ctx, x.q, `SELECT r.id FROM json_each(?) k CROSS JOIN report r ON r.key = k.value ORDER BY k.key`, []any{numbers(reports)},
		func(rows *sql.Rows, id *string) error { return rows.Scan(id) })
}

func numbers(all []uint32) string {
	b, err := json.Marshal(all)
	if err != nil || len(all) == 0 {
		return "[]" // numbers always can be
	}
	return string(b)
}

// openIndex gives the index as a transaction sees it, and remembers its segments.
func (db *DB) openIndex(ctx context.Context, tx *sql.Tx) (index, []*posting.Segment, error) {
	b := blocks{ctx, tx.StmtContext(ctx, db.getBlock)}
	segments, err := db.segments(ctx, tx, b)
	if err == nil {
		db.keepSegments(segments)
	}
	return index{b, tx}, segments, err
}

// Search finds reports.
func (db *DB) Search(ctx context.Context, f store.SearchFilter) (*store.SearchPage, error) {
	r := posting.Request{Query: f.Query, Rank: f.Rank && f.Query.Texts(), Limit: limit(f.Limit)}
	list := "search newest"
	if r.Rank {
		list = "search ranked"
	}
	key, err := place(f.Cursor, list, 3)
	if err != nil {
		return nil, err
	}
	if key != nil {
		if r.After, err = after(key, f.Cursor); err != nil {
			return nil, err
		}
	}
	page := &store.SearchPage{Hits: []store.SearchHit{}}
	err = db.snapshot(ctx, func(tx *sql.Tx) error {
		x, segments, err := db.openIndex(ctx, tx)
		if err != nil {
			return err
		}
		found, err := posting.Find(ctx, segments, x, r)
		if err != nil {
			return err
		}
		page.Reports, page.Ranked = found.Reports, found.Ranked
		if n := len(found.Hits); n > 0 && found.More {
			last := found.Hits[n-1]
			page.Next = cursor(list, strconv.FormatUint(math.Float64bits(last.Score), 16), strconv.Itoa(int(last.Day)), last.ID)
		}
		if page.Unindexed, err = db.unindexed(ctx, tx); err != nil {
			return err
		}
		if page.Looked, err = db.look(ctx, segments, x); err != nil {
			return err
		}
		return db.hits(ctx, tx, found.Hits, f.Query, page)
	})
	if err != nil {
		return nil, db.fail(err, "searching")
	}
	return page, nil
}

// in limits w to the reports that a query finds; no query limits nothing.
func (db *DB) in(ctx context.Context, w *where, q *search.Query) error {
	return db.among(ctx, w, "r.key", q)
}

// among is in for a column that says so: with a plus, no list is gone through for
// each row.
func (db *DB) among(ctx context.Context, w *where, column string, q *search.Query) error {
	if q == nil {
		return nil
	}
	found, err := db.found(ctx, q)
	if err != nil {
		return err
	}
	w.add(column+" IN (SELECT value FROM json_each(?))", numbers(found))
	return nil
}

// found are the keys of the reports that a query finds; of no query, none.
func (db *DB) found(ctx context.Context, q *search.Query) (found []uint32, err error) {
	if q == nil {
		return nil, nil
	}
	err = db.snapshot(ctx, func(tx *sql.Tx) error {
		x, segments, err := db.openIndex(ctx, tx)
		if err != nil {
			return err
		}
		found, err = posting.Reports(ctx, segments, x, q)
		return err
	})
	return found, db.fail(err, "searching")
}

// after reads the place that a cursor names.
func after(key []any, cursor string) (*posting.Place, error) {
	var text [3]string
	for i := range text {
		text[i], _ = key[i].(string)
	}
	score, err1 := strconv.ParseUint(text[0], 16, 64)
	day, err2 := strconv.ParseUint(text[1], 10, 32)
	if err1 != nil || err2 != nil {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "cursor: expected one that a search gave, found %q", cursor)
	}
	return &posting.Place{Score: math.Float64frombits(score), Day: uint32(day), ID: text[2]}, nil
}

// hits reads what is shown of hits.
func (db *DB) hits(ctx context.Context, tx *sql.Tx, found []posting.Hit, q *search.Query, page *store.SearchPage) error {
	reports := make([]uint32, len(found))
	for i, h := range found {
		reports[i] = h.Report
	}
	type row struct {
		store.SearchHit
		extraction int64
	}
	rows, err := collect(ctx, tx, `SELECT r.id, r.outlet, r.lang, r.kind, r.published, r.extraction, v.title, v.sha256, v.text
FROM json_each(?) k CROSS JOIN report r ON r.key = k.value JOIN version v ON v.key = r.version ORDER BY k.key`, []any{numbers(reports)},
		func(rows *sql.Rows, h *row) error {
			var sum []byte
			err := rows.Scan(&h.Report, &h.Outlet, &h.Lang, &h.Kind, &h.Published, &h.extraction, &h.Title, &sum, &h.Text)
			h.Version = versionName(sum)
			return err
		})
	if err != nil {
		return err
	}
	for i := range rows {
		h := rows[i].SearchHit
		h.Score = found[i].Score
		if q.Records() && !q.Texts() {
			if h.Extraction, err = db.extraction(ctx, tx, h.Report, rows[i].extraction); err != nil {
				return err
			}
		} else if h.People, err = heldMentions(ctx, tx, rows[i].extraction); err != nil {
			return err
		}
		page.Hits = append(page.Hits, h)
	}
	return nil
}

// look says what the segments hold; it is counted once for each state of them.
func (db *DB) look(ctx context.Context, segments []*posting.Segment, x index) (store.Counts, error) {
	keys := make([]segmentKey, len(segments))
	for i, s := range segments {
		keys[i] = segmentKey{s.Key, s.Dead()}
	}
	db.remember.Lock()
	known := db.looked
	db.remember.Unlock()
	if known.segments == nil || !slices.Equal(known.segments, keys) {
		l, err := posting.Look(ctx, segments, x, nil)
		if err != nil {
			return store.Counts{}, err
		}
		known = lookedAt{keys, countsOf(l)}
		db.remember.Lock()
		db.looked = known
		db.remember.Unlock()
	}
	c := known.counts
	c.Status, c.Langs, c.Outlets = maps.Clone(c.Status), maps.Clone(c.Langs), maps.Clone(c.Outlets)
	return c, nil
}

func countsOf(l *posting.Looked) store.Counts {
	return store.Counts{Reports: l.Reports, Days: l.Days, Undated: l.Undated, First: search.Day(l.First), Last: search.Day(l.Last),
		Status: l.Status, Langs: l.Langs, Outlets: l.Outlets}
}

// Looked counts what an answer looked at: by the index, where it can say it, as
// counting half a million rows takes longer than most answers.
func (db *DB) Looked(ctx context.Context, f store.ReportFilter) (*store.Counts, error) {
	q, ok := indexed(&f)
	if !ok {
		return db.Counts(ctx, f)
	}
	var c *store.Counts
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		coverages, err := collect(ctx, tx, `SELECT DISTINCT coverage FROM import
UNION SELECT ? WHERE EXISTS (SELECT 1 FROM report WHERE import IS NULL)`, []any{store.CoverageUnknown}, func(rows *sql.Rows, s *string) error { return rows.Scan(s) })
		if err != nil {
			return err
		}
		unindexed, err := db.unindexed(ctx, tx)
		if err != nil || unindexed > 0 || len(coverages) > 1 {
			return err // only rows say which import brought which report
		}
		x, segments, err := db.openIndex(ctx, tx)
		if err != nil {
			return err
		}
		var found store.Counts
		if q == nil {
			found, err = db.look(ctx, segments, x)
		} else {
			var l *posting.Looked
			if l, err = posting.Look(ctx, segments, x, q); err == nil {
				found = countsOf(l)
			}
		}
		if err != nil {
			return err
		}
		found.Coverage = map[string]int{}
		if found.Reports > 0 {
			found.Coverage[coverages[0]] = found.Reports
		}
		c = &found
		return nil
	})
	if err != nil {
		return nil, db.fail(err, "counting")
	}
	if c == nil {
		return db.Counts(ctx, f)
	}
	return c, nil
}

// indexed turns a filter into a query of the index, nil for all reports; it is
// false where the index cannot say it.
func indexed(f *store.ReportFilter) (*search.Query, bool) {
	if f.Undated || len(f.Kinds) > 0 || f.Status != "" || f.Report != "" {
		return nil, false
	}
	var parts []string
	if f.In != nil {
		parts = append(parts, "("+f.In.String()+")")
	}
	for name, value := range map[string]string{search.FieldOutlet: f.Outlet, search.FieldLang: f.Lang, search.FieldFrom: f.From, search.FieldTo: f.To} {
		if strings.Contains(value, `"`) {
			return nil, false
		}
		if value != "" {
			parts = append(parts, name+`:"`+value+`"`)
		}
	}
	if len(parts) == 0 {
		return nil, true
	}
	slices.Sort(parts)
	q, err := search.Parse(strings.Join(parts, " "))
	return q, err == nil
}
