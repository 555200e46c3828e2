package search

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rostrum-watch/rostrum"
)

// Bounds of a query: what nobody types, and what could be made to cost too much.
const (
	MaxQuery    = 4096 // bytes
	MaxTerms    = 64   // words and fields
	MaxDepth    = 32   // brackets and NOTs within one another
	MaxWithin   = 100  // words between those of NEAR
	MinPrefix   = 2    // bytes before a *
	nearDefault = 10   // where NEAR( ) names no number
)

// Parse reads a query. What is wrong is told with its column, in characters from
// 1, and with what was expected there.
func Parse(query string) (*Query, error) {
	if len(query) > MaxQuery {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "query: expected at most %d bytes, found %d", MaxQuery, len(query))
	}
	if !utf8.ValidString(query) {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "query: expected UTF-8")
	}
	p := &parser{text: query}
	p.next()
	if p.kind == end {
		return nil, p.fail(p.at, "expected words to look for, found nothing")
	}
	root, err := p.or(0)
	if err != nil {
		return nil, err
	}
	if p.kind != end {
		return nil, p.fail(p.at, "expected AND, OR or the end, found %s", p.found())
	}
	return &Query{root}, nil
}

// Kinds of what a query is cut into.
type kind int

const (
	end kind = iota
	open
	closing
	quote // the text between quotes
	bare  // up to a blank, bracket, quote or comma
	name  // of a field, with its colon
	minus // that negates what follows
	comma
)

type parser struct {
	text  string
	terms int

	// what was read last
	kind  kind
	value string
	at    int  // byte at which it begins
	upto  int  // and ends
	open  bool // a quote that does not end
	glued bool // nothing stands between it and what came before
}

func (p *parser) fail(at int, format string, args ...any) error {
	return rostrum.Errorf(rostrum.CodeInvalid, "query, column %d: %s", utf8.RuneCountInString(p.text[:at])+1, fmt.Sprintf(format, args...))
}

// found words what was read last.
func (p *parser) found() string {
	if p.kind == end {
		return "the end"
	}
	return strconv.Quote(p.text[p.at:p.upto])
}

// next reads on.
func (p *parser) next() {
	at := p.upto
	for at < len(p.text) {
		r, n := utf8.DecodeRuneInString(p.text[at:])
		if !unicode.IsSpace(r) {
			break
		}
		at += n
	}
	p.glued = at == p.upto
	p.at, p.value, p.open = at, "", false
	rest := p.text[at:]
	if rest == "" {
		p.kind, p.upto = end, at
		return
	}
	switch r, n := utf8.DecodeRuneInString(rest); {
	case r == '(':
		p.kind, p.upto = open, at+1
		return
	case r == ')':
		p.kind, p.upto = closing, at+1
		return
	case r == ',':
		p.kind, p.upto = comma, at+1
		return
	case IsQuote(r):
		i := strings.IndexFunc(rest[n:], IsQuote)
		if i < 0 {
			p.kind, p.value, p.upto, p.open = quote, rest[n:], len(p.text), true
			return
		}
		_, last := utf8.DecodeRuneInString(rest[n+i:])
		p.kind, p.value, p.upto = quote, rest[n:n+i], at+n+i+last
		return
	case r == '-' && len(rest) > 1 && !unicode.IsSpace(rune(rest[1])):
		p.kind, p.upto = minus, at+1
		return
	}
	n := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || IsQuote(r) || r == '(' || r == ')' || r == ',' })
	if n < 0 {
		n = len(rest)
	}
	if i := strings.IndexByte(rest[:n], ':'); i > 0 && !strings.ContainsFunc(rest[:i], func(r rune) bool { return r < 'a' || r > 'z' }) {
		p.kind, p.value, p.upto = name, rest[:i], at+i+1
		return
	}
	p.kind, p.value, p.upto = bare, rest[:n], at+n
}

// IsQuote tells quotation marks: those that people type, and those that their
// programs make of them.
func IsQuote(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '„' }

func (p *parser) is(operator string) bool { return p.kind == bare && p.value == operator }

