package prose

import (
	"fmt"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/correction"
)

// RecordOf names what a word is about.
func RecordOf(s *correction.Standing) string {
	switch {
	case s.Withdraws != 0:
		return fmt.Sprintf("correction %d", s.Withdraws)
	case s.Subject == nil:
		return "the whole report"
	case s.Record != "":
		return s.Record
	case s.Subject.Added != 0 || s.Verdict == rostrum.VerdictMissing:
		return s.Named()
	}
	return s.Subject.Kind
}

// Said words a verdict with the fields that it changes.
func Said(verdict string, is rostrum.Fields) string {
	if len(is) == 0 {
		return verdict
	}
	return verdict + " " + Fields(is)
}

// Fields words fields: role host, no site.
func Fields(fields rostrum.Fields) string {
	var parts []string
	for _, name := range correction.InOrder(fields) {
		if v := fields[name]; v != nil {
			parts = append(parts, name+" “"+*v+"”")
		} else {
			parts = append(parts, "no "+name)
		}
	}
	return strings.Join(parts, ", ")
}

// Judgement words what somebody says of a record: wrong, says M. Ilven: why.
func Judgement(id int64, verdict string, is rostrum.Fields, by, why string, differs []string) string {
	line := fmt.Sprintf("%s, says %s (%d)", Said(verdict, is), by, id)
	if len(differs) > 0 {
		line += ", of a record with another " + strings.Join(differs, ", ")
	}
	if why != "" {
		line += ": " + why
	}
	return line
}

// Stated is fields without those that are none, and without the evidence, which
// stands beside them.
func Stated(fields rostrum.Fields) rostrum.Fields {
	out := rostrum.Fields{}
	for name, value := range fields {
		if value != nil && name != "evidence" {
			out[name] = value
		}
	}
	return out
}

// Now words how a word stands: whether it applies, and what is read there.
func Now(c *correction.Standing) string {
	switch {
	case !c.Applies:
		return "applies no longer: " + c.Lapsed
	case c.Subject == nil:
		return ""
	case c.Agrees && c.Record == "":
		return "not read now, as it should be"
	case c.Agrees:
		return "read so now"
	case c.Record == "":
		return "not read now"
	case c.Verdict == rostrum.VerdictWrong:
		return "still read"
	case len(c.Differs) > 0:
		return "read otherwise now"
	}
	return "still read as it was"
}
