package sqlite

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// planColumns are those that planFields takes.
const planColumns = `t.number, t.plan, t.subject, t.assigner, t.horizon, t.status, t.value, t.voice, t.referent, t.evidence,
	t.at_field, t.at_start, t.at_end, t.formula, t.confidence`

func planFields(number *int, p *rostrum.Plan) []any {
	return []any{number, &p.Plan, &p.Subject, &p.Assigner, &p.Horizon, &p.Status, &p.Value, &p.Voice, &p.Referent, &p.Evidence,
		&p.At.Field, &p.At.Start, &p.At.End, &p.Formula, &p.Confidence}
}

// actColumns are those that actFields takes.
const actColumns = `t.number, t.speaker, t.act, t.sentence, t.condition, t.addressee, t.voice, t.referent, t.evidence,
	t.at_field, t.at_start, t.at_end, t.formula, t.confidence`

func actFields(number *int, a *rostrum.Act) []any {
	return []any{number, &a.Speaker, &a.Act, &a.Sentence, &a.Condition, &a.Addressee, &a.Voice, &a.Referent, &a.Evidence,
		&a.At.Field, &a.At.Start, &a.At.End, &a.Formula, &a.Confidence}
}

// fromWords joins the records of a table, by the name of t, with the reports
// whose current records they are.
func fromWords(table string) string {
	return `
FROM report r JOIN ` + table + ` t ON t.extraction = r.extraction`
}

// whereWords are the conditions that plan claims and acts have in common.
func whereWords(from, to, outlet, lang, report string, referents []string) *where {
	w := &where{}
	w.addIf("r.published >= ?", from)
	if to != "" {
		w.add("r.published <= ? AND r.published <> ''", lastDay(to))
	}
	w.addIf("r.outlet = ? COLLATE NOCASE", outlet)
	w.addIf("r.lang = ?", lang)
	w.addReport(report)
	w.addAny("t.referent COLLATE NOCASE", referents)
	return w
}

// wherePlans turns a filter into conditions on fromWords("plan"); that on the
// voice is left to the caller.
func (db *DB) wherePlans(ctx context.Context, f *store.PlanFilter) (*where, error) {
	w := whereWords(f.From, f.To, f.Outlet, f.Lang, f.Report, f.Referents)
	w.addAny("t.status", f.Statuses)
	if h := f.Horizon; h != "" {
		condition, args := "t.horizon = ? OR substr(t.horizon, 1, length(?) + 1) = ? || '-'", []any{h, h, h}
		if len(h) == len("2006") {
			condition += " OR instr(t.horizon, '/') > 0 AND ? BETWEEN substr(t.horizon, 1, 4) AND substr(t.horizon, instr(t.horizon, '/') + 1, 4)"
			args = append(args, h)
		}
		w.add("("+condition+")", args...)
	}
	w.addAny("r.kind", f.Kinds)
	// Few plans name who set them, and so nothing is kept folded of that.
	if err := w.addParts([]sought{{"t.plan", "t.folded"}, {"t.subject", "t.folded"}, {"t.assigner", "fold(t.assigner)"}}, "text", f.Text); err != nil {
		return nil, err
	}
	if err := w.addPart("fold(t.subject)", "subject", f.Subject); err != nil {
		return nil, err
	}
	if err := w.addPart("fold(t.assigner)", "assigner", f.Assigner); err != nil {
		return nil, err
	}
	return w, db.in(ctx, w, f.In)
}

// whereActs turns a filter into conditions on fromWords("act"); that on the voice
// is left to the caller.
func (db *DB) whereActs(ctx context.Context, f *store.ActFilter) (*where, error) {
	w := whereWords(f.From, f.To, f.Outlet, f.Lang, f.Report, f.Referents)
	w.addAny("t.act", f.Acts)
	if f.Conditional {
		w.add("t.condition IS NOT NULL")
	}
	if err := w.addPart("t.folded", "speaker", f.Speaker); err != nil {
		return nil, err
	}
	if err := w.addPart("fold(t.addressee)", "addressee", f.Addressee); err != nil {
		return nil, err
	}
	w.addAny("r.kind", f.Kinds)
	if err := w.addParts([]sought{{"t.evidence", "t.folded_evidence"}}, "text", f.Text); err != nil {
		return nil, err
	}
	return w, db.in(ctx, w, f.In)
}

