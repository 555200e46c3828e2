package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/pack"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// attendance is who is told of at which events, report by report, by their current
// records. Names are counted over it in memory, as to join the rows anew for each
// filter takes longer than an answer may. It is kept in the file, and completed by the
// reports that came or were touched since.
type attendance struct {
	upto    store.Moment
	reports []attended // in the order in which they were read
}

// attended is a report with names at its events.
type attended struct {
	key, reading                            int64  // of the report, and of its current extraction
	id, published, kind, outlet, lang, text string // text is the digest of its version
	events                                  []attendedEvent
}

type attendedEvent struct {
	number               int
	typ, day, last, site string // as the columns of event
	date                 string // the same; "" where it has none
	people               []attendee
}

// attendee is a name at an event.
type attendee struct {
	folded, name, role string
	post               *string
}

func (r *attended) code(c *pack.Coder) {
	pack.Int(c, &r.key)
	pack.Int(c, &r.reading)
	for _, s := range []*string{&r.id, &r.published, &r.kind, &r.outlet, &r.lang, &r.text} {
		c.String(s)
	}
	pack.Listed(c, &r.events, func(c *pack.Coder, e *attendedEvent) {
		pack.Int(c, &e.number)
		for _, s := range []*string{&e.typ, &e.day, &e.last, &e.site, &e.date} {
			c.String(s)
		}
		pack.Listed(c, &e.people, func(c *pack.Coder, p *attendee) {
			for _, s := range []*string{&p.folded, &p.name, &p.role} {
				c.String(s)
			}
			c.Maybe(&p.post)
		})
	})
}

func (a *attendance) code(c *pack.Coder) {
	pack.Int(c, &a.upto.Report)
	pack.Int(c, &a.upto.Changes)
	pack.Listed(c, &a.reports, func(c *pack.Coder, r *attended) { r.code(c) })
}

// Under which name and in which version an attendance is kept, and after how many
// reports that came or were touched it is kept anew: as many are read in a moment.
const (
	attendanceName    = "attendance"
	attendanceVersion = "2"
	attendanceLag     = 500
)

// attendances remembers the last one that was read.
type attendances struct {
	mu   sync.Mutex // held while reading, so that nobody reads it twice
	last *attendance
}

// attendance gives all of what tx sees. It is shared: it must not be changed.
func (db *DB) attendance(ctx context.Context, tx *sql.Tx) (*attendance, error) {
	var now store.Moment
	if err := moment(ctx, tx, &now); err != nil {
		return nil, err
	}
	db.attended.mu.Lock()
	defer db.attended.mu.Unlock()
	a := db.attended.last
	if a == nil {
		a = recallPacked(ctx, tx, attendanceName, attendanceVersion, (*attendance).code)
	}
	if a != nil && a.upto == now {
		db.attended.last = a
		return a, nil
	}
	since := &where{}
	if a != nil && a.upto.Changes > now.Changes { // somebody has seen a newer state
		return readAttendance(ctx, tx, since)
	}
	if a != nil {
		addSince(since, a.upto)
	}
	next, err := readAttendance(ctx, tx, since)
	if err != nil {
		return nil, err
	}
	lags := a == nil || len(next.reports) > attendanceLag
	if a != nil {
		gone, err := collect(ctx, tx, `SELECT r.key FROM report r`+since.String(), since.args, func(rows *sql.Rows, key *int64) error { return rows.Scan(key) })
		if err != nil {
			return nil, err
		}
		touched := map[int64]bool{}
		for _, key := range gone {
			touched[key] = true
		}
		for i := range a.reports {
			if !touched[a.reports[i].key] {
				next.reports = append(next.reports, a.reports[i])
			}
		}
	}
	next.sort()
	next.upto, db.attended.last = now, next
	if lags {
		db.keepPacked(attendanceName, attendanceVersion, next.code)
	}
	return next, nil
}

