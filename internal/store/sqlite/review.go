package sqlite

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// doubtParts are, by kind, the records of reports that can be doubted, as doubt has
// them. Their order is that of equals.
var doubtParts = []struct{ kind, from, columns string }{
	{rostrum.RecordEvent, `CROSS JOIN event e ON e.extraction = r.extraction`, `e.number, 0, e.at_start, e.confidence`},
	{rostrum.RecordAppearance, `CROSS JOIN appearance a ON a.extraction = r.extraction`, `a.event, a.number, a.at_start, a.confidence`},
	{rostrum.RecordPlan, `CROSS JOIN plan p ON p.extraction = r.extraction`, `p.number, 0, p.at_start, p.confidence`},
	{rostrum.RecordAct, `CROSS JOIN act c ON c.extraction = r.extraction`, `c.number, 0, c.at_start, c.confidence`},
}

// unknownName is a name that stands at few places, none of them in a report of an
// earlier day. Of a name that stands at many, no more than it takes to know so are
// looked at.
var unknownName = []string{`a.folded IS NOT NULL`,
	`(SELECT count(*) FROM (SELECT 1 FROM appearance b WHERE b.folded = a.folded LIMIT ` + strconv.Itoa(store.MostUnknown+1) + `)) <= ` + strconv.Itoa(store.MostUnknown),
	`NOT EXISTS (SELECT 1 FROM appearance b JOIN report q ON q.extraction = b.extraction WHERE b.folded = a.folded AND q.published < r.published)`}

// doubt is a record, as far as it is sorted and counted by.
type doubt struct {
	kind, report  string
	extraction    int64
	number, place int
	confidence    float64
}

// stretch is the reports of some days.
func stretch(from, to, outlet string) *where {
	w := &where{}
	w.addIf("r.published >= ?", from)
	if to != "" {
		w.add("r.published <= ? AND r.published <> ''", lastDay(to))
	}
	w.addIf("r.outlet = ? COLLATE NOCASE", outlet)
	return w
}

// FindDoubtful lists records, the least sure first. It sorts by what is short, and
// reads of what is listed the rest: a stretch may have many thousands.
func (db *DB) FindDoubtful(ctx context.Context, f store.DoubtFilter) (*store.Doubts, error) {
	var parts []string
	var args []any
	for i, part := range doubtParts {
		if !wanted(&f, part.kind) {
			continue
		}
		w := stretch(f.From, f.To, f.Outlet)
		if f.Unknown {
			for _, c := range unknownName {
				w.add(c)
			}
		}
		parts = append(parts, `SELECT '`+part.kind+`' AS kind, r.id AS report, r.published AS published, r.extraction AS extraction, `+strconv.Itoa(i)+` AS part, `+part.columns+`
FROM report r INDEXED BY report_published `+part.from+w.String())
		args = append(args, w.args...)
	}
	found := &store.Doubts{Records: []store.Doubt{}}
	if len(parts) == 0 {
		return found, nil
	}
	most := limit(f.Limit)
	if f.Unknown {
		args = append(args, -1) // few are, and all are counted
	} else {
		args = append(args, most+len(f.Without))
	}
	err := db.snapshot(ctx, func(tx *sql.Tx) error {
		all, err := collect(ctx, tx, `SELECT kind, report, extraction, number, place, confidence FROM (SELECT NULL AS kind, NULL AS report, NULL AS published, NULL AS extraction, NULL AS part, NULL AS number, NULL AS place, NULL AS at, NULL AS confidence WHERE 0 UNION ALL `+
			strings.Join(parts, " UNION ALL ")+`) ORDER BY confidence, published, report, at, part, number, place LIMIT ?`, args,
			func(rows *sql.Rows, d *doubt) error {
				return rows.Scan(&d.kind, &d.report, &d.extraction, &d.number, &d.place, &d.confidence)
			})
		if err != nil {
			return err
		}
		for i := range all {
			d := &all[i]
			name := rostrum.RecordName(d.kind, d.number-1)
			if d.kind == rostrum.RecordAppearance {
				name = rostrum.PersonName(d.number-1, d.place-1)
			}
			if f.Without[store.RecordKey{Report: d.report, Record: name}] {
				continue
			}
			if found.Open++; len(found.Records) == most {
				continue
			}
			one := store.Doubt{Record: name, Of: d.kind, Confidence: d.confidence}
			if err := db.doubted(ctx, tx, d, &one); err != nil {
				return err
			}
			found.Records = append(found.Records, one)
		}
		if f.Unknown {
			return nil // all were gone through
		}
		found.Open, err = countDoubtful(ctx, tx, &f)
		return err
	})
	if err != nil {
		return nil, db.fail(err, "listing what is doubtful")
	}
	return found, nil
}

// wanted tells whether a filter selects a kind of records.
func wanted(f *store.DoubtFilter, kind string) bool {
	if f.Unknown && kind != rostrum.RecordAppearance {
		return false
	}
	return len(f.Kinds) == 0 || slices.Contains(f.Kinds, kind)
}