// FindPlans lists plan claims.
func (db *DB) FindPlans(ctx context.Context, f store.PlanFilter) (*store.Page[store.Plan], error) {
	w, err := db.wherePlans(ctx, &f)
	if err != nil {
		return nil, err
	}
	w.addAny("t.voice", f.Voices)
	page, err := findWords(ctx, db, listing{"plan", planColumns, f.NewestFirst, f.Report != "" || f.In != nil, f.Limit, f.Cursor}, w, func(p *store.Plan) ([]any, *store.Origin) {
		return planFields(&p.Number, &p.Plan), &p.Origin
	})
	return page, db.fail(err, "listing plan claims")
}

// FindActs lists acts.
func (db *DB) FindActs(ctx context.Context, f store.ActFilter) (*store.Page[store.Act], error) {
	w, err := db.whereActs(ctx, &f)
	if err != nil {
		return nil, err
	}
	w.addAny("t.voice", f.Voices)
	page, err := findWords(ctx, db, listing{"act", actColumns, f.NewestFirst, f.Report != "" || f.In != nil, f.Limit, f.Cursor}, w, func(a *store.Act) ([]any, *store.Origin) {
		return actFields(&a.Number, &a.Act), &a.Origin
	})
	return page, db.fail(err, "listing acts")
}

// PlanVoices counts plan claims by voice.
func (db *DB) PlanVoices(ctx context.Context, f store.PlanFilter) (map[string]int, error) {
	w, err := db.wherePlans(ctx, &f)
	if err != nil {
		return nil, err
	}
	counts, err := countBy(ctx, db, "plan", "voice", w)
	return counts, db.fail(err, "counting plan claims")
}

// PlanReferents counts plan claims by referent.
func (db *DB) PlanReferents(ctx context.Context, f store.PlanFilter) (map[string]int, error) {
	f.Referents = nil
	w, err := db.wherePlans(ctx, &f)
	if err != nil {
		return nil, err
	}
	w.addAny("t.voice", f.Voices)
	counts, err := countBy(ctx, db, "plan", "referent", w)
	return counts, db.fail(err, "counting plan claims by referent")
}

// ActVoices counts acts by voice.
func (db *DB) ActVoices(ctx context.Context, f store.ActFilter) (map[string]int, error) {
	w, err := db.whereActs(ctx, &f)
	if err != nil {
		return nil, err
	}
	counts, err := countBy(ctx, db, "act", "voice", w)
	return counts, db.fail(err, "counting acts")
}

// Referents lists whom records are about.
func (db *DB) Referents(ctx context.Context) ([]string, error) {
	found, err := collect(ctx, db.read, `SELECT referent FROM plan UNION SELECT referent FROM act UNION SELECT referent FROM mention WHERE kind = '`+rostrum.MentionTitle+`' ORDER BY 1`, nil,
		func(rows *sql.Rows, referent *string) error { return rows.Scan(referent) })
	return found, db.fail(err, "listing referents")
}

// countBy counts the records of a table by what they have in a column.
func countBy(ctx context.Context, db *DB, table, column string, w *where) (map[string]int, error) {
	type group struct {
		Value   string
		Records int
	}
	var counts map[string]int
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		groups, err := tally(ctx, db, tx, column+" of "+table+w.key(), func(all []group) int { return len(all) }, func() ([]group, error) {
			return collect(ctx, tx, `SELECT t.`+column+`, count(*)`+fromWords(table)+w.String()+`GROUP BY t.`+column, w.args,
				func(rows *sql.Rows, g *group) error { return rows.Scan(&g.Value, &g.Records) })
		})
		counts = map[string]int{}
		for _, g := range groups {
			counts[g.Value] = g.Records
		}
		return err
	})
	return counts, err
}

// listing is how a list of records is asked for.
type listing struct {
	table, columns string
	newestFirst    bool
	few            bool // only of one report, or of those that a query finds
	limit          int
	cursor         string
}

