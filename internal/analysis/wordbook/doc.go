// Package wordbook loads what a profile knows about the words of an outlet in one
// language: with which words no phrase begins, in which wordings one term was
// rendered and when, and what one thing is called.
//
// Key types: Book (all of this for one outlet and language), Rendering, Thing,
// Mistakes (everything that is wrong in the files, with line and column).
// docs/profile/words.md explains the files to those who write them.
//
// What it does not do: it reads no text and no report, counts nothing, and judges
// no wording.
package wordbook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Book is what is known about the words of one outlet in one language.
type Book struct {
	Outlet, Lang string
	Edges        []string // words with which no phrase begins or ends
	Outside      []string // words that no phrase holds
	Plural       []string // endings that make no other word
	Units        []string // names that count as one word
	Titles       []Title
	Renderings   []Rendering
	Things       []Thing
}

// Title is words that are a leader's title wherever they stand.
type Title struct {
	Words string
	Of    string // the leader's name
}

// Rendering is the wordings by which one term of the outlet's own language was
// rendered.
type Rendering struct {
	Term     string // the same in all languages of the outlet
	Meaning  string
	Wordings []Wording
}

// Wording is words that render a term in some time.
type Wording struct {
	Words    []string
	From, To string // months, both included; "" where open
	Source   string // where this is known from
}

// Thing is something that is called by different names.
type Thing struct {
	Name    string // by which it is asked for
	Meaning string
	Called  []string
}

// Mistake is something wrong in a file.
type Mistake struct {
	File         string
	Line, Column int
	Message      string
	Meant        string // what was probably meant, or ""
}

func (m Mistake) String() string {
	s := m.File
	if m.Line > 0 {
		s += fmt.Sprintf(":%d:%d", m.Line, max(m.Column, 1))
	}
	s += ": " + m.Message
	if m.Meant != "" {
		s += fmt.Sprintf(" (did you mean %q?)", m.Meant)
	}
	return s
}

// Mistakes is all that is wrong, in order of file and line.
type Mistakes []Mistake

func (ms Mistakes) Error() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}

func (ms Mistakes) sort() {
	slices.SortStableFunc(ms, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
