package api

import (
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// What the value of a parameter is.
type valueSort int

const (
	asWords  valueSort = iota // any text
	asDay                     // a day, month or year
	asNumber                  // from least to most
	asFlag                    // true or false
	asQuery                   // in the language of search
	asTime                    // of a plan
	asHead                    // of the log
	asCursor
)

// mostValue bounds each value, in bytes.
const mostValue = search.MaxQuery

// parameter is one thing that can be given in an address.
type parameter struct {
	name    string
	says    string // what it is for, in a line
	sort    valueSort
	of      []string // a closed set, where there is one
	many    bool     // several, with commas between them or each by itself
	wants   bool     // must be given
	least   int
	most    int
	initial string // what counts where it is not given
	example string
}

// request is what was asked, checked.
type request struct {
	*http.Request
	values map[string][]string
	given  map[string]bool // what does not count by itself
}

// read checks what an address gives against what a path takes. All that is wrong is
// told at once.
func (p *path) read(r *http.Request) (*request, error) {
	given, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, problem(rostrum.CodeInvalid, "the query cannot be read: "+err.Error())
	}
	q := &request{Request: r, values: map[string][]string{}, given: map[string]bool{}}
	var wrong []Wrong
	for _, name := range sorted(given) {
		i := slices.IndexFunc(p.parameters, func(one parameter) bool { return one.name == name })
		if i < 0 {
			wrong = append(wrong, Wrong{name, p.unknown(name)})
			continue
		}
		values, err := p.parameters[i].check(given[name])
		if err != nil {
			wrong = append(wrong, Wrong{name, err.Error()})
			continue
		}
		q.values[name], q.given[name] = values, strings.Join(given[name], "") != ""
	}
	for _, one := range p.parameters {
		switch _, ok := given[one.name]; {
		case ok:
		case one.wants:
			wrong = append(wrong, Wrong{one.name, "expected " + one.says + ", found nothing"})
		case one.initial != "":
			q.values[one.name] = strings.Split(one.initial, ",")
		}
	}
	if len(wrong) == 0 {
		if first, last := q.text("from"), q.text("to"); p.period && first != "" && last != "" && startOf(first) > endOf(last) {
			wrong = append(wrong, Wrong{"from", fmt.Sprintf("expected a day that is not after to, found %s and %s", first, last)})
		}
	}
	if len(wrong) > 0 {
		return nil, invalid(wrong)
	}
	return q, nil
}

// invalid words several things that are wrong as one problem.
func invalid(wrong []Wrong) *Problem {
	p := problem(rostrum.CodeInvalid, wrong[0].Where+": "+wrong[0].Detail)
	if n := len(wrong) - 1; n > 0 {
		p.Detail += fmt.Sprintf(" (and %d more)", n)
	}
	p.Errors = wrong
	return p
}

// unknown says what may have been meant by a name that a path does not take.
func (p *path) unknown(name string) string {
	var names []string
	for _, one := range p.parameters {
		names = append(names, one.name)
	}
	if len(names) == 0 {
		return "there is no such parameter; this path takes none"
	}
	if near := grammar.Nearest(name, names); near != "" {
		return fmt.Sprintf("there is no such parameter; did you mean %q?", near)
	}
	return "there is no such parameter; expected some of " + strings.Join(names, ", ")
}

// check checks the values that were given, and puts them as they are meant.
func (p *parameter) check(given []string) ([]string, error) {
	if len(given) > 1 && !p.many {
		return nil, fmt.Errorf("expected one value, found %d", len(given))
	}
	var values []string
	for _, g := range given {
		if err := sane(g); err != nil {
			return nil, err
		}
		parts := []string{g}
		if p.many {
			parts = strings.Split(g, ",")
		}
		for _, v := range parts {
			if v = strings.TrimSpace(v); v == "" {
				continue // as if it were not given, which is how a form leaves a field empty
			}
			v, err := p.checkOne(v)
			if err != nil {
				return nil, err
			}
			values = append(values, v)
		}
	}
	if len(values) == 0 && p.wants {
		return nil, fmt.Errorf("expected %s, found nothing", p.says)
	}
	if len(values) == 0 && p.initial != "" {
		values = strings.Split(p.initial, ",")
	}
	return values, nil
}

