package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"sync"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/pack"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// stock is what is held, in groups of reports that no filter of Counts tells apart but
// one of ids or words: few enough to be added up for each. It is kept in the file, and
// counts as long as no report came or was touched.
type stock struct {
	upto   store.Moment
	groups []stocked
}

// stocked is reports that are alike.
type stocked struct {
	alike
	reports, versions, events, plans, acts, unread int
}

// alike is what reports of a group have in common.
type alike struct{ published, lang, outlet, kind, status, reason, coverage string }

func (s *stock) code(c *pack.Coder) {
	pack.Int(c, &s.upto.Report)
	pack.Int(c, &s.upto.Changes)
	pack.Listed(c, &s.groups, func(c *pack.Coder, g *stocked) {
		for _, text := range []*string{&g.published, &g.lang, &g.outlet, &g.kind, &g.status, &g.reason, &g.coverage} {
			c.String(text)
		}
		for _, n := range []*int{&g.reports, &g.versions, &g.events, &g.plans, &g.acts, &g.unread} {
			pack.Int(c, n)
		}
	})
}

// Under which name and in which version a stock is kept.
const (
	stockName    = "stock"
	stockVersion = "1"
)

// stocks remembers the last stock that was counted.
type stocks struct {
	mu   sync.Mutex // held while counting, so that nobody counts twice
	last *stock
}

// Counts says what the store holds of the reports that f selects.
func (db *DB) Counts(ctx context.Context, f store.ReportFilter) (*store.Counts, error) {
	var w *where
	if f.Report != "" || f.In != nil { // which no group tells
		var err error
		if w, err = db.whereReports(ctx, &f); err != nil {
			return nil, err
		}
	}
	var c *store.Counts
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		var s *stock
		var err error
		if w != nil {
			s, err = readStock(ctx, tx, w)
		} else {
			s, err = db.stock(ctx, tx)
		}
		if err != nil {
			return err
		}
		c = s.counts(&f)
		return tx.QueryRowContext(ctx, `SELECT count(*) FROM rejected`).Scan(&c.Rejected)
	})
	if err != nil {
		return nil, db.fail(err, "counting")
	}
	return c, nil
}

// stock gives all of what tx sees. It is shared: it must not be changed.
func (db *DB) stock(ctx context.Context, tx *sql.Tx) (*stock, error) {
	var now store.Moment
	if err := moment(ctx, tx, &now); err != nil {
		return nil, err
	}
	db.stocked.mu.Lock()
	defer db.stocked.mu.Unlock()
	s := db.stocked.last
	if s == nil {
		s = recallPacked(ctx, tx, stockName, stockVersion, (*stock).code)
	}
	if s != nil && s.upto.Changes <= now.Changes {
		since := &where{}
		addSince(since, s.upto)
		var other bool
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM report r`+since.String()+`)`, since.args...).Scan(&other); err != nil {
			return nil, err
		}
		if !other {
			db.stocked.last = s
			return s, nil
		}
	}
	next, err := readStock(ctx, tx, &where{})
	if err != nil {
		return nil, err
	}
	if s != nil && s.upto.Changes > now.Changes { // somebody has seen a newer state
		return next, nil
	}
	next.upto, db.stocked.last = now, next
	db.keepPacked(stockName, stockVersion, next.code)
	return next, nil
}

// readStock counts the reports that w selects.
func readStock(ctx context.Context, tx *sql.Tx, w *where) (*stock, error) {
	rows, err := tx.QueryContext(ctx, `SELECT r.published, r.lang, r.outlet, r.kind, x.status, x.reason, coalesce(i.coverage, '`+store.CoverageUnknown+`'),
	r.versions, x.events, x.plans, x.acts, x.unread`+fromCounted+`
LEFT JOIN import i ON i.key = r.import`+w.String(), w.args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	s := &stock{groups: []stocked{}}
	at := map[alike]int{}
	words := words{}
	var text [7]sql.RawBytes
	var one stocked
	for rows.Next() {
		if err := rows.Scan(&text[0], &text[1], &text[2], &text[3], &text[4], &text[5], &text[6], &one.versions, &one.events, &one.plans, &one.acts, &one.unread); err != nil {
			return nil, err
		}
		of := alike{words.of(text[0]), words.of(text[1]), words.of(text[2]), words.of(text[3]), words.of(text[4]), words.of(text[5]), words.of(text[6])}
		i, ok := at[of]
		if !ok {
			i = len(s.groups)
			at[of] = i
			s.groups = append(s.groups, stocked{alike: of})
		}
		g := &s.groups[i]
		g.reports++
		g.versions += one.versions
		g.events += one.events
		g.plans += one.plans
		g.acts += one.acts
		g.unread += one.unread
	}
	return s, rows.Err()
}

// counts adds up what f selects: its conditions are those of whereReports.
func (s *stock) counts(f *store.ReportFilter) *store.Counts {
	c := &store.Counts{Status: map[string]int{}, Reasons: map[string]int{}, Langs: map[string]int{}, Outlets: map[string]int{}, Coverage: map[string]int{}}
	days := map[string]bool{}
	to, outlet := lastDay(f.To), lower(f.Outlet)
	for i := range s.groups {
		g := &s.groups[i]
		switch {
		case f.Undated && g.published != "",
			!f.Undated && f.From != "" && g.published < f.From,
			!f.Undated && f.To != "" && (g.published > to || g.published == ""),
			f.Outlet != "" && lower(g.outlet) != outlet,
			f.Lang != "" && g.lang != f.Lang,
			len(f.Kinds) > 0 && !slices.Contains(f.Kinds, g.kind),
			f.Status != "" && g.status != f.Status:
			continue
		}
		c.Reports += g.reports
		c.Versions += g.versions
		c.Events += g.events
		c.Plans += g.plans
		c.Acts += g.acts
		c.Unread += g.unread
		if g.published == "" {
			c.Undated += g.reports
		} else {
			days[g.published] = true
			if c.First == "" || g.published < c.First {
				c.First = g.published
			}
			c.Last = max(c.Last, g.published)
		}
		c.Status[g.status] += g.reports
		c.Langs[g.lang] += g.reports
		c.Outlets[g.outlet] += g.reports
		c.Coverage[g.coverage] += g.reports
		if g.status != rostrum.StatusExtracted {
			c.Reasons[g.reason] += g.reports
		}
	}
	c.Days = len(days)
	return c
}
