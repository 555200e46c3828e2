package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// fromEvents joins events with the reports whose current records they are.
const fromEvents = `
FROM event e JOIN report r ON r.key = e.report AND r.extraction = e.extraction`

// eventsByDay are fromEvents for a list that selects little: in the order of its
// days, so that it ends where the page does. The planner would sort all of them.
var eventsByDay = map[store.By]string{
	store.ByEvent: `
FROM event e INDEXED BY event_day CROSS JOIN report r ON r.key = e.report AND r.extraction = e.extraction`,
	store.ByPublished: `
FROM report r INDEXED BY report_published CROSS JOIN event e ON e.extraction = r.extraction`,
}

// eventsByType are fromEvents where few are of the types that are asked for, and
// fewTypes how many few are: of more, a page is soon full in the order of days.
const (
	eventsByType = `
FROM event e INDEXED BY event_type CROSS JOIN report r ON r.key = e.report AND r.extraction = e.extraction`
	fewTypes = 3000
)

// eventsFrom chooses where a list of events begins.
func eventsFrom(ctx context.Context, q querier, f *store.EventFilter) (string, error) {
	switch {
	case f.Person != "" || f.Post != "" || f.Role != "" || f.Site != "" || f.Report != "" || f.In != nil:
		return fromEvents, nil
	case len(f.Types) == 0:
		return eventsByDay[f.By], nil
	}
	var n int
	err := q.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM event INDEXED BY event_type WHERE type IN (SELECT value FROM json_each(?)) LIMIT ?)`, jsonList(f.Types), fewTypes).Scan(&n)
	if n < fewTypes {
		return eventsByType, err
	}
	return eventsByDay[f.By], err
}

// eventColumns are those that scanEvent reads.
const eventColumns = `e.number, e.type, e.date, e.date_to, e.not_before, e.not_after, e.site, e.place, e.form, e.evidence,
	e.at_field, e.at_start, e.at_end, e.formula, e.confidence`

func eventFields(number *int, e *rostrum.Event) []any {
	return []any{number, &e.Type, &e.Date, &e.DateTo, &e.NotBefore, &e.NotAfter, &e.Site, &e.Place, &e.Form, &e.Evidence,
		&e.At.Field, &e.At.Start, &e.At.End, &e.Formula, &e.Confidence}
}

// originColumns are those that scanWithOrigin reads behind a record's own; v is the
// report's newest version.
const originColumns = `r.id, r.outlet, r.lang, r.kind, r.published, v.title, v.sha256`

// scanWithOrigin reads a record and, behind it, where it comes from.
func scanWithOrigin(rows *sql.Rows, record []any, o *store.Origin) error {
	var sum []byte
	err := rows.Scan(append(record, &o.Report, &o.Outlet, &o.Lang, &o.Kind, &o.Published, &o.Title, &sum)...)
	o.Version = versionName(sum)
	return err
}

// dayColumn is the day that a filter is about.
func dayColumn(f *store.EventFilter) string {
	if f.By == store.ByPublished {
		return "r.published"
	}
	return "e.day"
}

// hasPost is the condition that a post contains words; hyphens and case do not count.
func hasPost(column string) string {
	return "instr(replace(lower(" + column + "), '-', ' '), replace(lower(?), '-', ' ')) > 0"
}

// whereEvents turns a filter into conditions on fromEvents.
func (db *DB) whereEvents(ctx context.Context, f *store.EventFilter) (*where, error) {
	w := &where{}
	first, last := dayColumn(f), "e.last_day"
	switch f.By {
	case store.ByEvent:
	case store.ByPublished:
		last = first
	default:
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "by: expected %q or %q, found %q", store.ByEvent, store.ByPublished, f.By)
	}
	w.addIf(last+" >= ?", f.From)
	if f.To != "" {
		w.add(first+" <= ? AND "+first+" <> ''", lastDay(f.To))
	}
	w.addAny("e.type", f.Types)
	w.addAny("r.kind", f.Kinds)
	w.addIf("r.outlet = ? COLLATE NOCASE", f.Outlet)
	w.addIf("r.lang = ?", f.Lang)
	w.addReport(f.Report)
	if err := w.addPart("e.folded", "site", f.Site); err != nil {
		return nil, err
	}
	var a where
	if f.Person != "" {
		folded := store.Fold(f.Person)
		if folded == "" {
			return nil, rostrum.Errorf(rostrum.CodeInvalid, "person: expected letters, found %q", f.Person)
		}
		a.add("folded = ?", folded)
	}
	a.addIf("role = ?", f.Role)
	a.addIf(hasPost("post"), f.Post)
	switch {
	case f.Person != "" || f.Post != "":
		w.add("(e.extraction, e.number) IN (SELECT extraction, event FROM appearance"+a.String()+")", a.args...)
	case f.Role != "":
		w.add("EXISTS (SELECT 1 FROM appearance WHERE extraction = e.extraction AND event = e.number AND role = ?)", f.Role)
	}
	return w, db.in(ctx, w, f.In)
}

// FindEvents lists events with their participants.
func (db *DB) FindEvents(ctx context.Context, f store.EventFilter) (*store.Page[store.Event], error) {
	w, err := db.whereEvents(ctx, &f)
	if err != nil {
		return nil, err
	}
	day, list, order, before := dayColumn(&f), "events", "", ">"
	if f.NewestFirst {
		order, before = " DESC", "<"
	}
	list += string(f.By) + order
	key, err := place(f.Cursor, list, 3)
	if err != nil {
		return nil, err
	}
	if key != nil {
		w.add("("+day+" "+before+" ? OR "+day+" = ? AND (r.id, e.number) > (?, CAST(? AS INTEGER)))", key[0], key[0], key[1], key[2])
	}
	most := limit(f.Limit)
	var page *store.Page[store.Event]
	err = db.snapshot(ctx, func(tx *sql.Tx) error {
		type row struct {
			store.Event
			extraction int64
			day        string
		}
		from, err := eventsFrom(ctx, tx, &f)
		if err != nil {
			return err
		}
		found, err := collect(ctx, tx, `SELECT `+eventColumns+`, e.extraction, `+day+`, `+originColumns+from+`