// countDoubtful counts the records that a filter selects, without those it leaves out.
func countDoubtful(ctx context.Context, tx *sql.Tx, f *store.DoubtFilter) (int, error) {
	w := stretch(f.From, f.To, f.Outlet)
	var events, plans, acts, people int
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(sum(x.events), 0), coalesce(sum(x.plans), 0), coalesce(sum(x.acts), 0) FROM report r INDEXED BY report_published
CROSS JOIN extraction x INDEXED BY extraction_counts ON x.key = r.extraction`+w.String(), w.args...).Scan(&events, &plans, &acts); err != nil {
		return 0, err
	}
	if wanted(f, rostrum.RecordAppearance) {
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM report r INDEXED BY report_published CROSS JOIN appearance a ON a.extraction = r.extraction`+w.String(), w.args...).Scan(&people); err != nil {
			return 0, err
		}
	}
	n := 0
	for kind, count := range map[string]int{rostrum.RecordEvent: events, rostrum.RecordAppearance: people, rostrum.RecordPlan: plans, rostrum.RecordAct: acts} {
		if wanted(f, kind) {
			n += count
		}
	}
	for key := range f.Without {
		if wanted(f, key.KindOf()) {
			n--
		}
	}
	return n, nil
}

// doubted reads what is shown of a record.
func (db *DB) doubted(ctx context.Context, tx *sql.Tx, d *doubt, one *store.Doubt) error {
	read := func(from string, args []any, record ...any) error {
		rows, err := tx.QueryContext(ctx, from, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		if rows.Next() {
			if err := scanWithOrigin(rows, record, &one.Origin); err != nil {
				return err
			}
		}
		return rows.Err()
	}
	const origin = ` JOIN report r ON r.extraction = ? JOIN version v ON v.key = r.version WHERE `
	one.Number = d.number
	args := []any{d.extraction, d.extraction, d.number}
	switch d.kind {
	case rostrum.RecordEvent:
		return read(`SELECT e.type, e.evidence, e.at_field, e.at_start, e.at_end, e.formula,
	coalesce((SELECT group_concat(name, ', ') FROM (SELECT name FROM appearance WHERE extraction = e.extraction AND event = e.number AND name IS NOT NULL ORDER BY number)), ''), `+originColumns+`
FROM event e`+origin+`e.extraction = ? AND e.number = ?`, args, &one.Label, &one.Evidence, &one.At.Field, &one.At.Start, &one.At.End, &one.Formula, &one.Who)
	case rostrum.RecordAppearance:
		var name, post sql.NullString
		var text []byte
		var from int
		err := read(`SELECT a.role, e.evidence, a.at_field, a.at_start, a.at_end, a.formula, a.name, a.post, max(a.at_start - `+reach+`, 0),
	substr(CAST(CASE a.at_field WHEN '`+rostrum.FieldTitle+`' THEN v.title ELSE v.text END AS BLOB), max(a.at_start - `+reach+`, 0) + 1, a.at_end - max(a.at_start - `+reach+`, 0) + `+reach+`), `+originColumns+`
FROM appearance a JOIN event e ON e.extraction = a.extraction AND e.number = a.event`+origin+`a.extraction = ? AND a.event = ? AND a.number = ?`,
			append(args, d.place), &one.Label, &one.Evidence, &one.At.Field, &one.At.Start, &one.At.End, &one.Formula, &name, &post, &from, &text)
		if one.Who = name.String; post.String != "" {
			one.Who = strings.TrimPrefix(one.Who+", "+post.String, ", ")
		}
		one.Around = around(text, from == 0)
		return err
	case rostrum.RecordPlan:
		return read(`SELECT p.status, p.evidence, p.at_field, p.at_start, p.at_end, p.formula, coalesce(p.subject, ''), `+originColumns+` FROM plan p`+origin+`p.extraction = ? AND p.number = ?`,
			args, &one.Label, &one.Evidence, &one.At.Field, &one.At.Start, &one.At.End, &one.Formula, &one.Who)
	}
	return read(`SELECT c.act, c.evidence, c.at_field, c.at_start, c.at_end, c.formula, c.speaker, `+originColumns+` FROM act c`+origin+`c.extraction = ? AND c.number = ?`,
		args, &one.Label, &one.Evidence, &one.At.Field, &one.At.Start, &one.At.End, &one.Formula, &one.Who)
}

// reach is how many bytes on either side of a name are shown.
const reach = "160"

// around leaves out the parts of words at either end of a piece of text.
func around(text []byte, first bool) string {
	s := string(text)
	if !first {
		_, s, _ = strings.Cut(s, " ")
		s = "… " + s
	}
	if i := strings.LastIndexAny(s, " \n"); i > 0 && !strings.HasSuffix(s, ".") {
		s = s[:i] + " …"
	}
	return strings.ToValidUTF8(strings.Join(strings.Fields(s), " "), "")
}

// Spoken lists the reports of which analysts said something.
func (db *DB) Spoken(ctx context.Context, f store.ReportFilter) ([]store.Spoken, error) {
	w := stretch(f.From, f.To, f.Outlet)
	found, err := collect(ctx, db.read, `SELECT r.id, r.extraction || '/' || c.last FROM (SELECT report, max(key) AS last FROM correction GROUP BY report) c JOIN report r ON r.key = c.report`+w.String()+`ORDER BY r.id`,
		w.args, func(rows *sql.Rows, s *store.Spoken) error { return rows.Scan(&s.Report, &s.Mark) })
	if err != nil {
		return nil, db.fail(err, "listing what was spoken of")
	}
	return found, nil
}
