package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// column is one column of a table. Of the room that is left, columns that flex
// get equal shares, or what they need where that is less; the others are never
// cut.
type column struct {
	title string
	right bool
	flex  bool
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

const gap = 2 // cells between columns

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
		want[i] = min(want[i], max(cells(t.columns[i].title), 8, room/(len(flexible)-n)))
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
	widths := t.widths()
	line := func(row []string, paint func(i int, s string) string) string {
		var b strings.Builder
		for i, c := range t.columns {
			s := row[i]
			if c.fit != nil {
				s = c.fit(s, widths[i])
			}
			s = clip(s, widths[i])
			pad := strings.Repeat(" ", max(0, widths[i]-cells(s)))
			if c.right {
				b.WriteString(pad)
			}
			b.WriteString(paint(i, s))
			if i < len(t.columns)-1 {
				if !c.right {
					b.WriteString(pad)
				}
				b.WriteString(strings.Repeat(" ", gap))
			}
		}
		return strings.TrimRight(b.String(), " ") + "\n"
	}
	var b strings.Builder
	titles := make([]string, len(t.columns))
	for i, c := range t.columns {
		titles[i] = strings.ToUpper(c.title)
	}
	b.WriteString(line(titles, func(_ int, s string) string { return t.style.dim(s) }))
	for n, row := range t.rows {
		b.WriteString(line(row, func(i int, s string) string {
			if p := t.columns[i].paint; p != nil {
				return p(s)
			}
			return s
		}))
		for _, text := range t.below[n] {
			b.WriteString(paragraph(text, "    ", t.width))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
