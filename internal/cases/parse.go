package cases

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	rostrum "github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/grammar"
)

// Case is one report with what it must yield.
type Case struct {
	File  string
	Line  int // of its head
	Name  string
	Fails string // why it is known to fail, or ""

	Report rostrum.Report

	kind     string // that the report must be, or ""
	kindLine int
	events   []wantedEvent
	checked  bool // events are listed, if only as none
	more     bool // further events may follow
	plans    said
	acts     said
	mentions []thing
	not      []thing
}

type wantedEvent struct {
	line   int
	fields []string // type, date, site, place; as many as are looked at
	people []wantedPerson
	more   bool // further people may follow
}

// said lists the plan claims or acts that are wanted.
type said struct {
	lines   []line
	line    int  // of its head
	checked bool // they are listed, if only as none
	more    bool // further ones may stand anywhere
}

type wantedPerson struct {
	line   int
	fields []string // role, name, post; the post may be left out
}

// thing is a line of "-- mentions --" or "-- not --": a kind and a wording.
type thing struct {
	line       int
	kind, name string
}

// Error is a mistake in a file of cases.
type Error struct {
	File    string
	Line    int
	Message string
	Meant   string // what was probably meant, or ""
}

func (e *Error) Error() string {
	s := fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
	if e.Meant != "" {
		s += fmt.Sprintf(" (did you mean %q?)", e.Meant)
	}
	return s
}

var (
	sectionNames = []string{"report", "kind", "events", "plans", "acts", "mentions", "not"}
	headerNames  = []string{"published", "title"}
	mentionKinds = []string{rostrum.MentionPerson, rostrum.MentionOrganisation, rostrum.MentionSite, rostrum.MentionPlace, rostrum.MentionWeapon, rostrum.MentionTitle}
	notKinds     = append([]string{"event", "plan", "act", "participant", "post", "date"}, mentionKinds...)
)

