package sqlite

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// sep parts the day, the report, the place in the text and the post in the keys
// by which occasions are compared. It sorts before all that is written.
const sep = "\x1f"

// counted is a name as store.Fold leaves it.
type counted struct {
	folded               string
	appearances, present int
}

// tallied is what one spelling of a name did in one role.
type tallied struct {
	folded, name, role string
	appearances        int
	first, last        string
	post               sql.NullString
}

// once counts the events of a group, those of one text once, however many
// reports hold it; present are those at which somebody is.
const (
	once    = `count(DISTINCT hex(v.sha256) || e.number)`
	present = ` FILTER (WHERE e.type NOT IN (SELECT value FROM json_each(?)))`
)

// FindPeople tells how often and when names appear.
func (db *DB) FindPeople(ctx context.Context, f store.EventFilter) (*store.Page[store.Person], error) {
	w, err := db.whereEvents(ctx, &f)
	if err != nil {
		return nil, err
	}
	w.add("a.folded IS NOT NULL")
	if f.Person != "" {
		w.add("a.folded = ?", store.Fold(f.Person))
	}
	w.addIf("a.role = ?", f.Role)
	w.addIf(hasPost("a.post"), f.Post)
	from := fromEvents + `
JOIN version v ON v.key = r.version
JOIN appearance a ON a.extraction = e.extraction AND a.event = e.number`
	key, err := place(f.Cursor, "people", 2)
	if err != nil {
		return nil, err
	}
	having, args := "", slices.Clone(w.args)
	if key != nil {
		having = " HAVING " + once + " < CAST(? AS INTEGER) OR " + once + " = CAST(? AS INTEGER) AND a.folded > ?"
		args = append(args, key[0], key[0], key[1])
	}
	most := limit(f.Limit)
	var page *store.Page[store.Person]
	err = db.snapshot(ctx, func(tx *sql.Tx) error {
		names, err := collect(ctx, tx, `SELECT a.folded, `+once+` appearances, `+once+present+from+w.String()+`GROUP BY a.folded`+having+` ORDER BY appearances DESC, a.folded LIMIT ?`,
			append(append([]any{jsonList(store.TypesWithoutPresence)}, args...), most+1),
			func(rows *sql.Rows, c *counted) error { return rows.Scan(&c.folded, &c.appearances, &c.present) })
		if err != nil {
			return err
		}
		cutNames := cut(names, most, func(c *counted) string { return cursor("people", strconv.Itoa(c.appearances), c.folded) })
		page = &store.Page[store.Person]{Items: make([]store.Person, len(cutNames.Items)), Next: cutNames.Next}
		return people(ctx, tx, from, w, dayColumn(&f), cutNames.Items, page.Items)
	})
	if err != nil {
		return nil, db.fail(err, "listing people")
	}
	return page, nil
}

// people fills in what is told of each name.
func people(ctx context.Context, q querier, from string, w *where, day string, names []counted, into []store.Person) error {
	type spelling struct{ names, roles map[string]int }
	spellings := make([]spelling, len(names))
	firsts, lasts, posts := make([]string, len(names)), make([]string, len(names)), make([]string, len(names))
	at := map[string]int{}
	var folded []string
	for i, n := range names {
		at[n.folded] = i
		into[i].Appearances, into[i].Present = n.appearances, n.present
		folded = append(folded, n.folded)
		spellings[i] = spelling{map[string]int{}, map[string]int{}}
	}
	w.add("a.folded IN (SELECT value FROM json_each(?))", jsonList(folded))
	// An occasion without a day is the first only where there is no other.
	found, err := collect(ctx, q, `SELECT a.folded, a.name, a.role, `+once+`,
	min(CASE `+day+` WHEN '' THEN '~' ELSE `+day+` END || char(31) || r.id),
	max(`+day+` || char(31) || r.id),
	max(`+day+` || char(31) || r.id || char(31) || printf('%09d', e.number) || char(31) || a.post)`+from+w.String()+`GROUP BY a.folded, a.name, a.role`,
		w.args, func(rows *sql.Rows, t *tallied) error {
			return rows.Scan(&t.folded, &t.name, &t.role, &t.appearances, &t.first, &t.last, &t.post)
		})
	if err != nil {
		return err
	}
	for _, t := range found {
		i := at[t.folded]
		spellings[i].names[t.name] += t.appearances
		spellings[i].roles[t.role] += t.appearances
		if firsts[i] == "" || t.first < firsts[i] {
			firsts[i] = t.first
		}
		lasts[i] = max(lasts[i], t.last)
		if t.post.Valid {
			posts[i] = max(posts[i], t.post.String)
		}
	}
	for i := range into {
		p := &into[i]
		p.Roles = spellings[i].roles
		p.Spellings = slices.Sorted(maps.Keys(spellings[i].names))
		for _, s := range p.Spellings {
			if p.Name == "" || spellings[i].names[s] > spellings[i].names[p.Name] {
				p.Name = s
			}
		}
		p.First, p.Last = occasion(firsts[i]), occasion(lasts[i])
		if part := strings.SplitN(posts[i], sep, 4); len(part) == 4 {
			p.Post, p.PostFrom = &part[3], &store.Occasion{Day: part[0], Report: part[1]}
		}
	}
	return nil
}

// occasion reads the key of an occasion.
func occasion(key string) store.Occasion {
	day, report, _ := strings.Cut(key, sep)
	return store.Occasion{Day: strings.TrimPrefix(day, "~"), Report: report}
}
