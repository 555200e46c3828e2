package cases

import (
	"fmt"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
)

// Failure is where a case and the records part.
type Failure struct {
	File    string
	Line    int
	Message string
}

func (f Failure) String() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message) }

// line is one line of the compact notation: an event or a person of it.
type line struct {
	at     int      // line of the file, for what is wanted
	person bool     // indented
	fields []string // what is given
	more   bool     // "...": any lines of the kind may stand here
	opens  int      // the field of which the beginning is enough, or 0: the sentence of an act
}

func (l line) String() string {
	switch {
	case l.more && l.person:
		return "  ..."
	case l.more:
		return "..."
	case l.person:
		s := "  " + l.fields[0] + "  " + l.fields[1]
		for _, f := range l.fields[2:] {
			s += " | " + f
		}
		return s
	}
	return strings.Join(l.fields, " | ")
}

// anything stands for a field that is not looked at, where one behind it is.
const anything = "*"

// meets reports whether a line of the records is what is wanted: every field
// that is given agrees.
func (l line) meets(have line) bool {
	if l.person != have.person {
		return false
	}
	if l.more {
		return true
	}
	for i, f := range l.fields {
		if f != anything && have.fields[i] != f && !(i > 0 && i == have.opens && strings.HasPrefix(have.fields[i], f)) {
			return false
		}
	}
	return true
}

// Check compares a case with the records that its report yielded.
func (c *Case) Check(x *rostrum.Extraction) []Failure {
	var out []Failure
	fail := func(line int, format string, args ...any) {
		out = append(out, Failure{c.File, line, c.Name + ": " + fmt.Sprintf(format, args...)})
	}
	if c.kind != "" && x.Kind != c.kind {
		fail(c.kindLine, "the report is %q, not %q", x.Kind, c.kind)
	}
	if c.checked {
		want, have := c.wanted(), render(x.Events)
		if at, diff := compare(want, have); diff != "" {
			if at == 0 {
				at = c.Line
			}
			fail(at, "events differ (- wanted, + found)\n%s", diff)
		}
	}
	for _, s := range []struct {
		what string
		said
		have []line
	}{{"plans", c.plans, renderPlans(x.Plans)}, {"acts", c.acts, renderActs(x.Acts)}} {
		if !s.checked || s.more && among(s.lines, s.have) {
			continue
		}
		if at, diff := compare(s.lines, s.have); diff != "" {
			if at == 0 {
				at = s.line
			}
			fail(at, "%s differ (- wanted, + found)\n%s", s.what, diff)
		}
	}
	for _, m := range c.mentions {
		if !mentioned(x, m) {
			fail(m.line, "no mention of %s %q was found", m.kind, m.name)
		}
	}
	for _, n := range c.not {
		if where := found(x, n); where != "" {
			fail(n.line, "%s %q must not be found, but is: %s", n.kind, n.name, where)
		}
	}
	return out
}

func (c *Case) wanted() []line {
	var out []line
	for _, e := range c.events {
		out = append(out, line{at: e.line, fields: e.fields})
		for _, p := range e.people {
			out = append(out, line{at: p.line, person: true, fields: p.fields})
		}
		if e.more {
			out = append(out, line{at: e.line, person: true, more: true})
		}
	}
	if c.more {
		out = append(out, line{at: c.Line, more: true})
	}
	return out
}

// render writes events in the notation of cases.
func render(events []rostrum.Event) []line {
	var out []line
	for _, e := range events {
		date := text(e.Date)
		if e.DateTo != nil {
			date += "/" + *e.DateTo
		}
		out = append(out, line{fields: []string{e.Type, date, text(e.Site), text(e.Place)}})
		for _, p := range e.Participants {
			out = append(out, line{person: true, fields: []string{p.Role, text(p.Name), text(p.Post)}})
		}
	}
	return out
}

// renderPlans writes plan claims in the notation of cases.
func renderPlans(plans []rostrum.Plan) []line {
	var out []line
	for i := range plans {
		p := &plans[i]
		out = append(out, line{fields: []string{p.Status, text(&p.Plan), text(p.Horizon), text(p.Value), text(p.Subject), text(p.Assigner), p.Voice, p.Referent}})
	}
	return out
}

