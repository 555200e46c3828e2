package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strconv"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// citedParts are what is cited and not held: what was decided, and the headlines,
// of which what is held tells. Each has its own query, so that both can go along
// an index; columns are sort, day, number, span and quote.
var citedParts = []struct {
	sorts         []string
	columns, from string
}{
	{[]string{store.CitedTwin, store.CitedPress, store.CitedStatement}, `c.sort, c.day, c.number, c.at_field, c.at_start, c.at_end, c.quote`,
		`FROM cited c JOIN report r ON r.key = c.report JOIN version v ON v.key = c.version`},
	{[]string{store.CitedHeadline}, `'` + store.CitedHeadline + `', r.published, 0, '` + rostrum.FieldTitle + `', 0, octet_length(v.title), v.title`,
		`FROM report r JOIN version v ON v.key = r.version AND r.headline = 1 AND octet_length(v.text) = 0`},
}

// eachCited runs a query for each part that a filter asks for. It is given the
// part's columns, tables and conditions, and the name of the column of sorts.
func (db *DB) eachCited(ctx context.Context, f *store.CitedFilter, run func(columns, from, sort string, number string, w *where) error) error {
	for _, part := range citedParts {
		w, err := db.whereReports(ctx, &store.ReportFilter{From: f.From, To: f.To, Outlet: f.Outlet, Report: f.Report})
		if err != nil {
			return err
		}
		sort, number := "c.sort", "c.number"
		if len(part.sorts) == 1 {
			sort, number = "'"+part.sorts[0]+"'", "r.headline - 1" // 0, which by itself would be the place of a column
		}
		if len(f.Sorts) > 0 {
			asked := slices.DeleteFunc(slices.Clone(part.sorts), func(s string) bool { return !slices.Contains(f.Sorts, s) })
			if len(asked) == 0 {
				continue
			}
			w.addAny(sort, asked)
		}
		if err := run(part.columns, part.from, sort, number, w); err != nil {
			return err
		}
	}
	return nil
}

// FindCited lists what is cited and not held.
func (db *DB) FindCited(ctx context.Context, f store.CitedFilter) (*store.Page[store.Cited], error) {
	key, err := place(f.Cursor, "cited", 4)
	if err != nil {
		return nil, err
	}
	most := limit(f.Limit)
	all := []store.Cited{}
	err = db.snapshot(ctx, func(tx *sql.Tx) error {
		return db.eachCited(ctx, &f, func(columns, from, sort, number string, w *where) error {
			if key != nil {
				w.add("(r.published, r.id, "+sort+", "+number+") > (?, ?, ?, CAST(? AS INTEGER))", key...)
			}
			found, err := collect(ctx, tx, `SELECT `+columns+`, v.sha256, r.id, r.outlet, r.lang, r.published, v.title `+from+w.String()+
				`ORDER BY r.published, r.id, `+sort+`, `+number+` LIMIT ?`, append(w.args, most+1), scanCited)
			all = append(all, found...)
			return err
		})
	})
	if err != nil {
		return nil, db.fail(err, "listing what is cited and not held")
	}
	slices.SortFunc(all, func(a, b store.Cited) int {
		return cmp.Or(cmp.Compare(a.Report.Published, b.Report.Published), cmp.Compare(a.Report.ID, b.Report.ID), cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Number, b.Number))
	})
	return cut(all, most, func(c *store.Cited) string {
		return cursor("cited", c.Report.Published, c.Report.ID, c.Sort, strconv.Itoa(c.Number))
	}), nil
}

func scanCited(rows *sql.Rows, c *store.Cited) error {
	var sum []byte
	err := rows.Scan(&c.Sort, &c.Day, &c.Number, &c.At.Field, &c.At.Start, &c.At.End, &c.Quote, &sum, &c.Report.ID, &c.Report.Outlet, &c.Report.Lang, &c.Report.Published, &c.Report.Title)
	c.Version = versionName(sum)
	return err
}

// CountCited counts it by sort.
func (db *DB) CountCited(ctx context.Context, f store.CitedFilter) (map[string]int, error) {
	counts := map[string]int{}
	type row struct {
		sort string
		n    int
	}
	err := db.eachCited(ctx, &f, func(_, from, sort, _ string, w *where) error {
		found, err := collect(ctx, db.read, `SELECT `+sort+`, count(*) `+from+w.String()+`GROUP BY 1`, w.args,
			func(rows *sql.Rows, r *row) error { return rows.Scan(&r.sort, &r.n) })
		for _, r := range found {
			counts[r.sort] = r.n
		}
		return err
	})
	if err != nil {
		return nil, db.fail(err, "counting what is cited and not held")
	}
	maps.DeleteFunc(counts, func(_ string, n int) bool { return n == 0 })
	return counts, nil
}
