package profile

import (
	"fmt"
	"sort"
	"strings"
)

// Diagnostic is one mistake in a profile, for the person who edits it.
type Diagnostic struct {
	ID      string // P001 …, listed in docs/PROFILE-GUIDE.md
	File    string
	Line    int // from 1; 0 where the whole file is meant
	Column  int // from 1; 0 where the whole line is meant
	Message string
	Meant   string // what was probably meant, or ""
}

func (d Diagnostic) String() string {
	var b strings.Builder
	b.WriteString(d.File)
	if d.Line > 0 {
		fmt.Fprintf(&b, ":%d", d.Line)
		if d.Column > 0 {
			fmt.Fprintf(&b, ":%d", d.Column)
		}
	}
	fmt.Fprintf(&b, ": %s %s", d.ID, d.Message)
	if d.Meant != "" {
		fmt.Fprintf(&b, " (did you mean %q?)", d.Meant)
	}
	return b.String()
}

// Diagnostics is every mistake found in a profile, in order of file and line.
type Diagnostics []Diagnostic

func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

func (ds Diagnostics) sort() {
	sort.SliceStable(ds, func(i, j int) bool {
		a, b := ds[i], ds[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		if a.Column != b.Column {
			return a.Column < b.Column
		}
		return a.Message < b.Message
	})
}

// Identifiers of diagnostics. They are never reused.
const (
	idYAML      = "P001" // not YAML, or not UTF-8
	idKey       = "P002" // unknown or repeated key
	idMissing   = "P003" // a key that must be there
	idValue     = "P004" // a value that is not one of the allowed ones
	idPattern   = "P005" // a pattern that cannot be read
	idDuplicate = "P006" // an identifier or entry given twice
	idExample   = "P007" // an example that its formula does not match
	idEntry     = "P008" // a lexicon line that cannot be read
	idInherit   = "P009" // a parent that is not there, or a ring of parents
	idClass     = "P010" // a word class the engine does not ask for
	idSlot      = "P011" // a role or type without the slot it needs
	idLimit     = "P012" // too large, too many
)