// renderActs writes acts in the notation of cases; a sentence goes by its
// beginning.
func renderActs(acts []rostrum.Act) []line {
	var out []line
	for i := range acts {
		a := &acts[i]
		out = append(out, line{opens: 2, fields: []string{a.Act, a.Speaker, text(&a.Evidence), a.Voice, a.Referent, text(a.Condition), text(a.Addressee)}})
	}
	return out
}

// among reports whether all that is wanted stands in this order among what there
// is.
func among(want, have []line) bool {
	for _, h := range have {
		if len(want) > 0 && want[0].meets(h) {
			want = want[1:]
		}
	}
	return len(want) == 0
}

func text(s *string) string {
	if s == nil {
		return "-"
	}
	return strings.Join(strings.Fields(*s), " ")
}

// compare returns the first wanted line that was not met and a line-by-line
// difference, or "".
func compare(want, have []line) (at int, diff string) {
	n, m := len(want), len(have)
	// best[i][j]: most lines of want[i:] that are met in order by have[j:], a
	// "..." taking as many as it likes
	best := make([][]int, n+1)
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m; j >= 0; j-- {
			b := best[i+1][j]
			if want[i].more {
				b++
			}
			if j < m {
				b = max(b, best[i][j+1])
				if want[i].more && want[i].takes(have[j]) {
					b = max(b, best[i][j+1]+1)
				} else if !want[i].more && want[i].meets(have[j]) {
					b = max(b, best[i+1][j+1]+1)
				}
			}
			best[i][j] = b
		}
	}
	var lines []string
	same := true
	miss := func(l int) {
		same = false
		if at == 0 {
			at = l
		}
	}
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && want[i].more && want[i].takes(have[j]) && best[i][j] == best[i][j+1]+1:
			lines = append(lines, "    "+have[j].String())
			j++
		case i < n && want[i].more:
			i++
		case i < n && j < m && want[i].meets(have[j]) && best[i][j] == best[i+1][j+1]+1:
			lines = append(lines, "    "+have[j].String())
			i, j = i+1, j+1
		case i < n && (j == m || best[i][j] == best[i+1][j]):
			lines = append(lines, "  - "+want[i].String())
			miss(want[i].at)
			i++
		default:
			lines = append(lines, "  + "+have[j].String())
			if i < n {
				miss(want[i].at)
			} else {
				miss(0)
			}
			j++
		}
	}
	if same {
		return 0, ""
	}
	return at, strings.Join(lines, "\n")
}

// takes reports whether "..." stands for a line: "..." among people takes
// people, "..." among events takes everything.
func (l line) takes(have line) bool { return have.person || !l.person }

func mentioned(x *rostrum.Extraction, t thing) bool {
	for _, m := range x.Mentions {
		if m.Kind == t.kind && m.Name == t.name {
			return true
		}
	}
	return false
}

// found says where something stands that must not be found, or "".
func found(x *rostrum.Extraction, t thing) string {
	switch t.kind {
	case "plan":
		for i := range x.Plans {
			if strings.Contains(text(&x.Plans[i].Plan), t.name) {
				return x.Plans[i].Status + " " + x.Plans[i].Evidence
			}
		}
		return ""
	case "act":
		for i := range x.Acts {
			if x.Acts[i].Act == t.name {
				return x.Acts[i].Speaker + ": " + x.Acts[i].Evidence
			}
		}
		return ""
	}
	for _, e := range x.Events {
		switch t.kind {
		case "event":
			if e.Type == t.name {
				return e.Evidence
			}
		case "date":
			if text(e.Date) == t.name {
				return e.Evidence
			}
		case rostrum.MentionSite, rostrum.MentionPlace:
			if text(e.Site) == t.name && t.kind == rostrum.MentionSite || text(e.Place) == t.name && t.kind == rostrum.MentionPlace {
				return e.Evidence
			}
		}
		for _, p := range e.Participants {
			if (t.kind == "participant" || t.kind == rostrum.MentionPerson) && text(p.Name) == t.name || t.kind == "post" && strings.Contains(text(p.Post), t.name) {
				return p.Role + " " + text(p.Name) + " | " + text(p.Post)
			}
		}
	}
	if mentioned(x, t) {
		return "among the mentions"
	}
	return ""
}
