package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/search/posting"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// SaveSearch keeps a search, or takes one off.
func (db *DB) SaveSearch(ctx context.Context, s *store.SavedSearch) (int64, error) {
	var id int64
	err := db.writing(ctx, func(w *writer) error {
		all, err := savedSearches(background, w.conn)
		if err != nil {
			return err
		}
		var removes any
		if s.Removes != 0 {
			removes = s.Removes
			if !slices.ContainsFunc(all, func(o store.SavedSearch) bool { return o.ID == s.Removes }) {
				var is bool
				err := w.conn.QueryRowContext(background, `SELECT removes IS NULL FROM saved_search WHERE key = ?`, s.Removes).Scan(&is)
				switch {
				case errors.Is(err, sql.ErrNoRows) || err == nil && !is:
					return rostrum.Errorf(rostrum.CodeNotFound, "saved search %d: there is none", s.Removes)
				case err == nil:
					return rostrum.Errorf(rostrum.CodeConflict, "saved search %d: was taken off before", s.Removes)
				}
				return err
			}
		} else if slices.ContainsFunc(all, func(o store.SavedSearch) bool { return store.Fold(o.Name) == store.Fold(s.Name) }) {
			return rostrum.Errorf(rostrum.CodeConflict, "saved search: there is one called %q already; take it off first, or choose another name", s.Name)
		}
		return w.conn.QueryRowContext(background, `INSERT INTO saved_search (name, query, newest, analyst, said, removes) VALUES (?, ?, ?, ?, ?, ?) RETURNING key`,
			s.Name, s.Query, s.Newest, s.By, s.When, removes).Scan(&id)
	})
	if err != nil {
		return 0, db.fail(err, "keeping a search")
	}
	return id, nil
}

// SavedSearches lists the searches that were not taken off.
func (db *DB) SavedSearches(ctx context.Context) ([]store.SavedSearch, error) {
	found, err := savedSearches(ctx, db.read)
	if err != nil {
		return nil, db.fail(err, "listing saved searches")
	}
	return found, nil
}

func savedSearches(ctx context.Context, q querier) ([]store.SavedSearch, error) {
	found, err := collect(ctx, q, `SELECT key, name, query, newest, analyst, said FROM saved_search s WHERE removes IS NULL AND NOT EXISTS (SELECT 1 FROM saved_search WHERE removes = s.key)`, nil,
		func(rows *sql.Rows, s *store.SavedSearch) error {
			return rows.Scan(&s.ID, &s.Name, &s.Query, &s.Newest, &s.By, &s.When)
		})
	slices.SortFunc(found, func(a, b store.SavedSearch) int {
		return cmp.Or(strings.Compare(store.Fold(a.Name), store.Fold(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return found, err
}

// facetFields are the terms by whose values hits are counted, and the fields that
// narrow a search to one.
var facetFields = []struct{ field, term string }{
	{search.FieldOutlet, search.OutletName}, {search.FieldLang, search.LangName}, {search.FieldKind, search.FieldKind}, {search.FieldType, search.FieldType}, {search.FieldPerson, search.FieldPerson},
}

// Facets counts what a query finds; it is counted once for each state of the store.
func (db *DB) Facets(ctx context.Context, q *search.Query) ([]store.Facet, error) {
	var all []store.Facet
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		weigh := func(all []store.Facet) int {
			n := 0
			for _, f := range all {
				n += len(f.Values)
			}
			return n
		}
		var err error
		all, err = tally(ctx, db, tx, "facets "+q.String(), weigh, func() ([]store.Facet, error) { return db.countFacets(ctx, tx, q) })
		return err
	})
	if err != nil {
		return nil, db.fail(err, "counting what was found")
	}
	out := make([]store.Facet, len(all)) // what is remembered stays as it is
	for i, f := range all {
		f.Values = slices.Clone(f.Values)
		out[i] = f
	}
	return out, nil
}

func (db *DB) countFacets(ctx context.Context, tx *sql.Tx, q *search.Query) ([]store.Facet, error) {
	x, segments, err := db.openIndex(ctx, tx)
	if err != nil {
		return nil, err
	}
	var terms []string
	for _, f := range facetFields {
		terms = append(terms, f.term)
	}
	t, err := posting.Tally(ctx, segments, x, q, terms)
	if err != nil {
		return nil, err
	}
	all := []store.Facet{}
	for _, f := range facetFields {
		one := facet(f.field, t.Fields[f.term])
		if len(one.Values) > store.MostFacets {
			one.More = len(one.Values) - store.MostFacets
			one.Values = one.Values[:store.MostFacets:store.MostFacets]
		}
		if f.field == search.FieldPerson {
			if err := namePeople(ctx, tx, one.Values); err != nil {
				return nil, err
			}
		}
		all = append(all, one)
	}
	years := map[string]int{}
	for month, n := range t.Months {
		years[month[:len("2006")]] += n
	}
	for _, f := range []store.Facet{facet(store.FacetYear, years), facet(store.FacetMonth, t.Months)} {
		slices.SortFunc(f.Values, func(a, b store.FacetValue) int { return strings.Compare(b.Value, a.Value) })
		all = append(all, f)
	}
	return all, nil
}

// facet lists values, those that most reports have first.
func facet(field string, counts map[string]int) store.Facet {
	f := store.Facet{Field: field, Values: make([]store.FacetValue, 0, len(counts))}
	for v, n := range counts {
		f.Values = append(f.Values, store.FacetValue{Value: v, Reports: n})
	}
	slices.SortFunc(f.Values, func(a, b store.FacetValue) int {
		return cmp.Or(cmp.Compare(b.Reports, a.Reports), strings.Compare(a.Value, b.Value))
	})
	return f
}

// namePeople spells names as reports do: the index has them as they are compared.
func namePeople(ctx context.Context, tx *sql.Tx, values []store.FacetValue) error {
	for i := range values {
		err := tx.QueryRowContext(ctx, `SELECT name FROM appearance WHERE folded = ? LIMIT 1`, store.Fold(values[i].Value)).Scan(&values[i].Value)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	return nil
}