// findWords lists the records of a table by publication. fields gives where the
// columns of a record go, and where what is said of its report.
func findWords[T any](ctx context.Context, db *DB, l listing, w *where, fields func(*T) ([]any, *store.Origin)) (*store.Page[T], error) {
	order, before := "", ">"
	if l.newestFirst {
		order, before = " DESC", "<"
	}
	list := l.table + order
	key, err := place(l.cursor, list, 3)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("(r.published "+before+" ? OR r.published = ? AND (r.id, t.number) > (?, CAST(? AS INTEGER)))", key[0], key[0], key[1], key[2])
	}
	most := limit(l.limit)
	from := fromWords(l.table)
	if l.newestFirst && !l.few {
		// In the order of its days, so that it ends where the page does: the planner
		// would sort all of them.
		from = `
FROM report r INDEXED BY report_published CROSS JOIN ` + l.table + ` t ON t.extraction = r.extraction`
	}
	found, err := collect(ctx, db.read, `SELECT `+l.columns+`, `+originColumns+from+`
JOIN version v ON v.key = r.version`+w.String()+`ORDER BY r.published`+order+`, r.id, t.number LIMIT ?`, append(w.args, most+1),
		func(rows *sql.Rows, one *T) error {
			into, o := fields(one)
			return scanWithOrigin(rows, into, o)
		})
	if err != nil {
		return nil, err
	}
	return cut(found, most, func(one *T) string {
		_, o := fields(one)
		return cursor(list, o.Published, o.Report, strconv.Itoa(o.Number))
	}), nil
}

// FindTitles tells when titles are held first and last.
func (db *DB) FindTitles(ctx context.Context, f store.TitleFilter) (*store.Page[store.Title], error) {
	w := &where{}
	w.add("m.kind = '" + rostrum.MentionTitle + "'")
	w.addIf("m.referent = ? COLLATE NOCASE", f.Referent)
	if err := w.addParts([]sought{{"m.name", "m.folded"}}, "title", f.Text); err != nil {
		return nil, err
	}
	w.addAny("m.voice", f.Voices)
	w.addIf("r.outlet = ? COLLATE NOCASE", f.Outlet)
	w.addIf("r.lang = ?", f.Lang)
	of := &where{}
	if f.From != "" || f.To != "" {
		// What is held first in a period stands in a report of the period.
		from, to := f.From, "9999"
		if f.To != "" {
			to = lastDay(f.To)
		}
		w.add("(m.referent, m.folded) IN (SELECT n.referent, n.folded FROM report o JOIN mention n ON n.extraction = o.extraction WHERE n.kind = '"+rostrum.MentionTitle+
			"' AND o.published >= ? AND o.published <= ? AND o.published <> '')", from, to)
	}
	of.addIf("first >= ? AND first < '~'", f.From)
	if f.To != "" {
		of.add("first < ?", lastDay(f.To)+" ") // what follows the day sorts before a blank
	}
	key, err := place(f.Cursor, "titles", 1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		of.add("first > ?", key...)
	}
	most := limit(f.Limit)
	type row struct {
		store.Title
		first string
	}
	// An occasion without a day is the first only where there is no other.
	found, err := collect(ctx, db.read, `SELECT referent, first, last, reports FROM (
	SELECT m.referent, min(CASE r.published WHEN '' THEN '~' ELSE r.published END || char(31) || r.id || char(31) || printf('%09d', m.number) || char(31) || m.name) first,
		max(r.published || char(31) || r.id) last, count(DISTINCT r.key) reports
	FROM mention m JOIN report r ON r.extraction = m.extraction`+w.String()+`	GROUP BY m.referent, m.folded)`+of.String()+`ORDER BY first LIMIT ?`,
		append(append(w.args, of.args...), most+1), func(rows *sql.Rows, t *row) error {
			var last string
			err := rows.Scan(&t.Referent, &t.first, &last, &t.Reports)
			if part := strings.SplitN(t.first, sep, 4); len(part) == 4 {
				t.First, t.Name = store.Occasion{Day: strings.TrimPrefix(part[0], "~"), Report: part[1]}, part[3]
			}
			t.Last = occasion(last)
			return err
		})
	if err != nil {
		return nil, db.fail(err, "listing titles")
	}
	page := cut(found, most, func(t *row) string { return cursor("titles", t.first) })
	items := make([]store.Title, len(page.Items))
	for i := range page.Items {
		items[i] = page.Items[i].Title
	}
	return &store.Page[store.Title]{Items: items, Next: page.Next}, nil
}
