package correction

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// field is something that can be said of a kind of records.
type field struct {
	name      string
	essential bool     // a record that differs in it is another
	required  bool     // never null
	allowed   []string // the closed list, if there is one
	worded    bool     // must stand in the report
	form      func(string) bool
	like      string // what form wants, in words
}

var (
	evidence = field{name: "evidence", required: true, worded: true}
	voice    = field{name: "voice", allowed: rostrum.Voices}
	referent = field{name: "referent"}
	dayForm  = "a day such as 2024-09-01, or a month such as 2024-09"
)

// fieldsOf lists the fields of each kind of records, in the order of the guide.
var fieldsOf = map[string][]field{
	rostrum.RecordEvent: {
		{name: "type", essential: true, required: true, allowed: rostrum.EventTypes},
		{name: "date", form: isDay, like: dayForm},
		{name: "date_to", form: isDay, like: dayForm},
		{name: "site", worded: true},
		{name: "place", worded: true},
		evidence,
	},
	rostrum.RecordAppearance: {
		{name: "name", essential: true, required: true, worded: true},
		{name: "role", essential: true, required: true, allowed: rostrum.Roles},
		{name: "post", worded: true},
	},
	rostrum.RecordPlan: {
		{name: "plan", required: true, worded: true},
		{name: "subject", worded: true},
		{name: "assigner"},
		{name: "horizon", form: isHorizon, like: rostrum.HorizonLike},
		{name: "status", essential: true, required: true, allowed: rostrum.PlanStatuses},
		{name: "value", worded: true},
		voice, referent, evidence,
	},
	rostrum.RecordAct: {
		{name: "speaker", essential: true, required: true},
		{name: "act", essential: true, required: true, allowed: rostrum.Acts},
		{name: "condition", worded: true},
		{name: "addressee", worded: true},
		voice, referent, evidence,
	},
}

func isDay(s string) bool {
	_, day := time.Parse("2006-01-02", s)
	_, month := time.Parse("2006-01", s)
	return day == nil || month == nil
}

func isHorizon(s string) bool {
	h, ok := rostrum.ReadHorizon(s)
	return ok && h == s // as records have it
}

// FieldNames lists the fields that a kind of records has.
func FieldNames(kind string) []string {
	var names []string
	for _, f := range fieldsOf[kind] {
		names = append(names, f.name)
	}
	return names
}

// Allowed lists the values that a field of a kind of records can have; none where
// it can have others.
func Allowed(kind, name string) []string {
	for _, f := range fieldsOf[kind] {
		if f.name == name {
			return slices.Clone(f.allowed)
		}
	}
	return nil
}

// articled is a kind of records with its article.
func articled(kind string) string {
	if kind == rostrum.RecordPlan {
		return "a plan claim"
	}
	return "an " + kind
}

// Check holds values that an analyst gives against what the guide allows of a kind
// of records and against the text of the report. Empty values become null.
func Check(kind string, given map[string]string, x *rostrum.Extraction) (rostrum.Fields, error) {
	checked := rostrum.Fields{}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		i := slices.IndexFunc(fieldsOf[kind], func(f field) bool { return f.name == name })
		if i < 0 {
			return nil, rostrum.Errorf(rostrum.CodeInvalid, "field %q: expected one that %s has: %s", name, articled(kind), strings.Join(FieldNames(kind), ", "))
		}
		value := strings.Join(strings.Fields(given[name]), " ")
		if value == "" {
			checked[name] = nil
		} else {
			checked[name] = &value
		}
		if err := fieldsOf[kind][i].check(checked[name], x); err != nil {
			return nil, err
		}
	}
	return checked, nil
}

func (f *field) check(value *string, x *rostrum.Extraction) error {
	switch {
	case value == nil && f.required:
		return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected a value, found none", f.name)
	case value == nil:
		return nil
	case strings.ContainsFunc(*value, unicode.IsControl):
		return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected no control characters, found %q", f.name, *value)
	case f.allowed != nil && !slices.Contains(f.allowed, *value):
		return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected one of %s; found %q", f.name, strings.Join(f.allowed, ", "), *value)
	case f.form != nil && !f.form(*value):
		return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected %s, found %q", f.name, f.like, *value)
	case f.name == evidence.name && len(Occurrences(x, *value)) == 0:
		return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected words of the report as they stand there, found %q", f.name, *value)
	case f.worded:
		// A name may be glued to its neighbour in the text, so letters alone count.
		text := store.Fold(x.Title + "\x00" + textOf(x))
		for part := range strings.SplitSeq(*value, "|") {
			if folded := store.Fold(part); folded == "" || !strings.Contains(text, folded) {
				return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected words that stand in the report, found %q", f.name, strings.TrimSpace(part))
			}
		}
	}
	return nil
}

// complete checks that a record that is given whole has what it needs, and gives
// null for the rest.
func complete(kind string, fields rostrum.Fields) error {
	for _, f := range fieldsOf[kind] {
		value, ok := fields[f.name]
		if f.required && value == nil {
			return rostrum.Errorf(rostrum.CodeInvalid, "%s: expected a value, as %s that is missing is given whole (%s)", f.name, articled(kind), strings.Join(FieldNames(kind), ", "))
		}
		if !ok {
			fields[f.name] = nil
		}
	}
	return nil
}

// with is fields with others over them.
func with(fields, over rostrum.Fields) rostrum.Fields {
	all := maps.Clone(fields)
	for name, value := range over {
		all[name] = value
	}
	return all
}

// differing lists the fields of a kind in which two records are not the same, in
// the order of the guide.
func differing(kind string, a, b rostrum.Fields) []string {
	var names []string
	for _, f := range fieldsOf[kind] {
		if !sameValue(a[f.name], b[f.name]) {
			names = append(names, f.name)
		}
	}
	return names
}

// alike tells whether two records are one by their essential fields. A person
// without a name is the one with the same post.
func alike(kind string, a, b rostrum.Fields) bool {
	for _, f := range fieldsOf[kind] {
		if f.essential && !sameValue(a[f.name], b[f.name]) {
			return false
		}
	}
	return kind != rostrum.RecordAppearance || a["name"] != nil || sameValue(a["post"], b["post"])
}

// sameValue compares two values as letters and spaces leave them.
func sameValue(a, b *string) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return *a == *b || strings.Join(strings.Fields(*a), " ") == strings.Join(strings.Fields(*b), " ")
}

// get is a value, or "" where there is none.
func get(fields rostrum.Fields, name string) string {
	if v := fields[name]; v != nil {
		return *v
	}
	return ""
}

// InOrder lists the names of fields in the order of the guide.
func InOrder(fields rostrum.Fields) []string {
	var names []string
	for _, kind := range []string{rostrum.RecordEvent, rostrum.RecordAppearance, rostrum.RecordPlan, rostrum.RecordAct} {
		for _, f := range fieldsOf[kind] {
			if _, ok := fields[f.name]; ok && !slices.Contains(names, f.name) {
				names = append(names, f.name)
			}
		}
	}
	return names
}
