package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// where gathers the conditions of a query and their arguments.
type where struct {
	conditions []string
	args       []any
}

func (w *where) add(condition string, args ...any) {
	w.conditions = append(w.conditions, condition)
	w.args = append(w.args, args...)
}

// addIf adds a condition on a value that was given.
func (w *where) addIf(condition, value string) {
	if value != "" {
		w.add(condition, value)
	}
}

// addReport adds that a report is the one of an id, or of another that an item
// of it came with.
func (w *where) addReport(id string) {
	if id != "" {
		w.add("r.key = "+reportKey, id, id)
	}
}

// addAny adds a condition on a column that has one of several values.
func (w *where) addAny(column string, values []string) {
	if len(values) > 0 {
		w.add(column+" IN (SELECT value FROM json_each(?))", jsonList(values))
	}
}

// addPart adds a condition on a folded column that has to contain words in a row.
func (w *where) addPart(column, field, words string) error {
	if words == "" {
		return nil
	}
	folded := store.Fold(words)
	if folded == "" {
		return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected letters or digits, found %q", field, words)
	}
	w.add("instr("+column+", ?) > 0", folded)
	return nil
}

// addParts adds that each part of words, as store.Parts cuts them, begins a word of one
// of some columns. A text that does not have the part folded is not looked at again.
func (w *where) addParts(columns []sought, field, words string) error {
	if words == "" {
		return nil
	}
	parts, err := store.Parts(field, words)
	if err != nil {
		return err
	}
	for _, part := range parts {
		var either []string
		var args []any
		for _, c := range columns {
			either = append(either, "instr("+c.folded+", ?) > 0 AND begins("+c.text+", ?)")
			args = append(args, part, part)
		}
		w.add("("+strings.Join(either, " OR ")+")", args...)
	}
	return nil
}

// sought is a column in which words are sought, and an expression that has it folded.
type sought struct{ text, folded string }

// String is the clause, with a line of its own.
func (w *where) String() string {
	if len(w.conditions) == 0 {
		return "\n"
	}
	return "\nWHERE " + strings.Join(w.conditions, " AND ") + "\n"
}

// key tells conditions apart.
func (w *where) key() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q", w.conditions, w.args))
	return string(sum[:])
}

// limit is the size of a page that a filter asks for.
func limit(n int) int {
	if n <= 0 {
		return store.DefaultLimit
	}
	return min(n, store.MaxLimit)
}

// cursor names the place after an item by the list that it belongs to and the
// values that the list is ordered by.
func cursor(list string, key ...string) string {
	b, err := json.Marshal(append([]string{list}, key...))
	if err != nil {
		return "" // strings always can be
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// place reads a cursor of a list with so many values; nil for the first page.
func place(c, list string, values int) ([]any, error) {
	if c == "" {
		return nil, nil
	}
	var parts []string
	b, err := base64.RawURLEncoding.DecodeString(c)
	if err == nil {
		err = json.Unmarshal(b, &parts)
	}
	if err != nil || len(parts) != values+1 || parts[0] != list {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "cursor: expected one that the same list gave, with the same filter, found %q", c)
	}
	key := make([]any, values)
	for i, p := range parts[1:] {
		key[i] = p
	}
	return key, nil
}

// cut ends a page: of one item more than fits, the last is dropped and the one
// before it gives the cursor.
func cut[T any](items []T, most int, next func(*T) string) *store.Page[T] {
	p := &store.Page[T]{Items: items}
	if len(items) > most {
		p.Items = items[:most]
		p.Next = next(&p.Items[most-1])
	}
	return p
}

// querier is what reads: the pool, or a transaction over several statements.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// collect runs a query and reads each row with scan.
func collect[T any](ctx context.Context, q querier, query string, args []any, scan func(row *sql.Rows, into *T) error) (items []T, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	items = []T{}
	for rows.Next() {
		var one T
		if err := scan(rows, &one); err != nil {
			return nil, err
		}
		items = append(items, one)
	}
	return items, rows.Err()
}

// snapshot runs several statements over what is there when the first begins.
func (db *DB) snapshot(ctx context.Context, use func(*sql.Tx) error) error {
	tx, err := db.read.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // there is nothing to commit
	return use(tx)
}
