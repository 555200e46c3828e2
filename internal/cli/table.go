package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// column is one column of a table. Of the room that is left, columns that flex
// get equal shares, or what they need where that is less; the others are never
// cut. What flexes and is to be read whole goes on in lines of its own, or, where
// there is too little room for that, stands below the row.
type column struct {
	title string
	right bool
	flex  bool
	whole bool
	paint func(string) string
	fit   func(string, int) string // shortens to so many cells; nil clips
}

// table lays rows out in columns, each row with lines of its own below it.
type table struct {
	style   style
	width   int
	columns []column
	rows    [][]string
	below   [][]string // for each row, indented paragraphs; "" prints nothing
}

const (
	gap       = 2  // cells between columns
	leastFlex = 8  // cells of a column that flexes
	leastRead = 20 // cells of a column in which phrases are read
	below     = "    "
)

func (t *table) add(row []string, below ...string) {
	for i := range row {
		row[i] = plain(row[i])
	}
	t.rows = append(t.rows, row)
	t.below = append(t.below, below)
}

// widths shares the room out.
func (t *table) widths() []int {
	want := make([]int, len(t.columns))
	for i, c := range t.columns {
		want[i] = cells(c.title)
		for _, row := range t.rows {
			want[i] = max(want[i], cells(row[i]))
		}
	}
	room := t.width - gap*(len(want)-1)
	var flexible []int
	for i, c := range t.columns {
		if c.flex {
			flexible = append(flexible, i)
		} else {
			room -= want[i]
		}
	}
	slices.SortStableFunc(flexible, func(a, b int) int { return want[a] - want[b] })
	for n, i := range flexible {
		want[i] = min(want[i], max(cells(t.columns[i].title), leastFlex, room/(len(flexible)-n)))
		room -= want[i]
	}
	return want
}

// show writes the table, if it has a row, and leaves a line free below it.
func (t *table) show(w io.Writer) error {
	if len(t.rows) == 0 {
		return nil
	}
	if err := t.write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}

func (t *table) write(w io.Writer) error {
	all := t.widths()
	var beside, beneath []int // columns
	for i, c := range t.columns {
		if c.whole && all[i] < leastRead && t.cuts(i, all[i]) {
			beneath = append(beneath, i)
		}
	}
	for i, c := range t.columns {
		if !c.whole || len(beneath) == 0 {
			beside = append(beside, i)
		} else if !slices.Contains(beneath, i) {
			beneath = append(beneath, i) // what belongs together stands together
		}
	}
	slices.Sort(beneath)
	narrow := table{width: t.width}
	for _, i := range beside {
		narrow.columns = append(narrow.columns, t.columns[i])
	}
	for _, row := range t.rows {
		narrow.rows = append(narrow.rows, pick(row, beside))
	}
	widths := narrow.widths()
	var b strings.Builder
	titles := make([]string, len(t.columns))
	for i, c := range t.columns {
		titles[i] = strings.ToUpper(c.title)
	}
	dim := func(_ *column, s string) string { return t.style.dim(s) }
	narrow.line(&b, pick(titles, beside), widths, dim)
	if len(beneath) > 0 {
		b.WriteString(below + t.style.dim(strings.Join(pick(titles, beneath), " · ")) + "\n")
	}
	paint := func(c *column, s string) string {
		if c.paint == nil {
			return s
		}
		return c.paint(s)
	}
	for n, row := range t.rows {
		narrow.line(&b, pick(row, beside), widths, paint)
		var parts []string
		for _, i := range beneath {
			if row[i] != orDash("") { // which only holds a column's place
				parts = append(parts, paint(&t.columns[i], row[i]))
			}
		}
		b.WriteString(paragraph(strings.Join(parts, " · "), below, t.width))
		for _, text := range t.below[n] {
			b.WriteString(paragraph(text, below, t.width))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// cuts tells whether a column of so many cells does not hold all of its rows.
func (t *table) cuts(i, width int) bool {
	return slices.ContainsFunc(t.rows, func(row []string) bool { return cells(row[i]) > width })
}

// pick takes some of the cells of a row.
func pick(row []string, columns []int) []string {
	picked := make([]string, len(columns))
	for n, i := range columns {
		picked[n] = row[i]
	}
	return picked
}

// line writes a row, which takes several lines where a cell goes on.
func (t *table) line(b *strings.Builder, row []string, widths []int, paint func(*column, string) string) {
	lines := make([][]string, len(row)) // of each cell
	most := 1
	for i, s := range row {
		c := &t.columns[i]
		if c.fit != nil {
			s = c.fit(s, widths[i])
		}
		if lines[i] = []string{s}; c.whole {
			lines[i] = wrap(split(strings.Fields(s), widths[i]), widths[i])
		}
		most = max(most, len(lines[i]))
	}
	for n := range most {
		var one strings.Builder
		for i := range row {
			c, s := &t.columns[i], ""
			if n < len(lines[i]) {
				s = clip(lines[i][n], widths[i])
			}
			pad := strings.Repeat(" ", max(0, widths[i]-cells(s)))
			if c.right {
				one.WriteString(pad)
			}
			if s != "" {
				one.WriteString(paint(c, s))
			}
			if i < len(row)-1 {
				if !c.right {
					one.WriteString(pad)
				}
				one.WriteString(strings.Repeat(" ", gap))
			}
		}
		b.WriteString(strings.TrimRight(one.String(), " ") + "\n")
	}
}

// split cuts words that take more than so many cells.
func split(words []string, width int) []string {
	var all []string
	for _, w := range words {
		for cells(w) > width {
			used, end := 0, len(w)
			for i, r := range w {
				if used += cells(string(r)); used > width {
					end = i
					break
				}
			}
			if end == 0 {
				break // a single character is wider
			}
			all, w = append(all, w[:end]), w[end:]
		}
		all = append(all, w)
	}
	return all
}
