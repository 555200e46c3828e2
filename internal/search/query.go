package search

import (
	"fmt"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Query is a question as it was understood.
type Query struct {
	Root Node
}

// String is the query in its plainest form; Parse reads it to the same tree.
func (q *Query) String() string { return q.Root.String() }

// Node is a part of a query: a Word, Phrase, Near, Field, And, Or or Not.
type Node interface {
	fmt.Stringer
	node()
}

// Word is one word, with its other forms, or the beginning of words.
type Word struct {
	Text   string // as Fold leaves it
	Prefix bool
}

// Phrase is words in a row, as written; with Prefix the last one may go on.
type Phrase struct {
	Words  []string // as Fold leaves them, at least one
	Prefix bool
}

// Near is words or phrases with at most Within words between the end of the
// first and the beginning of the last, in any order.
type Near struct {
	Of     []Node // Words and Phrases, at least two
	Within int
}

// Field is what a report's fields or records have to say.
type Field struct {
	Name  string
	Value string // as Parse has checked it: one of a set, a day, or words as Fold leaves them
	// Prefix lets the value be the beginning of a name, or its last word that of a
	// word.
	Prefix bool
	// Day bounds publication in from: and to:, as DayNumber has it.
	Day uint32
}

// And is all of several.
type And struct{ Of []Node }

// Or is any of several.
type Or struct{ Of []Node }

// Not is the reports without.
type Not struct{ Of Node }

func (Word) node()   {}
func (Phrase) node() {}
func (Near) node()   {}
func (Field) node()  {}
func (And) node()    {}
func (Or) node()     {}
func (Not) node()    {}

func star(prefix bool) string {
	if prefix {
		return "*"
	}
	return ""
}

func (w Word) String() string { return w.Text + star(w.Prefix) }

func (p Phrase) String() string { return `"` + strings.Join(p.Words, " ") + star(p.Prefix) + `"` }

func (n Near) String() string { return fmt.Sprintf("NEAR(%s, %d)", joined(n.Of, " "), n.Within) }

func (f Field) String() string { return f.Name + `:"` + f.Value + star(f.Prefix) + `"` }

func (a And) String() string {
	parts := make([]string, len(a.Of))
	for i, n := range a.Of {
		if parts[i] = n.String(); loose(n) {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, " AND ")
}

func (o Or) String() string { return joined(o.Of, " OR ") }

func (n Not) String() string {
	if _, and := n.Of.(And); and || loose(n.Of) {
		return "NOT (" + n.Of.String() + ")"
	}
	return "NOT " + n.Of.String()
}

// loose tells what falls apart beside an AND.
func loose(n Node) bool {
	_, or := n.(Or)
	return or
}

func joined(nodes []Node, separator string) string {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		parts[i] = n.String()
	}
	return strings.Join(parts, separator)
}

// How the value of a field is compared.
type comparison int

const (
	asWords comparison = iota // these words in a row
	asName                    // the whole name, as its letters and digits
	asOneOf                   // one of a closed set
	asDay                     // a day, month or year
)

// The fields.
const (
	FieldPerson = "person"
	FieldPost   = "post"
	FieldType   = "type"
	FieldRole   = "role"
	FieldSite   = "site"
	FieldOutlet = "outlet"
	FieldLang   = "lang"
	FieldKind   = "kind"
	FieldFrom   = "from"
	FieldTo     = "to"
	FieldAct    = "act"
	FieldPlan   = "plan"
)

// fields says of each field how its value is compared, and with what.
var fields = map[string]struct {
	how  comparison
	what string
	of   []string
}{
	FieldPerson: {asName, "the whole name of somebody at an event", nil},
	FieldPost:   {asWords, "words of a post that somebody at an event is given", nil},
	FieldType:   {asOneOf, "a type of event", rostrum.EventTypes},
	FieldRole:   {asOneOf, "a role at an event", rostrum.Roles},
	FieldSite:   {asWords, "words of the site or place of an event", nil},
	FieldOutlet: {asName, "the outlet", nil},
	FieldLang:   {asName, "the language as recognised, such as en", nil},
	FieldKind:   {asOneOf, "the kind of report", rostrum.ReportKinds},
	FieldFrom:   {asDay, "the first day of publication, or a month or year", nil},
	FieldTo:     {asDay, "the last day of publication, or a month or year", nil},
	FieldAct:    {asOneOf, "an act, in whatever voice", rostrum.Acts},
	FieldPlan:   {asOneOf, "the status of a plan claim, in whatever voice", rostrum.PlanStatuses},
}

// FieldNames are the names of fields, in the order in which they are told.
func FieldNames() []string {
	return []string{FieldPerson, FieldPost, FieldType, FieldRole, FieldSite, FieldOutlet, FieldLang, FieldKind, FieldFrom, FieldTo, FieldAct, FieldPlan}
}

// FieldMeaning says what the value of a field is.
func FieldMeaning(name string) string { return fields[name].what }

// Walk calls f for each node of a tree, those that hold others first; negated
// tells whether the node stands below a Not.
func Walk(n Node, f func(n Node, negated bool)) { walk(n, false, f) }

func walk(n Node, negated bool, f func(Node, bool)) {
	f(n, negated)
	switch n := n.(type) {
	case And:
		for _, c := range n.Of {
			walk(c, negated, f)
		}
	case Or:
		for _, c := range n.Of {
			walk(c, negated, f)
		}
	case Not:
		walk(n.Of, !negated, f)
	}
}

// Texts tells whether a query seeks words of texts, not fields alone and not
// only what must be absent: only then is there something to rank by.
func (q *Query) Texts() bool {
	found := false
	Walk(q.Root, func(n Node, negated bool) {
		switch n.(type) {
		case Word, Phrase, Near:
			found = found || !negated
		}
	})
	return found
}

// Records tells whether a query asks for records of reports.
func (q *Query) Records() bool {
	found := false
	Walk(q.Root, func(n Node, negated bool) {
		if f, ok := n.(Field); ok && !negated {
			switch f.Name {
			case FieldOutlet, FieldLang, FieldKind, FieldFrom, FieldTo:
			default:
				found = true
			}
		}
	})
	return found
}
