// Package watch reads the rules of a watchlist and tells when each would have fired.
//
// Key types: Rule (what is watched for), Case (one time that it fires).
//
// A rule is written
//
//	person:"Torvane Ost Halric"     a report in which that person is at an event
//	post:"Superintendent of Mines"  somebody is given a post with these words who was
//	                                not given one before
//	phrase:"tour of counsel"        a report with these words in a row
//	plan:"grain plan"               a plan claim with these words, in the state's own words
//	finding:edit                    a finding of this kind
//	finding:edit about "Isker"      the same, where its subject has these words
//
// Words are compared as searches compare them: case, accents and marks play no part.
//
// What it does not do: it stores no rule and reads no store; what kinds of findings
// there are is told to it.
package watch

import (
	"strconv"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/search"
)

// What a rule watches for.
const (
	Person  = "person"
	Post    = "post"
	Phrase  = "phrase"
	Plan    = "plan"
	Finding = "finding"
)

// Kinds lists what a rule may watch for.
var Kinds = []string{Person, Post, Phrase, Plan, Finding}

// mostBytes bounds a rule.
const mostBytes = 500

// Rule is what is watched for.
type Rule struct {
	Kind  string
	Words string // a name, words in a row, or the kind of a finding
	About string // of a finding: words of its subject, or ""
}

// String writes a rule as Parse reads it.
func (r Rule) String() string {
	if r.Kind != Finding {
		return r.Kind + ":" + strconv.Quote(r.Words)
	}
	if r.About == "" {
		return r.Kind + ":" + r.Words
	}
	return r.Kind + ":" + r.Words + " about " + strconv.Quote(r.About)
}

// Parse reads a rule. Quotes may be left out where they hold all the rest.
func Parse(s string) (Rule, error) {
	var r Rule
	if len(s) > mostBytes {
		return r, rostrum.Errorf(rostrum.CodeInvalid, "rule: expected at most %d bytes, found %d", mostBytes, len(s))
	}
	kind, rest, ok := strings.Cut(strings.TrimSpace(s), ":")
	r.Kind = strings.ToLower(strings.TrimSpace(kind))
	if !ok || !known(r.Kind) {
		return r, rostrum.Errorf(rostrum.CodeInvalid, "rule: expected one of %s, a colon and words, such as person:\"Name\", found %q", strings.Join(Kinds, ", "), s)
	}
	rest = strings.TrimSpace(rest)
	if r.Kind == Finding {
		var about string
		r.Words, about, ok = strings.Cut(rest, " ")
		if ok {
			word, words, _ := strings.Cut(strings.TrimSpace(about), " ")
			if strings.ToLower(word) != "about" {
				return r, rostrum.Errorf(rostrum.CodeInvalid, "rule: expected about and the words of a subject behind the kind of a finding, found %q", about)
			}
			if r.About, ok = unquoted(words); !ok || len(search.Words(r.About)) == 0 {
				return r, rostrum.Errorf(rostrum.CodeInvalid, "rule: expected the words of a subject behind about, found %q", words)
			}
		}
		if r.Words == "" || strings.ContainsAny(r.Words, "\"' ") {
			return r, rostrum.Errorf(rostrum.CodeInvalid, "rule: expected the kind of a finding behind the colon, found %q", rest)
		}
		return r, nil
	}
	if r.Words, ok = unquoted(rest); !ok || len(search.Words(r.Words)) == 0 {
		return r, rostrum.Errorf(rostrum.CodeInvalid, "rule: expected words behind %s:, in quotes or without, found %q", r.Kind, rest)
	}
	return r, nil
}

func known(kind string) bool {
	for _, k := range Kinds {
		if k == kind {
			return true
		}
	}
	return false
}

// unquoted takes the quotes from around words; false where one of them stands alone.
func unquoted(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, `"`) {
		words, err := strconv.Unquote(s)
		return strings.TrimSpace(words), err == nil
	}
	return s, !strings.Contains(s, `"`)
}
