package sqlite

import (
	"database/sql/driver"
	"errors"
	"strings"
)

// rowSteps are the numbers of rows that one statement inserts: many at a time,
// as each statement has its price, and the rest in smaller ones.
var rowSteps = [...]int{64, 8, 1}

// mostArgs bounds what waits of one table. It is seldom reached: the longer rows
// wait, the more of them are written while the index of the batch is made.
const mostArgs = 1 << 16

// rows gathers rows of one table and inserts many with one statement. The driver
// gets the values as it wants them: database/sql would look at each, and copy all.
type rows struct {
	w       *writer
	table   string
	columns int
	parent  *rows // rows that these refer to: they are written first
	stmts   [len(rowSteps)]driver.Stmt
	args    []driver.NamedValue // numbered by their places in a statement
}

func newRows(w *writer, table string, columns int, parent *rows) *rows {
	r := &rows{w: w, table: table, columns: columns, parent: parent, args: make([]driver.NamedValue, 0, rowSteps[0]*columns)}
	w.tables = append(w.tables, r)
	return r
}

// add takes one row, in the order of the table's columns.
func (r *rows) add(row ...any) error {
	for _, v := range row {
		switch n := v.(type) {
		case nil, string, []byte, int64, float64, bool:
		case int:
			v = int64(n)
		default:
			var err error
			if v, err = driver.DefaultParameterConverter.ConvertValue(v); err != nil {
				return err
			}
		}
		r.args = append(r.args, driver.NamedValue{Value: v})
	}
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
	if len(r.args) == 0 {
		return nil
	}
	if err := r.w.conn.Raw(r.insert); err != nil {
		return err
	}
	r.forget()
	return nil
}

// insert inserts what has been gathered over the driver's connection.
func (r *rows) insert(conn any) error {
	rest := r.args
	for i, step := range rowSteps {
		for n := step * r.columns; len(rest) >= n; rest = rest[n:] {
			if r.stmts[i] == nil {
				var err error
				if r.stmts[i], err = conn.(driver.ConnPrepareContext).PrepareContext(background, r.statement(step)); err != nil {
					return err
				}
			}
			for k := range n {
				rest[k].Ordinal = k + 1
			}
			if _, err := r.stmts[i].(driver.StmtExecContext).ExecContext(background, rest[:n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// statement is one that inserts some rows.
func (r *rows) statement(rows int) string {
	row := "(?" + strings.Repeat(", ?", r.columns-1) + ")"
	return "INSERT INTO " + r.table + " VALUES " + row + strings.Repeat(", "+row, rows-1)
}

// close closes the statements.
func (r *rows) close() error {
	return r.w.conn.Raw(func(any) error {
		var err error
		for _, s := range r.stmts {
			if s != nil {
				err = errors.Join(err, s.Close())
			}
		}
		return err
	})
}
