package sqlite

import (
	"database/sql"
	"strings"
)

// rowSteps are the numbers of rows that one statement inserts: many at a time,
// as each statement has its price, and the rest in smaller ones.
var rowSteps = [...]int{64, 8, 1}

// mostArgs bounds what waits of one table. It is seldom reached: the longer rows
// wait, the more of them are written while the index of the batch is made.
const mostArgs = 1 << 16

// rows gathers rows of one table and inserts many with one statement.
type rows struct {
	w       *writer
	table   string
	columns int
	parent  *rows // rows that these refer to: they are written first
	stmts   [len(rowSteps)]*sql.Stmt
	args    []any
}

func newRows(w *writer, table string, columns int, parent *rows) *rows {
	return &rows{w: w, table: table, columns: columns, parent: parent, args: make([]any, 0, rowSteps[0]*columns)}
}

// add takes one row, in the order of the table's columns.
func (r *rows) add(row ...any) error {
	r.args = append(r.args, row...)
	if len(r.args)+r.columns <= mostArgs {
		return nil
	}
	return r.flush()
}

// forget drops what has not been written.
func (r *rows) forget() {
	clear(r.args)
	r.args = r.args[:0]
}

// flush inserts what has been gathered.
func (r *rows) flush() error {
	if r.parent != nil {
		if err := r.parent.flush(); err != nil {
			return err
		}
	}
	rest := r.args
	for i, step := range rowSteps {
		for n := step * r.columns; len(rest) >= n; rest = rest[n:] {
			s, err := r.statement(i)
			if err != nil {
				return err
			}
			if _, err := s.ExecContext(background, rest[:n]...); err != nil {
				return err
			}
		}
	}
	r.forget()
	return nil
}

func (r *rows) statement(i int) (*sql.Stmt, error) {
	if r.stmts[i] != nil {
		return r.stmts[i], nil
	}
	row := "(?" + strings.Repeat(", ?", r.columns-1) + ")"
	s, err := r.w.prepare("INSERT INTO " + r.table + " VALUES " + row + strings.Repeat(", "+row, rowSteps[i]-1))
	r.stmts[i] = s
	return s, err
}