// sane refuses what no value needs.
func sane(v string) error {
	switch {
	case len(v) > mostValue:
		return fmt.Errorf("expected at most %d bytes, found %d", mostValue, len(v))
	case !utf8.ValidString(v):
		return fmt.Errorf("expected UTF-8")
	case strings.ContainsFunc(v, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }):
		return fmt.Errorf("expected no control characters, found %q", v)
	}
	return nil
}

var alike = strings.NewReplacer("-", " ", "_", " ")

func (p *parameter) checkOne(v string) (string, error) {
	if len(p.of) > 0 {
		for _, one := range p.of {
			if alike.Replace(one) == alike.Replace(v) {
				return one, nil
			}
		}
		if near := grammar.Nearest(v, p.of); near != "" {
			return "", fmt.Errorf("found %q, which is not known; did you mean %q?", v, near)
		}
		return "", fmt.Errorf("found %q, which is not known; expected one of %s", v, strings.Join(p.of, ", "))
	}
	switch p.sort {
	case asDay:
		if startOf(v) == "" {
			return "", fmt.Errorf("expected a day such as 2024-09-01, a month such as 2024-09 or a year, found %q", v)
		}
	case asNumber:
		if n, err := strconv.Atoi(v); err != nil || n < p.least || n > p.most {
			return "", fmt.Errorf("expected a number from %d to %d, found %q", p.least, p.most, v)
		}
	case asFlag:
		if v != "true" && v != "false" {
			return "", fmt.Errorf("expected true or false, found %q", v)
		}
	case asTime:
		h, ok := rostrum.ReadHorizon(v)
		if !ok {
			return "", fmt.Errorf("expected %s, found %q", rostrum.HorizonLike, v)
		}
		v = h
	case asHead:
		if _, err := parseHead(v); err != nil {
			return "", err
		}
	case asQuery:
		if _, err := search.Parse(v); err != nil {
			return "", err
		}
	}
	return v, nil
}

// parseHead reads a head as rostrum verify prints it.
func parseHead(v string) (store.Head, error) {
	size, root, _ := strings.Cut(v, ":")
	n, err := strconv.Atoi(size)
	if b, bad := hex.DecodeString(root); err != nil || n < 1 || bad != nil || len(b) != 32 {
		return store.Head{}, fmt.Errorf("expected the number of versions, a colon and 64 hexadecimal digits, found %q", v)
	}
	return store.Head{Size: n, Root: strings.ToLower(root)}, nil
}

// stretch is the first and the last day of a day, month or year; "" where it is none.
func stretch(v string) (first, last string) {
	for _, l := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(l.layout, v); err == nil {
			return t.Format(time.DateOnly), t.AddDate(l.years, l.months, l.days).AddDate(0, 0, -1).Format(time.DateOnly)
		}
	}
	return "", ""
}

func startOf(v string) string {
	first, _ := stretch(v)
	return first
}

func endOf(v string) string {
	_, last := stretch(v)
	return last
}

// text is the one value of a parameter, "" where it was not given.
func (q *request) text(name string) string {
	if v := q.values[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// all is every value of a parameter.
func (q *request) all(name string) []string { return q.values[name] }

// number is a value that was checked to be one, 0 where it was not given.
func (q *request) number(name string) int {
	n, _ := strconv.Atoi(q.text(name)) // was checked
	return n
}

func (q *request) flag(name string) bool { return q.text(name) == "true" }

// from and to are the bounds of a period, as days.
func (q *request) from() string { return startOf(q.text("from")) }
func (q *request) to() string   { return endOf(q.text("to")) }

// query is what a parameter asks for, nil where it was not given.
func (q *request) query(name string) *search.Query {
	v := q.text(name)
	if v == "" {
		return nil
	}
	parsed, err := search.Parse(v)
	if err != nil {
		return nil // was checked
	}
	return parsed
}

// sorted gives the keys of a map in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
