package backtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/rostrum-watch/rostrum"
)

// mostBytes bounds a file.
const mostBytes = 4 << 20

// File is a list of changes.
type File struct {
	Kinds map[string][]string `yaml:"kinds"`
	// Hedged are kinds of findings that say themselves that they may come from how
	// reports were collected: what must never be found is none of them.
	Hedged  []string `yaml:"hedged"`
	Changes []Change `yaml:"changes"`
	Never   []Never  `yaml:"never"`
	Judged  []Judged `yaml:"judged"`
}

// Change is a change that a reader found.
type Change struct {
	ID      string   `yaml:"id" json:"id"`
	Day     string   `yaml:"day" json:"day"`         // on which the first report shows it
	Reports []string `yaml:"reports" json:"reports"` // that show it, the first first
	Kind    string   `yaml:"kind" json:"kind"`
	Subject string   `yaml:"subject" json:"subject"`
	Also    []string `yaml:"also" json:"also,omitempty"`
	What    string   `yaml:"what" json:"what"`
}

// Never is what must not be found.
type Never struct {
	ID      string   `yaml:"id" json:"id"`
	From    string   `yaml:"from" json:"from"`
	To      string   `yaml:"to" json:"to"`
	Kinds   []string `yaml:"kinds" json:"kinds"` // of changes
	Subject string   `yaml:"subject" json:"subject,omitempty"`
	What    string   `yaml:"what" json:"what"`
}

// Judged is what a reader says of a finding that is on no list.
type Judged struct {
	Kind    string `yaml:"kind"`
	Subject string `yaml:"subject"`
	Known   string `yaml:"known"`
	Report  string `yaml:"report"` // that its evidence opens first
	Right   bool   `yaml:"right"`
	Why     string `yaml:"why"`
}

// Parse reads a file; name is what mistakes call it. All of them are told.
func Parse(name string, data []byte) (*File, error) {
	if len(data) > mostBytes {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s: expected at most %d bytes, found %d", name, mostBytes, len(data))
	}
	f := &File{}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(f); err != nil && !errors.Is(err, io.EOF) {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s", worded(name, err))
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s", worded(name, err))
	}
	c := checker{name: name, root: &root}
	c.check(f)
	if len(c.mistakes) > 0 {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "%s", strings.Join(c.mistakes, "\n"))
	}
	return f, nil
}

// worded says what is wrong with the YAML of a file, a line for each mistake.
func worded(name string, err error) string {
	lines := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	var typed *yaml.TypeError
	if errors.As(err, &typed) {
		lines = typed.Errors
	}
	for i, l := range lines {
		at := name
		if rest, ok := strings.CutPrefix(l, "line "); ok {
			if number, what, ok := strings.Cut(rest, ": "); ok {
				at, l = name+":"+number, what
			}
		}
		if field, _, ok := strings.Cut(l, " not found in type "); ok {
			l = "expected a known field, found " + strings.TrimPrefix(field, "field ") + "; a text with a comma or a colon stands in quotes"
		}
		lines[i] = at + ": " + l
	}
	return strings.Join(lines, "\n")
}

// checker gathers mistakes with the lines that they are in.
type checker struct {
	name     string
	root     *yaml.Node
	mistakes []string
}

func (c *checker) mistake(list string, i int, format string, args ...any) {
	at := c.name
	if n := c.entry(list, i); n != nil {
		at = fmt.Sprintf("%s:%d:%d", c.name, n.Line, n.Column)
	}
	c.mistakes = append(c.mistakes, at+": "+fmt.Sprintf(format, args...))
}

// entry is the node of an entry of a list at the top.
func (c *checker) entry(list string, i int) *yaml.Node {
	if len(c.root.Content) == 0 {
		return nil
	}
	top := c.root.Content[0].Content
	for k := 0; k+1 < len(top); k += 2 {
		if top[k].Value == list && i < len(top[k+1].Content) {
			return top[k+1].Content[i]
		}
	}
	return nil
}

func (c *checker) check(f *File) {
	if len(f.Changes) == 0 && len(f.Never) == 0 {
		c.mistakes = append(c.mistakes, c.name+": expected changes, found none")
	}
	seen := map[string]bool{}
	id := func(list string, i int, id string) {
		if id == "" {
			c.mistake(list, i, "expected an id")
		} else if seen[id] {
			c.mistake(list, i, "expected an id of its own, found %s twice", id)
		}
		seen[id] = true
	}
	for i := range f.Changes {
		x := &f.Changes[i]
		id("changes", i, x.ID)
		switch {
		case !day(x.Day):
			c.mistake("changes", i, "day: expected a day such as 2031-03-01, found %q", x.Day)
		case len(x.Reports) == 0 || x.Reports[0] == "":
			c.mistake("changes", i, "reports: expected the id of the first report that shows it")
		case x.Kind == "" || x.Subject == "":
			c.mistake("changes", i, "expected a kind and a subject")
		}
	}
	for i := range f.Never {
		x := &f.Never[i]
		id("never", i, x.ID)
		switch {
		case !day(x.From) || !day(x.To) || x.From > x.To:
			c.mistake("never", i, "expected days from and to, found %q and %q", x.From, x.To)
		case len(x.Kinds) == 0:
			c.mistake("never", i, "kinds: expected kinds of changes")
		}
	}
	for i := range f.Judged {
		if x := &f.Judged[i]; x.Kind == "" || x.Subject == "" || !day(x.Known) {
			c.mistake("judged", i, "expected the kind and the subject of a finding, and the day on which it was known")
		}
	}
}

func day(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
