package correction

import (
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
)

// Name is a record as people name it: "event:2", "event:2/3" for the third of its
// line-up, "plan:1", "act:4". "+7" in place of a number is the record that
// correction 7 adds, "new" one that is to be added.
type Name struct {
	Kind   string
	Record Ref
	Event  Ref // of an appearance
}

// Ref is one record among those of its sort: by number, by the correction that
// adds it, or none yet.
type Ref struct {
	Number int
	Added  int64
	New    bool
}

const newRecord = "new"

// expected ends a message about a name.
const expected = "expected event:2, event:2/3 for the third person of its line-up, plan:1 or act:4, as rostrum show numbers them, or new in place of a number for one that is missing"

// ParseName reads the name of a record.
func ParseName(s string) (Name, error) {
	bad := rostrum.Errorf(rostrum.CodeInvalid, "record: %s; found %q", expected, s)
	kind, place, ok := strings.Cut(s, ":")
	if !ok {
		return Name{}, bad
	}
	first, second, two := strings.Cut(place, "/")
	ref, ok := parseRef(first)
	if !ok {
		return Name{}, bad
	}
	switch kind {
	case rostrum.RecordEvent:
		if !two {
			return Name{Kind: kind, Record: ref}, nil
		}
		person, ok := parseRef(second)
		if !ok || ref.New {
			return Name{}, bad
		}
		return Name{Kind: rostrum.RecordAppearance, Record: person, Event: ref}, nil
	case rostrum.RecordPlan, rostrum.RecordAct:
		if two {
			return Name{}, bad
		}
		return Name{Kind: kind, Record: ref}, nil
	}
	return Name{}, bad
}

func parseRef(s string) (Ref, bool) {
	if s == newRecord {
		return Ref{New: true}, true
	}
	if digits, ok := strings.CutPrefix(s, "+"); ok {
		n, ok := natural(digits)
		return Ref{Added: n}, ok
	}
	n, ok := natural(s)
	return Ref{Number: int(n)}, ok
}

// natural reads a number as Name.String writes it.
func natural(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 32)
	return n, err == nil && n > 0 && strconv.FormatInt(n, 10) == s
}

// String is the name as ParseName reads it.
func (n Name) String() string {
	if n.Kind == rostrum.RecordAppearance {
		return rostrum.RecordEvent + ":" + n.Event.String() + "/" + n.Record.String()
	}
	return n.Kind + ":" + n.Record.String()
}

func (r Ref) String() string {
	switch {
	case r.New:
		return newRecord
	case r.Added > 0:
		return "+" + strconv.FormatInt(r.Added, 10)
	}
	return strconv.Itoa(r.Number)
}

// Named is the name of the record that a correction adds or that one added.
func (s *Standing) Named() string {
	if s.Subject == nil {
		return ""
	}
	n := Name{Kind: s.Subject.Kind, Record: Ref{Added: root(s)}}
	if e := s.Subject.Event; e != nil {
		switch {
		case e.Added != 0:
			n.Event.Added = e.Added
		case s.event != nil:
			n.Event = s.event.name.Record
		}
	}
	return n.String()
}
