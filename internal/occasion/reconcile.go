package occasion

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
)

// What a table of outside counts can count.
const (
	CountActivities = "activities"
	CountCompanion  = "companion"
	CountSector     = "sector"
	CountType       = "type"
)

// Counts lists what a table can count.
var Counts = []string{CountActivities, CountCompanion, CountSector, CountType}

// Outside is one count of others.
type Outside struct {
	Count string `json:"count"` // CountActivities, …
	Name  string `json:"name"`  // of the companion, the sector, the type; "" for activities
	N     int    `json:"n"`
}

// Table is what others counted.
type Table struct{ Rows []Outside }

// maxTable bounds a table; far beyond any sane one.
const maxTable = 100_000

// ParseTable reads a table: a JSON array of {"count", "name", "n"}, or CSV with a
// heading of these three. name says what the table is called in messages.
func ParseTable(name string, data []byte) (*Table, error) {
	t := &Table{}
	if trimmed := strings.TrimSpace(string(data)); strings.HasPrefix(trimmed, "[") {
		if err := json.Unmarshal(data, &t.Rows); err != nil {
			return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: expected a JSON array of {\"count\", \"name\", \"n\"}: %w", name, err)
		}
		for i := range t.Rows {
			if err := t.Rows[i].check(name, i+1); err != nil {
				return nil, err
			}
		}
	} else if err := t.csv(name, trimmed); err != nil {
		return nil, err
	}
	if len(t.Rows) == 0 {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: expected rows of counts, found none", name)
	}
	return t, nil
}

func (t *Table) csv(name, data string) error {
	r := csv.NewReader(strings.NewReader(data))
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = true
	heading := []string(nil)
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return rostrum.Errorf(rostrum.CodeInvalid, "%s: no CSV: %w", name, err)
		}
		line, _ := r.FieldPos(0)
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		if heading == nil {
			heading = fields
			for _, want := range []string{"count", "n"} {
				if !slices.Contains(heading, want) {
					return rostrum.Errorf(rostrum.CodeInvalid, "%s:%d: expected a heading with count, name, n, found %q", name, line, strings.Join(fields, ","))
				}
			}
			continue
		}
		var o Outside
		for i, f := range fields {
			if i >= len(heading) {
				return rostrum.Errorf(rostrum.CodeInvalid, "%s:%d: expected %d fields, found %d", name, line, len(heading), len(fields))
			}
			switch heading[i] {
			case "count":
				o.Count = f
			case "name":
				o.Name = f
			case "n":
				n, err := strconv.Atoi(f)
				if err != nil {
					return rostrum.Errorf(rostrum.CodeInvalid, "%s:%d: n: expected a number, found %q", name, line, f)
				}
				o.N = n
			}
		}
		if err := o.check(name, line); err != nil {
			return err
		}
		if t.Rows = append(t.Rows, o); len(t.Rows) > maxTable {
			return rostrum.Errorf(rostrum.CodeInvalid, "%s: more than %d rows", name, maxTable)
		}
	}
}

func (o *Outside) check(name string, line int) error {
	if !slices.Contains(Counts, o.Count) {
		near := grammar.Nearest(o.Count, Counts)
		if near != "" {
			near = "; did you mean " + strconv.Quote(near) + "?"
		}
		return rostrum.Errorf(rostrum.CodeInvalid, "%s:%d: count: expected one of %s, found %q%s", name, line, strings.Join(Counts, ", "), o.Count, near)
	}
	if o.N < 0 {
		return rostrum.Errorf(rostrum.CodeInvalid, "%s:%d: n: expected no less than 0, found %d", name, line, o.N)
	}
	if (o.Name == "") != (o.Count == CountActivities) {
		return rostrum.Errorf(rostrum.CodeInvalid, "%s:%d: name: expected %s, found %q", name, line, map[bool]string{true: "none with activities", false: "whose or what count it is"}[o.Count == CountActivities], o.Name)
	}
	return nil
}

// Counted is one outside count beside ours.
type Counted struct {
	Outside
	Ours    int `json:"ours"`
	Differs int `json:"differs"` // ours less theirs
}

// Tried is a rule with what it gives for each row of the table.
type Tried struct {
	Rule Rule `json:"-"`
	// Says is the rule in words.
	Says string    `json:"rule"`
	Off  int       `json:"off"` // sum of the differences, whatever their sign
	Rows []Counted `json:"rows"`
}

// Reconciliation is a table of outside counts held against every rule.
type Reconciliation struct {
	Nearest Tried `json:"nearest"`
	// Single gives for each row the rules, in words, that come nearest to it
	// alone.
	Single [][]string `json:"single"`
	Tried  []Tried    `json:"tried"` // all, the nearest first
}

// Rules are all rules that a table is held against.
func Rules() []Rule {
	var all []Rule
	for _, event := range []bool{false, true} {
		for _, unit := range Units {
			all = append(all, Rule{Unit: unit, Event: event})
			if unit == ByReport {
				all = append(all, Rule{Unit: unit, Event: event, Apart: []string{rostrum.TypeBanquet}},
					Rule{Unit: unit, Event: event, Apart: []string{rostrum.TypeBanquet, rostrum.TypePerformance}})
			}
		}
	}
	return all
}

// Reconcile counts somebody's activities by every rule and tells which comes
// nearest to a table. Of rules that come as near, the one that Rules gives first.
func (g *Grouper) Reconcile(person, from, to string, table *Table) *Reconciliation {
	out := &Reconciliation{}
	for _, rule := range Rules() {
		rows := g.Activities(person, from, to, rule)
		t := Tried{Rule: rule, Says: rule.String()}
		for _, o := range table.Rows {
			c := Counted{Outside: o, Ours: ours(rows, o)}
			c.Differs = c.Ours - o.N
			t.Off += abs(c.Differs)
			t.Rows = append(t.Rows, c)
		}
		out.Tried = append(out.Tried, t)
	}
	for i := range table.Rows {
		least := -1
		for _, t := range out.Tried {
			if d := abs(t.Rows[i].Differs); least < 0 || d < least {
				least = d
			}
		}
		var names []string
		for _, t := range out.Tried {
			if abs(t.Rows[i].Differs) == least {
				names = append(names, t.Says)
			}
		}
		out.Single = append(out.Single, names)
	}
	slices.SortStableFunc(out.Tried, func(a, b Tried) int { return a.Off - b.Off })
	out.Nearest = out.Tried[0]
	return out
}

// ours counts the rows that a count of others is about.
func ours(rows []Activity, o Outside) int {
	n := 0
	for i := range rows {
		a := &rows[i]
		switch o.Count {
		case CountActivities:
			n++
		case CountCompanion:
			if slices.ContainsFunc(a.Companions, func(c string) bool { return Key(c) == Key(o.Name) }) {
				n++
			}
		case CountSector:
			if strings.EqualFold(a.Sector, o.Name) {
				n++
			}
		case CountType:
			if strings.EqualFold(a.Type, o.Name) {
				n++
			}
		}
	}
	return n
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