JOIN version v ON v.key = r.version`+w.String()+`ORDER BY `+day+order+`, r.id, e.number LIMIT ?`, append(w.args, most+1),
			func(rows *sql.Rows, e *row) error {
				return scanWithOrigin(rows, append(eventFields(&e.Number, &e.Event.Event), &e.extraction, &e.day), &e.Origin)
			})
		if err != nil {
			return err
		}
		rows := cut(found, most, func(e *row) string { return cursor(list, e.day, e.Report, strconv.Itoa(e.Number)) })
		page = &store.Page[store.Event]{Items: make([]store.Event, len(rows.Items)), Next: rows.Next}
		of := map[eventKey]*rostrum.Event{}
		for i := range rows.Items {
			page.Items[i] = rows.Items[i].Event
			of[eventKey{rows.Items[i].extraction, rows.Items[i].Number}] = &page.Items[i].Event
		}
		return participants(ctx, tx, of)
	})
	if err != nil {
		return nil, db.fail(err, "listing events")
	}
	return page, nil
}

// eventKey names an event: its extraction and its number there.
type eventKey struct {
	extraction int64
	number     int
}

// participants fills in the line-ups of events.
func participants(ctx context.Context, q querier, of map[eventKey]*rostrum.Event) error {
	var keys strings.Builder
	keys.WriteByte('[')
	for k, e := range of {
		e.Participants = []rostrum.Appearance{}
		if keys.Len() > 1 {
			keys.WriteByte(',')
		}
		keys.WriteString("[" + strconv.FormatInt(k.extraction, 10) + "," + strconv.Itoa(k.number) + "]")
	}
	keys.WriteByte(']')
	type row struct {
		rostrum.Appearance
		at eventKey
	}
	found, err := collect(ctx, q, `SELECT a.extraction, a.event, a.name, a.role, a.post, a.at_field, a.at_start, a.at_end, a.post_at, a.formula, a.confidence
FROM json_each(?) k CROSS JOIN appearance a ON a.extraction = k.value ->> 0 AND a.event = k.value ->> 1
ORDER BY a.extraction, a.event, a.number`, []any{keys.String()}, func(rows *sql.Rows, r *row) error {
		var postAt string
		if err := rows.Scan(&r.at.extraction, &r.at.number, &r.Name, &r.Role, &r.Post, &r.At.Field, &r.At.Start, &r.At.End, &postAt, &r.Formula, &r.Confidence); err != nil {
			return err
		}
		r.PostAt = []rostrum.Span{}
		if postAt == "[]" {
			return nil
		}
		return json.Unmarshal([]byte(postAt), &r.PostAt)
	})
	if err != nil {
		return err
	}
	for i := range found {
		e := of[found[i].at]
		e.Participants = append(e.Participants, found[i].Appearance)
	}
	return nil
}

// jsonList is a list as an argument of json_each, so that the text of a query
// does not depend on its length.
func jsonList(s []string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return "[]" // strings always can be
	}
	return string(b)
}