// Load reads the cases of the profile in folder name of fsys, in order of file
// and line. A profile without cases has none.
func Load(fsys fs.FS, name string) ([]*Case, error) {
	files, err := fs.Glob(fsys, path.Join(name, "cases", "*.txt"))
	if err != nil {
		return nil, err
	}
	var all []*Case
	for _, file := range files {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		list, err := Parse(file, string(data))
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

var section = regexp.MustCompile(`^-- ([a-z]+) --\s*$`)

// Parse reads one file of cases; its error is an *Error.
func Parse(file, data string) ([]*Case, error) {
	p := parser{file: file}
	for i, line := range strings.Split(strings.ReplaceAll(data, "\r\n", "\n"), "\n") {
		if err := p.take(i+1, line); err != nil {
			return nil, err
		}
	}
	if err := p.close(); err != nil {
		return nil, err
	}
	return p.list, nil
}

type parser struct {
	file    string
	list    []*Case
	c       *Case
	section string
	body    bool // the report's header lines are over
	text    []string
	names   map[string]int
}

func (p *parser) fail(line int, meant, format string, args ...any) error {
	return &Error{File: p.file, Line: line, Message: fmt.Sprintf(format, args...), Meant: meant}
}

func (p *parser) take(n int, line string) error {
	if name, ok := strings.CutPrefix(line, "== "); ok {
		return p.open(n, strings.TrimSpace(name))
	}
	if p.c == nil {
		if t := strings.TrimSpace(line); t != "" && !strings.HasPrefix(t, "#") {
			return p.fail(n, "", "a case begins with \"== what it shows\"; lines before the first begin with #")
		}
		return nil
	}
	if m := section.FindStringSubmatch(line); m != nil {
		if !oneOf(m[1], sectionNames) {
			return p.fail(n, grammar.Nearest(m[1], sectionNames), "there is no section %q; sections are %s", m[1], strings.Join(sectionNames, ", "))
		}
		p.section, p.body = m[1], false
		switch m[1] {
		case "events":
			p.c.checked = true
		case "plans":
			p.c.plans.checked, p.c.plans.line = true, n
		case "acts":
			p.c.acts.checked, p.c.acts.line = true, n
		}
		return nil
	}
	if p.section == "report" {
		return p.report(n, line)
	}
	t := strings.TrimSpace(line)
	if t == "" || strings.HasPrefix(t, "#") {
		return nil
	}
	switch p.section {
	case "events":
		return p.event(n, line, t)
	case "kind":
		if !oneOf(t, rostrum.ReportKinds) {
			return p.fail(n, grammar.Nearest(t, rostrum.ReportKinds), "there is no kind of report %q; kinds are %s", t, strings.Join(rostrum.ReportKinds, ", "))
		}
		p.c.kind, p.c.kindLine = t, n
		return nil
	case "plans":
		return p.says(n, t, "status", rostrum.PlanStatuses, planFields, &p.c.plans)
	case "acts":
		return p.says(n, t, "act", rostrum.Acts, actFields, &p.c.acts)
	case "mentions":
		return p.thing(n, t, mentionKinds, &p.c.mentions)
	case "not":
		return p.thing(n, t, notKinds, &p.c.not)
	}
	if why, ok := strings.CutPrefix(t, "fails:"); ok {
		p.c.Fails = strings.TrimSpace(why)
		if p.c.Fails == "" {
			return p.fail(n, "", "fails: needs the reason")
		}
		return nil
	}
	return p.fail(n, "", "expected \"-- report --\" before %q", t)
}

func (p *parser) open(n int, name string) error {
	if err := p.close(); err != nil {
		return err
	}
	if p.names == nil {
		p.names = map[string]int{}
	}
	if first, ok := p.names[name]; ok {
		return p.fail(n, "", "a case called %q stands on line %d already", name, first)
	}
	p.names[name] = n
	p.c = &Case{File: p.file, Line: n, Name: name}
	p.list = append(p.list, p.c)
	p.section, p.text = "", nil
	return nil
}

// close ends a case: it must have a report and something to look for.
func (p *parser) close() error {
	c := p.c
	if c == nil {
		return nil
	}
	c.Report.Text = strings.TrimSpace(strings.Join(p.text, "\n"))
	c.Report.ID = fmt.Sprintf("%s:%d", c.File, c.Line)
	if c.Report.Text == "" && c.Report.Title == "" {
		return p.fail(c.Line, "", "the case %q has no report", c.Name)
	}
	if c.kind == "" && !c.checked && !c.plans.checked && !c.acts.checked && len(c.mentions) == 0 && len(c.not) == 0 {
		return p.fail(c.Line, "", "the case %q looks for nothing; it needs \"-- events --\", \"-- plans --\", \"-- acts --\", \"-- kind --\", \"-- mentions --\" or \"-- not --\"", c.Name)
	}
	return nil
}

func (p *parser) report(n int, line string) error {
	if !p.body {
		if strings.TrimSpace(line) == "" {
			p.body = true
			return nil
		}
		name, value, ok := strings.Cut(line, ": ")
		if ok && name == strings.ToLower(name) && !strings.ContainsAny(name, " ,.") {
			value = strings.TrimSpace(value)
			switch name {
			case "published":
				if !dayForm.MatchString(value) {
					return p.fail(n, "", "published: takes a day, as in 2031-03-01, not %q", value)
				}
				p.c.Report.Published = value
			case "title":
				p.c.Report.Title = value
			default:
				near := grammar.Nearest(name, headerNames)
				if name == "date" { // as the header of a report may have it
					near = headerNames[0]
				}
				return p.fail(n, near, "there is no header %q; headers are %s", name, strings.Join(headerNames, ", "))
			}
			return nil
		}
		p.body = true
	}
	p.text = append(p.text, line)
	return nil
}

var (
	dayForm  = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	dateForm = regexp.MustCompile(`^(-|\d{4}(-\d\d(-\d\d)?)?(/\d{4}-\d\d-\d\d)?)$`)
)

// fields cuts "a | b | c" where a post may itself hold " | ".
func fields(s string, most int) []string {
	parts := strings.SplitN(s, "|", most)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func (p *parser) event(n int, line, t string) error {
	indented := line[0] == ' ' || line[0] == '\t'
	switch {
	case t == "none" && !indented:
		return nil
	case t == "..." && !indented:
		p.c.more = true
		return nil
	case !indented:
		f := fields(t, 4)
		if !oneOf(f[0], rostrum.EventTypes) {
			return p.fail(n, grammar.Nearest(f[0], rostrum.EventTypes), "there is no type of event %q; types are %s", f[0], strings.Join(rostrum.EventTypes, ", "))
		}
		if len(f) > 1 && !dateForm.MatchString(f[1]) {
			return p.fail(n, "", "the date %q is none; write 2031-03-01, 2031-03-01/2031-03-04 or - for none", f[1])
		}
		p.c.events = append(p.c.events, wantedEvent{line: n, fields: f})
		return nil
	}
	if len(p.c.events) == 0 {
		return p.fail(n, "", "an indented line is a person and needs an event before it")
	}
	e := &p.c.events[len(p.c.events)-1]
	if t == "..." {
		e.more = true
		return nil
	}
	role, rest, _ := strings.Cut(t, " ")
	if !oneOf(role, rostrum.Roles) {
		return p.fail(n, grammar.Nearest(role, rostrum.Roles), "there is no role %q; roles are %s", role, strings.Join(rostrum.Roles, ", "))
	}
	f := fields(strings.TrimSpace(rest), 2)
	if f[0] == "" {
		return p.fail(n, "", "a person needs a name after the role, or - for an office alone")
	}
	e.people = append(e.people, wantedPerson{line: n, fields: append([]string{role}, f...)})
	return nil
}

// planFields and actFields are how many fields a plan claim and an act have, as
// render writes them.
const (
	planFields = 8
	actFields  = 7
)

// says reads a line of "-- plans --" or "-- acts --": its first field is one of
// names, the others are as the records have them.
func (p *parser) says(n int, t, what string, names []string, most int, to *said) error {
	switch t {
	case "none":
		return nil
	case "...":
		to.more = true
		return nil
	}
	f := fields(t, most)
	if !oneOf(f[0], names) {
		return p.fail(n, grammar.Nearest(f[0], names), "there is no %s %q; expected one of %s", what, f[0], strings.Join(names, ", "))
	}
	to.lines = append(to.lines, line{at: n, fields: f})
	return nil
}

func (p *parser) thing(n int, t string, kinds []string, to *[]thing) error {
	kind, name, _ := strings.Cut(t, " ")
	name = strings.TrimSpace(name)
	if !oneOf(kind, kinds) {
		return p.fail(n, grammar.Nearest(kind, kinds), "expected one of %s, then its name", strings.Join(kinds, ", "))
	}
	if name == "" {
		return p.fail(n, "", "%s of what name?", kind)
	}
	if kind == "act" && !oneOf(name, rostrum.Acts) {
		return p.fail(n, grammar.Nearest(name, rostrum.Acts), "there is no act %q", name)
	}
	if kind == "event" && !oneOf(name, rostrum.EventTypes) {
		return p.fail(n, grammar.Nearest(name, rostrum.EventTypes), "there is no type of event %q", name)
	}
	*to = append(*to, thing{n, kind, name})
	return nil
}

func oneOf(s string, list []string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
