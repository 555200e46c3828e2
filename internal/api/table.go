package api

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

// table writes entries as CSV (RFC 4180, but that lines end with LF, as quotations
// keep their own line ends): a column for each value, with the names
// that JSON has for them. A span takes three columns; what is nested once has the
// names joined with a point; lists and what is deeper stand as JSON in one column.
type table struct {
	columns []column
}

// column is one value of an entry.
type column struct {
	name string
	read func(reflect.Value) string
}

// newTable makes the table of a type.
func newTable(t reflect.Type) table { return table{columns(t, "", nil)} }

var spanType = reflect.TypeFor[rostrum.Span]()

// columns lists the values of a type whose value lies at the end of path.
func columns(t reflect.Type, prefix string, path []int) []column {
	var all []column
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := append(append([]int{}, path...), i)
		switch {
		case name == "-" && options == "" || !f.IsExported():
			continue
		case f.Anonymous && name == "":
			inner := f.Type
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			all = append(all, columns(inner, prefix, at)...)
			continue
		case name == "":
			name = f.Name
		}
		inner, nested := f.Type, prefix != ""
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case inner == spanType:
			all = append(all, spanColumns(prefix+name, at)...)
		case inner.Kind() == reflect.Struct && !nested:
			all = append(all, columns(inner, name+".", at)...)
		default:
			all = append(all, column{prefix + name, func(v reflect.Value) string { return cell(follow(v, at)) }})
		}
	}
	return all
}

func spanColumns(name string, at []int) []column {
	span := func(v reflect.Value) (rostrum.Span, bool) {
		f := follow(v, at)
		if !f.IsValid() {
			return rostrum.Span{}, false
		}
		return f.Interface().(rostrum.Span), true
	}
	part := func(end string, of func(rostrum.Span) string) column {
		return column{name + "." + end, func(v reflect.Value) string {
			if s, ok := span(v); ok {
				return of(s)
			}
			return ""
		}}
	}
	return []column{part("field", func(s rostrum.Span) string { return s.Field }), part("start", func(s rostrum.Span) string { return strconv.Itoa(s.Start) }),
		part("end", func(s rostrum.Span) string { return strconv.Itoa(s.End) })}
}

// follow goes to a field, through pointers; none where one is nil.
func follow(v reflect.Value, path []int) reflect.Value {
	for _, i := range path {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return reflect.Value{}
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return reflect.Value{}
		}
		v = v.Elem()
	}
	return v
}

// cell is a value in words.
func cell(v reflect.Value) string {
	if !v.IsValid() {
		return ""
	}
	switch v.Kind() {
	case reflect.String:
		return harmless(v.String())
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, 64)
	case reflect.Slice, reflect.Map:
		if v.Len() == 0 {
			return ""
		}
	}
	b, err := json.Marshal(v.Interface())
	if err != nil {
		panic(err) // an entry that JSON cannot hold has no place in the table of paths
	}
	return harmless(string(b))
}

// formulas are the characters with which spreadsheets take a text for a formula.
const formulas = "=+-@＝＋－＠"

// harmless puts an apostrophe before what a spreadsheet would take for a formula: a
// report's text must not run in anybody's. Blanks before it do not make it one less.
func harmless(s string) string {
	if s == "" {
		return s
	}
	rest := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	first, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("\t\r\n", rune(s[0])) || rest != "" && strings.ContainsRune(formulas, first) {
		return "'" + s
	}
	return s
}

func (t table) begin(w io.Writer) error {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return t.row(w, names)
}

func (t table) line(w io.Writer, entry any) error {
	v := reflect.ValueOf(entry)
	row := make([]string, len(t.columns))
	for i, c := range t.columns {
		row[i] = c.read(v)
	}
	return t.row(w, row)
}

func (t table) row(w io.Writer, cells []string) error {
	c := csv.NewWriter(w)
	if err := c.Write(cells); err != nil {
		return err
	}
	c.Flush()
	return c.Error()
}