// readAttendance reads that of the events that w selects.
func readAttendance(ctx context.Context, q querier, w *where) (*attendance, error) {
	all := slices.Concat(w.conditions, []string{"a.folded IS NOT NULL"})
	// The unique key of a version tells its digest: the version itself is long.
	rows, err := q.QueryContext(ctx, `SELECT r.key, r.extraction, r.id, r.published, r.kind, r.outlet, r.lang, v.sha256, e.number, e.type, e.day, e.last_day, e.folded, coalesce(e.date, ''), a.folded, a.name, a.role, a.post`+fromEvents+`
JOIN version v ON v.report = r.key AND +v.key = r.version
CROSS JOIN appearance a ON a.extraction = e.extraction AND a.event = e.number`+(&where{conditions: all}).String(), w.args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	a := &attendance{}
	at := map[int64]int{}
	words := words{}
	var key, reading int64
	var number int
	var text [15]sql.RawBytes
	into := []any{&key, &reading, &text[0], &text[1], &text[2], &text[3], &text[4], &text[5], &number, &text[6], &text[7], &text[8], &text[9], &text[10], &text[11], &text[12], &text[13], &text[14]}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		i, ok := at[key]
		if !ok {
			i = len(a.reports)
			at[key] = i
			a.reports = append(a.reports, attended{key, reading, string(text[0]), words.of(text[1]), words.of(text[2]), words.of(text[3]), words.of(text[4]), string(text[5]), nil})
		}
		r := &a.reports[i]
		if n := len(r.events); n == 0 || r.events[n-1].number != number {
			r.events = append(r.events, attendedEvent{number: number, typ: words.of(text[6]), day: words.of(text[7]), last: words.of(text[8]), site: words.of(text[9]), date: words.of(text[10])})
		}
		e := &r.events[len(r.events)-1]
		one := attendee{folded: words.of(text[11]), name: words.of(text[12]), role: words.of(text[13])}
		if text[14] != nil {
			post := words.of(text[14])
			one.post = &post
		}
		e.people = append(e.people, one)
	}
	a.sort()
	return a, rows.Err()
}

// sort orders reports as they were read: of several that tell one text, the first tells
// what sort of event it is about.
func (a *attendance) sort() {
	slices.SortFunc(a.reports, func(a, b attended) int { return cmp.Compare(a.reading, b.reading) })
}

// words are texts that many rows have, each held once.
type words map[string]string

func (w words) of(b sql.RawBytes) string {
	s, ok := w[string(b)]
	if !ok {
		s = string(b)
		w[s] = s
	}
	return s
}

// share makes words that many reports have one string: they stay as long as the reports.
func (w words) share(all ...*string) {
	for _, word := range all {
		if same, ok := w[*word]; ok {
			*word = same
		} else {
			w[*word] = *word
		}
	}
}

// gathering is what a filter of events selects of an attendance: its conditions are
// those of whereEvents.
type gathering struct {
	f                        *store.EventFilter
	in                       map[int64]bool // reports, nil for all
	person, outlet, post, to string
	site                     string
}

func newGathering(f *store.EventFilter, in []uint32) *gathering {
	g := &gathering{f: f, person: store.Fold(f.Person), site: store.Fold(f.Site), outlet: lower(f.Outlet), post: plainPost(f.Post), to: lastDay(f.To)}
	if f.In != nil {
		g.in = make(map[int64]bool, len(in))
		for _, key := range in {
			g.in[int64(key)] = true
		}
	}
	return g
}

func (g *gathering) report(r *attended) bool {
	f := g.f
	return (g.in == nil || g.in[r.key]) && (len(f.Kinds) == 0 || slices.Contains(f.Kinds, r.kind)) && (f.Outlet == "" || lower(r.outlet) == g.outlet) && (f.Lang == "" || r.lang == f.Lang)
}

// day is the one that f.From and f.To are about.
func (g *gathering) day(r *attended, e *attendedEvent) (first, last string) {
	if g.f.By == store.ByPublished {
		return r.published, r.published
	}
	return e.day, e.last
}

func (g *gathering) event(r *attended, e *attendedEvent) bool {
	f := g.f
	first, last := g.day(r, e)
	return (f.From == "" || last >= f.From) && (f.To == "" || first != "" && first <= g.to) && (len(f.Types) == 0 || slices.Contains(f.Types, e.typ)) && strings.Contains(e.site, g.site)
}

func (g *gathering) name(p *attendee) bool {
	f := g.f
	return (f.Person == "" || p.folded == g.person) && (f.Role == "" || p.role == f.Role) && (f.Post == "" || p.post != nil && strings.Contains(plainPost(*p.post), g.post))
}

// lower is s as lower() of SQL and NOCASE have it: letters beyond ASCII stay.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// plainPost is a post as hasPost compares it.
func plainPost(post string) string { return strings.ReplaceAll(lower(post), "-", " ") }

// filterKey tells filters of events apart, but for the page.
func filterKey(f *store.EventFilter) string {
	in := ""
	if f.In != nil {
		in = f.In.String()
	}
	return fmt.Sprintf("%q", []any{f.From, f.To, f.By, f.Types, f.Kinds, f.Person, f.Role, f.Post, f.Site, f.Outlet, f.Lang, f.Report, f.In != nil, in})
}