// or reads parts joined by OR.
func (p *parser) or(depth int) (Node, error) {
	first, err := p.and(depth)
	if err != nil {
		return nil, err
	}
	all := []Node{first}
	for p.is("OR") {
		p.next()
		one, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if len(all) == 1 {
		return first, nil
	}
	return Or{flat(all, func(n Node) []Node { o, _ := n.(Or); return o.Of })}, nil
}

// flat takes the parts of parts of the same sort for parts.
func flat(all []Node, parts func(Node) []Node) []Node {
	var out []Node
	for _, n := range all {
		if of := parts(n); of != nil {
			out = append(out, of...)
			continue
		}
		out = append(out, n)
	}
	return out
}

// and reads parts side by side, with or without AND between them.
func (p *parser) and(depth int) (Node, error) {
	var all []Node
	for {
		for p.kind == comma {
			p.next()
		}
		if len(all) > 0 {
			if p.is("AND") {
				p.next()
			} else if p.kind == end || p.kind == closing || p.is("OR") {
				break
			}
		}
		one, err := p.near(depth)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return And{flat(all, func(n Node) []Node { a, _ := n.(And); return a.Of })}, nil
}

// near reads a part, and a second one behind NEAR/n.
func (p *parser) near(depth int) (Node, error) {
	at := p.at
	first, err := p.not(depth)
	if err != nil || !p.nearSlash() {
		return first, err
	}
	within, err := p.within(strings.TrimPrefix(p.value, "NEAR/"))
	if err != nil {
		return nil, err
	}
	if !operand(first) {
		return nil, p.fail(at, "expected a word or phrase before %s, found %s", p.value, first)
	}
	operator := p.value
	p.next()
	at = p.at
	second, err := p.not(depth)
	if err != nil {
		return nil, err
	}
	if !operand(second) {
		return nil, p.fail(at, "expected a word or phrase after %s, found %s", operator, second)
	}
	if p.nearSlash() {
		return nil, p.fail(p.at, "expected NEAR(a b c, 5) for more than two words, found %s", p.found())
	}
	return Near{[]Node{first, second}, within}, nil
}

func (p *parser) nearSlash() bool { return p.kind == bare && strings.HasPrefix(p.value, "NEAR/") }

func operand(n Node) bool {
	switch n.(type) {
	case Word, Phrase:
		return true
	}
	return false
}

func (p *parser) within(number string) (int, error) {
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || n > MaxWithin {
		return 0, p.fail(p.at, "expected a number of words from 0 to %d behind NEAR, found %q", MaxWithin, number)
	}
	return n, nil
}

// not reads a part that may be negated.
func (p *parser) not(depth int) (Node, error) {
	if depth > MaxDepth {
		return nil, p.fail(p.at, "expected at most %d brackets and NOTs within one another", MaxDepth)
	}
	if p.kind != minus && !p.is("NOT") {
		return p.primary(depth)
	}
	p.next()
	n, err := p.not(depth + 1)
	if err != nil {
		return nil, err
	}
	if twice, ok := n.(Not); ok {
		return twice.Of, nil
	}
	return Not{n}, nil
}

// primary reads what stands by itself.
func (p *parser) primary(depth int) (Node, error) {
	switch p.kind {
	case open:
		at := p.at
		p.next()
		n, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.kind != closing {
			return nil, p.fail(p.at, "expected ) for the ( in column %d, found %s", utf8.RuneCountInString(p.text[:at])+1, p.found())
		}
		p.next()
		return n, nil
	case name:
		return p.field()
	case quote, bare:
		if p.is("NEAR") {
			return p.nearBrackets()
		}
		if p.is("AND") || p.is("OR") || p.nearSlash() {
			return nil, p.fail(p.at, "expected a word before %s; operators are written in capital letters, words in small ones", p.value)
		}
		return p.word()
	}
	return nil, p.fail(p.at, "expected a word, a phrase in quotes, a field or (, found %s", p.found())
}

// nearBrackets reads NEAR(a b, 5).
func (p *parser) nearBrackets() (Node, error) {
	p.next()
	if p.kind != open {
		return nil, p.fail(p.at, "expected ( behind NEAR, as in NEAR(a b, 5), found %s", p.found())
	}
	p.next()
	n := Near{Within: nearDefault}
	for p.kind == bare || p.kind == quote {
		one, err := p.word()
		if err != nil {
			return nil, err
		}
		n.Of = append(n.Of, one)
	}
	if len(n.Of) < 2 {
		return nil, p.fail(p.at, "expected at least two words or phrases in NEAR( ), found %s", p.found())
	}
	if p.kind == comma {
		p.next()
		within, err := p.within(p.text[p.at:p.upto])
		if err != nil {
			return nil, err
		}
		n.Within = within
		p.next()
	}
	if p.kind != closing {
		return nil, p.fail(p.at, "expected ) at the end of NEAR(a b, 5), found %s", p.found())
	}
	p.next()
	return n, nil
}

// word reads a word or a phrase.
func (p *parser) word() (Node, error) {
	at, quoted := p.at, p.kind == quote
	found, prefix, err := p.words()
	if err != nil {
		return nil, err
	}
	if err := p.count(at, len(found)); err != nil {
		return nil, err
	}
	if !quoted && len(found) == 1 {
		return Word{found[0], prefix}, nil
	}
	return Phrase{found, prefix}, nil
}

func (p *parser) count(at, terms int) error {
	if p.terms += terms; p.terms > MaxTerms {
		return p.fail(at, "expected at most %d words and fields in all", MaxTerms)
	}
	return nil
}

// words cuts what was read last into words, and reads on.
func (p *parser) words() (found []string, prefix bool, err error) {
	at, value := p.at, p.value
	if p.open {
		return nil, false, p.fail(at, "expected a second quote that ends the phrase")
	}
	written := strings.TrimRightFunc(value, unicode.IsSpace)
	if text, ok := strings.CutSuffix(written, "*"); ok {
		value, prefix = text, true
	}
	if strings.Contains(value, "*") {
		return nil, false, p.fail(at, "expected * at the end of a word or phrase, found %s", p.found())
	}
	tokens := Tokens(nil, value)
	if len(tokens) == 0 {
		return nil, false, p.fail(at, "expected letters or digits, found %s", p.found())
	}
	if last := tokens[len(tokens)-1]; prefix && (last.End < len(value) || len(last.Word) < MinPrefix) {
		return nil, false, p.fail(at, "expected at least %d letters right before *, found %s", MinPrefix, p.found())
	}
	for _, t := range tokens {
		found = append(found, t.Word)
	}
	p.next()
	return found, prefix, nil
}

// field reads a field with its value.
func (p *parser) field() (Node, error) {
	name, at := p.value, p.at
	f, ok := fields[name]
	if !ok {
		return nil, p.fail(at, "there is no field %q; expected one of %s, or quotes around words with a colon", name, strings.Join(FieldNames(), ", "))
	}
	p.next()
	if !p.glued || p.kind != bare && p.kind != quote {
		return nil, p.fail(p.at, "expected %s right behind %s:, found %s", f.what, name, p.found())
	}
	if err := p.count(at, 1); err != nil {
		return nil, err
	}
	value, valueAt := p.value, p.at
	switch f.how {
	case asDay:
		first, last, ok := days(strings.TrimSpace(value))
		if !ok || p.open {
			return nil, p.fail(valueAt, "expected a day such as 2024-09-01, a month such as 2024-09 or a year, found %s", p.found())
		}
		p.next()
		day := first
		if name == FieldTo {
			day = last
		}
		return Field{Name: name, Value: strings.TrimSpace(value), Day: day}, nil
	case asOneOf:
		i := slices.IndexFunc(f.of, func(one string) bool {
			return joints.Replace(one) == joints.Replace(strings.ToLower(strings.TrimSpace(value)))
		})
		if i < 0 {
			return nil, p.fail(valueAt, "expected %s: %s; found %s", f.what, strings.Join(f.of, ", "), p.found())
		}
		p.next()
		return Field{Name: name, Value: f.of[i]}, nil
	}
	found, prefix, err := p.words()
	if err != nil {
		return nil, err
	}
	return Field{Name: name, Value: strings.Join(found, " "), Prefix: prefix}, nil
}

// joints join the words of a value of a closed set, however it is written.
var joints = strings.NewReplacer("-", "_", " ", "_")

// days are the first and last day of a day, month or year.
func days(s string) (first, last uint32, ok bool) {
	for i := range len(s) {
		if (i == 4 || i == 7) != (s[i] == '-') || s[i] != '-' && (s[i] < '0' || s[i] > '9') {
			return 0, 0, false
		}
	}
	n, _ := strconv.Atoi(strings.ReplaceAll(s, "-", ""))
	day := uint32(n)
	month := func(m uint32) bool { return m >= 1 && m <= 12 }
	switch len(s) {
	case len("2006"):
		return day * 10000, day*10000 + 9999, day > 0
	case len("2006-01"):
		return day * 100, day*100 + 99, day > 0 && month(day%100)
	case len("2006-01-02"):
		return day, day, month(day/100%100) && day%100 >= 1 && day%100 <= 31
	}
	return 0, 0, false
}

// DayNumber is an ISO day as a number that compares as days do, 20240901; 0 is
// none.
func DayNumber(day string) uint32 {
	first, _, ok := days(day)
	if !ok {
		return 0
	}
	return first
}

// Day is the day of a number that DayNumber gave.
func Day(number uint32) string {
	if number == 0 {
		return ""
	}
	day := fmt.Sprintf("%04d-%02d-%02d", number/10000, number/100%100, number%100)
	return strings.TrimSuffix(strings.TrimSuffix(day, "-00"), "-00")
}
